"""What loan money can be on an account after each event, whatever the order of its funds (flows.md 2.2), in NumPy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from docaudit.tracing.columns.events import Block, Events, Fen, Index, blocks

ANY_LOAN = -1
"""Instead of a class of money: all loans as one."""


class PaymentBounds(NamedTuple):
    """Least and most loan money in each payment, shape (payments,), and on each account at the end, (accounts,)."""

    least: Fen
    most: Fen
    idle_least: Fen
    idle_most: Fen


def bound_payments(events: Events, mine: int) -> PaymentBounds:
    """Return the bounds of all payments, in the order of the events; one pass.

    `mine` is the class of loan money; all else is other money.
    """
    payments = int(np.count_nonzero(events.fen < 0))
    result = PaymentBounds(*(np.zeros(size, np.int64) for size in (payments, payments, *[events.accounts] * 2)))
    loan = _Walk(events, mine)
    done = 0
    for block in blocks(events.starts):
        fen, balance = events.fen[block.events], events.balance[block.events]
        loan_most, loan_least = loan.over(block)
        # Shifted by one: what was there before an event.
        before = loan.before(block, loan_most, 0)
        other = loan.before(block, balance - loan_least, 1)
        paid = np.flatnonzero(fen < 0)
        fen = -fen[paid]
        here = slice(done, done + paid.size)
        np.minimum(fen, before[paid], out=result.most[here])
        np.subtract(fen, np.minimum(fen, other[paid]), out=result.least[here])
        done += paid.size
        ended = np.searchsorted(events.starts[1:], [block.events.start + 1, block.events.stop + 1])
        last = events.starts[1:][ended[0] : ended[1]] - 1 - block.events.start
        result.idle_least[ended[0] : ended[1]] = loan_least[last]
        result.idle_most[ended[0] : ended[1]] = loan_most[last]
    return result


def loan_held(events: Events, *, loan_first: bool) -> Fen:
    """Return the money of all loans on the account after each event if payments take it first, or last."""
    held = np.empty(events.fen.size, np.int64)
    walk = _Walk(events, ANY_LOAN)
    for block in blocks(events.starts):
        held[block.events] = walk.over(block)[int(loan_first)]
    return held


class _Walk:
    """The two walks of flows.md 2.2, carried from block to block: other money first, and loan money first."""

    def __init__(self, events: Events, mine: int) -> None:
        self.events, self.mine = events, mine
        self.other_left = self.loan_left = 0
        self.last = [0, 0]

    def over(self, block: Block) -> tuple[Fen, Fen]:
        """Return the most and the least loan money on the account after each event of the block."""
        fen, money = self.events.fen[block.events], self.events.money[block.events]
        own = np.where(money != 0 if self.mine == ANY_LOAN else money == self.mine, fen, 0)
        opening = self.events.opening[block.account : block.account + block.first.size]
        other_left = _reflected(fen - own, self.other_left, block.first, opening)
        loan_left = _reflected(np.minimum(fen, 0) + own, self.loan_left, block.first, np.zeros_like(opening))
        self.other_left, self.loan_left = int(other_left[-1]), int(loan_left[-1])
        return self.events.balance[block.events] - other_left, loan_left

    def before(self, block: Block, after: Fen, which: int) -> Fen:
        """Return `after` one event later; at an account's start: its opening balance for `which` 1, else nothing."""
        shifted = np.empty_like(after)
        shifted[0] = self.last[which]
        shifted[1:] = after[:-1]
        here = slice(block.account, block.account + block.first.size)
        shifted[block.first] = self.events.opening[here] if which else 0
        self.last[which] = int(after[-1])
        return shifted


def _reflected(steps: Fen, carried: int, first: Index, opening: Fen) -> Fen:
    """Return the walk of `steps` that is held at zero from below, begun anew with `opening` at each of `first`.

    Args:
        steps: shape (events,); overwritten.
        carried: where the walk stands before the first step, unless an account starts there.
        first: where accounts start.
        opening: their opening values.

    With T the plain sums the walk is T - min(0, lowest T so far). Accounts follow each other in one sum: before each
    start the sum drops by all that ever came in, so that it begins below whatever was lowest before.
    """
    if first.size == 0 or first[0] != 0:
        first = np.concatenate([[0], first])
        opening = np.concatenate([[carried], opening])
    begun = np.maximum(steps[first] + opening, 0)
    if first.size > 1:
        entered = np.add.reduceat(np.maximum(steps, 0), first) + opening
        steps[first[1:]] -= entered[:-1]
    steps[first] += opening
    sums = np.cumsum(steps, out=steps)
    lowest = sums.copy()
    # At a start the level below which the walk may not fall is that before the opening value.
    lowest[first] -= begun
    np.minimum.accumulate(lowest, out=lowest)
    return np.subtract(sums, lowest, out=sums)
