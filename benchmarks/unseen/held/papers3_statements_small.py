"""Statements of village, rural, foreign and internet banks: typed rules, month and day apart, reversed captions."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..made import Made, Paper
from ..values import figures
from . import papers3_table as t
from .papers3_kit import Page, noise, square
from .papers3_ledger import NO_BALANCES, Account, Move, invent, told
from .papers3_table import Col, Grid, cells_of, flow, shown

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def _typed(chance: random.Random) -> Made:
    """村镇银行: a line printer's page, all rules are typed dashes and strokes."""
    a = invent(chance, "宜昌夷陵兴福村镇银行", chance.randrange(36, 50))
    edges = (28, 92, 150, 238, 326, 420, 567)
    page = Page(8.6, face="serif", latin="courier")
    heads = ("交易日期", "摘要", "借方", "贷方", "余额", "对方户名")
    rule = "-" * 104

    def line(y: float, cells: tuple[str, ...]) -> None:
        for k, cell in enumerate(cells):
            page.text(edges[k], y, "|")
            if k in (2, 3, 4):
                page.text(edges[k + 1] - 5, y, cell, align="r")
            else:
                page.text(edges[k] + 8, y, cell)
        page.text(edges[-1], y, "|")

    def head(n: int) -> float:
        page.text(297, 44, "宜昌夷陵兴福村镇银行有限责任公司", size=12, align="c")
        page.text(297, 60, "分 户 账 对 账 单", size=12, align="c")
        page.text(28, 82, f"户名: {a.holder}")
        page.text(360, 82, f"账号: {a.number}")
        page.text(28, 95, f"日期: {a.start:%Y%m%d} -- {a.end:%Y%m%d}")
        page.text(360, 95, f"币种: 人民币      第 {n} 页")
        page.text(28, 106, rule, size=8.6)
        line(117, heads)
        page.text(28, 127, rule, size=8.6)
        return 139.0

    number, y = 1, head(1)
    line(y, ("", "上日余额", "", "", figures(a.opening), ""))
    y += 13
    for m in a.moves:
        if y > 780:
            page.text(28, y, rule)
            page.turn()
            number += 1
            y = head(number)
        spent, income = (figures(m.spent) if m.spent else ""), (figures(m.income) if m.income else "")
        line(y, (f"{m.when:%Y%m%d}", m.summary, spent, income, figures(m.balance), m.party or ""))
        y += 13
    page.text(28, y, rule)
    page.text(
        28,
        y + 14,
        f"借方笔数: {a.count(-1)}  借方合计: {figures(a.spent)}  贷方笔数: {a.count(1)}  贷方合计: {figures(a.income)}",
    )
    page.seal(470, y + 10, 40, "兴福村镇银行业务清讫章")
    head_fields = (*NO_BALANCES, "opening")
    true = told(a, ("summary", "counterparty_name"), head=head_fields, full="宜昌夷陵兴福村镇银行有限责任公司")
    return Made(page.data(), ".pdf", true)


