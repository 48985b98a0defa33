"""Traces a large table of rows without making an object of any of them: the tracer on columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from docaudit.errors import InputError
from docaudit.tracing.attribution import METHODS
from docaudit.tracing.columns import compiled
from docaudit.tracing.columns.events import Events, Fen, Index
from docaudit.tracing.columns.lots import attribute_payments
from docaudit.tracing.columns.result import LoanUses, Pass, TableTrace, Traced
from docaudit.tracing.columns.rows import Rows, read_rows
from docaudit.tracing.columns.sets import SetBounds, bound_sets
from docaudit.tracing.columns.walks import PaymentBounds, bound_payments

ENGINES = ("auto", "numpy", "compiled")


def trace_table(
    table: object,
    *,
    method: str = "fifo",
    opening: Mapping[Any, object] | object | None = None,
    overdraft: Collection[Any] | bool = False,
    as_of: object = None,
    columns: Mapping[str, str] | None = None,
    engine: str = "auto",
) -> TableTrace:
    """Return what became of each loan's money in a table of rows, by `method` and with bounds that hold for any method.

    Equal to `solve` on the same rows to the fen, at millions of rows a second; `solve` is for what the columns cannot
    say: transfers between own accounts, refunds, entrusted payments, dark accounts. Rows of those kinds are refused.

    Args:
        table: an Arrow table, a data frame (anything with Arrow's stream protocol, or with `columns`), or a mapping of
            names to NumPy arrays or lists. Rows stand in book order within each account; accounts may be mixed.

            - ``amount_fen`` (integers) or ``amount`` (yuan: decimals, decimal strings, integers; floats only where
              each is the double nearest to a whole number of fen): signed, money in is positive.
            - ``account``: any labels; without it all rows are one account's.
            - ``kind``: ``in``, ``out`` or ``disbursement``; without it the sign and ``loan`` say so.
            - ``loan``: the loan of a disbursement, null on other rows; without it all disbursements are loan ``L1``.
              On rows that are no disbursement it is not looked at.
            - ``use``: of a payment, any label (a use, a payee, a day); null is ``unknown``. Every label is a set of
              payments with bounds of its own, at a cost of rows × labels.
            - ``balance_fen``: the printed balance after the row; where `opening` is not given, that of an account's
              first row tells it. ``date``: needed for `as_of` only.
        method: one of `METHODS`.
        opening: account → opening balance, as `Money` or as yuan; for a table of one account the balance alone.
        overdraft: the accounts that may go below zero, or True for all; a shortage on others is other money that came
            in unseen (flows.md 1.5).
        as_of: later rows are ignored, idle money is measured here.
        columns: meaning → name in the table, for columns of other names.
        engine: ``numpy``, ``compiled`` (the extra of that name), or ``auto``: compiled where it is installed and the
            table is large enough to pay for loading the kernels.

    Raises:
        InputError: for a table that contradicts itself or says what columns cannot, an unknown method or engine.
    """
    if method not in METHODS:
        raise InputError(f"no method {method!r}; there are {', '.join(METHODS)}")
    if engine not in ENGINES:
        raise InputError(f"no engine {engine!r}; there are {', '.join(ENGINES)}")
    rows = read_rows(table, columns or {}, opening, overdraft, as_of)
    chosen = compiled.choose(engine, rows.count)
    totals = _Totals(rows)
    passes = []
    for rank in range(1, int(rows.loans_of.shape[1]) + 1):
        accounts = np.flatnonzero(rows.loans_of[:, rank - 1] >= 0)
        events, loans = rows.events.of_accounts(accounts), rows.loans_of[accounts, rank - 1]
        found = _trace(events, rank, len(rows.uses), method, chosen)
        paid = np.flatnonzero(events.fen < 0)
        starts = np.searchsorted(paid, events.starts)
        totals.add(events, loans, (paid, starts), rank, found)
        passes.append(
            Pass(
                loan=loans,
                starts=starts,
                row=events.row[paid],
                made=None if events.made is None else events.made[paid],
                fen=found.fen,
                least=found.bounds.least,
                most=found.bounds.most,
            )
        )
    return TableTrace(method=method, engine=chosen, rows=rows.count, loans=totals.loans(), _passes=tuple(passes))


class _Found(NamedTuple):
    """What a pass finds: loan money by the method, bounds of payments and idle money, bounds of uses."""

    fen: Fen
    bounds: PaymentBounds
    sets: SetBounds


def _trace(events: Events, rank: int, uses: int, method: str, engine: str) -> _Found:
    """Trace the loan of that rank of each account; all else on the account is other money to it."""
    if engine == "compiled":
        return _Found(*compiled.trace(events, rank, uses, method))
    return _Found(
        attribute_payments(events, rank, method), bound_payments(events, rank), bound_sets(events, rank, uses)
    )


class _Totals:
    """Uses and idle money by loan, summed over accounts: nothing moves between them, so bounds add up."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        shape = (len(rows.loans), len(rows.uses))
        self.fen, self.least, self.most = (np.zeros(shape, np.int64) for _ in range(3))
        self.present = np.zeros(shape, bool)
        self.disbursed = np.zeros(shape[0], np.int64)
        self.idle = np.zeros((shape[0], 3), np.int64)

    def add(self, events: Events, loans: Index, paid: tuple[Index, Index], rank: int, found: _Found) -> None:
        """Add the accounts of a pass; raises ArithmeticError if their money does not sum to what was disbursed."""
        payments, starts = paid
        disbursed = np.add.reduceat(np.where(events.money == rank, events.fen, 0), events.starts[:-1])
        spent = _sums(found.fen, starts)
        idle = disbursed - spent
        bounds = found.bounds
        if (idle < bounds.idle_least).any() or (idle > bounds.idle_most).any():
            raise ArithmeticError(f"what {self.rows.count} rows disbursed is not what became of it: this is a defect")
        np.add.at(self.disbursed, loans, disbursed)
        np.add.at(self.idle, loans, np.stack([idle, bounds.idle_least, bounds.idle_most], axis=1))
        use = events.use[payments]
        for code in range(len(self.rows.uses)):
            here = use == code
            np.add.at(self.fen[:, code], loans, _sums(np.where(here, found.fen, 0), starts))
            np.logical_or.at(self.present[:, code], loans, _sums(here.astype(np.int64), starts) > 0)
        np.add.at(self.least, loans, found.sets.least)
        np.add.at(self.most, loans, found.sets.most)

    def loans(self) -> dict[Any, LoanUses]:
        """Return the totals by loan; raises ArithmeticError if uses and idle money are not what was disbursed."""
        result = {}
        for i, loan in enumerate(self.rows.loans):
            uses = {
                name: Traced(int(self.fen[i, u]), int(self.least[i, u]), int(self.most[i, u]))
                for u, name in enumerate(self.rows.uses)
                if self.present[i, u]
            }
            idle = Traced(*self.idle[i].tolist())
            if sum(t.fen for t in uses.values()) + idle.fen != self.disbursed[i]:
                raise ArithmeticError(f"uses and idle money of loan {loan!r} are not what was disbursed: a defect")
            result[loan] = LoanUses(disbursed_fen=int(self.disbursed[i]), uses=uses, idle=idle)
        return result


def _sums(values: npt.NDArray[np.int64], starts: Index) -> Fen:
    """Return the sums of stretches, of empty ones too."""
    total = np.concatenate([[0], np.cumsum(values)])
    return np.asarray(total[starts[1:]] - total[starts[:-1]])
