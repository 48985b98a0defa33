"""Invent the bookings of accounts and the columns in which each bank prints them (domain reference, section 6).

Names and figures are made up. A layout says what its bank prints: headings as printed, what stands below them, how wide
the column is, and the quirks of the whole list.
"""

# ruff: noqa: E501, ARG005 - one layout a line reads best, and a printer need not look at its entry

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from printed import REGIONS, STEMS, TRADES, bare, figures

BANKS = ("工商银行", "农业银行", "建设银行", "招商银行", "江苏银行", "农村商业银行")
SUMMARIES = ("转账", "货款", "代发工资", "手续费", "结息", "网银转账", "代扣税款", "往来款", "电费", "运费", "贷款发放")
REMARKS = ("货款", "支付三月份设备采购合同第二期款", "运费", "2026年2月工资", "", "", "备用金", "归还往来款项")
PEOPLE = ("张伟", "李雪梅", "王建国", "欧阳志远", "陈静")
PLACES = ("南京", "嘉兴", "芜湖", "佛山")
OWN, OWN_NAME = "32050110251600000739", "苏州示例精密科技有限公司"


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking; amounts in fen, money in is positive; nobody stands on the other side of a fee."""

    time: dt.datetime
    fen: int
    balance: int
    name: str
    account: str
    bank: str
    summary: str
    remark: str
    number: str
    place: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading (lines parted by a newline), what it prints, its widest text in characters."""

    head: str
    kind: str
    room: float | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What one bank prints.

    Attributes:
        name: the bank or the paper.
        columns: from left to right.
        title: stands above.
        newest_first: the last booking stands first.
        carried: 承前页 above and 过次页 below the rows of a page.
        subtotal: 本页合计 below the rows of a page.
        footer: totals in words below the table, which are no row.
        head_once: only the first page has headings.
        wide: printed on the long side of the paper.
    """

    name: str
    columns: tuple[Column, ...]
    title: str = "账户交易明细"
    newest_first: bool = False
    carried: bool = False
    subtotal: bool = False
    footer: bool = False
    head_once: bool = False
    wide: bool = False


def invent(chance: random.Random, count: int) -> list[Entry]:
    """Return bookings in book order, each balance following from the one before."""
    time = dt.datetime(2026, chance.randrange(1, 6), chance.randrange(1, 27), 9, 0, 0)  # noqa: DTZ001 - as printed
    balance, made = chance.randrange(10**6, 10**10), []
    for place in range(1, count + 1):
        time += dt.timedelta(seconds=chance.randint(400, 200_000))
        fen = round(10 ** chance.uniform(2, 9))
        fen = -fen if fen < balance and chance.random() < 0.55 else fen
        balance += fen
        kind = chance.random()
        name = "" if kind < 0.12 else chance.choice(PEOPLE) if kind < 0.25 else company(chance)
        made.append(
            Entry(
                time,
                fen,
                balance,
                name,
                digits(chance, chance.choice((16, 19, 19, 20))) if name else "",
                (chance.choice(BANKS) + chance.choice(PLACES) + "分行营业部") if name else "",
                chance.choice(("手续费", "结息")) if not name else chance.choice(SUMMARIES),
                chance.choice(REMARKS),
                digits(chance, 12),
                place,
            )
        )
    return made


def company(chance: random.Random) -> str:
    """Return a firm's name of 10 to 26 characters."""
    name = chance.choice(REGIONS) + chance.choice(STEMS) + chance.choice(TRADES)
    return f"{name}{chance.choice(PLACES)}经济技术开发区分公司" if chance.random() < 0.12 else name


def digits(chance: random.Random, count: int) -> str:
    """Return a number of so many digits."""
    return str(chance.randrange(1, 10)) + "".join(str(chance.randrange(10)) for _ in range(count - 1))


