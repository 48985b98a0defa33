"""Small strokes, loops and solid shapes among a page's paths: what pens and forms leave beside and on the options."""

from __future__ import annotations

import ctypes
import enum
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium_c

from docaudit.reading.pdf.affine import Affine, matrix_of, then
from docaudit.reading.pdf.calls import (
    count_segments,
    draw_mode,
    get_segment,
    segment_kind,
    segment_point,
    stroke_colour,
)
from docaudit.reading.pdf.inks import colour_of

LARGEST_MARK_POINTS = (140.0, 45.0)
"""Width and height up to which a path may be a mark: a loop around an option is the largest."""
LEAST_MARK_POINTS = 3.0
"""The longer side from which on a path may be one; the modules of a code and the dots of a line are smaller."""
_MOST_SEGMENTS = 2_000
# An ellipse fills 0.79 of its box, its polygon of few points somewhat less; a rectangle all of it, a scribble little.
_LOOP_FILLS = (0.55, 0.95)
# Ends of a loop drawn by hand are this near each other, as a share of its half girth.
_LOOP_GAP = 0.35
# Levels of 255: a paler stroke or a fainter one nobody sees, an area that is lighter is a ground.
_PALE, _FAINT, _LIGHT = 235, 40, 160
# A tick goes down by this share of its height at least and up by this; its longer arm is so much the wider.
_LEAST_DOWN, _LEAST_UP, _LONGER = 0.12, 0.85, 1.1
_MOST_TICK_STRETCH = 3.0

Point = tuple[float, float]
_x, _y = ctypes.c_float(), ctypes.c_float()
_x_at, _y_at = ctypes.addressof(_x), ctypes.addressof(_y)
_fill, _stroke = ctypes.c_int(), ctypes.c_int()
_fill_at, _stroke_at = ctypes.addressof(_fill), ctypes.addressof(_stroke)
_colour = [ctypes.c_uint() for _ in range(4)]
_colour_at = [ctypes.addressof(part) for part in _colour]


class Kind(enum.Enum):
    """What a mark looks like."""

    TICK = "tick"
    STROKE = "stroke"
    LOOP = "loop"
    SOLID = "solid"


@dataclass(frozen=True, slots=True)
class Mark:
    """A small path, its bounds in points from the top left of the page as a viewer shows it.

    `doubtful` says that it lies on a layer, which a viewer may switch off.
    """

    kind: Kind
    x0: float
    y0: float
    x1: float
    y1: float
    doubtful: bool = False

    @property
    def middle(self) -> Point:
        """The centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y1 - self.y0


def read_mark(item: int, outer: Affine, size: tuple[float, float], *, doubtful: bool) -> Mark | None:
    """Return a path object as a mark, None where it leaves no ink; the caller holds the lock on pdfium."""
    count = count_segments(item)
    if not 2 <= count <= _MOST_SEGMENTS:
        return None
    draw_mode(item, _fill_at, _stroke_at)
    # A light area is a ground, and what goes around it its frame.
    filled = bool(_fill.value)
    if _is_light(colour_of(item)) if filled else not _is_stroked(item):
        return None
    parts = _curves(item, count, then(matrix_of(item), outer), size)
    points = [point for part in parts for point in part]
    if len(points) < 2:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    bounds = min(xs), min(ys), max(xs), max(ys)
    if filled:
        kind = Kind.SOLID
    elif len(parts) == 1 and _is_loop(parts[0], bounds):
        kind = Kind.LOOP
    elif len(parts) == 1 and _is_tick(parts[0], bounds):
        kind = Kind.TICK
    else:
        kind = Kind.STROKE
    return Mark(kind, *bounds, doubtful)


def _is_light(colour: tuple[int, int, int, int]) -> bool:
    red, green, blue, opacity = colour
    return opacity < _FAINT or 0.3 * red + 0.59 * green + 0.11 * blue >= _LIGHT


def _is_stroked(item: int) -> bool:
    if not _stroke.value:
        return False
    if not stroke_colour(item, *_colour_at):
        return True
    red, green, blue, opacity = (part.value for part in _colour)
    return opacity >= _FAINT and min(red, green, blue) < _PALE


def _curves(item: int, count: int, matrix: Affine, size: tuple[float, float]) -> list[list[Point]]:
    """Return the subpaths as polygons in points on the page; of a curve its end and the point halfway."""
    parts: list[list[Point]] = []
    controls: list[Point] = []
    a, b, c, d, e, f = matrix
    for index in range(count):
        segment = get_segment(item, index)
        if not segment_point(segment, _x_at, _y_at):
            continue
        x, y = _x.value, _y.value
        point = ((a * x + c * y + e) * size[0], (b * x + d * y + f) * size[1])
        kind = segment_kind(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([point])
            controls = []
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            parts[-1].append(point)
        else:
            controls.append(point)
            if len(controls) == 3:
                start = parts[-1][-1]
                one, two, end = controls
                parts[-1] += [
                    (
                        (start[0] + 3 * one[0] + 3 * two[0] + end[0]) / 8,
                        (start[1] + 3 * one[1] + 3 * two[1] + end[1]) / 8,
                    ),
                    end,
                ]
                controls = []
    return [part for part in parts if len(part) > 1]


def _is_loop(points: Sequence[Point], bounds: tuple[float, float, float, float]) -> bool:
    """Say whether a stroke comes back to where it began and goes around most of its box, as no rectangle does."""
    x0, y0, x1, y1 = bounds
    wide, high = x1 - x0, y1 - y0
    if len(points) < 6 or min(wide, high) <= 0:
        return False
    (ax, ay), (bx, by) = points[0], points[-1]
    if abs(ax - bx) + abs(ay - by) > _LOOP_GAP * (wide + high):
        return False
    around = zip(points, [*points[1:], points[0]], strict=True)
    area = abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in around)) / 2
    return _LOOP_FILLS[0] <= area / (wide * high) <= _LOOP_FILLS[1]


def _is_tick(points: Sequence[Point], bounds: tuple[float, float, float, float]) -> bool:
    """Say whether a stroke goes down to the right and then, for longer, up to the right."""
    x0, y0, x1, y1 = bounds
    wide, high = x1 - x0, y1 - y0
    if min(wide, high) <= 0 or max(wide / high, high / wide) > _MOST_TICK_STRETCH:
        return False
    path = list(points) if points[0][0] <= points[-1][0] else list(points)[::-1]
    low = max(range(len(path)), key=lambda k: path[k][1])
    (sx, sy), (lx, ly), (ex, ey) = path[0], path[low], path[-1]
    down, up = ly - sy, ly - ey
    if down < _LEAST_DOWN * high or up < _LEAST_UP * high or not sx <= lx < ex:
        return False
    # No stroke of a tick turns back for more than the tremble of a hand.
    falls = sum(max(0.0, p[1] - q[1]) for p, q in itertools.pairwise(path[: low + 1]))
    rises = sum(max(0.0, q[1] - p[1]) for p, q in itertools.pairwise(path[low:]))
    return falls + rises <= 0.15 * high and ex - lx >= _LONGER * (lx - sx)
