"""More statements of the third set: heads in two rows, letters after the amounts, the pages of a savings book."""

from __future__ import annotations

import random

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import digits, figures
from . import papers3_table as t
from .papers3_kit import Page
from .papers3_ledger import NO_BALANCES, Move, invent, told
from .papers3_table import Col, Grid, cells_of, flow, shown


def _grouped_heads(chance: random.Random) -> Made:
    """中原银行: 发生额 stands over 借方 and 贷方, 对方信息 over name, number and bank; rows without rules."""
    a = invent(chance, "中原银行", chance.randrange(40, 56), months=1)
    cols = (
        Col("交易日", 62, lambda m: f"{m.when:%Y-%m-%d}"),
        t.out("借方", 84),
        t.into("贷方", 84),
        t.left("余额", 90),
        t.name("户名", 142),
        t.number("账号", 104),
        t.branch("开户行", 128),
        t.summary("摘要", 84),
    )
    page = Page(8.4, page=LANDSCAPE, face="serif", latin="times")
    grid = Grid(cols=cols, x=32, size=8.4, row=17, rules="none", bold=True)
    edges = [32.0]
    for col in cols:
        edges.append(edges[-1] + col.wide)

    def every(n: int, count: int) -> None:
        page.text(421, 38, "中原银行单位活期存款明细账", size=15, bold=True, align="c")
        page.text(34, 58, f"户名：{a.holder}")
        page.text(330, 58, f"账号：{a.number}")
        page.text(808, 58, f"币种：人民币　单位：元　第{n}页 共{count}页", align="r")
        page.text(34, 72, f"账务期间：{a.start:%Y年%m月%d日}至{a.end:%Y年%m月%d日}")
        page.line(32, 78, edges[-1], 78, thick=1.1)
        for text, first, last in (("发生额", 1, 3), ("对方信息", 4, 7)):
            page.text((edges[first] + edges[last]) / 2, 91, text, bold=True, align="c")
            page.line(edges[first] + 6, 95, edges[last] - 6, 95, thick=0.5)
        page.line(32, 114, edges[-1], 114, thick=0.7)

    y, _ = flow(page, grid, cells_of(cols, a.moves), first=96, rest=96, bottom=562, every=every)
    page.line(32, y, edges[-1], y, thick=1.1)
    page.text(34, y + 13, f"借方发生额合计 {figures(a.spent)}　贷方发生额合计 {figures(a.income)}", size=8)
    return Made(page.data(), ".pdf", told(a, shown(cols), head=NO_BALANCES, full="中原银行股份有限公司"))


def _letters_after(chance: random.Random) -> Made:
    """渣打中国: DR and CR follow amounts and balances, the newest page has a summary box above the rows."""
    a = invent(chance, "渣打银行（中国）有限公司", chance.randrange(30, 42), months=1)
    cols = (
        Col("交易日期\nDate", 72, lambda m: f"{m.when.day:02d}/{m.when.month:02d}/{m.when.year}", "c"),
        t.summary("交易说明\nDescription", 96),
        t.reference("参考编号\nReference", 92),
        t.name("收付款人\nParty", 110),
        Col("金额\nAmount", 84, lambda m: f"{figures(abs(m.fen))} {'CR' if m.fen > 0 else 'DR'}", "r"),
        Col("账户结余\nBalance", 86, lambda m: f"{figures(m.balance)} CR", "r"),
    )
    page = Page(8.2, latin="helvetica", stretch=96)
    grid = Grid(
        cols=cols,
        x=28,
        size=8,
        row=20,
        rules="rows",
        ground=(225, 240, 250),
        pen=(0, 110, 170),
        head_colour=(0, 80, 130),
    )

    def every(n: int, count: int) -> None:
        page.text(28, 44, "渣打银行（中国）有限公司", size=13, bold=True, colour=(0, 110, 170))
        page.text(28, 57, "Standard Chartered Bank (China) Limited", size=7.5)
        page.text(567, 44, "公司账户月结单", size=12, align="r")
        page.text(567, 57, f"{n} / {count}", align="r")
        if n == 1:
            page.box(28, 68, 540, 50, thick=0.8, colour=(0, 110, 170))
            page.text(36, 84, f"账户名称 Account Name　{a.holder}")
            page.text(330, 84, f"账号 Account No.　{a.number}")
            page.text(36, 98, f"结单日期 Period　{a.start:%d/%m/%Y} 至 {a.end:%d/%m/%Y}")
            page.text(330, 98, "货币 Currency　人民币 CNY")
            page.text(36, 112, f"期初结余 Opening Balance　{figures(a.opening)} CR")
            page.text(330, 112, f"期末结余 Closing Balance　{figures(a.closing)} CR")

    flow(page, grid, cells_of(cols, a.moves), first=126, rest=68, bottom=800, every=every)
    page.text(28, 824, "CR 表示存入，DR 表示支取。日期格式：日/月/年。", size=7.5)
    return Made(page.data(), ".pdf", told(a, shown(cols), accept={"bank": ["渣打银行", "渣打银行（中国）"]}))


