"""利润表: what a firm earned in a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.documents.financials import FinancialStatement


@document("income_statement", "利润表")
@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeStatement(FinancialStatement):
    """What a firm earned in a period."""

    doc_type: ClassVar[str | None] = "income_statement"
