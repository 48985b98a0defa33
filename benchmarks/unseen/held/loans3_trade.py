"""Held contracts that loan money pays for: goods, works, a lease, farm produce, a flat's decoration, carriage."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, date, digits, figures, padded, spread, truth, words
from .loans3_cast import CAST, account, identity, later, people
from .loans3_prose import printed


def _trade(
    text: str, style: Style, values: dict[str, object], fen: int, *, known: dict[str, Any], accept: dict[str, list[Any]]
) -> Made:
    """Set a text whose parties are `buyer` and `seller`, whose terms are `payment` and whose thing is `subject`."""
    given = {
        "buyer": values["buyer"],
        "seller": values["seller"],
        "subject": values.get("subject"),
        "amount": bare(fen),
        "amount_in_words": words(fen),
        "payment_terms": values["payment"],
    }
    whole = values | {"words": words(fen), "figures": figures(fen), "bare": bare(fen)}
    return Made(printed(text, style, whole), ".pdf", truth("trade_contract", given | known, accept))


def _plain(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _purchase(chance: random.Random) -> Made:
    """The model form for the sale of industrial goods: a table in article one, the seller first."""
    buyer, seller = CAST.firms(chance, 2)
    signed, (agent, officer) = date(chance), people(chance, 2)
    delivery, number, total, rows = (
        signed + dt.timedelta(days=chance.randrange(15, 60)),
        digits(chance, 12, "20"),
        0,
        [],
    )
    for name, _, unit, kind in chance.sample(CAST.goods, chance.choice((2, 3))):
        count, price = chance.randrange(10, 400), chance.randrange(10_00, 5000_00, 50)
        total += count * price
        rows.append(f"| {name} | {kind} | {unit} | {count} | {figures(price)} | {figures(count * price)} |")
    payment = chance.choice(
        (
            "合同签订后三日内预付30%，货到验收合格后十五日内付清余款",
            "货到票到后三十日内以电汇方式一次付清",
            "买受人于发货前付清全部货款",
        )
    )
    values: dict[str, object] = {
        "number": number,
        "place": chance.choice(CAST.places),
        "signed": padded(signed),
        "delivery": padded(delivery),
        "buyer": buyer,
        "seller": seller,
        "rows": "\n".join(rows),
        "payment": payment,
        "agent": agent,
        "officer": officer,
        "bank": CAST.branch(chance),
        "bank_other": CAST.branch(chance),
        "account": account(chance),
        "account_other": account(chance, 19),
    }
    known = {"contract_number": number, "signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    first = rows[0].split("|")[1].strip()
    accept = {"subject": [f"any text with {first}", None], "payment_terms": [f"any text with {payment}"]}
    return _trade(
        "purchase",
        Style(size=10.2, leading=1.7, foot=""),
        values,
        total,
        known=known | {"subject": first},
        accept=accept,
    )


def _works(chance: random.Random) -> Made:
    """The first part of the model contract for building works, its number near the end."""
    buyer = CAST.firm(chance)
    seller = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}建设工程有限公司"
    signed, (agent, officer, boss) = date(chance), people(chance, 3)
    begin = signed + dt.timedelta(days=20)
    days, fen = chance.randrange(120, 500, 5), chance.randrange(3_000_000, 40_000_000, 1_000) * 100
    subject, number = f"{buyer[:2]}{chance.choice(('二号厂房', '综合仓库', '研发楼'))}工程", f"SG-{digits(chance, 7)}"
    payment = chance.choice(
        (
            "按月完成工程量的80%支付进度款，竣工验收合格后付至97%，余3%为质量保证金",
            "开工前支付合同价的10%作为预付款，主体封顶付至60%，竣工结算后付至97%",
        )
    )
    delivery = begin + dt.timedelta(days=days)
    values: dict[str, object] = {
        "buyer": buyer,
        "seller": seller,
        "subject": subject,
        "place": f"{buyer[:2]}经济技术开发区兴业大道{chance.randrange(1, 80)}号",
        "begin": padded(begin),
        "delivery": padded(delivery),
        "days": days,
        "safety": figures(fen // 50),
        "payment": payment,
        "agent": agent,
        "officer": officer,
        "boss": boss,
        "signed": padded(signed),
        "number": number,
    }
    known = {"contract_number": number, "signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    accept: dict[str, list[Any]] = {
        "subject": [f"any text with {subject}"],
        "payment_terms": [f"any text with {payment}"],
    }
    return _trade("works", Style(size=11, leading=1.75, foot="{page}"), values, fen, known=known, accept=accept)


def _lease(chance: random.Random) -> Made:
    """A factory hall is let for three years; the landlord is 甲方."""
    seller, buyer = CAST.firms(chance, 2)
    signed, (agent, officer) = date(chance), people(chance, 2)
    begin, fen = signed + dt.timedelta(days=15), chance.randrange(30, 400) * 36_000_00
    delivery, number = begin - dt.timedelta(days=3), f"ZL{digits(chance, 6)}"
    subject = f"{seller[:2]}工业园纬三路{chance.randrange(1, 60)}号{chance.choice('ABC')}栋厂房"
    payment = chance.choice(("租金按季支付，乙方于每季首月五日前付清", "先付后用，每半年支付一次"))
    values: dict[str, object] = {
        "number": number,
        "seller": seller,
        "buyer": buyer,
        "subject": subject,
        "area": f"{chance.randrange(800, 9000):,}",
        "begin": _plain(begin),
        "last": _plain(later(begin, 36) - dt.timedelta(days=1)),
        "delivery": _plain(delivery),
        "payment": payment,
        "deposit": figures(fen // 18),
        "agent": agent,
        "officer": officer,
        "signed_spread": spread(signed),
    }
    known = {"contract_number": number, "signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    accept = {
        "subject": [f"any text with {subject}"],
        "delivery_date": [begin.isoformat(), None],
        "payment_terms": [f"any text with {payment}"],
    }
    return _trade("lease", Style(face="sans", size=10.8, leading=1.75), values, fen, known=known, accept=accept)


def _farm_purchase(chance: random.Random) -> Made:
    """A firm buys a farmer's harvest; no number, one sheet."""
    buyer, seller, signed = CAST.firm(chance), people(chance, 1)[0], date(chance)
    tons, price = chance.randrange(8, 200), chance.choice((120, 245, 380))
    subject, fen = chance.choice(("大蒜", "花生果", "红富士苹果")), tons * 1000 * price
    delivery = signed + dt.timedelta(days=chance.randrange(20, 90))
    payment = chance.choice(("随到随付，当日转账至供货方银行卡", "全部交货后五日内一次付清"))
    values: dict[str, object] = {
        "buyer": buyer,
        "seller": seller,
        "identity": identity(chance),
        "subject": subject,
        "tons": tons,
        "price": f"{price / 100:.2f}",
        "delivery": _plain(delivery),
        "payment": payment,
        "signed_plain": _plain(signed),
    }
    known = {"signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    accept: dict[str, list[Any]] = {
        "subject": [f"any text with {subject}"],
        "payment_terms": [f"any text with {payment}"],
    }
    return _trade("farm_purchase", Style(size=13, leading=2.0, foot=""), values, fen, known=known, accept=accept)


