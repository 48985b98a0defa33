"""Largest flow with whole-number capacities: OR-tools (push-relabel on 64-bit integers), its limits guarded.

Libraries with 32-bit capacities fail without an error above 21 million yuan (flows.md 2.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow

from docaudit.errors import InputError

Arc = tuple[int, int, int]
"""(tail, head, capacity)."""

MOST_FEN = 1 << 61
"""Largest sum of supplies: what OR-tools adds up stays within 64 bits."""


def max_flow(supply: Sequence[int], arcs: Sequence[Arc], drain: Mapping[int, int]) -> int:
    """Return the most that can flow from `supply` (per node) through `arcs` into `drain` (node to capacity).

    Raises:
        InputError: the supplies are too large to be added up in 64 bits.
    """
    source, sink = len(supply), len(supply) + 1
    enter = [(source, node, fen) for node, fen in enumerate(supply) if fen > 0]
    leave = [(node, sink, fen) for node, fen in drain.items() if fen > 0]
    if not enter or not leave:
        return 0
    total = sum(fen for *_, fen in enter)
    try:
        columns = np.array([*arcs, *enter, *leave], np.int64)
    except OverflowError:
        total = MOST_FEN + 1
    if total > MOST_FEN:
        msg = "tracing: the amounts of the case are too large to be added up in 64 bits; check them"
        raise InputError(msg)
    network = SimpleMaxFlow()
    network.add_arcs_with_capacity(
        # No arc carries more than there is, so that what stands for "unlimited" cannot add up too high either.
        columns[:, 0].astype(np.int32),
        columns[:, 1].astype(np.int32),
        np.minimum(columns[:, 2], total),
    )
    status = network.solve(source, sink)
    if status != network.OPTIMAL:
        msg = f"tracing: a flow of {len(columns)} arcs has no solution ({status.name}); check the amounts"
        raise InputError(msg)
    return int(network.optimal_flow())
