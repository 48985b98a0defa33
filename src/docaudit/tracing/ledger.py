"""Builds the ledger of a case: accounts and rows from statements, and what each row is to the tracer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFacts
from docaudit.records.document import Document
from docaudit.records.flows import Account, Ledger, LedgerRow, Loan, Parties, StatedDisbursement, Transaction
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind
from docaudit.tracing.disbursements import mark_disbursements, paid_directly, says_disbursement
from docaudit.tracing.linking import link_dark, link_refunds, link_transfers, pin_entrusted
from docaudit.tracing.payees import name_payees
from docaudit.tracing.releases import link_releases
from docaudit.tracing.stated import mark_stated
from docaudit.tracing.statements import Book, read_books


def build_ledger(
    documents: Sequence[Document],
    loans: Sequence[Loan],
    parties: Parties,
    facts: CaseFacts,
    as_of: dt.date,
    *,
    stated: Sequence[StatedDisbursement] = (),
) -> tuple[Ledger, tuple[Loan, ...]]:
    """Return the ledger of all statements up to `as_of`, and the loans with the rows of their disbursements.

    A case without any paper of a loan, whose statements show a disbursement in so many words, gets a loan for it. Where
    a person has `stated` the disbursements, they are those and no others.

    Raises:
        InputError: a stated disbursement is no row.
    """
    books = read_books(d for d in documents if isinstance(d, BankStatement))
    accounts = _distinct([_account(book, parties, facts) for book in books])
    rows: dict[str, LedgerRow] = {}
    for transaction in _in_order(books):
        if transaction.date <= as_of and transaction.amount_fen:
            kind = RowKind.IN if transaction.amount_fen > 0 else RowKind.OUT
            rows[transaction.id] = LedgerRow(transaction=transaction, kind=kind)
    own = {a.key for a in accounts if a.owner is Owner.BORROWER}
    name_payees(rows, accounts, documents, parties)
    known = tuple(loans) or _from_statements(rows, own, parties)
    if stated:
        mark_stated(rows, accounts, stated)
    else:
        mark_disbursements(rows, own, documents, known, parties)
    link_refunds(rows)
    link_transfers(rows, accounts, parties)
    link_releases(rows, accounts, parties)
    accounts += link_dark(rows, accounts, parties)
    pin_entrusted(rows, [d for d in documents if isinstance(d, EntrustedPaymentOrder)])
    direct, direct_rows = paid_directly(rows, documents, known, parties, as_of)
    ordered = list(rows.values())
    for row in direct_rows:
        later = (i for i, r in enumerate(ordered) if r.transaction.date > row.transaction.date)
        ordered.insert(next(later, len(ordered)), row)
    drawn: dict[str, list[str]] = {}
    for row in ordered:
        if row.kind is RowKind.DISBURSEMENT and row.loan:
            drawn.setdefault(row.loan, []).append(row.id)
    ledger = Ledger(accounts=(*accounts, *direct), rows=tuple(ordered))
    return ledger, tuple(replace(loan, disbursements=tuple(drawn.get(loan.id, ()))) for loan in known)


def _in_order(books: Sequence[Book]) -> list[Transaction]:
    """Return all rows by date; a misread date never moves a row out of the book order of its account."""
    keyed: list[tuple[dt.date, Transaction]] = []
    for book in books:
        latest = dt.date.min
        for row in book.rows:
            latest = max(latest, row.date)
            keyed.append((latest, row))
    return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]


def _account(book: Book, parties: Parties, facts: CaseFacts) -> Account:
    balances = [r.balance_fen for r in book.rows if r.balance_fen is not None]
    opening = book.opening_fen or 0
    return Account(
        key=book.key,
        number=book.number,
        name=book.name,
        bank=book.bank,
        owner=_owner(book, parties, facts),
        currency=book.currency,
        opening_fen=opening,
        # A printed balance below zero is an overdraft that the bank allowed.
        overdraft=book.chained and min([opening, *balances]) < 0,
        opening_known=book.opening_fen is not None,
        balances_prove_order=book.chained,
        period_start=book.period_start,
        period_end=book.period_end,
        documents=tuple(book.documents),
    )


def _owner(book: Book, parties: Parties, facts: CaseFacts) -> Owner:
    for number, _, owner in facts.accounts:
        if accounts_match(number, book.number):
            return Owner(owner)
    digits = account_digits(book.number)
    if digits in parties.accounts:
        return parties.accounts[digits][1]
    if not book.name or not parties.borrower_names:
        return Owner.BORROWER
    if any(same_party(book.name, own) for own in parties.borrower_names):
        return Owner.BORROWER
    return Owner.RELATED if any(same_party(book.name, name) for name in parties.related) else Owner.COUNTERPARTY


def _distinct(accounts: list[Account]) -> list[Account]:
    """Keep one account per key; statements of one number in two currencies share it and the first stays."""
    result: dict[str, Account] = {}
    for account in accounts:
        result.setdefault(account.key, account)
    return list(result.values())


def _from_statements(rows: dict[str, LedgerRow], own: set[str], parties: Parties) -> tuple[Loan, ...]:
    drawn = [r for r in rows.values() if r.kind is RowKind.IN and r.transaction.account in own and says_disbursement(r)]
    # 借款 alone may be a friend's money; the plain words of a bank's disbursement are needed where no paper helps.
    plain = [r for r in drawn if any(word in r.transaction.text for word in ("放款", "贷款发放", "发放贷款"))]
    if not plain:
        return ()
    total = sum(r.transaction.amount_fen for r in plain)
    start = min(r.transaction.date for r in plain)
    lender = next((r.transaction.counterparty_name for r in plain if r.transaction.counterparty_name), None)
    return (Loan(id="L1", borrower=parties.borrower, lender=lender, principal_fen=total, start_date=start),)
