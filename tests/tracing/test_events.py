"""The row graph of round trips against every way spelt out and a linear programme over its rows."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from docaudit.records.evidence import Evidence
from docaudit.records.flows import Account, LedgerRow, Place, Transaction
from docaudit.records.labels import Owner, RowKind
from docaudit.records.schemes import LoanMoney
from docaudit.tracing.events import BORROWER, Event, weave
from docaudit.tracing.graph import Carried, FundGraph
from docaudit.tracing.steps import Flow

PLACE = Place(document="S", source="S.pdf", evidence=Evidence(text=""))
START = dt.date(2025, 1, 1)
STAY, HOPS = 3, 3
PARTIES = (BORROWER, "甲", "乙", "丙")


def row(number: int, day: int, fen: int, account: str) -> LedgerRow:
    paid = Transaction(
        id=f"S#{number}",
        index=number,
        account=account,
        date=START + dt.timedelta(days=day),
        amount_fen=fen,
        place=PLACE,
    )
    return LedgerRow(transaction=paid, kind=RowKind.OUT if fen < 0 else RowKind.IN)


def graph_of(rows: list[LedgerRow]) -> FundGraph:
    empty = Flow(holders=[], steps=[], classes=[""], disbursed_fen=[0], left_fen=[])
    accounts = {p: Account(key=p, number=None, name=p, owner=Owner.COUNTERPARTY) for p in PARTIES}
    return FundGraph(
        accounts=accounts,
        rows={r.id: r for r in rows},
        order={r.id: i for i, r in enumerate(rows)},
        arrivals={},
        flow=empty,
        moved=[],
        ends=[],
    )


raw_events = st.lists(
    st.tuples(st.integers(0, 8), st.sampled_from(PARTIES), st.sampled_from(PARTIES), st.integers(1, 9), st.booleans()),
    max_size=9,
)


@settings(max_examples=250, deadline=None)
@given(raw_events, st.data())
def test_the_web_is_all_ways_of_few_hops_and_its_flow_the_most_that_rows_let_through(
    raw: list[tuple[int, str, str, int, bool]], data: st.DataObject
) -> None:
    """Receipts of unseen or seen payments: seen ones must leave the account they came to, and carry what is known."""
    raw = sorted((m for m in raw if m[1] != m[2]), key=lambda m: m[0])
    events: list[Event] = []
    rows: list[LedgerRow] = []
    carried: dict[str, LoanMoney] = {}
    for k, (day, source, target, fen, seen) in enumerate(raw):
        out = row(2 * k, day, -fen, source)
        into = row(2 * k + 1, day, fen, target) if seen else None
        rows += [out, *([into] if into else [])]
        events.append(Event(row=out, arrival=into, source=source, target=target))
        known = data.draw(st.integers(0, fen))
        if known:
            carried[out.id] = LoanMoney(known, 0, known)
    graph = graph_of(rows)
    starts = {i for i, e in enumerate(events) if e.source == BORROWER}
    ends = {i for i, e in enumerate(events) if e.target == BORROWER and e.source != BORROWER}
    web = weave(
        graph,
        events,
        Carried({r: m.fen for r, m in carried.items()}, {r: (0, m.max_fen) for r, m in carried.items()}),
        starts={events[i].row.id for i in starts},
        ends={events[i].row.id for i in ends},
        stay=dt.timedelta(days=STAY),
        hops=HOPS,
    )
    unseen: set[int] = set()
    while True:
        before = len(unseen)
        found = every_way(events, carried, starts, ends, unseen)
        if len(unseen) == before:
            break
    used = {i for way in found for i in way}
    assert {e.row.id for e in web.events} == {events[i].row.id for i in used}
    arcs = sorted({(a, b) for way in found for a, b in pairwise(way)})
    if not arcs:
        return
    room = {i: events[i].fen if i in unseen or i in starts else carried[events[i].row.id].max_fen for i in sorted(used)}
    supply = {i: data.draw(st.integers(0, events[i].fen)) for i in sorted(used & starts)}
    number = {e.row.id: i for i, e in enumerate(web.events)}
    shown = web.flow({number[events[i].row.id]: fen for i, fen in supply.items()}, web.ends)
    assert shown == largest(arcs, room, supply, used & ends)


def every_way(
    events: list[Event], carried: dict[str, LoanMoney], starts: set[int], ends: set[int], unseen: set[int]
) -> list[list[int]]:
    """Return all ways of few hops from a start to an end; what follows a payment without a receipt joins `unseen`."""
    ways = [[i] for i in sorted(starts)]
    found: list[list[int]] = []
    while ways:
        way = ways.pop()
        last = events[way[-1]]
        if way[-1] in ends:
            found.append(way)
        if len(way) > HOPS or last.target == BORROWER:
            continue
        lost = last.arrival is None or way[-1] in unseen
        for j in range(way[-1] + 1, len(events)):
            after = events[j]
            gap = (after.row.transaction.date - last.row.transaction.date).days
            if after.source == last.target and gap <= STAY and (lost or after.row.id in carried):
                if lost:
                    unseen.add(j)
                ways.append([*way, j])
    return found


def largest(arcs: list[tuple[int, int]], room: dict[int, int], supply: dict[int, int], ends: set[int]) -> int:
    """Return the most that can come to the ends over the arcs, by a linear programme over what each arc carries."""
    limits, values = [], []
    for node, most in room.items():
        into = np.array([float(b == node) for _, b in arcs])
        out = np.array([float(a == node) for a, _ in arcs])
        if node in supply:
            limits.append(out)
            values.append(min(most, supply[node]))
        else:
            limits.append(into)
            values.append(most)
            if node not in ends:
                limits.append(out - into)
                values.append(0)
    goal = -np.array([float(b in ends) for _, b in arcs])
    found = linprog(goal, np.array(limits), np.array(values), bounds=(0, None), method="highs")
    assert found.success
    return round(-found.fun)
