"""Held income and cash flow statements: of a month, a year, a group, of small enterprises; three in one book."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..made import Made, Paper
from .bank_cast import HELD
from .bank_ledger import several
from .bank_table import Column, Press, Table
from .financial_parts import Captions, Line, added, balance, filled, flows, followed, income, small_income, told
from .financials_balance import ASSETS, DEBTS, chiefs
from .statements_sheets import plain, saved

INCOME: Captions = (
    ("一、营业收入", "revenue"),
    ("　　减：营业成本", "cost_of_sales"),
    ("　　　　税金及附加", "_surtax"),
    ("　　　　销售费用", "selling_expenses"),
    ("　　　　管理费用", "administrative_expenses"),
    ("　　　　研发费用", "rd_expenses"),
    ("　　　　财务费用", "finance_costs"),
    ("　　　　其中：利息费用", "interest_expense"),
    ("　　　　　　　利息收入", "_interest_income"),
    ("　　加：其他收益", "_grants"),
    ("　　　　投资收益（损失以“-”号填列）", "_gains"),
    ("　　　　信用减值损失（损失以“-”号填列）", "_impaired"),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("　　加：营业外收入", "_windfall"),
    ("　　减：营业外支出", "_mishap"),
    ("三、利润总额（亏损总额以“-”号填列）", "total_profit"),
    ("　　减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“-”号填列）", "net_profit"),
)
_SMALL_INCOME: Captions = (
    ("一、营业收入", "revenue"),
    ("减：营业成本", "cost_of_sales"),
    ("税金及附加", "_surtax"),
    ("销售费用", "selling_expenses"),
    ("管理费用", "administrative_expenses"),
    ("财务费用", "finance_costs"),
    ("其中：利息费用（收入以“-”号填列）", "interest_expense"),
    ("加：投资收益（损失以“-”号填列）", "_gains"),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("加：营业外收入", "_windfall"),
    ("减：营业外支出", "_mishap"),
    ("三、利润总额（亏损总额以“-”号填列）", "total_profit"),
    ("减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“-”号填列）", "net_profit"),
)
FLOWS: Captions = (
    ("一、经营活动产生的现金流量：", None),
    ("　　销售商品、提供劳务收到的现金", "cash_from_sales"),
    ("　　收到的税费返还", "_refund"),
    ("　　收到其他与经营活动有关的现金", "_other_in"),
    ("　　　经营活动现金流入小计", "_in"),
    ("　　购买商品、接受劳务支付的现金", "_bought"),
    ("　　支付给职工以及为职工支付的现金", "_staff"),
    ("　　支付的各项税费", "_levies"),
    ("　　支付其他与经营活动有关的现金", "_other_out"),
    ("　　　经营活动现金流出小计", "_out"),
    ("　　　　经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("　　处置固定资产、无形资产和其他长期资产收回的现金净额", "_sold_assets"),
    ("　　购建固定资产、无形资产和其他长期资产支付的现金", "_assets"),
    ("　　　　投资活动产生的现金流量净额", "investing_cash_flow"),
    ("三、筹资活动产生的现金流量：", None),
    ("　　取得借款收到的现金", "_borrowed"),
    ("　　偿还债务支付的现金", "_repaid"),
    ("　　分配股利、利润或偿付利息支付的现金", "_interest"),
    ("　　　筹资活动现金流出小计", "_financed"),
    ("　　　　筹资活动产生的现金流量净额", "financing_cash_flow"),
    ("四、汇率变动对现金及现金等价物的影响", None),
    ("五、现金及现金等价物净增加额", "net_increase_in_cash"),
    ("　　加：期初现金及现金等价物余额", "opening_cash"),
    ("六、期末现金及现金等价物余额", "closing_cash"),
)
_SMALL_FLOWS: Captions = (
    ("一、经营活动产生的现金流量：", None),
    ("销售产成品、商品、提供劳务收到的现金", "cash_from_sales"),
    ("收到其他与经营活动有关的现金", "_more_in"),
    ("购买原材料、商品、接受劳务支付的现金", "_bought"),
    ("支付的职工薪酬", "_staff"),
    ("支付的税费", "_levies"),
    ("支付其他与经营活动有关的现金", "_other_out"),
    ("经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("处置固定资产、无形资产和其他非流动资产收回的现金净额", "_sold_assets"),
    ("购建固定资产、无形资产和其他非流动资产支付的现金", "_assets"),
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
_EITHER: dict[str, list[Any]] = {"items[].prior": ["any"]}
"""Where the other column is the month beside the year so far, the interface names no place for it."""


def _columns(*columns: tuple[str, float, Literal["l", "c", "r"]]) -> tuple[Column, ...]:
    return tuple(Column(head, wide, align) for head, wide, align in columns)


def _rows(sheet: Press, table: Table, y: float, lines: Sequence[Line], **how: Any) -> float:
    y = table.head(sheet, y)
    for line in lines:
        y = table.draw(sheet, y, [line.caption, *line.cells(**how)])
    return y


def _month(chance: random.Random) -> tuple[dt.date, dt.date]:
    year, month = chance.choice((2022, 2023, 2024)), chance.randrange(2, 12)
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _monthly(chance: random.Random) -> Made:
    """A month beside the year so far, lines numbered."""
    month = income(chance, 2_000_000_00)
    whole = added(month, income(chance, 9_000_000_00))
    lines = filled(INCOME, month, whole)
    entity, (start, end) = HELD.firm(chance), _month(chance)
    columns = _columns(("项　　目", 230, "l"), ("行次", 34, "c"), ("本月金额", 120, "r"), ("本年累计金额", 130, "r"))
    table = Table(columns=columns, left=40, size=9, pad=4.2)
    sheet = Press(9, face="serif", latin="times")
    sheet.text(297, 52, "利　润　表", size=17, bold=True, align="c")
    sheet.text(554, 52, "会企02表", align="r")
    sheet.text(40, 78, f"编制单位：{entity}")
    sheet.text(330, 78, f"{end.year}年{end.month}月", align="c")
    sheet.text(554, 78, "单位：元", align="r")
    y = table.head(sheet, 86)
    for k, line in enumerate(lines, 1):
        y = table.draw(sheet, y, [line.caption, str(k), *line.cells()])
    chiefs(sheet, y + 24, chance, (40, 220, 420))
    accept = {**_EITHER, "period_start": [start.replace(month=1).isoformat(), None]}
    true = told("income_statement", lines, entity=entity, start=start, end=end, unit="元", order=(1, 0), accept=accept)
    return Made(sheet.data(), ".pdf", true)


def _annual(chance: random.Random) -> Made:
    """A year in ten thousands beside the year before; no rules but the head's."""
    now, before = income(chance, 60_000_00), income(chance, 52_000_00)
    lines = filled(INCOME, now, before)
    entity, year = HELD.firm(chance), chance.choice((2022, 2023, 2024))
    columns = _columns(("项目", 270, "l"), (f"{year}年度", 110, "r"), (f"{year - 1}年度", 110, "r"))
    table = Table(columns=columns, left=52, size=9.5, rules="head", pad=5)
    sheet = Press(9.5, latin="helvetica", stretch=95)
    sheet.text(297, 60, f"{year}年度利润表", size=16, bold=True, align="c")
    sheet.text(52, 90, entity, bold=True)
    sheet.text(542, 90, "（金额单位：人民币万元）", align="r", size=9)
    y = _rows(sheet, table, 100, lines, brackets=True)
    sheet.line(52, y, 542, y)
    sheet.text(52, y + 24, "后附财务报表附注为本财务报表的组成部分。", size=8.5)
    chiefs(sheet, y + 50, chance, (52, 220, 410))
    day = dt.date(year, 12, 31)
    true = told("income_statement", lines, entity=entity, start=dt.date(year, 1, 1), end=day, unit="万元")
    return Made(sheet.data(), ".pdf", true)


