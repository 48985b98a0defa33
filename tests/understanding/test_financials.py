# ruff: noqa: E501 - synthetic rows read best one a line

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.financials import FinancialStatement
from docaudit.documents.income_statement import IncomeStatement
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page, Table, Word
from docaudit.understanding.captions import fold_caption, line_name
from docaudit.understanding.financials import read_financials
from docaudit.understanding.financials.period import period_in

RECORDS: dict[str, type[FinancialStatement]] = {
    "balance_sheet": BalanceSheet,
    "income_statement": IncomeStatement,
    "cash_flow_statement": CashFlowStatement,
}


def sheet(rows: Sequence[Sequence[str]], name: str | None = None) -> Page:
    width = max(len(r) for r in rows)
    cells = tuple(
        Cell(row=i, column=j, text=r[j] if j < len(r) else "", sheet_row=i + 1)
        for i, r in enumerate(rows)
        for j in range(width)
    )
    return Page(sheet=name, is_sheet=True, tables=(Table(cells),))


def paper(rows: Sequence[Sequence[str]], lefts: Sequence[float], rights: Sequence[float | None]) -> Page:
    """Print rows as words without rules: column k begins at `lefts[k]`, or ends at `rights[k]` where that is given."""
    words = []
    for i, row in enumerate(rows):
        y = 0.05 + i * 0.021
        for k, text in enumerate(row):
            if not text:
                continue
            wide = sum(0.5 if c.isascii() else 1.0 for c in text) * 0.014
            right = rights[k] if k < len(rights) else None
            x = lefts[k] if right is None or not any(ch.isdigit() for ch in text) else right - wide
            words.append(Word(text, Box(x, y, x + wide, y + 0.013)))
    return Page(number=1, width=595, height=842, words=tuple(words))


def read(pages: Sequence[Page], doc_type: str) -> FinancialStatement:
    return read_financials(pages, doc_type, RECORDS[doc_type])


def figures(statement: FinancialStatement) -> dict[str, tuple[str | None, str | None]]:
    return {
        line.name.value: (
            str(line.current.value) if line.current.value else None,
            str(line.prior.value) if line.prior.value else None,
        )
        for line in statement.items
        if line.name.value
    }


TWO_SIDED = [
    ["资产负债表"],
    ["", "", "", "", "", "", "", "会企01表"],
    ["编制单位：苏州示例科技有限公司", "", "2025年12月31日", "", "", "", "", "单位：元"],
    ["资  产", "行次", "期末余额", "上年年末余额", "负债和所有者权益", "行次", "期末余额", "上年年末余额"],
    ["流动资产：", "", "", "", "流动负债：", "", "", ""],
    ["货币资金", "1", "1,200.00", "900.00", "短期借款", "31", "5,000.00", "4,000.00"],
    ["应收票据及应收账款", "2", "700.00", "-", "应付票据及应付账款", "32", "80.00", ""],
    ["其中：应收账款", "3", "650.00", "600.00", "应付账款", "33", "60.00", "(50.00)"],
    ["流动资产合计", "10", "1,900.00", "1,500.00", "流动负债合计", "40", "5,080.00", "4,000.00"],
    ["固定资产原价", "11", "9,000.00", "9,000.00", "负债合计", "41", "5,080.00", "4,000.00"],
    ["固定资产账面价值", "12", "7,000.00", "6,500.00", "实收资本（或股本）", "42", "3,000.00", "3,000.00"],
    ["", "", "", "", "未分配利润", "43", "820.00", "1,000.00"],
    ["", "", "", "", "归属于母公司所有者权益合计", "44", "3,700.00", "3,900.00"],
    ["", "", "", "", "所有者权益（或股东权益）合计", "45", "3,820.00", "4,000.00"],
    ["资产总计", "20", "8,900.00", "8,000.00", "负债和所有者权益总计", "50", "8,900.00", "8,000.00"],
]
EXPECTED = {
    "cash": ("1200.00", "900.00"),
    "accounts_receivable": ("650.00", "600.00"),
    "current_assets": ("1900.00", "1500.00"),
    "fixed_assets": ("7000.00", "6500.00"),
    "total_assets": ("8900.00", "8000.00"),
    "short_term_loans": ("5000.00", "4000.00"),
    "accounts_payable": ("60.00", "-50.00"),
    "current_liabilities": ("5080.00", "4000.00"),
    "total_liabilities": ("5080.00", "4000.00"),
    "paid_in_capital": ("3000.00", "3000.00"),
    "retained_earnings": ("820.00", "1000.00"),
    "total_equity": ("3820.00", "4000.00"),
}


