"""Cut the page out of a photograph."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, Prepared, grey_of, pixels

# A photographed page fills between these shares of the photograph.
_LEAST_PAGE_SHARE, _MOST_PAGE_SHARE = 0.3, 0.92
# Its edge is a fall in brightness of this many levels within this many pixels (of 800) to either side.
_LEAST_STEP, _STEP_PIXELS = 35, 7


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
    return Prepared(pixels(flat), prepared.to_view @ np.linalg.inv(matrix))


def _page_corners(image: Picture) -> NDArray[np.float64] | None:
    """Return the corners, clockwise from the top left, of a bright four-sided sheet on a darker ground."""
    grey = grey_of(image)
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
