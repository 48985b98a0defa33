"""Loan money that payees passed on to a prohibited class, over any number of hops (flows.md 3.5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from docaudit.records.flows import LedgerRow
from docaudit.records.labels import Owner, Use
from docaudit.records.schemes import Downstream, LoanMoney
from docaudit.tracing.graph import Carried, FundGraph, GraphLoan, in_order
from docaudit.tracing.paths import Paths

Passed = Callable[[Collection[str], Collection[str]], int]
"""The least of the ends that must have come from the first payments (row ids), whoever's money those were."""


@dataclass(slots=True)
class _Group:
    """Sinks of one class and the first payees behind them; payees that share a sink are one group."""

    payees: set[str]
    firsts: set[str]
    sinks: list[str]


def find_downstream(
    view: GraphLoan,
    carried: Carried,
    paths: Paths,
    *,
    classes: Collection[Use],
    payee_of: Mapping[str, str],
    proved: Mapping[str, int],
    passed: Passed,
) -> tuple[Downstream, ...]:
    """Return one record for each class and group of first payees whose statements, or those behind them, show it.

    Args:
        view: the loan in a graph in which `classes` end the flow.
        carried: `view.carried()`.
        paths: the ways in that graph.
        classes: the uses looked for.
        payee_of: first payment to a key of its payee.
        proved: what evidence covers of each first payment.
        passed: see `Passed`.
    """
    graph = view.graph
    result: list[Downstream] = []
    for use in sorted(classes):
        sinks = [
            r.id
            for r in graph.rows.values()
            if r.use is use and r.id in carried and r.id in paths.hops and graph.owner(r) is not Owner.BORROWER
        ]
        for group in _groups(sinks, paths, payee_of):
            result.append(_record(view, carried, paths, group, use=use, proved=proved, passed=passed))
    return tuple(sorted(result, key=lambda d: (-d.money.fen, -d.money.max_fen, d.use.value)))


def _groups(sinks: list[str], paths: Paths, payee_of: Mapping[str, str]) -> list[_Group]:
    groups: list[_Group] = []
    for sink in sinks:
        firsts = set(paths.hops[sink])
        new = _Group({payee_of[f] for f in firsts}, firsts, [sink])
        for known in [g for g in groups if g.payees & new.payees]:
            groups.remove(known)
            new = _Group(known.payees | new.payees, known.firsts | new.firsts, known.sinks + new.sinks)
        groups.append(new)
    return groups


def _record(
    view: GraphLoan,
    carried: Carried,
    paths: Paths,
    group: _Group,
    *,
    use: Use,
    proved: Mapping[str, int],
    passed: Passed,
) -> Downstream:
    graph = view.graph
    money = view.ended(group.sinks)
    # Where the method says that no loan money went that way, what merely can have gone is shown.
    by_method = money.fen > 0

    def counts(row: LedgerRow) -> bool:
        return carried.amount(row.id) > 0 or not by_method

    sinks = [graph.rows[s] for s in group.sinks if counts(graph.rows[s])]
    ends = {r.id for r in sinks}
    firsts = [graph.rows[f] for f in group.firsts if any(f in paths.hops[s] for s in ends) and counts(graph.rows[f])]
    start = {r.id for r in firsts}
    path = [r for r in paths.between(graph, start, ends) if counts(r)]
    return Downstream(
        use=use,
        money=money,
        firsts=in_order(graph, firsts),
        path=in_order(graph, path),
        sinks=in_order(graph, sinks),
        hops=max((min(paths.hops[s].values()) for s in ends), default=2),
        unproved_fen=sum(
            min(carried[r.id].max_fen, max(0, -r.transaction.amount_fen - proved.get(r.id, 0))) for r in firsts
        ),
        passed_fen=passed(start, ends),
    )


def gone_on(view: GraphLoan, carried: Carried, classes: Collection[Use]) -> LoanMoney:
    """Return the loan money that others' accounts paid to parties without a statement: it left the visible graph."""
    graph: FundGraph = view.graph
    rows = [
        r.id
        for r in graph.rows.values()
        if graph.owner(r) is not Owner.BORROWER
        and r.id in carried
        and r.id not in graph.arrivals
        and r.use not in classes
    ]
    return view.ended(rows)
