"""Tests the financial covenants of a contract on each day, or over each span, of which the file holds statements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from docaudit.documents.loan_contract import LoanContract
from docaudit.duties.clauses import clause_place
from docaudit.duties.metrics import FLOWS, Measured, Sheets, measure, sheets_by_day
from docaudit.duties.titles import Title, named, titled
from docaudit.records.case import CaseFile
from docaudit.records.dates import add_months
from docaudit.records.findings import CalendarEntry
from docaudit.records.flows import Loan
from docaudit.records.labels import DutyStatus
from docaudit.records.money import Money
from docaudit.records.monitors import Tested
from docaudit.records.obligation import Obligation

SIGNS = {"<=": "≤", "<": "<", ">=": "≥", ">": ">"}
FIRST_STATEMENT_MONTHS = 6
"""Months after signing by which a statement of a later day must be on file; before, nothing can be missing."""
_IN_STATEMENTS = frozenset(
    {
        *("debt_ratio", "current_ratio", "quick_ratio", "interest_coverage"),
        *("net_assets", "revenue", "net_profit", "operating_cash_flow"),
    }
)
_ELSEWHERE = frozenset({"sales_collection_share"})
"""Metrics that the statements of an account test (`promises`)."""
_YEARLY = re.compile(r"年度|每年|当年|全年|会计年|各年|年(?:销售|营业|主营|净利)")
_MONTHS = (
    (re.compile(r"每?个?季度"), 3),
    (re.compile(r"每个?月|当月|月(?:均|度)"), 1),
    (re.compile(r"半年"), 6),
)
_ROUNDED = Decimal("0.01")
"""Ratios are compared as they are printed, with two decimals: what is shown as equal to the limit keeps it."""


def tested_covenants(case: CaseFile, loan: Loan, contract: LoanContract) -> Iterator[CalendarEntry]:
    """Yield one entry per covenant and test day from signing on: done, breached or cannot_test."""
    signed = contract.signed_date.value or contract.start_date.value or loan.start_date
    days = [s for s in sheets_by_day(case) if signed is None or s.end >= signed]
    for obligation in contract.obligations:
        if obligation.kind.value != "financial_covenant" or obligation.party.value not in {None, "borrower"}:
            continue
        tests = [t for sheets in days if (t := _test(obligation, sheets)) is not None]
        if not tests and signed is not None:
            tests = _before_statements(obligation, signed, case.as_of)
        for test in tests:
            yield _entry(loan, contract, obligation, test)


def _before_statements(obligation: Obligation, signed: dt.date, as_of: dt.date) -> list[Tested]:
    """Return why a covenant has not been tested since signing: no statement will ever do, or none came in time."""
    if obligation.metric.value not in {*_IN_STATEMENTS, *_ELSEWHERE}:
        return [_untested(obligation, as_of, "metric")]
    if obligation.metric.value in _IN_STATEMENTS and None in (obligation.threshold.value, obligation.operator.value):
        return [_untested(obligation, as_of, "limit")]
    late = add_months(signed, FIRST_STATEMENT_MONTHS) < as_of
    return [_untested(obligation, as_of, "statement")] if late else []


def holds(value: Decimal, operator: str, limit: Decimal) -> bool:
    """Say whether ``value operator limit`` is true; the operator is one of the interface's four."""
    return {"<=": value <= limit, "<": value < limit, ">=": value >= limit, ">": value > limit}[operator]


def _test(obligation: Obligation, sheets: Sheets) -> Tested | None:
    """Return the test of one covenant by the statements of one day, None where they are not of the covenant's span."""
    metric = obligation.metric.value or "other"
    limit, operator = obligation.threshold.value, obligation.operator.value
    if metric not in _IN_STATEMENTS:
        return _untested(obligation, sheets.end, "metric")
    if limit is None or operator is None:
        return _untested(obligation, sheets.end, "limit")
    found = measure(sheets, metric)
    if metric in FLOWS:
        return _test_span(obligation, sheets, found)
    if not sheets.balance:
        return None
    return _result(obligation, sheets.end, found)


