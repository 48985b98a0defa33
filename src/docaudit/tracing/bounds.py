"""Bounds of the loan money in every payment and use, under any order of commingled funds (flows.md 2.2 to 2.6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from docaudit.records.labels import Use
from docaudit.tracing.network import build_network
from docaudit.tracing.steps import Flow, Step

Range = tuple[int, int]
"""(least, most) in fen."""


@dataclass(slots=True)
class Bounds:
    """Least and most loan money per payment row and per use; what stays on the borrower's accounts is use `idle`."""

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
    uses: set[Use] = {flow.holders[here].use}
    for source, target, fen, money in part.steps:
        if source < 0:
            if money == loan:
                loan_x, loan_n = loan_x + fen, loan_n + fen
            else:
                other_x, other_n = other_x + fen, other_n + fen
            continue
        holder = flow.holders[target]
        uses.add(holder.use)
        if holder.row is not None:
            result.payments[holder.row] = (fen - min(fen, other_n), min(fen, loan_x))
        other = min(fen, other_x)
        other_x, loan_x = other_x - other, loan_x - fen + other
        own = min(fen, loan_n)
        loan_n, other_n = loan_n - own, other_n - fen + own
    if (row := flow.holders[here].row) is not None:
        result.payments[row] = (loan_n, loan_x)
    for use in uses:
        least = _set_sweep(flow, part, loan, use, first=False)
        most = _set_sweep(flow, part, loan, use, first=True)
        result._add_use(use, least, most)


def _set_sweep(flow: Flow, part: _Part, loan: int, use: Use, *, first: bool) -> int:
    """Return the loan money in `use` if its payments take loan money first and all others last.

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
        inside = flow.holders[target].use is use
        taken = min(fen, on_loan) if inside == first else fen - min(fen, on_other)
        on_loan -= taken
        on_other -= fen - taken
        if inside:
            reached += taken
    return reached + (on_loan if flow.holders[part.holders[0]].use is use else 0)


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
