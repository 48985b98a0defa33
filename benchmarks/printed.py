"""Print synthetic loan papers as pictures at 200 dpi, with the place of every string and amount on them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from docaudit.records.amounts import to_words
from docaudit.records.money import Money

WIDE, HIGH, DPI = 1654, 2339, 200
FONT_FOLDER = Path("/usr/share/fonts")
Face = tuple[str, int]
"""A font's file below the folder of fonts, and its number in it."""
# The papers of the measurements: these fonts come with a machine that runs the checks.
FONTS: tuple[Face, ...] = (
    ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
)
# The papers that something is fitted on: Debian's fonts-wqy-zenhei, -wqy-microhei, -arphic-uming and -arphic-ukai.
FIT_FONTS: tuple[Face, ...] = (
    ("truetype/wqy/wqy-zenhei.ttc", 0),
    ("truetype/wqy/wqy-microhei.ttc", 0),
    ("truetype/arphic/uming.ttc", 0),
    ("truetype/arphic/ukai.ttc", 0),
)
# Many forms have their figures in another font than their words.
FIGURE_FONTS: dict[tuple[Face, ...], tuple[str, ...]] = {
    FONTS: ("", "truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSerif.ttf"),
    FIT_FONTS: ("", "truetype/dejavu/DejaVuSansMono.ttf", "truetype/dejavu/DejaVuSansCondensed.ttf"),
}
REGIONS = ("江苏", "浙江嘉兴", "安徽芜湖", "广东佛山", "山东潍坊", "四川德阳", "湖北襄阳", "河南洛阳")
STEMS = ("恒泰", "鑫源", "瑞丰", "华盛", "同创", "金桥", "博远", "永兴", "德润", "嘉禾")
TRADES = (
    "精密机械有限公司",
    "建材贸易有限公司",
    "电子科技股份有限公司",
    "包装材料厂",
    "物流有限公司",
    "钢铁销售有限公司",
)
CLAUSES = (
    "借款人应当按照约定的借款用途使用借款，未经贷款人书面同意不得改变借款用途。",
    "贷款人有权检查借款的使用情况，借款人应当如实提供有关财务会计资料。",
    "受托支付的，贷款人根据借款人的提款申请将款项支付给符合约定用途的交易对象。",
    "借款人未按照约定的期限返还借款的，应当按照国家有关规定支付逾期利息。",
    "保证人承担连带责任保证，保证期间为主债务履行期限届满之日起三年。",
    "借款人发生合并、分立、减资、股权变动或者对外投资的，应当提前三十日书面通知贷款人。",
)
SUMMARIES = ("转账", "货款", "工资", "手续费", "利息", "网银转账", "代扣税款", "往来款", "电费", "运费")
GOODS = ("*黑色金属冶炼压延品*热轧卷板", "*通用设备*数控车床", "*运输服务*运费", "*纸制品*包装箱", "*电子元件*电容器")


@dataclass(frozen=True, slots=True)
class Printed:
    """A string and its box in fractions of the page; `fen` of an amount, `is_words` where it is in capital words."""

    text: str
    box: tuple[float, float, float, float]
    fen: int | None = None
    is_words: bool = False


