"""What one pass over the events finds, with NumPy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from docaudit.tracing.columns.events import Events, Fen, Index
from docaudit.tracing.columns.lots import attribute_payments
from docaudit.tracing.columns.sets import SetBounds, bound_sets
from docaudit.tracing.columns.walks import PaymentBounds, bound_payments


class Found(NamedTuple):
    """What became of one class of money.

    Attributes:
        row: row of the table of each payment; shape (payments,).
        starts: the first payment of each account, and the number of payments; shape (accounts + 1,).
        fen: loan money in each payment by the method.
        bounds: of payments and idle money.
        sets: bounds of sets.
        paid: what the payments of each set are in all; shape (accounts, sets).
        spent: loan money in each set by the method; shape (accounts, sets).
    """

    row: Index
    starts: Index
    fen: Fen
    bounds: PaymentBounds
    sets: SetBounds
    paid: Fen
    spent: Fen


def trace(events: Events, mine: int, sets: int, method: str) -> Found:
    """Follow the money of class `mine`; all else on the accounts is other money to it."""
    payments = np.flatnonzero(events.fen < 0)
    starts = np.searchsorted(payments, events.starts)
    cell = events.use[payments] + np.repeat(np.arange(events.accounts) * sets, np.diff(starts))
    paid = _sums(cell, -events.fen[payments], (events.accounts, sets))
    fen = attribute_payments(events, mine, method)
    return Found(
        row=events.row[payments],
        starts=starts,
        fen=fen,
        bounds=bound_payments(events, mine),
        sets=bound_sets(events, mine, paid),
        paid=paid,
        spent=_sums(cell, fen, (events.accounts, sets)),
    )


def _sums(cell: Index, values: Fen, shape: tuple[int, int]) -> Fen:
    """Return the sums of the values of each cell, in whole numbers."""
    result = np.zeros(shape[0] * shape[1], np.int64)
    np.add.at(result, cell, values)
    return result.reshape(shape)
