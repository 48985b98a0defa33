"""Whether the statements cover the time and the account that the loan needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docaudit.checks.base import Rule, check
from docaudit.checks.payment.matching import disbursed_rows
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, field_places, is_borrower, money_finding, of_use, sure
from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.knowledge import Likeness, bank_of, match_names, same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Account, Loan
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind, Severity, Use
from docaudit.records.money import Money

_ONE_DAY = dt.timedelta(days=1)
_WHOLE_NUMBER = 10
"""Digits of an account number that is printed in full."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement: its first and last day, and what stood on the account before and after it.

    `printed`: it says itself from when to when it goes; else the days are those of its rows.
    """

    statement: BankStatement
    start: dt.date
    end: dt.date
    opening_fen: int | None
    closing_fen: int | None
    printed: bool


def _parts(case: CaseFile, account: Account) -> list[_Part]:
    """Return the statements of an account in order of time; one whose days nobody can tell is left out."""
    found: list[_Part] = []
    for name in account.documents:
        s = case.document(name)
        if not isinstance(s, BankStatement):
            continue
        rows = [r.transaction for r in case.ledger.rows if r.transaction.place.document == s.id]
        days = [r.date for r in rows]
        start, end = s.period_start.value or min(days, default=None), s.period_end.value or max(days, default=None)
        if start is None or end is None:
            continue
        first, last = (rows[0], rows[-1]) if rows else (None, None)
        opening, closing = s.opening_balance.value, s.closing_balance.value
        if opening is None and first is not None and first.balance_fen is not None:
            opening = Money(first.balance_fen - first.amount_fen)
        if closing is None and last is not None and last.balance_fen is not None:
            closing = Money(last.balance_fen)
        printed = s.period_start.value is not None and s.period_end.value is not None
        found.append(_Part(s, start, end, opening.fen if opening else None, closing.fen if closing else None, printed))
    return sorted(found, key=lambda p: (p.start, p.end))


@check("statement.period_gap", severity=Severity.MEDIUM)
def period_gap(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Days lie between two statements of an account, or the days of the loan are covered by none.

    Balances that go on where they ended make it lighter: nothing shows that a row lacks. Days before the loan, and days
    after its money is gone, matter less.
    """
    own = rule.shared(case.loans)
    for account in case.ledger.accounts:
        if account.owner is not Owner.BORROWER or account.dark:
            continue
        parts = _parts(case, account)
        yield from _between(case, own, account, parts)
        if parts:
            yield from _before(case, own, account, parts)
            yield from _after(case, own, account, parts)


def _between(case: CaseFile, rule: Rule, account: Account, parts: Sequence[_Part]) -> Iterator[Finding]:
    drawn = _first_drawn(case)
    reach: _Part | None = None
    for part in parts:
        before = reach
        reach = part if reach is None or part.end > reach.end else reach
        if before is None or part.start <= before.end:
            continue
        days = (part.start - before.end).days - 1
        known = before.closing_fen is not None and part.opening_fen is not None
        jump = (part.opening_fen or 0) - (before.closing_fen or 0) if known else 0
        # Days of rows say nothing of the days between, and statements that meet have none.
        if (known and not jump and not (before.printed and part.printed)) or (not days and not jump):
            continue
        if not known and not (before.printed and part.printed):
            continue
        early = drawn is not None and part.start <= drawn
        steps = int(known and not jump) + int(early)
        yield money_finding(
            case,
            rule,
            _loan(case),
            severity=rule.lowered(steps),
            confidence=float(rule.threshold("proved" if jump else "stated"))
            * (0.9 if by_ocr(part.statement) or by_ocr(before.statement) else 1.0),
            title=say(
                rule.name, "title", account=account.number, start=before.end + _ONE_DAY, end=part.start - _ONE_DAY
            )
            if days
            else say(rule.name, "jump_title", account=account.number, day=part.start),
            explanation=say(
                rule.name,
                "explanation",
                account=account.number,
                first=before.statement.source,
                end=before.end,
                second=part.statement.source,
                start=part.start,
                days=days,
                balances=_balances(rule, before, part) if known else Told("", ""),
            ),
            amount=Money(abs(jump)) if jump else None,
            places=[
                *field_places(before.statement, before.statement.period_end, before.statement.closing_balance),
                *field_places(part.statement, part.statement.period_start, part.statement.opening_balance),
            ],
            documents=[before.statement, part.statement],
        )


def _balances(rule: Rule, before: _Part, part: _Part) -> Told:
    closing, opening = Money(before.closing_fen or 0), Money(part.opening_fen or 0)
    if closing == opening:
        return say(rule.name, "goes_on", balance=closing)
    return say(rule.name, "jumps", closing=closing, opening=opening, gap=Money(abs(opening.fen - closing.fen)))


def _first_drawn(case: CaseFile) -> dt.date | None:
    return min((r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT), default=None)


def _loan(case: CaseFile) -> Loan | None:
    return case.loans[0] if len(case.loans) == 1 else None


def _before(case: CaseFile, rule: Rule, account: Account, parts: Sequence[_Part]) -> Iterator[Finding]:
    """Report a disbursement on a day that no statement of its account covers."""
    for loan in case.loans:
        if any(r.transaction.account == account.key for r in disbursed_rows(case, loan)):
            continue
        for receipt in (r for i in loan.receipts if isinstance(r := case.document(i), LoanReceipt)):
            day = receipt.disbursement_date.value
            if day is None or not accounts_match(receipt.account.value, account.number):
                continue
            if any(p.start <= day <= p.end for p in parts) or sure(receipt.disbursement_date) < rule.threshold("sure"):
                continue
            yield money_finding(
                case,
                rule,
                loan,
                severity=rule.severity,
                confidence=float(rule.threshold("stated")) * sure(receipt.disbursement_date),
                title=say(rule.name, "drawn_title", account=account.number, day=day),
                explanation=say(
                    rule.name,
                    "drawn",
                    account=account.number,
                    day=day,
                    start=parts[0].start,
                    end=max(p.end for p in parts),
                ),
                amount=receipt.amount.value,
                places=[
                    *field_places(receipt, receipt.disbursement_date),
                    *(pl for p in parts for pl in field_places(p.statement, p.statement.period_start)),
                ],
                documents=[receipt],
            )


