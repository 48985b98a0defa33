"""Where the money for a repayment came from: own income, or a new loan, a third party, the loan itself coming back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import payee
from docaudit.checks.wording import Told, joined, say
from docaudit.checks.words import money_finding, rounded
from docaudit.knowledge import classify_name
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow
from docaudit.records.labels import Owner, RowKind, Severity, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key

_NEW_LOAN = re.compile(r"放款|贷款发放|发放贷款|贷款入账|借款入账|拆借|过桥|借入")
_REFINANCING = re.compile(r"归还|置换|借新还旧|续贷|再融资|无还本|转贷资金")
"""Purposes of another loan that allow it to repay this one."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A row of money in that a repayment was made with; `kind` and `told` are keys of the texts."""

    row: LedgerRow
    kind: str
    factor: float
    told: str = "source"


@check("repayment.source_mismatch", severity=Severity.HIGH, basis=("risk_classes/10", "general_rules/31"))
def source_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Principal was repaid with a new loan, a related party's money or loan money that came back.

    Only where the account could not have paid without it: the balance before that money came lay below the repayment;
    or where a new loan of just that sum came in. A new loan whose purpose is to repay this one clears it.
    """
    for loan in case.loans:
        own = rule.of(loan)
        for row in case.ledger.rows:
            paid = -row.transaction.amount_fen
            if row.loan != loan.id or row.use is not Use.LOAN_REPAYMENT or paid < own.fen("least"):
                continue
            sources = _sources(case, own, loan.id, row)
            total = sum(s.row.transaction.amount_fen for s in sources)
            if total < own.threshold("share") * paid:
                continue
            yield money_finding(
                case,
                own,
                loan,
                severity=own.severity,
                confidence=rounded(float(own.threshold("confidence")) * min(s.factor for s in sources)),
                title=say(
                    rule.name,
                    "title",
                    day=row.transaction.date,
                    paid=Money(paid),
                    kinds=list({s.kind: say(rule.name, s.kind) for s in sources}.values()),
                ),
                explanation=joined(
                    [
                        say(rule.name, "paid", day=row.transaction.date, paid=Money(paid)),
                        *(_told(rule, s) for s in sources),
                        say(rule.name, "ask"),
                    ]
                ),
                rows=[row, *(s.row for s in sources)],
                amount=Money(min(paid, total)),
            )


def _told(rule: Rule, source: _Source) -> Told:
    paid = source.row.transaction
    return say(
        rule.name,
        source.told,
        day=paid.date,
        payer=payee(source.row),
        amount=Money(paid.amount_fen),
        kind=say(rule.name, source.kind),
    )


def _sources(case: CaseFile, rule: Rule, loan: str, repayment: LedgerRow) -> list[_Source]:
    """Return the rows just before a repayment, on its account, that it was made with."""
    paid = repayment.transaction
    since = paid.date - rule.days("window_days")
    before = [r for r in case.ledger.rows if r.transaction.account == paid.account and r is not repayment]
    at = _positions(case, repayment)
    found = [
        _Source(r, *kind)
        for r in before
        if since <= r.transaction.date <= paid.date
        and at.get(r.id, 0) < at[repayment.id]
        and r.transaction.amount_fen > 0
        and (kind := _kind(case, rule, loan, r)) is not None
    ]
    if not found:
        return []
    first = found[0].row.transaction
    # Without a printed balance nobody can say that own money would not have sufficed.
    if first.balance_fen is not None and first.balance_fen - first.amount_fen < -paid.amount_fen:
        return found
    slack = rule.threshold("same_sum") * -paid.amount_fen
    return [
        replace(s, told="same_sum", factor=0.9 * s.factor)
        for s in found
        if s.kind == "new_loan" and abs(s.row.transaction.amount_fen + paid.amount_fen) <= slack
    ]


def _positions(case: CaseFile, row: LedgerRow) -> dict[str, int]:
    account = row.transaction.account
    return {r.id: i for i, r in enumerate(r for r in case.ledger.rows if r.transaction.account == account)}


def _kind(case: CaseFile, rule: Rule, loan: str, row: LedgerRow) -> tuple[str, float] | None:
    """Return what money in is, where it is not the borrower's own, and how sure that is."""
    paid = row.transaction
    if row.kind is RowKind.DISBURSEMENT:
        other = case.loan(row.loan or "")
        if row.loan == loan or (other is not None and _REFINANCING.search(other.purpose or "")):
            return None
        return "new_loan", 1.0
    if row.kind not in (RowKind.IN, RowKind.REFUND):
        return None
    guess = classify_name(paid.counterparty_name)
    if _NEW_LOAN.search(paid.text) or (guess is not None and guess.use in {Use.LENDING, Use.LOAN_REPAYMENT}):
        return "new_loan", 0.9
    if paid.counterparty_name and _paid_by_loan(case, loan, paid.counterparty_name, paid.date):
        return "returned", 0.9
    tie = case.parties.related.get(core_key(paid.counterparty_name)) if paid.counterparty_name else None
    if tie is not None and tie.strength >= rule.threshold("related"):
        return "related", 0.85
    return None


def _paid_by_loan(case: CaseFile, loan: str, name: str, day: dt.date) -> bool:
    """Say whether loan money was paid to the party before that day; what a customer pays is no return."""
    key = core_key(name)
    return any(
        p.loan_fen > 0 and core_key(p.row.transaction.counterparty_name) == key and p.row.transaction.date <= day
        for trace in case.traces
        if trace.loan == loan
        for p in trace.payments
        if (account := case.ledger.account(p.row.transaction.account)) is None or account.owner is Owner.BORROWER
    )
