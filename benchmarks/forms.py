"""Print loan forms with check boxes and signature lines, ticked and signed by hand or not, with the truth of each."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed import DPI, FONT_FOLDER, FONTS, HIGH, WIDE

GROUPS = (
    ("贷款种类：", ("流动资金贷款", "固定资产贷款", "个人经营贷款")),
    ("支付方式：", ("自主支付", "受托支付")),
    ("还款方式：", ("等额本息", "等额本金", "按月付息到期还本", "利随本清")),
    ("利率方式：", ("固定利率", "浮动利率")),
    ("担保方式：", ("保证", "抵押", "质押", "信用")),
    ("证件类型：", ("身份证", "营业执照", "护照")),
    ("是否关联企业：", ("是", "否")),
    ("资金用途：", ("购买原材料", "支付工程款", "归还借款", "日常周转")),
    ("企业性质：", ("国有企业", "民营企业", "外商投资", "个体工商户")),
)
PROSE = (
    "借款人出口业务回款日期以回单为准，口头约定无效，目前由国家固定资产目录确定。",
    "因日元汇率变动，进口货物按月回购；人口、户口、港口等信息见附表四。",
    "甲方申请办理国内信用证，日期为二〇二六年三月，回执由田间物流签收。",
    "口径以国家统计口径为准，团体贷款回访日志另附，目的地为四川。",
)
SIGNERS = ("借款人（签字）：", "法定代表人签名：", "经办人签章：", "贷款人（盖章）：", "保证人签字：", "客户经理：")
INKS = ((20, 20, 25), (30, 40, 150), (150, 30, 30))
SIGNS = ("□", "☑", "■")


@dataclass(frozen=True, slots=True)
class Option:
    """A box: its sign, the option beside it, and its place in fractions."""

    sign: str
    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Signer:
    """A line to sign: its printed label's box, and whether something is written there."""

    label: str
    box: tuple[float, float, float, float]
    signed: bool


@dataclass(slots=True)
class Form:
    """A printed form and its truth; `words` are printed strings with their places."""

    image: Image.Image = field(default_factory=lambda: Image.new("RGB", (WIDE, HIGH), "white"))
    options: list[Option] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    words: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)

    @property
    def picture(self) -> NDArray[np.uint8]:
        """The page as a BGR array."""
        return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])


