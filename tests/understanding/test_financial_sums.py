"""Sums of a scanned statement mend one misread glyph, or tell that they fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docaudit.documents.financials import StatementLine
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.financials.sums import in_sums

SHEET = [
    ("current_assets", "流动资产合计", 600000),
    (None, "非流动资产合计", 400000),
    ("total_assets", "资产总计", 1000000),
    ("current_liabilities", "流动负债合计", 300000),
    (None, "非流动负债合计", 100000),
    ("total_liabilities", "负债合计", 400000),
    ("total_equity", "所有者权益合计", 600000),
    (None, "负债和所有者权益（或股东权益）总计", 1000000),
]


def line(name: str | None, caption: str, fen: int) -> StatementLine:
    return StatementLine(
        name=Field(name, 0.95) if name else Field(), caption=Field(caption, 0.95), current=Field(Money(fen), 0.95)
    )


def sheet(**other: int) -> list[StatementLine]:
    return [line(n, c, other.get(c, fen)) for n, c, fen in SHEET]


def test_sums_that_hold_make_their_figures_surer() -> None:
    lines, notes = in_sums(sheet(), "balance_sheet", "元")
    assert [x.current.value for x in lines] == [x.current.value for x in sheet()]
    assert all(x.current.confidence > 0.95 for x in lines)
    assert notes == ()


@pytest.mark.parametrize(("caption", "misread"), [("资产总计", 1800000), ("负债合计", 900000), ("负债合计", 40000)])
def test_a_figure_of_two_failing_sums_is_mended_and_told(caption: str, misread: int) -> None:
    lines, notes = in_sums(sheet(**{caption: misread}), "balance_sheet", "元")
    meant = next(fen for _, c, fen in SHEET if c == caption)
    found = next(x for x in lines if x.caption.value == caption)
    assert found.current.value == Money(meant)
    assert found.current.confidence <= 0.8
    assert caption in notes[0]


def test_a_figure_in_one_sum_alone_stays_and_is_less_sure() -> None:
    lines, notes = in_sums(sheet(非流动资产合计=900000), "balance_sheet", "元")
    found = next(x for x in lines if x.caption.value == "非流动资产合计")
    assert found.current.value == Money(900000)
    assert found.current.confidence < 0.8
    assert "不勾稽" in notes[0]


def test_figures_rounded_to_ten_thousands_may_miss_their_sum_by_the_rounding() -> None:
    rounded = [replace(x, current=Field(Money((x.current.value or Money(0)).fen * 10000), 0.95)) for x in sheet()]
    rounded[0] = replace(rounded[0], current=Field(Money(600001 * 10000), 0.95))
    assert in_sums(rounded, "balance_sheet", "万元")[1] == ()
    assert in_sums(rounded, "balance_sheet", "元")[1] != ()


def test_cash_flows_count_the_exchange_difference_where_it_is_printed() -> None:
    flows = [
        line("operating_cash_flow", "经营活动产生的现金流量净额", 500),
        line("investing_cash_flow", "投资活动产生的现金流量净额", -200),
        line("financing_cash_flow", "筹资活动产生的现金流量净额", 100),
        line("net_increase_in_cash", "现金及现金等价物净增加额", 410),
        line("opening_cash", "期初现金及现金等价物余额", 90),
        line("closing_cash", "期末现金及现金等价物余额", 500),
    ]
    assert in_sums(flows, "cash_flow_statement", "元")[1] != ()
    exchange = line(None, "四、汇率变动对现金及现金等价物的影响", 10)
    assert in_sums([*flows, exchange], "cash_flow_statement", "元")[1] == ()
