"""Sheets and tables of the sixth set of held statements: columns over many pages, ruled or not."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fontTools import subset
from fontTools.ttLib import TTCollection
from platformdirs import user_cache_path

from ..drawing import A4, BLACK, Colour, Sheet, cut_font
from ..values import figures
from .statements6_ledger import Move

_CUTS = {
    "song": ("/usr/share/fonts/truetype/arphic/uming.ttc", "AR PL UMing CN", "serif"),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", "AR PL UKai CN", "serif"),
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "WenQuanYi Zen Hei", "sans"),
}
"""Faces that an office has besides: file, name in it, and what stands in where it is not installed."""
_FAMILY = 4
"""Number of the full name among the names of a font."""
_LOW = 36.0
"""The least room below the last row of a page."""


@functools.cache
def _cut(face: str, style: str) -> Path:
    if face not in _CUTS:
        return cut_font(face, style)
    source, name, instead = _CUTS[face]
    if not Path(source).exists():
        return cut_font(instead, style)
    path = user_cache_path("docaudit") / "benchmarks" / f"cut6b-{face}.ttf"
    if path.exists():
        return path
    fonts = TTCollection(source).fonts  # lazy, it would leave its file open
    font = next(f for f in fonts if name in {f["name"].getDebugName(_FAMILY), f["name"].getDebugName(1)})
    signs = [bytes((high, low)).decode("gb2312", "ignore") for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    latin = [chr(n) for n in (*range(0x20, 0x7F), *range(0xFF01, 0xFF5F), 0xA5, 0xFFE5, 0x2014, 0xB7)]
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["BDF ", "FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join([*signs, *latin]))
    cutter.subset(font)
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(f".{os.getpid()}")
    font.save(whole)
    return whole.replace(path)


class Roll(Sheet):
    """A sheet that counts its pages and has the faces of a bank's printers: besides `Sheet`'s song, kai, hei."""

    font_of = staticmethod(_cut)

    def __init__(
        self, size: float = 9, face: str = "song", page: tuple[float, float] = A4, ink: Colour = BLACK
    ) -> None:
        self.pages = 0
        super().__init__(size, face, page, ink)

    def turn(self) -> None:
        """Begin another page."""
        self.pages += 1
        super().turn()

    def wrapped(self, text: str, width: float) -> list[str]:
        """Break a text into lines none of which is wider; no line begins with a closing mark."""
        lines, line = [], ""
        for sign in text:
            if line and self.wide(line + sign) > width:
                cut = len(line) - 1 if sign in "）)，、" and len(line) > 1 else len(line)
                lines.append(line[:cut])
                line = line[cut:]
            line += sign
        return [*lines, line]

    def wide(self, text: str, size: float | None = None) -> float:
        """Return how wide a text is."""
        self._use(None, size, bold=False)
        return float(self._pdf.get_string_width(text))

    def dashes(self, x0: float, x1: float, y: float, sign: str = "-", size: float | None = None) -> None:
        """Print a rule of signs, as line printers do."""
        self.text(x0, y, sign * int((x1 - x0) / self.wide(sign, size)), size=size)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its caption (lines parted by a line feed), how wide, which side, what of a row stands in it."""

    head: str
    wide: float
    align: Literal["l", "c", "r"]
    cell: Callable[[Any], str]


@dataclass(slots=True)
class Look:
    """How a table is printed.

    Attributes:
        rules: ``all``; ``rows``: below each row; ``head``: above and below the captions; ``none``.
        shade: ground of the captions.
        zebra: ground of every second row.
        pad: room within a cell, sideways.
        lead: of the lines of a cell, in sizes of the font.
        high: least height of a row.
        again: captions are repeated on every page.
        bold: captions are bold.
        rule: colour of the rules.
        middle: cells of a row are centred on each other; else their first lines stand level.
        low: room below the last row of a page.
    """

    rules: Literal["all", "rows", "head", "none"] = "all"
    shade: Colour | None = None
    zebra: Colour | None = None
    pad: float = 3
    lead: float = 1.25
    high: float = 16
    again: bool = True
    bold: bool = True
    rule: Colour = BLACK
    middle: bool = True
    low: float = _LOW


