"""Sureties and trade contracts of the fourth set, set from texts: four ways to secure a loan, three ways to trade."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, credit_code, date, digits, figures, money, truth, words
from .loans3_cast import Terms, account, identity
from .loans4_cast import people4, set_text
from .papers4_cast import NAMES4


def _secured(text: str, style: Style, terms: Terms, values: Mapping[str, object], kind: str) -> Made:
    """Set a guarantee contract; `values` name parties and numbers."""
    given = {
        "contract_number": values.get("number"),
        "main_contract_number": values["main"],
        "guarantor": values["guarantor"],
        "creditor": values["creditor"],
        "debtor": values["debtor"],
        "amount": bare(terms.fen),
        "kind": kind,
    }
    data = set_text(text, style, terms.printed | values)
    return Made(data, ".pdf", truth("guarantee_contract", given, {"kind": [f"any text with {kind}"]}))


def _parties(chance: random.Random, bank: str) -> dict[str, object]:
    guarantor, debtor, keeper = NAMES4.firms(chance, 3)
    return {
        "guarantor": guarantor,
        "debtor": debtor,
        "keeper": keeper,
        "creditor": f"{bank}{chance.choice(NAMES4.branches)}",
        "code": credit_code(chance),
        "place": chance.choice(NAMES4.places),
    }


def _maximum(chance: random.Random) -> Made:
    """A firm stands for all that is owed up to a sum."""
    terms, who = Terms.made(chance, 5_000_000, 60_000_000, 36), _parties(chance, "天津银行股份有限公司")
    values = who | {
        "number": f"津银高保字{terms.signed.year}第{digits(chance, 5)}号",
        "main": f"津银授字{terms.signed.year}第{digits(chance, 5)}号",
        "seal": who["guarantor"],
        "signed_plain": f"{terms.signed.year}年{terms.signed.month}月{terms.signed.day}日",
    }
    return _secured("maximum", Style(size=11, margins=(78, 72, 78, 72)), terms, values, "保证")


def _land(chance: random.Random) -> Made:
    """Buildings and land are mortgaged: tables of the parties and of what is mortgaged."""
    terms, who = Terms.made(chance, 2_000_000, 30_000_000, 12), _parties(chance, "徽商银行股份有限公司")
    year = terms.signed.year
    values = who | {
        "number": f"抵字第{digits(chance, 10, str(year))}号",
        "main": f"流借字第{digits(chance, 10, str(year))}号",
        "deed": digits(chance, 7, "00"),
        "deed2": digits(chance, 7, "00"),
        "value1": figures(terms.fen),
        "value2": figures(terms.fen // 2),
    }
    return _secured("land", Style(face="sans", size=10, margins=(60, 60, 60, 60)), terms, values, "抵押")


def _stock(chance: random.Random) -> Made:
    """Goods in a store are pledged and kept by a third firm."""
    terms, who = Terms.made(chance, 1_000_000, 20_000_000, 9), _parties(chance, "齐鲁银行股份有限公司")
    number = digits(chance, 9, "25")
    values = who | {
        "number": f"质押-{number}",
        "main": f"借款-{number}",
        "ware": chance.choice(("电解铜", "冷冻带鱼段", "玉米淀粉")),
        "seal": who["guarantor"],
    }
    return _secured("stock", Style(size=12, margins=(84, 80, 84, 80), filled=(25, 35, 110)), terms, values, "质押")


def _promise(chance: random.Random) -> Made:
    """The owner of the borrower promises to the bank in a letter that has no number."""
    terms, who = Terms.made(chance, 1_000_000, 9_000_000, 12), _parties(chance, "华润银行股份有限公司")
    guarantor, spouse = people4(chance, 2)
    values = who | {
        "guarantor": guarantor,
        "spouse": spouse,
        "identity": identity(chance),
        "main": f"HRJK{digits(chance, 8, '25')}",
    }
    return _secured("promise", Style(size=13, margins=(90, 90, 90, 90), foot=""), terms, values, "保证")


def _trade(text: str, style: Style, values: Mapping[str, object], **given: object) -> Made:
    names = ("number", "buyer", "seller", "subject", "words")
    fields = ("contract_number", "buyer", "seller", "subject", "amount_in_words")
    known = {field: values.get(name) for field, name in zip(fields, names, strict=True)}
    accept: dict[str, list[object]] = {
        "payment_terms": [f"any text with {str(given['payment_terms'])[:12]}"],
        "subject": [f"any text with {given.pop('core', known['subject'])}"],
    }
    return Made(set_text(text, style, values), ".pdf", truth("trade_contract", known | given, accept))


def _firms(chance: random.Random) -> tuple[dict[str, object], dt.date, dt.date]:
    buyer, seller = NAMES4.firms(chance, 2)
    signed = date(chance, 2024, 2026)
    delivery = signed + dt.timedelta(chance.randrange(20, 120))
    one, two = people4(chance, 2)
    who: dict[str, object] = {"buyer": buyer, "seller": seller, "person1": one, "person2": two}
    for k in (1, 2):
        who |= {f"bank{k}": NAMES4.branch(chance), f"account{k}": account(chance, 16)}
    for name, day in (("signed", signed), ("delivery", delivery)):
        who |= {
            f"{name}": f"{day:%Y年%m月%d日}",
            f"{name}_plain": f"{day.year}年{day.month}月{day.day}日",
            f"{name}_spread": f"{day.year} 年 {day.month} 月 {day.day} 日",
        }
    return who, signed, delivery


def _wares(chance: random.Random) -> Made:
    """Two kinds of goods are bought: a table with its sum in words, numbered points below."""
    who, signed, delivery = _firms(chance)
    total, values = 0, dict(who)
    wares = chance.sample(NAMES4.goods, 2)
    for k, (name, _, unit, kind) in enumerate(wares, 1):
        many, price = chance.randrange(20, 900), money(chance, 20, 900, 50)
        total += many * price
        values |= {f"ware{k}": name, f"kind{k}": kind, f"unit{k}": unit, f"many{k}": many}
        values |= {f"price{k}": figures(price), f"sum{k}": figures(many * price)}
    values |= {
        "number": f"CG-{signed:%Y%m}-{digits(chance, 3)}",
        "words": words(total),
        "figures": figures(total),
        "seal": who["seller"],
        "subject": wares[0][0],
    }
    terms = "合同签订后五日内预付30%，货到验收合格并收到增值税专用发票后三十日内付清余款"
    style = Style(size=10.5, margins=(66, 64, 66, 64))
    days = {"signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    return _trade("wares", style, values, amount=bare(total), payment_terms=terms, core=wares[0][0], **days)


def _system(chance: random.Random) -> Made:
    """A program is written and set up: articles in prose with filled blanks."""
    who, signed, delivery = _firms(chance)
    fen = money(chance, 80_000, 3_000_000, 100_000)
    pay = chance.choice(
        (
            "合同生效后十个工作日内支付合同总价的40%，系统上线后支付50%，剩余10%于质保期满后支付",
            "分三期支付：签约后付30%，试运行后付40%，终验合格后付30%",
        )
    )
    values = who | {
        "number": f"{signed.year}{digits(chance, 10, '3301')}",
        "subject": chance.choice(("仓储管理系统开发项目", "阀门试验台数据采集系统项目", "水产追溯平台建设项目")),
        "figures": figures(fen),
        "words": words(fen),
        "pay": f"{pay}。",
    }
    days = {"signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    style = Style(face="sans", size=11, margins=(76, 72, 76, 72), filled=(20, 20, 90), foot="第 {page} 页")
    return _trade("system", style, values, amount=bare(fen), payment_terms=pay, **days)


def _digger(chance: random.Random) -> Made:
    """Machines are hired for six months: a month's price, how many, and the sum of all."""
    who, signed, delivery = _firms(chance)
    many, month = chance.randrange(1, 5), money(chance, 15_000, 60_000, 100_000)
    fen = many * month * 6
    pay = "出租人按月开具发票，承租人收到发票后十五日内支付上月租金"
    values = who | {
        "number": f"ZL-{digits(chance, 6, '25')}",
        "subject": chance.choice(("卡特320挖掘机", "徐工26吨压路机", "山推SD22推土机")),
        "place": chance.choice(("云浮至罗定公路二", "丽水机场三", "广元绕城高速一")),
        "month": figures(month),
        "many": many,
        "figures": figures(fen),
        "words": words(fen),
        "pay": f"{pay}，余款于设备退场时结清。",
        "signed_words": Terms(fen, signed, delivery, 6, signed).printed["signed_words"],
    }
    days = {"signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    return _trade(
        "digger",
        Style(size=12.5, margins=(80, 84, 80, 84), foot=""),
        values,
        amount=bare(fen),
        payment_terms=pay,
        **days,
    )


PAPERS = (
    Paper("guarantee4-maximum-firm", "held", _maximum),
    Paper("guarantee4-land-tables", "held", _land),
    Paper("guarantee4-stock-kept", "held", _stock),
    Paper("guarantee4-owner-promise", "held", _promise),
    Paper("trade4-wares-table", "held", _wares),
    Paper("trade4-system-articles", "held", _system),
    Paper("trade4-digger-hired", "held", _digger),
)
