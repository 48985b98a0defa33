"""Decisions on findings: made, taken back, counted; nothing is ever changed, each step is an entry."""

from __future__ import annotations

import collections
import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from docaudit.errors import InputError
from docaudit.records.labels import Severity
from docaudit.records.money_bar import joint_risk, risk
from docaudit.storage.base import StoreBase, now, record
from docaudit.storage.models import Case, CaseFinding, Decision, TrailEntry, User
from docaudit.storage.rows import REASONS, VERDICTS, DecisionRow, TrailRow, TrailState, UserRow, standing
from docaudit.storage.trail import read_head, verify

_NOTE_LENGTH = 2000


class DecisionStore(StoreBase):
    """The part of the store that keeps decisions and the trail."""

    def decide(
        self,
        case_id: int,
        finding_key: str,
        verdict: str,
        *,
        user: UserRow,
        reason: str | None = None,
        note: str | None = None,
    ) -> DecisionRow:
        """Keep a decision; `dismiss` needs a reason. Raises `InputError` for what is not there or not allowed."""
        if verdict not in VERDICTS:
            msg = f"unknown verdict {verdict!r}"
            raise InputError(msg)
        if reason is not None and reason not in REASONS:
            msg = f"unknown reason {reason!r}"
            raise InputError(msg)
        if verdict == "dismiss" and reason is None:
            msg = "a dismissal needs a reason"
            raise InputError(msg)
        short = (note or "").strip()[:_NOTE_LENGTH] or None
        return self._enter((case_id, finding_key), verdict, user, reason=reason, note=short)

    def undo(self, case_id: int, finding_key: str, *, user: UserRow) -> DecisionRow:
        """Take back the decision in force by a new entry; raises `InputError` where there is none."""
        if self.decision(case_id, finding_key) is None:
            msg = "there is no decision to take back"
            raise InputError(msg)
        return self._enter((case_id, finding_key), "undo", user)

    def decision(self, case_id: int, finding_key: str) -> DecisionRow | None:
        """Return the decision in force on one finding."""
        return self.decisions(case_id).get(finding_key)

    def decisions(self, case_id: int) -> dict[str, DecisionRow]:
        """Return the decisions in force by finding key."""
        with self._reading() as session:
            return latest_decisions(session, case_id)

    def history(self, case_id: int, finding_key: str | None = None) -> list[DecisionRow]:
        """Return all entries of a case or finding, newest first."""
        query = select(Decision).where(Decision.case_id == case_id).order_by(Decision.id.desc())
        if finding_key is not None:
            query = query.where(Decision.finding_key == finding_key)
        with self._reading() as session:
            return [record(DecisionRow, d) for d in session.scalars(query)]

    def verdict_counts(self) -> dict[str, dict[str, int]]:
        """Return, by check, how often each verdict was given: a check that cries wolf is seen."""
        counts: dict[str, dict[str, int]] = collections.defaultdict(dict)
        query = select(Decision.check_name, Decision.verdict, func.count()).group_by(
            Decision.check_name, Decision.verdict
        )
        with self._reading() as session:
            for check, verdict, number in session.execute(query):
                counts[check][verdict] = number
        return dict(counts)

    def trail(self, case_id: int | None = None, limit: int = 200) -> list[TrailRow]:
        """Return the newest entries of the trail, of one case or of all."""
        query = select(TrailEntry).order_by(TrailEntry.sequence.desc()).limit(limit)
        if case_id is not None:
            query = query.where(TrailEntry.case_id == case_id)
        with self._reading() as session:
            return [_trail_row(e) for e in session.scalars(query)]

    def verify_trail(self) -> TrailState:
        """Check that no entry was altered, removed or cut off."""
        with self._reading() as session:
            return verify(session, read_head(self._head_file))

    def _enter(
        self,
        finding: tuple[int, str],
        verdict: str,
        user: UserRow,
        *,
        reason: str | None = None,
        note: str | None = None,
    ) -> DecisionRow:
        case_id, finding_key = finding
        with self._writing() as work:
            session = work.session
            case = session.get(Case, case_id)
            check = session.scalar(
                select(CaseFinding.check_name).where(CaseFinding.case_id == case_id, CaseFinding.key == finding_key)
            )
            if case is None or check is None:
                msg = "no such finding"
                raise InputError(msg)
            before = latest_decisions(session, case_id).get(finding_key)
            entry = Decision(
                case_id=case_id,
                finding_key=finding_key,
                check_name=check,
                verdict=verdict,
                reason=reason,
                note=note,
                user_id=user.id if session.get(User, user.id) else None,
                user_name=user.name,
                at=now(),
            )
            session.add(entry)
            session.flush()
            refresh_status(session, case)
            work.log(
                user.name,
                f"decision.{verdict}",
                {
                    "finding": finding_key,
                    "check": check,
                    "reason": reason,
                    "note": note,
                    "before": before.verdict if before else None,
                },
                case_id,
            )
            return record(DecisionRow, entry)


def latest_decisions(session: Session, case_id: int) -> dict[str, DecisionRow]:
    """Return the decisions in force by finding key."""
    entries: dict[str, list[DecisionRow]] = collections.defaultdict(list)
    for row in session.scalars(select(Decision).where(Decision.case_id == case_id).order_by(Decision.id)):
        entries[row.finding_key].append(record(DecisionRow, row))
    found = {key: standing(rows) for key, rows in entries.items()}
    return {key: row for key, row in found.items() if row is not None}


def refresh_status(session: Session, case: Case) -> None:
    """Count the findings that nobody decided yet, set the case's state and its risk: what was dismissed is none."""
    rows = session.execute(select(CaseFinding).where(CaseFinding.case_id == case.id)).scalars().all()
    decided = latest_decisions(session, case.id)
    case.open_count = sum(row.key not in decided for row in rows if row.severity > Severity.INFO)
    case.status = "done" if case.open_count == 0 else ("in_review" if decided else "new")
    case.risk_fen = joint_risk(
        (row.cause or row.key, risk(row.amount_fen, row.confidence, row.severity))
        for row in rows
        if row.key not in decided or decided[row.key].verdict != "dismiss"
    )


def _trail_row(entry: TrailEntry) -> TrailRow:

    return TrailRow(
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        case_id=entry.case_id,
        body=json.loads(entry.body),
        digest=entry.digest,
    )
