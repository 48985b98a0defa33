"""Draw papers with a text layer: places are points from the top left corner, fonts are embedded."""

from __future__ import annotations

import functools
import io
import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from fontTools import subset
from fontTools.ttLib import TTFont
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont
from platformdirs import user_cache_path

A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
BLACK, RED, BROWN, BLUE, GREY = (20, 20, 20), (200, 30, 30), (128, 64, 20), (20, 40, 130), (110, 110, 110)
Colour: TypeAlias = tuple[int, int, int]
Cell: TypeAlias = "str | tuple[str, int]"
"""What stands in a cell, perhaps with the number of columns it spans."""
Rules = Literal["all", "rows", "frame", "none"]
_NOTO = Path("/usr/share/fonts/opentype/noto")
_SIMPLIFIED = 2
"""Number of the faces for simplified Chinese in the collections of Noto."""
_EXTRA = "".join(map(chr, (*range(0x20, 0x180), *range(0x2460, 0x2474), *range(0xFF01, 0xFFE7)))) + (
    "〇〔〕￥¥⊗☑□■●○√×‰№—–…“”‘’《》〈〉、。·△▲★※†圓陸貳叁參"
)


@functools.cache
def cut_font(face: str, style: str) -> Path:
    """Cut a face to the characters that papers hold, once for all: whole collections load slowly."""
    path = user_cache_path("docaudit") / "benchmarks" / f"{face}{style}.otf"
    if path.exists():
        return path
    weight = {"": "Regular", "B": "Bold"}[style]
    font = TTFont(_NOTO / f"Noto{face.capitalize()}CJK-{weight}.ttc", fontNumber=_SIMPLIFIED)
    signs = [bytes((high, low)).decode("gb2312", "ignore") for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(signs) + _EXTRA)
    cutter.subset(font)
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(f".{os.getpid()}")
    font.save(whole)
    return whole.replace(path)


