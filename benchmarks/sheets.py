"""Print statements as PDF pages and as pictures, knowing the text and place of every cell.

Lengths are points from the top left of the page. One plan of texts and rules is made with the widths of a face; the
same plan goes to a PDF (text layer) or to a picture at 200 dpi (a scan before it is spoilt).
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from ledgers import KINDS, OWN, OWN_NAME, Column, Entry, Layout, invent
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed import DPI, FONT_FOLDER, FONTS, figures
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
STYLES = ("ruled", "horizontal rules", "unruled")
MARGIN, HEAD_ROOM, FOOT_ROOM = 28.0, 96.0, 50.0
LEADING = 1.22
_WHOLE = frozenset(
    "day compact short chinese clock in out in0 out0 signed plus size yuan balance plain flag way come code "  # noqa: SIM905
    "place summary currency cash saving city".split()
)
_MONEY = frozenset("in out in0 out0 signed plus size yuan balance plain".split())  # noqa: SIM905


class PdfFace:
    """A Chinese face that every PDF reader knows, or a Latin one for its ASCII characters."""

    def __init__(self, latin: str | None) -> None:
        self._latin = latin
        if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def font(self, text: str) -> str:
        """Return the font that prints a text."""
        return self._latin if self._latin and text.isascii() else "STSong-Light"

    def width(self, text: str, size: float) -> float:
        """Return the printed width."""
        return float(pdfmetrics.stringWidth(text, self.font(text), size))


class InkFace:
    """A face installed on this machine, for pictures."""

    def __init__(self, path: Path, index: int) -> None:
        self._path, self._index = str(path), index
        self._fonts: dict[float, ImageFont.FreeTypeFont] = {}

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        """Return the font for a size in points at 200 dpi."""
        if size not in self._fonts:
            self._fonts[size] = ImageFont.truetype(self._path, size * DPI / 72, index=self._index)
        return self._fonts[size]

    def width(self, text: str, size: float) -> float:
        """Return the printed width."""
        return float(self.at(size).getlength(text)) * 72 / DPI


Face = PdfFace | InkFace


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A cell as printed: its place in the table, its lines joined, the box of its ink in fractions (None if empty)."""

    row: int
    column: int
    text: str
    box: tuple[float, float, float, float] | None


@dataclass(slots=True)
class Plan:
    """What is printed on one page, and the truth of its table."""

    size: tuple[float, float]
    face: Face
    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    cells: list[TrueCell] = field(default_factory=list)
    rule_width: float = 0.5
    rule_grey: float = 0.2

    def text(self, x: float, baseline: float, size: float, text: str) -> None:
        """Print a text from its left end."""
        self.texts.append((x, baseline, size, text))

    def picture(self) -> NDArray[np.uint8]:
        """Return the page in BGR at 200 dpi."""
        if not isinstance(self.face, InkFace):
            raise TypeError("this page was planned for a PDF")
        scale = DPI / 72
        image = Image.new("RGB", (round(self.size[0] * scale), round(self.size[1] * scale)), "white")
        pen = ImageDraw.Draw(image)
        grey = round(255 * self.rule_grey)
        for x0, y0, x1, y1 in self.rules:
            line = (x0 * scale, y0 * scale, x1 * scale, y1 * scale)
            pen.line(line, fill=(grey, grey, grey), width=max(1, round(self.rule_width * scale)))
        for x, y, size, text in self.texts:
            pen.text((x * scale, y * scale), text, font=self.face.at(size), fill=(25, 25, 25), anchor="ls")
        return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def to_pdf(plans: Sequence[Plan]) -> bytes:
    """Return the pages as a PDF with a text layer."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=plans[0].size)
    for plan in plans:
        if not isinstance(plan.face, PdfFace):
            raise TypeError("this page was planned for a picture")
        high = plan.size[1]
        canvas.setLineWidth(plan.rule_width)
        canvas.setStrokeGray(plan.rule_grey)
        for x0, y0, x1, y1 in plan.rules:
            canvas.line(x0, high - y0, x1, high - y1)
        for x, y, size, text in plan.texts:
            canvas.setFont(plan.face.font(text), size)
            canvas.drawString(x, high - y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def faces(*, scanned: bool) -> list[Face]:
    """Return the faces that this machine can print with."""
    if scanned:
        return [InkFace(FONT_FOLDER / name, index) for name, index in FONTS if (FONT_FOLDER / name).exists()]
    return [PdfFace(latin) for latin in (None, "Helvetica", "Times-Roman", "Courier")]


@dataclass(frozen=True, slots=True)
class Statement:
    """A printed statement: its pages and the bookings in printed order."""

    layout: Layout
    style: str
    plans: list[Plan]
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class _Look:
    """The choices of one document."""

    face: Face
    size: float
    pad_x: float
    pad_y: float
    middle: bool
    text_align: float
    head_align: float
    style: str
    rule_each: bool


def print_statement(layout: Layout, style: str, chance: random.Random, face: Face, rows: int) -> Statement:
    """Print `rows` bookings in a bank's layout, on as many pages as they need."""
    entries = invent(chance, rows)
    shown = list(reversed(entries)) if layout.newest_first else entries
    look = _Look(
        face,
        chance.choice((6.5, 7.0, 7.5, 8.0, 9.0)),
        chance.uniform(1.6, 4.0),
        chance.uniform(1.4, 4.0),
        chance.random() < 0.4,
        chance.choice((0.0, 0.0, 0.5)),
        chance.choice((0.0, 0.5, 0.5)),
        style,
        chance.random() < 0.6,
    )
    size = (A4[1], A4[0]) if layout.wide else A4
    widths, look = _widths(layout, shown, look, size[0] - 2 * MARGIN)
    plans: list[Plan] = []
    rest, rule = shown, (chance.uniform(0.4, 0.9), chance.choice((0.0, 0.2, 0.5, 0.65)))
    while rest:
        plan = Plan(size, face, rule_width=rule[0], rule_grey=rule[1])
        taken = _page(plan, layout, look, widths, rest, number=len(plans) + 1, before=shown[: len(shown) - len(rest)])
        rest = rest[taken:]
        plans.append(plan)
    for number, plan in enumerate(plans, 1):
        _around(plan, layout, look, (number, len(plans)), chance)
    return Statement(layout, style, plans, shown)


