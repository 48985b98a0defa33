"""A sheet whose figures may be set in another face, and tables that run over pages with balances carried forward."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..drawing import Colour, Sheet
from ..values import figures

_RUNS = re.compile(r"[\x21-\x7e][\x20-\x7e]*|[^\x21-\x7e]+")
_GREY = (150, 150, 150)
Cells = Sequence[str]


class Press(Sheet):
    """A sheet whose Latin letters and figures are set in a face of their own.

    Attributes:
        latin: ``courier``, ``times`` or ``helvetica``; None: the Chinese face's own.
        stretch: width of the signs in per cent.
        pages: number of pages so far.
    """

    def __init__(self, *args: Any, latin: str | None = None, stretch: float = 100, **options: Any) -> None:
        self.pages = 0
        self.latin, self.stretch = latin, stretch
        super().__init__(*args, **options)
        self._pdf.set_stretching(stretch)

    def turn(self) -> None:
        """Begin another page."""
        super().turn()
        self.pages += 1

    def data(self) -> bytes:
        """Return the PDF; nothing can be drawn any more."""
        data = super().data()
        self.close()
        return data

    def close(self) -> None:
        """Let go of the files of the faces."""
        for font in self._pdf.fonts.values():
            if hasattr(font, "ttfont"):
                font.ttfont.close()

    def wide(self, text: str, size: float | None = None, *, bold: bool = False, face: str | None = None) -> float:
        """Return the width of a text in points."""
        total = 0.0
        for run in _RUNS.findall(text) if self.latin else [text]:
            self._choose(run, face, size, bold=bold)
            total += self._pdf.get_string_width(run)
        return total

    def _choose(self, run: str, face: str | None, size: float | None, *, bold: bool) -> None:
        if self.latin and "\x21" <= run[0] <= "\x7e":
            self._pdf.set_font(self.latin, "B" if bold else "", size or self.size)
        else:
            self._use(face, size, bold=bold)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        face: str | None = None,
        bold: bool = False,
        colour: Colour | None = None,
        align: Literal["l", "c", "r"] = "l",
        spacing: float = 0,
    ) -> float:
        """Write one line whose base is at `y`; return where it ends."""
        if not self.latin:
            return super().text(
                x, y, text, size=size, face=face, bold=bold, colour=colour, align=align, spacing=spacing
            )
        self._pdf.set_text_color(*(colour or self.ink))
        at = x - (self.wide(text, size, bold=bold, face=face)) * {"l": 0, "c": 0.5, "r": 1}[align]
        for run in _RUNS.findall(text):
            self._choose(run, face, size, bold=bold)
            self._pdf.set_char_spacing(spacing)
            self._pdf.text(at, y, run)
            self._pdf.set_char_spacing(0)
            at += self._pdf.get_string_width(run) + spacing * len(run)
        return at

    def broken(self, text: str, width: float, size: float | None = None, *, bold: bool = False) -> list[str]:
        """Break a text into lines of at most `width`, anywhere, as the printers of banks do."""
        lines, line = [], ""
        for sign in text:
            if sign == "\n" or (line and self.wide(line + sign, size, bold=bold) > width):
                lines.append(line)
                line = ""
            line += sign.strip("\n")
        return [*lines, line]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the words over it, its width, where its text stands."""

    head: str
    wide: float
    align: Literal["l", "c", "r"] = "l"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How rows are set.

    Attributes:
        columns: from left to right.
        left: edge.
        size: of the font.
        pad: space above and below a row's text.
        rules: ``all``, ``rows``, ``head`` (above and below the head), ``dots`` (below each row), ``bands`` or ``none``.
        head_fill: ground of the head.
        head_size: of the head's font.
        pen: colour of the rules.
    """

    columns: tuple[Column, ...]
    left: float = 36
    size: float = 8
    pad: float = 3.5
    rules: Literal["all", "rows", "head", "dots", "bands", "none"] = "all"
    head_fill: Colour | None = None
    head_size: float | None = None
    head_ink: Colour | None = None
    pen: Colour | None = None
    middle: bool = False

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + sum(c.wide for c in self.columns)

    def _folded(self, sheet: Press, cells: Cells, *, head: bool) -> list[list[str]]:
        size = (self.head_size or self.size) if head else self.size
        return [sheet.broken(text, c.wide - 5, size, bold=head) for text, c in zip(cells, self.columns, strict=True)]

    def height(self, sheet: Press, cells: Cells, *, head: bool = False) -> float:
        """Return how high a row is."""
        return max(map(len, self._folded(sheet, cells, head=head))) * self.size * 1.25 + 2 * self.pad

    def draw(self, sheet: Press, y: float, cells: Cells, *, head: bool = False, band: bool = False) -> float:
        """Print a row below `y`; return where it ends."""
        size = (self.head_size or self.size) if head else self.size
        folded = self._folded(sheet, cells, head=head)
        step = self.size * 1.25
        tall = max(map(len, folded)) * step + 2 * self.pad
        fill = self.head_fill if head else (240, 243, 248) if band and self.rules == "bands" else None
        if fill:
            sheet.shade(self.left, y, self.right - self.left, tall, fill)
        x = self.left
        for lines, column in zip(folded, self.columns, strict=True):
            align = "c" if head and self.rules in ("all", "bands") else column.align
            at = {"l": x + 2.5, "c": x + column.wide / 2, "r": x + column.wide - 2.5}[align]
            first = y + self.pad + size * 0.92
            if head or self.middle:
                first += (tall - 2 * self.pad - len(lines) * step) / 2
            for n, line in enumerate(lines):
                ink = self.head_ink if head else None
                sheet.text(at, first + n * step, line, size=size, bold=head, align=align, colour=ink)  # type: ignore[arg-type]
            if self.rules == "all":
                sheet.box(x, y, column.wide, tall, thick=0.5, colour=self.pen)
            x += column.wide
        if self.rules == "rows" or (head and self.rules in ("head", "dots")):
            sheet.line(self.left, y + tall, self.right, y + tall, thick=0.5, colour=self.pen)
        if head and self.rules in ("rows", "head", "dots"):
            sheet.line(self.left, y, self.right, y, thick=0.9, colour=self.pen)
        if self.rules == "dots" and not head:
            self._dots(sheet, y + tall)
        return y + tall

    def head(self, sheet: Press, y: float) -> float:
        """Print the head; return where it ends."""
        return self.draw(sheet, y, [c.head for c in self.columns], head=True)

    def _dots(self, sheet: Press, y: float) -> None:
        x = self.left
        while x < self.right:
            sheet.line(x, y, x + 1.5, y, thick=0.4, colour=_GREY)
            x += 4

    def run(
        self,
        sheet: Press,
        y: float,
        rows: Sequence[Cells],
        *,
        bottom: float,
        turn: Callable[[], float],
        leaving: Callable[[int], Sequence[Cells]] = lambda _: (),
        entering: Callable[[int], Sequence[Cells]] = lambda _: (),
        repeat: bool = True,
    ) -> float:
        """Print head and rows over as many pages as they need.

        Args:
            sheet: where to.
            y: top of the table on the first page.
            rows: the cells.
            bottom: where a page must end.
            turn: ends a page and begins the next; returns where the table goes on.
            leaving: the lines below the last of so many rows on a page that others follow.
            entering: the lines above the next row on a later page.
            repeat: later pages have the head again.

        Returns:
            Where the table ends.
        """
        y = self.head(sheet, y)
        for k, cells in enumerate(rows):
            last = list(leaving(k))
            need = self.height(sheet, cells) + sum(self.height(sheet, c) for c in leaving(k + 1))
            if y + need > bottom:
                for line in last:
                    y = self.draw(sheet, y, line)
                y = turn()
                if repeat:
                    y = self.head(sheet, y)
                for line in entering(k):
                    y = self.draw(sheet, y, line)
            y = self.draw(sheet, y, cells, band=k % 2 == 1)
        return y


def counted(draw: Callable[[int], Press]) -> Press:
    """Draw a paper that prints its number of pages: once to count them, once with the count."""
    draft = draw(0)
    draft.close()
    return draw(draft.pages)


def some(fen: int | None, empty: str = "") -> str:
    """Return an amount as printed, or what stands where there is none."""
    return empty if fen is None else figures(fen)
