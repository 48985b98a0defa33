"""Names the payee behind a row that shows only the account through which the bank passed the money on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.transfer_slip import TransferSlip
from docaudit.knowledge import bank_of, is_clearing_account, same_party
from docaudit.records.document import Document
from docaudit.records.flows import Account, LedgerRow, Parties, Transaction
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind
from docaudit.records.names import fold

SLIP_DAYS = 1
"""Days a slip and its row may stand apart: a payment after closing time is booked on the next day."""
ORDER_DAYS = 5
"""Days within which an entrusted payment follows its order (2024 measures: five working days)."""

_ENTRUSTED = ("受托支付", "委托支付", "受托划款")


@dataclass(frozen=True, slots=True)
class _Named:
    """A paper that says to whom `fen` went between two days."""

    fen: int
    first_day: dt.date
    last_day: dt.date
    name: str
    account: str | None
    payer_account: str | None
    payer_name: str | None


def name_payees(
    rows: dict[str, LedgerRow], accounts: Sequence[Account], documents: Sequence[Document], parties: Parties
) -> None:
    """Give rows to a bank's transit account, or to nobody, the payee that a slip or an order proves, in place.

    A slip counts for every such row; an order only where the row names a transit account or says that it is an
    entrusted payment. Amount and day must agree, and exactly one paper and one row must fit each other.
    """
    own = {a.key: a for a in accounts if a.owner is Owner.BORROWER}
    hidden = {
        r.id: r
        for r in rows.values()
        if r.kind is RowKind.OUT and r.transaction.account in own and _hides_payee(r, own[r.transaction.account])
    }
    if not hidden:
        return
    shown: dict[int, list[Transaction]] = defaultdict(list)
    for r in rows.values():
        if r.kind is RowKind.OUT and r.id not in hidden:
            shown[-r.transaction.amount_fen].append(r.transaction)
    for papers in (_slips(documents), _orders(documents)):
        # A paper whose payee another row names already is that row's.
        free = [
            p
            for p in papers
            if not any(_in_time(p, t.date) and same_party(t.counterparty_name, p.name) for t in shown[p.fen])
        ]
        for row in list(hidden.values()):
            fits = [p for p in free if _fits(p, row, own[row.transaction.account], parties)]
            rivals = [r for r in hidden.values() if fits and _fits(fits[0], r, own[r.transaction.account], parties)]
            if len({(p.name, account_digits(p.account)) for p in fits}) == 1 and len(rivals) <= len(fits):
                paid = replace(row.transaction, counterparty_name=fits[0].name, counterparty_account=fits[0].account)
                rows[row.id] = replace(row, transaction=paid)
                del hidden[row.id]
                free.remove(fits[0])


def _hides_payee(row: LedgerRow, account: Account) -> bool:
    paid = row.transaction
    name = paid.counterparty_name
    if not name:
        return not account_digits(paid.counterparty_account)
    entrusted = any(word in fold(paid.text) for word in _ENTRUSTED)
    own_bank = entrusted and (bank_of(name) is not None or same_party(name, account.name))
    return is_clearing_account(name) or own_bank


def _slips(documents: Sequence[Document]) -> Iterator[_Named]:
    for d in documents:
        if isinstance(d, TransferSlip) and d.amount.value and d.date.value and d.payee_name.value:
            slack = dt.timedelta(days=SLIP_DAYS)
            yield _Named(
                fen=d.amount.value.fen,
                first_day=d.date.value - slack,
                last_day=d.date.value + slack,
                name=d.payee_name.value,
                account=d.payee_account.value,
                payer_account=d.payer_account.value,
                payer_name=d.payer_name.value,
            )


def _orders(documents: Sequence[Document]) -> Iterator[_Named]:
    for d in documents:
        if isinstance(d, EntrustedPaymentOrder) and d.amount.value and d.date.value and d.payee_name.value:
            yield _Named(
                fen=d.amount.value.fen,
                first_day=d.date.value,
                last_day=d.date.value + dt.timedelta(days=ORDER_DAYS),
                name=d.payee_name.value,
                account=d.payee_account.value,
                payer_account=None,
                payer_name=d.borrower.value,
            )


def _in_time(paper: _Named, day: dt.date) -> bool:
    return paper.first_day <= day <= paper.last_day


def _fits(paper: _Named, row: LedgerRow, account: Account, parties: Parties) -> bool:
    paid = row.transaction
    if -paid.amount_fen != paper.fen or not _in_time(paper, paid.date) or is_clearing_account(paper.name):
        return False
    if any(same_party(paper.name, own) for own in parties.borrower_names):
        return False
    if account_digits(paper.payer_account) and account_digits(account.number):
        return accounts_match(paper.payer_account, account.number)
    if paper.payer_name and not any(same_party(paper.payer_name, own) for own in parties.borrower_names):
        return False
    # An order says what was to be paid: it needs a row that shows a transit account or says 受托支付.
    shown = bool(paid.counterparty_name) or any(word in fold(paid.text) for word in _ENTRUSTED)
    return paper.payer_account is not None or shown
