from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from docaudit.documents.bank_statement import BankStatement
from docaudit.errors import InputError
from docaudit.records.case import CaseFacts
from docaudit.records.flows import Loan, Parties, StatedDisbursement
from docaudit.records.labels import RowKind
from docaudit.tracing import build_ledger, find_stated

Make = Callable[..., BankStatement]
BORROWER = "苏州恒达钢材有限公司"
SECOND = "6222000000000002"
ROWS = [
    ("01-02", "500000.00", "510000.00", "江苏银行苏州分行", None, "贷款发放"),
    ("01-02", "-90000.00", "420000.00", "无锡精工机械厂", "320001", "货款"),
    ("01-05", "80000.00", "500000.00", "南京客户有限公司", "320009", "货款"),
]


def stated(day: str, yuan: int, account: str | None = None, loan: str = "L1") -> StatedDisbursement:
    return StatedDisbursement(
        loan=loan, date=dt.date.fromisoformat(f"2025-{day}"), amount_fen=yuan * 100, account=account
    )


def test_a_row_of_that_day_and_amount_is_the_disbursement_whatever_its_words(statement: Make) -> None:
    ledger, loans = build_ledger(
        [statement("D1", ROWS)],
        (Loan(id="L1"),),
        Parties(borrower=BORROWER, borrower_names=frozenset({BORROWER})),
        CaseFacts(),
        dt.date(2025, 12, 31),
        stated=[stated("01-05", 80_000)],
    )
    assert [r.kind for r in ledger.rows] == [RowKind.IN, RowKind.OUT, RowKind.DISBURSEMENT]
    assert loans[0].disbursements == ("D1#3",)


def test_a_disbursement_that_is_no_row_names_the_nearest_rows_and_their_files(statement: Make) -> None:
    with pytest.raises(InputError) as error:
        find_stated([statement("D1", ROWS)], [stated("01-03", 500_000)])
    message = str(error.value)
    assert message.startswith("D1.pdf: no money came in on 2025-01-03 over 500,000.00")
    first, second = message.partition("nearest: ")[2].split(";")[:2]
    assert first == "2025-01-02 500,000.00 江苏银行苏州分行 贷款发放 (D1.pdf p.1)"
    assert "80,000.00" in second
    assert "90,000.00" not in message
    assert message.endswith("correct --disbursement 2025-01-03:500000.00")


def test_money_that_went_on_to_another_own_account_is_not_the_disbursement(statement: Make) -> None:
    there = [("01-02", "500000.00", "500000.00", BORROWER, "6222000000000001", "转账")]
    paper = [statement("D2", there, number=SECOND), statement("D1", ROWS)]
    [(book, row)] = find_stated(paper, [stated("01-02", 500_000)])
    assert (book.number, row.id) == ("6222000000000001", "D1#1")


def test_rows_of_two_accounts_need_the_account_and_its_last_digits_suffice(statement: Make) -> None:
    rows = [("01-02", "500000.00", "500000.00", "南京客户有限公司", None, "转账")]
    paper = [statement("D1", rows), statement("D2", rows, number=SECOND)]
    with pytest.raises(InputError, match=rf"could be a row of accounts .*{SECOND}.*add :ACCOUNT"):
        find_stated(paper, [stated("01-02", 500_000)])
    for account in (SECOND, "0002"):
        [(book, _)] = find_stated(paper, [stated("01-02", 500_000, account)])
        assert book.number == SECOND
    with pytest.raises(InputError, match=r"no statement of account 9999 .*accounts read: 6222000000000001, 62220"):
        find_stated(paper, [stated("01-02", 500_000, "9999")])


def test_statements_without_money_in_are_named(statement: Make) -> None:
    with pytest.raises(InputError, match=r"^D1\.pdf: no money came in; give the statement"):
        find_stated([statement("D1", ROWS[1:2])], [stated("01-02", 500_000)])


def test_the_same_sum_twice_a_day_is_two_rows(statement: Make) -> None:
    rows = [ROWS[0], ("01-02", "500000.00", "1010000.00", "江苏银行苏州分行", None, "贷款发放")]
    found = find_stated([statement("D1", rows)], [stated("01-02", 500_000)] * 2)
    assert [row.id for _, row in found] == ["D1#1", "D1#2"]
    with pytest.raises(InputError, match="no money came in"):
        find_stated([statement("D1", rows)], [stated("01-02", 500_000)] * 3)
