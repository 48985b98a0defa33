"""What a PDF page draws beside characters, and how it draws these, in fractions of the page as a viewer shows it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from docaudit.reading.geometry import clipped_box
from docaudit.reading.layout import Rule
from docaudit.reading.pdf.affine import Affine, corners, matrix_of, then, view_of
from docaudit.reading.pdf.calls import (
    address,
    count_members,
    count_objects,
    get_member,
    get_object,
    object_kind,
    picture_pixels,
)
from docaudit.reading.pdf.covers import Covers
from docaudit.reading.pdf.inks import is_doubtful, is_invisible, is_on_layer
from docaudit.reading.pdf.marks import Mark, read_mark
from docaudit.reading.pdf.paths import read_path
from docaudit.records.evidence import Box

_MOST_FORM_DEPTH = 8
_MOST_RULES = 20_000
# More small shapes than this are a pattern or glyphs turned into curves.
_MOST_MARKS = 400
# Text further off the level than this (tangent) is a watermark or a mark across the page, no line.
_SLANT = 0.05


@dataclass(frozen=True, slots=True)
class Picture:
    """An image object: where it stands, its pixels, and whether it is neither turned nor mirrored on the page."""

    box: Box
    pixel_size: tuple[int, int]
    upright: bool
    raw: int


@dataclass(slots=True)
class Drawing:
    """What stands on the page.

    Attributes:
        rules: lines.
        pictures: image objects in the order they are drawn.
        texts: addresses of all text objects.
        invisible: those among them that leave no ink by their own mode.
        doubtful: those that may leave none that a reader sees: pale, clipped, on a layer, or painted over.
        slanted: those that stand neither level nor upright, with their angle in degrees.
        sideways: those that stand at a right angle to the page.
        between: level ones drawn between two slanted ones: the topmost character of a ring is one of these.
        marks: small shapes that are no lines: ticks, loops, crosses, dots, and glyphs turned into curves.
        outlines: filled shapes of the size and form of glyphs: text turned into curves.
        painted: filled areas (left, top, right, bottom), with the number of texts written before and their address.
        fillings: pieces of filled shapes; a code that is no picture consists of many.
        objects: how many were looked at.
        cut_short: there are more.
    """

    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    invisible: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    slanted: dict[int, float] = field(default_factory=dict)
    sideways: set[int] = field(default_factory=set)
    between: set[int] = field(default_factory=set)
    marks: list[Mark] = field(default_factory=list)
    painted: list[tuple[int, int, tuple[float, float, float, float]]] = field(default_factory=list)
    outlines: int = 0
    fillings: int = 0
    objects: int = 0
    cut_short: bool = False


def read_drawing(page: pdfium.PdfPage, most_objects: int) -> Drawing:
    """Walk the page's objects in the order they are drawn, forms included, up to `most_objects`."""
    view = view_of(page)
    size = page.get_size()
    result = Drawing()
    covers = Covers()
    for seen, (item, kind, outer, is_layered) in enumerate(_objects(address(page.raw), view)):
        if seen >= most_objects:
            result.cut_short = True
            break
        result.objects += kind != pdfium_c.FPDF_PAGEOBJ_FORM
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            covers.write(seen, item, outer)
            _judge_text(item, outer, size, result)
            if is_layered:
                result.doubtful.add(item)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            if len(result.rules) < _MOST_RULES:
                shape = read_path(item, outer, size)
                result.rules += shape.rules
                result.outlines += shape.is_outline
                result.fillings += shape.parts
                if shape.is_small and len(result.marks) < _MOST_MARKS:
                    doubtful = is_layered or is_on_layer(item)
                    mark = read_mark(item, outer, size, doubtful=doubtful)
                    result.marks += [] if mark is None else [mark]
                if shape.filled is not None:
                    covers.paint(seen, shape.filled)
                    result.painted.append((len(covers.texts), item, shape.filled))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            picture = _picture(item, outer)
            if picture is not None:
                result.pictures.append(picture)
                box = picture.box
                covers.paint(seen, (box.x0, box.y0, box.x1, box.y1))
    result.texts = [item for _, item, _ in covers.texts]
    if result.slanted:
        order = zip(result.texts, result.texts[1:], result.texts[2:], strict=False)
        result.between = {k for before, k, after in order if before in result.slanted and after in result.slanted}
        result.between.difference_update(result.slanted)
    result.doubtful |= covers.covered()
    result.doubtful -= result.invisible
    return result


def _objects(page: int, view: Affine) -> Iterator[tuple[int, int, Affine, bool]]:
    """Yield objects with their kinds, the maps around them, and whether a form on a layer holds them."""
    for index in range(count_objects(page)):
        item = get_object(page, index)
        kind = object_kind(item)
        yield item, kind, view, False
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _members(item, view, 1, is_on_layer(item))


def _members(form: int, outer: Affine, depth: int, is_layered: bool) -> Iterator[tuple[int, int, Affine, bool]]:
    inner = then(matrix_of(form), outer)
    for index in range(max(0, count_members(form))):
        item = get_member(form, index)
        kind = object_kind(item)
        yield item, kind, inner, is_layered
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MOST_FORM_DEPTH:
            yield from _members(item, inner, depth + 1, is_layered or is_on_layer(item))


def _judge_text(item: int, outer: Affine, size: tuple[float, float], result: Drawing) -> None:
    if is_invisible(item):
        result.invisible.add(item)
        return
    if is_doubtful(item):
        result.doubtful.add(item)
    own = matrix_of(item)
    if own[0] and outer[0] and own[1] == own[2] == outer[1] == outer[2] == 0:
        return
    a, b, c, d, _, _ = then(own, outer)
    along, across = abs(a) * size[0], abs(b) * size[1]
    if along <= _SLANT * across:
        result.sideways.add(item)
    elif across > _SLANT * along and abs(c) + abs(d) > 0:
        result.slanted[item] = math.degrees(math.atan2(b * size[1], a * size[0]))


def _picture(item: int, outer: Affine) -> Picture | None:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not picture_pixels(item, ctypes.addressof(wide), ctypes.addressof(high)):
        return None
    matrix = then(matrix_of(item), outer)
    a, b, c, d, _, _ = matrix
    # An image's unit square has its origin at the bottom left, so upright means x right and y up.
    upright = a > 0 > d and abs(b) + abs(c) < 0.01
    return Picture(clipped_box(*corners(matrix, 0, 0, 1, 1)), (wide.value, high.value), upright, item)