def test_a_two_sided_balance_sheet_is_split_at_its_second_caption_column() -> None:
    statement = read([sheet(TWO_SIDED)], "balance_sheet")
    assert figures(statement) == EXPECTED
    assert statement.entity.value == "苏州示例科技有限公司"
    assert statement.period_end.value == dt.date(2025, 12, 31)
    assert statement.period_start.value is None
    assert statement.unit.value == "元"
    merged = next(i for i in statement.items if i.caption.value == "应收票据及应收账款")
    assert merged.name.value is None
    assert merged.prior.value is None
    captions = [i.caption.value for i in statement.items]
    assert captions.index("资产总计") < captions.index("短期借款")


def test_the_same_balance_sheet_reads_from_words_without_rules() -> None:
    lefts = [0.05, 0.21, 0.26, 0.36, 0.5, 0.76, 0.79, 0.9]
    rights = [None, 0.24, 0.36, 0.47, None, 0.78, 0.88, 0.97]
    statement = read([paper(TWO_SIDED, lefts, rights)], "balance_sheet")
    assert figures(statement) == EXPECTED
    assert statement.entity.value == "苏州示例科技有限公司"
    assert all(
        i.current.evidence is not None and i.current.evidence.box is not None
        for i in statement.items
        if i.current.value
    )


def test_opening_before_closing_columns_are_told_by_their_headings() -> None:
    rows = [
        ["项目", "附注", "年初余额", "期末余额"],
        ["货币资金", "五、1", "1.00", "2.00"],
        ["存货", "五、2", "3.00", "4.00"],
        ["资产总计", "", "4.00", "6.00"],
    ]
    statement = read([sheet(rows)], "balance_sheet")
    assert figures(statement) == {
        "cash": ("2.00", "1.00"),
        "inventory": ("4.00", "3.00"),
        "total_assets": ("6.00", "4.00"),
    }
    assert statement.unit.value is None


@pytest.mark.parametrize("order", [("本年累计金额", "本月金额"), ("本月金额", "本年累计金额")])
def test_small_firms_current_figure_is_the_year_to_date(order: tuple[str, str]) -> None:
    values = {"本年累计金额": "12,000.00", "本月金额": "1,000.00"}
    rows = [
        ["利润表", "", ""],
        ["编制单位：示例商行", "2025年6月", "单位：元"],
        ["项目", "行次", *order],
        ["一、营业收入", "1", *(values[o] for o in order)],
        ["减：营业成本", "2", *(values[o] for o in order)],
        ["三、利润总额（亏损总额以“-”号填列）", "30", *(values[o] for o in order)],
        ["减：所得税费用", "31", "", ""],
    ]
    statement = read([sheet(rows)], "income_statement")
    found = figures(statement)
    assert found["revenue"] == ("12000.00", None)
    assert found["income_tax"] == (None, None)
    assert statement.period_start.value == dt.date(2025, 1, 1)
    assert statement.period_end.value == dt.date(2025, 6, 30)


def test_figures_are_scaled_to_yuan_and_total_revenue_is_not_revenue() -> None:
    rows = [
        ["合并利润表"],
        ["2025年1-9月"],
        ["单位：人民币万元"],
        ["项目", "本期金额", "上期金额"],
        ["一、营业总收入", "1,500.5", "1,200"],
        ["其中：营业收入", "1,400.25", "1,100"],
        ["二、营业总成本", "1,300", "1,000"],
        ["其中：营业成本", "900", "800"],
        ["财务费用", "-12.5", "（3.00）"],
        ["其中：利息费用", "10", "-"],
        ["五、净利润（净亏损以“－”号填列）", "100.01", "99"],
        ["归属于母公司股东的净利润", "90", "89"],
    ]
    statement = read([sheet(rows)], "income_statement")
    found = figures(statement)
    assert found["revenue"] == ("14002500.00", "11000000.00")
    assert found["cost_of_sales"] == ("9000000.00", "8000000.00")
    assert found["finance_costs"] == ("-125000.00", "-30000.00")
    assert found["interest_expense"] == ("100000.00", None)
    assert found["net_profit"] == ("1000100.00", "990000.00")
    assert statement.unit.value == "万元"
    assert (statement.period_start.value, statement.period_end.value) == (dt.date(2025, 1, 1), dt.date(2025, 9, 30))


