"""Set contracts in type: paragraphs, tables, heads, feet, stamps and filled blanks, as a PDF with a text layer.

The fonts are embedded, so that a print of the PDF looks the same everywhere. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fontTools.ttLib import TTFont
from fpdf import FPDF

from .drawing import cut_font

FOLDER = "/usr/share/fonts/"
SERIF = "opentype/noto/NotoSerifCJK-{}.ttc"
SIGNS = "truetype/dejavu/DejaVuSans.ttf"
_NO_LINE_START = "，。；：、？！）》」』”’％%〕】],.;:)"
_NO_LINE_END = "（《「『“‘〔【(["
# A run of figures or letters stays on one line; a filled blank is written {like this} and is underlined.
_PIECES = re.compile(r"[A-Za-z0-9.,:/%‰*\-+]+|.", re.S)

Align = Literal["left", "centre", "right"]
Glyph = tuple[str, bool]
"""A piece of text, and whether a rule runs below it."""


@cache
def _glyphs(face: str) -> frozenset[int]:
    with TTFont(cut_font(face, ""), lazy=True) as font:
        return frozenset(font.getBestCmap())


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a family's paper looks: face, size of the text and of the page's margins, running head and foot."""

    face: Literal["serif", "sans"] = "serif"
    size: float = 10.5
    leading: float = 1.7
    margins: tuple[float, float, float, float] = (72, 72, 72, 72)
    """Left, top, right, bottom."""
    head: str = ""
    foot: str = "{page}"
    """May hold `{page}`."""
    landscape: bool = False
    ink: tuple[int, int, int] = (20, 20, 20)
    filled: tuple[int, int, int] = (20, 20, 20)
    """Colour of what is filled into blanks."""