def _after(case: CaseFile, rule: Rule, account: Account, parts: Sequence[_Part]) -> Iterator[Finding]:
    """Report a statement that ends long before the day of judgement while loan money was still on the account."""
    end = max(p.end for p in parts)
    if end + rule.days("end_days") >= case.as_of:
        return
    for loan in case.loans:
        trace = next((t for t in case.traces if t.loan == loan.id), None)
        came = any(r.transaction.account == account.key for r in disbursed_rows(case, loan))
        if trace is None or not came or (loan.end_date is not None and loan.end_date <= end):
            continue
        left, _, _ = of_use(trace, Use.IDLE)
        if left < rule.fen("floor"):
            continue
        yield money_finding(
            case,
            rule,
            loan,
            severity=rule.lowered(int(rule.threshold("end_steps"))),
            confidence=float(rule.threshold("stated")),
            title=say(rule.name, "ends_title", account=account.number, end=end),
            explanation=say(rule.name, "ends", account=account.number, end=end, as_of=case.as_of, left=Money(left)),
            amount=Money(left),
            places=[pl for p in parts if p.end == end for pl in field_places(p.statement, p.statement.period_end)],
            documents=[p.statement for p in parts if p.end == end],
        )


@check("statement.account_mismatch", severity=Severity.MEDIUM, basis=("contract",))
def account_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The statements are of another account than contract and receipts name, or that account is somebody else's."""
    for loan in case.loans:
        own = rule.of(loan)
        contract = case.document(loan.contract) if loan.contract else None
        if not isinstance(contract, LoanContract):
            continue
        agreed = contract.disbursement_account
        digits = account_digits(agreed.value)
        if len(digits) < _WHOLE_NUMBER or agreed.confidence < own.threshold("unsure"):
            continue
        statements = case.of(BankStatement)
        receipts = [r for i in loan.receipts if isinstance(r := case.document(i), LoanReceipt)]
        numbers = [agreed.value, *(r.account.value for r in receipts)]
        named = [s for s in statements if any(accounts_match(s.account_number.value, n) for n in numbers)]
        for statement in named:
            if _of_somebody_else(case, own, statement):
                yield _other_holder(case, own, loan, contract, statement)
        ours = [s for s in statements if is_borrower(case, s.account_name.value, by_ocr(s))]
        if not named and ours and all(_other_number(s, contract) for s in statements):
            yield _other_account(case, own, loan, contract, ours)


def _other_number(statement: BankStatement, contract: LoanContract) -> bool:
    """Say whether the statement's number was read in full and surely is not the contract's."""
    digits, agreed = account_digits(statement.account_number.value), account_digits(contract.disbursement_account.value)
    if "*" in digits + agreed or len(digits) < _WHOLE_NUMBER:
        return False
    if len(digits) != len(agreed):
        return not (by_ocr(statement) or by_ocr(contract))
    return sum(a != b for a, b in zip(digits, agreed, strict=True)) > 2


def _of_somebody_else(case: CaseFile, rule: Rule, statement: BankStatement) -> bool:
    """Say whether the account's holder is certainly not the borrower, under no name that the file gives it."""
    name, borrower, scanned = statement.account_name.value, case.parties.borrower, by_ocr(statement)
    if not name or not borrower or statement.account_name.confidence < rule.threshold("unsure") or bank_of(name):
        return False
    if any(same_party(name, former, scanned) for former, _ in case.facts.related_parties):
        return False
    licences = case.of(BusinessLicense)
    # A sole trader's account is its owner's.
    if any(same_party(x.name.value, name) and same_party(x.legal_representative.value, borrower) for x in licences):
        return False
    return match_names(name, borrower, scanned).likeness is Likeness.DIFFERENT


def _other_holder(case: CaseFile, rule: Rule, loan: Loan, contract: LoanContract, statement: BankStatement) -> Finding:
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.severity,
        confidence=float(rule.threshold("confidence")) * sure(statement.account_name, contract.disbursement_account),
        title=say(rule.name, "holder_title", account=statement.account_number.value, name=statement.account_name.value),
        explanation=say(
            rule.name,
            "holder",
            account=contract.disbursement_account.value,
            name=statement.account_name.value,
            borrower=case.parties.borrower,
        ),
        places=[
            *field_places(statement, statement.account_name, statement.account_number),
            *field_places(contract, contract.disbursement_account),
        ],
        documents=[statement, contract],
    )


def _other_account(
    case: CaseFile, rule: Rule, loan: Loan, contract: LoanContract, statements: Sequence[BankStatement]
) -> Finding:
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.severity,
        confidence=float(rule.threshold("confidence"))
        * sure(contract.disbursement_account, *(s.account_number for s in statements)),
        title=say(rule.name, "title", account=contract.disbursement_account.value),
        explanation=say(
            rule.name,
            "explanation",
            account=contract.disbursement_account.value,
            numbers=[s.account_number.value or "" for s in statements],
        ),
        places=[
            *field_places(contract, contract.disbursement_account),
            *(pl for s in statements for pl in field_places(s, s.account_number)),
        ],
        documents=[contract, *statements],
    )
