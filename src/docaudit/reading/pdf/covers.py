"""What was painted over the text of a page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import numpy as np

from docaudit.reading.pdf.affine import Affine, corners
from docaudit.reading.pdf.calls import object_bounds

# Pairs of a text and a cover that are compared; on a page with more every text is looked at.
_MOST_PAIRS = 20_000_000
_CHUNK = 256
# Text is covered where its middle is, or this share of its length.
_LEAST_COVERED = 0.3

_sides = [ctypes.c_float() for _ in range(4)]
_sides_at = [ctypes.addressof(side) for side in _sides]


@dataclass(slots=True)
class Covers:
    """Texts and painted areas of a page in the order they are drawn; the caller holds the lock on pdfium."""

    texts: list[tuple[int, int, Affine]] = field(default_factory=list)
    areas: list[tuple[int, float, float, float, float]] = field(default_factory=list)

    def write(self, order: int, item: int, outer: Affine) -> None:
        """Take note of a text object."""
        self.texts.append((order, item, outer))

    def paint(self, order: int, area: tuple[float, float, float, float]) -> None:
        """Take note of an area (left, top, right, bottom); it covers nothing where nothing was written before."""
        if self.texts:
            self.areas.append((order, *area))

    def covered(self) -> set[int]:
        """Return the text objects over which something was painted later."""
        if not self.areas:
            return set()
        if len(self.texts) * len(self.areas) > _MOST_PAIRS:
            return {item for _, item, _ in self.texts}
        later, x0, y0, x1, y1 = np.array(self.areas, dtype=np.float64).T
        found: set[int] = set()
        for start in range(0, len(self.texts), _CHUNK):
            placed = [
                (order, item, *corners(outer, *(side.value for side in _sides)))
                for order, item, outer in self.texts[start : start + _CHUNK]
                if object_bounds(item, *_sides_at)
            ]
            if not placed:
                continue
            order, items, left, top, right, bottom = (np.array(column)[:, None] for column in zip(*placed, strict=True))
            x, y = (left + right) / 2, (top + bottom) / 2
            along = np.minimum(x1, right) - np.maximum(x0, left)
            over = (later > order) & (y0 <= y) & (y <= y1)
            over &= ((x0 <= x) & (x <= x1)) | (along > _LEAST_COVERED * (right - left))
            found.update(items[over.any(axis=1), 0].tolist())
        return found
