"""Statements as joint-stock banks print them: bilingual heads, odd orders of columns, subtotals, two currencies."""

from __future__ import annotations

import random
from itertools import groupby

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import digits, figures, wide
from . import papers3_table as t
from .papers3_kit import Page, noise, square, starred
from .papers3_ledger import NO_BALANCES, Account, invent, several, told
from .papers3_table import Col, Grid, cells_of, flow, shown


def _two_tongues(chance: random.Random) -> Made:
    """招行交易流水: Chinese over English in every head, dotted rules, the other side's name and number in one cell."""
    a = invent(chance, "招商银行", chance.randrange(70, 96), person=True, months=4)
    cols = (
        Col("记账日期\nDate", 66, lambda m: f"{m.when:%Y-%m-%d}"),
        Col("货币\nCurrency", 52, lambda _: "CNY"),
        Col("交易金额\nTransaction Amount", 92, lambda m: figures(m.fen), "r"),
        Col("联机余额\nBalance", 84, lambda m: figures(m.balance), "r"),
        Col("交易摘要\nTransaction Type", 92, lambda m: m.summary, "l", ("summary",)),
        Col(
            "对手信息\nCounter Party",
            156,
            lambda m: f"{m.party} {m.account}" if m.party else "",
            "l",
            ("counterparty_name", "counterparty_account"),
        ),
    )
    page = Page(8.5, latin="times")
    grid = Grid(cols=cols, x=26, size=8.5, rules="dots", row=19, heads=False)

    def every(n: int, count: int) -> None:
        if n == 1:
            page.text(297, 48, "招商银行交易流水", size=17, bold=True, align="c")
            page.text(297, 64, "Transaction Statement of China Merchants Bank", size=9.5, align="c")
            page.text(297, 80, f"{a.start} -- {a.end}", size=9.5, align="c")
            pairs = (
                ("户　　名：", a.holder, "Name"),
                ("账号：", a.number, "Account No"),
                ("账户类型：", "ALL/全币种", "Account Type"),
                ("开 户 行：", f"招商银行{a.branch}", "Sub Branch"),
                ("申请时间：", f"{a.end:%Y-%m-%d} 20:41:09", "Date"),
                ("验 证 码：", digits(chance, 8), "Verification Code"),
            )
            for k, (label, value, english) in enumerate(pairs):
                x, y = 28 + 280 * (k % 2), 104 + 28 * (k // 2)
                page.text(x, y, label + value)
                page.text(x, y + 10, english, size=6.5, colour=(120, 120, 120))
        page.text(297, 828, f"{n}/{count}", align="c", size=8)

    y, _ = flow(page, grid, cells_of(cols, a.moves), first=192, rest=36, bottom=800, every=every)
    page.text(28, y + 14, "————————————— 以下空白 —————————————", size=8)
    accept = {"bank": ["招商银行" + a.branch]}
    return Made(page.data(), ".pdf", told(a, shown(cols), head=NO_BALANCES, accept=accept))


def _balance_before(chance: random.Random) -> Made:
    """平安: the balance stands before payments and receipts, the day is the last column, heads only once."""
    a = invent(chance, "平安银行", chance.randrange(40, 55), months=1)
    cols = (
        t.reference("流水号", 76),
        t.name("交易对手", 118),
        t.number("对手账号", 104),
        t.branch("对手开户行", 104),
        t.left("账户余额", 88),
        t.out("支出", 80, "-"),
        t.into("收入", 80, "-"),
        t.summary("摘要", 56),
        Col("交易时间", 78, lambda m: f"{m.when:%Y/%m/%d %H:%M}"),
    )
    page = Page(8, page=LANDSCAPE, stretch=90)
    grid = Grid(
        cols=cols, x=28, size=7.8, rules="rows", row=20, heads=False, ground=(255, 240, 228), pen=(230, 120, 40)
    )

    def every(n: int, count: int) -> None:
        if n == 1:
            page.round_corners(28, 24, 784, 50, (250, 250, 250))
            page.text(38, 44, "平安银行 | 企业网银交易明细", size=13, bold=True, colour=(220, 90, 20))
            page.text(38, 64, f"{a.holder}　　账号 {a.number}　　人民币　　{a.start:%Y/%m/%d} 至 {a.end:%Y/%m/%d}")
        page.text(812, 582, f"{n} of {count}", align="r", size=7)

    flow(page, grid, cells_of(cols, a.moves), first=82, rest=30, bottom=566, every=every)
    return Made(
        page.data(), ".pdf", told(a, shown(cols), head=NO_BALANCES, clock="minutes", full="平安银行股份有限公司")
    )


def _month_totals(chance: random.Random) -> Made:
    """民生单位账户对账单: sums of each month and since the year began stand between the rows."""
    a = invent(chance, "中国民生银行", chance.randrange(80, 100), months=3, branch="分行营业部")
    cols = (
        Col("日期", 58, lambda m: f"{m.when:%Y-%m-%d}", "c"),
        Col("凭证号", 56, lambda m: m.voucher or "", "l", ("voucher",)),
        t.summary("摘要", 60),
        t.out("支出金额", 76),
        t.into("收入金额", 76),
        t.left("余额", 82),
        t.name("对方单位名称", 134),
    )
    rows = []
    year_out = year_in = 0
    rows.append(["", "", "期初余额", "", "", figures(a.opening), ""])
    for month, group in groupby(a.moves, key=lambda m: m.when.month):
        moves = list(group)
        rows += cells_of(cols, moves)
        spent, income = sum(m.spent for m in moves), sum(m.income for m in moves)
        year_out, year_in = year_out + spent, year_in + income
        rows.append(["", "", "本月合计", figures(spent), figures(income), figures(moves[-1].balance), f"{month}月"])
        rows.append(["", "", "累　　计", figures(year_out), figures(year_in), figures(moves[-1].balance), ""])
    page = Page(8, face="serif")
    grid = Grid(cols=cols, x=27, size=7.8, row=17, pen=(40, 40, 40), bold=True)

    def every(n: int, count: int) -> None:
        page.text(297, 42, "单位账户对账单", size=16, bold=True, align="c", spacing=2)
        page.text(28, 64, f"开户行：中国民生银行股份有限公司{a.branch}")
        page.text(568, 64, f"第 {n} 页 / 共 {count} 页", align="r")
        page.text(28, 78, f"单位名称：{a.holder}")
        page.text(330, 78, f"账　号：{a.number}")
        page.text(28, 92, f"对账时段：{a.start:%Y年%m月%d日} 至 {a.end:%Y年%m月%d日}")
        page.text(330, 92, "币　种：人民币")

    y, _ = flow(page, grid, rows, first=100, rest=100, bottom=800, every=every)
    page.text(28, y + 16, f"截至{a.end:%Y年%m月%d日}账户余额：{figures(a.closing)} 元")
    accept = {"bank": ["中国民生银行股份有限公司" + a.branch]}
    return Made(page.data(), ".pdf", told(a, shown(cols), accept=accept))


def _own_pages(chance: random.Random) -> Made:
    """中信: one file with a yuan and a dollar account of one firm, each on pages of its own."""
    yuan = invent(chance, "中信银行", chance.randrange(30, 38))
    dollar = invent(
        chance, "中信银行", chance.randrange(30, 36), currency="USD", holder=yuan.holder, year=yuan.start.year
    )
    page = Page(8.2, latin="helvetica")
    parts, number = [], 0
    for a, coin in ((yuan, "人民币 CNY"), (dollar, "美元 USD")):
        if number:
            page.turn()
        cols = (
            Col("交易日期", 54, lambda m: f"{m.when:%Y-%m-%d}", "c"),
            Col("交易时间", 46, lambda m: f"{m.when:%H:%M:%S}", "c"),
            t.summary("摘要", 52),
            Col("借方发生额", 76, lambda m: figures(m.spent) if m.spent else "0.00", "r"),
            Col("贷方发生额", 76, lambda m: figures(m.income) if m.income else "0.00", "r"),
            t.left("账户余额", 80),
            t.name("对方账户名称", 92),
            t.number("对方账号", 66),
        )
        grid = Grid(
            cols=cols,
            x=26,
            size=7.6,
            row=21,
            band=(244, 244, 246),
            rules="head",
            ground=(200, 30, 40),
            head_colour=(255, 255, 255),
        )

        def every(n: int, count: int, a: Account = a, coin: str = coin) -> None:
            page.text(26, 42, "中信银行", size=15, bold=True, colour=(200, 30, 40))
            page.text(568, 42, "账户交易明细", size=13, align="r")
            page.text(26, 62, f"账户名称：{a.holder}")
            page.text(330, 62, f"账户号码：{a.number}")
            page.text(26, 76, f"账户币种：{coin}")
            page.text(330, 76, f"查询期间：{a.start}至{a.end}")
            page.text(26, 90, f"期初余额：{figures(a.opening)}")
            page.text(330, 90, f"期末余额：{figures(a.closing)}")
            page.text(568, 826, f"{coin[-3:]} {n}/{count}", align="r", size=7)

        _, pages = flow(page, grid, cells_of(cols, a.moves), first=98, rest=98, bottom=806, every=every)
        numbers = range(number + 1, number + len(pages) + 1)
        number += len(pages)
        parts.append((numbers, told(a, shown(cols), clock="seconds", full="中信银行股份有限公司")))
    return Made(page.data(), ".pdf", several(parts))


def _compact_times(chance: random.Random) -> Made:
    """浦发: days and times as bare figures, landscape, rules between columns only, two numbers for each row."""
    a = invent(chance, "上海浦东发展银行", chance.randrange(56, 74), months=2, masked=True)
    cols = (
        Col("交易日期", 54, lambda m: f"{m.when:%Y%m%d}", "c"),
        Col("交易时间", 44, lambda m: f"{m.when:%H%M%S}", "c"),
        Col("凭证号", 56, lambda m: m.voucher or "", "c"),
        t.reference("流水号", 78),
        t.out("借方金额", 84),
        t.into("贷方金额", 84),
        t.left("余额", 90),
        t.number("对方账号", 78),
        t.name("对方户名", 122),
        t.summary("摘要", 92),
    )
    page = Page(8, page=LANDSCAPE, latin="courier", stretch=94)
    grid = Grid(cols=cols, x=30, size=7.8, rules="columns", row=16, band=(238, 242, 250))

    def every(n: int, count: int) -> None:
        page.text(30, 38, "浦发银行 SPD BANK", size=13, bold=True, colour=(30, 60, 140))
        page.text(812, 38, f"打印页次 {n}-{count}", align="r", size=8)
        page.text(30, 582, "上海浦东发展银行股份有限公司　公司网银", size=7.5)
        page.text(30, 58, f"账号/户名：{a.number}　{a.holder}")
        page.text(520, 58, f"起止日期：{a.start:%Y%m%d}-{a.end:%Y%m%d}　币种：人民币")

    flow(page, grid, cells_of(cols, a.moves), first=66, rest=66, bottom=560, every=every)
    accept: dict[str, list[object]] = {
        f"transactions[{k}].reference": [m.voucher] for k, m in enumerate(a.moves) if m.voucher
    }
    accept["bank"] = ["浦发银行", "浦发银行股份有限公司"]
    return Made(page.data(), ".pdf", told(a, shown(cols), head=NO_BALANCES, clock="seconds", accept=accept))


def _newest_first(chance: random.Random) -> Made:
    """兴业: the newest row comes first, pale letters of the bank lie under the whole page, names wrap."""
    a = invent(chance, "兴业银行", chance.randrange(42, 56), months=2)
    cols = (
        t.reference("流水编号", 62),
        Col("记账日", 56, lambda m: f"{m.when:%Y-%m-%d}", "c"),
        t.out("借方", 72),
        t.into("贷方", 72),
        t.left("余额", 78),
        t.summary("摘要", 48),
        t.name("对方户名", 66),
        t.remark("用途", 88),
    )
    page = Page(8, stretch=95)
    grid = Grid(cols=cols, x=26, size=7.8, row=19, pen=(170, 170, 180), top=True)

    def every(n: int, count: int) -> None:
        for k in range(6):
            page.slanted(120 + 180 * (k % 3), 250 + 300 * (k // 3), "兴业银行", size=30, angle=35)
        page.text(297, 40, "兴业银行单位存款账户交易流水", size=14, bold=True, align="c")
        page.text(28, 62, f"户名：{a.holder}")
        page.text(568, 62, f"账号：{a.number}", align="r")
        page.text(28, 76, f"查询日期范围：{a.start} 至 {a.end}（按时间倒序）")
        page.text(568, 76, "币种：人民币", align="r")
        page.text(297, 830, f"-- {n} / {count} --", align="c", size=7.5)

    flow(page, grid, cells_of(cols, a.moves[::-1]), first=84, rest=84, bottom=808, every=every)
    page.picture(500, 30, 26, square(noise(chance)))
    return Made(page.data(), ".pdf", told(a, shown(cols), head=NO_BALANCES, newest=True))


def _wide_figures(chance: random.Random) -> Made:
    """光大: all figures are full-width ones; the card is starred in the head; a sum row under each page."""
    a = invent(chance, "中国光大银行", chance.randrange(36, 48), person=True, months=2)
    cols = (
        Col(
            "交易日",
            100,
            lambda m: wide(f"{m.when:%Y}") + "年" + wide(f"{m.when:%m}") + "月" + wide(f"{m.when:%d}") + "日",
        ),
        Col("支出", 96, lambda m: _full(m.spent) if m.spent else "", "r"),
        Col("存入", 96, lambda m: _full(m.income) if m.income else "", "r"),
        Col("结余", 102, lambda m: _full(m.balance), "r"),
        t.summary("摘要", 66),
        t.name("对方名称", 82),
    )
    shown_number = starred(a.number, 6, 4, 9)
    page = Page(8.5, face="serif")
    grid = Grid(cols=cols, x=26, size=8.2, rules="rows", row=20)

    def every(n: int, count: int) -> None:
        page.text(28, 46, "中国光大银行", size=16, bold=True, colour=(110, 40, 130))
        page.text(28, 62, "CHINA EVERBRIGHT BANK", size=7, colour=(110, 40, 130))
        page.text(566, 46, "个人账户对账簿", size=13, align="r")
        page.text(28, 82, f"客户姓名：{a.holder}　　　卡号：{shown_number}　　　人民币")
        page.text(
            28,
            97,
            f"自{wide(str(a.start.year))}年{wide(str(a.start.month))}月{wide('1')}日起至"
            f"{wide(str(a.end.year))}年{wide(str(a.end.month))}月{wide(str(a.end.day))}日止",
        )
        page.text(566, 97, f"上期结余　{_full(a.opening)}", align="r")
        page.text(297, 822, f"第{n}页共{count}页", align="c", size=7.5)

    spans: list[int] = [0]

    def after(k: int) -> list[str]:
        part = a.moves[spans[-1] : k]
        spans.append(k)
        spent, income = sum(m.spent for m in part), sum(m.income for m in part)
        return ["本页小计", _full(spent), _full(income), "", f"{len(part)}笔", ""]

    flow(page, grid, cells_of(cols, a.moves), first=106, rest=106, bottom=800, every=every, after=after)
    true = told(a, shown(cols), head=(*NO_BALANCES, "opening"))
    true["fields"]["account_number"] = shown_number
    return Made(page.data(), ".pdf", true)


def _full(fen: int) -> str:
    return wide(figures(fen)).replace(",", "，").replace(".", "．")


PAPERS = (
    Paper("statement-p3-two-tongues", "held", _two_tongues),
    Paper("statement-p3-balance-before", "held", _balance_before),
    Paper("statement-p3-month-totals", "held", _month_totals),
    Paper("statement-p3-own-pages", "held", _own_pages),
    Paper("statement-p3-compact-times", "held", _compact_times),
    Paper("statement-p3-newest-first", "held", _newest_first),
    Paper("statement-p3-wide-figures", "held", _wide_figures),
)
