"""Financial statements of the fifth set: two balance sheets, two of income, one of cash flows."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence

from ..made import Made, Paper
from ..values import spread
from .papers3_figures import (
    Figures,
    Line,
    balance,
    followed,
    income,
    printed,
    small_flows,
    small_income,
    told,
    whole,
)
from .papers3_kit import Page
from .papers5_cast import NAMES5, signers

_LEFT: tuple[Line, ...] = (
    ("流动资产：", None),
    ("  货币资金", "cash"),
    ("  短期投资", "_trading"),
    ("  应收票据", "notes_receivable"),
    ("  应收账款", "accounts_receivable"),
    ("  预付账款", "prepayments"),
    ("  其他应收款", "other_receivables"),
    ("  存货", "inventory"),
    ("  其他流动资产", "_other_current"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("  长期股权投资", "_long_investment"),
    ("  固定资产原价", "_gross"),
    ("  减：累计折旧", "_depreciation"),
    ("  固定资产账面价值", "fixed_assets"),
    ("  在建工程", "construction_in_progress"),
    ("  无形资产", "_intangible"),
    ("  长期待摊费用", "_deferred"),
    ("非流动资产合计", "_noncurrent"),
    ("资产总计", "total_assets"),
)
_RIGHT: tuple[Line, ...] = (
    ("流动负债：", None),
    ("  短期借款", "short_term_loans"),
    ("  应付票据", "_notes_payable"),
    ("  应付账款", "accounts_payable"),
    ("  预收账款", "_advances"),
    ("  应付职工薪酬", "_wages"),
    ("  应交税费", "_taxes"),
    ("  其他应付款", "_other_payables"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("  长期借款", "long_term_loans"),
    ("  递延收益", "_deferred_income"),
    ("非流动负债合计", "_long_liabilities"),
    ("负债合计", "total_liabilities"),
    ("所有者权益：", None),
    ("  实收资本", "paid_in_capital"),
    ("  资本公积", "_capital_reserve"),
    ("  盈余公积", "_surplus"),
    ("  未分配利润", "retained_earnings"),
    ("所有者权益合计", "total_equity"),
)
_END: Line = ("负债和所有者权益总计", "_sum")
_WHOLE: tuple[Line, ...] = (
    *(("流动资产：", None), ("货币资金", "cash"), ("交易性金融资产", "_trading"), ("应收票据", "notes_receivable")),
    *(("应收账款", "accounts_receivable"), ("预付款项", "prepayments"), ("其他应收款", "other_receivables")),
    *(("存货", "inventory"), ("一年内到期的非流动资产", "_other_current"), ("流动资产合计", "current_assets")),
    *(("非流动资产：", None), ("长期股权投资", "_long_investment"), ("固定资产", "fixed_assets")),
    *(("在建工程", "construction_in_progress"), ("无形资产", "_intangible"), ("递延所得税资产", "_deferred")),
    *(("非流动资产合计", "_noncurrent"), ("资产总计", "total_assets"), ("流动负债：", None)),
    *(("短期借款", "short_term_loans"), ("应付票据", "_notes_payable"), ("应付账款", "accounts_payable")),
    *(("合同负债", "_advances"), ("应付职工薪酬", "_wages"), ("应交税费", "_taxes"), ("其他应付款", "_other_payables")),
    *(("流动负债合计", "current_liabilities"), ("非流动负债：", None), ("长期借款", "long_term_loans")),
    *(("递延收益", "_deferred_income"), ("非流动负债合计", "_long_liabilities"), ("负债合计", "total_liabilities")),
    *(
        ("所有者权益（或股东权益）：", None),
        ("实收资本（或股本）", "paid_in_capital"),
        ("资本公积", "_capital_reserve"),
    ),
    *(("盈余公积", "_surplus"), ("未分配利润", "retained_earnings")),
    ("所有者权益（或股东权益）合计", "total_equity"),
    ("负债和所有者权益（或股东权益）总计", "_sum"),
)
_YEAR: tuple[Line, ...] = (
    ("一、营业收入", "revenue"),
    ("    减：营业成本", "cost_of_sales"),
    ("        税金及附加", "_taxes"),
    ("        销售费用", "selling_expenses"),
    ("        管理费用", "administrative_expenses"),
    ("        研发费用", "rd_expenses"),
    ("        财务费用", "finance_costs"),
    ("          其中：利息费用", "interest_expense"),
    ("    加：其他收益", "_subsidies"),
    ("        投资收益（损失以“-”号填列）", "_investment"),
    ("        资产减值损失（损失以“-”号填列）", None),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("    加：营业外收入", "_other_in"),
    ("    减：营业外支出", "_other_out"),
    ("三、利润总额（亏损总额以“-”号填列）", "total_profit"),
    ("    减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“-”号填列）", "net_profit"),
)
_MONTH: tuple[Line, ...] = (
    *(("一、营业收入", "revenue"), ("减：营业成本", "cost_of_sales"), ("税金及附加", "_taxes")),
    *(("销售费用", "selling_expenses"), ("管理费用", "administrative_expenses"), ("财务费用", "finance_costs")),
    *(("其中：利息费用", "interest_expense"), ("加：投资收益", "_gain"), ("二、营业利润", "operating_profit")),
    *(("加：营业外收入", "_other_in"), ("减：营业外支出", "_other_out"), ("三、利润总额", "total_profit")),
    *(("减：所得税费用", "income_tax"), ("四、净利润", "net_profit")),
)
_SMALL_FLOWS: tuple[Line, ...] = (
    ("一、经营活动产生的现金流量：", None),
    ("销售产成品、商品、提供劳务收到的现金", "cash_from_sales"),
    ("收到其他与经营活动有关的现金", "_other_in"),
    ("购买原材料、商品、接受劳务支付的现金", "_paid_goods"),
    ("支付的职工薪酬", "_paid_wages"),
    ("支付的税费", "_paid_taxes"),
    ("支付其他与经营活动有关的现金", "_other_out"),
    ("经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("收回短期投资、长期债券投资和长期股权投资收到的现金", "_sold"),
    ("购建固定资产、无形资产和其他非流动资产支付的现金", "_bought"),
    ("投资活动产生的现金流量净额", "investing_cash_flow"),
    ("三、筹资活动产生的现金流量：", None),
    ("取得借款收到的现金", "_borrowed"),
    ("偿还借款本金支付的现金", "_repaid"),
    ("偿还借款利息支付的现金", "_interest"),
    ("筹资活动产生的现金流量净额", "financing_cash_flow"),
    ("四、现金净增加额", "net_increase_in_cash"),
    ("加：期初现金余额", "opening_cash"),
    ("五、期末现金余额", "closing_cash"),
)


def _cells(lines: Sequence[Line], periods: Sequence[Figures], write: Callable[[int], str] = printed) -> list[list[str]]:
    return [[caption, *(write(f[name]) if name else "" for f in periods)] for caption, name in lines]


def _numbered(rows: list[list[str]], first: int) -> list[list[str]]:
    """Return rows with the number of the line after the caption; headings have none."""
    done, number = [], first
    for caption, *values in rows:
        heading = caption.endswith("：")
        done.append([caption, "" if heading else str(number), *values])
        number += not heading
    return done


def _small_sides(chance: random.Random) -> Made:
    """A small firm's sheet of a quarter, across: lines numbered through both sides, the end before the beginning."""
    size = chance.randrange(1_500_000, 40_000_000) * 100
    now, before = balance(chance, size), balance(chance, size)
    end = chance.choice((dt.date(2025, 3, 31), dt.date(2025, 6, 30), dt.date(2025, 9, 30)))
    entity = NAMES5.firm(chance)
    page = Page(8.4, "sans", (842, 595))
    page.text(421, 44, "资产负债表", size=17, bold=True, align="c")
    page.text(36, 66, f"编制单位：{entity}")
    page.text(421, 66, f"{end.year}年{end.month}月{end.day}日", align="c")
    page.text(806, 54, "会小企01表", align="r")
    page.text(806, 66, "单位：元", align="r")
    left = _numbered(_cells(_LEFT, (now, before)), 1)
    right = _numbered([*_cells(_RIGHT, (now, before))], 31)
    right[-1][1] = "52"
    last = ["资产总计", "30", *left[-1][2:], *_numbered(_cells((_END,), (now, before)), 53)[0]]
    heads = ["资　产", "行次", "期末余额", "年初余额", "负债和所有者权益", "行次", "期末余额", "年初余额"]
    rows = [a + b for a, b in zip(left[:-1], right[:-1], strict=True)]
    rows.append(["", "", "", "", *right[-1]])
    page.grid(
        36, 76, (140, 30, 108, 108, 140, 30, 108, 106), [heads, *rows, last], high=20.5, aligns="lcrrlcrr", size=8.2
    )
    page.text(
        36,
        562,
        signers(chance, "单位负责人", "财务负责人", "制表人", gap="　　"),
    )
    lines = (*_LEFT, *_RIGHT)
    return Made(page.data(), ".pdf", told("balance_sheet", lines, now, before, entity=entity, end=end, unit="元"))


