"""Turns bank statements into accounts with their rows in book order, each row once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.knowledge import same_party
from docaudit.records.document import evidence_of
from docaudit.records.evidence import Box, Evidence
from docaudit.records.flows import Place, Transaction
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.names import fold


@dataclass(slots=True)
class Book:
    """One account's rows in book order, joined from all its statements.

    `opening_fen` None: no statement says what stood there before the first row.
    """

    number: str | None
    name: str | None
    bank: str | None
    currency: str
    rows: list[Transaction] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    opening_fen: int | None = None
    chained: bool = False
    period_start: dt.date | None = None
    period_end: dt.date | None = None

    @property
    def key(self) -> str:
        """The account's key in the ledger."""
        digits = account_digits(self.number) or self.documents[0]
        # One number can hold several currencies: one ledger per currency (flows.md 1.10).
        return digits if self.currency == "CNY" else f"{digits}/{self.currency}"


def read_books(statements: Iterable[BankStatement]) -> list[Book]:
    """Return one book per account; rows that several statements show stand once."""
    books: list[Book] = []
    for book in sorted((_book(s) for s in statements), key=lambda b: b.rows[0].date if b.rows else dt.date.max):
        known = next((b for b in books if _same_account(b, book)), None)
        if known is None:
            books.append(book)
        else:
            _join(known, book)
    for book in books:
        key = book.key
        book.rows = [replace(row, account=key) for row in book.rows]
    return books


def _book(statement: BankStatement) -> Book:
    rows = _in_book_order(statement)
    first = rows[0] if rows else None
    opening = statement.opening_balance.value.fen if statement.opening_balance.value else None
    if first is not None and first.balance_fen is not None:
        opening = first.balance_fen - first.amount_fen
    days = [r.date for r in rows]
    return Book(
        number=statement.account_number.value,
        name=statement.account_name.value,
        bank=statement.bank.value,
        currency=statement.currency.value or "CNY",
        rows=rows,
        documents=[statement.id],
        opening_fen=opening,
        chained=_chains(rows),
        period_start=statement.period_start.value or min(days, default=None),
        period_end=statement.period_end.value or max(days, default=None),
    )


def _chains(rows: Sequence[Transaction]) -> bool:
    """Say whether the running balances prove the order: most neighbours follow from each other (flows.md 1.4)."""
    pairs, hits = _links(rows)
    return len(rows) == 1 or (pairs > 0 and hits * 2 >= pairs and pairs * 2 >= len(rows) - 1)


def _links(rows: Sequence[Transaction]) -> tuple[int, int]:
    pairs = hits = 0
    for before, row in pairwise(rows):
        if before.balance_fen is not None and row.balance_fen is not None:
            pairs += 1
            hits += before.balance_fen + row.amount_fen == row.balance_fen
    return pairs, hits


def _in_book_order(statement: BankStatement) -> list[Transaction]:
    """Return the rows in the direction in which the balances chain; without balances, in that of the dates."""
    printed = _transactions(statement)
    if len(printed) < 2:
        return printed
    opening = statement.opening_balance.value.fen if statement.opening_balance.value else None

    def score(rows: list[Transaction]) -> tuple[int, int, int]:
        starts = opening is not None and rows[0].balance_fen == opening + rows[0].amount_fen
        forwards = sum((a.date <= b.date) - (a.date > b.date) for a, b in pairwise(rows))
        return _links(rows)[1], int(starts), forwards

    # Some banks print days downwards but the rows of a day upwards, or the reverse.
    days = [list(group) for _, group in groupby(printed, key=lambda r: r.date)]
    within = [row for day in days for row in reversed(day)]
    return max((printed, printed[::-1], within, within[::-1]), key=score)


def _transactions(statement: BankStatement) -> list[Transaction]:
    result: list[Transaction] = []
    dates = [row.time.value for row in statement.transactions]
    fallback = next((d.date() for d in dates if d), statement.period_start.value)
    for index, row in enumerate(statement.transactions, start=1):
        time = row.time.value
        day = time.date() if time else (result[-1].date if result else fallback)
        if row.amount.value is None or day is None:
            continue
        result.append(_transaction(statement, row, index, day))
    return result


