"""Says where the trace of a loan ends: what stayed, what went back, and where money leaves what the statements show."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docaudit.knowledge import is_clearing_account, same_party
from docaudit.records.flows import Ledger, LoanTrace, TracedPayment
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import End, Owner, RowKind, Use
from docaudit.records.schemes import SetBounds
from docaudit.records.span import Span, tightened

LEAVES = frozenset({End.PAYEE, End.CASH, End.HIDDEN_PAYEE, End.OWN_ACCOUNT, End.IN_TRANSIT})
"""Ends at which the money leaves the visible graph: only a further statement could show more."""

_NOTHING = Span(0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAmount:
    """Loan money at one kind of end, and in how many payments."""

    end: End
    span: Span
    payments: int


def trace_ends(ledger: Ledger, trace: LoanTrace, bounds: SetBounds | None = None) -> tuple[EndAmount, ...]:
    """Return where the loan's money is, most first; the amounts sum to what was disbursed.

    Money in no payment is idle on own accounts with a statement, or rests on own accounts without one. `bounds` tells
    the exact limits of a set of payments; without it they follow from those of each payment.
    """
    end_of = _end_of(ledger)
    groups: dict[End, list[TracedPayment]] = defaultdict(list)
    for payment in trace.payments:
        groups[end_of(payment)].append(payment)
    sums: dict[End, Span] = defaultdict(lambda: _NOTHING)
    sums |= {end: _sum(trace.loan, payments, bounds) for end, payments in groups.items()}
    unknown = _sum(trace.loan, [p for p in trace.payments if p.use is Use.UNKNOWN], bounds)
    for use in trace.uses:
        if use.use is Use.IDLE:
            sums[End.IDLE] += Span(use.amount_fen, use.min_fen, use.max_fen)
        elif use.use is Use.UNKNOWN and any(account.dark for account in ledger.accounts):
            least = max(0, use.min_fen - unknown.max_fen)
            sums[End.OWN_ACCOUNT] += Span(
                use.amount_fen - unknown.amount_fen, least, max(0, use.max_fen - unknown.min_fen)
            )
    ends = list(sums)
    whole = Span(trace.disbursed_fen, trace.disbursed_fen, trace.disbursed_fen)
    spans = tightened([sums[end] for end in ends], whole)
    found = [
        EndAmount(end=end, span=span, payments=len(groups[end]))
        for end, span in zip(ends, spans, strict=True)
        if span.max_fen > 0
    ]
    return tuple(sorted(found, key=lambda e: (-e.span.amount_fen, -e.span.max_fen, e.end)))


def _sum(loan: str, payments: Sequence[TracedPayment], bounds: SetBounds | None) -> Span:
    single = sum((Span(p.loan_fen, p.min_fen, p.max_fen) for p in payments), _NOTHING)
    return single if bounds is None or not payments else Span(single.amount_fen, *bounds(loan, payments))


def left_graph(trace: LoanTrace, ends: Sequence[EndAmount]) -> Span:
    """Return the loan money that left the visible graph: where only a further statement could show more."""
    whole = Span(trace.disbursed_fen, trace.disbursed_fen, trace.disbursed_fen)
    sides = [sum((e.span for e in ends if (e.end in LEAVES) is left), _NOTHING) for left in (True, False)]
    return tightened(sides, whole)[0]


def _end_of(ledger: Ledger) -> Callable[[TracedPayment], End]:
    others = [a for a in ledger.accounts if a.documents and a.owner is not Owner.BORROWER]

    @functools.cache
    def has_statement(name: str | None, number: str | None) -> bool:
        if account_digits(number):
            return any(accounts_match(number, a.number) for a in others)
        return any(same_party(name, a.name) for a in others if name and a.name)

    def end_of(payment: TracedPayment) -> End:
        paid = payment.row.transaction
        if payment.row.kind is RowKind.TRANSFER:
            return End.IN_TRANSIT
        if payment.use is Use.LOAN_REPAYMENT and payment.row.loan is not None:
            return End.REPAID
        if payment.use is Use.CASH:
            return End.CASH
        if has_statement(paid.counterparty_name, paid.counterparty_account):
            return End.FOLLOWED
        nobody = not paid.counterparty_name and not account_digits(paid.counterparty_account)
        unclear = payment.use in {Use.UNKNOWN, Use.UNSUPPORTED}
        if unclear and (nobody or is_clearing_account(paid.counterparty_name)):
            return End.HIDDEN_PAYEE
        return End.PAYEE

    return end_of
