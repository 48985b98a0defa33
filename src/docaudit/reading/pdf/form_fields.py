"""Check boxes and radio buttons of a PDF's form, with the state that the file gives them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from docaudit.reading.pdf.affine import corners, view_of

_PUSH_BUTTON = 1 << 16
# A hostile page has millions.
_MOST_NOTES = 5_000
_OFF = frozenset({"", "Off"})


@dataclass(frozen=True, slots=True)
class CheckField:
    """A check box or radio button: left, top, right, bottom in points as a viewer shows the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    ticked: bool


def read_fields(page: pdfium.PdfPage) -> tuple[CheckField, ...]:
    """Return the page's check fields, hidden ones too; the caller holds the lock on pdfium."""
    view, (width, height) = view_of(page), page.get_size()
    found = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        try:
            ticked = _state(note)
            sides = pdfium_c.FS_RECTF()
            if ticked is not None and pdfium_c.FPDFAnnot_GetRect(note, ctypes.byref(sides)):
                x0, y0, x1, y1 = corners(view, sides.left, sides.bottom, sides.right, sides.top)
                found.append(CheckField(x0 * width, y0 * height, x1 * width, y1 * height, ticked))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)
    return tuple(found)


def _state(note: object) -> bool | None:
    """Return whether a check box or radio button is on; None for anything else."""
    if pdfium_c.FPDFAnnot_GetSubtype(note) != pdfium_c.FPDF_ANNOT_WIDGET:
        return None
    # Only what has states names the one that it shows; its type may stand with its parent.
    if pdfium_c.FPDFAnnot_HasKey(note, b"AS"):
        return _name(note, b"AS") not in _OFF
    flags = ctypes.c_float()
    pdfium_c.FPDFAnnot_GetNumberValue(note, b"Ff", ctypes.byref(flags))
    if _name(note, b"FT") != "Btn" or int(flags.value) & _PUSH_BUTTON:
        return None
    return _name(note, b"V") not in _OFF


def _name(note: object, key: bytes) -> str:
    length = pdfium_c.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium_c.FPDFAnnot_GetStringValue(note, key, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le", "replace").rstrip("\0")