def _transaction(statement: BankStatement, row: TransactionRow, index: int, day: dt.date) -> Transaction:
    amount = row.amount.value
    confidence = min(row.amount.confidence, row.time.confidence if row.time.value else 0.5)
    return Transaction(
        id=f"{statement.id}#{index}",
        index=index,
        account="",
        date=day,
        amount_fen=amount.fen if amount else 0,
        place=Place(document=statement.id, source=statement.source, evidence=_row_evidence(row)),
        time=row.time.value,
        balance_fen=row.balance.value.fen if row.balance.value is not None else None,
        counterparty_name=row.counterparty_name.value or None,
        counterparty_account=row.counterparty_account.value or None,
        counterparty_bank=row.counterparty_bank.value or None,
        summary=row.summary.value or None,
        remark=row.remark.value or None,
        reference=row.reference.value or None,
        confidence=confidence,
    )


def _row_evidence(row: TransactionRow) -> Evidence:
    """Return the place of the whole row: the box round its cells on the amount's page, or its row of the sheet."""
    places = evidence_of(
        row.time, row.amount, row.balance, row.counterparty_name, row.counterparty_account, row.summary, row.remark
    )
    text = " ".join(p.text for p in places)
    here = row.amount.evidence or next(iter(places), None)
    if here is None:
        return Evidence(text=text)
    boxes = [p.box for p in places if p.box is not None and p.page == here.page]
    return Evidence(
        text=text,
        page=here.page,
        box=Box.union(boxes) if boxes else None,
        sheet=here.sheet,
        row=here.row,
    )


def _same_account(a: Book, b: Book) -> bool:
    if a.currency != b.currency:
        return False
    if account_digits(a.number) and account_digits(b.number):
        if not accounts_match(a.number, b.number):
            return False
        masked = "*" in account_digits(a.number) + account_digits(b.number)
        return not masked or not (a.name and b.name) or same_party(a.name, b.name)
    if account_digits(a.number) or account_digits(b.number) or not (a.name and b.name):
        return False
    if not same_party(a.name, b.name) or fold(a.bank) != fold(b.bank):
        return False
    # Without numbers only the balances can say that one statement goes on where the other ended.
    last = a.rows[-1].balance_fen if a.rows else None
    shared = {_row_key(r) for r in a.rows} & {_row_key(r) for r in b.rows}
    return bool(shared) or last == b.opening_fen


def _row_key(row: Transaction) -> tuple[object, ...]:
    if row.balance_fen is not None:
        return (row.date, row.amount_fen, row.balance_fen)
    return (row.date, row.time, row.amount_fen, fold(row.counterparty_name), fold(row.reference))


def _join(known: Book, book: Book) -> None:
    """Add the rows of `book` that `known` does not show yet; equal rows within one statement are different rows."""
    seen = Counter(_row_key(r) for r in known.rows)
    fresh: list[Transaction] = []
    for row in book.rows:
        key = _row_key(row)
        if seen[key] > 0:
            seen[key] -= 1
        else:
            fresh.append(row)
    if known.opening_fen is None and not known.rows:
        known.opening_fen = book.opening_fen
    before = _splice(known.rows, fresh)
    known.chained = _chains(before) if len(before) > 1 else known.chained or book.chained
    known.rows = before
    known.documents += book.documents
    known.name = known.name or book.name
    known.bank = known.bank or book.bank
    if "*" in account_digits(known.number) or not account_digits(known.number):
        known.number = book.number or known.number
    known.period_start = min((d for d in (known.period_start, book.period_start) if d), default=None)
    known.period_end = max((d for d in (known.period_end, book.period_end) if d), default=None)


def _splice(rows: list[Transaction], fresh: list[Transaction]) -> list[Transaction]:
    """Merge by date; on a shared day the order in which the balances chain better."""
    one = sorted(rows + fresh, key=lambda r: r.date)
    other = sorted(fresh + rows, key=lambda r: r.date)
    return max((one, other), key=lambda r: _links(r)[1])
