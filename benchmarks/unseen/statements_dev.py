"""Printed statements of the part that may be looked at."""

from __future__ import annotations

import random
from dataclasses import replace

from .faces import SANS, SANS_BOLD, SERIF, SERIF_BOLD, TYPED
from .made import Made, Paper
from .statements_cells import Column, Style
from .statements_drawing import LANDSCAPE, Table
from .statements_ledger import invent
from .statements_printed import FULL, Frame, one_account, several_accounts
from .statements_words import DEV

C = Column


def ruled_landscape(chance: random.Random) -> Made:
    """A company's ledger sheet: all rules, sums of each page, what is carried on, a seal over the last rows."""
    account = invent(chance, DEV, bank=0, rows=46)
    style = Style(empty="")
    table = Table(
        columns=(
            C(shows="number", head="序号", wide=30, align="centre"),
            C(shows="day", head="交易日期", wide=62, align="centre"),
            C(shows="summary", head="摘要", wide=66),
            C(shows="voucher", head="凭证号码", wide=58, align="centre"),
            C(shows="out", head="借方发生额", wide=84, align="right"),
            C(shows="in", head="贷方发生额", wide=84, align="right"),
            C(shows="balance", head="账户余额", wide=90, align="right"),
            C(shows="account", head="对方账号", wide=110),
            C(shows="name", head="对方户名", wide=110),
            C(shows="remark", head="附言", wide=88),
        ),
        left=30,
        rules="full",
        size=7.5,
    )
    frame = Frame(
        size=LANDSCAPE,
        title=f"{account.bank.removesuffix('股份有限公司')}单位存款明细账",
        title_face=SERIF_BOLD,
        head=lambda a, s: (
            ((0, f"户名：{a.holder}"), (0.45, f"账号：{a.number}"), (0.8, "币种：人民币")),
            (
                (0, f"起止日期：{a.start:%Y-%m-%d} 至 {a.end:%Y-%m-%d}"),
                (0.45, f"期初余额：{s.money(a.opening)}"),
                (0.8, "单位：元"),
            ),
        ),
        head_on_each_page=True,
        brought_row="承前页",
        page_row="本页合计",
        carried_row="过次页",
        total_row="累计发生额",
        seal="业务专用章",
        footer="第 {page} 页 共 {pages} 页",
    )
    return one_account(account, table, style, frame, FULL)


def bilingual_unruled(chance: random.Random) -> Made:
    """A person's list: newest first, signed, day over time of day, English under the Chinese heads, heads only once."""
    account = invent(chance, DEV, bank=1, rows=48, person=True)
    style = Style(plus=False, gap="\n")
    table = Table(
        columns=(
            C(shows="moment", head="交易时间\nDate & Time", wide=68),
            C(shows="summary", head="业务类型\nType", wide=62),
            C(shows="amount", head="交易金额\nAmount", wide=76, align="right"),
            C(shows="balance", head="余额\nBalance", wide=80, align="right"),
            C(shows="party", head="对方信息\nCounterparty", wide=146),
            C(shows="remark", head="备注\nRemarks", wide=106),
        ),
        left=28,
        rules="none",
        size=8,
    )
    frame = Frame(
        title="个人账户交易明细",
        subtitle="Personal Account Transaction Details",
        title_face=SANS_BOLD,
        head=lambda a, _: (
            ((0, a.bank.removesuffix("股份有限公司")),),
            ((0, f"客户姓名 Name：{a.holder}"), (0.5, f"账号/卡号 Account No.：{a.number}")),
            ((0, "币种 Currency：人民币 CNY"), (0.5, f"查询区间 Period：{a.start:%Y/%m/%d}-{a.end:%Y/%m/%d}")),
        ),
        columns_on_each_page=False,
        newest_first=True,
        footer="{page}/{pages}",
        notes=("温馨提示：本明细仅供参考，以账户实际交易为准。 This statement is for reference only.",),
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "currency", "period"))


