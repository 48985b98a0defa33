"""Papers that the borrower promised by a day: statements of each period, evidence of what was paid."""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Iterable, Iterator

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.figures import own_statements
from docaudit.documents.financials import FinancialStatement
from docaudit.documents.income_statement import IncomeStatement
from docaudit.documents.loan_contract import LoanContract
from docaudit.duties.clauses import by_day, clause_place, due_day
from docaudit.duties.papers import drawn_on
from docaudit.duties.titles import NOTHING, Title, listed, named, titled
from docaudit.records.case import CaseFile
from docaudit.records.dates import add_months
from docaudit.records.document import UnreadableDocument
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import Loan
from docaudit.records.labels import DutyStatus, PaperStatus
from docaudit.records.monitors import Report
from docaudit.records.obligation import Obligation

SMALL_FEN = 10_000_00
"""Loan money below this that lacks a paper is no finding either (floor of flows.md 3)."""
_PERIODS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_KINDS: tuple[tuple[re.Pattern[str], type[FinancialStatement]], ...] = (
    (re.compile("资产负债"), BalanceSheet),
    (re.compile("利润|损益"), IncomeStatement),
    (re.compile("现金流"), CashFlowStatement),
)
_ANY = re.compile("报表|年报|季报|月报|财务|会计|审计报告")
"""Words for statements that name no kind: any statement of the period will do."""
_MAY_BE_STATEMENTS = re.compile("报表|资产负债|利润|损益|现金流|财务|财报|审计|年报|季报")
"""Names of unreadable files among which the statements may be."""


def report_entries(
    case: CaseFile, loan: Loan, contract: LoanContract, obligation: Obligation
) -> Iterator[CalendarEntry]:
    """Yield one entry per period since the drawdown: done where its statements are on file, overdue where they lack."""
    step = _PERIODS.get(obligation.frequency.value or "")
    first = drawn_on(case, loan)
    if step is None or first is None or obligation.due_days.value is None:
        return
    last = min(loan.end_date or case.as_of, case.as_of + dt.timedelta(days=31 * step))
    month = first.month + (-first.month) % step
    end = _month_end(first.year, month)
    said = obligation.document.value
    paper = said or titled("financials").zh
    while end <= last:
        due = due_day(end, obligation)
        lacking = _lacking(case, paper, end)
        status = by_day(case, due, done=lacking == [])
        if status is DutyStatus.OVERDUE and (lacking is None or _unread(case)):
            status = DutyStatus.CANNOT_TEST
        kinds, part = _kinds(paper), NOTHING
        if kinds and lacking and len(lacking) < len(kinds):
            part = titled("lacking", papers=_papers(lacking))
        title = titled("report", paper=said or titled("financials"), period=_period(end, step), lacking=part)
        yield CalendarEntry(
            date=due,
            kind="report",
            title=title.zh,
            english=title.en,
            status=status,
            loan=loan.id,
            clause=clause_place(contract, obligation),
            detail=Report(paper=paper, period_end=end),
        )
        following = add_months(end.replace(day=1), step)
        end = _month_end(following.year, following.month)


def _kinds(paper: str) -> list[type[FinancialStatement]]:
    return [kind for pattern, kind in _KINDS if pattern.search(paper)]


def _lacking(case: CaseFile, paper: str, end: dt.date) -> list[str] | None:
    """Return the types of statements of the period that lack; None where the paper is none that could be told."""
    kinds = _kinds(paper)
    if kinds:
        return [str(k.doc_type) for k in kinds if not _there(case, k, end)]
    if _ANY.search(paper) is None:
        return None
    found = any(_there(case, kind, end) for _, kind in _KINDS)
    return [] if found else [str(BalanceSheet.doc_type)]


def _there(case: CaseFile, kind: type[FinancialStatement], end: dt.date) -> bool:
    return any(s.period_end.value == end for s in own_statements(case, kind))


def _unread(case: CaseFile) -> bool:
    """Say whether the statements may be on file unread: a statement without a day, a file of such a name."""
    if any(s.period_end.value is None for _, kind in _KINDS for s in own_statements(case, kind)):
        return True
    return any(isinstance(d, UnreadableDocument) and _MAY_BE_STATEMENTS.search(d.source) for d in case.documents)


def _period(end: dt.date, step: int) -> Title:
    match step:
        case 1:
            return titled("month", year=end.year, number=end.month)
        case 3:
            return titled("quarter", year=end.year, number=(end.month + 2) // 3)
        case 6:
            return titled("half", year=end.year, half=titled("first_half" if end.month <= 6 else "second_half"))
        case _:
            return titled("year", year=end.year)


def _papers(types: Iterable[str]) -> Title:
    return listed(named("doc_type", one) for one in types)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, months.monthrange(year, month)[1])


def evidence_entries(
    case: CaseFile, loan: Loan, contract: LoanContract, obligation: Obligation
) -> Iterator[CalendarEntry]:
    """Yield the entry of papers that are due some days after the drawdown."""
    drawn = drawn_on(case, loan)
    if drawn is None or obligation.due_days.value is None:
        return
    due = due_day(drawn, obligation)
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
    title = titled("evidence", papers=_papers(sorted(wanted)) or titled("vouchers"), loan=loan.id)
    done = bool(wanted) and there and not open_items
    status = by_day(case, due, done=done)
    if status is DutyStatus.OVERDUE and not wanted:
        status = DutyStatus.CANNOT_TEST
    yield CalendarEntry(
        date=due,
        kind="evidence",
        title=title.zh,
        english=title.en,
        status=status,
        loan=loan.id,
        clause=clause_place(contract, obligation),
    )
