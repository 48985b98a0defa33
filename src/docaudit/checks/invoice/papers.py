"""What the checks on invoices share: which invoices are purchases, what was paid to a seller, how a paper is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docaudit.checks.base import Rule
from docaudit.checks.phrases import at_page, payment, shortened
from docaudit.checks.wording import Fact, Named, Told, say
from docaudit.checks.words import by_ocr
from docaudit.documents.other import OtherDocument
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import party_keys, same_party
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.flows import LedgerRow, Loan, PaperUse
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.names import fold

VAT = frozenset(
    {"special", "ordinary", "electronic_special", "electronic_ordinary", "digital_special", "digital_ordinary"}
)
"""Kinds of the common layout; rolls, tickets and invoices for cars differ (domain reference 4.1)."""
DIGITAL = frozenset({"digital_special", "digital_ordinary"})
_EARLIER, _LATER = dt.timedelta(days=180), dt.timedelta(days=90)
"""An invoice belongs to payments from so long before it to so long after it (flows.md 4.2, as matching has it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A payment of the borrower; fen: the whole, the loan money by the method and at most, what papers prove of it."""

    row: LedgerRow
    fen: int
    loan_fen: int = 0
    most_fen: int = 0
    covered_fen: int = 0
    loan: str | None = None
    uses: frozenset[Use] = frozenset()

    @property
    def carries_loan(self) -> bool:
        """Loan money can have been in it."""
        return self.most_fen > 0


def payments(case: CaseFile) -> list[Paid]:
    """Return what the borrower paid to others, in the order of the ledger, with the loan money in it."""
    own = {a.key for a in case.ledger.accounts if a.owner is Owner.BORROWER}
    found = {
        r.id: Paid(row=r, fen=abs(r.transaction.amount_fen))
        for r in case.ledger.rows
        if r.kind is RowKind.OUT and r.transaction.account in own
    }
    for trace in case.traces:
        for p in trace.payments:
            known = found.get(p.row.id)
            if known is not None:
                found[p.row.id] = Paid(
                    row=known.row,
                    fen=known.fen,
                    loan_fen=known.loan_fen + p.loan_fen,
                    most_fen=known.most_fen + p.max_fen,
                    covered_fen=known.covered_fen + p.loan_fen - p.uncovered_fen,
                    loan=known.loan or trace.loan,
                    uses=known.uses | {p.use},
                )
    return list(found.values())


def paid_to(paid: Iterable[Paid], seller: str | None, *, ocr: bool) -> list[Paid]:
    """Return the payments to a seller."""
    return [p for p in paid if is_party(p.row.transaction.counterparty_name, seller, ocr=ocr)]


def is_party(one: str | None, other: str | None, *, ocr: bool) -> bool:
    """Say whether two names are one party; names that share no key are not compared any further."""
    return not party_keys(one, ocr).isdisjoint(party_keys(other, ocr)) and same_party(one, other, ocr)


def around(paid: Iterable[Paid], issued: dt.date | None) -> list[Paid]:
    """Return the payments that an invoice of that day can belong to; all where its day is not known."""
    if issued is None:
        return list(paid)
    return [p for p in paid if -_EARLIER <= p.row.transaction.date - issued <= _LATER]


def borrowers(case: CaseFile) -> set[str]:
    """Return the names under which the borrower appears."""
    names = {*case.parties.borrower_names, case.parties.borrower, case.facts.borrower}
    names |= {loan.borrower for loan in case.loans}
    return {n for n in names if n}


def purchases(case: CaseFile) -> list[VatInvoice]:
    """Return the invoices of others to whoever it may be, each once: copies and the borrower's own sales left out."""
    own = borrowers(case)
    return [
        i
        for i in once(case.of(VatInvoice))
        if not any(same_party(i.seller_name.value, name, by_ocr(i)) for name in own)
    ]


def once(invoices: Iterable[VatInvoice]) -> list[VatInvoice]:
    """Return of copies the one that was read best, in the order of the case; what has no key is kept."""
    best: dict[object, VatInvoice] = {}
    for invoice in invoices:
        key = invoice.key or invoice.id
        known = best.get(key)
        if known is None or (by_ocr(known) and not by_ocr(invoice)):
            best[key] = invoice
    return list(best.values())


def contracts_with(case: CaseFile, invoice: VatInvoice) -> list[TradeContract]:
    """Return the borrower's contracts with the seller of an invoice; a contract whose buyer was not read counts."""
    own = borrowers(case)
    return [
        c
        for c in case.of(TradeContract)
        if is_party(c.seller.value, invoice.seller_name.value, ocr=by_ocr(c) or by_ocr(invoice))
        and (not c.buyer.value or any(same_party(c.buyer.value, name, by_ocr(c)) for name in own))
    ]


def is_framework(contract: TradeContract, words: Iterable[str]) -> bool:
    """Say whether a contract frames trade that began before it or has no fixed sum: by its number, subject or terms."""
    text = fold(" ".join(f.value or "" for f in (contract.contract_number, contract.subject, contract.payment_terms)))
    return any(fold(word) in text for word in words)


def letter(case: CaseFile, rule: Rule) -> OtherDocument | None:
    """Return a paper of the case by whose title one party pays or receives for another, None where there is none."""
    words = [fold(word) for word in rule.words("letters")]
    return next((d for d in case.of(OtherDocument) if any(w in fold(d.title.value) for w in words)), None)


def uses_of(case: CaseFile) -> dict[object, PaperUse]:
    """Return what became of each invoice, by its key (its id where it has none), whichever copy it was counted by."""
    counted = {p.document: p for p in case.papers}
    return {i.key or i.id: counted[i.id] for i in case.of(VatInvoice) if i.id in counted}


def loan_of(case: CaseFile, paid: Iterable[Paid] = ()) -> Loan | None:
    """Return the loan whose money is in the payments, else the only one of the case."""
    named = next((p.loan for p in paid if p.loan is not None and p.carries_loan), None)
    if named is not None:
        return case.loan(named)
    return case.loans[0] if len(case.loans) == 1 else None


def total_fen(invoice: VatInvoice) -> int | None:
    """Return the total with tax in fen, None where it was not read."""
    return invoice.total.value.fen if invoice.total.value is not None else None


def facts(invoice: VatInvoice) -> dict[str, Fact]:
    """Return what the texts name of an invoice: kind, number, seller, buyer, date, total, source."""
    return {
        "kind": Named("invoice_kind", invoice.invoice_kind.value or "other"),
        "number": invoice.invoice_number.value,
        "seller": invoice.seller_name.value,
        "buyer": invoice.buyer_name.value,
        "date": invoice.issue_date.value,
        "total": invoice.total.value,
        "source": place_of(invoice),
    }


def place_of(invoice: VatInvoice) -> Told:
    """Return file and page."""
    return at_page(invoice.source, invoice.pages[0] if invoice.pages else None)


def named(invoice: VatInvoice) -> Told:
    """Return kind and number, date and total."""
    return say("words.papers", "named", **facts(invoice))


def rows_told(paid: Sequence[Paid]) -> Told:
    """Return payments as text: date, payee, amount."""
    return shortened([payment(p.row.transaction.date, p.row.transaction.counterparty_name, p.fen) for p in paid])


def read_surely(invoice: VatInvoice, least: float, *fields: Field[Any]) -> bool:
    """Say whether fields of a scan were read with that confidence; what was not scanned is taken as it stands."""
    return not by_ocr(invoice) or all(f.confidence >= least for f in fields if f.value is not None)