def flagged_rows(chance: random.Random) -> Made:
    """One column of amounts with a flag, days without dashes, opening row, a pale text behind, rules between rows."""
    account = invent(chance, DEV, bank=2, rows=36)
    style = Style(day="%Y%m%d", clock="%H%M%S", gap="/")
    table = Table(
        columns=(
            C(shows="day", head="记账日期", wide=50),
            C(shows="clock", head="记账时间", wide=42),
            C(shows="reference", head="交易流水号", wide=88),
            C(shows="flag", head="借贷标志", wide=30, align="centre"),
            C(shows="size", head="发生额", wide=70, align="right"),
            C(shows="balance", head="余额", wide=74, align="right"),
            C(shows="name", head="对方单位", wide=98),
            C(shows="summary", head="摘要", wide=86),
        ),
        left=26,
        face=SERIF,
        head_face=SERIF_BOLD,
        rules="rows",
        size=7.5,
    )
    frame = Frame(
        title="账户历史明细清单",
        title_face=SERIF_BOLD,
        head_face=SERIF,
        head=lambda a, s: (
            ((0, f"开户行 {a.bank}"),),
            ((0, f"账    号 {a.number}"), (0.5, f"户    名 {a.holder}")),
            (
                (0, f"起始日期 {a.start:%Y%m%d}"),
                (0.3, f"终止日期 {a.end:%Y%m%d}"),
                (0.6, f"币    种 人民币  期末余额 {s.money(a.closing)}"),
            ),
        ),
        opening_row="上期余额",
        watermark="仅供贷款审核使用",
        total_row="借方笔数 {outs} 借方合计 {out}   贷方笔数 {ins} 贷方合计 {in}",
        footer="第{page}页",
    )
    return one_account(account, table, style, frame, FULL)


def words_with_yuan_signs(chance: random.Random) -> Made:
    """收入 and 支出 as words, amounts with ¥, days in Chinese, stripes of grey, a rounded friendly layout."""
    account = invent(chance, DEV, bank=3, rows=30, person=True, masked=True)
    style = Style(amount="¥{0}", day="%Y年{month}月{day}日", clock="%H:%M", flags=("支出", "收入"), gap="\n")
    table = Table(
        columns=(
            C(shows="moment", head="时间", wide=84),
            C(shows="flag", head="收/支", wide=34, align="centre"),
            C(shows="size", head="金额", wide=76, align="right"),
            C(shows="balance", head="账户余额", wide=80, align="right"),
            C(shows="summary", head="交易类型", wide=64),
            C(shows="name", head="交易对方", wide=108),
            C(shows="account", head="对方账户", wide=92),
        ),
        left=28,
        rules="stripes",
        size=8.5,
    )
    frame = Frame(
        title="长沙银行  电子账单",
        title_size=18,
        title_face=SANS_BOLD,
        head=lambda a, _: (
            ((0, f"尊敬的 {a.holder} 客户，您好！以下为您尾号 {a.number[-4:]} 账户的流水。"),),
            ((0, f"姓名：{a.holder}"), (0.3, f"卡号：{a.number}")),
            (
                (
                    0,
                    f"账单周期：{a.start.year}年{a.start.month}月{a.start.day}日—{a.end.year}年{a.end.month}月{a.end.day}日",
                ),
            ),
        ),
        newest_first=False,
        seal="电子回单专用章",
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "period"))


def short_days_small_print(chance: random.Random) -> Made:
    """A monthly statement: the year stands in the head only, long remarks over lines, small type, landscape."""
    account = invent(chance, DEV, bank=4, rows=34)
    style = Style(day="%m-%d", empty="0.00")
    table = Table(
        columns=(
            C(shows="day", head="日期", wide=34),
            C(shows="summary", head="业务摘要", wide=64),
            C(shows="remark", head="用途", wide=120),
            C(shows="name", head="对方户名", wide=130),
            C(shows="bank", head="对方开户行", wide=130),
            C(shows="out", head="支出", wide=80, align="right"),
            C(shows="in", head="收入", wide=80, align="right"),
            C(shows="balance", head="结余", wide=88, align="right"),
        ),
        left=36,
        face=SERIF,
        rules="head",
        size=6.5,
        padding=2.5,
    )
    frame = Frame(
        size=LANDSCAPE,
        title=f"{account.bank}对账单",
        title_face=SERIF_BOLD,
        head_size=7.5,
        head=lambda a, s: (
            (
                (0, f"{a.start.year}年{a.start.month:02d}月"),
                (0.2, f"存款人名称  {a.holder}"),
                (0.6, f"存款账户  {a.number}"),
            ),
            ((0, "货币  人民币"), (0.2, f"上月余额  {s.money(a.opening)}"), (0.6, f"本月余额  {s.money(a.closing)}")),
        ),
        total_row="本月合计",
        label_at="remark",
        notes=("贵单位收到本对账单后，请于十五日内核对，逾期未提出异议视为核对无误。",),
    )
    return one_account(account, table, style, frame, FULL)


