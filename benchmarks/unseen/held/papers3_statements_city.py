"""Statements as city banks print them: two cards in one file, days that stand once, rows of two lines, many pages."""

from __future__ import annotations

import random

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import figures
from . import papers3_table as t
from .papers3_kit import Page, month_end
from .papers3_ledger import NO_BALANCES, invent, several, told
from .papers3_table import Col, Grid, cells_of, flow, shown


def _two_cards(chance: random.Random) -> Made:
    """长沙银行: the two cards of a person one below the other, the second table begins where the first ends."""
    one = invent(chance, "长沙银行", chance.randrange(18, 24), person=True, year=2025)
    two = invent(chance, "长沙银行", chance.randrange(16, 22), person=True, year=2025, holder=one.holder)
    page = Page(8.5)
    page.text(297, 46, "长沙银行个人账户综合对账单", size=15, bold=True, align="c")
    page.text(30, 66, f"尊敬的 {one.holder} 客户，您名下账户的往来如下，请核对。")
    page.text(565, 66, "币种：人民币（元）", align="r")
    y, number, parts = 80.0, 1, []
    for a in (one, two):
        cols = (
            Col("日期", 62, lambda m: f"{m.when:%Y-%m-%d}", "c"),
            t.summary("交易摘要", 78),
            t.out("转出", 84),
            t.into("转入", 84),
            t.left("余额", 92),
            t.name("交易对方", 136),
        )
        grid = Grid(cols=cols, x=30, size=8, row=17, rules="rows", ground=(245, 232, 220), pen=(190, 150, 110))
        if y > 640:
            page.turn()
            y, number = 50.0, number + 1
        page.shade(30, y, grid.wide, 34, (250, 246, 240))
        page.text(36, y + 14, f"账户名称：{a.holder}　　卡号：{a.number}")
        page.text(
            36,
            y + 28,
            f"起始日 {a.start}　截止日 {a.end}　期初余额 {figures(a.opening)}　期末余额 {figures(a.closing)}",
        )
        y, pages = flow(page, grid, cells_of(cols, a.moves), first=y + 36, rest=50, bottom=790)
        numbers = range(number, number + len(pages))
        number += len(pages) - 1
        parts.append((numbers, told(a, shown(cols), full="长沙银行股份有限公司")))
        y += 24
    page.text(30, y, "温馨提示：本对账单仅供参考，以本行系统记录为准。客服电话 0731-96511", size=7.5)
    return Made(page.data(), ".pdf", several(parts))


def _days_once(chance: random.Random) -> Made:
    """北京银行: a day is printed only with its first row, the time of day with every row."""
    a = invent(chance, "北京银行", chance.randrange(48, 62), person=True, months=2, crowd=True, masked=True)
    firsts = {m.reference for k, m in enumerate(a.moves) if not k or a.moves[k - 1].when.date() != m.when.date()}
    cols = (
        Col("交易日期", 64, lambda m: f"{m.when:%Y/%m/%d}" if m.reference in firsts else "", "c"),
        Col("时间", 46, lambda m: f"{m.when:%H:%M:%S}", "c"),
        t.summary("摘要", 66),
        Col("交易金额", 84, lambda m: figures(m.fen), "r"),
        t.left("账户余额", 84),
        t.name("对方姓名", 112),
        t.number("对方账号", 84),
    )
    page = Page(8.4, face="serif", latin="times")
    grid = Grid(cols=cols, x=27, size=8.4, row=18, rules="none", bold=True, ground=(230, 230, 230))
    rows = cells_of(cols, a.moves)

    def every(n: int, count: int) -> None:
        page.text(28, 44, "北京银行", size=17, bold=True, colour=(180, 30, 40))
        page.text(567, 44, "活期账户历史明细清单", size=13, align="r")
        page.line(28, 52, 567, 52, thick=1.2, colour=(180, 30, 40))
        page.text(28, 68, f"账户名　{a.holder}")
        page.text(200, 68, f"账号　{a.number}")
        page.text(400, 68, f"{a.start:%Y/%m/%d} ～ {a.end:%Y/%m/%d}")
        page.text(567, 824, f"{n} / {count}", align="r", size=8)

    y, _ = flow(page, grid, rows, first=78, rest=78, bottom=800, every=every)
    page.line(27, y + 2, 27 + grid.wide, y + 2)
    page.text(28, y + 16, f"共 {len(a.moves)} 笔，转入 {figures(a.income)}，转出 {figures(a.spent)}", size=8)
    head = ("bank", "name", "number", "period")
    return Made(page.data(), ".pdf", told(a, shown(cols), head=head, clock="seconds", full="北京银行股份有限公司"))


