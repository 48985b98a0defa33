"""Find the lines of text on a picture: input and output of the differentiable-binarisation detector."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Quad = NDArray[np.float32]

# The network wants sides that are multiples of this.
_UNIT = 32
_SHORTER_SIDE, _MOST_ENLARGED = 736, 4000
# Settings of the PP-OCRv6 models (`config.yaml` of rapidocr): ink above the first, mean of a box above the second;
# a found box is the core of a line and grows by area x ratio / circumference.
_INK, _LEAST_MEAN, _GROWTH = 0.3, 0.5, 1.6
_MOST_BOXES = 3000
# The network's memory grows with its input (measured: 850 MiB for an A4 page at 200 dpi), so a picture of more pixels
# than this is looked at in two parts, an upper and a lower one, each going on for so many rows beyond the seam; a part
# that is still too large again.
_MOST_PIXELS, _BEYOND = 1_600_000, 64
# The seam lies where there is least print among these rows, as shares of the height.
_SEAM_BETWEEN, _SEAM_ROWS = (0.4, 0.6), 9
_LEAST_CORE, _LEAST_SIDE = 3.0, 4.0
# Print is looked for on a picture shrunk by so much: what differs by so many levels from the median of a square so
# wide. So many pixels of paper around it are left for the network; so much of the shrunk picture's rim is ignored.
_PRINT_SCALE, _LEAST_SHADE, _PRINT_AROUND, _PAPER, _RIM = 0.25, 8, 25, 32, 2


def find_lines(
    image: NDArray[np.uint8], longest_side: int, ask: Callable[[NDArray[np.float32], tuple[int, int]], list[Quad]]
) -> list[Quad]:
    """Return the corners of each line of text on a BGR picture, clockwise from the top left, from top to bottom.

    Args:
        image: of any size.
        longest_side: of the picture that the network sees, in pixels.
        ask: (input of the network, size of the picture in pixels) -> what `find_quads` makes of the answer.
    """
    high, wide = image.shape[:2]
    factor = _factor(high, wide, longest_side)
    if factor > 1:
        return _find_lines(image, factor, ask)
    left, top, right, bottom = _printed(image, factor)
    quads = _find_lines(image[top:bottom, left:right], factor, ask)
    return [quad + np.array([left, top], np.float32) for quad in quads]


def _find_lines(
    image: NDArray[np.uint8], factor: float, ask: Callable[[NDArray[np.float32], tuple[int, int]], list[Quad]]
) -> list[Quad]:
    high, wide = image.shape[:2]
    if factor * factor * high * wide <= _MOST_PIXELS:
        return ask(_blob(image, factor), (wide, high))
    seam, beyond = _seam(image, factor), math.ceil(_BEYOND / factor)
    parts = []
    for top, bottom in ((0, seam + beyond), (seam - beyond, high)):
        quads = _find_lines(image[top:bottom], factor, ask)
        own = [q for q in quads if (top + q[:, 1].mean() < seam) == (top == 0)]
        # A line that stands, or a title as high as the overlap: only the whole picture shows where it ends.
        if any((q[:, 1].max() >= bottom - top - 2) if top == 0 else (q[:, 1].min() <= 1) for q in own):
            return ask(_blob(image, factor), (wide, high))
        parts += [q + np.array([0, top], np.float32) for q in own]
    return sorted(parts, key=_place)


def _printed(image: NDArray[np.uint8], factor: float) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of all that may be print, with some paper around: margins cost as much.

    A faint shade counts: dust in the margins costs time, a line that is left out would be lost.
    """
    high, wide = image.shape[:2]
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=_PRINT_SCALE, fy=_PRINT_SCALE, interpolation=cv2.INTER_AREA)
    # A scanner's edge runs along the rim.
    small = small[_RIM:-_RIM, _RIM:-_RIM]
    shade = (cv2.absdiff(small, cv2.medianBlur(small, _PRINT_AROUND)) > _LEAST_SHADE).astype(np.uint8)
    # A speck of one pixel is no print.
    shade &= (cv2.boxFilter(shade, -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT) > 1).astype(np.uint8)
    rows, columns = np.flatnonzero(shade.any(axis=1)) + _RIM, np.flatnonzero(shade.any(axis=0)) + _RIM
    if not len(rows):
        return 0, 0, wide, high
    more = math.ceil(_PAPER / factor)
    (top, bottom), (left, right) = (
        (max(0, int(found[0] / _PRINT_SCALE) - more), min(side, math.ceil((found[-1] + 1) / _PRINT_SCALE) + more))
        for found, side in ((rows, high), (columns, wide))
    )
    return left, top, right, bottom


