"""Ratios of financial statements by which covenants and the business are judged (domain reference, section 7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.figures import Column, figure, own_statements
from docaudit.documents.financials import FinancialStatement
from docaudit.documents.income_statement import IncomeStatement
from docaudit.records.analysis import Figure
from docaudit.records.case import CaseFile

FLOWS = frozenset({"revenue", "net_profit", "operating_cash_flow", "interest_coverage", "sales_collection_share"})
"""Metrics of a span; the others are of a day."""
_LESS_SURE = 0.85
"""Finance costs stand for the interest expense, though interest income is taken off them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric as one set of statements gives it: plain ratio or yuan, with the figures and how sure it is."""

    value: Decimal
    figures: tuple[Figure, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Sheets:
    """The borrower's statements of one end day; each may be there in several versions (consolidated, corrected)."""

    end: dt.date
    balance: tuple[BalanceSheet, ...] = ()
    income: tuple[IncomeStatement, ...] = ()
    cash: tuple[CashFlowStatement, ...] = ()


def sheets_by_day(case: CaseFile) -> list[Sheets]:
    """Return the borrower's statements by their end day, oldest first; those whose day was not read are left out."""
    balance, income = own_statements(case, BalanceSheet), own_statements(case, IncomeStatement)
    cash = own_statements(case, CashFlowStatement)
    days = sorted({s.period_end.value for s in (*balance, *income, *cash) if s.period_end.value})
    return [
        Sheets(
            day,
            tuple(s for s in balance if s.period_end.value == day),
            tuple(s for s in income if s.period_end.value == day),
            tuple(s for s in cash if s.period_end.value == day),
        )
        for day in days
    ]


def measure(sheets: Sheets, metric: str, which: Column = "current") -> list[Measured]:
    """Return a metric as each version of the statements gives it; empty where an input is missing."""
    reader = _METRICS.get(metric)
    return list(reader(sheets, which)) if reader is not None else []


def _from(statements: Sequence[FinancialStatement], which: Column, *names: str) -> Iterator[tuple[Figure, ...]]:
    """Yield the figures of these names from each statement that has them all."""
    for statement in statements:
        found = [figure(statement, name, which) for name in names]
        if all(f is not None for f in found):
            yield tuple(f for f in found if f is not None)


def _measured(value: Decimal, figures: tuple[Figure, ...], factor: float = 1.0) -> Measured:
    return Measured(value, figures, factor * min(f.confidence for f in figures))


def _share(kind: str, top: str, bottom: str) -> Callable[[Sheets, Column], Iterator[Measured]]:
    def read(sheets: Sheets, which: Column) -> Iterator[Measured]:
        for a, b in _from(getattr(sheets, kind), which, top, bottom):
            if b.fen > 0:
                yield _measured(Decimal(a.fen) / b.fen, (a, b))

    return read


def _amount(kind: str, name: str) -> Callable[[Sheets, Column], Iterator[Measured]]:
    def read(sheets: Sheets, which: Column) -> Iterator[Measured]:
        for (one,) in _from(getattr(sheets, kind), which, name):
            yield _measured(Decimal(one.fen) / 100, (one,))

    return read


def _quick(sheets: Sheets, which: Column) -> Iterator[Measured]:
    for sheet in sheets.balance:
        for assets, stock, due in _from((sheet,), which, "current_assets", "inventory", "current_liabilities"):
            prepaid = figure(sheet, "prepayments", which)
            line = sheet.line("prepayments")
            if due.fen <= 0 or (prepaid is None and line is not None and line.current.value is not None):
                continue
            liquid = assets.fen - stock.fen - (prepaid.fen if prepaid else 0)
            used = (assets, stock, prepaid, due) if prepaid else (assets, stock, due)
            yield _measured(Decimal(liquid) / due.fen, used)


def _coverage(sheets: Sheets, which: Column) -> Iterator[Measured]:
    for statement in sheets.income:
        for cost, factor in (("interest_expense", 1.0), ("finance_costs", _LESS_SURE)):
            found = next(_from((statement,), which, "total_profit", cost), None)
            if found is not None and found[1].fen > 0:
                profit, interest = found
                yield _measured(Decimal(profit.fen + interest.fen) / interest.fen, found, factor)
                break


_METRICS: dict[str, Callable[[Sheets, Column], Iterator[Measured]]] = {
    "debt_ratio": _share("balance", "total_liabilities", "total_assets"),
    "current_ratio": _share("balance", "current_assets", "current_liabilities"),
    "quick_ratio": _quick,
    "interest_coverage": _coverage,
    "net_assets": _amount("balance", "total_equity"),
    "revenue": _amount("income", "revenue"),
    "net_profit": _amount("income", "net_profit"),
    "operating_cash_flow": _amount("cash", "operating_cash_flow"),
}
"""How each metric is read; what is not here stands in no statement (对外担保) or is computed elsewhere."""
