"""Printed statements of the part whose figures are only counted."""

from __future__ import annotations

import random
from dataclasses import replace

from .faces import SANS, SANS_BOLD, SERIF, SERIF_BOLD, TYPED
from .made import Made, Paper
from .statements_cells import Column, Style
from .statements_drawing import LANDSCAPE, Table
from .statements_ledger import invent
from .statements_printed import FULL, Frame, one_account, several_accounts
from .statements_words import DEV2

C = Column


def portrait_grid(chance: random.Random) -> Made:
    """All rules on an upright page, day and time in one line, payments before receipts, sums below the table."""
    account = invent(chance, DEV2, bank=0, rows=33)
    style = Style(day="%Y-%m-%d", clock="%H:%M:%S", gap=" ", empty="0.00")
    table = Table(
        columns=(
            C(shows="moment", head="交易日期时间", wide=62, align="centre"),
            C(shows="out", head="支出金额（元）", wide=66, align="right"),
            C(shows="in", head="收入金额（元）", wide=66, align="right"),
            C(shows="balance", head="可用余额（元）", wide=72, align="right"),
            C(shows="name", head="对方账户名称", wide=92),
            C(shows="account", head="对方账户号码", wide=88),
            C(shows="summary", head="交易摘要", wide=48),
            C(shows="remark", head="交易附言", wide=66),
        ),
        left=17,
        size=6.8,
        padding=2,
    )
    frame = Frame(
        title="浙江稠州商业银行企业账户交易明细表",
        title_face=SERIF_BOLD,
        title_size=14,
        head=lambda a, s: (
            ((0, f"账户名称：{a.holder}"), (0.52, f"账户号码：{a.number}")),
            ((0, f"交易日期：{a.start:%Y-%m-%d} 到 {a.end:%Y-%m-%d}"), (0.52, "账户币种：人民币")),
            ((0, f"期初账户余额：{s.money(a.opening)}"), (0.52, f"期末账户余额：{s.money(a.closing)}")),
        ),
        total_row="支出合计：{out} 元（{outs}笔）　　收入合计：{in} 元（{ins}笔）",
        seal="电子印章",
        footer="— {page} —",
    )
    return one_account(account, table, style, frame, FULL)


def signed_newest_first(chance: random.Random) -> Made:
    """A person's flow from a telephone: signs before all amounts, no rules, newest first, heads only once."""
    account = invent(chance, DEV2, bank=1, rows=50, person=True, masked=True)
    style = Style(plus=True, day="%Y/%m/%d", clock="%H:%M")
    table = Table(
        columns=(
            C(shows="day", head="日期", wide=58),
            C(shows="clock", head="时间", wide=38),
            C(shows="summary", head="交易名称", wide=62),
            C(shows="remark", head="交易说明", wide=110),
            C(shows="name", head="对方", wide=118),
            C(shows="amount", head="收支金额", wide=72, align="right"),
            C(shows="balance", head="卡内余额", wide=78, align="right"),
        ),
        left=28,
        rules="none",
        size=7.6,
    )
    frame = Frame(
        title="借记卡收支流水",
        title_face=SANS_BOLD,
        head=lambda a, _: (
            ((0, f"出具机构：{a.bank}"), (0.6, f"打印时间：{a.end:%Y/%m/%d} 17:02")),
            ((0, f"持卡人：{a.holder}"), (0.3, f"借记卡号：{a.number}"), (0.75, "人民币账户")),
            ((0, f"流水区间：{a.start:%Y/%m/%d} ~ {a.end:%Y/%m/%d}"),),
        ),
        columns_on_each_page=False,
        newest_first=True,
        notes=("----------以下空白----------",),
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "currency", "period"))


