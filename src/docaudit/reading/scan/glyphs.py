"""Find where each glyph of a recognised word stands in the picture: OCR tells the box of the whole word only.

The glyphs are laid along the word's ink so that each is about as wide as its kind, that the places between them hold
as little ink as can be, and that wide white stays between glyphs, not in them.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.records.pages import Word

# Rules above and below a word are no ink of it: so much of its box is left out at either edge.
_EDGE_SHARE = 0.14
# What is darker than this share of the way from the paper to the ink is ink; specks in a column are none.
_INK_SHARE, _SPECK_SHARE = 0.45, 0.06
# A stroke that is as thin as a speck is so wide, in shares of the word's height; wider is the rest of a rule.
_STROKE = (0.12, 0.6)
# A word's height in steps: glyphs are laid to the nearest step, which is fine enough to tell them apart.
_STEPS = 16
# What a kind of glyph takes of a Chinese one's width, and by how much of itself it may well be off.
_KINDS: Mapping[str, tuple[float, float]] = {
    "wide": (1.0, 0.1),
    "figure": (0.55, 0.12),
    "letter": (0.55, 0.35),
    "mark": (0.7, 0.35),
    "point": (0.3, 0.45),
}
_MARKS, _POINTS = frozenset("，。、；：（）％【】《》！？￥"), frozenset(",.:;'|il")
# Kinds that are printed at one width: theirs are measured after a try, where there are so many, for the next one.
_EVEN, _LEAST_EVEN = ("wide", "figure"), 3
# Another try with measured widths pays where they differ by more than this share.
_TRIES, _DIFFERS = 3, 0.08
# A glyph is between these times as wide as expected.
_NARROWEST, _WIDEST = 0.35, 2.0
# Marks of so little ink that the picture may show none; how much ink they have at most, and any other glyph at least,
# in squares of the word's height.
_THIN = frozenset("-—–_~.,:'·")
_THIN_INK, _LEAST_INK = 0.08, 0.035
# Costs, in squares of the doubt about a width: ink where two glyphs part, white left between them, a glyph with
# strangely much or little ink, ink at an end that belongs to no glyph, and the most that a width can cost.
_CROSSING, _APART, _STRANGE, _FOREIGN, _MOST = 16.0, 0.8, 9.0, 0.5, 25.0
# Glyphs leave up to this share of the word's height white beside their ink; wider white may be leapt over.
_BESIDE_SHARE = 0.25
# A bit of a neighbour that the box cuts touches the box's side, is no wider, and stands so far from the word.
_TOUCHES, _FOREIGN_SHARE, _FOREIGN_GAP = 2, 0.6, 0.3
_LEAST_CHARACTERS = 2
_NEVER = 1e9
_Floats: TypeAlias = NDArray[np.float64]
_Ints: TypeAlias = NDArray[np.int64]


class Glyphs:
    """Measures words on one level picture; all places are fractions of its width."""

    def __init__(self, image: NDArray[np.uint8]) -> None:
        """Take a picture, BGR or grey."""
        self._grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image

    def widest_gap(self, word: Word) -> float:
        """Return the widest white between the ink of a word."""
        strip = _strip(self._grey, word)
        return max((b - a for a, b in strip.whites), default=0) / self._grey.shape[1] if strip is not None else 0.0

    def ink(self, word: Word) -> tuple[float, float] | None:
        """Return where the ink of a word begins and ends, without a bit of a neighbour that its box cuts."""
        strip = _strip(self._grey, word)
        if strip is None:
            return None
        start, end, wide = 0, len(strip.ink), self._grey.shape[1]
        firm = [(a, b) for a, b in strip.whites if b - a > _FOREIGN_GAP * strip.tall]
        if firm and strip.cut[0] and firm[0][0] < _FOREIGN_SHARE * strip.tall:
            start = firm[0][1]
        if firm and strip.cut[1] and end - firm[-1][1] < _FOREIGN_SHARE * strip.tall and firm[-1][0] > start:
            end = firm[-1][0]
        return (strip.start + start) / wide, (strip.start + end) / wide

    def spans(self, word: Word) -> list[tuple[float, float]] | None:
        """Return the left and right side of each glyph's ink; None where the picture does not tell.

        A blank stands in the white between its neighbours.
        """
        strip = _strip(self._grey, word)
        bare = [k for k, ch in enumerate(word.text) if not ch.isspace()]
        if strip is None or len(bare) < _LEAST_CHARACTERS:
            return None
        blanks = [b - a > 1 for a, b in itertools.pairwise(bare)]
        cells = _laid(strip, [_glyph(word.text[k], after) for k, after in zip(bare, [*blanks, False], strict=True)])
        if cells is None:
            return None
        wide = self._grey.shape[1]
        found = {k: ((strip.start + a) / wide, (strip.start + b) / wide) for k, (a, b) in zip(bare, cells, strict=True)}
        out: list[tuple[float, float]] = []
        for k in range(len(word.text)):
            before = out[-1][1] if out else word.box.x0
            after = next((found[j][0] for j in bare if j > k), word.box.x1)
            out.append(found.get(k, (before, after)))
        return out


@dataclass(frozen=True, slots=True)
class _Strip:
    """The ink of a word.

    Attributes:
        start: the pixel of the picture where it begins.
        ink: how much of each column is ink.
        whites: the stretches without ink inside, from which column to before which.
        tall: the word's height in pixels.
        cut: whether the ink reaches the box's left and its right side.
    """

    start: int
    ink: _Floats
    whites: list[tuple[int, int]]
    tall: float
    cut: tuple[bool, bool]


def _strip(grey: NDArray[np.uint8], word: Word) -> _Strip | None:
    high, wide = grey.shape
    box = word.box
    tall = box.height * high
    y0, y1 = round(box.y0 * high + _EDGE_SHARE * tall), round(box.y1 * high - _EDGE_SHARE * tall)
    x0, x1 = max(0, round(box.x0 * wide)), min(wide, round(box.x1 * wide))
    crop = grey[max(0, y0) : y1, x0:x1]
    if crop.shape[0] < 4 or crop.shape[1] < 8:
        return None
    paper, dark = float(np.median(crop)), float(np.percentile(crop, 2))
    ink = (crop < paper - _INK_SHARE * (paper - dark)).mean(axis=0)
    _clear(ink, tall)
    inked = np.flatnonzero(ink)
    if not len(inked):
        return None
    first, last = int(inked[0]), int(inked[-1]) + 1
    turns = (np.flatnonzero(np.diff((ink[first:last] > 0).astype(np.int8))) + 1).tolist()
    whites = list(zip(turns[::2], turns[1::2], strict=True))
    return _Strip(x0 + first, ink[first:last], whites, tall, (first < _TOUCHES, len(ink) - last < _TOUCHES))


def _clear(ink: _Floats, tall: float) -> None:
    """Take specks out of the columns' ink, but not a thin stroke: a hyphen is one pixel high in small print."""
    faint = (ink > 0) & (ink <= _SPECK_SHARE)
    ends = np.flatnonzero(np.diff(np.concatenate([[False], ink > 0, [False]]).astype(np.int8))).tolist()
    for a, b in zip(ends[::2], ends[1::2], strict=True):
        if _STROKE[0] * tall <= b - a <= _STROKE[1] * tall and faint[a:b].all():
            faint[a:b] = False
    ink[faint] = 0.0


