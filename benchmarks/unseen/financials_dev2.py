"""Financial statements of the part that nobody looks at."""

from __future__ import annotations

import datetime as dt
import io
import random

from openpyxl import Workbook

from unseen.drawing import BLUE, LANDSCAPE, Sheet
from unseen.financials import balance, flows, income, plain, rows, told
from unseen.made import Made, Paper
from unseen.values import DEV2

_WHOLE = (
    ("流动资产", None),
    ("　货币资金", "cash"),
    ("　应收票据", "notes_receivable"),
    ("　应收账款", "accounts_receivable"),
    ("　预付款项", "prepayments"),
    ("　其他应收款", "other_receivables"),
    ("　存货", "inventory"),
    ("　一年内到期的非流动资产", None),
    ("　其他流动资产", "rest_current"),
    ("流动资产合计", "current_assets"),
    ("非流动资产", None),
    ("　固定资产", "fixed_assets"),
    ("　在建工程", "construction_in_progress"),
    ("　使用权资产", None),
    ("　无形资产", "intangible"),
    ("非流动资产合计", "fixed_total"),
    ("资产合计", "total_assets"),
    ("流动负债", None),
    ("　短期借款", "short_term_loans"),
    ("　应付票据", "notes_payable"),
    ("　应付账款", "accounts_payable"),
    ("　应付职工薪酬", "wages"),
    ("　应交税费", "taxes"),
    ("　其他应付款", "other_payables"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债", None),
    ("　长期借款", "long_term_loans"),
    ("负债合计", "total_liabilities"),
    ("股东权益", None),
    ("　股本", "paid_in_capital"),
    ("　盈余公积", "surplus"),
    ("　未分配利润", "retained_earnings"),
    ("股东权益合计", "total_equity"),
    ("负债和股东权益总计", "both"),
)


def _thousands(chance: random.Random) -> Made:
    """A balance sheet in thousands with numbers of notes and only rules above sums."""
    entity, end = DEV2.firm(chance), dt.date(chance.randrange(2022, 2026), 12, 31)
    filled = rows(_WHOLE, balance(chance, 90_000_000), balance(chance, 80_000_000))
    sheet = Sheet(9, "serif")
    sheet.text(297, 50, entity, size=13, bold=True, align="c")
    sheet.text(297, 70, "资产负债表", size=13, bold=True, align="c")
    sheet.text(297, 86, f"{end.year}年12月31日　　（除特别注明外，金额单位为人民币千元）", align="c", size=8.5)
    lines, note = [], 0
    for row in filled:
        note += row.current is not None and row.caption.startswith("　")
        number = f"五({note})" if row.current is not None and row.caption.startswith("　") else ""
        lines.append([row.caption, number, *row.cells(blank="-" if row.caption.startswith("　") else "")])
    head = ["项目", "附注", f"{end.year}年12月31日", f"{end.year - 1}年12月31日"]
    sheet.grid(60, 96, [195, 50, 115, 115], [head, *lines], high=19, aligns="lcrr", rules="none")
    accept = {"unit": ["千元", "人民币千元"]}
    made = told("balance_sheet", filled, entity=entity, end=end, unit="千元", accept=accept)
    return Made(sheet.data(), ".pdf", made)


_SMALL_LEFT = (
    ("流动资产：", None),
    ("　　货币资金", "cash"),
    ("　　应收票据", "notes_receivable"),
    ("　　应收帐款", "accounts_receivable"),
    ("　　预付账款", "prepayments"),
    ("　　其他应收款", "other_receivables"),
    ("　　存货", "inventory"),
    ("　　其他流动资产", "rest_current"),
    ("　　流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("　　固定资产原价", "gross"),
    ("　　减：累计折旧", "depreciation"),
    ("　　固定资产账面价值", "fixed_assets"),
    ("　　在建工程", "construction_in_progress"),
    ("　　无形资产", "intangible"),
    ("　　非流动资产合计", "fixed_total"),
    ("　　资产总计", "total_assets"),
)
_SMALL_RIGHT = (
    ("流动负债：", None),
    ("　　短期借款", "short_term_loans"),
    ("　　应付票据", "notes_payable"),
    ("　　应付账款", "accounts_payable"),
    ("　　应付职工薪酬", "wages"),
    ("　　应交税费", "taxes"),
    ("　　其他应付款", "other_payables"),
    ("　　流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("　　长期借款", "long_term_loans"),
    ("　　负债合计", "total_liabilities"),
    ("所有者权益：", None),
    ("　　实收资本", "paid_in_capital"),
    ("　　盈余公积", "surplus"),
    ("　　未分配利润", "retained_earnings"),
    ("　　所有者权益合计", "total_equity"),
    ("　　负债和所有者权益总计", "both"),
)


def _small(chance: random.Random) -> Made:
    """The balance sheet of small enterprises, two sides upright, with numbers of lines on both."""
    entity, end = DEV2.firm(chance), dt.date(chance.randrange(2023, 2026), chance.choice((3, 12)), 31)
    now, before = balance(chance, 800_000_000), balance(chance, 700_000_000)
    left, right = rows(_SMALL_LEFT, now, before), rows(_SMALL_RIGHT, now, before)
    sheet = Sheet(7.5, "sans", (650, 560), BLUE)
    sheet.text(325, 40, "资产负债表", size=15, bold=True, align="c")
    sheet.text(30, 62, f"编制单位：{entity}")
    sheet.text(325, 62, f"{end.year}年{end.month:02d}月{end.day}日", align="c")
    sheet.text(620, 62, "单位：元", align="r")
    head = ["资产", "行次", "期末余额", "年初余额", "负债和所有者权益", "行次", "期末余额", "年初余额"]
    lines = [
        [a.caption, str(k), *a.cells(), b.caption, str(k + 30), *b.cells()]
        for k, (a, b) in enumerate(zip(left, right, strict=True), 1)
    ]
    widths = [110, 26, 78, 78, 116, 26, 78, 78]
    sheet.grid(30, 70, widths, [head, *lines], high=20, aligns="lcrrlcrr")
    return Made(sheet.data(), ".pdf", told("balance_sheet", [*left, *right], entity=entity, end=end, unit="元"))


def _alone(chance: random.Random) -> Made:
    """A balance sheet in ten thousands for one day only, frame without inner rules."""
    entity, end = DEV2.firm(chance), dt.date(chance.randrange(2023, 2026), chance.choice((6, 9)), 30)
    filled = rows(_WHOLE, balance(chance, 3_000_000), None)
    sheet = Sheet(9.5, "sans")
    sheet.text(297, 46, "资 产 负 债 表", size=15, bold=True, align="c")
    sheet.text(90, 70, f"单位名称：{entity}")
    sheet.text(505, 70, "单位：万元", align="r")
    sheet.text(297, 86, f"截至{end.year}年{end.month}月{end.day}日", align="c")
    lines = [[row.caption, row.cells()[0]] for row in filled]
    sheet.grid(90, 94, [270, 145], [["项　　目", "金　　额"], *lines], high=19, aligns="lr", rules="frame")
    return Made(sheet.data(), ".pdf", told("balance_sheet", filled, entity=entity, end=end, unit="万元"))


_INCOME = (
    ("一、营业总收入", None),
    ("其中：营业收入", "revenue"),
    ("二、营业总成本", None),
    ("其中：营业成本", "cost_of_sales"),
    ("　　　税金及附加", "taxes"),
    ("　　　销售费用", "selling_expenses"),
    ("　　　管理费用", "administrative_expenses"),
    ("　　　研发费用", "rd_expenses"),
    ("　　　财务费用", "finance_costs"),
    ("　　　其中：利息费用", "interest_expense"),
    ("三、营业利润（亏损以“-”填列）", "operating_profit"),
    ("　加：营业外收入", "other_income"),
    ("　减：营业外支出", "other_costs"),
    ("四、利润总额（亏损总额以“-”填列）", "total_profit"),
    ("　减：所得税费用", "income_tax"),
    ("五、净利润（净亏损以“-”填列）", "net_profit"),
)


def _income(chance: random.Random) -> Made:
    """The income statement of a quarter, landscape, minus in brackets."""
    entity, year, quarter = DEV2.firm(chance), chance.randrange(2023, 2026), chance.randrange(1, 5)
    filled = rows(_INCOME, income(chance, 5_000_000_000), income(chance, 4_000_000_000))
    sheet = Sheet(10, "serif", LANDSCAPE)
    sheet.text(421, 56, "利 润 表", size=17, bold=True, align="c")
    said = "一二三四"[quarter - 1]
    sheet.text(421, 78, f"{year}年第{said}季度", align="c")
    sheet.text(100, 92, f"编制单位：{entity}")
    sheet.text(742, 92, "单位：元　币种：人民币", align="r")
    lines = [[row.caption, *row.cells(brackets=True)] for row in filled]
    sheet.grid(100, 100, [302, 170, 170], [["项目", "本期发生额", "上年同期发生额"], *lines], high=24, aligns="lrr")
    month = quarter * 3
    end = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    start = dt.date(year, month - 2, 1)
    accept = {"period_start": [dt.date(year, 1, 1).isoformat()]} if quarter > 1 else None
    made = told("income_statement", filled, entity=entity, start=start, end=end, unit="元", accept=accept)
    return Made(sheet.data(), ".pdf", made)


_PLAIN_INCOME = (
    ("营业收入", "revenue"),
    ("营业成本", "cost_of_sales"),
    ("税金及附加", "taxes"),
    ("销售费用", "selling_expenses"),
    ("管理费用", "administrative_expenses"),
    ("研发费用", "rd_expenses"),
    ("财务费用", "finance_costs"),
    ("营业利润", "operating_profit"),
    ("营业外收入", "other_income"),
    ("营业外支出", "other_costs"),
    ("利润总额", "total_profit"),
    ("所得税费用", "income_tax"),
    ("净利润", "net_profit"),
)


def _income_plain(chance: random.Random) -> Made:
    """An income statement of one year, one column, in ten thousands."""
    entity, year = DEV2.firm(chance), chance.randrange(2022, 2026)
    filled = rows(_PLAIN_INCOME, income(chance, 2_500_000), None)
    sheet = Sheet(11, "sans")
    sheet.text(297, 80, f"{year}年度利润表", size=17, bold=True, align="c")
    sheet.text(90, 112, f"编制单位：{entity}")
    sheet.text(505, 112, "单位：人民币万元", align="r")
    lines = [[row.caption, row.cells()[0]] for row in filled]
    sheet.grid(90, 122, [260, 155], [["项　目", "本年金额"], *lines], high=28, aligns="lr", rules="rows")
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    accept = {"unit": ["万元", "人民币万元"]}
    made = told("income_statement", filled, entity=entity, start=start, end=end, unit="万元", accept=accept)
    return Made(sheet.data(), ".pdf", made)


_CASH = (
    ("一、经营活动产生的现金流量：", None),
    ("销售产成品、商品、提供劳务收到的现金", "cash_from_sales"),
    ("收到其他与经营活动有关的现金", "other_in"),
    ("购买原材料、商品、接受劳务支付的现金", "paid_goods"),
    ("支付的职工薪酬", "paid_wages"),
    ("支付的税费", "paid_taxes"),
    ("支付其他与经营活动有关的现金", "other_out"),
    ("经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("购建固定资产、无形资产和其他非流动资产支付的现金", "bought"),
    ("投资活动产生的现金流量净额", "investing_cash_flow"),
    ("三、筹资活动产生的现金流量：", None),
    ("取得借款收到的现金", "borrowed"),
    ("偿还借款本金支付的现金", "repaid"),
    ("偿还借款利息支付的现金", "interest"),
    ("筹资活动产生的现金流量净额", "financing_cash_flow"),
    ("四、现金净增加额", "net_increase_in_cash"),
    ("加：期初现金余额", "opening_cash"),
    ("五、期末现金余额", "closing_cash"),
)


def _cash(chance: random.Random) -> Made:
    """The cash flow statement of small enterprises for a year, with numbers of lines."""
    entity, year = DEV2.firm(chance), chance.randrange(2022, 2026)
    now, before = flows(chance, 700_000_000), flows(chance, 600_000_000)
    for f in (now, before):  # this format has no line for refunds
        f["other_in"] += f["refunds"]
    filled = rows(_CASH, now, before)
    sheet = Sheet(10, "serif")
    sheet.text(297, 66, "现 金 流 量 表", size=17, bold=True, align="c")
    sheet.text(545, 50, "会小企03表", align="r", size=8)
    sheet.text(50, 92, f"编制单位：{entity}")
    sheet.text(320, 92, f"{year}年")
    sheet.text(545, 92, "单位：元", align="r")
    lines = [[row.caption, str(k) if row.current is not None else "", *row.cells()] for k, row in enumerate(filled, 1)]
    sheet.grid(
        50, 100, [240, 35, 110, 110], [["项目", "行次", "本年累计金额", "上年金额"], *lines], high=25, aligns="lcrr"
    )
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    made = told("cash_flow_statement", filled, entity=entity, start=start, end=end, unit="元")
    return Made(sheet.data(), ".pdf", made)


def _workbook(chance: random.Random) -> Made:
    """An income statement as a workbook with numbers of lines, figures as numbers."""
    entity, year = DEV2.firm(chance), chance.randrange(2022, 2026)
    filled = rows(_INCOME, income(chance, 900_000_000), income(chance, 800_000_000))
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "利润表"
    sheet.append(["利　润　表"])
    sheet.append([f"单位名称：{entity}", None, f"会计期间：{year}年1月-9月", "单位：元"])
    sheet.append(["项目", "行次", "本年累计", "上年同期"])
    for k, row in enumerate(filled, 1):
        sheet.append([row.caption, k, plain(row.current), plain(row.prior)])
    buffer = io.BytesIO()
    workbook.save(buffer)
    start, end = dt.date(year, 1, 1), dt.date(year, 9, 30)
    made = told("income_statement", filled, entity=entity, start=start, end=end, unit="元")
    return Made(buffer.getvalue(), ".xlsx", made)


PAPERS = (
    Paper("balance-thousands", "dev", _thousands),
    Paper("balance-small", "dev", _small),
    Paper("balance-alone", "dev", _alone),
    Paper("income-quarter", "dev", _income),
    Paper("income-plain", "dev", _income_plain),
    Paper("cash-small", "dev", _cash),
    Paper("income-workbook", "dev", _workbook),
)
