"""Held fully digital invoices: several lines, discounts, building, carriage, red letters, special taxation."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..drawing import Colour
from ..made import Made, Paper
from ..values import bare, digits, money, padded
from .bank_cast import HELD
from .bank_table import Column, Press, Table
from .invoice_parts import Invoice, Line, goods, invoice, taxed

_PEN: Colour = (150, 70, 40)
_PLAIN = ("项目名称", "规格型号", "单　位", "数　量", "单　价", "金　额", "税率/征收率", "税　额")
_WIDE = (136.0, 82.0, 34.0, 52.0, 74.0, 72.0, 52.0, 60.0)
_ALIGN = "llcrrrcr"
_LEFT, _RIGHT = 16.0, 578.0


@dataclass(frozen=True, slots=True)
class Form:
    """How a digital invoice is set: its captions and columns, its height, a tag for special trades."""

    captions: Sequence[str] = _PLAIN
    wide: Sequence[float] = _WIDE
    align: str = _ALIGN
    high: float = 400
    tag: str = ""
    face: str = "serif"
    latin: str | None = "courier"
    size: float = 8.5
    colon: str = "："

    def press(self) -> Press:
        """Return an empty sheet."""
        return Press(self.size, face=self.face, page=(595.0, self.high), latin=self.latin)

    def table(self) -> Table:
        """Return the table of items, which has no rules of its own."""
        columns = zip(self.captions, self.wide, self.align, strict=True)
        return Table(
            columns=tuple(Column(c, w, a) for c, w, a in columns),  # type: ignore[arg-type]
            left=_LEFT,
            size=self.size,
            rules="none",
            pad=2.5,
            head_ink=_PEN,
        )


def _top(sheet: Press, form: Form, v: Invoice, pages: str = "") -> float:
    """Print what stands above the items; return where these begin."""
    name = {"digital_special": "增值税专用发票", "digital_ordinary": "普通发票"}[v.kind]
    sheet.picture(24, 14, 52, v.square())
    if form.tag:
        sheet.box(84, 20, 10 + 9 * len(form.tag), 16, colour=_PEN)
        sheet.text(89, 31.5, form.tag, size=9, colour=_PEN)
    sheet.text(297, 42, f"电子发票（{name}）", size=16, colour=_PEN, align="c")
    sheet.line(190, 50, 404, 50, colour=_PEN)
    sheet.line(190, 53, 404, 53, colour=_PEN)
    for k, (label, value) in enumerate((("发票号码", v.number), ("开票日期", padded(v.day)))):
        at = sheet.text(428, 34 + 16 * k, f"{label}{form.colon}", colour=_PEN)
        sheet.text(at + 1, 34 + 16 * k, value)
    if pages:
        sheet.text(_RIGHT, 64, pages, size=8, align="r", colour=_PEN)
    top, middle = 70.0, (_LEFT + _RIGHT) / 2
    sheet.box(_LEFT, top, _RIGHT - _LEFT, 58, colour=_PEN)
    for x, caption, firm, number in (
        (_LEFT, "购买方信息", v.buyer, v.buyer_id),
        (middle, "销售方信息", v.seller, v.seller_id),
    ):
        sheet.upright(x + 9, top + 12, caption, size=8, colour=_PEN)
        sheet.line(x + 18, top, x + 18, top + 58, colour=_PEN)
        at = sheet.text(x + 23, top + 20, f"名称{form.colon}", colour=_PEN)
        sheet.text(at + 2, top + 20, firm)
        label = f"统一社会信用代码/纳税人识别号{form.colon}"
        at = sheet.text(x + 23, top + 46, label, size=8, colour=_PEN)
        sheet.text(at + 2, top + 46, number or "", size=8)
    sheet.line(middle, top, middle, top + 58, colour=_PEN)
    return top + 60


def _bottom(sheet: Press, form: Form, v: Invoice, y: float, extra: Sequence[Sequence[str]] = ()) -> None:
    """Print sums, total, remarks and clerk below a place; `extra` is a small table between total and remarks."""
    amount, tax = v.sums
    edges = [_LEFT]
    for wide in form.wide:
        edges.append(edges[-1] + wide)
    sheet.text(_LEFT + 40, y + 13, "合　　计", colour=_PEN)
    sheet.text(edges[-3] - 2.5, y + 13, amount, align="r")
    sheet.text(edges[-1] - 2.5, y + 13, tax, align="r")
    sheet.line(_LEFT, y + 20, _RIGHT, y + 20, colour=_PEN)
    sheet.text(_LEFT + 30, y + 35, "价税合计（大写）", colour=_PEN)
    sheet.line(156, y + 20, 156, y + 43, colour=_PEN)
    sheet.text(166, y + 35, f"⊗{v.said}")
    at = sheet.text(430, y + 35, "（小写）", colour=_PEN)
    sheet.text(at + 2, y + 35, f"¥{bare(v.total)}")
    sheet.line(_LEFT, y + 43, _RIGHT, y + 43, colour=_PEN)
    low = y + 43
    if extra:
        wide = (_RIGHT - _LEFT) / len(extra[0])
        for k, row in enumerate(extra):
            for n, cell in enumerate(row):
                ink = _PEN if k == 0 else None
                sheet.text(_LEFT + wide * (n + 0.5), low + 12 + 14 * k, cell, size=8, align="c", colour=ink)
        low += 14 * len(extra) + 4
        sheet.line(_LEFT, low, _RIGHT, low, colour=_PEN)
    foot = form.high - 34
    sheet.upright(_LEFT + 9, low + (foot - low) / 2 - 4, "备注", size=8, colour=_PEN)
    sheet.line(_LEFT + 18, low, _LEFT + 18, foot, colour=_PEN)
    for k, line in enumerate((v.remarks or "").split("\n")):
        sheet.text(_LEFT + 24, low + 14 + 12 * k, line, size=8)
    sheet.box(_LEFT, 130, _RIGHT - _LEFT, foot - 130, colour=_PEN)
    sheet.line(_LEFT, y, _RIGHT, y, thick=0.3, colour=_PEN)
    at = sheet.text(80, form.high - 18, f"开票人{form.colon}", colour=_PEN)
    sheet.text(at + 2, form.high - 18, v.clerk)


def _paper(form: Form, v: Invoice, rows: Sequence[Sequence[str]], extra: Sequence[Sequence[str]] = ()) -> Press:
    sheet = form.press()
    y = form.table().head(sheet, _top(sheet, form, v))
    for row in rows:
        y = form.table().draw(sheet, y, row)
    _bottom(sheet, form, v, max(y + 6, form.high - 180 - 20 * len(extra)), extra)
    return sheet


def _cells(v: Invoice) -> list[list[str]]:
    return [line.cells for line in v.lines]


def _several(chance: random.Random) -> Made:
    """Five goods at two rates; the remarks name both parties' banks."""
    v = invoice(chance, "digital_special", goods(chance, 5, ("13%", "9%"), 8), "4200")
    buyer_bank, seller_bank = (HELD.branch(chance).replace("股份有限公司", "") for _ in range(2))
    one, two = digits(chance, 17, "3"), digits(chance, 16, "6")
    remarks = f"购买方开户银行:{buyer_bank}; 银行账号:{one};\n销售方开户银行:{seller_bank}; 银行账号:{two};"
    v = replace(v, remarks=remarks)
    form = Form(size=8, wide=(124, 82, 34, 46, 92, 76, 50, 58), high=430)
    return Made(_paper(form, v, _cells(v)).data(), ".pdf", v.told())