def _two_lines(chance: random.Random) -> Made:
    """广州农商行: under each row a second line, over the whole width, says who the other side is."""
    a = invent(chance, "广州农村商业银行", chance.randrange(34, 44))
    page = Page(8.5)
    cols = (
        Col("记账日期", 76, lambda m: f"{m.when:%Y-%m-%d}"),
        t.summary("交易类型", 90),
        t.reference("业务流水号", 104),
        t.out("付款金额", 88),
        t.into("收款金额", 88),
        t.left("账户余额", 92),
    )
    grid = Grid(cols=cols, x=28, size=8.4, row=16, rules="none", bold=True, ground=(224, 240, 236))

    def head(n: int) -> float:
        page.text(28, 40, "广州农村商业银行", size=14, bold=True, colour=(0, 110, 90))
        page.text(566, 40, "对公客户账户明细", size=12, align="r")
        page.text(28, 60, f"客户名称：{a.holder}")
        page.text(340, 60, f"账　　号：{a.number}")
        page.text(28, 74, f"统计期间：{a.start:%Y年%m月%d日}-{a.end:%Y年%m月%d日}")
        page.text(340, 74, "币　　种：人民币")
        page.text(297, 826, f"· {n} ·", align="c")
        return grid.draw(page, 84, [c.head for c in cols], head=True)

    number = 1
    y = head(number)
    for m, cells in zip(a.moves, cells_of(cols, a.moves), strict=True):
        if y + 34 > 800:
            page.turn()
            number += 1
            y = head(number)
        grid.draw(page, y, cells)
        told_party = (
            f"对方户名：{m.party}　对方账号：{m.account}　附言：{m.remark or ''}"
            if m.party
            else f"附言：{m.remark or ''}"
        )
        page.text(40, y + 27, told_party, size=7.6, colour=(90, 90, 90))
        y += 32
        page.line(28, y, 28 + grid.wide, y, thick=0.3, colour=(180, 200, 196))
    page.text(28, y + 16, f"付款合计：{figures(a.spent)}　收款合计：{figures(a.income)}", bold=True)
    names = (*shown(cols), "counterparty_name", "counterparty_account", "remark")
    return Made(page.data(), ".pdf", told(a, names, head=NO_BALANCES, full="广州农村商业银行股份有限公司"))


