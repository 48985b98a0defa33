"""How many yuan of which payment which papers cover: the network of flows.md 4.1 on plain numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from docaudit.matching.flow import MinCostFlow

RANGE_LIMIT = 1000
"""Links of a component above which ranges are not worked out: two flows per payment are needed (flows.md 4.4)."""

Layer = Mapping[str, int | None]
"""Papers of one layer with their amount in fen; None is unlimited (a contract that names no amount)."""


@dataclass(frozen=True, slots=True)
class Link:
    """`paper` can prove `demand`; `cost` per fen orders equal coverages, the lesser the better."""

    demand: str
    paper: str
    cost: int = 0


@dataclass(slots=True)
class Covered:
    """What covers what, in fen.

    `flows` maps (demand, paper of the first layer) to fen; `uncovered` is what is left of each demand. `ranges` is
    the least and most that can be uncovered over all coverages of the same total, where it was worked out.
    """

    flows: dict[tuple[str, str], int] = field(default_factory=dict)
    uncovered: dict[str, int] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def total_uncovered(self) -> int:
        """The uncovered sum, the same in every best coverage."""
        return sum(self.uncovered.values())


def cover(
    demands: Mapping[str, int],
    invoices: Layer,
    links: Iterable[Link],
    *,
    contracts: Layer | None = None,
    invoice_contracts: Iterable[tuple[str, str]] = (),
    receipts: Layer | None = None,
    contract_receipts: Iterable[tuple[str, str]] = (),
    ranges: bool = True,
) -> Covered:
    """Cover as much of the demands as the papers allow, at least cost; a yuan of a paper proves one yuan once.

    Each unit runs through all layers that are given: payment, invoice, contract, goods receipt. A layer that is None
    is not asked for. Ids of different layers may be equal.
    """
    layers: list[Layer] = [invoices]
    between: list[list[tuple[str, str]]] = []
    if contracts is not None:
        layers.append(contracts)
        between.append(list(invoice_contracts))
    if receipts is not None:
        layers.append(receipts)
        between.append(list(contract_receipts))
    result = Covered()
    for part in _components(demands, layers, list(links), between):
        part.solve(result, ranges=ranges)
    return result


@dataclass(slots=True)
class _Component:
    """Papers and payments that can compete with each other, and nothing else."""

    demands: dict[str, int]
    links: list[Link]
    layers: list[dict[str, int | None]]
    between: list[list[tuple[str, str]]]

    def solve(self, result: Covered, *, ranges: bool) -> None:
        everybody = list(self.demands)
        total, flows = self._flow(everybody)
        result.flows |= flows
        covered: dict[str, int] = defaultdict(int)
        for (demand, _), fen in flows.items():
            covered[demand] += fen
        for demand, fen in self.demands.items():
            result.uncovered[demand] = fen - covered[demand]
        if not ranges or len(self.links) > RANGE_LIMIT:
            return
        for demand, fen in self.demands.items():
            if len(everybody) == 1 or total == 0:
                result.ranges[demand] = (fen - covered[demand],) * 2
                continue
            # Only the totals are asked for: without costs one round of the flow suffices.
            alone, _ = self._flow([demand], priced=False)
            without, _ = self._flow([d for d in everybody if d != demand], priced=False)
            result.ranges[demand] = (fen - alone, fen - (total - without))

    def _flow(self, chosen: list[str], *, priced: bool = True) -> tuple[int, dict[tuple[str, str], int]]:
        number: dict[Hashable, int] = {}

        def node(*name: Hashable) -> int:
            return number.setdefault(name, len(number))

        limit = sum(self.demands[d] for d in chosen)
        source, sink = node("source"), node("sink")
        for demand in chosen:
            node("demand", demand)
        for depth, layer in enumerate(self.layers):
            for paper in layer:
                node(depth, paper, "in")
                node(depth, paper, "out")
        net = MinCostFlow(len(number))
        for demand in chosen:
            net.add(source, node("demand", demand), self.demands[demand])
        wanted = set(chosen)
        arcs = {
            (link.demand, link.paper): net.add(
                node("demand", link.demand),
                node(0, link.paper, "in"),
                self.demands[link.demand],
                link.cost if priced else 0,
            )
            for link in self.links
            if link.demand in wanted
        }
        for depth, layer in enumerate(self.layers):
            for paper, fen in layer.items():
                net.add(node(depth, paper, "in"), node(depth, paper, "out"), limit if fen is None else max(0, fen))
                if depth == len(self.layers) - 1:
                    net.add(node(depth, paper, "out"), sink, limit)
        for depth, pairs in enumerate(self.between):
            for above, below in pairs:
                net.add(node(depth, above, "out"), node(depth + 1, below, "in"), limit)
        total = net.solve(source, sink)
        return total, {pair: fen for pair, arc in arcs.items() if (fen := net.flow(arc)) > 0}


def _components(
    demands: Mapping[str, int], layers: list[Layer], links: list[Link], between: list[list[tuple[str, str]]]
) -> list[_Component]:
    parent: dict[Hashable, Hashable] = {}

    def root(name: Hashable) -> Hashable:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for link in links:
        parent[root(("demand", link.demand))] = root((0, link.paper))
    for depth, pairs in enumerate(between):
        for above, below in pairs:
            parent[root((depth, above))] = root((depth + 1, below))
    parts: dict[Hashable, _Component] = {}

    def part(name: Hashable) -> _Component:
        if root(name) not in parts:
            parts[root(name)] = _Component({}, [], [{} for _ in layers], [[] for _ in between])
        return parts[root(name)]

    for demand, fen in demands.items():
        part(("demand", demand)).demands[demand] = fen
    for depth, layer in enumerate(layers):
        for paper, amount in layer.items():
            part((depth, paper)).layers[depth][paper] = amount
    for link in links:
        if link.demand in demands and link.paper in layers[0]:
            part((0, link.paper)).links.append(link)
    for depth, pairs in enumerate(between):
        for above, below in pairs:
            if above in layers[depth] and below in layers[depth + 1]:
                part((depth, above)).between[depth].append((above, below))
    return list(parts.values())
