"""The movements of an account over some weeks, as a borrower has them, and their truth."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..values import bare, digits, money, truth
from .statements6_cast import NOBODY, Circle, Party


@dataclass(frozen=True, slots=True)
class Move:
    """One movement: fen are signed, money in is positive."""

    time: dt.datetime
    fen: int
    balance: int
    other: Party
    summary: str
    remark: str | None
    reference: str

    @property
    def day(self) -> dt.date:
        """The day alone."""
        return self.time.date()


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind of movement: who is on the other side, which way, between how many yuan, what is written of it."""

    kind: str
    who: str
    sign: int
    least: int
    most: int
    step: int
    remarks: tuple[str | None, ...]
    often: int = 1


_SOLD = ("货款", "付2月货款", "合同款", "预付配件款", "结清尾款", "支付采购合同ZC-036号第二期货款（扣质保金）")
_BOUGHT = ("货款", "付材料款", "采购款", "设备维修费", "运费", "仓储租赁及装卸费", "1月份钢材款发票号04417253")
FIRM = (
    Deed("sale", "buyers", 1, 8_000, 460_000, 1_000, _SOLD, 9),
    Deed("buy", "sellers", -1, 6_000, 380_000, 1_000, _BOUGHT, 8),
    Deed("power", "power", -1, 3_000, 42_000, 1, ("电费",)),
    Deed("fuel", "fuel", -1, 2_000, 30_000, 100_000, ("加油卡充值", "油款")),
    Deed("water", "water", -1, 180, 2_600, 1, ("水费",)),
    Deed("tax", "tax", -1, 900, 68_000, 1, ("增值税", "企业所得税预缴", "个人所得税", "城建税及附加"), 2),
    Deed("social", "social", -1, 9_000, 61_000, 1, ("社会保险费", "单位社保"), 1),
    Deed("fund", "fund", -1, 5_000, 26_000, 100, ("公积金汇缴",)),
    Deed("wage", "batch", -1, 60_000, 320_000, 1, ("1月工资", "职工工资", "2月份工资及加班费")),
    Deed("person", "persons", -1, 300, 18_000, 1, ("差旅费报销", "报销款", "备用金", "劳务费"), 3),
    Deed("fee", "bank", -1, 5, 60, 50, ("汇划费", "转账手续费", None), 3),
    Deed("loan", "bank", 1, 500_000, 3_000_000, 10_000_000, ("流动资金贷款发放",)),
    Deed("cost", "bank", -1, 3_000, 19_000, 1, ("贷款利息",)),
    Deed("interest", "bank", 1, 20, 900, 1, (None,)),
    Deed("back", "sellers", 1, 500, 30_000, 10, ("退货款", "多付款退回")),
    Deed("own", "own", -1, 20_000, 200_000, 100_000, ("资金调拨", "往来款")),
)
PERSON = (
    Deed("wage", "buyers", 1, 5_200, 16_000, 1, ("工资", "绩效奖金"), 2),
    Deed("sale", "persons", 1, 200, 26_000, 100, ("货款", "还款", "转账", None), 6),
    Deed("person", "persons", -1, 100, 18_000, 100, ("房租", "生活费", "货款", None), 6),
    Deed("shop", "shops", -1, 8, 900, 1, (None, "扫码支付", "线上订单"), 10),
    Deed("buy", "sellers", -1, 800, 42_000, 100, ("进货款", "装修材料款", "订金"), 4),
    Deed("power", "power", -1, 60, 700, 1, ("电费",)),
    Deed("tele", "tele", -1, 39, 199, 100, ("话费",)),
    Deed("loan", "bank", 1, 50_000, 300_000, 1_000_000, ("个人经营贷款发放",)),
    Deed("cost", "bank", -1, 400, 9_000, 1, ("归还贷款本息",)),
    Deed("fee", "bank", -1, 2, 10, 100, ("短信服务费", "账户管理费")),
    Deed("interest", "bank", 1, 1, 90, 1, (None,)),
    Deed("back", "shops", 1, 20, 600, 1, ("订单退款",)),
    Deed("cash", "bank", -1, 500, 20_000, 10_000, (None,), 2),
    Deed("put", "bank", 1, 1_000, 30_000, 10_000, (None,), 2),
)
SHOPS = (
    *("财付通支付科技有限公司", "支付宝（中国）网络技术有限公司", "华联超市有限公司", "全家便利店"),
    *("美团平台商户", "京东商城业务", "滴滴出行科技有限公司"),
)
Voice = Mapping[str, tuple[str, ...]]
"""The words a bank has for each kind of movement."""


def _who(chance: random.Random, deed: Deed, circle: Circle, shops: Mapping[str, Party]) -> Party:
    if deed.who in ("buyers", "sellers", "persons"):
        return chance.choice(getattr(circle, deed.who))
    if deed.who == "shops":
        return shops[chance.choice(SHOPS)]
    if deed.who == "own":
        return circle.own
    if deed.who in ("bank", "batch"):
        return NOBODY
    return circle.office(deed.who, chance)


