"""What the third set of held papers shares: a sheet with other Latin letters, its own names, stamps and codes."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Sequence
from typing import Literal

import zxingcpp
from PIL import Image

from ..drawing import A4, Colour, Sheet
from ..values import Names, digits

INK: Colour = (35, 35, 45)
STAMP: Colour = (205, 45, 45)
_LATIN = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")
_KNOWN = "helvetica", "courier", "times"

NAMES = Names(
    places=("大连", "惠州市", "烟台", "遵义", "株洲市", "江西", "宜昌", "淮安市", "吉林", "咸阳", "海口市", "龙岩"),
    stems=(
        "金禾谷",
        "拓普达",
        "瑞江",
        "景程",
        "百纳",
        "汇泉",
        "腾远",
        "康悦",
        "正和盛",
        "北斗岭",
        "嘉禧",
        "银杉",
        "凯诺",
        "锦屏",
        "双河",
    ),
    trades=(
        "机械设备有限公司",
        "电子科技有限公司",
        "物流有限责任公司",
        "粮油贸易有限公司",
        "包装印务有限公司",
        "建材股份有限公司",
        "生物制品有限公司",
    ),
    surnames="王李张刘杨赵黄周吴丁沈潘",
    given=("宏伟", "静怡", "玉珍", "子轩", "德福", "春梅", "兴旺", "可欣", "亚东", "翠英", "锐", "佳宁"),
    banks=(
        "宁波银行",
        "中国光大银行",
        "浙商银行",
        "北京银行",
        "长沙银行",
        "江苏银行",
        "中原银行",
        "广州农村商业银行",
        "中国民生银行",
    ),
    branches=("鄞州支行", "城东支行", "高新技术开发区支行", "解放路支行", "分行营业部", "湖滨支行", "迎宾大道支行"),
    goods=(
        ("数控刀片", "金属加工机械", "盒", "CNMG120408"),
        ("钢化玻璃", "玻璃", "平方米", "8mm"),
        ("复合肥", "肥料", "吨", "N15-P15-K15"),
        ("工业交换机", "通信设备", "台", "IE-3000-8TC"),
        ("冷冻鸡胸肉", "肉及肉制品", "千克", "2.5kg/袋"),
        ("镀锌钢管", "黑色金属冶炼压延品", "根", "DN50*3.5*6000"),
        ("打印纸", "纸制品", "箱", "A4 70g"),
        ("锂电池组", "电池", "组", "48V/100Ah"),
        ("实木门", "木制品", "樘", "2100*900*40"),
    ),
    services=(("平面设计", "设计服务"), ("会议服务", "会展服务"), ("保洁服务", "生活服务"), ("仓储费", "物流辅助服务")),
)


class Page(Sheet):
    """A sheet whose Latin letters and figures may come from another face, and all of it narrow or wide.

    Args:
        size: of the font.
        face: of the Chinese letters.
        page: its width and height in points.
        ink: of the text.
        latin: ``helvetica``, ``courier`` or ``times`` for letters and figures; none: as the Chinese ones.
        stretch: width of all letters in per cent.
    """

    def __init__(
        self,
        size: float = 9,
        face: str = "sans",
        page: tuple[float, float] = A4,
        ink: Colour = INK,
        *,
        latin: str | None = None,
        stretch: float = 100,
    ) -> None:
        super().__init__(size, face, page, ink)
        self.latin = latin if latin in _KNOWN else None
        self.stretch = stretch
        self._wide: dict[tuple[str, bool, str], float] = {}
        self._pdf.set_stretching(stretch)

    def turn(self) -> None:
        """Begin another page."""
        super().turn()
        self._pdf.set_stretching(getattr(self, "stretch", 100))

    def _choose(self, part: str, face: str | None, size: float, *, bold: bool) -> None:
        if self.latin and part.isascii() and face is None:
            self._pdf.set_font(self.latin, "B" if bold else "", size)
        else:
            self._use(face, size, bold=bold)

    def width_of(self, text: str, size: float | None = None, *, bold: bool = False, face: str | None = None) -> float:
        """Return the printed width in points."""
        total = 0.0
        for sign in text:
            key = (face or self.face, bold, sign)
            if key not in self._wide:
                self._choose(sign, face, 10, bold=bold)
                self._wide[key] = self._pdf.get_string_width(sign)
            total += self._wide[key]
        return total * (size or self.size) / 10

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
        size = size or self.size
        wide = self.width_of(text, size, bold=bold, face=face) + spacing * len(text)
        at = x - wide * {"l": 0, "c": 0.5, "r": 1}[align]
        self._pdf.set_text_color(*(colour or self.ink))
        self._pdf.set_char_spacing(spacing)
        for part in _LATIN.findall(text) if self.latin and face is None else [text]:
            self._choose(part, face, size, bold=bold)
            self._pdf.text(at, y, part)
            at += self.width_of(part, size, bold=bold, face=face) + spacing * len(part)
        self._pdf.set_char_spacing(0)
        return at

    def broken(self, text: str, width: float, size: float | None = None, *, bold: bool = False) -> list[str]:
        """Break a text where the room ends, in the middle of words and numbers too."""
        lines = []
        for part in text.split("\n"):
            line, used = "", 0.0
            for sign in part:
                wide = self.width_of(sign, size, bold=bold)
                if line and used + wide > width and sign not in "，。；、）":
                    lines.append(line)
                    line, used = "", 0.0
                line += sign
                used += wide
            lines.append(line)
        return lines

    def lines(self, x: float, y: float, texts: Sequence[str], *, step: float = 15, size: float | None = None) -> float:
        """Write lines one below the other; return the base of the next one."""
        for text in texts:
            self.text(x, y, text, size=size)
            y += step
        return y

    def slanted(self, x: float, y: float, text: str, *, size: float = 40, angle: float = 30) -> None:
        """Print a pale text aslant, as a ground behind what follows."""
        with self._pdf.rotation(angle, x, y):
            self.text(x, y, text, size=size, colour=(233, 233, 238), align="c")

    def round_corners(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """Fill a ground with round corners."""
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(x, y, wide, high, style="F", round_corners=True, corner_radius=6)

    def dashes(self, x0: float, y: float, x1: float, *, colour: Colour = (150, 150, 150)) -> None:
        """Draw a broken rule."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(0.5)
        self._pdf.set_dash_pattern(dash=3, gap=2)
        self._pdf.line(x0, y, x1, y)
        self._pdf.set_dash_pattern()

    def oval(self, x: float, y: float, wide: float, high: float, lines: Sequence[str]) -> None:
        """Press an oval stamp whose lines stand one below the other; its ink lets through what is below."""
        with self._pdf.local_context(stroke_opacity=0.7, fill_opacity=0.7):
            self._pdf.set_draw_color(*STAMP)
            self._pdf.set_line_width(1.6)
            self._pdf.ellipse(x - wide / 2, y - high / 2, wide, high)
            for k, line in enumerate(lines):
                base = y + 3 + (k - (len(lines) - 1) / 2) * 11
                self.text(x, base, line, size=8, colour=STAMP, align="c")

    def square_stamp(self, x: float, y: float, lines: Sequence[str], *, wide: float = 92, size: float = 10) -> None:
        """Press a square stamp."""
        high = len(lines) * size * 1.5 + 8
        with self._pdf.local_context(stroke_opacity=0.75, fill_opacity=0.75):
            self.box(x, y, wide, high, thick=1.8, colour=STAMP)
            for k, line in enumerate(lines):
                self.text(x + wide / 2, y + size * 1.3 + k * size * 1.5, line, size=size, colour=STAMP, align="c")


def square(text: str) -> Image.Image:
    """Return a square code that says `text`."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4)).convert("RGB")


def noise(chance: random.Random) -> str:
    """Return an address such as banks put into their codes; it names nothing that is on the paper."""
    return f"https://verify.example.cn/v?{digits(chance, 22)}"


def card(chance: random.Random, first: str = "62") -> str:
    """Return a card number of 19 digits whose last one checks (ISO/IEC 7812)."""
    body = digits(chance, 18, first)
    doubled = [int(d) * (2 if k % 2 == 0 else 1) for k, d in enumerate(reversed(body))]
    return body + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


def starred(number: str, head: int = 4, tail: int = 4, stars: int = 4) -> str:
    """Return a number with stars in its middle."""
    return f"{number[:head]}{'*' * stars}{number[-tail:]}"


def month_end(day: dt.date) -> dt.date:
    """Return the last day of the month."""
    return (day.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
