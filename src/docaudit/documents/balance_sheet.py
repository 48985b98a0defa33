"""资产负债表: what a firm owns and owes on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.documents.financials import FinancialStatement


@document("balance_sheet", "资产负债表")
@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSheet(FinancialStatement):
    """What a firm owns and owes on a day."""

    doc_type: ClassVar[str | None] = "balance_sheet"
