"""Printed sums and carried balances are held against the rows, and what nothing proves is said."""

from __future__ import annotations

from tests.understanding.statements import printing

HEADS = ["交易日期", "摘要", "借方", "贷方", "余额"]
KINDS = ("day", "summary", "out", "in", "balance")


def warnings(*, cut: bool = False, carried: int = 0, year: bool = False) -> list[str]:
    """Print two pages of six rows with their sums; `cut` loses a row, `carried` falsifies the balance between them."""
    entries = printing.ledger(5, 12)
    rows = [list(HEADS)]
    for page in (entries[:6], entries[6:]):
        shown = page[1:] if cut and page is not entries[:6] and page[0] is entries[6] else page
        rows += [[printing.COLUMNS[k](e) for k in KINDS] for e in shown]
        out, inn = -sum(e.fen for e in page if e.fen < 0), sum(e.fen for e in page if e.fen > 0)
        rows.append(["", "本页合计", printing.yuan(out), printing.yuan(inn), ""])
        rows.append(["", "过次页", "", "", printing.yuan(page[-1].balance + carried)])
    if year:
        rows.append(["", "总计TOTAL", "", "", ""])
        rows.append(["", "本年累计合计", "99,999,999.00", "99,999,999.00", ""])
    return list(printing.read_one([printing.sheet(rows)]).warnings)


def test_sums_of_pages_that_agree_say_nothing() -> None:
    assert warnings() == []


def test_a_lost_row_is_told_by_the_sum_of_its_page() -> None:
    assert any("本页合计的" in w and "不符" in w for w in warnings(cut=True))


def test_a_carried_balance_that_is_not_the_last_one_is_told() -> None:
    assert sum("印刷的余额" in w for w in warnings(carried=100)) == 2


def test_sums_that_reach_back_before_the_statement_are_not_compared() -> None:
    assert warnings(year=True) == []


def test_rows_that_no_balance_proves_are_said_to_be_unproved() -> None:
    rows = [[printing.COLUMNS[k](e) for k in KINDS[:4]] for e in printing.ledger(5, 12)]
    statement = printing.read_one([printing.sheet([HEADS[:4], *rows])])
    assert statement.warnings == ("未印余额，各笔金额与收支方向无法用余额核对",)


def test_the_last_balance_of_a_line_of_sums_is_the_one_that_its_label_says() -> None:
    entries = printing.ledger(5, 12)
    rows = [list(HEADS), *([printing.COLUMNS[k](e) for k in KINDS] for e in entries)]
    out, inn = (printing.yuan(sum(abs(e.fen) for e in entries if (e.fen > 0) is side)) for side in (False, True))
    last = entries[-1].balance
    rows.append(["借方合计：", out, f"贷方合计：{inn}", f"期末余额：{printing.yuan(last)}", ""])
    closing = printing.read_one([printing.sheet(rows)]).closing_balance
    assert closing.value is not None
    assert closing.value.fen == last