def _month_and_day(chance: random.Random) -> Made:
    """农信社分户账: the year stands over two columns for month and day, 借或贷 says on which side the balance is."""
    a = invent(chance, "遵义播州农村信用合作联社", chance.randrange(32, 44))
    cols = (
        Col("月", 24, lambda m: str(m.when.month), "c"),
        Col("日", 24, lambda m: str(m.when.day), "c"),
        Col("凭证号数", 58, lambda m: m.voucher or "", "c", ("voucher",)),
        t.summary("摘　　要", 92),
        t.out("借方金额", 84),
        t.into("贷方金额", 84),
        Col("借或贷", 30, lambda _: "贷", "c"),
        t.left("余　额", 90),
        Col("复核", 30, lambda _: "", "c"),
    )
    page = Page(8.6, face="serif", ink=(30, 60, 40))
    grid = Grid(cols=cols, x=40, size=8.4, row=18, pen=(60, 120, 80))

    def every(n: int, count: int) -> None:
        page.text(297, 46, "贵州省农村信用社存款分户账", size=15, bold=True, align="c")
        page.text(40, 70, f"机构名称：遵义播州农村信用合作联社{a.branch}")
        page.text(556, 70, f"账页 {n}（共 {count}）", align="r")
        page.text(40, 86, f"户名：{a.holder}")
        page.text(310, 86, f"账号：{a.number}")
        page.text(556, 86, "人民币：元", align="r")
        page.box(40, 94, 48, 16, thick=0.5, colour=grid.pen)
        page.text(64, 106, f"{a.start.year}年", align="c")
        page.box(88, 94, grid.wide - 48, 16, thick=0.5, colour=grid.pen)
        page.text(88 + (grid.wide - 48) / 2, 106, "记　账　内　容", align="c")

    def before(k: int) -> list[str]:
        held = a.moves[k - 1].balance if k else a.opening
        return ["", "", "", "承前页" if k else "上月结转", "", "", "贷", figures(held), ""]

    flow(page, grid, cells_of(cols, a.moves), first=110, rest=110, bottom=800, every=every, before=before)
    accept = {"bank": ["贵州省农村信用社", "遵义播州农村信用合作联社" + a.branch, "农村信用社"]}
    head = ("bank", "name", "number", "currency", "opening")
    true = told(a, shown(cols), head=head, accept=accept)
    return Made(page.data(), ".pdf", true)


def _at_day_ends(chance: random.Random) -> Made:
    """汇丰中国: a day's last row alone has a balance, days as 05JAN2025, what happened in two languages and lines."""
    a = invent(chance, "汇丰银行（中国）有限公司", chance.randrange(34, 46), months=1, crowd=True)
    last = {k for k, m in enumerate(a.moves) if k + 1 == len(a.moves) or a.moves[k + 1].when.date() != m.when.date()}
    place = {m.reference: k for k, m in enumerate(a.moves)}

    def details(m: Move) -> str:
        return f"{m.summary}\n{m.party}" if m.party else m.summary

    cols = (
        Col("日期\nDate", 66, lambda m: _first_of_day(a, m)),
        Col("交易详情\nTransaction details", 212, details),
        Col("支出\nWithdrawals", 84, lambda m: figures(m.spent) if m.spent else "", "r"),
        Col("存入\nDeposits", 84, lambda m: figures(m.income) if m.income else "", "r"),
        Col("结余\nBalance", 90, lambda m: figures(m.balance) if place[m.reference] in last else "", "r"),
    )
    page = Page(8.4, latin="helvetica")
    grid = Grid(cols=cols, x=30, size=8.2, row=17, rules="head", top=True, pen=(200, 0, 20))

    def every(n: int, count: int) -> None:
        page.text(30, 44, "HSBC", size=18, bold=True)
        page.text(86, 44, "汇丰银行（中国）有限公司", size=11)
        page.text(86, 56, "HSBC Bank (China) Company Limited", size=7)
        page.text(565, 44, "综合账户结单 Composite Statement", size=10, align="r")
        page.text(30, 82, f"账户名称 Account name：{a.holder}")
        page.text(30, 96, f"账户号码 Account number：{a.number}")
        page.text(
            565,
            82,
            f"结单期 {_english(a.start)} - {_english(a.end)}",
            align="r",
        )
        page.text(565, 96, f"页次 Page {n} of {count}", align="r")
        page.text(30, 114, "人民币储蓄 CNY Savings", size=9, bold=True)

    def before(k: int) -> list[str]:
        held = a.moves[k - 1].balance if k else a.opening
        return ["", "承前结余 B/F BALANCE", "", "", figures(held)]

    final = (["", "结余转下期 C/F BALANCE", "", "", figures(a.closing)],)
    flow(page, grid, cells_of(cols, a.moves), first=122, rest=122, bottom=790, every=every, before=before, final=final)
    page.text(30, 820, "如有查询，请于九十天内联络本行。Please notify us of any discrepancy within 90 days.", size=7)
    # A cell says what happened and with whom: who gives all of it as summary, or leaves the name out, is right too.
    accept: dict[str, list[Any]] = {"bank": ["汇丰银行", "HSBC"]}
    for k, m in enumerate(a.moves):
        if m.party:
            accept[f"transactions[{k}].counterparty_name"] = [None]
            accept[f"transactions[{k}].summary"] = [f"any text that holds {m.summary}"]
    true = told(a, ("summary", "counterparty_name"), balances=last, accept=accept)
    return Made(page.data(), ".pdf", true)


