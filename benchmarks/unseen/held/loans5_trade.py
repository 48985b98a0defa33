"""What the loans of the fifth set are for: ore by the ton, a building, cold carriage, a store let by the month."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, padded, spread, words
from .loans3_cast import account, later
from .loans5_cast import NAMES5, paper5, people5
from .loans5_press import Press5


def _plainly(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _who(chance: random.Random, fen: int, signed: dt.date) -> dict[str, object]:
    buyer, seller = NAMES5.firms(chance, 2)
    persons = people5(chance, 3)
    return {
        "buyer": buyer,
        "seller": seller,
        **{f"person{k + 1}": person for k, person in enumerate(persons)},
        **{f"bank{k}": NAMES5.branch(chance) for k in (1, 2)},
        **{f"account{k}": account(chance, 17, f"{k}0") for k in (1, 2)},
        "city": chance.choice(("贵阳市", "孝感市", "曲靖市", "酒泉市")),
        "figures": figures(fen),
        "words": words(fen),
        "signed": padded(signed),
        "signed_plain": _plainly(signed),
        "signed_spread": spread(signed),
        "signed_words": chinese(signed),
    }


def _bought(
    text: str,
    press: Press5,
    fen: int,
    values: Mapping[str, object],
    days: Mapping[str, str | None],
    **accept: list[Any],
) -> Made:
    """Set a trade contract; `days` are those of signing and delivery."""
    names = ("buyer", "seller", "subject")
    given = {name: values[name] for name in names} | {
        "contract_number": values["number"],
        "amount": bare(fen),
        "amount_in_words": words(fen),
        "payment_terms": values["payment"],
        **days,
    }
    right = {
        "payment_terms": [f"any text with {str(values['payment'])[:12]}"],
        "subject": [f"any text with {values['subject']}"],
        "amount_in_words": [f"人民币{words(fen)}"],
    }
    return paper5(text, press, "trade_contract", values, given, accept=right | accept)


def _ore(chance: random.Random) -> Made:
    """Minerals by the ton: no table, all in points."""
    signed = date(chance, 2024, 2026)
    delivery, many, price = (
        later(signed, chance.choice((1, 2, 3))),
        chance.randrange(20, 300) * 10,
        chance.randrange(60, 900) * 500,
    )
    fen = many * price
    subject, quality = chance.choice(
        (
            ("磷矿石", "五氧化二磷含量不低于28%"),
            ("花岗岩荒料", "无裂纹、色差在样品范围以内"),
            ("锰矿", "锰含量不低于32%"),
        )
    )
    values = _who(chance, fen, signed) | {
        "number": f"KC{digits(chance, 8, '24')}",
        "subject": subject,
        "quality": quality,
        "many": many,
        "price": figures(price),
        "delivery": _plainly(delivery),
        "payment": chance.choice(
            (
                "需方签约后预付货款总额的百分之二十，每月末按实际到货数量结算，留百分之五作质量保证金。",
                "货到验收合格、收到发票之日起四十五天内，需方以电汇方式付清。",
            )
        ),
    }
    press = Press5(Style(size=11.5, leading=1.7, margins=(74, 66, 74, 64), foot=""))
    days = {"signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    return _bought("ore", press, fen, values, days)


def _build(chance: random.Random) -> Made:
    """The agreement in front of a building contract, as offices print it."""
    signed = date(chance, 2024, 2026)
    begin = signed + dt.timedelta(days=chance.randrange(5, 20))
    long = chance.choice((120, 150, 240))
    delivery = begin + dt.timedelta(days=long - 1)
    fen = chance.randrange(800, 30_000) * 100_000
    values = _who(chance, fen, signed) | {
        "number": f"SG-{signed.year}-{digits(chance, 4)}",
        "subject": chance.choice(("冷库及分拣车间工程", "饮片炮制车间工程", "奶牛场青贮窖工程")),
        "place": f"{chance.choice(NAMES5.places)}工业园区B{chance.randrange(2, 30)}地块",
        "begin": spread(begin),
        "delivery": spread(delivery),
        "days": long,
        "safety": figures(fen // 50),
        "payment": chance.choice(
            (
                "按月支付已完合格工程量价款的80%，竣工验收合格后付至90%，结算审定后付至97%，余3%为质量保证金。",
                "基础完工付20%，主体封顶付40%，竣工验收合格付至95%，缺陷责任期满付清。",
            )
        ),
    }
    press = Press5(Style(size=10.8, margins=(70, 60, 70, 60), foot="— {page} —", filled=(30, 30, 90)))
    days = {"signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    return _bought("build", press, fen, values, days)


def _carry(chance: random.Random) -> Made:
    """A carrier with cold lorries, for some months at a fixed price."""
    signed = date(chance, 2024, 2026)
    begin = signed + dt.timedelta(days=chance.randrange(2, 15))
    delivery, fen = later(begin, chance.choice((3, 6, 12))), chance.randrange(60, 3000) * 100_000
    values = _who(chance, fen, signed) | {
        "number": f"LY-{digits(chance, 7)}",
        "subject": chance.choice(("速冻辣椒制品运输", "低温乳制品运输", "冷冻调理肉运输")),
        "from": chance.choice(NAMES5.places).removesuffix("市") + "市",
        "begin": f"{begin:%Y.%m.%d}",
        "delivery": f"{delivery:%Y.%m.%d}",
        "payment": chance.choice(
            (
                "甲方每月10日前支付上月运费，凭乙方开具的运输服务发票转账。",
                "签约后三日内付四成，余款在服务期届满后十日内付清。",
            )
        ),
    }
    press = Press5(Style(face="sans", size=10.8, leading=1.75, margins=(70, 70, 70, 64), foot="{page}"))
    days = {"signed_date": signed.isoformat(), "delivery_date": delivery.isoformat()}
    # The end of a time of service is its day of delivery or none.
    return _bought("carry", press, fen, values, days, delivery_date=[None, begin.isoformat()])


def _store(chance: random.Random) -> Made:
    """A store let by the month: the lessee pays, the lessor hands over on the first day."""
    signed = date(chance, 2024, 2026)
    begin, months = signed + dt.timedelta(days=chance.randrange(1, 20)), chance.choice((12, 24, 36))
    monthly = chance.randrange(40, 600) * 10_000
    fen = monthly * months
    values = _who(chance, fen, signed) | {
        "number": f"ZL{signed:%y%m}-{digits(chance, 3)}",
        "subject": chance.choice(("三号仓库", "高台库A区", "恒温库二层")),
        "place": f"{chance.choice(NAMES5.places)}物流园{chance.randrange(1, 9)}路",
        "delivery": _plainly(begin),
        "until": _plainly(later(begin, months) - dt.timedelta(days=1)),
        "months": months,
        "monthly": figures(monthly),
        "deposit": figures(monthly * 2),
        "phone1": digits(chance, 11, "139"),
        "phone2": digits(chance, 11, "177"),
        "payment": chance.choice(
            (
                "租金每季度支付一次，乙方应于每季度首月5日前汇入甲方账户。",
                "租金半年一付，先付后用，首期租金于签约当日付清。",
            )
        ),
    }
    press = Press5(Style(size=12, leading=1.75, margins=(84, 72, 84, 66), foot=""))
    days = {"signed_date": signed.isoformat(), "delivery_date": begin.isoformat()}
    return _bought(
        "store", press, fen, values, days, subject=[f"any text with {values['subject']}", "any text with 仓库"]
    )


PAPERS = (
    Paper("trade5-ore-points", "held", _ore),
    Paper("trade5-building-agreement", "held", _build),
    Paper("trade5-cold-carriage", "held", _carry),
    Paper("trade5-store-let", "held", _store),
)
