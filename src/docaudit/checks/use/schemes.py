"""Money that came back, hurried through or was split (flows.md 3.1 to 3.3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import amount, holder, in_loan, listed, listing, moved, names, payee, purpose_of
from docaudit.checks.use.flow import grade_of, out_of_sight
from docaudit.checks.wording import Told, say
from docaudit.checks.words import grade_confidence, grade_severity, money_finding, tie, traced
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import same_party
from docaudit.records.amounts import parse_amount
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import Owner, Severity
from docaudit.records.money import Money
from docaudit.records.names import fold
from docaudit.records.schemes import LoanFlow, LoanMoney, PassThrough, Return, Split

_LONG = 8
"""Rows of a longer story that an explanation spells out."""
_NOTHING = Told("", "")
_FIGURES = re.compile(r"\d[\d,，]*(?:\.\d+)?[万亿]?元")
"""Sums that terms of payment name."""


@check("use.round_trip", severity=Severity.CRITICAL, basis=("civil_code/673",))
def round_trip(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money that was paid out came back to the borrower from the payee or a party tied to it."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        for back in case.flow(loan.id).returns:
            found = _round_trip(case, rule, loan, back)
            if found is not None:
                yield found


def _round_trip(case: CaseFile, rule: Rule, loan: Loan, back: Return) -> Finding | None:
    found = grade_of(back.money, rule)
    if found is None:
        return None
    payees = names(back.outs)
    payers = listing(dict.fromkeys(_sender(case, r) for r in back.ins), zh="、", en=", ")
    related = float(rule.threshold("related"))
    steps = 0 if back.strength >= related else 1
    trader = back.habit and max(_own_tie(case, r) for r in (*back.outs, *back.ins)) < related
    red = any(
        i.total.value is not None
        and i.total.value.fen < 0
        and any(same_party(i.seller_name.value, r.transaction.counterparty_name) for r in back.outs)
        for i in case.of(VatInvoice)
    )
    # A red letter says that the goods went back, trade in both directions that the payer owed the money anyway.
    severity = grade_severity(rule, found, steps + (int(rule.threshold("habit_steps")) if trader else 0))
    arrived = listing(
        say(
            rule.name,
            "came",
            day=r.transaction.date,
            sender=_sender(case, r),
            amount=amount(r.transaction.amount_fen),
        )
        for r in back.ins[:_LONG]
    )
    return money_finding(
        case,
        rule,
        loan,
        severity=min(severity, Severity.LOW) if red else severity,
        confidence=grade_confidence(rule, found, back.confidence),
        title=say(rule.name, "title", payees=payees, payers=payers),
        explanation=say(
            rule.name,
            "explanation",
            purpose=purpose_of(loan),
            payments=listed(back.outs),
            way=say(rule.name, "way", rows=moved(case, back.hops, _LONG)) if back.hops else _NOTHING,
            arrived=arrived,
            reason=back.reason,
            trade=say(rule.name, "trade") if back.habit else _NOTHING,
            matched=found.amount,
            money=in_loan(found),
            days=f"{back.gap_days:.0f}",
        ),
        rows=[*back.outs, *back.hops, *back.ins],
        amount=found.amount,
    )


def _own_tie(case: CaseFile, row: LedgerRow) -> float:
    """Return how strongly the payee of a row is tied to the borrower."""
    found = tie(case, row.transaction.counterparty_name)
    return found.strength if found else 0.0


def _sender(case: CaseFile, row: LedgerRow) -> Told:
    """Return who sent the money of a row, whichever side it stands on."""
    return payee(row) if row.transaction.amount_fen > 0 else holder(case, row)


@check("use.structuring", severity=Severity.HIGH, basis=("contract",))
def structuring(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Self-payments to one payee stay under the entrusted-payment threshold singly and exceed it together."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        for split in case.flow(loan.id).splits:
            found = _structuring(case, rule, loan, split)
            if found is not None:
                yield found


def _structuring(case: CaseFile, rule: Rule, loan: Loan, split: Split) -> Finding | None:
    found = grade_of(split.money, rule)
    if found is None:
        return None
    rows = [p.row for p in split.payments]
    if _each_agreed(case, rows):
        return None
    parted = _by_instalments(case, rule, rows[0].transaction.counterparty_name)
    formula = 0.5 + 0.25 * split.near / len(rows) + 0.2 * split.bunched - 0.3 * parted
    total = Money(sum(abs(r.transaction.amount_fen) for r in rows))
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, int(parted)),
        # How the payees were named plays no part: the sizes of the payments decide.
        confidence=grade_confidence(rule, found, min(0.99, max(0.05, formula))),
        title=say(rule.name, "title", payee=payee(rows[0]), count=len(rows), total=total),
        explanation=say(
            rule.name,
            "explanation",
            limit=Money(loan.entrusted_threshold_fen or 0),
            payments=listed(rows),
            count=len(rows),
            total=total,
            money=in_loan(found),
            near=split.near,
        ),
        rows=rows,
        amount=found.amount,
    )


def _each_agreed(case: CaseFile, rows: Sequence[LedgerRow]) -> bool:
    """Say whether a contract with the payee names the sum of each payment: instalments agreed before (domain 8.2)."""
    paid = {abs(r.transaction.amount_fen) for r in rows}
    for contract in case.of(TradeContract):
        if same_party(contract.seller.value, rows[0].transaction.counterparty_name):
            sums = (parse_amount(found.group()) for found in _FIGURES.finditer(contract.payment_terms.value or ""))
            if paid <= {money.fen for money in sums if money is not None}:
                return True
    return False


def _by_instalments(case: CaseFile, rule: Rule, name: str | None) -> bool:
    return any(
        same_party(c.seller.value, name) and any(w in fold(c.payment_terms.value) for w in rule.words("instalments"))
        for c in case.of(TradeContract)
    )


@check("use.rapid_passthrough", severity=Severity.HIGH, basis=("civil_code/673",))
def rapid_passthrough(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money came to an account and left it again within days: the account only passes it on."""
    for loan, _ in traced(case):
        rule = rule.of(loan)
        accounts: dict[str, list[PassThrough]] = defaultdict(list)
        flow = case.flow(loan.id)
        for passed in flow.passes:
            accounts[passed.account].append(passed)
        for group in accounts.values():
            found = _passthrough(case, rule, loan, flow, group)
            if found is not None:
                yield found


