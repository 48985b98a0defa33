"""Chooses between NumPy and the compiled kernels, and runs the kernels."""

from __future__ import annotations

import importlib.util

import numpy as np

from docaudit.errors import InputError
from docaudit.tracing.columns.events import Codes, Events, Fen, Grouped
from docaudit.tracing.columns.found import Found
from docaudit.tracing.columns.lots import attribute_payments
from docaudit.tracing.columns.sets import SetBounds
from docaudit.tracing.columns.walks import PaymentBounds

WORTH_LOADING = 200_000
"""Rows from which `auto` loads the kernels: to import numba takes as long as some hundred thousand rows in NumPy."""

_LARGEST_POOL_FEN = 2**52
_MOST_POOLS = 64
"""Up to which `kernels.pools` is exact, and quick: it looks for the largest remainder class by class."""


def choose(engine: str, rows: int) -> str:
    """Return the engine to use; raises `InputError` where the kernels are asked for and numba is not installed."""
    if engine == "numpy" or (engine == "auto" and rows < WORTH_LOADING):
        return "numpy"
    if importlib.util.find_spec("numba") is not None:
        return "compiled"
    if engine == "compiled":
        raise InputError("numba is not installed: pip install 'docaudit[compiled]'")
    return "numpy"


def group(codes: Codes, columns: tuple[Fen, Codes, Codes], names: int) -> Grouped | None:
    """Return the rows account by account; None where they do not fit the kernel's two words a row."""
    from docaudit.tracing.columns import kernels  # noqa: PLC0415

    fen, money, use = columns
    use_bits = int(use.max()).bit_length()
    if codes.size >> kernels.ROW_BITS or int(money.max()) >> max(0, kernels.PAIR_BITS - use_bits):
        return None
    counts = np.zeros(names, np.int64)
    kernels.count(codes, counts)
    ends = np.cumsum(counts)
    accounts = np.flatnonzero(counts)
    made = Grouped(
        fen=np.empty_like(fen),
        money=np.empty_like(money),
        use=np.empty_like(use),
        row=np.empty(codes.size, np.int64),
        starts=np.concatenate([[0], ends[accounts]]),
        accounts=accounts,
    )
    words = np.empty((codes.size, 2), np.int64)
    kernels.group(codes, fen, money, use, use_bits, ends - counts, words, made.fen, made.money, made.use, made.row)
    return made


def trace(events: Events, mine: int, sets: int, method: str) -> Found:
    """Return the same as `docaudit.tracing.columns.trace` finds with NumPy."""
    from docaudit.tracing.columns import kernels  # noqa: PLC0415  numba takes half a second to import

    payments = int(np.count_nonzero(events.fen < 0))
    bounds = PaymentBounds(*(np.empty(size, np.int64) for size in (payments, payments, *[events.accounts] * 2)))
    paid, spent, least, most = (np.zeros((events.accounts, sets), np.int64) for _ in range(4))
    row, starts = np.empty(payments, np.int64), np.empty(events.accounts + 1, np.int64)
    codes = (events.money, events.use)
    kernels.bound(
        events.fen,
        *codes,
        events.row,
        events.starts,
        events.opening,
        mine,
        row,
        starts,
        paid,
        *bounds,
        least,
        most,
    )
    taken = _attribute(events, mine, method, payments)
    kernels.spend(events.fen, events.use, events.starts, taken, spent)
    return Found(row=row, starts=starts, fen=taken, bounds=bounds, sets=SetBounds(least, most), paid=paid, spent=spent)


def _attribute(events: Events, mine: int, method: str, payments: int) -> Fen:
    from docaudit.tracing.columns import kernels  # noqa: PLC0415

    taken = np.empty(payments, np.int64)
    lots = (events.fen, events.money, events.starts, events.opening, mine)
    classes = int(events.money.max())
    if method == "fifo":
        kernels.fifo(*lots, taken)
    elif method == "lifo":
        kernels.lifo(*lots, taken)
    elif method in ("loan_first", "loan_last"):
        kernels.sides(*lots, method == "loan_first", taken)
    elif classes > _MOST_POOLS or int(events.balance.max()) >= _LARGEST_POOL_FEN:
        return attribute_payments(events, mine, method)
    else:
        kernels.pools(*lots, method == "libr", classes, taken)
    return taken