def two_accounts(chance: random.Random) -> Made:
    """Two accounts of one firm behind one another in one file, each with its own head."""
    first = invent(chance, DEV, bank=1, rows=22)
    second = invent(chance, DEV, bank=1, rows=14)
    accounts = [first, replace(second, holder=first.holder)]
    style = Style(day="%Y/%m/%d", empty="-")
    table = Table(
        columns=(
            C(shows="day", head="入账日", wide=60),
            C(shows="voucher", head="凭证", wide=54),
            C(shows="in", head="贷方（存入）", wide=86, align="right"),
            C(shows="out", head="借方（支取）", wide=86, align="right"),
            C(shows="balance", head="余额", wide=90, align="right"),
            C(shows="summary", head="摘要", wide=62),
            C(shows="name", head="对方名称", wide=100),
        ),
        left=28,
        rules="full",
        size=8,
    )
    frame = Frame(
        title="分户账明细",
        head=lambda a, s: (
            ((0, f"银行名称：{a.bank}"), (0.6, "货币：人民币")),
            ((0, f"账户名称：{a.holder}"), (0.6, f"账户号码：{a.number}")),
            ((0, f"自 {a.start:%Y/%m/%d} 至 {a.end:%Y/%m/%d}"), (0.6, f"期初余额：{s.money(a.opening)}")),
        ),
        total_row="合计",
        footer="打印页次 {page}",
    )
    return several_accounts(accounts, table, style, frame, FULL)


def dollars_typed(chance: random.Random) -> Made:
    """A dollar account: the currency before each amount, English heads, letters of a typewriter."""
    account = invent(chance, DEV, bank=2, rows=20, currency="USD")
    style = Style(amount="USD {0}", day="%Y.%m.%d", empty="")
    table = Table(
        columns=(
            C(shows="day", head="日期 DATE", wide=62),
            C(shows="summary", head="摘要 DESCRIPTION", wide=70),
            C(shows="out", head="借方 DEBIT", wide=92, align="right"),
            C(shows="in", head="贷方 CREDIT", wide=92, align="right"),
            C(shows="balance", head="余额 BALANCE", wide=98, align="right"),
            C(shows="name", head="对方名称 PARTY", wide=124),
        ),
        left=28,
        face=TYPED,
        head_face=SANS,
        rules="head",
        size=7.5,
    )
    frame = Frame(
        title="外币账户对账单 STATEMENT OF ACCOUNT",
        title_size=13,
        head=lambda a, s: (
            ((0, "恒丰银行 EVERGROWING BANK"),),
            ((0, f"户名 ACCOUNT NAME: {a.holder}"),),
            ((0, f"账号 ACCOUNT NO.: {a.number}"), (0.55, f"币种 CURRENCY: {a.currency}")),
            ((0, f"期间 PERIOD: {a.start:%Y.%m.%d} - {a.end:%Y.%m.%d}"),),
            (
                (0, f"期初余额 OPENING BALANCE: {s.money(a.opening)}"),
                (0.55, f"期末余额 CLOSING BALANCE: {s.money(a.closing)}"),
            ),
        ),
        total_row="总计 TOTAL",
    )
    return one_account(account, table, style, frame, FULL)


def full_width_figures(chance: random.Random) -> Made:
    """A small bank's printout: full-width figures, serial numbers, balance first, half the rules, a seal."""
    account = invent(chance, DEV, bank=4, rows=18)
    style = Style(full_width=True, day="%Y-%m-%d", empty="")
    table = Table(
        columns=(
            C(shows="number", head="编号", wide=28, align="centre"),
            C(shows="day", head="发生日期", wide=60),
            C(shows="balance", head="余额", wide=104, align="right"),
            C(shows="in", head="收方金额", wide=96, align="right"),
            C(shows="out", head="付方金额", wide=96, align="right"),
            C(shows="summary", head="事由", wide=60),
            C(shows="remark", head="说明", wide=100),
        ),
        left=26,
        rules="rows",
        size=8,
    )
    frame = Frame(
        title="存款账户流水",
        head=lambda a, s: (
            ((0, f"单位名称：{a.holder}"), (0.55, f"单位账号：{a.number}")),
            ((0, f"开户银行：{a.bank}"), (0.55, f"期初结余：{s.money(a.opening)}")),
            ((0, f"时间范围：{a.start:%Y-%m-%d}～{a.end:%Y-%m-%d}"),),
        ),
        seal="结算专用章",
        notes=("打印柜员：0817    复核：",),
    )
    return one_account(account, table, style, frame, ("bank", "account_name", "account_number", "period", "opening"))


PRINTED = tuple(
    Paper(f"statement_{make.__name__}", "dev", make)
    for make in (
        ruled_landscape,
        bilingual_unruled,
        flagged_rows,
        words_with_yuan_signs,
        short_days_small_print,
        two_accounts,
        dollars_typed,
        full_width_figures,
    )
)