def _test_span(obligation: Obligation, sheets: Sheets, found: Sequence[Measured]) -> Tested | None:
    """Return the test of a metric of a span: a year's sum is not asked of a quarter unless it is reached already."""
    if not found:
        return _untested(obligation, sheets.end, "figures") if sheets.income or sheets.cash else None
    months = _months_wanted(obligation)
    whole = [m for m in found if months is None or _months(m) == months]
    if whole:
        return _result(obligation, sheets.end, whole)
    early = _result(obligation, sheets.end, found)
    return early if early.value is not None and _kept(early) and obligation.operator.value in {">=", ">"} else None


def _months_wanted(obligation: Obligation) -> int | None:
    """Return the months of the span that a limit is meant for, None where any span tests it."""
    text = obligation.text.value or ""
    named = next((months for pattern, months in _MONTHS if pattern.search(text)), None)
    if named is not None:
        return named
    # Whether something is above zero, and how often profit covers interest, does not grow with the months.
    scale_free = obligation.threshold.value == 0 or obligation.metric.value == "interest_coverage"
    return None if scale_free and not _YEARLY.search(text) else 12


def _months(measured: Measured) -> int | None:
    figure = measured.figures[0]
    if figure.start is None:
        return None
    return (figure.end.year - figure.start.year) * 12 + figure.end.month - figure.start.month + 1


def _result(obligation: Obligation, end: dt.date, found: Sequence[Measured]) -> Tested:
    """Return the test by all versions of the statements; where they do not agree nothing is said."""
    if not found:
        return _untested(obligation, end, "figures")
    clause = min(f.confidence for f in (obligation.metric, obligation.operator, obligation.threshold))
    tests = [
        Tested(
            metric=obligation.metric.value or "other",
            operator=obligation.operator.value,
            limit=obligation.threshold.value,
            unit=obligation.unit.value,
            value=_scaled(m.value, obligation.unit.value),
            start=m.figures[0].start,
            end=end,
            figures=m.figures,
            confidence=m.confidence * clause,
        )
        for m in found
    ]
    if len({_kept(t) for t in tests}) > 1:
        return _untested(obligation, end, "versions")
    return min(tests, key=lambda t: t.confidence)


def _scaled(value: Decimal, unit: str | None) -> Decimal:
    return (value * 100 if unit == "percent" else value).quantize(_ROUNDED, ROUND_HALF_UP)


def _kept(test: Tested) -> bool:
    if test.value is None or test.operator is None or test.limit is None:
        return False
    return holds(test.value, test.operator, test.limit)


def _untested(obligation: Obligation, end: dt.date, lacking: str) -> Tested:
    return Tested(
        metric=obligation.metric.value or "other",
        operator=obligation.operator.value,
        limit=obligation.threshold.value,
        unit=obligation.unit.value,
        end=end,
        lacking=lacking,
    )


def _entry(loan: Loan, contract: LoanContract, obligation: Obligation, test: Tested) -> CalendarEntry:
    if test.value is None:
        status, result = DutyStatus.CANNOT_TEST, named("not_tested", test.lacking)
    else:
        status = DutyStatus.DONE if _kept(test) else DutyStatus.BREACHED
        result = titled("measured", value=amount_shown(test.value, test.unit))
    title = titled("covenant", metric=named("metric", test.metric), limit=limit_shown(test), result=result)
    return CalendarEntry(
        date=test.end,
        kind="covenant_test",
        title=title.zh,
        english=title.en,
        status=status,
        loan=loan.id,
        clause=clause_place(contract, obligation),
        detail=test,
    )


def limit_shown(test: Tested) -> Title:
    """Return what must hold: ``≤70%``."""
    if test.limit is None or test.operator is None:
        return titled("unlimited")
    sign, amount = SIGNS[test.operator], amount_shown(test.limit, test.unit)
    return Title(f"{sign}{amount.zh}", f"{sign}{amount.en}")


def amount_shown(value: Decimal, unit: str | None) -> Title:
    """Return a covenant's number with its unit: ``70%``, ``1.2倍``, ``50,000,000.00元``."""
    if unit == "yuan":
        shown = Money(int(value * 100)).shown()
        return Title(f"{shown}元", f"CNY {shown}")
    number = f"{value.normalize():f}"
    return Title(f"{number}%", f"{number}%") if unit == "percent" else Title(f"{number}倍", f"{number} times")
