"""Decode the QR codes of a page picture."""

from __future__ import annotations

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from docaudit.reading.geometry import clipped_box
from docaudit.records.pages import TextSource, Word


def read_codes(image: NDArray[np.uint8]) -> tuple[Word, ...]:
    """Return the texts of the QR codes on a BGR picture, with boxes in its fractions."""
    high, wide = image.shape[:2]
    grey = np.ascontiguousarray(image if image.ndim == 2 else image[:, :, 1])
    found = []
    for code in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        if not code.text:
            continue
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        xs, ys = [p.x / wide for p in corners], [p.y / high for p in corners]
        found.append(Word(code.text, clipped_box(min(xs), min(ys), max(xs), max(ys)), 1.0, TextSource.STRUCTURED))
    return tuple(found)
