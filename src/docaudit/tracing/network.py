"""The compressed network of commingled accounts (flows.md 2.3, 2.4): one node per run of money in, then money out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from docaudit.records.labels import Use
from docaudit.tracing.maxflow import Arc, max_flow
from docaudit.tracing.steps import OTHER, Flow, Step


@dataclass(frozen=True, slots=True)
class Drain:
    """Where money ends: at a payment (`row`), or on an account (`row` None)."""

    node: int
    fen: int
    use: Use
    row: str | None


@dataclass(slots=True)
class Network:
    """Nodes in topological order; `supply[class][node]` is what enters; `limit` stands for unlimited."""

    arcs: list[Arc] = field(default_factory=list)
    supply: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    drains: list[Drain] = field(default_factory=list)
    size: int = 0
    limit: int = 0

    def supply_of(self, money: int, *, others: bool = False) -> list[int]:
        """Return what enters each node of class `money`, or of all other classes."""
        result = [0] * self.size
        for kind, nodes in self.supply.items():
            if (kind == money) != others:
                for node, fen in nodes.items():
                    result[node] += fen
        return result

    def reach(self, supply: list[int], drains: list[Drain]) -> int:
        """Return ρ(drains): the most of `supply` that can end in `drains` together."""
        per_node: dict[int, int] = defaultdict(int)
        for drain in drains:
            per_node[drain.node] += drain.fen
        return max_flow(supply, self.arcs, per_node)

    def present(self, supply: list[int]) -> list[int]:
        """Return the most of `supply` that can be present at each node.

        A max-flow is needed only where more than one arc brings money (flows.md 2.4, step 3).
        """
        into: list[list[Arc]] = [[] for _ in range(self.size)]
        for arc in self.arcs:
            into[arc[1]].append(arc)
        most = [0] * self.size
        for v in range(self.size):
            carrying = [a for a in into[v] if most[a[0]] > 0 and a[2] > 0]
            if len(carrying) <= 1:
                most[v] = supply[v] + sum(min(a[2], most[a[0]]) for a in carrying)
            else:
                most[v] = self._flow_to(v, supply, most, into)
        return most

    def _flow_to(self, v: int, supply: list[int], most: list[int], into: list[list[Arc]]) -> int:
        ancestors: set[int] = {v}
        stack = [v]
        arcs: list[Arc] = []
        while stack:
            for arc in into[stack.pop()]:
                if most[arc[0]] > 0 and arc[2] > 0:
                    arcs.append(arc)
                    if arc[0] not in ancestors:
                        ancestors.add(arc[0])
                        stack.append(arc[0])
        number = {node: i for i, node in enumerate(sorted(ancestors))}
        local = [supply[node] for node in number]
        bound = sum(local)
        return max_flow(local, [(number[a], number[b], c) for a, b, c in arcs], {number[v]: bound})


def build_network(flow: Flow, steps: list[Step], holders: list[int], terminal: set[int]) -> Network:
    """Return the network of the `steps` among `holders`; those in `terminal` receive once and are drains."""
    net = Network()
    # More than all that ever moves: what a dark account pays must never be held back by its own limit.
    net.limit = 1 + sum(s.fen for s in steps)
    node: dict[int, int] = {}
    spent: dict[int, bool] = {}
    balance: dict[int, int] = defaultdict(int)

    def new_run(holder: int) -> int:
        number = net.size
        net.size += 1
        if holder in node:
            capacity = net.limit if flow.holders[holder].unlimited else balance[holder]
            net.arcs.append((node[holder], number, capacity))
        node[holder] = number
        spent[holder] = False
        return number

    for holder in holders:
        if flow.holders[holder].unlimited:
            net.supply[OTHER][new_run(holder)] += net.limit
    for source, target, fen, money in steps:
        if source >= 0:
            if source not in node:
                new_run(source)
            spent[source] = True
            balance[source] -= fen
            if target in terminal:
                net.drains.append(Drain(node[source], fen, flow.holders[target].use, flow.holders[target].row))
                continue
        # A run also ends where money arrives from a younger node, so that numbers stay a topological order.
        if target not in node or spent[target] or (source >= 0 and node[target] < node[source]):
            new_run(target)
        balance[target] += fen
        if source < 0:
            net.supply[money][node[target]] += fen
        else:
            net.arcs.append((node[source], node[target], fen))
    for holder, last in node.items():
        left = net.limit if flow.holders[holder].unlimited else balance[holder]
        shown = flow.holders[holder]
        net.drains.append(Drain(last, left, shown.use, shown.row))
    return net
