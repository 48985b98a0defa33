"""Rows that say more below themselves with labels of their own, and rows that only carry a balance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from tests.understanding.statements import printing

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, TextSource
from docaudit.understanding.statements.labelled import pairs

HEADS = ("日期", "摘要", "存入", "支取", "结余")
KINDS = ("day", "summary", "in", "out", "balance")
LEFTS = (0.05, 0.2, 0.4, 0.6, 0.8)


def lined(head: Sequence[str], rows: Sequence[tuple[Sequence[str], str]], number: int = 1) -> Page:
    """Print lines, the headings, and rows each with a line below it (empty for none) that begins under 摘要."""
    words, y = [], 0.03
    for text in head:
        words.append(printing.word(text, LEFTS[0], y))
        y += 0.02
    for cells, below in ((HEADS, ""), *rows):
        words += [printing.word(t, x, y) for t, x in zip(cells, LEFTS, strict=True) if t]
        y += 0.015
        if below:
            words.append(printing.word(below, LEFTS[1], y))
            y += 0.015
        y += 0.006
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    return Page(
        number=number, width=842, height=1190, words=tuple(words), lines=lines, text_source=TextSource.TEXT_LAYER
    )


def printed(entry: Any) -> list[str]:
    return [printing.COLUMNS[k](entry) for k in KINDS]


def check(statement: Any, entries: Sequence[Any]) -> None:
    assert [t.counterparty_name.value for t in statement.transactions] == [e.name or None for e in entries]
    assert [t.counterparty_account.value for t in statement.transactions] == [e.account or None for e in entries]
    assert [t.summary.value for t in statement.transactions] == [e.summary for e in entries]
    assert [t.amount.value.fen for t in statement.transactions] == [e.fen for e in entries]


@pytest.mark.parametrize("labels", [("对方户名", "对方账号"), ("交易对方名称", "对方卡号")])
def test_a_line_with_labels_below_a_row_names_its_counterparty(labels: tuple[str, str]) -> None:
    entries = printing.ledger(5, 20)
    rows = [(printed(e), f"{labels[0]}：{e.name}  {labels[1]}：{e.account}" if e.name else "") for e in entries]
    statement = printing.read_one([lined([], rows[:14]), lined([], rows[14:], 2)])
    check(statement, entries)
    first = next(t for t in statement.transactions if t.counterparty_name.value)
    assert first.counterparty_name.evidence.text == first.counterparty_name.value
    assert first.counterparty_name.evidence.box is not None


def test_labelled_lines_in_a_cell_are_no_part_of_its_text() -> None:
    entries = printing.ledger(5, 12)
    rows = [HEADS]
    for e in entries:
        day, summary, *figures = printed(e)
        half = len(e.name) // 2
        below = f"\n对方户名：{e.name[:half]}\n{e.name[half:]}\n对方账号：{e.account}" if e.name else ""
        rows.append((day, summary + below, *figures))
    cells = tuple(
        Cell(row=i, column=j, text=t, box=Box(LEFTS[j], i / 20, LEFTS[j] + 0.15, (i + 1) / 20))
        for i, row in enumerate(rows)
        for j, t in enumerate(row)
    )
    page = Page(
        number=1,
        width=842,
        height=1190,
        tables=(Table(cells, Box(0.05, 0, 0.95, 0.7)),),
        text_source=TextSource.TEXT_LAYER,
    )
    check(printing.read_one([page]), entries)


def test_only_a_line_of_nothing_but_known_labels_is_labelled() -> None:
    assert pairs("对方户名：甲公司 对方账号：6222 0212") == [("对方户名", "甲公司"), ("对方账号", "6222 0212")]
    assert pairs("转账 对方户名：甲公司") == []
    assert pairs("备注：本对账单仅供参考") == []
    assert pairs("打印时间：2025-03-01") == []
    assert pairs("户名：甲公司 账号：6222000011112222") == [], "the head of the next account"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("承上余额 B/F", "余额结转 C/F"),
        ("上期结转", "结转下期"),
        ("期初账户余额", "Balance C/F"),
        ("昨日余额", "期末结存"),
    ],
)
@pytest.mark.parametrize("empty", ["", "0.00"])
def test_a_dated_row_that_only_carries_a_balance_is_no_transaction(first: str, last: str, empty: str) -> None:
    entries = printing.ledger(5, 12)
    opening, closing = entries[0].balance - entries[0].fen, entries[-1].balance
    rows = [
        (["2025-03-01", first, empty, empty, printing.yuan(opening)], ""),
        *((printed(e), "") for e in entries),
        (["2025-03-31", last, empty, empty, printing.yuan(closing)], ""),
    ]
    statement = printing.read_one([lined([], rows)])
    assert [t.amount.value.fen for t in statement.transactions] == [e.fen for e in entries]
    assert (statement.opening_balance.value.fen, statement.closing_balance.value.fen) == (opening, closing)


@pytest.mark.parametrize("broken", [1, 2, 4, 6, 8, 10, 11, 14, 16])
def test_a_certificate_says_holder_account_and_period_in_prose_over_two_lines(broken: int) -> None:
    period = "自2025年3月1日至2025年3月31日的收付明细如下："
    entries = printing.ledger(5, 12)
    head = [
        "云岭农村信用合作社联合社",
        "兹证明存款人苏州示例科技有限公司在我社开立的账户（账号：32050110251600000739）" + period[:broken],
        period[broken:],
    ]
    statement = printing.read_one([lined(head, [(printed(e), "") for e in entries])])
    assert statement.bank.value == "云岭农村信用合作社联合社"
    assert statement.account_name.value == "苏州示例科技有限公司"
    assert statement.account_number.value == "32050110251600000739"
    assert (statement.period_start.value, statement.period_end.value) == (dt.date(2025, 3, 1), dt.date(2025, 3, 31))


@pytest.mark.parametrize(("bank", "holder"), [("支付宝交易记录明细查询", "李雪梅"), ("江南示例银行账户明细", None)])
def test_who_exported_a_bill_holds_it_at_a_wallet_alone(bank: str, holder: str | None) -> None:
    rows = [[bank], ["交易时间", "交易对方", "商品说明", "收/支", "金额", "交易状态"]]
    rows += [[f"2025-03-0{d} 10:00:00", "甲商店", "日用品", "支出", "12.00", "交易成功"] for d in range(1, 6)]
    statement = printing.read_one([printing.sheet([*rows, ["导出时间:[2025-04-01 10:00:00]    用户:李雪梅"]])])
    assert statement.account_name.value == holder
