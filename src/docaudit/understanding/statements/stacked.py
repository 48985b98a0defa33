"""Columns of two headings above each other, with a value for each in every cell: amount over balance."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from docaudit.banks.columns import role_of, stacked_headings
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.figures import parse_fen
from docaudit.understanding.statements.sections import MONEY_ROLES, Section

_MOST = 0.8
"""Share of a column's cells that have to have a line for each heading; texts that wrap have any number."""


def unstacked(section: Section) -> Section:
    """Give each heading of a stacked column a column of its own, the lower ones behind all others."""
    for place in range(section.width):
        heads = stacked_headings(section.headings[place])
        if heads and _fits(section.rows, place, heads):
            _part(section, place, heads)
    return section


def _fits(rows: Sequence[GridRow], place: int, heads: Sequence[str]) -> bool:
    shown = [c.text.split("\n") for r in rows if (c := r.cells[place]) is not None and c.text.strip()]
    wanted = [role_of(h) in MONEY_ROLES for h in heads]
    whole = sum(len(lines) == len(heads) and [parse_fen(t) is not None for t in lines] == wanted for lines in shown)
    return bool(shown) and whole >= _MOST * len(shown)


def _part(section: Section, place: int, heads: Sequence[str]) -> None:
    behind = len(section.headings)
    section.headings[place] = heads[0]
    section.headings += heads[1:]
    section.roles[place] = role_of(heads[0])
    section.roles += [role_of(h) for h in heads[1:]]
    for i, row in enumerate(section.rows):
        cells = [*row.cells, *[None] * (behind - len(row.cells))]
        cell = cells[place]
        parts = _lines(cell, len(heads)) if cell is not None else [None] * len(heads)
        cells[place] = parts[0]
        section.rows[i] = GridRow(row.page, (*cells, *parts[1:]))


def _lines(cell: Cell, count: int) -> list[Cell | None]:
    """Return a cell for each line; with fewer lines than headings a text is kept whole, a figure not."""
    texts = cell.text.split("\n")
    if len(texts) != count:
        kept = None if any(parse_fen(t) is not None for t in texts) else cell
        return [kept, *[None] * (count - 1)]
    out: list[Cell | None] = []
    left = list(cell.words)
    for text in texts:
        own, told = [], ""
        while left and len(told) < len("".join(text.split())):
            own.append(left.pop(0))
            told += "".join(own[-1].text.split())
        box = Box.union([w.box for w in own]) if own else cell.box
        out.append(dataclasses.replace(cell, text=text.strip(), box=box, words=tuple(own)) if text.strip() else None)
    return out
