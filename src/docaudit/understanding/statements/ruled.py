"""The rows of pages whose words stand in tables, and the lines around these."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from docaudit.banks.columns import header_score
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, Table
from docaudit.understanding.grids import GridRow, loose_rows, outside, table_rows, unwrap
from docaudit.understanding.statements.page_lines import PageLines


def ruled_rows(pages: Sequence[Page], printed: PageLines) -> list[GridRow]:
    """Return the pages' table rows with the lines around them, loose, in reading order."""
    rows: list[GridRow] = []
    for page in pages:
        tables = [t for t in page.tables if t.column_count >= 4 and t.row_count >= 1]
        tables = [t if t.box is not None else dataclasses.replace(t, box=_around(t)) for t in tables]
        boxes = [t.box for t in tables if t.box is not None]
        around = loose_rows(page, outside(page, boxes)) if boxes else printed.of(page)
        for table in sorted(tables, key=_top):
            top = _top(table)
            rows.extend(r for r in around if _row_top(r) < top)
            around = [r for r in around if _row_top(r) >= top]
            for row in table_rows(page, table):
                rows.extend([row] if table.ruled else _without_preface(row))
        rows.extend(around)
    return rows


def _without_preface(row: GridRow) -> list[GridRow]:
    """Part a header of an unruled table from the lines above it (the head of an account) put into its cells."""
    lasts = [unwrap(t.rpartition("\n")[2]) for t in row.texts()]
    if not any("\n" in t for t in row.texts()) or header_score(lasts) <= max(2, header_score(row.texts())):
        return [row]
    boxes = [c.box for c in row.filled() if c.box is not None]
    inside = [w for w in row.page.words if boxes and Box.union(boxes).contains(*w.box.center)]
    cells = [dataclasses.replace(c, text=t) if c is not None else None for c, t in zip(row.cells, lasts, strict=True)]
    return [*loose_rows(row.page, inside)[:-1], GridRow(row.page, tuple(cells))]


def _around(table: Table) -> Box | None:
    boxes = [cell.box for cell in table.cells if cell.box is not None]
    return Box.union(boxes) if boxes else None


def _top(table: Table) -> float:
    return table.box.y0 if table.box is not None else 0.0


def _row_top(row: GridRow) -> float:
    boxes = [c.box.y0 for c in row.cells if c is not None and c.box is not None]
    return min(boxes, default=0.0)
