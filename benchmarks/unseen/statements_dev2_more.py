"""More statements of the part whose figures are only counted: the harder habits of printers, and pools of accounts."""

from __future__ import annotations

import random
from dataclasses import replace

from .faces import SANS_BOLD, SERIF, SERIF_BOLD, TYPED
from .made import Made, Paper
from .statements_cells import Column, Style
from .statements_drawing import LANDSCAPE, Table
from .statements_files import Export, as_csv, as_html, as_xlsx
from .statements_ledger import invent
from .statements_printed import FULL, Frame, one_account
from .statements_words import DEV2

C = Column


def slashed_parties(chance: random.Random) -> Made:
    """Name and account in one cell with a slash between, days of six digits, all rules, sums below the table."""
    account = invent(chance, DEV2, bank=2, rows=25)
    style = Style(day="%Y%m%d", gap="/", empty="")
    table = Table(
        columns=(
            C(shows="day", head="发生日", wide=52),
            C(shows="party", head="对方户名/账号", wide=150),
            C(shows="out", head="借方发生", wide=78, align="right"),
            C(shows="in", head="贷方发生", wide=78, align="right"),
            C(shows="balance", head="当日余额", wide=84, align="right"),
            C(shows="remark", head="资金用途", wide=92),
        ),
        left=30,
        size=7.2,
    )
    frame = Frame(
        title="桂林银行公司客户流水清单",
        head=lambda a, _: (
            ((0, f"账号：{a.number}"), (0.5, f"账户名：{a.holder}")),
            ((0, f"日期范围：{a.start:%Y%m%d}-{a.end:%Y%m%d}"), (0.5, "币种：人民币")),
        ),
        total_row="共计支出{outs}笔，金额{out}；收入{ins}笔，金额{in}。",
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "currency", "period"))


def balance_before_amounts(chance: random.Random) -> Made:
    """The balance stands before the amount, newest first, serif, rules between rows, times in their own column."""
    account = invent(chance, DEV2, bank=4, rows=37, person=True)
    style = Style(plus=True, day="%Y-%m-%d", clock="%H:%M:%S")
    table = Table(
        columns=(
            C(shows="number", head="序", wide=24),
            C(shows="day", head="入账日期", wide=60),
            C(shows="clock", head="入账时间", wide=50),
            C(shows="balance", head="账户余额", wide=80, align="right"),
            C(shows="amount", head="交易金额", wide=74, align="right"),
            C(shows="summary", head="摘要", wide=62),
            C(shows="account", head="对手账号", wide=96),
            C(shows="name", head="对手名称", wide=96),
        ),
        left=24,
        face=SERIF,
        head_face=SERIF_BOLD,
        rules="rows",
        size=7.4,
    )
    frame = Frame(
        title="常熟农村商业银行",
        subtitle="个人客户账户历史交易明细",
        title_face=SERIF_BOLD,
        head_face=SERIF,
        head=lambda a, _: (
            ((0, f"客户姓名：{a.holder}"), (0.4, f"账号：{a.number}")),
            ((0, f"起始日期：{a.start:%Y-%m-%d}"), (0.4, f"截止日期：{a.end:%Y-%m-%d}"), (0.75, "币种：人民币")),
        ),
        newest_first=True,
        footer="第 {page} 页/共 {pages} 页",
        seal="业务公章",
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "currency", "period"))


def without_balance(chance: random.Random) -> Made:
    """A list without balances: nothing can prove it; payments and receipts in columns of their own, stripes."""
    account = invent(chance, DEV2, bank=3, rows=28)
    style = Style(day="%Y年%m月%d日", empty="")
    table = Table(
        columns=(
            C(shows="day", head="日期", wide=74),
            C(shows="name", head="交易对方名称", wide=140),
            C(shows="summary", head="摘要", wide=80),
            C(shows="out", head="转出金额", wide=84, align="right"),
            C(shows="in", head="转入金额", wide=84, align="right"),
            C(shows="reference", head="交易流水", wide=80),
        ),
        left=26,
        rules="stripes",
        size=7.6,
    )
    frame = Frame(
        title="贵阳银行转账记录",
        title_face=SANS_BOLD,
        head=lambda a, _: (
            ((0, f"户名：{a.holder}    账号：{a.number}"),),
            ((0, f"统计期间：{a.start:%Y年%m月%d日}至{a.end:%Y年%m月%d日}"),),
        ),
        watermark="内部资料",
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "period"))