def _first_of_day(a: Account, m: Move) -> str:
    k = a.moves.index(m)
    if k and a.moves[k - 1].when.date() == m.when.date():
        return ""
    return _english(m.when)


def _english(day: dt.date) -> str:
    return f"{day:%d}{_MONTHS[day.month - 1]}{day.year}"


def _bracketed(chance: random.Random) -> Made:
    """东亚中国: payments in one column with receipts, in brackets; the latest balance stands in a frame."""
    a = invent(chance, "东亚银行（中国）有限公司", chance.randrange(30, 40))
    cols = (
        Col("交易日\nTrans. Date", 64, lambda m: f"{m.when:%d/%m/%Y}", "c"),
        Col("起息日\nValue Date", 64, lambda m: f"{m.when:%d/%m/%Y}", "c"),
        t.summary("摘要\nParticulars", 72),
        t.name("对方名称\nCounterparty", 152),
        Col(
            "金额 Amount\n(支出以括号列示)",
            92,
            lambda m: f"({figures(m.spent)})" if m.spent else figures(m.income),
            "r",
        ),
        Col("余额\nBalance", 92, lambda m: figures(m.balance), "r"),
    )
    page = Page(8.4, face="serif", latin="times")
    grid = Grid(cols=cols, x=29, size=8.4, row=18, rules="rows", pen=(140, 140, 150))

    def every(n: int, count: int) -> None:
        page.text(30, 46, "东亚银行（中国）有限公司", size=13, bold=True)
        page.text(30, 59, "The Bank of East Asia (China) Limited", size=8)
        page.text(566, 46, "往来账户月结单 STATEMENT OF ACCOUNT", size=10, align="r")
        page.text(566, 59, f"Page {n}/{count}", align="r", size=8)
        page.text(30, 84, f"户名 Name：{a.holder}")
        page.text(30, 98, f"账号 A/C No.：{a.number}")
        page.text(330, 84, "货币 Currency：CNY")
        page.text(330, 98, f"月结期 Period：{a.start:%d/%m/%Y} - {a.end:%d/%m/%Y}")

    def before(k: int) -> list[str]:
        held = a.moves[k - 1].balance if k else a.opening
        return ["", "", "承上页余额" if k else "期初余额", "", "", figures(held)]

    final = (f"期末余额 Closing Balance：{figures(a.closing)}",)
    y, _ = flow(
        page, grid, cells_of(cols, a.moves), first=110, rest=110, bottom=790, every=every, before=before, final=final
    )
    page.text(30, y + 14, "注：日期格式为 日/月/年。", size=7.5)
    return Made(page.data(), ".pdf", told(a, shown(cols), accept={"bank": ["东亚银行"]}))