def test_the_supplement_of_a_cash_flow_statement_names_no_line_twice() -> None:
    rows = [
        ["项目", "本期金额", "上期金额"],
        ["一、经营活动产生的现金流量：", "", ""],
        ["销售商品、提供劳务收到的现金", "100.00", "90.00"],
        ["经营活动产生的现金流量净额", "10.00", "9.00"],
        ["五、现金及现金等价物净增加额", "5.00", "4.00"],
        ["加：期初现金及现金等价物余额", "1.00", "2.00"],
        ["六、期末现金及现金等价物余额", "6.00", "6.00"],
        ["补充资料", "", ""],
        ["净利润", "3.00", "3.00"],
        ["经营活动产生的现金流量净额", "10.00", "9.00"],
    ]
    statement = read([sheet(rows)], "cash_flow_statement")
    assert [i.name.value for i in statement.items].count("operating_cash_flow") == 1
    assert figures(statement)["opening_cash"] == ("1.00", "2.00")


def test_one_sheet_with_three_statements_gives_each_reader_its_own() -> None:
    rows = [
        ["资产负债表"], ["项目", "期末余额", "年初余额"], ["货币资金", "1.00", "2.00"], ["资产总计", "1.00", "2.00"], ["负债合计", "1.00", "2.00"],
        ["利润表"], ["项目", "本期金额", "上期金额"], ["营业收入", "3.00", "4.00"], ["净利润", "3.00", "4.00"], ["营业成本", "0.00", "0.00"],
        ["现金流量表"], ["项目", "本期金额", "上期金额"], ["销售商品、提供劳务收到的现金", "5.00", "6.00"], ["现金及现金等价物净增加额", "5.00", "6.00"], ["期末现金及现金等价物余额", "5.00", "6.00"],
    ]  # fmt: skip
    page = sheet(rows)
    assert figures(read([page], "balance_sheet"))["cash"] == ("1.00", "2.00")
    assert figures(read([page], "income_statement"))["revenue"] == ("3.00", "4.00")
    assert "cash" not in figures(read([page], "income_statement"))
    assert figures(read([page], "cash_flow_statement"))["cash_from_sales"] == ("5.00", "6.00")


def test_the_consolidated_statement_is_taken_before_the_parents() -> None:
    rows = [
        ["母公司资产负债表"], ["项目", "期末余额", "年初余额"], ["货币资金", "1.00", "2.00"], ["资产总计", "1.00", "2.00"], ["负债合计", "1.00", "2.00"],
        ["合并资产负债表"], ["项目", "期末余额", "年初余额"], ["货币资金", "7.00", "8.00"], ["资产总计", "7.00", "8.00"], ["负债合计", "7.00", "8.00"],
    ]  # fmt: skip
    assert figures(read([sheet(rows)], "balance_sheet"))["cash"] == ("7.00", "8.00")


