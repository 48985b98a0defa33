"""Whether the loan reached the borrower as its receipts say: at all, in full, on the agreed account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from docaudit.checks.base import Rule, check
from docaudit.checks.payment.matching import Drawn, disbursed_rows, paid_out
from docaudit.checks.phrases import listing
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, field_places, money_finding, sure
from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.loan_contract import LoanContract
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind, Severity
from docaudit.records.money import Money
from docaudit.records.names import fold

_NOTHING = Told("", "")
_TERMS = (1, 3, 6, 12)
"""Months of interest that lenders take in advance, besides the whole term."""


@check("payment.no_disbursement", severity=Severity.HIGH)
def no_disbursement(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A receipt says that money was paid out, and the statement of that time shows no such credit.

    Silent unless the statements of the account that the receipt (else the contract) names cover the days around it, and
    where the lender paid a payee directly.
    """
    for loan in case.loans:
        rule = rule.of(loan)
        for one in paid_out(case, loan, rule.days("days")):
            date = one.receipt.disbursement_date.value
            if one.rows or date is None or date > case.as_of or sure(one.receipt.amount) < rule.threshold("unsure"):
                continue
            statements = _covering(case, loan, one, rule)
            if not statements or _came_anyhow(case, one, rule):
                continue
            yield money_finding(
                case,
                rule,
                loan,
                severity=rule.severity,
                confidence=float(rule.threshold("confidence"))
                * sure(one.receipt.amount, one.receipt.disbursement_date),
                title=say(rule.name, "title", amount=Money(one.fen), day=date),
                explanation=say(
                    rule.name,
                    "explanation",
                    day=date,
                    amount=Money(one.fen),
                    account=statements[0].account_number.value,
                    before=date - dt.timedelta(days=1),
                    after=date + rule.days("days"),
                ),
                amount=Money(one.fen),
                places=[
                    *field_places(one.receipt, one.receipt.amount, one.receipt.disbursement_date),
                    *(pl for s in statements for pl in field_places(s, s.account_number)),
                ],
                documents=[one.receipt],
            )


def _covering(case: CaseFile, loan: Loan, one: Drawn, rule: Rule) -> list[BankStatement]:
    """Return the statements that would show the credit: of the named account, from a day before to the slack after."""
    contract = case.document(loan.contract) if loan.contract else None
    agreed = contract.disbursement_account.value if isinstance(contract, LoanContract) else None
    named = one.receipt.account.value or agreed
    date = one.receipt.disbursement_date.value
    if not account_digits(named) or date is None:
        return []
    found = []
    for s in case.of(BankStatement):
        days = [t.time.value.date() for t in s.transactions if t.time.value is not None]
        begin, end = s.period_start.value or min(days, default=None), s.period_end.value or max(days, default=None)
        whole = len(days) == len(s.transactions) and all(t.amount.value is not None for t in s.transactions)
        if begin and end and whole and begin <= date and date + rule.days("seen_days") <= end:
            found.append(s)
    return [s for s in found if accounts_match(s.account_number.value, named)]


def _came_anyhow(case: CaseFile, one: Drawn, rule: Rule) -> bool:
    """Say whether the sum came in those days under another name, or as the money of another loan of the case."""
    date = one.receipt.disbursement_date.value
    own = {a.key for a in case.ledger.accounts if a.owner is Owner.BORROWER}
    return date is not None and any(
        r.transaction.account in own
        and r.transaction.amount_fen == one.fen
        and abs(r.transaction.date - date) <= rule.days("days")
        for r in case.ledger.rows
    )


@check("payment.disbursement_mismatch", severity=Severity.HIGH)
def disbursement_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """What reached the account differs from the loan receipt, in amount or account, or interest was taken at once.

    Interest must not be deducted from the principal in advance (Civil Code, article 670): such a loan counts as the
    amount that was in fact lent.
    """
    for loan in case.loans:
        rule = rule.of(loan)
        drawn, rows = paid_out(case, loan, rule.days("days")), disbursed_rows(case, loan)
        if not drawn or not rows:
            continue
        yield from _account_mismatch(case, rule, loan, drawn, rows)
        for one in drawn:
            if one.exact:
                yield from _interest_at_once(case, rule, loan, one)
        if sum(d.fen for d in drawn) != sum(r.transaction.amount_fen for r in rows):
            for one in drawn:
                if one.rows and not one.exact:
                    yield _amount_mismatch(case, rule, loan, one)


def _amount_mismatch(case: CaseFile, rule: Rule, loan: Loan, one: Drawn) -> Finding:
    gap = one.fen - one.came_fen
    came = listing(
        say(rule.name, "came", day=r.transaction.date, amount=Money(r.transaction.amount_fen)) for r in one.rows
    )
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.severity,
        confidence=0.9 * sure(one.receipt.amount),
        title=say(rule.name, "title", stated=Money(one.fen), came=Money(one.came_fen)),
        explanation=say(
            rule.name,
            "explanation",
            day=one.receipt.disbursement_date.value,
            stated=Money(one.fen),
            came=came,
            gap=Money(abs(gap)),
            interest=_in_advance(case, rule, loan, one, gap) if gap > 0 else _NOTHING,
        ),
        rows=one.rows,
        amount=Money(abs(gap)),
        places=field_places(one.receipt, one.receipt.amount),
        documents=[one.receipt],
    )


