"""Follows each loan beyond the borrower's accounts: all that flows.md 3 asks of the network N2, loan by loan."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from docaudit.records.flows import Ledger, LedgerRow, Loan, LoanTrace, Parties, TracedPayment
from docaudit.records.labels import RowKind, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key
from docaudit.records.schemes import LoanFlow, LoanMoney, SetBounds
from docaudit.tracing.bounds import bound_set
from docaudit.tracing.case_form import parse_case
from docaudit.tracing.downstream import find_downstream, gone_on
from docaudit.tracing.forms import own_accounts, rows_inside, write_form, write_row
from docaudit.tracing.graph import SPRING, FundGraph, build_graph
from docaudit.tracing.mirrors import link_mirrors
from docaudit.tracing.passes import PassLimits, find_passes
from docaudit.tracing.paths import find_paths
from docaudit.tracing.returns import ReturnLimits, find_returns
from docaudit.tracing.steps import Flow, build_flow
from docaudit.tracing.structuring import SplitLimits, find_splits
from docaudit.tracing.trace import CONFORMING, own_flow, provable

_GROUP = "group:"
"""The account of those whose books are not looked into; no number begins so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLimits:
    """The numbers of flows.md 3; `stay`: what an account pays later than that after it received is its owner's."""

    stay: dt.timedelta
    returns: ReturnLimits
    passes: PassLimits
    splits: SplitLimits


@dataclass(frozen=True, slots=True)
class OwnBounds:
    """Exact bounds of any set of the borrower's payments, payee, day or class; see `bound_set`."""

    flow: Flow

    def __call__(self, loan: str, payments: Sequence[TracedPayment]) -> tuple[int, int]:
        """Return the least and the most money of a loan in the payments together; parts of a row count apart."""
        if loan not in self.flow.classes[1:]:
            return (0, 0)
        names = {h.row for h in self.flow.holders if h.row is not None}
        wanted = set()
        for p in payments:
            part = p.row.id + CONFORMING
            wanted.add(part if p.use is Use.CONFORMING and part in names else p.row.id)
        return bound_set(self.flow, self.flow.classes.index(loan, 1), wanted)


def own_bounds(ledger: Ledger, loans: Sequence[Loan], *, covered: Mapping[str, int], as_of: dt.date) -> OwnBounds:
    """Return the bounds of sets on the network of which `trace_loans` makes the traces."""
    return OwnBounds(own_flow(ledger, loans, covered=covered, as_of=as_of)[0])


def follow_loans(
    ledger: Ledger,
    loans: Sequence[Loan],
    parties: Parties,
    traces: Sequence[LoanTrace],
    *,
    bounds: SetBounds,
    covered: Mapping[str, int],
    classes: Collection[Use],
    method: str,
    as_of: dt.date,
    limits: Callable[[Loan], FlowLimits],
) -> tuple[LoanFlow, ...]:
    """Return what became of each loan over all statements of the case.

    Args:
        ledger: uses named.
        loans: as traced.
        parties: who is who.
        traces: the loans on the borrower's own accounts (`trace_loans`); they are not changed.
        bounds: see `own_bounds`.
        covered: fen of each of the borrower's payments (by row id) that evidence proves.
        classes: uses that end a flow: the prohibited ones.
        method: one of `METHODS`.
        as_of: later rows are ignored.
        limits: the numbers that decide for a loan.
    """
    mirrors = link_mirrors(ledger, parties)
    graph = build_graph(ledger, mirrors, method=method, as_of=as_of)
    stopped = any(graph.rows[out].use in classes for out in graph.arrivals if out in graph.rows)
    ending = build_graph(ledger, mirrors, method=method, as_of=as_of, final=classes) if stopped else graph
    proved = {r.id: provable(r, covered.get(r.id, 0), loans) for r in ledger.rows if covered.get(r.id)}
    drawn_on = {r.transaction.account for r in ledger.rows if r.kind is RowKind.DISBURSEMENT}
    by_id = {loan.id: loan for loan in loans}
    result: list[LoanFlow] = []
    for trace in traces:
        view, end = graph.loan(trace.loan), ending.loan(trace.loan)
        if view is None or end is None or trace.loan not in by_id:
            result.append(LoanFlow(loan=trace.loan))
            continue
        numbers = limits(by_id[trace.loan])
        carried = view.carried()
        ending_carried = carried if ending is graph else end.carried()
        ending_paths = find_paths(ending, ending_carried, stay=numbers.stay)
        result.append(
            LoanFlow(
                loan=trace.loan,
                downstream=find_downstream(
                    end,
                    ending_carried,
                    ending_paths,
                    classes=classes,
                    payee_of={r: _payee_key(ending.rows[r]) for r in ending_carried if r in ending.rows},
                    proved=proved,
                    passed=_Passed(ledger, mirrors, classes, as_of),
                ),
                returns=find_returns(
                    graph,
                    parties,
                    trace,
                    carried=carried,
                    bounds=bounds,
                    most_back=_MostBack(ledger, as_of),
                    limits=numbers.returns,
                ),
                passes=find_passes(
                    view,
                    carried,
                    find_paths(graph, carried, stay=numbers.stay),
                    drawn_on=drawn_on,
                    proved=proved,
                    limits=numbers.passes,
                ),
                splits=find_splits(ledger, by_id[trace.loan], trace, numbers.splits, bounds),
                left=gone_on(end, ending_carried, classes),
                kept=end.kept() if _others(ending) else LoanMoney(),
            )
        )
    return tuple(result)


