"""Columns whose headings say nothing are known by what they hold."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from tests.understanding.statements import printing

from docaudit.understanding.statements.meaning import roles_of


def columns(*kinds: str, count: int = 24, newest_first: bool = False) -> list[list[str]]:
    entries = printing.ledger(3, count)
    rows = [[printing.COLUMNS[k](e) for k in kinds] for e in entries]
    return rows[::-1] if newest_first else rows


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("kinds", [("day", "out", "in", "balance"), ("day", "balance", "in_zero", "out_zero")])
def test_figures_that_go_from_balance_to_balance_are_the_amounts(kinds: tuple[str, ...], newest_first: bool) -> None:
    found = roles_of(["甲栏", "乙栏", "丙栏", "丁栏"], columns(*kinds, newest_first=newest_first))
    assert found[0] == "date"
    assert found[kinds.index("balance")] == "balance"
    assert sorted(str(found[k]) for k in range(1, 4) if kinds[k] != "balance") == ["in", "out"]


def test_one_column_of_amounts_is_told_from_its_balance() -> None:
    assert roles_of(["甲栏", "乙栏", "丙栏"], columns("day", "signed", "balance")) == ["date", "amount", "balance"]


def test_figures_that_prove_nothing_mean_nothing() -> None:
    chance = random.Random(1)  # noqa: S311 - made-up figures
    rows = [["2025-03-01", f"{chance.random() * 900:.2f}", f"{chance.random() * 900:.2f}"] for _ in range(20)]
    assert roles_of(["甲栏", "乙栏", "丙栏"], rows) == ["date", None, None]


def test_a_balance_set_aside_counts_where_it_is_the_only_one() -> None:
    heads = ["交易日期", "支出", "收入", "可用余额"]
    assert roles_of(heads, columns("day", "out", "in", "balance"))[3] == "balance"
    both = roles_of([*heads, "账户余额"], columns("day", "out", "in", "balance", "balance"))
    assert both[3:] == ["ignore", "balance"]


def test_an_amount_by_its_words_is_the_balance_where_receipts_and_payments_lead_to_it() -> None:
    heads = ["交易日期", "支出", "收入", "累计金额"]
    assert roles_of(heads, columns("day", "out", "in", "balance"))[3] == "balance"
    assert roles_of(heads, columns("day", "out", "in", "signed"))[3] == "amount"


def test_numbers_that_begin_with_the_day_are_references_and_a_constant_one_is_the_account() -> None:
    rows = [[*row, f"{row[0].replace('-', '')}{k:06d}", "32050110251600000739"] for k, row in enumerate(columns("day"))]
    assert roles_of(["交易日期", "甲", "乙"], rows) == ["date", "reference", "own_account"]


def test_the_kinds_among_two_columns_of_remarks_are_the_summary() -> None:
    rows = [[*row, f"第{k}期合同款项支付说明"] for k, row in enumerate(columns("day", "summary"))]
    assert roles_of(["交易日期", "款项性质", "款项说明"], rows) == ["date", "summary", "remark"]


def test_names_of_channels_are_no_remark() -> None:
    rows = [[*row, ("柜面", "网银", "手机")[k % 3]] for k, row in enumerate(columns("day", "summary"))]
    assert roles_of(["交易日期", "摘要", "丙栏"], rows)[2] is None


@pytest.mark.parametrize("on_paper", [False, True])
def test_a_statement_whose_headings_nobody_knows_reads_back_with_every_balance_proved(on_paper: bool) -> None:
    entries = printing.ledger(9, 30)
    heads = ("哪天", "去了", "来了", "还剩", "跟谁", "缘由")
    layout = list(zip(heads, ("day", "out", "in", "balance", "name", "summary"), strict=True))
    grid = printing.grid(entries, layout)
    pages = printing.word_pages(grid) if on_paper else [printing.sheet(grid)]
    statement = printing.read_one(pages)
    assert [t.amount.value.fen for t in statement.transactions if t.amount.value] == [e.fen for e in entries]
    assert [t.balance.value.fen for t in statement.transactions if t.balance.value] == [e.balance for e in entries]
    days = [t.time.value.date() for t in statement.transactions if t.time.value]
    assert days == [e.time.date() for e in entries]
    assert isinstance(days[0], dt.date)
    assert [t.counterparty_name.value for t in statement.transactions] == [e.name or None for e in entries]
    assert not [w for w in statement.warnings if "不连续" in w]
