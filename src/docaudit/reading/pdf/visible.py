"""Which characters of a page does a viewer show? Settled by drawing the page with and without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from docaudit.reading.pdf.calls import set_active
from docaudit.reading.pdf.drawing import Drawing
from docaudit.reading.pdf.raster import draw

# Enough for a point of six-point type to leave a trace.
_DPI = 100
# Levels of 255 by which a pixel must change for an eye to see it.
_LEAST_CHANGE = 14


def unseen(
    page: pdfium.PdfPage, drawing: Drawing, view: NDArray[np.float64], asked: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return which of the characters asked for leave no ink: white on white, clipped, painted over, on a hidden layer.

    Args:
        page: open, the lock on pdfium held.
        drawing: of the page; its doubtful objects are left out of the second picture.
        view: the characters' boxes in fractions of the page as shown.
        asked: those that doubtful objects draw.
    """
    if not asked.any():
        return asked
    whole = draw(page, _DPI)
    with without(drawing.doubtful):
        bare = draw(page, _DPI)
    changed = (cv2.absdiff(whole, bare).max(axis=2) > _LEAST_CHANGE).astype(np.uint8)
    high, wide = changed.shape
    sums = cv2.integral(changed)
    edges = np.clip(view, 0.0, 1.0) * (wide, high, wide, high)
    x0, y0 = np.floor(edges[:, 0]).astype(int), np.floor(edges[:, 1]).astype(int)
    x1, y1 = np.ceil(edges[:, 2]).astype(int), np.ceil(edges[:, 3]).astype(int)
    ink = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
    hidden: NDArray[np.bool_] = asked & (ink == 0)
    return hidden


@contextmanager
def without(items: Iterable[int]) -> Iterator[None]:
    """Leave page objects out of what is drawn meanwhile; the caller holds the lock on pdfium."""
    hidden = list(items)
    for item in hidden:
        set_active(item, 0)
    try:
        yield
    finally:
        for item in hidden:
            set_active(item, 1)
