from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.errors import InputError
from docaudit.records.labels import Use
from docaudit.tracing.maxflow import max_flow
from docaudit.tracing.network import build_network
from docaudit.tracing.steps import Flow, Holder, Step

SIZE = 5
arcs = st.lists(
    st.tuples(st.integers(0, SIZE - 2), st.integers(1, SIZE - 1), st.integers(0, 9)).filter(lambda a: a[0] < a[1]),
    max_size=9,
)
amounts = st.lists(st.integers(0, 9), min_size=SIZE, max_size=SIZE)


@settings(max_examples=200, deadline=None)
@given(amounts, arcs, amounts)
def test_the_largest_flow_is_the_smallest_cut(
    supply: list[int], links: list[tuple[int, int, int]], drain: list[int]
) -> None:
    cuts = []
    for side in product((True, False), repeat=SIZE):
        cut = sum(fen for v, fen in enumerate(supply) if not side[v])
        cut += sum(fen for v, fen in enumerate(drain) if side[v])
        cuts.append(cut + sum(c for a, b, c in links if side[a] and not side[b]))
    assert max_flow(supply, links, dict(enumerate(drain))) == min(cuts)


def test_amounts_of_any_size_flow_exactly_and_those_beyond_are_named() -> None:
    huge = 98_765_432_109_876_543
    arcs = [(0, 1, huge), (0, 2, huge - 3), (1, 3, 1 << 62), (2, 3, huge)]
    assert max_flow([2 * huge, 0, 0, 0], arcs, {3: 1 << 62}) == 2 * huge - 3
    for much in (1 << 61, 1 << 70):
        with pytest.raises(InputError, match="64 bits"):
            max_flow([much, much, 0, 0], arcs, {3: 1})


moves = st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 2), st.integers(1, 40), st.integers(0, 1)), max_size=30)


@settings(max_examples=200, deadline=None)
@given(moves)
def test_what_can_be_present_is_the_largest_flow_to_the_node(raw: list[tuple[int, int, int, int]]) -> None:
    holders = [Holder(use=Use.IDLE) for _ in range(3)]
    balance = [0, 0, 0]
    steps = []
    for wanted, target, fen, money in raw:
        source = -1 if wanted == target or (wanted >= 0 and balance[wanted] < fen) else wanted
        if source >= 0:
            balance[source] -= fen
        balance[target] += fen
        steps.append(Step(source, target, fen, money))
    flow = Flow(holders=holders, steps=steps, classes=["", "L"], disbursed_fen=[0, 0], left_fen=balance)
    net = build_network(flow, steps, [0, 1, 2], set())
    own, other = net.supply_of(1), net.supply_of(1, others=True)
    most = net.present(own)
    assert most == [max_flow(own, net.arcs, {v: net.limit}) for v in range(net.size)]
    most_other = net.present(net.entering(other, most), most)
    for v in range(net.size):
        if most[v]:
            assert most_other[v] == max_flow(other, net.arcs, {v: net.limit})
