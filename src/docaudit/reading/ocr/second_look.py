"""Look again at figures that may be misread: cut otherwise, and for ink that the detector left outside the box."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad
from docaudit.reading.ocr.figures import are_figures, is_amount
from docaudit.reading.ocr.lines import Reading, cut_line, recogniser_input
from docaudit.reading.ocr.sessions import Blob

# Measured: figures with less doubt are right 998 times of 1,000, those with more never: neither gains by another look.
_LEAST_DOUBT, _MOST_DOUBT = 0.01, 2.5
# A page has no more second looks than this: a hopeless page must not cost twice.
_MOST_LOOKS = 60
# The other cut leaves out as much of the paper around the line, in heights of it.
_TIGHTER = 0.06
# How far beside a box lost ink is looked for, in heights of the line.
_BESIDE = 0.9


def doubtful(readings: Sequence[Reading]) -> list[int]:
    """Return which lines deserve another look, the surest first: a wrong figure that is believed does most harm."""
    places = [k for k, r in enumerate(readings) if _LEAST_DOUBT < r.doubt < _MOST_DOUBT and are_figures(r.text)]
    return sorted(places, key=lambda k: readings[k].doubt)[:_MOST_LOOKS]


def other_inputs(image: NDArray[np.uint8], quad: Quad) -> tuple[Blob, Blob]:
    """Return what the recogniser is given at the second look: the line padded as in training, and cut tighter.

    Measured on doubtful figures these are read right more often than the line with more paper around it, with its
    contrast stretched, or blurred; another look at the same input in full precision gains the least.
    """
    tighter = cut_line(image, grown(quad, -_TIGHTER, -_TIGHTER))
    return recogniser_input(cut_line(image, quad), as_trained=True), recogniser_input(tighter)


def agree(first: Reading, others: Sequence[Reading]) -> bool:
    """Say whether all looks read the same."""
    return all(_bare(other.text) == _bare(first.text) for other in others)


def settled(first: Reading, others: Sequence[Reading]) -> Reading:
    """Return the reading of the other looks where they agree with each other, else the first."""
    return others[0] if others[0].text and agree(others[0], others[1:]) and not agree(first, others) else first


def grown(quad: Quad, along: float, across: float, *, left: bool = True, right: bool = True) -> Quad:
    """Return the corners moved out by shares of the line's height; negative ones move them in."""
    high = float(np.linalg.norm(quad[0] - quad[3]))
    level, down = _unit(quad[1] - quad[0]) * high * along, _unit(quad[3] - quad[0]) * high * across
    to_left, to_right = (level if left else 0 * level), (level if right else 0 * level)
    moved = [quad[0] - to_left - down, quad[1] + to_right - down, quad[2] + to_right + down, quad[3] - to_left + down]
    return np.array(moved, dtype=np.float32)


def unread_minus(image: NDArray[np.uint8], quad: Quad, reading: Reading) -> Quad | None:
    """Return the box of an amount with the short stroke before its first digit that was not read; None without one.

    The stroke stands free at half height, inside the box or beside it: a rule of a table is longer, a speck shorter.
    """
    high, wide = np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[0] - quad[1])
    if not is_amount(reading.text) or not reading.text[0].isdigit() or high > wide:
        return None
    more = grown(quad, _BESIDE, 0.0, right=False)
    grey = cv2.cvtColor(cut_line(image, more), cv2.COLOR_BGR2GRAY)
    unit = grey.shape[0]
    beside = round(_BESIDE * unit)
    paper, ink = np.percentile(grey[:, beside:], (85, 2))
    dark = (grey < (paper + ink) / 2).astype(np.uint8)
    count, _, shapes, _ = cv2.connectedComponentsWithStats(dark)
    pieces = shapes[1:count, :4].tolist()
    digit = min((x for x, _, w, h in pieces if h > 0.4 * unit and x + w > beside + 0.12 * unit), default=beside)
    strokes = 0
    for x, y, w, h in pieces:
        if x + w > max(digit + 1, beside + 0.12 * unit) or w < 0.1 * unit:
            continue
        # A pixel is much of the small print of a fax.
        flat = h <= 0.2 * unit and w + 1 >= 1.6 * h and w <= 0.6 * unit
        if x == 0 or not flat or not 0.3 < (y + h / 2) / unit < 0.75:
            return None
        strokes += 1
    return more if strokes == 1 else None


def _unit(way: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = way / max(1e-6, float(np.linalg.norm(way)))
    return found


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("￥", "¥")
