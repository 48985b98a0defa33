"""Find the ruled lines of a level page picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.layout import Rule

# A rule is longer than a character: this share of the page's longer side, and never fewer pixels than the second figure.
_SHORTEST_SHARE = 0.018
_SHORTEST_PIXELS = 28
_MOST_THICKNESS_SHARE = 0.006


def find_rules(image: NDArray[np.uint8]) -> list[Rule]:
    """Return horizontal and vertical rules in fractions of a level BGR picture."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 10)
    high, wide = ink.shape
    shortest = max(_SHORTEST_PIXELS, int(_SHORTEST_SHARE * max(high, wide)))
    thickness = max(6, int(_MOST_THICKNESS_SHARE * max(high, wide)))
    return [*_along(ink, shortest, thickness, horizontal=True), *_along(ink, shortest, thickness, horizontal=False)]


def _along(ink: NDArray[np.uint8], shortest: int, thickness: int, *, horizontal: bool) -> list[Rule]:
    high, wide = ink.shape
    # Close gaps of a few pixels along the rule first (faint print, dots), then keep only long runs.
    bridge = (5, 1) if horizontal else (1, 5)
    run = (shortest, 1) if horizontal else (1, shortest)
    spread = (1, 3) if horizontal else (3, 1)
    lines = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
    lines = cv2.morphologyEx(lines, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, run))
    # A residual slant breaks a thin line into steps of one pixel: let neighbouring rows touch.
    lines = cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_RECT, spread))
    count, _, stats, centres = cv2.connectedComponentsWithStats(lines)
    rules = []
    for (x, y, w, h, _), (cx, cy) in zip(stats[1:count].tolist(), centres[1:count].tolist(), strict=True):
        if (h if horizontal else w) > thickness or (w if horizontal else h) < shortest:
            continue
        if horizontal:
            rules.append(Rule(True, cy / high, x / wide, (x + w) / wide))
        else:
            rules.append(Rule(False, cx / wide, y / high, (y + h) / high))
    return rules
