"""Reads an income statement (利润表)."""

from __future__ import annotations

from collections.abc import Sequence

from docaudit.documents.income_statement import IncomeStatement
from docaudit.records.document import Document
from docaudit.records.pages import Page
from docaudit.understanding.base import reader, reader_of_several
from docaudit.understanding.financials import read_all_financials, read_financials


@reader("income_statement")
def read(pages: Sequence[Page]) -> Document:
    """Return the income statement with its figures in yuan."""
    return read_financials(pages, "income_statement", IncomeStatement)


@reader_of_several("income_statement")
def read_all(pages: Sequence[Page]) -> Sequence[Document]:
    """Return this income statement and the statements of other types that stand on the same pages."""
    return read_all_financials(pages, "income_statement")
