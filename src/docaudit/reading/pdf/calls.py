"""Functions of pdfium that a page needs by the thousand, called by plain addresses.

The wrapper checks types and gives up the interpreter's lock at each call, which together cost more than the calls. What
is declared here keeps the lock: only calls that return at once belong here, and the caller holds the lock on pdfium.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium_c

_HANDLE, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint


def _short(name: str, result: type | None, *arguments: type) -> Callable[..., int]:
    found = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value or 0
    made: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(found)
    return made


def address(raw: object) -> int:
    """Return the address behind one of the wrapper's pointers; 0 for null."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # the raw pointers have no stubs


text_code = _short("FPDFText_GetUnicode", _UINT, _HANDLE, _INT)
text_box = _short("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _HANDLE)
text_angle: Callable[..., float] = _short("FPDFText_GetCharAngle", ctypes.c_float, _HANDLE, _INT)
text_object = _short("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)

count_objects = _short("FPDFPage_CountObjects", _INT, _HANDLE)
get_object = _short("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
count_members = _short("FPDFFormObj_CountObjects", _INT, _HANDLE)
get_member = _short("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)

object_kind = _short("FPDFPageObj_GetType", _INT, _HANDLE)
object_matrix = _short("FPDFPageObj_GetMatrix", _INT, _HANDLE, _HANDLE)
object_bounds = _short("FPDFPageObj_GetBounds", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
object_marks = _short("FPDFPageObj_CountMarks", _INT, _HANDLE)
object_clip = _short("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
object_colour = _short("FPDFPageObj_GetFillColor", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
stroke_colour = _short("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
set_active = _short("FPDFPageObj_SetIsActive", _INT, _HANDLE, _INT)
clip_paths = _short("FPDFClipPath_CountPaths", _INT, _HANDLE)
clip_segments = _short("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment = _short("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, _INT, _INT)

text_font = _short("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
text_mode = _short("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
count_segments = _short("FPDFPath_CountSegments", _INT, _HANDLE)
get_segment = _short("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT)
draw_mode = _short("FPDFPath_GetDrawMode", _INT, _HANDLE, _HANDLE, _HANDLE)
segment_point = _short("FPDFPathSegment_GetPoint", _INT, _HANDLE, _HANDLE, _HANDLE)
segment_kind = _short("FPDFPathSegment_GetType", _INT, _HANDLE)
segment_closes = _short("FPDFPathSegment_GetClose", _INT, _HANDLE)
picture_pixels = _short("FPDFImageObj_GetImagePixelSize", _INT, _HANDLE, _HANDLE, _HANDLE)
