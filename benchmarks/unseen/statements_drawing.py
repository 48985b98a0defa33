"""Sets a statement's pages: lines of text, a table whose rows are as high as their longest cell, seals, watermarks.

Lengths are points from the top left of the page. Everything is planned first, because a face is embedded with the
glyphs that are used.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from .faces import SANS, Face
from .statements_cells import Align, Column

Rules = Literal["full", "rows", "head", "none", "stripes"]
A4: tuple[float, float] = (595.0, 842.0)
LANDSCAPE: tuple[float, float] = (842.0, 595.0)
Draw = Callable[[Canvas, dict[Face, str]], None]
INK = (0.1, 0.1, 0.12)


@dataclass(slots=True)
class Book:
    """The pages of a paper while they are planned."""

    size: tuple[float, float]
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])
    used: dict[Face, set[str]] = field(default_factory=dict)

    def put(
        self,
        x: float,
        y: float,
        text: str,
        *,
        face: Face = SANS,
        size: float = 9.0,
        align: Align = "left",
        ink: tuple[float, float, float] = INK,
        turn: float = 0.0,
    ) -> None:
        """Print a line of text whose baseline is at `y`; `x` is its left, right or middle."""
        if not text:
            return
        self.used.setdefault(face, set()).update(text)
        wide = face.width(text, size)
        left = x - {"left": 0.0, "right": wide, "centre": wide / 2}[align]
        high = self.size[1]

        def draw(canvas: Canvas, fonts: dict[Face, str]) -> None:
            canvas.saveState()
            canvas.setFillColorRGB(*ink)
            canvas.setFont(fonts[face], size)
            canvas.translate(left, high - y)
            canvas.rotate(turn)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

        self.pages[-1].append(draw)

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, wide: float = 0.5) -> None:
        """Draw a line."""
        high = self.size[1]

        def draw(canvas: Canvas, _: dict[Face, str]) -> None:
            canvas.setLineWidth(wide)
            canvas.setStrokeColorRGB(0.25, 0.25, 0.25)
            canvas.line(x0, high - y0, x1, high - y1)

        self.pages[-1].append(draw)

    def shade(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.93) -> None:
        """Fill a rectangle with grey."""
        high = self.size[1]

        def draw(canvas: Canvas, _: dict[Face, str]) -> None:
            canvas.setFillGray(grey)
            canvas.rect(x0, high - y1, x1 - x0, y1 - y0, stroke=0, fill=1)

        self.pages[-1].append(draw)

    def seal(self, x: float, y: float, words: str, under: str, *, radius: float = 46.0, face: Face = SANS) -> None:
        """Stamp a round red seal over what is there: `words` along its rim, `under` across its lower half."""
        self.used.setdefault(face, set()).update(words + under)
        high = self.size[1]

        def draw(canvas: Canvas, fonts: dict[Face, str]) -> None:
            canvas.saveState()
            canvas.setStrokeColorRGB(0.85, 0.1, 0.1)
            canvas.setFillColorRGB(0.85, 0.1, 0.1)
            canvas.setFillAlpha(0.6)
            canvas.setStrokeAlpha(0.6)
            canvas.setLineWidth(1.8)
            canvas.translate(x, high - y)
            canvas.circle(0, 0, radius)
            canvas.setFont(fonts[face], 9)
            for k, sign in enumerate(words):
                angle = math.radians(205 - 230 * k / max(1, len(words) - 1))
                canvas.saveState()
                canvas.translate((radius - 13) * math.cos(angle), (radius - 13) * math.sin(angle))
                canvas.rotate(math.degrees(angle) - 90)
                canvas.drawCentredString(0, 0, sign)
                canvas.restoreState()
            canvas.drawCentredString(0, -radius * 0.5, under)
            canvas.restoreState()

        self.pages[-1].append(draw)

    def watermark(self, text: str, *, face: Face = SANS) -> None:
        """Print a pale text aslant over the page."""
        wide, high = self.size
        for k in range(3):
            place = (wide * (0.12 + 0.28 * k), high * (0.35 + 0.25 * k))
            self.put(*place, text, face=face, size=30, ink=(0.9, 0.9, 0.92), turn=28)

    def turn_page(self) -> None:
        """Go on with a new page."""
        self.pages.append([])

    def bound(self) -> bytes:
        """Return the PDF."""
        fonts = {face: face.embed("".join(sorted(text))) for face, text in self.used.items()}
        data = io.BytesIO()
        canvas = Canvas(data, pagesize=self.size, invariant=1)
        for page in self.pages:
            for draw in page:
                draw(canvas, fonts)
            canvas.showPage()
        canvas.save()
        return data.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How the rows of a statement are set."""

    columns: tuple[Column, ...]
    left: float = 30.0
    face: Face = SANS
    head_face: Face = SANS
    size: float = 8.0
    leading: float = 1.3
    padding: float = 3.0
    rules: Rules = "full"

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + sum(c.wide for c in self.columns)

    def folded(self, text: str, wide: float, size: float | None = None) -> list[str]:
        """Break a text where the column ends, as the printers of banks do: in the middle of words and numbers too."""
        lines = []
        for part in text.split("\n"):
            line = ""
            for sign in part:
                if line and self.face.width(line + sign, size or self.size) > wide - 2 * self.padding:
                    lines.append(line)
                    line = ""
                line += sign
            lines.append(line)
        return lines

    def row(self, book: Book, y: float, cells: Sequence[str], *, head: bool = False, band: bool = False) -> float:
        """Print a row below `y` and return where it ends."""
        face = self.head_face if head else self.face
        folded = [self.folded(text, c.wide) for text, c in zip(cells, self.columns, strict=True)]
        step = self.size * self.leading
        bottom = y + max(map(len, folded)) * step + 2 * self.padding
        if band and self.rules == "stripes":
            book.shade(self.left, y, self.right, bottom)
        x = self.left
        for lines, column in zip(folded, self.columns, strict=True):
            # Heads and short cells stand in the middle of a high row, as in the tables of an office program.
            first = y + self.padding + self.size * 0.95
            if self.rules == "full" or head:
                first += (bottom - y - 2 * self.padding - len(lines) * step) / 2
            align: Align = "centre" if head else column.align
            at = {"left": x + self.padding, "right": x + column.wide - self.padding, "centre": x + column.wide / 2}[
                align
            ]
            for k, line in enumerate(lines):
                book.put(at, first + k * step, line, face=face, size=self.size, align=align)
            x += column.wide
        self._rule(book, y, bottom, head)
        return bottom

    def height(self, cells: Sequence[str]) -> float:
        """Return how high a row is."""
        most = max(len(self.folded(text, c.wide)) for text, c in zip(cells, self.columns, strict=True))
        return most * self.size * self.leading + 2 * self.padding

    def _rule(self, book: Book, y: float, bottom: float, head: bool) -> None:
        if self.rules == "none":
            return
        if self.rules in ("full", "rows") or head:
            book.rule(self.left, bottom, self.right, bottom)
        if head or self.rules == "full":
            book.rule(self.left, y, self.right, y)
        if self.rules == "full":
            x = self.left
            for column in (*self.columns, None):
                book.rule(x, y, x, bottom)
                x += column.wide if column else 0.0