def print_form(seed: int, *, signatures: bool = True) -> Form:
    """Return a form of its own font, size, kind of boxes and pen."""
    chance = random.Random(seed)  # noqa: S311  no secret, only different pages
    name, index = chance.choice([f for f in FONTS if (FONT_FOLDER / f[0]).exists()])
    size = round(chance.choice((9, 10, 10.5, 11, 12, 14)) * DPI / 72)
    font = ImageFont.truetype(str(FONT_FOLDER / name), size, index=index)
    form, pen_colour = Form(), chance.choice(INKS)
    glyphs, filled = chance.random() < 0.4, chance.random() < 0.25
    style = chance.choice(("tick", "tick", "long tick", "cross", "scribble"))
    put = _Printer(form, font, chance)
    put.text(620, 120, "贷款业务申请审批表")
    y = 120 + 2.4 * size
    for number, (label, options) in enumerate(chance.sample(GROUPS, len(GROUPS))):
        x = 150 + put.text(150, y, label) + chance.choice((0.2, 0.6, 1.0)) * size
        chosen = chance.randrange(len(options))
        for k, option in enumerate(options):
            wide = put.width(option) + 1.4 * size
            if x + wide > WIDE - 120:
                x, y = 150 + 2 * size, y + 1.9 * size
            sign = "□" if k != chosen else "■" if filled else "☑"
            x += put.box(x, y, sign, option, glyphs=glyphs, style=style, colour=pen_colour)
            x += put.text(x, y, option) + chance.choice((0.5, 1.0, 1.5)) * size
        y += 2.1 * size
        if number % 3 == 2:
            put.text(150, y, PROSE[(seed + number) % len(PROSE)][: (WIDE - 300) // size])
            y += 2.1 * size
    if signatures:
        _signatures(put, form, chance, y + size, pen_colour)
    return form


class _Printer:
    """Prints strings and boxes and notes where."""

    def __init__(self, form: Form, font: ImageFont.FreeTypeFont, chance: random.Random) -> None:
        self.form, self.font, self.chance = form, font, chance
        self.pen = ImageDraw.Draw(form.image)

    def width(self, text: str) -> float:
        return self.font.getlength(text)

    def text(self, x: float, y: float, text: str) -> float:
        self.pen.text((x, y), text, font=self.font, fill=(20, 20, 20))
        x0, top, x1, bottom = self.pen.textbbox((x, y), text, font=self.font)
        self.form.words.append((text, (x0 / WIDE, top / HIGH, x1 / WIDE, bottom / HIGH)))
        return self.width(text)

    def box(
        self, x: float, y: float, sign: str, option: str, *, glyphs: bool, style: str, colour: tuple[int, int, int]
    ) -> float:
        """Print a box and what is drawn into it by hand; return how much room it takes."""
        size = self.font.size
        if glyphs:
            shown = "■" if sign == "■" else "□"
            self.pen.text((x, y), shown, font=self.font, fill=(20, 20, 20))
            x0, top, x1, bottom = _ink(self.font, shown, x, y)
        else:
            side, thick = round(size * self.chance.uniform(0.72, 0.95)), self.chance.choice((1, 2, 2, 3))
            _, line_top, _, line_bottom = self.pen.textbbox((x, y), "国", font=self.font)
            x0, top = round(x), round((line_top + line_bottom - side) / 2)
            x1, bottom = x0 + side, top + side
            fill = (20, 20, 20) if sign == "■" else None
            self.pen.rectangle((x0, top, x1, bottom), outline=(20, 20, 20), width=thick, fill=fill)
        if sign == "☑":
            self._mark((x0, top, x1 - x0), style, colour)
        place = (x0 / WIDE, top / HIGH, x1 / WIDE, bottom / HIGH)
        self.form.options.append(Option(sign, option, place))
        return max(size, x1 - x) + self.chance.choice((0.05, 0.15, 0.4)) * size

    def _mark(self, box: tuple[float, float, float], style: str, colour: tuple[int, int, int]) -> None:
        x0, y0, side = box
        jitter = self.chance.uniform
        at = [(x0 + side * fx, y0 + side * fy) for fx, fy in _strokes(style, self.chance)]
        at = [(x + jitter(-0.05, 0.05) * side, y + jitter(-0.05, 0.05) * side) for x, y in at]
        wide = self.chance.choice((2, 3, 4))
        if style == "cross":
            self.pen.line(at[:2], fill=colour, width=wide)
            self.pen.line(at[2:], fill=colour, width=wide)
        else:
            self.pen.line(at, fill=colour, width=wide, joint="curve")


def _strokes(style: str, chance: random.Random) -> list[tuple[float, float]]:
    if style == "cross":
        return [(0.1, 0.1), (0.9, 0.9), (0.9, 0.1), (0.1, 0.9)]
    if style == "scribble":
        return [(0.15 + 0.7 * (k % 2), 0.15 + 0.7 * k / 6) for k in range(7)]
    if style == "long tick":
        return [(0.05, 0.45), (0.4, 0.95), (chance.uniform(1.2, 1.6), chance.uniform(-0.6, -0.2))]
    return [(0.15, 0.5), (0.4, 0.85), (0.95, 0.1)]


def _ink(font: ImageFont.FreeTypeFont, glyph: str, x: float, y: float) -> tuple[float, float, float, float]:
    """Return the box of a glyph's ink, not of its cell."""
    mask = Image.new("L", (2 * round(font.size) + 8, 2 * round(font.size) + 8), 0)
    ImageDraw.Draw(mask).text((0, 0), glyph, font=font, fill=255)
    x0, y0, x1, y1 = mask.getbbox() or (0, 0, 1, 1)
    return x + x0, y + y0, x + x1, y + y1


def _signatures(put: _Printer, form: Form, chance: random.Random, y: float, colour: tuple[int, int, int]) -> None:
    size = put.font.size
    for k, label in enumerate(chance.sample(SIGNERS, 4)):
        x = 150 if k % 2 == 0 else 880
        wide = put.text(x, y, label)
        box = form.words[-1][1]
        signed = chance.random() < 0.5
        if chance.random() < 0.6:
            put.pen.line((x + wide, y + 1.25 * size, x + wide + 320, y + 1.25 * size), fill=(20, 20, 20), width=2)
        if signed:
            _scrawl(put.pen, chance, (x + wide + 20, y, size), colour)
        form.signers.append(Signer(label, box, signed))
        if k % 2:
            put.text(150, y + 2 * size, "日期：")
            y += 4.2 * size


def _scrawl(
    pen: ImageDraw.ImageDraw, chance: random.Random, place: tuple[float, float, float], colour: tuple[int, int, int]
) -> None:
    """Write two or three signs that look like running hand: curved strokes of changing direction."""
    x, y, size = place
    for _ in range(chance.choice((2, 3))):
        for _stroke in range(chance.choice((2, 3, 4))):
            px, py = x + chance.uniform(0, 1.3) * size, y + chance.uniform(-0.2, 1.1) * size
            angle, points = chance.uniform(0, 2 * math.pi), [(px, py)]
            for _step in range(chance.randrange(8, 18)):
                angle += chance.uniform(-0.7, 0.7)
                px += 0.14 * size * math.cos(angle)
                py += 0.14 * size * math.sin(angle)
                py = min(max(py, y - 0.4 * size), y + 1.4 * size)
                points.append((px, py))
            pen.line(points, fill=colour, width=chance.choice((2, 3, 3)), joint="curve")
        x += 1.6 * size
