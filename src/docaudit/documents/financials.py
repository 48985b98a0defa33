"""What the three financial statements share: head fields and lines (财会〔2019〕6号, 一般企业财务报表格式)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money

LINE_NAMES = frozenset(
    {
        "total_assets", "current_assets", "cash", "notes_receivable", "accounts_receivable", "prepayments",
        "other_receivables", "inventory", "fixed_assets", "construction_in_progress", "total_liabilities",
        "current_liabilities", "short_term_loans", "accounts_payable", "long_term_loans", "total_equity",
        "paid_in_capital", "retained_earnings", "revenue", "cost_of_sales", "selling_expenses",
        "administrative_expenses", "rd_expenses", "finance_costs", "interest_expense", "operating_profit",
        "total_profit", "income_tax", "net_profit", "operating_cash_flow", "investing_cash_flow",
        "financing_cash_flow", "net_increase_in_cash", "opening_cash", "closing_cash", "cash_from_sales",
    }
)  # fmt: skip
"""The names that a line of a statement can have (interface.md); any other keeps its caption only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One line of a financial statement; figures in yuan, `caption` as printed, `name` from the interface or empty."""

    name: Field[str] = Field()
    caption: Field[str] = Field()
    current: Field[Money] = Field()
    prior: Field[Money] = Field()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialStatement(Document):
    """Head and lines of a financial statement; `unit` is the printed unit the figures were scaled from."""

    entity: Field[str] = Field()
    period_start: Field[dt.date] = Field()
    period_end: Field[dt.date] = Field()
    unit: Field[str] = Field()
    items: tuple[StatementLine, ...] = ()

    def line(self, name: str) -> StatementLine | None:
        """Return the first line of the interface's `name`."""
        return next((i for i in self.items if i.name.value == name), None)
