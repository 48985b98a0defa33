"""Statements whose rows share what they print: a day and a balance for several rows, one cell for several values, typed rules."""

# ruff: noqa: E501 - layouts read best one a line

from __future__ import annotations

import dataclasses
import importlib.util
import itertools
import sys
from pathlib import Path
from typing import Any

import pytest

from docaudit.banks.columns import role_of, stacked_headings
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, TextSource, Word
from docaudit.understanding.statements import parties, proof
from docaudit.understanding.statements.houses import house

_spec = importlib.util.spec_from_file_location("shared_printing", Path(__file__).with_name("printing.py"))
assert _spec is not None
assert _spec.loader is not None
printing = importlib.util.module_from_spec(_spec)
sys.modules["shared_printing"] = printing
_spec.loader.exec_module(printing)
yuan = printing.yuan


def days_of(count: int) -> list[list[Any]]:
    """Return bookings of a ledger day by day, three of them a day."""
    entries = printing.ledger(5, count)
    entries = [
        dataclasses.replace(e, time=entries[0].time.replace(day=1 + i // 3, hour=9 + i % 3))
        for i, e in enumerate(entries)
    ]
    return [list(day) for _, day in itertools.groupby(entries, key=lambda e: e.time.date())]


def day_end_rows(count: int, *, named: bool) -> tuple[list[Any], list[list[str]]]:
    rows = [["日期", "交易详情", "支出", "存入", "结余"]]
    days = days_of(count)
    for day in days:
        for i, e in enumerate(day):
            said = f"{e.summary}\n{e.name}" if named and e.name else e.summary
            sides = [yuan(-e.fen), ""] if e.fen < 0 else ["", yuan(e.fen)]
            last = yuan(e.balance) if i == len(day) - 1 else ""
            rows.append([e.time.strftime("%d%b%Y").upper() if i == 0 else "", said, *sides, last])
    return [e for day in days for e in day], rows


def assert_day_ends(statement: Any, entries: list[Any]) -> None:
    shown = statement.transactions
    assert [t.amount.value.fen for t in shown] == [e.fen for e in entries]
    assert [t.time.value.date() for t in shown] == [e.time.date() for e in entries]
    assert [t.summary.value for t in shown] == [e.summary for e in entries]
    assert sum(t.balance.value is not None for t in shown) == len(entries) // 3
    assert statement.opening_balance.value.fen == 1_000_000_00


@pytest.mark.parametrize("way", ["sheet", "page"])
def test_rows_below_the_first_of_a_day_are_of_that_day_and_proved_by_its_last_balance(way: str) -> None:
    entries, rows = day_end_rows(24, named=False)
    pages = [printing.sheet(rows)] if way == "sheet" else printing.word_pages(rows, per_page=15)
    statement = printing.read_one(pages)
    assert_day_ends(statement, entries)
    assert all(t.amount.confidence > 0.9 for t in statement.transactions[3:])


def test_a_name_below_the_summary_is_the_counterparty_where_no_column_has_one() -> None:
    entries, rows = day_end_rows(24, named=True)
    statement = printing.read_one([printing.sheet(rows)])
    assert_day_ends(statement, entries)
    assert [t.counterparty_name.value for t in statement.transactions] == [e.name or None for e in entries]


def test_the_amounts_of_a_day_whose_balance_they_do_not_reach_are_not_sure() -> None:
    entries, rows = day_end_rows(24, named=False)
    rows[6][4] = yuan(entries[5].balance + 100)
    statement = printing.read_one([printing.sheet(rows)])
    sure = [t.amount.confidence > 0.9 for t in statement.transactions]
    assert sure[9:] == [True] * 15
    assert not any(sure[3:9])
    assert any("余额不连续" in w for w in statement.warnings)


def test_balances_with_rows_between_are_reached_by_the_sum_of_the_amounts() -> None:
    amounts, balances = [5, -2, 4, 1, None, 3], [105, None, 107, None, 120, 123]
    assert proof.follows(amounts, balances, newest_first=False) == [None, True, True, None, None, True]
    assert proof.follows([4, -2, 5], [107, None, 105], newest_first=True) == [True, True, None]
    assert proof.follows([5, 1, 2], [5, None, 9], newest_first=False) == [None, False, False]


@pytest.mark.parametrize("heads", ["金额（元）\n账户余额（元）", "账户余额\n交易金额"])
@pytest.mark.parametrize("way", ["sheet", "page"])
def test_an_amount_and_a_balance_above_each_other_in_one_cell_are_parted(heads: str, way: str) -> None:
    entries = printing.ledger(7, 24)

    def cell(e: Any) -> str:
        parts = [yuan(e.fen), yuan(e.balance)]
        return "\n".join(parts if heads.startswith("金额") else parts[::-1])

    rows = [["交易时间", "交易类型", "交易对手／账号", heads, "状态"]]
    rows += [
        [e.time.strftime("%Y-%m-%d"), e.summary, f"{e.name}\n{e.account}" if e.name else "--", cell(e), "成功"]
        for e in entries
    ]
    pages = (
        [printing.sheet(rows)]
        if way == "sheet"
        else printing.word_pages(rows, per_page=12, narrow={2: 20 * printing.EM})
    )
    statement = printing.read_one(pages)
    printing.check(statement, entries, [("", "day"), ("", "signed"), ("", "balance"), ("", "both")])


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("金额（元）\n账户余额（元）", ["金额（元）", "账户余额（元）"]),
        ("交易时间\n流水号", ["交易时间", "流水号"]),
        ("交易日期\n时间", []),
        ("日期\nDate", []),
        ("摘要\n附言", []),
        ("交易\n金额", []),
        ("借贷\n标记", []),
    ],
)
def test_headings_above_each_other_are_told_from_one_that_wraps(heading: str, parts: list[str]) -> None:
    assert stacked_headings(heading) == parts


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (
            "海口示例包装有限公司\n8313056863838583868\n示例农村商业银行湖滨支行",
            ("海口示例包装有限公司", "8313056863838583868", "示例农村商业银行湖滨支行"),
        ),
        ("8313056863838583868\n张伟\n示例银行营业部", ("张伟", "8313056863838583868", "示例银行营业部")),
        (
            "海口示例包装\n有限公司\n8313056863838583868\n示例农村商业\n银行湖滨支行",
            ("海口示例包装有限公司", "8313056863838583868", "示例农村商业银行湖滨支行"),
        ),
        ("张伟／6222****1234／示例银行", ("张伟", "6222****1234", "示例银行")),
        (
            "待清算过渡户\n8313056863838583868\n示例银行湖滨支行",
            ("待清算过渡户", "8313056863838583868", "示例银行湖滨支行"),
        ),
        ("示例银行股份有限公司", ("示例银行股份有限公司", None, None)),
        ("示例银行股份有限公司海口高新区\n支行", ("示例银行股份有限公司海口高新区支行", None, None)),
        ("示例银行股份有限公司海口湖\n滨支行", ("示例银行股份有限公司海口湖滨支行", None, None)),
        ("示例银行股份有限公司海口湖滨支\n行", ("示例银行股份有限公司海口湖滨支行", None, None)),
        ("示例银行\n示例商行", ("示例商行", None, "示例银行")),
        ("海口示例包装\n有限公司\n83130568\n63838583868", ("海口示例包装有限公司", "8313056863838583868", None)),
        ("--", (None, None, None)),
    ],
)
def test_a_cell_of_name_account_and_bank_is_parted(cell: str, parts: tuple[str | None, ...]) -> None:
    assert parties.together(cell) == parts


