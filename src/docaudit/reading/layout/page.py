"""Lay out a page: tables with and without rules, and lines, column after column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docaudit.reading.layout.grid import Rule, build_tables
from docaudit.reading.layout.lines import group_lines, make_line
from docaudit.reading.layout.measured import Measure
from docaudit.reading.layout.prose import part_columns
from docaudit.reading.layout.unruled import find_unruled
from docaudit.records.pages import Line, Table, Word

# Fewer rules make no table.
_LEAST_RULES = 3


def lay_out(
    words: Sequence[Word],
    rules: Iterable[Rule],
    *,
    aspect: float = 1.0,
    tolerance: float = 0.003,
    measure: Measure | None = None,
    lineless: Sequence[Word] = (),
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Return the lines and the tables of an upright page, both in reading order.

    Args:
        words: with boxes in fractions of the page.
        rules: drawn on it.
        aspect: the page's width over its height.
        tolerance: how far apart two rules may be and still be one, as a fraction of the page's height.
        measure: of the page's picture; words are cut at the gaps that it shows, and what lies in one cell is put
            together again.
        lineless: those of `words` that may stand in a ruled table, but in no line.
    """
    drawn = list(rules)
    tables: tuple[Table, ...] = ()
    if len(drawn) >= _LEAST_RULES:
        tables, words = build_tables(drawn, words, aspect=aspect, tolerance=tolerance)
    if lineless:
        left_out = {id(word) for word in lineless}
        words = [word for word in words if id(word) not in left_out]
    lines = part_columns(group_lines(words, aspect), aspect, tables)
    frames = [t.box for t in tables if t.box is not None]
    outside = [
        line
        for line in lines
        if not line.column and not (line.box and any(f.contains(*line.box.center) for f in frames))
    ]
    found = find_unruled(outside, drawn, aspect, measure)
    if found.tables:
        every = (*tables, *found.tables)
        tables = tuple(sorted(every, key=lambda t: (round(t.box.y0, 2), t.box.x0) if t.box else (0.0, 0.0)))
        if found.pieces:
            lines = tuple(_recut(line, found.pieces, aspect) for line in lines)
    return lines, tables


def _recut(line: Line, pieces: dict[int, list[Word]], aspect: float) -> Line:
    if not any(id(word) in pieces for word in line.words):
        return line
    return make_line([piece for word in line.words for piece in pieces.get(id(word), [word])], aspect)
