"""Statements as files of tables: a flag of 1 and 2 with both sides named, a preface of keys, a text file of tabs."""

from __future__ import annotations

import csv
import io
import random
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.styles import Font

from ..made import Made, Paper
from ..values import bare, figures
from .papers3_ledger import NO_BALANCES, Move, invent, told


def _both_named(chance: random.Random) -> Made:
    """浙商 xlsx: 借贷标志 is 1 for money in and 2 for money out; payer and payee are both named in every row."""
    a = invent(chance, "浙商银行", chance.randrange(40, 70), months=2)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has a sheet
    sheet.title = "账户交易明细"
    sheet.append(["浙商银行账户交易明细"])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.merge_cells("A1:L1")
    sheet.append(["查询账号", a.number, None, "账户名称", a.holder])
    sheet.append(["起始日期", a.start.isoformat(), None, "截止日期", a.end.isoformat(), None, "币种", "人民币"])
    sheet.append([])
    heads = ["交易日期", "交易时间", "借贷标志(1-贷 2-借)", "付款人户名", "付款人账号", "收款人户名", "收款人账号"]
    sheet.append([*heads, "发生额", "账户余额", "摘要", "附言", "交易流水号"])
    for m in a.moves:
        own, other = (a.holder, a.number), (m.party, m.account)
        payer, payee = (other, own) if m.fen > 0 else (own, other)
        sheet.append(
            [
                f"{m.when:%Y-%m-%d}",
                f"{m.when:%H:%M:%S}",
                "1" if m.fen > 0 else "2",
                *payer,
                *payee,
                float(Decimal(abs(m.fen)) / 100),
                float(Decimal(m.balance) / 100),
                m.summary,
                m.remark,
                m.reference,
            ]
        )
    data = io.BytesIO()
    book.save(data)
    names = ("counterparty_name", "counterparty_account", "summary", "remark", "reference")
    return Made(data.getvalue(), ".xlsx", told(a, names, head=NO_BALANCES, clock="seconds"))


def _sums_below(chance: random.Random) -> Made:
    """苏州银行 csv in GB18030: six lines of keys, tabs after numbers, plus and minus, sums at the end."""
    a = invent(chance, "苏州银行", chance.randrange(36, 60), months=1)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(["苏州银行企业网上银行-历史明细查询结果"])
    out.writerow(["账号:", f"{a.number}\t", "户名:", a.holder])
    out.writerow(["币种:", "人民币", "开户网点:", f"苏州银行{a.branch}"])
    out.writerow(["开始日期:", f"{a.start:%Y%m%d}", "结束日期:", f"{a.end:%Y%m%d}"])
    out.writerow(["期初余额:", figures(a.opening), "期末余额:", figures(a.closing)])
    out.writerow([])
    out.writerow(["序号", "记账时间", "发生额", "余额", "对方行名", "对方户名", "对方账号", "用途", "摘要"])
    for k, m in enumerate(a.moves):
        moment = f"{m.when:%Y%m%d %H:%M:%S}\t"
        signed = f"{'+' if m.fen > 0 else ''}{bare(m.fen)}"
        party = (m.branch or "", m.party or "", f"{m.account}\t" if m.account else "")
        out.writerow([k + 1, moment, signed, bare(m.balance), *party, m.remark or "", m.summary])
    out.writerow(["合计", f"收入{a.count(1)}笔", bare(a.income), f"支出{a.count(-1)}笔", bare(a.spent)])
    names = ("counterparty_name", "counterparty_account", "counterparty_bank", "summary", "remark")
    accept: dict[str, list[Any]] = {"bank": ["苏州银行" + a.branch]}
    true = told(a, names, clock="seconds", accept=accept)
    return Made(text.getvalue().encode("gb18030"), ".csv", true)


def _own_account_column(chance: random.Random) -> Made:
    """成都农商银行 xlsx: own number and name are columns of every row, nothing stands above the heads."""
    a = invent(chance, "成都农商银行", chance.randrange(30, 50), months=1)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has a sheet
    sheet.title = "成都农商银行明细"
    heads = ["本方账号", "本方户名", "币种", "交易日", "转入金额", "转出金额", "当前余额", "对方账号", "对方户名"]
    sheet.append([*heads, "对方开户行", "交易摘要"])

    def row(m: Move) -> list[Any]:
        day = m.when.replace(hour=0, minute=0, second=0)
        income, spent = (float(Decimal(v) / 100) if v else None for v in (m.income, m.spent))
        own = [a.number, a.holder, "人民币", day, income, spent, float(Decimal(m.balance) / 100)]
        return [*own, m.account, m.party, m.branch, m.summary]

    for k, m in enumerate(reversed(a.moves)):
        sheet.append(row(m))
        sheet.cell(k + 2, 4).number_format = "yyyy/mm/dd"
    data = io.BytesIO()
    book.save(data)
    names = ("counterparty_name", "counterparty_account", "counterparty_bank", "summary")
    # The bank only stands in the name of the sheet.
    true = told(a, names, head=("bank", "name", "number", "currency"), newest=True)
    true["accept"]["bank"].append(None)
    return Made(data.getvalue(), ".xlsx", true)


PAPERS = (
    Paper("statement-p3-both-named", "held", _both_named),
    Paper("statement-p3-sums-below", "held", _sums_below),
    Paper("statement-p3-own-account-column", "held", _own_account_column),
)