def _decoration(chance: random.Random) -> Made:
    """A person has a flat done up."""
    buyer, signed = people(chance, 1)[0], date(chance)
    seller = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}装饰工程有限公司"
    begin, days = signed + dt.timedelta(days=5), chance.choice((60, 75, 90))
    delivery, fen = begin + dt.timedelta(days=days), chance.randrange(60_000, 400_000, 100) * 100
    subject, number = (
        f"{chance.choice(('翠湖湾', '学府名苑'))}{chance.randrange(1, 20)}栋室内装修",
        digits(chance, 7, "00"),
    )
    payment = chance.choice(("开工付50%，木工进场付30%，竣工验收付清", "分三次支付，比例为六成、三成、一成"))
    values: dict[str, object] = {
        "number": number,
        "buyer": buyer,
        "phone": digits(chance, 11, "137"),
        "seller": seller,
        "signed": padded(signed),
        "subject": subject,
        "days": days,
        "begin": padded(begin),
        "delivery": padded(delivery),
        "payment": payment,
    }
    known = {"contract_number": number, "signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    accept: dict[str, list[Any]] = {
        "subject": [f"any text with {subject}"],
        "payment_terms": [f"any text with {payment}"],
    }
    return _trade(
        "decoration", Style(face="sans", size=10.5, leading=1.9, foot="{page}"), values, fen, known=known, accept=accept
    )


def _carriage(chance: random.Random) -> Made:
    """A year's carriage: what it will cost is foreseen, nothing is delivered on a day."""
    buyer = CAST.firm(chance)
    seller = f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}物流运输有限公司"
    signed, (agent, officer) = date(chance), people(chance, 2)
    fen, number = chance.randrange(300_000, 5_000_000, 10_000) * 100, f"YS{digits(chance, 8)}"
    subject = chance.choice(("公路整车运输服务", "零担货物运输服务"))
    payment = "承运人每月五日前开具增值税专用发票，托运人收票后三十日内付款"
    values: dict[str, object] = {
        "number": number,
        "buyer": buyer,
        "seller": seller,
        "subject": subject,
        "place": chance.choice(CAST.places),
        "signed": padded(signed),
        "payment": payment,
        "agent": agent,
        "officer": officer,
    }
    known = {"contract_number": number}
    accept: dict[str, list[Any]] = {
        "subject": [f"any text with {subject}"],
        "payment_terms": [f"any text with {payment}"],
        "signed_date": [signed.isoformat()],
    }
    return _trade("carriage", Style(size=11.5, leading=1.9), values, fen, known=known, accept=accept)


PAPERS = (
    Paper("trade3-model-sale", "held", _purchase),
    Paper("trade3-works-agreement", "held", _works),
    Paper("trade3-hall-lease", "held", _lease),
    Paper("trade3-harvest", "held", _farm_purchase),
    Paper("trade3-decoration", "held", _decoration),
    Paper("trade3-carriage-year", "held", _carriage),
)
