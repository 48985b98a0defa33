"""Which payments ask for proof, and what proves the loan money in them (flows.md 4.0)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from docaudit.matching import Coverage, Demand, match_evidence
from docaudit.records.document import Document
from docaudit.records.flows import Cover, Ledger, LedgerRow, LoanTrace, PaperUse, Parties, TracedPayment
from docaudit.records.labels import Owner, RowKind, Use

NEEDS_NO_PROOF = frozenset({Use.OPERATING, Use.IDLE, Use.LOAN_REPAYMENT})
"""Uses that ask for no invoice (flows.md 4.1)."""


def cover_payments(documents: Sequence[Document], ledger: Ledger, parties: Parties, as_of: dt.date) -> dict[str, int]:
    """Return how much of each of the borrower's payments is proved, whatever paid it: row id to fen.

    The first of the two matchings: it decides which part of a payment conforms, before anything is traced.
    """
    demands = [_demand(row, -row.transaction.amount_fen) for row in _asking(ledger)]
    coverage = match_evidence(documents, demands, parties, as_of=as_of)
    return {demand.row: demand.fen - coverage.uncovered.get(demand.row, 0) for demand in demands}


def cover_loan_money(
    documents: Sequence[Document], ledger: Ledger, traces: Sequence[LoanTrace], parties: Parties, as_of: dt.date
) -> tuple[tuple[LoanTrace, ...], tuple[PaperUse, ...]]:
    """Return the traces with what covers their loan money, and what became of each invoice that counts.

    The traces get `covered_by`, `uncovered_fen`, `lacking` and `named_in`, in loan money; of an invoice is told the
    loan money it proves, the own money, and the rest.

    All loans are matched together, so that no paper proves twice. A row that carries money of several loans, or that
    was split into parts of different use, is matched once; its cover goes to the parts in their order, conforming parts
    first. Own money in the borrower's payments is proved by what the loan money leaves (flows.md 4.3).
    """
    wanted = _loan_money(traces)
    paid = {row.id: row for row in _asking(ledger)}
    rows = paid | {payment.row.id: payment.row for payment in _payments(traces)}
    loan = [_demand(rows[r], fen) for r, fen in wanted.items()]
    own = [_demand(row, -row.transaction.amount_fen - wanted.get(row.id, 0)) for row in paid.values()]
    coverage = match_evidence(documents, loan, parties, as_of=as_of, own=own)
    parts = _share_out(traces, coverage, wanted)
    covered = tuple(
        replace(trace, payments=tuple(parts.get(id(payment), payment) for payment in trace.payments))
        for trace in traces
    )
    return covered, coverage.papers


def _loan_money(traces: Sequence[LoanTrace]) -> dict[str, int]:
    """Return the loan money of each payment that asks for proof, of all loans together."""
    wanted: dict[str, int] = defaultdict(int)
    for payment in _payments(traces):
        if payment.use not in NEEDS_NO_PROOF and payment.loan_fen > 0:
            wanted[payment.row.id] += payment.loan_fen
    return wanted


def _asking(ledger: Ledger) -> list[LedgerRow]:
    """Return the borrower's payments that ask for proof."""
    own = {account.key for account in ledger.accounts if account.owner is Owner.BORROWER}
    return [
        row
        for row in ledger.rows
        if row.kind is RowKind.OUT and row.transaction.account in own and row.use not in NEEDS_NO_PROOF
    ]


def _payments(traces: Sequence[LoanTrace]) -> list[TracedPayment]:
    return [payment for trace in traces for payment in trace.payments]


def _demand(row: LedgerRow, fen: int) -> Demand:
    paid = row.transaction
    return Demand(
        row=row.id,
        payee_name=paid.counterparty_name,
        payee_account=paid.counterparty_account,
        fen=fen,
        date=paid.date,
        text=paid.text,
        whole_fen=abs(paid.amount_fen),
    )


def _share_out(traces: Sequence[LoanTrace], coverage: Coverage, wanted: Mapping[str, int]) -> dict[int, TracedPayment]:
    left = {row: list(coverage.covers.get(row, ())) for row in wanted}
    tolerated = {
        row: fen - coverage.uncovered.get(row, 0) - sum(c.amount_fen for c in coverage.covers.get(row, ()))
        for row, fen in wanted.items()
    }
    parts = Counter(p.row.id for p in _payments(traces) if p.use not in NEEDS_NO_PROOF)
    done: dict[int, TracedPayment] = {}
    for payment in sorted(_payments(traces), key=lambda p: p.use is not Use.CONFORMING):
        row = payment.row.id
        if row not in wanted or payment.use in NEEDS_NO_PROOF:
            continue
        covers, rest = _take(left[row], payment.loan_fen)
        # What the tolerance of flows.md 4.5 lets pass is neither covered by a paper nor uncovered.
        waived = min(rest, max(0, tolerated[row]))
        tolerated[row] -= waived
        done[id(payment)] = replace(
            payment,
            covered_by=covers,
            uncovered_fen=rest - waived,
            # How a row's parts share what may lack of it is not told.
            lacking=coverage.ranges.get(row) if parts[row] == 1 else None,
            named_in=coverage.named_in.get(row, ()),
        )
    return done


def _take(left: list[Cover], fen: int) -> tuple[tuple[Cover, ...], int]:
    """Take up to `fen` from the covers in `left`, shrinking them in place; return what was taken and what lacks."""
    taken: list[Cover] = []
    for i, cover in enumerate(left):
        part = min(cover.amount_fen, fen)
        if part > 0:
            taken.append(Cover(cover.document, part))
            left[i] = Cover(cover.document, cover.amount_fen - part)
            fen -= part
    return tuple(taken), fen