def _widths(layout: Layout, entries: Sequence[Entry], look: _Look, room: float) -> tuple[list[float], _Look]:
    """Return the columns' widths; where they do not fit, long texts wrap sooner, then the letters shrink."""
    squeeze = 1.0
    while True:
        needs = [_need(c, entries, look, squeeze) for c in layout.columns]
        total = sum(needs) + 2 * look.pad_x * len(needs)
        if total <= room:
            spare = min((room - total) / len(needs), 12.0)
            return [n + 2 * look.pad_x + spare for n in needs], look
        if squeeze > 0.72:
            squeeze -= 0.07
        elif look.size > 5.5:
            look = _smaller(look)
        else:
            raise ValueError(f"{layout.name} is too wide for its page")


def _smaller(look: _Look) -> _Look:
    return replace(look, size=look.size - 0.5, pad_x=max(1.5, look.pad_x - 0.5))


def _need(column: Column, entries: Sequence[Entry], look: _Look, squeeze: float) -> float:
    head, kind, room = column.head, column.kind, column.room
    texts = [KINDS[kind](e) for e in entries] + (["合计"] if kind == "summary" else [])
    natural = max(look.face.width(t, look.size) for t in texts)
    limit = look.size * room * squeeze if room is not None else 1e9
    heads = [look.face.width(line, look.size) for line in head.split("\n")]
    least = look.size * 2.05
    if room is None and kind in _WHOLE:
        return max(natural, least, max(heads) if squeeze > 0.9 else min(max(heads), look.size * 4.1))
    return max(min(natural, limit), least, min(max(heads), look.size * 4.1))


