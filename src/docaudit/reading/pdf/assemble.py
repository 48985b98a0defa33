"""Lay the words of a page out in lines and tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from docaudit.reading.geometry import map_by, move_lines, move_tables, move_words, quarter_turn
from docaudit.reading.layout import Rule, lay_out, put_among
from docaudit.reading.pdf.merge import Additions
from docaudit.reading.pdf.text import TextLayer
from docaudit.records.pages import Line, Page, Word

# Two rules closer than this (points) are one.
_TOLERANCE_POINTS = 2.0


def assemble(layer: TextLayer, rules: Sequence[Rule], size: tuple[float, float], more: Additions) -> Page:
    """Return the page of a text layer and what its pictures add; boxes in fractions of the page as a viewer shows it.

    Args:
        layer: its words; they are laid out in the turn in which they stand upright.
        rules: lines of the page's drawing.
        size: of the page in points as a viewer shows it.
        more: from pictures.
    """
    width, height = size
    turn = layer.turn
    aside = layer.aside
    words: list[Word] = [*layer.words, *more.words, *aside.sideways]
    rules = [*rules, *more.rules]
    if turn:
        upright = map_by(quarter_turn(turn))
        words = list(move_words(words, upright))
        rules = [_turned_rule(rule, turn) for rule in rules]
        if turn % 180:
            width, height = height, width
    aspect = width / height if height else 1.0
    # In a table the label of a row may stand on its side; in a line it has no place.
    upended = words[len(words) - len(aside.sideways) :]
    tolerance = _TOLERANCE_POINTS / max(height, 1.0)
    lines, tables = lay_out(words, rules, aspect=aspect, tolerance=tolerance, lineless=upended)
    if turn:
        back = map_by(quarter_turn(-turn % 360))
        lines, tables = move_lines(lines, back), move_tables(tables, back)
    if more.lines or more.tables:
        lines = put_among(lines, more.lines)
        tables = tuple(sorted((*tables, *more.tables), key=lambda table: table.box.y0 if table.box else 0.0))
    # Marks across the page and notes on the margin belong to no line.
    lines += tuple(Line(word.text, (word,), word.box, word.confidence) for word in (*aside.sideways, *aside.slanted))
    return Page(
        width=size[0],
        height=size[1],
        words=tuple(word for line in lines for word in line.words),
        lines=lines,
        tables=tables,
        codes=tuple(more.codes),
        seals=(*aside.seals, *more.seals),
        signatures=tuple(more.signatures),
        blank=not lines and not more.codes,
        turned_degrees=turn,
    )


def _turned_rule(rule: Rule, turn: int) -> Rule:
    ends = (
        ((rule.start, rule.at), (rule.end, rule.at))
        if rule.horizontal
        else ((rule.at, rule.start), (rule.at, rule.end))
    )
    matrix = quarter_turn(turn)
    (ax, ay), (bx, by) = ((matrix @ np.array([x, y, 1.0]))[:2].tolist() for x, y in ends)
    if abs(ax - bx) >= abs(ay - by):
        return Rule(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
    return Rule(False, (ax + bx) / 2, min(ay, by), max(ay, by))
