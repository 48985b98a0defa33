"""Statements whose columns, marks and days are printed in ways of their own read back, with a balance or without."""

# ruff: noqa: E501 - layouts read best one a line

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.understanding.statements import printing

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table

yuan = printing.yuan


def sided(come: str, go: str) -> Callable[[Any], str]:
    return lambda e: come if e.fen > 0 else go


PRINTERS: dict[str, Callable[[Any], str]] = {
    **printing.COLUMNS,
    "brackets": lambda e: f"({yuan(-e.fen)})" if e.fen < 0 else yuan(e.fen),
    "trailing signs": lambda e: yuan(abs(e.fen)) + ("-" if e.fen < 0 else "+"),
    "letter before": lambda e: ("借" if e.fen < 0 else "贷") + yuan(abs(e.fen)),
    "word before": lambda e: f"{'支出' if e.fen < 0 else '收入'} {yuan(abs(e.fen))}",
    "sign and yuan": lambda e: ("-" if e.fen < 0 else "+") + "¥" + yuan(abs(e.fen)),
    "credit behind": lambda e: yuan(abs(e.fen)) + (" DR" if e.fen < 0 else " CR"),
    "dashed in": lambda e: yuan(e.fen) if e.fen > 0 else "——",
    "dashed out": lambda e: yuan(-e.fen) if e.fen < 0 else "——",
    "bracketed out": lambda e: f"({yuan(-e.fen)})" if e.fen < 0 else "",
    "signed out": lambda e: yuan(e.fen) if e.fen < 0 else "",
    "in or out": sided("收入", "支出"),
    "comes or goes": sided("进", "出"),
    "plus or minus": sided("+", "-"),
    "got or paid": sided("收", "付"),
    "credit or debit": sided("CR", "DR"),
    "moved in or out": sided("转入", "转出"),
    "side of the balance": lambda _: "贷",
    "english": lambda e: e.time.strftime("%d %b %Y"),
    "english short": lambda e: e.time.strftime("%d-%b-%y").upper(),
    "american": lambda e: e.time.strftime("%b %d, %Y"),
    "short year": lambda e: e.time.strftime("%y/%m/%d"),
    "name over account": lambda e: f"{e.name}\n{e.account}" if e.name else "",
}
NAME, SUMMARY, BALANCE = ("对方户名", "name"), ("摘要", "summary"), ("余额", "balance")
LAYOUTS = {
    "amounts in brackets": (("交易日期", "day"), SUMMARY, ("金额", "brackets"), NAME, ("对方账号", "account")),
    "signs behind": (("交易日期", "day"), SUMMARY, ("交易金额", "trailing signs"), BALANCE, NAME),
    "signs behind, no balance": (("交易日期", "day"), SUMMARY, ("交易金额", "trailing signs"), NAME),
    "letters before": (("交易日期", "day"), SUMMARY, ("发生额", "letter before"), NAME),
    "words before": (("交易日期", "day"), SUMMARY, ("金额", "word before"), NAME),
    "sign and yuan": (("交易日期", "day"), SUMMARY, ("金额", "sign and yuan"), NAME),
    "credit behind": (("交易日期", "day"), SUMMARY, ("金额", "credit behind"), BALANCE),
    "dashes, no balance": (("日期", "day"), SUMMARY, ("贷方发生额", "dashed in"), ("借方发生额", "dashed out"), NAME),
    "bracketed expense, no balance": (("日期", "day"), SUMMARY, ("收入", "in"), ("支出", "bracketed out"), NAME),
    "signed expense": (("日期", "day"), SUMMARY, ("存入", "in"), ("支出", "signed out"), BALANCE),
    "来账金额 and 往账金额": (("交易日", "day"), ("交易说明", "summary"), ("来账金额", "in"), ("往账金额", "out"), ("可用余额", "balance"), ("往来单位", "name"), ("往来账号", "account")),
    "收方 and 付方": (("入账日", "compact_day"), ("内容", "summary"), ("收方发生额", "in"), ("付方发生额", "out"), ("当前余额", "balance"), ("收/付方名称", "name"), ("收/付方账号", "account")),
    "收款 and 付款": (("日期", "day"), ("用途", "summary"), ("收款", "in"), ("付款", "out"), BALANCE, ("收/付款人", "name"), ("收/付款账号", "account")),
    "进账 and 出账": (("记账日", "day"), ("业务摘要", "summary"), ("进账", "in"), ("出账", "out"), ("账面余额", "balance"), ("对方客户名称", "name")),
    "one side beside 金额": (("日期", "day"), SUMMARY, ("金额", "in"), ("支出", "out"), BALANCE, NAME),
    "flag headed 收入/支出": (("日期", "day"), ("收入/支出", "in or out"), ("金额", "size"), ("对方名称", "name"), SUMMARY),
    "flag headed 方向": (("日期", "day"), ("方向", "got or paid"), ("金额", "size"), ("对方名称", "name"), SUMMARY),
    "flag headed 资金流向": (("日期", "day"), ("资金流向", "comes or goes"), ("金额", "size"), ("对方名称", "name"), SUMMARY),
    "flag headed by signs": (("日期", "day"), ("+/-", "plus or minus"), ("金额", "size"), ("对方名称", "name"), SUMMARY),
    "flag headed 类别": (("日期", "day"), ("类别", "moved in or out"), ("金额", "size"), ("对方名称", "name"), SUMMARY),
    "flag of letters": (("日期", "day"), ("借贷", "credit or debit"), ("金额", "size"), ("对方名称", "name"), SUMMARY),
    "side of the balance": (("日期", "day"), SUMMARY, ("借方", "out"), ("贷方", "in"), ("借或贷", "side of the balance"), BALANCE),
    "passbook": (("日期", "compact_day"), SUMMARY, ("支出(-)或存入(+)", "plus"), BALANCE),
    "English days": (("Date", "english"), ("Description", "summary"), ("Money Out", "out"), ("Money In", "in"), ("Balance", "balance")),
    "short English days": (("Transaction Date", "english short"), ("Particulars", "summary"), ("Debit", "out"), ("Credit", "in"), ("Balance", "balance")),
    "American days": (("Date", "american"), ("Details", "summary"), ("Withdrawals", "out"), ("Deposits", "in"), ("Running Balance", "balance")),
    "short years": (("日期", "short year"), SUMMARY, ("借方", "out"), ("贷方", "in"), BALANCE),
    "name over account": (("交易日期", "day"), SUMMARY, ("支出", "out"), ("收入", "in"), BALANCE, ("对方户名及账号", "name over account")),
    "day last": (NAME, ("对方账号", "account"), SUMMARY, BALANCE, ("借方", "out"), ("贷方", "in"), ("交易日期", "day")),
}  # fmt: skip
PREFACE = ("江南示例银行", "账号:32050110251600000739  户名:苏州示例科技有限公司", "查询期间:2025-03-01至2025-06-30")