@pytest.mark.parametrize("heading", ["对方户名", "对方账号", "对方信息"])
def test_a_column_of_names_and_accounts_is_one_of_both_whatever_its_heading_names(heading: str) -> None:
    entries = [e for e in printing.ledger(7, 30) if e.name]
    rows = [["日期", "摘要", "金额", "余额", heading]]
    rows += [
        [
            e.time.strftime("%Y-%m-%d"),
            e.summary,
            yuan(e.fen),
            yuan(e.balance),
            f"{e.name}\n{e.account}\n示例银行湖滨支行",
        ]
        for e in entries
    ]
    shown = printing.read_one([printing.sheet(rows)]).transactions
    assert [t.counterparty_name.value for t in shown] == [e.name for e in entries]
    assert [t.counterparty_account.value for t in shown] == [e.account for e in entries]
    assert {t.counterparty_bank.value for t in shown} == {"示例银行湖滨支行"}


@pytest.mark.parametrize(
    "label", ["本页合计／过次页", "本页合计（过次页）", "付款合计", "收款合计：9,999.00", "转出小计", "以上合计"]
)
def test_a_row_that_sums_up_is_no_transaction(label: str) -> None:
    entries = printing.ledger(7, 12)
    rows = printing.grid(
        entries, (("日期", "day"), ("摘要", "summary"), ("借方", "out"), ("贷方", "in"), ("余额", "balance"))
    )
    rows.append(["", label, "1,843,819.53", "1,618,439.34", yuan(entries[-1].balance)])
    assert len(printing.read_one([printing.sheet(rows)]).transactions) == 12