def letters_for_sides(chance: random.Random) -> Made:
    """D and C for the sides, branch codes of the teller, the value day beside the booking day, serif."""
    account = invent(chance, DEV2, bank=5, rows=24)
    style = Style(flags=("D", "C"), day="%Y-%m-%d")
    table = Table(
        columns=(
            C(shows="day", head="记账日\nBooking date", wide=62),
            C(shows="value day", head="起息日\nValue date", wide=62),
            C(shows="reference", head="业务编号\nReference", wide=94),
            C(shows="summary", head="摘要\nNarrative", wide=56),
            C(shows="name", head="交易对手\nCounterparty", wide=106),
            C(shows="flag", head="借/贷\nD/C", wide=30, align="centre"),
            C(shows="size", head="金额\nAmount", wide=66, align="right"),
            C(shows="balance", head="余额\nBalance", wide=70, align="right"),
        ),
        left=24,
        face=SERIF,
        head_face=SERIF_BOLD,
        rules="head",
        size=7.2,
    )
    frame = Frame(
        title="账户对账单",
        subtitle="Account Statement",
        title_face=SERIF_BOLD,
        head_face=SERIF,
        head=lambda a, s: (
            ((0, "星展银行（中国）有限公司"), (0.6, "DBS Bank (China) Limited")),
            ((0, "账户名 Account name"), (0.28, a.holder)),
            ((0, "账号 Account number"), (0.28, a.number)),
            ((0, "币别 Currency"), (0.28, "人民币 CNY")),
            ((0, "对账期间 Statement period"), (0.28, f"{a.start:%Y-%m-%d} - {a.end:%Y-%m-%d}")),
            ((0, "期初结余 Balance brought forward"), (0.45, s.money(a.opening))),
        ),
        total_row="期末结余 Balance carried forward",
        label_at="name",
        footer="Page {page} of {pages}",
    )
    return one_account(account, table, style, frame, FULL)


def compact_days_unruled(chance: random.Random) -> Made:
    """A teller's printout in typewriter letters: days and times without marks, no rules, an opening row, small type."""
    account = invent(chance, DEV2, bank=2, rows=44)
    style = Style(day="%Y%m%d", clock="%H%M%S", separator="", empty="")
    table = Table(
        columns=(
            C(shows="number", head="笔次", wide=26, align="right"),
            C(shows="day", head="交易日", wide=50),
            C(shows="clock", head="交易时间", wide=46),
            C(shows="summary", head="摘要", wide=56),
            C(shows="in", head="存入金额", wide=70, align="right"),
            C(shows="out", head="支取金额", wide=70, align="right"),
            C(shows="balance", head="账面余额", wide=76, align="right"),
            C(shows="name", head="对方户名", wide=150),
            C(shows="teller", head="柜员", wide=36),
        ),
        left=10,
        face=TYPED,
        head_face=TYPED,
        rules="none",
        size=6.6,
        leading=1.25,
        padding=2,
    )
    frame = Frame(
        title="单位活期存款交易流水",
        title_size=12,
        head_size=8,
        head=lambda a, _: (
            ((0, f"机构:{a.bank}营业部"),),
            ((0, f"账号:{a.number}"), (0.4, f"户名:{a.holder}"), (0.85, "币种:CNY")),
            ((0, f"起始日:{a.start:%Y%m%d}"), (0.4, f"截止日:{a.end:%Y%m%d}")),
        ),
        opening_row="期初余额",
        page_row="小计",
        head_on_each_page=True,
        footer="PAGE:{page}",
    )
    return one_account(
        account, table, style, frame, ("bank", "account_name", "account_number", "currency", "period", "opening")
    )


def month_in_chinese(chance: random.Random) -> Made:
    """Days as 3月1日 with the year in the head, receipts and payments with 元, carried over in words, stripes."""
    account = invent(chance, DEV2, bank=3, rows=38)
    style = Style(day="{month}月{day}日", amount="{0}元", empty="—")
    table = Table(
        columns=(
            C(shows="day", head="月日", wide=44),
            C(shows="summary", head="款项类别", wide=60),
            C(shows="name", head="往来单位", wide=132),
            C(shows="remark", head="款项说明", wide=150),
            C(shows="in", head="本单位收入", wide=98, align="right"),
            C(shows="out", head="本单位支出", wide=98, align="right"),
            C(shows="balance", head="结存", wide=104, align="right"),
            C(shows="voucher", head="票据号", wide=60),
        ),
        left=46,
        rules="stripes",
        size=8,
    )
    frame = Frame(
        size=LANDSCAPE,
        title="存款账户收支月报",
        title_face=SANS_BOLD,
        head=lambda a, _: (
            ((0, f"{a.start.year}年{a.start.month}月1日至{a.end.year}年{a.end.month}月{a.end.day}日"), (0.4, a.bank)),
            ((0, f"开户单位：{a.holder}"), (0.5, f"银行账户：{a.number}"), (0.82, "币种：人民币")),
        ),
        opening_row="上页结转",
        brought_row="上页结转",
        carried_row="转下页",
        total_row="本期累计",
        seal="对账专用章",
    )
    return one_account(
        account,
        table,
        style,
        frame,
        ("bank", "account_name", "account_number", "currency", "period", "opening", "closing"),
    )


