"""The text of a paper as one string in which every character knows the word, box and page it was printed in."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from docaudit.records.evidence import Box, Evidence, Field
from docaudit.records.pages import Page

V = TypeVar("V")

GAP = "\t"
"""Stands for a wide gap: another column, a blank to fill in, a run of underscores."""

_SPACES = re.compile(r"[ \u3000\xa0\t\r\n_＿\u200b]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A printed word, a cell or a paragraph; `box` places it, also where the source has no picture (`real` False).

    `page` is the index into the pages of the document, `row` the physical row of a sheet or text.
    """

    text: str
    page: int
    box: Box
    real: bool
    confidence: float = 1.0
    row: int | None = None


@functools.lru_cache(maxsize=0x10000)  # asked for each character of each page, and equal ones then are one object
def fold_char(char: str) -> str:
    """Return the half-width, unified form of one character; enclosed numbers stay, for they mark clauses and options."""
    if char < "\x7f" or "①" <= char <= "⓿" or "㈀" <= char <= "㋿":
        return char
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) != 1:
        return char
    return _ALIKE.get(folded, folded)


_ALIKE = {
    "〔": "[",
    "〕": "]",
    "﹕": ":",
    "∶": ":",
    "︰": ":",
    "￥": "¥",
    "―": "-",
    "—": "-",
    "–": "-",
    "−": "-",
    "～": "~",
    **dict(
        zip(
            "稅電專發開號碼銷購買賣戶帳額數單價計貸據書擔證質產負債資總營業執",
            "税电专发开号码销购买卖户帐额数单价计贷据书担证质产负债资总营业执",
            strict=True,
        )
    ),  # scans read the simplified glyph as its traditional one
}