def _group(chance: random.Random) -> Made:
    """The group's two columns before the parent's, in thousands without decimals."""
    own = [income(chance, size, 100) for size in (800_000_00, 700_000_00, 500_000_00, 450_000_00)]
    lines = filled(INCOME, *own)
    entity, year = HELD.places[2] + HELD.stems[9] + "陶瓷股份有限公司", chance.choice((2022, 2023, 2024))
    heads = ("合并\n本期发生额", "合并\n上期发生额", "母公司\n本期发生额", "母公司\n上期发生额")
    columns = _columns(("项目", 205, "l"), *((h, 82, "r") for h in heads))  # type: ignore[arg-type]
    table = Table(columns=columns, left=31, size=8.5, rules="rows", pad=4.5, pen=(180, 180, 180))
    sheet = Press(8.5, face="serif")
    sheet.text(297, 48, "合并及母公司利润表", size=15, bold=True, align="c")
    sheet.text(297, 66, f"{year}年1月1日至{year}年12月31日", align="c")
    sheet.text(31, 84, f"编制单位：{entity}")
    sheet.text(564, 84, "单位：千元", align="r")
    y = _rows(sheet, table, 92, lines, whole=True, brackets=True)
    chiefs(sheet, y + 26, chance, (31, 220, 420))
    day = dt.date(year, 12, 31)
    true = told("income_statement", lines, entity=entity, start=dt.date(year, 1, 1), end=day, unit="千元")
    return Made(sheet.data(), ".pdf", true)