KINDS: dict[str, Callable[[Entry], str]] = {
    "place": lambda e: str(e.place),
    "day": lambda e: f"{e.time:%Y-%m-%d}",
    "compact": lambda e: f"{e.time:%Y%m%d}",
    "short": lambda e: f"{e.time:%y%m%d}",
    "chinese": lambda e: f"{e.time.year}年{e.time.month:02d}月{e.time.day:02d}日",
    "time": lambda e: f"{e.time:%Y-%m-%d %H:%M:%S}",
    "slash": lambda e: f"{e.time:%Y/%m/%d %H:%M:%S}",
    "packed": lambda e: f"{e.time:%Y%m%d %H:%M:%S}",
    "clock": lambda e: f"{e.time:%H:%M:%S}",
    "in": lambda e: figures(e.fen) if e.fen > 0 else "",
    "out": lambda e: figures(-e.fen) if e.fen < 0 else "",
    "in0": lambda e: figures(max(e.fen, 0)),
    "out0": lambda e: figures(max(-e.fen, 0)),
    "signed": lambda e: figures(e.fen),
    "plus": lambda e: ("+" if e.fen > 0 else "") + figures(e.fen),
    "size": lambda e: figures(abs(e.fen)),
    "yuan": lambda e: f"¥{bare(abs(e.fen))}",
    "flag": lambda e: "贷" if e.fen > 0 else "借",
    "way": lambda e: "收入" if e.fen > 0 else "支出",
    "come": lambda e: "来账" if e.fen > 0 else "往账",
    "code": lambda e: "1" if e.fen > 0 else "2",
    "balance": lambda e: figures(e.balance),
    "plain": lambda e: bare(e.balance),
    "name": lambda e: e.name,
    "account": lambda e: e.account,
    "bank": lambda e: e.bank,
    "both": lambda e: f"{e.account}/{e.name}" if e.name else "",
    "nameboth": lambda e: f"{e.name} {e.account}" if e.name else "",
    "summary": lambda e: e.summary,
    "remark": lambda e: e.remark,
    "number": lambda e: e.number,
    "dated": lambda e: f"{e.time:%Y%m%d}{e.number}",
    "own": lambda e: OWN,
    "payer": lambda e: (e.name or "待清算款项") if e.fen > 0 else OWN_NAME,
    "payee": lambda e: OWN_NAME if e.fen > 0 else (e.name or "收费专户"),
    "payeracc": lambda e: e.account if e.fen > 0 else OWN,
    "payeeacc": lambda e: OWN if e.fen > 0 else e.account,
    "currency": lambda e: "人民币",
    "cash": lambda e: "钞",
    "saving": lambda e: "活期",
    "city": lambda e: PLACES[e.place % len(PLACES)],
    "channel": lambda e: ("网上银行", "手机银行", "柜面", "批量")[e.place % 4],
    "ok": lambda e: "交易成功",
    "pay": lambda e: "零钱" if e.place % 3 else "工商银行(0739)",
    "empty": lambda e: "",
}


def _columns(line: str) -> tuple[Column, ...]:
    """Return the columns of ``heading|kind|room`` parted by blanks; ``~`` stands for a new line, ``_`` for a blank."""
    made = []
    for part in line.split():
        head, kind, *room = part.split("|")
        made.append(Column(head.replace("~", "\n").replace("_", " "), kind, float(room[0]) if room else None))
    return tuple(made)


