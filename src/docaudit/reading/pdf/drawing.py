"""Rules and pictures that a PDF page draws, in fractions of the page as a viewer shows it."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from docaudit.reading.geometry import Matrix, clipped_box, turned_points
from docaudit.reading.layout import Rule
from docaudit.records.evidence import Box

# A filled shape at most this thick (points) is a drawn line.
_THIN_POINTS = 2.5
_SHORTEST_RULE_POINTS = 4.0
_MOST_FORM_DEPTH = 8
_MOST_SEGMENTS = 20_000
_SIMPLE_SHAPE_SEGMENTS = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """An image object: where it stands, its pixels, and whether it is neither turned nor mirrored on the page."""

    box: Box
    pixel_size: tuple[int, int]
    upright: bool
    raw: object


@dataclass(slots=True)
class Drawing:
    """What stands on the page beside text."""

    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    cut_short: bool = False


def read_drawing(page: pdfium.PdfPage, most_objects: int) -> Drawing:
    """Walk the page's objects, forms included, up to `most_objects`."""
    view = _view_matrix(page)
    width, height = page.get_size()
    result = Drawing()
    for seen, (raw, kind, matrix) in enumerate(_objects(page.raw, view)):
        if seen >= most_objects:
            result.cut_short = True
            break
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            if len(result.rules) < _MOST_SEGMENTS:
                result.rules.extend(_rules(raw, matrix, width, height))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            picture = _picture(raw, matrix)
            if picture is not None:
                result.pictures.append(picture)
    return result


def _view_matrix(page: pdfium.PdfPage) -> Matrix:
    """Return the homography from user space to fractions of the page as shown."""
    left, bottom, right, top = page.get_bbox()
    wide, high = max(right - left, 1e-6), max(top - bottom, 1e-6)
    base = np.array([[1 / wide, 0, -left / wide], [0, -1 / high, top / high], [0, 0, 1]], dtype=np.float64)
    origin = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    xs, ys = turned_points(origin[:, 0], origin[:, 1], page.get_rotation())
    turn = np.array([[xs[1] - xs[0], xs[2] - xs[0], xs[0]], [ys[1] - ys[0], ys[2] - ys[0], ys[0]], [0, 0, 1]])
    result: Matrix = turn @ base
    return result


def _matrix(raw: object) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(raw, ctypes.byref(found)):
        return np.eye(3)
    return np.array([[found.a, found.c, found.e], [found.b, found.d, found.f], [0, 0, 1]], dtype=np.float64)


def _objects(page: object, view: Matrix) -> Iterator[tuple[object, int, Matrix]]:
    get_kind = pdfium_c.FPDFPageObj_GetType
    stack: list[tuple[object, Matrix, int]] = []
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        raw = pdfium_c.FPDFPage_GetObject(page, index)
        kind = get_kind(raw)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            stack.append((raw, view, 1))
            while stack:
                form, outer, depth = stack.pop()
                inner = outer @ _matrix(form)
                for k in range(pdfium_c.FPDFFormObj_CountObjects(form)):
                    member = pdfium_c.FPDFFormObj_GetObject(form, k)
                    member_kind = get_kind(member)
                    if member_kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                        if depth < _MOST_FORM_DEPTH:
                            stack.append((member, inner, depth + 1))
                    else:
                        yield member, member_kind, inner
        else:
            yield raw, kind, view


def _rules(raw: object, outer: Matrix, width: float, height: float) -> Iterator[Rule]:
    count = pdfium_c.FPDFPath_CountSegments(raw)
    if count < 2 or count > _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(raw, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    points = _points(raw, count, outer @ _matrix(raw))
    if not stroke.value:
        found = list(_thin_shapes(points, width, height))
        if not found and count <= _SIMPLE_SHAPE_SEGMENTS:
            # Some writers fill a broad shape through a thin clip: the clip is the line that one sees.
            found = list(_thin_shapes([_clipped(raw, points, outer)], width, height))
        yield from found
        return
    thin = _thin_shape(points, width, height)
    if thin is not None:
        yield thin
        return
    for subpath in points:
        for start, end in itertools.pairwise(subpath):
            rule = _rule(start, end, width, height)
            if rule is not None:
                yield rule


def _clipped(raw: object, points: list[list[tuple[float, float]]], outer: Matrix) -> list[tuple[float, float]]:
    """Return opposite corners of what the object's clip leaves of the shape's bounds."""
    xs, ys = [p[0] for s in points for p in s], [p[1] for s in points for p in s]
    if not xs:
        return []
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    clip = pdfium_c.FPDFPageObj_GetClipPath(raw)
    if not clip:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    (a, c, e), (b, d, f) = outer[0].tolist(), outer[1].tolist()
    for path in range(max(0, pdfium_c.FPDFClipPath_CountPaths(clip))):
        corners = []
        for index in range(min(pdfium_c.FPDFClipPath_CountPathSegments(clip, path), 64)):
            segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index)
            if pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                corners.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if corners:
            x0, x1 = max(x0, min(p[0] for p in corners)), min(x1, max(p[0] for p in corners))
            y0, y1 = max(y0, min(p[1] for p in corners)), min(y1, max(p[1] for p in corners))
    return [(x0, y0), (x1, y1)] if x0 <= x1 and y0 <= y1 else []


def _points(raw: object, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """Return the subpaths' corner points in fractions of the page; curves keep only their ends."""
    subpaths: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    (a, c, e), (b, d, f) = matrix[0].tolist(), matrix[1].tolist()
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(raw, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, at_x, at_y):
            continue
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([point])
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            subpaths[-1].append(point)
        else:
            subpaths.append([point])
            continue
        if pdfium_c.FPDFPathSegment_GetClose(segment) and len(subpaths[-1]) > 2:
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _thin_shapes(subpaths: list[list[tuple[float, float]]], width: float, height: float) -> Iterator[Rule]:
    for subpath in subpaths:
        rule = _thin_shape([subpath], width, height)
        if rule is not None:
            yield rule


def _thin_shape(subpaths: list[list[tuple[float, float]]], width: float, height: float) -> Rule | None:
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


def _rule(start: tuple[float, float], end: tuple[float, float], width: float, height: float) -> Rule | None:
    (ax, ay), (bx, by) = start, end
    wide, high = abs(ax - bx) * width, abs(ay - by) * height
    if high <= 0.6 and wide >= _SHORTEST_RULE_POINTS:
        return Rule(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
    if wide <= 0.6 and high >= _SHORTEST_RULE_POINTS:
        return Rule(False, (ax + bx) / 2, min(ay, by), max(ay, by))
    return None


def _picture(raw: object, outer: Matrix) -> Picture | None:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium_c.FPDFImageObj_GetImagePixelSize(raw, ctypes.byref(wide), ctypes.byref(high)):
        return None
    matrix = outer @ _matrix(raw)
    corners = matrix @ np.array([[0, 1, 1, 0], [0, 0, 1, 1], [1, 1, 1, 1]], dtype=np.float64)
    box = clipped_box(corners[0].min(), corners[1].min(), corners[0].max(), corners[1].max())
    # An image's unit square has its origin at the bottom left, so upright means x right and y up.
    upright = matrix[0, 0] > 0 and matrix[1, 1] < 0 and abs(matrix[0, 1]) + abs(matrix[1, 0]) < 0.01
    return Picture(box, (wide.value, high.value), bool(upright), raw)
