from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

import pytest

from docaudit.records.evidence import Evidence
from docaudit.records.flows import Ledger, LedgerRow, Loan, LoanTrace, Place, TracedPayment, Transaction
from docaudit.records.labels import RowKind, Use
from docaudit.records.schemes import Split
from docaudit.tracing.structuring import SplitLimits, benjamini_hochberg, bunching, find_splits

PLACE = Place(document="S", source="S.pdf", evidence=Evidence(text=""))
LIMITS = SplitLimits(window=dt.timedelta(days=7), near=Fraction(9, 10), p_value=0.05, rhythm=3, floor_fen=10_000_00)
T = 500_000_00
LOAN = Loan(id="L", entrusted_threshold_fen=T)


def payment(number: int, day: str, yuan: int, payee: str = "无锡精工机械有限公司") -> TracedPayment:
    fen = yuan * 100
    paid = Transaction(
        id=f"S#{number}",
        index=number,
        account="A",
        date=dt.date.fromisoformat(f"2025-{day}"),
        amount_fen=-fen,
        place=PLACE,
        counterparty_name=payee,
    )
    line = LedgerRow(transaction=paid, kind=RowKind.OUT, use=Use.UNSUPPORTED)
    return TracedPayment(row=line, loan_fen=fen, min_fen=fen, max_fen=fen, use=Use.UNSUPPORTED)


def splits(payments: Sequence[TracedPayment]) -> tuple[Split, ...]:
    trace = LoanTrace(loan="L", disbursed_fen=10**12, method="fifo", payments=tuple(payments))
    ledger = Ledger(rows=tuple(p.row for p in payments))
    return find_splits(
        ledger, LOAN, trace, LIMITS, lambda _, found: (sum(p.min_fen for p in found), sum(p.max_fen for p in found))
    )


def test_s1_three_payments_of_a_week_hit_and_the_others_do_not() -> None:
    listed = [("01-03", 480_000), ("01-05", 490_000), ("01-09", 300_000), ("01-20", 450_000), ("02-01", 600_000)]
    (found,) = splits([payment(i, day, yuan) for i, (day, yuan) in enumerate(listed)])
    assert [p.row.id for p in found.payments] == ["S#0", "S#1", "S#2"]
    assert found.money.fen == 1_270_000_00
    assert (found.near, found.p_value, found.bunched) == (2, 0.25, False)


def test_payments_above_the_threshold_to_the_payee_count_against_bunching() -> None:
    near = [payment(i, f"01-{3 + i:02d}", 480_000) for i in range(8)]
    (found,) = splits([*near, payment(9, "03-01", 540_000)])
    assert found.p_value == 10 / 512
    assert found.bunched
    assert found.near == 8


def test_a_week_has_seven_days_and_the_sum_must_exceed_the_threshold() -> None:
    assert splits([payment(1, "01-03", 480_000), payment(2, "01-09", 30_000)])
    assert not splits([payment(1, "01-03", 480_000), payment(2, "01-10", 30_000)])
    assert not splits([payment(1, "01-03", 470_000), payment(2, "01-04", 30_000)])


@pytest.mark.parametrize(
    ("sizes", "p"), [([], None), ([400], None), ([450], None), ([480], 0.5), ([480] * 8 + [540], 10 / 512)]
)
def test_the_test_of_bunching_is_binomial(sizes: list[int], p: float | None) -> None:
    assert bunching(sizes, 500, Fraction(9, 10)) == p


def test_many_payees_are_tested_at_once_as_benjamini_and_hochberg_do() -> None:
    assert benjamini_hochberg([0.001, 0.04, 0.03, 0.2], 0.05) == {0.001}
    assert benjamini_hochberg([0.01, 0.02, 0.03, 0.04], 0.05) == {0.01, 0.02, 0.03, 0.04}
    assert benjamini_hochberg([], 0.05) == set()
