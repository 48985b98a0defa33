"""Find the check boxes of a level page picture by their outlines, and judge by the ink in them which are ticked."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, framed_pieces, grey_of
from docaudit.records.pages import Word

EMPTY, TICKED, FILLED = "□", "☑", "■"

# Sides as multiples of the height of a line as OCR boxes it, which is about 1.3 times the type's size.
_LEAST_SIDE, _MOST_SIDE, _LEAST_PIXELS = 0.38, 1.2, 9
_MOST_STRETCH = 1.22
# A side's stroke is no thicker than this share of a line's height.
_THICKEST = 0.28
# Share of each side that must be ink: of the worst one, and of all four on average.
_LEAST_SIDE_INK, _LEAST_MEAN_INK = 0.72, 0.86
# How much darker than their surroundings the pixels of an outline are: little where it is faint, and only its middle
# where blur makes strokes broad and runs them together.
_DEPTHS = (12, 35, 70)
# A side goes on beyond its corner where so much of the stretch behind it is ink.
_RUNNING_ON = 0.9
# The paper around a box: how far, as a share of its side, and how much of its length may be touched.
# Below a ticked one legs of a character (贝) are ruled out, which is what it is mistaken for.
_MARGIN, _MOST_MARGIN_INK, _MOST_MARGIN_INK_TICKED = 0.1, 0.3, 0.12
# The rim of a square that counts as its outline, as a share of its side.
_RIM = 0.18
# Ink inside: up to the first share a speck, from the second on a mark, from the third on filled.
_SPECK, _MARK, _FULL = 0.02, 0.05, 0.72
_LEAST_SOLID = 0.84
# Cells for the figures of a number share their edges; a box and its option never stand this near.
_SHARED_EDGE = 0.08
# Two readings of one outline differ less in size than the frames of 回.
_SAME = 0.8
# More outlines than this are a pattern, not a form.
_MOST_STROKES = 6000
# So many of them are paired at a time.
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Square:
    """A small square outline or a solid square, in pixels.

    Attributes:
        sign: `EMPTY`, `TICKED` or `FILLED`.
        sure: how clear outline and ink are, 0 to 1.
        leg: how far the upright sides reach below the bottom, as a share of the height: those of the character 口 do.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    sign: str
    sure: float
    leg: float = 0.0

    @property
    def side(self) -> float:
        """Mean of width and height."""
        return (self.x1 - self.x0 + self.y1 - self.y0) / 2

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


def find_squares(image: Picture, words: Sequence[Word]) -> list[Square]:
    """Return what may be check boxes; characters with a frame (口, 国) are among them, `box_words` tells them apart.

    Args:
        image: level, BGR or grey.
        words: those read on it; they say how large the type is.
    """
    high = image.shape[0]
    heights = [w.box.height * high for w in words if len(w.text) > 1]
    if not heights:
        return []
    line = statistics.median(heights)
    least, most = max(_LEAST_PIXELS, _LEAST_SIDE * line), _MOST_SIDE * line
    if most <= least:
        return []
    grey = grey_of(image)
    block = max(25, int(2 * line) | 1)
    found = list(_solid(grey, least, most))
    for depth in _DEPTHS:
        ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, depth)
        found.extend(_framed(np.asarray(ink, np.uint8), line, least, most))
    return without_rows(_outermost(found))


def _close(ink: Picture, shape: tuple[int, int]) -> Picture:
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)), np.uint8)


def _framed(ink: Picture, line: float, least: float, most: float) -> Iterator[Square]:
    """Yield squares with four sides of ink."""
    # A fax breaks thin lines: close gaps along each side, and only along it, or a small box would fill up.
    level, upright = _close(ink, (1, 3)), _close(ink, (3, 1))
    uprights = _strokes(upright, line, least)
    if not 2 <= len(uprights) <= _MOST_STROKES:
        return
    x, y, w, h = uprights.T.tolist()
    for left, right in _pairs(uprights.astype(np.float64), max(2.0, 0.1 * line), least, most):
        frame = (
            x[left],
            min(y[left], y[right]),
            x[right] + w[right],
            max(y[left] + h[left], y[right] + h[right]),
        )
        square = _closed((ink, level, upright), frame, max(w[left], w[right]))
        if square is not None:
            yield square