def _in_advance(case: CaseFile, rule: Rule, loan: Loan, one: Drawn, gap: int) -> Told:
    """Return what a shortfall says of interest: for how many months it is just the interest, else that it may be."""
    rate = _rate(case, loan, one)
    months = _months_of(loan)
    near = rule.threshold("interest_tolerance")
    for count in (*_TERMS, *((months,) if months else ())):
        whole = _interest_fen(one.fen, rate, count) if rate is not None else 0
        if whole and abs(gap - whole) <= near * whole:
            return say(rule.name, "is_interest", months=count, rate=rate, interest=Money(whole))
    return say(rule.name, "may_be_interest")


def _rate(case: CaseFile, loan: Loan, one: Drawn) -> Decimal | None:
    contract = case.document(loan.contract) if loan.contract else None
    agreed = contract.interest_rate.value if isinstance(contract, LoanContract) else None
    return one.receipt.interest_rate.value or agreed


def _months_of(loan: Loan) -> int | None:
    if loan.start_date is None or loan.end_date is None:
        return None
    return round((loan.end_date - loan.start_date).days / 30.4)


def _interest_fen(fen: int, rate_percent: Decimal, months: int) -> int:
    """Return the interest of some months, half up to the fen."""
    exact = Decimal(fen) * rate_percent / 100 * months / 12
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _interest_at_once(case: CaseFile, rule: Rule, loan: Loan, one: Drawn) -> Iterator[Finding]:
    """Report interest of a month or more that the lender took right after it had paid out in full.

    Only where the file holds one loan, nothing of it was paid out earlier, and the account paid no interest before:
    older debts have interest due too.
    """
    rate = _rate(case, loan, one)
    first = min(r.transaction.date for r in one.rows)
    interest = [r for r in case.ledger.rows if r.kind is RowKind.OUT and "息" in fold(r.transaction.text)]
    if rate is None or len(case.loans) != 1 or any(r.transaction.date < first for r in interest):
        return
    if any(r.transaction.date < first for r in disbursed_rows(case, loan)):
        return
    lenders = {*case.parties.lender_names, *([loan.lender] if loan.lender else [])}
    taken = [
        r
        for r in interest
        if r.transaction.date - first <= rule.days("at_once_days")
        and (
            not r.transaction.counterparty_name
            or any(same_party(r.transaction.counterparty_name, name) for name in lenders)
        )
    ]
    total = sum(-r.transaction.amount_fen for r in taken)
    month = _interest_fen(one.fen, rate, 1)
    if not taken or total < (1 - rule.threshold("interest_tolerance")) * month:
        return
    yield money_finding(
        case,
        rule,
        loan,
        severity=rule.severity,
        confidence=float(rule.threshold("at_once_confidence")),
        title=say(rule.name, "at_once_title", amount=Money(total)),
        explanation=say(
            rule.name,
            "at_once",
            day=first,
            amount=Money(one.came_fen),
            taken=listing(
                say(rule.name, "took", day=r.transaction.date, amount=Money(-r.transaction.amount_fen)) for r in taken
            ),
            rate=rate,
            month=Money(month),
            lent=Money(one.came_fen - total),
        ),
        rows=[*one.rows, *taken],
        amount=Money(total),
        places=field_places(one.receipt, one.receipt.amount),
        documents=[one.receipt],
    )


def _account_mismatch(
    case: CaseFile, rule: Rule, loan: Loan, drawn: Sequence[Drawn], rows: Sequence[LedgerRow]
) -> Iterator[Finding]:
    """Report money that reached an account which neither receipt nor contract names."""
    contract = case.document(loan.contract) if loan.contract else None
    if not isinstance(contract, LoanContract) or not account_digits(contract.disbursement_account.value):
        return
    for row in rows:
        account = case.ledger.account(row.transaction.account)
        number = account.number if account else None
        if len(account_digits(number)) < 10 or "*" in account_digits(number) or by_ocr(contract):
            continue
        agreed = [contract.disbursement_account.value, *(d.receipt.account.value for d in drawn)]
        if all(not account_digits(a) or not accounts_match(a, number) for a in agreed):
            yield money_finding(
                case,
                rule,
                loan,
                severity=rule.severity,
                confidence=0.8 * sure(contract.disbursement_account),
                title=say(rule.name, "account_title"),
                explanation=say(
                    rule.name,
                    "account",
                    agreed=contract.disbursement_account.value,
                    day=row.transaction.date,
                    amount=Money(row.transaction.amount_fen),
                    actual=number,
                ),
                rows=[row],
                amount=Money(row.transaction.amount_fen),
                places=field_places(contract, contract.disbursement_account),
            )
