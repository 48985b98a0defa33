"""Corrections of fields: made, taken back, found again when a case is audited anew; nothing is ever changed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, or_, select

from docaudit.errors import InputError
from docaudit.records.correction import Correction, leaf_at, places_of
from docaudit.storage.base import now
from docaudit.storage.cases import CaseStore
from docaudit.storage.models import Case, CorrectionEntry, User
from docaudit.storage.rows import UserRow


class CorrectionStore(CaseStore):
    """The part of the store that keeps what people corrected."""

    def correct(self, case_id: int, document: str, path: str, value: str | int | None, *, user: UserRow) -> Correction:
        """Keep that a field of a document should read `value` (its JSON form; None: the paper has none).

        Raises:
            InputError: there is no such case, document or field.
        """
        return self._enter_correction(case_id, document, path, value, user=user, undo=False)

    def undo_correction(self, case_id: int, document: str, path: str, *, user: UserRow) -> Correction:
        """Take a correction back by a new entry; raises `InputError` where none is in force."""
        return self._enter_correction(case_id, document, path, None, user=user, undo=True)

    def corrections(self, case_id: int) -> list[Correction]:
        """Return the corrections in force, oldest first."""
        with self._reading() as session:
            return _standing(session.scalars(_entries(case_id)))

    def corrections_for(self, name: str, content: str | None) -> list[Correction]:
        """Return the corrections in force of the cases of that name or content, for their next run."""
        same = Case.name == name if content is None else or_(Case.name == name, Case.content_sha256 == content)
        query = select(CorrectionEntry).join(Case, Case.id == CorrectionEntry.case_id).where(same)
        with self._reading() as session:
            return _standing(session.scalars(query.order_by(CorrectionEntry.id)))

    def corrected_cases(self) -> list[int]:
        """Return the ids of the cases in which something was corrected."""
        with self._reading() as session:
            return list(session.scalars(select(CorrectionEntry.case_id).distinct().order_by(CorrectionEntry.case_id)))

    def pending_corrections(self, case_id: int) -> int:
        """Return how many fields were corrected (or put back) since the case was last audited."""
        with self._reading() as session:
            case = session.get(Case, case_id)
            if case is None:
                return 0
            query = _entries(case_id).where(CorrectionEntry.at > case.updated_at)
            return len({e.key for e in session.scalars(query)})

    def _enter_correction(
        self, case_id: int, document: str, path: str, value: str | int | None, *, user: UserRow, undo: bool
    ) -> Correction:
        audit = self.audit(case_id)
        found = next((d for d in audit.get("documents", ()) if d.get("id") == document), None) if audit else None
        leaf = leaf_at(found.get("fields", {}), path) if found else None
        if audit is None or found is None or leaf is None:
            msg = "no such field"
            raise InputError(msg)
        sha256, place = places_of(audit["documents"])[document]
        with self._writing() as work:
            before = [e for e in work.session.scalars(_entries(case_id)) if e.key == (sha256, place, path)]
            if undo and (not before or before[-1].undo):
                msg = "there is no correction to take back"
                raise InputError(msg)
            entry = CorrectionEntry(
                case_id=case_id,
                sha256=sha256,
                place=place,
                doc_type=str(found.get("doc_type")),
                path=path,
                value=value,
                # A run since then already shows the corrected value: what was read is what the first entry says.
                read=before[0].read if before else leaf["value"],
                undo=undo,
                user_id=user.id if work.session.get(User, user.id) else None,
                user_name=user.name,
                at=now(),
            )
            work.session.add(entry)
            work.session.flush()
            facts = {"document": document, "source": found.get("source"), "path": path, "read": entry.read}
            work.log(user.name, f"field.{'restored' if undo else 'corrected'}", {**facts, "value": value}, case_id)
            return _record(entry)


def _entries(case_id: int) -> Select[CorrectionEntry]:
    return select(CorrectionEntry).where(CorrectionEntry.case_id == case_id).order_by(CorrectionEntry.id)


def _standing(entries: Iterable[CorrectionEntry]) -> list[Correction]:
    """Return the newest correction of each field that was not taken back."""
    newest = {entry.key: entry for entry in entries}
    return [_record(entry) for entry in newest.values() if not entry.undo]


def _record(entry: CorrectionEntry) -> Correction:
    return Correction(
        sha256=entry.sha256,
        place=entry.place,
        doc_type=entry.doc_type,
        path=entry.path,
        value=entry.value,
        read=entry.read,
        by=entry.user_name,
        at=entry.at,
    )
