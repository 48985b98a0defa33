"""The dated duties of a case: repayments, maturity, the first check, and what the contract promises by a day."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterator

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.inspection_report import InspectionReport
from docaudit.documents.loan_contract import LoanContract
from docaudit.duties.checklist import drawn_on, not_drawn
from docaudit.duties.covenants import tested_covenants
from docaudit.knowledge import add_working_days, label
from docaudit.records.case import CaseFile
from docaudit.records.dates import add_months
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import Ledger, Loan
from docaudit.records.labels import DutyStatus, Owner, PaperStatus, Use
from docaudit.records.money import Money
from docaudit.records.obligation import Obligation

FIRST_CHECK_DAYS = {"entrusted": 7, "mixed": 7, "self": 3}
"""Days after the disbursement: the lender's own plan (domain reference, section 9), a default."""
SOON_DAYS = 7
SMALL_FEN = 10_000_00
"""Loan money below this that lacks a paper is no finding either (floor of flows.md 3)."""
SLACK_DAYS = 5
"""A debit this many days beside the due day (holidays, transit) still is that instalment."""
_PERIODS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


def calendar(case: CaseFile) -> tuple[CalendarEntry, ...]:
    """Return the dated duties in order of their day; ``case.thresholds`` may hold ``first_check_METHOD`` in days."""
    entries: list[CalendarEntry] = []
    for loan in case.loans:
        contract = case.document(loan.contract) if loan.contract else None
        if not_drawn(case, loan):
            continue
        entries += _repayments(case, loan, contract if isinstance(contract, LoanContract) else None)
        entries += _first_check(case, loan)
        if isinstance(contract, LoanContract):
            for obligation in contract.obligations:
                entries += _promised(case, loan, obligation)
            entries += tested_covenants(case, contract)
    return tuple(sorted(dict.fromkeys(entries), key=lambda e: (e.date, e.kind, e.title)))


def _by_day(case: CaseFile, due: dt.date, *, done: bool) -> DutyStatus:
    if done:
        return DutyStatus.DONE
    if due < case.as_of:
        return DutyStatus.OVERDUE
    return DutyStatus.DUE_SOON if due <= case.as_of + dt.timedelta(days=SOON_DAYS) else DutyStatus.OPEN


# --- repayment -----------------------------------------------------------------------------------------------------


def _repayments(case: CaseFile, loan: Loan, contract: LoanContract | None) -> Iterator[CalendarEntry]:
    plan = contract.repayment_schedule if contract else ()
    dated = sorted(
        ((i.due_date.value, i.principal.value, i.interest.value) for i in plan if i.due_date.value is not None),
        key=lambda entry: entry[0],
    )
    owed = 0
    for date, principal, interest in dated:
        parts = [f"本金{principal.shown()}元"] if principal and principal.fen else []
        parts += [f"利息{interest.shown()}元"] if interest and interest.fen else []
        owed += principal.fen if principal else 0
        due = add_working_days(date, 0)
        paid = _repaid(case, loan, due + dt.timedelta(days=SLACK_DAYS))
        done = bool(principal) and paid >= owed
        status = _by_day(case, due, done=done)
        if status is DutyStatus.OVERDUE and (not principal or not _visible(case.ledger, due)):
            status = DutyStatus.CANNOT_TEST
        yield CalendarEntry(
            date=date, kind="repayment", title=f"应还{'、'.join(parts) or '本息'}（{loan.id}）", status=status
        )
    if loan.end_date is not None:
        whole = loan.principal_fen or 0
        done = bool(whole) and _repaid(case, loan, case.as_of) >= whole
        status = _by_day(case, loan.end_date, done=done)
        if status is DutyStatus.OVERDUE and not _visible(case.ledger, loan.end_date):
            status = DutyStatus.CANNOT_TEST
        amount = f"，本金{Money(whole).shown()}元" if whole else ""
        yield CalendarEntry(date=loan.end_date, kind="maturity", title=f"贷款到期{amount}（{loan.id}）", status=status)


def _repaid(case: CaseFile, loan: Loan, until: dt.date) -> int:
    """Return the fen of this loan that the statements show as repaid up to a day."""
    return sum(
        -r.transaction.amount_fen
        for r in case.ledger.rows
        if r.loan == loan.id and r.use is Use.LOAN_REPAYMENT and r.transaction.date <= until
    )


def _visible(ledger: Ledger, day: dt.date) -> bool:
    """Say whether a statement of the borrower reaches beyond the day, so that a missing row means something."""
    ends = [a.period_end for a in ledger.accounts if a.owner is Owner.BORROWER and a.period_end]
    return any(end >= day + dt.timedelta(days=SLACK_DAYS) for end in ends)


# --- checks of the lender ------------------------------------------------------------------------------------------


