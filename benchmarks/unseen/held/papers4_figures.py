"""Financial statements of the fourth set: two columns side by side in 万元, a small firm's list, a quarter, a year."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence

from ..made import Made, Paper
from ..values import padded
from .papers3_figures import Figures, Line, balance, followed, income, printed, small_income, told, whole
from .papers3_kit import Page
from .papers4_cast import NAMES4

_ASSETS: tuple[Line, ...] = (
    ("流动资产：", None),
    ("货币资金", "cash"),
    ("交易性金融资产", "_trading"),
    ("应收票据", "notes_receivable"),
    ("应收账款", "accounts_receivable"),
    ("预付款项", "prepayments"),
    ("其他应收款", "other_receivables"),
    ("存货", "inventory"),
    ("其他流动资产", "_other_current"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("长期股权投资", "_long_investment"),
    ("固定资产", "fixed_assets"),
    ("在建工程", "construction_in_progress"),
    ("使用权资产", "_intangible"),
    ("其他非流动资产", "_deferred"),
    ("非流动资产合计", "_noncurrent"),
    ("", None),
    ("", None),
    ("", None),
    ("", None),
    ("资产总计", "total_assets"),
)
_OWED: tuple[Line, ...] = (
    ("流动负债：", None),
    ("短期借款", "short_term_loans"),
    ("应付票据", "_notes_payable"),
    ("应付账款", "accounts_payable"),
    ("合同负债", "_advances"),
    ("应付职工薪酬", "_wages"),
    ("应交税费", "_taxes"),
    ("其他应付款", "_other_payables"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("长期借款", "long_term_loans"),
    ("长期应付款", "_deferred_income"),
    ("非流动负债合计", "_long_liabilities"),
    ("负债合计", "total_liabilities"),
    ("股东权益：", None),
    ("股本", "paid_in_capital"),
    ("资本公积", "_capital_reserve"),
    ("盈余公积", "_surplus"),
    ("未分配利润", "retained_earnings"),
    ("股东权益合计", "total_equity"),
    ("", None),
    ("负债和股东权益总计", "_sum"),
)
_SMALL: tuple[Line, ...] = (
    *(("货币资金", "cash"), ("短期投资", "_trading"), ("应收票据", "notes_receivable")),
    *(("应收账款", "accounts_receivable"), ("预付账款", "prepayments"), ("其他应收款", "other_receivables")),
    *(("存货", "inventory"), ("其他流动资产", "_other_current"), ("流动资产合计", "current_assets")),
    *(("长期股权投资", "_long_investment"), ("固定资产原价", "_gross"), ("减：累计折旧", "_depreciation")),
    *(("固定资产账面价值", "fixed_assets"), ("在建工程", "construction_in_progress"), ("无形资产", "_intangible")),
    *(("长期待摊费用", "_deferred"), ("非流动资产合计", "_noncurrent"), ("资产总计", "total_assets")),
    *(("短期借款", "short_term_loans"), ("应付票据", "_notes_payable"), ("应付账款", "accounts_payable")),
    *(("预收账款", "_advances"), ("应付职工薪酬", "_wages"), ("应交税费", "_taxes")),
    *(("其他应付款", "_other_payables"), ("流动负债合计", "current_liabilities"), ("长期借款", "long_term_loans")),
    *(("递延收益", "_deferred_income"), ("非流动负债合计", "_long_liabilities"), ("负债合计", "total_liabilities")),
    *(("实收资本（或股本）", "paid_in_capital"), ("资本公积", "_capital_reserve"), ("盈余公积", "_surplus")),
    *(("未分配利润", "retained_earnings"), ("所有者权益（或股东权益）合计", "total_equity")),
    ("负债和所有者权益（或股东权益）总计", "_sum"),
)
_SMALL_INCOME: tuple[Line, ...] = (
    ("一、营业收入", "revenue"),
    ("减：营业成本", "cost_of_sales"),
    ("税金及附加", "_taxes"),
    ("销售费用", "selling_expenses"),
    ("管理费用", "administrative_expenses"),
    ("其中：研究费用", "_research"),
    ("财务费用", "finance_costs"),
    ("其中：利息费用（收入以“-”号填列）", "interest_expense"),
    ("加：投资收益（损失以“-”号填列）", "_gain"),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("加：营业外收入", "_other_in"),
    ("减：营业外支出", "_other_out"),
    ("三、利润总额（亏损总额以“-”号填列）", "total_profit"),
    ("减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“-”号填列）", "net_profit"),
)
_FLOWS: tuple[Line, ...] = (
    ("一、经营活动产生的现金流量：", None),
    ("销售商品、提供劳务收到的现金", "cash_from_sales"),
    ("收到的税费返还", "_refunds"),
    ("收到其他与经营活动有关的现金", "_other_in"),
    ("经营活动现金流入小计", "_in"),
    ("购买商品、接受劳务支付的现金", "_paid_goods"),
    ("支付给职工以及为职工支付的现金", "_paid_wages"),
    ("支付的各项税费", "_paid_taxes"),
    ("支付其他与经营活动有关的现金", "_other_out"),
    ("经营活动现金流出小计", "_out"),
    ("经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("收回投资收到的现金", "_sold"),
    ("购建固定资产、无形资产和其他长期资产支付的现金", "_bought"),
    ("投资活动产生的现金流量净额", "investing_cash_flow"),
    ("三、筹资活动产生的现金流量：", None),
    ("取得借款收到的现金", "_borrowed"),
    ("偿还债务支付的现金", "_repaid"),
    ("分配股利、利润或偿付利息支付的现金", "_interest"),
    ("筹资活动产生的现金流量净额", "financing_cash_flow"),
    ("四、汇率变动对现金及现金等价物的影响", None),
    ("五、现金及现金等价物净增加额", "net_increase_in_cash"),
    ("加：期初现金及现金等价物余额", "opening_cash"),
    ("六、期末现金及现金等价物余额", "closing_cash"),
)
_MAIN = ("合计", "总计", "净额", "一、", "二、", "三、", "四、", "五、", "六、")


def _cells(lines: Sequence[Line], periods: Sequence[Figures], write: Callable[[int], str]) -> list[list[str]]:
    return [[caption, *(write(f[name]) if name else "" for f in periods)] for caption, name in lines]


def _plain(value: int) -> str:
    return printed(value)


def _signers(chance: random.Random) -> str:
    people = [NAMES4.person(chance) for _ in range(3)]
    return "法定代表人：{}　　主管会计工作负责人：{}　　会计机构负责人：{}".format(*people)


def _sides(chance: random.Random) -> Made:
    """A quarter's balance sheet in 万元: assets left, the rest right, losses in brackets, the prior column last."""
    size = chance.randrange(9_000, 90_000) * 100
    now, before = balance(chance, size), balance(chance, size)
    end = chance.choice((dt.date(2025, 3, 31), dt.date(2025, 6, 30), dt.date(2025, 9, 30)))
    entity = NAMES4.firm(chance)
    page = Page(8.2, "serif", (842, 595), latin="times")
    page.text(421, 48, "资 产 负 债 表", size=18, bold=True, align="c")
    page.text(40, 74, f"编制单位：{entity}")
    page.text(421, 74, padded(end), align="c")
    page.text(802, 66, "会企01表", align="r")
    page.text(802, 78, "金额单位：人民币万元", align="r")

    def write(value: int) -> str:
        return printed(value, negative="({0})")

    heads = ["资　　产", "期末余额", "上年年末余额", "负债和股东权益", "期末余额", "上年年末余额"]
    rows = [
        a + b for a, b in zip(_cells(_ASSETS, (now, before), write), _cells(_OWED, (now, before), write), strict=True)
    ]
    page.grid(40, 88, (166, 108, 108, 164, 108, 108), [heads, *rows], high=19.5, aligns="lrrlrr", size=8.4)
    page.text(
        40,
        560,
        _signers(chance),
    )
    lines = (*_ASSETS, *_OWED)
    return Made(page.data(), ".pdf", told("balance_sheet", lines, now, before, entity=entity, end=end, unit="万元"))


