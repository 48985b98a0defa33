"""Statements of large banks of the fourth set: prints with debit and credit, flags, sums of pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import figures, padded
from .papers3_kit import Page, noise, square, starred
from .papers3_ledger import NO_BALANCES, Move, invent, told
from .papers3_table import (
    Col,
    Grid,
    branch,
    cells_of,
    flow,
    into,
    left,
    name,
    number,
    out,
    remark,
    shown,
    summary,
)
from .papers4_cast import FIRM4, NAMES4

firm = partial(invent, names=NAMES4, said=FIRM4)
"""(chance, bank, rows, …) -> the account of a firm of this set."""


def _sums(label: str, moves: Sequence[Move]) -> list[str]:
    """Return the first four cells of a row of sums."""
    return ["", label, figures(sum(m.spent for m in moves)), figures(sum(m.income for m in moves))]


def _post(chance: random.Random) -> Made:
    """邮储, ruled, landscape: a row of sums ends each page, and one with the balance carried over begins the next."""
    a = firm(chance, "中国邮政储蓄银行", chance.randrange(44, 60), months=2)
    page = Page(8.2, "serif", LANDSCAPE, latin="times")
    cols = (
        Col("记账日", 58, lambda m: f"{m.when:%Y-%m-%d}", "c"),
        summary("业务种类", 62),
        out("借　方", 82),
        into("贷　方", 82),
        left("结　余", 92),
        number("对方账号/卡号", 108),
        name("对方单位", 168),
        remark("用途及附言", 92),
    )
    grid = Grid(cols=cols, x=48, size=8, row=19, pen=(0, 90, 60), head_size=8.6)
    starts: dict[int, int] = {}

    def every(n: int, pages: int) -> None:
        page.text(421, 44, "中国邮政储蓄银行单位活期存款账户明细对账单", size=15, bold=True, align="c")
        page.text(48, 70, f"户　　名：{a.holder}")
        page.text(430, 70, f"账　　号：{a.number}")
        page.text(48, 86, f"开户网点：中国邮政储蓄银行{a.branch}")
        page.text(430, 86, f"对账期间：{padded(a.start)} 至 {padded(a.end)}　币种：人民币")
        page.text(48, 575, "如有不符，请于收到之日起十日内与开户网点联系。", size=7.5)
        page.text(790, 575, f"{n}／{pages}", align="r", size=8)

    def before(k: int) -> list[str]:
        starts["now"] = k
        cells = ["", "上页结转" if k else "期初结余", "", "", figures(a.moves[k - 1].balance if k else a.opening)]
        return [*cells, "", "", ""]

    def after(k: int) -> list[str]:
        return [*_sums("本页小计", a.moves[starts["now"] : k]), "", "", "", ""]

    total = [*_sums("总　　计", a.moves), figures(a.closing), "", "", ""]
    rows = cells_of(cols, a.moves)
    flow(page, grid, rows, first=98, rest=98, bottom=545, every=every, before=before, after=after, final=[total])
    return Made(page.data(), ".pdf", told(a, shown(cols)))


def _china(chance: random.Random) -> Made:
    """中行, half ruled, portrait: an amount with a flag at its right, six-digit days, the name under the number."""
    a = firm(chance, "中国银行", chance.randrange(34, 48), branch="台州分行")
    page = Page(7.8, "sans", ink=(30, 30, 30))

    def amount(m: Move) -> str:
        return figures(abs(m.fen))

    cols = (
        Col("日期", 42, lambda m: f"{m.when:%y%m%d}"),
        Col("类型", 56, lambda m: m.summary, gives=("summary",)),
        Col("对方账户\n账户名称", 196, lambda m: "\n".join(p for p in (m.account, m.party) if p)),
        Col("金额", 78, amount, "r"),
        Col("借贷", 26, lambda m: "贷" if m.fen > 0 else "借", "c"),
        left("余额", 84),
        remark("附言", 70),
    )
    grid = Grid(cols=cols, x=22, size=7.6, rules="rows", row=22, top=True, pen=(165, 20, 40), bold=True)

    def every(n: int, pages: int) -> None:
        page.text(22, 34, "中国银行", size=15, bold=True, colour=(165, 20, 40))
        page.text(573, 34, f"第{n}页 共{pages}页", align="r")
        if n == 1:
            page.text(297, 62, "往 来 账 户 对 账 单", size=13, align="c")
            page.lines(22, 84, [f"账户名称 {a.holder}", f"账　　号 {a.number}"], step=14)
            page.lines(330, 84, [f"对账日期 {a.start:%Y/%m/%d}-{a.end:%Y/%m/%d}", "货币 人民币 CNY"], step=14)
            page.text(22, 113, f"期初余额 {figures(a.opening)}")
            page.text(330, 113, f"期末余额 {figures(a.closing)}")

    ends = [f"借方合计 {a.count(-1)} 笔 {figures(a.spent)}　贷方合计 {a.count(1)} 笔 {figures(a.income)}"]
    flow(page, grid, cells_of(cols, a.moves), first=124, rest=48, bottom=800, every=every, final=ends)
    page.oval(470, 700, 120, 66, ["中国银行股份有限公司", "台州分行", "回单专用章"])
    names = ("counterparty_name", "counterparty_account", "summary", "remark")
    return Made(
        page.data(), ".pdf", told(a, names, accept={"bank": ["中国银行台州分行", "中国银行股份有限公司台州分行"]})
    )


def _canton(chance: random.Random) -> Made:
    """广发, no rules, newest first: a signed amount before its balance, heads on the first page alone."""
    a = firm(chance, "广发银行股份有限公司", chance.randrange(50, 66), crowd=True)
    page = Page(7.4, "sans", ink=(45, 45, 50), latin="helvetica")
    cols = (
        Col("交易时间", 84, lambda m: f"{m.when:%Y-%m-%d %H:%M:%S}"),
        Col("交易金额", 74, lambda m: f"{'+' if m.fen > 0 else '-'}{figures(abs(m.fen))}", "r"),
        left("余额", 80),
        summary("交易类别", 52),
        name("交易对手", 130),
        number("对手账号", 92),
        remark("备注", 66),
    )
    grid = Grid(cols=cols, x=10, size=7, rules="none", row=17, heads=False, ground=(236, 226, 226), bold=True)
    rows = cells_of(cols, tuple(reversed(a.moves)))
    page.picture(528, 14, 48, square(noise(chance)))
    page.text(14, 38, "广发银行股份有限公司", size=13, bold=True, colour=(190, 20, 30))
    page.text(14, 58, "企业账户交易流水（电子版）", size=11)
    page.text(14, 80, f"{a.holder}　|　账号 {a.number}　|　人民币活期")
    page.text(14, 94, f"查询区间 {a.start:%Y.%m.%d} ~ {a.end:%Y.%m.%d}　按时间倒序　共 {len(a.moves)} 笔")

    def every(n: int, _: int) -> None:
        page.text(297, 826, f"- {n} -", align="c", size=7)

    flow(page, grid, rows, first=104, rest=30, bottom=806, every=every)
    return Made(page.data(), ".pdf", told(a, shown(cols), head=NO_BALANCES, clock="seconds", newest=True))


def _runs(chance: random.Random) -> Made:
    """华润, ruled columns, each movement over three lines of its cell; vouchers and references side by side."""
    a = firm(chance, "珠海华润银行股份有限公司", chance.randrange(26, 36))
    page = Page(8, "serif", LANDSCAPE)
    cols = (
        Col("流水号\n交易日期 时间", 92, lambda m: f"{m.reference}\n{m.when:%Y/%m/%d %H:%M}", gives=("reference",)),
        summary("摘要代码", 60, "c"),
        Col("收入/支出", 34, lambda m: "收入" if m.fen > 0 else "支出", "c"),
        Col("发生额", 86, lambda m: figures(abs(m.fen)), "r"),
        left("账户余额", 92),
        name("收/付方名称", 140),
        number("收/付方账号", 86),
        branch("收/付方开户行", 104),
        remark("用途", 86),
    )
    grid = Grid(cols=cols, x=31, size=7.6, rules="columns", row=26, top=True, ground=(221, 232, 244), pen=(60, 90, 140))

    def every(n: int, pages: int) -> None:
        page.slanted(421, 330, "珠海华润银行", size=60, angle=28)
        page.text(31, 40, "珠海华润银行股份有限公司 对公账户交易明细表", size=14, bold=True)
        page.text(810, 40, f"打印页码 {n}/{pages}", align="r")
        if n == 1:
            page.text(31, 62, f"客户名称【{a.holder}】　客户账号【{starred(a.number, 4, 6)}】　币种【人民币】")
            page.text(31, 76, f"起始日 {a.start:%Y/%m/%d}　终止日 {a.end:%Y/%m/%d}　期初 {figures(a.opening)}")
            page.text(520, 76, f"期末 {figures(a.closing)}　收 {a.count(1)} 笔　支 {a.count(-1)} 笔")

    flow(page, grid, cells_of(cols, a.moves), first=86, rest=50, bottom=560, every=every)
    true = told(a, shown(cols), clock="minutes", full="珠海华润银行")
    true["fields"]["account_number"] = starred(a.number, 4, 6)
    return Made(page.data(), ".pdf", true)


PAPERS = (
    Paper("statement-p4-post-carried", "held", _post),
    Paper("statement-p4-china-flags", "held", _china),
    Paper("statement-p4-canton-newest", "held", _canton),
    Paper("statement-p4-runs-columns", "held", _runs),
)
