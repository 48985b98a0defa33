"""Writes a ledger in the case form of the tracer (flows.md, section 0)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from docaudit.records.flows import Account, Ledger, LedgerRow
from docaudit.records.labels import Owner, RowKind
from docaudit.records.money import Money


def own_accounts(ledger: Ledger) -> dict[str, Account]:
    """Return the accounts of the network N1: the borrower's own, in yuan."""
    return {a.key: a for a in ledger.accounts if a.owner is Owner.BORROWER and a.currency == "CNY"}


def all_accounts(ledger: Ledger) -> dict[str, Account]:
    """Return the accounts of the network N2: all with a statement, and the borrower's own without, in yuan."""
    return {a.key: a for a in ledger.accounts if a.currency == "CNY"}


def rows_inside(ledger: Ledger, accounts: Mapping[str, Account], as_of: dt.date) -> list[LedgerRow]:
    """Return the rows of those accounts up to `as_of`, in the order of the ledger."""
    return [r for r in ledger.rows if r.transaction.account in accounts and r.transaction.date <= as_of]


def write_form(accounts: Mapping[str, Account], rows: list[dict[str, Any]], as_of: dt.date) -> dict[str, Any]:
    """Return the case form of accounts and rows already in its form."""
    return {
        "order": "row",
        "as_of": as_of.isoformat(),
        "accounts": [_account(a) for a in accounts.values()],
        "rows": rows,
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "id": account.key,
        "opening": str(Money(account.opening_fen)),
        "overdraft": account.overdraft,
        "dark": account.dark,
        "unlimited": not account.opening_known,
        "owner": "borrower" if account.owner is Owner.BORROWER else "counterparty",
        "order": "row" if account.balances_prove_order else "day",
    }


def write_row(
    row: LedgerRow, accounts: Mapping[str, Account], known: set[str], fen: int | None = None
) -> dict[str, Any]:
    """Return the row in the case form; a link that leads out of the network makes it plain money in or out."""
    paid = row.transaction
    kind = row.kind
    if kind is RowKind.TRANSFER_IN and row.link not in known and row.source_account not in accounts:
        kind = RowKind.IN
    if kind is RowKind.REFUND and row.link not in known:
        kind = RowKind.IN
    form: dict[str, Any] = {
        "id": row.id,
        "account": paid.account,
        "date": paid.date.isoformat(),
        "amount": str(Money(paid.amount_fen if fen is None else fen)),
        "kind": kind.value,
    }
    if kind is RowKind.DISBURSEMENT:
        form["loan"] = row.loan
    elif kind is RowKind.OUT:
        form |= {"use": row.use.value, "pin": row.pin if row.pin in known else None}
    elif kind is RowKind.TRANSFER:
        form["to"] = row.to if row.to in accounts else None
    elif kind is RowKind.REFUND:
        form["link"] = row.link
    elif kind is RowKind.TRANSFER_IN:
        form["link" if row.link in known else "from"] = row.link if row.link in known else row.source_account
    return form
