"""Finds the rows of disbursements that a person names by day and amount, where no paper of the loan does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from docaudit.documents.bank_statement import BankStatement
from docaudit.errors import InputError
from docaudit.knowledge import bank_of, same_party
from docaudit.records.flows import Account, LedgerRow, StatedDisbursement, Transaction
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import RowKind
from docaudit.records.money import Money
from docaudit.tracing.disbursements import says_disbursement
from docaudit.tracing.statements import Book, read_books

LEAST_DIGITS = 4
"""Last digits of an account number that suffice to name it, as bank cards are named."""
NEAREST = 3
"""Rows that are shown where none is the one that was named."""


def find_stated(
    statements: Iterable[BankStatement], stated: Sequence[StatedDisbursement]
) -> list[tuple[Book, Transaction]]:
    """Return the account and the row of each stated disbursement.

    Raises:
        InputError: a disbursement is no row, or could be rows of several accounts; the message names the rows nearest
            to it, or the accounts.
    """
    books = {book.key: book for book in read_books(statements)}
    rows = [row for book in books.values() for row in book.rows]
    found = _find(rows, {key: (book.number, book.name) for key, book in books.items()}, stated)
    return [(books[row.account], row) for row in found]


def mark_stated(rows: dict[str, LedgerRow], accounts: Sequence[Account], stated: Sequence[StatedDisbursement]) -> None:
    """Mark the rows of the stated disbursements, in place.

    Raises:
        InputError: as `find_stated`.
    """
    known = {a.key: (a.number, a.name) for a in accounts}
    for wanted, found in zip(stated, _find([r.transaction for r in rows.values()], known, stated), strict=True):
        rows[found.id] = replace(rows[found.id], kind=RowKind.DISBURSEMENT, loan=wanted.loan)


def _find(
    rows: Iterable[Transaction],
    accounts: Mapping[str, tuple[str | None, str | None]],
    stated: Sequence[StatedDisbursement],
) -> list[Transaction]:
    """Return one row for each stated disbursement; `accounts` are number and holder by key."""
    known = list(rows)
    money_in = [row for row in known if row.amount_fen > 0]
    if not money_in:
        raise InputError(f"{_files(known)}: no money came in; give the statement of the account that got the loan")
    taken: set[str] = set()
    result = []
    for wanted in stated:
        here = [r for r in money_in if _is_account(wanted.account, accounts[r.account][0])]
        if not here:
            raise InputError(_no_account(wanted, accounts))
        same = [r for r in here if (r.date, r.amount_fen) == (wanted.date, wanted.amount_fen) and r.id not in taken]
        if not same:
            raise InputError(_no_row(wanted, here))
        best = max(_likeness(r, accounts) for r in same)
        likely = [r for r in same if _likeness(r, accounts) == best]
        if len({r.account for r in likely}) > 1:
            raise InputError(_several(wanted, likely, accounts))
        taken.add(likely[0].id)
        result.append(likely[0])
    return result


def _is_account(wanted: str | None, number: str | None) -> bool:
    """Say whether the account is the one that was named, by its number or its last digits; all are where none was."""
    if wanted is None:
        return True
    digits, own = account_digits(wanted), account_digits(number)
    return accounts_match(wanted, number) or (len(digits) >= LEAST_DIGITS and own.endswith(digits))


def _likeness(row: Transaction, accounts: Mapping[str, tuple[str | None, str | None]]) -> int:
    """Rank a row: its words name a disbursement; a bank or nobody paid it; anybody; the holder's own transfer."""
    if says_disbursement(LedgerRow(transaction=row, kind=RowKind.IN)):
        return 3
    if not row.counterparty_name or bank_of(row.counterparty_name) is not None:
        return 2
    own = any(same_party(row.counterparty_name, name) for _, name in accounts.values() if name)
    return 0 if own else 1


def _no_row(wanted: StatedDisbursement, rows: Sequence[Transaction]) -> str:
    asked = f"{wanted.date}:{Money(wanted.amount_fen)}"

    def distance(row: Transaction) -> float:
        # A day apart counts as much as a hundredth of the amount.
        return abs((row.date - wanted.date).days) / 100 + abs(row.amount_fen - wanted.amount_fen) / wanted.amount_fen

    nearest = "; ".join(_shown(row) for row in sorted(rows, key=distance)[:NEAREST])
    said = f"no money came in on {wanted.date} over {Money(wanted.amount_fen).shown()}"
    return f"{_files(rows)}: {said}; nearest: {nearest}; correct --disbursement {asked}"


def _no_account(wanted: StatedDisbursement, accounts: Mapping[str, tuple[str | None, str | None]]) -> str:
    known = ", ".join(number or "(no number)" for number, _ in accounts.values())
    asked = f"{wanted.date}:{Money(wanted.amount_fen)}:{wanted.account}"
    said = f"no statement of account {wanted.account} with money coming in"
    return f"--disbursement {asked}: {said}; accounts read: {known or 'none'}"


def _several(
    wanted: StatedDisbursement, rows: Sequence[Transaction], accounts: Mapping[str, tuple[str | None, str | None]]
) -> str:
    asked = f"{wanted.date}:{Money(wanted.amount_fen)}"
    numbers = [accounts[key][0] or "(no number)" for key in dict.fromkeys(row.account for row in rows)]
    places = "; ".join(_shown(row) for row in rows[:NEAREST])
    return f"--disbursement {asked}: could be a row of accounts {', '.join(numbers)} ({places}); add :ACCOUNT"


def _files(rows: Iterable[Transaction]) -> str:
    sources = list(dict.fromkeys(row.place.source for row in rows))
    return ", ".join(sources[:3]) + (f" and {len(sources) - 3} more" if len(sources) > 3 else "")


def _shown(row: Transaction) -> str:
    at = row.place.evidence
    where = f"row {at.row}" if at.row is not None else f"p.{at.page}" if at.page is not None else f"no. {row.index}"
    words = " ".join(filter(None, (row.counterparty_name, row.summary)))
    return f"{row.date} {Money(row.amount_fen).shown()} {words} ({row.place.source} {where})"
