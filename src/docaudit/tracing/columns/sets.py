"""Least and most loan money in sets of payments, by the sweep of flows.md 2.2, many stretches of accounts at once.

The sweep of a set is a walk between two barriers: loan money on the account rises with what comes in, falls with each
payment of the set but not below zero, and is cut to the balance by each other payment. As a function of where a stretch
of events starts, where it ends is a clipped shift, and what reaches the set is a line that bends once; two walks, from
nothing and from the whole balance, tell both. So stretches are walked side by side and put together afterwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from docaudit.tracing.columns.events import Codes, Events, Fen, Index

_SETS_AT_ONCE = 8
_ABREAST = 512
"""So many stretches side by side: their arrays, for the sets walked at once, stay in a core's second-level cache."""


class SetBounds(NamedTuple):
    """Least and most loan money in each set of payments of each account, shape (accounts, sets)."""

    least: Fen
    most: Fen


def bound_sets(events: Events, mine: int, paid: Fen) -> SetBounds:
    """Return the bounds of the sets that `events.use` names by their codes, never as sums over payments.

    `paid` is the sum of the payments of each account's sets, shape (accounts, sets).

    The most is what is left of a set's payments after what loan money, sent there first, leaves unpaid; the least is
    what other money, sent there first, leaves unpaid.
    """
    sets = paid.shape[1]
    payments = _payments(events, mine)
    stretches = _stretches(payments)
    parts = [
        _missing(payments, np.arange(low, min(low + _SETS_AT_ONCE, sets)), stretches)
        for low in range(0, sets, _SETS_AT_ONCE)
    ]
    missing = np.concatenate(parts, axis=1) if parts else np.zeros((2, 0, events.accounts), np.int64)
    return SetBounds(least=missing[1].T, most=paid - missing[0].T)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Payments:
    """Payments, and what came in since the payment before: nothing is cut off between them.

    Attributes:
        fen: below zero; shape (payments,).
        use: its set.
        entered: loan money and other money that came in before it; shape (2, payments).
        balance: after it.
        starts: the first payment of each account, and the number of payments; shape (accounts + 1,).
        opening: shape (accounts,).
    """

    fen: Fen
    use: Codes
    entered: Fen
    balance: Fen
    starts: Index
    opening: Fen


def _payments(events: Events, mine: int) -> _Payments:
    paid = np.flatnonzero(events.fen < 0)
    starts = np.searchsorted(paid, events.starts)
    fen, balance = events.fen[paid], events.balance[paid]
    # All that came in since: what was there before the payment, less what the payment before had left.
    entered = np.zeros((2, paid.size), np.int64)
    entered[1] = balance - fen
    entered[1, 1:] -= balance[:-1]
    has = np.flatnonzero(np.diff(starts))
    entered[1, starts[has]] = balance[starts[has]] - fen[starts[has]] - events.opening[has]
    lots = np.flatnonzero(events.money == mine)
    following = np.searchsorted(paid, lots)
    spent = following < starts[np.searchsorted(events.starts, lots, side="right")]
    np.add.at(entered[0], following[spent], events.fen[lots[spent]])
    entered[1] -= entered[0]
    return _Payments(
        fen=fen,
        use=events.use[paid],
        entered=entered,
        balance=balance,
        starts=starts,
        opening=events.opening,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretches:
    """Stretches of payments, longest first: where they begin, how long they are, and of which account they are.

    `rank` counts the stretches of one account; `split` says that one has more than one.
    """

    start: Index
    length: Index
    account: Index
    rank: Index
    split: bool


def _stretches(payments: _Payments) -> _Stretches:
    """Cut accounts into stretches: few enough steps in the longest, enough stretches to walk side by side."""
    count = int(payments.starts[-1])
    longest = max(1, count // max(1, min(_ABREAST, math.isqrt(count))))
    lengths = np.diff(payments.starts)
    pieces = -(-lengths // longest)
    account = np.repeat(np.arange(lengths.size), pieces)
    rank = np.arange(account.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    start = payments.starts[account] + rank * longest
    length = np.minimum(longest, payments.starts[account + 1] - start)
    order = np.argsort(-length, kind="stable")
    return _Stretches(
        start=start[order],
        length=length[order],
        account=account[order],
        rank=rank[order],
        split=bool(pieces.max() > 1),
    )


def _missing(payments: _Payments, codes: Index, stretches: _Stretches) -> Fen:
    """Return what loan money (0) and other money (1), sent to a set first, leaves unpaid of it: (2, sets, accounts)."""
    # Axes: loan or other money; from the lowest or from the highest start; set; stretch.
    starts = 2 if stretches.split else 1
    held = np.zeros((2, starts, codes.size, stretches.start.size), np.int64)
    first = stretches.rank == 0
    held[1, :, :, first] = payments.opening[stretches.account[first], None, None]
    if stretches.split:
        held[:, 1, :, ~first] = payments.balance[stretches.start[~first] - 1, None, None]
    missing = np.zeros_like(held)
    for low in range(0, stretches.start.size, _ABREAST):
        here = slice(low, low + _ABREAST)
        # Arrays of their own stay in the cache.
        state = held[..., here].copy(), missing[..., here].copy()
        _walk(payments, codes, (stretches.start[here], stretches.length[here]), state)
        held[..., here], missing[..., here] = state
    return _joined(payments, stretches, held, missing)


def _walk(
    payments: _Payments,
    codes: Index,
    stretches: tuple[Index, Index],
    state: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
) -> None:
    """Walk stretches (starts and lengths, longest first) side by side, one payment of each at a time."""
    starts, lengths = stretches
    active = np.searchsorted(-lengths, -np.arange(1, int(lengths[0]) + 1), side="right")
    room = np.empty_like(state[0])
    for step, count in enumerate(active.tolist()):
        here = starts[:count] + step
        held, missing, short = (array[..., :count] for array in (*state, room))
        # A payment of the set is taken from its money, as far as there is any; what lacks is missing.
        change = np.where(payments.use[here] == codes[:, None], payments.fen[here], 0)
        held += change + payments.entered[:, here][:, None, None]
        np.minimum(held, 0, out=short)
        missing -= short
        held -= short
        # What is not sent to the set goes elsewhere first, so long as the balance does not hold it all.
        np.minimum(held, payments.balance[here], out=held)


def _joined(payments: _Payments, stretches: _Stretches, held: Fen, missing: Fen) -> Fen:
    """Put the stretches of each account together."""
    first = stretches.rank == 0
    total = np.zeros((2, held.shape[2], payments.opening.size), np.int64)
    total[..., stretches.account[first]] = missing[:, 0][..., first]
    if not stretches.split:
        return total
    left = np.zeros_like(total)
    left[..., stretches.account[first]] = held[:, 0][..., first]
    order = np.argsort(stretches.rank, kind="stable")
    bounds = np.searchsorted(stretches.rank[order], np.arange(1, int(stretches.rank.max()) + 2))
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        here = order[low:high]
        account = stretches.account[here]
        x = left[..., account]
        most_missing, least_missing = missing[:, 0][..., here], missing[:, 1][..., here]
        lowest, highest = held[:, 0][..., here], held[:, 1][..., here]
        total[..., account] += np.maximum(most_missing - x, least_missing)
        left[..., account] = np.clip(lowest + x - (most_missing - least_missing), lowest, highest)
    return total
