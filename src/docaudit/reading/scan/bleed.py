"""Lift what shows through from the back of a page, where the page itself proves that it does.

Pale ink alone proves nothing: stamps, table heads and receipts are pale too. What shows through is mirrored, so the
proof is a second reading: pale words that make no sense as they stand, and make sense in the mirror. Then all that is
pale goes, but for what reads well as it stands, what is coloured, and the soft edges of dark print.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from docaudit.reading.ocr import OcrEngine
from docaudit.reading.scan.picture import Picture, grey_of, pixels
from docaudit.records.pages import Word

# Words that read this well are the page's own; those that read worse than the second may be anything.
_SURE, _DOUBTFUL = 0.9, 0.8
_LEAST_OWN = 5
# Ink of a word against that of the page, as a share: what shows through has less.
_PALE = 0.45
_LEAST_PALE, _MOST_ASKED = 3, 8
# The darkest pixels of a word are its ink (percentile); to be read in the mirror it is brought to this height.
_INK = 5
_ASKED_HEIGHT, _ASKED_MARGIN = 40, 14
_MOST_ASKED_WIDE = 900
# What the mirror must add, in sure characters, and how many times as much as reads as it stands.
_LEAST_GAIN, _TIMES = 4.0, 2.0
_COLOURED = 40
# Dark print keeps its soft edge of this many pixels for each 1,000 of the page's height, at least the second.
_EDGE, _LEAST_EDGE = 0.9, 2
# Words that overlap by this stand in one place.
_ONE_PLACE = 0.5
# So many characters, read so surely, are pale print of this side, unless they look alike in the mirror.
_LEAST_FRONT, _CERTAIN = 3, 0.95
_ALIKE_MIRRORED = frozenset("018.,-:|¥￥oOAHIMTUVWXY一二三十工土王中口日田目 ")


@dataclass(frozen=True, slots=True)
class _Tone:
    """Brightness of the paper and of the page's own ink, 0 to 255."""

    paper: float
    ink: float

    def share(self, darkest: float) -> float:
        """Return how much of the page's own contrast an ink has."""
        return (self.paper - darkest) / max(1.0, self.paper - self.ink)


def without_back(image: Picture, words: Sequence[Word], engine: OcrEngine) -> tuple[Picture, list[Word]] | None:
    """Return the picture without what shows through from its back, and what is read on it; None where nothing does.

    Args:
        image: level, BGR.
        words: those read on it.
        engine: to read in the mirror and, after a proof, the page once more.
    """
    grey = grey_of(image)
    own = [w for w in words if w.confidence >= _SURE]
    if len(own) < _LEAST_OWN or sum(w.confidence < _DOUBTFUL for w in words) < _LEAST_PALE:
        return None
    tone = _Tone(float(np.percentile(grey[::8, ::8], 75)), statistics.median(_darkest(grey, w) for w in own))
    shares = [tone.share(_darkest(grey, w)) for w in words]
    pale = [w for w, share in zip(words, shares, strict=True) if share < _PALE]
    doubtful = sorted((w for w in pale if w.confidence < _DOUBTFUL), key=lambda w: -w.box.width)
    if len(doubtful) < _LEAST_PALE or not _reads_mirrored(grey, doubtful[:_MOST_ASKED], tone, engine):
        return None
    lifted = _lifted(image, grey, [w for w in pale if _is_front(w)], tone)
    dark = [w for w, share in zip(words, shares, strict=True) if share >= _PALE or _is_front(w)]
    return lifted, _merged(dark, engine.recognise(lifted))


def _is_front(word: Word) -> bool:
    """Say whether a pale word reads so well as it stands that it is no mirrored one: 10.1 is 1.01 in the mirror."""
    enough = len(word.text) >= _LEAST_FRONT and word.confidence >= _CERTAIN
    return enough and not set(word.text) <= _ALIKE_MIRRORED


