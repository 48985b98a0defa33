"""Keep count of words that are cut for a table, so that what ends in one cell is one word again."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from docaudit.reading.layout.cutting import cut_word, seam
from docaudit.reading.layout.measured import Measure, cut_measured, part_word
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

# A word stands in two columns when it reaches this share of itself into the second.
_REACHES = 0.12
_SIGNS = frozenset("-+−＋－")
Slot = Callable[[float], int]
"""Which column a place across the page lies in."""


class Pieces:
    """The words of a page and what they were cut into."""

    def __init__(self, measure: Measure | None, aspect: float) -> None:
        """Take what knows the picture of the page, if there is one, and the page's width over its height."""
        self._measure = measure
        self._aspect = max(aspect, 0.1)
        self._whole: dict[int, Word] = {}
        # Held, so that no other word takes the identity of one that is known.
        self._made: list[Word] = []
        self.cut: dict[int, list[Word]] = {}
        """By the identity of each word that a column's edge cuts: its pieces, left to right."""

    def parted(self, words: Sequence[Word]) -> list[Word]:
        """Return the words cut at the gaps that the picture shows."""
        if self._measure is None:
            return list(words)
        measure = self._measure
        made = [part_word(word, self._high(word), measure) for word in words]
        for (a, left), (b, right) in itertools.pairwise(zip(words, made, strict=True)):
            if b.box.x0 < a.box.x1 and (x := measure.ink(a)) is not None and (y := measure.ink(b)) is not None:
                _say_once(left, right, x, y)
        return [piece for word, own in zip(words, made, strict=True) for piece in self._known(word, own)]

    def _high(self, word: Word) -> float:
        return word.box.height / self._aspect

    def inked(self, words: Sequence[Word]) -> list[Word]:
        """Return the words with the sides of their ink, where the picture tells: boxes of neighbours may overlap."""
        if self._measure is None:
            return list(words)
        sides = [(word, self._measure.ink(word)) for word in words]
        return [replace(w, box=Box(ink[0], w.box.y0, ink[1], w.box.y1)) if ink is not None else w for w, ink in sides]

    def placed(self, words: Sequence[Word], xs: Sequence[float], slot: Slot) -> dict[int, list[Word]]:
        """Return the words of a line by column; a printed word is cut only where it parts by itself.

        Args:
            words: left to right.
            xs: where the columns begin and end.
            slot: which of them holds a place.
        """
        columns: dict[int, list[Word]] = {}
        for word in words:
            box = word.box
            reach = _REACHES * (box.x1 - box.x0)
            first, last = slot(box.x0 + reach), slot(box.x1 - reach)
            if first == last:
                columns.setdefault(first, []).append(word)
                continue
            for column, piece in self._cut_at(word, xs[first + 1 : last + 1], slot):
                columns.setdefault(column, []).append(piece)
        return {column: self.kept(found) for column, found in columns.items()} if self._whole else columns

    def kept(self, words: Sequence[Word]) -> list[Word]:
        """Return the words of a cell, pieces of one word together; a word that is still cut is noted in `cut`."""
        out = self.joined(words)
        for word in out:
            origin = self._whole.get(id(word))
            if origin is not None:
                self.cut.setdefault(id(origin), []).append(word)
        return out

    def _known(self, word: Word, pieces: list[Word]) -> list[Word]:
        if len(pieces) > 1 or pieces[0] is not word:
            origin = self._whole.get(id(word), word)
            self._whole.update((id(piece), origin) for piece in pieces)
            self._made += pieces
        return pieces

    def _cut_at(self, word: Word, at: Sequence[float], slot: Slot) -> list[tuple[int, Word]]:
        spans = self._measure.spans(word) if self._measure is not None else None
        pieces = cut_measured(word, at, self._high(word), spans) if spans else cut_word(word, at)
        if word.origin is not TextSource.OCR and not _at_seams(word.text, pieces):
            return [(slot((word.box.x0 + word.box.x1) / 2), word)]
        return [(slot((p.box.x0 + p.box.x1) / 2), p) for p in self._known(word, pieces)]

    def joined(self, words: Sequence[Word]) -> list[Word]:
        """Put neighbouring pieces of one word together."""
        if not self._whole:
            return list(words)
        out: list[Word] = []
        for word in words:
            origin = self._whole.get(id(word))
            if origin is None or not out or self._whole.get(id(out[-1])) is not origin:
                out.append(word)
                continue
            both = _together(origin, out[-1], word)
            if both.text == origin.text:
                both = origin
            else:
                self._made.append(both)
                self._whole[id(both)] = origin
            out[-1] = both
        return out


def _say_once(
    left: list[Word], right: list[Word], left_ink: tuple[float, float], right_ink: tuple[float, float]
) -> None:
    """Take a glyph that two overlapping words both hold from the one that it stands apart in.

    It lies in the other word's ink, and is the same glyph, or what was read of the bit that the box cuts off, which is
    none of the word's own ink. A sign is never taken for such a bit.
    """
    head, tail = right[0], left[-1]
    place, end = head.box.center[0], tail.box.center[0]
    same, bit = head.text == tail.text[-1], place < right_ink[0] and head.text not in _SIGNS
    if len(right) > 1 and len(head.text) == 1 and place < left_ink[1] and (same or bit):
        del right[0]
        return
    same, bit = tail.text == head.text[0], end > left_ink[1] and tail.text not in _SIGNS
    if len(left) > 1 and len(tail.text) == 1 and end > right_ink[0] and (same or bit):
        del left[-1]


def _together(origin: Word, left: Word, right: Word) -> Word:
    start = origin.text.find(left.text)
    end = origin.text.find(right.text, max(0, start) + len(left.text))
    text = origin.text[start : end + len(right.text)] if start >= 0 and end >= 0 else f"{left.text} {right.text}"
    return Word(text, Box.union((left.box, right.box)), origin.confidence, origin.origin)


def _at_seams(text: str, pieces: Sequence[Word]) -> bool:
    """Say whether the pieces are parted where the text parts by itself."""
    at = 0
    for piece in pieces[:-1]:
        at = text.index(piece.text, at) + len(piece.text)
        if at >= len(text) or seam(text, at) == "inside":
            return False
    return True
