"""Statements of town, rural, village and foreign banks of the fourth set."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import figures, spread
from .papers3_kit import Page, noise, square, starred
from .papers3_ledger import NO_BALANCES, Account, Move, invent, told
from .papers3_table import Col, Grid, cells_of, flow, into, left, name, number, out, reference, remark, shown, summary
from .papers4_cast import FIRM4, NAMES4, PERSON4

firm = partial(invent, names=NAMES4, said=FIRM4)
person = partial(invent, names=NAMES4, said=PERSON4, person=True)


def _months(a: Account, grid: Grid, rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the rows with sums of the month and of all so far after each month."""
    found: list[Sequence[str]] = []
    done: list[Move] = []
    for month, group in groupby(zip(a.moves, rows, strict=True), key=lambda pair: pair[0].when.month):
        pairs = list(group)
        done += [move for move, _ in pairs]
        found += [cells for _, cells in pairs]
        for label, moves in ((f"{month}月合计", [m for m, _ in pairs]), ("累　　计", done)):
            cells = [""] * len(grid.cols)
            cells[1] = label
            cells[3], cells[4] = figures(sum(m.spent for m in moves)), figures(sum(m.income for m in moves))
            found.append(cells)
    return found


def _anhui(chance: random.Random) -> Made:
    """徽商, dotted lines: sums of each month and of all months stand between the rows; heads only once."""
    a = firm(chance, "徽商银行", chance.randrange(46, 64), months=3)
    page = Page(8.2, "sans", latin="times")
    cols = (
        Col("交易日", 56, lambda m: f"{m.when:%Y.%m.%d}"),
        summary("摘　要", 62),
        reference("凭证/流水", 72),
        out("借方发生额", 82),
        into("贷方发生额", 82),
        left("余　额", 88),
        name("对方名称", 116),
    )
    grid = Grid(cols=cols, x=18, size=7.7, rules="dots", row=20, heads=False, head_size=8.4, bold=True)
    page.text(297, 42, "徽 商 银 行 对 账 单", size=17, face="serif", bold=True, align="c")
    for k, (text, right) in enumerate(
        (
            (f"单位名称：{a.holder}", "账户状态：正常　币种：人民币（CNY）"),
            (f"账　　号：{a.number}", f"开 户 行：徽商银行{a.branch}"),
            (f"起止日期：{spread(a.start)} — {spread(a.end)}", f"上期余额：{figures(a.opening)} 元"),
        )
    ):
        page.text(22, 70 + 15 * k, text)
        page.text(350, 70 + 15 * k, right)

    def every(n: int, _: int) -> None:
        page.text(577, 828, f"第 {n} 页", align="r", size=7.5)

    rows = _months(a, grid, cells_of(cols, a.moves))
    y, _ = flow(page, grid, rows, first=112, rest=40, bottom=790, every=every)
    page.text(22, y + 16, f"截至本期末账户余额（人民币）：{figures(a.closing)}", bold=True)
    return Made(page.data(), ".pdf", told(a, shown(cols), accept={"bank": ["徽商银行" + a.branch]}))


def _qilu(chance: random.Random) -> Made:
    """齐鲁, of a person, banded without rules: the day over the time, the name over the masked number."""
    a = person(chance, "齐鲁银行", chance.randrange(38, 55), months=2, masked=True)
    page = Page(8, "sans", ink=(50, 50, 55))
    number_shown = starred(a.number, 6, 4, 9)
    cols = (
        Col("交易时间", 70, lambda m: f"{m.when:%Y-%m-%d}\n{m.when:%H:%M:%S}"),
        summary("交易类型", 70),
        Col("交易金额(元)", 84, lambda m: figures(m.fen), "r"),
        left("账户余额(元)", 84),
        Col("对方户名\n对方账号", 128, lambda m: "\n".join(p for p in (m.party, m.account) if p)),
        remark("附言", 92),
    )
    grid = Grid(
        cols=cols,
        x=33,
        size=7.8,
        rules="none",
        row=27,
        ground=(0, 96, 150),
        head_colour=(255, 255, 255),
        band=(240, 246, 250),
    )

    def every(n: int, pages: int) -> None:
        page.text(33, 824, "本明细由齐鲁银行手机银行生成，仅供参考，具体以柜面打印为准", size=7)
        page.text(561, 824, f"{n} of {pages}", size=7, align="r")

    page.picture(508, 22, 54, square(noise(chance)))
    page.text(33, 42, "齐鲁银行", size=17, bold=True, colour=(0, 96, 150))
    page.text(33, 62, "个人账户交易明细", size=12)
    page.text(33, 84, f"姓名　{a.holder}　　卡号　{number_shown}　　币种　人民币")
    page.text(33, 98, f"查询时段　{a.start:%Y-%m-%d} 至 {a.end:%Y-%m-%d}　　交易笔数　{len(a.moves)}")
    flow(page, grid, cells_of(cols, a.moves), first=110, rest=36, bottom=800, every=every)
    names = ("counterparty_name", "counterparty_account", "summary", "remark")
    true = told(a, names, head=NO_BALANCES, clock="seconds")
    true["fields"]["account_number"] = number_shown
    return Made(page.data(), ".pdf", true)


