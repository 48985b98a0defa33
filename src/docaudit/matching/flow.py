"""Largest flows, and of those the ones of least cost: OR-tools on columns of 64-bit integers, its limits guarded.

Amounts are fen up to 10^13 and more, so neither 32-bit capacities (scipy's) nor floating point (linear programmes) will
do. A status other than optimal, an overflow among them, is an error here and never a wrong flow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from docaudit.errors import InputError

Whole = NDArray[np.int64]
"""Fen, costs or numbers of rows."""

MOST_FEN = 1 << 61
"""Largest sum of demands: what OR-tools adds up stays within 64 bits."""
MOST_COST = 1 << 61
"""Largest cost times nodes: OR-tools scales costs by the number of nodes (cost scaling, Goldberg 1997)."""


@dataclass(frozen=True, slots=True)
class Arcs:
    """Arcs as columns: from node `tails` to node `heads`, at most `room` fen each, `cost` per fen."""

    tails: Whole
    heads: Whole
    room: Whole
    cost: Whole

    def __len__(self) -> int:
        return len(self.tails)

    def part(self, chosen: Whole) -> Arcs:
        """Return those of these numbers."""
        return Arcs(self.tails[chosen], self.heads[chosen], self.room[chosen], self.cost[chosen])


def cheapest_flow(arcs: Arcs, supply: Whole, sink: int) -> Whole:
    """Return the fen in each arc of a largest flow into `sink` that is cheapest among the largest ones.

    `supply` is the most that may enter at each node. Equal columns give the equal flow.

    Raises:
        InputError: the amounts are too large to be added up in 64 bits.
    """
    total = _checked(supply)
    if not len(arcs) or not total:
        return np.zeros(len(arcs), np.int64)
    network = SimpleMinCostFlow()
    numbers = network.add_arcs_with_capacity_and_unit_cost(
        arcs.tails.astype(np.int32), arcs.heads.astype(np.int32), np.minimum(arcs.room, total), arcs.cost
    )
    nodes = np.flatnonzero(supply)
    network.set_nodes_supplies(nodes.astype(np.int32), supply[nodes])
    network.set_node_supply(sink, -total)
    status = network.solve_max_flow_with_min_cost()
    if status != network.OPTIMAL:
        msg = f"matching: the flow of {len(arcs)} arcs has no solution ({status.name}); check the amounts"
        raise InputError(msg)
    return np.asarray(network.flows(numbers), np.int64)


def largest_flow(arcs: Arcs, supply: Whole, sink: int) -> int:
    """Return the most that can flow into `sink`, whatever it costs; arguments and errors as `cheapest_flow`."""
    total = _checked(supply)
    if not len(arcs) or not total:
        return 0
    nodes = np.flatnonzero(supply)
    source = max(len(supply), int(arcs.heads.max()) + 1, sink + 1)
    network = SimpleMaxFlow()
    network.add_arcs_with_capacity(
        np.concatenate((arcs.tails, np.full(len(nodes), source))).astype(np.int32),
        np.concatenate((arcs.heads, nodes)).astype(np.int32),
        np.concatenate((np.minimum(arcs.room, total), supply[nodes])),
    )
    return _solved(network, source, sink)


class Rerouting:
    """What a largest flow leaves open: how much more or less may enter at one node while the total stays.

    Every other largest flow is this one plus circulations in the network of what is left (Ford and Fulkerson 1956), so
    two flows in that network tell the least and the most of one node over all of them (flows.md 4.4).
    """

    def __init__(self, arcs: Arcs, flow: Whole, supply: Whole, entered: Whole) -> None:
        self.entered = entered
        self.source = max(len(supply), int(arcs.heads.max()) + 1)
        nodes = np.flatnonzero(supply)
        total = int(supply.sum())
        tails = np.concatenate((arcs.tails, np.full(len(nodes), self.source)))
        heads = np.concatenate((arcs.heads, nodes))
        left = np.concatenate((np.minimum(arcs.room, total) - flow, supply[nodes] - entered[nodes]))
        back = np.concatenate((flow, entered[nodes]))
        self.network = SimpleMaxFlow()
        self.network.add_arcs_with_capacity(
            np.concatenate((tails, heads)).astype(np.int32),
            np.concatenate((heads, tails)).astype(np.int32),
            np.concatenate((left, back)),
        )
        self.supply = supply

    def range(self, node: int) -> tuple[int, int]:
        """Return the least and the most that enters at `node` over all largest flows."""
        enters, open_ = int(self.entered[node]), int(self.supply[node] - self.entered[node])
        # The arc between source and node is itself a way: it counts what enters already, or what still may.
        most = min(int(self.supply[node]), _solved(self.network, node, self.source))
        least = enters - (_solved(self.network, self.source, node) - open_)
        return least, most


def _solved(network: SimpleMaxFlow, source: int, sink: int) -> int:
    status = network.solve(source, sink)
    if status != network.OPTIMAL:
        msg = f"matching: the flow has no solution ({status.name}); check the amounts"
        raise InputError(msg)
    return int(network.optimal_flow())


def _checked(supply: Whole) -> int:
    total = sum(supply.tolist()) if len(supply) else 0
    if total > MOST_FEN:
        msg = f"matching: the payments come to {total} fen; at most {MOST_FEN} can be added up"
        raise InputError(msg)
    return int(total)
