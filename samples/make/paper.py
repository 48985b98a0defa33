"""Draw synthetic papers as PDF and record, for every value drawn, the box it stands in.

Coordinates are points, origin top left, y growing downwards; `y` of a text is the top of its line. A text is a string
or a list of runs; a run is a string or ``F(path, text, value)``: drawn as `text`, recorded in the current `Record` as
`value` (default: the text itself) with the exact box. Usage::

    paper = Paper(folder / "a.pdf")
    record = paper.begin("loan_receipt")          # a document starts (several may share a file)
    paper.page()                                  # a page starts (A4, or page((width, height)))
    paper.text(60, 80, ["合同编号：", F("contract_number", "流借字第1号")], font="song", size=10.5)
    y = paper.paragraph(60, 120, 475, ["借款金额为", F("amount", "￥5,000,000.00", "5000000.00"), "。"])
    y = paper.table(60, y, [100, 200], [["金额", F("amount", "1.00")], …], heights=22)
    paper.stamp(stamps.round_seal("某某公司"), 400, 600, 110)
    paper.save()                                  # paper.records holds the documents with source, pages, boxes
"""

# ruff: noqa: PLR0917  (x, y, w, h are positions)
from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from truth import Record

A4 = (595.28, 841.89)
A4_WIDE = (841.89, 595.28)

FONT_FILES: dict[str, tuple[str, int]] = {
    "song": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    "micro": ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    "droid": ("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", 0),
    "sans": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0),
    "mono": ("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", 0),
}
"""Fonts of Debian packages by the short names used here; (file, index in the collection)."""

_FALLBACKS = ("hei", "droid", "sans")
_NO_LINE_START = "，。；：、？！）》」』】”’％%,.;:)!?"
_NO_LINE_END = "（《「『【“‘(￥¥"
_ASCENT, _DESCENT = 0.86, 0.14  # of the em; Chinese faces fill it
_TOKEN = re.compile(r"[0-9A-Za-z_.,:/*\-]+|.", re.S)


def fonts_missing() -> list[str]:
    """Return the font files that are not installed."""
    return [file for file, _ in FONT_FILES.values() if not Path(file).exists()]


@dataclass(frozen=True, slots=True)
class F:
    """A value on the paper: `path` in the record, `text` as drawn, `value` as the interface has it (None: the text)."""

    path: str
    text: str
    value: Any = None
    font: str | None = None
    underline: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class U:
    """Plain words drawn in another manner: a filled blank that is no recorded value."""

    text: str
    font: str | None = None
    underline: bool = False
    bold: bool = False


Run = str | F | U
Runs = Run | Sequence[Run]


@dataclass(slots=True)
class Cell:
    """A table cell: runs, alignment, how many columns it spans, and its own font and size if they differ."""

    runs: Runs = ""
    align: str = "left"
    span: int = 1
    font: str | None = None
    size: float | None = None
    bold: bool = False
    fill: str | None = None


@dataclass(slots=True)
class _Piece:
    text: str
    run: F | U | None
    font: str
    width: float = field(default=0.0)


def _runs(runs: Runs) -> list[Run]:
    return [runs] if isinstance(runs, (str, F, U)) else list(runs)


def plain(runs: Runs) -> str:
    """Return the text of runs without their marks."""
    return "".join(r if isinstance(r, str) else r.text for r in _runs(runs))


def _face(name: str) -> Any:
    try:
        return pdfmetrics.getFont(name)
    except KeyError:
        file, index = FONT_FILES[name]
        pdfmetrics.registerFont(TTFont(name, file, subfontIndex=index))
        return pdfmetrics.getFont(name)


def _has(name: str, char: str) -> bool:
    return ord(char) in _face(name).face.charToGlyph


def _by_font(text: str, font: str) -> list[tuple[str, str]]:
    """Split a text into (font, part): characters that the font lacks are drawn by the first fallback that has them."""
    out: list[tuple[str, str]] = []
    for char in text:
        name = next((f for f in (font, *_FALLBACKS) if _has(f, char)), font)
        if out and out[-1][0] == name:
            out[-1] = (name, out[-1][1] + char)
        else:
            out.append((name, char))
    return out


