"""Reads a cash flow statement (现金流量表)."""

from __future__ import annotations

from collections.abc import Sequence

from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.records.document import Document
from docaudit.records.pages import Page
from docaudit.understanding.base import reader, reader_of_several
from docaudit.understanding.financials import read_all_financials, read_financials


@reader("cash_flow_statement")
def read(pages: Sequence[Page]) -> Document:
    """Return the cash flow statement with its figures in yuan."""
    return read_financials(pages, "cash_flow_statement", CashFlowStatement)


@reader_of_several("cash_flow_statement")
def read_all(pages: Sequence[Page]) -> Sequence[Document]:
    """Return this cash flow statement and the statements of other types that stand on the same pages."""
    return read_all_financials(pages, "cash_flow_statement")
