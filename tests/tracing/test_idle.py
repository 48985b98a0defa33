from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.case import CaseFacts
from docaudit.records.flows import Loan, Parties
from docaudit.tracing import build_ledger, classify_uses, trace_loans, with_idle

Make = Callable[..., BankStatement]
BORROWER, LENDER, PAYEE = "苏州恒达钢材有限公司", "江苏银行股份有限公司苏州分行", "无锡精工机械厂"
PARTIES = Parties(borrower=BORROWER, borrower_names=frozenset({BORROWER}), lender_names=frozenset({LENDER}))
LOANS = (Loan(id="L1", lender=LENDER, principal_fen=80_000_000, start_date=dt.date(2025, 1, 2)),)
ROWS = [
    ("01-02", "500000.00", "600000.00", LENDER, None, "贷款发放"),
    ("01-10", "-250000.00", "350000.00", PAYEE, None, "货款"),
    ("02-20", "300000.00", "650000.00", LENDER, None, "贷款发放"),
    ("02-21", "-650000.00", "0.00", PAYEE, None, "货款"),
    ("03-21", "5.00", "5.00", None, None, "结息"),
]


def idle_of(*statements: BankStatement, until: str = "12-31") -> list[tuple[str, int, int, int]]:
    as_of = dt.date.fromisoformat(f"2025-{until}")
    ledger, loans = build_ledger(statements, LOANS, PARTIES, CaseFacts(), as_of)
    ledger = classify_uses(ledger, loans, PARTIES)
    traces = trace_loans(ledger, loans, covered={}, method="fifo", as_of=as_of)
    month = dt.timedelta(days=30)
    (trace,) = with_idle(traces, ledger, loans, after=lambda _: month, covered={}, method="fifo", as_of=as_of)
    return [(i.disbursement.id, i.fen, i.min_fen, i.max_fen) for i in trace.idle]


def test_each_disbursement_is_looked_at_a_month_after_it_came(statement: Make) -> None:
    # 100,000 of own money went first; of the second disbursement nothing was left.
    assert idle_of(statement("D1", ROWS)) == [("D1#1", 35_000_000, 25_000_000, 35_000_000)]


def test_a_day_that_has_not_come_or_is_not_shown_says_nothing(statement: Make) -> None:
    assert idle_of(statement("D1", ROWS), until="01-31") == []
    assert idle_of(statement("D1", ROWS[:2])) == []


def test_a_printed_period_shows_that_nothing_moved(statement: Make, put: Callable[..., Any]) -> None:
    quiet = replace(statement("D1", ROWS[:2]), period_end=put(dt.date(2025, 3, 31)))
    assert [fen for _, fen, _, _ in idle_of(quiet)] == [35_000_000]


def test_money_moved_to_an_own_account_whose_statement_ends_too_early_is_not_called_idle(statement: Make) -> None:
    moved = [*ROWS[:1], ("01-03", "-300000.00", "300000.00", BORROWER, "6222000000000002", "转账"), *ROWS[2:3]]
    moved[-1] = ("02-20", "300000.00", "600000.00", LENDER, None, "贷款发放")
    there = [("01-03", "300000.00", "300000.00", BORROWER, "6222000000000001", "转账")]
    first, second = statement("D1", moved), statement("D2", there, number="6222000000000002")
    assert idle_of(first, second, until="03-01") == []
    longer = [*there, ("02-15", "-1000.00", "299000.00", PAYEE, None, "货款")]
    second = statement("D2", longer, number="6222000000000002")
    assert [fen for _, fen, _, _ in idle_of(first, second, until="03-01")] == [50_000_000]