def _thousands(chance: random.Random) -> Made:
    """A year's sheet as one list over two pages in thousands of yuan, no rules but under sums; last year beside it."""
    size = chance.randrange(90_000, 4_000_000)
    now, before = (whole(balance(chance, size)) for _ in range(2))
    year, entity = chance.choice((2023, 2024)), NAMES5.firm(chance)
    page = Page(10, "serif", latin="times")

    def write(value: int) -> str:
        return printed(value, whole=True, negative="({0})")

    def top(more: str) -> float:
        page.text(297, 60, entity, size=13, bold=True, align="c")
        page.text(297, 82, f"资产负债表{more}", size=15, bold=True, align="c")
        page.text(297, 100, f"{year}年12月31日", align="c")
        page.text(535, 118, "金额单位：人民币千元", align="r", size=9)
        page.line(60, 126, 535, 126, thick=1.2)
        for x, head, align in (
            (60, "项目", "l"),
            (330, "附注六", "c"),
            (430, f"{year}年末", "r"),
            (535, f"{year - 1}年末", "r"),
        ):
            page.text(x, 142, head, align=align, bold=True)  # type: ignore[arg-type]
        page.line(60, 150, 535, 150)
        return 172.0

    y, note = top(""), 0
    for caption, name in _WHOLE:
        if caption == "流动负债：":
            page.text(60, 760, "后附财务报表附注为本财务报表的组成部分。", size=8.5)
            page.turn()
            y = top("（续）")
        total = name is not None and ("合计" in caption or "总计" in caption)
        page.text(60 if name is None or total else 76, y, caption, bold=name is None or total)
        if name:
            note += not total
            page.text(330, y, "" if total else str(note), align="c", size=9)
            for x, f in ((430, now), (535, before)):
                page.text(x, y, write(f[name]), align="r", bold=total)
                if total:
                    page.line(x - 78, y - 12, x, y - 12, thick=0.5)
        y += 27
    page.text(
        60,
        780,
        signers(chance, "法定代表人", "主管会计工作负责人", "会计机构负责人"),
        size=8.8,
    )
    end = dt.date(year, 12, 31)
    true = told("balance_sheet", _WHOLE, now, before, entity=entity, end=end, unit="千元")
    return Made(page.data(), ".pdf", true)


