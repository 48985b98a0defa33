"""Reads a balance sheet (资产负债表)."""

from __future__ import annotations

from collections.abc import Sequence

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.records.document import Document
from docaudit.records.pages import Page
from docaudit.understanding.base import reader, reader_of_several
from docaudit.understanding.financials import read_all_financials, read_financials


@reader("balance_sheet")
def read(pages: Sequence[Page]) -> Document:
    """Return the balance sheet with its figures in yuan."""
    return read_financials(pages, "balance_sheet", BalanceSheet)


@reader_of_several("balance_sheet")
def read_all(pages: Sequence[Page]) -> Sequence[Document]:
    """Return this balance sheet and the statements of other types that stand on the same pages."""
    return read_all_financials(pages, "balance_sheet")
