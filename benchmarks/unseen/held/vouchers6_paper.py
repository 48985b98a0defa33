"""Invoices of the older forms of the sixth set: a special one of many lines, an ordinary one with a check code."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from ..made import Made, Paper
from ..values import bare, digits, figures, padded, truth, words
from ..values import date as day_of
from .papers4_page import LetterPage
from .vouchers6_cast import PROVINCES, Firm, Line, firms, lines, parted, people

_FRAMES = ((150, 84, 30), (30, 90, 70), (120, 40, 60))
"""Inks of the printed forms: brown, green and dark red."""
_PRINT = (28, 36, 84)
"""Ink of the printer that fills them in."""
_SIZE = (680.0, 400.0)
_LEFT, _RIGHT, _TOP = 36.0, 640.0, 82.0
_COLUMNS = (36, 176, 244, 280, 336, 412, 492, 536, 640)
"""Left edges of the columns of goods, and the right edge."""


class _Form:
    """A form while it is printed."""

    def __init__(self, chance: random.Random) -> None:
        self.ink = chance.choice(_FRAMES)
        self.page = LetterPage(9, chance.choice(("serif", "sans")), _SIZE, latin=chance.choice(("courier", None)))

    def label(self, x: float, y: float, text: str, *, size: float = 9, align: str = "l") -> float:
        """Print a word of the form."""
        return self.page.text(x, y, text, size=size, colour=self.ink, align=align, face="serif")  # type: ignore[arg-type]

    def fill(self, x: float, y: float, text: str, *, size: float = 9, align: str = "l") -> float:
        """Print what was filled in."""
        return self.page.text(x, y, text, size=size, colour=_PRINT, align=align)  # type: ignore[arg-type]

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rule of the form."""
        self.page.line(x0, y0, x1, y1, colour=self.ink)

    def title(self, name: str, province: str) -> None:
        """Print the title over its double rule, under the oval of the tax office."""
        self.page.seal(_SIZE[0] / 2, 44, 27, f"全国统一发票监制章{province}")
        self.label(_SIZE[0] / 2, 48, name, size=18, align="c")
        for y in (55, 58):
            self.rule(_SIZE[0] / 2 - 115, y, _SIZE[0] / 2 + 115, y)

    def party(self, top: float, caption: str, firm: Firm, *, whole: bool = True) -> None:
        """Print one party's block, 58 points high."""
        self.page.upright(_LEFT + 9, top + 15, caption, size=9.5, colour=self.ink)
        self.rule(_LEFT + 18, top, _LEFT + 18, top + 58)
        place, bank = (f"{firm.address} {firm.phone}", f"{firm.bank} {firm.account}") if whole else ("", "")
        labels = ("名        称：", "纳税人识别号：", "地 址、电 话：", "开户行及账号：")
        for k, (label, value) in enumerate(zip(labels, (firm.name, firm.code, place, bank), strict=True)):
            end = self.label(_LEFT + 23, top + 13 + k * 13.5, label, size=8.5)
            self.fill(max(end, _LEFT + 84) + 2, top + 13 + k * 13.5, value, size=8.2)

    def goods(self, top: float, items: Sequence[Line], deep: float) -> float:
        """Print the list of goods with its sums; return its lower edge."""
        heads = ("货物或应税劳务、服务名称", "规格型号", "单位", "数 量", "单 价", "金 额", "税率", "税 额")
        for k, head in enumerate(heads):
            self.label((_COLUMNS[k] + _COLUMNS[k + 1]) / 2, top + 11, head, size=8.5, align="c")
        y = top + 26
        for item in items:
            self.fill(_COLUMNS[0] + 3, y, f"*{item.category}*{item.name}", size=8.2)
            self.fill(_COLUMNS[1] + 3, y, item.specification or "", size=8.2)
            self.fill((_COLUMNS[2] + _COLUMNS[3]) / 2, y, item.unit or "", size=8.2, align="c")
            for column, value in ((3, item.quantity), (4, item.price), (5, bare(item.fen)), (7, bare(item.tax))):
                self.fill(_COLUMNS[column + 1] - 3, y, value or "", size=8.2, align="r")
            self.fill((_COLUMNS[6] + _COLUMNS[7]) / 2, y, f"{item.rate}%", size=8.2, align="c")
            y += 12
        low = top + deep
        self.label(106, low - 5, "合        计", align="c")
        self.fill(_COLUMNS[6] - 3, low - 5, f"￥{figures(sum(i.fen for i in items)).replace(',', '')}", align="r")
        self.fill(_RIGHT - 3, low - 5, f"￥{figures(sum(i.tax for i in items)).replace(',', '')}", align="r")
        for x in _COLUMNS[1:-1]:
            self.rule(x, top, x, low)
        return low

    def close(self, low: float, total: tuple[int, str], seller: Firm, notes: Sequence[str], clerks: list[str]) -> None:
        """Print what stands below the goods."""
        self.rule(_LEFT, low, _RIGHT, low)
        self.rule(_COLUMNS[1], low, _COLUMNS[1], low + 20)
        self.label((_LEFT + _COLUMNS[1]) / 2, low + 14, "价税合计（大写）", align="c")
        self.fill(_COLUMNS[1] + 14, low + 14, f"⊗{total[1]}")
        end = self.label(478, low + 14, "（小写）")
        self.fill(end + 3, low + 14, f"￥{bare(total[0])}")
        self.rule(_LEFT, low + 20, _RIGHT, low + 20)
        self.party(low + 20, "销售方", seller)
        self.rule(400, low + 20, 400, low + 78)
        self.page.upright(410, low + 40, "备注", size=9.5, colour=self.ink)
        self.rule(420, low + 20, 420, low + 78)
        for k, note in enumerate(notes):
            self.fill(425, low + 33 + k * 12, note, size=8.2)
        self.page.box(_LEFT, _TOP, _RIGHT - _LEFT, low + 78 - _TOP, colour=self.ink)
        roles = ("收款人：", "复 核：", "开票人：")
        for x, role, clerk in zip((60, 190, 320), roles, clerks, strict=True):
            end = self.label(x, low + 93, role)
            self.fill(end + 2, low + 93, clerk)
        self.label(450, low + 93, "销售方：（章）")
        if len(notes) < 2:
            self.page.seal(570, low + 62, 30, seller.name)