def _pairs(uprights: NDArray[np.float64], near: float, least: float, most: float) -> Iterator[tuple[int, int]]:
    """Yield which strokes may be the left and the right side of one square, a block of left ones at a time."""
    x, y, w, h = uprights.T
    order = np.argsort(x, kind="stable")
    ends = np.searchsorted(x[order], x[order] + most, "right")
    for start in range(0, len(order), _BLOCK):
        counts = ends[start : start + _BLOCK] - np.arange(start, min(start + _BLOCK, len(order)))
        ranks = np.repeat(np.arange(start, start + len(counts)), counts)
        steps = np.arange(len(ranks)) - np.repeat(np.cumsum(counts) - counts, counts)
        left, right = order[ranks], order[ranks + steps]
        across = x[right] + w[right] - x[left]
        fits = (
            (across >= least)
            & (across <= most)
            & (np.abs(y[right] - y[left]) <= near)
            & (np.abs(y[right] + h[right] - y[left] - h[left]) <= near)
            & (np.maximum(across / h[left], h[left] / np.maximum(across, 1)) <= _MOST_STRETCH + 0.1)
        )
        yield from zip(left[fits].tolist(), right[fits].tolist(), strict=True)


def _strokes(ink: Picture, line: float, least: float) -> NDArray[np.int32]:
    """Return the upright strokes that may be sides: x, y, width, height each."""
    run = max(7, round(0.8 * least))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    # What is left of level shift is a step of one pixel: let neighbouring columns touch.
    upright = cv2.dilate(upright, np.ones((1, 3), np.uint8))
    rows = np.array(framed_pieces(upright), np.int32).reshape(-1, 4) + np.array([1, 0, -2, 0], np.int32)
    slim = (rows[:, 2] <= max(4, _THICKEST * line)) & (rows[:, 3] <= _MOST_SIDE * line * 1.1)
    return np.ascontiguousarray(rows[slim])


def _closed(inks: tuple[Picture, Picture, Picture], frame: tuple[int, int, int, int], stroke: int) -> Square | None:
    """Return the square whose upright sides stand there if it has a top and a bottom, judged by the ink in it.

    Args:
        inks: as it is, and with the gaps closed along rows and along columns.
        frame: left, top, right, bottom of the uprights.
        stroke: their thickness.
    """
    ink, along, down = inks
    x0, y0, x1, y1 = frame
    side = (x1 - x0 + y1 - y0) / 2
    reach = max(2, round(0.16 * side))
    top, top_ink = _rule(along, x0, x1, y0 - 2, y0 + reach)
    bottom, bottom_ink = _rule(along, x0, x1, y1 - 1, y1 - reach - 1)
    if min(top_ink, bottom_ink) < _LEAST_SIDE_INK:
        return None
    thick = max(1, stroke)
    sides = [
        float(down[top : bottom + 1, a:b].max(axis=1).mean()) / 255 for a, b in ((x0, x0 + thick), (x1 - thick, x1))
    ]
    shares = [top_ink, bottom_ink, *sides]
    high = bottom - top + 1
    stretch = max(high / (x1 - x0), (x1 - x0) / max(high, 1))
    if min(shares) < _LEAST_SIDE_INK or statistics.fmean(shares) < _LEAST_MEAN_INK or stretch > _MOST_STRETCH:
        return None
    if _runs_on(ink, (x0, top, x1, bottom + 1), thick):
        return None
    inset = max(thick + 1, round(_RIM * side))
    inner = ink[top + inset : bottom + 1 - inset, x0 + inset : x1 - inset]
    if not inner.size:
        return None
    share = float(inner.mean()) / 255
    clear = statistics.fmean(shares) * min(1.0, 1.15 - 0.5 * (stretch - 1))
    leg = max(0, y1 - 1 - bottom) / high
    sign, sure = _judged(share, clear)
    return Square(x0, top, x1, y1, sign, sure, leg) if _stands_alone(ink, (x0, top, x1, y1), sign) else None


def _stands_alone(ink: Picture, frame: tuple[int, int, int, int], sign: str) -> bool:
    """Say whether there is paper around the frame: a part of a character (品, 和) has strokes beside it.

    A tick may leave its box to the top and the right.
    """
    x0, y0, x1, y1 = frame
    reach, guard = max(2, round(_MARGIN * (x1 - x0))), 2
    below = ink[y1 + guard : y1 + guard + reach, x0:x1]
    left = ink[y0:y1, max(0, x0 - guard - reach) : max(0, x0 - guard)]
    above = ink[max(0, y0 - guard - reach) : max(0, y0 - guard), x0:x1]
    right = ink[y0:y1, x1 + guard : x1 + guard + reach]
    counted = [below.max(axis=0, initial=0), left.max(axis=1, initial=0)]
    if sign != TICKED:
        counted += [above.max(axis=0, initial=0), right.max(axis=1, initial=0)]
    most = _MOST_MARGIN_INK if sign != TICKED else _MOST_MARGIN_INK_TICKED
    return all(float(strip.mean()) <= most * 255 for strip in counted if strip.size)


