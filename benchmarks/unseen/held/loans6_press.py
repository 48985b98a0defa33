"""Prints the marks of a sheet: TrueType faces by reportlab, Noto faces by fpdf2; and draws red seals."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_TRUETYPE = Path("/usr/share/fonts/truetype")
_NOTO = Path("/usr/share/fonts/opentype/noto")
FACES = {
    "ming": _TRUETYPE / "arphic/uming.ttc",
    "kai": _TRUETYPE / "arphic/ukai.ttc",
    "hei": _TRUETYPE / "wqy/wqy-zenhei.ttc",
    "plain": _TRUETYPE / "wqy/wqy-microhei.ttc",
    "serif": _NOTO / "NotoSerifCJK-Regular.ttc",
    "sans": _NOTO / "NotoSansCJK-Regular.ttc",
}
SIMPLIFIED = 2  # the face of a Noto collection that holds the mainland's glyphs
_CENTRED = {"ming": re.compile("([。、])"), "kai": re.compile("([，。、：；])")}
"""What these two faces set in the middle of its square, as Taiwan does."""
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its base line at `y`."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    colour: Colour = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6
    colour: Colour = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Fill:
    """A coloured box."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Picture:
    """A square picture."""

    x: float
    y: float
    side: float
    png: bytes


Mark = Text | Line | Fill | Picture


@cache
def registered(face: str) -> str:
    """Return the name under which reportlab knows a face."""
    pdfmetrics.registerFont(TTFont(f"six-{face}", str(FACES[face]), subfontIndex=0))
    return f"six-{face}"


@cache
def measure(face: str) -> ImageFont.FreeTypeFont:
    """Return a Noto face in a size that is large enough to measure letters by."""
    return ImageFont.truetype(str(FACES[face]), 1000, index=SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)


@cache
def seal_png(name: str, under: str = "") -> bytes:
    """Return a round red seal with a firm's name along its rim and a star, half transparent."""
    side = 320
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    ink = (200, 25, 30, 150)
    pen.ellipse((6, 6, side - 6, side - 6), outline=ink, width=9)
    points = [
        (side / 2 + r * math.sin(k * math.pi / 5), side / 2 - r * math.cos(k * math.pi / 5))
        for k, r in ((k, 46 if k % 2 == 0 else 18) for k in range(10))
    ]
    pen.polygon(points, fill=ink)
    step = min(26.0, 270 / max(len(name) - 1, 1))
    high = min(36, round(118 * math.radians(step)))
    font = ImageFont.truetype(str(_NOTO / "NotoSerifCJK-Regular.ttc"), high, index=SIMPLIFIED)
    small = ImageFont.truetype(str(_NOTO / "NotoSerifCJK-Regular.ttc"), 28, index=SIMPLIFIED)
    for k, glyph in enumerate(name):
        angle = (k - (len(name) - 1) / 2) * step
        tile = Image.new("RGBA", (52, 52), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((26, 26), glyph, font=font, fill=ink, anchor="mm")
        tile = tile.rotate(-angle, resample=Image.Resampling.BICUBIC)
        x = side / 2 + 118 * math.sin(math.radians(angle))
        y = side / 2 - 118 * math.cos(math.radians(angle))
        picture.alpha_composite(tile, (round(x - 26), round(y - 26)))
    if under:
        pen.text((side / 2, 235), under, font=small, fill=ink, anchor="mm")
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def set_by_reportlab(pages: Sequence[Sequence[Mark]], face: str, size: tuple[float, float]) -> bytes:
    """Return a PDF whose letters are of a TrueType face."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=size, invariant=1)
    high, font = size[1], registered(face)
    for marks in pages:
        for mark in marks:
            if isinstance(mark, Text):
                letters = canvas.beginText(mark.x, high - mark.y)
                letters.setFont(font, mark.size)
                letters.setFillColorRGB(*mark.colour)
                canvas.setStrokeColorRGB(*mark.colour)
                canvas.setLineWidth(mark.size / 48)
                letters.setTextRenderMode(2 if mark.bold else 0)
                at = mark.x
                centred = _CENTRED.get(face)
                for piece in centred.split(mark.text) if centred else (mark.text,):
                    moved = bool(centred and centred.fullmatch(piece))
                    low = 0.2 * mark.size if moved and piece not in "：；" else 0.0
                    letters.setTextOrigin(at - (0.26 * mark.size if moved else 0), high - mark.y - low)
                    letters.textOut(piece)
                    at += pdfmetrics.stringWidth(piece, font, mark.size)
                letters.setTextRenderMode(0)
                canvas.drawText(letters)
            elif isinstance(mark, Line):
                canvas.setStrokeColorRGB(*mark.colour)
                canvas.setLineWidth(mark.width)
                canvas.line(mark.x0, high - mark.y0, mark.x1, high - mark.y1)
            elif isinstance(mark, Fill):
                canvas.setFillColorRGB(*mark.colour)
                canvas.rect(mark.x, high - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
            else:
                picture = ImageReader(io.BytesIO(mark.png))
                canvas.drawImage(picture, mark.x, high - mark.y - mark.side, mark.side, mark.side, mask="auto")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def set_by_fpdf2(pages: Sequence[Sequence[Mark]], face: str, size: tuple[float, float]) -> bytes:
    """Return a PDF whose letters are of a Noto face."""
    pdf = FPDF(unit="pt", format=size)
    pdf.add_font("six", fname=str(FACES[face]), collection_font_number=SIMPLIFIED)
    pdf.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    pdf.set_auto_page_break(auto=False)
    for marks in pages:
        pdf.add_page()
        for mark in marks:
            if isinstance(mark, Text):
                ink = [round(255 * c) for c in mark.colour]
                pdf.set_font("six", size=mark.size)
                mode = TextMode.FILL_STROKE if mark.bold else TextMode.FILL
                with pdf.local_context(text_color=ink, draw_color=ink, text_mode=mode, line_width=mark.size / 48):
                    pdf.text(mark.x, mark.y, mark.text)
            elif isinstance(mark, Line):
                pdf.set_draw_color(*(round(255 * c) for c in mark.colour))
                pdf.set_line_width(mark.width)
                pdf.line(mark.x0, mark.y0, mark.x1, mark.y1)
            elif isinstance(mark, Fill):
                pdf.set_fill_color(*(round(255 * c) for c in mark.colour))
                pdf.rect(mark.x, mark.y, mark.width, mark.height, style="F")
            else:
                pdf.image(io.BytesIO(mark.png), mark.x, mark.y, mark.side, mark.side)
    return bytes(pdf.output())
