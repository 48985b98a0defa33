"""Traces a large table of rows without making an object of any of them: the tracer on columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from docaudit.errors import InputError
from docaudit.tracing.attribution import METHODS
from docaudit.tracing.columns import compiled, found
from docaudit.tracing.columns.events import Events, Index
from docaudit.tracing.columns.result import Pass, TableTrace
from docaudit.tracing.columns.rows import read_rows
from docaudit.tracing.columns.totals import Totals

ENGINES = ("auto", "numpy", "compiled")


def trace_table(
    table: object,
    *,
    method: str = "fifo",
    opening: Mapping[Any, object] | object | None = None,
    overdraft: Collection[Any] | bool = False,
    as_of: object = None,
    order: str = "row",
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
              first row tells it. ``date``: needed for `as_of` and for `order` ``day``.
        method: one of `METHODS`.
        opening: account → opening balance, as `Money` or as yuan; for a table of one account the balance alone.
        overdraft: the accounts that may go below zero, or True for all; a shortage on others is other money that came
            in unseen (flows.md 1.5).
        as_of: later rows are ignored, idle money is measured here.
        order: ``row``: rows stand in book order; ``day``: the order within a day is unknown, and the bounds hold for
            every order that keeps balances from going below zero (flows.md 1.4).
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
    if order not in ("row", "day"):
        raise InputError(f"order: 'row' or 'day', not {order!r}")
    rows = read_rows(
        table, columns or {}, opening=opening, overdraft=overdraft, as_of=as_of, order=order, engine=engine
    )
    totals = Totals(rows.loans, rows.uses)
    passes = []
    for rank in range(1, int(rows.loans_of.shape[1]) + 1):
        accounts = np.flatnonzero(rows.loans_of[:, rank - 1] >= 0)
        events = rows.events.of_accounts(accounts)
        passes.append(_one_pass(events, rows.loans_of[accounts, rank - 1], rank, totals, (method, rows.engine)))
    return TableTrace(method=method, engine=rows.engine, rows=rows.count, loans=totals.checked(), _passes=tuple(passes))


def _one_pass(events: Events, loans: Index, rank: int, totals: Totals, how: tuple[str, str]) -> Pass:
    """Trace the loan of that rank of each account, which is `loans`; all else on the account is other money to it."""
    method, engine = how
    with_engine = compiled.trace if engine == "compiled" else found.trace
    one = with_engine(events, rank, len(totals.uses), method)
    drawn = np.flatnonzero(events.money == rank)
    disbursed = np.zeros(events.accounts, np.int64)
    np.add.at(disbursed, np.searchsorted(events.starts, drawn, side="right") - 1, events.fen[drawn])
    idle = disbursed - one.spent.sum(axis=1)
    totals.add(
        loans,
        disbursed,
        one.paid > 0,
        ((one.spent, one.sets.least, one.sets.most), (idle, one.bounds.idle_least, one.bounds.idle_most)),
    )
    return Pass(
        loan=loans,
        starts=one.starts,
        row=one.row,
        made=None if events.made is None else events.made[events.fen < 0],
        fen=one.fen,
        least=one.bounds.least,
        most=one.bounds.most,
    )