def is_cjk(char: str) -> bool:
    """Say whether the character is a Chinese one or Chinese punctuation."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char in "。、《》“”‘’…〇"


def _joins(left: str, right: str) -> bool:
    """Say whether a narrow blank between two characters is only typesetting."""
    return not (left.isascii() and left.isalnum() and right.isascii() and right.isalnum())


class Places(Sequence[tuple[int, int]]):
    """(token, offset in its text) of each character, in eight bytes each: a document may have thousands of pages.

    Token -1 stands for a separator.
    """

    __slots__ = ("_codes",)

    def __init__(self, places: Iterable[tuple[int, int]] = ()) -> None:
        self._codes = array("q", (token << 32 | offset for token, offset in places))

    def __len__(self) -> int:
        return len(self._codes)

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> Places: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | Places:
        if isinstance(index, slice):
            part = Places()
            part._codes = self._codes[index]
            return part
        code = self._codes[index]
        return code >> 32, code & 0xFFFFFFFF

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((code >> 32, code & 0xFFFFFFFF) for code in self._codes)

    def append(self, token: int, offset: int) -> None:
        """Add the place of one more character."""
        self._codes.append(token << 32 | offset)

    def pop(self) -> None:
        """Take the last place away."""
        self._codes.pop()


class Text:
    """Folded text with the place of each character.

    `chars` is what patterns are run on; `at[i]` is (token, offset in its text) of ``chars[i]``, token -1 for a separator.
    """

    __slots__ = ("at", "chars", "pages", "tokens")

    def __init__(
        self, pages: Sequence[Page], tokens: Sequence[Token], chars: str, at: Sequence[tuple[int, int]]
    ) -> None:
        self.pages = pages
        self.tokens = tokens
        self.chars = chars
        self.at = at if isinstance(at, Places) else Places(at)

    def squeezed(self) -> Text:
        """Return the text without gaps, for patterns that read sentences with filled blanks."""
        keep = [i for i, c in enumerate(self.chars) if c != GAP]
        return Text(self.pages, self.tokens, "".join(self.chars[i] for i in keep), [self.at[i] for i in keep])

    def part(self, start: int, end: int) -> Text:
        """Return the characters from `start` to `end` as a text of their own."""
        return Text(self.pages, self.tokens, self.chars[start:end], self.at[start:end])

    def raw(self, start: int, end: int) -> str:
        """Return what is printed there: inner blanks kept, lines joined, a blank for each gap between words."""
        out: list[str] = []
        last: tuple[int, int] | None = None
        pending = ""
        for i in range(start, min(end, len(self.chars))):
            token, offset = self.at[i]
            if token < 0:
                pending = " " if self.chars[i] in " \t" else ""
                continue
            if last and last[0] == token and offset > last[1]:
                out.append(self.tokens[token].text[last[1] + 1 : offset + 1])
            else:
                if last and last[0] != token:
                    out.append(pending)
                out.append(self.tokens[token].text[offset])
            pending, last = "", (token, offset)
        return "".join(out).strip()

    def pieces(self, start: int, end: int) -> list[tuple[Token, float, float]]:
        """Return the tokens there with the share of each (from, to; 0 to 1) that is meant."""
        spans: dict[int, list[int]] = {}
        for token, offset in self.at[start:end]:
            if token >= 0 and self.tokens[token].text[offset] not in " _":
                spans.setdefault(token, []).append(offset)
        out = []
        for token, offsets in spans.items():
            size = _widths(self.tokens[token].text)
            out.append((self.tokens[token], size[min(offsets)] / size[-1], size[max(offsets) + 1] / size[-1]))
        return out

    def evidence(self, start: int, end: int, shown_from: int | None = None) -> Evidence:
        """Return the place of the characters; `shown_from` lets the text begin earlier, with its label.

        A value over several lines has the union box, one over several pages the box on its first page (interface.md).
        """
        shown = self.raw(start if shown_from is None else shown_from, end)
        pieces = self.pieces(start, end)
        if not pieces:
            return Evidence(text=shown)
        page = self.pages[pieces[0][0].page]
        if page.is_sheet or (page.number is None and pieces[0][0].row is not None):
            return Evidence(text=shown, sheet=page.sheet, row=pieces[0][0].row)
        boxes = [
            Box(t.box.x0 + a * t.box.width, t.box.y0, t.box.x0 + b * t.box.width, t.box.y1)
            for t, a, b in pieces
            if t.page == pieces[0][0].page and t.real
        ]
        return Evidence(text=shown, page=page.number, box=Box.union(boxes) if boxes and page.number else None)

    def confidence(self, start: int, end: int) -> float:
        """Return how surely the characters were read: the least sure word decides."""
        return min((t.confidence for t, _, _ in self.pieces(start, end)), default=1.0)

    def _as_printed(self, value: str, start: int, end: int) -> str:
        """Return the printed characters instead of their folded form, where `value` is what stands there and a glyph at most."""
        bare, there = value.replace(GAP, ""), self.chars[start:end].replace(GAP, "")
        added = bare[len(there) :]
        if not there or not bare.startswith(there) or len(added) > 1:
            return value
        raw = re.sub(r"[_＿\u200b]+", " ", self.raw(start, end)).strip()
        return re.sub(r"\s+", lambda m: "" if _joins(raw[m.start() - 1], raw[m.end()]) else " ", raw) + added

    def field(self, value: V | None, start: int, end: int, sure: float, shown_from: int | None = None) -> Field[V]:
        """Return the field of a value that stands there; None makes an empty field."""
        if value is None:
            return Field()
        if isinstance(value, str):
            value = self._as_printed(value, start, end)  # type: ignore[assignment]
        return Field(
            value, round(min(1.0, self.confidence(start, end) * sure), 4), self.evidence(start, end, shown_from)
        )


def _widths(text: str) -> list[float]:
    """Return the running width of the glyphs, a Chinese glyph counting as two Latin ones."""
    out = [0.0]
    for char in text:
        out.append(out[-1] + (2.0 if unicodedata.east_asian_width(char) in "WF" else 1.1))
    return out


class Builder:
    """Puts tokens one after the other into a `Text`."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.tokens: list[Token] = []
        self._chars: list[str] = []
        self._at = Places()

    def __len__(self) -> int:
        return len(self._chars)

    def separate(self, char: str) -> None:
        """Add a separator unless one stands there."""
        if self._chars and self._chars[-1] == "\n":
            return
        if char == "\n":
            while self._chars and self._at[-1][0] < 0 and self._chars[-1] in " \t":
                self._chars.pop()
                self._at.pop()
        elif self._chars and self._chars[-1] == GAP:
            return
        self._chars.append(char)
        self._at.append(-1, 0)

    def add(self, token: Token) -> int:
        """Add a token; returns its index."""
        index = len(self.tokens)
        self.tokens.append(token)
        position = 0
        text = token.text
        while position < len(text):
            blank = _SPACES.match(text, position)
            if blank is None:
                self._chars.append(fold_char(text[position]))
                self._at.append(index, position)
                position += 1
                continue
            before, after = text[position - 1 : position], text[blank.end() : blank.end() + 1]
            run = blank.group()
            if run == "_" and before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
                self._chars.append("_")
                self._at.append(index, position)
            elif "_" in run or "＿" in run or len(run) > 1 or run in "\t\u3000\n":
                self.separate(GAP)
            elif before and after and not _joins(fold_char(before), fold_char(after)):
                self.separate(" ")
            position = blank.end()
        return index

    def narrow(self, following: str) -> None:
        """Add what stands for a narrow gap before a word that begins with `following`."""
        if self._chars and following and not _joins(self._chars[-1], fold_char(following[0])):
            self.separate(" ")

    def text(self) -> Text:
        """Return the text so far."""
        return Text(self.pages, self.tokens, "".join(self._chars), self._at[:])


def union(boxes: Iterable[Box]) -> Box:
    """Return the box around all; a point at the origin for none."""
    found = list(boxes)
    return Box.union(found) if found else Box(0, 0, 0, 0)
