"""Matching on columns: lists, NumPy arrays, data frames and Arrow tables in, columns out; no document is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from docaudit.matching.columns import Reader, Table
from docaudit.matching.evidence import proofs_of
from docaudit.matching.flow import Whole
from docaudit.matching.match import Group, Matching, match
from docaudit.matching.rows import ContractRow, Demand, InvoiceRow, ReceiptRow, Rules
from docaudit.records.identifiers import account_digits
from docaudit.records.names import fold

NOT_KNOWN = -1
"""Stands in a column of fen for what was not worked out."""


@dataclass(frozen=True, slots=True)
class MatchedTables:
    """What proves what, as columns (name to array or list); all amounts are int64 fen.

    Attributes:
        payments: `id`, `covered`, `uncovered`, and `least` and `most` that may be uncovered over all coverages of the
            same total (-1 where not worked out), in the order given.
        invoices: `id`, `provable` (the total less red invoices; 0 where void, a copy, or to another buyer), `used`,
            `rest`, in the order given.
        links: `payment`, `invoice` (None: paid in advance, the contract suffices), `contract`, `receipt`, `fen`.
        groups: payments and invoices between which something is lacking.
        missing: for want of which kind of paper how much of the total lacks.
    """

    payments: dict[str, list[str] | Whole]
    invoices: dict[str, list[str] | Whole]
    links: dict[str, list[str] | list[str | None] | Whole]
    groups: tuple[Group, ...]
    missing: dict[str, int]


def match_tables(
    payments: Table,
    invoices: Table,
    contracts: Table | None = None,
    receipts: Table | None = None,
    *,
    buyer: str | Iterable[str] = (),
    as_of: dt.date | None = None,
    rules: Rules | None = None,
    ranges: bool = True,
) -> MatchedTables:
    """Match payments with invoices and what stands behind them, most yuan first, then least cost (flows.md 4).

    An amount is in the column `amount` (yuan: text, whole, decimal or float) or `fen` (whole). Dates are dates or text.
    Columns in brackets may be left out; `id` is then the number of the row from 0.

    Args:
        payments: payee, date, amount, [id, payee_account, text, whole]; `whole` (yuan) is what was paid in all, where
            only `amount` of it asks for proof.
        invoices: seller, amount, [id, date, number, code, buyer, seller_account, reverses, void, scanned]; red ones
            have an amount below zero, `reverses` is the number of the invoice that one takes back.
        contracts: seller, [id, amount, number, signed, delivery, advance]; no amount is no limit, `advance` (yuan) is
            the share that its terms say is paid in advance. Without the table no contract is asked for.
        receipts: supplier, [id, amount, date]. Without the table, and without contracts, none is asked for.
        buyer: the name or names that invoices must be made out to; nothing: to anybody.
        as_of: which deliveries are due; the last day of a payment where it is None.
        rules: windows and costs that differ from flows.md.
        ranges: work out `least` and `most`.

    Raises:
        InputError: a column is missing or a value cannot be read; the message names table, column and row.
    """
    paid, billed = Reader("payments", payments), Reader("invoices", invoices)
    accounts = _accounts(billed)
    rows = _payments(paid, accounts)
    bills = _invoices(billed)
    names = [buyer] if isinstance(buyer, str) else list(buyer)
    proofs = proofs_of(bills, names, rules=rules)
    found = match(
        rows,
        proofs,
        None if contracts is None else _contracts(Reader("contracts", contracts)),
        None if receipts is None else _receipts(Reader("receipts", receipts)),
        as_of=as_of or max((row.date for row in rows), default=dt.date.max),
        rules=rules,
        ranges=ranges,
    )
    return _told(rows, bills, {p.id: p.fen for p in proofs}, found)


def _told(
    rows: Sequence[Demand], bills: Sequence[InvoiceRow], provable: Mapping[str, int], found: Matching
) -> MatchedTables:
    asked = np.array([max(0, row.fen) for row in rows], np.int64)
    covered = np.array([found.covered.get(row.row, 0) for row in rows], np.int64)
    # A payment that asks for nothing lacks nothing.
    bounds = [found.ranges.get(r.row, (NOT_KNOWN,) * 2 if r.row in found.covered else (0, 0)) for r in rows]
    room = np.array([provable.get(bill.id, 0) for bill in bills], np.int64)
    used = np.array([found.used.get(bill.id, 0) for bill in bills], np.int64)
    return MatchedTables(
        payments={
            "id": [row.row for row in rows],
            "covered": covered,
            "uncovered": asked - covered,
            "least": np.array([least for least, _ in bounds], np.int64),
            "most": np.array([most for _, most in bounds], np.int64),
        },
        invoices={"id": [bill.id for bill in bills], "provable": room, "used": used, "rest": room - used},
        links={
            "payment": [chain.payment for chain in found.chains],
            "invoice": [chain.invoice for chain in found.chains],
            "contract": [chain.contract for chain in found.chains],
            "receipt": [chain.receipt for chain in found.chains],
            "fen": np.array([chain.fen for chain in found.chains], np.int64),
        },
        groups=found.groups,
        missing=found.missing,
    )


def _payments(table: Reader, accounts: Mapping[str, str]) -> list[Demand]:
    known = [accounts.get(account_digits(a)) for a in table.text("payee_account")]
    whole = table.fen("whole", "") if "whole" in table.columns else [None] * table.size
    columns = zip(
        table.ids(), table.text("payee", needed=True), table.dates("date", needed=True), table.fen(),
        table.text("text"), known, whole, strict=True,
    )  # fmt: skip
    return [
        Demand(
            row=name,
            payee_name=payee,
            payee_account=None,
            fen=fen or 0,
            date=day or dt.date.max,
            text=text or "",
            whole_fen=paid,
            also_named=(alias,) if alias else (),
        )
        for name, payee, day, fen, text, alias, paid in columns
    ]


def _invoices(table: Reader) -> list[InvoiceRow]:
    columns = zip(
        table.ids(), table.text("seller", needed=True), table.fen(), table.dates("date"), table.text("code"),
        table.text("number"), table.text("buyer"), table.text("reverses"), table.flags("void"), table.flags("scanned"),
        strict=True,
    )  # fmt: skip
    return [
        InvoiceRow(
            id=name,
            seller=seller,
            fen=fen or 0,
            date=day,
            code=fold(code),
            number=fold(number),
            buyer=buyer,
            named=frozenset({fold(named)}) if named else frozenset(),
            void=void,
            scanned=scanned,
        )
        for name, seller, fen, day, code, number, buyer, named, void, scanned in columns
    ]


def _contracts(table: Reader) -> list[ContractRow]:
    columns = zip(
        table.ids(), table.text("seller", needed=True), table.amounts_or_none(), table.text("number"),
        table.dates("signed"), table.dates("delivery"), table.fen("advance", ""), strict=True,
    )  # fmt: skip
    return [
        ContractRow(
            id=name,
            seller=seller,
            fen=fen,
            number=fold(number),
            signed=signed,
            delivery=delivery,
            advance_fen=share or 0,
        )
        for name, seller, fen, number, signed, delivery, share in columns
    ]


def _receipts(table: Reader) -> list[ReceiptRow]:
    columns = zip(
        table.ids(), table.text("supplier", needed=True), table.amounts_or_none(), table.dates("date"), strict=True
    )
    return [ReceiptRow(id=name, supplier=supplier, fen=fen, date=day) for name, supplier, fen, day in columns]


def _accounts(table: Reader) -> dict[str, str]:
    """Return whose account a number is, by what invoices print."""
    pairs = zip(table.text("seller_account"), table.text("seller"), strict=True)
    return {digits: seller for account, seller in pairs if seller and (digits := account_digits(account))}