def wrap(text: str, room: float, look_face: Face, size: float) -> list[str]:
    """Break a text into lines that fit; never inside a Latin word of a heading unless it alone is too long."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for ch in part:
            if line and look_face.width(line + ch, size) > room + 0.01:
                lines.append(line)
                line = ""
            line += ch
        if line:
            lines.append(line)
    return [line.strip() for line in lines]


def _page(
    plan: Plan,
    layout: Layout,
    look: _Look,
    widths: Sequence[float],
    entries: Sequence[Entry],
    *,
    number: int,
    before: Sequence[Entry],
) -> int:
    """Print the table of one page; return how many bookings stand on it."""
    top = HEAD_ROOM if number == 1 else 52.0
    bottom = plan.size[1] - FOOT_ROOM - (30 if layout.subtotal or layout.carried else 0)
    lefts = [MARGIN + sum(widths[:k]) for k in range(len(widths))]
    y, row, edges = top, 0, [top]
    kinds = [c.kind for c in layout.columns]

    def put(texts: Sequence[str], *, heading: bool = False) -> None:
        nonlocal y, row
        spans = list(zip(lefts, widths, texts, kinds, strict=True))
        y = _row(plan, look, (row, y), spans, heading=heading)
        row += 1
        edges.append(y)

    if number == 1 or not layout.head_once:
        put([c.head for c in layout.columns], heading=True)
    if layout.carried and before:
        put(_mark(layout, "承前页", balance=before[-1].balance))
    taken = 0
    for entry in entries:
        texts = [KINDS[k](entry) for k in kinds]
        if y + _height(look, widths, texts) > bottom and taken:
            break
        put(texts)
        taken += 1
    if layout.carried and taken < len(entries):
        put(_mark(layout, "过次页", balance=entries[taken - 1].balance))
    if layout.subtotal:
        own = entries[:taken]
        paid, got = sum(-e.fen for e in own if e.fen < 0), sum(e.fen for e in own if e.fen > 0)
        put(_mark(layout, "本页合计", out=paid, inn=got, size=paid + got))
    right = lefts[-1] + widths[-1]
    if look.style == "ruled":
        plan.rules += [(x, top, x, y) for x in (*lefts, right)]
    if look.style == "ruled" or (look.style == "horizontal rules" and look.rule_each):
        plan.rules += [(MARGIN, at, right, at) for at in edges]
    elif look.style == "horizontal rules":
        plan.rules += [(MARGIN, at, right, at) for at in (edges[0], edges[1], edges[-1])]
    if layout.footer and taken == len(entries):
        total = sum(e.fen for e in (*before, *entries) if e.fen > 0)
        plan.text(MARGIN + 4, y + 16, look.size, f"{len(before) + taken} 收 {figures(total)}")
    return taken


def _mark(
    layout: Layout,
    text: str,
    *,
    balance: int | None = None,
    out: int | None = None,
    inn: int | None = None,
    size: int = 0,
) -> list[str]:
    """Return the texts of a row that carries a balance or a sum over."""
    made = []
    for place, column in enumerate(layout.columns):
        shown = {"balance": balance, "out": out, "in": inn, "size": size or None}.get(column.kind)
        named = column.kind in ("summary", "remark") if balance is not None else place == 0
        made.append(text if named else figures(shown) if shown is not None else "")
    return made


def _height(look: _Look, widths: Sequence[float], texts: Sequence[str]) -> float:
    deep = max(len(_lines(look, w, t)) for w, t in zip(widths, texts, strict=True))
    return max(1, deep) * LEADING * look.size + 2 * look.pad_y


def _lines(look: _Look, width: float, text: str) -> list[str]:
    return wrap(text, width - 2 * look.pad_x, look.face, look.size)


def _row(
    plan: Plan,
    look: _Look,
    at: tuple[int, float],
    spans: Sequence[tuple[float, float, str, str]],
    *,
    heading: bool,
) -> float:
    """Print a row (its number and top in `at`) of cells (left, width, text, kind); return its bottom."""
    row, y = at
    high = _height(look, [width for _, width, _, _ in spans], [text for _, _, text, _ in spans])
    inner = high - 2 * look.pad_y
    step = LEADING * look.size
    for column, (left, width, text, kind) in enumerate(spans):
        lines = _lines(look, width, text)
        start = y + look.pad_y + ((inner - step * len(lines)) / 2 if look.middle or heading else 0.0)
        align = look.head_align if heading else 1.0 if kind in _MONEY else look.text_align
        boxes = []
        for k, line in enumerate(lines):
            wide = look.face.width(line, look.size)
            x = left + look.pad_x + (width - 2 * look.pad_x - wide) * align
            baseline = start + step * k + 0.88 * look.size
            plan.text(x, baseline, look.size, line)
            boxes.append((x, baseline - 0.8 * look.size, x + wide, baseline + 0.1 * look.size))
        box = None
        if boxes:
            x0, y0, x1, y1 = (f(b[k] for b in boxes) for k, f in enumerate((min, min, max, max)))
            box = (x0 / plan.size[0], y0 / plan.size[1], x1 / plan.size[0], y1 / plan.size[1])
        plan.cells.append(TrueCell(row, column, "".join(lines), box))
    return y + high


def _around(plan: Plan, layout: Layout, look: _Look, page: tuple[int, int], chance: random.Random) -> None:
    """Print what stands above and below the table of a page (its number, of how many)."""
    (number, count), (wide, high) = page, plan.size
    size = look.size
    if number == 1:
        plan.text(wide / 2 - look.face.width(layout.title, 14) / 2, 44, 14, layout.title)
        pairs = [f"户名：{OWN_NAME}", f"账号：{OWN}", "币种：人民币"]
        for k, text in enumerate(pairs):
            plan.text(MARGIN + k * (wide - 2 * MARGIN) / 3, 66, size, text)
        plan.text(MARGIN, 66 + 1.6 * size, size, "起止日期：2026-01-01至2026-12-31")
        plan.text(wide * 0.6, 66 + 1.6 * size, size, "单位：元")
    elif chance.random() < 0.5:
        plan.text(MARGIN, 36, size, layout.title)
        plan.text(wide * 0.6, 36, size, f"账号：{OWN}")
    plan.text(wide / 2 - 30, high - 24, size, f"第{number}页 共{count}页")
    plan.text(MARGIN, high - 36, size, "打印时间：2027-01-05 10:12:08")
