"""Loan money that was drawn before it was needed: what of each disbursement still lay there weeks later."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from docaudit.records.flows import IdleAmount, Ledger, LedgerRow, Loan, LoanTrace
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.tracing.trace import trace_loans


def with_idle(
    traces: Sequence[LoanTrace],
    ledger: Ledger,
    loans: Sequence[Loan],
    *,
    after: Callable[[str], dt.timedelta],
    covered: Mapping[str, int],
    method: str,
    as_of: dt.date,
) -> tuple[LoanTrace, ...]:
    """Return the traces with what of each disbursement was idle `after` the time for its loan's kind (flows.md 3.4).

    Each disbursement is a class of its own, and the case is cut on that day. A disbursement is left out whose day has
    not come by `as_of`, or which the statements do not follow so far. The other arguments are those of `trace_loans`;
    each such day costs a trace.
    """
    kinds = {loan.id: loan.loan_kind for loan in loans}
    by_day: dict[dt.date, list[LedgerRow]] = defaultdict(list)
    shown = _shown(ledger)
    for row in ledger.rows:
        if row.kind is RowKind.DISBURSEMENT and row.loan is not None:
            day = row.transaction.date + after(kinds.get(row.loan, "other"))
            if day <= as_of and _followed(row, day, shown):
                by_day[day].append(row)
    apart = replace(ledger, rows=tuple(_apart(row) for row in ledger.rows))
    idle: dict[str, list[IdleAmount]] = defaultdict(list)
    for day, drawn in sorted(by_day.items()):
        classes = [Loan(id=row.id, loan_kind=kinds.get(row.loan or "", "other")) for row in drawn]
        cut = trace_loans(apart, classes, covered=covered, method=method, as_of=day)
        for row, trace in zip(drawn, cut, strict=True):
            left = next((u for u in trace.uses if u.use is Use.IDLE and u.max_fen > 0), None)
            if left is not None:
                found = IdleAmount(
                    disbursement=row, day=day, fen=left.amount_fen, min_fen=left.min_fen, max_fen=left.max_fen
                )
                idle[row.loan or ""].append(found)
    return tuple(replace(trace, idle=tuple(idle.get(trace.loan, ()))) for trace in traces)


def _apart(row: LedgerRow) -> LedgerRow:
    return replace(row, loan=row.id) if row.kind is RowKind.DISBURSEMENT and row.loan is not None else row


def _shown(ledger: Ledger) -> list[tuple[dt.date, dt.date]]:
    """Return, for each own account with a statement, its last row's day and the day up to which it is shown."""
    last: dict[str, dt.date] = {}
    for row in ledger.rows:
        paid = row.transaction
        last[paid.account] = max(last.get(paid.account, paid.date), paid.date)
    return [
        (last[a.key], a.period_end)
        for a in ledger.accounts
        if a.owner is Owner.BORROWER and not a.dark and a.key in last and a.period_end is not None
    ]


def _followed(row: LedgerRow, day: dt.date, shown: Sequence[tuple[dt.date, dt.date]]) -> bool:
    """Say whether every own account on which something moved since the disbursement is shown up to that day."""
    return all(end >= day for last, end in shown if last >= row.transaction.date)