LAYOUTS: tuple[Layout, ...] = (
    Layout("ICBC, both sides", _columns("凭证号|number|6 本方账号|own|10 对方账号|account|10 交易时间|time|5.5 借/贷|flag 借方发生额|out 贷方发生额|in 对方行号|number|6 摘要|summary 用途|remark|6 对方单位名称|name|9 余额|balance 个性化信息|empty"), wide=True),
    Layout("ICBC, flag", _columns("凭证号|number 交易时间|time 借贷标志|flag 发生额|size 对方单位名称|name|11 对方账号|account 摘要|summary 余额|balance"), wide=True),
    Layout("ICBC, turned over", _columns("交易时间|time|5.5 转入金额|in 转出金额|out 余额|balance 对方户名|name|9 对方账号|account|10 用途|remark|8")),
    Layout("ICBC, person", _columns("交易日期|day|3 账号|own|5.5 储种|saving 序号|place 币种|currency 钞汇|cash 摘要|summary|2 地区|city 收入/支出金额|plus|6.5 余额|balance|6.5 对方户名|name|5 对方账号|account|5.5 渠道|channel|2"), title="借记账户历史明细（电子版）"),
    Layout("ABC", _columns("交易时间|time 收入金额|in 支出金额|out 账户余额|balance 对方账号|account 对方户名|name|11 交易用途|remark|8"), footer=True, wide=True),
    Layout("ABC, person", _columns("交易日期|compact 交易时间|clock 交易摘要|summary 交易金额|plus 本次余额|plain 对手信息|name|8 渠道|channel|4 交易附言|remark|7")),
    Layout("BOC, both parties", _columns("交易类型|come 付款人账号|payeracc|10 付款人名称|payer|8 收款人账号|payeeacc|10 收款人名称|payee|8 交易日期|compact 交易金额|signed 交易后余额|balance 摘要|summary 用途|remark|6"), wide=True),
    Layout("BOC, carried over", _columns("记账日|short 摘要|remark|6 借方发生额|out 贷方发生额|in 余额|balance 对方户名|name|9"), title="对公账户对账单", carried=True),
    Layout("CCB", _columns("交易时间|packed 借方发生额(支取)|out|6.5 贷方发生额(收入)|in|6.5 余额|balance 币种|currency 对方户名|name|8 对方账号|account|10 对方开户机构|bank|7 记账日期|compact 摘要|summary 备注|remark|6"), wide=True),
    Layout("CCB, person", _columns("序号|place 摘要|summary 币别|currency 钞汇|cash 交易日期|compact 交易金额|signed 账户余额|balance 交易地点/附言|remark|8 对方账号与户名|both|11"), title="个人活期账户交易明细"),
    Layout("BOCOM", _columns("交易时间|time 借方金额|out 贷方金额|in 余额|balance 对方账号|account|10 对方户名|name|8 摘要|summary")),
    Layout("BOCOM, detail list", _columns("会计日期|day 交易日期|day 交易名称|summary 借方发生额|out 贷方发生额|in 余额|balance 对方户名|name|9"), title="明细对账单", subtotal=True),
    Layout("CMB", _columns("交易日|compact 交易时间|clock 起息日|compact 交易类型|summary 借方金额|out 贷方金额|in 余额|balance 摘要|remark|7 收(付)方名称|name|9 收(付)方账号|account"), wide=True),
    Layout("CMB, person", _columns("记账日期~Date|day 货币~Currency|currency 交易金额~Transaction_Amount|signed 联机余额~Balance|balance 交易摘要~Transaction_Type|summary 对手信息~Counter_Party|nameboth|10"), title="招商银行交易流水"),
    Layout("SPDB", _columns("交易日期|compact 交易时间|clock 凭证号|number 借方金额|out 贷方金额|in 余额|balance 对方账号|account|10 对方户名|name|8 对方行名|bank|7 摘要|summary"), wide=True),
    Layout("CIB", _columns("流水编号|dated|10 交易日期|day 摘要|summary 借方金额|out 贷方金额|in 余额|balance 对方户名|name|8"), head_once=True),
    Layout("CMBC", _columns("交易日期|compact 支出|out0 收入|in0 账户余额|balance 对方户名|name|9 对方账号|account|10 摘要|summary"), title="单位账户对账单"),
    Layout("PAB", _columns("交易日期|compact 传票号|number 借方|out 贷方|in 余额|balance 付款人账户|payeracc|10 付款人名称|payer|8 收款人账户|payeeacc|10 收款人名称|payee|8 用途|remark|5 摘要|summary"), wide=True),
    Layout("CNCB", _columns("交易日期|day 交易时间|clock 对方账号|account|10 对方账户名称|name|8 借方发生额|out 贷方发生额|in 账户余额|balance 摘要|summary 附言|remark|6"), wide=True),
    Layout("PSBC", _columns("序号|place 交易日期|compact 支出金额|out 收入金额|in 余额|balance 对方账号|account 对方户名|name|9 对方行名|bank|7 用途|remark|7"), wide=True, head_once=True),
    Layout("HXB, newest first", _columns("交易日期|day 借方发生额|out 贷方发生额|in 余额|balance 对方户名|name|10 摘要|summary 附言|remark|6"), newest_first=True),
    Layout("BOS, direction", _columns("交易日期|day 交易时间|clock 交易方向|way 交易金额|size 账户余额|balance 对方户名|name|9 摘要|summary")),
    Layout("JSB, mark", _columns("交易日期|chinese 借贷标记|flag 发生额|size 余额|balance 对方名称|name|9 摘要|remark|7"), subtotal=True),
    Layout("CZB, coded flag", _columns("交易日期|compact 借贷标志|code 交易金额|size 余额|balance 付款人名称|payer|7 收款人名称|payee|7 摘要|summary"), wide=True),
    Layout("MYbank, reversed", _columns("交易时间|time|5.5 借方金额（收）|in|7 贷方金额（支）|out|7 余额|balance 对方名称|name|8 备注|remark|6")),
    Layout("Alipay", _columns("收/支|way 交易对方|name|7 商品说明|remark|7 收/付款方式|pay|5 金额|size 交易订单号|dated|7 商家订单号|number|6 交易时间|time|5.5"), title="支付宝交易流水证明"),
    Layout("WeChat", _columns("交易单号|dated|7 交易时间|time|5.5 交易类型|summary 收/支/其他|way 交易方式|pay|5 金额(元)|yuan 交易对方|name|8 商户单号|number|6"), title="微信支付交易明细证明"),
)  # fmt: skip
"""One for each source that the domain reference lists, and its quirks."""
