"""What share of words like this one is right: the probabilities of a recogniser's glyphs, calibrated by measure.

The product of the probabilities of all glyphs parts right words from wrong ones better than their mean (area under the
curve 0.97 against 0.95), but is no share of right words: that is read off the curves below, which
`benchmarks/calibrate.py` fits on spoilt synthetic pages and which fall with the doubt.
"""

from __future__ import annotations

import math
import zlib

import numpy as np

# Curves of (decimal logarithm of the doubt, share of right words), straight between the points and level outside.
# BEGIN FITTED
# Those of text and figures: 7,551 words of 60 spoilt pages, as first read. The last two points of text follow
# finer bins of its worst words (1,136 of 24 pages), for a bin of many hides how steeply they fall; those of figures are
# older (45 pages). Those of second looks are drawn by hand through 150 that were counted (all looks alike: 115 of 122
# right, else 8 of 28), and tesseract's is assumed, not measured.
_CURVES: dict[str, tuple[tuple[float, float], ...]] = {
    "text": (
        (-4.41, 0.9976),
        (-2.84, 0.9937),
        (-2.04, 0.9877),
        (-1.58, 0.9756),
        (-1.06, 0.8683),
        (-0.12, 0.43),
        (0.3, 0.1),
    ),
    "figures": (
        (-4.15, 0.9994),
        (-3.67, 0.9985),
        (-3.14, 0.9933),
        (-2.31, 0.9336),
        (-1.36, 0.8618),
        (-0.2, 0.5447),
    ),
    "agreed": ((-2.0, 0.985), (-1.0, 0.95), (0.0, 0.6), (0.5, 0.1)),
    "disputed": ((-2.0, 0.5), (0.0, 0.3)),
    "tesseract": ((-4.0, 0.99), (-1.0, 0.95), (0.5, 0.2)),
}
# END FITTED
_LEAST_DOUBT = 1e-5
CURVES_MARK = f"curves-{zlib.crc32(repr(_CURVES).encode()):08x}"
"""Part of an engine's name, so that an answer kept under other curves is not taken."""


def calibrated(kind: str, doubt: float) -> float:
    """Return the share of words right, 0 to 1, among those with this doubt.

    Args:
        kind: ``text``; ``figures`` that were read once; ``agreed`` or ``disputed`` where a second look was taken;
            ``tesseract`` for its words.
        doubt: minus the logarithm of the probability that the engine gives the word; see `lines.Reading`.
    """
    if not math.isfinite(doubt):
        return 0.0
    places, shares = zip(*_CURVES[kind], strict=True)
    return float(np.interp(math.log10(max(doubt, _LEAST_DOUBT)), places, shares))
