"""Pairs departures with arrivals: one to one, the best first, and without a circle in time (flows.md 1.8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docaudit.records.flows import LedgerRow


class Pair(NamedTuple):
    """A departure and an arrival that fit; a smaller pair fits better."""

    days: int
    distance: int
    out: str
    into: str


def one_to_one(rows: Mapping[str, LedgerRow], candidates: Iterable[Pair], fixed: Iterable[Pair] = ()) -> list[Pair]:
    """Return the pairs that hold: each row in one at most, by least days, then least row distance.

    Links and the row order of each account must not form a circle: the worst pair of a circle is dropped.
    `fixed` pairs are not up for choice, but count for the circle.
    """
    given = list(fixed)
    taken: set[str] = set()
    chosen: list[Pair] = []
    for pair in sorted(candidates):
        if not taken & {pair.out, pair.into}:
            taken |= {pair.out, pair.into}
            chosen.append(pair)
    while chosen and (circle := _circle(rows, [*given, *chosen])):
        inside = [p for p in chosen if p.into in circle]
        if not inside:
            break
        chosen.remove(max(inside))
    return chosen


def _circle(rows: Mapping[str, LedgerRow], pairs: Iterable[Pair]) -> set[str]:
    """Return the rows that links and row orders leave in a circle, empty where there is none."""
    followers: dict[str, list[str]] = defaultdict(list)
    missing: dict[str, int] = dict.fromkeys(rows, 0)
    last: dict[str, str] = {}
    for row in rows.values():
        account = row.transaction.account
        if account in last:
            followers[last[account]].append(row.id)
            missing[row.id] += 1
        last[account] = row.id
    for pair in pairs:
        followers[pair.out].append(pair.into)
        missing[pair.into] += 1
    ready = [r for r, count in missing.items() if count == 0]
    done = 0
    while ready:
        row_id = ready.pop()
        done += 1
        for after in followers[row_id]:
            missing[after] -= 1
            if missing[after] == 0:
                ready.append(after)
    return set() if done == len(rows) else {r for r, count in missing.items() if count > 0}
