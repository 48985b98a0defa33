"""Bills of WeChat and Alipay as their programs export them (csv, xlsx), in the forms of several years."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .made import Made, Paper
from .statements_files import as_csv, as_xlsx
from .statements_ledger import digits, yuan
from .statements_words import DEV, DEV2, Words

SIGNLESS = "where truth is null any sign is accepted"
_SHOPS = {
    "dev": ("鲜丰水果蚌埠店", "张记牛肉面", "顺丰速运", "国家电网", "湘潭公交", "朴朴超市"),
    "dev2": ("柳州螺蛳粉总店", "文具之家", "滴滴出行", "义乌市自来水公司", "泉州中石化加油站", "永辉生活"),
}
_GOODS = {
    "dev": ("水果 称重", "堂食订单0023号", "寄件费用", "2月电费", "乘车码扣费", "生鲜组合装"),
    "dev2": ("螺蛳粉三份", "签字笔 黑色 12支装", "快车行程", "水费代扣", "92号汽油", "日用品一单"),
}
WECHAT_KINDS = (
    ("商户消费", -1),
    ("扫二维码付款", -1),
    ("转账", -1),
    ("转账", 1),
    ("微信红包", 1),
    ("二维码收款", 1),
    ("零钱提现", 0),
)
ALIPAY_KINDS = (("餐饮美食", -1), ("日用百货", -1), ("转账红包", 1), ("充值缴费", -1), ("投资理财", 0), ("收入", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A line of a bill; `way` is the sign of the money, 0 where the bill does not count it as in or out."""

    when: dt.datetime
    kind: str
    way: Literal[-1, 0, 1]
    fen: int
    party: str
    party_account: str
    goods: str | None
    method: str
    reference: str
    order: str | None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A wallet with its payments, newest first."""

    holder: str
    account: str
    start: dt.date
    end: dt.date
    payments: tuple[Payment, ...]

    def sums(self, way: int) -> tuple[int, int]:
        """Return the number and the sum in fen of the payments of one way."""
        own = [p.fen for p in self.payments if p.way == way]
        return len(own), sum(own)


def invent_bill(chance: random.Random, words: Words, part: str, kinds: Sequence[tuple[str, int]], rows: int) -> Bill:
    """Invent a wallet; `kinds`: (type, way) of its payments."""
    start = dt.date(2026, chance.randint(1, 4), 1)
    end = start + dt.timedelta(58)
    payments = []
    for _ in range(rows):
        kind, way = chance.choice(kinds)
        private = way >= 0 or kind == "转账"
        k = chance.randrange(6)
        moment = dt.datetime.combine(start, dt.time()) + dt.timedelta(seconds=chance.randrange(58 * 86400))
        payments.append(
            Payment(
                when=moment,
                kind=kind,
                way=way,  # type: ignore[arg-type]
                fen=chance.randint(1, 300_000),
                party=words.person(chance) if private else _SHOPS[part][k],
                party_account=f"{chance.randint(130, 189)}******{chance.randint(10, 99)}",
                goods=None if private else _GOODS[part][k],
                method=chance.choice(("零钱", "余额", f"{words.banks[0][:4]}({digits(chance, 4)})")),
                reference=digits(chance, 28),
                order=None if private else digits(chance, 20),
                closed=not private and chance.random() < 0.06,
            )
        )
    payments.sort(key=lambda p: p.when, reverse=True)
    account = f"1{chance.randint(30, 89)}{digits(chance, 8)}"
    return Bill(holder=words.person(chance), account=account, start=start, end=end, payments=tuple(payments))


def bill_truth(
    bill: Bill, bank: str, *, named: bool, numbered: bool, goods: bool, accounts: bool = False, kinds: bool = True
) -> dict[str, Any]:
    """Return the truth: closed orders are no rows; a payment that counts neither as in nor as out has no sign."""
    moved = [p for p in bill.payments if not p.closed]
    rows = [
        {
            "time": p.when.isoformat(timespec="seconds"),
            "amount": yuan(p.way * p.fen) if p.way else None,
            **({} if p.way else {"neutral_amount": yuan(p.fen)}),
            "balance": None,
            "counterparty_name": p.party,
            "counterparty_account": p.party_account if accounts else None,
            "counterparty_bank": None,
            "summary": p.kind if kinds else None,
            "remark": p.goods if goods else None,
            "reference": p.reference,
        }
        for p in moved
    ]
    fields = {
        "bank": bank,
        "account_name": bill.holder if named else None,
        "account_number": bill.account if numbered else None,
        "currency": "CNY",
        "period_start": bill.start.isoformat(),
        "period_end": bill.end.isoformat(),
        "opening_balance": None,
        "closing_balance": None,
        "transactions": rows,
    }
    neutral = [p.fen for p in moved if not p.way]
    extra = {
        "row_count": len(rows),
        "sum_in": yuan(sum(p.fen for p in moved if p.way > 0)),
        "sum_out": yuan(sum(p.fen for p in moved if p.way < 0)),
        "neutral_rows": len(neutral),
        "sum_neutral": yuan(sum(neutral)),
        "row_order": "desc",
        "first": rows[0],
        "last": rows[-1],
    }
    accept: dict[str, list[Any]] = {
        "transactions[].amount": [SIGNLESS],
        "bank": ["支付宝（中国）网络技术有限公司", "财付通支付科技有限公司", "微信"],
        "account_name": [bill.holder],
        "account_number": [None],
        "currency": [None],
    }
    return {"doc_type": "bank_statement", "pages": 1, "fields": fields, "accept": accept, "extra": extra}


def _wechat_rows(bill: Bill) -> list[list[Any]]:
    rows = []
    for p in bill.payments:
        way = {-1: "支出", 1: "收入", 0: "/"}[p.way]
        state = {-1: "支付成功", 1: "已存入零钱", 0: "提现已到账"}[p.way]
        last = [p.method if p.way <= 0 else "/", state, p.reference + "\t", (p.order or "/") + "\t", "/"]
        when = f"{p.when:%Y-%m-%d %H:%M:%S}"
        rows.append([when, p.kind, p.party, p.goods or "/", way, f"¥{yuan(p.fen)}", *last])
    return rows


def _wechat_head(bill: Bill) -> list[list[Any]]:
    (outs, out), (ins, into), (others, other) = bill.sums(-1), bill.sums(1), bill.sums(0)
    return [
        ["微信支付账单明细"],
        [f"微信昵称：[{bill.holder}]"],
        [f"起始时间：[{bill.start} 00:00:00] 终止时间：[{bill.end} 23:59:59]"],
        ["导出类型：[全部]"],
        [f"导出时间：[{bill.end} 23:59:59]"],
        [],
        [f"共{len(bill.payments)}笔记录"],
        [f"收入：{ins}笔 {yuan(into)}元"],
        [f"支出：{outs}笔 {yuan(out)}元"],
        [f"中性交易：{others}笔 {yuan(other)}元"],
        ["注："],
        ["1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易"],
        ["2. 本明细仅展示当前账单中的交易，不包括已删除的记录"],
        [],
        ["----------------------微信支付账单明细列表--------------------"],
        [
            "交易时间",
            "交易类型",
            "交易对方",
            "商品",
            "收/支",
            "金额(元)",
            "支付方式",
            "当前状态",
            "交易单号",
            "商户单号",
            "备注",
        ],
    ]


def without_closed(bill: Bill) -> Bill:
    """WeChat's bills have no closed orders."""
    return Bill(
        holder=bill.holder,
        account=bill.account,
        start=bill.start,
        end=bill.end,
        payments=tuple(p for p in bill.payments if not p.closed),
    )


