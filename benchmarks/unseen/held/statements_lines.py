"""Held statements without rules: transactions on two lines each, passbook pages, zeros in the empty column."""

from __future__ import annotations

import random
from collections.abc import Callable

from ..drawing import GREY, LANDSCAPE
from ..made import Made, Paper
from ..values import figures
from .bank_ledger import account, told
from .bank_table import Column, Press, Table, counted, some


def _two_lines(chance: random.Random) -> Made:
    """Each transaction has a second line that names the other side; the account stands in a sentence."""
    a = account(chance, "云岭农村信用合作社联合社", 26)
    sheet = Press(9, face="serif", latin="times")
    sheet.text(297, 52, "云岭农村信用合作社联合社", size=15, bold=True, align="c")
    sheet.text(297, 74, "存款账户明细证明", size=13, align="c")
    y = sheet.paragraph(
        50,
        100,
        495,
        f"　　兹证明存款人{a.holder}在我社开立的账户（账号：{a.number}，币种：人民币）自{a.start.year}年"
        f"{a.start.month}月{a.start.day}日至{a.end.year}年{a.end.month}月{a.end.day}日的收付明细如下：",
    )
    sheet.text(50, y + 6, f"期初余额：{figures(a.opening)}元")
    sheet.text(545, y + 6, f"期末余额：{figures(a.closing)}元", align="r")
    places = ((50, "l"), (125, "l"), (300, "r"), (410, "r"), (545, "r"))

    def line(y: float, cells: tuple[str, ...], *, bold: bool = False) -> None:
        for (x, align), cell in zip(places, cells, strict=True):
            sheet.text(x, y, cell, align=align, bold=bold)  # type: ignore[arg-type]

    y += 26
    line(y, ("日期", "摘要", "存入", "支取", "结余"), bold=True)
    sheet.line(50, y + 5, 545, y + 5)
    y += 20
    for r in a.rows:
        if y > 770:
            sheet.text(297, 815, f"第{sheet.pages}页", align="c", size=8)
            sheet.turn()
            y = 60
            line(y, ("日期", "摘要", "存入", "支取", "结余"), bold=True)
            y += 20
        line(y, (f"{r.when:%Y-%m-%d}", r.summary, some(r.into), some(r.out), figures(r.balance)))
        if r.counterparty_name:
            y += 13
            sheet.text(
                125, y, f"对方户名：{r.counterparty_name}　对方账号：{r.counterparty_account}", size=8, colour=GREY
            )
        y += 18
    sheet.text(545, min(y + 20, 790), "云岭农村信用合作社联合社（盖章）", align="r")
    sheet.seal(470, min(y + 10, 770), 44, "云岭农村信用合作社联合社")
    sheet.text(297, 815, f"第{sheet.pages}页", align="c", size=8)
    return Made(sheet.data(), ".pdf", told(a, ("summary", "counterparty_name", "counterparty_account")))


def _passbook(chance: random.Random) -> Made:
    """Passbook pages: six figures for a day, the bank's words cut short, printed in a typewriter's face."""
    a = account(chance, "北湾银行股份有限公司", 31, person=True)
    table = Table(
        columns=(
            Column("日期", 70),
            Column("摘要", 70),
            Column("支取", 100, "r"),
            Column("存入", 100, "r"),
            Column("余额", 110, "r"),
            Column("网点号", 80, "c"),
        ),
        left=32,
        size=10,
        rules="none",
        pad=2.5,
    )
    sheet = Press(10, latin="courier")
    sheet.text(32, 50, "北湾银行　活期储蓄存折", size=14, bold=True)
    sheet.text(32, 74, f"户名 {a.holder}")
    sheet.text(240, 74, f"账号 {a.number}")
    sheet.text(32, 92, "币种 人民币")
    sheet.line(32, 104, 562, 104, thick=1.2)

    def turn() -> float:
        sheet.turn()
        return 50

    rows = [["", "承前", "", "", figures(a.opening), ""]]
    rows += [
        [
            f"{r.when:%y%m%d}",
            r.summary,
            some(r.out),
            some(r.into),
            figures(r.balance),
            "0317",
        ]
        for r in a.rows
    ]
    table.run(sheet, 110, rows, bottom=790, turn=turn)
    head = ("bank", "account_name", "account_number", "currency", "opening")
    return Made(sheet.data(), ".pdf", told(a, ("summary",), head=head, printed_bank="北湾银行"))


def _zeros(chance: random.Random) -> Made:
    """Newest first, 0.00 where a side has nothing, a second line of heads in English."""
    a = account(chance, "上海银行股份有限公司", 33)
    table = Table(
        columns=(
            Column("交易日期\nDate", 58, "c"),
            Column("交易时间\nTime", 52, "c"),
            Column("流水号\nSerial No.", 78),
            Column("借方金额\nDebit Amount", 84, "r"),
            Column("贷方金额\nCredit Amount", 84, "r"),
            Column("余额\nBalance", 88, "r"),
            Column("对方账户名称\nName of Counterparty", 142),
            Column("对方账号\nAccount of Counterparty", 110),
            Column("摘要\nSummary", 62),
        ),
        left=42,
        rules="rows",
        head_size=7.5,
        pen=(160, 160, 160),
    )

    def draw(total: int) -> Press:
        sheet = Press(8, page=LANDSCAPE, latin="helvetica", stretch=95)

        def foot() -> None:
            sheet.text(421, 580, f"{sheet.pages}/{total}", size=8, align="c")

        def turn() -> float:
            foot()
            sheet.turn()
            return 36

        sheet.text(42, 40, "上海银行", size=18, bold=True)
        sheet.text(42, 54, "BANK OF SHANGHAI", size=8)
        sheet.text(800, 40, "交易明细清单 / Transaction Details", size=13, align="r")
        for n, line in enumerate(
            (
                f"账号 / Account Number : {a.number}",
                f"户名 / Account Name : {a.holder}",
                f"查询起始日 / From : {a.start:%Y/%m/%d}",
                f"查询截止日 / To : {a.end:%Y/%m/%d}",
                "币种 / Currency : 人民币",
            )
        ):
            sheet.text(42 + 390 * (n % 2), 76 + 14 * (n // 2), line)
        rows = [
            [
                f"{r.when:%Y/%m/%d}",
                f"{r.when:%H:%M:%S}",
                r.reference or "",
                some(r.out, "0.00"),
                some(r.into, "0.00"),
                figures(r.balance),
                r.counterparty_name or "",
                r.counterparty_account or "",
                r.summary,
            ]
            for r in reversed(a.rows)
        ]
        y = table.run(sheet, 116, rows, bottom=556, turn=turn)
        out, into = a.sums()
        sheet.text(42, y + 14, f"借方合计 Total Debit: {figures(out)}    贷方合计 Total Credit: {figures(into)}")
        foot()
        return sheet

    head = ("bank", "account_name", "account_number", "currency", "period")
    shows = ("summary", "counterparty_name", "counterparty_account", "reference")
    true = told(a, shows, clock=True, newest_first=True, head=head, printed_bank="上海银行")
    return Made(counted(draw).data(), ".pdf", true)


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("statement-held-two-lines", _two_lines),
    ("statement-held-passbook", _passbook),
    ("statement-held-zeros", _zeros),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
