from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.case import CaseFacts
from docaudit.records.flows import Ledger, Loan, LoanTrace, Parties
from docaudit.records.labels import RowKind, Use
from docaudit.tracing import METHODS, build_ledger, classify_uses, trace_loans, with_earlier

Make = Callable[..., BankStatement]
BORROWER, LENDER = "苏州恒达钢材有限公司", "江苏银行股份有限公司苏州分行"
PARTIES = Parties(borrower=BORROWER, borrower_names=frozenset({BORROWER}), lender_names=frozenset({LENDER}))
LOANS = (Loan(id="L1", lender=LENDER, principal_fen=50_000_000, start_date=dt.date(2025, 1, 2)),)
DRAWN = ("01-02", "500000.00", "500000.00", LENDER, None, "贷款发放")


def traced(*statements: BankStatement, method: str = "fifo", until: str = "12-31") -> tuple[Ledger, LoanTrace]:
    as_of = dt.date.fromisoformat(f"2025-{until}")
    ledger, loans = build_ledger(statements, LOANS, PARTIES, CaseFacts(), as_of)
    ledger = classify_uses(ledger, loans, PARTIES)
    (trace,) = trace_loans(ledger, loans, covered={}, method=method, as_of=as_of)
    return ledger, trace


def uses(trace: LoanTrace) -> dict[Use, tuple[int, int, int]]:
    return {u.use: (u.amount_fen, u.min_fen, u.max_fen) for u in trace.uses if u.max_fen}


def links(ledger: Ledger) -> dict[str, str | None]:
    return {r.id: r.link for r in ledger.rows if r.kind is RowKind.REFUND}


def deposit(day: str, amount: str, balance: str, words: str = "转存定期", **more: Any) -> tuple[Any, ...]:
    return (day, amount, balance, more.get("name", BORROWER), more.get("account"), words)


MATURED = [
    DRAWN,
    deposit("01-03", "-300000.00", "200000.00"),
    ("01-04", "-200000.00", "0.00", "无锡精工机械厂", None, "货款"),
    ("02-01", "80000.00", "80000.00", "南京客户有限公司", None, "货款"),
    ("07-03", "302100.00", "382100.00", None, None, "定期到期本息转活"),
    ("07-04", "-382100.00", "0.00", "华泰证券股份有限公司", None, "银证转账"),
]


@pytest.mark.parametrize("method", METHODS)
def test_a_matured_deposit_carries_the_loan_money_back_and_no_more(statement: Make, method: str) -> None:
    ledger, trace = traced(statement("D1", MATURED), method=method)
    assert links(ledger) == {"D1#5": "D1#2"}
    # The 2,100 of interest and the customer's 80,000 are no loan money; nothing rests on the deposit.
    assert uses(trace) == {
        Use.SECURITIES: (30_000_000, 30_000_000, 30_000_000),
        Use.UNSUPPORTED: (20_000_000, 20_000_000, 20_000_000),
    }


def test_until_it_is_released_the_loan_money_is_a_term_deposit(statement: Make) -> None:
    _, trace = traced(statement("D1", MATURED), until="07-02")
    assert uses(trace)[Use.TERM_DEPOSIT] == (30_000_000, 30_000_000, 30_000_000)


def test_a_part_taken_early_leaves_the_rest_on_the_deposit(statement: Make) -> None:
    rows = [
        DRAWN,
        deposit("01-03", "-300000.00", "200000.00"),
        ("03-01", "100000.00", "300000.00", None, None, "定期部分提前支取"),
    ]
    ledger, trace = traced(statement("D1", rows))
    assert links(ledger) == {"D1#3": "D1#2"}
    assert uses(trace)[Use.TERM_DEPOSIT][0] == 20_000_000
    assert uses(trace)[Use.IDLE][0] == 30_000_000


def test_a_margin_that_is_freed_returns_from_its_own_account(statement: Make) -> None:
    margin = "7000001"
    rows = [
        DRAWN,
        ("01-03", "-150000.00", "350000.00", BORROWER, margin, "缴存承兑保证金"),
        ("07-03", "150000.00", "500000.00", BORROWER, margin, "转账"),
    ]
    ledger, trace = traced(statement("D1", rows))
    assert ledger.rows[1].use is Use.MARGIN_DEPOSIT
    assert links(ledger) == {"D1#3": "D1#2"}
    assert uses(trace) == {Use.IDLE: (50_000_000, 50_000_000, 50_000_000)}


