"""Does a text object leave ink that a reader sees? What its own state says; `visible` settles doubts by drawing."""

from __future__ import annotations

import ctypes
import struct

import pypdfium2.raw as pdfium_c

from docaudit.reading.pdf.calls import (
    clip_paths,
    clip_segment,
    clip_segments,
    object_bounds,
    object_clip,
    object_colour,
    object_marks,
    segment_point,
    text_mode,
)

_NO_INK = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})
# Levels of 255: paler than this the paper matters, fainter than this it may not be seen.
_PALE, _FAINT = 190, 90
_LEAST_LEFT_BY_CLIP = 0.6
_MOST_CLIP_PATHS, _MOST_CLIP_SEGMENTS = 8, 64

_colour = (ctypes.c_uint * 4)()
_colour_at = [ctypes.addressof(_colour) + 4 * part for part in range(4)]
_levels = struct.Struct("4I").unpack_from
_sides = [ctypes.c_float() for _ in range(4)]
_sides_at = [ctypes.addressof(side) for side in _sides]
_x, _y = ctypes.c_float(), ctypes.c_float()
_x_at, _y_at = ctypes.addressof(_x), ctypes.addressof(_y)


def is_invisible(item: int) -> bool:
    """Say whether a text object is drawn in a mode without ink."""
    return text_mode(item) in _NO_INK


def colour_of(item: int) -> tuple[int, int, int, int]:
    """Return red, green, blue and opacity, 0 to 255, of an object's filling; black where it has none."""
    if not object_colour(item, *_colour_at):
        return 0, 0, 0, 255
    return _levels(_colour)


def is_doubtful(item: int) -> bool:
    """Say whether a text object is pale or faint, lies on a layer that may be off, or is clipped away."""
    red, green, blue, opacity = colour_of(item)
    if opacity < _FAINT or (red > _PALE and green > _PALE and blue > _PALE):
        return True
    if is_on_layer(item):
        return True
    clip = object_clip(item)
    return bool(clip) and clip_paths(clip) > 0 and _clipped_away(item, clip)


def is_on_layer(item: int) -> bool:
    """Say whether an object is marked as part of a layer, which a viewer may switch off."""
    count = object_marks(item)
    if count <= 0:
        return False
    raw = ctypes.cast(item, pdfium_c.FPDF_PAGEOBJECT)
    name = (ctypes.c_ushort * 8)()
    length = ctypes.c_ulong()
    for index in range(count):
        mark = pdfium_c.FPDFPageObj_GetMark(raw, index)
        if not mark or not pdfium_c.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), ctypes.byref(length)):
            continue
        if bytes(name)[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "OC":
            return True
    return False


def _clipped_away(item: int, clip: int) -> bool:
    if not object_bounds(item, *_sides_at):
        return False
    left, bottom, right, top = (side.value for side in _sides)
    whole = max(right - left, 1e-3) * max(top - bottom, 1e-3)
    for path in range(min(clip_paths(clip), _MOST_CLIP_PATHS)):
        xs, ys = [], []
        for index in range(min(max(0, clip_segments(clip, path)), _MOST_CLIP_SEGMENTS)):
            if segment_point(clip_segment(clip, path, index), _x_at, _y_at):
                xs.append(_x.value)
                ys.append(_y.value)
        if xs:
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return right <= left or top <= bottom or (right - left) * (top - bottom) < _LEAST_LEFT_BY_CLIP * whole