def _merged(before: Sequence[Word], after: Sequence[Word]) -> list[Word]:
    """Return the words of the cleared picture, and of the first reading all that was sure.

    A figure that read well through the haze is not read anew; what was read on from a line into the back's print goes.
    """
    out: list[Word] = []
    taken: set[int] = set()
    for word in before:
        there = [k for k, other in enumerate(after) if other.box.overlap(word.box) > _ONE_PLACE]
        said = "".join(after[k].text for k in sorted(there, key=lambda k: after[k].box.x0))
        longer = len(word.text) > len(said) >= _LEAST_FRONT and word.text.startswith(said)
        read_on = longer and not word.text[-1].isascii()
        if (word.confidence < _SURE or read_on) if there else word.confidence < _DOUBTFUL:
            continue
        taken.update(there)
        best = max((after[k].confidence for k in there), default=0.0) if said == word.text else 0.0
        out.append(replace(word, confidence=max(word.confidence, best)))
    return out + [other for k, other in enumerate(after) if k not in taken]


def _darkest(grey: Picture, word: Word) -> float:
    return float(np.percentile(_cut(grey, word, 0.0), _INK))


def _cut(grey: Picture, word: Word, room: float) -> Picture:
    high, wide = grey.shape
    box = word.box
    margin = room * box.height * high
    x0, x1 = max(0, int(box.x0 * wide - margin)), max(1, round(box.x1 * wide + margin))
    y0, y1 = max(0, int(box.y0 * high - margin)), max(1, round(box.y1 * high + margin))
    return grey[min(y0, high - 1) : max(y1, y0 + 1), min(x0, wide - 1) : max(x1, x0 + 1)]


def _reads_mirrored(grey: Picture, words: Sequence[Word], tone: _Tone, engine: OcrEngine) -> bool:
    """Say whether the words read better in a mirror, both ways with their contrast drawn out alike."""
    pieces = []
    for word in words:
        part = _cut(grey, word, 0.2)
        factor = min(_ASKED_HEIGHT / part.shape[0], _MOST_ASKED_WIDE / part.shape[1])
        darkest = min(_darkest(grey, word), tone.paper - 1)
        drawn = np.clip((part.astype(np.float32) - darkest) * (255 / (tone.paper - darkest)), 0, 255)
        pieces.append(cv2.resize(drawn, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC))
    wide = max(piece.shape[1] for piece in pieces) + 2 * _ASKED_MARGIN
    high = sum(piece.shape[0] + _ASKED_MARGIN for piece in pieces) + _ASKED_MARGIN
    # As it stands on the left, in the mirror on the right.
    sheet = np.full((high, 2 * wide), 255, np.float32)
    top = _ASKED_MARGIN
    for piece in pieces:
        rows, columns = piece.shape
        sheet[top : top + rows, _ASKED_MARGIN : _ASKED_MARGIN + columns] = piece
        sheet[top : top + rows, wide + _ASKED_MARGIN : wide + _ASKED_MARGIN + columns] = piece[:, ::-1]
        top += rows + _ASKED_MARGIN
    read = engine.recognise(pixels(cv2.cvtColor(pixels(np.clip(sheet, 0, 255)), cv2.COLOR_GRAY2BGR)))
    standing, mirrored = (
        sum(max(0.0, w.confidence - 0.5) * 2 * len(w.text) for w in read if (w.box.center[0] >= 0.5) is right)
        for right in (False, True)
    )
    return mirrored - standing >= _LEAST_GAIN and mirrored >= _TIMES * standing


def _lifted(image: Picture, grey: Picture, kept: Sequence[Word], tone: _Tone) -> Picture:
    """Return the picture with paper in the place of pale ink."""
    high, wide = grey.shape
    level = tone.paper - _PALE * (tone.paper - tone.ink)
    reach = max(_LEAST_EDGE, round(_EDGE * high / 1000))
    dark = np.asarray(grey < level, np.uint8)
    near = cv2.dilate(dark, np.ones((2 * reach + 1,) * 2, np.uint8)) > 0
    coloured = image.max(axis=2).astype(np.int16) - image.min(axis=2) > _COLOURED
    stays = near | coloured
    for word in kept:
        box = word.box
        stays[int(box.y0 * high) : round(box.y1 * high), int(box.x0 * wide) : round(box.x1 * wide)] = True
    # Paper as it is around: light differs over a photographed page.
    ground = cv2.medianBlur(cv2.dilate(cv2.resize(image, None, fx=0.25, fy=0.25), np.ones((7, 7), np.uint8)), 21)
    paper = pixels(cv2.resize(ground, (wide, high), interpolation=cv2.INTER_LINEAR))
    return np.where(stays[:, :, None], image, np.maximum(image, paper))
