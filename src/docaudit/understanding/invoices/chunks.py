"""An invoice's print as pieces with places: what stands between wide gaps, and how to walk from piece to piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docaudit.records.evidence import Box, Field
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import GAP


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters without a wide gap: `start` to `end` in the paper's text, `row` the index of its printed line."""

    text: str
    page: int
    row: int
    start: int
    end: int
    box: Box

    @property
    def middle(self) -> float:
        """Height of the middle, as a share of the page."""
        return self.box.center[1]


class Print:
    """All pieces of an invoice in reading order."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.chunks = tuple(_chunks(paper))

    def on_page(self, page: int) -> list[Chunk]:
        """Return the pieces of one page."""
        return [c for c in self.chunks if c.page == page]

    def band(self, box: Box, page: int, reach: float = 0.6) -> list[Chunk]:
        """Return the pieces beside `box`, left to right: middles within its height, widened by `reach`."""
        slack = box.height * (reach - 0.5)
        low, high = box.y0 - slack, box.y1 + slack
        return sorted((c for c in self.chunks if c.page == page and low <= c.middle <= high), key=lambda c: c.box.x0)

    def span(self, chunk: Chunk, start: int, end: int) -> Chunk:
        """Return the part of a piece from character `start` to `end`, with its own box."""
        first, last = chunk.start + start, chunk.start + end
        boxes = [
            Box(t.box.x0 + a * t.box.width, t.box.y0, t.box.x0 + b * t.box.width, t.box.y1)
            for t, a, b in self.paper.text.pieces(first, last)
        ]
        box = Box.union(boxes) if boxes else chunk.box
        return Chunk(chunk.text[start:end], chunk.page, chunk.row, first, last, box)

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[Chunk, re.Match[str]]]:
        """Yield each piece that holds `pattern`, with the match."""
        for chunk in self.chunks:
            for match in pattern.finditer(chunk.text):
                yield chunk, match

    def after(self, chunk: Chunk, end: int, limit: float = 1.0) -> Chunk | None:
        """Return what follows character `end` of a piece: its rest, else the next piece in the band left of `limit`."""
        rest = chunk.text[end:]
        skip = len(rest) - len(rest.lstrip(" :;.,·"))
        if rest[skip:]:
            return self.span(chunk, end + skip, len(chunk.text))
        for other in self.band(chunk.box, chunk.page, 0.9):
            if other.start != chunk.start and chunk.box.x1 - 0.01 <= other.box.x0 < limit and other.text.strip(":"):
                return other
        return None

    def field(self, chunk: Chunk, value: object, sure: float = 1.0, shown_from: int | None = None) -> Field[object]:
        """Return a field whose evidence is the whole piece."""
        return self.paper.text.field(value, chunk.start, chunk.end, sure, shown_from)

    def joined(self, parts: Sequence[Chunk], value: str, sure: float = 1.0) -> Field[str]:
        """Return a text field over several pieces of one page: the boxes' union, the least confidence."""
        if not parts:
            return Field()
        text = self.paper.text
        page = self.paper.pages[parts[0].page]
        confidence = min(text.confidence(p.start, p.end) for p in parts) * sure
        shown = " ".join(text.raw(p.start, p.end) for p in parts)
        box = Box.union(p.box for p in parts if p.page == parts[0].page)
        return Field(value, round(confidence, 4), page.evidence(shown, box=box))


def _chunks(paper: Paper) -> Iterator[Chunk]:
    text = paper.text
    for number, row in enumerate(paper.rows):
        start = row.start
        for i in range(row.start, row.end + 1):
            if i == row.end or text.chars[i] == GAP:
                if i > start:
                    boxes = [
                        Box(t.box.x0 + a * t.box.width, t.box.y0, t.box.x0 + b * t.box.width, t.box.y1)
                        for t, a, b in text.pieces(start, i)
                    ]
                    if boxes:
                        yield Chunk(text.chars[start:i], row.page, number, start, i, Box.union(boxes))
                start = i + 1
