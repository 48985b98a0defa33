"""To whom an invoice was issued and by whom: the borrower buys, and who was paid is who sold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice.papers import (
    VAT,
    Paid,
    around,
    borrowers,
    contracts_with,
    facts,
    letter,
    loan_of,
    named,
    paid_to,
    payments,
    purchases,
    rows_told,
    total_fen,
)
from docaudit.checks.phrases import shortened
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, document_place, field_places, money_finding, sure
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import Likeness, is_clearing_account, match_names, same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key, fold, similarity, without_private_mark

_NO_INVOICE = frozenset({Use.OPERATING, Use.LOAN_REPAYMENT, Use.CASH, Use.IDLE, Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
"""Uses for which nobody issues an invoice."""


@check("invoice.buyer_mismatch", severity=Severity.HIGH, basis=("invoice_measures",))
def buyer_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An invoice that is to prove the borrower's spending was issued to somebody else."""
    own = borrowers(case)
    if not own:
        return
    ids = _borrower_ids(case, own)
    excuse = letter(case, rule)
    for invoice in case.of(VatInvoice):
        buyer = without_private_mark(invoice.buyer_name.value)
        if not buyer or invoice.invoice_kind.value not in VAT or sure(invoice.buyer_name) < rule.threshold("unsure"):
            continue
        ocr = by_ocr(invoice)
        if any(same_party(invoice.seller_name.value, b, ocr) for b in own):
            continue  # the borrower's own sales
        if any(same_party(buyer, b, ocr) for b in own) or _same_id(invoice.buyer_tax_id.value, ids, ocr):
            continue
        if ocr and max(similarity(buyer, b, ocr) for b in own) >= 0.5 and not invoice.buyer_tax_id.value:
            continue  # a name half alike on a scan without a tax id is a reading error more often than another firm
        if fold(buyer) in ("个人", "个人(个人)") or _household(case, buyer):
            continue
        closest = max((match_names(buyer, b, ocr) for b in sorted(own)), key=lambda m: m.score)
        likely = closest.likeness is Likeness.LIKELY
        told = {
            **facts(invoice),
            "buyer": buyer,
            "tax_id": invoice.buyer_tax_id.value,
            "borrower": case.parties.borrower or sorted(own)[0],
            "likely": say(rule.name, "likely", reason=Told(closest.text(), closest.text("en")))
            if likely
            else Told("", ""),
            "letter": _excused(rule, excuse.title.value) if excuse else Told("", ""),
        }
        yield money_finding(
            case,
            rule,
            loan_of(case),
            severity=rule.lowered(int(rule.threshold("letter_steps")) if excuse else 0),
            confidence=(0.7 if likely else 0.95) * sure(invoice.buyer_name),
            title=say(rule.name, "title", **told),
            explanation=say(rule.name, "explanation", **told),
            amount=invoice.total.value,
            places=[
                *field_places(invoice, invoice.buyer_name, invoice.buyer_tax_id),
                *((document_place(excuse),) if excuse else ()),
            ],
            documents=[invoice],
        )


def _excused(rule: Rule, title: str | None) -> Told:
    return say(rule.name, "letter", title=title)


def _borrower_ids(case: CaseFile, names: set[str]) -> set[str]:
    found = {c.borrower_id.value for c in case.of(LoanContract)}
    found |= {
        b.credit_code.value
        for b in case.of(BusinessLicense)
        if any(same_party(b.name.value, n, by_ocr(b)) for n in names)
    }
    return {fold(i) for i in found if i}


def _same_id(tax_id: str | None, ids: set[str], ocr: bool) -> bool:
    one = fold(tax_id)
    if not one:
        return False
    if one in ids:
        return True
    # One or two wrong glyphs of a scan still are the borrower's number; another firm's differs in many.
    return ocr and any(len(i) == len(one) and sum(a != b for a, b in zip(one, i, strict=True)) <= 2 for i in ids)


def _household(case: CaseFile, buyer: str) -> bool:
    """Say whether the buyer of a personal loan's invoice is close family or the borrower's own firm."""
    if not all(loan.loan_kind.startswith("personal") for loan in case.loans) or not case.loans:
        return False
    relation = case.parties.related.get(core_key(buyer))
    return relation is not None and relation.strength >= 0.9