def wechat_csv(chance: random.Random) -> Made:
    """WeChat's export as a text with lines of a preface."""
    bill = without_closed(invent_bill(chance, DEV, "dev", WECHAT_KINDS, 36))
    data = as_csv([*_wechat_head(bill), *_wechat_rows(bill)], "utf-8-sig")
    return Made(data, ".csv", bill_truth(bill, "微信支付", named=False, numbered=False, goods=True))


def wechat_xlsx(chance: random.Random) -> Made:
    """WeChat's export as a workbook with amounts that are numbers."""
    bill = without_closed(invent_bill(chance, DEV2, "dev2", WECHAT_KINDS, 41))
    rows = _wechat_rows(bill)
    for row, payment in zip(rows, bill.payments, strict=True):
        row[5] = payment.fen / 100
        row[8:10] = [str(v).strip() for v in row[8:10]]
    data = as_xlsx([("Sheet1", [*_wechat_head(bill), *rows])])
    return Made(data, ".xlsx", bill_truth(bill, "微信支付", named=False, numbered=False, goods=True))


def alipay_new(chance: random.Random) -> Made:
    """Alipay's export of today: GB18030, a long preface, closed orders, rows that count as neither."""
    bill = invent_bill(chance, DEV, "dev", ALIPAY_KINDS, 38)
    (outs, out), (ins, into), (others, other) = bill.sums(-1), bill.sums(1), bill.sums(0)
    rows: list[list[Any]] = [
        ["------------------------------------------------------------------------------------"],
        ["导出信息："],
        [f"姓名：{bill.holder}"],
        [f"支付宝账户：{bill.account}"],
        [f"起始时间：[{bill.start} 00:00:00]    终止时间：[{bill.end} 23:59:59]"],
        ["导出交易类型：[全部]"],
        [f"导出时间：[{bill.end} 23:59:59]"],
        [f"共{len(bill.payments)}笔记录"],
        [f"收入：{ins}笔 {yuan(into)}元"],
        [f"支出：{outs}笔 {yuan(out)}元"],
        [f"不计收支：{others}笔 {yuan(other)}元"],
        [],
        ["特别提示："],
        ["1.本明细仅展示当前账单中的交易，不包括已删除的记录；"],
        [],
        ["------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------"],
        [
            *("交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额"),
            *("收/付款方式", "交易状态", "交易订单号", "商家订单号", "备注", ""),
        ],
    ]
    for p in bill.payments:
        way = {-1: "支出", 1: "收入", 0: "不计收支"}[p.way]
        if p.closed:
            way = "不计收支"
        state = "交易关闭" if p.closed else "交易成功"
        tail = [way, yuan(p.fen), p.method, state, p.reference + "\t", (p.order or "") + "\t", "", ""]
        rows.append([f"{p.when:%Y-%m-%d %H:%M:%S}", p.kind, p.party, p.party_account, p.goods or "", *tail])
    truth = bill_truth(bill, "支付宝", named=True, numbered=True, goods=True, accounts=True)
    return Made(as_csv(rows, "gb18030"), ".csv", truth)


