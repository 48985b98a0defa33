"""The grid of a Word table: spans, vertical merges, rows that begin late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from docaudit.reading.office.ooxml import W
from docaudit.records.pages import Cell

_MOST_SPANNED = 500


def grid_cells(table: etree._Element, text_of: Callable[[etree._Element, int], str]) -> list[Cell]:
    """Return the cells of a ``w:tbl``; `text_of` is asked in printed order for each cell that is not merged away.

    Rows that a tracked change deleted are not there.
    """
    cells: list[Cell] = []
    # column -> index into `cells` of the cell that a vertical merge continues
    open_merges: dict[int, int] = {}
    for index, row in enumerate(row for row in _below(table, "tr") if row.find(f"{W}trPr/{W}del") is None):
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _below(row, "tc"):
            wide = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
            merge = _vertical_merge(cell)
            if merge == "continue" and column in open_merges:
                above = open_merges[column]
                cells[above] = replace(cells[above], row_span=index - cells[above].row + 1)
            else:
                cells.append(Cell(row=index, column=column, text=text_of(cell, index), column_span=wide))
                if merge == "restart":
                    open_merges[column] = len(cells) - 1
                else:
                    open_merges.pop(column, None)
            column += wide
    return cells


def _below(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, those in content controls too."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _below(child, name)


def _number(element: etree._Element | None, default: int) -> int:
    text = element.get(f"{W}val", "") if element is not None else ""
    return min(_MOST_SPANNED, int(text)) if text.isdecimal() and len(text) < 8 else default


def _vertical_merge(cell: etree._Element) -> str | None:
    found = cell.find(f"{W}tcPr/{W}vMerge")
    return None if found is None else found.get(f"{W}val", "continue")
