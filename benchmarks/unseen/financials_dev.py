"""Financial statements of the part that may be looked at."""

from __future__ import annotations

import datetime as dt
import io
import random

import xlsxwriter

from unseen.drawing import LANDSCAPE, Sheet
from unseen.financials import Row, balance, flows, income, plain, rows, told
from unseen.made import Made, Paper
from unseen.values import DEV

_ASSETS = (
    ("流动资产：", None),
    ("货币资金", "cash"),
    ("交易性金融资产", None),
    ("应收票据", "notes_receivable"),
    ("应收账款", "accounts_receivable"),
    ("应收款项融资", None),
    ("预付款项", "prepayments"),
    ("其他应收款", "other_receivables"),
    ("存货", "inventory"),
    ("其他流动资产", "rest_current"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("长期股权投资", None),
    ("固定资产", "fixed_assets"),
    ("在建工程", "construction_in_progress"),
    ("无形资产", "intangible"),
    ("非流动资产合计", "fixed_total"),
    ("资产总计", "total_assets"),
)
_DEBTS = (
    ("流动负债：", None),
    ("短期借款", "short_term_loans"),
    ("应付票据", "notes_payable"),
    ("应付账款", "accounts_payable"),
    ("合同负债", None),
    ("应付职工薪酬", "wages"),
    ("应交税费", "taxes"),
    ("其他应付款", "other_payables"),
    ("流动负债合计", "current_liabilities"),
    ("非流动负债：", None),
    ("长期借款", "long_term_loans"),
    ("负债合计", "total_liabilities"),
    ("所有者权益（或股东权益）：", None),
    ("实收资本（或股本）", "paid_in_capital"),
    ("盈余公积", "surplus"),
    ("未分配利润", "retained_earnings"),
    ("所有者权益（或股东权益）合计", "total_equity"),
    ("负债和所有者权益（或股东权益）总计", "both"),
)


def _two_columns(chance: random.Random) -> Made:
    """The balance sheet of enterprises, assets beside liabilities, in yuan."""
    entity, end = DEV.firm(chance), dt.date(chance.randrange(2023, 2026), chance.choice((3, 6, 9)), 30)
    now, before = balance(chance, 9_000_000_000), balance(chance, 8_000_000_000)
    left, right = rows(_ASSETS, now, before), rows(_DEBTS, now, before)
    sheet = Sheet(8.5, "serif", LANDSCAPE)
    sheet.text(421, 50, "资 产 负 债 表", size=17, bold=True, align="c")
    sheet.text(421, 70, f"{end.year}年{end.month}月{end.day}日", align="c")
    sheet.text(40, 84, f"编制单位：{entity}")
    sheet.text(802, 84, "单位：元", align="r")
    head = ["资　产", "期末余额", "上年年末余额", "负债和所有者权益", "期末余额", "上年年末余额"]
    lines = [[a.caption, *a.cells(), b.caption, *b.cells()] for a, b in zip(left, right, strict=True)]
    sheet.grid(40, 92, [140, 115, 115, 162, 115, 115], [head, *lines], high=20, aligns="lrrlrr")
    sheet.text(40, 520, "法定代表人：　　　　　　主管会计工作负责人：　　　　　　会计机构负责人：")
    return Made(sheet.data(), ".pdf", told("balance_sheet", [*left, *right], entity=entity, end=end, unit="元"))


_SMALL_ASSETS = (
    ("流动资产：", None),
    ("货币资金", "cash"),
    ("短期投资", None),
    ("应收票据", "notes_receivable"),
    ("应收账款", "accounts_receivable"),
    ("预付账款", "prepayments"),
    ("其他应收款", "other_receivables"),
    ("存货", "inventory"),
    ("其他流动资产", "rest_current"),
    ("流动资产合计", "current_assets"),
    ("非流动资产：", None),
    ("固定资产原价", "gross"),
    ("减：累计折旧", "depreciation"),
    ("固定资产账面价值", "fixed_assets"),
    ("在建工程", "construction_in_progress"),
    ("无形资产", "intangible"),
    ("非流动资产合计", "fixed_total"),
    ("资产总计", "total_assets"),
)
_SMALL_DEBTS = (
    ("流动负债：", None),
    ("短期借款", "short_term_loans"),
    ("应付票据", "notes_payable"),
    ("应付账款", "accounts_payable"),
    ("应付职工薪酬", "wages"),
    ("应交税费", "taxes"),
    ("其他应付款", "other_payables"),
    ("流动负债合计", "current_liabilities"),
    ("长期借款", "long_term_loans"),
    ("负债合计", "total_liabilities"),
    ("实收资本（或股本）", "paid_in_capital"),
    ("盈余公积", "surplus"),
    ("未分配利润", "retained_earnings"),
    ("所有者权益（或股东权益）合计", "total_equity"),
    ("负债和所有者权益（或股东权益）总计", "both"),
)


def _one_column(chance: random.Random) -> Made:
    """The balance sheet of small enterprises, one column over the page, with numbers of lines."""
    entity, year = DEV.firm(chance), chance.randrange(2022, 2026)
    now, before = balance(chance, 500_000_000), balance(chance, 400_000_000)
    filled = rows((*_SMALL_ASSETS, *_SMALL_DEBTS), now, before)
    sheet = Sheet(8.5, "sans")
    sheet.text(297, 40, "资产负债表", size=15, bold=True, align="c")
    sheet.text(545, 40, "会小企01表", align="r", size=8)
    sheet.text(50, 60, f"编制单位：{entity}")
    sheet.text(330, 60, f"{year}年12月31日")
    sheet.text(545, 60, "单位：元", align="r")
    lines, number = [], 0
    for row in filled:
        number += row.current is not None
        lines.append([row.caption, str(number) if row.current is not None else "", *row.cells()])
    sheet.grid(50, 68, [215, 40, 120, 120], [["项目", "行次", "期末余额", "年初余额"], *lines], high=20, aligns="lcrr")
    made = told("balance_sheet", filled, entity=entity, end=dt.date(year, 12, 31), unit="元")
    return Made(sheet.data(), ".pdf", made)


_INCOME = (
    ("一、营业收入", "revenue"),
    ("减：营业成本", "cost_of_sales"),
    ("　　税金及附加", "taxes"),
    ("　　销售费用", "selling_expenses"),
    ("　　管理费用", "administrative_expenses"),
    ("　　研发费用", "rd_expenses"),
    ("　　财务费用", "finance_costs"),
    ("　　其中：利息费用", "interest_expense"),
    ("二、营业利润（亏损以“－”号填列）", "operating_profit"),
    ("加：营业外收入", "other_income"),
    ("减：营业外支出", "other_costs"),
    ("三、利润总额（亏损总额以“－”号填列）", "total_profit"),
    ("减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“－”号填列）", "net_profit"),
)


def _income(chance: random.Random) -> Made:
    """The income statement of enterprises for half a year, in units of ten thousand."""
    entity, year = DEV.firm(chance), chance.randrange(2023, 2026)
    filled = rows(_INCOME, income(chance, 1_200_000), income(chance, 1_000_000))
    sheet = Sheet(10, "serif")
    sheet.text(297, 70, "利　润　表", size=18, bold=True, align="c")
    sheet.text(60, 100, f"编制单位：{entity}")
    sheet.text(330, 100, f"{year}年1-6月")
    sheet.text(535, 100, "金额单位：万元", align="r")
    lines = [[row.caption, *row.cells()] for row in filled]
    sheet.grid(60, 110, [235, 120, 120], [["项　　目", "本期金额", "上期金额"], *lines], high=26, aligns="lrr")
    made = told(
        "income_statement", filled, entity=entity, start=dt.date(year, 1, 1), end=dt.date(year, 6, 30), unit="万元"
    )
    return Made(sheet.data(), ".pdf", made)


_SMALL_INCOME = (
    ("一、营业收入", "revenue"),
    ("减：营业成本", "cost_of_sales"),
    ("税金及附加", "taxes"),
    ("销售费用", "selling_expenses"),
    ("管理费用", "administrative_expenses"),
    ("其中：研究费用", "research"),
    ("财务费用", "finance_costs"),
    ("其中：利息费用（收入以“-”号填列）", "interest_expense"),
    ("二、营业利润（亏损以“-”号填列）", "operating_profit"),
    ("加：营业外收入", "other_income"),
    ("减：营业外支出", "other_costs"),
    ("三、利润总额（亏损总额以“-”号填列）", "total_profit"),
    ("减：所得税费用", "income_tax"),
    ("四、净利润（净亏损以“-”号填列）", "net_profit"),
)


def _small_income(chance: random.Random) -> Made:
    """The income statement of small enterprises for a year, with numbers of lines."""
    entity, year = DEV.firm(chance), chance.randrange(2022, 2026)
    filled = rows(_SMALL_INCOME, income(chance, 600_000_000, small=True), income(chance, 500_000_000, small=True))
    sheet = Sheet(9.5, "sans")
    sheet.text(297, 60, "利润表", size=16, bold=True, align="c")
    sheet.text(545, 60, "会小企02表", align="r", size=8)
    sheet.text(50, 84, f"编制单位：{entity}")
    sheet.text(330, 84, f"{year}年度")
    sheet.text(545, 84, "单位：元", align="r")
    lines = [[row.caption, str(k), *row.cells()] for k, row in enumerate(filled, 1)]
    sheet.grid(
        50, 92, [225, 40, 115, 115], [["项目", "行次", "本年累计金额", "上年金额"], *lines], high=24, aligns="lcrr"
    )
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    made = told("income_statement", filled, entity=entity, start=start, end=end, unit="元")
    return Made(sheet.data(), ".pdf", made)


_CASH = (
    ("一、经营活动产生的现金流量：", None),
    ("销售商品、提供劳务收到的现金", "cash_from_sales"),
    ("收到的税费返还", "refunds"),
    ("收到其他与经营活动有关的现金", "other_in"),
    ("经营活动现金流入小计", "in"),
    ("购买商品、接受劳务支付的现金", "paid_goods"),
    ("支付给职工以及为职工支付的现金", "paid_wages"),
    ("支付的各项税费", "paid_taxes"),
    ("支付其他与经营活动有关的现金", "other_out"),
    ("经营活动现金流出小计", "out"),
    ("经营活动产生的现金流量净额", "operating_cash_flow"),
    ("二、投资活动产生的现金流量：", None),
    ("购建固定资产、无形资产和其他长期资产支付的现金", "bought"),
    ("投资活动产生的现金流量净额", "investing_cash_flow"),
    ("三、筹资活动产生的现金流量：", None),
    ("取得借款收到的现金", "borrowed"),
    ("筹资活动现金流入小计", "financing_in"),
    ("偿还债务支付的现金", "repaid"),
    ("分配股利、利润或偿付利息支付的现金", "interest"),
    ("筹资活动现金流出小计", "financing_out"),
    ("筹资活动产生的现金流量净额", "financing_cash_flow"),
    ("四、汇率变动对现金及现金等价物的影响", None),
    ("五、现金及现金等价物净增加额", "net_increase_in_cash"),
    ("加：期初现金及现金等价物余额", "opening_cash"),
    ("六、期末现金及现金等价物余额", "closing_cash"),
)


def _cash(chance: random.Random) -> Made:
    """The cash flow statement of enterprises for a year, in yuan, minus signs."""
    entity, year = DEV.firm(chance), chance.randrange(2022, 2026)
    filled = rows(_CASH, flows(chance, 900_000_000), flows(chance, 700_000_000))
    sheet = Sheet(9.5, "sans")
    sheet.text(297, 56, "现金流量表", size=17, bold=True, align="c")
    sheet.text(297, 76, f"{year}年度", align="c")
    sheet.text(50, 92, f"编制单位：{entity}")
    sheet.text(545, 92, "单位：人民币元", align="r")
    lines = [[row.caption, *row.cells()] for row in filled]
    sheet.grid(
        50, 100, [255, 120, 120], [["项目", "本期金额", "上期金额"], *lines], high=23, aligns="lrr", rules="rows"
    )
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    accept = {"unit": ["元", "人民币元"]}
    made = told("cash_flow_statement", filled, entity=entity, start=start, end=end, unit="元", accept=accept)
    return Made(sheet.data(), ".pdf", made)


def book(name: str, head: list[list[str]], columns: list[str], lines: list[list[str | float | None]]) -> bytes:
    """Write one sheet of a workbook."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(name)
        for y, line in enumerate([*head, columns, *lines]):
            for x, value in enumerate(line):
                if value is not None and value != "":
                    sheet.write(y, x, value)
    return buffer.getvalue()


def _values(row: Row) -> list[str | float | None]:
    return [row.caption, plain(row.current), plain(row.prior)]


def _workbook(chance: random.Random) -> Made:
    """A balance sheet that an accounting program exports, two sides."""
    entity, end = DEV.firm(chance), dt.date(chance.randrange(2023, 2026), 12, 31)
    now, before = balance(chance, 2_000_000_000), balance(chance, 1_800_000_000)
    left, right = rows(_ASSETS, now, before), rows(_DEBTS, now, before)
    head = [["资产负债表"], [f"编制单位：{entity}", "", f"{end.year}-12-31", "", "", "单位：元"]]
    columns = ["资产", "期末数", "年初数", "负债及所有者权益", "期末数", "年初数"]
    lines = [[*_values(a), *_values(b)] for a, b in zip(left, right, strict=True)]
    made = told("balance_sheet", [*left, *right], entity=entity, end=end, unit="元")
    return Made(book("资产负债表", head, columns, lines), ".xlsx", made)


def _cash_year(chance: random.Random) -> Made:
    """A cash flow statement whose head names the year alone, in ten thousands."""
    entity, year = DEV.firm(chance), chance.randrange(2022, 2026)
    filled = rows(_CASH, flows(chance, 2_000_000), None)
    sheet = Sheet(9.5, "serif")
    sheet.text(297, 56, "现 金 流 量 表", size=16, bold=True, align="c")
    sheet.text(60, 82, f"单位：{entity}")
    sheet.text(320, 82, f"{year}年")
    sheet.text(535, 82, "金额单位：万元", align="r")
    lines = [[row.caption, row.cells()[0]] for row in filled]
    sheet.grid(60, 90, [325, 150], [["项目", "金额"], *lines], high=23, aligns="lr")
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    made = told("cash_flow_statement", filled, entity=entity, start=start, end=end, unit="万元")
    return Made(sheet.data(), ".pdf", made)


PAPERS = (
    Paper("balance-two-columns", "dev", _two_columns),
    Paper("balance-one-column", "dev", _one_column),
    Paper("income-half-year", "dev", _income),
    Paper("income-small", "dev", _small_income),
    Paper("cash-flow", "dev", _cash),
    Paper("cash-year", "dev", _cash_year),
    Paper("balance-workbook", "dev", _workbook),
)
