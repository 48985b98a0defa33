from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.case import CaseFacts
from docaudit.records.flows import Loan, Parties
from docaudit.records.labels import End
from docaudit.tracing import (
    LEAVES,
    METHODS,
    EndAmount,
    build_ledger,
    classify_uses,
    own_bounds,
    trace_ends,
    trace_loans,
)

Make = Callable[..., BankStatement]
BORROWER, LENDER, PAYEE = "苏州恒达钢材有限公司", "江苏银行股份有限公司苏州分行", "无锡精工机械厂"
PARTIES = Parties(borrower=BORROWER, borrower_names=frozenset({BORROWER}), lender_names=frozenset({LENDER}))
LOANS = (Loan(id="L1", lender=LENDER, principal_fen=50_000_000, start_date=dt.date(2025, 1, 2)),)
AS_OF = dt.date(2025, 12, 31)


def ends_of(*statements: BankStatement, method: str = "fifo") -> dict[End, tuple[int, int, int]]:
    ledger, loans = build_ledger(statements, LOANS, PARTIES, CaseFacts(), AS_OF)
    ledger = classify_uses(ledger, loans, PARTIES)
    (trace,) = trace_loans(ledger, loans, covered={}, method=method, as_of=AS_OF)
    exact = trace_ends(ledger, trace, own_bounds(ledger, loans, covered={}, as_of=AS_OF))
    # What follows from the single payments alone is never narrower.
    for one, wide in zip(sorted(exact, key=by_end), sorted(trace_ends(ledger, trace), key=by_end), strict=True):
        assert one.end is wide.end
        assert wide.span.min_fen <= one.span.min_fen <= one.span.max_fen <= wide.span.max_fen
    return {e.end: (e.span.amount_fen, e.span.min_fen, e.span.max_fen) for e in exact}


def by_end(found: EndAmount) -> End:
    return found.end


def test_every_way_in_which_the_trace_can_end_is_told_apart(statement: Make) -> None:
    rows = [
        ("01-02", "500000.00", "500000.00", LENDER, None, "贷款发放"),
        ("01-03", "-90000.00", "410000.00", PAYEE, "320001", "货款"),
        ("01-04", "-80000.00", "330000.00", "常州物流有限公司", "320002", "运费"),
        ("01-05", "-70000.00", "260000.00", None, None, "现金支取"),
        ("01-06", "-60000.00", "200000.00", "受托支付过渡户", None, "受托支付"),
        ("01-07", "-50000.00", "150000.00", BORROWER, "6222000000000009", "转账"),
        ("01-08", "-40000.00", "110000.00", BORROWER, "6222000000000002", "转账"),
        ("01-09", "-30000.00", "80000.00", LENDER, None, "归还贷款"),
    ]
    silent = statement("D2", [("01-01", "1.00", "1.00", "甲厂")], number="6222000000000002")
    payee = statement("D3", [("01-03", "90000.00", "90000.00", BORROWER)], number="320001", owner=PAYEE)
    found = ends_of(statement("D1", rows), silent, payee)
    assert {end: amount for end, (amount, _, _) in found.items()} == {
        End.FOLLOWED: 9_000_000,
        End.PAYEE: 8_000_000,
        End.CASH: 7_000_000,
        End.HIDDEN_PAYEE: 6_000_000,
        End.OWN_ACCOUNT: 5_000_000,
        End.IN_TRANSIT: 4_000_000,
        End.REPAID: 3_000_000,
        End.IDLE: 8_000_000,
    }
    assert all(amount == least == most for amount, least, most in found.values())
    assert {End.IDLE, End.REPAID, End.FOLLOWED}.isdisjoint(LEAVES)


def test_money_gone_nobody_knows_where_is_not_taken_for_an_own_account(statement: Make) -> None:
    rows = [
        ("01-02", "500000.00", "600000.00", LENDER, None, "贷款发放"),
        ("01-03", "-200000.00", "400000.00", "受托支付过渡户", None, "转账"),
        ("01-04", "-50000.00", "350000.00", PAYEE, None, "货款"),
    ]
    assert set(ends_of(statement("D1", rows))) == {End.HIDDEN_PAYEE, End.PAYEE, End.IDLE}


@pytest.mark.parametrize("seed", range(40))
def test_the_ends_sum_to_what_was_disbursed_and_stay_within_their_bounds(statement: Make, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - made-up statements need a seed, not secrecy
    balance, rows = 600_000, [("01-02", "500000.00", "600000.00", LENDER, None, "贷款发放")]
    others = [PAYEE, None, "受托支付过渡户", LENDER, BORROWER, "张三"]
    for day in range(3, 25):
        amount = rng.choice([-90_000, -50_000, -20_000, 30_000, 60_000])
        if balance + amount < 0:
            continue
        balance += amount
        words = rng.choice(["货款", "现金支取", "归还贷款", "转账", "退款", "转存定期", "定期支取"])
        rows.append((f"01-{day:02d}", f"{amount}.00", f"{balance}.00", rng.choice(others), None, words))
    found = ends_of(statement("D1", rows), method=rng.choice(METHODS))
    assert sum(amount for amount, _, _ in found.values()) == 50_000_000
    assert all(0 <= least <= amount <= most <= 50_000_000 for amount, least, most in found.values())