def test_a_line_of_sums_below_the_last_row_is_no_part_of_it() -> None:
    entries = printing.ledger(7, 12)
    layout = (
        ("日期", "day"),
        ("交易类型", "summary"),
        ("付款金额", "out"),
        ("收款金额", "in"),
        ("账户余额", "balance"),
    )
    pages = printing.word_pages(
        printing.grid(entries, layout),
        page_lines=lambda _: [["", "", "", "", ""], ["付款合计：4,952,086.76", "收款合计：5,239,608.04", "", "", ""]],
    )
    printing.check(printing.read_one(pages), entries, layout)


def typed_page(entries: list[Any], *, glued: bool) -> Page:
    """Return a page as a terminal prints it: bars between the columns, dashes between head and rows."""
    widths = (12, 12, 14, 14, 16)
    unit = 0.008

    def line(cells: list[str], y: float) -> list[Word]:
        words, x = [], 0.05
        for text, width in zip(cells, widths, strict=True):
            wide = sum(1 if ch.isascii() else 2 for ch in text) * unit
            shown = f"|{text}" if glued else text
            left = x if glued else x + unit
            words += [] if glued else [Word("|", Box(x, y, x + unit, y + 0.01))]
            words += [Word(shown, Box(left, y, left + wide + (unit if glued else 0), y + 0.01))] if shown else []
            x += width * unit
        return [*words, Word("|", Box(x, y, x + unit, y + 0.01))]

    dashes = "-" * sum(widths)
    rows = [["交易日期", "摘要", "借方", "贷方", "余额"]]
    for e in entries:
        sides = [yuan(-e.fen), ""] if e.fen < 0 else ["", yuan(e.fen)]
        rows.append([e.time.strftime("%Y%m%d"), e.summary, *sides, yuan(e.balance)])
    words, y = [Word(dashes, Box(0.05, 0.08, 0.05 + len(dashes) * unit, 0.09))], 0.1
    for i, row in enumerate(rows):
        words += line(row, y)
        y += 0.02
        if i == 0:
            words.append(Word(dashes, Box(0.05, y, 0.05 + len(dashes) * unit, y + 0.01)))
            y += 0.02
    return Page(number=1, width=842, height=842, words=tuple(words), text_source=TextSource.TEXT_LAYER)


@pytest.mark.parametrize("glued", [True, False])
def test_bars_and_dashes_typed_between_columns_are_no_words_of_them(glued: bool) -> None:
    entries = printing.ledger(9, 20)
    layout = (("", "compact_day"), ("", "summary"), ("", "out"), ("", "in"), ("", "balance"))
    printing.check(printing.read_one([typed_page(entries, glued=glued)]), entries, layout)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("交易详情\nTransaction details", "summary"),
        ("Transaction details", "summary"),
        ("交易对手／账号", "counterparty_both"),
        ("对方户名/开户行", "counterparty_both"),
        ("对方户名／账号／开户行", "counterparty_both"),
        ("对方开户行名", "counterparty_bank"),
        ("对方账号", "counterparty_account"),
    ],
)
def test_headings_of_details_and_of_parties_are_known(heading: str, role: str) -> None:
    assert role_of(heading) == role


def test_a_bank_is_named_without_the_letters_of_its_mark() -> None:
    assert house("XYZB示例银行（中国）有限公司") == "示例银行"
    assert house("Example Bank") == "Example Bank"
