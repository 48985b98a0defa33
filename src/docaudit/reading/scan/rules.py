"""Find the ruled lines of a level page picture."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.layout import Rule
from docaudit.reading.scan.picture import framed_pieces
from docaudit.records.pages import Word

# A rule is longer than a character: this share of the longer side, and never fewer pixels than the second figure.
_SHORTEST_SHARE = 0.018
_SHORTEST_PIXELS = 28
_MOST_THICKNESS_SHARE = 0.006
# Strokes of a character are no longer than its height; a cell is.
_CHARACTERS_LONG = 1.3
_EDGE_SHARE = 0.3
# Pieces of one rule with a gap up to this share of the longer side between them are joined.
_BRIDGED_SHARE = 0.012


def find_rules(image: NDArray[np.uint8], words: Sequence[Word]) -> list[Rule]:
    """Return horizontal and vertical rules in fractions of a level BGR picture.

    Args:
        image: level, BGR or grey.
        words: those read on it: a rule is longer than their characters, and a stroke inside a word is none.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 10)
    high, wide = ink.shape
    shortest = max(_SHORTEST_PIXELS, int(_SHORTEST_SHARE * max(high, wide)))
    thickness = max(6, int(_MOST_THICKNESS_SHARE * max(high, wide)))
    character = statistics.median(w.box.height * high for w in words) if words else 0.0
    reach = max(shortest, int(_CHARACTERS_LONG * character))
    found = [*_along(ink, reach, thickness, horizontal=True), *_along(ink, reach, thickness, horizontal=False)]
    doubtful = [rule for rule in found if _is_stroke(rule, words, wide / high)]
    sure = [rule for rule in found if rule not in doubtful]
    # A short piece through a word is a rule after all where it carries on one that stands elsewhere.
    near = 3 / max(high, wide)
    kept = sure + [rule for rule in doubtful if any(_in_line(rule, other, near) for other in sure)]
    gap = max(1.5 * character, _BRIDGED_SHARE * max(high, wide))
    return [
        *_joined([r for r in kept if r.horizontal], near, gap / wide),
        *_joined([r for r in kept if not r.horizontal], near, gap / high),
    ]


def _joined(rules: list[Rule], near: float, gap: float) -> list[Rule]:
    """Join pieces of one rule that a seal, a fold or a letter has broken."""
    done: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.start):
        for index, before in enumerate(done):
            if abs(before.at - rule.at) <= near and rule.start - before.end <= gap:
                long, short = before.end - before.start, rule.end - rule.start
                at = (before.at * long + rule.at * short) / max(long + short, 1e-9)
                done[index] = Rule(rule.horizontal, at, before.start, max(before.end, rule.end))
                break
        else:
            done.append(rule)
    return done


def _in_line(rule: Rule, other: Rule, tolerance: float) -> bool:
    length = rule.end - rule.start
    same = rule.horizontal == other.horizontal and abs(rule.at - other.at) <= tolerance
    return same and other.end - other.start >= 3 * length


def _is_stroke(rule: Rule, words: Sequence[Word], aspect: float) -> bool:
    """Say whether the rule may be strokes: much of it lies inside words, away from their edges.

    A rule between cells runs through a word only where OCR took two cells for one, which is not so in every row.
    """
    length = rule.end - rule.start
    crossed = 0.0
    for word in words:
        box = word.box
        if rule.horizontal:
            inside = box.y0 + 0.15 * box.height < rule.at < box.y1 - 0.15 * box.height
            shared = min(rule.end, box.x1) - max(rule.start, box.x0)
        else:
            # OCR boxes reach a little past the ink: a rule there still stands between two words.
            edge = min(_EDGE_SHARE * box.height / aspect, 0.3 * box.width)
            inside = box.x0 + edge < rule.at < box.x1 - edge
            shared = min(rule.end, box.y1) - max(rule.start, box.y0)
        if inside and shared > 0:
            crossed += shared
    return crossed > (0.6 if rule.horizontal else 0.42) * length


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
    rules = []
    for x, y, w, h in framed_pieces(np.asarray(lines, np.uint8)):
        if (h if horizontal else w) > thickness or (w if horizontal else h) < shortest:
            continue
        middle = cv2.moments(lines[y : y + h, x : x + w], binaryImage=True)
        if horizontal:
            rules.append(Rule(True, (y + middle["m01"] / middle["m00"]) / high, x / wide, (x + w) / wide))
        else:
            rules.append(Rule(False, (x + middle["m10"] / middle["m00"]) / wide, y / high, (y + h) / high))
    return rules