def quarter_by_days(chance: random.Random) -> Made:
    """A quarter whose days have no year, landscape, typewriter, page sums, what is brought forward and carried over."""
    account = invent(chance, DEV2, bank=0, rows=52)
    style = Style(day="%m-%d", empty="")
    table = Table(
        columns=(
            C(shows="day", head="月-日", wide=44),
            C(shows="voucher", head="凭证编号", wide=64),
            C(shows="summary", head="摘要", wide=70),
            C(shows="remark", head="附言", wide=160),
            C(shows="out", head="借方", wide=94, align="right"),
            C(shows="in", head="贷方", wide=94, align="right"),
            C(shows="balance", head="余额", wide=100, align="right"),
            C(shows="name", head="对方单位名称", wide=140),
        ),
        left=38,
        face=TYPED,
        rules="full",
        size=7.2,
    )
    frame = Frame(
        size=LANDSCAPE,
        title="活期存款分户账",
        head=lambda a, s: (
            ((0, f"开户行：{a.bank}"), (0.5, f"账号：{a.number}")),
            ((0, f"户名：{a.holder}"), (0.5, f"期间：{a.start:%Y-%m-%d}至{a.end:%Y-%m-%d}")),
            ((0, "币种：人民币"), (0.5, f"期初余额：{s.money(a.opening)}")),
        ),
        head_on_each_page=True,
        brought_row="承前页余额",
        page_row="本页合计",
        carried_row="过次页余额",
        total_row="本期合计",
    )
    return one_account(account, table, style, frame, FULL)


def long_preface(chance: random.Random) -> Made:
    """A workbook with many lines above the heads, real numbers, newest first."""
    account = invent(chance, DEV2, bank=5, rows=33)
    export = Export(
        columns=(
            C(shows="day", head="记账日"),
            C(shows="value day", head="起息日"),
            C(shows="summary", head="交易描述"),
            C(shows="out", head="借记金额"),
            C(shows="in", head="贷记金额"),
            C(shows="balance", head="账面余额"),
            C(shows="name", head="对方名称"),
            C(shows="reference", head="银行参考号"),
        ),
        numbers=True,
        newest_first=True,
        before=lambda a, _: [
            ["星展银行（中国）有限公司"],
            ["账户活动报表"],
            [],
            ["账户名称", a.holder],
            ["账户号码", a.number],
            ["账户币种", "CNY"],
            ["账户类型", "基本存款账户"],
            ["开始日期", f"{a.start:%Y-%m-%d}"],
            ["结束日期", f"{a.end:%Y-%m-%d}"],
            ["报表生成", "2026-07-01 08:30"],
            [],
        ],
    )
    data = as_xlsx([("Report", export.rows(account))], wide_title=8)
    head = ("bank", "account_name", "account_number", "currency", "period")
    return Made(data, ".xlsx", {"pages": 1, **export.truth(account, head)})


def two_currencies_in_one_sheet(chance: random.Random) -> Made:
    """A page of HTML called .xls: rows of a yuan and a euro account one after the other, told apart by two columns."""
    yuan = invent(chance, DEV2, bank=1, rows=14)
    euros = replace(invent(chance, DEV2, bank=1, rows=11, currency="EUR"), holder=yuan.holder)
    export = Export(
        style=Style(day="%Y-%m-%d", flags=("支出", "收入")),
        columns=(
            C(shows="own account", head="账号"),
            C(shows="currency", head="币种"),
            C(shows="day", head="交易日期"),
            C(shows="flag", head="收支标志"),
            C(shows="size", head="交易金额"),
            C(shows="balance", head="账户余额"),
            C(shows="name", head="对方户名"),
            C(shows="summary", head="摘要"),
        ),
        before=lambda a, _: [["青岛银行交易明细"], ["客户名称：" + a.holder]],
    )
    rows = [*export.rows(yuan), *export.rows(euros)[3:]]
    trues = [export.truth(a, ("bank", "account_name", "account_number", "currency")) for a in (yuan, euros)]
    return Made(as_html(rows, "gb2312"), ".xls", {"doc_type": "multiple", "pages": 1, "documents": trues})


def trailing_sums(chance: random.Random) -> Made:
    """A text in UTF-16 with commas, flags of one sign, sums and a note behind the rows."""
    account = invent(chance, DEV2, bank=2, rows=26, person=True, masked=True)
    export = Export(
        style=Style(day="%Y/%m/%d", clock="%H:%M:%S", gap=" ", flags=("-", "+"), separator=""),
        columns=(
            C(shows="moment", head="交易日期时间"),
            C(shows="flag", head="收支"),
            C(shows="size", head="交易金额"),
            C(shows="balance", head="交易后余额"),
            C(shows="summary", head="交易类型"),
            C(shows="name", head="对方名称"),
            C(shows="account", head="对方账号"),
            C(shows="remark", head="附言"),
        ),
        before=lambda a, _: [["桂林银行"], [f"户名：{a.holder}", f"账号：{a.number}"]],
        after=lambda a, s: [["收入合计", s.money(a.money_in)], ["支出合计", s.money(a.money_out)], ["仅供参考"]],
    )
    data = as_csv(export.rows(account), "utf-16")
    return Made(data, ".csv", {"pages": 1, **export.truth(account, ("bank", "account_name", "account_number"))})


MORE = tuple(
    Paper(f"statement_{make.__name__}", "dev", make)
    for make in (
        slashed_parties,
        balance_before_amounts,
        without_balance,
        quarter_by_days,
        long_preface,
        two_currencies_in_one_sheet,
        trailing_sums,
    )
)
