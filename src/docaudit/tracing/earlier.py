"""Keeps what a release of a deposit would hide: how a loan stood on the day before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from docaudit.records.flows import Ledger, Loan, LoanTrace
from docaudit.records.labels import RowKind
from docaudit.tracing.releases import DEPOSITS
from docaudit.tracing.trace import trace_loans


def with_earlier(
    traces: Sequence[LoanTrace],
    ledger: Ledger,
    loans: Sequence[Loan],
    *,
    covered: Mapping[str, int],
    method: str,
) -> tuple[LoanTrace, ...]:
    """Return the traces with those of the day before each release of a deposit.

    A deposit that came back holds no loan money any more, and yet the loan was put there. The arguments are those of
    `trace_loans`; a trace costs as much again for each day on which a deposit was released.
    """
    uses = {row.id: row.use for row in ledger.rows}
    days = {
        row.transaction.date - dt.timedelta(days=1)
        for row in ledger.rows
        if row.kind is RowKind.REFUND and uses.get(row.link or "") in DEPOSITS
    }
    before: dict[str, list[LoanTrace]] = {loan.id: [] for loan in loans}
    for day in sorted(days):
        for trace in trace_loans(ledger, loans, covered=covered, method=method, as_of=day):
            before[trace.loan].append(trace)
    return tuple(replace(trace, earlier=tuple(before.get(trace.loan, ()))) for trace in traces)
