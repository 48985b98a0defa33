"""A page picture on its way to OCR, with the way back to the picture it came from."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.geometry import Matrix

Picture = NDArray[np.uint8]


_LONGEST_SIDE = 4000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready for OCR and the homography from its pixels to those of the picture it came from."""

    image: Picture
    to_view: Matrix


def shrink(image: Picture) -> Prepared:
    """Return the picture with its longer side within bounds."""
    high, wide = image.shape[:2]
    factor = _LONGEST_SIDE / max(high, wide)
    if factor >= 1:
        return Prepared(image, np.eye(3))
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return Prepared(pixels(small), np.diag([wide / small.shape[1], high / small.shape[0], 1.0]))


def is_blank(image: Picture) -> bool:
    """Say whether nothing is printed on the picture, its rim left out."""
    grey = grey_of(image)
    factor = min(1.0, 800 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    rim_y, rim_x = small.shape[0] // 20, small.shape[1] // 20
    inner = small[rim_y : small.shape[0] - rim_y or None, rim_x : small.shape[1] - rim_x or None]
    if inner.size == 0 or min(grey.shape) < 60:
        return False
    ink = cv2.adaptiveThreshold(inner, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 18)
    return bool(cv2.countNonZero(ink) < 0.00008 * ink.size)


def ground_colour(image: Picture) -> tuple[float, float, float]:
    """Return the colour of the paper."""
    small = cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    middle = np.percentile(small, 75, axis=0)
    return float(middle[0]), float(middle[1]), float(middle[2])


def grey_of(image: Picture) -> Picture:
    """Return the brightness of a picture, BGR or grey."""
    return image if image.ndim == 2 else pixels(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


def framed_pieces(ink: Picture) -> list[tuple[int, int, int, int]]:
    """Return left, top, width and height of each connected piece of ink: quicker by ten than labelling sparse ones.

    A piece inside a hole of another is left out.
    """
    outlines, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = [cv2.boundingRect(outline) for outline in outlines]
    return [(int(x), int(y), int(wide), int(high)) for x, y, wide, high in boxes]


def pixels(array: object) -> Picture:
    """Return an array of OpenCV's as a picture."""
    return np.ascontiguousarray(np.asarray(array, dtype=np.uint8))