def _three_in_cell(chance: random.Random) -> Made:
    """江苏银行: name, number and bank of the other side are three lines of one cell; narrow letters, banded rows."""
    a = invent(chance, "江苏银行", chance.randrange(30, 42), months=1)
    cols = (
        Col("交易日期\n时间", 58, lambda m: f"{m.when:%Y-%m-%d}\n{m.when:%H:%M:%S}", "c"),
        Col("借贷\n标记", 28, lambda m: "贷" if m.fen > 0 else "借", "c"),
        Col("交易金额", 80, lambda m: figures(abs(m.fen)), "r"),
        t.left("余额", 84),
        Col(
            "对方信息（户名／账号／开户行）",
            164,
            lambda m: f"{m.party}\n{m.account}\n{m.branch}" if m.party else "",
            "l",
            ("counterparty_name", "counterparty_account", "counterparty_bank"),
        ),
        t.summary("摘要", 56),
        t.remark("用途", 70),
    )
    page = Page(8, stretch=88)
    grid = Grid(cols=cols, x=27, size=8, row=20, rules="head", band=(236, 243, 252), pen=(30, 80, 160), bold=True)

    def every(n: int, count: int) -> None:
        page.shade(0, 0, 595, 30, (30, 80, 160))
        page.text(28, 20, "江苏银行　电子对账单", size=12, bold=True, colour=(255, 255, 255))
        page.text(567, 20, f"第{n}/{count}页", size=8, align="r", colour=(255, 255, 255))
        page.text(28, 50, f"户　名：{a.holder}")
        page.text(28, 64, f"账　号：{a.number}")
        page.text(320, 50, f"期　间：{a.start}～{a.end}")
        page.text(320, 64, f"期初余额：人民币 {figures(a.opening)}")

    flow(page, grid, cells_of(cols, a.moves), first=74, rest=74, bottom=806, every=every)
    return Made(page.data(), ".pdf", told(a, shown(cols), head=(*NO_BALANCES, "opening"), clock="seconds"))


def _long_quarter(chance: random.Random) -> Made:
    """盛京银行: up to 120 rows over many landscape pages, with 承前页, 本页合计 and 过次页 on each."""
    a = invent(chance, "盛京银行", chance.randrange(104, 120), months=3, branch="城东支行")
    end = month_end(a.end)
    cols = (
        Col("序号", 32, lambda m: str(a.moves.index(m) + 1), "c"),
        Col("交易日期", 62, lambda m: f"{m.when.year}-{m.when.month}-{m.when.day}", "c"),
        t.summary("业务摘要", 76),
        Col("凭证号码", 66, lambda m: m.voucher or "", "c", ("voucher",)),
        t.out("借方发生额", 96),
        t.into("贷方发生额", 96),
        t.left("余　　额", 104),
        t.number("对方账户", 110),
        t.name("对方户名", 142),
    )
    page = Page(8.2, face="serif", page=LANDSCAPE)
    grid = Grid(cols=cols, x=28, size=8, row=15.5, bold=True)

    def every(n: int, count: int) -> None:
        page.text(421, 36, "盛 京 银 行 单 位 账 户 明 细 对 账 单", size=14, bold=True, align="c")
        page.text(28, 56, f"户名：{a.holder}　　账号：{a.number}　　开户行：盛京银行{a.branch}　　币种：人民币")
        page.text(28, 70, f"起止日期：{a.start:%Y年%m月%d日}至{end:%Y年%m月%d日}")
        page.text(812, 70, f"共 {count} 页 第 {n} 页", align="r")

    begun: list[int] = []

    def before(k: int) -> list[str]:
        begun.append(k)
        held = a.moves[k - 1].balance if k else a.opening
        return ["", "", "承前页" if k else "上期余额", "", "", "", figures(held), "", ""]

    def after(k: int) -> list[str]:
        part = a.moves[begun[-1] : k]
        spent, income = sum(m.spent for m in part), sum(m.income for m in part)
        word = "本页合计／过次页" if k < len(a.moves) else "本页合计"
        return ["", "", word, "", figures(spent), figures(income), figures(part[-1].balance), "", ""]

    final = (["", "", "总　计", "", figures(a.spent), figures(a.income), figures(a.closing), "", ""],)
    flow(
        page, grid, cells_of(cols, a.moves), first=78, rest=78, bottom=566,
        every=every, before=before, after=after, final=final,
    )  # fmt: skip
    accept = {"bank": ["盛京银行" + a.branch]}
    return Made(page.data(), ".pdf", told(a, shown(cols), accept=accept))


PAPERS = (
    Paper("statement-p3-two-cards", "held", _two_cards),
    Paper("statement-p3-days-once", "held", _days_once),
    Paper("statement-p3-two-lines", "held", _two_lines),
    Paper("statement-p3-three-in-cell", "held", _three_in_cell),
    Paper("statement-p3-long-quarter", "held", _long_quarter),
)
