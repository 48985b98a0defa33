"""Fully digital invoices of the third set: for goods, a person, building, a flat, farm produce, road tolls."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from ..made import Made, Paper
from ..values import bare, credit_code, digits, money
from .papers3_invoice_parts import CAPTION, Item, digital_bill, digital_foot, digital_frame, goods, item_rows, taxed
from .papers3_kit import NAMES, Page

_FORM = (610.0, 400.0)
_HEADS = ("项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额")
_ANY: dict[str, list[Any]] = {
    f"items[].{name}": ["any"] for name in ("specification", "unit", "quantity", "unit_price")
}


def _seven_goods(chance: random.Random) -> Made:
    """数电专票: up to eight kinds of goods at two rates on a high form, prices with thirteen decimals."""
    items = goods(chance, chance.randrange(6, 9), ("13%", "9%"), places=13)
    remarks = f"购方开户银行:{NAMES.branch(chance)}; 银行账号:{digits(chance, 17, '7')}; 合同号:HT-{digits(chance, 7)}"
    bill = digital_bill(chance, "digital_special", items, remarks=remarks)
    page = Page(8, page=(610.0, 540.0))
    y = digital_frame(page, bill, "电子发票（增值税专用发票）")
    widths = (120, 76, 34, 48, 92, 76, 50, 66)
    base = item_rows(page, (24, y), widths, _HEADS, [i.cells for i in items], step=16)
    page.text(586, 64, "共1页 第1页", size=7, align="r", colour=CAPTION)
    low = max(base, 330.0)
    page.box(24, y, 562, low - y + 20, colour=CAPTION)
    digital_foot(page, bill, low, clerk=NAMES.person(chance))
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _person_buys(chance: random.Random) -> Made:
    """数电普票 for a person: no number of the buyer, one service, a small payer's rate of 1 %."""
    name, category = chance.choice(NAMES.services)
    items = (taxed(category, name, money(chance, 80, 9_000), "1%", (None, "次", "1", None)),)
    items = (Item(**{**_fields(items[0]), "price": bare(items[0].amount)}),)
    bill = digital_bill(chance, "digital_ordinary", items, buyer=f"{NAMES.person(chance)}（个人）", buyer_id=None)
    page = Page(8.6, page=_FORM, latin="times")
    y = digital_frame(page, bill, "电子发票（普通发票）")
    item_rows(page, (24, y), (146, 66, 40, 50, 66, 74, 54, 66), _HEADS, [items[0].cells], step=20)
    page.box(24, y, 562, 122, colour=CAPTION)
    digital_foot(page, bill, y + 102, clerk=NAMES.person(chance))
    accept = {"buyer_name": [bill.buyer.removesuffix("（个人）")]}
    return Made(page.data(), ".pdf", bill.told(bill.said(), accept))


def _fields(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in Item.__slots__}


def _building(chance: random.Random) -> Made:
    """数电专票 for building works: place and name of the works stand where other forms have unit and price."""
    items = (taxed("建筑服务", "工程款", money(chance, 90_000, 3_000_000), "9%"),)
    place = chance.choice(("湖南省株洲市天元区", "湖北省宜昌市伍家岗区", "广东省惠州市仲恺区"))
    works = f"{chance.choice(NAMES.stems)}{chance.choice(('二期厂房', '冷链仓库', '科研楼'))}工程"
    remarks = f"土地增值税项目编号：无　跨地（市）标志：否　工程合同编号：SG{digits(chance, 8)}"
    bill = digital_bill(chance, "digital_special", items, remarks=remarks)
    page = Page(8.4, page=_FORM, face="serif")
    y = digital_frame(page, bill, "电子发票（增值税专用发票）", mark="建筑服务")
    heads = ("项目名称", "建筑服务发生地", "建筑项目名称", "金额", "税率/征收率", "税额")
    row = (items[0].title, place, works, bare(items[0].amount), "9%", bare(items[0].tax or 0))
    item_rows(page, (24, y), (96, 118, 150, 80, 54, 64), heads, [row], aligns="lllrcr", step=20)
    page.box(24, y, 562, 120, colour=CAPTION)
    digital_foot(page, bill, y + 100, clerk=NAMES.person(chance))
    return Made(page.data(), ".pdf", bill.told(bill.said(), dict(_ANY)))


