"""How many yuan of which payment which papers cover: the network of flows.md 4.1 on plain numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from docaudit.matching.flow import Whole
from docaudit.matching.layers import UNKNOWN, UNLIMITED, Join, Links, Pairs, Problem, solve

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
    is not asked for. Ids of different layers may be equal. Of coverages that cost the same, the one that serves what
    stands first in the mappings is chosen.
    """
    layers, joins = [invoices], []
    for layer, pairs in ((contracts, invoice_contracts), (receipts, contract_receipts)):
        if layer is not None:
            joins.append(_join(layers[-1], layer, pairs))
            layers.append(layer)
    known = [link for link in links if link.demand in demands and link.paper in invoices]
    ends = _numbered(demands, invoices, ((link.demand, link.paper) for link in known))
    problem = Problem(
        demands=np.fromiter(demands.values(), np.int64, len(demands)),
        layers=[_rooms(layer) for layer in layers],
        links=Links(
            payment_kind=np.arange(len(demands)),
            paper_kind=np.arange(len(invoices)),
            payment_class=np.full(len(demands), -1),
            paper_class=np.full(len(invoices), -1),
            exact=(*ends, np.array([link.cost for link in known], np.int64)),
        ),
        joins=joins,
    )
    found = solve(problem, ranges=ranges)
    names, papers = list(demands), list(invoices)
    flows: dict[tuple[str, str], int] = defaultdict(int)
    for (payment, paper, *_), fen in zip(found.chains.tolist(), found.fen.tolist(), strict=True):
        flows[names[payment], papers[paper]] += fen
    bounds = zip(names, demands.values(), found.least.tolist(), found.most.tolist(), strict=True)
    return Covered(
        flows=dict(flows),
        uncovered=dict(zip(names, (problem.demands - found.covered).tolist(), strict=True)),
        ranges={name: (fen - most, fen - least) for name, fen, least, most in bounds if least != UNKNOWN},
    )


def _rooms(layer: Layer) -> Whole:
    return np.array([UNLIMITED if fen is None else max(0, fen) for fen in layer.values()], np.int64)


def _numbered(above: Mapping[str, object], below: Mapping[str, object], pairs: Iterable[tuple[str, str]]) -> Pairs:
    numbers: Sequence[dict[str, int]] = [{name: i for i, name in enumerate(side)} for side in (above, below)]
    ends = [(numbers[0][a], numbers[1][b]) for a, b in pairs]
    columns = np.array(ends, np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def _join(above: Layer, below: Layer, pairs: Iterable[tuple[str, str]]) -> Join:
    known = [(a, b) for a, b in pairs if a in above and b in below]
    return Join(np.arange(len(above)), np.arange(len(below)), _numbered(above, below, known))