def _small_book(chance: random.Random) -> Made:
    """Small enterprises' form in a workbook, the year so far first."""
    month = small_income(chance, 100_000_00)
    whole = added(month, small_income(chance, 600_000_00))
    lines = filled(_SMALL_INCOME, whole, month)
    entity, (start, end) = HELD.firm(chance), _month(chance)
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "利润表"
    sheet.append(["利润表"])
    sheet.append([None, None, None, "会小企02表"])
    sheet.append([f"编制单位：{entity}", None, f"{end.year}年{end.month}月", "单位：元"])
    sheet.append(["项目", "行次", "本年累计金额", "本月金额"])
    for k, line in enumerate(lines, 1):
        sheet.append([line.caption, k, *map(plain, line.values)])
    accept = {**_EITHER, "period_start": [start.isoformat(), None]}
    first = start.replace(month=1)
    true = told("income_statement", lines, entity=entity, start=first, end=end, unit="元", accept=accept)
    return Made(saved(book), ".xlsx", true)


def _cash(chance: random.Random) -> Made:
    """A year's cash flows beside the year before, ruled, with a column of notes."""
    now, before = flows(chance, 12_000_000_00), flows(chance, 11_000_000_00)
    followed(before, now)
    lines = filled(FLOWS, now, before)
    entity, year = HELD.firm(chance), chance.choice((2022, 2023, 2024))
    columns = _columns(("项　　目", 262, "l"), ("附注", 34, "c"), ("本期金额", 112, "r"), ("上期金额", 112, "r"))
    table = Table(columns=columns, left=38, size=8.5, pad=3.6, head_fill=(222, 232, 222), pen=(80, 120, 80))
    sheet = Press(8.5, latin="courier", stretch=92)
    sheet.text(297, 50, "现金流量表", size=16, bold=True, align="c")
    sheet.text(297, 70, f"{year}年度", size=10, align="c")
    sheet.text(38, 86, f"编制单位：{entity}", size=9)
    sheet.text(558, 86, "金额单位：元", size=9, align="r")
    y = table.head(sheet, 94)
    for line in lines:
        y = table.draw(sheet, y, [line.caption, "", *line.cells(blank="-" if line.caption[0] == "四" else "")])
    sheet.seal(480, 76, 40, entity)
    chiefs(sheet, y + 24, chance, (38, 220, 410))
    day = dt.date(year, 12, 31)
    true = told("cash_flow_statement", lines, entity=entity, start=dt.date(year, 1, 1), end=day, unit="元")
    return Made(sheet.data(), ".pdf", true)


