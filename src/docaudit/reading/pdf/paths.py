"""Lines, filled areas and outlined glyphs among the paths of a PDF page."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium_c

from docaudit.reading.layout import Rule
from docaudit.reading.pdf.affine import Affine, matrix_of, then
from docaudit.reading.pdf.calls import (
    clip_paths,
    clip_segment,
    clip_segments,
    count_segments,
    draw_mode,
    get_segment,
    object_clip,
    segment_closes,
    segment_kind,
    segment_point,
)
from docaudit.reading.pdf.marks import LARGEST_MARK_POINTS, LEAST_MARK_POINTS

# A filled shape at most this thick (points) is a drawn line.
_THIN_POINTS = 2.5
_SHORTEST_RULE_POINTS = 4.0
_LEVEL_POINTS = 0.6
_MOST_SEGMENTS = 20_000
_SIMPLE_SHAPE_SEGMENTS = 6
_MOST_CLIP_SEGMENTS = 64
# Glyphs drawn as curves: so many segments at least, so high in points.
_OUTLINE_SEGMENTS = 8
_OUTLINE_POINTS = (3.0, 60.0)
# A filled area smaller than this (points) hides no text.
_LEAST_COVER_POINTS = 5.0

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]
_x, _y = ctypes.c_float(), ctypes.c_float()
_x_at, _y_at = ctypes.addressof(_x), ctypes.addressof(_y)
_fill, _stroke = ctypes.c_int(), ctypes.c_int()
_fill_at, _stroke_at = ctypes.addressof(_fill), ctypes.addressof(_stroke)


@dataclass(frozen=True, slots=True)
class Shape:
    """What one path is to a reader: lines, an area (left, top, right, bottom), or perhaps a glyph.

    `parts` says how many pieces of it are filled, `is_small` that it is no line and may be a mark that a pen has left.
    """

    rules: list[Rule]
    parts: int = 0
    filled: Bounds | None = None
    is_outline: bool = False
    is_small: bool = False


_NOTHING = Shape([])


def read_path(item: int, outer: Affine, size: tuple[float, float]) -> Shape:
    """Return what a path object shows, in fractions of a page of `size` points; the caller holds the lock on pdfium."""
    count = count_segments(item)
    if count < 2 or count > _MOST_SEGMENTS:
        return _NOTHING
    draw_mode(item, _fill_at, _stroke_at)
    fill, stroke = _fill.value, _stroke.value
    if not fill and not stroke:
        return _NOTHING
    points = _points(item, count, then(matrix_of(item), outer))
    width, height = size
    if stroke:
        thin = _thin_shape(points, width, height)
        if thin is not None:
            return Shape([thin])
        pairs = (pair for subpath in points for pair in itertools.pairwise(subpath))
        rules = [rule for pair in pairs if (rule := _rule(*pair, width, height)) is not None]
        if rules and not fill:
            return Shape(rules)
        bounds = _bounds(points)
        area = _area(bounds, size) if fill else None
        return Shape(rules, len(points) if fill else 0, area, is_small=_is_small(bounds, size))
    found = list(_thin_shapes(points, width, height))
    if found:
        return Shape(found, len(points))
    if count <= _SIMPLE_SHAPE_SEGMENTS:
        # Some writers fill a broad shape through a thin clip: the clip is the line that one sees.
        clipped = _clipped(item, points, outer)
        found = list(_thin_shapes([clipped], width, height))
        bounds = None if found else _bounds([clipped])
        return Shape(found, len(points), _area(bounds, size), is_small=_is_small(bounds, size))
    bounds = _bounds(points)
    is_outline = _is_outline(points, count, height)
    return Shape([], len(points), _area(bounds, size), is_outline, _is_small(bounds, size))


def _bounds(points: list[list[Point]]) -> Bounds | None:
    xs, ys = [p[0] for s in points for p in s], [p[1] for s in points for p in s]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _is_small(bounds: Bounds | None, size: tuple[float, float]) -> bool:
    if bounds is None:
        return False
    x0, y0, x1, y1 = bounds
    wide, high = (x1 - x0) * size[0], (y1 - y0) * size[1]
    return wide <= LARGEST_MARK_POINTS[0] and high <= LARGEST_MARK_POINTS[1] and max(wide, high) >= LEAST_MARK_POINTS


def _clipped(item: int, points: list[list[Point]], outer: Affine) -> list[Point]:
    """Return opposite corners of what the object's clip leaves of the shape's bounds."""
    xs, ys = [p[0] for s in points for p in s], [p[1] for s in points for p in s]
    if not xs:
        return []
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    clip = object_clip(item)
    if not clip:
        return [(x0, y0), (x1, y1)]
    a, b, c, d, e, f = outer
    for path in range(max(0, clip_paths(clip))):
        corners = []
        for index in range(min(max(0, clip_segments(clip, path)), _MOST_CLIP_SEGMENTS)):
            if segment_point(clip_segment(clip, path, index), _x_at, _y_at):
                x, y = _x.value, _y.value
                corners.append((a * x + c * y + e, b * x + d * y + f))
        if corners:
            x0, x1 = max(x0, min(p[0] for p in corners)), min(x1, max(p[0] for p in corners))
            y0, y1 = max(y0, min(p[1] for p in corners)), min(y1, max(p[1] for p in corners))
    return [(x0, y0), (x1, y1)] if x0 <= x1 and y0 <= y1 else []


def _points(item: int, count: int, matrix: Affine) -> list[list[Point]]:
    """Return the subpaths' corner points in fractions of the page; curves keep only their ends."""
    subpaths: list[list[Point]] = []
    a, b, c, d, e, f = matrix
    for index in range(count):
        segment = get_segment(item, index)
        if not segment_point(segment, _x_at, _y_at):
            continue
        x, y = _x.value, _y.value
        point = (a * x + c * y + e, b * x + d * y + f)
        kind = segment_kind(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([point])
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            subpaths[-1].append(point)
        else:
            subpaths.append([point])
            continue
        if segment_closes(segment) and len(subpaths[-1]) > 2:
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _thin_shapes(subpaths: list[list[Point]], width: float, height: float) -> Iterator[Rule]:
    for subpath in subpaths:
        rule = _thin_shape([subpath], width, height)
        if rule is not None:
            yield rule


def _thin_shape(subpaths: list[list[Point]], width: float, height: float) -> Rule | None:
    xs = [p[0] for s in subpaths for p in s]
    ys = [p[1] for s in subpaths for p in s]
    if len(xs) < 2:
        return None
    wide, high = (max(xs) - min(xs)) * width, (max(ys) - min(ys)) * height
    if high <= _THIN_POINTS and wide >= max(_SHORTEST_RULE_POINTS, 2 * high):
        return Rule(True, (min(ys) + max(ys)) / 2, min(xs), max(xs))
    if wide <= _THIN_POINTS and high >= max(_SHORTEST_RULE_POINTS, 2 * wide):
        return Rule(False, (min(xs) + max(xs)) / 2, min(ys), max(ys))
    return None


def _rule(start: Point, end: Point, width: float, height: float) -> Rule | None:
    (ax, ay), (bx, by) = start, end
    wide, high = abs(ax - bx) * width, abs(ay - by) * height
    if high <= _LEVEL_POINTS and wide >= _SHORTEST_RULE_POINTS:
        return Rule(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
    if wide <= _LEVEL_POINTS and high >= _SHORTEST_RULE_POINTS:
        return Rule(False, (ax + bx) / 2, min(ay, by), max(ay, by))
    return None


def _area(bounds: Bounds | None, size: tuple[float, float]) -> Bounds | None:
    if bounds is None:
        return None
    x0, y0, x1, y1 = bounds
    return bounds if min((x1 - x0) * size[0], (y1 - y0) * size[1]) >= _LEAST_COVER_POINTS else None


def _is_outline(points: list[list[Point]], count: int, height: float) -> bool:
    ys = [p[1] for s in points for p in s]
    return count >= _OUTLINE_SEGMENTS and _OUTLINE_POINTS[0] <= (max(ys) - min(ys)) * height <= _OUTLINE_POINTS[1]
