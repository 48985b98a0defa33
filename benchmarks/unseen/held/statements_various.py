"""Held statements on paper: of persons, with heads in two languages, account data in the foot, rows of two lines."""

from __future__ import annotations

import random
from collections.abc import Callable

from ..drawing import GREY, LANDSCAPE
from ..made import Made, Paper
from ..values import digits, figures, spread
from .bank_ledger import account, told
from .bank_table import Column, Press, Table, counted, some


def _person(chance: random.Random) -> Made:
    """A person's signed amounts on coloured bands under heads in two languages; three pages, the card masked."""
    masked = f"6217{'*' * 11}{digits(chance, 4)}"
    a = account(chance, "滨澜银行股份有限公司", 92, person=True, number=masked, months=3)
    table = Table(
        columns=(
            Column("记账日期\nPosting Date", 66, "c"),
            Column("交易摘要\nTransaction", 74),
            Column("交易金额\nAmount", 78, "r"),
            Column("账户余额\nBalance", 82, "r"),
            Column("对方户名\nCounterparty", 74),
            Column("对方账号\nCounterparty A/C", 104),
            Column("附言\nNote", 62),
        ),
        left=27,
        rules="bands",
        head_fill=(24, 84, 140),
        head_ink=(255, 255, 255),
        head_size=7,
        pad=4.5,
    )

    def draw(total: int) -> Press:
        sheet = Press(8, latin="helvetica")

        def foot() -> None:
            sheet.line(27, 806, 568, 806, thick=0.4, colour=GREY)
            sheet.text(27, 820, "滨澜银行客户服务热线 95500-1　本明细仅供参考", size=7, colour=GREY)
            sheet.text(568, 820, f"Page {sheet.pages} of {total}", size=7, align="r", colour=GREY)

        def turn() -> float:
            foot()
            sheet.turn()
            return 40

        sheet.text(27, 46, "滨澜银行", size=18, bold=True, colour=(24, 84, 140))
        sheet.text(568, 40, "个人账户交易流水", size=12, bold=True, align="r")
        sheet.text(568, 54, "Personal Account Transaction Record", size=8, align="r")
        for n, line in enumerate(
            (
                f"户名 Name：{a.holder}",
                f"账号 Account No.：{a.number}",
                "币种 Currency：人民币 CNY",
                f"起止日期 Period：{a.start} 至 {a.end}",
                f"期初余额 Opening Balance：{figures(a.opening)}",
                f"期末余额 Closing Balance：{figures(a.closing)}",
            )
        ):
            sheet.text(27 + 290 * (n % 2), 78 + 16 * (n // 2), line, size=8.5)
        rows = [
            [
                f"{r.when:%Y-%m-%d}",
                r.summary,
                f"{'+' if r.fen > 0 else ''}{figures(r.fen)}",
                figures(r.balance),
                r.counterparty_name or "",
                r.counterparty_account or "",
                r.remark or "",
            ]
            for r in a.rows
        ]
        y = table.run(sheet, 124, rows, bottom=798, turn=turn)
        sheet.seal(480, min(y, 740), 46, "滨澜银行业务专用章")
        foot()
        return sheet

    shows = ("summary", "counterparty_name", "counterparty_account", "remark")
    return Made(counted(draw).data(), ".pdf", told(a, shows, printed_bank="滨澜银行"))


def _foot(chance: random.Random) -> Made:
    """Nothing but a title above; who the account belongs to stands only below the rows of each page."""
    a = account(chance, "哈尔滨银行股份有限公司", 84, months=2)
    table = Table(
        columns=(
            Column("序号", 34, "c"),
            Column("日期", 80, "c"),
            Column("支出", 88, "r"),
            Column("收入", 88, "r"),
            Column("余额", 96, "r"),
            Column("摘要", 70),
            Column("对方名称", 100),
        ),
        left=20,
        rules="dots",
        size=8.5,
    )
    sheet = Press(9, face="serif", latin="times")

    def foot(y: float) -> None:
        sheet.line(20, y + 8, 576, y + 8, thick=0.9)
        sheet.text(24, y + 24, f"户名：{a.holder}")
        sheet.text(300, y + 24, f"账号：{a.number}")
        sheet.text(24, y + 40, f"查询时段：{spread(a.start)}至{spread(a.end)}")
        sheet.text(300, y + 40, "币种：人民币")
        sheet.text(576, y + 40, f"页码：{sheet.pages}", align="r")

    def turn() -> float:
        foot(764)
        sheet.turn()
        return title()

    def title() -> float:
        sheet.text(297, 50, "哈尔滨银行　往来明细表", size=15, bold=True, align="c")
        return 66

    rows = [
        [
            str(k),
            f"{r.when.year}年{r.when.month}月{r.when.day}日",
            some(r.out),
            some(r.into),
            figures(r.balance),
            r.summary,
            r.counterparty_name or "",
        ]
        for k, r in enumerate(a.rows, 1)
    ]
    foot(table.run(sheet, title(), rows, bottom=760, turn=turn))
    head = ("bank", "account_name", "account_number", "currency", "period")
    true = told(a, ("summary", "counterparty_name"), head=head, printed_bank="哈尔滨银行")
    return Made(sheet.data(), ".pdf", true)


def _narrow(chance: random.Random) -> Made:
    """Eleven narrow columns whose texts and numbers break, on three pages and more; only the first has a head."""
    a = account(chance, "重庆农村商业银行股份有限公司", 88, months=3)
    table = Table(
        columns=(
            Column("交易日期", 44, "c"),
            Column("时间", 38, "c"),
            Column("业务摘要", 44),
            Column("支出金额", 58, "r"),
            Column("收入金额", 58, "r"),
            Column("账户余额", 62, "r"),
            Column("对方户名", 64),
            Column("对方账号", 60),
            Column("对方开户行", 62),
            Column("用途", 46),
            Column("交易流水", 44),
        ),
        left=8,
        size=7,
        pad=2.5,
    )
    sheet = Press(7)
    sheet.text(297, 36, "重庆农村商业银行", size=14, bold=True, align="c")
    sheet.text(297, 54, "电子对账单（明细）", size=11, align="c")
    sheet.text(10, 72, f"账户名称：{a.holder}　　账户号码：{a.number}", size=8)
    sheet.text(10, 85, f"开户网点：{a.branch}　　币种：人民币　　单位：元", size=8)
    sheet.text(10, 98, f"起始日期：{a.start:%Y-%m-%d}　　终止日期：{a.end:%Y-%m-%d}", size=8)
    sheet.text(585, 98, f"上页余额：{figures(a.opening)}", size=8, align="r")

    def turn() -> float:
        sheet.text(297, 832, f"第{sheet.pages}页", size=7, align="c")
        sheet.turn()
        return 30

    rows = [
        [
            f"{r.when:%Y%m%d}",
            f"{r.when:%H:%M:%S}",
            r.summary,
            some(r.out),
            some(r.into),
            figures(r.balance),
            *(r.counterparty_name or "", r.counterparty_account or "", r.counterparty_bank or ""),
            *(r.remark or "", r.reference or ""),
        ]
        for r in a.rows
    ]
    table.run(sheet, 106, rows, bottom=820, turn=turn, repeat=False)
    sheet.text(297, 832, f"第{sheet.pages}页", size=7, align="c")
    head = ("bank", "account_name", "account_number", "currency", "period", "opening")
    shows = ("summary", "counterparty_name", "counterparty_account", "counterparty_bank", "remark", "reference")
    return Made(sheet.data(), ".pdf", told(a, shows, clock=True, head=head, printed_bank="重庆农村商业银行"))


def _brackets(chance: random.Random) -> Made:
    """Money out in brackets; name, number and bank of the other side in one cell with strokes between them."""
    a = account(chance, "广发银行股份有限公司", 19)
    table = Table(
        columns=(
            Column("交易时间", 106, "c"),
            Column("交易类型", 72),
            Column("发生额", 92, "r"),
            Column("交易后余额", 96, "r"),
            Column("对方账号/对方户名", 236),
            Column("备注", 92),
            Column("交易序号", 88),
        ),
        left=30,
        size=8.5,
        pen=(190, 60, 60),
        head_fill=(250, 232, 232),
    )
    sheet = Press(9, page=LANDSCAPE, stretch=92)
    sheet.text(30, 44, "广发银行 CGB", size=16, bold=True, colour=(190, 30, 30))
    sheet.text(812, 44, "企业账户历史交易", size=14, align="r")
    sheet.grid(
        30,
        58,
        (74, 260, 74, 374),
        (("账号", a.number, "账户名称", a.holder), ("开户行", a.branch, "日期范围", f"{a.start}至{a.end}")),
        rules="none",
        high=18,
        size=9,
    )
    sheet.text(30, 110, f"期初：{figures(a.opening)}　　期末：{figures(a.closing)}　　币种：CNY", size=9)

    def turn() -> float:
        sheet.turn()
        return 40

    rows = [
        [
            f"{r.when:%Y-%m-%d %H:%M}",
            r.summary,
            figures(r.fen) if r.fen > 0 else f"({figures(-r.fen)})",
            figures(r.balance),
            "/".join(p for p in (r.counterparty_account, r.counterparty_name) if p),
            r.remark or "",
            r.reference or "",
        ]
        for r in a.rows
    ]
    y = table.run(sheet, 120, rows, bottom=560, turn=turn)
    sheet.text(30, y + 16, "注：括号内金额为支出。", size=8)
    shows = ("summary", "counterparty_name", "counterparty_account", "remark", "reference")
    return Made(sheet.data(), ".pdf", told(a, shows, clock="minutes", printed_bank="广发银行"))


def _monthly(chance: random.Random) -> Made:
    """Totals above the head, and the sums of each month between the rows."""
    a = account(chance, "华夏银行股份有限公司", 30, months=2)
    table = Table(
        columns=(
            Column("交易日期", 70, "c"),
            Column("收支", 36, "c"),
            Column("金额", 90, "r"),
            Column("余额", 96, "r"),
            Column("对方户名", 120),
            Column("摘要", 62),
            Column("凭证号", 80),
        ),
        left=20,
        size=8.5,
    )
    sheet = Press(9, latin="courier")
    sheet.text(297, 44, "华夏银行单位账户对账单", size=15, bold=True, align="c")
    out, into = a.sums()
    outs, intos = a.counts()
    head = (
        ("单位名称", a.holder, "账号", a.number),
        ("币种", "人民币", "对账期间", f"{a.start:%Y%m%d}—{a.end:%Y%m%d}"),
        ("支出合计", f"{figures(out)}（{outs}笔）", "收入合计", f"{figures(into)}（{intos}笔）"),
        ("期初余额", figures(a.opening), "期末余额", figures(a.closing)),
    )
    low = sheet.grid(20, 58, (70, 207, 70, 207), head, high=20, size=8.5)
    rows = []
    for month in (a.start.month, a.end.month):
        own = [r for r in a.rows if r.when.month == month]
        rows += [
            [
                f"{r.when:%Y-%m-%d}",
                "支" if r.fen < 0 else "收",
                figures(abs(r.fen)),
                figures(r.balance),
                r.counterparty_name or "",
                r.summary,
                r.reference or "",
            ]
            for r in own
        ]
        paid, got = sum(r.out or 0 for r in own), sum(r.into or 0 for r in own)
        rows.append(["本月支出合计", "", figures(paid), "", "", "", ""])
        rows.append(["本月收入合计", "", figures(got), "", "", "", ""])

    def turn() -> float:
        sheet.turn()
        return 40

    table.run(sheet, low + 8, rows, bottom=800, turn=turn)
    sheet.seal(500, 110, 42, "华夏银行会计业务章")
    shows = ("summary", "counterparty_name", "reference")
    return Made(sheet.data(), ".pdf", told(a, shows, printed_bank="华夏银行"))


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("statement-held-person", _person),
    ("statement-held-foot", _foot),
    ("statement-held-narrow", _narrow),
    ("statement-held-brackets", _brackets),
    ("statement-held-monthly", _monthly),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