def _savings_book(chance: random.Random) -> Made:
    """存折: the inner cover names holder and number, rows stand on small pages, heads on the first of them alone."""
    a = invent(
        chance,
        "四川省农村信用社",
        chance.randrange(38, 48),
        person=True,
        months=4,
        branch="城东分社",
        number=digits(chance, 16, "8800"),
    )
    place, clerk = digits(chance, 4, "07"), digits(chance, 5, "T3")

    def signed(m: Move) -> str:
        return f"{'+' if m.fen > 0 else '-'}{figures(abs(m.fen))}"

    cols = (
        Col("日期", 62, lambda m: f"{m.when:%Y%m%d}"),
        t.summary("摘要", 70),
        Col("币种", 36, lambda _: "RMB", "c"),
        Col("支出(-)或存入(+)", 92, signed, "r"),
        Col("结余", 86, lambda m: figures(m.balance), "r"),
        Col("网点号", 44, lambda _: place, "c"),
        Col("操作", 44, lambda _: clerk, "c"),
    )
    page = Page(8.6, page=(470.0, 330.0), latin="courier", ink=(30, 30, 60))
    page.shade(0, 0, 470, 330, (250, 248, 236))
    page.text(235, 80, "四川省农村信用社", size=17, bold=True, align="c", colour=(20, 100, 60))
    page.text(235, 108, "活期储蓄存折", size=14, align="c", colour=(20, 100, 60))
    page.lines(
        90,
        150,
        (
            f"户名　{a.holder}",
            f"账号　{a.number}",
            f"开户行　{a.branch}",
            f"签发日期　{a.start.year - 2}年06月11日",
            f"通存通兑　凭密码支取　印刷号　{digits(chance, 8)}",
        ),
        step=20,
    )
    page.oval(370, 270, 110, 56, ("农村信用社", "存折专用章"))
    page.turn()
    grid = Grid(cols=cols, x=18, size=8.6, row=14.5, rules="dots", pen=(120, 160, 130), heads=False)

    def every(n: int, _: int) -> None:
        page.shade(0, 0, 470, 330, (250, 248, 236))
        page.text(235, 318, str(n), align="c", size=7.5)

    flow(page, grid, cells_of(cols, a.moves), first=20, rest=20, bottom=304, every=every)
    accept = {"bank": ["四川省农村信用社" + a.branch, "农村信用社"]}
    return Made(page.data(), ".pdf", told(a, shown(cols), head=("bank", "name", "number", "currency"), accept=accept))


PAPERS = (
    Paper("statement-p3-grouped-heads", "held", _grouped_heads),
    Paper("statement-p3-letters-after", "held", _letters_after),
    Paper("statement-p3-savings-book", "held", _savings_book),
)
