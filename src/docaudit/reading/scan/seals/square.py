"""Set name seals and framed stamps level, and take name seals apart into glyphs."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, pixels
from docaudit.reading.scan.seals.find import FoundSeal
from docaudit.reading.scan.seals.unroll import smooth

# The side of a name seal's glyph, the height of a framed stamp and the most that it is wide, in pixels.
_GLYPH, _STAMP_HIGH, _MOST_WIDE = 64, 150, 1000


def level(seal: FoundSeal) -> Picture:
    """Return the ink of a square or framed seal, set level by the smaller turn, without its frame."""
    (cx, cy), (w, h), angle = seal.outline
    angle %= 180
    if angle > 135:
        angle -= 180
    elif angle > 45:
        angle, w, h = angle - 90, h, w
    scale = min(4.0, 2.2 * _GLYPH / min(w, h) if seal.shape == "square" else _STAMP_HIGH / min(w, h))
    scale = min(scale, _MOST_WIDE / w)
    wide, high = max(8, round(w * scale)), max(8, round(h * scale))
    matrix = cv2.getRotationMatrix2D((cx, cy), angle, scale)
    matrix[:, 2] += np.array([wide / 2, high / 2]) - np.array([cx, cy])
    ink = pixels(cv2.warpAffine(seal.ink, matrix, (wide, high), flags=cv2.INTER_CUBIC))
    rim = max(2, round(0.07 * min(wide, high)))
    inner = ink[rim:-rim, rim:-rim]
    return pixels(255 - inner) if _is_filled(ink) else _without_frame(inner)


def _is_filled(ink: Picture) -> bool:
    """Say whether the glyphs are white on a filled ground: there is no blank strip between frame and glyphs."""
    near, far = (max(1, round(share * min(ink.shape))) for share in (0.03, 0.2))
    sides = (ink[near:far], ink[-far:-near], ink[:, near:far].T, ink[:, -far:-near].T)
    return float(np.mean([side.mean(axis=1).min() for side in sides])) > 0.12 * 255


def _without_frame(ink: Picture) -> Picture:
    """Return the picture without what touches its rim and runs along it."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pixels((ink > 90).astype(np.uint8)))
    high, wide = ink.shape
    kept = ink.copy()
    for k, (x, y, w, h, _area) in enumerate(stats[1:count].tolist(), start=1):
        at_rim = x == 0 or y == 0 or x + w == wide or y + h == high
        if at_rim and (w > 0.75 * wide or h > 0.75 * high or min(w, h) < 0.08 * min(wide, high)):
            kept[labels == k] = 0
    return kept


def glyphs(ink: Picture) -> list[list[Picture]]:
    """Return the glyphs of a name seal by columns from the right, each from the top."""
    columns = []
    for left, right in reversed(_runs(ink.max(axis=0), ink.sum(axis=0), ink.shape[1])):
        column = ink[:, left:right]
        runs = _runs(column.max(axis=1), column.sum(axis=1), column.shape[0])
        columns.append([column[top:bottom] for top, bottom in runs])
    return columns


def _runs(peaks: NDArray[np.uint8], sums: NDArray[np.uint64], length: int) -> list[tuple[int, int]]:
    """Cut a side of a name seal in two where least ink lies about its middle, its blank ends left out."""
    inked = np.flatnonzero(peaks > 90)
    if not inked.size:
        return []
    start, stop = int(inked[0]), int(inked[-1]) + 1
    if stop - start < 0.55 * length:
        return [(start, stop)]
    low, high = start + int(0.33 * (stop - start)), start + int(0.67 * (stop - start))
    inside = smooth(sums[low:high].astype(np.float64), 3)
    # Glyphs have blank rows of their own: the widest blank near the middle is the one between them.
    blank = inside <= max(float(inside.min()), 0.06 * float(sums.max()))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], blank.astype(int), [0]])))
    centre = (high - low) / 2
    first, last = max(
        zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True),
        key=lambda run: (run[1] - run[0]) - 0.5 * abs((run[0] + run[1]) / 2 - centre),
    )
    middle = low + (first + last) // 2
    return [(start, middle), (middle, stop)]


def by_rows(columns: list[list[Picture]]) -> list[list[Picture]]:
    """Return the glyphs of columns from the right in the order of rows from the left."""
    deepest = max(map(len, columns))
    return [[column[row] for column in reversed(columns) if row < len(column)] for row in range(deepest)]


def on_line(groups: list[list[Picture]]) -> Picture:
    """Set glyphs side by side on a line."""
    side = _GLYPH + 10
    tiles = []
    for glyph in (g for group in groups for g in group):
        high, wide = glyph.shape
        factor = _GLYPH / max(high, wide)
        small = cv2.resize(glyph, (max(4, round(wide * factor)), max(4, round(high * factor))))
        # A narrow glyph (一, 丁) keeps its shape; one that the seal has stretched is brought back to a square.
        tile = np.zeros((side, side), np.uint8)
        if min(small.shape) > 0.55 * _GLYPH:
            small = cv2.resize(glyph, (_GLYPH, _GLYPH))
        y, x = (side - small.shape[0]) // 2, (side - small.shape[1]) // 2
        tile[y : y + small.shape[0], x : x + small.shape[1]] = small
        tiles.append(tile)
    return pixels(255 - np.hstack(tiles))
