"""What of a case others may share: purchase invoices, its borrower, accounts and loans, whom its loan money paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docaudit.checks.words import document_subject, field_places, row_subject
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import is_clearing_account, same_party
from docaudit.records.case import CaseFile
from docaudit.records.flows import TracedPayment
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import Owner, Use
from docaudit.records.names import core_key, fold
from docaudit.records.neighbours import ACCOUNT, BORROWER, INVOICE, LOAN, PAYEE, Holder, Sighting
from docaudit.records.pages import TextSource

_UNNAMED_LOAN = re.compile(r"L\d+")
"""The id of a loan whose contract number was not read: any case may have one."""
_FULL_ACCOUNT = 10
"""Digits from which an account number is one account's."""
_FOR_ANOTHER = re.compile(r"代(?:为)?(?P<who>[\u4e00-\u9fff()（）·]{2,30}?)(?:归还|偿还|还款|还贷|还本|付息|清偿)")
_LOAN_NUMBER = re.compile(
    r"[(（〔\[]?20\d\d[)）〕\]]?年?[^\s,，;；]{0,20}?字第?\d+号?|(?<![A-Za-z0-9])[A-Za-z]{1,8}[A-Za-z0-9-]*\d{4,}[\d-]*"
)
"""Numbers of contracts as remarks quote them: with the year and 字第, or letters and digits."""
_ORDINARY = frozenset({Use.OPERATING, Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT})
"""Uses in which to meet another borrower is no sign: all pay their taxes to one account."""


def sightings(case: CaseFile) -> tuple[Sighting, ...]:
    """Return what other cases may share with this one, each once, in the order of its papers."""
    holder = Holder(
        case=case.name,
        borrower=case.parties.borrower,
        loans=tuple((loan.id, loan.loan_kind) for loan in case.loans),
    )
    return tuple(dict.fromkeys((*_invoices(case, holder), *_itself(case, holder), *_payees(case, holder))))


def same_case(one: Holder, other: Holder) -> bool:
    """Say whether two files are of one loan of one borrower: a copy, or a supplement handed in apart."""
    shared = {loan_key(loan) for loan, _ in one.loans} & {loan_key(loan) for loan, _ in other.loans} - {None}
    return bool(shared) and (None in (one.borrower, other.borrower) or same_party(one.borrower, other.borrower))


def loan_key(number: str | None) -> str | None:
    """Return what a loan is found by, None where its number is none of its own."""
    text = re.sub(r"[^\w]", "", fold(number))
    return f"loan:{text}" if len(text) >= 6 and not _UNNAMED_LOAN.fullmatch(text) else None


def party_key(name: str | None) -> str | None:
    """Return what a party is found by, None where the name is masked or too short."""
    core = core_key(name)
    return f"party:{core}" if len(core) >= 2 and "*" not in core else None


def account_key(number: str | None) -> str | None:
    """Return what an account is found by, None where its number is short or masked."""
    digits = account_digits(number)
    return f"account:{digits}" if len(digits) >= _FULL_ACCOUNT and "*" not in digits else None


def _invoices(case: CaseFile, holder: Holder) -> Iterator[Sighting]:
    """Yield the invoices that are to prove a purchase; of copies the one that was read best."""
    own = {*case.parties.borrower_names, *([case.parties.borrower] if case.parties.borrower else [])}
    used = {p.document: p for p in case.papers}
    best: dict[tuple[str, str], VatInvoice] = {}
    proved: dict[tuple[str, str], int] = {}
    loans: dict[tuple[str, str], str | None] = {}
    of_row = {p.row.id: t.loan for t in case.traces for p in t.payments}
    for invoice in case.of(VatInvoice):
        key, total = invoice.key, invoice.total.value
        scanned = invoice.text_source in (TextSource.OCR, TextSource.MIXED)
        if key is None or not (key[0] or len(key[1]) == 20) or (total is not None and total.fen < 0):
            continue
        if scanned and invoice.invoice_number.confidence < 0.9:
            continue  # one misread digit is another invoice
        if any(same_party(invoice.seller_name.value, name, scanned) for name in own):
            continue
        paper = used.get(invoice.id)
        if paper is not None:
            proved[key] = proved.get(key, 0) + paper.used_fen + paper.own_fen
            loans.setdefault(key, next((of_row[row] for row, _ in paper.payments if row in of_row), None))
        if key not in best or not scanned:
            best.setdefault(key, invoice)
    for key, invoice in best.items():
        total = invoice.total.value
        yield Sighting(
            holder=holder,
            what=INVOICE,
            keys=(f"invoice:{key[0]}|{key[1]}",),
            name=invoice.seller_name.value,
            place=field_places(invoice, invoice.invoice_number)[0],
            subject=document_subject(invoice),
            number=invoice.invoice_number.value,
            kind=invoice.invoice_kind.value,
            date=invoice.issue_date.value,
            fen=total.fen if total is not None else 0,
            used_fen=proved.get(key, 0),
            loan=loans.get(key) or (holder.loans[0][0] if len(holder.loans) == 1 else None),
        )


def _itself(case: CaseFile, holder: Holder) -> Iterator[Sighting]:
    """Yield the borrower under its names, its accounts and its loans."""
    names = sorted({n for n in (case.parties.borrower, *case.parties.borrower_names) if n})
    accounts = {
        key: name
        for digits, (name, owner) in sorted(case.parties.accounts.items())
        if owner is Owner.BORROWER and (key := account_key(digits))
    }
    for name in names:
        if key := party_key(name):
            yield Sighting(holder=holder, what=BORROWER, keys=(key,), name=name, number=",".join(accounts) or None)
    for key, held_by in accounts.items():
        yield Sighting(holder=holder, what=ACCOUNT, keys=(key,), name=held_by or case.parties.borrower)
    for loan in case.loans:
        if key := loan_key(loan.id):
            yield Sighting(holder=holder, what=LOAN, keys=(key,), name=case.parties.borrower, loan=loan.id)


def _payees(case: CaseFile, holder: Holder) -> Iterator[Sighting]:
    """Yield the payments that loan money can have been in, found by payee, account, and whose debt they say to pay."""
    for trace in case.traces:
        for payment in trace.payments:
            paid = payment.row.transaction
            if payment.max_fen <= 0 or payment.use in _ORDINARY or is_clearing_account(paid.counterparty_name or ""):
                continue
            keys = [party_key(paid.counterparty_name), account_key(paid.counterparty_account), *_debts(payment)]
            found = tuple(dict.fromkeys(k for k in keys if k))
            if found:
                yield Sighting(
                    holder=holder,
                    what=PAYEE,
                    keys=found,
                    name=paid.counterparty_name,
                    place=paid.place,
                    subject=row_subject(payment.row),
                    date=paid.date,
                    fen=payment.loan_fen,
                    least_fen=payment.min_fen,
                    most_fen=payment.max_fen,
                    used_fen=payment.loan_fen - payment.uncovered_fen,
                    loan=trace.loan,
                )


def _debts(payment: TracedPayment) -> Iterator[str | None]:
    """Yield the keys of the borrower or the loan whose debt the remark says that the payment pays."""
    text = payment.row.transaction.text
    for found in _FOR_ANOTHER.finditer(text):
        yield party_key(found["who"])
    for found in _LOAN_NUMBER.finditer(text):
        yield loan_key(found[0])
