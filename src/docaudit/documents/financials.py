"""What the three financial statements share: head fields and lines (财会〔2019〕6号, 一般企业财务报表格式)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


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