def test_dated_headings_are_ordered_by_date() -> None:
    rows = [
        ["项目", "2024年12月31日", "2025年9月30日"],
        ["货币资金", "1.00", "2.00"],
        ["存货", "3.00", "4.00"],
        ["资产总计", "5.00", "6.00"],
    ]
    statement = read([sheet(rows)], "balance_sheet")
    assert figures(statement)["cash"] == ("2.00", "1.00")


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("  加：期初现金余额", "opening_cash"), ("六、期末现金余额", "closing_cash"), ("△应收帐款", None), ("销售产成品、商品、提供劳务收到的现金", "cash_from_sales"),
        ("一、经营活动产生的现金流量净额", "operating_cash_flow"),
    ],
)  # fmt: skip
def test_captions_of_cash_flows(caption: str, name: str | None) -> None:
    found = line_name("cash_flow_statement", caption)
    assert (found[0] if found else None) == name


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("应收帐款", "accounts_receivable"), ("△应收账款", "accounts_receivable"), ("应收票据及应收账款", None), ("应收款项融资", None), ("减：累计折旧", None),
        ("固定资产原价", None), ("固定资产净额", "fixed_assets"), ("归属于母公司所有者权益合计", None), ("少数股东权益", None), ("股东权益合计", "total_equity"),
        ("所有者权益（或股东权益）合计", "total_equity"), ("负债和所有者权益（或股东权益）总计", None), ("应付票据及应付账款", None), ("实收资本（或股本）", "paid_in_capital"),
        ("非流动资产合计", None), ("一年内到期的非流动负债", None), ("资 产 总 计", "total_assets"), ("负债及股东权益总计", None),
    ],
)  # fmt: skip
def test_captions_of_balance_sheets(caption: str, name: str | None) -> None:
    found = line_name("balance_sheet", caption)
    assert (found[0] if found else None) == name


@given(
    st.sampled_from(["一、", "（一）", "1、", "加：", "减：", "其中：", "△", "  ", "*"]),
    st.sampled_from(["货币资金", "营业收入", "净利润"]),
)
def test_marks_before_a_caption_do_not_matter(mark: str, caption: str) -> None:
    assert fold_caption(mark + caption) == caption


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-(10**13), 10**13), min_size=6, max_size=6),
    st.sampled_from([("元", 1), ("千元", 1000), ("万元", 10_000)]),
    st.booleans(),
)
def test_printed_figures_read_back_in_yuan(cents: list[int], unit: tuple[str, int], brackets: bool) -> None:
    def printed(value: int) -> str:
        text = f"{Decimal(abs(value)) / 100:,.2f}"
        return text if value >= 0 else f"({text})" if brackets else f"-{text}"

    rows = [
        ["资产负债表"],
        [f"单位：{unit[0]}"],
        ["项目", "期末余额", "年初余额"],
        ["货币资金", printed(cents[0]), printed(cents[1])],
        ["存货", printed(cents[2]), printed(cents[3])],
        ["资产总计", printed(cents[4]), printed(cents[5])],
    ]
    statement = read([sheet(rows)], "balance_sheet")
    line = statement.line("cash")
    assert line is not None
    assert line.current.value is not None
    assert line.prior.value is not None
    assert line.current.value.fen == cents[0] * unit[1]
    assert line.prior.value.fen == cents[1] * unit[1]


def test_a_unit_whose_glyph_the_scan_misread_is_yuan_and_less_sure() -> None:
    rows = [[*r] for r in TWO_SIDED]
    rows[2][-1] = "单位：无"
    page = paper(
        rows, [0.05, 0.2, 0.26, 0.36, 0.48, 0.66, 0.72, 0.84], [None, None, 0.34, 0.44, None, None, 0.82, 0.94]
    )
    scanned = dataclasses.replace(page, words=tuple(dataclasses.replace(w, confidence=0.9) for w in page.words))
    assert read([page], "balance_sheet").unit.value is None
    unit = read([scanned], "balance_sheet").unit
    assert (unit.value, unit.confidence < 0.7) == ("元", True)


@pytest.mark.parametrize("line", ["2025年", "单位：甲食品有限公司 2025年 金额单位：万元"])
def test_a_head_that_names_the_year_alone_means_the_whole_year(line: str) -> None:
    found = period_in(line, flow=True, to_date=True, report=False)
    assert found == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert period_in(line, flow=False, to_date=True, report=False) is None


BOXED = [("货币资金", "100.00", "40.00"), ("存货", "60.00", "30.00"), ("流动资产合计", "160.00", "70.00")]
BOXED += [("固定资产", "40.00", "20.00"), ("资产总计", "200.00", "90.00")]


