"""Faults that only show when two loan files of one lender are looked at together."""

from __future__ import annotations

from dataclasses import replace

from cases.build import DAY
from cases.faults import LACKING, divert, own_payment, shown
from cases.model import Case, Planted, Row


def same_invoice(one: Case, other: Case) -> None:
    """Both files prove a payment with an invoice of the same number; in the second its buyer was altered."""
    source, target = own_payment(one), own_payment(other)
    if source is None or target is None:
        msg = f"{one.name} and {other.name} have no payment to prove twice"
        raise RuntimeError(msg)
    first, second = source.bills[0], target.bills[0]
    seller = first.seller
    copied = replace(first, key=second.key, buyer=second.buyer)
    other.bills[other.bills.index(second)] = copied
    trade = target.trade
    assert trade is not None  # noqa: S101  own payments have a trade
    assert source.trade is not None  # noqa: S101
    trade.seller, trade.lines = seller, list(source.trade.lines)
    trade.signed, trade.delivery = source.trade.signed, max(trade.delivery, first.day)
    other.as_of = max(other.as_of, first.day + 20 * DAY)
    target.row.party, target.row.fen, target.bills = seller, -trade.fen, [copied]
    if trade.fen > (other.loan.threshold or 0):
        # What exceeds the second lender's threshold was paid by its own hand.
        target.entrusted, target.row.summary = True, "受托支付"
    for case, bill in ((one, first), (other, copied)):
        case.plant(Planted("invoice.reused_across_cases", None, 0, (bill.key,)), *LACKING)
        case.faults.append("invoice.reused_across_cases")


def other_borrower(one: Case, other: Case) -> None:
    """The loan money of the first borrower goes to the second."""
    payment = own_payment(one)
    if payment is None:
        msg = f"{one.name} has no payment of its own"
        raise RuntimeError(msg)
    divert(one, payment, replace(other.borrower), "往来款")
    planted = Planted("use.other_borrower", papers=shown(one, payment), rows=(payment.key,))
    one.plant(planted, "use.related_party", "use.prohibited_payee", *LACKING)
    one.faults.append("use.other_borrower")
    if other.book.start < payment.row.day <= other.book.end:
        payer = replace(one.borrower, bank=one.lender)
        other.book.rows.append(Row(payment.row.day, -payment.row.fen, payer, "转账收入", "往来款"))
