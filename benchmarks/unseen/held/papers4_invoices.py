"""Invoices of the fourth set: six fully digital ones, most of special trades, and two on paper."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..made import Made, Paper
from ..values import bare, digits, money
from .papers3_invoice_parts import Item, taxed
from .papers3_kit import Page
from .papers4_cast import NAMES4
from .papers4_invoice_forms import RUST, bill4, digital, goods4, on_paper, phone

_GREEN, _PURPLE = (60, 110, 70), (95, 60, 120)


def _discounts(chance: random.Random) -> Made:
    """Digital special: each line is followed by its discount, which has no quantity."""
    items: list[Item] = []
    for item in goods4(chance, 3, ("13%",), places=6):
        cut = -(item.amount * chance.choice((3, 5, 8)) // 100)
        less = taxed(item.category, item.name, cut, "13%")
        items += [item, replace(less, specification=item.specification)]
    contact = f"销售方开户银行：{NAMES4.branch(chance)}；账号：{digits(chance, 17, '2')}；折扣依据：年度返利协议第4条"
    bill = bill4(chance, "digital_special", tuple(items), remarks=contact)
    page = digital(bill, "增值税专用发票", [i.cells for i in bill.items], clerk=NAMES4.person(chance), room=190)
    # The specification of a discount is printed again; a reader may count it to the discount or not.
    accept: dict[str, list[Any]] = {f"items[{k}].specification": [None] for k in range(1, len(items), 2)}
    return Made(page.data(), ".pdf", bill.told(bill.said(), accept))


def _rates(chance: random.Random) -> Made:
    """Digital ordinary in sans letters: goods, service and what is exempt on one paper, its rate in words."""
    items = [*goods4(chance, 2, ("13%", "9%")), taxed("信息技术服务", "系统运维费", money(chance, 800, 9000), "6%")]
    items.append(taxed("农业产品", "盆栽绿萝", money(chance, 100, 900, 100), "免税"))
    bill = bill4(
        chance,
        "digital_ordinary",
        tuple(items),
        remarks=f"收货地：{chance.choice(NAMES4.places)}；联系人：{NAMES4.person(chance)}",
    )
    rows = [i.cells for i in bill.items]
    page = digital(bill, "普通发票", rows, face="sans", latin="helvetica", clerk=NAMES4.person(chance), room=140)
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _building(chance: random.Random) -> Made:
    """Digital special of 建筑服务: place and name of the works have columns of their own."""
    amount = money(chance, 90_000, 4_000_000)
    rate = chance.choice(("9%", "3%"))
    item = taxed("建筑服务", chance.choice(("工程款", "钢结构安装工程")), amount, rate)
    place = chance.choice(("浙江省台州市椒江区星明路", "江西省贵溪市工业园大道", "四川省广元市利州区"))
    project = chance.choice(("二号标准厂房工程", "污水处理站改造", "冷库扩建项目"))
    remarks = f"土地增值税项目编号：{digits(chance, 12, '33')} 跨地（市）标志：否"
    bill = bill4(chance, "digital_special", (item,), remarks=remarks)
    heads = ("项目名称", "建筑服务发生地", "建筑项目名称", "金　额", "税率/征收率", "税　额")
    row = [item.title, place, project, bare(amount), rate, bare(item.tax or 0)]
    widths = (120, 130, 124, 82, 62, 68)
    page = digital(
        bill,
        "增值税专用发票",
        [row],
        heads=heads,
        widths=widths,
        aligns="lccrcr",
        special="建筑服务",
        room=96,
        clerk=NAMES4.person(chance),
    )
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _carriage(chance: random.Random) -> Made:
    """Digital special of 货物运输服务: a second table below the lines says what was driven where."""
    items = [taxed("运输服务", "国内货物运输", money(chance, 1_000, 60_000), "9%") for _ in range(2)]
    items = [replace(i, unit="车次", quantity="1", price=bare(i.amount)) for i in items]
    bill = bill4(chance, "digital_special", tuple(items), remarks="运单号：" + digits(chance, 10, "66"))
    plates = [f"赣{chance.choice('ABL')}{digits(chance, 5)}" for _ in range(2)]
    ends = chance.sample(NAMES4.places, 2)
    ware = NAMES4.goods[chance.randrange(5)][0]

    def below(page: Page, y: float) -> float:
        lefts = (17, 130, 240, 360, 480)
        page.line(17, y + 4, 603, y + 4, colour=RUST)
        for x, head in zip(lefts, ("运输工具种类", "运输工具牌号", "起运地", "到达地", "运输货物名称"), strict=True):
            page.text(x + 6, y + 16, head, colour=RUST)
        for k, plate in enumerate(plates):
            for x, value in zip(lefts, ("公路运输", plate, *ends, ware), strict=True):
                page.text(x + 6, y + 31 + 14 * k, value)
        return y + 50

    page = digital(
        bill,
        "增值税专用发票",
        [i.cells for i in bill.items],
        special="货物运输服务",
        below=below,
        room=140,
        clerk=NAMES4.person(chance),
    )
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _difference(chance: random.Random) -> Made:
    """Digital ordinary of 差额征税: the rate is three asterisks, the tax is of the difference alone."""
    total = money(chance, 60_000, 400_000, 100)
    paid_on = total * chance.randrange(80, 94) // 100 // 100 * 100
    tax = int(Decimal(total - paid_on) * 5 / 105 + Decimal("0.5"))
    item = Item("人力资源服务", "劳务派遣服务", total - tax, "***", tax)
    bill = bill4(chance, "digital_ordinary", (item,), remarks=f"差额征税：{bare(paid_on)}。其中代付工资、社保及公积金")
    cells = [item.title, "", "", "", "", bare(item.amount), "***", bare(tax)]
    page = digital(
        bill, "普通发票", [cells], special="差额征税-差额开票", room=110, clerk=NAMES4.person(chance), stacked=True
    )
    return Made(page.data(), ".pdf", bill.told(bill.said(), {"items[].tax_rate": [None]}))


def _rent(chance: random.Random) -> Made:
    """Digital special of 不动产经营租赁: address, months and area in the place of specification and unit."""
    amount, rate = money(chance, 9_000, 300_000), chance.choice(("9%", "5%"))
    item = taxed("经营租赁", chance.choice(("厂房租金", "仓库租金")), amount, rate)
    bill = bill4(
        chance,
        "digital_special",
        (item,),
        remarks=f"租赁合同ZL{digits(chance, 8, '20')}；不动产权证浙（2021）第{digits(chance, 7, '00')}号",
    )
    heads = ("项目名称", "不动产地址", "租赁期起止", "面积单位", "金　额", "税率/征收率", "税　额")
    row = [
        item.title,
        "台州市椒江区三甲街道滨海路88号3幢",
        "2025-01-01 2025-06-30",
        "平方米",
        bare(amount),
        rate,
        bare(item.tax or 0),
    ]
    page = digital(
        bill,
        "增值税专用发票",
        [row],
        heads=heads,
        widths=(104, 142, 66, 50, 86, 66, 72),
        aligns="lcccrcr",
        special="不动产经营租赁服务",
        room=90,
        face="sans",
        clerk=NAMES4.person(chance),
    )
    return Made(page.data(), ".pdf", bill.told(bill.said(), {"items[].unit": ["平方米"]}))


def _paper_special(chance: random.Random) -> Made:
    """Special on green paper, the second copy; filled in a little below the lines."""
    items = goods4(chance, chance.randrange(2, 5), ("13%",), places=8)
    bill = bill4(
        chance,
        "special",
        items,
        code=digits(chance, 10, "3300"),
        number=digits(chance, 8, "1"),
        remarks=f"合同号GX-{digits(chance, 6)}",
    )
    contacts = tuple(
        (
            f"{chance.choice(NAMES4.places)}工业路{chance.randrange(9, 300)}号 {phone(chance)}",
            f"{NAMES4.branch(chance)} {digits(chance, 15, '3')}",
        )
        for _ in range(2)
    )
    people = (NAMES4.person(chance), NAMES4.person(chance), NAMES4.person(chance))
    page = on_paper(
        chance,
        bill,
        "浙江增值税专用发票",
        ink=_GREEN,
        copy="抵 扣 联",
        contacts=(contacts[0], contacts[1]),
        people=people,
        rows=[i.cells for i in items],
    )
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _paper_ordinary(chance: random.Random) -> Made:
    """Ordinary on paper with a check code: a buyer without number, a small payer's one per cent."""
    items = (*goods4(chance, 1, ("1%",)), taxed("劳务", "修理修配费", money(chance, 100, 3000), "1%"))
    buyer = NAMES4.person(chance)
    bill = bill4(
        chance,
        "ordinary",
        items,
        code=digits(chance, 12, "03600"),
        number=digits(chance, 8, "4"),
        buyer=buyer,
        buyer_id=None,
    )
    bill = replace(bill, check=digits(chance, 20))
    contacts = (
        ("", ""),
        (f"贵溪市雄石街道{chance.randrange(3, 90)}号 {phone(chance)}", f"九江银行贵溪支行 {digits(chance, 17, '7')}"),
    )
    people = ("", NAMES4.person(chance), NAMES4.person(chance))
    page = on_paper(
        chance,
        bill,
        "江西增值税普通发票",
        ink=_PURPLE,
        copy="发 票 联",
        contacts=contacts,
        people=people,
        rows=[i.cells for i in items],
        machine=digits(chance, 12, "66"),
    )
    return Made(page.data(), ".pdf", bill.told(bill.said()))


PAPERS = (
    Paper("invoice-p4-discounts", "held", _discounts),
    Paper("invoice-p4-rates", "held", _rates),
    Paper("invoice-p4-works", "held", _building),
    Paper("invoice-p4-lorries", "held", _carriage),
    Paper("invoice-p4-difference", "held", _difference),
    Paper("invoice-p4-rent", "held", _rent),
    Paper("invoice-p4-green-paper", "held", _paper_special),
    Paper("invoice-p4-small-payer", "held", _paper_ordinary),
)
