"""Invoices that prove nothing any more: void ones, and blue ones that a red letter has taken back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice.papers import (
    Paid,
    around,
    facts,
    loan_of,
    paid_to,
    payments,
    place_of,
    purchases,
    read_surely,
    rows_told,
    total_fen,
)
from docaudit.checks.wording import say
from docaudit.checks.words import by_ocr, document_place, field_places, money_finding, row_places, sure
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Owner, RowKind, Severity
from docaudit.records.money import Money
from docaudit.records.names import fold

_NUMBER = re.compile(r"(?<!\d)(?:\d{20}|\d{8})(?!\d)")


@check("invoice.red_or_void", severity=Severity.HIGH, basis=("invoice_measures",))
def red_or_void(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An invoice that is void, or that a red letter takes back, lies in the file as proof of a payment.

    Cleared where other invoices of the seller prove its payments all the same (issued anew), or the money came back.
    """
    found = purchases(case)
    dead = {id(i) for i in found if _is_void(rule, i)}
    pairs = [(red, blue) for red in found if red.is_red and id(red) not in dead for blue in _blue(red, found, dead)]
    taken_back = {id(blue): red for red, blue in pairs}
    paid = payments(case)
    for invoice in found:
        red = taken_back.get(id(invoice))
        if invoice.is_red or (red is None and id(invoice) not in dead):
            continue
        sound = [i for i in found if not i.is_red and id(i) not in dead and id(i) not in taken_back]
        finding = _resting(case, rule, invoice, red, sound=sound, paid=paid)
        if finding is not None:
            yield finding


def _is_void(rule: Rule, invoice: VatInvoice) -> bool:
    remarks = fold(invoice.remarks.value)
    return invoice.is_void or any(fold(word) in remarks for word in rule.words("specimen"))


def _blue(red: VatInvoice, invoices: Sequence[VatInvoice], dead: set[int]) -> list[VatInvoice]:
    """Return the invoice that a red letter takes back: the one it names, else the last one of its seller and sum."""
    named = set(_NUMBER.findall(red.remarks.value or ""))
    blue = [i for i in invoices if not i.is_red and id(i) not in dead]
    hit = [i for i in blue if i.number in named and i.number]
    if hit or named:
        return hit[:1]
    fen = total_fen(red)
    same = [
        i
        for i in blue
        if fen is not None
        and total_fen(i) == -fen
        and same_party(i.seller_name.value, red.seller_name.value, by_ocr(i) or by_ocr(red))
        and (i.issue_date.value or dt.date.min) <= (red.issue_date.value or dt.date.max)
    ]
    return sorted(same, key=lambda i: i.issue_date.value or dt.date.min)[-1:]


def _resting(
    case: CaseFile,
    rule: Rule,
    invoice: VatInvoice,
    red: VatInvoice | None,
    *,
    sound: Sequence[VatInvoice],
    paid: Sequence[Paid],
) -> Finding | None:
    """Return the finding on an invoice that proves nothing, None where nothing rests on it."""
    total = total_fen(invoice)
    if total is None or total <= 0 or not read_surely(invoice, 0.6, invoice.total):
        return None
    lost = min(total, -(total_fen(red) or 0)) if red is not None and total_fen(red) else total
    ocr, seller = by_ocr(invoice), invoice.seller_name.value
    rows = around(paid_to(paid, seller, ocr=ocr), invoice.issue_date.value)
    proved = sum(total_fen(i) or 0 for i in sound if same_party(i.seller_name.value, seller, ocr or by_ocr(i)))
    # Of a blue invoice that was taken back in part the rest still stands.
    open_fen = sum(p.fen for p in rows) - proved - (total - lost) - _returned(case, invoice, ocr=ocr)
    resting = min(lost, open_fen)
    room = max(rule.fen("tolerance"), int(lost * rule.threshold("rounding")))
    if rows and resting <= room:
        return None
    loan_money = any(p.carries_loan for p in rows)
    why = (
        say(rule.name, "red", number=red.invoice_number.value, date=red.issue_date.value, source=place_of(red))
        if red is not None
        else say(rule.name, "void")
    )
    told = {
        **facts(invoice),
        "why": why,
        "state": say(rule.name, "taken_back" if red is not None else "is_void"),
        "rows": say(rule.name, "payments", rows=rows_told(rows)) if rows else say(rule.name, "nothing_paid"),
        "lost": Money(lost),
    }
    marks = field_places(red, red.invoice_number, red.total, red.remarks) if red is not None else ()
    steps = (0 if loan_money else 1) if rows else int(rule.threshold("unpaid_steps"))
    papers = [invoice, *([red] if red is not None else [])]
    return money_finding(
        case,
        rule,
        loan_of(case, rows),
        severity=rule.lowered(steps),
        confidence=(0.75 if ocr and red is None else 0.9) * max(0.6, sure(invoice.total)),
        title=say(rule.name, "title", **told),
        explanation=say(rule.name, "explanation", **told),
        amount=Money(lost),
        places=[
            *field_places(invoice, invoice.invoice_number, invoice.total),
            *((document_place(invoice),) if red is None else ()),
            *marks,
            *row_places(p.row for p in rows),
        ],
        documents=papers,
    )


def _returned(case: CaseFile, invoice: VatInvoice, *, ocr: bool) -> int:
    """Return what came back from the seller after the invoice was issued, in fen."""
    own = {a.key for a in case.ledger.accounts if a.owner is Owner.BORROWER}
    issued = invoice.issue_date.value or dt.date.min
    return sum(
        r.transaction.amount_fen
        for r in case.ledger.rows
        if r.kind in (RowKind.IN, RowKind.REFUND)
        and r.transaction.account in own
        and r.transaction.date >= issued
        and same_party(r.transaction.counterparty_name, invoice.seller_name.value, ocr)
    )