class Press:
    """Sets one paper from top to bottom and begins a page when one is full."""

    font_of = staticmethod(cut_font)

    def __init__(self, style: Style) -> None:
        self.style = style
        self.pdf = FPDF(orientation="L" if style.landscape else "P", unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self._known = _glyphs(style.face)
        for weight in ("", "B"):
            self.pdf.add_font("text", weight, self.font_of(style.face, weight))
        self.pdf.add_font("signs", "", FOLDER + SIGNS)
        self.said: list[str] = []
        self.page()

    @property
    def _left(self) -> float:
        return self.style.margins[0]

    @property
    def wide(self) -> float:
        """Width between the margins."""
        return float(self.pdf.w) - self.style.margins[0] - self.style.margins[2]

    @property
    def _end(self) -> float:
        return float(self.pdf.h) - self.style.margins[3]

    def page(self) -> None:
        """Begin a page with its running head and foot."""
        self.pdf.add_page()
        self.y = self.style.margins[1]
        small = self.style.size * 0.8
        if self.style.head:
            self._line([(self.style.head, False)], self._left, self.y - 24, small, bold=False)
            self.pdf.set_draw_color(150)
            self.pdf.line(self._left, self.y - 12, self._left + self.wide, self.y - 12)
        foot = self.style.foot.replace("{page}", str(self.pdf.page_no()))
        at = self._left + (self.wide - self._wide(foot, small)) / 2
        self._line([(foot, False)], at, float(self.pdf.h) - self.style.margins[3] / 2, small, bold=False)

    def space(self, high: float) -> None:
        """Leave room."""
        self.y += high

    def heading(self, text: str, size: float = 0, align: Align = "centre") -> None:
        """Set a bold line."""
        self.paragraph(text, size=size or self.style.size * 1.6, indent=0, bold=True, align=align)

    def paragraph(
        self,
        text: str,
        *,
        size: float = 0,
        first: float = 0,
        indent: float = 0,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Set a paragraph; `first` and `indent` are ems before its first line and before all. {…} is a filled blank."""
        size = size or self.style.size
        self.said.append(text.replace("{", "").replace("}", ""))
        for number, line in enumerate(self._lines(_split(text), size, self.wide - indent * size, first * size, bold)):
            self._room(size)
            left = self._left + indent * size + (first * size if number == 0 else 0)
            spare = self._left + self.wide - left - sum(self._wide(t, size, bold) for t, _ in line)
            left += {"left": 0.0, "centre": spare / 2, "right": spare}[align]
            self._line(line, left, self.y, size, bold=bold)
            self.y += size * self.style.leading

    def table(
        self,
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        size: float = 0,
        pad: float = 4,
        bold_head: bool = False,
    ) -> None:
        """Set a ruled table; a cell of the text "<" goes on with the cell to its left."""
        size = size or self.style.size
        step = size * 1.45
        for number, row in enumerate(rows):
            cells: list[tuple[str, float]] = []
            for text, share in zip(row, shares, strict=True):
                if text == "<":
                    cells[-1] = (cells[-1][0], cells[-1][1] + share * self.wide)
                else:
                    cells.append((text, share * self.wide))
            bold = bold_head and number == 0
            set_in = [
                [line for part in text.split("\n") for line in self._lines(_split(part), size, w - 2 * pad, 0, bold)]
                for text, w in cells
            ]
            high = max(len(lines) for lines in set_in) * step + 2 * pad
            if self.y + high > self._end:
                self.page()
            left = self._left
            for (text, w), lines in zip(cells, set_in, strict=True):
                self.said.append(text.replace("{", "").replace("}", ""))
                self.pdf.set_draw_color(60)
                self.pdf.rect(left, self.y, w, high)
                top = self.y + (high - len(lines) * step) / 2
                for k, line in enumerate(lines):
                    self._line(line, left + pad, top + k * step + size * 0.1, size, bold=bold)
                left += w
            self.y += high
        self.y += size * 0.6

    def beside(self, left: Sequence[str], right: Sequence[str], size: float = 0) -> None:
        """Set two columns of lines next to each other."""
        size = size or self.style.size
        step = size * self.style.leading * 1.1
        if self.y + step * max(len(left), len(right)) > self._end:
            self.page()
        top = self.y
        for column, lines in ((0, left), (1, right)):
            y = top
            for line in lines:
                self.said.append(line.replace("{", "").replace("}", ""))
                for part in self._lines(_split(line), size, self.wide * 0.47, 0, bold=False):
                    self._line(part, self._left + column * self.wide * 0.52, y, size, bold=False)
                    y += step
            self.y = max(self.y, y)

    def seal(self, text: str, x: float, y: float, radius: float = 46) -> None:
        """Lay a round red seal with its words in two lines; `x`, `y` are its centre as shares of the page."""
        cx, cy = x * float(self.pdf.w), y * float(self.pdf.h)
        self.pdf.set_draw_color(215, 30, 30)
        self.pdf.set_line_width(2.4)
        self.pdf.ellipse(cx - radius, cy - radius, 2 * radius, 2 * radius)
        self.pdf.set_line_width(0.6)
        size = radius / 5.5
        self.pdf.set_text_color(215, 30, 30)
        half = (len(text) + 1) // 2
        for k, part in enumerate((text[:half], text[half:])):
            self._choose(True, size, False)
            self.pdf.text(cx - float(self.pdf.get_string_width(part)) / 2, cy + k * size * 1.3, part)

    def pdf_bytes(self) -> bytes:
        """Return the file."""
        return bytes(self.pdf.output())

    def _room(self, size: float) -> None:
        if self.y + size * 1.2 > self._end:
            self.page()

    def _wide(self, text: str, size: float, bold: bool = False) -> float:
        return sum(float(self.pdf.get_string_width(run)) for run in self._runs(text, size, bold))

    def _runs(self, text: str, size: float, bold: bool) -> Iterator[str]:
        """Give the runs of one font, which is chosen while the caller looks at its run."""
        run, known = "", True
        for glyph in text:
            here = ord(glyph) in self._known
            if run and here != known:
                self._choose(known, size, bold)
                yield run
                run = ""
            run, known = run + glyph, here
        if run:
            self._choose(known, size, bold)
            yield run

    def _choose(self, known: bool, size: float, bold: bool) -> None:
        self.pdf.set_font("text" if known else "signs", "B" if bold and known else "", size)

    def _lines(self, text: Sequence[Glyph], size: float, wide: float, first: float, bold: bool) -> list[list[Glyph]]:
        pieces = [(piece, ruled) for run, ruled in text for piece in _PIECES.findall(run)]
        lines: list[list[Glyph]] = [[]]
        used = first
        for k, (piece, ruled) in enumerate(pieces):
            need = self._wide(piece, size, bold)
            follows = pieces[k + 1][0][0] if k + 1 < len(pieces) else ""
            hangs = piece in _NO_LINE_START
            ends = piece in _NO_LINE_END and bool(follows) and used + need * 2 > wide
            if lines[-1] and not hangs and (used + need > wide or ends):
                lines.append([])
                used = 0.0
            lines[-1].append((piece, ruled))
            used += need
        return [_joined(line) for line in lines]

    def _line(self, line: Sequence[Glyph], x: float, y: float, size: float, *, bold: bool) -> None:
        base = y + size * 0.88
        for text, ruled in line:
            self.pdf.set_text_color(*(self.style.filled if ruled else self.style.ink))
            start = x
            for run in self._runs(text, size, bold):
                self.pdf.text(x, base, run)
                x += float(self.pdf.get_string_width(run))
            if ruled:
                self.pdf.set_draw_color(60)
                self.pdf.line(start, base + 2.2, x, base + 2.2)


def _split(text: str) -> list[Glyph]:
    return [(part, k % 2 == 1) for k, part in enumerate(re.split(r"[{}]", text)) if part]


def _joined(line: Sequence[Glyph]) -> list[Glyph]:
    found: list[Glyph] = []
    for text, ruled in line:
        if found and found[-1][1] == ruled:
            found[-1] = (found[-1][0] + text, ruled)
        else:
            found.append((text, ruled))
    return found
