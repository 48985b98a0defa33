"""Build tables from ruled lines: rules make a grid, missing rules merge cells, words fall in by their centre."""

from __future__ import annotations

import bisect
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from docaudit.reading.layout.cutting import cut_word
from docaudit.reading.layout.lines import group_lines
from docaudit.records.columns import made
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Table, Word

# Share of a cell's side that must be ruled for the side to be a border.
_RULED_SHARE = 0.6
_MOST_GRID_CELLS = 60_000

# So many rules down that end this share of the page's height beyond the last rule across are a table that is left open.
_LEAST_OPEN, _OPEN = 4, 0.02

_Area: TypeAlias = tuple[int, int, int, int]
"""A rectangle of the grid: first row, first column, last row, last column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line; `at` is its place across, `start` to `end` along; all in fractions of the page."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class _Group:
    """Rules that touch each other: one table's worth."""

    across: list[Rule]
    down: list[Rule]


def build_tables(
    rules: Iterable[Rule], words: Sequence[Word], *, aspect: float = 1.0, tolerance: float = 0.003
) -> tuple[tuple[Table, ...], tuple[Word, ...]]:
    """Return the tables that `rules` draw, in reading order, and all words, those across a rule cut at it.

    A frame with fewer than two cells or without a word is no table.

    Args:
        rules: of one upright page.
        words: of the same page; those inside a table go into its cells, a word across a rule is cut at it.
        aspect: the page's width over its height.
        tolerance: how far apart two rules may be and still be one, as a fraction of the page's height.
    """
    x_tolerance, y_tolerance = tolerance / max(aspect, 0.1), tolerance
    found: list[_Found] = []
    for group in _groups(list(rules), x_tolerance, y_tolerance):
        one = _table(group, words, aspect, (x_tolerance, y_tolerance))
        if one is not None:
            found.append(one)
    found = _without_inner_copies(found)
    tables = [one.table for one in found]
    pieces: dict[int, list[Word]] = {}
    for one in found:
        pieces.update({key: cut for key, cut in one.pieces.items() if key not in pieces})
    tables.sort(key=lambda t: (round(t.box.y0, 2), t.box.x0) if t.box else (0.0, 0.0))
    return tuple(tables), tuple(piece for word in words for piece in pieces.get(id(word), [word]))


def _groups(rules: list[Rule], x_tolerance: float, y_tolerance: float) -> list[_Group]:
    across = [r for r in rules if r.horizontal]
    down = [r for r in rules if not r.horizontal]
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    # All pairs at once: a program that frames each cell by itself draws hundreds of rules a page.
    at, start, end = np.array([(r.at, r.start, r.end) for r in across]).reshape(-1, 3).T
    for j, vertical in enumerate(down, len(across)):
        meets = (start - 2 * x_tolerance <= vertical.at) & (vertical.at <= end + 2 * x_tolerance)
        meets &= (vertical.start - 2 * y_tolerance <= at) & (at <= vertical.end + 2 * y_tolerance)
        for i in np.flatnonzero(meets).tolist():
            parent[root(i)] = root(j)
    found: dict[int, _Group] = defaultdict(lambda: _Group([], []))
    for index, rule in enumerate([*across, *down]):
        group = found[root(index)]
        (group.across if rule.horizontal else group.down).append(rule)
    return [g for g in found.values() if len(g.across) >= 2 and g.down]


@dataclass(frozen=True, slots=True)
class _Found:
    """A table, and by the identity of each word in it the pieces that the rules cut it into."""

    table: Table
    pieces: dict[int, list[Word]]