def test_of_several_deposits_the_one_whose_sum_came_back_is_released(statement: Make) -> None:
    rows = [
        DRAWN,
        deposit("01-03", "-100000.00", "400000.00"),
        deposit("01-04", "-120000.00", "280000.00"),
        deposit("01-05", "-120000.00", "160000.00"),
        ("04-05", "120000.00", "280000.00", None, None, "定期销户"),
        ("04-06", "120900.00", "400900.00", None, None, "定期销户"),
        ("04-07", "100000.00", "500900.00", None, None, "定期销户"),
    ]
    ledger, _ = traced(statement("D1", rows))
    assert links(ledger) == {"D1#5": "D1#3", "D1#6": "D1#4", "D1#7": "D1#2"}


def test_a_deposit_can_be_released_to_another_own_account(statement: Make) -> None:
    first = statement("D1", [DRAWN, deposit("01-03", "-300000.00", "200000.00")])
    there = [("07-03", "300000.00", "300000.00", None, None, "存单到期兑付")]
    there.append(("07-05", "-300000.00", "0.00", "张三", None, "转账"))
    ledger, trace = traced(first, statement("D2", there, number="6222000000000002"))
    assert links(ledger) == {"D2#1": "D1#2"}
    assert uses(trace)[Use.INDIVIDUAL] == (30_000_000, 30_000_000, 30_000_000)


@pytest.mark.parametrize(
    ("bought", "back"),
    [
        # A use that no loan may have is not undone by what it brings back (flows.md 1.7: other money).
        (("华泰证券股份有限公司", "银证转账"), ("华泰证券股份有限公司", "证券转银行")),
        ((BORROWER, "购买理财"), (BORROWER, "理财赎回")),
        # A trading partner's margin is none of the bank's.
        (("无锡招标有限公司", "投标保证金"), ("无锡招标有限公司", "保证金转回")),
        # Interest alone is no principal, and a customer's payment of the same sum is a customer's payment.
        ((BORROWER, "转存定期"), (None, "定期存款利息")),
        ((BORROWER, "转存定期"), ("南京客户有限公司", "到期货款")),
    ],
)
def test_what_is_no_release_stays_what_it_was(
    statement: Make, bought: tuple[str, str], back: tuple[str | None, str]
) -> None:
    rows = [
        DRAWN,
        ("01-03", "-300000.00", "200000.00", bought[0], None, bought[1]),
        ("07-03", "300000.00", "500000.00", back[0], None, back[1]),
    ]
    ledger, _ = traced(statement("D1", rows))
    assert links(ledger) == {}


def test_a_sum_beyond_any_interest_is_no_release(statement: Make) -> None:
    rows = [
        DRAWN,
        deposit("01-03", "-300000.00", "200000.00"),
        ("02-03", "340000.00", "540000.00", None, None, "定期到期本息"),
    ]
    ledger, _ = traced(statement("D1", rows))
    assert links(ledger) == {}


def test_what_lay_on_a_deposit_before_its_release_is_kept(statement: Make) -> None:
    ledger, trace = traced(statement("D1", MATURED))
    (trace,) = with_earlier([trace], ledger, LOANS, covered={}, method="fifo")
    assert Use.TERM_DEPOSIT not in uses(trace)
    assert [uses(earlier)[Use.TERM_DEPOSIT][0] for earlier in trace.earlier] == [30_000_000]


def test_the_name_of_a_deposits_account_says_what_was_paid(statement: Make) -> None:
    rows = [
        DRAWN,
        ("01-03", "-300000.00", "200000.00", "单位定期存款", "888001", "转账"),
        ("04-03", "301000.00", "501000.00", "单位定期存款", "888001", "转账"),
    ]
    ledger, trace = traced(statement("D1", rows))
    assert ledger.rows[1].use is Use.TERM_DEPOSIT
    assert links(ledger) == {"D1#3": "D1#2"}
    assert uses(trace)[Use.IDLE][0] == 50_000_000
