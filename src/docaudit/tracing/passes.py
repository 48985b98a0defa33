"""Accounts through which loan money only passes: what came in leaves again within days (flows.md 3.3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from docaudit.records.flows import LedgerRow
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.schemes import LoanMoney, PassThrough
from docaudit.tracing.graph import Carried, FundGraph, GraphLoan, in_order
from docaudit.tracing.paths import Paths
from docaudit.tracing.windows import Match, match_within

_ORDINARY = frozenset({Use.OPERATING, Use.LOAN_REPAYMENT})
"""Uses for which money is moved to an account on purpose: wages, taxes, a debit that is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassLimits:
    """The numbers of flows.md 3.3: `share` of the receipt that leaves, `other` money that may stand there before."""

    window: dt.timedelta
    share: Fraction
    other: Fraction
    many: int
    floor_fen: int


def find_passes(
    view: GraphLoan,
    carried: Carried,
    paths: Paths,
    *,
    drawn_on: Collection[str],
    proved: Mapping[str, int],
    limits: PassLimits,
) -> tuple[PassThrough, ...]:
    """Return the receipts that certainly carried loan money and left their account again at once.

    Payments that evidence covers, wages, taxes and moves between own accounts do not count as leaving an account of
    the borrower: to pay them is what the money was moved for.

    Args:
        view: the loan.
        carried: `view.carried()`.
        paths: the ways in that graph.
        drawn_on: the accounts on which loans were disbursed: to pay out at once is what a loan is for.
        proved: what evidence covers of the borrower's payments.
        limits: the numbers.
    """
    graph = view.graph
    before = view.balances()
    by_account: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in graph.rows.values():
        by_account[row.transaction.account].append(row)
    departures = {into: out for out, into in graph.arrivals.items()}
    result: list[PassThrough] = []
    for key, rows in by_account.items():
        account = graph.accounts[key]
        if key in drawn_on or account.dark or not account.opening_known:
            continue
        arrived = [r for r in rows if departures.get(r.id) in carried]
        if not arrived:
            continue
        leaving = [(r, fen) for r in rows if (fen := _leaves(graph, r, proved)) > 0]
        coming = [(r, r.transaction.amount_fen) for r in rows if r.transaction.amount_fen > 0]
        by_receipt: dict[str, list[Match]] = defaultdict(list)
        for pair in match_within(coming, leaving, limits.window, lambda r: graph.order[r.id]):
            by_receipt[pair.earlier.id].append(pair)
        for row in arrived:
            departed = departures[row.id]
            total, loan = before[departed]
            size = row.transaction.amount_fen
            pairs = by_receipt[row.id]
            matched = sum(p.fen for p in pairs)
            if matched < limits.share * size or total - loan >= limits.other * size:
                continue
            came = carried[departed]
            if came.min_fen <= 0:
                continue
            most = min(matched, came.max_fen)
            least = min(most, sum(_certain(p, carried) for p in pairs))
            money = LoanMoney(max(least, min(matched, came.fen)), least, most)
            if money.max_fen < limits.floor_fen:
                continue
            firsts = [graph.rows[f] for f in paths.hops.get(departed, {})]
            result.append(
                PassThrough(
                    account=key,
                    arrival=row,
                    outs=in_order(graph, [p.later for p in pairs]),
                    firsts=in_order(graph, firsts),
                    money=money,
                    share=matched / size,
                    proved=bool(firsts) and all(_covered(r, proved, limits.floor_fen) for r in firsts),
                    confidence=0.6 + 0.3 * matched / size - (0.1 if len(pairs) > limits.many else 0.0),
                )
            )
    return tuple(result)


def _certain(pair: Match, carried: Carried) -> int:
    """Return the loan money that the matched part of a payment out holds in any case."""
    if pair.later.id not in carried:
        return 0
    return max(0, carried[pair.later.id].min_fen - (-pair.later.transaction.amount_fen - pair.fen))


def _covered(row: LedgerRow, proved: Mapping[str, int], floor_fen: int) -> bool:
    return -row.transaction.amount_fen - proved.get(row.id, 0) < floor_fen


def _leaves(graph: FundGraph, row: LedgerRow, proved: Mapping[str, int]) -> int:
    """Return how much of a row counts as money that was passed on."""
    if row.kind is not RowKind.OUT or row.use in _ORDINARY:
        return 0
    paid = -row.transaction.amount_fen
    return paid - min(paid, proved.get(row.id, 0)) if graph.owner(row) is Owner.BORROWER else paid
