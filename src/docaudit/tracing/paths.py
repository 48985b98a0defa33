"""Says behind which rows of other parties the borrower's payments stand: the hops of the flow graph."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from docaudit.records.flows import LedgerRow
from docaudit.records.labels import Owner, RowKind
from docaudit.tracing.graph import Carried, FundGraph


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the loan money of the borrower's payments can have gone on.

    `hops`: row to {first payment: payments on the shortest way, the first counted}; a first payment is behind itself
    with 1. `before`: row to the rows that brought the money to its account.
    """

    hops: dict[str, dict[str, int]] = field(default_factory=dict)
    before: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def between(self, graph: FundGraph, firsts: Collection[str], ends: Collection[str]) -> list[LedgerRow]:
        """Return the rows that lie on a way from a first payment to an end, both left out, in order."""
        seen = set(ends)
        stack = list(ends)
        while stack:
            for row in self.before.get(stack.pop(), ()):
                if row not in seen and self.hops[row].keys() & set(firsts):
                    seen.add(row)
                    stack.append(row)
        rows = [graph.rows[r] for r in seen - set(ends) - set(firsts)]
        return sorted(rows, key=lambda r: graph.order[r.id])


def find_paths(graph: FundGraph, carried: Carried, *, stay: dt.timedelta) -> Paths:
    """Return the ways of loan money through the accounts of others.

    Only rows that can have carried loan money count, and what an account pays later than `stay` after it received is
    taken for its owner's business. Money that comes back to the borrower starts anew.
    """
    paths = Paths()
    waiting: dict[str, list[LedgerRow]] = defaultdict(list)
    departures = {into: out for out, into in graph.arrivals.items()}
    for row in graph.rows.values():
        account = row.transaction.account
        own = graph.owner(row) is Owner.BORROWER
        if row.transaction.amount_fen > 0:
            departed = departures.get(row.id)
            if not own and departed in paths.hops:
                waiting[account].append(row)
            continue
        if row.id not in carried:
            continue
        if own:
            if row.kind is RowKind.OUT:
                paths.hops[row.id] = {row.id: 1}
            continue
        fresh = [r for r in waiting[account] if row.transaction.date - r.transaction.date <= stay]
        waiting[account] = fresh
        found: dict[str, int] = {}
        for arrived in fresh:
            for first, hop in paths.hops[departures[arrived.id]].items():
                found[first] = min(hop + 1, found.get(first, hop + 1))
        if found:
            paths.hops[row.id] = found
            paths.before[row.id] = tuple(departures[r.id] for r in fresh)
    return paths
