"""The borrower's business by its statements: sales, cost, margin, balance sheet and cash flow, with their trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from docaudit.documents.figures import Column, figure, year_before
from docaudit.documents.financials import FinancialStatement
from docaudit.duties.metrics import Measured, Sheets, measure, sheets_by_day
from docaudit.duties.remarks import summary_of
from docaudit.knowledge import table
from docaudit.records.analysis import NO_ANALYSIS, Analysis, Figure, PeriodAnalysis, Ratio
from docaudit.records.case import CaseFile

PERIODS = 8
"""Newest periods that are analysed: two years of quarters."""
S = TypeVar("S", bound=FinancialStatement)


def analysis(case: CaseFile) -> Analysis:
    """Return the analysis of the borrower's statements, newest period first; empty where there are none."""
    days = sheets_by_day(case)
    if not days:
        return NO_ANALYSIS
    by_day = {sheets.end: sheets for sheets in days}
    industry = dict(case.facts.industry)
    periods = [
        period
        for sheets in reversed(days[-PERIODS:])
        if (period := _period(_Span(sheets, by_day.get(year_before(sheets.end))), industry)) is not None
    ]
    entity = next((s.entity.value for d in days for s in (*d.balance, *d.income, *d.cash) if s.entity.value), None)
    source = case.facts.industry_source
    found = Analysis(
        entity=entity or case.parties.borrower, industry=source if industry else None, periods=tuple(periods)
    )
    return Analysis(
        entity=found.entity,
        industry=found.industry,
        periods=found.periods,
        summary=summary_of(found),
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """The statements of a span, and those of the same span a year before where the file holds them."""

    sheets: Sheets
    before: Sheets | None

    @property
    def income(self) -> FinancialStatement | None:
        return _fullest(self.sheets.income)

    @property
    def start(self) -> dt.date | None:
        """The first day of the flows: of the income statement, else of the cash flows."""
        flows = (self.income, _fullest(self.sheets.cash))
        return next((s.period_start.value for s in flows if s is not None and s.period_start.value), None)

    def get(self, kind: str, name: str, which: Column = "current") -> Figure | None:
        """Return a figure; the prior one from the prior column, else from the statements of a year before."""
        statement = _fullest(getattr(self.sheets, kind))
        found = figure(statement, name, which) if statement is not None else None
        if found is None and which == "prior" and self.before is not None:
            older = _fullest(getattr(self.before, kind))
            same = kind == "balance" or (
                older is not None
                and statement is not None
                and older.period_start.value == _earlier(statement.period_start.value)
            )
            found = figure(older, name) if older is not None and same else None
        return found


def _earlier(day: dt.date | None) -> dt.date | None:
    return year_before(day) if day is not None else None


def _fullest(statements: Iterable[S]) -> S | None:
    """Return the version of a statement with the most figures, the first of equals."""
    return max(statements, key=lambda s: sum(i.current.value is not None for i in s.items), default=None)


def _period(span: _Span, industry: dict[str, Decimal]) -> PeriodAnalysis | None:
    ratios = []
    for name, entry in table("analysis")["ratios"].items():
        now, before = _value(span, name, "current"), _value(span, name, "prior")
        if now is None:
            continue
        if before is not None and {f.name for f in before.figures} != {f.name for f in now.figures}:
            before = None  # another line stood in for a missing one: the two are no trend
        ratios.append(
            Ratio(
                name=name,
                group=entry["group"],
                unit=entry["unit"],
                value=now.value,
                prior=before.value if before is not None else None,
                industry=industry.get(name),
                figures=(*now.figures, *(before.figures if before is not None else ())),
            )
        )
    return PeriodAnalysis(end=span.sheets.end, start=span.start, ratios=tuple(ratios)) if ratios else None


_SHARES = {
    "cost_ratio": ("cost_of_sales",),
    "expense_ratio": ("selling_expenses", "administrative_expenses", "rd_expenses", "finance_costs"),
    "operating_margin": ("operating_profit",),
    "net_margin": ("net_profit",),
}
"""Lines of the income statement as a share of revenue; research is in the administrative expenses of small firms."""
_MAY_LACK = frozenset({"rd_expenses", "selling_expenses"})
_DAYS = {
    "receivable_days": ("accounts_receivable", "revenue"),
    "inventory_days": ("inventory", "cost_of_sales"),
    "payable_days": ("accounts_payable", "cost_of_sales"),
}
_AMOUNTS = {
    "revenue": ("income", "revenue"),
    "net_profit": ("income", "net_profit"),
    "net_assets": ("balance", "total_equity"),
    "operating_cash_flow": ("cash", "operating_cash_flow"),
}


def _value(span: _Span, name: str, which: Column) -> Measured | None:
    """Return one ratio of the span or of the one before, None where an input is missing."""
    if name in _AMOUNTS:
        found = span.get(*_AMOUNTS[name], which)
        return _measured(Decimal(found.fen) / 100, [found]) if found is not None else None
    if name in _SHARES:
        return _of_revenue(span, _SHARES[name], which)
    if name in _DAYS:
        return _turnover(span, *_DAYS[name], which)
    if name == "gross_margin":
        cost = _of_revenue(span, ("cost_of_sales",), which)
        return _measured(1 - cost.value, cost.figures) if cost is not None else None
    if name == "revenue_growth":
        return _growth(span) if which == "current" else None
    if name == "cash_from_sales_share":
        return _ratio(span.get("cash", "cash_from_sales", which), span.get("income", "revenue", which))
    if name == "cash_to_profit":
        return _ratio(span.get("cash", "operating_cash_flow", which), span.get("income", "net_profit", which))
    return next(iter(measure(span.sheets, name, which)), None)


def _measured(value: Decimal, figures: Iterable[Figure]) -> Measured:
    used = tuple(figures)
    return Measured(value, used, min(f.confidence for f in used))


def _ratio(top: Figure | None, bottom: Figure | None) -> Measured | None:
    if top is None or bottom is None or bottom.fen <= 0:
        return None
    return _measured(Decimal(top.fen) / bottom.fen, (top, bottom))


def _of_revenue(span: _Span, names: tuple[str, ...], which: Column) -> Measured | None:
    revenue = span.get("income", "revenue", which)
    parts = [span.get("income", name, which) for name in names]
    if revenue is None or revenue.fen <= 0:
        return None
    if any(p is None and n not in _MAY_LACK for p, n in zip(parts, names, strict=True)):
        return None
    there = [p for p in parts if p is not None]
    return _measured(Decimal(sum(p.fen for p in there)) / revenue.fen, (*there, revenue))


def _turnover(span: _Span, stock: str, flow: str, which: Column) -> Measured | None:
    """Return how many days of the flow the stock at the end is worth.

    The prior column of a balance sheet is the end of the last year: it goes with the flows of that whole year only.
    """
    whole = span.start is not None and (span.sheets.end - span.start).days >= 364
    if which == "prior" and not whole:
        return None
    held, moved = span.get("balance", stock, which), span.get("income", flow, which)
    if held is None or moved is None or moved.fen <= 0 or moved.start is None:
        return None
    days = (moved.end - moved.start).days + 1
    return _measured(Decimal(held.fen) / moved.fen * days, (held, moved))


def _growth(span: _Span) -> Measured | None:
    now, before = span.get("income", "revenue"), span.get("income", "revenue", "prior")
    if now is None or before is None or before.fen <= 0:
        return None
    return _measured(Decimal(now.fen) / before.fen - 1, (now, before))