def printed(entries: Sequence[Any], layout: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[h for h, _ in layout], *([PRINTERS[c](e) for _, c in layout] for e in entries)]


def pages_of(rows: list[list[str]], aligned: str) -> list[Page]:
    if aligned == "sheet":
        return [printing.sheet([*([line] for line in PREFACE), *rows])]
    return list(printing.word_pages(rows, preface=PREFACE, per_page=16, aligned=aligned))


def check(statement: Any, entries: Sequence[Any], kinds: set[str]) -> None:
    """Compare days, amounts, summaries and, where they are printed, balances and counterparties."""
    shown = statement.transactions
    assert [t.time.value.date() for t in shown] == [e.time.date() for e in entries]
    assert [t.amount.value and t.amount.value.fen for t in shown] == [e.fen for e in entries]
    assert [t.summary.value or t.remark.value for t in shown] == [e.summary for e in entries]
    if "balance" in kinds:
        assert [t.balance.value.fen for t in shown] == [e.balance for e in entries]
    if kinds & {"name", "name over account"}:
        assert [t.counterparty_name.value for t in shown] == [e.name or None for e in entries]
    if kinds & {"account", "name over account"}:
        assert [t.counterparty_account.value for t in shown] == [e.account or None for e in entries]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("aligned", ["sheet", "top", "centre"])
def test_a_statement_of_an_unusual_layout_reads_back(name: str, aligned: str) -> None:
    entries = printing.ledger(11, 24)
    layout = LAYOUTS[name]
    statement = printing.read_one(pages_of(printed(entries, layout), aligned))
    check(statement, entries, {c for _, c in layout})
    assert statement.account_number.value == "32050110251600000739"


SHARED = (("日期", "day"), SUMMARY, ("借方", "out"), ("贷方", "in"), BALANCE, NAME)
ALIGNED = pytest.mark.parametrize("aligned", ["sheet", "top", "centre"])


