"""Cut a word where a column ends: OCR glues what stands close."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from docaudit.records.evidence import Box
from docaudit.records.pages import Word

# How many characters of doubt about a glyph's place a cut may move to reach a better seam.
_STRAINS = {"blank": 0.0, "amount": 0.0, "script": 0.3, "inside": 3.2}
# Relative widths of glyphs in the usual faces: Chinese, figures and letters, points and commas.
_WIDE, _FIGURE, _NARROW = 2.0, 1.1, 0.6
_CLOSING, _OPENING = frozenset(")）】]》，。、；：;%"), frozenset("(（【[《¥￥")
_AMOUNT_ENDS = re.compile(r"\.\d\d(?P<behind>元|[-+−]|[CD][Rr])?$")
# What stands behind an amount and is part of it; a sign before a digit is the next amount's.
_GOES_ON = re.compile(r"元|[-+−](?!\d)|[CD][Rr](?![A-Za-z])")


def cut_word(word: Word, at: Sequence[float]) -> list[Word]:
    """Return the pieces of a word cut at the places `at` (fractions of the page, rising), empty pieces left out.

    A glyph's place is known by proportion only (`measured` knows better), so a cut moves to a blank, the end of an
    amount or a change of script close by.
    """
    text = word.text
    places = glyph_places(word)
    step = word.box.width / max(1.0, sum(map(_weight, text)))
    cuts, least = [0], 1
    for x in at:
        if least >= len(text):
            break
        near = min(range(least, len(text)), key=lambda k: abs(places[k] - x) + _STRAINS[seam(text, k)] * 2 * step)
        cuts.append(near)
        least = near + 1
    runs = bare_runs(text, [*cuts, len(text)])
    return [piece_of(word, start, end, (places[start], places[end])) for start, end in runs]


def bare_runs(text: str, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pieces of a text between the places `cuts` as (start, end), blanks at their ends left out."""
    runs = []
    for start, end in itertools.pairwise(cuts):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            lead = len(piece) - len(piece.lstrip())
            runs.append((start + lead, start + lead + len(bare)))
    return runs


def piece_of(word: Word, start: int, end: int, sides: tuple[float, float]) -> Word:
    """Return the part of a word from `start` to `end` with its left and right side."""
    return replace(word, text=word.text[start:end], box=Box(sides[0], word.box.y0, max(sides), word.box.y1))


def glyph_places(word: Word) -> list[float]:
    """Return the left side of each glyph, and the right side of the last, by proportion."""
    weights = list(map(_weight, word.text))
    step = word.box.width / max(1.0, sum(weights))
    return [word.box.x0 + step * run for run in itertools.accumulate(weights, initial=0.0)]


def seam(text: str, place: int) -> str:
    """Say how the text parts before `place`: at a blank, where an amount ends, between scripts, or inside a run."""
    left, right = text[place - 1], text[place]
    if right in _CLOSING or left in _OPENING:
        return "inside"
    if left.isspace() or right.isspace():
        return "blank"
    ended = _AMOUNT_ENDS.search(text, max(0, place - 5), place)
    if ended is not None:
        behind = ended["behind"]
        split = behind in ("-", "+", "−") and right.isdigit()
        return "inside" if split or (behind is None and _GOES_ON.match(text, place)) else "amount"
    return "script" if _script(left) != _script(right) else "inside"


def _weight(ch: str) -> float:
    if ord(ch) > 0x2E7F:
        return _WIDE
    return _NARROW if ch in ",.:;'|il " else _FIGURE


def _script(ch: str) -> str:
    if ch.isdigit() or ch in ",.+-:/¥￥*":
        return "figure"
    return "wide" if unicodedata.east_asian_width(ch) in "WF" else "narrow"
