"""Traces a large table of rows without making an object of any of them: the tracer on columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from docaudit.errors import InputError
from docaudit.tracing.attribution import METHODS
from docaudit.tracing.columns import compiled
from docaudit.tracing.columns.events import Events, Fen, Index
from docaudit.tracing.columns.lots import attribute_payments
from docaudit.tracing.columns.result import Pass, TableTrace
from docaudit.tracing.columns.rows import read_rows
from docaudit.tracing.columns.sets import bound_sets
from docaudit.tracing.columns.totals import Totals
from docaudit.tracing.columns.walks import bound_payments

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
    totals = Totals(rows.loans, rows.uses)
    passes = []
    for rank in range(1, int(rows.loans_of.shape[1]) + 1):
        accounts = np.flatnonzero(rows.loans_of[:, rank - 1] >= 0)
        events = rows.events.of_accounts(accounts)
        passes.append(_one_pass(events, rows.loans_of[accounts, rank - 1], rank, totals, (method, chosen)))
    return TableTrace(method=method, engine=chosen, rows=rows.count, loans=totals.checked(), _passes=tuple(passes))


def _one_pass(events: Events, loans: Index, rank: int, totals: Totals, how: tuple[str, str]) -> Pass:
    """Trace the loan of that rank of each account, which is `loans`; all else on the account is other money to it."""
    method, engine = how
    payments = np.flatnonzero(events.fen < 0)
    starts = np.searchsorted(payments, events.starts)
    uses = len(totals.uses)
    # Payments by account and use: what each set has in all, and its loan money by the method.
    cell = events.use[payments] + np.repeat(np.arange(events.accounts) * uses, np.diff(starts))
    paid = _sums(cell, -events.fen[payments], (events.accounts, uses))
    if engine == "compiled":
        fen, bounds, sets = compiled.trace(events, rank, uses, method)
    else:
        fen = attribute_payments(events, rank, method)
        bounds, sets = bound_payments(events, rank), bound_sets(events, rank, paid)
    disbursed = np.add.reduceat(np.where(events.money == rank, events.fen, 0), events.starts[:-1])
    spent = _sums(cell, fen, (events.accounts, uses))
    idle = disbursed - spent.sum(axis=1)
    totals.add(
        loans, disbursed, paid > 0, ((spent, sets.least, sets.most), (idle, bounds.idle_least, bounds.idle_most))
    )
    return Pass(
        loan=loans,
        starts=starts,
        row=events.row[payments],
        made=None if events.made is None else events.made[payments],
        fen=fen,
        least=bounds.least,
        most=bounds.most,
    )


def _sums(cell: Index, values: Fen, shape: tuple[int, int]) -> Fen:
    """Return the sums of the values of each cell, in whole numbers."""
    result = np.zeros(shape[0] * shape[1], np.int64)
    np.add.at(result, cell, values)
    return result.reshape(shape)
