"""Fully digital invoices of the sixth set: goods, a haul with its table of ways, and works on a building."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from ..made import Made, Paper
from ..values import bare, digits, figures, money, padded, truth, words
from ..values import date as day_of
from .papers4_page import LetterPage
from .vouchers6_cast import BUILDERS, CARRIERS, PLACES, PROVINCES, Firm, Line, firms, lines, parted, people

_BROWN = (138, 40, 24)
_WIDTH, _HIGH = 595.0, 400.0
_LEFT, _RIGHT, _TOP = 22.0, 573.0, 82.0
_COLUMNS = (22, 146, 220, 252, 306, 376, 446, 498, 573)
"""Left edges of name, specification, unit, quantity, price, amount, rate and tax, and the right edge."""
_HEADS = ("项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额")


def _number(chance: random.Random, year: int, seller: Firm) -> str:
    return f"{year % 100}{seller.code[2:4]}{chance.choice('12')}{digits(chance, 15, '0')}"


def _head(page: LetterPage, title: str, facts: tuple[str, str], seller: Firm, chance: random.Random) -> None:
    """Draw what stands above the frame."""
    for row in range(9):
        for column in range(9):
            if chance.random() < 0.5:
                page.shade(_LEFT + 4 + column * 5, 18 + row * 5, 5, 5, (30, 30, 30))
    page.seal(300, 42, 29, "国家税务总局" + PROVINCES[seller.code[2:4]] + "税务局")
    page.text(300, 46, f"电子发票（{title}）", size=17, colour=_BROWN, align="c", face="serif")
    for y in (53, 55.5):
        page.line(205, y, 395, y, colour=_BROWN)
    for y, label, value in zip((40, 57), ("发票号码：", "开票日期："), facts, strict=True):
        end = page.text(412, y, label, colour=_BROWN)
        page.text(end + 2, y, value)


def _parties(page: LetterPage, buyer: Firm, seller: Firm) -> float:
    """Draw the two parties beside each other; return the lower edge."""
    low = _TOP + 58
    for x, caption, firm in ((_LEFT, "购买方信息", buyer), (297.5, "销售方信息", seller)):
        page.upright(x + 9, _TOP + 10, caption, size=8, colour=_BROWN)
        page.line(x + 18, _TOP, x + 18, low, colour=_BROWN)
        end = page.text(x + 24, _TOP + 21, "名称：", colour=_BROWN)
        page.text(end + 1, _TOP + 21, firm.name)
        end = page.text(x + 24, _TOP + 45, "统一社会信用代码/纳税人识别号：", colour=_BROWN, size=8.5)
        page.text(end + 1, _TOP + 45, firm.code)
    page.line(297.5, _TOP, 297.5, low, colour=_BROWN)
    page.line(_LEFT, low, _RIGHT, low, colour=_BROWN)
    return low


def _table(page: LetterPage, y: float, items: Sequence[Line], heads: Sequence[str] = _HEADS) -> float:
    """Draw heads and lines without rules; return the base of the next line."""
    for k, head in enumerate(heads):
        middle = (_COLUMNS[k] + _COLUMNS[k + 1]) / 2
        page.text(middle, y + 13, head, colour=_BROWN, align="c", size=8.5)
    y += 28
    for item in items:
        name = page.broken(f"*{item.category}*{item.name}", 122, 8.5)
        for n, part in enumerate(name):
            page.text(_COLUMNS[0] + 3, y + n * 11, part, size=8.5)
        page.text(_COLUMNS[1] + 2, y, item.specification or "", size=8.5)
        page.text((_COLUMNS[2] + _COLUMNS[3]) / 2, y, item.unit or "", size=8.5, align="c")
        cells = ((3, item.quantity), (4, item.price), (5, figures(item.fen).replace(",", "")))
        for column, value in cells:
            page.text(_COLUMNS[column + 1] - 3, y, value or "", size=8.5, align="r")
        page.text((_COLUMNS[6] + _COLUMNS[7]) / 2, y, f"{item.rate}%", size=8.5, align="c")
        page.text(_RIGHT - 4, y, bare(item.tax), size=8.5, align="r")
        y += 12 + 11 * (len(name) - 1)
    return y


def _foot(page: LetterPage, sums: tuple[int, int, str], notes: Sequence[str], clerk: str, low: float) -> None:
    """Draw sums, words, notes and the clerk from the lower edge of the list on."""
    net, tax, said = sums
    page.text(70, low - 7, "合        计", colour=_BROWN, align="c")
    page.text(_COLUMNS[6] - 3, low - 7, f"¥{bare(net)}", align="r")
    page.text(_RIGHT - 4, low - 7, f"¥{bare(tax)}", align="r")
    page.line(_LEFT, low, _RIGHT, low, colour=_BROWN)
    page.line(152, low, 152, low + 24, colour=_BROWN)
    page.text(87, low + 16, "价税合计（大写）", colour=_BROWN, align="c")
    page.text(166, low + 16, f"⊗ {said}")
    end = page.text(410, low + 16, "（小写）", colour=_BROWN)
    page.text(end + 2, low + 16, f"¥{bare(net + tax)}")
    page.line(_LEFT, low + 24, _RIGHT, low + 24, colour=_BROWN)
    page.upright(_LEFT + 9, low + 44, "备注", size=9, colour=_BROWN)
    page.line(_LEFT + 18, low + 24, _LEFT + 18, low + 82, colour=_BROWN)
    y = low + 37
    for note in notes:
        page.text(_LEFT + 24, y, note, size=8.5)
        y += 12
    page.box(_LEFT, _TOP, _RIGHT - _LEFT, low + 82 - _TOP, colour=_BROWN)
    end = page.text(60, low + 97, "开票人：", colour=_BROWN)
    page.text(end + 2, low + 97, clerk)


def _sheet(chance: random.Random) -> LetterPage:
    face = chance.choice(("serif", "serif", "sans"))
    return LetterPage(9, face, (_WIDTH, _HIGH), latin=chance.choice((None, "courier", "times")))


def _made(
    chance: random.Random,
    kind: tuple[str, str],
    parties: tuple[Firm, Firm],
    listed: tuple[Sequence[Line], Sequence[str]],
    middle: Callable[[LetterPage, float], float] | None = None,
) -> Made:
    """Return an invoice of lines and notes; `middle` draws a table of its own below the lines."""
    (buyer, seller), (items, notes) = parties, listed
    day = day_of(chance)
    number = _number(chance, day.year, seller)
    net, tax = sum(i.fen for i in items), sum(i.tax for i in items)
    said = words(net + tax, yuan=chance.choice("圆元"))
    page = _sheet(chance)
    _head(page, kind[1], (number, padded(day)), seller, chance)
    y = _table(page, _parties(page, buyer, seller), items)
    if middle:
        y = middle(page, y)
    _foot(page, (net, tax, said), notes, people(chance, 1)[0], max(y + 16, 262))
    given = {
        "invoice_kind": kind[0],
        "invoice_number": number,
        "issue_date": day.isoformat(),
        "buyer_name": buyer.name,
        "buyer_tax_id": buyer.code,
        "seller_name": seller.name,
        "seller_tax_id": seller.code,
        "amount": bare(net),
        "tax": bare(tax),
        "total": bare(net + tax),
        "total_in_words": said,
        "items": [item.of_invoice() for item in items],
        "remarks": "".join(notes) or None,
    }
    return Made(page.data(), ".pdf", truth("vat_invoice", given))


def _goods(chance: random.Random) -> Made:
    """Goods of one to four kinds, with the banks of both sides among the notes."""
    seller, buyer = firms(chance, 2)
    items = lines(chance, chance.randint(1, 4), places=chance.choice((8, 10)))
    notes = []
    if chance.random() < 0.7:
        notes = [
            f"购方开户银行:{buyer.bank};银行账号:{buyer.account};",
            f"销方开户银行:{seller.bank};银行账号:{seller.account};",
        ]
    kind = ("digital_special", "增值税专用发票")
    return _made(chance, kind, (buyer, seller), (items, notes))


def _haul(chance: random.Random) -> Made:
    """Carriage of goods, with the table of vehicles and ways that the form has for it."""
    seller, buyer = firms(chance, 2, CARRIERS)
    ways = chance.randint(1, 2)
    items, rows = [], []
    for _ in range(ways):
        net, tax = parted(money(chance, 1800, 46_000, 5000), 9)
        items.append(Line("国内道路货物运输服务", "运输服务", "次", None, "1", bare(net), net, tax, 9))
        plate = f"{chance.choice('苏浙闽鲁鄂湘粤桂川')}{chance.choice('ABCEH')}{digits(chance, 5)}"
        start, end = chance.sample([town for names in PLACES.values() for town in names[:1]], 2)
        rows.append(
            ("公路运输", plate, f"{start}市", f"{end}市", chance.choice(("涂料", "塑料粒子", "机电配件", "食品")))
        )

    def table(page: LetterPage, y: float) -> float:
        left = (30, 130, 240, 340, 440)
        y += 4
        heads = ("运输工具种类", "运输工具牌号", "起运地", "到达地", "运输货物名称")
        for row in (heads, *rows):
            for x, cell in zip(left, row, strict=True):
                page.text(x, y, cell, size=8.5, colour=_BROWN if row is heads else None)
            y += 13
        return y

    order = f"YD{digits(chance, 8)}"
    notes = chance.choice(([], [f"运单号：{order}"], [f"承运合同编号{order}，{chance.randint(1, 12)}月运费"]))
    return _made(chance, ("digital_special", "增值税专用发票"), (buyer, seller), (items, notes), table)


def _works(chance: random.Random) -> Made:
    """Works on a building: place and name of the project stand among the notes."""
    seller, buyer = firms(chance, 2, BUILDERS)
    rate = chance.choice((9, 3))
    net, tax = parted(money(chance, 38_000, 2_400_000, 10_000), rate)
    work = chance.choice(("厂房改造工程款", "室内装饰工程进度款", "钢结构安装工程款", "园区道路维修工程"))
    items = [Line(work, "建筑服务", None, None, None, None, net, tax, rate)]
    town = PLACES[buyer.code[2:4]][1]
    project = f"{buyer.stem}{chance.choice(('二期', '老厂区', '综合楼', '三号车间'))}项目"
    notes = [f"项目名称：{project}", f"项目地址：{PROVINCES[buyer.code[2:4]]}{town}{chance.randint(1, 90)}号地块"]
    if chance.random() < 0.5:
        notes.append(f"合同编号：GC-{digits(chance, 6)}")
    return _made(chance, ("digital_ordinary", "普通发票"), (buyer, seller), (items, notes))


PAPERS = (
    Paper("invoice-p6-paints", "held", _goods),
    Paper("invoice-p6-haulage", "held", _haul),
    Paper("invoice-p6-works", "held", _works),
)
