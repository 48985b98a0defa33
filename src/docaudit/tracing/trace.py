"""Traces the loans of a ledger over the borrower's own accounts: the network N1 of flows.md 2.6."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docaudit.records.flows import Ledger, LedgerRow, Loan, LoanTrace, TracedPayment, UseAmount
from docaudit.records.labels import RowKind, Use
from docaudit.tracing.attribution import attribute
from docaudit.tracing.bounds import Bounds, bound_loan
from docaudit.tracing.case_form import parse_case
from docaudit.tracing.forms import own_accounts, rows_inside, write_form, write_row
from docaudit.tracing.steps import Flow, build_flow

CAN_CONFORM = frozenset({Use.UNSUPPORTED, Use.UNKNOWN, Use.INDIVIDUAL, Use.EQUITY_INVESTMENT})
"""Uses that evidence turns into `conforming`; an invoice from a broker or a developer clears nothing by itself."""

CONFORMING = "|conforming"
"""Ends the name of a payment's proved part in the flow."""
_OVERDRAFT = "#overdraft"


@dataclass(frozen=True, slots=True)
class Part:
    """A payment, or one of the two parts that evidence splits it into (flows.md 3.8)."""

    row: LedgerRow
    use: Use


def trace_loans(
    ledger: Ledger, loans: Sequence[Loan], *, covered: Mapping[str, int], method: str, as_of: dt.date
) -> tuple[LoanTrace, ...]:
    """Return what became of each loan, by `method` and with bounds; the uses of a loan sum to what was disbursed.

    Args:
        ledger: uses named; accounts that are not the borrower's, or not in CNY, are left out.
        loans: in the order in which proved parts are given out.
        covered: fen of each payment (by row id) that evidence proves. That part is `conforming` and the rest keeps the
            payment's own use; the loan money in a payment goes to the proved part first, as coverage does.
        method: one of `METHODS`.
        as_of: later rows are ignored, idle money is measured here.

    Payments that no loan money can have reached are left out.
    """
    flow, parts = own_flow(ledger, loans, covered=covered, as_of=as_of)
    ends = attribute(flow, method)
    left: dict[str, int] = {}
    result: list[LoanTrace] = []
    for loan in loans:
        if loan.id not in flow.classes[1:]:
            result.append(LoanTrace(loan=loan.id, disbursed_fen=0, method=method))
            continue
        money = flow.classes.index(loan.id, 1)
        amounts = _amounts(flow, ends, money, left)
        bounds = bound_loan(flow, money)
        result.append(
            LoanTrace(
                loan=loan.id,
                disbursed_fen=flow.disbursed_fen[money],
                method=method,
                uses=_uses(flow, amounts, bounds),
                payments=tuple(_payments(flow, parts, amounts, bounds)),
            )
        )
    return tuple(result)


def own_flow(
    ledger: Ledger, loans: Sequence[Loan], *, covered: Mapping[str, int], as_of: dt.date
) -> tuple[Flow, dict[str, Part]]:
    """Return the flow of the network N1, and what each of its holders is part of; see `trace_loans`."""
    accounts = own_accounts(ledger)
    inside = rows_inside(ledger, accounts, as_of)
    known = {r.id for r in inside}
    returned: dict[str, int] = defaultdict(int)
    for row in inside:
        if row.kind is RowKind.REFUND and row.link:
            returned[row.link] += row.transaction.amount_fen
    parts: dict[str, Part] = {}
    rows: list[dict[str, Any]] = []
    for row in inside:
        if row.kind is not RowKind.OUT:
            rows.append(write_row(row, accounts, known))
            parts[row.id] = Part(row, Use.UNKNOWN)
            continue
        paid = -row.transaction.amount_fen
        # Evidence proves what stayed at the payee; what came back is none of its business.
        proved = max(0, min(provable(row, covered.get(row.id, 0), loans), paid - returned[row.id]))
        if paid > proved:
            rows.append(write_row(row, accounts, known, fen=proved - paid) | {"whole": row.id if proved else None})
            parts[row.id] = Part(row, row.use)
        if proved:
            name = row.id + CONFORMING if paid > proved else row.id
            part = {"id": name, "use": Use.CONFORMING.value, "whole": row.id if paid > proved else None}
            rows.append(write_row(row, accounts, known, fen=-proved) | part)
            parts[name] = Part(row, Use.CONFORMING)
    return build_flow(parse_case(write_form(accounts, rows, as_of))), parts


def provable(row: LedgerRow, fen: int, loans: Sequence[Loan]) -> int:
    """Return how much of a payment evidence over `fen` makes conform: nothing where papers clear no such use."""
    fixed_asset = bool(loans) and all(loan.loan_kind == "fixed_asset" for loan in loans)
    return fen if row.use in CAN_CONFORM or (fixed_asset and row.use is Use.FIXED_ASSET) else 0


def _amounts(flow: Flow, ends: list[dict[int, int]], money: int, left: dict[str, int]) -> list[int]:
    """Return the loan money of each holder by the method, moved to the proved part of a payment first.

    `left` is what of each proved part other loans have not taken; it is brought up to date.
    """
    amounts = [end.get(money, 0) for end in ends]
    index = {h.row: i for i, h in enumerate(flow.holders) if h.row}
    for name, i in index.items():
        if not name.endswith(CONFORMING):
            continue
        rest = index[name.removesuffix(CONFORMING)]
        room = left.setdefault(name, flow.left_fen[i])
        both = amounts[i] + amounts[rest]
        # The other part must be able to hold what this one does not take.
        amounts[i] = min(both, room)
        amounts[rest] = both - amounts[i]
        left[name] = room - amounts[i]
    return amounts


def _uses(flow: Flow, amounts: Sequence[int], bounds: Bounds) -> tuple[UseAmount, ...]:
    sums: dict[Use, int] = defaultdict(int)
    for holder, fen in zip(flow.holders, amounts, strict=True):
        sums[holder.use] += fen
    result = [UseAmount(use, sums[use], *bounds.uses.get(use, (0, 0))) for use in sums]
    shown = [u for u in result if u.max_fen > 0 or u.use is Use.IDLE]
    return tuple(sorted(shown, key=lambda u: (-u.amount_fen, -u.max_fen, u.use.value)))


def _payments(flow: Flow, parts: Mapping[str, Part], amounts: Sequence[int], bounds: Bounds) -> Iterator[TracedPayment]:
    for i, holder in enumerate(flow.holders):
        if holder.row is None:
            continue
        least, most = bounds.payments.get(holder.row, (0, 0))
        if most == 0:
            continue
        part = parts.get(holder.row) or _overdraft(flow, i, parts)
        yield TracedPayment(
            row=part.row,
            loan_fen=amounts[i],
            min_fen=least,
            max_fen=most,
            use=holder.use,
        )


def _overdraft(flow: Flow, i: int, parts: Mapping[str, Part]) -> Part:
    """Return the virtual payment that repaid an overdraft, shown at the row that brought the money (flows.md 1.5)."""
    name = flow.holders[i].row or ""
    row = parts[name.removesuffix(_OVERDRAFT)].row
    virtual = replace(
        row,
        kind=RowKind.OUT,
        loan=None,
        use=Use.LOAN_REPAYMENT,
        use_confidence=0.9,
        use_reason="入账资金归还账户透支",
        transaction=replace(row.transaction, id=name, amount_fen=-flow.left_fen[i], counterparty_name=None),
    )
    return Part(virtual, Use.LOAN_REPAYMENT)
