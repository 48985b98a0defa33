"""Turn a page picture: by quarters, and by the few degrees that its lines lie askew."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, Prepared, grey_of, ground_colour, pixels

Marks = tuple[NDArray[np.float32], NDArray[np.float32]]

# Scanners draw pages in by a few degrees; telephones are held at up to the second.
_SKEW_RANGE_DEGREES, _WIDE_RANGE_DEGREES = 5.0, 21.0
_LEAST_SKEW_DEGREES = 0.15
# The lines of one block, seen at a low resolution, are looked for up to this angle.
_BLOCK_RANGE_DEGREES = 8.0
# Up to this turn only the outermost margin leaves the picture; beyond, the picture is made larger.
_CORNERS_KEPT_DEGREES = 0.8
# Fewer pixels of ink make no lines.
_LEAST_INK = 200
# Lines found at an angle stand out by this factor against the level page; beyond the usual range by more.
_STANDS_OUT, _STANDS_FAR_OUT = 1.05, 1.6


def turn(prepared: Prepared, degrees: int) -> Prepared:
    """Turn the picture clockwise by 90, 180 or 270 degrees."""
    high, wide = prepared.image.shape[:2]
    code = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[degrees]
    back = {
        90: [[0, 1, 0], [-1, 0, high], [0, 0, 1]],
        180: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
        270: [[0, -1, wide], [1, 0, 0], [0, 0, 1]],
    }[degrees]
    return Prepared(pixels(cv2.rotate(prepared.image, code)), prepared.to_view @ np.array(back, dtype=np.float64))


def deskew(prepared: Prepared) -> Prepared:
    """Turn the picture so that its lines lie level, by up to some twenty degrees; nothing is cut off."""
    angle = skew_degrees(prepared.image)
    if abs(angle) < _LEAST_SKEW_DEGREES:
        return prepared
    high, wide = prepared.image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    size = wide, high
    if abs(angle) > _CORNERS_KEPT_DEGREES:
        across, along = abs(math.sin(math.radians(angle))), abs(math.cos(math.radians(angle)))
        size = math.ceil(wide * along + high * across), math.ceil(high * along + wide * across)
        matrix[:, 2] += (size[0] - wide) / 2, (size[1] - high) / 2
    level = cv2.warpAffine(
        prepared.image,
        matrix,
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=ground_colour(prepared.image),
    )
    full = np.vstack([matrix, [0.0, 0.0, 1.0]])
    return Prepared(pixels(level), prepared.to_view @ np.linalg.inv(full))


def lean(prepared: Prepared, turned: int) -> float:
    """Return by how many degrees level lines of the picture lean clockwise on the one it came from.

    Args:
        prepared: upright and level.
        turned: the clockwise turn that set it upright, not counted.
    """
    high, wide = prepared.image.shape[:2]
    ends = prepared.to_view @ np.array([[0.25 * wide, 0.75 * wide], [high / 2, high / 2], [1.0, 1.0]])
    (x0, x1), (y0, y1) = ends[0] / ends[2], ends[1] / ends[2]
    angle = float(np.degrees(np.arctan2(y1 - y0, x1 - x0))) + turned
    return (angle + 180.0) % 360.0 - 180.0


def skew_degrees(image: Picture) -> float:
    """Return the counter-clockwise turn that levels the lines, found by the sharpness of the row profile."""
    grey = grey_of(image)
    factor = min(1.0, 1000 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    # The outermost rim holds the edge of the paper and of the scanner's glass, not text.
    rim_y, rim_x = ink.shape[0] // 40, ink.shape[1] // 40
    ink = ink[rim_y : ink.shape[0] - rim_y or None, rim_x : ink.shape[1] - rim_x or None]
    marks = _marks(ink)
    if len(marks[0]) < _LEAST_INK:
        return 0.0
    level = _sharpness(marks, 0.0)
    found, score = _sharpest(marks, 0.0, _SKEW_RANGE_DEGREES, 0.5)
    # Lines that are found nearly level stand out clearly; where none do, they may lie further askew.
    if score < _STANDS_FAR_OUT * level or abs(found) > _SKEW_RANGE_DEGREES - 0.6:
        far, _ = _sharpest(marks, 0.0, _WIDE_RANGE_DEGREES, 1.0)
        if abs(far) > _SKEW_RANGE_DEGREES - 0.6:
            far, far_score = _sharpest(marks, far, 1.0, 0.5)
            if far_score > max(_STANDS_FAR_OUT * level, 1.1 * score):
                found, score = far, far_score
    best, score = _sharpest(marks, found, 0.5, 0.1)
    # A page without lines has a flat profile; turning it by the noise's maximum would only blur it.
    return best if score > _STANDS_OUT * level else 0.0


def block_skew(ink: Picture) -> float | None:
    """Return the turn that levels a block of text, from its ink (0 or 1); None where its lines do not tell."""
    marks = _marks(ink)
    if len(marks[0]) < _LEAST_INK:
        return None
    found, score = _sharpest(marks, 0.0, _BLOCK_RANGE_DEGREES, 0.5)
    beside = max(_sharpness(marks, found - 2.0), _sharpness(marks, found + 2.0))
    if abs(found) >= _BLOCK_RANGE_DEGREES or score < _STANDS_FAR_OUT * beside:
        return None
    return _sharpest(marks, found, 0.4, 0.2)[0]


def lines_at(ink: Picture, angle: float) -> int:
    """Return how many lines a block's ink makes when it is turned counter-clockwise by some degrees."""
    rows = _rows(_marks(ink), angle)
    full = np.bincount(rows) > 0
    return int(np.count_nonzero(np.diff(full.astype(np.int8), prepend=0) == 1))


def _marks(ink: Picture) -> Marks:
    """Return where the ink lies, seen from the middle of the picture."""
    ys, xs = np.nonzero(ink)
    high, wide = ink.shape
    return ys.astype(np.float32) - high / 2, xs.astype(np.float32) - wide / 2


def _sharpest(marks: Marks, centre: float, reach: float, step: float) -> tuple[float, float]:
    """Return the angle about `centre` at which the row profile is sharpest, and how sharp it is."""
    angles = np.arange(centre - reach, centre + reach + step / 2, step)
    scores = [(_sharpness(marks, float(a)), float(a)) for a in angles]
    # Of equals the one nearest to the centre.
    score, angle = max(scores, key=lambda found: (found[0], -abs(found[1] - centre)))
    return angle, score


def _sharpness(marks: Marks, angle: float) -> float:
    """Return how much the amount of ink changes from row to row when the picture is turned counter-clockwise."""
    profile = np.bincount(_rows(marks, angle))
    return float((np.diff(profile.astype(np.float64)) ** 2).sum())


def _rows(marks: Marks, angle: float) -> NDArray[np.int32]:
    """Return the row that each mark comes to lie in, from 0, when the picture is turned counter-clockwise."""
    ys, xs = marks
    rows = ys * np.float32(math.cos(math.radians(angle))) - xs * np.float32(math.sin(math.radians(angle)))
    rows -= rows.min()
    return np.asarray(rows + np.float32(0.5), np.int32)
