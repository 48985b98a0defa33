"""A household's loan: works, materials and furniture for its home, all paid by the lender's hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cases.build import DAY, agree, deliver, invoice, pay
from cases.cast import Goods
from cases.model import Case

_FURNITURE = (
    Goods("整体橱柜", "家具", "套", "定制石英石台面", 1_280_000),
    Goods("瓷质地砖", "陶瓷制品", "片", "800*800", 5_600),
    Goods("实木复合地板", "木制品", "平方米", "1220*165*15", 21_800),
)


def household(case: Case, paid: dt.date) -> int:
    """Do up a home; return by how much, in fen, the payments exceed the loan."""
    chance, cast = case.chance, case.cast
    case.loan.purpose = chance.choice(("住房装修", "家庭装修及购买家具建材", "房屋装修"))
    works = Goods("室内装饰工程", "建筑服务", "项", "包工包料", 1, "3%")
    builder = cast.firm(chance.choice(("装饰设计工程有限公司", "装饰工程有限公司")), town=cast.town)
    part = int(case.loan.fen * chance.uniform(0.6, 0.7)) // 100_000 * 100_000
    trade = agree(case, builder, works, part, paid - 12 * DAY, title="家庭居室装饰装修施工合同")
    estate = chance.choice(("锦绣园", "书香里", "滨江苑"))
    trade.subject = f"{cast.town}市{estate}{chance.randrange(1, 20)}栋{chance.randrange(101, 1804)}室装修"
    net = round(part / 1.03)
    trade.lines = [("室内装饰工程", "包工包料", "项", "1", part)]
    trade.terms = "合同签订后三日内一次性支付工程款，工期90天。"
    trade.delivery = paid + 60 * DAY
    payment = pay(case, builder, part, paid, trade=trade, entrusted=True, remark="装修款")
    bill = invoice(
        case,
        trade,
        Goods("室内装饰工程", "建筑服务", "项", "包工包料", net, "3%"),
        paid + 10 * DAY,
        count=1,
        special=False,
    )
    gap = part - bill.fen
    if gap:
        bill.lines = [replace(bill.lines[0], tax=(bill.lines[0].tax or 0) + gap)]
    bill.extra = (("建筑服务发生地", f"{cast.town}市"), ("建筑项目名称", trade.subject))
    payment.bills.append(bill)
    deliver(case, trade, min(paid + 60 * DAY, case.as_of - 3 * DAY), "工程验收单")
    goods = chance.choice(_FURNITURE)
    seller = cast.firm("家居建材有限公司", town=cast.town)
    second = agree(case, seller, goods, case.loan.fen - part, paid - 8 * DAY, title="销售合同", up=True)
    payment = pay(case, seller, second.fen, paid + DAY, trade=second, entrusted=True)
    payment.bills.append(invoice(case, second, goods, paid + 6 * DAY, special=False))
    deliver(case, second, paid + 9 * DAY, "送货单")
    return part + second.fen - case.loan.fen
