"""A printed row is a transaction or is told of: lines outside their table, glued lines, rows that nothing binds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.understanding.statements import printing

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, TextSource, Word
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements import read_statements
from docaudit.understanding.statements.lost import booked

HEADS = ("日期", "摘要", "金额", "余额", "对方户名")
KINDS = ("day", "summary", "signed", "balance", "name")
LEFTS = (0.05, 0.2, 0.35, 0.5, 0.7)
COLUMNS = (0.04, 0.19, 0.34, 0.49, 0.69, 0.96)


def page(entries: Sequence[Any], *, inside: int, glued: bool = False, tail: str = "") -> Page:
    """Print rows of which the first `inside` stand in a table; `glued`: the others stand glued in another."""
    words: list[Word] = [printing.word("户名：苏州示例科技有限公司", 0.05, 0.03), printing.word("对账单", 0.5, 0.01)]
    cells: list[Cell] = []
    rest: list[Cell] = []
    texts = [HEADS, *([printing.COLUMNS[k](e) for k in KINDS] for e in entries)]
    for i, row in enumerate(texts):
        y = 0.1 + 0.02 * i
        line = [printing.word(t, x, y, TextSource.OCR) for t, x in zip(row, LEFTS, strict=True) if t]
        words += line
        if i <= inside:
            for k, t in enumerate(row):
                own = tuple(w for w in line if COLUMNS[k] <= w.box.x0 < COLUMNS[k + 1])
                box = Box(COLUMNS[k], y - 0.003, COLUMNS[k + 1], y + 0.015)
                cells.append(Cell(row=i, column=k, text=t, box=box, words=own))
        elif glued:
            box = Box(0.04, y - 0.003, 0.96, y + 0.015)
            text = " ".join(w.text for w in line)
            rest.append(Cell(row=i - inside - 1, column=0, text=text, box=box, words=tuple(line)))
    if tail:
        words.append(printing.word(tail, 0.05, 0.1 + 0.02 * len(texts) + 0.03, TextSource.OCR))
    grown = [Cell(row=c.row, column=k, text="") for c in rest for k in range(1, 5)]
    tables = [Table(tuple(cells), ruled=True, box=Box.union(c.box for c in cells if c.box is not None))]
    if rest:
        tables.append(Table((*rest, *grown), ruled=True, box=Box.union(c.box for c in rest if c.box is not None)))
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    return Page(
        number=1,
        width=842,
        height=842,
        words=tuple(words),
        lines=lines,
        tables=tuple(tables),
        text_source=TextSource.OCR,
    )


@pytest.mark.parametrize("glued", [False, True])
@pytest.mark.parametrize("inside", [8, 11])
def test_rows_outside_their_table_are_rows(inside: int, *, glued: bool) -> None:
    entries = printing.ledger(4, 12)
    (found,) = read_statements([page(entries, inside=inside, glued=glued, tail="以上明细仅供参考")])
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert [t.balance.value and t.balance.value.fen for t in found.transactions] == [e.balance for e in entries]
    assert not any("未能读成" in w for w in found.warnings)


def test_a_row_that_cannot_be_bound_is_told() -> None:
    entries = printing.ledger(4, 12)
    rows = printing.grid(entries, list(zip(HEADS, KINDS, strict=True)), [["对账单"]])
    rows.append(["", "", "", "", "", "2025-05-01 汇款 -20.00 980.00 某公司"])
    (found,) = read_statements([printing.sheet(rows)])
    assert len(found.transactions) == 12
    (told,) = [w for w in found.warnings if "未能读成" in w]
    assert "2025-05-01 汇款 -20.00" in told


@pytest.mark.parametrize(
    ("text", "is_row"),
    [
        ("2025-06-12 10:30:00 人民币 +200,000.00 203,977.26 贷款发放", True),
        ("2025-06-08 快捷支付 -233.40", True),
        ("20250608 快捷支付 233.40 支付宝（中国）网络技术有限公司", True),
        ("打印日期 2025-06-08 手续费 5.00", False),
        ("起始日期 2025-06-01 期初余额 1,000.00", False),
        ("2025-06-30 本页合计 20,000.00 3,000.00", False),
        ("2025-06-01 至 2025-06-30 共支出 20.00", False),
        ("截至2025-06-30 账上有 20.00 元", False),
        ("20250401 承上余额 B/F 1,219,536.24", False),
        ("2025-06-01 2025-06-30 1,000.00", False),
    ],
)
def test_a_line_looks_like_a_transaction_by_its_day_its_figure_and_its_words(text: str, *, is_row: bool) -> None:
    cell = Cell(row=0, column=0, text=text)
    assert booked(GridRow(Page(text_source=TextSource.OCR), (cell,), loose=True)) is is_row
