"""Payments split so that each stays under the entrusted-payment threshold: 化整为零 (flows.md 3.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import comb

from docaudit.knowledge import is_clearing_account, same_party
from docaudit.records.flows import Ledger, Loan, LoanTrace, TracedPayment
from docaudit.records.labels import RowKind, Use
from docaudit.records.names import core_key
from docaudit.records.schemes import LoanMoney, SetBounds, Split
from docaudit.tracing.forms import own_accounts

_OTHERWISE = frozenset({Use.OPERATING, Use.LOAN_REPAYMENT, Use.IDLE, Use.CASH})
"""Uses for which no threshold is meant: wages, taxes, tolls and other debts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLimits:
    """The numbers of flows.md 3.2: `window` days counted from the first, both ends in; `near` as a share."""

    window: dt.timedelta
    near: Fraction
    p_value: float
    rhythm: int
    floor_fen: int


def find_splits(
    ledger: Ledger, loan: Loan, trace: LoanTrace, limits: SplitLimits, bounds: SetBounds
) -> tuple[Split, ...]:
    """Return the payees whom loan money reached in payments that keep under the contract's threshold together.

    Nothing is found where the contract names no threshold, or where the payee was paid like sums in a like rhythm
    before the loan came.
    """
    threshold = loan.entrusted_threshold_fen
    if not threshold:
        return ()
    groups: dict[str, list[TracedPayment]] = defaultdict(list)
    for payment in whole_rows(trace):
        out = payment.row
        if (
            payment.use in _OTHERWISE
            or out.pin
            or payment.max_fen <= 0
            or _size(payment) > (2 - limits.near) * threshold
        ):
            continue
        key = core_key(out.transaction.counterparty_name)
        if key and not is_clearing_account(out.transaction.counterparty_name):
            groups[key].append(payment)
    found: list[tuple[list[TracedPayment], list[TracedPayment]]] = []
    for payments in groups.values():
        hit = window_hits([p for p in payments if _size(p) <= threshold], threshold, limits.window)
        if hit and not _same_rhythm(ledger, loan, hit, limits.rhythm):
            found.append((payments, hit))
    tests = [bunching([_size(p) for p in payments], threshold, limits.near) for payments, _ in found]
    rejected = benjamini_hochberg([p for p in tests if p is not None], limits.p_value)
    result: list[Split] = []
    for (_, hit), p in zip(found, tests, strict=True):
        ids = {h.row.id for h in hit}
        parts = [t for t in trace.payments if t.row.id in ids]
        money = LoanMoney(sum(h.loan_fen for h in hit), *bounds(loan.id, parts))
        if money.max_fen >= limits.floor_fen:
            near = sum(limits.near * threshold < _size(h) for h in hit)
            result.append(Split(payments=tuple(hit), money=money, near=near, p_value=p, bunched=p in rejected))
    return tuple(result)


def _size(payment: TracedPayment) -> int:
    return abs(payment.row.transaction.amount_fen)


def whole_rows(trace: LoanTrace) -> list[TracedPayment]:
    """Join the parts of one row (flows.md 3.8): the threshold looks at payments, not at what proves them."""
    whole: dict[str, TracedPayment] = {}
    for p in trace.payments:
        known = whole.get(p.row.id)
        if known is None:
            whole[p.row.id] = p
            continue
        whole[p.row.id] = replace(
            known,
            loan_fen=known.loan_fen + p.loan_fen,
            min_fen=known.min_fen + p.min_fen,
            max_fen=min(_size(p), known.max_fen + p.max_fen),
            use=known.use if known.use is not Use.CONFORMING else p.use,
            covered_by=known.covered_by + p.covered_by,
            uncovered_fen=known.uncovered_fen + p.uncovered_fen,
        )
    return sorted(whole.values(), key=lambda p: p.row.transaction.date)


def window_hits(payments: Sequence[TracedPayment], threshold: int, window: dt.timedelta) -> list[TracedPayment]:
    """Return the payments of all windows that hold at least two and more than the threshold together.

    `payments` stand in order of time; a window begins at a payment. Two pointers: O(n).
    """
    hit: dict[str, TracedPayment] = {}
    end = total = 0
    for start, first in enumerate(payments):
        while end < len(payments) and payments[end].row.transaction.date < first.row.transaction.date + window:
            total += _size(payments[end])
            end += 1
        if end - start >= 2 and total > threshold:
            hit |= {p.row.id: p for p in payments[start:end]}
        total -= _size(first)
    return list(hit.values())


def bunching(sizes: Iterable[int], threshold: int, near: Fraction) -> float | None:
    """Return how likely as many payments just under the threshold are as there are, None where none lies near it.

    Of those within (near·T, (2 − near)·T] each side is as likely as the other: P(Bin(n, ½) ≥ those not above T).
    """
    close = [s for s in sizes if near * threshold < s <= (2 - near) * threshold]
    below = sum(s <= threshold for s in close)
    if not close:
        return None
    return float(Fraction(sum(comb(len(close), k) for k in range(below, len(close) + 1)), 1 << len(close)))


def benjamini_hochberg(p_values: Sequence[float], rate: float) -> set[float]:
    """Return the p-values that are rejected at that false discovery rate (Benjamini and Hochberg 1995)."""
    ordered = sorted(p_values)
    passed = [p for rank, p in enumerate(ordered, 1) if p <= rank * rate / len(ordered)]
    return {p for p in ordered if passed and p <= passed[-1]}


def _same_rhythm(ledger: Ledger, loan: Loan, hit: Sequence[TracedPayment], count: int) -> bool:
    """Say whether the payee was paid like sums in a like rhythm before the loan came (flows.md 3.2 e)."""
    drawn = [r.transaction.date for r in ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]
    if not drawn:
        return False
    mean = sum(_size(p) for p in hit) / len(hit)
    days = [p.row.transaction.date for p in hit]
    usual = max(1.0, (max(days) - min(days)).days / max(1, len(days) - 1))
    name = hit[0].row.transaction.counterparty_name
    own = own_accounts(ledger)
    before = sorted(
        r.transaction.date
        for r in ledger.rows
        if r.kind is RowKind.OUT
        and r.transaction.account in own
        and r.transaction.date < min(drawn)
        and same_party(r.transaction.counterparty_name, name)
        and 0.8 * mean <= abs(r.transaction.amount_fen) <= 1.2 * mean
    )
    alike = [1 for a, b in pairwise(before) if 0.5 * usual <= (b - a).days <= 1.5 * usual]
    return len(alike) >= count
