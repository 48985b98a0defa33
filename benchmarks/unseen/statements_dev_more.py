"""More statements of the part that may be looked at: the harder habits of printers, and pools of accounts."""

from __future__ import annotations

import random
from dataclasses import replace

from .faces import SERIF, SERIF_BOLD, TYPED
from .made import Made, Paper
from .statements_cells import Column, Style
from .statements_drawing import LANDSCAPE, Table
from .statements_files import Export, Row, as_csv, as_xlsx
from .statements_ledger import invent, truth
from .statements_printed import FULL, Frame, one_account, several_accounts
from .statements_words import DEV

C = Column


def narrow_cells(chance: random.Random) -> Made:
    """Cells so narrow that moments and account numbers break in the middle; all rules, two-line heads."""
    account = invent(chance, DEV, bank=3, rows=26)
    style = Style(day="%Y/%m/%d", gap=" ", empty="0.00")
    table = Table(
        columns=(
            C(shows="number", head="No.", wide=22, align="centre"),
            C(shows="moment", head="记账时间", wide=55),
            C(shows="reference", head="核心交易流水号", wide=60),
            C(shows="in", head="流入金额\n（贷）", wide=70, align="right"),
            C(shows="out", head="流出金额\n（借）", wide=70, align="right"),
            C(shows="balance", head="账户\n余额", wide=76, align="right"),
            C(shows="account", head="交易对手账号", wide=58),
            C(shows="name", head="交易对手名称", wide=72),
            C(shows="summary", head="摘要", wide=46),
        ),
        left=30,
        size=7,
        padding=2,
    )
    frame = Frame(
        title="长沙银行单位账户交易清单",
        head=lambda a, _: (
            ((0, f"客户名称: {a.holder}"),),
            ((0, f"客户账号: {a.number}"), (0.5, f"查询区间: {a.start:%Y/%m/%d}-{a.end:%Y/%m/%d}")),
        ),
        watermark="长沙银行",
        footer="{page}",
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "period"))


def labels_in_a_column(chance: random.Random) -> Made:
    """Labels in two languages with their values far to the right; Dr and Cr beside amounts; lines under heads only."""
    account = invent(chance, DEV, bank=1, rows=21)
    style = Style(flags=("Dr", "Cr"), day="%Y-%m-%d")
    table = Table(
        columns=(
            C(shows="day", head="日期\nDate", wide=58),
            C(shows="summary", head="说明\nDetails", wide=66),
            C(shows="name", head="对方名称\nName", wide=132),
            C(shows="size", head="发生额\nAmount", wide=80, align="right"),
            C(shows="flag", head="方向\nDr/Cr", wide=40, align="centre"),
            C(shows="balance", head="余额\nBalance", wide=90, align="right"),
            C(shows="reference", head="参考号\nRef.", wide=84),
        ),
        left=24,
        face=SERIF,
        head_face=SERIF_BOLD,
        rules="head",
        size=7.5,
    )
    frame = Frame(
        title="对账单 STATEMENT",
        title_face=SERIF_BOLD,
        head_face=SERIF,
        head=lambda a, s: (
            ((0, "开户银行 Bank"), (0.4, a.bank)),
            ((0, "户名 Title of account"), (0.4, a.holder)),
            ((0, "账户号码 Account"), (0.4, a.number)),
            ((0, "货币 Currency"), (0.4, "CNY")),
            ((0, "起止日期 Period"), (0.4, f"{a.start:%Y-%m-%d} 至 {a.end:%Y-%m-%d}")),
            ((0, "期初余额 Opening"), (0.4, s.money(a.opening))),
            ((0, "期末余额 Closing"), (0.4, s.money(a.closing))),
        ),
    )
    return one_account(account, table, style, frame, FULL)


def year_in_the_head(chance: random.Random) -> Made:
    """Three months whose days have no year, which stands in the head; blanks between thousands, RMB before amounts."""
    account = invent(chance, DEV, bank=2, rows=45)
    style = Style(day="%m/%d", amount="RMB{0}", separator=" ", empty="--")
    table = Table(
        columns=(
            C(shows="day", head="日期", wide=40),
            C(shows="voucher", head="凭证号", wide=60),
            C(shows="summary", head="摘要", wide=70),
            C(shows="name", head="收/付款人", wide=140),
            C(shows="out", head="付出", wide=96, align="right"),
            C(shows="in", head="存入", wide=96, align="right"),
            C(shows="balance", head="结余", wide=104, align="right"),
            C(shows="remark", head="附言", wide=130),
        ),
        left=40,
        rules="stripes",
        size=8,
    )
    frame = Frame(
        size=LANDSCAPE,
        title="恒丰银行存款对账单",
        head=lambda a, _: (
            ((0, f"账号：{a.number}"), (0.4, f"户名：{a.holder}")),
            ((0, f"对账期间：{a.start.year}年{a.start.month}月1日至{a.end.year}年{a.end.month}月{a.end.day}日"),),
        ),
        opening_row="上期结存",
        page_row="本页小计",
        brought_row="承上页",
        seal="核对无误",
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "period", "opening"))


