"""What the monitors of a contract's clauses share: its place, the day a duty is due, the state by that day."""

from __future__ import annotations

import datetime as dt

from docaudit.documents.loan_contract import LoanContract
from docaudit.knowledge import add_working_days
from docaudit.records.case import CaseFile
from docaudit.records.flows import Loan, Place
from docaudit.records.labels import DutyStatus
from docaudit.records.obligation import Obligation

SOON_DAYS = 7
"""Days before its day from which a duty is due soon (domain reference, section 9: reminder)."""


def contract_of(case: CaseFile, loan: Loan) -> LoanContract | None:
    """Return the contract of a loan."""
    found = case.document(loan.contract) if loan.contract else None
    return found if isinstance(found, LoanContract) else None


def clause_place(contract: LoanContract, obligation: Obligation) -> Place | None:
    """Return where the clause of an obligation stands, with its text."""
    evidence = obligation.text.evidence
    return Place(document=contract.id, source=contract.source, evidence=evidence) if evidence else None


def due_day(base: dt.date, obligation: Obligation) -> dt.date:
    """Return the day that lies the obligation's days after `base` (before it if negative)."""
    days = obligation.due_days.value or 0
    if obligation.day_kind.value == "working":
        return add_working_days(base, days) if days else base
    return base + dt.timedelta(days=days)


def by_day(case: CaseFile, due: dt.date, *, done: bool) -> DutyStatus:
    """Return the state of a duty that is done or due on a day."""
    if done:
        return DutyStatus.DONE
    if due < case.as_of:
        return DutyStatus.OVERDUE
    return DutyStatus.DUE_SOON if due <= case.as_of + dt.timedelta(days=SOON_DAYS) else DutyStatus.OPEN
