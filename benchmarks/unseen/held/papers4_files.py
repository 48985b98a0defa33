"""Statements and a wallet's bill of the fourth set as files of tables: heads over two rows, texts, tabs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ..made import Made, Paper
from ..values import bare, digits, figures, truth
from .papers3_ledger import NO_BALANCES, Move, invent, told
from .papers4_cast import FIRM4, NAMES4

firm = partial(invent, names=NAMES4, said=FIRM4)
_PARTY = ("counterparty_name", "counterparty_account")


def _book(title: str) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  a new workbook has a sheet
    sheet.title = title
    return book, sheet


def _saved(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _pingan(chance: random.Random) -> Made:
    """平安 xlsx: all cells are texts, amounts with commas; keys beside each other in one row; the sums come last."""
    a = firm(chance, "平安银行", chance.randrange(40, 70), months=2)
    book, sheet = _book("Sheet1")
    sheet.append(["平安银行企业账户交易明细"])
    sheet.append([f"户名：{a.holder}", None, None, f"账号：{a.number}", None, None, "币种：人民币"])
    sheet.append([f"查询起止日期：{a.start:%Y-%m-%d} 至 {a.end:%Y-%m-%d}"])
    heads = ["交易流水号", "交易日期", "交易时间", "收入", "支出", "账户余额", "对方户名", "对方账户", "对方行名"]
    sheet.append([*heads, "摘要", "用途"])
    for cell in sheet[4]:
        cell.fill = PatternFill("solid", fgColor="F5D9C8")
        cell.font = Font(bold=True)
    for m in a.moves:
        money = [figures(m.income) if m.income else "", figures(m.spent) if m.spent else "", figures(m.balance)]
        other = [m.party or "--", m.account or "--", m.branch or "--"]
        sheet.append([m.reference, f"{m.when:%Y%m%d}", f"{m.when:%H:%M:%S}", *money, *other, m.summary, m.remark])
    sheet.append(["合计", "", "", figures(a.income), figures(a.spent)])
    names = (*_PARTY, "counterparty_bank", "summary", "remark", "reference")
    return Made(_saved(book), ".xlsx", told(a, names, head=NO_BALANCES, clock="seconds"))


def _zhengzhou(chance: random.Random) -> Made:
    """郑州 xlsx: heads over two rows with merged cells, figures as numbers, days as dates."""
    a = firm(chance, "郑州银行", chance.randrange(30, 50))
    book, sheet = _book("对账单")
    sheet.merge_cells("A1:I1")
    sheet["A1"] = "郑州银行单位结算账户对账单"
    sheet["A1"].font = Font(bold=True, size=16, name="SimSun")
    sheet["A1"].alignment = Alignment(horizontal="center")
    for row, keys in (
        (2, ("账户名称", a.holder, "账　号", a.number)),
        (3, ("开户机构", f"郑州银行{a.branch}", "币　种", "人民币")),
    ):
        for column, value in zip((1, 2, 6, 7), keys, strict=True):
            sheet.cell(row, column, value)
    sheet["A4"], sheet["B4"] = "对账期", f"{a.start.year}年{a.start.month:02d}月"
    for place, value in (
        *(
            ("A5", "记账日期"),
            ("B5", "摘要"),
            ("C5", "发生额"),
            ("C6", "借方（付）"),
            ("D6", "贷方（收）"),
            ("E5", "余额"),
        ),
        *(("F5", "交易对手"), ("F6", "账号"), ("G6", "名称"), ("H5", "附言"), ("I5", "凭证号码")),
    ):
        sheet[place] = value
    for merged in ("A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:G5", "H5:H6", "I5:I6"):
        sheet.merge_cells(merged)
    sheet.append([a.start, "期初余额", None, None, Decimal(a.opening) / 100])
    for m in a.moves:
        money = [Decimal(v) / 100 if v else None for v in (m.spent, m.income)]
        balance = Decimal(m.balance) / 100
        sheet.append([m.when.date(), m.summary, *money, balance, m.account, m.party, m.remark, m.voucher])
    for row in sheet.iter_rows(min_row=7, max_col=1):
        row[0].number_format = "yyyy-mm-dd"
    sheet.append([None, "合计", Decimal(a.spent) / 100, Decimal(a.income) / 100, Decimal(a.closing) / 100])
    names = (*_PARTY, "summary", "remark", "voucher")
    return Made(_saved(book), ".xlsx", told(a, names, accept={"bank": ["郑州银行" + a.branch]}))


def _wuhan(chance: random.Random) -> Made:
    """武汉农商 xlsx: newest first, one amount with 往账 or 来账, an apostrophe before numbers, empty rows above."""
    a = firm(chance, "武汉农村商业银行", chance.randrange(36, 56), months=1, crowd=True)
    book, sheet = _book("账户明细查询结果")
    sheet.cell(2, 2, "武汉农村商业银行网上银行明细")
    sheet.cell(3, 2, "查询账户")
    sheet.cell(3, 3, f"'{a.number}")
    sheet.cell(4, 2, "账户户名")
    sheet.cell(4, 3, a.holder)
    heads = (
        "交易日期时间",
        "往来标志",
        "交易金额",
        "交易后余额",
        "对方账户名",
        "对方账号",
        "业务摘要",
        "客户附言",
        "核心流水",
    )
    for k, head in enumerate(heads):
        sheet.cell(6, 2 + k, head)
    for n, m in enumerate(reversed(a.moves)):
        flag = "来账" if m.fen > 0 else "往账"
        money = [float(Decimal(abs(m.fen)) / 100), float(Decimal(m.balance) / 100)]
        account = f"'{m.account}" if m.account else None
        values = [f"{m.when:%Y/%m/%d %H:%M:%S}", flag, *money, m.party, account, m.summary, m.remark, m.reference]
        for k, value in enumerate(values):
            sheet.cell(7 + n, 2 + k, value)
    names = (*_PARTY, "summary", "remark", "reference")
    head = ("bank", "name", "number")
    return Made(_saved(book), ".xlsx", told(a, names, head=head, clock="seconds", newest=True))


def _written(rows: Sequence[Sequence[object]], coding: str, **how: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, **how).writerows(rows)
    return text.getvalue().encode(coding)


def _xian(chance: random.Random) -> Made:
    """西安 csv with a mark of order: 借 or 贷 as a flag, every cell in quotes, own number in each row."""
    a = firm(chance, "西安银行", chance.randrange(40, 60), months=2)
    heads = [
        "账号",
        "户名",
        "交易日期",
        "借贷标记",
        "交易金额",
        "余额",
        "币种",
        "对手账号",
        "对手户名",
        "对手行名",
        "摘要",
        "备注",
    ]
    rows: list[Sequence[object]] = [["西安银行账户交易流水"], heads]
    for m in a.moves:
        other = [m.account or "", m.party or "", m.branch or "", m.summary, m.remark or ""]
        flag = "贷" if m.fen > 0 else "借"
        own = [a.number, a.holder, f"{m.when:%Y-%m-%d %H:%M}"]
        rows.append([*own, flag, bare(abs(m.fen)), bare(m.balance), "人民币", *other])
    names = (*_PARTY, "counterparty_bank", "summary", "remark")
    head = ("bank", "name", "number", "currency")
    data = _written(rows, "utf-8-sig", quoting=csv.QUOTE_ALL)
    return Made(data, ".csv", told(a, names, head=head, clock="minutes"))


def _fubon(chance: random.Random) -> Made:
    """富邦华一 csv in GB18030 with tabs between cells, days like 2025/3/7, payments in brackets."""
    a = firm(chance, "富邦华一银行", chance.randrange(30, 44))
    rows: list[Sequence[object]] = [
        ["富邦华一银行有限公司", "", "活期存款交易明细"],
        ["账户户名", a.holder],
        ["账户账号", a.number],
        ["账户币别", "人民币"],
        ["起始日", f"{a.start:%Y/%m/%d}", "截止日", f"{a.end:%Y/%m/%d}"],
        ["期初结余", figures(a.opening)],
        [],
        ["交易日", "交易说明", "存入（支出）", "结余", "对方名称", "对方账户", "附言"],
    ]

    def money(m: Move) -> str:
        return figures(m.fen) if m.fen > 0 else f"({figures(-m.fen)})"

    for m in a.moves:
        day = f"{m.when.year}/{m.when.month}/{m.when.day}"
        rows.append([day, m.summary, money(m), figures(m.balance), m.party or "", m.account or "", m.remark or ""])
    rows.append(["期末结余", figures(a.closing)])
    data = _written(rows, "gb18030", delimiter="\t", lineterminator="\r\n")
    true = told(a, (*_PARTY, "summary", "remark"), accept={"bank": ["富邦华一银行有限公司"]})
    return Made(data, ".csv", true)


_SHOPS = (
    ("美宜佳便利店", "商户消费", "面包牛奶"),
    ("张记牛肉汤", "扫二维码付款", "收款方备注:二维码收款"),
    ("滴滴出行", "商户消费", "先乘后付-快车"),
    ("国网电力", "商户消费", "电费充值"),
    ("清风大药房", "商户消费", "感冒灵等3件"),
)
_FRIENDS = (("小满", "微信红包", "/"), ("任大勇", "转账", "转账备注:还你饭钱"), ("夏怡", "转账", "转账备注:微信转账"))
_NEUTRAL = (("徽商银行(5521)", "零钱提现", "/"), ("零钱通", "转入零钱通-来自零钱", "/"))


def _wechat(chance: random.Random) -> Made:
    """微信 xlsx as it is sent by post: sixteen rows before the heads, a slash for nothing, some refunded."""
    start = dt.date(2025, chance.randrange(1, 9), 1)
    holder = NAMES4.person(chance)
    moments = sorted(
        (
            dt.datetime.combine(start, dt.time(6)) + dt.timedelta(seconds=chance.randrange(88 * 86_400 // 60) * 60 + k)
            for k in range(chance.randrange(28, 44))
        ),
        reverse=True,
    )
    table, rows = [], []
    sums = {"收入": [0, 0], "支出": [0, 0], "/": [0, 0]}
    for moment in moments:
        roll = chance.random()
        flag = "/" if roll < 0.1 else "收入" if roll < 0.3 else "支出"
        party, kind, ware = chance.choice(
            _NEUTRAL if flag == "/" else _FRIENDS if flag == "收入" else (*_SHOPS, *_FRIENDS)
        )
        fen = chance.randrange(100, 60_000)
        state = {"/": "提现已到账", "收入": "已存入零钱"}.get(flag, "对方已收钱" if kind == "转账" else "支付成功")
        way = "零钱" if flag == "/" else "/" if flag == "收入" else chance.choice(("零钱", "徽商银行(5521)", "亲属卡"))
        order = digits(chance, 28, "4200")
        # Numbers stand as numbers in this file, not as texts with a sign of yuan.
        amount = float(Decimal(fen) / 100)
        table.append(
            [f"{moment:%Y-%m-%d %H:%M:%S}", kind, party, ware, flag, amount, way, state, order, f"M{order[:12]}", "/"]
        )
        sums[flag][0] += 1
        sums[flag][1] += fen
        row: dict[str, Any] = {"time": moment.isoformat(), "balance": None, "summary": kind, "reference": order}
        row["amount"] = None if flag == "/" else bare(fen if flag == "收入" else -fen)
        row |= {"counterparty_name": party, "counterparty_account": None, "counterparty_bank": None}
        row["remark"] = None if ware == "/" else ware
        if flag == "/":
            row["neutral_amount"] = bare(fen)
        rows.append(row)
    end = start + dt.timedelta(89)
    book, sheet = _book("Sheet1")
    for line in (
        *("微信支付账单明细", f"微信昵称：[{holder}]", f"起始时间：[{start} 00:00:00] 终止时间：[{end} 23:59:59]"),
        *("导出类型：[全部]", f"导出时间：[{end + dt.timedelta(2)} 09:12:40]", "", f"共{len(rows)}笔记录"),
        *(f"{'中性交易' if k == '/' else k}：{n}笔 {bare(fen)}元" for k, (n, fen) in sums.items()),
        *(
            "注：",
            "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
            "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
        ),
        *("3. 本明细仅供个人对账使用", "", "----------------------微信支付账单明细列表--------------------"),
    ):
        sheet.append([line or None])
    heads = [
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
    ]
    for line in (heads, *table):
        sheet.append(line)
    given = {
        "bank": "微信支付",
        "account_name": holder,
        "currency": "CNY",
        "period_start": f"{start}",
        "period_end": f"{end}",
    }
    accept: dict[str, list[Any]] = {"account_name": [None], "bank": ["微信", "财付通"], "currency": [None]}
    accept["transactions[].amount"] = ["where truth is null any sign is accepted"]
    return Made(_saved(book), ".xlsx", truth("bank_statement", given | {"transactions": rows}, accept))


PAPERS = (
    Paper("statement-p4-texts-in-cells", "held", _pingan),
    Paper("statement-p4-merged-heads", "held", _zhengzhou),
    Paper("statement-p4-apostrophes", "held", _wuhan),
    Paper("statement-p4-quoted-flags", "held", _xian),
    Paper("statement-p4-tabs-brackets", "held", _fubon),
    Paper("bill-p4-chat-sheet", "held", _wechat),
)
