"""Invoices of the fifth set: goods, a journey, a red letter, a till's roll, a lorry, a hotel."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..made import Made, Paper
from ..values import bare, digits, money, words
from .papers3_invoice_parts import Item, code_of, taxed
from .papers3_kit import Page, square
from .papers5_cast import NAMES5
from .papers5_invoice_frames import BROWN, bill5, electronic, fully, goods5


def _code(chance: random.Random, day: dt.date, kind: str) -> str:
    """Return a code of twelve figures: region, year, batch, kind."""
    return f"01300{day:%y}{digits(chance, 3)}{kind}"


def _plain(chance: random.Random) -> Made:
    """Digital special, the plainest: some lines of goods, the seller's bank in the remarks."""
    items = goods5(chance, chance.randrange(2, 6), ("13%", "9%"), places=chance.choice((2, 8)))
    remarks = f"销方开户银行:{NAMES5.branch(chance)}; 银行账号:{digits(chance, 16, '6')};"
    bill = bill5(chance, "digital_special", items, remarks=remarks)
    page = fully(
        bill,
        "增值税专用发票",
        [i.cells for i in items],
        clerk=NAMES5.person(chance),
        printed="共1页 第1页　下载次数：2",
    )
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _journey(chance: random.Random) -> Made:
    """Digital ordinary of 旅客运输服务: who went where on which day stands in a table of its own below the line."""
    item = taxed("运输服务", "客运服务费", money(chance, 20, 900), "3%")
    item = replace(item, unit="次", quantity="1", price=bare(item.amount))
    bill = bill5(chance, "digital_ordinary", (item,), seller=chance.choice(NAMES5.places) + "顺途旅客运输有限公司")
    went = bill.day - dt.timedelta(chance.randrange(1, 20))
    traveller = NAMES5.person(chance)
    hidden = f"130{digits(chance, 3)}********{digits(chance, 4)}"
    ends = chance.sample(NAMES5.places, 2)

    def below(page: Page, y: float) -> float:
        lefts = (26, 96, 212, 288, 364, 440, 496)
        heads = ("出行人", "有效身份证件号", "出行日期", "出发地", "到达地", "等级", "交通工具类型")
        page.line(22, y + 20, 573, y + 20, colour=BROWN)
        for x, head in zip(lefts, heads, strict=True):
            page.text(x, y + 32, head, colour=BROWN)
        values = (traveller, hidden, f"{went}", *ends, "无", "客运汽车")
        for x, value in zip(lefts, values, strict=True):
            page.text(x, y + 46, value)
        return y + 52

    page = fully(
        bill, "普通发票", [item.cells], clerk=NAMES5.person(chance), mark="旅客运输服务", latin="times", below=below
    )
    return Made(page.data(), ".pdf", bill.told(bill.said()))


def _red(chance: random.Random) -> Made:
    """Digital special, a red letter: quantities, sums, taxes and the total are negative, the blue one is named."""
    items: list[Item] = []
    for name, category, unit, kind in chance.sample(NAMES5.goods, chance.randrange(1, 3)):
        many, price = chance.randrange(2, 90), chance.randrange(900, 90_000)
        items.append(taxed(category, name, -many * price, "13%", (kind, unit, f"-{many}", bare(price))))
    bill = bill5(chance, "digital_special", tuple(items))
    blue, sheet = digits(chance, 20, bill.number[:5]), digits(chance, 20, f"320601{bill.day:%y%m}")
    bill = replace(bill, remarks=f"被红冲蓝字数电发票号码：{blue} 红字发票信息确认单编号：{sheet}")
    page = fully(bill, "增值税专用发票", [i.cells for i in items], clerk=NAMES5.person(chance), room=90)
    said = bill.said()
    accept = {"total_in_words": [said.replace("（负数）", "")]}
    return Made(page.data(), ".pdf", bill.told(said, accept))