def _flat(chance: random.Random) -> Made:
    """数电普票 for a flat that is sold: number of its certificate, unit of its area, price of a square metre."""
    area = f"{chance.randrange(60, 190)}.{chance.randrange(10, 99)}"
    price = f"{chance.randrange(5_000, 24_000)}.{chance.randrange(10, 99)}"
    fen = int((Decimal(area) * Decimal(price) * 100).to_integral_value())
    items = (taxed("不动产", "住宅", fen, "5%", (None, "平方米", area, price)),)
    deed = f"湘({chance.randrange(2022, 2026)})株洲市不动产权第{digits(chance, 7, '00')}号"
    home = f"建设中路{chance.randrange(2, 300)}号{chance.randrange(1, 9)}栋{chance.randrange(301, 1802)}"
    remarks = f"不动产地址:湖南省株洲市芦淞区{home}; 网签合同备案编号:{digits(chance, 10)}"
    bill = digital_bill(
        chance,
        "digital_ordinary",
        items,
        remarks=remarks,
        buyer=NAMES.person(chance),
        buyer_id=digits(chance, 17, "4302") + "X",
    )
    page = Page(8, page=_FORM)
    y = digital_frame(page, bill, "电子发票（普通发票）", mark="不动产销售")
    heads = ("项目名称", "产权证书/不动产权证号", "面积单位", "数量", "单价", "金额", "税率/征收率", "税额")
    row = (items[0].title, deed, "平方米", area, price, bare(fen), "5%", bare(items[0].tax or 0))
    item_rows(page, (24, y), (78, 122, 46, 52, 68, 80, 52, 64), heads, [row], step=20)
    page.box(24, y, 562, 120, colour=CAPTION)
    digital_foot(page, bill, y + 100, clerk=NAMES.person(chance))
    return Made(page.data(), ".pdf", bill.told(bill.said(), {"items[].specification": ["any"]}))


def _bought_from_farmer(chance: random.Random) -> Made:
    """数电普票 that the buyer writes for what a farmer sold: the mark 收购, free of tax, a person as seller."""
    wares = chance.sample((("稻谷", "谷物"), ("鲜茶叶", "其他农产品"), ("活猪", "牲畜"), ("油茶籽", "油料")), 2)
    items = []
    for name, category in wares:
        quantity, price = str(chance.randrange(200, 9_000)), f"{chance.randrange(2, 40)}.{chance.randrange(10, 99)}"
        fen = int(Decimal(quantity) * Decimal(price) * 100)
        items.append(taxed(category, name, fen, "免税", ("统货", "公斤", quantity, price)))
    bill = digital_bill(
        chance, "digital_ordinary", tuple(items), seller=NAMES.person(chance), seller_id=digits(chance, 18, "5203"),
        remarks=f"收购地：贵州省遵义市播州区　过磅单号：{digits(chance, 8)}",
    )  # fmt: skip
    page = Page(8.4, page=_FORM, latin="helvetica")
    y = digital_frame(page, bill, "电子发票（普通发票）", mark="收购")
    item_rows(page, (24, y), (132, 66, 42, 60, 66, 82, 52, 62), _HEADS, [i.cells for i in items], step=19)
    page.box(24, y, 562, 120, colour=CAPTION)
    digital_foot(page, bill, y + 100, clerk=NAMES.person(chance))
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _toll(chance: random.Random) -> Made:
    """数电普票 for road tolls: plate, kind of car and two days instead of specification, unit, number and price."""
    fen = money(chance, 20, 900)
    items = (taxed("经营租赁", "通行费", fen, "3%"),)
    seller = f"{chance.choice(('贵州', '江西', '吉林'))}{chance.choice(('黔北', '赣南', '松江'))}高速公路有限公司"
    bill = digital_bill(chance, "digital_ordinary", items, seller=seller, seller_id=credit_code(chance))
    day = f"{bill.day:%Y%m%d}"
    page = Page(8.4, page=_FORM)
    y = digital_frame(page, bill, "电子发票（普通发票）", mark="通行费")
    heads = ("项目名称", "车牌号", "类型", "通行日期起", "通行日期止", "金额", "税率/征收率", "税额")
    plate = f"贵C{digits(chance, 2)}{chance.choice('ABDEF')}{digits(chance, 2)}"
    row = (items[0].title, plate, "货车", day, day, bare(fen), "3%", bare(items[0].tax or 0))
    item_rows(page, (24, y), (108, 68, 50, 74, 74, 72, 54, 62), heads, [row], aligns="lccccrcr", step=20)
    page.box(24, y, 562, 112, colour=CAPTION)
    digital_foot(page, bill, y + 92, clerk=NAMES.person(chance))
    return Made(page.data(), ".pdf", bill.told(bill.said(), dict(_ANY)))


PAPERS = (
    Paper("invoice-p3-eight-goods", "held", _seven_goods),
    Paper("invoice-p3-person-buys", "held", _person_buys),
    Paper("invoice-p3-building", "held", _building),
    Paper("invoice-p3-flat", "held", _flat),
    Paper("invoice-p3-from-farmer", "held", _bought_from_farmer),
    Paper("invoice-p3-toll", "held", _toll),
)
