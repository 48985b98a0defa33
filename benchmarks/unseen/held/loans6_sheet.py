"""A sheet of paper for the sixth set of lending papers: paragraphs with filled blanks, ruled tables, seals.

What is drawn is kept until the end, when the number of pages is known. TrueType faces are set by reportlab; where a
face is missing, or one of the Noto faces is asked for, fpdf2 sets the paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics

from .loans6_press import (
    FACES,
    Colour,
    Fill,
    Line,
    Mark,
    Picture,
    Text,
    measure,
    registered,
    seal_png,
    set_by_fpdf2,
    set_by_reportlab,
)

_PIECES = re.compile(r"[A-Za-z0-9￥¥][A-Za-z0-9,.\-%/]*|.", re.DOTALL)
_NO_LINE_START = "，。；：、）》”〕！？】"
_NO_LINE_END = "（《“〔【"
Cell = str | tuple[str, int] | None


class Sheet:
    """Pages that are filled from the top.

    Args:
        face: of the letters: ming, kai, hei, plain (reportlab) or serif, sans (fpdf2).
        size: of the running text in points.
        head, foot: of each page; ``{n}`` and ``{all}`` become the numbers of the page and of all pages.
        margins: left, top, right, bottom in points.
        page: its width and height in points; A4 unless told.
        leading: from line to line, in sizes.
    """

    def __init__(
        self,
        face: str = "ming",
        size: float = 10.5,
        *,
        head: str = "",
        foot: str = "",
        margins: tuple[float, float, float, float] = (72, 76, 72, 70),
        page: tuple[float, float] = (595.28, 841.89),
        leading: float = 1.65,
    ) -> None:
        self.fpdf2 = face in {"serif", "sans"} or not FACES[face].exists()
        self.face = face if FACES[face].exists() else "serif"
        self.size, self.head, self.foot, self.leading = size, head, foot, leading
        self.left, self.top, right, below = margins
        self.page_width, self.page_height = page
        self.right, self.bottom = page[0] - right, page[1] - below
        self.pages: list[list[Mark]] = [[]]
        self.y = self.top

    @property
    def width(self) -> float:
        """Of the text."""
        return self.right - self.left

    def width_of(self, text: str, size: float | None = None) -> float:
        """Return how wide a text is set."""
        if not self.fpdf2:
            return float(pdfmetrics.stringWidth(text, registered(self.face), size or self.size))
        return measure(self.face).getlength(text) * (size or self.size) / measure(self.face).size

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = self.top

    def need(self, height: float) -> None:
        """Begin a new page unless that much is left."""
        if self.y + height > self.bottom and self.pages[-1]:
            self.turn()

    def space(self, height: float) -> None:
        """Leave a gap."""
        self.y += height

    def text(
        self, x: float, y: float, text: str, *, size: float = 0, bold: bool = False, colour: Colour = (0, 0, 0)
    ) -> None:
        """Set a text with its base line at `y`."""
        self.pages[-1].append(Text(x, y, text, size or self.size, bold, colour))

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6) -> None:
        """Draw a line."""
        self.pages[-1].append(Line(x0, y0, x1, y1, width))

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Colour a box."""
        self.pages[-1].append(Fill(x, y, width, height, colour))

    def seal(self, name: str, x: float, y: float, side: float = 104, under: str = "") -> None:
        """Press a seal whose top left corner is there."""
        self.pages[-1].append(Picture(x, y, side, seal_png(name, under)))

    def broken(self, text: str, width: float, size: float, first: float = 0) -> list[str]:
        """Break a text into lines; braces, which mark what is written on a rule, take no room."""
        lines: list[str] = []
        line, used = "", first
        for part in text.split("\n"):
            for piece in _PIECES.findall(part):
                wide = 0.0 if piece in "{}" else self.width_of(piece, size)
                if line.strip("{}") and used + wide > width and piece not in _NO_LINE_START + "}":
                    tail = line[-1] if line[-1] in _NO_LINE_END + "{" else ""
                    lines.append(line[: len(line) - len(tail)])
                    line, used = tail, self.width_of(tail, size) if tail not in {"", "{"} else 0.0
                line += piece
                used += wide
            lines.append(line)
            line, used = "", 0.0
        return lines

    def title(self, text: str, size: float = 16, *, after: float = 10) -> None:
        """Set a heading in the middle."""
        self.need(size * 2)
        self.y += size
        self.text((self.left + self.right - self.width_of(text, size)) / 2, self.y, text, size=size, bold=True)
        self.y += after

    def para(
        self,
        text: str,
        *,
        first: float = 2,
        indent: float = 0,
        bold: bool = False,
        size: float = 0,
        align: str = "left",
        x: float | None = None,
        width: float | None = None,
    ) -> None:
        """Set a paragraph; what stands in braces is written on a rule."""
        size = size or self.size
        left = (self.left if x is None else x) + indent * size
        wide = (width or self.right - (self.left if x is None else x)) - indent * size
        ruled = False
        for k, line in enumerate(self.broken(text, wide, size, first * size)):
            self.need(size * self.leading)
            self.y += size * self.leading
            at = left + (first * size if k == 0 else 0)
            used = self.width_of(line.replace("{", "").replace("}", ""), size)
            at += {"left": 0.0, "middle": (wide - used) / 2, "right": wide - used}[align]
            ruled = self._line(at, line, size, bold=bold, ruled=ruled)

    def _line(self, at: float, line: str, size: float, *, bold: bool, ruled: bool) -> bool:
        """Set one line and the rules under it; return whether the next goes on being ruled."""
        self.text(at, self.y, line.replace("{", "").replace("}", ""), size=size, bold=bold)
        for part in re.split(r"([{}])", line):
            if part in {"{", "}"}:
                ruled = part == "{"
                continue
            wide = self.width_of(part, size) if part else 0.0
            if ruled and wide:
                self.rule(at, self.y + 2.2, at + wide, self.y + 2.2, 0.5)
            at += wide
        return ruled

    def beside(
        self,
        parts: Sequence[Sequence[str]],
        *,
        at: Sequence[float] = (),
        bold: bool = False,
        seals: Sequence[tuple[str, float, str]] = (),
        side: float = 104,
    ) -> None:
        """Set columns of lines beside each other, and seals over them: a name, how far to the right, its use."""
        high = max(map(len, parts)) * self.size * self.leading
        self.need(max(high, side + 4 if seals else 0))
        for name, right, under in seals:
            self.seal(name, self.left + right, self.y - 8, side, under)
        starts = at or [k * self.width / len(parts) for k in range(len(parts))]
        for k in range(max(map(len, parts))):
            self.y += self.size * self.leading
            for start, lines in zip(starts, parts, strict=True):
                if k < len(lines) and lines[k]:
                    self._line(self.left + start, lines[k], self.size, bold=bold, ruled=False)

    def table(
        self,
        widths: Sequence[float],
        rows: Sequence[Sequence[Cell]],
        *,
        size: float = 0,
        align: str = "",
        head: int = 0,
        pad: float = 4,
        lines: str = "all",
        tint: Colour | None = None,
        high: float = 0,
    ) -> None:
        """Set a table.

        Args:
            widths: of the columns, in any unit; they fill the line.
            rows: cells: a text, (text, columns it spans), or None where the cell above goes on.
            size: of the letters.
            align: a letter for each column: l, c, r; l unless told.
            head: how many rows are bold and in the middle.
            pad: around the text.
            lines: all, level (only between rows) or none.
            tint: behind the head.
            high: least height of a row.
        """
        size = size or self.size
        scale = self.width / sum(widths)
        edges = [self.left]
        for one in widths:
            edges.append(edges[-1] + one * scale)
        for number, row in enumerate(rows):
            placed: list[tuple[int, int, list[str] | None]] = []
            column = 0
            for cell in row:
                said, span = cell if isinstance(cell, tuple) else (cell, 1)
                wide = edges[column + span] - edges[column] - 2 * pad
                placed.append((column, span, None if said is None else self.broken(said, wide, size)))
                column += span
            tall = max(high, max(len(text or "") for _, _, text in placed) * size * 1.4 + 2 * pad)
            if self.y + tall > self.bottom:
                self._close(lines)
                self.turn()
            for begin, span, text in placed:
                self._cell(
                    (edges[begin], self.y, edges[begin + span] - edges[begin], tall),
                    text,
                    size=size,
                    pad=pad,
                    align="c" if number < head else (align[begin : begin + 1] or "l"),
                    bold=number < head,
                    lines=lines,
                    tint=tint if number < head else None,
                )
            self.y += tall
        self._close(lines)

    def _close(self, lines: str) -> None:
        if lines != "none":
            self.rule(self.left, self.y, self.right, self.y)

    def _cell(
        self,
        box: tuple[float, float, float, float],
        text: list[str] | None,
        *,
        size: float,
        pad: float,
        align: str,
        bold: bool,
        lines: str,
        tint: Colour | None,
    ) -> None:
        x, y, wide, tall = box
        if tint:
            self.fill(x, y, wide, tall, tint)
        if lines != "none" and text is not None:
            self.rule(x, y, x + wide, y)
        if lines == "all":
            self.rule(x, y, x, y + tall)
            self.rule(x + wide, y, x + wide, y + tall)
        at = y + (tall - len(text or "") * size * 1.4) / 2 + size * 1.1
        for line in text or ():
            free = wide - 2 * pad - self.width_of(line, size)
            self.text(x + pad + {"l": 0.0, "c": free / 2, "r": free}[align], at, line, size=size, bold=bold)
            at += size * 1.4

    def _marks(self) -> list[list[Mark]]:
        """Return what stands on each page, its head and foot first."""
        pages = []
        for n, marks in enumerate(self.pages, 1):
            frame: list[Mark] = []
            for said, y in ((self.head, 46.0), (self.foot, self.page_height - 38)):
                text = said.replace("{n}", str(n)).replace("{all}", str(len(self.pages)))
                if text:
                    at = (self.page_width - self.width_of(text, 9)) / 2
                    frame.append(Text(at, y, text, 9, colour=(0.25, 0.25, 0.25)))
            pages.append(frame + marks)
        return pages

    def data(self) -> bytes:
        """Return the PDF."""
        if self.fpdf2:
            return set_by_fpdf2(self._marks(), self.face, (self.page_width, self.page_height))
        return set_by_reportlab(self._marks(), self.face, (self.page_width, self.page_height))
