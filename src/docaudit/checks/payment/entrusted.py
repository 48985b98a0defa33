"""Checks on how the loan was paid out: to whom, by which method, for how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from docaudit.checks.base import MEASURES, Rule, check, signing_date
from docaudit.checks.payment.matching import subset
from docaudit.checks.phrases import in_loan, listed, payee, purpose_of
from docaudit.checks.wording import say
from docaudit.checks.words import Graded, by_ocr, field_places, grade_confidence, graded, money_finding, sure, traced
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.loan_contract import LoanContract
from docaudit.knowledge import PROHIBITED, is_clearing_account, same_party, version_on
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan, Place, TracedPayment
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind, Severity, Use
from docaudit.records.money import Money

# Nobody entrusts own debts, wages and cash to the lender; prohibited uses have a finding of their own.
_NOT_TRADE = PROHIBITED | {Use.OPERATING, Use.LOAN_REPAYMENT, Use.CASH, Use.IDLE, Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT}


def entrusted_from(case: CaseFile, loan: Loan, rule: Rule) -> tuple[int, str] | None:
    """Return the amount above which payments must be entrusted and its source, None where no rule gives one.

    A contract that leaves nothing to self-payment sets it at nought, if the file shows that its payments were ordered:
    where no order at all is on file, papers lack (`evidence.missing_document`), and how each was paid nobody can tell.
    """
    if loan.entrusted_threshold_fen:
        return loan.entrusted_threshold_fen, "by_contract"
    if loan.payment_method == "entrusted" and case.of(EntrustedPaymentOrder):
        return 0, "by_method"
    measure = version_on(MEASURES[loan.loan_kind], signing_date(case, loan)) if loan.loan_kind in MEASURES else None
    name = "single_payment" if measure is None or measure.until is None else "single_payment_earlier"
    return (rule.fen(name), "by_measure") if rule.has(name) else None


@check("payment.entrusted_required", severity=Severity.HIGH, basis=("contract",))
def entrusted_required(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A self-payment of loan money lies above the amount from which the lender must pay the payee itself."""
    carried, mistaken = _executed(case, rule)
    # What went to another payee than the order's was entrusted all the same; that is a finding of its own.
    entrusted = {row.id for _, row in (*carried, *mistaken)}
    for loan, trace in traced(case):
        rule = rule.of(loan)
        limit = entrusted_from(case, loan, rule)
        if limit is None:
            continue
        parts: dict[str, list[TracedPayment]] = {}
        for p in trace.payments:
            parts.setdefault(p.row.id, []).append(p)
        for payments in parts.values():
            row = payments[0].row
            size = abs(row.transaction.amount_fen)
            if row.pin or size <= limit[0] or any(p.use in _NOT_TRADE for p in payments):
                continue
            if row.id in entrusted:
                continue
            found = graded(
                sum(p.loan_fen for p in payments),
                sum(p.min_fen for p in payments),
                min(size, sum(p.max_fen for p in payments)),
                rule.fen("floor"),
            )
            # The rule is about paying out the loan: a payment that is mainly own money is not what it means.
            if found is not None and found.grade < 2 and 2 * found.fen >= size:
                yield _entrusted_required(case, rule, loan, row, found=found, limit=limit)


def _entrusted_required(
    case: CaseFile, rule: Rule, loan: Loan, row: LedgerRow, *, found: Graded, limit: tuple[int, str]
) -> Finding:
    contract = case.document(loan.contract) if loan.contract else None
    places: tuple[Place, ...] = ()
    if isinstance(contract, LoanContract):
        stated = contract.entrusted_threshold if limit[0] else contract.payment_method
        places = field_places(contract, stated) if stated.evidence else ()
    size = abs(row.transaction.amount_fen)
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(found.grade),
        confidence=grade_confidence(rule, found, 0.9),
        title=say(rule.name, "title" if limit[0] else "title_all", payee=payee(row), amount=Money(size)),
        explanation=say(
            rule.name,
            "explanation",
            agreed=say(rule.name, limit[1], limit=Money(limit[0])),
            purpose=purpose_of(loan),
            payment=listed([row]),
            money=in_loan(found),
        ),
        rows=[row],
        amount=found.amount,
        places=places,
    )


def _carries_out(order: EntrustedPaymentOrder, row: LedgerRow) -> bool:
    """Say whether the row is the payment that the order asks for."""
    paid = row.transaction
    if order.amount.value is None or order.amount.value.fen != abs(paid.amount_fen):
        return False
    return _same_payee(order, row)


def _same_payee(order: EntrustedPaymentOrder, row: LedgerRow) -> bool:
    paid = row.transaction
    return same_party(order.payee_name.value, paid.counterparty_name, by_ocr(order)) or accounts_match(
        order.payee_account.value, paid.counterparty_account
    )


