"""Find the short pieces of print that the detector passes over: a lone digit in a column, a glyph beside a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad

# Ink is this much darker than its surroundings, a square as wide as about two lines of print.
_DARKER = 15
# Sizes in heights of the page's lines: a rule is at least so long; parts of a glyph lie nearer than this; a piece is no
# larger, and no smaller, than so much; its paper is cut out so much wider.
_RULE, _NEAR, _WIDEST, _HIGHEST, _LOWEST, _MARGIN = 2.5, 0.3, 3.0, 1.3, 0.45, 0.35
# A bare stroke is the rest of a rule rather than a figure 1: a piece is at least this wide, as a share of its height.
_STROKE = 0.2
# Pieces are looked for on a picture shrunk until its lines are so high.
_UNIT_PIXELS = 30.0
# A piece stands in the row of a line that was found when their middles differ by no more than this, in heights.
_LEVEL = 0.3
# More pieces than this are a picture or noise, not print that was passed over.
_MOST = 60
_LEAST_LINES = 5


class Missed(NamedTuple):
    """A piece of print: its corners on the page, and its picture with all else wiped away."""

    quad: Quad
    picture: NDArray[np.uint8]


def missed_pieces(image: NDArray[np.uint8], quads: Sequence[Quad]) -> list[Missed]:
    """Return the pieces of print level with lines that were found, in no order; none on a page that has too many.

    Args:
        image: upright, BGR.
        quads: the lines that were found, as `detection.find_quads` gives them.
    """
    if len(quads) < _LEAST_LINES:
        return []
    lines = np.array([(*q.mean(axis=0), np.linalg.norm(q[0] - q[3]), np.linalg.norm(q[0] - q[1])) for q in quads])
    lines = lines[lines[:, 3] > lines[:, 2]]
    if not len(lines):
        return []
    unit = float(np.median(lines[:, 2]))
    factor = min(1.0, _UNIT_PIXELS / max(unit, 1.0))
    unit, lines = unit * factor, lines * factor
    ink = _ink(image, factor, unit)
    covered = np.zeros(ink.shape, np.uint8)
    for quad in quads:
        cv2.fillConvexPoly(covered, (quad * factor).astype(np.int32), (1,))
    ink[covered > 0] = 0
    near = max(1, round(_NEAR * unit))
    joined = cv2.dilate(ink, np.ones((max(1, near // 2), near), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    wide, high = stats[1:count, cv2.CC_STAT_WIDTH] - near, stats[1:count, cv2.CC_STAT_HEIGHT] - near // 2
    fits = (wide <= _WIDEST * unit) & (high <= _HIGHEST * unit) & (high >= _LOWEST * unit) & (wide > _STROKE * high)
    found = [p for p in (np.flatnonzero(fits) + 1).tolist() if _in_a_row(stats[p], lines)]
    if len(found) > _MOST:
        return []
    return [_cut(image, ink, labels, p, stat=stats[p], factor=factor, unit=unit) for p in found]


def _ink(image: NDArray[np.uint8], factor: float, unit: float) -> NDArray[np.uint8]:
    """Return where print is on the picture shrunk by `factor`, rules left out."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if factor < 1:
        grey = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    block = 2 * max(7, round(unit)) + 1
    ink = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, _DARKER)
    length = max(3, round(_RULE * unit))
    level, upright = (
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        for size in ((length, 1), (1, length))
    )
    ink[cv2.dilate(level | upright, np.ones((3, 3), np.uint8)) > 0] = 0
    return np.asarray(ink, np.uint8)


def _in_a_row(stat: NDArray[np.int32], lines: NDArray[np.float64]) -> bool:
    """Say whether a line of like height stands level with the piece."""
    middle, high = stat[cv2.CC_STAT_TOP] + stat[cv2.CC_STAT_HEIGHT] / 2, float(stat[cv2.CC_STAT_HEIGHT])
    level = np.abs(lines[:, 1] - middle) < _LEVEL * lines[:, 2]
    alike = (lines[:, 2] > 0.6 * high) & (lines[:, 2] < 2.2 * high)
    return bool((level & alike).any())


def _cut(
    image: NDArray[np.uint8],
    ink: NDArray[np.uint8],
    labels: NDArray[np.int32],
    place: int,
    *,
    stat: NDArray[np.int32],
    factor: float,
    unit: float,
) -> Missed:
    """Cut a piece out of the picture with paper for all that is not its own ink; `ink` and `labels` are shrunk."""
    left, top, wide, high = (int(v) for v in stat[:4])
    margin = round(_MARGIN * unit)
    y0, y1 = max(0, top - margin), min(ink.shape[0], top + high + margin)
    x0, x1 = max(0, left - margin), min(ink.shape[1], left + wide + margin)
    own = ink[y0:y1, x0:x1] * (labels[y0:y1, x0:x1] == place)
    mask = cv2.dilate(own, np.ones((3, 3), np.uint8))
    picture = image[round(y0 / factor) : round(y1 / factor), round(x0 / factor) : round(x1 / factor)].copy()
    kept = cv2.resize(mask, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST) > 0
    picture[~kept] = np.median(picture.reshape(-1, 3), axis=0)
    ys, xs = np.nonzero(own)
    corners = np.array([x0 + xs.min(), y0 + ys.min(), x0 + xs.max() + 1, y0 + ys.max() + 1]) / factor
    return Missed(np.array(corners[[[0, 1], [2, 1], [2, 3], [0, 3]]], dtype=np.float32), picture)