def _income_year(chance: random.Random) -> Made:
    """A year's income, plain: every cell ruled, this year's amount before last year's."""
    size = chance.randrange(5_000_000, 300_000_000) * 100
    now, before = income(chance, size), income(chance, size)
    year, entity = chance.choice((2023, 2024)), NAMES5.firm(chance)
    page = Page(9.6, "serif")
    page.text(297, 54, "利润表", size=18, bold=True, align="c")
    page.text(297, 74, f"{year}年度", align="c")
    page.text(545, 74, "会企02表", align="r")
    page.text(50, 92, f"编制单位：{entity}")
    page.text(545, 92, "单位：元", align="r")
    rows = _cells(_YEAR, (now, before))
    y = page.grid(50, 100, (255, 120, 120), [["项　　目", "本期金额", "上期金额"], *rows], high=26, aligns="lrr")
    page.text(
        50,
        y + 24,
        signers(chance, "法定代表人", "财务负责人", "制表", gap="　" * 6),
    )
    page.seal(430, y + 20, 44, entity)
    days = {"start": dt.date(year, 1, 1), "end": dt.date(year, 12, 31)}
    true = told("income_statement", _YEAR, now, before, entity=entity, unit="元", **days)
    return Made(page.data(), ".pdf", true)


def _income_month(chance: random.Random) -> Made:
    """A small firm's income of a month from a bookkeeping program: striped, the month before the year so far."""
    size = chance.randrange(600_000, 9_000_000) * 100
    end = chance.choice((dt.date(2025, 4, 30), dt.date(2025, 5, 31), dt.date(2025, 8, 31), dt.date(2025, 11, 30)))
    year_so_far = small_income(income(chance, size))
    month = small_income(income(chance, size // end.month))
    entity = NAMES5.firm(chance)
    page = Page(9, "sans", latin="helvetica")
    page.text(40, 46, "利润表", size=16, bold=True)
    page.text(40, 66, f"单位名称　{entity}　　　期间　{end.year}年第{end.month}期　　　单位　元")
    heads = ["项目", "行次", "本月金额", "本年累计"]
    edges = (40, 300, 340, 447, 555)
    y = 78.0
    for n, row in enumerate([heads, *_numbered(_cells(_MONTH, (month, year_so_far)), 1)]):
        if n % 2 == 0:
            page.shade(40, y, 515, 24, (212, 224, 240) if n == 0 else (243, 246, 250))
        for k, cell in enumerate(row):
            at, align = (
                ((edges[k] + 6, "l"), ((edges[k] + edges[k + 1]) / 2, "c"))[k == 1]
                if k < 2
                else (edges[k + 1] - 6, "r")
            )
            page.text(at, y + 16, cell, align=align, bold=n == 0 or cell[1:2] == "、")  # type: ignore[arg-type]
        y += 24
    page.text(40, y + 20, f"制表人　{NAMES5.person(chance)}　　打印日期　{end + dt.timedelta(9)}", size=8)
    accept = {
        "period_start": [None, f"{end.replace(day=1)}"],
        "items[].prior": ["any"],
    }
    true = told(
        "income_statement", _MONTH, year_so_far, None, entity=entity, start=dt.date(end.year, 1, 1), end=end,
        unit="元", accept=accept,
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


def _flows_quarter(chance: random.Random) -> Made:
    """A small firm's cash flows of half a year: numbered lines, so far this year and the same months of last year."""
    now, before = (small_flows(f) for f in followed(chance, chance.randrange(80_000_000, 3_000_000_000)))
    year, entity = chance.choice((2024, 2025)), NAMES5.firm(chance)
    page = Page(9.4, "serif", latin="times")
    start, end = dt.date(year, 1, 1), dt.date(year, 6, 30)
    page.text(297, 52, "现 金 流 量 表", size=17, bold=True, align="c")
    page.text(297, 72, f"{year}年1-6月", align="c")
    page.text(40, 90, f"编制单位（盖章）：{entity}")
    page.text(555, 78, "会小企03表", align="r", size=8.6)
    page.text(555, 90, "单位：人民币元", align="r")
    rows = _numbered(_cells(_SMALL_FLOWS, (now, before)), 1)
    heads = ["项　　目", "行次", "本年累计金额", "上年同期金额"]
    widths = (263, 32, 110, 110)
    y = page.grid(40, 98, widths, [heads, *rows], high=27, aligns="lcrr", rules="rows", size=9.2)
    page.text(
        40,
        y + 24,
        f"{signers(chance, '负责人', '会计主管')}　　　　报出日期：{spread(end + dt.timedelta(12))}",
    )
    true = told(
        "cash_flow_statement", _SMALL_FLOWS, now, before, entity=entity, start=start, end=end, unit="元",
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


PAPERS = (
    Paper("balance-p5-small-sides", "held", _small_sides),
    Paper("balance-p5-thousands", "held", _thousands),
    Paper("income-p5-year", "held", _income_year),
    Paper("income-p5-month", "held", _income_month),
    Paper("cash-p5-half-year", "held", _flows_quarter),
)