def _cipher(chance: random.Random) -> list[str]:
    return ["".join(chance.choice("0123456789+-*/<>") for _ in range(27)) for _ in range(4)]


def _top(form: _Form, buyer: Firm, chance: random.Random) -> None:
    """Print the buyer's block and the cipher."""
    form.party(_TOP, "购买方", buyer)
    form.rule(400, _TOP, 400, _TOP + 58)
    form.page.upright(410, _TOP + 15, "密码区", size=9.5, colour=form.ink)
    form.rule(420, _TOP, 420, _TOP + 58)
    for k, row in enumerate(_cipher(chance)):
        form.fill(430, _TOP + 14 + k * 13, row, size=10)
    form.rule(_LEFT, _TOP + 58, _RIGHT, _TOP + 58)


def _made(form: _Form, parties: tuple[Firm, Firm], items: Sequence[Line], given: Mapping[str, str | None]) -> Made:
    buyer, seller = parties
    net, tax = sum(i.fen for i in items), sum(i.tax for i in items)
    fields = {
        "buyer_name": buyer.name,
        "buyer_tax_id": buyer.code,
        "seller_name": seller.name,
        "seller_tax_id": seller.code,
        "amount": bare(net),
        "tax": bare(tax),
        "total": bare(net + tax),
        "items": [item.of_invoice() for item in items],
    }
    return Made(form.page.data(), ".pdf", truth("vat_invoice", {**given, **fields}))


