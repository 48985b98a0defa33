"""Say where a level page picture is signed: whether handwriting stands beside the labels that ask for it, not whose."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.scan.picture import Picture, grey_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Signature, Word

_LABEL = re.compile(
    r"^.{0,14}?(?:签字|签名|签章|盖章|签署|法定代表人|授权代表|负责人|经办人|客户经理|审批人|复核人|借款人|贷款人|保证人|抵押人|出质人)"
    r"[）)]?(?:[（(][^（）()]{0,12}[)）])?[：:_\s]*$"
)
# A label that asks for a hand by itself, or ends as one that is to be filled in.
_ASKS = re.compile(r"签字|签名|签章|盖章|签署|[：:_]\s*$")
# The place to sign, in heights of the label's line: to the right, above and below it.
_RIGHT, _ABOVE, _BELOW = 11.0, 0.45, 0.4
# Ink, in squares of that height: less is dust, more is writing; in between nobody can tell.
_DUST, _WRITING = 0.04, 0.12
_LEAST_HIGH, _LEAST_WIDE = 0.45, 0.6
# Writing is spread over its box; a spot or a stamp's edge is not.
_MOST_DENSE = 0.6
# A pen's blue: how far above the red, and how much of it in squares of the height.
_BLUE, _BLUE_INK = 35, 0.08
# What OCR reads surely, in two characters or more, is print; scrawls it reads unsurely or as single signs.
_SURE = 0.88
_DEPTH = 25
# A label's box this many times as long as its text holds writing too; a line is so many characters high.
_STRETCHED, _LINE = 1.18, 1.4
_RULE = 2.2


def find_signatures(image: Picture, words: Sequence[Word]) -> tuple[Signature, ...]:
    """Return the places to sign, in reading order of `words`, and whether there is handwriting; boxes in fractions.

    Args:
        image: level, BGR, red seals lifted.
        words: those read on it.
    """
    labels = [w for w in words if _LABEL.match(w.text) and _ASKS.search(w.text)]
    if not labels or image.ndim != 3:
        return ()
    high, wide = image.shape[:2]
    grey = grey_of(image)
    em = _em(words, wide)
    out = []
    for printed in labels:
        label = _print_alone(printed, em, wide, high)
        line = label.box.height * high
        if line < 8 or label.box.width * wide < line:
            continue
        area = _area(label, [w for w in words if w is not printed], line, wide, high)
        if area[2] - area[0] >= line:
            others = [w for w in words if w is not printed]
            out.append(_judged(label, image, grey, area, others))
    return tuple(out)


def _em(words: Sequence[Word], wide: int) -> float:
    """Return how wide a Chinese character of the page's type is, in pixels; 0 where no line tells."""
    sizes = [w.box.width * wide / _units(w.text) for w in words if len(w.text) > 2 and _is_print(w)]
    return statistics.median(sizes) if len(sizes) > 2 else 0.0


def _units(text: str) -> float:
    return sum(1.0 if ord(c) > 0x2E7F else 0.5 for c in text.strip()) or 1.0


def _print_alone(word: Word, em: float, wide: int, high: int) -> Word:
    """Return the label without the writing beside it, where OCR boxed both as one."""
    box = word.box
    long = (_units(word.text) + 0.2) * em / wide
    if not em or box.width <= _STRETCHED * long:
        return word
    middle, half = (box.y0 + box.y1) / 2, min(box.height, _LINE * em / high) / 2
    return replace(word, box=Box(box.x0, middle - half, box.x0 + long, middle + half))


def _area(label: Word, words: Sequence[Word], line: float, wide: int, high: int) -> tuple[int, int, int, int]:
    """Return the place to sign in pixels: up to the next label, and clear of the lines above and below."""
    left, right = label.box.x1 * wide, min(wide * 0.985, label.box.x1 * wide + _RIGHT * line)
    top, bottom = label.box.y0 * high - _ABOVE * line, label.box.y1 * high + _BELOW * line
    for word in words:
        if not _is_print(word):
            continue
        x0, y0, x1, y1 = word.box.x0 * wide, word.box.y0 * high, word.box.x1 * wide, word.box.y1 * high
        level = min(y1, label.box.y1 * high) - max(y0, label.box.y0 * high) > 0.4 * line
        if level and x0 > left and re.search(r"[：:]", word.text):
            right = min(right, x0 - 0.15 * line)
        elif not level and x1 > left and x0 < right:
            # A line of print above or below bounds how far a hand can reach.
            if y1 <= label.box.y0 * high + 0.2 * line:
                top = max(top, y1)
            elif y0 >= label.box.y1 * high - 0.2 * line:
                bottom = min(bottom, y0)
    return int(left + 0.1 * line), int(max(0, top)), int(right), int(min(high, bottom))