def _others(graph: FundGraph) -> bool:
    return bool(graph.arrivals)


def _payee_key(row: LedgerRow) -> str:
    return core_key(row.transaction.counterparty_name) or row.transaction.counterparty_account or row.id


@dataclass(frozen=True, slots=True)
class _Passed:
    """What ends hold at least of first payments, whoever's money those were: see `downstream.Passed`."""

    ledger: Ledger
    mirrors: Mapping[str, str]
    classes: Collection[Use]
    as_of: dt.date

    def __call__(self, firsts: Collection[str], ends: Collection[str]) -> int:
        """Return it in fen."""
        graph = build_graph(
            self.ledger, self.mirrors, method="fifo", as_of=self.as_of, final=self.classes, springs=firsts
        )
        view = graph.loan(SPRING)
        return view.ended(ends).min_fen if view is not None else 0


@dataclass(frozen=True, slots=True)
class _MostBack:
    """ρ(return rows) with the payees' group as one dark account (flows.md 3.1)."""

    ledger: Ledger
    as_of: dt.date

    def __call__(self, loan: str, outs: Sequence[LedgerRow], ins: Sequence[LedgerRow]) -> int:
        """Return the most money of a loan that can have been in the ins, all other money of the group being unknown.

        The ins are ends here: what came back and went out once more did not come back twice.
        """
        accounts = own_accounts(self.ledger)
        rows = rows_inside(self.ledger, accounts, self.as_of)
        known = {r.id for r in rows}
        left, back = {r.id for r in outs}, {r.id: r for r in ins}
        returned: dict[str, int] = defaultdict(int)
        for row in rows:
            if row.kind is RowKind.REFUND and row.link:
                returned[row.link] += row.transaction.amount_fen
        forms = []
        for row in self.ledger.rows:
            if row.id in known:
                forms.append(write_row(row, accounts, known))
            if row.id in left and row.id in known:
                stayed = -row.transaction.amount_fen - returned[row.id]
                if stayed > 0 and row.kind is RowKind.OUT:
                    forms.append(_synthetic(row, "gone", stayed) | {"kind": "refund", "link": row.id})
            elif row.id in back and row.transaction.date <= self.as_of:
                out = _synthetic(row, "back", -abs(row.transaction.amount_fen))
                forms.append(out | {"kind": "out", "use": Use.ROUND_TRIP.value})
        form = write_form(accounts, forms, self.as_of)
        form["accounts"].append({"id": _GROUP, "dark": True, "order": "day"})
        flow = build_flow(parse_case(form))
        if loan not in flow.classes[1:]:
            return 0
        return bound_set(flow, flow.classes.index(loan, 1), {f"back:{r}" for r in back})[1]


def _synthetic(row: LedgerRow, name: str, fen: int) -> dict[str, object]:
    return {
        "id": f"{name}:{row.id}",
        "account": _GROUP,
        "date": row.transaction.date.isoformat(),
        "amount": str(Money(fen)),
    }
