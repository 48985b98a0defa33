"""A figure of a scan that the balances contradict: mended where a reader may have slipped, else kept as printed."""

from __future__ import annotations

import dataclasses

import pytest
from tests.understanding.statements import printing

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.pages import Cell, TextSource
from docaudit.understanding.statements.doubt import printed_so

LAYOUT = (("交易日期", "day"), ("摘要", "summary"), ("金额", "signed"), ("余额", "balance"), ("对方户名", "name"))
ROW = 6


UNLIKE = "2254547642"
"""For each digit one that looks unlike it."""


def scan(column: int, *, sure: float) -> tuple[BankStatement, list[str]]:
    """Read a scan on which one digit of a figure of row `ROW` is another one; return the figure too, true and read."""
    rows = printing.grid(printing.ledger(21, 14), LAYOUT)
    text = rows[ROW + 1][column]
    place = text.index(".") - 1
    rows[ROW + 1][column] = changed = f"{text[:place]}{UNLIKE[int(text[place])]}{text[place + 1 :]}"
    (page,) = printing.word_pages(rows, preface=("账号：32050110251600000739",), source=TextSource.OCR)
    words = tuple(dataclasses.replace(w, confidence=sure if w.text == changed else 0.999) for w in page.words)
    return printing.read_one([dataclasses.replace(page, words=words)]), [text, changed]


def plain(figure: str) -> int:
    return int(figure.replace(",", "").replace(".", ""))


@pytest.mark.parametrize(("column", "what"), [(2, "amount"), (3, "balance")])
def test_a_digit_that_is_clearly_another_one_stays_as_printed(column: int, what: str) -> None:
    found, (_, changed) = scan(column, sure=0.999)
    field = getattr(found.transactions[ROW], what)
    assert field.value.fen == plain(changed)
    assert field.confidence > 0.85, "the balance check takes it for what stands on the paper"
    assert any("字迹清晰" in w for w in found.warnings)
    assert any("余额不连续" in w for w in found.warnings)


@pytest.mark.parametrize(("column", "what"), [(2, "amount"), (3, "balance")])
def test_a_digit_that_was_read_with_doubt_is_mended(column: int, what: str) -> None:
    found, (text, _) = scan(column, sure=0.98)
    field = getattr(found.transactions[ROW], what)
    assert field.value.fen == plain(text)
    assert field.confidence < 0.85
    assert not any("字迹清晰" in w for w in found.warnings)


@pytest.mark.parametrize(
    ("printed", "meant", "is_so"),
    [
        ("12,000.00", 11_000_00, True),
        ("18,000.00", 13_000_00, False),  # 3 and 8 look alike
        ("16,000.00", 10_000_00, False),
        ("52,000.00", 2_000_00, True),
        ("12,000.00", 2_000_00, False),  # a rule read as 1
        ("2,000.00", 12_000_00, False),  # a digit lost
        ("15,000.00", 12_400_00, False),
    ],
)
def test_digits_that_look_alike_and_digits_lost_are_doubtful(printed: str, meant: int, *, is_so: bool) -> None:
    assert printed_so(Cell(row=0, column=0, text=printed, confidence=0.9985), meant) is is_so
    assert not printed_so(Cell(row=0, column=0, text=printed, confidence=0.99), meant)
