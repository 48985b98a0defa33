"""Words that stand in a figure's cell though the cell beside them is empty: a table or a scan glued the two."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from docaudit.records.pages import Cell, Word
from docaudit.understanding.columns import cut
from docaudit.understanding.grids import GridRow, cell_of
from docaudit.understanding.statements.figures import looks_like_figure, parse_fen

_HAN = re.compile(r"[\u4e00-\u9fff]")


def unspilt(row: GridRow, roles: Sequence[str | None], money: Sequence[str], text: frozenset[str]) -> GridRow:
    """Return a row whose figures stand alone, what was glued to them in the empty cell on its side.

    `money` and `text` are the roles of columns of figures and of words.
    """
    cells = list(row.cells)
    for place, (cell, role) in enumerate(zip(row.cells, roles, strict=False)):
        if cell is None or role not in money or not _HAN.search(cell.text) or parse_fen(cell.text) is not None:
            continue
        pieces = [piece for word in cell.words for piece in cut(word)]
        figures = [w for w in pieces if looks_like_figure(w.text)]
        words = [w for w in pieces if w not in figures]
        if len(figures) != 1 or not words or not all(_HAN.search(w.text) for w in words):
            continue
        beside = place + (1 if words[0].box.x0 > figures[0].box.x0 else -1)
        there = cells[beside] if 0 <= beside < min(len(cells), len(roles)) else cell
        if (there is None or not there.text) and roles[beside] in text:
            cells[place], cells[beside] = _kept(cell, figures, place), _kept(cell, words, beside)
    return GridRow(row.page, tuple(cells), loose=row.loose) if cells != list(row.cells) else row


def _kept(cell: Cell, words: Sequence[Word], place: int) -> Cell:
    return dataclasses.replace(cell_of(words, place, cell.row), sheet_row=cell.sheet_row)