def moves(
    chance: random.Random,
    circle: Circle,
    deeds: Sequence[Deed],
    voice: Voice,
    *,
    span: tuple[dt.date, dt.date],
    count: int,
    reference: str = "",
    length: int = 12,
) -> tuple[int, list[Move]]:
    """Return what was on the account before, and its movements, oldest first; the account never runs short.

    Args:
        chance: of the paper.
        circle: of the holder.
        deeds: that may be; those of weight one come once or twice.
        voice: of the bank; a deed it has no word for does not come.
        span: first and last day.
        count: of movements.
        reference: what their numbers begin with.
        length: of their numbers.
    """
    known = [deed for deed in deeds if deed.kind in voice]
    shops = {name: Party(name, digits(chance, 15, "24"), None) for name in SHOPS}
    picked = [*known, *chance.choices(known, [max(0, d.often - 1) + 0.05 for d in known], k=count)][:count]
    days = (span[1] - span[0]).days + 1
    starts = [
        dt.datetime.combine(
            span[0] + dt.timedelta(days=chance.randrange(days)),
            dt.time(chance.randrange(8, 18), chance.randrange(60), chance.randrange(60)),
        )
        for _ in picked
    ]
    chance.shuffle(picked)
    raw = []
    for deed in picked:
        fen = money(chance, deed.least, deed.most + 1, deed.step) * deed.sign
        raw.append((deed, fen if abs(fen) >= 100 else deed.sign * 100))
    low, total = 0, 0
    for _, fen in raw:
        total += fen
        low = min(low, total)
    opening = money(chance, 2_000, 90_000) - low
    balance, rows, number = opening, [], int(digits(chance, length - len(reference), "1"))
    for time, (deed, fen) in zip(sorted(starts), raw, strict=True):
        balance += fen
        number += chance.randrange(3, 900)
        other = _who(chance, deed, circle, shops)
        rows.append(
            Move(
                time,
                fen,
                balance,
                other,
                chance.choice(voice[deed.kind]),
                chance.choice(deed.remarks),
                f"{reference}{number}",
            )
        )
    return opening, rows


def whole_month(chance: random.Random, months: int = 1) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of so many whole months."""
    first = dt.date(chance.choice((2024, 2025)), chance.randrange(1, 13 - months), 1)
    after = dt.date(first.year + (first.month + months - 1) // 12, (first.month + months - 1) % 12 + 1, 1)
    return first, after - dt.timedelta(days=1)


LEAVES = {
    "counterparty_name": lambda m: m.other.name,
    "counterparty_account": lambda m: m.other.account,
    "counterparty_bank": lambda m: m.other.bank,
    "summary": lambda m: m.summary,
    "remark": lambda m: m.remark,
    "reference": lambda m: m.reference,
}


def rows_true(rows: Iterable[Move], leaves: Iterable[str], time: str = "day") -> list[dict[str, Any]]:
    """Return what is true of movements.

    Args:
        rows: in the order of the paper.
        leaves: that are printed besides day, amount and balance.
        time: ``day``, ``minute`` or ``second``: how closely the paper tells it.
    """
    leaves = set(leaves)
    found = []
    for move in rows:
        moment = move.time.replace(second=0) if time == "minute" else move.time
        given = {"time": move.day.isoformat() if time == "day" else moment.isoformat()}
        given |= {"amount": bare(move.fen), "balance": bare(move.balance)}
        found.append(given | {name: leaf(move) if name in leaves else None for name, leaf in LEAVES.items()})
    return found


def statement(
    rows: list[dict[str, Any]],
    head: tuple[str, str, str, tuple[dt.date, dt.date]],
    *,
    around: tuple[int, int],
    printed: bool = False,
    accept: dict[str, list[Any]] | None = None,
) -> dict[str, Any]:
    """Return the truth of a statement; what its rows alone tell may be read from them or left.

    Args:
        rows: of the truth, in the order of the paper.
        head: holder, bank, number of the account, first and last day, as printed.
        around: fen before and after.
        printed: the paper prints these two.
        accept: besides.
    """
    owner, bank, number, (first, last) = head
    given = {"bank": bank, "account_name": owner, "account_number": number}
    given |= {"period_start": first.isoformat(), "period_end": last.isoformat()}
    ends = {"opening_balance": bare(around[0]), "closing_balance": bare(around[1])}
    also: dict[str, list[Any]] = dict(accept or {})
    if printed:
        given |= ends
    else:
        also |= {name: [None, value] for name, value in ends.items()}
    return truth("bank_statement", {"currency": "CNY", "transactions": rows, **given}, also)
