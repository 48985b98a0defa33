"""The rows of all accounts as a few arrays, account by account, in which no balance goes below zero (flows.md 1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Fen = npt.NDArray[np.int64]
Index = npt.NDArray[np.int64]
Codes = npt.NDArray[Any]

BLOCK = 1 << 15
"""Rows worked on at once: their arrays stay in a core's second-level cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Money in and out of accounts.

    Attributes:
        fen: signed, money in is positive; shape (events,).
        money: class of money in: 0 other money, 1… the account's own loans in the order of their first appearance in
            the table; 0 on money out.
        use: code of a payment's use; anything on money in.
        row: the row of the table.
        made: virtual payments of an overdraft; None where there are none.
        starts: the first event of each account, and the number of events; shape (accounts + 1,).
        opening: of each account, not below zero.
        balance: after each event, not below zero.
    """

    fen: Fen
    money: Codes
    use: Codes
    row: Index
    made: npt.NDArray[np.bool_] | None
    starts: Index
    opening: Fen
    balance: Fen

    @property
    def accounts(self) -> int:
        """How many accounts there are."""
        return self.starts.size - 1

    def ends(self) -> Fen:
        """Return each account's balance after its last event."""
        return self.balance[self.starts[1:] - 1]

    def of_accounts(self, chosen: Index) -> Events:
        """Return the events of some accounts, in order."""
        if chosen.size == self.accounts:
            return self
        lengths = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        picked = np.repeat(self.starts[chosen] - starts[:-1], lengths) + np.arange(starts[-1])
        return Events(
            fen=self.fen[picked],
            money=self.money[picked],
            use=self.use[picked],
            row=self.row[picked],
            made=None if self.made is None else self.made[picked],
            starts=starts,
            opening=self.opening[chosen],
            balance=self.balance[picked],
        )


class Grouped(NamedTuple):
    """Booked rows account by account: as in `Events`, but not yet covered; `accounts` are the accounts' codes."""

    fen: Fen
    money: Codes
    use: Codes
    row: Index
    starts: Index
    accounts: Index


class Block(NamedTuple):
    """Some events in a row: `events`; `first` are the places in it at which accounts start, `account` the first's."""

    events: slice
    first: Index
    account: int


def blocks(starts: Index) -> Iterator[Block]:
    """Cut the events into blocks, of one account or of many."""
    count = int(starts[-1])
    for low in range(0, count, BLOCK):
        high = min(low + BLOCK, count)
        a, b = np.searchsorted(starts[:-1], [low, high])
        yield Block(slice(low, high), starts[a:b] - low, int(a))


def running(fen: Fen, starts: Index, opening: Fen) -> Fen:
    """Return the balance after each event, counted anew in each account."""
    result = fen.copy()
    ends = opening + np.add.reduceat(fen, starts[:-1])
    result[starts[:-1]] += opening
    result[starts[1:-1]] -= ends[:-1]
    return np.cumsum(result, out=result)


def cover_shortages(rows: Grouped, opening: Fen, overdraft: npt.NDArray[np.bool_]) -> Events:
    """Return the events with what shortages and overdrafts add (flows.md 1.5).

    Args:
        rows: as booked.
        opening: balances as booked, which may be below zero; shape (accounts,).
        overdraft: which accounts may go there.

    A shortage becomes other money in before the payment. On an account with overdraft it is owed, and each money in is
    followed by a payment of what it repays: `made`, use -1.
    """
    fen, money, use, row, starts, _ = rows
    start = np.where(overdraft, opening, np.maximum(opening, 0))
    balance = running(fen, starts, start)
    if balance.min(initial=0) >= 0 and start.min(initial=0) >= 0:
        return Events(fen=fen, money=money, use=use, row=row, made=None, starts=starts, opening=start, balance=balance)
    short = _drawn(balance, starts, start, overdraft)
    drawn, repaid = np.flatnonzero(short > 0), np.flatnonzero(short < 0)
    # What repays stands right after its row, what is drawn right before; equal places keep the order given here.
    places = np.concatenate([repaid + 1, drawn])
    added = np.concatenate([repaid, drawn])
    fen = np.insert(fen, places, short[added])
    more = np.add.reduceat((short != 0).astype(np.int64), starts[:-1])
    starts = starts + np.concatenate([[0], np.cumsum(more)])
    opening = np.maximum(start, 0)
    return Events(
        fen=fen,
        money=np.insert(money, places, 0),
        use=np.insert(use, places, -1),
        row=np.insert(row, places, row[added]),
        made=np.insert(np.zeros(row.size, dtype=bool), places, short[added] < 0),
        starts=starts,
        opening=opening,
        balance=running(fen, starts, opening),
    )


def _drawn(balance: Fen, starts: Index, opening: Fen, overdraft: npt.NDArray[np.bool_]) -> Fen:
    """Return what each row draws beyond the account's money (> 0), or repays (< 0), given the plain balances."""
    owed = np.maximum(-balance, 0)
    # Without overdraft nothing is repaid: the shortage so far is the lowest balance so far.
    for k in np.flatnonzero(~overdraft & (np.minimum.reduceat(balance, starts[:-1]) < 0)):
        here = slice(starts[k], starts[k + 1])
        owed[here] = np.maximum(-np.minimum.accumulate(balance[here]), 0)
    before = np.empty_like(owed)
    before[1:] = owed[:-1]
    before[starts[:-1]] = np.maximum(-opening, 0)
    return owed - before
