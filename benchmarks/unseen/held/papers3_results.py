"""Income and cash flow statements of the third set, and an auditor's report with all three statements."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from ..made import Made, Paper
from ..values import digits
from . import papers3_captions as c
from .papers3_figures import (
    Figures,
    Line,
    balance,
    flows,
    followed,
    income,
    printed,
    small_flows,
    small_income,
    told,
    whole,
)
from .papers3_kit import NAMES, Page, month_end
from .papers3_ledger import several


def _table(
    lines: Sequence[Line],
    now: Figures,
    before: Figures | None,
    *,
    numbers: bool = True,
    negative: str = "-{0}",
    **how: bool,
) -> list[list[str]]:
    rows = []
    for k, (caption, name) in enumerate(lines):
        values = [printed(f[name], negative=negative, **how) if name else "" for f in (now, before) if f is not None]
        rows.append([caption, *([str(k + 1)] if numbers else []), *values])
    return rows


def _month(chance: random.Random) -> Made:
    """会小企02表 of a month: the year so far stands before the month, whose figures are a part of it."""
    year = small_income(income(chance, chance.randrange(2, 30) * 10**8))
    month = {name: value // 9 for name, value in year.items()}
    end = month_end(dt.date(chance.choice((2024, 2025)), chance.randrange(3, 11), 1))
    entity = NAMES.firm(chance)
    page = Page(9.4, face="serif", latin="times")
    page.text(297, 54, "利　润　表", size=17, bold=True, align="c")
    page.text(545, 54, "会小企02表", align="r", size=9)
    page.text(50, 80, f"编制单位：{entity}")
    page.text(330, 80, f"{end.year}年{end.month}月", align="c")
    page.text(545, 80, "单位：元", align="r")
    fitted = _fitted(month)
    rows = [["项　　　目", "行次", "本年累计金额", "本月金额"], *_table(c.SMALL_INCOME, year, fitted)]
    page.grid(50, 90, (235, 40, 110, 110), rows, high=26, size=9, aligns="lcrr")
    # The column of the month is none of the other period: who leaves it out is right too.
    accept = {
        "period_start": [dt.date(end.year, 1, 1).isoformat(), None],
        "items[].prior": [None],
    }
    true = told(
        "income_statement", c.SMALL_INCOME, year, fitted, entity=entity, start=end.replace(day=1), end=end, unit="元",
        accept=accept,
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


def _fitted(f: Figures) -> Figures:
    """Return figures of which single ones were rounded with their sums made right again."""
    costs = ("cost_of_sales", "_taxes", "selling_expenses", "administrative_expenses", "finance_costs")
    f = dict(f)
    f["operating_profit"] = f["revenue"] + f["_gain"] - sum(f[n] for n in costs)
    f["total_profit"] = f["operating_profit"] + f["_other_in"] - f["_other_out"]
    f["net_profit"] = f["total_profit"] - f["income_tax"]
    return f


def _year(chance: random.Random) -> Made:
    """A year's income without a single rule between its lines: bands, brackets for losses, 万元."""
    now, before = (income(chance, chance.randrange(3, 90) * 10**5) for _ in range(2))
    year, entity = chance.choice((2022, 2023, 2024)), NAMES.firm(chance)
    page = Page(9.6, stretch=96)
    page.shade(0, 0, 595, 40, (36, 70, 110))
    page.text(40, 26, entity, size=11, colour=(255, 255, 255))
    page.text(555, 26, f"{year}年度报告", size=9, colour=(255, 255, 255), align="r")
    page.text(40, 84, "利润表", size=16, bold=True)
    page.text(40, 102, f"{year}年1—12月")
    page.text(555, 102, "单位：万元", align="r")
    for x, text, align in ((46, "项目", "l"), (430, "本期金额", "r"), (549, "上期金额", "r")):
        page.text(x, 128, text, bold=True, align=align)  # type: ignore[arg-type]
    page.line(40, 136, 555, 136, thick=1)
    y = 140.0
    for k, (caption, name) in enumerate(c.INCOME):
        if k % 2 == 0:
            page.shade(40, y, 515, 26, (238, 243, 248))
        page.text(46, y + 17, caption)
        page.text(430, y + 17, printed(now[name or ""], negative="（{0}）"), align="r")
        page.text(549, y + 17, printed(before[name or ""], negative="（{0}）"), align="r")
        y += 26
    page.text(40, y + 24, "公司负责人：　　　　　　　财务总监：　　　　　　　财务部经理：", size=9)
    true = told(
        "income_statement", c.INCOME, now, before, entity=entity, start=dt.date(year, 1, 1), end=dt.date(year, 12, 31),
        unit="万元",
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


def _flows_full(chance: random.Random) -> Made:
    """会企03表: a half-ruled table with numbers of lines, the period as a range, a blank line for exchange rates."""
    now, before = followed(chance, chance.randrange(3, 80) * 10**8)
    year, entity = chance.choice((2023, 2024)), NAMES.firm(chance)
    start, end = dt.date(year, 1, 1), dt.date(year, 6, 30)
    page = Page(9, latin="helvetica")
    page.text(297, 46, "现 金 流 量 表", size=16, bold=True, align="c")
    page.text(297, 64, f"{start:%Y年%m月%d日}至{end:%Y年%m月%d日}", align="c")
    page.text(46, 84, f"编制单位：{entity}")
    page.text(549, 70, "会企03表", align="r")
    page.text(549, 84, "金额单位：人民币元", align="r")
    rows = [["项　　目", "行次", "本期金额", "上期金额"], *_table(c.FLOWS, now, before)]
    y = page.grid(46, 92, (243, 36, 112, 112), rows, high=24, size=8.8, aligns="lcrr", rules="rows")
    page.text(
        46,
        y + 18,
        f"企业负责人：{NAMES.person(chance)}　　　　财务负责人：{NAMES.person(chance)}",
    )
    page.seal(470, y - 14, 40, entity[:14])
    true = told("cash_flow_statement", c.FLOWS, now, before, entity=entity, start=start, end=end, unit="元")
    return Made(page.data(), ".pdf", true)


def _flows_small(chance: random.Random) -> Made:
    """会小企03表: the year so far alone, its column of the month empty, no prior figures at all."""
    now = small_flows(flows(chance, chance.randrange(1, 20) * 10**8))
    year, entity = chance.choice((2023, 2024, 2025)), NAMES.firm(chance)
    page = Page(9, face="serif")
    page.text(297, 46, "现金流量表（小企业）", size=15, bold=True, align="c")
    page.text(52, 72, f"单位名称：{entity}")
    page.text(320, 72, f"{year}年度", align="c")
    page.text(543, 72, "会小企03表　单位：元", align="r")
    rows = [["项　　目", "行次", "本年累计金额", "本月金额"]]
    rows += [[*row, ""] for row in _table(c.SMALL_FLOWS, now, None)]
    page.grid(52, 80, (251, 40, 110, 90), rows, high=27, size=8.8, aligns="lcrr")
    true = told(
        "cash_flow_statement", c.SMALL_FLOWS, now, None, entity=entity, start=dt.date(year, 1, 1),
        end=dt.date(year, 12, 31), unit="元",
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


def _audited(chance: random.Random) -> Made:
    """审计报告: a cover, the auditor's opinion, then the three statements in yuan, each on a page, some unruled."""
    year, entity = chance.choice((2022, 2023, 2024)), NAMES.firm(chance)
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    size = chance.randrange(4, 60) * 10**9
    now = balance(chance, size)
    before = balance(chance, int(size * 0.9), now["paid_in_capital"])
    got, past = income(chance, size), income(chance, int(size * 0.95))
    moved = flows(chance, size)
    office = "湖北诚勤会计师事务所（普通合伙）"
    page = Page(10.5, face="serif")
    page.text(297, 240, entity, size=20, bold=True, align="c")
    page.text(297, 300, "审　计　报　告", size=28, bold=True, align="c")
    page.text(297, 340, f"鄂诚勤审字〔{year + 1}〕第{digits(chance, 4, '0')}号", align="c")
    page.text(297, 700, office, size=14, align="c")
    page.turn()
    page.text(297, 80, "审 计 报 告", size=18, bold=True, align="c")
    page.text(60, 120, f"{entity}全体股东：")
    opinion = (
        f"　　一、审计意见\n　　我们审计了{entity}财务报表，包括{year}年12月31日的资产负债表，"
        f"{year}年度的利润表、现金流量表以及相关财务报表附注。"
        "我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了其财务状况、经营成果和现金流量。\n"
        "　　二、形成审计意见的基础\n　　我们按照中国注册会计师审计准则的规定执行了审计工作。"
        "我们相信，我们获取的审计证据是充分、适当的，为发表审计意见提供了基础。\n"
        "　　三、管理层和治理层对财务报表的责任\n　　管理层负责按照企业会计准则的规定编制财务报表，"
        "使其实现公允反映，并设计、执行和维护必要的内部控制。"
    )
    page.paragraph(60, 146, 475, opinion, leading=1.9)
    page.text(330, 620, office)
    page.text(330, 650, f"中国注册会计师：{NAMES.person(chance)}")
    page.text(330, 680, f"{year + 1}年3月{chance.randrange(5, 29)}日")
    page.seal(430, 650, 46, office[:11])
    accept = {"period_start": [start.isoformat()]}
    true = []
    lines = (*c.ASSETS, *c.LIABILITIES, *c.EQUITY)
    page.turn()
    _audited_head(page, "资产负债表", entity, f"{year}年12月31日")
    rows = [["项　　目", "期末余额", "期初余额"], *_table(lines, now, before, numbers=False)]
    page.grid(56, 104, (243, 120, 120), rows, high=16, size=7.2, aligns="lrr")
    true.append(((3,), told("balance_sheet", lines, now, before, entity=entity, end=end, unit="元", accept=accept)))
    page.turn()
    _audited_head(page, "利润表", entity, f"{year}年度")
    rows = [["项　　目", "本年发生额", "上年发生额"], *_table(c.INCOME, got, past, numbers=False)]
    page.grid(56, 104, (243, 120, 120), rows, high=28, size=9, aligns="lrr", rules="rows")
    true.append(((4,), told("income_statement", c.INCOME, got, past, entity=entity, start=start, end=end, unit="元")))
    page.turn()
    _audited_head(page, "现金流量表", entity, f"{year}年度")
    rows = [["项　　目", "本年发生额"], *_table(c.FLOWS, moved, None, numbers=False)]
    page.grid(56, 104, (303, 180), rows, high=25, size=9, aligns="lr", rules="none")
    told_flows = told("cash_flow_statement", c.FLOWS, moved, None, entity=entity, start=start, end=end, unit="元")
    true.append(((5,), told_flows))
    return Made(page.data(), ".pdf", several(true))


def _audited_head(page: Page, title: str, entity: str, when: str) -> None:
    page.text(297, 56, title, size=15, bold=True, align="c")
    page.text(297, 74, when, align="c", size=9.5)
    page.text(56, 94, f"编制单位：{entity}", size=9.5)
    page.text(539, 94, "单位：元", align="r", size=9.5)


def _thousands(chance: random.Random) -> Made:
    """A group's cash flows in 千元 without decimals, prior year left of the current one, notes between."""
    now, before = (whole(f) for f in followed(chance, chance.randrange(300, 9_000) * 10**3))
    year, entity = chance.choice((2023, 2024)), NAMES.firm(chance)
    page = Page(9.2, latin="times", stretch=94)
    page.text(50, 56, entity, size=13, bold=True)
    page.text(50, 76, f"现金流量表　截至{year}年12月31日止年度", size=11)
    page.text(545, 76, "人民币千元", align="r")
    page.line(50, 84, 545, 84, thick=1.4)
    rows = [
        [row[0], "（七）1" if k % 7 == 1 else "", row[2], row[1]]
        for k, row in enumerate(_table(c.FLOWS, now, before, numbers=False, negative="({0})", whole=True))
    ]
    head = ["", "附注", f"{year - 1}年度", f"{year}年度"]
    page.grid(50, 88, (260, 45, 95, 95), [head, *rows], high=24, size=9, aligns="lcrr", rules="none")
    accept = {"unit": ["人民币千元"]}
    true = told(
        "cash_flow_statement", c.FLOWS, now, before, entity=entity, start=dt.date(year, 1, 1),
        end=dt.date(year, 12, 31), unit="千元", accept=accept,
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


PAPERS = (
    Paper("income-p3-month", "held", _month),
    Paper("income-p3-year", "held", _year),
    Paper("cash-p3-full", "held", _flows_full),
    Paper("cash-p3-small", "held", _flows_small),
    Paper("cash-p3-thousands", "held", _thousands),
    Paper("financials-p3-audited", "held", _audited),
)
