"""Traces the loans of a ledger over the borrower's own accounts: the network N1 of flows.md 2.6."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docaudit.records.flows import Account, Ledger, LedgerRow, Loan, LoanTrace, TracedPayment, UseAmount
from docaudit.records.labels import Owner, RowKind, Use
from docaudit.records.money import Money
from docaudit.tracing.attribution import attribute
from docaudit.tracing.bounds import Bounds, bound_loan
from docaudit.tracing.case_form import parse_case
from docaudit.tracing.steps import Flow, build_flow

CAN_CONFORM = frozenset({Use.UNSUPPORTED, Use.UNKNOWN, Use.INDIVIDUAL, Use.EQUITY_INVESTMENT})
"""Uses that evidence turns into `conforming`; an invoice from a broker or a developer clears nothing by itself."""

_CONFORMING = "|conforming"
_OVERDRAFT = "#overdraft"


@dataclass(frozen=True, slots=True)
class _Part:
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
    fixed_asset = bool(loans) and all(loan.loan_kind == "fixed_asset" for loan in loans)
    form, parts = _case(ledger, covered, as_of, fixed_asset=fixed_asset)
    flow = build_flow(parse_case(form))
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


def traced_accounts(ledger: Ledger) -> dict[str, Account]:
    """Return the accounts of the network N1: the borrower's own, in yuan."""
    return {a.key: a for a in ledger.accounts if a.owner is Owner.BORROWER and a.currency == "CNY"}


def _case(
    ledger: Ledger, covered: Mapping[str, int], as_of: dt.date, *, fixed_asset: bool
) -> tuple[dict[str, Any], dict[str, _Part]]:
    accounts = traced_accounts(ledger)
    inside = [r for r in ledger.rows if r.transaction.account in accounts and r.transaction.date <= as_of]
    known = {r.id for r in inside}
    returned: dict[str, int] = defaultdict(int)
    for row in inside:
        if row.kind is RowKind.REFUND and row.link:
            returned[row.link] += row.transaction.amount_fen
    parts: dict[str, _Part] = {}
    rows: list[dict[str, Any]] = []
    for row in inside:
        if row.kind is not RowKind.OUT:
            rows.append(_form_row(row, accounts, known))
            parts[row.id] = _Part(row, Use.UNKNOWN)
            continue
        paid = -row.transaction.amount_fen
        can = row.use in CAN_CONFORM or (fixed_asset and row.use is Use.FIXED_ASSET)
        # Evidence proves what stayed at the payee; what came back is none of its business.
        proved = max(0, min(covered.get(row.id, 0), paid - returned[row.id])) if can else 0
        if paid > proved:
            rows.append(_form_row(row, accounts, known, fen=proved - paid) | {"whole": row.id if proved else None})
            parts[row.id] = _Part(row, row.use)
        if proved:
            name = row.id + _CONFORMING if paid > proved else row.id
            part = {"id": name, "use": Use.CONFORMING.value, "whole": row.id if paid > proved else None}
            rows.append(_form_row(row, accounts, known, fen=-proved) | part)
            parts[name] = _Part(row, Use.CONFORMING)
    form = {
        "order": "row",
        "as_of": as_of.isoformat(),
        "accounts": [_form_account(a) for a in accounts.values()],
        "rows": rows,
    }
    return form, parts


def _form_account(account: Account) -> dict[str, Any]:
    return {
        "id": account.key,
        "opening": str(Money(account.opening_fen)),
        "overdraft": account.overdraft,
        "dark": account.dark,
        "unlimited": not account.opening_known,
        "order": "row" if account.balances_prove_order else "day",
    }


def _form_row(
    row: LedgerRow, accounts: Mapping[str, Account], known: set[str], fen: int | None = None
) -> dict[str, Any]:
    """Return the row in the case form; a link that leads out of the network makes it plain money in or out."""
    paid = row.transaction
    kind = row.kind
    if kind is RowKind.TRANSFER_IN and row.link not in known and row.source_account not in accounts:
        kind = RowKind.IN
    if kind is RowKind.REFUND and row.link not in known:
        kind = RowKind.IN
    form: dict[str, Any] = {
        "id": row.id,
        "account": paid.account,
        "date": paid.date.isoformat(),
        "amount": str(Money(paid.amount_fen if fen is None else fen)),
        "kind": kind.value,
    }
    if kind is RowKind.DISBURSEMENT:
        form["loan"] = row.loan
    elif kind is RowKind.OUT:
        form |= {"use": row.use.value, "pin": row.pin if row.pin in known else None}
    elif kind is RowKind.TRANSFER:
        form["to"] = row.to if row.to in accounts else None
    elif kind is RowKind.REFUND:
        form["link"] = row.link
    elif kind is RowKind.TRANSFER_IN:
        form["link" if row.link in known else "from"] = row.link if row.link in known else row.source_account
    return form


def _amounts(flow: Flow, ends: list[dict[int, int]], money: int, left: dict[str, int]) -> list[int]:
    """Return the loan money of each holder by the method, moved to the proved part of a payment first.

    `left` is what of each proved part other loans have not taken; it is brought up to date.
    """
    amounts = [end.get(money, 0) for end in ends]
    index = {h.row: i for i, h in enumerate(flow.holders) if h.row}
    for name, i in index.items():
        if not name.endswith(_CONFORMING):
            continue
        rest = index[name.removesuffix(_CONFORMING)]
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


def _payments(
    flow: Flow, parts: Mapping[str, _Part], amounts: Sequence[int], bounds: Bounds
) -> Iterator[TracedPayment]:
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


def _overdraft(flow: Flow, i: int, parts: Mapping[str, _Part]) -> _Part:
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
    return _Part(virtual, Use.LOAN_REPAYMENT)
