"""Compare a doubtful text layer with the page: read some of its lines as pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from docaudit.reading.ocr import CachedEngine, borrow_engine
from docaudit.reading.options import ReadOptions
from docaudit.reading.pdf.raster import cut
from docaudit.records.evidence import Box
from docaudit.records.pages import Word

_LINES = 5
_LEAST_CHARACTERS = 4
# Two readings of one line share nearly all characters, of two different lines hardly any.
_AGREEMENT = 0.6
# Room around a line, in its heights, so that it is found.
_MARGIN = 0.6
_LEAST_SIDE = 96


def layer_agrees(words: Sequence[Word], image: NDArray[np.uint8], options: ReadOptions) -> bool | None:
    """Say whether some of the layer's words stand on the page's picture; None where no engine can tell.

    Args:
        words: of the text layer, boxes in fractions of the picture.
        image: of the page, BGR, its text drawn with its own glyphs.
        options: the engine.
    """
    chosen = _sample(words)
    if not chosen:
        return None
    with borrow_engine(options.ocr_engine, options.ocr_threads) as lent:
        if lent is None:
            return None
        engine = CachedEngine(lent, options.limits.cache_bytes)
        total = right = 0
        for word in chosen:
            found = engine.recognise(_around(image, word.box))
            seen = _folded("".join(w.text for w in sorted(found, key=lambda w: w.box.x0)))
            said = _folded(word.text)
            total += len(said)
            # What stands beside the line, inside the margin, costs nothing.
            right += sum(block.size for block in Levenshtein.editops(said, seen).as_matching_blocks())
    return right >= _AGREEMENT * total


def _sample(words: Sequence[Word]) -> list[Word]:
    """Choose long words spread over the page, those with the most unlike figures first."""
    fit = [w for w in words if len(w.text) >= _LEAST_CHARACTERS and w.box.width > 0 and w.box.height > 0]
    fit.sort(key=lambda w: -sum(not c.isdigit() and c not in ".,:- " for c in w.text))
    longest = sorted(fit[: 4 * _LINES], key=lambda w: w.box.y0)
    step = max(1, len(longest) // _LINES)
    return longest[::step][:_LINES]


def _around(image: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    high, wide = image.shape[:2]
    room = _MARGIN * min(box.height * high, box.width * wide)
    wider = Box(
        max(0.0, box.x0 - room / wide),
        max(0.0, box.y0 - room / high),
        min(1.0, box.x1 + room / wide),
        min(1.0, box.y1 + room / high),
    )
    part = cut(image, wider)
    missing = [max(0, _LEAST_SIDE - side) for side in part.shape[:2]]
    if not any(missing):
        return part
    return np.pad(part, ((0, missing[0]), (0, missing[1]), (0, 0)), constant_values=255)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
