"""Held invoices of the older kinds: on paper with a password area, electronic with a check code, a till's roll."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..drawing import Colour
from ..made import Made, Paper
from ..values import bare, digits, figures, money, padded, words
from .bank_cast import HELD
from .bank_table import Press
from .invoice_parts import Invoice, Line, goods, grid_secret, invoice, taxed

_BLACK: Colour = (25, 25, 25)
_CAPTIONS = ("货物或应税劳务、服务名称", "规格型号", "单位", "数 量", "单 价", "金 额", "税率", "税 额")
_WIDE = (150.0, 84.0, 34.0, 56.0, 80.0, 88.0, 38.0, 80.0)
_LEFT, _TOP = 34.0, 76.0


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the older kind.

    Attributes:
        title: over it.
        ink: of what is printed beforehand.
        latin: face of what is filled in.
        seller: whether it is an electronic one, whose numbers stand in four lines at the right.
        copy: what the copy is for, upright at the right edge.
    """

    title: str
    ink: Colour
    latin: str
    electronic: bool
    copy: str = ""
    room: float = 110
    face: str = "serif"


def _head(sheet: Press, form: Form, v: Invoice, machine: str) -> None:
    sheet.text(355, 42, form.title, size=18, align="c", bold=True)
    sheet.line(235, 50, 475, 50)
    sheet.line(235, 53, 475, 53)
    if form.electronic:
        sheet.picture(40, 14, 50, v.square())
        sheet.text(110, 66, f"机器编号：{machine}", size=8.5)
        for k, (label, value) in enumerate(
            (
                ("发票代码", v.code or ""),
                ("发票号码", v.number),
                ("开票日期", padded(v.day)),
                ("校验码", " ".join((v.check or "")[n : n + 5] for n in range(0, 20, 5))),
            )
        ):
            at = sheet.text(492, 22 + 14 * k, f"{label}：", size=8.5)
            sheet.text(at, 22 + 14 * k, value, size=8.5, colour=_BLACK)
        return
    sheet.text(60, 42, v.code or "", size=17, colour=_BLACK)
    sheet.text(500, 42, "No", size=14)
    sheet.text(526, 42, v.number, size=17, colour=_BLACK)
    sheet.text(620, 34, v.code or "", size=8, colour=_BLACK)
    sheet.text(620, 46, v.number, size=8, colour=_BLACK)
    at = sheet.text(500, 66, "开票日期：", size=9)
    sheet.text(at, 66, padded(v.day), size=9, colour=_BLACK)
    if v.check:
        at = sheet.text(60, 66, "校验码 ", size=9)
        sheet.text(at, 66, " ".join(v.check[n : n + 5] for n in range(0, 20, 5)), size=9, colour=_BLACK)


def _party(sheet: Press, y: float, caption: str, values: tuple[str, str, str, str]) -> None:
    sheet.upright(_LEFT + 10, y + 20, caption, size=9)
    sheet.line(_LEFT + 20, y, _LEFT + 20, y + 64)
    labels = ("名　　　　称", "纳税人识别号", "地 址、电 话", "开户行及账号")
    for k, (label, value) in enumerate(zip(labels, values, strict=True)):
        at = sheet.text(_LEFT + 24, y + 14 + 15 * k, f"{label}:", size=8.5)
        size = 8.5 if sheet.wide(value, 8.5) < 305 else 7
        sheet.text(at + 2, y + 14 + 15 * k, value, size=size, colour=_BLACK)


