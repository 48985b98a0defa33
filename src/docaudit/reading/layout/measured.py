"""Cut a word that OCR read on a picture: at the white gaps that the picture shows, and where a column ends."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Protocol, TypeAlias

from docaudit.reading.layout.cutting import bare_runs, piece_of, seam
from docaudit.records.pages import Word

# A gap is at least this share of the word's height wide where the text itself parts (a blank, the end of an amount),
# and this elsewhere: some glyphs leave as much white beside them as two tight cells.
_GAP_SHARE, _SURE_SHARE = 0.3, 0.42
# Beside a mark (2026-03-01, 1,234.56) more white is usual.
_MARK_SHARE = 0.6
_MARKS = frozenset("-—–.,，.。:：;/、()（）[]·'")
_LEAST_CHARACTERS = 4
# A box that reaches this share of its height beyond the ink holds a bit of its neighbour.
_BEYOND_SHARE = 0.35
# In heights: how far a cut moves for a gap one height wide, and what it must gain to go inside a run of one script.
_PULL, _RUN_STRAIN = 1.0, 0.15
Spans: TypeAlias = Sequence[tuple[float, float]]
"""The left and the right side of each glyph of a word, fractions of the page's width."""


class Measure(Protocol):
    """Knows the picture of a page: where the ink of its words stands, in fractions of its width."""

    def widest_gap(self, word: Word) -> float:
        """Return the widest white between the ink of a word."""

    def ink(self, word: Word) -> tuple[float, float] | None:
        """Return where the ink of a word begins and ends; None where there is none."""

    def spans(self, word: Word) -> Spans | None:
        """Return the sides of each glyph's ink; None where the picture does not tell."""


def part_word(word: Word, high: float, measure: Measure) -> list[Word]:
    """Return the pieces of a word between the white gaps that the picture shows in it.

    Args:
        word: as OCR read it.
        high: its height as a fraction of the page's width.
        measure: of its page.
    """
    text = word.text
    if len(text) < _LEAST_CHARACTERS:
        return [word]
    # Cheap first: most words have no gap that would part them anywhere.
    widest = measure.widest_gap(word)
    if widest < _GAP_SHARE * high or widest < high * min(_least(text, k) for k in range(1, len(text))):
        return [word]
    spans = measure.spans(word)
    if spans is None:
        return [word]
    cuts = [k for k in range(1, len(text)) if _gap(text, k, spans) >= high * _least(text, k)]
    return _pieces(word, [0, *cuts, len(text)], high, spans)


def _gap(text: str, place: int, spans: Spans) -> float:
    """Return the white before a glyph; a blank's is its own, so none is left before the glyph after it."""
    if text[place - 1].isspace():
        return 0.0
    return spans[place][1] - spans[place][0] if text[place].isspace() else spans[place][0] - spans[place - 1][1]


def _least(text: str, place: int) -> float:
    """Return how wide the gap before a glyph must be to part a text, as a share of its height."""
    if seam(text, place) in ("amount", "blank"):
        return _GAP_SHARE
    return _MARK_SHARE if text[place - 1] in _MARKS or text[place] in _MARKS else _SURE_SHARE


def cut_measured(word: Word, at: Sequence[float], high: float, spans: Spans) -> list[Word]:
    """Return the pieces of a word cut near the places `at`, where the white between its measured glyphs is widest.

    Args:
        word: as OCR read it.
        at: fractions of the page's width, rising.
        high: the word's height as a fraction of the page's width.
        spans: of its glyphs.
    """
    text, count = word.text, len(word.text)
    gaps = [
        (word.box.x0 - high, max(word.box.x0, spans[0][0])),
        *((a, b) for (_, a), (b, _) in itertools.pairwise(spans)),
        (min(word.box.x1, spans[-1][1]), word.box.x1 + high),
    ]

    def cost(place: int, x: float) -> float:
        a, b = gaps[place]
        strain = _RUN_STRAIN if 0 < place < count and seam(text, place) == "inside" else 0.0
        return max(0.0, a - x, x - b) - _PULL * min(max(0.0, b - a), high) + strain * high

    cuts = [0]
    for x in at:
        cuts.append(min(range(cuts[-1], count + 1), key=lambda place, x=x: cost(place, x)))  # type: ignore[misc]
    return _pieces(word, [*cuts, count], high, spans)


def _pieces(word: Word, cuts: Sequence[int], high: float, spans: Spans) -> list[Word]:
    """Return the pieces between the cuts, with the sides of their ink; the word itself where nothing is cut off."""
    box, runs = word.box, bare_runs(word.text, cuts)
    if not runs:
        return [word]
    left, right = spans[runs[0][0]][0], spans[runs[-1][1] - 1][1]
    left = left if left - box.x0 > _BEYOND_SHARE * high else min(box.x0, left)
    right = right if box.x1 - right > _BEYOND_SHARE * high else max(box.x1, right)
    if len(runs) == 1 and (left, right) == (box.x0, box.x1):
        return [word]
    inner = [(spans[end - 1][1], spans[start][0]) for (_, end), (start, _) in itertools.pairwise(runs)]
    sides = [left, *itertools.chain(*inner), right]
    return [piece_of(word, a, b, (sides[2 * k], sides[2 * k + 1])) for k, (a, b) in enumerate(runs)]
