"""Join the check boxes that a picture shows with the words that OCR read there: the same signs as on digital pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from docaudit.reading.ocr.figures import are_figures
from docaudit.reading.scan.box_places import Place, borders_option, placed
from docaudit.reading.scan.boxes import EMPTY, FILLED, Square, find_squares
from docaudit.reading.scan.picture import Picture, grey_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Word

# How much the sides of a form's boxes differ: solid ones, and others.
_ALIKE, _MUCH_ALIKE = 0.25, 0.15
# Gap between a box and its option, in heights of the line.
_MOST_GAP = 1.5
_LEAST_SURE = 0.6
# A line of type is no higher than this many sides of its boxes; higher ones stand on end.
_MOST_HEIGHT = 3.4
# A page with so many figures, and so large a share of them, lists bookings: squares among its glyphs are no options.
_MANY_FIGURES, _MOST_FIGURES = 30, 0.3
# A word this many times higher than broad runs down the page: captions of forms do.
_STANDING = 1.5
# Options are no names of firms, or one of several kinds of firm.
_FIRM = re.compile(r"[\u4e00-\u9fff（）()]{4,}(?:公司|合作社|[支分]行|银行|厂|经营部|商行|事务所)$")
# Columns whose darkest pixel is this much darker than the paper hold ink.
_INK = 60


@dataclass(frozen=True, slots=True)
class Claim:
    """A square, the word it belongs to, and where in the word its sign goes."""

    square: Square
    word: int
    place: Place


def with_check_boxes(image: Picture, words: Sequence[Word]) -> list[Word]:
    """Return the words of a level picture with □, ☑ and ■ where check boxes stand.

    A box before its option begins the option's word, as on a digital page; a word is parted there. What OCR made of the
    box (口, 日, 区) goes. A character that only looks like a box stays: a frame is believed where OCR read nothing
    or something else in its place, or, where the character could be meant, only beside boxes like it.
    """
    figures = sum(are_figures(word.text) for word in words)
    if figures >= _MANY_FIGURES and figures > _MOST_FIGURES * len(words):
        return list(words)
    high, wide = image.shape[:2]
    squares = [s for s in find_squares(image, words) if s.sure >= _LEAST_SURE]
    if not squares:
        return list(words)
    inside, beside = shared_out(squares, words, wide, high)
    lines = {index: _inked(grey_of(image), words[index].box) for index in inside}
    plain: list[Claim] = []
    # The second time round the boxes that are certain say how large the others are.
    for _ in range(2):
        claims = list(beside)
        for index, held in inside.items():
            alike = [any(_differ(s, c.square) <= _MUCH_ALIKE for c in plain) for s in held]
            places = placed(words[index].text, lines[index], held, int(words[index].box.x0 * wide), alike)
            claims += [Claim(s, index, place) for s, place in zip(held, places, strict=True) if place is not None]
        sure = [c for c in claims if c.place.sure and c.square.sign != FILLED]
        plain = [c for c in sure if not _before_firm(words, c) or has_sibling(c, sure)]
    believed: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim in plain or claim.place.printed or has_sibling(claim, plain):
            believed.setdefault(claim.word, []).append(claim)
    out: list[Word] = []
    for index, word in enumerate(words):
        out.extend(parted(word, believed[index], wide, high) if index in believed else (word,))
    return out


def _before_firm(words: Sequence[Word], claim: Claim) -> bool:
    """Say whether what the box would offer is the name of a firm: its first glyph (淄, 因) may hold the square."""
    return _FIRM.fullmatch(words[claim.word].text[claim.place.at + claim.place.taken :].strip()) is not None


def _inked(grey: Picture, box: Box) -> list[bool]:
    """Say of each column of a word whether it holds ink."""
    high, wide = grey.shape
    top, bottom = int(box.y0 * high), max(int(box.y0 * high) + 1, round(box.y1 * high))
    rim = (bottom - top) // 8
    part = grey[top + rim : max(top + rim + 1, bottom - rim), int(box.x0 * wide) : round(box.x1 * wide)]
    if not part.size:
        return []
    flags: list[bool] = (part.min(axis=0) < float(np.percentile(part, 90)) - _INK).tolist()
    return flags


def _differ(one: Square, other: Square) -> float:
    return abs(one.side - other.side) / max(one.side, other.side)


def shared_out(
    squares: Sequence[Square], words: Sequence[Word], wide: float, high: float
) -> tuple[dict[int, list[Square]], list[Claim]]:
    """Return the squares inside words, by word and from left to right, and those that stand beside one."""
    inside: dict[int, list[Square]] = {}
    beside: list[Claim] = []
    standing = [w.box for w in words if len(w.text) > 1 and w.box.height * high > _STANDING * w.box.width * wide]
    for square in sorted(squares, key=lambda s: s.x0):
        x, y = square.middle
        if any(b.x0 * wide <= x <= b.x1 * wide and b.y0 * high <= y <= b.y1 * high for b in standing):
            continue  # a part of one of its glyphs (信)
        best: tuple[float, int, int] | None = None
        for index, word in enumerate(words):
            top, bottom = word.box.y0 * high, word.box.y1 * high
            left, right = word.box.x0 * wide, word.box.x1 * wide
            if not top < y < bottom or bottom - top > _MOST_HEIGHT * square.side or not word.text:
                continue
            if left - 0.1 * square.side <= x <= right + 0.1 * square.side:
                inside.setdefault(index, []).append(square)
                best = None
                break
            reach = _MOST_GAP * (bottom - top)
            gap, at = (left - square.x1, 0) if x < left else (square.x0 - right, len(word.text))
            # The option follows its box as a rule: a word after it counts before one that ends nearer.
            cost = gap if at == 0 else gap + reach
            if gap <= reach and borders_option(word.text, at, at) and (best is None or cost < best[0]):
                best = (cost, index, at)
        if best is not None:
            beside.append(Claim(square, best[1], Place(best[2], 0, sure=square.sign == EMPTY)))
    return inside, beside


def has_sibling(claim: Claim, plain: Sequence[Claim]) -> bool:
    """Say whether a plain box of that size stands on its line, or above or below: options stand in rows or columns."""
    square = claim.square
    for other in plain:
        theirs = other.square
        if other is claim:
            continue
        if _differ(theirs, square) > (_ALIKE if square.sign == FILLED else _MUCH_ALIKE):
            continue
        level = abs(theirs.middle[1] - square.middle[1]) < 0.5 * square.side
        under = abs(theirs.x0 - square.x0) < square.side and abs(theirs.y0 - square.y0) < 4 * square.side
        if level or under:
            return True
    return False


def parted(word: Word, claims: Sequence[Claim], wide: float, high: float) -> list[Word]:
    """Return the word cut before each of its boxes, with the signs in."""
    pieces: list[Word] = []
    text, right = word.text, word.box.x1
    for claim in sorted(claims, key=lambda c: (-c.place.at, -c.square.x0)):
        square, at = claim.square, claim.place.at
        left = min(square.x0 / wide, right) if at < len(word.text) else square.x0 / wide
        rest = text[at + claim.place.taken :]
        x1 = max(right, square.x1 / wide) if rest.strip() else square.x1 / wide
        box = Box(left, min(word.box.y0, square.y0 / high), max(left, x1), max(word.box.y1, square.y1 / high))
        sure = round(min(word.confidence, square.sure), 4)
        pieces.insert(0, Word(square.sign + rest.strip(), box, sure, word.origin))
        text, right = text[:at], min(right, max(word.box.x0, left))
    if text.strip():
        pieces.insert(0, replace(word, text=text.rstrip(), box=replace(word.box, x1=max(word.box.x0, right))))
    return pieces
