"""The book of a shop's account with a wallet, of the fourth set: receipts, fees, payments, each with a balance."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from typing import Any

from ..made import Made, Paper
from ..values import bare, digits, truth
from .papers4_cast import NAMES4

_SELLS = ("闸阀定金", "手工皂礼盒", "LED面板", "定制纸袋", "带鱼段5斤装", "旋耕机配件")


def _shop_book(chance: random.Random) -> Made:
    """支付宝 账务明细 csv: a line of signs before and after the table, receipts and payments in two columns."""
    holder, number = NAMES4.firm(chance), f"pay{digits(chance, 6)}@example.cn"
    start = dt.date(2025, chance.randrange(1, 12), 1)
    balance = opening = chance.randrange(200_000, 900_000)
    moment = dt.datetime.combine(start, dt.time(8, 12))
    rows: list[dict[str, Any]] = []
    table: list[list[str]] = []
    for k in range(chance.randrange(30, 46)):
        moment += dt.timedelta(seconds=chance.randrange(1_200, 52_000))
        roll = chance.random()
        party: str | None = f"{chance.choice(('138', '159', '186'))}****{digits(chance, 4)}({NAMES4.person(chance)})"
        ware: str | None = chance.choice(_SELLS)
        if roll < 0.62:
            kind, fen = "在线支付", chance.randrange(900, 88_000)
        elif roll < 0.78:
            kind, fen, ware, party = "收费", -chance.randrange(5, 400), "软件服务费", None
        elif roll < 0.9:
            kind, fen = "交易退款", -chance.randrange(900, 20_000)
        else:
            kind, fen, ware, party = "提现", -min(balance // 2, chance.randrange(50_000, 300_000)), None, holder
        balance += fen
        flow = f"{digits(chance, 18, '2088')}{k:03d}"
        money = [
            f"{bare(fen)}\t" if fen > 0 else "0.00\t",
            f"{bare(fen)}\t" if fen < 0 else "0.00\t",
            f"{bare(balance)}\t",
        ]
        table.append(
            [
                f"{flow}\t",
                f"T{digits(chance, 20)}\t",
                ware or "",
                f"{moment:%Y-%m-%d %H:%M:%S}",
                party or "",
                *money,
                "商家服务",
                kind,
                "",
            ]
        )
        rows.append(
            {
                "time": moment.isoformat(),
                "amount": bare(fen),
                "balance": bare(balance),
                "counterparty_name": party,
                "counterparty_account": None,
                "counterparty_bank": None,
                "summary": kind,
                "remark": ware,
                "reference": flow,
            }
        )
    end = moment.date() + dt.timedelta(1)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    text.write(f"#支付宝账务明细查询\r\n#账号：[{number}]\r\n#户名：[{holder}]\r\n")
    text.write(f"#起始日期：[{start:%Y年%m月%d日} 00:00:00]   终止日期：[{end:%Y年%m月%d日} 00:00:00]\r\n")
    text.write(f"#{'-' * 41}账务明细列表{'-' * 40}\r\n")
    heads = ["账务流水号", "业务流水号", "商品名称", "发生时间", "对方账号", "收入金额（+元）", "支出金额（-元）"]
    out.writerow([*heads, "账户余额（元）", "交易渠道", "业务类型", "备注"])
    out.writerows(table)
    text.write(f"#{'-' * 40}账务明细列表结束{'-' * 38}\r\n")
    taken = [int(row["amount"].replace(".", "")) for row in rows]
    for label, sums in (("支出", [t for t in taken if t < 0]), ("收入", [t for t in taken if t > 0])):
        text.write(f"#{label}合计：{len(sums)}笔，共{bare(sum(sums))}元\r\n")
    text.write(f"#导出时间：[{end:%Y年%m月%d日} 10:20:31]\r\n")
    given = {
        "bank": "支付宝",
        "account_name": holder,
        "account_number": number,
        "currency": "CNY",
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "transactions": rows,
    }
    accept: dict[str, list[Any]] = {
        "currency": [None],
        "opening_balance": [None, bare(opening)],
        "closing_balance": [None, bare(balance)],
        "period_end": [moment.date().isoformat()],
        "account_number": [None],
    }
    # The other side is a telephone's number and a name in one cell.
    for k, row in enumerate(rows):
        party = row["counterparty_name"]
        if party and "(" in party:
            phone, _, name = party.rstrip(")").partition("(")
            accept[f"transactions[{k}].counterparty_name"] = [name]
            accept[f"transactions[{k}].counterparty_account"] = [phone, party]
        elif party:
            accept[f"transactions[{k}].counterparty_account"] = [party]
    return Made(text.getvalue().encode("gb18030"), ".csv", truth("bank_statement", given, accept))


PAPERS = (Paper("bill-p4-shop-book", "held", _shop_book),)