def _upright(page: Page, y: float, rows: Sequence[Sequence[str]], widths: Sequence[float], step: float) -> float:
    """Draw an upright statement, its heads first, with rules above and below them alone; what counts is bold."""
    x = (page.width - sum(widths)) / 2
    edges = [x + sum(widths[:k]) for k in range(len(widths) + 1)]
    page.line(x, y, edges[-1], y, thick=1.2)
    for k, head in enumerate(rows[0]):
        page.text((edges[k] + edges[k + 1]) / 2, y + step * 0.68, head, align="c", bold=True)
    page.line(x, y + step, edges[-1], y + step, thick=0.6)
    y += step
    for row in rows[1:]:
        bold = any(mark in row[0] for mark in _MAIN)
        page.text(x + (3 if bold else 16), y + step * 0.7, row[0], bold=bold)
        for k, cell in enumerate(row[1:], 1):
            align = "c" if len(cell) < 3 else "r"
            at = (edges[k] + edges[k + 1]) / 2 if align == "c" else edges[k + 1] - 4
            page.text(at, y + step * 0.7, cell, align=align, bold=bold)  # type: ignore[arg-type]
        y += step
    page.line(x, y, edges[-1], y, thick=1.2)
    return y


def _small_list(chance: random.Random) -> Made:
    """A small firm's balance sheet as one list with numbers of lines, the year's beginning before its end."""
    size = chance.randrange(2_000_000, 30_000_000) * 100
    now, before = balance(chance, size), balance(chance, size)
    year, entity = chance.choice((2023, 2024)), NAMES4.firm(chance)
    page = Page(8.8, "sans")
    page.text(297, 50, "资产负债表（适用执行小企业会计准则的企业）", size=13, bold=True, align="c")
    page.text(48, 74, f"纳税人名称：{entity}")
    page.text(547, 74, "单位：元", align="r")
    page.text(48, 88, f"所属期：{year}年12月31日")
    page.text(547, 88, "会小企01表", align="r")
    rows = [[c, str(n + 1), a, b] for n, (c, a, b) in enumerate(_cells(_SMALL, (before, now), _plain))]
    y = _upright(page, 98, [["项　目", "行次", "年初余额", "期末余额"], *rows], (222, 36, 120, 120), 18.6)
    page.text(48, y + 22, f"单位负责人：{NAMES4.person(chance)}　　　制表人：{NAMES4.person(chance)}")
    end = dt.date(year, 12, 31)
    return Made(page.data(), ".pdf", told("balance_sheet", _SMALL, now, before, entity=entity, end=end, unit="元"))


