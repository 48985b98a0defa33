"""Turn a page picture: by quarters, and by the few degrees that its lines lie askew."""

from __future__ import annotations

import cv2
import numpy as np

from docaudit.reading.scan.picture import Picture, Prepared, grey_of, ground_colour, pixels

_SKEW_RANGE_DEGREES = 5.0
_LEAST_SKEW_DEGREES = 0.15


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
    """Turn the picture so that its lines lie level; small angles only."""
    angle = skew_degrees(prepared.image)
    if abs(angle) < _LEAST_SKEW_DEGREES:
        return prepared
    high, wide = prepared.image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    level = cv2.warpAffine(
        prepared.image,
        matrix,
        (wide, high),
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
    if cv2.countNonZero(ink) < 200:
        return 0.0
    level = _sharpness(ink, 0.0)
    best, best_score = 0.0, level
    for step, reach in ((0.5, _SKEW_RANGE_DEGREES), (0.1, 0.5)):
        centre = best
        for angle in np.arange(centre - reach, centre + reach + step / 2, step):
            score = _sharpness(ink, float(angle))
            if score > best_score:
                best, best_score = float(angle), score
    # A page without lines has a flat profile; turning it by the noise's maximum would only blur it.
    return best if best_score > 1.05 * level and abs(best) <= _SKEW_RANGE_DEGREES else 0.0


def _sharpness(ink: Picture, angle: float) -> float:
    high, wide = ink.shape
    if angle:
        matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
        ink = pixels(cv2.warpAffine(ink, matrix, (wide, high), flags=cv2.INTER_NEAREST))
    rows = ink.sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())