def _stacked_amount(chance: random.Random) -> Made:
    """微众银行: newest first; the amount with its sign and the balance are two lines of one cell."""
    a = invent(chance, "深圳前海微众银行股份有限公司", chance.randrange(30, 40), person=True, months=2, masked=True)
    cols = (
        Col("交易时间", 100, lambda m: f"{m.when:%Y-%m-%d %H:%M:%S}"),
        t.summary("交易类型", 92),
        Col(
            "交易对手／账号",
            176,
            lambda m: f"{m.party}\n{m.account}" if m.party else "--",
            "l",
            ("counterparty_name", "counterparty_account"),
        ),
        Col(
            "金额（元）\n账户余额（元）",
            110,
            lambda m: f"{'+' if m.fen > 0 else '-'}{figures(abs(m.fen))}\n{figures(m.balance)}",
            "r",
        ),
        Col("状态", 50, lambda _: "成功", "c"),
    )
    page = Page(8.6)
    grid = Grid(cols=cols, x=33, size=8.4, row=30, rules="dots", ground=(240, 244, 255), pen=(190, 200, 225))

    def every(n: int, count: int) -> None:
        page.round_corners(33, 26, 528, 62, (60, 100, 220))
        page.text(46, 50, "微众银行 WeBank", size=14, bold=True, colour=(255, 255, 255))
        page.text(46, 72, "账户交易流水证明", size=11, colour=(255, 255, 255))
        page.text(34, 106, f"姓名：{a.holder}　　账号：{a.number}　　币种：人民币")
        page.text(34, 120, f"时间范围：{a.start}至{a.end}")
        page.text(561, 120, f"{n}/{count}", align="r")
        page.text(297, 826, "深圳前海微众银行股份有限公司　客服热线 95384", size=7, align="c")

    flow(page, grid, cells_of(cols, a.moves[::-1]), first=130, rest=130, bottom=806, every=every)
    page.picture(510, 34, 44, square(noise(chance)))
    true = told(a, shown(cols), head=NO_BALANCES, clock="seconds", newest=True, accept={"bank": ["微众银行", "WeBank"]})
    return Made(page.data(), ".pdf", true)


def _own_books(chance: random.Random) -> Made:
    """网商银行: captions follow the firm's own books, 借方 is what came in and 贷方 what went out."""
    a = invent(chance, "浙江网商银行股份有限公司", chance.randrange(40, 54), months=2)
    cols = (
        Col("交易时间", 58, lambda m: f"{m.when:%Y-%m-%d}\n{m.when:%H:%M:%S}", "c"),
        t.reference("流水号", 58),
        Col("借方金额\n（收）", 72, lambda m: figures(m.income) if m.income else "", "r"),
        Col("贷方金额\n（支）", 72, lambda m: figures(m.spent) if m.spent else "", "r"),
        t.left("余额", 76),
        t.name("对方户名", 78),
        t.number("对方账号", 66),
        t.summary("摘要", 60),
    )
    page = Page(8)
    grid = Grid(cols=cols, x=27, size=7.6, row=22, pen=(200, 205, 215), ground=(248, 249, 252))

    def every(n: int, count: int) -> None:
        page.text(297, 42, "浙江网商银行股份有限公司", size=12, align="c")
        page.text(297, 60, "账户明细对账单", size=14, bold=True, align="c")
        page.text(28, 82, f"企业名称：{a.holder}")
        page.text(28, 96, f"银行账号：{a.number}")
        page.text(566, 82, f"对账周期：{a.start} 到 {a.end}", align="r")
        page.text(566, 96, f"币种：人民币　页数：{n}/{count}", align="r")

    def before(k: int) -> list[str] | None:
        return ["", "期初余额", "", "", figures(a.opening), "", "", ""] if not k else None

    final = (["", "期末余额", figures(a.income), figures(a.spent), figures(a.closing), "", "", ""],)
    flow(page, grid, cells_of(cols, a.moves), first=106, rest=106, bottom=806, every=every, before=before, final=final)
    page.square_stamp(440, 740, ("浙江网商银行", "电子回单专用章"))
    return Made(page.data(), ".pdf", told(a, shown(cols), clock="seconds", accept={"bank": ["网商银行"]}))


PAPERS = (
    Paper("statement-p3-typed-rules", "held", _typed),
    Paper("statement-p3-month-and-day", "held", _month_and_day),
    Paper("statement-p3-at-day-ends", "held", _at_day_ends),
    Paper("statement-p3-bracketed", "held", _bracketed),
    Paper("statement-p3-stacked-amount", "held", _stacked_amount),
    Paper("statement-p3-own-books", "held", _own_books),
)
