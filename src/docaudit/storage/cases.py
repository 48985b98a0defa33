"""Cases: saving a run, the queue, the newest result, where the originals are."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from docaudit.errors import InputError
from docaudit.records.case_json import BESIDE, ENGLISH
from docaudit.records.labels import Severity
from docaudit.records.money_bar import fen, money_bar, severity_of
from docaudit.storage.base import StoreBase, now, record
from docaudit.storage.decisions import refresh_status
from docaudit.storage.models import Case, CaseDocument, CaseFinding, CaseSource, CaseVersion, Original
from docaudit.storage.originals import Kept, content_sha256
from docaudit.storage.rows import CaseRow
from docaudit.storage.sightings import keep_sightings
from docaudit.storage.trail import canonical

_CACHED_CASES = 8
SORTS = ("risk", "misuse", "unproved", "open", "borrower", "updated")


class CaseStore(StoreBase):
    """The part of the store that keeps cases."""

    _cache: dict[tuple[int, int], tuple[dict[str, Any], dict[str, Any]]]

    def save_case(
        self,
        audit: Mapping[str, Any],
        *,
        path: Path | None = None,
        origin: str | None = None,
        actor: str = "system",
        seen: Iterable[Mapping[str, Any]] = (),
    ) -> int:
        """Keep the result of a run (interface.md, `audit`) and return the case's id.

        A case of the same name with the same content or borrower is the same case: its findings are replaced, decisions
        stay by finding key. What findings say in English (`CaseAudit.to_stored`) is kept beside it. `path` is the
        folder or file it was read from; its files are copied. `origin` is the path to remember where `path` is a
        passing copy. `seen` is what other cases may share (`Sighting.to_json`).
        """
        kept = list(self.originals.keep_case(path)) if path is not None else []
        content = content_sha256(path) if path is not None else None
        with self._writing() as work:
            session = work.session
            case = _same_case(session, audit, content)
            first = case is None
            if case is None:
                case = Case(name=_free_name(session, _name(audit)), version=0, created_at=now(), status="new")
            came_from = origin or (str(path.absolute()) if path else None)
            if came_from and case.origin and Path(came_from).is_relative_to(self.folder.absolute()):
                came_from = case.origin  # an upload or a restored copy is gone after the run; where it once lay is not
            _fill(case, audit, content, came_from)
            session.add(case)
            session.flush()
            _replace_parts(session, case, audit)
            _keep_sources(session, case.id, kept)
            keep_sightings(session, case, seen)
            refresh_status(session, case)
            work.log(
                actor,
                "case.saved" if first else "case.rerun",
                {
                    "case": case.name,
                    "version": case.version,
                    "content": content,
                    "engine": audit.get("engine"),
                    "audit_sha256": _digest(audit),
                    "findings": [f.get("key") for f in audit.get("findings", ())],
                },
                case.id,
            )
            return case.id

    def save_across(self, case_id: int, audit: Mapping[str, Any], *, actor: str = "system") -> None:
        """Keep a case's result with the findings that other cases have brought; its papers were not read again."""
        kept = self._kept(case_id, None)
        audit = {**kept[1], **audit} if kept is not None else audit
        with self._writing() as work:
            session = work.session
            case = session.get(Case, case_id)
            if case is None:
                return
            read_at = case.updated_at  # corrections made since then still wait for their run
            _fill(case, audit, case.content_sha256, case.origin)
            case.updated_at = read_at
            _replace_parts(session, case, audit)
            refresh_status(session, case)
            body = {
                "case": case.name,
                "version": case.version,
                "audit_sha256": _digest(audit),
                "findings": [f.get("key") for f in audit.get("findings", ())],
            }
            work.log(actor, "case.across", body, case_id)

    def case(self, case_id: int) -> CaseRow | None:
        """Return the case's row."""
        with self._reading() as session:
            found = session.get(Case, case_id)
            return record(CaseRow, found) if found else None

    def audit(self, case_id: int, version: int | None = None) -> dict[str, Any] | None:
        """Return the result of the newest (or that) version; treat it as read-only, it is shared."""
        kept = self._kept(case_id, version)
        return kept[0] if kept is not None else None

    def english(self, case_id: int) -> dict[str, Any]:
        """Return title and explanation in English of the newest version's findings, by key; of some there are none."""
        return self.beside(case_id, ENGLISH)

    def beside(self, case_id: int, name: str) -> dict[str, Any]:
        """Return what the newest version keeps beside its result under that name of `BESIDE`; empty if nothing."""
        kept = self._kept(case_id, None)
        found: dict[str, Any] = kept[1].get(name, {}) if kept is not None else {}
        return found

    def _kept(self, case_id: int, version: int | None) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Return the result of a version, and what is kept beside it."""
        with self._reading() as session:
            if version is None:
                version = session.scalar(select(Case.version).where(Case.id == case_id))
            if version is None:
                return None
            if (case_id, version) in self._cache:
                return self._cache[case_id, version]
            raw = session.scalar(
                select(CaseVersion.audit).where(CaseVersion.case_id == case_id, CaseVersion.version == version)
            )
        if raw is None:
            return None
        audit: dict[str, Any] = json.loads(zlib.decompress(raw))
        found = audit, {name: audit.pop(name) for name in BESIDE if name in audit}
        while len(self._cache) >= _CACHED_CASES:
            self._cache.pop(next(iter(self._cache)), None)
        self._cache[case_id, version] = found
        return found

    def cases(
        self,
        *,
        words: str | None = None,
        status: str | None = None,
        severity: str | None = None,
        check: str | None = None,
        sort: str = "risk",
        limit: int = 100,
        offset: int = 0,
    ) -> list[CaseRow]:
        """Return the cases of a filter: `words` in name, borrower or loan, `severity` or worse."""
        query = _filtered(select(Case), words, status, severity, check)
        query = query.order_by(*_order(sort)).limit(limit).offset(offset)
        with self._reading() as session:
            return [record(CaseRow, c) for c in session.scalars(query)]

    def count_cases(
        self,
        *,
        words: str | None = None,
        status: str | None = None,
        severity: str | None = None,
        check: str | None = None,
    ) -> int:
        """Return how many cases the filter holds."""
        with self._reading() as session:
            query = _filtered(select(func.count()).select_from(Case), words, status, severity, check)
            return session.scalar(query) or 0

    def is_stored(
        self, content: str, engine_version: str, rules: str | None, as_of: dt.date | None = None
    ) -> int | None:
        """Return the id of the case whose newest run had this content, engine and rules (and day, where given)."""
        query = select(Case.id).where(Case.content_sha256 == content, Case.engine_version == engine_version)
        query = query.where(Case.rules_sha256.is_(None) if rules is None else Case.rules_sha256 == rules)
        if as_of is not None:
            query = query.where(Case.as_of == as_of)
        with self._reading() as session:
            return session.scalar(query.limit(1))

    def restore(self, case_id: int, folder: Path) -> Path:
        """Lay a case's stored originals out under `folder` as they came and return the case's path there.

        Raises:
            InputError: its originals were not kept, or are not there any more.
        """
        with self._reading() as session:
            case = session.get(Case, case_id)
            rows = session.scalars(select(CaseSource).where(CaseSource.case_id == case_id)).all()
        missing = [row.source for row in rows if not self.originals.path(row.sha256).is_file()]
        if case is None or not rows or missing:
            msg = (
                f"{missing[0]}: the stored original is gone" if missing else "the originals of this case were not kept"
            )
            raise InputError(msg)
        single = len(rows) == 1 and rows[0].sha256 == case.content_sha256
        root = folder if single else folder / case.name
        for row in rows:
            target = root / row.source
            if not target.resolve().is_relative_to(folder.resolve()):
                msg = f"{row.source}: the name leaves its folder"
                raise InputError(msg)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.originals.path(row.sha256), target)
        return root / rows[0].source if single else root

    def original(self, case_id: int, source: str) -> tuple[Path, str] | None:
        """Return the stored file that holds `source` and the name of `source` within it, None where it was not kept.

        The pair is what `docaudit.reading.page_picture` takes: a copy is named by its hash, so the outer name changes
        with it.
        """
        outer, mark, inner = source.partition("!/")
        with self._reading() as session:
            sha256 = session.scalar(
                select(CaseSource.sha256).where(CaseSource.case_id == case_id, CaseSource.source == outer)
            )
        if sha256 is None:
            return None
        path = self.originals.path(sha256)
        return (path, f"{path.name}{mark}{inner}") if path.is_file() else None


def _name(audit: Mapping[str, Any]) -> str:
    # Room for the number that tells namesakes apart.
    return str(audit["case"])[:240]


def _short(text: str | None, length: int) -> str | None:
    """Return the text cut to its column: what was read can be of any length, and PostgreSQL refuses it then."""
    return text[:length] if text is not None else None


def _same_case(session: Session, audit: Mapping[str, Any], content: str | None) -> Case | None:
    name, borrower = _name(audit), audit.get("borrower")
    candidates = session.scalars(
        select(Case).where(or_(Case.name == name, Case.name.startswith(f"{name} (", autoescape=True))).order_by(Case.id)
    ).all()
    for case in candidates:
        if content is not None and case.content_sha256 == content:
            return case
    for case in candidates:
        if case.borrower == _short(borrower, 255) or None in (case.borrower, borrower):
            return case
    return None


def _free_name(session: Session, name: str) -> str:
    taken = set(session.scalars(select(Case.name).where(Case.name.startswith(name, autoescape=True))))
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _fill(case: Case, audit: Mapping[str, Any], content: str | None, origin: str | None) -> None:
    bar, findings, documents = money_bar(audit), audit.get("findings", ()), audit.get("documents", ())
    engine = audit.get("engine") or {}
    case.borrower, case.loans = _short(audit.get("borrower"), 255), [str(loan) for loan in audit.get("loans", ())]
    case.version = (case.version or 0) + 1
    case.content_sha256, case.origin = content, origin
    case.as_of = dt.date.fromisoformat(audit["as_of"]) if audit.get("as_of") else None
    case.engine_version, case.rules_sha256 = engine.get("version"), engine.get("rules_sha256")
    case.disbursed_fen, case.proved_fen, case.unproved_fen = bar.disbursed_fen, bar.proved_fen, bar.unproved_fen
    case.misuse_fen, case.misuse_min_fen, case.misuse_max_fen = bar.misuse_fen, bar.misuse_min_fen, bar.misuse_max_fen
    case.idle_fen, case.risk_fen = bar.idle_fen, 0  # `refresh_status` sets the risk
    case.worst_severity = max((int(severity_of(f)) for f in findings), default=-1)
    case.finding_count, case.open_count = len(findings), 0
    case.missing_count = sum(i.get("status") in ("missing", "overdue") for i in audit.get("checklist", ()))
    case.unreadable_count = sum(f.get("check") == "evidence.unreadable" for f in findings)
    case.document_count = len(documents)
    case.updated_at = now()


def _replace_parts(session: Session, case: Case, audit: Mapping[str, Any]) -> None:
    session.execute(delete(CaseFinding).where(CaseFinding.case_id == case.id))
    session.execute(delete(CaseDocument).where(CaseDocument.case_id == case.id))
    # Not sorted: the fields of a document are shown in the order of their declaration.
    raw = zlib.compress(json.dumps(audit, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    session.add(
        CaseVersion(
            case_id=case.id,
            version=case.version,
            audit=raw,
            as_of=case.as_of,
            engine=audit.get("engine") or {},
            content_sha256=case.content_sha256,
            created_at=now(),
        )
    )
    findings = {str(f["key"]): (i, f) for i, f in reversed(list(enumerate(audit.get("findings", ()))))}
    if findings:
        session.execute(
            insert(CaseFinding),
            [
                {
                    "case_id": case.id,
                    "key": key,
                    "position": i,
                    "check_name": f["check"],
                    "severity": int(severity_of(f)),
                    "confidence": float(f.get("confidence") or 0),
                    "amount_fen": fen(f["amount"]) if f.get("amount") is not None else None,
                    "loan": _short(f.get("loan"), 120),
                    "cause": f.get("cause"),
                    "body": f,
                }
                for key, (i, f) in findings.items()
            ],
        )
    documents = list(audit.get("documents", ()))
    if documents:
        session.execute(
            insert(CaseDocument),
            [
                {
                    "case_id": case.id,
                    "key": d["id"],
                    "position": i,
                    "source": d["source"],
                    "sha256": d.get("sha256"),
                    "doc_type": d.get("doc_type"),
                    "confidence": float(d.get("confidence") or 0),
                    "pages": list(d.get("pages", ())),
                }
                for i, d in enumerate(documents)
            ],
        )


def _keep_sources(session: Session, case_id: int, kept: list[Kept]) -> None:
    for file in kept:
        if session.get(Original, file.sha256) is None:
            session.add(Original(sha256=file.sha256, size=file.size, created_at=now()))
    session.flush()
    if kept:
        session.execute(delete(CaseSource).where(CaseSource.case_id == case_id))
        session.execute(
            insert(CaseSource),
            [{"case_id": case_id, "source": f.source, "sha256": f.sha256, "path": f.path} for f in kept],
        )


def _filtered(
    query: Select[Any], words: str | None, status: str | None, severity: str | None, check: str | None
) -> Select[Any]:
    if words:
        query = query.where(
            or_(*(column.contains(words, autoescape=True) for column in (Case.name, Case.borrower)), _in_loans(words))
        )
    if status:
        query = query.where(Case.status == status)
    if severity:
        query = query.where(Case.worst_severity >= int(Severity.named(severity)))
    if check:
        query = query.where(Case.id.in_(select(CaseFinding.case_id).where(CaseFinding.check_name == check)))
    return query


def _in_loans(words: str) -> ColumnElement[bool]:
    return Case.id.in_(select(CaseFinding.case_id).where(CaseFinding.loan.contains(words, autoescape=True)))


def _order(sort: str) -> tuple[ColumnElement[Any], ...]:
    columns: dict[str, ColumnElement[Any]] = {
        "risk": Case.risk_fen.desc(),
        "misuse": Case.misuse_max_fen.desc(),
        "unproved": Case.unproved_fen.desc(),
        "open": Case.open_count.desc(),
        "borrower": Case.borrower.asc(),
        "updated": Case.updated_at.desc(),
    }
    return columns.get(sort, columns["risk"]), Case.worst_severity.desc(), Case.id.asc()


def _digest(audit: Mapping[str, Any]) -> str:
    """Return the hash of a result as it is given out, so that an exported one can be held against the trail."""
    public = {name: value for name, value in audit.items() if name not in BESIDE}
    return hashlib.sha256(canonical(public).encode()).hexdigest()