def _till(chance: random.Random) -> Made:
    """A till's roll of a supermarket: each ware over its numbers, the sum with tax, paid and given back below it."""
    wares = (("洗衣液3kg", 3990), ("抽纸24包", 2690), ("东北大米10kg", 5980), ("矿泉水12瓶", 1880), ("一次性纸杯", 990))
    items = []
    for name, price in chance.sample(wares, chance.randrange(2, 5)):
        many = chance.randrange(1, 9)
        items.append(Item(None, name, many * price, None, None, None, None, str(many), bare(price)))
    check, shop = digits(chance, 20), chance.choice(NAMES5.places) + "好又多百货有限公司"
    bill = bill5(chance, "roll", tuple(items), number=digits(chance, 8, "2"), check=check, seller=shop)
    bill = replace(bill, code=_code(chance, bill.day, "07"))
    page = Page(8.4, "sans", (215, 500), latin="helvetica")
    page.text(107, 28, "增值税普通发票（卷票）", size=11, align="c", bold=True)
    page.text(107, 44, "发 票 联", size=9, align="c", colour=(200, 40, 40))
    lines = [
        *(
            f"发票代码：{bill.code}",
            f"发票号码：{bill.number}",
            f"机打号码：{bill.number}",
            f"机器编号：{digits(chance, 12, '49')}",
        ),
        *(f"销售方名称：{bill.seller}", f"纳税人识别号：{bill.seller_id}", f"开票日期：{bill.day}"),
        *(f"收款员：{chance.randrange(1, 30):03d}", f"购买方名称：{bill.buyer}", f"纳税人识别号：{bill.buyer_id}"),
    ]
    y = 62.0
    for line in lines:
        for part in page.broken(line, 190):
            page.text(12, y, part)
            y += 12.5
    page.dashes(12, y - 4, 203)
    for x, head, align in ((12, "项目", "l"), (104, "单价", "r"), (146, "数量", "r"), (203, "金额", "r")):
        page.text(x, y + 8, head, align=align)  # type: ignore[arg-type]
    y += 22
    for item in items:
        page.text(12, y, item.name)
        for x, value in ((104, item.price), (146, item.quantity), (203, bare(item.amount))):
            page.text(x, y + 11.5, value or "", align="r")
        y += 25
    page.dashes(12, y - 6, 203)
    paid = (bill.total // 10_000 + 1) * 10_000
    said = bill.said(yuan="元")
    spaced = " ".join(check[k : k + 5] for k in range(0, 20, 5))
    for line in (
        f"合计金额（小写）：￥{bare(bill.total)}",
        f"合计金额（大写）：{said}",
        f"实收：{bare(paid)}　找零：{bare(paid - bill.total)}",
        f"校验码：{spaced}",
    ):
        for part in page.broken(line, 190):
            page.text(12, y + 7, part)
            y += 12.5
    page.picture(74, y + 6, 66, square(code_of(bill)))
    page.seal(176, y + 42, 30, bill.seller)
    accept: dict[str, list[Any]] = {"amount": [None, bare(bill.total)], "tax": [None]}
    return Made(page.data(), ".pdf", bill.told(said, accept, amount=None))


def _lorry(chance: random.Random) -> Made:
    """机动车销售统一发票 of the digital kind: one number of twenty figures, a grid of the vehicle, tax below."""
    whole = money(chance, 90_000, 520_000, 10_000)
    tax = int(Decimal(whole) * 13 / 113 + Decimal("0.5"))
    bill = bill5(chance, "other", (), seller=chance.choice(NAMES5.places) + "鼎昊汽车销售服务有限公司")
    said = words(whole, yuan="圆")
    page = Page(8.6, "serif", (612, 440))
    page.text(306, 40, "电子发票（机动车销售统一发票）", size=16, align="c", colour=BROWN)
    page.picture(28, 16, 50, square(f"01,83,,{bill.number},{bare(whole)},{bill.day:%Y%m%d},,"))
    page.text(430, 62, f"发票号码：{bill.number}")
    page.text(430, 76, f"开票日期：{bill.day:%Y年%m月%d日}")
    rows: list[list[str | tuple[str, int]]] = [
        ["购买方名称", bill.buyer, "统一社会信用代码/纳税人识别号/身份证件号码", (bill.buyer_id or "", 3)],
        ["车辆类型", "重型半挂牵引车", "厂牌型号", chance.choice(("解放牌CA4250", "豪沃牌ZZ4257")), "产地", "中国"],
        ["合格证号", f"YA{digits(chance, 13)}", "进口证明书号", "", "商检单号", ""],
        ["发动机号码", digits(chance, 8, "5"), "车辆识别代号/车架号码", (f"LFWS{digits(chance, 13)}", 3)],
        ["价税合计（大写）", (f"⊗{said}", 2), "（小写）", (f"¥{bare(whole)}", 2)],
        ["销货单位名称", bill.seller, "电话", (f"0317-{digits(chance, 7, '3')}", 3)],
        ["统一社会信用代码/纳税人识别号", bill.seller_id or "", "账号", (digits(chance, 16, "5"), 3)],
        ["地址", f"经济开发区汽贸城{chance.randrange(1, 40)}号", "开户银行", (NAMES5.branch(chance), 3)],
        [
            "增值税税率或征收率",
            "13%",
            "增值税税额",
            f"¥{bare(tax)}",
            "主管税务机关及代码",
            f"沧州税务 113{digits(chance, 5)}",
        ],
        ["不含税价", f"¥{bare(whole - tax)}", "完税凭证号码", "", "吨位", f"{chance.randrange(20, 40)}"],
    ]
    y = page.grid(26, 88, (84, 146, 94, 94, 66, 76), rows, high=25, size=8, colour=BROWN)
    page.text(40, y + 18, f"销货单位盖章　　　　　　　　　　开票人：{NAMES5.person(chance)}　　　　　　　　备注：")
    page.oval(306, 44, 96, 42, ["国家税务总局", "监　制"])
    accept: dict[str, list[Any]] = {"items": ["any"], "remarks": [None]}
    true = bill.told(said, accept, amount=bare(whole - tax), tax=bare(tax), total=bare(whole))
    return Made(page.data(), ".pdf", true)


def _hotel(chance: random.Random) -> Made:
    """增值税电子普通发票 of a hotel: nights and meals, a check code, the box of signs, no rate above six."""
    nights, price = chance.randrange(1, 9), chance.randrange(15_000, 48_000)
    items = (
        taxed("住宿服务", "住宿费", nights * price, "6%", (None, "天", str(nights), bare(price))),
        taxed("餐饮服务", "餐费", money(chance, 60, 1_800), "6%"),
    )
    how = {"number": digits(chance, 8, "3"), "check": digits(chance, 20)}
    hotel = chance.choice(NAMES5.places) + "雁栖酒店管理有限公司"
    remarks = f"入住人：{NAMES5.person(chance)}　房号{chance.randrange(301, 899)}"
    bill = bill5(chance, "electronic_ordinary", items, seller=hotel, remarks=remarks, **how)
    bill = replace(bill, code=_code(chance, bill.day, "11"))
    contacts = (
        ("", ""),
        (
            f"迎宾路{chance.randrange(2, 300)}号 0317-{digits(chance, 7, '2')}",
            f"{NAMES5.branch(chance)} {digits(chance, 15, '1')}",
        ),
    )
    page = electronic(
        chance, bill, "河北增值税电子普通发票", [i.cells for i in items], machine=digits(chance, 12, "66"),
        people=(NAMES5.person(chance), NAMES5.person(chance), NAMES5.person(chance)), contacts=contacts,
    )  # fmt: skip
    return Made(page.data(), ".pdf", bill.told(bill.said()))


PAPERS = (
    Paper("invoice-p5-plain-goods", "held", _plain),
    Paper("invoice-p5-journey", "held", _journey),
    Paper("invoice-p5-red-letter", "held", _red),
    Paper("invoice-p5-till-roll", "held", _till),
    Paper("invoice-p5-lorry-digital", "held", _lorry),
    Paper("invoice-p5-hotel", "held", _hotel),
)