def _factor(high: int, wide: int, longest_side: int) -> float:
    """Return by how much the picture is shrunk, a small one enlarged, for the network."""
    factor = min(1.0, longest_side / max(high, wide))
    # The models were trained with the shorter side no smaller than this: small print of small pictures needs it.
    if factor * min(high, wide) < _SHORTER_SIDE:
        factor = min(_SHORTER_SIDE / min(high, wide), _MOST_ENLARGED / max(high, wide))
    return factor


def _seam(image: NDArray[np.uint8], factor: float) -> int:
    """Return the row near the middle with the fewest changes from dark to light along it: rules change nothing."""
    high = image.shape[0]
    rows = max(2, round(high * factor))
    grey = cv2.cvtColor(cv2.resize(image, (512, rows), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    changes = np.abs(np.diff(grey.astype(np.int16), axis=1)).sum(axis=1).astype(np.float64)
    smooth: NDArray[np.float64] = np.convolve(changes, np.ones(_SEAM_ROWS), "same")
    low, top = (round(share * rows) for share in _SEAM_BETWEEN)
    # Of rows alike the one nearest the middle, so that the parts are of one size.
    apart = np.abs(np.arange(low, top) - rows / 2) / rows
    return int((low + int((smooth[low:top] + apart * smooth.mean()).argmin())) / factor)


def _blob(image: NDArray[np.uint8], factor: float) -> NDArray[np.float32]:
    """Return the network's input: the BGR picture shrunk to sides that it can take, as -1 to 1."""
    high, wide = image.shape[:2]
    size = tuple(max(_UNIT, round(side * factor / _UNIT) * _UNIT) for side in (wide, high))
    # Thin strokes keep more contrast with linear sampling than with area means; both shrink by less than 2.5.
    small = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    blob: NDArray[np.float32] = cv2.dnn.blobFromImage(small, 1 / 127.5, size, (127.5, 127.5, 127.5))
    return blob


def find_quads(answer: NDArray[np.float32], size: tuple[int, int]) -> list[Quad]:
    """Return the corners of each line of text, clockwise from the top left, in pixels of the picture.

    Args:
        answer: of the network, one probability of ink for each pixel.
        size: (width, height) of the picture.
    """
    ink = np.ascontiguousarray(answer[0, 0])
    high, wide = ink.shape
    mask = cv2.dilate((ink > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    shapes, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array([size[0] / wide, size[1] / high], dtype=np.float32)
    limit = np.array([size[0] - 1, size[1] - 1], dtype=np.float32)
    quads = []
    for shape in shapes[:_MOST_BOXES]:
        centre, (w, h), angle = cv2.minAreaRect(shape)
        if min(w, h) < _LEAST_CORE or _mean(ink, cv2.boxPoints((centre, (w, h), angle))) < _LEAST_MEAN:
            continue
        more = 2 * _GROWTH * w * h / (2 * (w + h))
        quad = _ordered(cv2.boxPoints((centre, (w + more, h + more), angle)) * scale)
        quad = np.clip(np.round(quad), 0, limit).astype(np.float32)
        if min(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[0] - quad[3])) >= _LEAST_SIDE:
            quads.append(quad)
    return sorted(quads, key=_place)


def _place(quad: Quad) -> tuple[float, float]:
    return float(quad[0, 1]), float(quad[0, 0])


def _mean(ink: NDArray[np.float32], corners: Quad) -> float:
    high, wide = ink.shape
    low = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (wide - 1, high - 1))
    top = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (wide - 1, high - 1))
    mask = np.zeros((top[1] - low[1] + 1, top[0] - low[0] + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [(corners - low).astype(np.int32)], (1,))
    return float(cv2.mean(ink[low[1] : top[1] + 1, low[0] : top[0] + 1], mask)[0])


def _ordered(corners: Quad) -> Quad:
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = (pair[np.argsort(pair[:, 1], kind="stable")] for pair in (by_x[:2], by_x[2:]))
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)