def three_currencies(chance: random.Random) -> Made:
    """Accounts of one customer in three currencies, one behind the other; the currency only in each account's head."""
    accounts = [
        invent(chance, DEV2, bank=4, rows=rows, currency=currency)
        for rows, currency in ((16, "CNY"), (9, "EUR"), (11, "HKD"))
    ]
    holder = accounts[0].holder
    accounts = [replace(a, holder=holder) for a in accounts]
    coins = {"CNY": "人民币（CNY）", "EUR": "欧元（EUR）", "HKD": "港币（HKD）"}
    style = Style(day="%Y-%m-%d", empty="")
    table = Table(
        columns=(
            C(shows="day", head="交易日期", wide=60),
            C(shows="summary", head="业务种类", wide=64),
            C(shows="party", head="对手户名及账号", wide=140),
            C(shows="out", head="借方金额", wide=86, align="right"),
            C(shows="in", head="贷方金额", wide=86, align="right"),
            C(shows="balance", head="余额", wide=92, align="right"),
        ),
        left=30,
        rules="rows",
        size=8,
    )
    frame = Frame(
        title="综合对账单",
        title_face=SERIF_BOLD,
        head=lambda a, s: (
            ((0, f"{a.bank}"),),
            ((0, f"客户名称：{a.holder}"),),
            ((0, f"账号：{a.number}"), (0.5, f"币种：{coins[a.currency]}")),
            ((0, f"对账期间：{a.start:%Y年%m月%d日}至{a.end:%Y年%m月%d日}"),),
            ((0, f"期初余额：{s.money(a.opening)}"), (0.5, f"期末余额：{s.money(a.closing)}")),
        ),
    )
    return several_accounts(accounts, table, style, frame, FULL)


def spaced_figures(chance: random.Random) -> Made:
    """Amounts with CNY before them and blanks between thousands, two-line heads, a pale text behind, a seal."""
    account = invent(chance, DEV2, bank=1, rows=26)
    style = Style(amount="CNY {0}", separator=" ", day="%Y.%m.%d", empty="")
    table = Table(
        columns=(
            C(shows="reference", head="交易序列号", wide=92),
            C(shows="day", head="账务日期", wide=58),
            C(shows="remark", head="备注信息", wide=92),
            C(shows="name", head="对方名称", wide=96),
            C(shows="out", head="转出", wide=80, align="right"),
            C(shows="in", head="转入", wide=80, align="right"),
            C(shows="balance", head="余额", wide=84, align="right"),
        ),
        left=6,
        rules="full",
        size=7,
        padding=2,
    )
    frame = Frame(
        title="青岛银行账户流水证明",
        title_face=SANS_BOLD,
        head=lambda a, _: (
            (
                (
                    0.02,
                    f"兹证明 {a.holder}（账号 {a.number}）自 {a.start:%Y.%m.%d} 至 {a.end:%Y.%m.%d} 的账户流水如下：",
                ),
            ),
        ),
        label_at="remark",
        watermark="青岛银行 电子流水",
        notes=("以上内容由系统生成，加盖电子印章有效。",),
        seal="电子凭证专用章",
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "currency", "period"))


def own_account_columns(chance: random.Random) -> Made:
    """A treasury system's export: own account and name in each row, no head, oldest first, small print landscape."""
    account = invent(chance, DEV2, bank=0, rows=34)
    style = Style(day="%Y-%m-%d", clock="%H:%M:%S", gap=" ", empty="", flags=("支取", "存入"))
    table = Table(
        columns=(
            C(shows="own account", head="本方账号", wide=88),
            C(shows="own name", head="本方户名", wide=100),
            C(shows="currency", head="币种", wide=36),
            C(shows="moment", head="交易时间", wide=82),
            C(shows="flag", head="收支方向", wide=36),
            C(shows="size", head="交易额", wide=66, align="right"),
            C(shows="balance", head="交易后余额", wide=74, align="right"),
            C(shows="name", head="对方户名", wide=98),
            C(shows="account", head="对方账号", wide=88),
            C(shows="bank", head="对方行名", wide=110),
        ),
        left=32,
        face=SANS,
        rules="full",
        size=6.2,
        padding=2,
    )
    frame = Frame(size=LANDSCAPE, title="银行账户交易明细", title_size=12, head=lambda _a, _s: (), label_at="name")
    return one_account(account, table, style, frame, ("account_name", "account_number", "currency"))


PRINTED = tuple(
    Paper(f"statement_{make.__name__}", "dev", make)
    for make in (
        portrait_grid,
        signed_newest_first,
        letters_for_sides,
        compact_days_unruled,
        month_in_chinese,
        three_currencies,
        spaced_figures,
        own_account_columns,
    )
)
