"""Attribution of columns: which loan money a payment takes under a method (flows.md 2.1), in NumPy where it can be."""

from __future__ import annotations

import numpy as np

from docaudit.tracing.attribution import store_of
from docaudit.tracing.columns.events import BLOCK, Events, Fen, blocks
from docaudit.tracing.columns.walks import loan_held
from docaudit.tracing.steps import OTHER


def attribute_payments(events: Events, mine: int, method: str) -> Fen:
    """Return the money of class `mine` in each payment, shape (payments,), by `method`.

    Where a method only says how much loan money goes and the loans' own lots go oldest first, each payment takes a
    stretch of the line of all money that came in; lots overlap it or not. The other methods are followed row by row.
    """
    if method == "fifo":
        return _overlaps(events, mine, events.balance)
    if method in ("loan_first", "loan_last"):
        return _overlaps(events, mine, loan_held(events, loan_first=method == "loan_first"), loans_only=True)
    if method == "libr":
        # With one loan on the account it is `loan_last`.
        taken = _overlaps(events, mine, loan_held(events, loan_first=False), loans_only=True)
        several = np.flatnonzero(np.maximum.reduceat(events.money, events.starts[:-1]) > 1)
        if several.size:
            paid = _payments_before(events)
            which = np.concatenate([np.arange(paid[k], paid[k + 1]) for k in several])
            taken[which] = _by_row(events.of_accounts(several), mine, method)
        return taken
    return _by_row(events, mine, method)


def _payments_before(events: Events) -> Fen:
    """Return how many payments stand before each account, and all."""
    return np.searchsorted(np.flatnonzero(events.fen < 0), events.starts)


def _overlaps(events: Events, mine: int, held: Fen, *, loans_only: bool = False) -> Fen:
    """Return, for each payment, the part of class `mine` in what it takes from a queue, oldest first.

    Args:
        events: of one or more accounts.
        mine: the class.
        held: what is left in the queue after each event.
        loans_only: other money is not in the queue.

    All that ever entered the queues, account after account, is one line; payments take their account's part of it from
    the left.
    """
    entered = np.maximum(events.fen, 0)
    if loans_only:
        entered[events.money == OTHER] = 0
    opening = np.zeros_like(events.opening) if loans_only else events.opening
    lots = np.flatnonzero(events.money == mine)
    sizes = entered[lots]
    entered[events.starts[:-1]] += opening
    place = np.cumsum(entered, out=entered)
    # A first lot of nothing, so that every place has a lot at or before it.
    starts = np.concatenate([[0], place[lots] - sizes])
    total = np.concatenate([[0, 0], np.cumsum(sizes)])
    shift, top = total[:-1] - starts, total[1:]
    place -= held
    before = total[1:][np.searchsorted(lots, events.starts[:-1])]
    result = np.empty(int(np.count_nonzero(events.fen < 0)), np.int64)
    done, last = 0, 0
    for block in blocks(events.starts):
        taken_to = place[block.events]
        # Lots that begin in this block's stretch of the line, and the one before them.
        low, high = np.searchsorted(starts, [taken_to[0], taken_to[-1]], side="right")
        low = max(int(low), 1)
        cuts = np.searchsorted(taken_to, starts[low:high])
        counts = np.diff(np.concatenate([[0], cuts, [taken_to.size]]))
        reached = taken_to + np.repeat(shift[low - 1 : high], counts)
        np.minimum(reached, np.repeat(top[low - 1 : high], counts), out=reached)
        earlier = np.empty_like(reached)
        earlier[0] = last
        earlier[1:] = reached[:-1]
        earlier[block.first] = before[block.account : block.account + block.first.size]
        last = int(reached[-1])
        paid = np.flatnonzero(events.fen[block.events] < 0)
        np.subtract(reached[paid], earlier[paid], out=result[done : done + paid.size])
        done += paid.size
    return result


def _by_row(events: Events, mine: int, method: str) -> Fen:
    """Return the same by the lots of `docaudit.tracing.attribution`, one row after the other."""
    result: list[int] = []
    for k in range(events.accounts):
        store = store_of(method)
        if events.opening[k]:
            store.put(OTHER, int(events.opening[k]))
        stop = int(events.starts[k + 1])
        for low in range(int(events.starts[k]), stop, BLOCK):
            here = slice(low, min(low + BLOCK, stop))
            for fen, money in zip(events.fen[here].tolist(), events.money[here].tolist(), strict=True):
                if fen > 0:
                    store.put(money, fen)
                elif fen < 0:
                    result.append(sum(part for kind, part in store.take(-fen) if kind == mine))
    return np.array(result, dtype=np.int64)
