"""Cut lines of text out of a picture for the recogniser, and decode what it answers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad

_HEIGHT = 48
# Widths are rounded up to these, since each new shape costs a backend some 20 ms; wider padding costs as much as text.
_STEP, _LEAST_WIDTH = 32, 48
# The width that short lines were padded to when the models were trained: some are read better so.
_TRAINED_WIDTH = 320
# A strip this much higher than wide is a line that runs down the page.
STANDING = 1.5


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
    return bool(_HEIGHT * line.shape[1] < (_TRAINED_WIDTH - _STEP) * line.shape[0])


def recogniser_input(line: NDArray[np.uint8], *, as_trained: bool = False) -> NDArray[np.float32]:
    """Return the network's input: the line at its height, as -1 to 1, padded with grey on the right."""
    high, wide = line.shape[:2]
    width = max(1, math.ceil(_HEIGHT * wide / high))
    padded = max(_TRAINED_WIDTH if as_trained else _LEAST_WIDTH, math.ceil(width / _STEP) * _STEP)
    blob = np.zeros((1, 3, _HEIGHT, padded), dtype=np.float32)
    small = cv2.resize(line, (width, _HEIGHT))
    blob[0, :, :, :width] = (small.astype(np.float32) / np.float32(127.5) - np.float32(1.0)).transpose(2, 0, 1)
    return blob


def decode(answer: NDArray[np.float32], characters: Sequence[str]) -> tuple[str, float]:
    """Return text and mean confidence: the best class at each step, repeats and blanks (class 0) left out."""
    steps = answer[0]
    best = steps.argmax(axis=1)
    kept = best != 0
    kept[1:] &= best[1:] != best[:-1]
    if not kept.any():
        return "", 0.0
    at = np.flatnonzero(kept)
    # The class after the last glyph is the blank between words.
    text = "".join(characters[k - 1] if k <= len(characters) else " " for k in best[at].tolist())
    return text, float(steps[at, best[at]].mean())
