"""The lender's own checks of a loan: the first, the routine ones, and the one that a draw of samples asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from docaudit.documents.inspection_report import InspectionReport
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.duties.clauses import by_day
from docaudit.duties.papers import drawn_on
from docaudit.duties.titles import named, titled
from docaudit.records.case import CaseFile
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import Loan
from docaudit.records.labels import DutyStatus, RowKind

DEFAULTS = {
    "duty.first_check_due.entrusted_days": 7,
    "duty.first_check_due.self_days": 3,
    "duty.routine_check_due.normal_days": 90,
    "duty.routine_check_due.watched_days": 30,
    "duty.routine_check_due.bad_days": 7,
}
"""Days where the case brings none from the rule pack: the lender's own plan (domain reference, section 9)."""
SUBSTANDARD_DAYS = 90
"""A loan overdue for longer is 次级 or worse (金融资产风险分类办法 11)."""
_BY_WARNING = frozenset({"personal_consumption", "personal_business"})
"""Kinds of loans that are checked again where a warning asks for it, not by the calendar."""


def inspection_entries(case: CaseFile, loan: Loan, overdue: dt.date | None) -> Iterator[CalendarEntry]:
    """Yield the lender's checks of a loan; their days come from ``case.thresholds``, the rule pack's numbers.

    Args:
        case: the case.
        loan: of the case.
        overdue: the day of the oldest instalment that is overdue.
    """
    drawn = drawn_on(case, loan)
    if drawn is None:
        return
    held = case.of(InspectionReport)
    days = sorted(r.date.value for r in held if r.date.value is not None and r.date.value >= drawn)
    undated = any(r.date.value is None for r in held)
    yield _first(case, loan, drawn, days, undated=undated)
    if days and not undated and loan.loan_kind not in _BY_WARNING:
        yield _routine(case, loan, days[-1], overdue)
    if case.facts.sample_check is not None:
        yield _sampled(case, loan, case.facts.sample_check, days, undated=undated)


def _first(case: CaseFile, loan: Loan, drawn: dt.date, days: Sequence[dt.date], *, undated: bool) -> CalendarEntry:
    method = loan.payment_method or "self"
    allowed = _days(case, f"duty.first_check_due.{'self' if method == 'self' else 'entrusted'}_days")
    due = drawn + dt.timedelta(days=allowed)
    status = by_day(case, due, done=bool(days) or undated)
    if status is DutyStatus.OVERDUE and not _proved(case, loan):
        status = DutyStatus.CANNOT_TEST
    title = titled("first_check", method=named("payment_method", method), days=allowed, loan=loan.id)
    return CalendarEntry(date=due, kind="first_check", title=title.zh, english=title.en, status=status, loan=loan.id)


def _days(case: CaseFile, name: str) -> int:
    return int(case.thresholds.get(name, DEFAULTS[name]))


def _proved(case: CaseFile, loan: Loan) -> bool:
    """Say whether a receipt or a statement shows that the loan was paid out; a contract's first day does not."""
    if any(r.kind is RowKind.DISBURSEMENT and r.loan == loan.id for r in case.ledger.rows):
        return True
    return any(r.id in loan.receipts and r.disbursement_date.value for r in case.of(LoanReceipt))


def _routine(case: CaseFile, loan: Loan, last: dt.date, overdue: dt.date | None) -> CalendarEntry:
    late = (case.as_of - overdue).days if overdue is not None else 0
    state = "bad" if late > SUBSTANDARD_DAYS else "watched" if late > 0 else "normal"
    span = _days(case, f"duty.routine_check_due.{state}_days")
    due = last + dt.timedelta(days=span)
    title, status = titled("routine_check", last=last, days=span, loan=loan.id), by_day(case, due, done=False)
    return CalendarEntry(date=due, kind="routine_check", title=title.zh, english=title.en, status=status, loan=loan.id)


def _sampled(case: CaseFile, loan: Loan, due: dt.date, days: Sequence[dt.date], *, undated: bool) -> CalendarEntry:
    """Return the on-site check of a draw over all loans (``case.yaml``): alone, a case cannot know it was drawn."""
    month = due.replace(day=1)
    status = by_day(case, due, done=any(day >= month for day in days))
    if status is DutyStatus.OVERDUE and undated:
        status = DutyStatus.CANNOT_TEST
    title = titled("sample_check", loan=loan.id)
    return CalendarEntry(date=due, kind="sample_check", title=title.zh, english=title.en, status=status, loan=loan.id)