def _draw(form: Form, v: Invoice, where: tuple[str, str, str, str], secret: list[str], machine: str) -> Press:
    """Draw a form; `where` holds address and bank of the buyer, then of the seller."""
    sheet = Press(9, face=form.face, page=(700.0, 420.0), ink=form.ink, latin=form.latin)
    _head(sheet, form, v, machine)
    wide, right = sum(_WIDE), _LEFT + sum(_WIDE)
    _party(sheet, _TOP, "购买方", (v.buyer, v.buyer_id or "", where[0], where[1]))
    sheet.line(_LEFT + 400, _TOP, _LEFT + 400, _TOP + 64)
    sheet.upright(_LEFT + 411, _TOP + 18, "密码区", size=9)
    sheet.line(_LEFT + 422, _TOP, _LEFT + 422, _TOP + 64)
    for k, line in enumerate(secret):
        sheet.text(_LEFT + 428, _TOP + 14 + 15 * k, line, size=8.5, colour=_BLACK)
    y = _TOP + 64
    sheet.line(_LEFT, y, right, y)
    x = _LEFT
    for n, (caption, column) in enumerate(zip(_CAPTIONS, _WIDE, strict=True)):
        sheet.text(x + column / 2, y + 13, caption, size=8.5, align="c")
        base = y + 30.0
        for line in v.lines:
            lines = sheet.broken(line.cells[n], column - 4, 8.5)
            for k, part in enumerate(lines):
                align, at = ("l", x + 3) if n < 2 else ("c", x + column / 2) if n in (2, 6) else ("r", x + column - 3)
                sheet.text(at, base + 10 * k, part, size=8.5, colour=_BLACK, align=align)  # type: ignore[arg-type]
            base += 13 + 10 * (
                max(len(sheet.broken(c, w - 4, 8.5)) for c, w in zip(line.cells, _WIDE, strict=True)) - 1
            )
        if n:
            sheet.line(x, y, x, y + form.room + 18)
        x += column
    low = y + form.room
    sheet.line(_LEFT, low, right, low, thick=0.3)
    amount, tax = v.sums
    sheet.text(_LEFT + 75, low + 13, "合　　　计", align="c")
    sheet.text(right - _WIDE[7] - _WIDE[6] - 3, low + 13, amount, align="r", colour=_BLACK)
    sheet.text(right - 3, low + 13, tax, align="r", colour=_BLACK)
    sheet.line(_LEFT, low + 18, right, low + 18)
    sheet.text(_LEFT + 75, low + 32, "价税合计(大写)", align="c")
    sheet.line(_LEFT + 150, low + 18, _LEFT + 150, low + 38)
    sheet.text(_LEFT + 162, low + 32, f"⊗{v.said}", colour=_BLACK)
    at = sheet.text(_LEFT + 430, low + 32, "(小写)")
    sheet.text(at + 3, low + 32, f"¥{bare(v.total)}", colour=_BLACK)
    sheet.line(_LEFT, low + 38, right, low + 38)
    _party(sheet, low + 38, "销售方", (v.seller, v.seller_id, where[2], where[3]))
    sheet.line(_LEFT + 400, low + 38, _LEFT + 400, low + 102)
    sheet.upright(_LEFT + 411, low + 60, "备注", size=9)
    sheet.line(_LEFT + 422, low + 38, _LEFT + 422, low + 102)
    for k, line in enumerate((v.remarks or "").split("\n")):
        sheet.text(_LEFT + 428, low + 54 + 13 * k, line, size=8.5, colour=_BLACK)
    sheet.box(_LEFT, _TOP, wide, low + 102 - _TOP)
    for k, (label, name) in enumerate((("收款人", HELD.surnames[0] + "洁"), ("复核", "覃越"), ("开票人", v.clerk))):
        at = sheet.text(_LEFT + 20 + 150 * k, low + 118, f"{label}：")
        sheet.text(at + 2, low + 118, name, colour=_BLACK)
    sheet.text(_LEFT + 480, low + 118, "销售方：（章）")
    if form.copy:
        sheet.upright(right + 10, _TOP + 30, form.copy, size=7.5)
    return sheet


def _where(chance: random.Random) -> tuple[str, str, str, str]:
    told = []
    for _ in range(2):
        street = f"{chance.choice(HELD.places)}工业大道{chance.randrange(2, 300)}号"
        bank = chance.choice(("农行", "浙商银行", "恒丰银行")) + chance.choice(HELD.branches)
        told += [f"{street} 07{digits(chance, 2)}-{digits(chance, 7, '8')}", f"{bank} {digits(chance, 17, '2')}"]
    return told[0], told[1], told[2], told[3]


def _special(chance: random.Random) -> Made:
    """The special invoice on paper, third copy, in brown; the seal lies over the remarks."""
    v = replace(invoice(chance, "special", goods(chance, 3, ("13%",), 2), "5100"), remarks="合同号：XS-2107")
    form = Form("四川增值税专用发票", (140, 80, 30), "courier", electronic=False, copy="第三联：发票联 购买方记账凭证")
    sheet = _draw(form, v, _where(chance), grid_secret(chance), "")
    sheet.text(355, 66, "发 票 联", size=10, align="c")
    sheet.seal(610, 355, 40, v.seller + "发票专用章")
    return Made(sheet.data(), ".pdf", v.told())


def _credit(chance: random.Random) -> Made:
    """The copy that is handed in for deduction, of services at six per cent, in green ink; nothing in the remarks."""
    lines = [taxed(category, name, money(chance, 500, 80_000), "6%") for name, category in HELD.services[:2]]
    v = invoice(chance, "special", lines, "3600")
    form = Form("江西增值税专用发票", (20, 100, 70), "times", electronic=False, copy="第二联：抵扣联 购买方扣税凭证")
    sheet = _draw(form, v, _where(chance), grid_secret(chance), "")
    sheet.text(355, 66, "抵 扣 联", size=10, align="c")
    return Made(sheet.data(), ".pdf", v.told())