class Sheet:
    """A paper while it is drawn.

    Attributes:
        width, height: of a page.
        face: ``sans`` or ``serif``.
        size: of the font where none is given.
        font_of: (face, style) -> file of the font.
    """

    font_of = staticmethod(cut_font)

    def __init__(
        self, size: float = 10, face: str = "sans", page: tuple[float, float] = A4, ink: Colour = BLACK
    ) -> None:
        self.width, self.height = page
        self.size, self.face, self.ink = size, face, ink
        self._pdf = FPDF(unit="pt", format=page)
        self._pdf.set_auto_page_break(False)
        self._loaded: set[tuple[str, str]] = set()
        self.turn()

    def turn(self) -> None:
        """Begin another page."""
        self._pdf.add_page()

    def _use(self, face: str | None, size: float | None, *, bold: bool) -> float:
        key = (face or self.face, "B" if bold else "")
        if key not in self._loaded:
            self._pdf.add_font(key[0], key[1], self.font_of(*key))
            self._loaded.add(key)
        self._pdf.set_font(*key, size=size or self.size)
        return size or self.size

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
        self._use(face, size, bold=bold)
        self._pdf.set_text_color(*(colour or self.ink))
        self._pdf.set_char_spacing(spacing)
        wide = self._pdf.get_string_width(text)
        left = x - wide * {"l": 0, "c": 0.5, "r": 1}[align]
        self._pdf.text(left, y, text)
        self._pdf.set_char_spacing(0)
        return left + wide

    def broken(self, text: str, width: float, size: float | None = None, *, bold: bool = False) -> list[str]:
        """Break a text into lines of at most `width`; no line begins with a closing mark."""
        self._use(None, size, bold=bold)
        lines, line = [], ""
        for sign in text:
            if sign == "\n" or (
                line and sign not in "，。；：、）》”" and self._pdf.get_string_width(line + sign) > width
            ):
                lines.append(line)
                line = ""
            line += sign.strip("\n")
        return [*lines, line]

    def paragraph(
        self, x: float, y: float, width: float, text: str, *, size: float | None = None, leading: float = 1.6
    ) -> float:
        """Write a text over as many lines as it needs, the first base at `y`; return the base of the next line."""
        step = (size or self.size) * leading
        for line in self.broken(text, width, size):
            if y > self.height - 50:
                self.turn()
                y = 70
            self.text(x, y, line, size=size)
            y += step
        return y

    def upright(
        self, x: float, y: float, text: str, *, size: float | None = None, colour: Colour | None = None
    ) -> None:
        """Write a caption downwards, one sign below the other."""
        step = (size or self.size) * 1.25
        for k, sign in enumerate(text):
            self.text(x, y + k * step, sign, size=size, colour=colour, align="c")

    def line(
        self, x0: float, y0: float, x1: float, y1: float, *, thick: float = 0.6, colour: Colour | None = None
    ) -> None:
        """Draw a rule."""
        self._pdf.set_draw_color(*(colour or self.ink))
        self._pdf.set_line_width(thick)
        self._pdf.line(x0, y0, x1, y1)

    def box(
        self, x: float, y: float, wide: float, high: float, *, thick: float = 0.6, colour: Colour | None = None
    ) -> None:
        """Draw a frame."""
        self._pdf.set_draw_color(*(colour or self.ink))
        self._pdf.set_line_width(thick)
        self._pdf.rect(x, y, wide, high)

    def shade(self, x: float, y: float, wide: float, high: float, colour: Colour = (228, 233, 240)) -> None:
        """Fill a ground; draw it before what stands on it."""
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(x, y, wide, high, style="F")

    def grid(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[Cell]],
        *,
        high: float = 22,
        rules: Rules = "all",
        aligns: str = "",
        size: float | None = None,
        colour: Colour | None = None,
        bold_labels: bool = False,
    ) -> float:
        """Draw a table; cells wrap and their row grows.

        Args:
            x: left edge.
            y: top edge.
            widths: of the columns.
            rows: of cells.
            high: least height of a row.
            rules: which rules are drawn.
            aligns: ``l``, ``c`` or ``r`` for each column; ``l`` where there are fewer.
            size: of the font.
            colour: of the rules.
            bold_labels: cells that stand before others are bold where they are labels, that is at even places.

        Returns:
            Where the table ends.
        """
        size = size or self.size
        top, wide = y, sum(widths)
        for row in rows:
            cells, column = [], 0
            for cell in row:
                text, span = (cell, 1) if isinstance(cell, str) else cell
                cells.append(
                    (text, sum(widths[:column]), sum(widths[column : column + span]), (aligns + "l" * 40)[column])
                )
                column += span
            wrapped = [self.broken(text, room - 8, size) for text, _, room, _ in cells]
            tall = max(high, max(len(lines) for lines in wrapped) * size * 1.3 + 8)
            if y + tall > self.height - 30:
                if rules in ("all", "frame"):
                    self.box(x, top, wide, y - top, colour=colour)
                self.turn()
                top = y = 50
            for k, ((_, left, room, align), lines) in enumerate(zip(cells, wrapped, strict=True)):
                if rules == "all":
                    self.box(x + left, y, room, tall, colour=colour)
                base = y + tall / 2 + size * 0.36 - (len(lines) - 1) * size * 0.65
                at = x + left + {"l": 4, "c": room / 2, "r": room - 4}[align]
                for n, line in enumerate(lines):
                    bold = bold_labels and k % 2 == 0
                    self.text(at, base + n * size * 1.3, line, size=size, bold=bold, align=align)  # type: ignore[arg-type]
            y += tall
            if rules == "rows":
                self.line(x, y, x + wide, y, colour=colour)
        if rules in ("rows", "frame"):
            self.line(x, top, x + wide, top, colour=colour)
        if rules == "frame":
            self.box(x, top, wide, y - top, colour=colour)
        return y

    def picture(self, x: float, y: float, wide: float, image: Image.Image) -> None:
        """Lay a picture on the page."""
        self._pdf.image(image, x=x, y=y, w=wide)

    def seal(self, x: float, y: float, radius: float, name: str) -> None:
        """Press a round red seal, a picture as on real papers, with its middle there."""
        self.picture(x - radius, y - radius, 2 * radius, _seal(name))

    def data(self) -> bytes:
        """Return the PDF."""
        buffer = io.BytesIO()
        self._pdf.output(buffer)
        return buffer.getvalue()


def _seal(name: str) -> Image.Image:
    side, middle, red = 320, 160, (214, 40, 40, 175)
    image = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((6, 6, side - 6, side - 6), outline=red, width=8)
    turns = [-math.pi / 2 + k * math.pi / 5 for k in range(10)]
    star = [(middle + r * math.cos(a), middle + r * math.sin(a)) for a, r in zip(turns, [48, 19] * 5, strict=True)]
    pen.polygon(star, fill=red)
    font = ImageFont.truetype(str(cut_font("serif", "B")), 34)
    for k, sign in enumerate(name):
        angle = math.pi * (-1.25 + 1.5 * (k + 0.5) / len(name))
        glyph = Image.new("RGBA", (48, 48), (255, 255, 255, 0))
        ImageDraw.Draw(glyph).text((24, 24), sign, font=font, fill=red, anchor="mm")
        turned = glyph.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        place = (round(middle + 122 * math.cos(angle)) - 24, round(middle + 122 * math.sin(angle)) - 24)
        image.alpha_composite(turned, place)
    return image
