"""The network of flows.md 4.1 on numbered payments and papers: solved, shared out, with ranges.

Papers of a layer that behave alike stand in one class, so that 20,000 payments and 20,000 invoices of one seller need
some hundred thousand arcs (day by day) instead of 400 million; what flows through a class is shared out afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from docaudit.matching.flow import MOST_COST, Arcs, Rerouting, Whole, cheapest_flow, largest_flow
from docaudit.matching.forest import without_cycles

UNLIMITED = -1
"""Room of a paper that names no amount."""
UNKNOWN = -1
"""Least and most where they were not worked out."""
RANGE_WORK = 20_000_000
"""Payments times arcs of a component above which ranges are not worked out: two flows per payment are needed."""

BATCH = 2000
"""Arcs solved together at least, where there are so many: a call of the solver costs as much as some hundred arcs."""

Pairs = tuple[Whole, Whole]
Triples = tuple[Whole, Whole, Whole]


def no_triples() -> Triples:
    """Return three empty columns."""
    none = np.zeros(0, np.int64)
    return none, none, none


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Which payments lead to which invoices at which cost per fen; triples are (from, to, cost).

    Payments of one kind are equal in all but the demand, invoices of one kind in all but the number; kinds of one class
    differ in the amount only (-1: no class). `wide` joins classes, `exact` kinds. A hub stands for several classes of
    invoices that cost a class of payments the same: `to_hub` leads from classes of payments, `from_hub` to classes of
    invoices.
    """

    payment_kind: Whole
    paper_kind: Whole
    payment_class: Whole
    paper_class: Whole
    wide: Triples = field(default_factory=no_triples)
    exact: Triples = field(default_factory=no_triples)
    to_hub: Triples = field(default_factory=no_triples)
    from_hub: Triples = field(default_factory=no_triples)


@dataclass(frozen=True, slots=True)
class Join:
    """Which papers lead to which of the next layer: `above` and `below` are classes of papers (-1: none)."""

    above: Whole
    below: Whole
    pairs: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Demands and papers in their order of preference, amounts in fen; `layers` holds the invoices first."""

    demands: Whole
    layers: Sequence[Whole]
    links: Links
    joins: Sequence[Join] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A coverage of most fen, of those one of least cost, of those the one that serves what stands first.

    `chains` are rows of (payment, a paper of each layer), numbers from 0, with `fen`; `covered` is per payment, `used`
    per invoice. `least` and `most` bound `covered` over all coverages of the same total (UNKNOWN where not worked out).
    `payment_part` and `paper_part` number the components.
    """

    chains: Whole
    fen: Whole
    covered: Whole
    used: Whole
    least: Whole
    most: Whole
    payment_part: Whole
    paper_part: Whole