def _table(group: _Group, words: Sequence[Word], aspect: float, tolerances: tuple[float, float]) -> _Found | None:
    x_tolerance, y_tolerance = tolerances
    left = min([*(r.start for r in group.across), *(r.at for r in group.down)])
    right = max([*(r.end for r in group.across), *(r.at for r in group.down)])
    top, bottom = min(r.at for r in group.across), max(r.at for r in group.across)
    top, bottom = _open_end(group, top, upwards=True), _open_end(group, bottom, upwards=False)
    xs = _places([*(r.at for r in group.down), left, right], x_tolerance)
    ys = _places([*(r.at for r in group.across), top, bottom], y_tolerance)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > _MOST_GRID_CELLS:
        return None
    # right_of[r][c]: a border stands on the right side of grid cell (r, c); below likewise.
    right_of = _borders(group.down, xs, ys, x_tolerance)
    below = _borders(group.across, ys, xs, y_tolerance)
    areas = _merge(rows, columns, right_of, below)
    if len(areas) < 2:
        return None
    owner = {
        (r, c): i for i, (r0, c0, r1, c1) in enumerate(areas) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)
    }
    inside: list[list[Word]] = [[] for _ in areas]
    frame = Box(xs[0], ys[0], xs[-1], ys[-1])
    pieces: dict[int, list[Word]] = {}
    for word in words:
        x, y = word.box.center
        if not frame.contains(x, y):
            continue
        row = _slot(ys, y)
        cut = pieces[id(word)] = _cut(word, xs, row, owner)
        for piece in cut:
            inside[owner[row, _slot(xs, x if piece is word else piece.box.center[0])]].append(piece)
    if rows == 1 and _is_band(areas, xs, inside, (ys[1] - ys[0]) / max(aspect, 0.1)):
        return None
    return _Found(Table(cells=_cells(areas, xs, ys, inside, aspect), box=frame, ruled=True), pieces)


def _open_end(group: _Group, end: float, *, upwards: bool) -> float:
    """Return where a table ends above or below: at its last rule across, or where its rules down end beyond it."""
    ends = [-r.start if upwards else r.end for r in group.down]
    outer = -end if upwards else end
    beyond = [e for e in ends if e > outer + _OPEN]
    if len(beyond) < _LEAST_OPEN or 2 * len(beyond) <= len(ends):
        return end
    return -statistics.median(beyond) if upwards else statistics.median(beyond)


def _is_band(areas: Sequence[_Area], xs: Sequence[float], inside: Sequence[Sequence[Word]], high: float) -> bool:
    """Say whether a frame is a shaded line: one cell with words, beside it nothing broader than the line is high."""
    empty = [xs[c1 + 1] - xs[c0] for (_, c0, _, c1), words in zip(areas, inside, strict=True) if not words]
    return len(areas) - len(empty) == 1 and all(breadth < high for breadth in empty)


def _places(values: list[float], tolerance: float) -> list[float]:
    values.sort()
    clusters: list[list[float]] = []
    for value in values:
        if clusters and value - clusters[-1][-1] <= tolerance:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [statistics.fmean(c) for c in clusters]


def _borders(rules: list[Rule], at: list[float], along: list[float], tolerance: float) -> set[tuple[int, int]]:
    """Return (place across, slot along) of every grid side that is ruled."""
    length: dict[tuple[int, int], float] = defaultdict(float)
    for rule in rules:
        place = _nearest(at, rule.at)
        if abs(at[place] - rule.at) > 2 * tolerance:
            continue
        for slot in range(_slot(along, rule.start), _slot(along, rule.end) + 1):
            shared = min(rule.end, along[slot + 1]) - max(rule.start, along[slot])
            if shared > 0:
                length[place, slot] += shared
    return {
        (place, slot) for (place, slot), got in length.items() if got >= _RULED_SHARE * (along[slot + 1] - along[slot])
    }


def _nearest(places: list[float], value: float) -> int:
    after = bisect.bisect_left(places, value, 1, len(places) - 1)
    return after if places[after] - value < value - places[after - 1] else after - 1


