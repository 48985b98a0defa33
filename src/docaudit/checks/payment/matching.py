"""Which rows of the statements paid out which receipt of a loan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.records.case import CaseFile
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.labels import RowKind

_MOST_PARTS, _MOST_ROWS = 6, 12
"""Rows tried as the parts of one sum, and among how many; more would be guessing."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A receipt with its amount; `rows` reached the account for it, `exact` where they sum to it."""

    receipt: LoanReceipt
    fen: int
    rows: tuple[LedgerRow, ...] = ()
    exact: bool = False

    @property
    def came_fen(self) -> int:
        """What reached the account."""
        return sum(r.transaction.amount_fen for r in self.rows)


def disbursed_rows(case: CaseFile, loan: Loan) -> list[LedgerRow]:
    """Return the rows that brought the loan's money."""
    return [r for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]


def paid_out(case: CaseFile, loan: Loan, days: dt.timedelta) -> list[Drawn]:
    """Return the loan's receipts in order of their days, each with the rows that paid it out.

    A receipt is served by rows from one day before it to `days` after it (flows.md 1.2): first by those that sum to it;
    what is left near it came for it in another amount. Receipts without an amount are left out.
    """
    receipts = [r for i in loan.receipts if isinstance(r := case.document(i), LoanReceipt)]
    drawn = [Drawn(r, r.amount.value.fen) for r in _once(receipts) if r.amount.value is not None]
    drawn.sort(key=lambda d: d.receipt.disbursement_date.value or dt.date.max)
    left = disbursed_rows(case, loan)
    exact: dict[str, tuple[LedgerRow, ...]] = {}
    for one in drawn:
        parts = tuple(subset([r for r in left if _near(one.receipt, r, days)], one.fen))
        if parts:
            exact[one.receipt.id] = parts
            left = [r for r in left if r not in parts]
    found: list[Drawn] = []
    for one in drawn:
        if one.receipt.id in exact:
            found.append(Drawn(one.receipt, one.fen, exact[one.receipt.id], exact=True))
            continue
        near = tuple(r for r in left if _near(one.receipt, r, days))
        left = [r for r in left if r not in near]
        found.append(Drawn(one.receipt, one.fen, near))
    return found


def _once(receipts: Sequence[LoanReceipt]) -> list[LoanReceipt]:
    seen: dict[object, LoanReceipt] = {}
    for r in receipts:
        number = r.receipt_number.value
        seen.setdefault(number or (r.amount.value, r.disbursement_date.value), r)
    return list(seen.values())


def _near(receipt: LoanReceipt, row: LedgerRow, days: dt.timedelta) -> bool:
    date = receipt.disbursement_date.value
    return date is None or -dt.timedelta(days=1) <= row.transaction.date - date <= days


def subset(rows: Sequence[LedgerRow], fen: int) -> list[LedgerRow]:
    """Return rows that sum to `fen`, the fewest; empty where none do (up to six rows are tried)."""
    for count in range(1, min(len(rows), _MOST_PARTS) + 1):
        for some in combinations(rows[:_MOST_ROWS], count):
            if sum(abs(r.transaction.amount_fen) for r in some) == fen:
                return list(some)
    return []
