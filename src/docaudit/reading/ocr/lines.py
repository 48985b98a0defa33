"""Cut lines of text out of a picture for the recogniser, and decode what it answers."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad
from docaudit.reading.ocr.figures import mended

_HEIGHT = 48
# Lines are padded to one of these widths, then to multiples of the step: a backend prepares itself for each new shape
# (some 20 ms, and up to 45 MiB that it keeps), and padding costs as much as text.
_WIDTHS = (48, 80, 112, 160, 208, 256, 320, 384, 480, 576, 704, 832, 1024, 1280, 1536, 2048)
_STEP = 512
# The width that short lines were padded to when the models were trained: some are read better so.
_TRAINED_WIDTH = 320
# A strip this much higher than wide is a line that runs down the page.
STANDING = 1.5
# What parts words or waits for writing: networks are never sure of it, and no value rests on it.
_GAPS = " _"


def cut_line(image: NDArray[np.uint8], quad: Quad) -> NDArray[np.uint8]:
    """Return the line inside `quad`, level; one that stands on end is turned counter-clockwise."""
    wide = max(1, int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]))))
    high = max(1, int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    line = cv2.warpPerspective(image, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    if high >= STANDING * wide:
        line = np.rot90(line)
    return np.ascontiguousarray(line, dtype=np.uint8)


def is_short(line: NDArray[np.uint8]) -> bool:
    """Say whether padding as in training makes the line longer."""
    return bool(_padded(math.ceil(_HEIGHT * line.shape[1] / line.shape[0])) < _TRAINED_WIDTH)


def recogniser_input(line: NDArray[np.uint8], *, as_trained: bool = False) -> NDArray[np.float32]:
    """Return the network's input: the line at its height, as -1 to 1, padded with grey on the right."""
    high, wide = line.shape[:2]
    width = max(1, math.ceil(_HEIGHT * wide / high))
    padded = max(_TRAINED_WIDTH if as_trained else 0, _padded(width))
    blob = np.zeros((1, 3, _HEIGHT, padded), dtype=np.float32)
    small = cv2.resize(line, (width, _HEIGHT))
    blob[0, :, :, :width] = (small.astype(np.float32) / np.float32(127.5) - np.float32(1.0)).transpose(2, 0, 1)
    return blob


def _padded(width: int) -> int:
    return next((w for w in _WIDTHS if w >= width), math.ceil(width / _STEP) * _STEP)


class Reading(NamedTuple):
    """A line as it was read.

    Attributes:
        text: with what only the shape of figures decides put right (`figures.mended`).
        score: mean probability of the glyphs.
        doubt: minus the logarithm of the probability that every glyph is right; gaps between words count for nothing,
            nor do glyphs that shape settles or whether one is printed wide or narrow (（ or (, ￥ or ¥).
    """

    text: str
    score: float
    doubt: float


class Alphabet:
    """What a recogniser's classes stand for: the glyphs from class 1 on, then the gap between words.

    `twins` are the classes that differ from a class only by width, itself among them; those without such are left out.
    """

    def __init__(self, glyphs: Sequence[str]) -> None:
        self.glyphs = (*glyphs, " ")
        alike: defaultdict[str, list[int]] = defaultdict(list)
        for k, glyph in enumerate(glyphs, start=1):
            alike[unicodedata.normalize("NFKC", glyph)].append(k)
        self.twins = {k: group for group in alike.values() if len(group) > 1 for k in group}


UNREAD = Reading("", 0.0, math.inf)


def decode(answer: NDArray[np.float32], alphabet: Alphabet) -> Reading:
    """Return the line that an answer spells, repeats and blanks (class 0) left out."""
    steps = answer[0]
    best = steps.argmax(axis=1)
    starts = np.flatnonzero(np.append(True, best[1:] != best[:-1]))
    sure = np.take_along_axis(steps, best[:, None], axis=1)[:, 0]
    glyphs = best[starts] != 0
    at = starts[glyphs]
    if not at.size:
        return UNREAD
    spelt = "".join(alphabet.glyphs[k - 1] for k in best[at].tolist())
    text, settled = mended(spelt)
    # A glyph spreads over several steps: how sure it is says the best of them.
    peaks = np.maximum.reduceat(sure, starts)[glyphs]
    if len(peaks) == len(spelt):
        ends = np.append(starts[1:], len(best))[glyphs]
        for k, (start, end) in enumerate(zip(at.tolist(), ends.tolist(), strict=True)):
            if (alike := alphabet.twins.get(int(best[start]))) is not None:
                peaks[k] = steps[start + sure[start:end].argmax(), alike].sum()
        counted = [k for k, glyph in enumerate(spelt) if k not in settled and glyph not in _GAPS]
        peaks = peaks[counted]
    doubt = -float(np.log(np.clip(peaks, 1e-6, 1.0)).sum())
    return Reading(text, float(sure[at].mean()), doubt)