@check("payment.entrusted_payee_mismatch", severity=Severity.CRITICAL, basis=("contract",))
def entrusted_payee_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The money of an entrusted payment went to another payee or account than the order names."""
    carried, mistaken = _executed(case, rule)
    for order, row in carried:
        if _other_account(order, row):
            yield _payee_mismatch(case, rule, order, row, account_only=True)
    for order, row in mistaken:
        yield _payee_mismatch(case, rule, order, row, account_only=False)


_Executed = list[tuple[EntrustedPaymentOrder, LedgerRow]]


def _executed(case: CaseFile, rule: Rule) -> tuple[_Executed, _Executed]:
    """Return which rows carry out which order, and which rows paid an order's amount to somebody else.

    An order may be carried out in parts: banks split what exceeds the limit of a payment system.
    """
    own = {a.key for a in case.ledger.accounts if a.owner is Owner.BORROWER}
    rows = [r for r in case.ledger.rows if r.kind is RowKind.OUT and r.transaction.account in own]
    orders = [o for o in case.of(EntrustedPaymentOrder) if o.amount.value and o.payee_name.value]
    taken: set[str] = set()
    carried: _Executed = []
    mistaken: _Executed = []
    open_orders: list[EntrustedPaymentOrder] = []
    for order in orders:
        paid = next((r for r in rows if r.id not in taken and _due(order, r, rule) and _carries_out(order, r)), None)
        if paid is None:
            open_orders.append(order)
        else:
            taken.add(paid.id)
            carried.append((order, paid))
    for order in list(open_orders):
        to_payee = [r for r in rows if r.id not in taken and _due(order, r, rule) and _same_payee(order, r)]
        parts = subset(to_payee, order.amount.value.fen if order.amount.value else 0)
        if parts:
            open_orders.remove(order)
            taken |= {r.id for r in parts}
            carried += [(order, r) for r in parts]
    for order in open_orders:
        paid = next(
            (
                r
                for r in rows
                if r.id not in taken
                and _due(order, r, rule)
                and order.amount.value is not None
                and abs(r.transaction.amount_fen) == order.amount.value.fen
                and r.transaction.counterparty_name
                and not is_clearing_account(r.transaction.counterparty_name)
                and not any(_carries_out(o, r) for o in orders)
            ),
            None,
        )
        if paid is not None:
            taken.add(paid.id)
            mistaken.append((order, paid))
    return carried, mistaken


def _due(order: EntrustedPaymentOrder, row: LedgerRow, rule: Rule) -> bool:
    if order.date.value is None:
        return True
    return -dt.timedelta(days=1) <= row.transaction.date - order.date.value <= rule.days("days")


def _other_account(order: EntrustedPaymentOrder, row: LedgerRow) -> bool:
    """Say whether both account numbers are known in full and differ; a scan's one wrong digit is no difference."""
    asked, paid = account_digits(order.payee_account.value), account_digits(row.transaction.counterparty_account)
    if "*" in asked + paid or min(len(asked), len(paid)) < 10 or accounts_match(asked, paid):
        return False
    if len(asked) != len(paid):
        return not by_ocr(order)
    return sum(a != b for a, b in zip(asked, paid, strict=True)) > (2 if by_ocr(order) else 0)


def _payee_mismatch(
    case: CaseFile, rule: Rule, order: EntrustedPaymentOrder, row: LedgerRow, *, account_only: bool
) -> Finding:
    loan = _loan_of(case, order.contract_number.value)
    size = abs(row.transaction.amount_fen)
    asked = order.payee_account.value if account_only else order.payee_name.value
    actual = row.transaction.counterparty_account if account_only else payee(row)
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(1 if account_only else 0),
        confidence=0.9 * sure(order.payee_account if account_only else order.payee_name, order.amount),
        title=say(rule.name, "account_title" if account_only else "title", asked=asked, actual=actual),
        explanation=say(
            rule.name,
            "explanation",
            ordered=order.date.value,
            amount=Money(size),
            payee=order.payee_name.value,
            account=order.payee_account.value,
            day=row.transaction.date,
            actual=payee(row),
            actual_account=row.transaction.counterparty_account,
        ),
        rows=[row],
        amount=Money(size),
        places=field_places(order, order.payee_name, order.payee_account),
        documents=[order],
    )


def _loan_of(case: CaseFile, number: str | None) -> Loan | None:
    if number:
        found = next((loan for loan in case.loans if loan.id == number), None)
        if found is not None:
            return found
    return case.loans[0] if len(case.loans) == 1 else None
