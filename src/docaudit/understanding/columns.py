"""Columns of an unruled table: where they stand by the header's words, and which words below belong to each."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Sequence

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page, Word
from docaudit.understanding.grids import GridRow, cell_of, lean

_ASIDE = 0.05
"""What stands so far beside the outer columns, in page widths, is in none of them."""
_FEW = 0.4
"""Share of the lines; what stands beside more of them is a column without a heading."""


class UnruledColumns:
    """Columns of an unruled table: x-extents grown from the header's words over the rows below.

    `page` prints the header; on pages that were scanned a little turned, what stands below it has moved to one side.
    """

    def __init__(self, header: Sequence[Cell], page: Page | None = None) -> None:
        self.extents = [(c.box.x0, c.box.x1) if c.box is not None else (0.0, 0.0) for c in header]
        self._base = list(self.extents)
        self._level = statistics.fmean(c.box.center[1] for c in header if c.box is not None) if header else 0.0
        self._page = page
        self._leans: dict[int | None, float] = {}

    def _straight(self, box: Box, page: Page | None) -> Box:
        """Return the box as if the page had not been turned."""
        if page is None:
            return box
        if page.number not in self._leans:
            self._leans[page.number] = lean(page)
        shift = -self._leans[page.number] * (box.center[1] - self._level)
        return box if not shift else Box(max(0.0, box.x0 + shift), box.y0, min(1.0, box.x1 + shift), box.y1)

    def grow(self, lines: Iterable[Sequence[Cell]]) -> None:
        """Widen each column by the words that overlap it alone, never over a neighbour's header.

        Not by runs of words: on a scan the end of a figure and the words of the next column stand as near as in a run.
        """
        words = (word.box for line in lines for cell in line for word in cell.words)
        for box in (self._straight(box, self._page) for box in words):
            hit = [i for i, (x0, x1) in enumerate(self._base) if min(x1, box.x1) - max(x0, box.x0) > 0]
            if len(hit) != 1:
                continue
            i = hit[0]
            left = self._base[i - 1][1] if i else 0.0
            right = self._base[i + 1][0] if i + 1 < len(self._base) else 1.0
            x0, x1 = self.extents[i]
            self.extents[i] = (max(left, min(x0, box.x0)), min(right, max(x1, box.x1)))

    def parted(self, lines: Sequence[GridRow], whole: Callable[[GridRow], bool]) -> tuple[list[GridRow], list[GridRow]]:
        """Return lines without what stands far beside the columns on a few of them, as a seal does; and that alone.

        `whole`: says of a line that it is kept as it is.
        """
        left, right = min(x0 for x0, _ in self.extents) - _ASIDE, max(x1 for _, x1 in self.extents) + _ASIDE
        within: list[GridRow] = []
        aside: list[GridRow] = []
        for line in lines:
            shown = [] if whole(line) else line.filled()
            far = [c for c in shown if c.box is not None and (c.box.x1 < left or c.box.x0 > right)]
            near = [c for c in line.filled() if c not in far]
            aside += [GridRow(line.page, tuple(far), loose=True)] if far else []
            within += [GridRow(line.page, tuple(near), loose=True)] if near else []
        return (within, aside) if len(aside) < _FEW * len(lines) else (list(lines), [])

    def place(self, cell: Cell, page: Page | None = None) -> int:
        """Return the column of a cell: most overlap with the header, then with the grown extent, then the nearest."""
        if cell.box is None:
            return 0
        box = self._straight(cell.box, page)

        def rank(i: int) -> tuple[float, float, float]:
            b0, b1 = self._base[i]
            e0, e1 = self.extents[i]
            grown = min(e1, box.x1) - max(e0, box.x0)
            base = min(b1, box.x1) - max(b0, box.x0)
            near = min(abs(e0 - box.x0), abs(e1 - box.x1), abs((e0 + e1) / 2 - (box.x0 + box.x1) / 2))
            return (
                max(grown, 0.0) / (box.width or 1e-6) + max(base, 0.0) / (box.width or 1e-6),
                min(grown, 0.0),
                -near,
            )

        return max(range(len(self._base)), key=rank)

    def bind(self, page: Page, line: Sequence[Cell], row: int = 0) -> GridRow:
        """Return the row with each run of words in its column; a run over several columns is split between words."""
        slots: list[list[Word]] = [[] for _ in self._base]
        for cell in line:
            own = self._alone(cell, page)
            if own is not None:
                slots[own] += cell.words
                continue
            for word in self._pieces(cell, page):
                slots[self.place(cell_of([word]), page)].append(word)
        cells = [cell_of(words, column=i, row=row) if words else None for i, words in enumerate(slots)]
        return GridRow(page, tuple(cells))

    def _alone(self, cell: Cell, page: Page) -> int | None:
        """Return the one column under whose heading a run of several words stands; None for words of other columns.

        The end of a long text may stand nearer to the next column than to its own heading.
        """
        if len(cell.words) < 2 or cell.box is None or any(_NUMBER.fullmatch(w.text.strip()) for w in cell.words):
            return None
        box = self._straight(cell.box, page)
        hit = [i for i, (x0, x1) in enumerate(self._base) if min(x1, box.x1) > max(x0, box.x0)]
        return hit[0] if len(hit) == 1 else None

    def _pieces(self, cell: Cell, page: Page) -> list[Word]:
        """Return the words of a run; a word over several columns is cut at its blanks or between kinds of glyphs."""
        pieces: list[Word] = []
        for word in cell.words:
            box = self._straight(word.box, page)
            spanned = [
                i for i, (x0, x1) in enumerate(self._base) if min(x1, box.x1) - max(x0, box.x0) > 0.3 * (x1 - x0)
            ]
            if len(spanned) < 2 or len(word.text) < 6:
                pieces.append(word)
            else:
                pieces.extend(cut(word))
        return pieces


_NUMBER = re.compile(r"[-+(（]?[¥￥$]?[\d,.*:/ -]+[)）元]?")
_PARTS = re.compile(r"\S+")
_GLUED = re.compile(
    r"\d{4}[-/.]\d\d[-/.]\d\d(?:\s*\d\d:\d\d(?::\d\d)?)?|[-+]?\d[\d,]*\.\d\d|[^\d\s][^\s]*?(?=[-+]?\d[\d,]*\.\d\d|$)|\d+"
)


def cut(word: Word) -> list[Word]:
    """Return the pieces of a word that covers several columns, boxes in proportion to the letters."""
    pattern = _PARTS if re.search(r"\S\s+\S", word.text) else _GLUED
    found = [m for m in pattern.finditer(word.text) if m.group().strip()]
    if len(found) < 2:
        return [word]
    weights = [ems(word.text[: m.start()]) for m in found], [ems(word.text[: m.end()]) for m in found]
    total = ems(word.text) or 1.0
    step = word.box.width / total
    return [
        Word(
            m.group(),
            Box(word.box.x0 + a * step, word.box.y0, word.box.x0 + b * step, word.box.y1),
            word.confidence,
            word.origin,
        )
        for m, a, b in zip(found, *weights, strict=True)
    ]


def ems(text: str) -> float:
    """Return how broad a text is printed, in Chinese letters."""
    return sum(0.5 if ch.isascii() else 1.0 for ch in text)
