"""Part a recognised word at the white gaps that the picture shows in it: OCR takes neighbouring cells for one word."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.layout import cut_places, piece_of, seam
from docaudit.records.pages import Word

# A gap is at least this share of the word's height wide where the text itself parts (a blank, the end of an amount),
# and this elsewhere: some glyphs leave as much white beside them as two tight cells.
_GAP_SHARE, _SURE_SHARE = 0.3, 0.42
# Beside a mark (2026-03-01, 1,234.56) more white is usual.
_MARK_SHARE = 0.6
_MARKS = frozenset("-—–.,，.。:：;/、()（）[]·'")
# Rules above and below a word are no ink of it: so much of its box is left out at either edge.
_EDGE_SHARE = 0.14
# What is darker than this share of the way from the paper to the ink is ink; specks in a column are none.
_INK_SHARE, _SPECK_SHARE = 0.45, 0.06
_LEAST_CHARACTERS = 4


def parter(image: NDArray[np.uint8]) -> Callable[[Word], list[Word]]:
    """Return the function that parts a word of a level picture (BGR or grey); words without a gap come back whole."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image

    def part(word: Word) -> list[Word]:
        return _parted(grey, word) if len(word.text) >= _LEAST_CHARACTERS else [word]

    return part


def _parted(grey: NDArray[np.uint8], word: Word) -> list[Word]:
    wide = grey.shape[1]
    white = _white(grey, word)
    if len(white) < 3:
        return [word]
    # The first and the last stretch of white are the margins of the word's box.
    (_, left), *inner, (right, _) = white
    tall = word.box.height * grey.shape[0]
    gaps = [(a, b) for a, b in inner if b - a >= max(3.0, _GAP_SHARE * tall)]
    inked = right - left - sum(b - a for a, b in gaps)
    if not gaps or inked <= 0:
        return [word]
    # Where the gaps would stand if the glyphs were spread over the whole width, which the places of glyphs suppose.
    passed = itertools.accumulate((b - a for a, b in gaps), initial=0)
    at = [
        word.box.x0 + word.box.width * (a - left - before) / inked for (a, _), before in zip(gaps, passed, strict=False)
    ]
    cuts = cut_places(word, at)
    if len(cuts) != len(gaps) + 1:
        return [word]
    kept = [
        k
        for k, (before, after) in enumerate(itertools.pairwise(cuts))
        if gaps[k][1] - gaps[k][0] >= tall * _least(word.text, before[1], after[0])
    ]
    sides = [word.box.x0 * wide, *itertools.chain(*(gaps[k] for k in kept)), word.box.x1 * wide]
    starts = [cuts[0][0], *(cuts[k + 1][0] for k in kept)]
    ends = [*(cuts[k][1] for k in kept), cuts[-1][1]]
    return [
        piece_of(word, start, end, (sides[2 * k] / wide, sides[2 * k + 1] / wide))
        for k, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _least(text: str, end: int, start: int) -> float:
    """Return how wide a gap between two parts of a text must be, as a share of the word's height."""
    if start > end or seam(text, start) == "amount":
        return _GAP_SHARE
    return _MARK_SHARE if text[end - 1] in _MARKS or text[start] in _MARKS else _SURE_SHARE


def _white(grey: NDArray[np.uint8], word: Word) -> list[tuple[float, float]]:
    """Return the stretches without ink across a word in pixels of the picture, with the margins at both ends."""
    high, wide = grey.shape
    box = word.box
    tall = box.height * high
    y0, y1 = round(box.y0 * high + _EDGE_SHARE * tall), round(box.y1 * high - _EDGE_SHARE * tall)
    x0, x1 = max(0, round(box.x0 * wide)), min(wide, round(box.x1 * wide))
    crop = grey[max(0, y0) : y1, x0:x1]
    if crop.shape[0] < 4 or crop.shape[1] < 8:
        return []
    paper, ink = float(np.median(crop)), float(np.percentile(crop, 2))
    dark = (crop < paper - _INK_SHARE * (paper - ink)).sum(axis=0) > _SPECK_SHARE * crop.shape[0]
    turns = np.flatnonzero(np.diff(np.concatenate([[True], dark, [True]]).astype(np.int8))).tolist()
    inked = np.flatnonzero(dark)
    if not len(inked):
        return []
    first, last = int(inked[0]), int(inked[-1]) + 1
    inner = [(a, b) for a, b in itertools.pairwise(turns) if first < a < b < last and not dark[a]]
    return [(x0, x0 + first), *((x0 + a, x0 + b) for a, b in inner), (x0 + last, x1)]