@dataclass(slots=True)
class Sheet:
    """A page while it is printed: whole strings in `strings`, each amount again in `amounts`, inside its string."""

    chance: random.Random
    font: ImageFont.FreeTypeFont
    figures_font: ImageFont.FreeTypeFont | None = None
    strings: list[Printed] = field(default_factory=list)
    amounts: list[Printed] = field(default_factory=list)
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", (WIDE, HIGH), "white"))

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """What draws on the page."""
        return ImageDraw.Draw(self.image)

    @property
    def step(self) -> int:
        """Distance of two lines in pixels."""
        return round(self.font.size * 1.75)

    def put(self, x: float, y: float, text: str, fen: int | None = None, *, right: bool = False) -> None:
        """Print `text` with its top left (or top right) there; `fen` is the amount in it, in figures or in words."""
        font = self.figures_font if self.figures_font is not None and text.isascii() else self.font
        left = x - font.getlength(text) if right else x
        self.pen.text((left, y), text, font=font, fill=(20, 20, 20))
        self.strings.append(Printed(text, self._box(left, y, text, font)))
        if fen is not None:
            part = next(form for form in (to_words(Money(fen)), figures(fen), bare(fen)) if form in text)
            start = left + font.getlength(text[: text.index(part)])
            is_words = part not in (figures(fen), bare(fen))
            self.amounts.append(Printed(part, self._box(start, y, part, font), fen, is_words))

    def _box(self, left: float, y: float, text: str, font: ImageFont.FreeTypeFont) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = self.pen.textbbox((left, y), text, font=font)
        return x0 / WIDE, top / HIGH, x1 / WIDE, bottom / HIGH

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""
        self.pen.line((x0, y0, x1, y1), fill=(60, 60, 60), width=2)

    @property
    def picture(self) -> NDArray[np.uint8]:
        """The page as a BGR array."""
        return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])