def _ordinary(chance: random.Random) -> Made:
    """The ordinary invoice on paper: twelve figures of code, a check code at the left; the buyer is a person."""
    lines = goods(chance, 2, ("3%", "1%"), 2)
    v = invoice(chance, "ordinary", lines, buyer=HELD.person(chance), buyer_id=None)
    form = Form("广东增值税普通发票", (30, 70, 130), "helvetica", electronic=False, copy="第二联：发票联", face="sans")
    where = _where(chance)
    sheet = _draw(form, v, ("", "", where[2], where[3]), grid_secret(chance), "")
    return Made(sheet.data(), ".pdf", v.told())


def _electronic(chance: random.Random) -> Made:
    """The electronic ordinary invoice, its numbers in four lines, with a line without specification."""
    lines = [*goods(chance, 2, ("13%",), 2), taxed("物流辅助服务", "收派服务费", money(chance, 10, 900), "6%")]
    v = replace(invoice(chance, "electronic_ordinary", lines, "2100"), remarks=f"订单号:{digits(chance, 12, '22')}")
    form = Form("辽宁增值税电子普通发票", (130, 40, 30), "courier", electronic=True)
    sheet = _draw(form, v, _where(chance), grid_secret(chance), digits(chance, 12, "49"))
    sheet.seal(600, 372, 38, v.seller + "发票专用章")
    return Made(sheet.data(), ".pdf", v.told())


def _electronic_special(chance: random.Random) -> Made:
    """The electronic special invoice."""
    v = invoice(chance, "electronic_special", goods(chance, 4, ("13%", "9%"), 2), "4200")
    form = Form("湖北增值税电子专用发票", (120, 60, 20), "helvetica", electronic=True, face="sans")
    sheet = _draw(form, v, _where(chance), grid_secret(chance), digits(chance, 12, "66"))
    return Made(sheet.data(), ".pdf", v.told())


def _roll(chance: random.Random) -> Made:
    """A till's roll: prices with tax, no sums before it, the total in figures and words."""
    lines, told = [], []
    for name, category in (("中餐", "餐饮服务"), ("饮料", "软饮料")):
        quantity, price = chance.randrange(1, 6), money(chance, 10, 400, 100)
        line = Line(category, name, quantity * price, None, None, quantity=str(quantity), price=bare(price))
        lines.append(line)
        told.append(line.told())
    v = invoice(chance, "roll", lines)
    total = sum(line.fen for line in lines)
    sheet = Press(8.5, page=(180.0, 470.0), latin="courier")
    sheet.text(90, 30, "广东增值税普通发票", size=12, bold=True, align="c")
    sheet.text(90, 46, "（卷票）发票联", size=9, align="c")
    y = 70.0
    machine = digits(chance, 12, "66")
    for label, value in (
        ("发票代码", v.code or ""),
        ("发票号码", v.number),
        ("机打号码", v.number),
        ("机器编号", machine),
        ("销售方名称", v.seller),
        ("纳税人识别号", v.seller_id),
        ("开票日期", f"{v.day}"),
        ("收款员", v.clerk),
        ("购买方名称", v.buyer),
        ("纳税人识别号", v.buyer_id or ""),
    ):
        for line in sheet.broken(f"{label}:{value}", 160):
            sheet.text(10, y, line)
            y += 13
    sheet.line(10, y - 6, 170, y - 6)
    for x, caption in zip((10, 92, 112, 170), ("项目", "单价", "数量", "金额"), strict=True):
        sheet.text(x, y + 8, caption, align="r" if x in (92, 170) else "l")
    y += 24
    for line in lines:
        sheet.text(10, y, line.label)
        sheet.text(92, y + 12, str(line.price), align="r")
        sheet.text(120, y + 12, str(line.quantity), align="l")
        sheet.text(170, y + 12, bare(line.fen), align="r")
        y += 28
    sheet.line(10, y - 8, 170, y - 8)
    said = words(total, yuan="圆")
    sheet.text(10, y + 8, f"合计金额(小写):¥{figures(total)}")
    sheet.text(10, y + 22, "合计金额(大写):")
    sheet.text(10, y + 36, said)
    sheet.text(10, y + 52, "校验码:")
    sheet.text(10, y + 66, " ".join((v.check or "")[n : n + 5] for n in range(0, 20, 5)))
    sheet.picture(60, y + 78, 56, v.square())
    other = {"amount": None, "tax": None, "total": bare(total), "total_in_words": said}
    return Made(sheet.data(), ".pdf", v.told({"amount": [bare(total)]}, **other))


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("invoice-held-special", _special),
    ("invoice-held-credit", _credit),
    ("invoice-held-ordinary", _ordinary),
    ("invoice-held-electronic", _electronic),
    ("invoice-held-electronic-special", _electronic_special),
    ("invoice-held-roll", _roll),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