def width_of(text: str, font: str = "song", size: float = 10.5, spacing: float = 0.0) -> float:
    """Return the drawn width of a text in points."""
    parts = _by_font(text, font)
    return sum(pdfmetrics.stringWidth(p, f, size) for f, p in parts) + spacing * max(0, len(text) - 1)


class Paper:
    """A PDF file being drawn; `records` are its documents."""

    def __init__(
        self, file: Path, *, source: str | None = None, font: str = "song", size: float = 10.5, producer: str = ""
    ) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        for name in FONT_FILES:
            _face(name)
        self.file = file
        self.source = source if source is not None else file.name
        self.font, self.size = font, size
        self.records: list[Record] = []
        self.record: Record | None = None
        self.number = 0
        self.extent = A4
        self.on_page: Callable[[Paper], None] | None = None
        self._canvas = Canvas(str(file), pagesize=A4, invariant=1, pageCompression=1)
        self._canvas.setTitle("")
        self._canvas.setAuthor("")
        self._canvas.setCreator("")
        self._canvas.setProducer(producer or "eDoc Print Service 3.2")
        self._images: dict[int, ImageReader] = {}

    # -- documents and pages

    def begin(self, doc_type: str) -> Record:
        """Start a document; pages that follow belong to it (the current one too if `same_page` is called)."""
        self.record = Record(doc_type, self.source)
        self.records.append(self.record)
        return self.record

    def page(self, size: tuple[float, float] = A4) -> None:
        """Start a page of the current document."""
        if self.number:
            self._canvas.showPage()
        self.number += 1
        self.extent = size
        self._canvas.setPageSize(size)
        if self.record is not None:
            self.record.pages.append(self.number)
        if self.on_page is not None:
            self.on_page(self)

    def same_page(self, region: tuple[float, float, float, float] | None = None) -> None:
        """Let the current document share the current page; `region` in points is its part of it."""
        if self.record is None:
            raise ValueError("begin a document first")
        self.record.pages.append(self.number)
        if region is not None:
            self.record.region = self._fraction(region)

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    # -- marks

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6, color: str = "#000000") -> None:
        """Draw a rule."""
        c = self._canvas
        c.setLineWidth(width)
        c.setStrokeColor(HexColor(color))
        c.line(x0, self._up(y0), x1, self._up(y1))

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        width: float = 0.6,
        color: str = "#000000",
        fill: str | None = None,
    ) -> None:
        """Draw a frame or, with `fill`, a coloured area."""
        c = self._canvas
        c.setLineWidth(width)
        c.setStrokeColor(HexColor(color))
        if fill:
            c.setFillColor(HexColor(fill))
        c.rect(x, self._up(y + h), w, h, stroke=1 if width else 0, fill=1 if fill else 0)

    def ellipse(self, x: float, y: float, w: float, h: float, width: float = 1.2, color: str = "#c00000") -> None:
        """Draw an ellipse in the frame given."""
        c = self._canvas
        c.setLineWidth(width)
        c.setStrokeColor(HexColor(color))
        c.ellipse(x, self._up(y + h), x + w, self._up(y), stroke=1, fill=0)

    def image(self, picture: Image.Image, x: float, y: float, w: float, h: float | None = None) -> None:
        """Place a picture `w` points wide with its top left corner at (x, y)."""
        h = h if h is not None else w * picture.height / picture.width
        reader = self._images.get(id(picture))
        if reader is None:
            data = io.BytesIO()
            picture.save(data, "PNG")
            data.seek(0)
            reader = self._images[id(picture)] = ImageReader(data)
            self._keep = [*getattr(self, "_keep", []), picture]  # an id stays unique only while the object lives
        self._canvas.drawImage(reader, x, self._up(y + h), w, h, mask="auto")

    def stamp(self, picture: Image.Image, cx: float, cy: float, w: float) -> None:
        """Press a seal with its centre at (cx, cy)."""
        h = w * picture.height / picture.width
        self.image(picture, cx - w / 2, cy - h / 2, w, h)

    # -- text

    def text(
        self,
        x: float,
        y: float,
        runs: Runs,
        *,
        font: str | None = None,
        size: float | None = None,
        align: str = "left",
        color: str = "#000000",
        spacing: float = 0.0,
        bold: bool = False,
    ) -> float:
        """Draw one line at (x, y); `align` says which point of it x is (left, center, right); return its right end."""
        font, size = font or self.font, size or self.size
        parts = _runs(runs)
        total = sum(self._width(r, font, size, spacing) for r in parts) + spacing * max(0, len(parts) - 1)
        x -= {"left": 0.0, "center": total / 2, "right": total}[align]
        for run in parts:
            x = self._draw(x, y, run, font, size, color, spacing, bold) + spacing
        return x - spacing

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        runs: Runs,
        *,
        font: str | None = None,
        size: float | None = None,
        leading: float = 1.6,
        indent: float = 0.0,
        bottom: float | None = None,
        top: float = 70.0,
        color: str = "#000000",
        bold: bool = False,
        align: str = "left",
    ) -> float:
        """Draw a wrapped paragraph and return the y below it; lines beyond `bottom` go to a new page from `top`.

        `indent` is that of the first line, in ems.
        """
        font, size = font or self.font, size or self.size
        for number, line in enumerate(self._wrap(_runs(runs), font, size, width, indent * size)):
            if bottom is not None and y + size > bottom:
                self.page(self.extent)
                y = top
            used = sum(p.width for p in line)
            at = x + (indent * size if number == 0 else 0.0)
            at += {"left": 0.0, "center": (width - used) / 2, "right": width - used}[align]
            for piece in line:
                run: Run = piece.text
                if isinstance(piece.run, F):
                    run = F(piece.run.path, piece.text, None, piece.run.font, piece.run.underline, piece.run.bold)
                elif piece.run is not None:
                    run = U(piece.text, piece.run.font, piece.run.underline, piece.run.bold)
                at = self._draw(at, y, run, font, size, color, 0.0, bold, whole=piece.run)
            y += size * leading
        return y

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[Cell | Runs]],
        *,
        heights: float | Sequence[float] = 20.0,
        font: str | None = None,
        size: float | None = None,
        align: Sequence[str] | str = "left",
        rules: bool = True,
        rule_width: float = 0.5,
        color: str = "#000000",
        ink: str = "#000000",
        pad: float = 3.0,
        wrap: bool = True,
    ) -> float:
        """Draw a table, ruled or not, cells centred vertically and wrapped if asked; return the y below it.

        `heights` are least heights: a row grows with its wrapped cells. `color` is the rules', `ink` the text's.
        """
        font, size = font or self.font, size or self.size
        for number, row in enumerate(rows):
            cells = [
                c if isinstance(c, Cell) else Cell(c, align if isinstance(align, str) else align[i])
                for i, c in enumerate(row)
            ]
            spans, column = [], 0
            for cell in cells:
                spans.append((sum(widths[:column]), sum(widths[column : column + cell.span])))
                column += cell.span
            wrapped = [
                self._wrap(_runs(c.runs), c.font or font, c.size or size, w - 2 * pad if wrap else 1e9, 0.0)
                for c, (_, w) in zip(cells, spans, strict=True)
            ]
            least = heights if isinstance(heights, (int, float)) else heights[number]
            tall = max(
                [
                    least,
                    *(
                        len(lines) * (c.size or size) * 1.25 + 2 * pad
                        for c, lines in zip(cells, wrapped, strict=True)
                        if len(lines) > 1
                    ),
                ]
            )
            for cell, (left, w), lines in zip(cells, spans, wrapped, strict=True):
                if cell.fill:
                    self.rect(x + left, y, w, tall, 0, fill=cell.fill)
                if rules:
                    self.rect(x + left, y, w, tall, rule_width, color)
                s = cell.size or size
                at = y + (tall - len(lines) * s * 1.25) / 2 + s * 0.125
                for line in lines:
                    used = sum(p.width for p in line)
                    px = x + left + {"left": pad, "center": (w - used) / 2, "right": w - pad - used}[cell.align]
                    for piece in line:
                        run: Run = piece.text
                        if isinstance(piece.run, F):
                            run = F(piece.run.path, piece.text, None, piece.run.font)
                        elif piece.run is not None:
                            run = U(piece.text, piece.run.font)
                        px = self._draw(px, at, run, cell.font or font, s, ink, 0.0, cell.bold, whole=piece.run)
                    at += s * 1.25
            y += tall
        return y

    # -- inside

    def _up(self, y: float) -> float:
        return self.extent[1] - y

    def _fraction(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        w, h = self.extent
        return (box[0] / w, box[1] / h, box[2] / w, box[3] / h)

    def _width(self, run: Run, font: str, size: float, spacing: float = 0.0) -> float:
        if isinstance(run, str):
            return width_of(run, font, size, spacing)
        return width_of(run.text, run.font or font, size, spacing)

    def _draw(
        self,
        x: float,
        y: float,
        run: Run,
        font: str,
        size: float,
        color: str,
        spacing: float,
        bold: bool,
        whole: F | U | None = None,
    ) -> float:
        """Draw one run at (x, y), record its value, return its right end."""
        words = run if isinstance(run, str) else run.text
        face = font if isinstance(run, str) or run.font is None else run.font
        heavy = bold or (not isinstance(run, str) and run.bold)
        start = x
        c = self._canvas
        for name, part in _by_font(words, face):
            wide = pdfmetrics.stringWidth(part, name, size) + spacing * len(part)
            t = c.beginText(x, self._up(y + size * _ASCENT))
            t.setFont(name, size)
            t.setFillColor(HexColor(color))
            c.saveState()  # spacing and mode would outlive the text object
            if spacing:
                t.setCharSpace(spacing)
            if heavy:
                c.setStrokeColor(HexColor(color))
                c.setLineWidth(size * 0.02)
                t.setTextRenderMode(2)
            t.textOut(part)
            c.drawText(t)
            c.restoreState()
            x += wide
        x -= spacing if words else 0
        if not isinstance(run, str) and run.underline:
            self.line(start, y + size * 1.08, x, y + size * 1.08, 0.5, color)
        value = whole if isinstance(whole, F) else run
        if isinstance(value, F) and words:
            self._note(value, (start, y, x, y + size))
        return x

    def _note(self, run: F, box: tuple[float, float, float, float]) -> None:
        if self.record is None:
            raise ValueError("begin a document first")
        self.record.set(run.path, run.text if run.value is None else run.value)
        self.record.mark(run.path, self.number, self._fraction(box))

    def _wrap(self, runs: list[Run], font: str, size: float, width: float, indent: float) -> list[list[_Piece]]:
        """Break runs into lines of pieces; numbers and Latin words stay whole, closing marks never start a line."""
        lines: list[list[_Piece]] = [[]]
        room = width - indent
        for run in runs:
            words = run if isinstance(run, str) else run.text
            face = font if isinstance(run, str) or run.font is None else run.font
            tag = None if isinstance(run, str) else run
            for word in _TOKEN.findall(words):
                if word == "\n":
                    lines.append([])
                    room = width
                    continue
                parts = [word] if width_of(word, face, size) <= width else list(word)
                for part in parts:
                    wide = width_of(part, face, size)
                    if wide > room and lines[-1] and part not in _NO_LINE_START:
                        carried = _carry(lines[-1])
                        lines.append(carried)
                        room = width - sum(p.width for p in carried)
                    last = lines[-1][-1] if lines[-1] else None
                    if last is not None and last.run is tag and last.font == face:
                        last.text += part
                        last.width += wide
                    else:
                        lines[-1].append(_Piece(part, tag, face, wide))
                    room -= wide
        return lines


def _carry(line: list[_Piece]) -> list[_Piece]:
    """Take an opening mark off a line's end, for the next line."""
    if line and line[-1].text and line[-1].text[-1] in _NO_LINE_END and line[-1].run is None and len(line[-1].text) > 1:
        mark = line[-1].text[-1]
        each = line[-1].width / len(line[-1].text)
        line[-1].text = line[-1].text[:-1]
        line[-1].width -= each
        return [_Piece(mark, None, line[-1].font, each)]
    return []
