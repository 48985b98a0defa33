"""Look again at figures that may be misread: cut otherwise, and for ink that the detector left outside the box."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad
from docaudit.reading.ocr.figures import are_figures, is_amount
from docaudit.reading.ocr.lines import Reading, cut_line

# Figures with less doubt are right 995 times of 1,000, those with more nearly never: neither gains by another look.
_LEAST_DOUBT, _MOST_DOUBT = 0.002, 1.5
# A page has no more second looks than this: a hopeless page must not cost twice.
_MOST_LOOKS = 60
# The two other cuts, in heights of the line: more paper around it, and less.
_WIDER, _TIGHTER = 0.10, -0.06
# How far beside a box lost ink is looked for, in heights of the line.
_BESIDE = 0.9


def doubtful(readings: Sequence[Reading]) -> list[int]:
    """Return which lines deserve another look, the surest first: a wrong figure that is believed does most harm."""
    places = [k for k, r in enumerate(readings) if _LEAST_DOUBT < r.doubt < _MOST_DOUBT and are_figures(r.text)]
    return sorted(places, key=lambda k: readings[k].doubt)[:_MOST_LOOKS]


def other_cuts(image: NDArray[np.uint8], quad: Quad) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the line cut wider, with its contrast stretched, and cut tighter."""
    wide = cut_line(image, grown(quad, _WIDER, _WIDER))
    low, high = np.percentile(wide, (2, 85))
    stretched = np.clip((wide.astype(np.float32) - low) * (255 / max(30.0, high - low)), 0, 255)
    return stretched.astype(np.uint8), cut_line(image, grown(quad, _TIGHTER, _TIGHTER))


def agree(first: Reading, others: Sequence[Reading]) -> bool:
    """Say whether all looks read the same."""
    return all(_bare(other.text) == _bare(first.text) for other in others)


def better_formed(first: Reading, others: Sequence[Reading]) -> Reading:
    """Return the reading that is an amount where the first is none and the others agree, else the first."""
    if not is_amount(_bare(first.text)) and is_amount(_bare(others[0].text)) and agree(others[0], others[1:]):
        return others[0]
    return first


def grown(quad: Quad, along: float, across: float, *, left: bool = True, right: bool = True) -> Quad:
    """Return the corners moved out by shares of the line's height; negative ones move them in."""
    high = float(np.linalg.norm(quad[0] - quad[3]))
    level, down = _unit(quad[1] - quad[0]) * high * along, _unit(quad[3] - quad[0]) * high * across
    to_left, to_right = (level if left else 0 * level), (level if right else 0 * level)
    moved = [quad[0] - to_left - down, quad[1] + to_right - down, quad[2] + to_right + down, quad[3] - to_left + down]
    return np.array(moved, dtype=np.float32)


def lost_minus(image: NDArray[np.uint8], quad: Quad, reading: Reading) -> Quad | None:
    """Return the box with the short stroke before an amount that the detector left out; None where there is none.

    The stroke stands free at half height: a rule of a table is longer, a speck shorter.
    """
    high, wide = np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[0] - quad[1])
    if not is_amount(reading.text) or not reading.text[0].isdigit() or high > wide:
        return None
    more = grown(quad, _BESIDE, 0.0, right=False)
    grey = cv2.cvtColor(cut_line(image, more), cv2.COLOR_BGR2GRAY)
    beside = round(_BESIDE * grey.shape[0])
    paper, ink = np.percentile(grey[:, beside:], (85, 2))
    dark = (grey < (paper + ink) / 2).astype(np.uint8)
    count, _, shapes, _ = cv2.connectedComponentsWithStats(dark)
    unit = grey.shape[0]
    strokes = 0
    for x, y, w, h, _area in shapes[1:count].tolist():
        if x + w > beside + 0.12 * unit or w < 0.1 * unit:
            continue
        if x == 0 or h > 0.2 * unit or w < 1.6 * h or w > 0.6 * unit or not 0.3 < (y + h / 2) / unit < 0.75:
            return None
        strokes += 1
    return more if strokes == 1 else None


def _unit(way: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = way / max(1e-6, float(np.linalg.norm(way)))
    return found


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("￥", "¥")