def _shanghai_farmers(chance: random.Random) -> Made:
    """上海农商, rules below heads alone, landscape: the running number comes first, others' names last."""
    a = firm(chance, "上海农村商业银行股份有限公司", chance.randrange(30, 42))
    page = Page(8.4, "serif", LANDSCAPE, latin="helvetica")
    order = {id(m): str(k + 1) for k, m in enumerate(a.moves)}
    cols = (
        Col("序号", 30, lambda m: order[id(m)], "c"),
        Col("入账日期", 60, lambda m: f"{m.when:%Y%m%d}", "c"),
        Col("时间", 50, lambda m: f"{m.when:%H:%M:%S}", "c"),
        out("支取金额", 84, "0.00"),
        into("存入金额", 84, "0.00"),
        left("账面余额", 90),
        remark("交易附言", 88),
        number("交易对方账号", 108),
        name("交易对方户名", 150),
        summary("交易码描述", 60),
    )
    grid = Grid(cols=cols, x=19, size=7.9, rules="head", row=18.5, pen=(40, 40, 40))

    def every(n: int, pages: int) -> None:
        page.text(19, 30, "上海农村商业银行股份有限公司", size=9)
        page.text(421, 46, "企业存款账户交易清单", size=14, align="c", bold=True)
        page.text(823, 30, f"页次：{n}/{pages}", align="r")
        page.text(19, 66, f"账号：{a.number}　　账户名：{a.holder}")
        page.text(823, 66, f"清单区间：{a.start:%Y%m%d} - {a.end:%Y%m%d}", align="r")

    y, _ = flow(page, grid, cells_of(cols, a.moves), first=76, rest=76, bottom=545, every=every)
    page.text(
        19,
        y + 16,
        f"支取笔数：{a.count(-1)}　支取总额：{figures(a.spent)}　存入笔数：{a.count(1)}　存入总额：{figures(a.income)}",
    )
    head = ("bank", "name", "number", "period")
    return Made(page.data(), ".pdf", told(a, shown(cols), head=head, clock="seconds"))


def _village(chance: random.Random) -> Made:
    """A village bank's ledger card: the year in the head, month and day in columns, 借或贷 before the balance."""
    bank = chance.choice(("云浮罗镜惠农村镇银行股份有限公司", "荆门漳河楚天村镇银行股份有限公司"))
    a = firm(chance, bank, chance.randrange(26, 38))
    page = Page(9, "serif")
    cols = (
        Col(f"{a.start.year}年\n月", 34, lambda m: f"{m.when.month}", "c"),
        Col("日", 24, lambda m: f"{m.when.day}", "c"),
        Col("凭证号", 58, lambda m: m.voucher or "", "c", ("voucher",)),
        summary("摘要", 66),
        out("借方", 82),
        into("贷方", 82),
        Col("借或贷", 24, lambda _: "贷", "c"),
        left("余额", 86),
        name("对方户名", 102),
    )
    grid = Grid(cols=cols, x=18, size=8, row=20, pen=(120, 30, 30), head_size=8.5)

    def every(n: int, pages: int) -> None:
        page.text(297, 40, bank, size=12, align="c")
        page.text(297, 62, "分 户 账（ 对 账 联 ）", size=15, bold=True, align="c")
        page.text(20, 84, f"户名：{a.holder}")
        page.text(20, 99, f"账号：{a.number}　　科目：单位活期存款　　货币：人民币")
        page.text(577, 99, f"第 {n} 页（共 {pages} 页）", align="r")

    def before(k: int) -> list[str]:
        carried = figures(a.moves[k - 1].balance if k else a.opening)
        return ["", "", "", "承前页" if k else "上月结转", "", "", "贷", carried, ""]

    def after(k: int) -> list[str]:
        return [
            "",
            "",
            "",
            "过次页" if k < len(a.moves) else "本月结存",
            "",
            "",
            "贷",
            figures(a.moves[k - 1].balance),
            "",
        ]

    flow(page, grid, cells_of(cols, a.moves), first=110, rest=110, bottom=780, every=every, before=before, after=after)
    page.seal(470, 745, 44, bank[:14])
    head = ("bank", "name", "number", "currency", "opening", "closing")
    accept = {"period_start": [a.start.isoformat()], "period_end": [a.end.isoformat()]}
    return Made(page.data(), ".pdf", told(a, shown(cols), head=head, accept=accept))


