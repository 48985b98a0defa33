"""Money between parties, seen from either side: the row graph over which round trips are sought (flows.md 3.1)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from docaudit.knowledge import bank_of, is_clearing_account, same_party
from docaudit.records.flows import Account, LedgerRow, Parties
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.names import core_key
from docaudit.tracing.graph import Carried, FundGraph
from docaudit.tracing.linking import is_own_name
from docaudit.tracing.maxflow import Arc, max_flow

BORROWER = "*"
"""The key of the borrower among parties; no name folds to it."""
_COMES = frozenset({RowKind.IN, RowKind.TRANSFER_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One payment from a party to another: the payer's row, or the payee's where only that is seen.

    `arrival` is the payee's row if both are seen.
    """

    row: LedgerRow
    arrival: LedgerRow | None
    source: str
    target: str

    @property
    def shown(self) -> LedgerRow:
        """The row on the side of the payee, if there is one."""
        return self.arrival or self.row

    @property
    def fen(self) -> int:
        """The amount."""
        return abs(self.row.transaction.amount_fen)


class Names:
    """Keys of parties: spellings of one name share one, as far as they name the owner of an account of the case."""

    def __init__(self, accounts: Collection[Account], parties: Parties) -> None:
        self.parties = parties
        self.owners = {core_key(a.name): a.name for a in accounts if a.name and a.owner is not Owner.BORROWER}
        self.known: dict[str | None, str | None] = {}

    def of(self, name: str | None) -> str | None:
        """Return the key of a name; None for nobody, a bank or a channel through which money only passes."""
        if name not in self.known:
            self.known[name] = self._key(name)
        return self.known[name]

    def of_account(self, account: Account) -> str | None:
        """Return the key of the owner of an account."""
        return BORROWER if account.owner is Owner.BORROWER else core_key(account.name) or None

    def _key(self, name: str | None) -> str | None:
        if not name or "*" in name or bank_of(name) is not None or is_clearing_account(name):
            return None
        if any(same_party(name, lender) for lender in self.parties.lender_names):
            return None
        if is_own_name(name, self.parties):
            return BORROWER
        key = core_key(name)
        if key in self.owners:
            return key
        return next((k for k, owner in self.owners.items() if same_party(name, owner)), key or None)


def list_events(graph: FundGraph, names: Names, least_fen: int) -> list[Event]:
    """Return all payments of at least `least_fen` between different parties, in order.

    Refunds are none, nor are wages, taxes and utilities: who is paid by all and refunds some ties nobody (3.0, hubs).
    """
    answered = set(graph.arrivals.values())
    events: list[Event] = []
    for row in graph.rows.values():
        if abs(row.transaction.amount_fen) < least_fen or row.id in answered or row.use is Use.OPERATING:
            continue
        holder = names.of_account(graph.accounts[row.transaction.account])
        arrival = graph.rows.get(graph.arrivals.get(row.id, ""))
        if arrival is not None:
            other = names.of_account(graph.accounts[arrival.transaction.account])
        else:
            other = names.of(row.transaction.counterparty_name)
        if row.kind is RowKind.OUT:
            source, target = holder, other
        elif row.kind in _COMES:
            source, target = other, holder
        else:
            continue
        if arrival is not None and arrival.kind is RowKind.REFUND:
            continue
        if source and target and source != target:
            events.append(Event(row=row, arrival=arrival, source=source, target=target))
    return events


