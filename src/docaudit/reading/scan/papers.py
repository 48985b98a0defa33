"""Find the several papers that lie on one picture (receipts on a sheet, cards on a scanner's glass), each by its edges.

A page that holds one paper must never be cut, whatever boxes are printed on it. So a cut needs what only paper has: a
ground of another tone all around, the shadow of an edge in the gap, or lines of text that lie at another angle.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, Prepared, grey_of, pixels
from docaudit.reading.scan.turning import block_skew, lines_at

Quad = NDArray[np.float64]

# Papers are looked for at about this many pixels along the longer side, and not where the other has too few.
_LOOKED_AT, _LEAST_SEEN_SIDE = 800, 120
_RIM = 0.015
# Ink is darker than the mean of a square this wide.
_INK_BLOCK = 25
# Ground is white (a scanner's lid) above this brightness and below this colourfulness.
_WHITE, _MOST_TINT = 222, 22
# A paper: its least share of the picture, its least side (share of the longer side of the picture), its most stretch,
# and how far it fills the turned rectangle around it.
_LEAST_AREA, _LEAST_SIDE, _MOST_STRETCH, _LEAST_FILL = 0.02, 0.08, 8.0, 0.86
_MOST_PAPERS = 12
# Papers are this much brighter than a dark ground, or differ so much from a white one.
_LEAST_RISE, _LEAST_DIFFERENCE = 40, 10
# Of all ink no more than this share lies beside the papers: what stands on the ground itself is print of one page.
_MOST_BESIDE = 0.015
# A gap between papers is at least this wide and free of ink (share of the longer side).
_LEAST_GAP = 0.012
# The shadow of an edge is darker than the paper about it by this much and paler than print; it is seen on two sides of
# a paper that meet, over this share of each. A line darker than the last figure at full size is a printed rule.
_LEAST_SHADOW, _MOST_SHADOW, _LEAST_SEEN, _RULE_LEVEL = 4, 70, 0.7, 135
# Papers laid down by hand differ by some angle; lines of one page do not by so much (degrees).
_LEAST_TURN = 0.9
# The angle of fewer lines is not known.
_LEAST_LINES = 4
# So many of the widest gaps are tried.
_MOST_GAPS = 4


def find_papers(image: Picture) -> tuple[Quad, ...]:
    """Return the corners of each paper, clockwise from its top left, in pixels; none where the picture shows one."""
    high, wide = image.shape[:2]
    # Whole numbers of pixels are averaged many times faster than parts of them.
    step = max(1, round(max(high, wide) / _LOOKED_AT))
    factor = 1 / step
    if min(high, wide) * factor < _LEAST_SEEN_SIDE:
        return ()
    whole = image[: high // step * step, : wide // step * step]
    small = pixels(cv2.resize(whole, (wide // step, high // step), interpolation=cv2.INTER_AREA))
    grey = grey_of(small)
    ink = _ink(grey)
    ground, spread = _ground(small)
    white = min(ground) >= _WHITE and max(ground) - min(ground) <= _MOST_TINT
    quads = _on_ground(grey, ink, ground, spread) if not white else _on_white(small, ink, ground, spread)
    if len(quads) < 2 and white:
        quads = _by_shadows(image, grey, ink, factor) or _by_angles(ink)
    if not 2 <= len(quads) <= _MOST_PAPERS:
        return ()
    return tuple(quad / factor for quad in sorted(quads, key=lambda q: _reading_place(q, grey.shape[0])))


def cut_out(page: Prepared, quad: Quad) -> Prepared:
    """Return the paper inside the corners as a picture of its own."""
    top_left, top_right, bottom_right, bottom_left = quad
    wide = max(8, round(float(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))))
    high = max(8, round(float(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    flat = cv2.warpPerspective(page.image, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Prepared(pixels(flat), page.to_view @ np.linalg.inv(matrix))


def _reading_place(quad: Quad, high: int) -> tuple[int, float]:
    """Order papers in rows from the top, and from left to right in each."""
    return int(float(quad[:, 1].mean()) / (0.12 * high)), float(quad[:, 0].mean())


def _ink(grey: Picture) -> Picture:
    """Return where something is printed: 1, else 0; the rim of the picture left out."""
    ink = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _INK_BLOCK, 14)
    rim_y, rim_x = (max(2, round(_RIM * side)) for side in grey.shape)
    ink[:rim_y], ink[-rim_y:], ink[:, :rim_x], ink[:, -rim_x:] = 0, 0, 0, 0
    return pixels(ink)


def _ground(small: Picture) -> tuple[tuple[float, float, float], float]:
    """Return the colour of the ground, seen along the rim, and how far it spreads."""
    rim = max(3, round(_RIM * max(small.shape[:2])))
    sides = [small[:rim], small[-rim:], small[:, :rim], small[:, -rim:]]
    seen = np.concatenate([side.reshape(-1, 3) for side in sides]).astype(np.float64)
    middle = np.median(seen, axis=0)
    spread = float(np.median(np.abs(seen - middle).max(axis=1)))
    return (float(middle[0]), float(middle[1]), float(middle[2])), spread


def _on_ground(grey: Picture, ink: Picture, ground: Sequence[float], spread: float) -> list[Quad]:
    """Return bright papers on a dark or coloured ground."""
    soft = cv2.GaussianBlur(grey, (5, 5), 0)
    level, bright = cv2.threshold(soft, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if float(np.mean(ground)) + spread + _LEAST_RISE / 2 > level:
        return []
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    bright = pixels(cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)))
    return _sheets(bright, ink, grey, rise=_LEAST_RISE)


def _on_white(small: Picture, ink: Picture, ground: Sequence[float], spread: float) -> list[Quad]:
    """Return papers of another tone on a white ground."""
    blue, green, red = cv2.split(cv2.absdiff(cv2.GaussianBlur(small, (5, 5), 0), (*ground, 0.0)))
    away = cv2.max(cv2.max(blue, green), red)
    tinted = (away > max(_LEAST_DIFFERENCE, 4 * spread)).astype(np.uint8)
    # Print alone leaves paper between its strokes; a tint does not.
    solid = cv2.morphologyEx(tinted, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    solid = pixels(cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)))
    return _sheets(solid, ink, None, rise=0)


def _sheets(mask: Picture, ink: Picture, grey: Picture | None, *, rise: int) -> list[Quad]:
    """Return the four-sided pieces of a mask that hold all the ink; nothing where they do not."""
    high, wide = mask.shape
    shapes, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hulls = []
    for shape in shapes:
        hull = cv2.convexHull(shape)
        area = cv2.contourArea(hull)
        if area < _LEAST_AREA * mask.size:
            continue
        sides = cv2.minAreaRect(hull)[1]
        fits = area >= _LEAST_FILL * sides[0] * sides[1] and cv2.contourArea(shape) >= 0.9 * area
        if not fits or min(sides) < _LEAST_SIDE * max(high, wide) or max(sides) > _MOST_STRETCH * min(sides):
            return []
        hulls.append(hull)
    return _holding_all(hulls, ink, grey, rise=rise)


def _holding_all(hulls: Sequence[NDArray[np.int32]], ink: Picture, grey: Picture | None, *, rise: int) -> list[Quad]:
    """Return the corners of sheets that lie apart, all printed on, with nothing printed beside them; else nothing."""
    quads, inside = [], np.zeros_like(ink)
    for hull in hulls:
        own = np.zeros_like(ink)
        cv2.fillConvexPoly(own, hull, (1,))
        if (inside & own).any():
            return []
        inside |= own
        quads.append((_corners(hull, cv2.minAreaRect(hull)), own))
    printed = cv2.countNonZero(ink)
    # The edges of the papers themselves are seen as ink: they are counted neither inside nor beside.
    around = cv2.dilate(inside, np.ones((_INK_BLOCK + 4, _INK_BLOCK + 4), np.uint8))
    if len(quads) < 2 or cv2.countNonZero(pixels(ink * (1 - around))) > _MOST_BESIDE * printed:
        return []
    inner = cv2.erode(inside, np.ones((9, 9), np.uint8))
    if any(cv2.countNonZero(pixels(ink * own * inner)) < 0.004 * cv2.countNonZero(own) for _, own in quads):
        return []
    if grey is not None and float(grey[inside > 0].mean()) - float(grey[around == 0].mean()) < rise:
        return []
    return [quad for quad, _ in quads]


def _corners(hull: NDArray[np.int32], turned: tuple[Sequence[float], Sequence[float], float]) -> Quad:
    """Return the corners of a sheet: its own four where it has four, else those of the rectangle around it."""
    shape = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float64)
    if len(shape) != 4 or cv2.contourArea(shape.astype(np.float32)) < 0.97 * cv2.contourArea(hull):
        shape = cv2.boxPoints(turned).astype(np.float64)
    return clockwise(shape)


def clockwise(points: NDArray[np.float64]) -> Quad:
    """Return four corners clockwise, beginning with the one at the top left of a sheet that lies nearly straight."""
    middle = points.mean(axis=0)
    around = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    ordered = points[np.argsort(around)]
    first = int(np.argmin(ordered.sum(axis=1)))
    result: Quad = np.roll(ordered, -first, axis=0)
    return result


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle of the small picture, ends excluded."""

    x0: int
    y0: int
    x1: int
    y1: int

    def of(self, picture: Picture) -> Picture:
        """Return this part of a picture."""
        return picture[self.y0 : self.y1, self.x0 : self.x1]

    @property
    def quad(self) -> Quad:
        """The corners, clockwise from the top left."""
        return np.array(
            [[self.x0, self.y0], [self.x1, self.y0], [self.x1, self.y1], [self.x0, self.y1]], dtype=np.float64
        )


