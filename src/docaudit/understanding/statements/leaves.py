"""The fields of a row: one cell each, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable

from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Cell, Page
from docaudit.understanding.statements import parties


def leaf(page: Page, cell: Cell | None, reads: Callable[[str], str | None]) -> Field[str]:
    """Return what the function reads in a cell, with its place."""
    if cell is None or not cell.text:
        return Field()
    value = reads(cell.text)
    return Field() if value is None else Field(value, 0.98 * cell.confidence, page.cell_evidence(cell))


def reference(text: str) -> str | None:
    """Return a reference without blanks; None where a spreadsheet rounded its digits away (1.2E+18)."""
    value = parties.name(text)
    if value is not None and value.isalnum() and "E" not in value:
        return value
    return None if value is None or re.fullmatch(r"\d(?:\.\d+)?E\+?\d+", value) else re.sub(r"\s+", "", value)


def money(page: Page, cell: Cell | None, fen: int | None, sure: float, code: str) -> Field[Money]:
    """Return an amount with the place of the cell it was printed in."""
    if fen is None or cell is None:
        return Field()
    return Field(Money(fen, code), sure * cell.confidence, page.cell_evidence(cell))
