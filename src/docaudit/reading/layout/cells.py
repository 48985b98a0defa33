"""Fill the cells of a table whose columns are known with the words of its lines."""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docaudit.reading.layout.grid import Rule
from docaudit.reading.layout.lines import join_words
from docaudit.reading.layout.pieces import Pieces
from docaudit.reading.layout.rows import bands, begun, rows_by_words
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Table, Word


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table's columns begin and end, the rules across it, a character's height, the page's cut words."""

    xs: Sequence[float]
    rules: Sequence[Rule]
    high: float
    pieces: Pieces


def slot(xs: Sequence[float], x: float) -> int:
    """Return which column a place across the page lies in; what lies beyond the ends counts to the outermost."""
    return bisect.bisect_right(xs, x, 1, len(xs) - 1) - 1


def middle_of(words: Sequence[Word]) -> float:
    """Return how far down the page words stand: the mean of their middles."""
    return sum([w.box.y0 + w.box.y1 for w in words]) / (2 * len(words))


def fill_table(
    heads: Sequence[Sequence[Word]], lines: Sequence[Sequence[Word]], anchors: Mapping[int, float], frame: Frame
) -> Table:
    """Return the table.

    Args:
        heads: the words of each column's heading; none at all where the table has no heading.
        lines: the words of each printed line below, top to bottom.
        anchors: the lines that begin rows, with the heights of their amounts.
        frame: what is known of the table.
    """
    place = functools.partial(slot, frame.xs)
    placed: dict[tuple[int, int], list[Word]] = {}
    columns: dict[int, list[tuple[int, float]]] = {}
    for i, words in enumerate(lines):
        for column, found in frame.pieces.placed(words, frame.xs, place).items():
            placed[i, column] = found
            columns.setdefault(column, []).append((i, middle_of(found)))
    beginning = begun(columns, anchors, frame.high)
    parted = bands(frame.rules, list(beginning.values()))
    if parted:
        owner = {(i, c): bisect.bisect(parted, y) for c, pieces in columns.items() for i, y in pieces}
        number = {band: k for k, band in enumerate(sorted(set(owner.values())))}
        owner = {spot: number[band] for spot, band in owner.items()}
    else:
        owner = rows_by_words(columns, beginning, frame.high)
    width = len(frame.xs) - 1
    inside: list[list[list[Word]]] = [[[] for _ in range(width)] for _ in range(max(owner.values()) + 1)]
    texts: dict[tuple[int, int], str] = {}
    for spot in sorted(owner):
        row, column = owner[spot], spot[1]
        words = placed[spot]
        inside[row][column] += words
        text = words[0].text if len(words) == 1 else join_words(words)
        before = texts.get((row, column))
        texts[row, column] = text if before is None else f"{before}\n{text}"
    if any(heads):
        texts = {(row + 1, column): text for (row, column), text in texts.items()}
        texts.update({(0, column): _stacked(words) for column, words in enumerate(heads) if words})
        inside.insert(0, [list(words) for words in heads])
    return _laid(inside, texts, frame.xs)


def _stacked(words: Sequence[Word]) -> str:
    """Return the lines of a heading."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.y0 + w.box.y1, w.box.x0)):
        if lines and word.box.y0 + word.box.y1 < 2 * lines[-1][-1].box.y1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(join_words(sorted(line, key=lambda w: w.box.x0)) for line in lines)


def _laid(inside: Sequence[Sequence[list[Word]]], texts: Mapping[tuple[int, int], str], xs: Sequence[float]) -> Table:
    """Return the table; rows meet halfway between their words."""
    boxes = [[w.box for words in row for w in words] for row in inside]
    extents = [(min([b.y0 for b in row]), max([b.y1 for b in row])) for row in boxes]
    ys = [extents[0][0]]
    for upper, lower in itertools.pairwise(extents):
        ys.append(max(ys[-1], (upper[1] + lower[0]) / 2))
    ys.append(max(ys[-1], extents[-1][1]))
    cells = [
        Cell(
            row=r,
            column=c,
            text=texts.get((r, c), ""),
            box=Box(xs[c], ys[r], xs[c + 1], ys[r + 1]),
            words=tuple(words),
            confidence=min([w.confidence for w in words]) if words else 1.0,
        )
        for r, row in enumerate(inside)
        for c, words in enumerate(row)
    ]
    return Table(tuple(cells), Box(xs[0], ys[0], xs[-1], ys[-1]), ruled=False)
