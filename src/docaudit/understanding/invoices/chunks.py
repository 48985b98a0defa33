"""An invoice's print as pieces with places: what stands between wide gaps, and how to walk from piece to piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from docaudit.records.evidence import Box, Field
from docaudit.understanding.order import Row
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import GAP, Text

_SPACED = re.compile(r"名[ \t]+称|税[ \t]+[率额]|金[ \t]+额|数[ \t]+量|单[ \t]+[价位]|合[ \t]+计|备[ \t]+注|规[ \t]+格")
"""Captions that forms set wide."""


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
        self.text, rows = _closed(paper)
        self.chunks = tuple(_chunks(self.text, rows))
        self._falls = {page: tilt(self.on_page(page)) if paper.ocr else 0.0 for page in range(len(paper.pages))}

    def on_page(self, page: int) -> list[Chunk]:
        """Return the pieces of one page."""
        return [c for c in self.chunks if c.page == page]

    def band(self, box: Box, page: int, reach: float = 0.6) -> list[Chunk]:
        """Return the pieces beside `box`, left to right: middles within its height, widened by `reach`.

        A scan's print falls or rises over the width of the page; the height is followed along it.
        """
        slack, middle = box.height * reach, self.level(box, page)
        beside = (c for c in self.on_page(page) if abs(self.level(c.box, page) - middle) <= slack)
        return sorted(beside, key=lambda c: c.box.x0)

    def level(self, box: Box, page: int) -> float:
        """Return how far down the middle of a box stands, the page's fall taken out."""
        return box.center[1] - self._falls[page] * box.center[0]

    def span(self, chunk: Chunk, start: int, end: int) -> Chunk:
        """Return the part of a piece from character `start` to `end`, with its own box."""
        first, last = chunk.start + start, chunk.start + end
        boxes = [
            Box(t.box.x0 + a * t.box.width, t.box.y0, t.box.x0 + b * t.box.width, t.box.y1)
            for t, a, b in self.text.pieces(first, last)
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
        return self._under(chunk) if chunk.text.endswith(":") and end == len(chunk.text) else None

    def _under(self, caption: Chunk) -> Chunk | None:
        """Return the piece that stands right under a caption that ends with a colon, if that is none itself."""
        for other in self.on_page(caption.page):
            down = other.middle - caption.middle
            if 0 < down < 2 * caption.box.height and abs(other.box.x0 - caption.box.x0) < 0.02:
                return None if ":" in other.text else other
        return None

    def joined(self, parts: Sequence[Chunk], value: str, sure: float = 1.0) -> Field[str]:
        """Return a text field over several pieces of one page: the boxes' union, the least confidence."""
        if not parts:
            return Field()
        text = self.text
        page = self.paper.pages[parts[0].page]
        confidence = min(text.confidence(p.start, p.end) for p in parts) * sure
        shown = " ".join(text.raw(p.start, p.end) for p in parts)
        box = Box.union(p.box for p in parts if p.page == parts[0].page)
        return Field(value, round(confidence, 4), page.evidence(shown, box=box))


def tilt(chunks: Sequence[Chunk]) -> float:
    """Return how far print sinks per page width: the median slope of the printed lines (scans are rarely straight)."""
    lines: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        lines.setdefault(chunk.row, []).append(chunk)
    slopes = []
    for line in lines.values():
        first, last = min(line, key=lambda c: c.box.x0), max(line, key=lambda c: c.box.x0)
        run = last.box.center[0] - first.box.center[0]
        if len(line) >= 3 and run > 0.4:
            slopes.append((last.middle - first.middle) / run)
    return median(slopes) if slopes else 0.0


def _closed(paper: Paper) -> tuple[Text, list[Row]]:
    """Return the text with captions whose glyphs stand apart (名    称, 金   额) closed up, and its lines."""
    text = paper.text
    drop = {i for m in _SPACED.finditer(text.chars) for i in range(m.start(), m.end()) if text.chars[i] in " \t"}
    if not drop:
        return text, list(paper.rows)
    kept = [i for i in range(len(text.chars)) if i not in drop]
    place = {old: new for new, old in enumerate(kept)}
    place[len(text.chars)] = len(kept)
    closed = Text(text.pages, text.tokens, "".join(text.chars[i] for i in kept), [text.at[i] for i in kept])
    return closed, [Row(row.page, place[row.start], place[row.end], row.box) for row in paper.rows]


def _chunks(text: Text, rows: Sequence[Row]) -> Iterator[Chunk]:
    for number, row in enumerate(rows):
        start = row.start
        for i in range(row.start, row.end + 1):
            ends = i == row.end or text.chars[i] == GAP
            if not (ends or _leaves_caption(text, start, i)):
                continue
            if i > start:
                boxes = [
                    Box(t.box.x0 + a * t.box.width, t.box.y0, t.box.x0 + b * t.box.width, t.box.y1)
                    for t, a, b in text.pieces(start, i)
                ]
                if boxes:
                    yield Chunk(text.chars[start:i], row.page, number, start, i, Box.union(boxes))
            start = i + 1 if ends else i


def _leaves_caption(text: Text, start: int, i: int) -> bool:
    """Say whether one glyph of a caption that runs downwards (购买方, 备注) ends before `i`."""
    alone = i == start + 1 and text.chars[start] in "购销买售方货密码区备注"
    return alone and text.at[i][0] != text.at[start][0] and len(text.tokens[text.at[start][0]].text.strip()) == 1
