"""Say which printed lines make one row of a table, where cells wrap over several lines."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Mapping, Sequence

from docaudit.reading.layout.grid import Rule

# Lines of one cell stand no further apart than this, times the usual step of wrapped lines.
_STEP_ROOM = 1.17
# A line that overlaps no row belongs to the nearest one up to so many line steps away.
_NEAR_STEPS = 1.25
# Rules part the rows where so many of the gaps between them hold no more than one row.
_PARTED_SHARE = 0.9
# Anchors closer than this share of a character's height stand at one height.
_ONE_HEIGHT = 0.55
Place = tuple[int, int]
"""A printed line and a column."""


Piece = tuple[int, float]
"""What stands on one line in one column: the line, and the piece's middle down the page."""


def rows_by_words(
    columns: Mapping[int, Sequence[Piece]], anchors: Mapping[int, float], high: float
) -> dict[Place, int]:
    """Return the row (from 0) of each piece; what belongs to none is left out.

    The pieces of a column that follow each other at the step of wrapped lines are one cell, and it belongs to the row
    whose anchor it stands beside. Where rows stand no further apart than lines, the table's other cells tell whether
    cells hang from their row's line or stand about it.

    Args:
        columns: the pieces of each column, top to bottom.
        anchors: the lines that begin rows, top to bottom, with their middles.
        high: a character's height.
    """
    order, heights = _ordered(anchors, high)
    steps = _wrapped_steps(columns, order)
    out: dict[Place, int] = {}
    if not steps:
        return {(i, c): order[i] for c, column in columns.items() for i, _ in column if i in order}
    step = steps[len(steps) // 5]
    crowded: list[tuple[int, list[Piece]]] = []
    hanging = standing = 0
    for c, column in columns.items():
        rows = [order.get(i) for i, _ in column]
        if None not in rows and len(set(rows)) == len(rows):
            out.update({(i, c): order[i] for i, _ in column})
            continue
        for block in _blocks(column, _STEP_ROOM * step):
            own = list(dict.fromkeys(order[i] for i, _ in block if i in order))
            if len(own) > 1:
                crowded.append((c, block))
                continue
            row = own[0] if own else _beside(block[0][1], block[-1][1], heights, step)
            if row is None:
                continue
            out.update({(i, c): row for i, _ in block})
            if len(block) > 1:
                about = abs(block[0][1] - heights[row]) > 0.25 * step
                hanging, standing = hanging + (not about), standing + about
    for c, block in crowded:
        out.update({(i, c): row for i, row in _shared_out(block, order, hanging=hanging >= standing)})
    return out


def _ordered(anchors: Mapping[int, float], high: float) -> tuple[dict[int, int], list[float]]:
    """Return the row of each anchor, and the rows' heights; anchors at one height are one row.

    Where cells of one and of two lines stand beside each other, what is printed at one height may have come into either
    of the two lines.
    """
    order: dict[int, int] = {}
    heights: list[float] = []
    for anchor, middle in sorted(anchors.items(), key=lambda a: a[1]):
        if not heights or middle - heights[-1] > _ONE_HEIGHT * high:
            heights.append(middle)
        order[anchor] = len(heights) - 1
    return order, heights


def _wrapped_steps(columns: Mapping[int, Sequence[Piece]], order: Mapping[int, int]) -> list[float]:
    """Return the distances, rising, of pieces that follow each other in a column and do not both begin rows."""
    return sorted(
        y - x
        for column in columns.values()
        for (a, x), (b, y) in itertools.pairwise(column)
        if a not in order or b not in order or order[a] == order[b]
    )


def begun(columns: Mapping[int, Sequence[Piece]], anchors: Mapping[int, float], high: float) -> dict[int, float]:
    """Return the lines that begin rows: the `anchors`, and those that a column without wrapped cells adds.

    Where amounts are broken over two lines none of them is seen, but a number or a day beside them stands in every row.
    """
    best: Sequence[Piece] = ()
    wrapped = _wrapped_steps(columns, _ordered(anchors, high)[0])
    if not wrapped:
        return dict(anchors)
    step = wrapped[len(wrapped) // 5]
    for column in columns.values():
        held = sum(i in anchors for i, _ in column)
        single = all(y - x > 1.3 * step for (_, x), (_, y) in itertools.pairwise(column))
        if single and held >= _PARTED_SHARE * len(anchors) and len(column) > max(len(anchors), len(best)):
            best = column
    return dict(sorted({**dict(best), **anchors}.items()))


def _blocks(column: Sequence[Piece], room: float) -> list[list[Piece]]:
    blocks = [[column[0]]]
    for before, piece in itertools.pairwise(column):
        if piece[1] - before[1] > room:
            blocks.append([])
        blocks[-1].append(piece)
    return blocks


def _beside(top: float, bottom: float, heights: Sequence[float], step: float) -> int | None:
    """Return the row whose line the cell from `top` to `bottom` stands about, else the nearest one close by."""
    middle = (top + bottom) / 2
    after = bisect.bisect(heights, middle)
    near = min((k for k in (after - 1, after) if 0 <= k < len(heights)), key=lambda k: abs(heights[k] - middle))
    about = top - 0.1 * step <= heights[near] <= bottom + 0.1 * step
    return near if about or abs(heights[near] - middle) <= _NEAR_STEPS * step else None


def _shared_out(block: Sequence[Piece], order: Mapping[int, int], *, hanging: bool) -> list[tuple[int, int]]:
    """Share the lines of a column without visible gaps out among the rows that they pass."""
    own = [piece for piece in block if piece[0] in order]
    out = []
    for i, middle in block:
        above = [a for a, _ in own if a <= i]
        near = min(own, key=lambda piece: abs(piece[1] - middle))[0]
        anchor = (above[-1] if above else own[0][0]) if hanging else near
        out.append((i, order[anchor]))
    return out


def bands(rules: Sequence[Rule], anchors: Sequence[float]) -> list[float]:
    """Return the heights of the rules that part the rows, top to bottom; none where they do not part every row.

    Args:
        rules: horizontal ones as wide as the table.
        anchors: the middles of the lines that begin rows.
    """
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > 0.002:
            places.append(at)
    if len(places) < 3:
        return []
    filled = {bisect.bisect(places, a) for a in anchors}
    return places if len(filled) >= _PARTED_SHARE * len(anchors) else []