def _is_print(word: Word) -> bool:
    return word.confidence >= _SURE and len(word.text.strip()) > 1


def _judged(
    label: Word, image: Picture, grey: Picture, area: tuple[int, int, int, int], words: Sequence[Word]
) -> Signature:
    high, wide = grey.shape
    x0, y0, x1, y1 = area
    line = label.box.height * high
    part = grey[y0:y1, x0:x1]
    block = max(25, int(2 * line) | 1)
    ink = cv2.adaptiveThreshold(part, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, _DEPTH)
    ink = _without_rules(np.asarray(ink, np.uint8), line)
    colour = image[y0:y1, x0:x1].astype(np.int16)
    blue = (colour[:, :, 0] - colour[:, :, 2] > _BLUE) & (ink > 0)
    blue_ink = float(np.count_nonzero(blue)) / line**2
    for word in words:
        if _is_print(word):
            _wipe(ink, word.box, (x0, y0), (wide, high), 0.1 * line)
    ink = _without_specks(ink, line)
    amount = float(np.count_nonzero(ink)) / line**2
    ys, xs = np.nonzero(ink)
    if blue_ink >= _BLUE_INK:
        ys, xs = np.nonzero(blue)
        return Signature(label.text, _box(xs, ys, area, (wide, high)), present=True, confidence=0.95)
    if not len(xs) or amount < _DUST:
        place = Box(x0 / wide, y0 / high, x1 / wide, y1 / high)
        return Signature(label.text, place, present=False, confidence=0.9)
    box = _box(xs, ys, area, (wide, high))
    tall, broad = box.height * high / line, box.width * wide / line
    dense = amount / max(1e-6, tall * broad)
    if amount >= _WRITING and tall >= _LEAST_HIGH and broad >= _LEAST_WIDE and dense <= _MOST_DENSE:
        return Signature(label.text, box, present=True, confidence=min(0.95, 0.7 + 0.4 * amount))
    return Signature(label.text, box, present=None, confidence=0.0)


def _without_rules(ink: Picture, line: float) -> Picture:
    """Take the line to sign on, and the rules of a table, out of the ink."""
    for shape in ((1, max(9, round(_RULE * line))), (max(9, round(_RULE * line)), 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink = np.asarray(cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8))), np.uint8)
    return ink


def _without_specks(ink: Picture, line: float) -> Picture:
    """Leave out specks, and pieces of the lines above and below that reach into the place."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    kept = np.zeros(count, np.uint8)
    for index, (_, y, w, h, area) in enumerate(stats[1:count].tolist(), 1):
        at_edge = (y == 0 or y + h == ink.shape[0]) and h < 0.4 * line
        kept[index] = 255 if area >= 0.006 * line**2 and max(w, h) >= 0.15 * line and not at_edge else 0
    return np.asarray(kept[labels], np.uint8)


def _wipe(ink: Picture, box: Box, origin: tuple[int, int], size: tuple[int, int], rim: float) -> None:
    x0, y0 = box.x0 * size[0] - origin[0] - rim, box.y0 * size[1] - origin[1] - rim
    x1, y1 = box.x1 * size[0] - origin[0] + rim, box.y1 * size[1] - origin[1] + rim
    if x1 > 0 and y1 > 0:
        ink[max(0, int(y0)) : max(0, int(y1)), max(0, int(x0)) : max(0, int(x1))] = 0


def _box(xs: NDArray[np.intp], ys: NDArray[np.intp], area: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    left, top = area[0], area[1]
    return Box(
        (left + int(xs.min())) / size[0],
        (top + int(ys.min())) / size[1],
        (left + int(xs.max()) + 1) / size[0],
        (top + int(ys.max()) + 1) / size[1],
    )
