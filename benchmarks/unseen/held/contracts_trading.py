"""Held trade contracts with tables: a purchase, a purchase order, a carriage."""

from __future__ import annotations

import datetime as dt
import random

from ..contracts_press import Style
from ..contracts_truth import Draft
from ..made import Made, Paper
from ..values import bare, date, digits, figures, money, padded, words
from .contracts_parties import HELD, people


def _purchase(chance: random.Random) -> Made:
    """A contract between works: number and place at the head, a priced table, articles in Chinese numerals."""
    seller, buyer = HELD.firms(chance, 2)
    signed = date(chance)
    due = signed + dt.timedelta(days=chance.randrange(10, 60))
    number = f"GX{signed:%y%m}{digits(chance, 4)}"
    rows, total, names = [], 0, []
    for name, _, unit, kind in chance.sample(HELD.goods, chance.choice((2, 3))):
        price, count = money(chance, 40, 3000, 50), chance.randrange(20, 400)
        total += price * count
        names.append(name)
        rows.append([name, kind, unit, str(count), figures(price), figures(price * count)])
    d = Draft(Style(size=10.6, leading=1.7, margins=(66, 66, 66, 60), foot=""), "trade_contract")
    press = d.press
    press.heading("工矿产品买卖合同", 19)
    press.beside([f"出卖人：{seller}", f"买受人：{buyer}"], [f"合同编号：{number}", f"签订时间：{padded(signed)}"])
    press.space(6)
    d.say("一、标的、数量、价款（人民币元，含13%增值税）", first=0)
    press.table(
        [
            ["标的名称", "牌号规格", "计量单位", "数量", "单价", "金额"],
            *rows,
            ["合计人民币（大写）", words(total), "<", "<", "<", figures(total)],
        ],
        (0.2, 0.22, 0.1, 0.12, 0.16, 0.2),
        size=9.4,
        bold_head=True,
    )
    terms = chance.choice(
        ("预付合同总价的30%，货到验收合格后七日内付清余款", "货到后凭全额增值税专用发票，三十日内电汇结清", "款到发货")
    )
    d.clauses(
        [
            ("二、质量标准：按国家标准及双方封存样品执行。", ()),
            (f"三、交货时间及地点：{padded(due)}前送至买受人仓库，运费由出卖人承担。", ()),
            ("四、检验方法：买受人收货后五日内提出异议，逾期视为合格。", ()),
            (f"五、结算方式及期限：{terms}。", ()),
            ("六、违约责任：迟延交货的，每日按迟交货物价款的千分之一支付违约金。", ()),
            ("七、争议由买受人住所地人民法院管辖。", ()),
        ],
        first=0,
    )
    press.space(8)
    press.table(
        [
            [
                f"出卖人（章）：{seller}\n开户银行：{HELD.branch(chance)}\n账号：{digits(chance, 18)}",
                f"买受人（章）：{buyer}\n开户银行：{HELD.branch(chance)}\n账号：{digits(chance, 18)}",
            ]
        ],
        (0.5, 0.5),
        size=9.4,
        pad=7,
    )
    press.seal(seller, 0.32, press.y / 842 - 0.05, 42)
    d.know(
        contract_number=number,
        buyer=buyer,
        seller=seller,
        subject="、".join(names),
        amount=bare(total),
        amount_in_words=words(total),
        signed_date=signed.isoformat(),
        delivery_date=due.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", *(f"any text with {name}" for name in names), "any text with 产品买卖")
    return d.made()


def _order(chance: random.Random) -> Made:
    """A purchase order on a wide sheet out of a firm's program."""
    buyer, seller = HELD.firms(chance, 2)
    signed = date(chance)
    due = signed + dt.timedelta(days=chance.randrange(5, 40))
    number = f"PO{signed:%Y%m}{digits(chance, 5)}"
    rows, total, names = [], 0, []
    for k, (name, _, unit, kind) in enumerate(chance.sample(HELD.goods, 3), 1):
        price, count = money(chance, 20, 900, 10), chance.randrange(10, 200)
        total += price * count
        names.append(name)
        rows.append([str(k), digits(chance, 8), name, kind, unit, str(count), figures(price), figures(price * count)])
    terms = chance.choice(("月结60天", "月结30天", "货到付款"))
    d = Draft(
        Style(face="sans", size=9.4, leading=1.6, margins=(50, 56, 50, 46), foot="第 {page} 页", landscape=True),
        "trade_contract",
    )
    press = d.press
    press.paragraph(buyer, size=14, bold=True, align="centre")
    press.heading("采购订单", 15)
    press.beside(
        [f"订单号：{number}", f"供应商：{seller}", f"联系人：{people(chance, 1)[0]}"],
        [f"下单日期：{signed:%Y-%m-%d}", f"交货日期：{due:%Y-%m-%d}", f"付款条件：{terms}"],
    )
    press.table(
        [
            ["行号", "物料编码", "物料名称", "规格", "单位", "数量", "含税单价", "含税金额"],
            *rows,
            ["", f"合计（大写）：{words(total)}", "<", "<", "<", "<", "<", figures(total)],
        ],
        (0.06, 0.12, 0.18, 0.2, 0.08, 0.1, 0.12, 0.14),
        bold_head=True,
    )
    d.say(f"收货地址：{chance.choice(HELD.places)}经济开发区三号路；请在两日内签章回传，逾期视为接受。", first=0)
    press.beside([f"采购方（盖章）：{buyer}"], [f"供应商确认（盖章）：{seller}"])
    press.seal(buyer, 0.26, press.y / 595 - 0.03, 36)
    d.know(
        contract_number=number,
        buyer=buyer,
        seller=seller,
        subject="、".join(names),
        amount=bare(total),
        amount_in_words=words(total),
        signed_date=signed.isoformat(),
        delivery_date=due.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", *(f"any text with {name}" for name in names), None)
    return d.made()


def _carriage(chance: random.Random) -> Made:
    """A contract of carriage on one page: everything in one ruled table."""
    shipper = HELD.firm(chance)
    carrier = f"{chance.choice(HELD.places)}{chance.choice(('顺驰达', '宏途', '联捷'))}运输有限公司"
    signed = date(chance)
    due = signed + dt.timedelta(days=chance.randrange(2, 12))
    fen = money(chance, 3_000, 90_000, 10_00)
    goods = chance.choice(HELD.goods)[0]
    number = f"YS{signed:%Y%m%d}-{digits(chance, 2)}"
    a, b = chance.sample(HELD.places, 2)
    terms = chance.choice(("货到签收后凭回单及运输发票月结30天", "起运前付一半，卸货后付清", "到付，卸货当日结清"))
    d = Draft(
        Style(face="sans", size=9.8, leading=1.6, margins=(58, 64, 58, 50), foot="", landscape=False), "trade_contract"
    )
    press = d.press
    press.heading("货物运输合同", 18)
    press.paragraph(f"No. {number}", align="right", size=9)
    press.table(
        [
            ["托运方", shipper, "承运方", carrier],
            ["起运地", a, "到达地", b],
            ["货物名称", goods, "车型", f"{chance.choice(('9.6米高栏', '13米平板', '冷藏厢式'))}"],
            ["运费总额", f"大写：{words(fen)}", "小写", f"¥{figures(fen)}"],
            ["要求到达时间", f"{due:%Y/%m/%d}", "签约日期", f"{signed:%Y/%m/%d}"],
            ["运费结算", terms, "<", "<"],
            [
                "责任约定",
                "1. 承运方对运输途中货物的毁损、灭失承担赔偿责任；\n2. 迟到一天扣减运费的5%；"
                "\n3. 装车由托运方负责，卸车由收货人负责。",
                "<",
                "<",
            ],
            ["托运方签章", "\n\n", "承运方签章", "\n\n"],
        ],
        (0.16, 0.36, 0.16, 0.32),
        pad=7,
    )
    press.seal(carrier, 0.77, press.y / 842 - 0.04, 38)
    d.know(
        contract_number=number,
        buyer=shipper,
        seller=carrier,
        subject=goods,
        amount=bare(fen),
        amount_in_words=words(fen),
        signed_date=signed.isoformat(),
        delivery_date=due.isoformat(),
        payment_terms=terms,
    )
    d.also("subject", f"any text with {goods}", "any text with 运输")
    return d.made()


PAPERS = (
    Paper("trade-works-purchase", "held", _purchase),
    Paper("trade-carriage-table", "held", _carriage),
    Paper("trade-purchase-order", "held", _order),
)