class Table:
    """A table while it is printed over the pages of a roll."""

    def __init__(
        self,
        roll: Roll,
        x: float,
        columns: Sequence[Column],
        look: Look,
        *,
        turned: Callable[[], float] | None = None,
        ended: Callable[[float], None] | None = None,
    ) -> None:
        """Prepare.

        Args:
            roll: to print on.
            x: left edge.
            columns: from the left.
            look: of the table.
            turned: prints what stands above the table on a new page, returns its top edge.
            ended: prints what stands below the table before a page is turned.
        """
        self.roll, self.x, self.columns, self.look = roll, x, columns, look
        self._turned, self._ended = turned, ended
        self.lefts = [x + sum(c.wide for c in columns[:k]) for k in range(len(columns))]
        self.right = x + sum(c.wide for c in columns)
        self.y = 0.0
        self._odd = False

    def start(self, y: float) -> None:
        """Print the captions at this height."""
        self.y = y
        self._line([c.head.split("\n") for c in self.columns], head=True)

    def rows(self, rows: Sequence[Any]) -> None:
        """Print rows; turn the page where one does not fit."""
        for row in rows:
            self.cells([c.cell(row) for c in self.columns])

    def cells(self, texts: Sequence[str]) -> None:
        """Print one row of texts."""
        pad = self.look.pad
        wrapped = [
            [part for text in cell.split("\n") for part in self.roll.wrapped(text, column.wide - 2 * pad)]
            for column, cell in zip(self.columns, texts, strict=True)
        ]
        if self.y + self._tall(wrapped) > self.roll.height - self.look.low:
            self.turn()
        self._line(wrapped)

    def turn(self) -> None:
        """End the page and begin another."""
        if self._ended:
            self._ended(self.y)
        self.roll.turn()
        self.y = self._turned() if self._turned else 42
        if self.look.again:
            self.start(self.y)
        elif self.look.rules in ("all", "rows"):
            self.roll.line(self.x, self.y, self.right, self.y, colour=self.look.rule)

    def _tall(self, wrapped: list[list[str]]) -> float:
        return max(self.look.high, max(map(len, wrapped)) * self.roll.size * self.look.lead + 5)

    def _line(self, wrapped: list[list[str]], *, head: bool = False) -> None:
        roll, look, tall = self.roll, self.look, self._tall(wrapped)
        size, step = roll.size, roll.size * look.lead
        ground = look.shade if head else look.zebra if self._odd else None
        if ground:
            roll.shade(self.x, self.y, self.right - self.x, tall, ground)
        self._odd = not self._odd and not head
        for column, left, lines in zip(self.columns, self.lefts, wrapped, strict=True):
            side = "c" if head and look.rules == "all" else column.align
            at = left + {"l": look.pad, "c": column.wide / 2, "r": column.wide - look.pad}[side]
            middle = look.middle or head
            base = self.y + tall / 2 + size * 0.36 - (len(lines) - 1) * step / 2 if middle else self.y + 2 + size
            for n, line in enumerate(lines):
                roll.text(at, base + n * step, line, bold=head and look.bold, align=side)
            if look.rules == "all":
                roll.box(left, self.y, column.wide, tall, thick=0.5, colour=look.rule)
        if look.rules == "rows" or (look.rules == "head" and head):
            roll.line(self.x, self.y + tall, self.right, self.y + tall, thick=0.5, colour=look.rule)
            if head:
                roll.line(self.x, self.y, self.right, self.y, thick=0.8, colour=look.rule)
        self.y += tall


def credit(move: Move) -> str:
    """Return what came in, else nothing."""
    return figures(move.fen) if move.fen > 0 else ""


def debit(move: Move) -> str:
    """Return what went out, else nothing."""
    return figures(-move.fen) if move.fen < 0 else ""


def held(move: Move) -> str:
    """Return the balance."""
    return figures(move.balance)


def grouped(number: str, by: int = 4) -> str:
    """Return a number in groups."""
    return " ".join(number[k : k + by] for k in range(0, len(number), by))