def _discount(chance: random.Random) -> Made:
    """A discount's line below each of two goods; no remarks."""
    one, two, three = goods(chance, 3, ("13%",), 2)
    v = invoice(chance, "digital_ordinary", (one, one.off(10), two, two.off(5), three), "3600")
    form = Form(face="sans", latin="helvetica", colon=":")
    return Made(_paper(form, v, _cells(v)).data(), ".pdf", v.told())


def _building(chance: random.Random) -> Made:
    """Building work: where and for which project stands in the place of specification to price."""
    fen = money(chance, 50_000, 900_000, 100)
    v = invoice(chance, "digital_special", (taxed("建筑服务", "工程款", fen, "9%"),), "4200")
    place, project = "湖北省黄石市下陆区", f"{chance.choice(HELD.stems)}产业园二期厂房工程"
    v = replace(v, remarks="土地增值税项目编号：无\n跨地（市）标志：否")
    captions = ("项目名称", "建筑服务发生地", "建筑项目名称", "金　额", "税率/征收率", "税　额")
    form = Form(captions=captions, wide=(100, 120, 140, 80, 56, 66), align="lllrcr", tag="建筑服务", latin="times")
    cells = v.lines[0].cells
    rows = [[cells[0], place, project, *cells[5:]]]
    accept = {f"items[].{name}": ["any"] for name in ("specification", "unit", "quantity", "unit_price")}
    return Made(_paper(form, v, rows).data(), ".pdf", v.told(accept))


def _carriage(chance: random.Random) -> Made:
    """Carriage of goods: vehicles and places in a small table below the total."""
    fees = [money(chance, 800, 9_000) for _ in range(2)]
    how = [{"unit": "次", "quantity": "1", "price": bare(fen)} for fen in fees]
    lines = [
        taxed("运输服务", name, fen, "9%", **h)
        for name, fen, h in zip(("国内道路货物运输服务", "陆路货物运输装卸"), fees, how, strict=True)
    ]
    v = replace(invoice(chance, "digital_special", lines), remarks="7月运费，单号见附表")
    extra = (
        ("运输工具种类", "运输工具牌号", "起运地", "到达地", "运输货物名称"),
        ("公路运输", f"鄂B{digits(chance, 5)}", "湖北省黄石市", "四川省凉山州", "陶瓷制品"),
        ("公路运输", f"川W{digits(chance, 5)}", "四川省凉山州", "湖北省黄石市", "包装箱"),
    )
    form = Form(tag="货物运输服务", high=430)
    return Made(_paper(form, v, _cells(v), extra).data(), ".pdf", v.told())