def alipay_old(chance: random.Random) -> Made:
    """Alipay's export of earlier years: padded cells, order numbers first, sums below the rows."""
    bill = invent_bill(
        chance, DEV2, "dev2", (("即时到账交易", -1), ("支付宝担保交易", -1), ("转账", 1), ("代扣", -1)), 33
    )
    rows: list[list[Any]] = [
        ["支付宝交易记录明细查询"],
        [f"账号:[{bill.account}]"],
        [f"起始日期:[{bill.start} 00:00:00]    终止日期:[{bill.end} 23:59:59]"],
        ["---------------------------------交易记录明细列表------------------------------------"],
        [
            *(
                "交易号                  ",
                "商家订单号               ",
                "交易创建时间              ",
                "付款时间                ",
            ),
            *(
                "最近修改时间              ",
                "交易来源地     ",
                "类型              ",
                "交易对方            ",
                "商品名称                ",
            ),
            *(
                "金额（元）   ",
                "收/支     ",
                "交易状态    ",
                "服务费（元）   ",
                "成功退款（元）  ",
                "备注                  ",
                "资金状态     ",
                "",
            ),
        ],
    ]
    for p in bill.payments:
        way = "支出" if p.way < 0 else "收入"
        when = f"{p.when:%Y-%m-%d %H:%M:%S} "
        state, money = ("交易关闭", "") if p.closed else ("交易成功", "已支出" if p.way < 0 else "已收入")
        way = "" if p.closed else way
        ids = [p.reference + "\t", (p.order or "") + "\t", when, when, when, "其他（包括阿里巴巴和外部商家）"]
        names = [p.kind.ljust(12), p.party.ljust(16), (p.goods or "").ljust(20)]
        rows.append([*ids, *names, f"{yuan(p.fen)}   ", way.ljust(6), state, "0.00", "0.00", "", money, ""])
    rows += [
        ["------------------------------------------------------------------------------------"],
        [f"共{len(bill.payments)}笔记录"],
        [f"导出时间:[{bill.end} 23:59:59]    用户:{bill.holder}"],
    ]
    truth = bill_truth(bill, "支付宝", named=True, numbered=True, goods=True)
    truth["accept"]["account_name"] = [None]
    return Made(as_csv(rows, "gb18030"), ".csv", truth)


WALLETS = tuple(
    Paper(f"bill_{make.__name__}", "dev", make) for make in (wechat_csv, alipay_new, wechat_xlsx, alipay_old)
)
