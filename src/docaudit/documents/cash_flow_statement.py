"""现金流量表: how a firm's cash moved in a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.documents.financials import FinancialStatement


@document("cash_flow_statement", "现金流量表")
@dataclass(frozen=True, slots=True, kw_only=True)
class CashFlowStatement(FinancialStatement):
    """How a firm's cash moved in a period."""

    doc_type: ClassVar[str | None] = "cash_flow_statement"