@check("invoice.seller_mismatch", severity=Severity.HIGH, basis=("invoice_measures",))
def seller_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The invoice for a payment was issued by another party than the one that was paid.

    Told by the sum: a seller who was paid nothing at all has issued what another payee got, who issued nothing.
    """
    paid = payments(case)
    excuse = letter(case, rule)
    orphans: dict[str, list[VatInvoice]] = defaultdict(list)
    sellers: list[tuple[str | None, bool]] = []
    for invoice in purchases(case):
        fen = total_fen(invoice)
        sellers.append((invoice.seller_name.value, by_ocr(invoice)))
        if not invoice.seller_name.value or not fen or fen <= 0 or invoice.is_void:
            continue
        if invoice.invoice_kind.value in VAT and sure(invoice.seller_name) >= rule.threshold("unsure"):
            orphans[core_key(invoice.seller_name.value)].append(invoice)
    taken: set[str] = set()
    for invoices in orphans.values():
        first = invoices[0]
        if paid_to(paid, first.seller_name.value, ocr=by_ocr(first)):
            continue
        for some in ([i] for i in invoices) if len(invoices) == 1 else (invoices, *([i] for i in invoices)):
            row = _payee_of(rule, some, paid, sellers, taken)
            if row is not None:
                taken.add(row.row.id)
                if not _named_in_contract(case, first, row):
                    yield _seller_mismatch(case, rule, some, row, excuse.title.value if excuse else None)
                break


def _payee_of(
    rule: Rule,
    invoices: Sequence[VatInvoice],
    paid: Sequence[Paid],
    sellers: Sequence[tuple[str | None, bool]],
    taken: set[str],
) -> Paid | None:
    """Return the payment of just the invoices' sum to somebody who issued no invoice and whom none proves."""
    whole = sum(total_fen(i) or 0 for i in invoices)
    room = max(int(rule.fen("tolerance")), 0)
    seller, ocr = invoices[0].seller_name.value, by_ocr(invoices[0])
    for p in around(paid, invoices[0].issue_date.value):
        name = p.row.transaction.counterparty_name
        if p.row.id in taken or abs(p.fen - whole) > room or not name or is_clearing_account(name):
            continue
        if p.uses & _NO_INVOICE or p.covered_fen > room or p.row.use in _NO_INVOICE:
            continue
        if match_names(name, seller, ocr).likeness is not Likeness.DIFFERENT:
            continue  # likely the same, only written otherwise
        if any(same_party(name, other, scanned) for other, scanned in sellers):
            continue  # the payee's own invoices are there; which is for which is the matching's affair
        return p
    return None


def _named_in_contract(case: CaseFile, invoice: VatInvoice, paid: Paid) -> bool:
    """Say whether a contract with the seller itself names the payee, as the one to be paid."""
    name = core_key(paid.row.transaction.counterparty_name)
    return any(name and name in core_key(c.payment_terms.value) for c in contracts_with(case, invoice))


def _seller_mismatch(
    case: CaseFile, rule: Rule, invoices: Sequence[VatInvoice], paid: Paid, excuse: str | None
) -> Finding:
    first = invoices[0]
    whole = sum(total_fen(i) or 0 for i in invoices)
    round_sum = whole % rule.fen("round") == 0
    told = {
        **facts(first),
        "payee": paid.row.transaction.counterparty_name,
        "row": rows_told([paid]),
        "invoices": shortened([named(i) for i in invoices]),
        "whole": Money(whole),
        "letter": _excused(rule, excuse) if excuse else Told("", ""),
    }
    steps = (0 if paid.carries_loan else 1) + (int(rule.threshold("letter_steps")) if excuse else 0)
    return money_finding(
        case,
        rule,
        loan_of(case, [paid]),
        severity=rule.lowered(steps),
        confidence=(0.7 if round_sum else 0.85) * sure(*(i.seller_name for i in invoices)),
        title=say(rule.name, "title", **told),
        explanation=say(rule.name, "explanation", **told),
        rows=[paid.row],
        amount=Money(whole),
        places=[p for i in invoices for p in field_places(i, i.seller_name, i.total)],
        documents=list(invoices),
    )
