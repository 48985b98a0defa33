from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.transfer_slip import TransferSlip
from docaudit.records.case import CaseFacts
from docaudit.records.evidence import Field
from docaudit.records.flows import Ledger, Loan, Parties
from docaudit.records.money import Money
from docaudit.tracing import build_ledger

Make = Callable[..., BankStatement]
Put = Callable[..., Field[Any]]
BORROWER, SUPPLIER, OTHER = "苏州恒达钢材有限公司", "无锡精工机械厂", "常州物流有限公司"
TRANSIT = "待清算资金"
PARTIES = Parties(borrower=BORROWER, borrower_names=frozenset({BORROWER}))
LOAN = Loan(id="HT-1", principal_fen=50_000_000, start_date=dt.date(2025, 1, 2))
DRAWN = ("01-02", "500000.00", "510000.00", None, None, "贷款发放")


def ledger_of(*documents: Any) -> Ledger:
    return build_ledger(documents, (LOAN,), PARTIES, CaseFacts(), dt.date(2025, 12, 31))[0]


def order(put: Put, payee: str = SUPPLIER, yuan: str = "90000.00", name: str = "O1") -> EntrustedPaymentOrder:
    return EntrustedPaymentOrder(
        id=name,
        borrower=put(BORROWER),
        amount=put(Money.yuan(yuan)),
        date=put(dt.date(2025, 1, 2)),
        payee_name=put(payee),
        payee_account=put("320001"),
    )


def slip(put: Put, payee: str, *, payer: str = "6222000000000001", name: str = "S1") -> TransferSlip:
    return TransferSlip(
        id=name,
        date=put(dt.date(2025, 1, 2)),
        payer_account=put(payer),
        payee_name=put(payee),
        payee_account=put("320002"),
        amount=put(Money.yuan("90000.00")),
    )


def payees(ledger: Ledger) -> list[str | None]:
    return [r.transaction.counterparty_name for r in ledger.rows if r.transaction.amount_fen < 0]


@pytest.mark.parametrize(
    ("shown", "text"), [(TRANSIT, "货款"), ("江苏银行苏州分行", "受托支付"), (None, "受托支付"), (BORROWER, "受托支付")]
)
def test_the_order_names_the_payee_behind_a_transit_account_and_pins_the_payment(
    statement: Make, put: Put, shown: str | None, text: str
) -> None:
    rows = [DRAWN, ("01-02", "-90000.00", "420000.00", shown, None, text)]
    ledger = ledger_of(order(put), statement("D1", rows))
    assert payees(ledger) == [SUPPLIER]
    assert ledger.rows[1].pin == "D1#1"


def test_the_slip_beats_the_order_and_names_who_was_really_paid(statement: Make, put: Put) -> None:
    rows = [DRAWN, ("01-02", "-90000.00", "420000.00", TRANSIT, None, "受托支付")]
    ledger = ledger_of(order(put), slip(put, OTHER), statement("D1", rows))
    assert payees(ledger) == [OTHER]
    assert ledger.rows[1].pin is None


def test_what_two_papers_say_differently_or_another_account_paid_stays_open(statement: Make, put: Put) -> None:
    rows = [DRAWN, ("01-02", "-90000.00", "420000.00", TRANSIT, None, "货款")]
    two = ledger_of(slip(put, OTHER), slip(put, SUPPLIER, name="S2"), statement("D1", rows))
    assert payees(two) == [TRANSIT]
    foreign = ledger_of(slip(put, OTHER, payer="6222000000000099"), statement("D1", rows))
    assert payees(foreign) == [TRANSIT]


def test_an_order_alone_does_not_name_a_row_that_names_nobody(statement: Make, put: Put) -> None:
    rows = [DRAWN, ("01-02", "-90000.00", "420000.00", None, None, "货款")]
    assert payees(ledger_of(order(put), statement("D1", rows))) == [None]


def test_a_row_that_names_its_payee_keeps_it_and_its_paper(statement: Make, put: Put) -> None:
    rows = [
        DRAWN,
        ("01-02", "-90000.00", "420000.00", SUPPLIER, None, "货款"),
        ("01-02", "-90000.00", "330000.00", TRANSIT, None, "货款"),
    ]
    assert payees(ledger_of(order(put), statement("D1", rows))) == [SUPPLIER, TRANSIT]


def test_the_parts_of_an_entrusted_payment_are_pinned_together(statement: Make, put: Put) -> None:
    rows = [
        DRAWN,
        ("01-02", "-50000.00", "460000.00", SUPPLIER, "320001", "受托支付"),
        ("01-02", "-40000.00", "420000.00", SUPPLIER, "320001", "受托支付"),
    ]
    assert [r.pin for r in ledger_of(order(put), statement("D1", rows)).rows] == [None, "D1#1", "D1#1"]
