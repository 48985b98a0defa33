"""Reads balance sheets, income statements and cash flow statements from tables, sheets and lines."""

from __future__ import annotations

from docaudit.understanding.financials.parts import figure_rows, standard_rows, titles_on
from docaudit.understanding.financials.read import is_whole, read_all_financials, read_financials

__all__ = ["figure_rows", "is_whole", "read_all_financials", "read_financials", "standard_rows", "titles_on"]
