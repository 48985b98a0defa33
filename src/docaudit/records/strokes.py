"""Tables whose rules are typed: bars and dashes between the words, as terminals and old printers draw them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docaudit.records.evidence import Box
from docaudit.records.pages import Word

_BARS = "|｜│┃┆┊¦︱‖║"
_BAR = re.compile(rf"[{_BARS}]+")
_PARTS = re.compile(rf"[{_BARS}]+|[^{_BARS}]+")
_DASHES = re.compile(r"[-–—―_=─━┄┈═+*┼├┤┬┴┌┐└┘╋┠┨┯┷┏┓┗┛╬╠╣╦╩╔╗╚╝|｜│┃‖║\s]{6,}")
"""A rule across: six dashes at least, for fewer say that a cell is empty."""
_LEAST = 3
"""Lines with bars on a page that rules its table with them; a bar or two may stand between words anywhere."""


def is_stroke(text: str) -> bool:
    """Say whether a word is a typed rule and nothing else."""
    return bool(_BAR.fullmatch(text) or _DASHES.fullmatch(text))


def typed(words: Sequence[Word]) -> bool:
    """Say whether a page has a table with typed rules: several lines with two bars or more each."""
    tops: dict[int, int] = {}
    for word in words:
        bars = sum(ch in _BARS for ch in word.text)
        if bars:
            level = round(word.box.center[1] * 400)  # lines of print stand at least a hundredth of a page apart
            tops[level] = tops.get(level, 0) + bars
    return sum(count > 1 for count in tops.values()) >= _LEAST


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