def figures(fen: int) -> str:
    """Return an amount as printed: 1,234.56."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def bare(fen: int) -> str:
    """Return an amount without grouping: 1234.56."""
    return figures(fen).replace(",", "")


def _amount(chance: random.Random) -> int:
    return round(10 ** chance.uniform(1.5, 10.5))


def _company(chance: random.Random) -> str:
    return chance.choice(REGIONS) + chance.choice(STEMS) + chance.choice(TRADES)


def _digits(chance: random.Random, count: int) -> str:
    return str(chance.randrange(1, 10)) + "".join(str(chance.randrange(10)) for _ in range(count - 1))


def _date(chance: random.Random) -> str:
    year, month, day = chance.randrange(2022, 2027), chance.randrange(1, 13), chance.randrange(1, 29)
    return chance.choice((f"{year}年{month}月{day}日", f"{year}-{month:02d}-{day:02d}"))


def _contract(sheet: Sheet) -> None:
    chance, y = sheet.chance, 200.0
    sheet.put(620, 120, "流动资金借款合同")
    number = 1
    while y < HIGH - 260:
        fen = _amount(chance)
        kind = chance.randrange(4)
        if kind == 0:
            sheet.put(
                150, y, f"第{number}条 借款金额为人民币{figures(fen)}元，期限{chance.randrange(6, 36)}个月。", fen
            )
        elif kind == 1:
            fen = max(1, fen // 10000) * 10000 if chance.random() < 0.6 else fen
            sheet.put(150, y, f"第{number}条 金额（大写）人民币{to_words(Money(fen))}", fen)
        else:
            rest = f"第{number}条 {chance.choice(CLAUSES)}"
            while rest:
                fits = next(k for k in range(len(rest), 0, -1) if sheet.font.getlength(rest[:k]) < WIDE - 320)
                sheet.put(150, y, rest[:fits])
                rest = rest[fits:]
                y += sheet.step if rest else 0
        number += 1
        y += sheet.step
    sheet.put(150, y + 20, f"借款人：{_company(chance)}")
    sheet.put(1000, y + 20, f"日期：{_date(chance)}")


def _invoice(sheet: Sheet) -> None:
    chance, step = sheet.chance, sheet.step
    sheet.put(600, 110, "电子发票（增值税专用发票）")
    sheet.put(1000, 190, f"发票号码：{_digits(chance, 20)}")
    sheet.put(1000, 190 + step, f"开票日期：{_date(chance)}")
    y = 220.0 + 2 * step
    for label in ("购买方", "销售方"):
        sheet.put(120, y, f"{label}名称：{_company(chance)}")
        sheet.put(120, y + step, f"统一社会信用代码/纳税人识别号：91{_digits(chance, 15)}X")
        y += 2.4 * step
    edges = (90, 640, 850, 1060, 1300, 1400, 1564)
    top = y
    heads = ("项目名称", "数量", "单价", "金额", "税率", "税额")
    for k, head in enumerate(heads):
        sheet.put(edges[k] + 10, y + 8, head)
    net = tax = 0
    for _ in range(chance.randrange(4, 10)):
        y += step + 8
        fen = _amount(chance) // 20 + 100
        duty = round(fen * 0.13)
        count = chance.randrange(1, 500)
        sheet.put(edges[0] + 10, y + 8, chance.choice(GOODS))
        sheet.put(edges[2] - 10, y + 8, str(count), right=True)
        sheet.put(edges[3] - 10, y + 8, bare(fen // count), fen // count, right=True)
        sheet.put(edges[4] - 10, y + 8, bare(fen), fen, right=True)
        sheet.put(edges[4] + 10, y + 8, "13%")
        sheet.put(edges[6] - 10, y + 8, bare(duty), duty, right=True)
        net, tax = net + fen, tax + duty
    y += step + 8
    for x in edges:
        sheet.rule(x, top, x, y)
    sheet.rule(edges[0], top, edges[-1], top)
    sheet.put(edges[0] + 10, y + 8, "合计")
    sheet.put(edges[4] - 10, y + 8, f"¥{figures(net)}", net, right=True)
    sheet.put(edges[6] - 10, y + 8, f"¥{figures(tax)}", tax, right=True)
    y += step + 16
    sheet.put(edges[0] + 10, y, "价税合计（大写）")
    sheet.put(edges[1] - 100, y, to_words(Money(net + tax)), net + tax)
    sheet.put(edges[0] + 10, y + step, f"（小写）¥{figures(net + tax)}", net + tax)
    for at in (top, y - 8, y + 2 * step):
        sheet.rule(edges[0], at, edges[-1], at)


def _statement(sheet: Sheet, *, ruled: bool) -> None:
    chance = sheet.chance
    sheet.put(650, 90, "账户交易明细清单")
    sheet.put(90, 90 + sheet.step, f"户名：{_company(chance)}")
    sheet.put(900, 90 + sheet.step, f"账号：{_digits(chance, 19)}")
    signed = chance.random() < 0.5
    heads = ("交易日期", "摘要", "交易金额" if signed else "发生额", "余额", "对方户名")
    edges = (80, 290, 500, 760, 1060, 1580)
    top = y = 110.0 + 2.2 * sheet.step
    for k, head in enumerate(heads):
        sheet.put(edges[k] + 10, y + 6, head)
    balance, rows = _amount(chance) + 10**7, [y]
    while y < HIGH - 200:
        y += sheet.step
        rows.append(y)
        fen = _amount(chance)
        out = balance > fen and chance.random() < 0.5
        balance += -fen if out else fen
        fen = -fen if out and signed else fen
        date = f"{chance.randrange(2022, 2027)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        sheet.put(edges[0] + 10, y + 6, date)
        sheet.put(edges[1] + 10, y + 6, chance.choice(SUMMARIES))
        sheet.put(edges[3] - 10, y + 6, figures(fen), fen, right=True)
        sheet.put(edges[4] - 10, y + 6, figures(balance), balance, right=True)
        sheet.put(edges[4] + 10, y + 6, _company(chance))
    rows.append(y + sheet.step)
    if ruled:
        for at in rows:
            sheet.rule(edges[0], at, edges[-1], at)
        for x in edges:
            sheet.rule(x, top, x, rows[-1])


def _slip(sheet: Sheet, top: float = 140.0) -> float:
    chance, y = sheet.chance, top
    sheet.put(600, y, chance.choice(("网上银行电子回单", "转账支付凭证", "客户专用回单")))
    fen = _amount(chance)
    pairs: list[tuple[str, int | None]] = [
        (f"交易日期：{_date(chance)}", None),
        (f"回单编号：{_digits(chance, 16)}", None),
        (f"付款人户名：{_company(chance)}", None),
        (f"付款人账号：{_digits(chance, 19)}", None),
        (f"收款人户名：{_company(chance)}", None),
        (f"收款人账号：{_digits(chance, 16)}", None),
        (f"金额（大写）：{to_words(Money(fen))}", fen),
        (f"金额（小写）：￥{figures(fen)}", fen),
        (f"用途：{chance.choice(SUMMARIES)}", None),
    ]
    y += 1.6 * sheet.step
    for text, value in pairs:
        sheet.put(160, y, text, value)
        y += sheet.step
    return y


def _slips(sheet: Sheet) -> None:
    y = 140.0
    while y < HIGH - 14 * sheet.step:
        bottom = _slip(sheet, y)
        sheet.rule(120, y - 15, 1530, y - 15)
        sheet.rule(120, bottom + 10, 1530, bottom + 10)
        y = bottom + 80


def _receipts(sheet: Sheet) -> None:
    chance, y = sheet.chance, 150.0
    while y < HIGH - 9 * sheet.step:
        fen = _amount(chance) // 1000 * 100 + 100
        sheet.put(740, y, "收据")
        sheet.put(1150, y, f"No.{_digits(chance, 8)}")
        sheet.put(160, y + 1.5 * sheet.step, f"今收到：{_company(chance)}")
        sheet.put(160, y + 2.6 * sheet.step, f"交来：{chance.choice(SUMMARIES)}")
        sheet.put(160, y + 3.7 * sheet.step, f"人民币（大写）{to_words(Money(fen))}", fen)
        sheet.put(1060, y + 2.6 * sheet.step, f"￥{figures(fen)}", fen)
        sheet.put(160, y + 4.9 * sheet.step, f"收款单位：{_company(chance)}")
        sheet.put(1060, y + 4.9 * sheet.step, _date(chance))
        y += 7 * sheet.step


LAYOUTS: tuple[Callable[[Sheet], None], ...] = (
    _contract,
    _invoice,
    lambda sheet: _statement(sheet, ruled=True),
    _slips,
    lambda sheet: _statement(sheet, ruled=False),
    _receipts,
)


def print_pages(
    count: int, seed: int, fonts: tuple[Face, ...] = FONTS, *, first: int = 0, folder: Path = FONT_FOLDER
) -> list[Sheet]:
    """Return pages of all layouts in turn, each in another font and size (8 to 12 points); `first` is their number.

    Raises:
        SystemExit: none of `fonts`, either `FONTS` or `FIT_FONTS`, is in `folder`.
    """
    present = [face for face in fonts if (folder / face[0]).exists()]
    for_figures = [name for name in FIGURE_FONTS[fonts] if (FONT_FOLDER / name).exists()]
    if not present:
        msg = f"no font for the papers in {folder}: " + ", ".join(name for name, _ in fonts)
        raise SystemExit(msg)
    sheets = []
    for k in range(first, first + count):
        chance = random.Random(1000 * seed + k)  # noqa: S311  no secret, only different pages
        name, index = present[(k + k // len(LAYOUTS)) % len(present)]
        points = chance.choice((8, 9, 10, 10.5, 11, 12))
        layout = LAYOUTS[k % len(LAYOUTS)]
        if k % len(LAYOUTS) in (1, 2, 4):
            points = min(points, 10)  # the columns are no wider
        size = round(points * DPI / 72)
        figure_name = chance.choice(for_figures)
        # Its figures are wider: a little smaller they keep to the columns.
        figures_font = ImageFont.truetype(FONT_FOLDER / figure_name, round(0.86 * size)) if figure_name else None
        sheet = Sheet(chance, ImageFont.truetype(folder / name, size, index=index), figures_font)
        layout(sheet)
        sheets.append(sheet)
    return sheets