def three_a_day(count: int = 42) -> list[Any]:
    entries = printing.ledger(11, count)
    return [printing.dataclasses.replace(e, time=entries[i // 3 * 3].time) for i, e in enumerate(entries)]


@ALIGNED
def test_a_day_printed_once_is_that_of_all_its_rows(aligned: str) -> None:
    entries = three_a_day()
    rows = printed(entries, SHARED)
    for i, row in enumerate(rows[1:]):
        row[0] = row[0] if i % 3 == 0 else ""
    statement = printing.read_one(pages_of(rows, aligned))
    check(statement, entries, {"balance", "name"})
    second = statement.transactions[1].time
    assert second.confidence < statement.transactions[0].time.confidence
    assert second.evidence == statement.transactions[0].time.evidence or aligned == "sheet"


@ALIGNED
def test_a_line_that_names_a_day_alone_names_it_for_the_rows_below(aligned: str) -> None:
    entries = three_a_day()
    head, *body = printed(entries, SHARED)
    rows = [head]
    for i, row in enumerate(body):
        rows += [[row[0], *[""] * 5]] if i % 3 == 0 else []
        rows.append(["", *row[1:]])
    check(printing.read_one(pages_of(rows, aligned)), entries, {"balance", "name"})


@ALIGNED
def test_a_line_that_names_a_month_alone_completes_the_days_below(aligned: str) -> None:
    entries = printing.ledger(11, 40)
    head, *body = printed(entries, SHARED)
    rows, month = [head], 0
    for entry, row in zip(entries, body, strict=True):
        if entry.time.month != month:
            month = entry.time.month
            rows.append([f"{entry.time.year}年{month}月", *[""] * 5])
        rows.append([entry.time.strftime("%m-%d"), *row[1:]])
    assert len({e.time.month for e in entries}) > 1
    check(printing.read_one(pages_of(rows, aligned)), entries, {"balance", "name"})


@ALIGNED
@pytest.mark.parametrize("label", ["3月小计", "2025年3月合计", "本日合计", "03月份累计"])
def test_the_sum_of_a_day_or_month_is_no_row(aligned: str, label: str) -> None:
    entries = printing.ledger(11, 30)
    head, *body = printed(entries, SHARED)
    rows = [head]
    for i, row in enumerate(body):
        rows += [row, ["", label, "1,000.00", "2,000.00", row[4], ""]] if i % 10 == 9 else [row]
    check(printing.read_one(pages_of(rows, aligned)), entries, {"balance", "name"})


@ALIGNED
def test_names_and_accounts_that_change_with_the_row_are_the_counterparties(aligned: str) -> None:
    entries = printing.ledger(11, 24)
    layout = (*SHARED[:5], ("户名", "name"), ("账号", "account"))
    statement = printing.read_one(pages_of(printed(entries, layout), aligned))
    check(statement, entries, {"balance", "name", "account"})
    assert statement.account_number.value == "32050110251600000739"


def test_rows_on_a_last_page_without_headings_or_rules_are_read() -> None:
    entries = printing.ledger(11, 18)
    rows = printed(entries, SHARED)
    first, last = printing.word_pages(rows, per_page=16, header_again=False)
    cells = tuple(
        Cell(row=i, column=j, text=t, box=Box(j / 6, i / 20, (j + 1) / 6, (i + 1) / 20))
        for i, row in enumerate(rows[:17])
        for j, t in enumerate(row)
    )
    tabled = printing.dataclasses.replace(first, tables=(Table(cells, Box(0, 0, 1, 0.9)),))
    check(printing.read_one([tabled, last]), entries, {"balance", "name"})


@pytest.mark.parametrize(
    ("lines", "bank"),
    [
        (["JIANGNAN BANK (CHINA) CO., LTD."], "JIANGNAN BANK (CHINA)"),
        (["JIANGNAN BANK", "江南示例银行"], "江南示例银行"),
        (["Please contact your bank"], None),
    ],
)
def test_an_english_name_is_the_banks_only_where_no_other_is_printed(lines: list[str], bank: str | None) -> None:
    rows = printed(printing.ledger(11, 12), LAYOUTS["English days"])
    assert printing.read_one([printing.sheet([*([line] for line in lines), *rows])]).bank.value == bank


CARD = (("交易日期", "day"), ("对方户名", "name"), ("业务摘要", "summary"), ("交易金额", "signed"), ("账户余额", "balance"), ("交易流水号", "number"))  # fmt: skip


@pytest.mark.parametrize("below", [True, False])
@pytest.mark.parametrize("across", [3, 6, 2])
def test_values_with_their_captions_below_or_above_them_in_every_block_are_rows(below: bool, across: int) -> None:
    entries = printing.ledger(11, 7)
    head = [("苏州示例科技有限公司", "户名"), ("32050110251600000739", "账号"), ("人民币", "币种")]
    words = [printing.word("账户交易明细", 0.4, 0.02)]
    for k, (value, label) in enumerate(head):
        for text, at in ((value, 0.06 if below else 0.08), (label, 0.08 if below else 0.06)):
            words.append(printing.word(text, 0.05 + 0.3 * k, at))
    step = 0.05 * (6 // across) + 0.01
    for i, entry in enumerate(entries):
        for k, (label, kind) in enumerate(CARD):
            x, y = 0.05 + 0.9 / across * (k % across), 0.13 + step * i + 0.05 * (k // across)
            words.append(printing.word(label, x, y + (0.02 if below else 0.0)))
            if text := PRINTERS[kind](entry):
                words.append(printing.word(text, x, y + (0.0 if below else 0.02)))
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    found = printing.read_one([Page(number=1, width=595, height=842, words=tuple(words), lines=lines)])
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert [t.time.value and t.time.value.date() for t in found.transactions] == [e.time.date() for e in entries]
    assert [t.counterparty_name.value or "" for t in found.transactions] == [e.name for e in entries]
    assert [t.summary.value for t in found.transactions] == [e.summary for e in entries]
    assert [t.reference.value for t in found.transactions] == [e.number for e in entries]
    assert (found.account_name.value, found.account_number.value) == (head[0][0], head[1][0])
    assert found.currency.value == "CNY"
