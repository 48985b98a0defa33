"""Tables whose rules are typed: bars and dashes between the words, as terminals and old printers draw them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

from docaudit.records.evidence import Box
from docaudit.records.pages import Word

_BARS = "|｜│┃┆┊¦︱‖║"
_BAR = re.compile(rf"[{_BARS}]+")
_PARTS = re.compile(rf"[{_BARS}]+|[^{_BARS}]+")
_DASHES = re.compile(r"[-–—―_=─━┄┈═+*┼├┤┬┴┌┐└┘╋┠┨┯┷┏┓┗┛╬╠╣╦╩╔╗╚╝|｜│┃‖║\s]{6,}")
"""A rule across: six dashes at least, for fewer say that a cell is empty."""
_MANY = 5
"""Lines on which a rule down the page is seen at least."""
_LEAST = 3
"""Lines with bars on a page that rules its table with them; a bar or two may stand between words anywhere."""


def is_stroke(text: str) -> bool:
    """Say whether a word is a typed rule and nothing else."""
    return bool(_BAR.fullmatch(text) or _DASHES.fullmatch(text))


def typed(words: Sequence[Word]) -> bool:
    """Say whether a page has a table with typed rules: several lines with two bars or more each."""
    tops: dict[int, int] = {}
    for word in words:
        if _BAR.search(word.text):
            level = round(word.box.center[1] * 400)  # lines of print stand at least a hundredth of a page apart
            tops[level] = tops.get(level, 0) + sum(ch in _BARS for ch in word.text)
    return sum(count > 1 for count in tops.values()) >= _LEAST


_TAKEN_FOR = re.compile(r"[1Il!丨\][]")
"""What a recogniser takes a lone bar for."""
_NEAR = 0.007
"""Bars of one rule stand so near to each other, as a share of the page's width."""
_SLIM = 0.45
"""No letter is so slim a share of its height; the ink of a bar that was laid under the letter beside it is."""


def rules(words: Sequence[Word]) -> list[float]:
    """Return where the typed rules of a page stand: places with bars, or with what is taken for one, on many lines."""
    places = sorted(
        piece.box.center[0] for piece in parted(words) if _BAR.fullmatch(piece.text) or _TAKEN_FOR.fullmatch(piece.text)
    )
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][-1] < _NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [statistics.median(group) for group in groups if len(group) >= _MANY]


def mended(words: Sequence[Word], at: Sequence[float]) -> list[Word]:
    """Return words in which what a scan took for letters is a bar again, and a first letter cut off at a bar is back.

    Args:
        words: in reading order.
        at: see `rules`.
    """
    out: list[Word] = []
    for word in words:
        lost = out[-1] if out else None
        if lost is not None and _cut_off(lost, at) and _follows(lost, word):
            out[-1] = replace(word, text=lost.text + word.text, box=Box.union((lost.box, word.box)))
        elif _TAKEN_FOR.fullmatch(word.text) and any(abs(word.box.center[0] - x) < _NEAR for x in at):
            out.append(replace(word, text="|"))
        else:
            out.append(word)
    return out


def _cut_off(word: Word, at: Sequence[float]) -> bool:
    slim = word.box.width < _SLIM * word.box.height
    return (
        len(word.text) == 1 and slim and word.text not in _BARS and any(abs(word.box.center[0] - x) < _NEAR for x in at)
    )


def _follows(left: Word, right: Word) -> bool:
    level = min(left.box.y1, right.box.y1) - max(left.box.y0, right.box.y0)
    return level > 0.5 * left.box.height and 0 < right.box.x0 - left.box.x1 < 1.5 * left.box.height


def parted(words: Sequence[Word]) -> list[Word]:
    """Return words with the bars inside them as words of their own, boxes in proportion to the letters."""
    out: list[Word] = []
    for word in words:
        if is_stroke(word.text) or _BAR.search(word.text) is None:
            out.append(word)
            continue
        total, at = _ems(word.text), 0.0
        for piece in _PARTS.findall(word.text):
            width = _ems(piece)
            left, right = at + _ems(piece) - _ems(piece.lstrip()), at + _ems(piece.rstrip())
            at += width
            if not piece.strip():
                continue
            box = word.box
            x0, x1 = (box.x0 + box.width * place / total for place in (left, right))
            out.append(replace(word, text=piece.strip(), box=Box(x0, box.y0, x1, box.y1)))
    return out


def _ems(text: str) -> float:
    return sum(0.5 if ch.isascii() or ch in _BARS else 1.0 for ch in text)
