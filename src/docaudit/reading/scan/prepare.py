"""Prepare a page picture for OCR: cut the page out of a photograph, deskew, lift red seals off the text."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.geometry import Matrix
from docaudit.records.evidence import Box

Picture = NDArray[np.uint8]

_LONGEST_SIDE = 4000
_SKEW_RANGE_DEGREES = 5.0
_LEAST_SKEW_DEGREES = 0.15
# A photographed page fills between these shares of the photograph.
_LEAST_PAGE_SHARE, _MOST_PAGE_SHARE = 0.3, 0.92
# Its edge is a fall in brightness of this many levels within this many pixels (of 800) to either side.
_LEAST_STEP, _STEP_PIXELS = 35, 7
# Black print: no channel above this level; a seal lies over some where this share of its box is black.
_DARK_LEVEL, _LEAST_DARK_SHARE = 110, 0.008
# Levels added to the red channel to fade a seal, except where it is this dark: there black print lies under it.
_FADE, _DARK_RED = 45, 110
# A seal is at least this share of the page's longer side across, and this close to round or square.
_LEAST_SEAL_SHARE, _MOST_SEAL_SHARE, _MOST_SEAL_STRETCH, _MOST_SQUARE_SHARE = 0.04, 0.45, 2.2, 0.15


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
    return Prepared(_u8(small), np.diag([wide / small.shape[1], high / small.shape[0], 1.0]))


def straighten_photograph(prepared: Prepared) -> Prepared:
    """Cut a page out of a photograph where its four edges are clear against a darker ground."""
    image = prepared.image
    corners = _page_corners(image)
    if corners is None:
        return prepared
    top_left, top_right, bottom_right, bottom_left = corners
    wide = round(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))
    high = round(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flat = cv2.warpPerspective(image, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Prepared(_u8(flat), prepared.to_view @ np.linalg.inv(matrix))


def turn(prepared: Prepared, degrees: int) -> Prepared:
    """Turn the picture clockwise by 90, 180 or 270 degrees."""
    high, wide = prepared.image.shape[:2]
    code = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[degrees]
    back = {
        90: [[0, 1, 0], [-1, 0, high], [0, 0, 1]],
        180: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
        270: [[0, -1, wide], [1, 0, 0], [0, 0, 1]],
    }[degrees]
    return Prepared(_u8(cv2.rotate(prepared.image, code)), prepared.to_view @ np.array(back, dtype=np.float64))


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
        borderValue=_ground(prepared.image),
    )
    full = np.vstack([matrix, [0.0, 0.0, 1.0]])
    return Prepared(_u8(level), prepared.to_view @ np.linalg.inv(full))


def skew_degrees(image: Picture) -> float:
    """Return the counter-clockwise turn that levels the lines, found by the sharpness of the row profile."""
    grey = _grey(image)
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


def lift_seals(image: Picture) -> tuple[Picture, tuple[Box, ...]]:
    """Return the picture with red seals faded to paper, text under them kept, and the seals' boxes.

    Seals over blank paper are left alone. Only round or square red shapes of a seal's size are touched: other red
    print (a receipt's number, labels) stays.
    """
    high, wide = image.shape[:2]
    blue, green, red = (image[:, :, i].astype(np.int16) for i in range(3))
    reddish = ((red - np.maximum(blue, green)) > 35) & (red > 90)
    mask = reddish.astype(np.uint8)
    if mask.mean() < 0.0005:
        return image, ()
    boxes = []
    lifted = image
    dark = np.maximum(np.maximum(blue, green), red) < _DARK_LEVEL
    for x, y, w, h in _seal_places(mask):
        # With no black print under it the seal hides nothing, and the red print beside it (a title) must stay.
        if dark[y : y + h, x : x + w].mean() < _LEAST_DARK_SHARE:
            continue
        if lifted is image:
            lifted = image.copy()
        part = lifted[y : y + h, x : x + w]
        ink = (red - np.maximum(blue, green))[y : y + h, x : x + w] > 15
        # The rim of a stroke is pale and, after JPEG, grey: take its neighbours along.
        soft = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        # Red ink is bright in the red channel, black print under it is dark: that channel is the page without the seal.
        only_red = part[:, :, 2].copy()
        # Brown and dark red print (the title of an old invoice) is darker in it than a seal and stays readable.
        part[soft] = np.minimum(only_red[soft].astype(np.int16) + _FADE, 255).astype(np.uint8)[:, None]
        under = ink & (only_red <= _DARK_RED)
        part[under] = only_red[under][:, None]
        boxes.append(Box(x / wide, y / high, (x + w) / wide, (y + h) / high))
    return lifted, tuple(boxes)


def _seal_places(mask: Picture) -> list[tuple[int, int, int, int]]:
    """Return (x, y, width, height) of the red shapes that are as large and as round or square as a seal."""
    high, wide = mask.shape
    factor = min(1.0, 600 / max(high, wide))
    small = cv2.resize(mask * 255, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    # Black print across a seal breaks its ring: close gaps as high as a line of text.
    reach = np.ones((15, 15), np.uint8)
    padded = cv2.copyMakeBorder((small > 40).astype(np.uint8), 15, 15, 15, 15, cv2.BORDER_CONSTANT, value=0)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, reach)[15:-15, 15:-15]
    shapes, _ = cv2.findContours(np.ascontiguousarray(closed), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    places = []
    for shape in shapes:
        x, y, w, h = cv2.boundingRect(shape)
        if not _is_seal(max(w, h) / max(small.shape), max(w, h) / min(w, h), cv2.contourArea(shape) / (w * h)):
            continue
        x0, y0 = max(0, int(x / factor) - 2), max(0, int(y / factor) - 2)
        x1, y1 = min(wide, int((x + w) / factor) + 3), min(high, int((y + h) / factor) + 3)
        places.append((x0, y0, x1 - x0, y1 - y0))
    return places


def _is_seal(size: float, stretch: float, filled: float) -> bool:
    """Judge a red outline by its longer side (share of the page's), its stretch, and its share of its own box."""
    if not _LEAST_SEAL_SHARE <= size <= _MOST_SEAL_SHARE:
        return False
    # An ellipse fills 0.785 of its box; a large rectangle is a red form's frame; only name seals are small squares.
    round_shape = 0.6 <= filled <= 0.9 and stretch <= _MOST_SEAL_STRETCH
    return round_shape or (size <= _MOST_SQUARE_SHARE and stretch <= 1.5 and filled > 0.6)


def is_blank(image: Picture) -> bool:
    """Say whether nothing is printed on the picture, its rim left out."""
    grey = _grey(image)
    factor = min(1.0, 800 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    rim_y, rim_x = small.shape[0] // 20, small.shape[1] // 20
    inner = small[rim_y : small.shape[0] - rim_y or None, rim_x : small.shape[1] - rim_x or None]
    if inner.size == 0 or min(grey.shape) < 60:
        return False
    ink = cv2.adaptiveThreshold(inner, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 18)
    return bool(cv2.countNonZero(ink) < 0.00008 * ink.size)


def _page_corners(image: Picture) -> NDArray[np.float64] | None:
    """Return the corners, clockwise from the top left, of a bright four-sided sheet on a darker ground."""
    grey = _grey(image)
    factor = min(1.0, 800 / max(grey.shape))
    small = cv2.GaussianBlur(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), (5, 5), 0)
    level, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    sheet = max(contours, key=cv2.contourArea)
    share = cv2.contourArea(sheet) / small.size
    if not _LEAST_PAGE_SHARE <= share <= _MOST_PAGE_SHARE:
        return None
    shape = cv2.approxPolyDP(sheet, 0.02 * cv2.arcLength(sheet, True), True).reshape(-1, 2).astype(np.float64)
    if len(shape) != 4 or not cv2.isContourConvex(shape.astype(np.int32)):
        return None
    if cv2.contourArea(sheet) < 0.93 * cv2.contourArea(shape.astype(np.float32)):
        return None
    inside = np.zeros_like(small)
    cv2.fillConvexPoly(inside, shape.astype(np.int32), 255)
    outside_mean = float(small[inside == 0].mean())
    if float(small[inside > 0].mean()) - outside_mean < 50 or outside_mean > level:
        return None
    ordered = _clockwise(shape)
    edges = np.roll(ordered, -1, axis=0) - ordered
    for edge, following in zip(edges, np.roll(edges, -1, axis=0), strict=True):
        cosine = abs(float(edge @ following)) / max(1e-6, float(np.linalg.norm(edge) * np.linalg.norm(following)))
        if cosine > 0.5:
            return None
    if not all(_is_step(small, a, b) for a, b in zip(ordered, np.roll(ordered, -1, axis=0), strict=True)):
        return None
    result: NDArray[np.float64] = ordered / factor
    return result


def _is_step(grey: Picture, start: NDArray[np.float64], end: NDArray[np.float64]) -> bool:
    """Say whether brightness falls off within a few pixels across an edge (clockwise): a shadow fades slowly."""
    along = end - start
    outward = np.array([along[1], -along[0]]) / max(1e-6, float(np.linalg.norm(along)))
    high, wide = grey.shape
    falls = []
    for share in np.linspace(0.05, 0.95, 24):
        middle = start + share * along
        inner, outer = np.round(middle - _STEP_PIXELS * outward), np.round(middle + _STEP_PIXELS * outward)
        if not (0 <= outer[0] < wide and 0 <= outer[1] < high and 0 <= inner[0] < wide and 0 <= inner[1] < high):
            continue
        falls.append(int(grey[int(inner[1]), int(inner[0])]) - int(grey[int(outer[1]), int(outer[0])]))
    return len(falls) >= 12 and float(np.median(falls)) >= _LEAST_STEP


def _clockwise(points: NDArray[np.float64]) -> NDArray[np.float64]:
    total, difference = points.sum(axis=1), points[:, 0] - points[:, 1]
    return np.array(
        [points[total.argmin()], points[difference.argmax()], points[total.argmax()], points[difference.argmin()]]
    )


def _sharpness(ink: Picture, angle: float) -> float:
    high, wide = ink.shape
    if angle:
        matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
        ink = _u8(cv2.warpAffine(ink, matrix, (wide, high), flags=cv2.INTER_NEAREST))
    rows = ink.sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _ground(image: Picture) -> tuple[float, float, float]:
    small = cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    middle = np.percentile(small, 75, axis=0)
    return float(middle[0]), float(middle[1]), float(middle[2])


def _grey(image: Picture) -> Picture:
    return image if image.ndim == 2 else _u8(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


def _u8(array: object) -> Picture:
    return np.ascontiguousarray(np.asarray(array, dtype=np.uint8))