class _Network:
    """Nodes in levels from payments to sink; arcs never lead back."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.size = self.count = 0
        self.levels: list[tuple[int, int]] = []
        self.columns: list[tuple[Whole, Whole, Whole, Whole]] = []
        self.total = int(problem.demands.sum())
        self.papers: list[Whole] = []
        self._link(problem.links)
        for depth, join in enumerate(problem.joins):
            self._join(depth, join)
        self.sink = int(self._nodes(1)[0])
        last = len(problem.layers) - 1
        self._through_papers(last, np.full(len(problem.layers[last]), self.sink))
        self.arcs = Arcs(*(np.concatenate(column) for column in zip(*self.columns, strict=True)))
        self.leaving = np.flatnonzero(self.arcs.tails < len(self.payments))
        self.supply = np.zeros(self.size, np.int64)
        self.supply[self.payments] = problem.demands

    def _link(self, links: Links) -> None:
        self.payments = self._nodes(len(self.problem.demands))
        kinds = self._kinds(links.payment_kind, self.payments)
        classes, hubs = self._nodes(_count(links.payment_class)), self._nodes(_count(links.to_hub[1]))
        paper_classes = self._nodes(_count(links.paper_class))
        # The papers' nodes come last, as the levels go from payments to papers; their kinds lie before them.
        lone = np.bincount(links.paper_kind, minlength=len(links.paper_class)) == 1
        several = self._nodes(int((~lone).sum()))
        self.papers.append(self._nodes(len(self.problem.layers[0])))
        paper_kinds = np.zeros(len(lone), np.int64)
        paper_kinds[~lone] = several
        member = lone[links.paper_kind]
        paper_kinds[links.paper_kind[member]] = self.papers[0][member]
        self._members(kinds, links.payment_class, classes)
        for (one, two, cost), ends in (
            (links.wide, (classes, paper_classes)),
            (links.to_hub, (classes, hubs)),
            (links.from_hub, (hubs, paper_classes)),
            (links.exact, (kinds, paper_kinds)),
        ):
            self._arcs(ends[0][one], ends[1][two], cost=cost)
        self._members(paper_kinds, links.paper_class, paper_classes, out=True)
        self._arcs(paper_kinds[links.paper_kind[~member]], self.papers[0][~member])

    def _kinds(self, kind: Whole, members: Whole) -> Whole:
        """Return the node of each kind of payment: that of its only member, else one of its own."""
        often = np.bincount(kind)
        nodes = np.zeros(len(often), np.int64)
        nodes[often != 1] = self._nodes(int((often != 1).sum()))
        alone = often[kind] == 1
        nodes[kind[alone]] = members[alone]
        self._arcs(members[~alone], nodes[kind[~alone]])
        return nodes

    def _join(self, depth: int, join: Join) -> None:
        out = self._nodes(len(self.papers[depth]))
        above, below = self._nodes(_count(join.above)), self._nodes(_count(join.below))
        self.papers.append(self._nodes(len(self.problem.layers[depth + 1])))
        self._through_papers(depth, out)
        self._members(out, join.above, above)
        self._arcs(above[join.pairs[0]], below[join.pairs[1]])
        self._members(self.papers[-1], join.below, below, out=True)

    def _nodes(self, count: int) -> Whole:
        self.levels.append((self.size, self.size + count))
        self.size += count
        return np.arange(self.size - count, self.size, dtype=np.int64)

    def _arcs(self, tails: Whole, heads: Whole, room: Whole | None = None, cost: Whole | None = None) -> slice:
        room = np.full(len(tails), self.total, np.int64) if room is None else room
        cost = np.zeros(len(tails), np.int64) if cost is None else cost
        self.columns.append((tails, heads, room, cost))
        self.count += len(tails)
        return slice(self.count - len(tails), self.count)

    def _members(self, members: Whole, of: Whole, classes: Whole, *, out: bool = False) -> None:
        """Lead the members into their classes, or the classes out to their members."""
        some = of >= 0
        ends = members[some], classes[of[some]]
        self._arcs(*(ends[::-1] if out else ends))

    def _through_papers(self, depth: int, heads: Whole) -> None:
        room = self.problem.layers[depth]
        arcs = self._arcs(self.papers[depth], heads, np.where(room == UNLIMITED, self.total, room))
        if depth == 0:
            self.through_invoices = arcs

    def entered(self, flow: Whole) -> Whole:
        """Return what is covered of each payment."""
        entered = np.zeros(len(self.payments), np.int64)
        np.add.at(entered, self.arcs.tails[self.leaving], flow[self.leaving])
        return entered

    def cheapest(self, part: Whole) -> Whole:
        """Return the flow of `Solution`; `part` numbers the component of each node.

        Ties are broken within the costs themselves: the place of a payment in its component is worth less than any
        difference in cost, the place of an invoice less than any place of a payment. A circulation passes at most two
        ends of payments, but of invoices as many as there are when contracts lie behind them.
        """
        first, places = _places(part[self.payments])
        second, papers = _places(part[self.papers[0]])
        swing = papers - 1 if len(self.papers) == 1 else papers * papers // 4
        dearest = (int(self.arcs.cost.max(initial=0)) + 1) * max(1, places) * 4 * (self.size + 2)
        # Where the numbers would grow too large, the order of the arcs decides, which is that of the papers too.
        step = swing + 1 if dearest * (swing + 1) <= MOST_COST else 1
        step_first = max(1, places) if dearest * step <= MOST_COST else 1
        cost = self.arcs.cost * (step_first * step)
        if step_first > 1:
            cost[self.leaving] += first[self.arcs.tails[self.leaving]] * step
        if step > 1:
            cost[self.through_invoices] += second
        priced = replace(self.arcs, cost=cost)
        flow = np.zeros(len(cost), np.int64)
        for chosen in _batches(part[self.arcs.tails]):
            nodes, arcs = _alone(priced.part(chosen))
            flow[chosen] = cheapest_flow(arcs, self.supply[nodes], int(np.searchsorted(nodes, self.sink)))
        return flow

    def chains(self, flow: Whole) -> tuple[Whole, Whole]:
        """Share what flows through classes out to single papers: rows of (payment, paper of each layer), and fen."""
        carried = np.flatnonzero(flow)
        order = carried[np.lexsort((self.arcs.heads[carried], self.arcs.tails[carried]))]
        arcs = self.arcs.tails[order], self.arcs.heads[order], flow[order]
        entered = self.entered(flow)
        paying = np.flatnonzero(entered)
        if not len(paying):
            return np.zeros((0, 1 + len(self.papers)), np.int64), paying
        rows, fen = paying[:, None], entered[paying]
        upper = self.payments
        for lower in self.papers:
            ends = np.unique(rows[:, -1])
            sums = np.zeros(len(upper), np.int64)
            np.add.at(sums, rows[:, -1], fen)
            _, below, amounts = without_cycles(*self._pairs(upper, lower, ends, sums[ends], arcs))
            order = np.lexsort((*rows.T[::-1], rows[:, -1]))
            rows, fen = rows[order], fen[order]
            row, pair, fen = _shared_out(fen, amounts)
            rows = np.column_stack((rows[row], below[pair]))
            upper = lower
        order = np.lexsort(rows.T[::-1])
        return rows[order], fen[order]

    def _pairs(self, upper: Whole, lower: Whole, ends: Whole, fen: Whole, arcs: tuple[Whole, Whole, Whole]) -> Triples:
        """Share the flow from one layer to the next out: number above, number below, fen."""
        tails, heads, amounts = arcs
        at, origin = upper[ends], ends
        for start, end in self.levels:
            if start >= lower[0]:
                break
            here = (at >= start) & (at < end)
            if not here.any():
                continue
            pieces = np.flatnonzero(here)
            pieces = pieces[np.lexsort((origin[pieces], at[pieces]))]
            out = slice(*np.searchsorted(tails, (start, end)))
            piece, arc, part = _shared_out(fen[pieces], amounts[out])
            at = np.concatenate((at[~here], heads[out][arc]))
            origin = np.concatenate((origin[~here], origin[pieces[piece]]))
            fen = np.concatenate((fen[~here], part))
        return _summed(origin, at - lower[0], fen)

    def ranges(self, flow: Whole, part: Whole) -> tuple[Whole, Whole]:
        """Return least and most of what each payment gets over all largest flows."""
        demands, covered = self.problem.demands, self.entered(flow)
        least, most = covered.copy(), covered.copy()
        parts = part[self.payments]
        arc_part = part[self.arcs.tails]
        lacking = np.bincount(parts, demands > covered, self.size) > 0
        served = np.bincount(parts, covered > 0, self.size) > 0
        several = np.bincount(parts, minlength=self.size)
        arcs_of = np.bincount(arc_part, minlength=self.size)
        # Where all or nothing is covered, or one payment stands alone, there is one way only.
        open_ = np.flatnonzero(lacking & served & (several > 1))
        by_part = np.argsort(parts, kind="stable")
        by_arc = np.argsort(arc_part, kind="stable")
        for number in open_:
            members = by_part[slice(*np.searchsorted(parts, (number, number + 1), sorter=by_part))]
            if len(members) * int(arcs_of[number]) > RANGE_WORK:
                least[members] = most[members] = UNKNOWN
                continue
            chosen = by_arc[slice(*np.searchsorted(arc_part, (number, number + 1), sorter=by_arc))]
            nodes, local = _alone(self.arcs.part(chosen))
            at = np.searchsorted(nodes, self.payments[members])
            supply, entered = np.zeros(len(nodes), np.int64), np.zeros(len(nodes), np.int64)
            supply[at], entered[at] = demands[members], covered[members]
            rerouting = Rerouting(local, flow[chosen], supply, entered)
            for member, node in zip(members.tolist(), at.tolist(), strict=True):
                least[member], most[member] = rerouting.range(node)
        return least, most


def solve(problem: Problem, *, ranges: bool = True) -> Solution:
    """Cover as much of the demands as the papers allow, at least cost; a fen of a paper proves one fen once.

    The result depends on the order of payments and papers within `problem` and on nothing else.

    Raises:
        InputError: the amounts are too large for 64-bit integers.
    """
    network = _Network(problem)
    part = _parts(network.arcs, network.size, network.sink)
    flow = network.cheapest(part)
    chains, fen = network.chains(flow)
    covered = network.entered(flow)
    least, most = network.ranges(flow, part) if ranges else (np.full_like(covered, UNKNOWN),) * 2
    return Solution(
        chains=chains,
        fen=fen,
        covered=covered,
        used=flow[network.through_invoices],
        least=least,
        most=most,
        payment_part=part[network.payments],
        paper_part=part[network.papers[0]],
    )


def coverable(problem: Problem) -> int:
    """Return how many fen of all demands the papers can prove."""
    network = _Network(problem)
    return largest_flow(network.arcs, network.supply, network.sink)


def _count(classes: Whole) -> int:
    return int(classes.max(initial=-1)) + 1


def _places(part: Whole) -> tuple[Whole, int]:
    """Return the place of each among those of its part, and the largest number of places."""
    order = np.argsort(part, kind="stable")
    counts = np.bincount(part) if len(part) else np.zeros(1, np.int64)
    starts = np.cumsum(counts) - counts
    places = np.empty(len(part), np.int64)
    places[order] = np.arange(len(part)) - starts[part[order]]
    return places, int(counts.max())


def _batches(part: Whole) -> Iterator[Whole]:
    """Yield the arcs of whole components, small ones together: the solver takes longer for all at once."""
    order = np.argsort(part, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(part[order])) + 1, len(order))
    start = 0
    for end in ends.tolist():
        if end - start >= BATCH or end == len(order):
            if end > start:
                yield order[start:end]
            start = end


def _alone(arcs: Arcs) -> tuple[Whole, Arcs]:
    """Return the nodes of the arcs, and the arcs between their places among these."""
    nodes, places = np.unique(np.concatenate((arcs.tails, arcs.heads)), return_inverse=True)
    return nodes, replace(arcs, tails=places[: len(arcs)], heads=places[len(arcs) :])


def _shared_out(pieces: Whole, arcs: Whole) -> tuple[Whole, Whole, Whole]:
    """Cut two rows of amounts with equal sums at the ends of both; return piece, arc and fen of each cut.

    Pieces and arcs stand by node, and each node takes in what it gives out, so no cut crosses from node to node.
    """
    into, out = np.cumsum(pieces), np.cumsum(arcs)
    ends = np.union1d(into, out)
    return np.searchsorted(into, ends), np.searchsorted(out, ends), np.diff(ends, prepend=0)


def _summed(above: Whole, below: Whole, fen: Whole) -> Triples:
    """Return each pair once, with its sum."""
    order = np.lexsort((below, above))
    above, below, fen = above[order], below[order], fen[order]
    first = np.flatnonzero(np.diff(above, prepend=-1) | np.diff(below, prepend=-1))
    return above[first], below[first], np.add.reduceat(fen, first) if len(first) else fen


def _parts(arcs: Arcs, size: int, sink: int) -> Whole:
    """Number the components of the network without its sink: each node gets the least node that it hangs together with.

    Labels sink along arcs and are halved by pointer jumping, so few rounds over whole columns suffice.
    """
    inner = arcs.heads != sink
    tails, heads = arcs.tails[inner], arcs.heads[inner]
    label = np.arange(size, dtype=np.int64)
    while True:
        one, two = label[tails], label[heads]
        apart = one != two
        if not apart.any():
            return label
        tails, heads, one, two = tails[apart], heads[apart], one[apart], two[apart]
        low = np.minimum(one, two)
        np.minimum.at(label, one, low)
        np.minimum.at(label, two, low)
        while (label != (higher := label[label])).any():
            label = higher