def _passthrough(
    case: CaseFile, rule: Rule, loan: Loan, flow: LoanFlow, passed: Sequence[PassThrough]
) -> Finding | None:
    """Return the finding of the receipts of one account that left it at once, None below the floor."""
    # What one receipt took in does not leave again with another: the assignment is one to one, so sums hold.
    money = LoanMoney(
        sum(p.money.fen for p in passed), sum(p.money.min_fen for p in passed), sum(p.money.max_fen for p in passed)
    )
    found = grade_of(money, rule)
    if found is None:
        return None
    account = case.ledger.account(passed[0].account)
    own = account is not None and account.owner is Owner.BORROWER
    number = account_digits(account.number if account else None)
    tail = f"*{number[-4:]}" if number else ""
    holds = account.name if account else None
    name = say(rule.name, "account", name=holds, number=tail) if holds else say(rule.name, "unnamed", number=tail)
    arrivals = [p.arrival for p in passed]
    outs = list({r.id: r for p in passed for r in p.outs}.values())
    firsts = list({r.id: r for p in passed for r in p.firsts}.values())
    proved = all(p.proved for p in passed)
    steps = int(rule.threshold("proved_steps")) if proved else 0
    came = listing(
        say(rule.name, "came", day=r.transaction.date, amount=amount(r.transaction.amount_fen))
        for r in arrivals[:_LONG]
    )
    return money_finding(
        case,
        rule,
        loan,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, min(p.confidence for p in passed)),
        title=say(rule.name, "title", name=name, amount=found.amount),
        explanation=say(
            rule.name,
            "explanation",
            purpose=purpose_of(loan),
            origin=_NOTHING if own else say(rule.name, "origin", payments=listed(firsts)),
            name=name,
            came=came,
            other=f"{100 * rule.threshold('other_share'):.0f}%",
            days=f"{rule.threshold('window_days'):.0f}",
            outs=moved(case, outs, _LONG),
            share=f"{100 * min(p.share for p in passed):.0f}%",
            money=in_loan(found),
            papers=say(rule.name, "papers") if proved else _NOTHING,
            left=out_of_sight(flow),
        ),
        rows=[*firsts, *arrivals, *outs],
        amount=found.amount,
    )