def _first_check(case: CaseFile, loan: Loan) -> Iterator[CalendarEntry]:
    drawn = drawn_on(case, loan)
    if drawn is None:
        return
    method = loan.payment_method or "self"
    days = int(case.thresholds.get(f"first_check_{method}", FIRST_CHECK_DAYS.get(method, 3)))
    due = drawn + dt.timedelta(days=days)
    held = [r.date.value for r in case.of(InspectionReport)]
    done = any(day is not None and day >= drawn for day in held) or (bool(held) and None in held)
    title = f"首次贷后检查（{label('payment_method', method)}，放款后{days}日内，{loan.id}）"
    yield CalendarEntry(date=due, kind="first_check", title=title, status=_by_day(case, due, done=done))


# --- what the contract promises ------------------------------------------------------------------------------------


def _promised(case: CaseFile, loan: Loan, obligation: Obligation) -> Iterator[CalendarEntry]:
    if obligation.party.value == "lender":
        return
    kind = obligation.kind.value
    if kind == "reporting":
        yield from _reports(case, loan, obligation)
    elif kind == "evidence":
        yield from _evidence(case, loan, obligation)
    elif kind == "repayment" and obligation.due_date.value is not None:
        amount = obligation.amount.value
        due = obligation.due_date.value
        contract = case.document(loan.contract) if loan.contract else None
        listed = isinstance(contract, LoanContract) and any(
            i.due_date.value == due for i in contract.repayment_schedule
        )
        if not listed:
            done = amount is not None and _repaid(case, loan, due + dt.timedelta(days=SLACK_DAYS)) >= amount.fen
            status = _by_day(case, due, done=done)
            if status is DutyStatus.OVERDUE and (amount is None or not _visible(case.ledger, due)):
                status = DutyStatus.CANNOT_TEST
            shown = f"本金{amount.shown()}元" if amount else "款项"
            yield CalendarEntry(date=due, kind="repayment", title=f"应还{shown}（{loan.id}）", status=status)


def _due(base: dt.date, obligation: Obligation) -> dt.date:
    days = obligation.due_days.value or 0
    if obligation.day_kind.value == "working":
        return add_working_days(base, days) if days else base
    return base + dt.timedelta(days=days)


def _reports(case: CaseFile, loan: Loan, obligation: Obligation) -> Iterator[CalendarEntry]:
    step = _PERIODS.get(obligation.frequency.value or "")
    first = drawn_on(case, loan)
    if step is None or first is None or obligation.due_days.value is None:
        return
    last = min(loan.end_date or case.as_of, case.as_of + dt.timedelta(days=31 * step))
    month = first.month + (-first.month) % step
    end = _month_end(first.year + (month > 12), month - 12 * (month > 12))
    while end <= last:
        due = _due(end, obligation)
        paper = obligation.document.value or "财务资料"
        done = _reported(case, end, paper)
        status = _by_day(case, due, done=done)
        if status is DutyStatus.OVERDUE and not _checkable(paper):
            status = DutyStatus.CANNOT_TEST
        yield CalendarEntry(date=due, kind="report", title=f"报送{paper}（{_period(end, step)}）", status=status)
        following = add_months(end.replace(day=1), step)
        end = _month_end(following.year, following.month)


def _checkable(paper: str) -> bool:
    return any(word in paper for word in ("报表", "资产负债", "利润", "年报", "财务"))


def _reported(case: CaseFile, end: dt.date, paper: str) -> bool:
    return _checkable(paper) and any(sheet.period_end.value == end for sheet in case.of(BalanceSheet))


def _period(end: dt.date, step: int) -> str:
    names = {
        1: f"{end.month}月",
        3: f"第{(end.month + 2) // 3}季度",
        6: "上半年" if end.month <= 6 else "下半年",
        12: "年度",
    }
    return f"{end.year}年{names[step]}"


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, months.monthrange(year, month)[1])


def _evidence(case: CaseFile, loan: Loan, obligation: Obligation) -> Iterator[CalendarEntry]:
    drawn = drawn_on(case, loan)
    if drawn is None or obligation.due_days.value is None:
        return
    due = _due(drawn, obligation)
    wanted = {d.value for d in obligation.documents if d.value and d.value != "other"}
    # What is not due yet, or is small change, does not leave the duty undone.
    open_items = [
        i
        for i in case.checklist
        if i.payment
        and i.document in wanted
        and i.status is not PaperStatus.PRESENT
        and (i.due is None or i.due < case.as_of)
        and (i.uncovered is None or i.uncovered.fen >= SMALL_FEN)
    ]
    there = wanted <= {d.doc_type for d in case.documents}
    names = "、".join(label("doc_type", d) for d in sorted(wanted)) or "用款凭证"
    done = bool(wanted) and there and not open_items
    status = _by_day(case, due, done=done)
    if status is DutyStatus.OVERDUE and not wanted:
        status = DutyStatus.CANNOT_TEST
    yield CalendarEntry(date=due, kind="evidence", title=f"提交{names}（{loan.id}）", status=status)