def _merge(rows: int, columns: int, right_of: set[tuple[int, int]], below: set[tuple[int, int]]) -> list[_Area]:
    """Return the areas that rules enclose, by their first row, then their first column."""
    taken = [[False] * columns for _ in range(rows)]
    areas = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            c1 = c
            while c1 + 1 < columns and (c1 + 1, r) not in right_of and not taken[r][c1 + 1]:
                c1 += 1
            r1 = r
            # Mostly there is a rule below: no need to look closer.
            while r1 + 1 < rows and (r1 + 1, c) not in below and _open_below((r1, c, c1), below, right_of, taken):
                r1 += 1
            if r1 == r and c1 == c:
                taken[r][c] = True
            else:
                for i in range(r, r1 + 1):
                    taken[i][c : c1 + 1] = [True] * (c1 + 1 - c)
            areas.append((r, c, r1, c1))
    return areas


def _open_below(
    span: tuple[int, int, int], below: set[tuple[int, int]], right_of: set[tuple[int, int]], taken: list[list[bool]]
) -> bool:
    """Say whether an area can grow into the next row: no rule between, none inside, and its sides closed there too."""
    row, c0, c1 = span
    following, columns = row + 1, len(taken[0])
    if any((following, c) in below or taken[following][c] for c in range(c0, c1 + 1)):
        return False
    if any((c + 1, following) in right_of for c in range(c0, c1)):
        return False
    closed_right = c1 + 1 >= columns or (c1 + 1, following) in right_of
    closed_left = c0 == 0 or (c0, following) in right_of or taken[following][c0 - 1]
    return closed_right and closed_left


def _slot(places: list[float], value: float) -> int:
    """Return which of the gaps between `places` holds the value; what lies beyond the ends counts to the outermost."""
    return bisect.bisect_left(places, value, 1, len(places) - 1) - 1


def _cut(word: Word, xs: list[float], row: int, owner: dict[tuple[int, int], int]) -> list[Word]:
    """Cut a word in a row of the grid at the rules it runs over; words that only touch a rule stay whole."""
    box = word.box
    edge = 0.15 * (box.x1 - box.x0)
    first = _slot(xs, box.x0 + edge)
    if box.x1 - edge <= xs[first + 1] or len(word.text) < 2:
        return [word]
    last = _slot(xs, box.x1 - edge)
    cuts = [xs[c + 1] for c in range(first, last) if owner[row, c] != owner[row, c + 1]]
    return cut_word(word, cuts) if cuts else [word]


def _cells(
    areas: list[_Area], xs: list[float], ys: list[float], inside: list[list[Word]], aspect: float
) -> tuple[Cell, ...]:
    """Return the cells of the areas, in their order, with the words inside each."""
    texts: list[str] = []
    ordered: list[tuple[Word, ...]] = []
    for words in inside:
        if len(words) > 1:
            lines = group_lines(words, aspect)
            texts.append("\n".join(line.text for line in lines))
            ordered.append(tuple(word for line in lines for word in line.words))
        else:
            texts.append(words[0].text if words else "")
            ordered.append(tuple(words))
    first_rows, first_columns, last_rows, last_columns = zip(*areas, strict=True)
    x0, y0 = map(xs.__getitem__, first_columns), map(ys.__getitem__, first_rows)
    x1, y1 = (xs[column + 1] for column in last_columns), (ys[row + 1] for row in last_rows)
    cells = made(
        Cell,
        len(areas),
        row=first_rows,
        column=first_columns,
        row_span=[last - first + 1 for first, last in zip(first_rows, last_rows, strict=True)],
        column_span=[last - first + 1 for first, last in zip(first_columns, last_columns, strict=True)],
        text=texts,
        box=made(Box, len(areas), x0=x0, y0=y0, x1=x1, y1=y1),
        words=ordered,
        confidence=[min([word.confidence for word in words], default=1.0) for words in ordered],
    )
    return tuple(cells)


def _without_inner_copies(found: list[_Found]) -> list[_Found]:
    """Drop frames without a word, and tables whose words all stand in a larger one (double frames)."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: -(f.table.box.width * f.table.box.height) if f.table.box else 0.0):
        if one.pieces and not any(one.pieces.keys() <= other.pieces.keys() for other in kept):
            kept.append(one)
    return kept
