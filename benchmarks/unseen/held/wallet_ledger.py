"""Invents bills of wallets, and the truth of a paper about one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..values import bare, digits, truth
from .bank_cast import HELD, SHOPS

_WECHAT = (
    ("商户消费", -1, "支付成功"),
    ("扫二维码付款", -1, "已转账"),
    ("转账", -1, "朋友已收钱"),
    ("转账", 1, "已存入零钱"),
    ("二维码收款", 1, "已收钱"),
    ("微信红包", 1, "已存入零钱"),
)
"""Types of WeChat's rows with the way of the money and the state."""
_MOVES = (("零钱提现", -1, "提现已到账"), ("零钱充值", 1, "充值完成"), ("信用卡还款", -1, "支付成功"))
"""Rows that WeChat calls neutral."""
_GOODS = ("订单-纸杯蛋糕", "收钱码收款", "转账备注:货款", "92号汽油", "图书三册", "快递费", "水电费代缴")


@dataclass(frozen=True, slots=True)
class Deal:
    """A row of a bill; `sign` is the way of the money, `mark` what stands in the column of it."""

    when: dt.datetime
    kind: str
    sign: int
    mark: str
    fen: int
    party: str | None
    goods: str | None
    means: str
    state: str
    number: str
    order: str | None

    @property
    def signed(self) -> str:
        """The amount as the truth has it."""
        return bare(self.sign * self.fen)


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill, newest first."""

    holder: str
    login: str
    start: dt.date
    end: dt.date
    deals: tuple[Deal, ...]

    def told(
        self, bank: str, more: Sequence[str], *, accept: dict[str, list[Any]], summaries: bool = True
    ) -> dict[str, Any]:
        """Return the truth; `more` names what is printed of ``holder``, ``login`` and ``goods``."""
        rows = [
            {
                "time": d.when.isoformat(),
                "amount": d.signed,
                "balance": None,
                "counterparty_name": d.party,
                "counterparty_account": None,
                "counterparty_bank": None,
                "summary": d.kind if summaries else None,
                "remark": d.goods if "goods" in more else None,
                "reference": d.number,
            }
            for d in self.deals
        ]
        given = {
            "bank": bank,
            "account_name": self.holder if "holder" in more else None,
            "account_number": self.login if "login" in more else None,
            "currency": "CNY",
            "period_start": self.start.isoformat(),
            "period_end": self.end.isoformat(),
            "transactions": rows,
        }
        loose: dict[str, list[Any]] = {"account_number": [None], "currency": [None]}
        neutral = {f"transactions[{k}].amount": [None] for k, d in enumerate(self.deals) if d.mark in ("/", "其他", "")}
        return truth("bank_statement", given, {**loose, **neutral, **accept})


def bill(chance: random.Random, count: int, login: str, first_year: int) -> Bill:
    """Invent a WeChat bill of two months."""
    start = dt.date(chance.randrange(first_year, first_year + 3), chance.randrange(1, 10), 1)
    end = (start + dt.timedelta(days=61)).replace(day=1) - dt.timedelta(days=1)
    days = (end - start).days + 1
    moments = sorted(
        (
            dt.datetime.combine(start, dt.time(7)) + dt.timedelta(days=chance.randrange(days), seconds=k)
            for k in (chance.randrange(54_000) for _ in range(count))
        ),
        reverse=True,
    )
    return Bill(HELD.person(chance), login, start, end, tuple(_deal(chance, moment) for moment in moments))


def _deal(chance: random.Random, moment: dt.datetime) -> Deal:
    neutral = chance.random() < 0.12
    kind, sign, state = chance.choice(_MOVES if neutral else _WECHAT)
    bank = f"{chance.choice(('农业银行', '民生银行', '邮储银行'))}({digits(chance, 4)})"
    shop = kind in ("商户消费", "扫二维码付款")
    party = bank.partition("(")[0] if neutral else chance.choice(SHOPS) if shop else HELD.person(chance)
    return Deal(
        when=moment,
        kind=kind,
        sign=sign,
        mark="/" if neutral else "收入" if sign > 0 else "支出",
        fen=chance.choice((chance.randrange(100, 30_000), chance.randrange(10, 9_000) * 100)),
        party=party,
        goods=chance.choice(_GOODS) if shop and not neutral else None,
        means="/" if sign > 0 and not neutral else chance.choice(("零钱", bank)),
        state=state,
        number=digits(chance, 28, "42000"),
        order=digits(chance, 24, "10") if shop else None,
    )
