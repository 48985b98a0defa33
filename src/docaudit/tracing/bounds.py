"""Bounds of the loan money in every payment and use, under any order of commingled funds (flows.md 2.2 to 2.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from docaudit.records.labels import Use
from docaudit.tracing.maxflow import Arc, max_flow
from docaudit.tracing.network import Network, build_network
from docaudit.tracing.steps import Flow, Step

Range = tuple[int, int]
"""(least, most) in fen."""


@dataclass(slots=True)
class Bounds:
    """Least and most loan money per payment row and per use; what stays on the borrower's accounts is use `idle`.

    `payments` is what stayed with the payee, net of refunds; what a payment carried when it was paid: `MovedBounds`.
    """

    payments: dict[str, Range] = field(default_factory=dict)
    uses: dict[Use, Range] = field(default_factory=dict)

    def _add_use(self, use: Use, least: int, most: int) -> None:
        low, high = self.uses.get(use, (0, 0))
        self.uses[use] = (low + least, high + most)


@dataclass(slots=True)
class _Part:
    """Holders that exchange money with each other, and their steps."""

    holders: list[int]
    steps: list[Step]


def bound_loan(flow: Flow, loan: int) -> Bounds:
    """Return the bounds of class `loan` against everything else."""
    terminal = _terminal(flow)
    result = Bounds()
    for part in _parts(flow, terminal):
        if not any(s.source < 0 and s.money == loan for s in part.steps):
            _nothing(flow, part, result)
        elif len(part.holders) == 1 and not flow.holders[part.holders[0]].unlimited:
            _sweep(flow, part, loan, result)
        else:
            _solve_network(flow, part, terminal, loan, result)
    return result


def bound_set(flow: Flow, loan: int, rows: Collection[str]) -> Range:
    """Return the least and the most money of class `loan` that can have ended in the payments `rows` together.

    Exact, and not the sum of the payments' own bounds: ρ(S), and D − ρ(all other ends) (flows.md 2.3). `rows` are
    names of holders: row ids, as in `Bounds.payments`. What a payment passed on or gave back does not count.
    """
    wanted = set(rows)
    return bound_holders(flow, loan, {i for i, h in enumerate(flow.holders) if h.row in wanted})


def bound_holders(flow: Flow, loan: int, members: Collection[int]) -> Range:
    """Return the same for a set of holders by number, accounts among them."""
    terminal = _terminal(flow)
    least = most = 0
    for part in _parts(flow, terminal):
        if not any(s.source < 0 and s.money == loan for s in part.steps):
            continue
        inside = {i for i in (*part.holders, *(s.target for s in part.steps)) if i in members}
        if not inside:
            continue
        if len(part.holders) == 1 and not flow.holders[part.holders[0]].unlimited:
            least += _set_sweep(part, loan, inside, first=False)
            most += _set_sweep(part, loan, inside, first=True)
            continue
        net = build_network(flow, part.steps, part.holders, terminal)
        own = net.supply_of(loan)
        least += sum(own) - net.reach(own, [d for d in net.drains if d.holder not in inside])
        most += net.reach(own, [d for d in net.drains if d.holder in inside])
    return least, most


class MovedBounds:
    """Least and most money of one class that payments carried when they were paid, whatever came back (flows.md 2.3).

    A payment that went on or came back in part asks for two max-flows; they are made when it is asked for.
    """

    def __init__(self, flow: Flow, loan: int) -> None:
        self._known: dict[str, Range] = {}
        self._where: dict[str, tuple[_Carrier, int, int]] = {}
        terminal = _terminal(flow)
        for part in _parts(flow, terminal):
            if not any(s.source < 0 and s.money == loan for s in part.steps):
                continue
            if len(part.holders) == 1 and not flow.holders[part.holders[0]].unlimited:
                found = Bounds()
                _sweep(flow, part, loan, found)
                self._known |= {row: limits for row, limits in found.payments.items() if limits[1] > 0}
                continue
            received: dict[int, int] = defaultdict(int)
            for step in part.steps:
                received[step.target] += step.fen
            net = build_network(flow, part.steps, part.holders, terminal)
            carrier = _Carrier(net, loan)
            for drain in net.drains:
                if drain.row is not None and carrier.reached[drain.node]:
                    self._where[drain.row] = (carrier, drain.node, received[drain.holder])

    def __contains__(self, row: str) -> bool:
        """Say whether the payment can have carried any."""
        return row in self._known or row in self._where

    def __getitem__(self, row: str) -> Range:
        """Return (least, most) of a payment that can have carried some; raises KeyError."""
        if row not in self._known:
            carrier, node, fen = self._where[row]
            self._known[row] = (fen - carrier.most(node, fen, others=True), carrier.most(node, fen, others=False))
        return self._known[row]


class _Carrier:
    """A network asked for the most of one class, or of all others, that can be present at single nodes."""

    def __init__(self, net: Network, loan: int) -> None:
        self.into: list[list[Arc]] = [[] for _ in range(net.size)]
        for arc in net.arcs:
            if arc[2] > 0:
                self.into[arc[1]].append(arc)
        self.own, self.other = net.supply_of(loan), net.supply_of(loan, others=True)
        self.reached = [False] * net.size
        for v in range(net.size):
            self.reached[v] = self.own[v] > 0 or any(self.reached[tail] for tail, _, _ in self.into[v])

    def most(self, node: int, fen: int, *, others: bool) -> int:
        """Return the most that can be present at the node, at most `fen`: a flow over what lies before it."""
        before = {node}
        stack = [node]
        while stack:
            for tail, _, _ in self.into[stack.pop()]:
                if tail not in before:
                    before.add(tail)
                    stack.append(tail)
        number = {v: i for i, v in enumerate(sorted(before))}
        supply = self.other if others else self.own
        arcs = [(number[tail], number[head], room) for v in number for tail, head, room in self.into[v]]
        return max_flow([supply[v] for v in number], arcs, {number[node]: fen})


def _terminal(flow: Flow) -> set[int]:
    """Return the payments that only receive, once: nothing of them ever comes back."""
    received: dict[int, int] = defaultdict(int)
    inner: set[int] = set()
    for source, target, _, _ in flow.steps:
        received[target] += 1
        if source < 0:
            inner.add(target)
        else:
            inner.add(source)
    return {i for i, h in enumerate(flow.holders) if h.row is not None and received[i] == 1 and i not in inner}


def _parts(flow: Flow, terminal: set[int]) -> list[_Part]:
    parent = list(range(len(flow.holders)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for source, target, _, _ in flow.steps:
        if source >= 0 and target not in terminal:
            parent[root(source)] = root(target)
    parts: dict[int, _Part] = {}
    for i in range(len(flow.holders)):
        if i not in terminal:
            parts.setdefault(root(i), _Part([], [])).holders.append(i)
    for step in flow.steps:
        parts[root(step.source if step.source >= 0 else step.target)].steps.append(step)
    return list(parts.values())


def _nothing(flow: Flow, part: _Part, result: Bounds) -> None:
    for i in (*part.holders, *(s.target for s in part.steps)):
        holder = flow.holders[i]
        result._add_use(holder.use, 0, 0)
        if holder.row is not None:
            result.payments[holder.row] = (0, 0)


def _sweep(flow: Flow, part: _Part, loan: int, result: Bounds) -> None:
    """One account alone: one pass for all payments, one per use (flows.md 2.2)."""
    here = part.holders[0]
    loan_x = other_x = loan_n = other_n = 0
    uses: dict[Use, set[int]] = defaultdict(set)
    uses[flow.holders[here].use].add(here)
    for source, target, fen, money in part.steps:
        if source < 0:
            if money == loan:
                loan_x, loan_n = loan_x + fen, loan_n + fen
            else:
                other_x, other_n = other_x + fen, other_n + fen
            continue
        holder = flow.holders[target]
        uses[holder.use].add(target)
        if holder.row is not None:
            result.payments[holder.row] = (fen - min(fen, other_n), min(fen, loan_x))
        other = min(fen, other_x)
        other_x, loan_x = other_x - other, loan_x - fen + other
        own = min(fen, loan_n)
        loan_n, other_n = loan_n - own, other_n - fen + own
    if (row := flow.holders[here].row) is not None:
        result.payments[row] = (loan_n, loan_x)
    for use, members in uses.items():
        least = _set_sweep(part, loan, members, first=False)
        most = _set_sweep(part, loan, members, first=True)
        result._add_use(use, least, most)


def _set_sweep(part: _Part, loan: int, members: Collection[int], *, first: bool) -> int:
    """Return the loan money in the holders `members` if they take loan money first and all others last.

    Not `first`: the reverse.
    """
    on_loan = on_other = reached = 0
    for source, target, fen, money in part.steps:
        if source < 0:
            if money == loan:
                on_loan += fen
            else:
                on_other += fen
            continue
        inside = target in members
        taken = min(fen, on_loan) if inside == first else fen - min(fen, on_other)
        on_loan -= taken
        on_other -= fen - taken
        if inside:
            reached += taken
    return reached + (on_loan if part.holders[0] in members else 0)


def _solve_network(flow: Flow, part: _Part, terminal: set[int], loan: int, result: Bounds) -> None:
    """Several accounts, refunds or dark accounts: max-flows (flows.md 2.3)."""
    net = build_network(flow, part.steps, part.holders, terminal)
    own = net.supply_of(loan)
    total = sum(own)
    most = net.present(own)
    # Where no loan money can be, all that is there is other money, and no minimum is asked for.
    most_other = net.present(net.entering(net.supply_of(loan, others=True), most), most)
    for drain in net.drains:
        if drain.row is not None:
            highest = min(drain.fen, most[drain.node])
            least = drain.fen - min(drain.fen, most_other[drain.node]) if highest else 0
            result.payments[drain.row] = (least, highest)
    # Drains that no loan money can reach only slow the flows down.
    reached = [d for d in net.drains if most[d.node] > 0]
    for use in {d.use for d in net.drains}:
        inside = [d for d in reached if d.use is use]
        outside = [d for d in reached if d.use is not use]
        if not inside:
            result._add_use(use, 0, 0)
        elif not outside:
            result._add_use(use, total, total)
        else:
            result._add_use(use, total - net.reach(own, outside), net.reach(own, inside))
