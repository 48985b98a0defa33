"""Contracts of equipment, lease, decoration and transport."""

from __future__ import annotations

import random

from .contracts_cast import Cast, after, day, money, words
from .contracts_press import Style
from .contracts_truth import Draft
from .made import Made, Paper

MACHINES = ("全自动滚压成型机", "旋转式压片机", "数控开料机", "颗粒饲料制粒机组")


def make_equipment(chance: random.Random) -> Made:
    """Return a purchase of equipment: articles, price before and after tax, three payments."""
    cast = Cast(chance, "dev2")
    buyer, seller = cast.company(), cast.company("机械装备制造有限公司")
    signed = cast.date()
    delivery = after(signed, 3)
    machine, count = chance.choice(MACHINES), chance.randint(1, 4)
    net = cast.sum(100_000, 900_000, 10_000) * count
    total = net * 113 // 100
    name = f"{chance.choice(('SB', 'EQ'))}{signed:%Y}{chance.randint(1000, 9999)}"
    d = Draft(Style(face="serif", size=11, leading=1.8, head="设备采购合同"), "trade_contract")
    d.press.heading("设 备 采 购 合 同", 20)
    d.press.table(
        (("合同编号", name, "签署日期", day(signed)), ("买方", buyer, "卖方", seller)), (0.14, 0.36, 0.14, 0.36)
    )
    d.say(f"1. 标的　卖方向买方出售{machine}{count}台（套），含安装调试与培训。", first=0)
    d.say(
        f"2. 价款　不含税价{net:,}.00元，增值税率13%，税额{total - net:,}.00元，"
        f"合同总价（含税）人民币{total:,}.00元，大写{words(total)}。",
        first=0,
    )
    d.say(f"3. 交付　卖方应不迟于{day(delivery)}将设备运抵买方厂区。运费由卖方承担。", first=0)
    a, b = chance.choice(((30, 60), (20, 70), (40, 50)))
    terms = f"签约后7日内付{a}%，发货前付{b}%，余{100 - a - b}%作质保金，验收满一年后付清"
    d.say(f"4. 付款　{terms}。", first=0)
    d.say("5. 保修　自验收之日起12个月。卖方应在收到故障通知后24小时内响应。", first=0)
    d.say("6. 违约　逾期交货的，每日按合同总价的千分之一支付违约金。", first=0)
    d.press.beside((f"买方：{buyer}", "代表："), (f"卖方：{seller}", "代表："))
    d.know(
        contract_number=name,
        buyer=buyer,
        seller=seller,
        subject=machine,
        amount=money(total),
        amount_in_words=words(total),
        signed_date=signed.isoformat(),
        delivery_date=delivery.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", f"any text with {machine}")
    d.also("payment_terms", f"any text with {terms[:10]}")
    return d.made()


def make_lease(chance: random.Random) -> Made:
    """Return a lease of a building; its amount is the whole rent where the paper says it."""
    cast = Cast(chance, "dev2")
    owner, tenant = cast.company("置业有限公司"), cast.company()
    signed = cast.date()
    begin = after(signed, 1)
    years = chance.choice((1, 2, 3))
    end = after(begin, years * 12, -1)
    rent = cast.sum(5_000, 60_000, 500)
    total = rent * 12 * years
    place = f"{cast.place()}市高新区科技路{chance.randint(1, 99)}号厂房"
    d = Draft(Style(face="sans", size=11.5, leading=1.85, margins=(80, 70, 80, 70)), "trade_contract")
    d.press.heading("厂房租赁合同", 20)
    d.say(f"出租人：{owner}", first=0)
    d.say(f"承租人：{tenant}", first=0)
    d.say(f"1、出租人将位于{place}（建筑面积{chance.randint(300, 4000)}平方米）租给承租人作生产使用。", first=0)
    d.say(f"2、租期{years}年，{day(begin)}起至{day(end)}止。", first=0)
    d.say(f"3、月租金{rent:,}元，租期内租金合计{total:,}元（大写：{words(total)}），含增值税。", first=0)
    terms = f"租金按季支付，每季度首月{chance.choice((5, 10))}日前付清当季租金"
    d.say(f"4、支付：{terms}；押金为两个月租金。", first=0)
    d.say("5、承租人不得擅自转租。6、水电费由承租人按表缴纳。", first=0)
    d.say("7、租期届满，承租人享有同等条件下的优先承租权。", first=0)
    d.press.beside((f"出租人（章）：{owner}", day(signed)), (f"承租人（章）：{tenant}", day(signed)))
    d.know(
        buyer=tenant,
        seller=owner,
        subject=place,
        amount=money(total),
        amount_in_words=words(total),
        signed_date=signed.isoformat(),
        payment_terms=terms,
    )
    d.also("delivery_date", begin.isoformat())
    d.also("subject", f"any text with {place[-8:]}", "any text with 厂房")
    d.also("payment_terms", "any text with 租金按季支付")
    return d.made()


def make_decoration(chance: random.Random) -> Made:
    """Return a home decoration contract of a person, with blanks filled in and a table of payments."""
    cast = Cast(chance, "dev2")
    owner, builder = cast.person(), cast.company("装饰工程有限公司")
    signed = cast.date()
    begin = after(signed, 0, 12)
    end = after(begin, 3)
    amount = cast.sum(40_000, 300_000, 2_000)
    home = f"{cast.place()}市锦绣苑{chance.randint(1, 20)}栋{chance.randint(101, 1804)}室"
    d = Draft(Style(face="serif", size=11, leading=1.8, filled=(10, 30, 140), foot="第{page}页"), "trade_contract")
    name = f"JZ-{chance.randint(10000, 99999)}"
    d.press.heading("家庭居室装饰装修施工合同", 18)
    d.say(f"合同编号：{{{name}}}", first=0)
    d.say(f"发包方（甲方）：{{{owner}}}　　承包方（乙方）：{{{builder}}}", first=0)
    d.say(f"第一条　工程地点：{{{home}}}；工程内容：室内装饰装修。", first=0)
    d.say(f"第二条　开工日期{{{day(begin)}}}，竣工日期{{{day(end)}}}。", first=0)
    d.say(f"第三条　本工程总价款（大写）：{{{words(amount)}}}，（小写）￥{{{amount:,}}}元。", first=0)
    parts = (amount * 6 // 10, amount * 35 // 100)
    rest = amount - sum(parts)
    d.say("第四条　工程款分三次支付：", first=0)
    d.press.table(
        (
            ("支付次数", "支付时间", "支付金额（元）"),
            ("第一次", "开工前三日", f"{parts[0]:,}"),
            ("第二次", "工程进度过半", f"{parts[1]:,}"),
            ("第三次", "竣工验收合格", f"{rest:,}"),
        ),
        (0.25, 0.4, 0.35),
    )
    d.say("第五条　甲方提供的材料，应符合设计要求。乙方不得将工程转包。保修期二年。", first=0)
    d.press.beside((f"甲方（签字）：{owner}", day(signed)), (f"乙方（盖章）：{builder}", day(signed)))
    d.know(
        contract_number=name,
        buyer=owner,
        seller=builder,
        subject="室内装饰装修",
        amount=money(amount),
        amount_in_words=words(amount),
        signed_date=signed.isoformat(),
        delivery_date=end.isoformat(),
        payment_terms="工程款分三次支付",
    )
    d.also("subject", "any text with 装饰装修", f"any text with {home}")
    d.also("payment_terms", "any text with 分三次支付")
    return d.made()


def make_transport(chance: random.Random) -> Made:
    """Return a framework of transport without a total: the amount is null."""
    cast = Cast(chance, "dev2")
    shipper, carrier = cast.company(), cast.company("运输有限责任公司")
    signed = cast.date()
    d = Draft(Style(face="serif", size=12, leading=1.9), "trade_contract")
    name = f"YS〔{signed.year}〕{chance.randint(1, 99)}号"
    d.press.heading("公路货物运输合同", 20)
    d.press.paragraph(f"编号：{name}", align="right")
    d.say(f"托运方：{shipper}", first=0)
    d.say(f"承运方：{carrier}", first=0)
    goods = chance.choice(("瓷砖", "成品药", "板式家具"))
    d.say(f"一、托运方委托承运方运输{goods}，起运地{cast.place()}，到达地以运单为准。")
    price = chance.randint(180, 420)
    d.say(f"二、运价为每吨{price}元（含9%增值税），按实际过磅吨数计算。")
    terms = "运费每月结算一次，托运方于收到发票后十五日内转账支付"
    d.say(f"三、{terms}。")
    d.say("四、承运方对货物的毁损、灭失承担赔偿责任，不可抗力除外。")
    d.say(f"五、本合同自{day(signed)}签订之日起一年内有效。")
    d.press.beside((f"托运方盖章：{shipper}",), (f"承运方盖章：{carrier}",))
    d.know(
        contract_number=name,
        buyer=shipper,
        seller=carrier,
        subject=goods,
        payment_terms=terms,
        signed_date=signed.isoformat(),
    )
    d.also("subject", f"any text with {goods}", "any text with 运输")
    d.also("payment_terms", "any text with 每月结算一次")
    return d.made()


PAPERS = (
    Paper("trade-equipment-tax", "dev", make_equipment),
    Paper("trade-lease-rent", "dev", make_lease),
    Paper("trade-decoration-person", "dev", make_decoration),
    Paper("trade-transport-rates", "dev", make_transport),
)
