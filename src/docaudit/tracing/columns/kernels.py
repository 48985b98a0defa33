"""The sweeps of flows.md 2.1 and 2.2 as compiled loops; only `compiled` imports this module, and numba with it.

All arrays are those of `Events`; `mine` is the class of loan money. Results are written into the last arguments.
"""

# ruff: noqa: PLR0912, PLR0917 - compiled loops take plain arrays, and branch where a loop in NumPy would mask

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

Fen = npt.NDArray[np.int64]
Codes = npt.NDArray[Any]
F = TypeVar("F", bound=Callable[..., Any])


def _jit(function: F) -> F:
    try:
        return cast(F, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # neither the package's folder nor the user's can be written
        return cast(F, numba.njit(nogil=True)(function))


ROW_BITS, PAIR_BITS = 40, 22
"""What fits one word: the row, and the pair of money and use."""
_ROW = (1 << ROW_BITS) - 1


@_jit
def count(codes: Codes, counts: Fen) -> None:
    """Count the rows of each account."""
    for code in codes:
        counts[code] += 1


@_jit
def group(
    codes: Codes,
    fen: Fen,
    money: Codes,
    use: Codes,
    use_bits: int,
    place: Fen,
    words: Fen,
    fen_made: Fen,
    money_made: Codes,
    use_made: Codes,
    row_made: Fen,
) -> None:
    """Bring the rows of each account together; `place` is where its next row goes, `words` is room for all rows.

    Rows are moved as two words, so that each costs one miss of the cache instead of four.
    """
    for i in range(codes.size):
        to = place[codes[i]]
        place[codes[i]] = to + 1
        words[to, 0] = fen[i]
        words[to, 1] = (((np.int64(money[i]) << use_bits) | use[i]) << ROW_BITS) | i
    use_mask = (1 << use_bits) - 1
    for i in range(codes.size):
        fen_made[i] = words[i, 0]
        row_made[i] = words[i, 1] & _ROW
        pair = words[i, 1] >> ROW_BITS
        money_made[i] = pair >> use_bits
        use_made[i] = pair & use_mask


@_jit
def bound(
    fen: Fen,
    money: Codes,
    use: Codes,
    row: Fen,
    starts: Fen,
    opening: Fen,
    mine: int,
    paid_row: Fen,
    paid_starts: Fen,
    paid: Fen,
    least: Fen,
    most: Fen,
    idle_least: Fen,
    idle_most: Fen,
    set_least: Fen,
    set_most: Fen,
) -> None:
    """Bound payments, idle money and sets in one pass, and list the payments.

    `paid` (what each account pays in each set), `set_least` and `set_most` are zeros, shape (accounts, sets).
    """
    sets = set_least.shape[1]
    # Loan money, and other money, that is kept for a set as long as it can be.
    loan_kept = np.zeros(sets, np.int64)
    other_kept = np.zeros(sets, np.int64)
    p = 0
    for k in range(starts.size - 1):
        paid_starts[k] = p
        loan_most, loan_least = np.int64(0), np.int64(0)
        other_left, other_most = opening[k], opening[k]
        loan_kept[:] = 0
        other_kept[:] = opening[k]
        for i in range(starts[k], starts[k + 1]):
            a = fen[i]
            if a >= 0:
                if money[i] == mine:
                    loan_most += a
                    loan_least += a
                    loan_kept += a
                else:
                    other_left += a
                    other_most += a
                    other_kept += a
                continue
            a = -a
            most[p] = min(a, loan_most)
            least[p] = a - min(a, other_most)
            paid_row[p] = row[i]
            p += 1
            other = min(a, other_left)
            other_left -= other
            loan_most -= a - other
            own = min(a, loan_least)
            loan_least -= own
            other_most -= a - own
            here = use[i]
            paid[k, here] += a
            own, other = min(a, loan_kept[here]), min(a, other_kept[here])
            set_most[k, here] += own
            set_least[k, here] += a - other
            loan_kept[here] -= own
            other_kept[here] -= other
            balance = other_left + loan_most
            for s in range(sets):
                loan_kept[s] = min(loan_kept[s], balance)
                other_kept[s] = min(other_kept[s], balance)
        idle_least[k], idle_most[k] = loan_least, loan_most
    paid_starts[starts.size - 1] = p


@_jit
def spend(fen: Fen, use: Codes, starts: Fen, taken: Fen, spent: Fen) -> None:
    """Sum what was taken by account and use; `spent` is zeros, shape (accounts, sets)."""
    p = 0
    for k in range(starts.size - 1):
        for i in range(starts[k], starts[k + 1]):
            if fen[i] < 0:
                spent[k, use[i]] += taken[p]
                p += 1


@_jit
def fifo(fen: Fen, money: Codes, starts: Fen, opening: Fen, mine: int, taken: Fen) -> None:
    """Take what came in first, first."""
    p = 0
    for k in range(starts.size - 1):
        head, left, own = starts[k] - 1, opening[k], False
        for i in range(starts[k], starts[k + 1]):
            if fen[i] >= 0:
                continue
            need, got = -fen[i], np.int64(0)
            while need > 0:
                if left == 0:
                    head += 1
                    while fen[head] <= 0:
                        head += 1
                    left, own = fen[head], money[head] == mine
                part = min(left, need)
                left -= part
                need -= part
                if own:
                    got += part
            taken[p] = got
            p += 1


@_jit
def sides(fen: Fen, money: Codes, starts: Fen, opening: Fen, mine: int, loan_first: bool, taken: Fen) -> None:
    """Take loan money first, or last; the loans' own lots oldest first."""
    p = 0
    for k in range(starts.size - 1):
        head, left, own = starts[k] - 1, np.int64(0), False
        other, loans = opening[k], np.int64(0)
        for i in range(starts[k], starts[k + 1]):
            a = fen[i]
            if a >= 0:
                if money[i] == 0:
                    other += a
                else:
                    loans += a
                continue
            need = min(-a, loans) if loan_first else -a - min(-a, other)
            other -= -a - need
            loans -= need
            got = np.int64(0)
            while need > 0:
                if left == 0:
                    head += 1
                    while money[head] == 0:
                        head += 1
                    left, own = fen[head], money[head] == mine
                part = min(left, need)
                left -= part
                need -= part
                if own:
                    got += part
            taken[p] = got
            p += 1


@_jit
def lifo(fen: Fen, money: Codes, starts: Fen, opening: Fen, mine: int, taken: Fen) -> None:
    """Take what came in last, first."""
    longest = np.int64(0)
    for k in range(starts.size - 1):
        longest = max(longest, starts[k + 1] - starts[k])
    lots, owned = np.empty(longest + 1, np.int64), np.empty(longest + 1, np.bool_)
    p = 0
    for k in range(starts.size - 1):
        lots[0], owned[0] = opening[k], False
        top = 0
        for i in range(starts[k], starts[k + 1]):
            if fen[i] >= 0:
                top += 1
                lots[top], owned[top] = fen[i], money[i] == mine
                continue
            need, got = -fen[i], np.int64(0)
            while need > 0:
                part = min(lots[top], need)
                lots[top] -= part
                need -= part
                if owned[top]:
                    got += part
                if lots[top] == 0:
                    top -= 1
            top = max(top, 0)
            taken[p] = got
            p += 1


@_jit
def pools(
    fen: Fen, money: Codes, starts: Fen, opening: Fen, mine: int, other_first: bool, classes: int, taken: Fen
) -> None:
    """Take every class in proportion, fen by largest remainder; with `other_first` only the loans share.

    `classes` is the highest class. Balances must be below 2^52, so that a quotient in floats is off by two at most;
    the remainder is then right although the product may wrap.
    """
    pool = np.zeros(classes + 1, np.int64)
    share = np.zeros(classes + 1, np.int64)
    rest = np.zeros(classes + 1, np.int64)
    first = 1 if other_first else 0
    p = 0
    for k in range(starts.size - 1):
        pool[:] = 0
        pool[0] = opening[k]
        for i in range(starts[k], starts[k + 1]):
            if fen[i] >= 0:
                pool[money[i]] += fen[i]
                continue
            need = -fen[i]
            if other_first:
                part = min(need, pool[0])
                pool[0] -= part
                need -= part
            total = np.int64(0)
            for c in range(first, classes + 1):
                total += pool[c]
                share[c] = 0
                rest[c] = -1
            missing = need
            if need > 0:
                for c in range(first, classes + 1):
                    if pool[c] == 0:
                        continue
                    q = np.int64(float(need) * (float(pool[c]) / float(total)))
                    r = need * pool[c] - q * total
                    while r < 0:
                        q -= 1
                        r += total
                    while r >= total:
                        q += 1
                        r -= total
                    share[c], rest[c] = q, r
                    missing -= q
            while missing > 0:
                best = first
                for c in range(first + 1, classes + 1):
                    if rest[c] > rest[best]:
                        best = c
                share[best] += 1
                rest[best] = -1
                missing -= 1
            for c in range(first, classes + 1):
                pool[c] -= share[c]
            taken[p] = share[mine] if need > 0 else 0
            p += 1