def boxed(glued: bool) -> Page:
    """Return a page whose table begins below its headings; `glued`: the heading of a part stands in a caption's cell."""
    page = paper(
        [
            ("资产负债表", "", ""),
            ("项目", "年初数", "期末数"),
            *((a, c, b) for a, b, c in BOXED),
        ],
        (0.1, 0.5, 0.7),
        (None, 0.6, 0.8),
    )
    cells = []
    for r, (caption, current, prior) in enumerate(BOXED):
        text = f"{caption}\n非流动资产" if glued and caption == "流动资产合计" else caption
        for c, (t, x) in enumerate(((text, 0.1), (prior, 0.5), (current, 0.7))):
            y = 0.05 + (r + 2) * 0.021
            cells.append(Cell(row=r, column=c, text=t, box=Box(x, y, x + 0.12, y + 0.013)))
    table = Table(tuple(cells), Box(0.09, 0.09, 0.83, 0.2), ruled=False)
    return dataclasses.replace(page, tables=(table,))


@pytest.mark.parametrize("glued", [False, True])
def test_headings_above_a_table_tell_its_columns_and_a_parts_heading_leaves_the_caption(glued: bool) -> None:
    found = figures(read([boxed(glued)], "balance_sheet"))
    assert found["cash"] == ("100.00", "40.00")
    assert found["current_assets"] == ("160.00", "70.00")
    assert found["total_assets"] == ("200.00", "90.00")


def test_numbers_of_notes_beside_captions_are_no_part_of_them() -> None:
    rows = [("资产负债表", "", "", ""), ("项目", "附注", "期末余额", "年初余额")]
    rows += [(a, f"五({i})" if i % 2 else f"七、{i}", b, c) for i, (a, b, c) in enumerate(BOXED, 1)]
    found = figures(read([paper(rows, (0.1, 0.22, 0.5, 0.7), (None, None, 0.6, 0.8))], "balance_sheet"))
    assert found["cash"] == ("100.00", "40.00")
    assert found["total_assets"] == ("200.00", "90.00")


def test_the_minus_in_a_legal_caption_that_a_scan_read_as_a_number_is_a_minus() -> None:
    rows = [["利润表"], ["项目", "本期金额", "上期金额"], ["一、营业利润（亏损以“一”号填列）", "5.00", "4.00"]]
    rows += [["二、利润总额（亏损总额以“二”号填列）", "5.00", "4.00"], ["三、净利润", "4.00", "3.00"]]
    captions = [x.caption.value for x in read([sheet(rows)], "income_statement").items]
    assert captions == ["一、营业利润（亏损以“－”号填列）", "二、利润总额（亏损总额以“－”号填列）", "三、净利润"]


@pytest.mark.parametrize(
    ("doc_type", "caption", "name"),
    [
        ("balance_sheet", "流动资产小计", "current_assets"), ("balance_sheet", "短期银行借款合计", "short_term_loans"),
        ("balance_sheet", "存货（净额）", "inventory"), ("balance_sheet", "应付购货款", "accounts_payable"), ("balance_sheet", "总负债", "total_liabilities"),
        ("balance_sheet", "货币资金 Cash at bank", "cash"), ("balance_sheet", "固定资产原值", None), ("balance_sheet", "应收票据及应收账款合计", None),
        ("balance_sheet", "一年内到期的长期借款", None), ("balance_sheet", "非流动负债小计", None), ("balance_sheet", "资本公积合计", None),
        ("income_statement", "产品销售收入", "revenue"), ("income_statement", "税后净利润", "net_profit"), ("income_statement", "企业所得税费用", "income_tax"),
        ("income_statement", "其他业务收入", None), ("income_statement", "归属于母公司净利润", None), ("income_statement", "营业外收入", None),
        ("cash_flow_statement", "融资活动产生的现金流量净额", "financing_cash_flow"), ("cash_flow_statement", "经营活动现金净流量", "operating_cash_flow"),
        ("cash_flow_statement", "经营活动现金流入小计", None), ("cash_flow_statement", "现金的期末余额", "closing_cash"),
    ],
)  # fmt: skip
def test_captions_that_no_standard_prints_are_told_by_their_parts(
    doc_type: str, caption: str, name: str | None
) -> None:
    found = line_name(doc_type, caption)
    assert (found[0] if found else None) == name