def _by_shadows(image: Picture, grey: Picture, ink: Picture, factor: float) -> list[Quad]:
    """Return papers of the ground's own white by the shadows that their edges throw."""
    soft = cv2.GaussianBlur(grey, (3, 3), 0)
    deep = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, np.ones((11, 11), np.uint8))
    print_near = cv2.dilate((deep > _MOST_SHADOW).astype(np.uint8), np.ones((5, 5), np.uint8))
    usual = float(np.median(deep))
    pale = pixels(((deep >= usual + _LEAST_SHADOW) & (print_near == 0)).astype(np.uint8))
    lines = cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((3, 9), np.uint8))
    lines = pixels(lines | cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((9, 3), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines)
    least = _LEAST_SIDE * max(grey.shape)
    hulls = []
    for k, (x, y, w, h, area) in enumerate(stats[1:count].tolist(), start=1):
        if min(w, h) < 0.7 * least or area > 8 * (w + h):
            continue
        own = pixels((labels[y : y + h, x : x + w] == k).astype(np.uint8))
        # Two sides of a paper that meet are enough: the rectangle around them is the paper.
        turned = cv2.minAreaRect(cv2.convexHull(cv2.findNonZero(own)))
        corners = cv2.boxPoints(turned) + np.array([x, y], np.float32)
        if min(turned[1]) < least or max(turned[1]) > _MOST_STRETCH * min(turned[1]):
            continue
        if _two_sides_seen(lines, corners) and not _is_printed(image, own, (x, y), factor):
            hulls.append(np.round(corners).astype(np.int32))
    if len(hulls) < 2:
        return []
    return _holding_all(hulls, ink, None, rise=0)


def _two_sides_seen(lines: Picture, corners: NDArray[np.float32]) -> bool:
    thick = cv2.dilate(lines, np.ones((5, 5), np.uint8))
    high, wide = lines.shape
    seen = []
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = np.round(a + (b - a) * np.linspace(0.03, 0.97, 60)[:, None]).astype(int)
        xs, ys = np.clip(points[:, 0], 0, wide - 1), np.clip(points[:, 1], 0, high - 1)
        seen.append(float(thick[ys, xs].mean()) >= _LEAST_SEEN)
    return any(seen[k] and seen[(k + 1) % 4] for k in range(4))


def _is_printed(image: Picture, own: Picture, corner: tuple[int, int], factor: float) -> bool:
    """Say whether a line is as dark as print at full size, where thin rules are not yet blurred."""
    ys, xs = np.nonzero(own)
    few = slice(None, None, max(1, len(ys) // 200))
    reach = math.ceil(0.75 / factor)
    darkest = []
    for x, y in zip(xs[few], ys[few], strict=True):
        left, top = int((corner[0] + x) / factor), int((corner[1] + y) / factor)
        darkest.append(int(image[max(0, top - reach) : top + reach + 1, max(0, left - reach) : left + reach + 1].min()))
    return float(np.median(darkest)) < _RULE_LEVEL


def _by_angles(ink: Picture) -> list[Quad]:
    """Return papers of the ground's own white that gaps part and whose lines lie at different angles."""
    high, wide = ink.shape
    done: list[_Area] = []
    areas = [_Area(0, 0, wide, high)]
    while areas and len(done) + len(areas) <= _MOST_PAPERS:
        area = areas.pop()
        parts = _parted(ink, area)
        if parts is None:
            done.append(area)
        else:
            areas.extend(parts)
    return [area.quad for area in done] if not areas else []


def _parted(ink: Picture, area: _Area) -> tuple[_Area, _Area] | None:
    """Cut an area at the widest gap that parts lines at different angles; None where there is no such gap."""
    least = max(4, round(_LEAST_GAP * max(ink.shape)))
    gaps = []
    for down in (True, False):
        places = np.flatnonzero(area.of(ink).any(axis=1 if down else 0))
        if places.size < 8:
            return None
        steps = np.flatnonzero(np.diff(places) > least)
        gaps += [(int(places[k + 1] - places[k] - 1), int(places[k]) + 1, down) for k in steps]
    for width, start, down in sorted(gaps, reverse=True)[:_MOST_GAPS]:
        middle = start + width // 2
        if down:
            cut = area.y0 + middle
            parts = _Area(area.x0, area.y0, area.x1, cut), _Area(area.x0, cut, area.x1, area.y1)
        else:
            cut = area.x0 + middle
            parts = _Area(area.x0, area.y0, cut, area.y1), _Area(cut, area.y0, area.x1, area.y1)
        if not any(_too_small(ink, part) for part in parts) and _turned_apart(ink, *parts):
            return parts
    return None


def _too_small(ink: Picture, area: _Area) -> bool:
    ys, xs = np.nonzero(area.of(ink))
    if xs.size < 60:
        return True
    wide, high = int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1
    return wide * high < _LEAST_AREA * ink.size or min(wide, high) < 0.5 * _LEAST_SIDE * max(ink.shape)


def _turned_apart(ink: Picture, one: _Area, other: _Area) -> bool:
    """Say whether the lines of two areas lie at clearly different angles."""
    first, second = block_skew(one.of(ink)), block_skew(other.of(ink))
    if first is None or second is None:
        return False
    if abs(first - second) < _LEAST_TURN:
        return False
    # Two lines of a head, one of them short, lie at any angle.
    return min(lines_at(one.of(ink), first), lines_at(other.of(ink), second)) >= _LEAST_LINES
