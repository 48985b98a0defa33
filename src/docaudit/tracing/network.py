"""The compressed network of commingled accounts (flows.md 2.3, 2.4): one node per run of money in, then money out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from docaudit.records.labels import Use
from docaudit.tracing.maxflow import Arc, max_flow
from docaudit.tracing.steps import OTHER, Flow, Step


@dataclass(frozen=True, slots=True)
class Drain:
    """Where money ends: at a payment (`row`), or on an account (`row` None); `holder` is its number in the flow."""

    node: int
    fen: int
    use: Use
    row: str | None
    holder: int


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

    def present(self, supply: list[int], where: list[int] | None = None) -> list[int]:
        """Return the most of `supply` that can be present at each node; only nodes with `where` > 0 are looked at.

        A max-flow is needed only where more than one arc brings money (flows.md 2.4, step 3), and it runs over
        the nodes where money joins or parts: of a chain between two of them only what it adds and lets through matters.
        """
        into, fan = self._arcs(where)
        most = [0] * self.size
        chains: dict[int, _Chain] = {}
        joins: dict[int, list[_Chain]] = {}
        for v in range(self.size):
            if where is not None and where[v] == 0:
                continue
            carrying = [a for a in into[v] if most[a[0]] > 0]
            found = [_extended(chains.get(tail), tail, capacity) for tail, _, capacity in carrying]
            if len(carrying) <= 1:
                most[v] = supply[v] + sum(min(capacity, most[tail]) for tail, _, capacity in carrying)
                if fan[v] <= 1:
                    chains[v] = found[0].plus(supply[v]) if found else _Chain(None, supply[v], supply[v])
                    continue
            else:
                most[v] = _flow_to(v, supply, found, joins)
            joins[v] = found
        return most

    def _arcs(self, where: list[int] | None) -> tuple[list[list[Arc]], list[int]]:
        into: list[list[Arc]] = [[] for _ in range(self.size)]
        fan = [0] * self.size
        for arc in self.arcs:
            if arc[2] > 0 and (where is None or (where[arc[0]] > 0 and where[arc[1]] > 0)):
                into[arc[1]].append(arc)
                fan[arc[0]] += 1
        return into, fan

    def entering(self, supply: list[int], where: list[int]) -> list[int]:
        """Return `supply` with what arcs bring from nodes outside `where`, where all money is of that supply's kind."""
        result = list(supply)
        for tail, head, capacity in self.arcs:
            if where[tail] == 0 and where[head] > 0:
                result[head] += capacity
        return result


@dataclass(frozen=True, slots=True)
class _Chain:
    """Nodes one after the other without a branch: x sent from node `start` makes min(most, x + added) at their end.

    `start` None: nothing comes in at the head of the chain.
    """

    start: int | None
    added: int
    most: int

    def plus(self, fen: int) -> _Chain:
        """Return the chain with `fen` more entering at its end."""
        return _Chain(self.start, self.added + fen, self.most + fen)


def _extended(chain: _Chain | None, tail: int, capacity: int) -> _Chain:
    """Return the chain that ends at `tail` (None: `tail` is a branch itself), led through an arc of that capacity."""
    if chain is None:
        return _Chain(tail, 0, capacity)
    return _Chain(chain.start, chain.added, min(chain.most, capacity))


def _flow_to(v: int, supply: list[int], found: list[_Chain], joins: dict[int, list[_Chain]]) -> int:
    """Return the most that can reach node v over its chains and those of the joins and branches before it."""
    before: dict[int, list[_Chain]] = {v: found}
    stack = [v]
    while stack:
        for chain in before[stack.pop()]:
            if chain.start is not None and chain.start not in before:
                before[chain.start] = joins[chain.start]
                stack.append(chain.start)
    number: dict[int, int] = {}
    local: list[int] = []
    arcs: list[Arc] = []
    for node in sorted(before):
        heads: list[tuple[int, int]] = []
        for chain in before[node]:
            if chain.start is not None and chain.added == 0:
                heads.append((number[chain.start], chain.most))
                continue
            # What a chain adds on its way shares the room at its end with what came in at its head.
            if chain.start is not None:
                arcs.append((number[chain.start], len(local), chain.most))
            heads.append((len(local), chain.most))
            local.append(chain.added)
        number[node] = len(local)
        local.append(supply[node])
        arcs += [(tail, number[node], capacity) for tail, capacity in heads]
    return max_flow(local, arcs, {number[v]: sum(local)})


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
                net.drains.append(Drain(node[source], fen, flow.holders[target].use, flow.holders[target].row, target))
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
        net.drains.append(Drain(last, left, shown.use, shown.row, holder))
    return net