def _small_quarter(chance: random.Random) -> Made:
    """A small firm's income of a quarter: the year so far comes first; the quarter beside it is no prior period."""
    size = chance.randrange(800_000, 20_000_000) * 100
    quarter = chance.choice((2, 3))
    now = small_income(income(chance, size))
    part = small_income(income(chance, size // (quarter + 1)))
    entity, year = NAMES4.firm(chance), 2025
    page = Page(10, "serif", latin="times")
    page.text(297, 60, "利　润　表", size=18, bold=True, align="c")
    page.text(60, 88, f"编制单位：{entity}")
    page.text(60, 104, f"报表所属期：{year}年第{'一二三四'[quarter - 1]}季度")
    page.text(535, 88, "会小企02表", align="r")
    page.text(535, 104, "金额单位：元（列至角分）", align="r")
    cells = [[c, str(n + 1), a, b] for n, (c, a, b) in enumerate(_cells(_SMALL_INCOME, (now, part), _plain))]
    y = page.grid(
        60,
        116,
        (215, 40, 110, 110),
        [["项　目", "行次", "本年累计金额", "本期金额"], *cells],
        high=28,
        aligns="lcrr",
        size=9.4,
    )
    page.text(60, y + 26, f"财务负责人：{NAMES4.person(chance)}　　　填表人：{NAMES4.person(chance)}")
    end = dt.date(year, quarter * 3, 30)
    accept = {"period_start": [None, f"{year}-{quarter * 3 - 2:02d}-01"], "items[].prior": ["any"]}
    true = told(
        "income_statement",
        _SMALL_INCOME,
        now,
        None,
        entity=entity,
        start=dt.date(year, 1, 1),
        end=end,
        unit="元",
        accept=accept,
    )
    return Made(page.data(), ".pdf", true)


def _year(chance: random.Random) -> Made:
    """A year's cash flows of the large form without decimals, a dash for nothing, notes beside the captions."""
    now, before = followed(chance, chance.randrange(3_000_000, 200_000_000))
    now, before = whole(now), whole(before)
    year, entity = chance.choice((2023, 2024)), NAMES4.firm(chance)
    page = Page(9.2, "serif", latin="times")
    page.text(297, 56, "现金流量表", size=18, bold=True, align="c")
    page.text(297, 74, f"{year}年度", align="c")
    page.text(50, 90, f"编制单位：{entity}")
    page.text(545, 90, "单位：人民币元", align="r")

    def write(value: int) -> str:
        return printed(value, whole=True) if value else "-"

    rows = [[c, "五、42" if n == 1 else "", a, b] for n, (c, a, b) in enumerate(_cells(_FLOWS, (now, before), write))]
    _upright(page, 100, [["项　　目", "附注", "本年金额", "上年金额"], *rows], (250, 45, 100, 100), 24)
    page.text(50, 716, "后附财务报表附注为财务报表的组成部分", size=8.5)
    page.text(
        50,
        736,
        _signers(chance),
    )
    days = {"start": dt.date(year, 1, 1), "end": dt.date(year, 12, 31)}
    return Made(page.data(), ".pdf", told("cash_flow_statement", _FLOWS, now, before, entity=entity, unit="元", **days))


PAPERS = (
    Paper("balance-p4-sides", "held", _sides),
    Paper("balance-p4-small-list", "held", _small_list),
    Paper("income-p4-small-quarter", "held", _small_quarter),
    Paper("cash-p4-year", "held", _year),
)
