"""Chooses between NumPy and the compiled kernels, and runs the kernels."""

from __future__ import annotations

import importlib.util

import numpy as np

from docaudit.errors import InputError
from docaudit.tracing.columns.events import Events, Fen
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


def trace(events: Events, mine: int, sets: int, method: str) -> tuple[Fen, PaymentBounds, SetBounds]:
    """Return what `attribute_payments`, `bound_payments` and `bound_sets` return."""
    from docaudit.tracing.columns import kernels  # noqa: PLC0415  numba takes half a second to import

    payments = int(np.count_nonzero(events.fen < 0))
    bounds = PaymentBounds(*(np.empty(size, np.int64) for size in (payments, payments, *[events.accounts] * 2)))
    of_sets = SetBounds(*(np.zeros((events.accounts, sets), np.int64) for _ in range(2)))
    kernels.bound(events.fen, events.money, events.use, events.starts, events.opening, mine, *bounds, *of_sets)
    return _attribute(events, mine, method, payments), bounds, of_sets


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
