"""Keep count of words that are cut for a table, so that what ends in one cell is one word again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docaudit.reading.layout.cutting import cut_word, seam
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

# A word stands in two columns when it reaches this share of itself into the second.
_REACHES = 0.12
Slot = Callable[[float], int]
"""Which column a place across the page lies in."""


class Pieces:
    """The words of a page and what they were cut into."""

    def __init__(self, part: Callable[[Word], list[Word]] | None) -> None:
        self._part = part
        self._whole: dict[int, Word] = {}
        # Held, so that no other word takes the identity of one that is known.
        self._made: list[Word] = []
        self.cut: dict[int, list[Word]] = {}
        """By the identity of each word that a column's edge cuts: its pieces, left to right."""

    def parted(self, words: Sequence[Word]) -> list[Word]:
        """Return the words cut at the gaps that the picture shows."""
        if self._part is None:
            return list(words)
        return [piece for word in words for piece in self._known(word, self._part(word))]

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
        pieces = cut_word(word, at)
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
