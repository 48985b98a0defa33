"""Tables whose columns are ruled and whose rows are not: all rows of a page are lines of one row of cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page, Table, Word
from docaudit.understanding.grids import lean, outside

_LINES = 6
"""So many lines in one cell are no wrapped text."""
_COLUMNS = 4
_EVEN = 0.02
"""Columns of a page that leans further, in page widths, stand on no fixed place."""


def fenced(page: Page) -> Table | None:
    """Return the ruled table of a page two or more of whose columns hold many lines in one cell; None without one."""
    for table in page.tables:
        if not table.ruled or table.column_count < _COLUMNS or abs(lean(page)) > _EVEN:
            continue
        deep = {c.column for c in table.cells if c.column_span == 1 and c.text.strip().count("\n") >= _LINES}
        if len(deep) > 1:
            return table
    return None


def pieces(page: Page, table: Table) -> list[Word]:
    """Return the words of a page, those that a rule crosses as the pieces that reading has cut them into."""
    boxes = [table.box] if table.box is not None else [c.box for c in table.cells if c.box is not None]
    return [*outside(page, boxes), *(word for cell in table.cells for word in cell.words)]


def between_rules(headings: Sequence[Cell], table: Table) -> list[Cell]:
    """Return headings as broad as the columns in which they stand, as printed where two stand in one column."""
    edges: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.box is not None and cell.column_span == 1:
            edges.setdefault(cell.column, (cell.box.x0, cell.box.x1))
    own = [_column(h, edges) for h in headings]
    found = [column for column in own if column is not None]
    if len(set(found)) < len(headings):
        return list(headings)
    return [_spread(h, edges[column]) for h, column in zip(headings, found, strict=True)]


def _column(heading: Cell, edges: dict[int, tuple[float, float]]) -> int | None:
    if heading.box is None:
        return None
    x = heading.box.center[0]
    return next((column for column, (x0, x1) in edges.items() if x0 <= x <= x1), None)


def _spread(heading: Cell, edge: tuple[float, float]) -> Cell:
    box = heading.box
    return heading if box is None else dataclasses.replace(heading, box=Box(edge[0], box.y0, edge[1], box.y1))