class _Glyph(NamedTuple):
    kind: str
    thin: bool
    blank_after: bool


def _glyph(ch: str, blank_after: bool) -> _Glyph:
    if ord(ch) > 0x2E7F:
        kind = "mark" if ch in _MARKS else "wide"
    else:
        kind = "figure" if ch.isdigit() else "point" if ch in _POINTS else "letter"
    return _Glyph(kind, ch in _THIN, blank_after)


def _laid(strip: _Strip, glyphs: Sequence[_Glyph]) -> list[tuple[int, int]] | None:
    """Return from which to before which column of the strip each glyph's ink reaches."""
    shares = {kind: share for kind, (share, _) in _KINDS.items()}
    spare = sum(max(0.0, b - a - _BESIDE_SHARE * strip.tall) for a, b in strip.whites)
    em = (len(strip.ink) - spare) / sum(shares[g.kind] for g in glyphs)
    expected = {kind: share * em for kind, share in shares.items()}
    grid = _grid(strip)
    cells: list[tuple[int, int]] | None = None
    for _ in range(_TRIES):
        cells = _cells(grid, glyphs, expected) or cells
        if cells is None:
            return None
        measured = {}
        for kind in _EVEN:
            own = [b - a for (a, b), g in zip(cells, glyphs, strict=True) if g.kind == kind]
            if len(own) >= _LEAST_EVEN:
                measured[kind] = float(np.median(own))
        if all(abs(width / expected[kind] - 1) <= _DIFFERS for kind, width in measured.items()):
            break
        em = measured.get("wide") or measured["figure"] / shares["figure"]
        expected = {kind: share * em for kind, share in shares.items()} | measured
    return [_inked(strip.ink, max(0, a), b) for a, b in cells or ()]


def _inked(ink: _Floats, start: int, end: int) -> tuple[int, int]:
    inside = np.flatnonzero(ink[start:end])
    return (start + int(inside[0]), start + int(inside[-1]) + 1) if len(inside) else (start, max(start, end))


@dataclass(frozen=True, slots=True)
class _Grid:
    """A strip in steps, with white at both ends; a place lies before each step and after the last.

    Attributes:
        step: columns.
        tall: the word's height in columns.
        columns: the column of the strip at each place: the lightest of its step.
        crossing: what it costs to part two glyphs at a place.
        held: how much ink stands before a place, in columns.
        leaps: first and last place of each wide white.
        starts: what it costs to begin the first glyph at a place.
        ends: what it costs to end the last one there.
    """

    step: int
    tall: float
    columns: _Ints
    crossing: _Floats
    held: _Floats
    leaps: list[tuple[int, int]]
    starts: _Floats
    ends: _Floats