@dataclass(frozen=True, slots=True)
class Web:
    """Events that lie on a way of at most so many hops from starts to ends; `arcs` join their numbers in `events`."""

    events: list[Event]
    arcs: list[tuple[int, int]]
    room: list[int]
    starts: frozenset[int]
    ends: frozenset[int]

    def behind(self) -> dict[int, set[int]]:
        """Return the starts behind each end."""
        found: dict[int, set[int]] = {i: {i} if i in self.starts else set() for i in range(len(self.events))}
        for tail, head in sorted(self.arcs):
            found[head] |= found[tail]
        return {end: found[end] for end in self.ends if found[end]}

    def flow(self, supply: Mapping[int, int], ends: Collection[int]) -> int:
        """Return the most of `supply` (start to fen) that can come to the ends."""
        enter = [0] * (2 * len(self.events))
        for start, fen in supply.items():
            enter[2 * start] = fen
        inner: list[Arc] = [(2 * i, 2 * i + 1, self.room[i]) for i in range(len(self.events))]
        arcs = inner + [(2 * a + 1, 2 * b, min(self.room[a], self.room[b])) for a, b in self.arcs]
        return max_flow(enter, sorted(arcs), {2 * end + 1: self.room[end] for end in ends})


def weave(
    graph: FundGraph,
    events: Sequence[Event],
    carried: Carried,
    *,
    starts: Collection[str],
    ends: Collection[str],
    stay: dt.timedelta,
    hops: int,
) -> Web:
    """Return the web of events from the start rows to the end rows.

    An event follows another if it pays out of the party that the other paid, at most `stay` later. Where both sides
    of the first are seen it must leave the account on which it arrived, or one that it was moved to: what it can have
    carried of the loan is known. Where it went out of sight nothing limits what comes back into it but its amount;
    only an account whose statement covers that day and does not show the receipt is out of the question.
    """
    leaving: dict[str, list[int]] = defaultdict(list)
    for i, event in enumerate(events):
        leaving[event.source].append(i)
    for found in leaving.values():
        found.sort(key=lambda i: (events[i].row.transaction.date, i))
    days = {party: [events[i].row.transaction.date for i in found] for party, found in leaving.items()}
    first = {i for i, e in enumerate(events) if e.row.id in starts}
    last = {i for i, e in enumerate(events) if e.row.id in ends}
    unseen: set[int] = set()
    away: dict[int, int] = dict.fromkeys(first, 0)
    arcs: list[tuple[int, int]] = []
    for i, event in enumerate(events):
        if i not in away or away[i] >= hops or event.target == BORROWER:
            continue
        came = event.shown.transaction.date
        following = leaving.get(event.target, [])
        for j in following[bisect_left(days.get(event.target, []), came) :]:
            after = events[j]
            if after.row.transaction.date - came > stay:
                break
            if j <= i or not _follows(graph, event, after):
                continue
            hidden = event.arrival is None or i in unseen
            if not hidden and after.row.id not in carried:
                continue
            if hidden:
                unseen.add(j)
            away[j] = min(away.get(j, hops + 1), away[i] + 1)
            arcs.append((i, j))
    back: dict[int, int] = {i: 0 for i in last if i in away}
    for tail, head in sorted(arcs, key=lambda a: -a[1]):
        if head in back:
            back[tail] = min(back.get(tail, hops + 1), back[head] + 1)
    kept = [i for i in sorted(away) if i in back and away[i] + back[i] <= hops]
    number = {i: k for k, i in enumerate(kept)}
    room = [events[i].fen if i in unseen or i in first else carried[events[i].row.id].max_fen for i in kept]
    return Web(
        events=[events[i] for i in kept],
        arcs=[(number[a], number[b]) for a, b in arcs if a in number and b in number],
        room=room,
        starts=frozenset(number[i] for i in kept if i in first),
        ends=frozenset(number[i] for i in kept if i in last),
    )


def _follows(graph: FundGraph, event: Event, after: Event) -> bool:
    arrival, out = event.arrival, after.row
    if out.transaction.amount_fen > 0:
        return True
    if arrival is None:
        account = graph.accounts[out.transaction.account]
        day = event.row.transaction.date
        covered = account.period_start and account.period_end and account.period_start <= day <= account.period_end
        return not covered
    return arrival.transaction.account != out.transaction.account or graph.order[arrival.id] < graph.order[out.id]
