"""Heads and headings of invented statements: whose, for when, in which unit, and what each column is for."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.income_statement import IncomeStatement
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page, Table, Word
from docaudit.understanding.captions import line_name, misread_name
from docaudit.understanding.financials import read_financials
from docaudit.understanding.financials.amounts import decimal_of
from docaudit.understanding.financials.columns import columns_of
from docaudit.understanding.financials.period import period_in
from docaudit.understanding.split import split

YEAR_END = dt.date(2024, 12, 31)
HALF = (dt.date(2024, 1, 1), dt.date(2024, 6, 30))
WHOLE = (dt.date(2024, 1, 1), YEAR_END)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024年1-6月", HALF), ("2024年01月—06月", HALF), ("2024年1月至6月", HALF), ("2024年1～6月份", HALF),
        ("2024年上半年", HALF), ("2024年半年度", HALF), ("2024年1月1日至6月30日", HALF), ("2024-01至2024-06", HALF),
        ("二〇二四年一至六月", HALF), ("税款所属期：2024-01-01至2024-06-30", HALF), ("2024.01.01-2024.06.30", HALF),
        ("2024年1月—2024年6月", HALF), ("2024 年 1－6 月", HALF), ("2024年前二季度", HALF),
        ("2024年度", WHOLE), ("二〇二四年度", WHOLE), ("２０２４年度", WHOLE), ("截至2024年12月31日止年度", WHOLE),
        ("自2024年1月1日至2024年12月31日止", WHOLE), ("会计期间：2024年度", WHOLE), ("2024年", WHOLE),
        ("2024年第三季度", (dt.date(2024, 7, 1), dt.date(2024, 9, 30))),
        ("2024年前三季度", (dt.date(2024, 1, 1), dt.date(2024, 9, 30))),
        ("2024年第8期", (dt.date(2024, 8, 1), dt.date(2024, 8, 31))),
        ("2024年8月份", (dt.date(2024, 8, 1), dt.date(2024, 8, 31))),
        ("会计期间：202408", (dt.date(2024, 8, 1), dt.date(2024, 8, 31))),
        ("2024-08", (dt.date(2024, 8, 1), dt.date(2024, 8, 31))),
        ("编制日期：2025年1月15日", None), ("打印时间：2025-01-15", None), ("成立于2011年3月2日", None),
        ("合同编号2024-0812", None),
    ],
)  # fmt: skip
def test_periods_read_in_every_spelling(line: str, expected: tuple[dt.date, dt.date] | None) -> None:
    assert period_in(line, flow=True, to_date=False, report=False) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2024年12月31日", "2024-12-31", "2024/12/31", "2024.12.31", "二〇二四年十二月三十一日", "截至2024年12月31日",
        "报表日期：2024年12月31日",
        "2024 年 12 月 31 日", "2024年12月", "2024年第12期", "会计期间：2024年12月", "日期：20241231",
    ],
)  # fmt: skip
def test_days_of_balance_sheets_read_in_every_spelling(line: str) -> None:
    found = period_in(line, flow=False, to_date=False, report=False)
    assert found is not None
    assert found[1] == YEAR_END


def test_figures_to_date_begin_with_the_year() -> None:
    assert period_in("2024年8月", flow=True, to_date=True, report=False) == (dt.date(2024, 1, 1), dt.date(2024, 8, 31))
    assert period_in("2024年8月31日", flow=True, to_date=True, report=False) == (
        dt.date(2024, 1, 1),
        dt.date(2024, 8, 31),
    )


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["期末余额", "年初余额"], (0, 1)),
        (["年初数", "期末数"], (1, 0)),
        (["2025年6月末", "2024年末"], (0, 1)),
        (["2023年12月31日", "2024年12月31日"], (1, 0)),
        (["2024-12-31", "2023-12-31"], (0, 1)),
        (["本月金额", "本年累计金额"], (1, None)),
        (["本年累计数", "本月数"], (0, None)),
        (["本月数", "本年累计数", "上年同期累计数"], (1, 2)),
        (["2024年6月", "2024年1-6月", "2023年1-6月"], (1, 2)),
        (["本月数"], (0, None)),
        (["合并期末余额", "合并年初余额", "母公司期末余额", "母公司年初余额"], (0, 1)),
        (["附注", "期末余额", "上年年末余额", "增减额", "增减率"], (1, 2)),
        (["未审数", "审计调整", "审定数"], (2, None)),
        (["期末余额", "上月余额"], (0, None)),
        (["2024年度", "2023年度", "2022年度"], (0, 1)),
    ],
)
def test_headings_tell_the_current_and_the_prior_column(
    headings: list[str], expected: tuple[int | None, int | None]
) -> None:
    found = columns_of(dict(enumerate(headings)), range(len(headings)))
    assert (found.current, found.prior) == expected


def printed(
    rows: Sequence[Sequence[str]], lefts: Sequence[float], rights: Sequence[float | None], number: int = 1
) -> Page:
    words = []
    for i, row in enumerate(rows):
        y = 0.05 + i * 0.021
        for k, text in enumerate(row):
            wide = sum(0.5 if c.isascii() else 1.0 for c in text) * 0.013
            right = rights[k]
            x = lefts[k] if right is None else right - wide
            if text:
                words.append(Word(text, Box(x, y, x + wide, y + 0.013)))
    return Page(number=number, width=595, height=842, words=tuple(words))


BODY = [("货币资金", "1,200.00", "900.00"), ("存货", "800.00", "1,100.00"), ("流动资产合计", "2,000.00", "2,000.00")]
BODY += [("固定资产", "3,000.00", "2,500.00"), ("资产总计", "5,000.00", "4,500.00")]


@pytest.mark.parametrize(
    ("headings", "current", "prior"),
    [
        (("今年", "去年"), 0, 1),
        (("季初数", "季末数"), 1, 0),
        (("本季", "上季"), 0, 1),
        (("上一会计期间", "本会计期间"), 1, 0),
        (("基期", "报告日"), 1, 0),
        (("本次填报数",), 0, None),
        (("本次填报数", "预算"), 0, None),
        (("甲栏", "乙栏"), None, None),
    ],
)
def test_headings_of_other_offices_tell_the_columns_and_the_only_one_needs_none(
    headings: tuple[str, ...], current: int | None, prior: int | None
) -> None:
    found = columns_of(dict(enumerate(headings)), range(len(headings)))
    assert (found.current, found.prior) == (current, prior)


@pytest.mark.parametrize(
    ("lines", "firm"),
    [
        ([("填报企业：岚江市第三中医医院", "2024年12月31日", "单位：元")], "岚江市第三中医医院"),
        ([("纳税人名称：岚江市远图铜业有限公司", "2024.12.31", "(元)")], "岚江市远图铜业有限公司"),
        ([("单位：岚江市水务集团", "2024-12-31", "金额单位：元")], "岚江市水务集团"),
        ([("桂岭县松溪电机厂", "2024年第12期", "单位：人民币元")], "桂岭县松溪电机厂"),
        ([("编制单位（盖章）：青禾创业投资合伙企业（有限合伙）", "", ""), ("", "2024年12月31日", "元")],
         "青禾创业投资合伙企业（有限合伙）"),
    ],
)  # fmt: skip
def test_the_head_names_house_day_and_unit(lines: list[tuple[str, str, str]], firm: str) -> None:
    rows = [("资产负债表", "", ""), *lines, ("项目", "期末余额", "年初余额"), *BODY]
    statement = read_financials([printed(rows, (0.1, 0.5, 0.8), (None, 0.66, 0.9))], "balance_sheet", BalanceSheet)
    assert statement.entity.value == firm
    assert statement.period_end.value == YEAR_END
    assert statement.unit.value == "元"
    assert [str(i.current.value) for i in statement.items][-1] == "5000.00"


def test_days_in_the_head_and_over_the_columns_are_no_figures() -> None:
    rows = [
        ("资产负债表", "", ""),
        ("岚江市远图铜业有限公司", "2024.12.31", "单位：元"),
        ("项目", "2024.12.31", "2023.12.31"),
    ]
    page = printed([*rows, *BODY], (0.1, 0.5, 0.8), (None, 0.66, 0.9))
    statement = read_financials([page], "balance_sheet", BalanceSheet)
    assert [i.caption.value for i in statement.items] == [b[0] for b in BODY]
    assert (str(statement.items[0].current.value), str(statement.items[0].prior.value)) == ("1200.00", "900.00")
    assert statement.items[0].current.confidence > 0.9


def test_group_headings_count_for_the_columns_below_them() -> None:
    rows = [
        ("利润表", "", "", "", ""),
        ("项目", "上期金额", "本期金额", "上期金额", "本期金额"),
    ]
    rows += [
        ("一、营业收入", "800.00", "1,000.00", "70.00", "90.00"),
        ("减：营业成本", "600.00", "700.00", "50.00", "60.00"),
    ]
    rows += [
        ("二、营业利润", "200.00", "300.00", "20.00", "30.00"),
        ("四、净利润", "150.00", "225.00", "15.00", "22.50"),
    ]
    page = printed(rows, (0.05, 0.35, 0.5, 0.7, 0.85), (None, 0.48, 0.62, 0.8, 0.95))
    heads = [Word("合并", Box(0.48, 0.06, 0.51, 0.07)), Word("母公司", Box(0.82, 0.06, 0.86, 0.07))]
    statement = read_financials(
        [Page(number=1, width=595, height=842, words=(*heads, *page.words))], "income_statement", IncomeStatement
    )
    assert [(str(i.current.value), str(i.prior.value)) for i in statement.items[:2]] == [
        ("1000.00", "800.00"),
        ("700.00", "600.00"),
    ]


def test_line_numbers_without_a_heading_are_no_figures() -> None:
    rows = [("资产负债表", "", "", ""), ("资产", "", "期末数", "年初数")]
    rows += [(c, str(i), a, b) for i, (c, a, b) in enumerate(BODY, 1)]
    page = printed(rows, (0.1, 0.4, 0.5, 0.8), (None, None, 0.66, 0.9))
    statement = read_financials([page], "balance_sheet", BalanceSheet)
    assert [str(i.current.value) for i in statement.items] == [b[1].replace(",", "") for b in BODY]


def test_lines_that_a_table_put_into_one_row_stand_apart_again_and_their_dash_is_no_sign() -> None:
    cells = [
        ("项目", "期末余额", "年初余额"),
        ("货币资金", "1,200.00", "900.00"),
        ("存货\n预付款项", "800.00\n-", "1,100.00\n-"),
    ]
    table = Table(
        tuple(
            Cell(row=r, column=c, text=t, box=Box(0.1 + 0.3 * c, 0.1 + 0.05 * r, 0.3 + 0.3 * c, 0.14 + 0.05 * r))
            for r, row in enumerate(cells)
            for c, t in enumerate(row)
        ),
        Box(0.1, 0.1, 0.9, 0.3),
        ruled=False,
    )
    page = Page(number=1, width=595, height=842, tables=(table,))
    found = {i.name.value: i for i in read_financials([page], "balance_sheet", BalanceSheet).items}
    assert str(found["inventory"].current.value) == "800.00"
    assert str(found["inventory"].prior.value) == "1100.00"
    assert found["prepayments"].current.value is None


def test_the_last_lines_of_a_statement_on_a_page_of_their_own_go_on_with_it() -> None:
    rows = [
        ("资产负债表", "", ""),
        ("编制单位：桂岭县松溪电机厂", "2024年12月31日", "单位：元"),
        ("项目", "期末余额", "年初余额"),
    ]
    first = printed([*rows, *BODY * 5], (0.1, 0.5, 0.8), (None, 0.66, 0.9))
    rest = [("（十）短期借款", "700", "650"), ("负债合计", "2,000", "1,900"), ("所有者权益合计", "3,000", "2,600")]
    second = printed(rest, (0.1, 0.5, 0.8), (None, 0.66, 0.9), number=2)
    parts = list(split([first, second]))
    assert [[p.number for p in part.pages] for part in parts] == [[1, 2]]


def test_a_head_that_the_box_of_a_table_has_swallowed_is_still_its_head() -> None:
    rows = [
        ("资产负债表", "", ""),
        ("编制单位：桂岭县松溪电机厂", "2024年12月31日", "单位：元"),
        ("项目", "期末余额", "年初余额"),
        *BODY,
    ]
    page = printed(rows, (0.1, 0.5, 0.8), (None, 0.66, 0.9))
    cells = [
        Cell(row=r, column=c, text=t, box=Box(0.1 + 0.3 * c, 0.09 + 0.021 * r, 0.3 + 0.3 * c, 0.105 + 0.021 * r))
        for r, row in enumerate(rows[2:])
        for c, t in enumerate(row)
    ]
    table = Table(tuple(cells), Box(0.05, 0.065, 0.95, 0.3), ruled=True)
    statement = read_financials([dataclasses.replace(page, tables=(table,))], "balance_sheet", BalanceSheet)
    assert statement.entity.value == "桂岭县松溪电机厂"
    assert statement.period_end.value == YEAR_END


def test_headings_in_the_middle_of_wide_columns_stand_over_the_figures_at_their_right() -> None:
    rows = [("资产负债表", "", "", ""), ("资产", "行次", "年初数", "期末数")]
    rows += [(c, str(i), b, a) for i, (c, a, b) in enumerate(BODY, 1)]
    page = printed(rows, (0.05, 0.2, 0.3, 0.6), (None, None, 0.55, 0.9))
    heads = [
        dataclasses.replace(w, box=Box(x, w.box.y0, x + 0.039, w.box.y1))
        for w in page.words
        if (x := {"年初数": 0.23, "期末数": 0.62}.get(w.text))
    ]
    words = (*heads, *(w for w in page.words if w.text not in ("年初数", "期末数")))
    statement = read_financials([dataclasses.replace(page, words=words)], "balance_sheet", BalanceSheet)
    first = statement.items[0]
    assert (str(first.current.value), str(first.prior.value)) == ("1200.00", "900.00")
    assert statement.items[0].current.confidence > 0.9


def test_a_later_page_without_headings_has_the_columns_of_the_first() -> None:
    rows = [("资产负债表", "", "", ""), ("资产", "行次", "年初数", "期末数")]
    rows += [(c, str(i), b, a) for i, (c, a, b) in enumerate(BODY, 1)]
    rest = [("短期借款", "6", "65", "70"), ("应付账款", "7", "40", "30"), ("负债合计", "8", "105", "100")]
    pages = [printed(p, (0.1, 0.4, 0.5, 0.8), (None, 0.42, 0.66, 0.9), n) for n, p in ((1, rows), (2, rest))]
    found = {i.name.value: i for i in read_financials(pages, "balance_sheet", BalanceSheet).items}
    assert (str(found["total_liabilities"].current.value), str(found["total_liabilities"].prior.value)) == (
        "100.00",
        "105.00",
    )


def test_the_day_and_the_unit_right_above_the_headings_are_no_part_of_them() -> None:
    rows = [("桂岭县松溪电机厂", "", ""), ("现金流量表", "", ""), ("", "2024年", "(元)"), ("项目", "2024年", "2023年")]
    rows += [
        ("销售商品、提供劳务收到的现金", "6,140.50", "7,127.00"),
        ("经营活动产生的现金流量净额", "974.00", "-12.00"),
    ]
    page = printed(rows, (0.1, 0.5, 0.8), (None, 0.66, 0.9))
    statement = read_financials([page], "cash_flow_statement", CashFlowStatement)
    assert statement.entity.value == "桂岭县松溪电机厂"
    assert (statement.period_start.value, statement.period_end.value) == WHOLE
    first = statement.items[0]
    assert (str(first.current.value), str(first.prior.value)) == ("6140.50", "7127.00")


@pytest.mark.parametrize(
    ("text", "value"), [("11 12", None), ("1 234 567.80", "1234567.80"), ("－", None), ("800.00\n-", None)]
)
def test_two_numbers_in_one_cell_are_no_figure(text: str, value: str | None) -> None:
    assert decimal_of(text) == (None if value is None else Decimal(value))


def test_a_quarter_over_a_column_tells_the_end_alone() -> None:
    rows = [("利润表", "", ""), ("项目", "2024年三季", "2023年三季"), ("一、营业收入", "1,000.00", "800.00")]
    rows += [("二、营业利润", "300.00", "200.00"), ("四、净利润", "225.00", "150.00")]
    page = printed(rows, (0.1, 0.5, 0.8), (None, 0.66, 0.9))
    statement = read_financials([page], "income_statement", IncomeStatement)
    assert (statement.period_start.value, statement.period_end.value) == (None, dt.date(2024, 9, 30))


LINES = [
    ("一、营业收入", "1", "1,000.00", "900.00", "800.00", "700.00"),
    ("二、营业利润", "2", "300.00", "250.00", "200.00", "150.00"),
]
LINES += [
    ("三、利润总额", "3", "280.00", "240.00", "190.00", "140.00"),
    ("减：所得税费用", "4", "70.00", "60.00", "48.00", "35.00"),
]
LINES += [("四、净利润", "5", "210.00", "180.00", "142.00", "105.00")]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("本期金额合并", "本期金额公司", "上期金额合并", "上期金额公司"), ("1000.00", "800.00")),
        (("本公司本年累计", "本集团本年累计", "本公司上年同期", "本集团上年同期"), ("900.00", "700.00")),
        (("2024年度", "增减额", "2023年度", "增减率"), ("1000.00", "800.00")),
    ],
)
def test_columns_of_the_company_and_of_changes_stand_aside_from_those_of_the_group(
    heads: tuple[str, ...], expected: tuple[str, str]
) -> None:
    rows = [("利润表", "", "", "", "", ""), ("项目", "附注号", *heads), *LINES]
    page = printed(rows, (0.05, 0.3, 0.36, 0.5, 0.66, 0.82), (None, 0.34, 0.48, 0.62, 0.78, 0.94))
    first = read_financials([page], "income_statement", IncomeStatement).items[0]
    assert (str(first.current.value), str(first.prior.value)) == expected


def test_headings_of_several_columns_that_run_into_one_tell_none_of_them() -> None:
    heads = ("2024年12月31日合并2024年12月31日公司", "", "2023年12月31日合并", "")
    rows = [("资产负债表", "", "", "", ""), ("资产", *heads)]
    rows += [(c, a, a, b, b) for c, a, b in BODY]
    page = printed(rows, (0.05, 0.3, 0.5, 0.66, 0.82), (None, 0.48, 0.62, 0.78, 0.94))
    statement = read_financials([page], "balance_sheet", BalanceSheet)
    assert all(i.current.value is None for i in statement.items)


@pytest.mark.parametrize("unit", ["千元", "万元"])
def test_the_unit_in_the_headings_counts_where_the_head_tells_none(unit: str) -> None:
    rows = [("资产负债表", "", ""), ("资产", f"2024.12.31（{unit}）", f"2023.12.31（{unit}）"), *BODY]
    page = printed(rows, (0.1, 0.5, 0.8), (None, 0.66, 0.92))
    statement = read_financials([page], "balance_sheet", BalanceSheet)
    assert statement.unit.value == unit
    assert str(statement.items[0].current.value) == f"{1200 * {'千元': 1000, '万元': 10000}[unit]}.00"


def test_a_sheet_in_ten_thousands_without_commas_is_read_by_its_captions() -> None:
    rows = [("资产负债表", "", "", ""), ("资产", "行次", "年初数", "期末数")]
    rows += [(c, str(i), b[:-3].replace(",", ""), a[:-3].replace(",", "")) for i, (c, a, b) in enumerate(BODY, 1)]
    page = printed(rows, (0.05, 0.3, 0.4, 0.7), (None, None, 0.6, 0.9))
    found = {i.name.value: i for i in read_financials([page], "balance_sheet", BalanceSheet).items}
    assert (str(found["cash"].current.value), str(found["cash"].prior.value)) == ("1200.00", "900.00")
    assert str(found["total_assets"].current.value) == "5000.00"


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("所有权益（或股东权益）合", "total_equity"),
        ("流动资户合计", "current_assets"),
        ("其他应*款", None),
        ("应收帐软", None),
        ("应付账款", "accounts_payable"),
    ],
)
def test_a_misread_caption_is_named_where_no_other_is_as_near(caption: str, name: str | None) -> None:
    found = line_name("balance_sheet", caption) or misread_name("balance_sheet", caption)
    assert (found[0] if found else None) == name