def currencies_apart(chance: random.Random) -> Made:
    """A yuan and a dollar account of one firm, each with a head that names it; no rules, letters of a typewriter."""
    yuan = invent(chance, DEV, bank=0, rows=12)
    dollars = replace(invent(chance, DEV, bank=0, rows=9, currency="USD"), holder=yuan.holder)
    coins = {"CNY": "人民币", "USD": "美元"}
    table = Table(
        columns=(
            C(shows="day", head="交易日", wide=66),
            C(shows="summary", head="交易内容", wide=70),
            C(shows="out", head="借方发生额", wide=90, align="right"),
            C(shows="in", head="贷方发生额", wide=90, align="right"),
            C(shows="balance", head="余额", wide=94, align="right"),
            C(shows="remark", head="用途", wide=126),
        ),
        left=28,
        face=TYPED,
        head_face=TYPED,
        rules="none",
        size=7.5,
    )
    frame = Frame(
        title="徽商银行客户对账单",
        head=lambda a, s: (
            ((0, f"单位名称 {a.holder}"), (0.6, f"货币种类 {coins[a.currency]}")),
            ((0, f"账户 {a.number}"), (0.6, f"上期余额 {s.money(a.opening)}")),
            ((0, f"期间 {a.start:%Y-%m-%d} 至 {a.end:%Y-%m-%d}"), (0.6, f"本期余额 {s.money(a.closing)}")),
        ),
        total_row="合计",
    )
    return several_accounts([yuan, dollars], table, Style(), frame, FULL)


def reversed_flag_words(chance: random.Random) -> Made:
    """A telephone's picture-like list of a person: 转入 and 转出 as words, the amount has no sign, newest first."""
    account = invent(chance, DEV, bank=4, rows=40, person=True, masked=True)
    style = Style(flags=("转出", "转入"), day="%Y-%m-%d", clock="%H:%M:%S", gap="\n", amount="{0}元")
    table = Table(
        columns=(
            C(shows="name", head="交易对方", wide=120),
            C(shows="account", head="对方卡号", wide=84),
            C(shows="flag", head="类型", wide=40),
            C(shows="size", head="金额", wide=84, align="right"),
            C(shows="balance", head="余额", wide=90, align="right"),
            C(shows="moment", head="时间", wide=70),
            C(shows="remark", head="备注", wide=52),
        ),
        left=26,
        rules="rows",
        size=7.5,
    )
    frame = Frame(
        title="吉林银行账户明细",
        head=lambda a, _: (((0, f"{a.holder}  {a.number}"),), ((0, f"{a.start} 至 {a.end}"),)),
        newest_first=True,
        columns_on_each_page=False,
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "period"))


def pooled_accounts(chance: random.Random) -> Made:
    """A treasury system's workbook: the rows of two accounts by time, own account and name in each row, no head."""
    accounts = [invent(chance, DEV, bank=k, rows=15 + k) for k in (0, 1)]
    accounts = [replace(a, holder=accounts[0].holder) for a in accounts]
    export = Export(
        style=Style(day="%Y-%m-%d", clock="%H:%M:%S", gap=" "),
        columns=(
            C(shows="own name", head="单位名称"),
            C(shows="own account", head="银行账号"),
            C(shows="moment", head="交易时间"),
            C(shows="in", head="收入"),
            C(shows="out", head="支出"),
            C(shows="balance", head="余额"),
            C(shows="name", head="对方户名"),
            C(shows="account", head="对方账号"),
            C(shows="summary", head="摘要"),
            C(shows="remark", head="用途"),
        ),
    )
    heads, *first = export.rows(accounts[0])
    rows = sorted([*first, *export.rows(accounts[1])[1:]], key=lambda r: r[2])
    trues = [export.truth(a, ("account_name", "account_number")) for a in accounts]
    data = as_xlsx([("Sheet1", [heads, *rows])])
    return Made(data, ".xlsx", {"doc_type": "multiple", "pages": 1, "documents": trues})


def both_parties(chance: random.Random) -> Made:
    """A text in UTF-8 with payer and payee; only the side on which the holder stands says where the money went."""
    account = invent(chance, DEV, bank=2, rows=24)
    style = Style(day="%Y-%m-%d")
    rows: list[Row] = [
        ["账号", account.number, "户名", account.holder],
        ["交易日期", "汇款人户名", "汇款人账号", "收款人户名", "收款人账号", "交易金额", "账户余额", "用途", "流水号"],
    ]
    for e in account.entries:
        own = [account.holder, account.number]
        other = [e.counterparty_name or "", e.counterparty_account or ""]
        parties = own + other if e.fen < 0 else other + own
        amounts = [style.money(e.fen, sign=False), style.money(e.balance)]
        rows.append([style.date(e), *parties, *amounts, e.remark or "", e.reference])
    shows = ("counterparty_name", "counterparty_account", "remark", "reference")
    true = truth(account, shows=shows, clock=None, head=("account_name", "account_number"))
    return Made(as_csv(rows, "utf-8"), ".csv", {"pages": 1, **true})


MORE = tuple(
    Paper(f"statement_{make.__name__}", "dev", make)
    for make in (
        narrow_cells,
        labels_in_a_column,
        year_in_the_head,
        currencies_apart,
        reversed_flag_words,
        pooled_accounts,
        both_parties,
    )
)
