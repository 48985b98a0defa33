"""The flow graph over all statements of a case: the network N2 of flows.md 2.6, and what each row carried in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docaudit.records.flows import Account, Ledger, LedgerRow
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.schemes import LoanMoney
from docaudit.tracing.attribution import Taken, attribute
from docaudit.tracing.bounds import MovedBounds, bound_holders, bound_set
from docaudit.tracing.case_form import parse_case
from docaudit.tracing.forms import all_accounts, rows_inside, write_form, write_row
from docaudit.tracing.steps import Flow, build_flow

SPRING = "*spring"
"""A class of money made up for a question; no contract has such a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundGraph:
    """All rows of all statements in one total order, joined where two statements show the same payment.

    Attributes:
        rows: by id, in the total order of the flow; `order` says where each stands in it.
        arrivals: payment or transfer to the row with which it arrives on another account of the graph.
        flow, moved, ends: the steps, what each carried by the method, and what each holder has at the end.
    """

    accounts: dict[str, Account]
    rows: dict[str, LedgerRow]
    order: dict[str, int]
    arrivals: dict[str, str]
    flow: Flow
    moved: list[Taken]
    ends: list[dict[int, int]]

    def owner(self, row: LedgerRow) -> Owner:
        """Return whose account the row stands on."""
        return self.accounts[row.transaction.account].owner

    def loan(self, loan: str) -> GraphLoan | None:
        """Return what the graph says of one loan, None where no disbursement of it is seen."""
        if loan not in self.flow.classes[1:]:
            return None
        money = self.flow.classes.index(loan, 1)
        return GraphLoan(graph=self, money=money)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphLoan:
    """One loan in a graph."""

    graph: FundGraph
    money: int

    @property
    def disbursed_fen(self) -> int:
        """What was disbursed of the loan."""
        return self.graph.flow.disbursed_fen[self.money]

    def carried(self) -> Carried:
        """Return the loan money in each payment at the time it was paid, whatever came back or went on later."""
        flow = self.graph.flow
        sums: dict[str, int] = defaultdict(int)
        for step, taken in zip(flow.steps, self.graph.moved, strict=True):
            if (row := flow.holders[step.target].row) is not None:
                sums[row] += sum(fen for money, fen in taken if money == self.money)
        limits = MovedBounds(flow, self.money)
        return Carried({row: fen for row, fen in sums.items() if row in limits}, limits)

    def ended(self, rows: Collection[str]) -> LoanMoney:
        """Return the loan money that ended in a set of payments, with the exact bounds of the set."""
        wanted = set(rows)
        if not wanted:
            return LoanMoney()
        holders = zip(self.graph.flow.holders, self.graph.ends, strict=True)
        amount = sum(end.get(self.money, 0) for holder, end in holders if holder.row in wanted)
        return LoanMoney(amount, *bound_set(self.graph.flow, self.money, wanted))

    def kept(self) -> LoanMoney:
        """Return the loan money left on the accounts of others, with its exact bounds."""
        flow = self.graph.flow
        here = {i for i, h in enumerate(flow.holders) if h.row is None and h.use is Use.UNKNOWN and not h.unlimited}
        amount = sum(self.graph.ends[i].get(self.money, 0) for i in here)
        return LoanMoney(amount, *bound_holders(flow, self.money, here))

    def balances(self) -> dict[str, tuple[int, int]]:
        """Return, per payment that arrives, what stood there just before: (all money, loan money by the method)."""
        return _before(self.graph, self.money)


class Carried(Mapping[str, LoanMoney]):
    """The loan money of the payments that can have carried any, by row id; bounds are found when they are asked for."""

    def __init__(self, amounts: Mapping[str, int], limits: Mapping[str, tuple[int, int]] | MovedBounds) -> None:
        self._amounts = amounts
        self._limits = limits

    def __getitem__(self, row: str) -> LoanMoney:
        """Return amount and bounds."""
        return LoanMoney(self._amounts[row], *self._limits[row])

    def __iter__(self) -> Iterator[str]:
        """Iterate over the row ids."""
        return iter(self._amounts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._amounts)

    def __contains__(self, row: object) -> bool:
        """Say whether the row can have carried loan money."""
        return row in self._amounts

    def amount(self, row: str) -> int:
        """Return the amount by the method alone; 0 for other rows."""
        return self._amounts.get(row, 0)


def build_graph(
    ledger: Ledger,
    mirrors: Mapping[str, str],
    *,
    method: str,
    as_of: dt.date,
    final: Collection[Use] = (),
    springs: Collection[str] = (),
) -> FundGraph:
    """Return the graph of a ledger.

    Args:
        ledger: uses named.
        mirrors: see `link_mirrors`.
        method: one of `METHODS`.
        as_of: later rows are ignored.
        final: uses that end a flow, although a statement of the payee may show where it went on.
        springs: payments whose arrival is taken for the disbursement of a loan `SPRING`, whatever paid them.
    """
    accounts = all_accounts(ledger)
    inside = {r.id: r for r in rows_inside(ledger, accounts, as_of)}
    joined = {
        into: out for into, out in mirrors.items() if into in inside and out in inside and inside[out].use not in final
    }
    known = set(inside)
    forms: list[dict[str, Any]] = []
    for row in inside.values():
        form = write_row(row, accounts, known)
        if joined.get(row.id) in springs:
            form |= {"kind": RowKind.DISBURSEMENT.value, "loan": SPRING}
            form.pop("link", None)
        elif row.id in joined:
            # The place of a payment holds what was paid until it comes back or arrives; both leave it alike.
            form |= {"kind": RowKind.REFUND.value, "link": joined[row.id]}
            form.pop("from", None)
        elif row.id in mirrors and row.kind is RowKind.REFUND:
            # What it would refund is at the payee, whose own payment is an end here.
            form |= {"kind": RowKind.IN.value}
            form.pop("link", None)
        forms.append(form)
    checked = parse_case(write_form(accounts, forms, as_of))
    flow = build_flow(checked)
    moved: list[Taken] = []
    ends = attribute(flow, method, moved)
    ordered = [inside[r.id] for r in checked.rows]
    own = {r.link: r.id for r in ordered if r.kind is RowKind.TRANSFER_IN and r.link in inside}
    return FundGraph(
        accounts=accounts,
        rows={r.id: r for r in ordered},
        order={r.id: i for i, r in enumerate(ordered)},
        arrivals={**own, **{out: into for into, out in joined.items()}},
        flow=flow,
        moved=moved,
        ends=ends,
    )


def _before(graph: FundGraph, money: int) -> dict[str, tuple[int, int]]:
    flow = graph.flow
    held = [0] * len(flow.holders)
    loan = [0] * len(flow.holders)
    result: dict[str, tuple[int, int]] = {}
    for (source, target, fen, _), taken in zip(flow.steps, graph.moved, strict=True):
        part = sum(share for kind, share in taken if kind == money)
        if source >= 0:
            departed = flow.holders[source].row
            if departed is not None and flow.holders[target].row is None:
                result.setdefault(departed, (held[target], loan[target]))
            held[source] -= fen
            loan[source] -= part
        held[target] += fen
        loan[target] += part
    return result


def in_order(graph: FundGraph, rows: Collection[LedgerRow]) -> tuple[LedgerRow, ...]:
    """Return rows in the total order of the graph, each once."""
    return tuple(sorted({r.id: r for r in rows}.values(), key=lambda r: graph.order[r.id]))