def _foreign(chance: random.Random) -> Made:
    """汇丰, in two languages, dollars: days like 05MAR2025, CR behind balances, all words of a row in one column."""
    a = firm(chance, "汇丰银行（中国）有限公司", chance.randrange(20, 30), currency="USD", branch="青岛分行")
    page = Page(8, "sans", latin="helvetica", stretch=95)

    def details(m: Move) -> str:
        return "\n".join(p for p in (m.summary, m.party, m.account and f"A/C {m.account}", m.remark) if p)

    cols = (
        Col("Date\n日期", 66, lambda m: f"{m.when:%d%b%Y}".upper()),
        Col("Transaction Details\n交易详情", 196, details),
        Col("Withdrawals\n支出", 88, lambda m: figures(m.spent) if m.spent else "", "r"),
        Col("Deposits\n存入", 88, lambda m: figures(m.income) if m.income else "", "r"),
        Col("Balance\n结余", 100, lambda m: f"{figures(m.balance)} CR", "r"),
    )
    grid = Grid(cols=cols, x=28, size=8, rules="rows", row=18, top=True, pen=(190, 190, 190), bold=True)

    def every(n: int, pages: int) -> None:
        page.text(28, 40, "汇丰银行（中国）有限公司", size=11, bold=True)
        page.text(28, 53, "HSBC Bank (China) Company Limited, Qingdao Branch 青岛分行", size=8)
        page.text(566, 40, "STATEMENT OF ACCOUNT 对账单", size=11, align="r")
        page.text(566, 53, f"Page 页 {n} of 共 {pages}", size=8, align="r")
        page.text(28, 78, f"Account Name 账户名称: {a.holder}")
        page.text(28, 92, f"Account Number 账户号码: {a.number}")
        page.text(330, 92, "Account Currency 账户币别: USD 美元")
        page.text(330, 78, f"Period 期间: {a.start:%d%b%Y} to 至 {a.end:%d%b%Y}".upper())

    def before(k: int) -> list[str]:
        label = "BALANCE BROUGHT FORWARD 承前结余"
        return ["", label, "", "", f"{figures(a.moves[k - 1].balance if k else a.opening)} CR"]

    final = ["", "CLOSING BALANCE 期末结余", "", "", f"{figures(a.closing)} CR"]
    flow(
        page, grid, cells_of(cols, a.moves), first=104, rest=104, bottom=790, every=every, before=before, final=[final]
    )
    names = ("counterparty_name", "counterparty_account", "summary", "remark")
    true = told(a, names, accept={"bank": ["汇丰银行", "汇丰银行（中国）有限公司青岛分行", "汇丰银行（中国）"]})
    # One column holds all words of a row: a reader may take them apart or give them together.
    for k, m in enumerate(a.moves):
        true["accept"][f"transactions[{k}].summary"] = [f"any text with {m.summary}"]
        true["accept"][f"transactions[{k}].remark"] = [None, f"any text with {m.remark or m.summary}"]
    return Made(page.data(), ".pdf", true)


PAPERS = (
    Paper("statement-p4-months-between", "held", _anhui),
    Paper("statement-p4-banded-person", "held", _qilu),
    Paper("statement-p4-numbered-clear", "held", _shanghai_farmers),
    Paper("statement-p4-ledger-card", "held", _village),
    Paper("statement-p4-dollar-details", "held", _foreign),
)
