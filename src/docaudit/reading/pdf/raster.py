"""Pictures of PDF pages and of what stands on them; the caller holds the lock on pdfium."""

from __future__ import annotations

import ctypes

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from docaudit.reading.pdf.drawing import Drawing, Picture
from docaudit.records.evidence import Box

LONGEST_SIDE = 3600
# A page smaller than a business card was made in another unit (UserUnit): draw it as large as a sheet.
_SMALLEST_SHEET_POINTS, _SHEET_PIXELS = 130.0, 2000
_LEAST_NATIVE_SIDE = 1200
_PREVIEW_DPI, _MOST_DIFFERENCE = 24, 20.0
_WHOLE = 0.005
# Paper on either side of a small picture, in its sides.
_PAPER = 0.8
_INK_LEVEL, _COLOUR_SPREAD, _COLOURED_INK = 200, 60, 0.3


def draw(page: pdfium.PdfPage, dpi: int, area: Box | None = None) -> NDArray[np.uint8]:
    """Return the page as a viewer shows it, or a part of it, BGR."""
    width, height = page.get_size()
    longest = max(width, height, 1.0)
    scale = dpi / 72
    if longest < _SMALLEST_SHEET_POINTS:
        scale = max(scale, _SHEET_PIXELS / longest * dpi / 200)
    edges = area or Box(0.0, 0.0, 1.0, 1.0)
    # From the left, the bottom, the right and the top.
    left_out = (edges.x0 * width, (1 - edges.y1) * height, (1 - edges.x1) * width, edges.y0 * height)
    bitmap = page.render(scale=min(scale, LONGEST_SIDE / longest), rev_byteorder=False, crop=left_out)
    try:
        array = np.asarray(bitmap.to_numpy())
        if array.ndim == 2:
            array = np.repeat(array[:, :, None], 3, axis=2)
        # A copy, whatever its channels: the buffer goes with the bitmap, and the next page is drawn into it.
        return np.array(array[:, :, :3], dtype=np.uint8, order="C")
    finally:
        bitmap.close()


def page_picture(page: pdfium.PdfPage, drawing: Drawing, dpi: int) -> NDArray[np.uint8]:
    """Return the page for OCR: the scan's own pixels where one picture is the whole page, else a drawing of it."""
    # What a pen has left on a scan is no part of its own pixels.
    if len(drawing.pictures) == 1 and not page.get_rotation() and not drawing.rules and not drawing.marks:
        picture = drawing.pictures[0]
        box = picture.box
        whole = min(box.x0, box.y0, 1 - box.x1, 1 - box.y1) < _WHOLE and box.width * box.height > (1 - 2 * _WHOLE) ** 2
        if picture.upright and whole and _LEAST_NATIVE_SIDE <= max(picture.pixel_size) <= LONGEST_SIDE:
            native = own_pixels(picture)
            if native is not None and _looks_like(native, draw(page, _PREVIEW_DPI)):
                return native
    return draw(page, dpi)


def own_pixels(picture: Picture) -> NDArray[np.uint8] | None:
    """Return an image object's pixels as stored, BGR; None where pdfium has none."""
    bitmap = pdfium_c.FPDFImageObj_GetBitmap(ctypes.cast(picture.raw, pdfium_c.FPDF_PAGEOBJECT))
    if not bitmap:
        return None
    made = pdfium.PdfBitmap.from_raw(bitmap)
    # The picture is copied below before the buffer goes.
    made.warn_on_close = False
    try:
        image = made.to_pil().convert("RGB")
        return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
    except (ValueError, KeyError, RuntimeError):
        return None
    finally:
        made.close()


def _looks_like(native: NDArray[np.uint8], shown: NDArray[np.uint8]) -> bool:
    """Compare with the page as shown: masks, inverted colours and clips are not in an image's own pixels."""
    high, wide = shown.shape[:2]
    small = cv2.resize(native, (wide, high), interpolation=cv2.INTER_AREA)
    return float(np.abs(small.astype(np.int16) - shown.astype(np.int16)).mean()) < _MOST_DIFFERENCE


def cut(whole: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """Return the part of a page's picture inside `box`."""
    high, wide = whole.shape[:2]
    x0, y0 = int(box.x0 * wide), int(box.y0 * high)
    x1, y1 = max(x0 + 1, round(box.x1 * wide)), max(y0 + 1, round(box.y1 * high))
    return np.ascontiguousarray(whole[y0:y1, x0:x1])


def is_coloured(image: NDArray[np.uint8]) -> bool:
    """Say whether a good part of the ink on a picture is coloured, as a seal's is and a code's is not."""
    spread = image.max(axis=2).astype(np.int16) - image.min(axis=2)
    ink = int(np.count_nonzero(image.min(axis=2) < _INK_LEVEL))
    return bool(np.count_nonzero(spread > _COLOUR_SPREAD) > _COLOURED_INK * max(1, ink))


def on_paper(area: Box, image: NDArray[np.uint8]) -> tuple[Box, NDArray[np.uint8]]:
    """Put the picture of a part of the page on white paper, so that a seal on it is as small as on a page.

    Returns:
        The paper's box in fractions of the page, which may reach beyond it, and its picture.
    """
    high, wide = image.shape[:2]
    x, y = round(_PAPER * wide), round(_PAPER * high)
    paper = cv2.copyMakeBorder(image, y, y, x, x, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    room_x, room_y = area.width * x / wide, area.height * y / high
    box = Box(area.x0 - room_x, area.y0 - room_y, area.x1 + room_x, area.y1 + room_y)
    return box, np.ascontiguousarray(paper, dtype=np.uint8)