def _small_cash(chance: random.Random) -> Made:
    """Small enterprises' cash flows of a month, the year so far first."""
    month = flows(chance, 150_000_00)
    whole = added(month, flows(chance, 700_000_00))
    month["opening_cash"] = whole["closing_cash"] - month["net_increase_in_cash"]
    month["closing_cash"] = whole["closing_cash"]
    for f in (month, whole):
        f["_more_in"] = f["_refund"] + f["_other_in"]
    lines = filled(_SMALL_FLOWS, whole, month)
    entity, (start, end) = HELD.firm(chance), _month(chance)
    columns = _columns(("项目", 262, "l"), ("行次", 30, "c"), ("本年累计金额", 118, "r"), ("本月金额", 110, "r"))
    table = Table(columns=columns, left=38, size=9, rules="rows", pad=4)
    sheet = Press(9, face="serif", latin="helvetica")
    sheet.text(297, 50, "现金流量表", size=16, align="c")
    sheet.text(558, 50, "会小企03表", align="r")
    sheet.text(38, 78, f"编制单位：{entity}")
    sheet.text(360, 78, f"{end.year}年{end.month:02d}月", align="c")
    sheet.text(558, 78, "单位：元", align="r")
    y = table.head(sheet, 86)
    for k, line in enumerate(lines, 1):
        y = table.draw(sheet, y, [line.caption, str(k) if line.name else "", *line.cells()])
    chiefs(sheet, y + 24, chance, (38, 220, 410))
    accept = {**_EITHER, "period_start": [start.isoformat(), None]}
    first = start.replace(month=1)
    true = told("cash_flow_statement", lines, entity=entity, start=first, end=end, unit="元", accept=accept)
    return Made(sheet.data(), ".pdf", true)


_OWN: Captions = (
    ("股东权益：", None),
    ("　股本", "paid_in_capital"),
    ("　资本公积", "_reserve"),
    ("　盈余公积", "_surplus"),
    ("　未分配利润", "retained_earnings"),
    ("股东权益合计", "total_equity"),
    ("负债和股东权益总计", "_both"),
)


def _all_three(chance: random.Random) -> Made:
    """The year's three statements on three sheets of a workbook."""
    entity, year = HELD.firm(chance), chance.choice((2022, 2023, 2024))
    end, start = dt.date(year, 12, 31), dt.date(year, 1, 1)
    sums = filled([*ASSETS, *DEBTS, *_OWN], balance(chance, 8_000_000_00), balance(chance, 7_000_000_00))
    earned = filled(INCOME, income(chance, 9_000_000_00), income(chance, 8_000_000_00))
    now, before = flows(chance, 9_500_000_00), flows(chance, 8_500_000_00)
    followed(before, now)
    moved = filled(FLOWS, now, before)
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, time, heads, lines in (
        ("资产负债表", f"{end}", ("期末余额", "年初余额"), sums),
        ("利润表", f"{year}年度", ("本期金额", "上期金额"), earned),
        ("现金流量表", f"{year}年度", ("本期金额", "上期金额"), moved),
    ):
        sheet = book.create_sheet(title)
        sheet.append([title])
        sheet.append([f"公司名称：{entity}", time, "单位：元"])
        sheet.append(["项目", *heads])
        for line in lines:
            sheet.append([line.caption, *map(plain, line.values)])
    trues = [
        told("balance_sheet", sums, entity=entity, end=end, unit="元"),
        told("income_statement", earned, entity=entity, start=start, end=end, unit="元"),
        told("cash_flow_statement", moved, entity=entity, start=start, end=end, unit="元"),
    ]
    return Made(saved(book), ".xlsx", several(trues, ((), (), ())))


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("income-held-monthly", _monthly),
    ("income-held-annual", _annual),
    ("income-held-group", _group),
    ("income-held-small-book", _small_book),
    ("cash-held-year", _cash),
    ("cash-held-small", _small_cash),
    ("financials-held-book", _all_three),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
