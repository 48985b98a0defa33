"""A held proof of what went through a wallet, as WeChat prints it for whoever asks a customer for it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from ..made import Made, Paper
from ..values import bare, digits, figures, money, truth
from .statements6_cast import NAMES6
from .statements6_table import Column, Look, Roll, Table

SIGNLESS = "where truth is null any sign is accepted"
_SHOPS = (
    *("龙游石板街早点", "好又多生鲜超市", "美团", "滴滴出行", "中国石油加油站", "拼多多平台商户", "老张五金店"),
    *("顺丰速运", "青山药房", "万达影城"),
)
_BANKS = ("农业银行(7731)", "建设银行(0926)", "长沙银行(5518)")


@dataclass(frozen=True, slots=True)
class _Entry:
    number: str
    time: dt.datetime
    kind: str
    way: str
    by: str
    fen: int
    other: str
    shop: str


def _entry(chance: random.Random, time: dt.datetime, people: list[str]) -> _Entry:
    """Invent one movement: sort, direction, paid by, with whom."""
    sorts = (
        ("商户消费", "支出", 8, 900, "shop"),
        ("扫二维码付款", "支出", 5, 3_000, "person"),
        ("转账", "支出", 100, 20_000, "person"),
        ("转账", "收入", 100, 30_000, "person"),
        ("二维码收款", "收入", 10, 2_600, "person"),
        ("微信红包", "收入", 1, 200, "person"),
        ("商户消费-退款", "收入", 8, 400, "shop"),
        ("零钱提现", "其他", 500, 20_000, "bank"),
        ("零钱充值", "其他", 100, 5_000, "bank"),
    )
    kind, way, least, most, who = chance.choices(sorts, (9, 5, 3, 6, 7, 1, 2, 1, 1))[0]
    other = chance.choice({"shop": _SHOPS, "person": people, "bank": _BANKS}[who])
    by = chance.choice(_BANKS) if way != "收入" and chance.random() < 0.5 else "零钱"
    shop = digits(chance, chance.choice((24, 28)), "10") if who == "shop" else "/"
    number = digits(chance, 28, {"shop": "42000", "person": "10000", "bank": "20700"}[who])
    step = 10_000 if kind in ("零钱提现", "零钱充值") else 1
    return _Entry(number, time, kind, way, by if by else "/", money(chance, least, most, step), other, shop)


def _proof(chance: random.Random) -> Made:
    """A proof over several pages: long numbers on two lines, direction in words, no balance, oldest last."""
    owner = NAMES6.person(chance)
    first = dt.date(chance.choice((2024, 2025)), chance.randrange(1, 11), 1)
    last = first + dt.timedelta(days=chance.randrange(40, 60))
    people = sorted({NAMES6.person(chance) for _ in range(8)} - {owner})
    times = sorted(
        (
            dt.datetime.combine(first + dt.timedelta(days=chance.randrange((last - first).days)), dt.time(7))
            + dt.timedelta(seconds=chance.randrange(15 * 3600))
            for _ in range(chance.randrange(30, 58))
        ),
        reverse=True,
    )
    rows = [_entry(chance, time, people) for time in times]
    wallet = f"wx_{chance.choice(('hao', 'lin', 'sun', 'moon'))}{digits(chance, 4)}"
    roll = Roll(8.2, "sans")
    roll.text(297, 54, "微信支付交易明细证明", size=17, bold=True, align="c")
    roll.text(36, 82, f"编号：{digits(chance, 18, '2')}", size=9)
    card = f"3308{digits(chance, 2)}19{digits(chance, 2, '8')}0{chance.randrange(1, 10)}1{digits(chance, 5)}"
    head = f"兹证明：{owner}（居民身份证：{card}），在其微信号：{wallet}中的交易明细信息如下："
    roll.paragraph(36, 104, 520, head, size=10)
    roll.text(36, 138, f"交易明细对应时间段：{first} 00:00:00 至 {last} 23:59:59", size=9)
    roll.text(36, 154, f"具体交易明细如下，共{len(rows)}笔：", size=9)
    columns = [
        Column("交易单号", 88, "c", lambda e: e.number),
        Column("交易时间", 58, "c", lambda e: f"{e.time:%Y-%m-%d}\n{e.time:%H:%M:%S}"),
        Column("交易类型", 62, "c", lambda e: e.kind),
        Column("收/支/其他", 48, "c", lambda e: e.way),
        Column("交易方式", 62, "c", lambda e: e.by),
        Column("金额(元)", 56, "c", lambda e: bare(e.fen)),
        Column("交易对方", 76, "c", lambda e: e.other),
        Column("商户单号", 80, "c", lambda e: e.shop),
    ]
    table = Table(roll, 32, columns, Look(rule=(200, 200, 200), high=24, bold=False), turned=lambda: 40)
    table.start(164)
    table.rows(rows)
    if table.y > 700:
        roll.turn()
        table.y = 30
    y = table.y + 22
    roll.text(36, y, "说明：", size=9)
    roll.text(36, y + 15, "1.本明细仅展示该账号当前可查的交易，已删除的记录不展示；", size=9)
    roll.text(36, y + 30, "2.“其他”指充值、提现等不计入收入和支出的交易。", size=9)
    roll.text(540, y + 62, "财付通支付科技有限公司", size=10, align="r")
    roll.text(540, y + 78, f"{last + dt.timedelta(days=4):%Y年%m月%d日}", size=10, align="r")
    roll.seal(480, y + 66, 42, "财付通支付科技有限公司")
    found = []
    for entry in rows:
        fen = {"收入": entry.fen, "支出": -entry.fen}.get(entry.way)
        given = {"time": entry.time.isoformat(), "amount": None if fen is None else bare(fen), "balance": None}
        given |= {} if fen is not None else {"neutral_amount": figures(entry.fen).replace(",", "")}
        given |= {"counterparty_name": entry.other, "counterparty_account": None, "counterparty_bank": None}
        found.append(given | {"summary": entry.kind, "remark": None, "reference": entry.number})
    fields = {
        "bank": "微信支付",
        "account_name": owner,
        "account_number": wallet,
        "currency": "CNY",
        "period_start": first.isoformat(),
        "period_end": last.isoformat(),
        "transactions": found,
    }
    accept = {
        "bank": ["微信支付", "财付通支付科技有限公司", "微信"],
        "account_number": [wallet, None],
        "transactions[].amount": [SIGNLESS],
    }
    return Made(roll.data(), ".pdf", truth("bank_statement", fields, accept))


PAPERS = (Paper("bill-p6-proof", "held", _proof),)