def _special(chance: random.Random) -> Made:
    """A special invoice on paper, with several lines, now and then a discount, and notes."""
    seller, buyer = firms(chance, 2)
    items = lines(chance, chance.randint(3, 6), places=7)
    if chance.random() < 0.35:
        last = items[-1]
        off, less = parted(last.fen // 20, 13)
        items.append(Line(last.name, last.category, None, None, None, None, -off, -less, 13))
    day = day_of(chance, 2019, 2022)
    code = f"{seller.code[2:4]}00{day.year % 100}{chance.randint(1, 4)}130"
    number = digits(chance, 8)
    form = _Form(chance)
    form.title(f"{PROVINCES[seller.code[2:4]].rstrip('省')}增值税专用发票", PROVINCES[seller.code[2:4]])
    form.fill(60, 44, code, size=13)
    form.label(470, 40, "No", size=14)
    form.fill(494, 40, number, size=14)
    form.fill(600, 34, code, size=8)
    form.fill(600, 46, number, size=8)
    end = form.label(490, 70, "开票日期：")
    form.fill(end + 2, 70, padded(day))
    form.page.upright(652, 130, "第三联：发票联 购买方记账凭证", size=8, colour=form.ink)
    _top(form, buyer, chance)
    low = form.goods(_TOP + 58, items, 126)
    total = sum(i.fen + i.tax for i in items)
    said = words(total, yuan="圆")
    notes = [f"合同号：{seller.code[2:4]}XS-{day.year}-{chance.randint(11, 399):03d}"]
    if chance.random() < 0.6:
        notes.append(f"送货单号{digits(chance, 7)}，款已预付{chance.choice((30, 50))}%")
    form.close(low, (total, said), seller, notes, people(chance, 3))
    given = {
        "invoice_kind": "special",
        "invoice_code": code,
        "invoice_number": number,
        "issue_date": day.isoformat(),
        "total_in_words": said,
        "remarks": "".join(notes),
    }
    return _made(form, (buyer, seller), items, given)


def _ordinary(chance: random.Random) -> Made:
    """An ordinary invoice with a check code, on paper or as the electronic form of those years."""
    seller, buyer = firms(chance, 2)
    items = lines(chance, chance.randint(1, 3), places=6)
    electronic = chance.random() < 0.5
    day = day_of(chance, 2020, 2023)
    code = f"0{seller.code[2:4]}00{day.year % 100}00{chance.randint(1, 4)}{'11' if electronic else '04'}"
    number, check = digits(chance, 8), digits(chance, 20)
    shown = " ".join(check[k : k + 5] for k in range(0, 20, 5))
    province = PROVINCES[seller.code[2:4]]
    form = _Form(chance)
    form.title(f"{province.rstrip('省')}增值税{'电子' if electronic else ''}普通发票", province)
    if electronic:
        end = form.label(44, 74, "机器编号：")
        form.fill(end + 2, 74, digits(chance, 12, "661"))
        rows = (("发票代码：", code), ("发票号码：", number), ("开票日期：", padded(day)), ("校 验 码：", shown))
        for k, (label, value) in enumerate(rows):
            end = form.label(470, 28 + k * 15, label)
            form.fill(end + 2, 28 + k * 15, value)
    else:
        form.fill(60, 40, code, size=13)
        form.label(470, 36, "No", size=14)
        form.fill(494, 36, number, size=14)
        end = form.label(60, 70, "校验码")
        form.fill(end + 6, 70, shown)
        end = form.label(490, 70, "开票日期：")
        form.fill(end + 2, 70, padded(day))
        form.page.upright(652, 140, "第二联：发票联 购买方记账凭证", size=8, colour=form.ink)
    _top(form, buyer, chance)
    low = form.goods(_TOP + 58, items, 112)
    total = sum(i.fen + i.tax for i in items)
    said = words(total, yuan=chance.choice("圆元"))
    notes = chance.choice(([], [], [f"订单{digits(chance, 9)}"]))
    form.close(low, (total, said), seller, notes, people(chance, 3))
    given = {
        "invoice_kind": "electronic_ordinary" if electronic else "ordinary",
        "invoice_code": code,
        "invoice_number": number,
        "issue_date": day.isoformat(),
        "check_code": check,
        "total_in_words": said,
        "remarks": "".join(notes) or None,
    }
    return _made(form, (buyer, seller), items, given)


PAPERS = (
    Paper("invoice-p6-threefold", "held", _special),
    Paper("invoice-p6-twofold", "held", _ordinary),
)