def _grid(strip: _Strip) -> _Grid:
    step = max(1, round(strip.tall / _STEPS))
    beside = round(_BESIDE_SHARE * strip.tall)
    count = -(-(len(strip.ink) + 2 * beside) // step)
    ink = np.zeros(count * step)
    ink[beside : beside + len(strip.ink)] = strip.ink
    steps = ink.reshape(count, step)
    columns = np.append(np.arange(count) * step + steps.argmin(axis=1), count * step)
    held = np.append(0.0, np.cumsum(ink))[columns]
    starts = np.where(columns <= beside, 0.0, _NEVER)
    ends = np.where(columns >= beside + len(strip.ink), 0.0, _NEVER)
    leaps = []
    for left, right in strip.whites:
        a, b = -(-(left + beside) // step), (right + beside - 1) // step
        if right - left <= _BESIDE_SHARE * strip.tall or a >= b:
            continue
        leaps.append((a, b))
        if strip.cut[0] and left < _FOREIGN_SHARE * strip.tall:
            starts[a : b + 1] = _FOREIGN
        if strip.cut[1] and len(strip.ink) - right < _FOREIGN_SHARE * strip.tall:
            ends[a : b + 1] = _FOREIGN
    crossing = np.append(steps.min(axis=1), 0.0) * _CROSSING
    return _Grid(step, strip.tall, columns - beside, crossing, held, leaps, starts, ends)


def _cells(grid: _Grid, glyphs: Sequence[_Glyph], expected: Mapping[str, float]) -> list[tuple[int, int]] | None:
    """Return the cheapest columns where each glyph begins and ends."""
    fits = {(kind, thin): _fit(grid, kind, expected[kind] / grid.step, thin=thin) for kind, thin, _ in glyphs}
    costs = grid.starts
    begun, leapt = [], []
    for kind, thin, blank_after in glyphs:
        costs, back = _one_more(grid, fits[kind, thin], costs)
        begun.append(back)
        costs, came = _leap(grid, costs, 0.0 if blank_after else _APART)
        leapt.append(came)
    costs = costs + grid.ends
    at = int(costs.argmin())
    if costs[at] >= _NEVER:
        return None
    out: list[tuple[int, int]] = []
    for back, came in zip(reversed(begun), reversed(leapt), strict=True):
        end = int(came[at])
        at = int(back[end])
        out.append((int(grid.columns[at]), int(grid.columns[end])))
    return out[::-1]


class _Fit(NamedTuple):
    """The widths (steps) that a kind of glyph may have, falling, and what each costs a glyph that ends at a place."""

    tried: _Ints
    costs: _Floats


def _fit(grid: _Grid, kind: str, width: float, *, thin: bool) -> _Fit:
    least, most = max(1, int(_NARROWEST * width)), int(_WIDEST * width) + 1
    tried = np.arange(most, least - 1, -1)
    doubt = _KINDS[kind][1] * max(width, _STEPS / 4)
    off = np.minimum(((tried - width) / doubt) ** 2, _MOST)
    ink = grid.held[:, None] - _before(grid.held, 0.0, tried)
    strange = ink > _THIN_INK * grid.tall if thin else ink < _LEAST_INK * grid.tall
    return _Fit(tried, off + _STRANGE * strange)


def _before(values: _Floats, beyond: float, tried: _Ints) -> _Floats:
    """Return for each place the values so many steps before it; `beyond` where that is no place."""
    padded = np.concatenate([np.full(tried[0], beyond), values])
    return np.lib.stride_tricks.sliding_window_view(padded, len(tried))[: len(values)]


def _one_more(grid: _Grid, fit: _Fit, costs: _Floats) -> tuple[_Floats, _Ints]:
    """Return what it costs to end one more glyph at each place, and where it then begins."""
    total = _before(costs, _NEVER, fit.tried) + fit.costs
    chosen = total.argmin(axis=1)
    places = np.arange(len(costs))
    return total[places, chosen] + grid.crossing, places - fit.tried[chosen]


def _leap(grid: _Grid, costs: _Floats, cost: float) -> tuple[_Floats, _Ints]:
    """Return what each place costs where white may be leapt over, and from which place it is then reached."""
    came = np.arange(len(costs))
    costs = costs.copy()
    for a, b in grid.leaps:
        own = costs[a : b + 1]
        lowest = np.minimum.accumulate(own)
        source = np.maximum.accumulate(np.where(own == lowest, came[a : b + 1], 0))
        better = lowest + cost < own
        came[a : b + 1] = np.where(better, source, came[a : b + 1])
        costs[a : b + 1] = np.where(better, lowest + cost, own)
    return costs, came
