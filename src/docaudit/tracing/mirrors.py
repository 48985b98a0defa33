"""Joins the two sides of a payment that two statements show: a payee's receipt is the borrower's payment seen again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from docaudit.knowledge import bank_of, is_clearing_account, same_party
from docaudit.records.flows import Account, Ledger, LedgerRow, Parties, Transaction
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind
from docaudit.tracing.linking import ARRIVAL_DAYS, is_own_name, names_wallet
from docaudit.tracing.pairs import Pair, one_to_one

_ARRIVES = frozenset({RowKind.IN, RowKind.REFUND})


def link_mirrors(ledger: Ledger, parties: Parties) -> dict[str, str]:
    """Return the payments that arrive on another party's account with a statement: id of the receipt to the payment.

    Equal amounts, at most `ARRIVAL_DAYS` apart, names or account numbers agreeing on one side and contradicting each
    other on neither, one to one (flows.md 2.6, 1.8). Moves between the borrower's own accounts are linked before this.
    """
    accounts = {a.key: a for a in ledger.accounts if not a.dark and a.currency == "CNY"}
    if all(a.owner is Owner.BORROWER for a in accounts.values()):
        return {}
    rows = {r.id: r for r in ledger.rows if r.transaction.account in accounts}
    position = {row_id: i for i, row_id in enumerate(rows)}
    arrivals: dict[tuple[int, dt.date], list[LedgerRow]] = defaultdict(list)
    for row in rows.values():
        if row.kind in _ARRIVES:
            arrivals[row.transaction.amount_fen, row.transaction.date].append(row)
    candidates: list[Pair] = []
    for out in rows.values():
        if out.kind is not RowKind.OUT:
            continue
        a = accounts[out.transaction.account]
        for days in range(ARRIVAL_DAYS + 1):
            day = out.transaction.date + dt.timedelta(days=days)
            for row in arrivals.get((-out.transaction.amount_fen, day), ()):
                b = accounts[row.transaction.account]
                own = a.owner is Owner.BORROWER and b.owner is Owner.BORROWER
                # A refund that answers this very payment is its way back, not its arrival.
                if a is b or own or row.link == out.id:
                    continue
                if _agree(out.transaction, a, row.transaction, b, parties):
                    candidates.append(Pair(days, abs(position[out.id] - position[row.id]), out.id, row.id))
    fixed = [Pair(0, 0, r.link, r.id) for r in rows.values() if r.kind is RowKind.TRANSFER_IN and r.link in rows]
    return {pair.into: pair.out for pair in one_to_one(rows, candidates, fixed)}


def _agree(out: Transaction, a: Account, into: Transaction, b: Account, parties: Parties) -> bool:
    sides = (names_account(out, b, parties), names_account(into, a, parties))
    return False not in sides and True in sides


def names_account(row: Transaction, other: Account, parties: Parties) -> bool | None:
    """Say whether the row names that account or its owner as the other side.

    None where it names nobody, a channel (bank, wallet, clearing account) or a name in part only.
    """
    if account_digits(row.counterparty_account) and account_digits(other.number):
        if accounts_match(row.counterparty_account, other.number):
            return True
        if not _channel(row.counterparty_name):
            return False
    name = row.counterparty_name
    if not name or "*" in name or _channel(name) or not other.name:
        return None
    if other.owner is Owner.BORROWER and is_own_name(name, parties):
        return True
    return same_party(name, other.name)


def _channel(name: str | None) -> bool:
    return bool(name) and (bank_of(name) is not None or is_clearing_account(name) or names_wallet(name))