def _judged(share: float, clear: float) -> tuple[str, float]:
    """Return the sign that a share of ink inside stands for, and how sure that is."""
    if share < _SPECK:
        return EMPTY, clear
    if share < _MARK:
        # Dust or the end of a stroke: nobody can tell.
        return (EMPTY if share < (_SPECK + _MARK) / 2 else TICKED), 0.6 * clear
    return (TICKED if share < _FULL else FILLED), clear


def _rule(ink: Picture, x0: int, x1: int, start: int, stop: int) -> tuple[int, float]:
    """Return the row with the most ink between two uprights, the first in the direction given, and its share of ink."""
    step = 1 if stop >= start else -1
    rows = [row for row in range(start, stop + step, step) if 0 <= row < ink.shape[0]]
    best, share = start, 0.0
    if not rows or x1 <= x0:
        return best, share
    first = max(0, min(rows) - 1)
    strip = ink[first : max(rows) + 2, x0:x1]
    # A pixel to either side counts: what is left of a slant.
    exact, near = (_row_shares(part) for part in (strip, cv2.dilate(strip, np.ones((3, 1), np.uint8))))
    for row in rows:
        value = min(near[row - first], exact[row - first] + 0.25)
        if value > share + 0.02:
            best, share = row, value
    return best, share


def _row_shares(ink: Picture) -> list[float]:
    found: list[float] = (cv2.reduce(ink, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0] / (255 * ink.shape[1])).tolist()
    return found


def _runs_on(ink: Picture, frame: tuple[int, int, int, int], thick: int) -> bool:
    """Say whether two opposite sides go on beyond the same end, as the rules of a table do and no tick does."""
    x0, y0, x1, y1 = frame
    reach = max(4, round(0.35 * (x1 - x0)))
    high, wide = ink.shape
    rows = [slice(max(0, y0 - 1), y0 + thick + 1), slice(max(0, y1 - thick - 1), y1 + 1)]
    columns = [slice(max(0, x0 - 1), x0 + thick + 1), slice(max(0, x1 - thick - 1), x1 + 1)]

    def goes_on(part: Picture, axis: int) -> bool:
        return bool(part.size) and float(part.max(axis=axis).mean()) > _RUNNING_ON * 255

    return any(
        all(goes_on(ink[row, max(0, a) : min(wide, b)], 0) for row in rows)
        for a, b in ((x0 - reach, x0 - 2), (x1 + 2, x1 + reach))
    ) or any(
        all(goes_on(ink[max(0, a) : min(high, b), column], 1) for column in columns)
        for a, b in ((y0 - reach, y0 - 2), (y1 + 2, y1 + reach))
    )


def _solid(grey: Picture, least: float, most: float) -> Iterator[Square]:
    """Yield solid squares, printed or filled in by hand."""
    # Inside a solid square the neighbourhood is as dark as the pixel, so the paper at large is the measure.
    level = 0.55 * float(np.percentile(grey[::8, ::8], 90))
    dark = np.asarray(grey < level, np.uint8)
    core = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((round(0.8 * least),) * 2, np.uint8))
    for x, y, w, h in framed_pieces(np.asarray(core, np.uint8)):
        if not (least <= w <= most and least <= h <= most and max(w / h, h / w) <= _MOST_STRETCH):
            continue
        extent = cv2.countNonZero(core[y : y + h, x : x + w]) / (w * h)
        if extent >= _LEAST_SOLID:
            yield Square(x, y, x + w, y + h, FILLED, min(1.0, extent))


def _outermost(squares: list[Square]) -> list[Square]:
    """Leave out squares inside others, and join several readings of one: a mark that one of them shows is there."""
    kept: list[Square] = []
    for square in sorted(squares, key=lambda s: (-s.side, -s.sure)):
        mx, my = square.middle
        around = next((k for k, o in enumerate(kept) if o.x0 <= mx <= o.x1 and o.y0 <= my <= o.y1), None)
        if around is None:
            kept.append(square)
            continue
        outer = kept[around]
        if square.side >= _SAME * outer.side:
            sign = TICKED if TICKED in {square.sign, outer.sign} else outer.sign
            kept[around] = replace(outer, sign=sign, sure=max(square.sure, outer.sure), leg=min(square.leg, outer.leg))
    return kept


def without_rows(squares: list[Square]) -> list[Square]:
    """Leave out squares that touch their neighbours: the cells for the figures of a number."""

    def touches(a: Square, b: Square) -> bool:
        apart = max(a.x0, b.x0) - min(a.x1, b.x1)
        return a is not b and apart < _SHARED_EDGE * a.side and abs(a.middle[1] - b.middle[1]) < 0.3 * a.side

    beside = {id(s): [o for o in squares if touches(s, o)] for s in squares}
    return [s for s in squares if len(beside[id(s)]) < 2 and not any(len(beside[id(o)]) > 1 for o in beside[id(s)])]
