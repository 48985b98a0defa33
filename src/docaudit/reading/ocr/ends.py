"""Find glyphs of figures that the detector left outside their box: an amount without its first digit is believed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad
from docaudit.reading.ocr.figures import are_figures
from docaudit.reading.ocr.lines import Reading
from docaudit.reading.ocr.second_look import grown

# Sizes in heights of the line: how far beside a box is looked; glyphs of one figure stand no further apart than the
# next; a glyph is so high, and no wider than the last.
_BESIDE, _GAP, _LOWEST, _WIDEST = 2.5, 0.4, 0.42, 0.95
# A comma stands between glyphs that count, at the foot of the line: no larger than this, below this height.
_MARK, _FOOT = 0.4, 0.55
# A glyph is outside the box with more than this share of its width.
_OUTSIDE = 0.3
# So much of the inside of a box is looked at too, in heights: it shows how dark print is, which is so much darker at
# least than paper. Boxes that slant more than this are left alone.
_INSIDE, _FAINTEST, _MOST_SLANT = 1.5, 30, 0.02
# The box that is read again has so much paper beyond the last glyph.
_PAPER = 0.15


def with_lost_ends(image: NDArray[np.uint8], quads: Sequence[Quad], readings: Sequence[Reading]) -> dict[int, Quad]:
    """Return the wider boxes of those figures beside which glyphs stand that belong to no other line, by place.

    Args:
        image: upright, BGR.
        quads: of the lines that were found.
        readings: of the same lines.
    """
    wider = {}
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    for place, (quad, reading) in enumerate(zip(quads, readings, strict=True)):
        high, wide = np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[0] - quad[1])
        slant = abs(float(quad[1, 1] - quad[0, 1])) / max(1.0, float(wide))
        if high >= wide or slant > _MOST_SLANT or not are_figures(reading.text):
            continue
        left, right = _lost(np.asarray(grey, np.uint8), quad)
        left, right = (
            0.0 if reach and _is_taken(quad, quads, place, reach, side) else reach
            for side, reach in (("left", left), ("right", right))
        )
        if left or right:
            wider[place] = grown(grown(quad, left, 0.0, right=False), right, 0.0, left=False)
    return wider


def _lost(grey: NDArray[np.uint8], quad: Quad) -> tuple[float, float]:
    """Return how far glyphs go on to the left and to the right of a level box, in heights of it."""
    (left, top), (right, bottom) = quad.min(axis=0).astype(int).tolist(), quad.max(axis=0).astype(int).tolist()
    unit = bottom - top
    beside, inside = round(_BESIDE * unit), min(round(_INSIDE * unit), right - left)
    strip = grey[top:bottom]
    before = strip[:, max(0, left - beside) : left + inside]
    after = strip[:, right - inside : right + beside][:, ::-1]
    return _reach(before, min(left, beside)), _reach(after, after.shape[1] - inside)


def _reach(strip: NDArray[np.uint8], beside: int) -> float:
    """Return how far glyphs go on to the left of column `beside` of a strip of the page, in heights of it."""
    if not strip.size or beside <= 0:
        return 0.0
    unit = strip.shape[0]
    near = strip[:, max(0, beside - math.ceil(_GAP * unit)) : beside + 1]
    # Nothing stands there: most boxes end so.
    if int(strip.max()) - int(near.min()) < _FAINTEST:
        return 0.0
    dark = (strip < (float(np.median(strip[::2, ::2])) + float(strip.min())) / 2).astype(np.uint8)
    if not dark[:, : beside + 1].any():
        return 0.0
    count, _, shapes, _ = cv2.connectedComponentsWithStats(dark)
    x, y, wide, high = shapes[1:count, :4].T.astype(np.float64)
    glyph = (high >= _LOWEST * unit) & (high < unit) & (wide <= _WIDEST * unit)
    mark = (high <= _MARK * unit) & (wide <= _MARK * unit) & (y >= _FOOT * unit) & (high * wide >= 4)
    inside = x + (1 - _OUTSIDE) * wide >= beside
    edge = float(x[inside & glyph].min(initial=np.inf))
    if not np.isfinite(edge):
        return 0.0
    found, seen = edge, edge
    for k in np.argsort(-(x + wide)).tolist():
        if inside[k] or x[k] + wide[k] > edge + 1:
            continue
        if seen - (x[k] + wide[k]) > _GAP * unit:
            break
        if glyph[k]:
            found = seen = float(x[k])
        elif mark[k]:
            seen = float(x[k])
        elif high[k] > _MARK * unit:
            # A rule or a drawing: what stands beyond it is another cell's.
            break
    # Where glyphs go on to the end of what is looked at, they are a line of their own.
    if found >= edge or found < _GAP * unit:
        return 0.0
    reach: float = (beside - found) / unit + _PAPER
    return reach


def _is_taken(quad: Quad, quads: Sequence[Quad], place: int, reach: float, side: str) -> bool:
    """Say whether another line has the paper beside the box."""
    middle = (quad[0] + quad[3]) / 2 if side == "left" else (quad[1] + quad[2]) / 2
    further = grown(quad, reach - _PAPER / 2, 0.0)
    end = (further[0] + further[3]) / 2 if side == "left" else (further[1] + further[2]) / 2
    points = [middle + (end - middle) * share for share in (0.3, 0.6, 0.9)]
    return any(
        cv2.pointPolygonTest(other, (float(x), float(y)), measureDist=False) >= 0
        for k, other in enumerate(quads)
        if k != place and abs(float(other[:, 1].mean() - quad[:, 1].mean())) < float(np.ptp(other[:, 1]))
        for x, y in points
    )