def _red(chance: random.Random) -> Made:
    """A red letter: every figure negative, the blue number in the remarks."""
    lines = [line.negative() for line in goods(chance, 2, ("13%",), 2)]
    v = invoice(chance, "digital_special", lines)
    blue, sheet_number = digits(chance, 20, v.number[:8]), digits(chance, 20, "42")
    v = replace(v, remarks=f"被红冲蓝字数电发票号码：{blue}\n红字发票信息确认单编号：{sheet_number}")
    form = Form(face="sans", latin="times")
    return Made(_paper(form, v, _cells(v)).data(), ".pdf", v.told())


def _pages(chance: random.Random) -> Made:
    """Seventeen lines on two pages with the sums of each and of both."""
    v = replace(invoice(chance, "digital_special", goods(chance, 17, ("13%",), 2), "5100"), remarks="送货单号：0917-A")
    form = Form(high=420, size=8, face="sans", latin=None)
    sheet, table = form.press(), form.table()
    for page, lines in enumerate((v.lines[:9], v.lines[9:]), 1):
        if page == 2:
            sheet.turn()
        y = table.head(sheet, _top(sheet, form, v, f"共 2 页 第 {page} 页"))
        for line in lines:
            y = table.draw(sheet, y, line.cells)
        part = replace(v, lines=lines)
        amount, tax = part.sums
        if page == 1:
            sheet.line(_LEFT, 350, _RIGHT, 350, colour=_PEN)
            sheet.text(_LEFT + 40, 366, "小　　计", colour=_PEN)
            sheet.text(_LEFT + sum(form.wide[:6]) - 2.5, 366, amount, align="r")
            sheet.text(_LEFT + sum(form.wide) - 2.5, 366, tax, align="r")
            sheet.box(_LEFT, 130, _RIGHT - _LEFT, 246, colour=_PEN)
            sheet.text(80, 402, f"开票人：{v.clerk}")
        else:
            sheet.line(_LEFT, 276, _RIGHT, 276, colour=_PEN)
            sheet.text(_LEFT + 40, 289, "小　　计", colour=_PEN)
            sheet.text(_LEFT + sum(form.wide[:6]) - 2.5, 289, amount, align="r")
            sheet.text(_LEFT + sum(form.wide) - 2.5, 289, tax, align="r")
            _bottom(sheet, form, v, 294)
    return Made(sheet.data(), ".pdf", v.told())


def _difference(chance: random.Random) -> Made:
    """Tax on the difference: asterisks for the rate, a tax that no rate gives, the deducted sum in the remarks."""
    fen = money(chance, 20_000, 90_000)
    taken = fen * 9 // 10
    tax = (fen - taken) * 5 // 105
    line = Line("人力资源服务", "劳务派遣服务", fen, "***", tax)
    v = replace(invoice(chance, "digital_ordinary", (line,)), remarks=f"差额征税：{bare(taken)}。")
    form = Form(tag="差额征税", face="sans", latin="helvetica")
    return Made(_paper(form, v, _cells(v)).data(), ".pdf", v.told({"items[].tax_rate": [None]}))


def _exempt(chance: random.Random) -> Made:
    """A farm's own produce: exempt, with asterisks for every tax; the buyer is a firm."""
    lines = []
    for name, unit in (("鲜活罗非鱼", "公斤"), ("柑橘", "公斤")):
        quantity, price = chance.randrange(100, 3000), chance.randrange(300, 1800)
        fen = quantity * price
        how = {"unit": unit, "quantity": str(quantity), "price": bare(price)}
        lines.append(taxed("水果" if name == "柑橘" else "淡水动物产品", name, fen, "免税", **how))
    v = invoice(chance, "digital_ordinary", lines, "5300", seller=f"普洱市{chance.choice(HELD.stems)}种养殖专业合作社")
    form = Form(tag="自产农产品销售", latin="times")
    return Made(_paper(form, v, _cells(v)).data(), ".pdf", v.told())


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("invoice-held-several", _several),
    ("invoice-held-discount", _discount),
    ("invoice-held-building", _building),
    ("invoice-held-carriage", _carriage),
    ("invoice-held-red", _red),
    ("invoice-held-pages", _pages),
    ("invoice-held-difference", _difference),
    ("invoice-held-exempt", _exempt),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
