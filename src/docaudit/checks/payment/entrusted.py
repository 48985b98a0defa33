"""Checks on how the loan was paid out: to whom, by which method, for how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from docaudit.checks.base import MEASURES, Rule, check, signing_date
from docaudit.checks.words import (
    Graded,
    by_ocr,
    day,
    field_places,
    grade_confidence,
    graded,
    money_finding,
    payee,
    purpose_of,
    sure,
    traced,
    yuan,
)
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.loan_receipt import LoanReceipt
from docaudit.knowledge import PROHIBITED, is_clearing_account, same_party, version_on
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import LedgerRow, Loan, TracedPayment
from docaudit.records.identifiers import account_digits, accounts_match
from docaudit.records.labels import Owner, RowKind, Severity, Use
from docaudit.records.money import Money

# Nobody entrusts own debts, wages and cash to the lender; prohibited uses have a finding of their own.
_NOT_TRADE = PROHIBITED | {Use.OPERATING, Use.LOAN_REPAYMENT, Use.CASH, Use.IDLE, Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT}


def entrusted_from(case: CaseFile, loan: Loan, rule: Rule) -> tuple[int, str] | None:
    """Return the amount above which payments must be entrusted and its source, None where no rule gives one."""
    if loan.entrusted_threshold_fen:
        return loan.entrusted_threshold_fen, "合同约定"
    measure = version_on(MEASURES[loan.loan_kind], signing_date(case, loan)) if loan.loan_kind in MEASURES else None
    name = "single_payment" if measure is None or measure.until is None else "single_payment_earlier"
    return (rule.fen(name), "监管规定") if rule.has(name) else None


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
    places = (
        field_places(contract, contract.entrusted_threshold)
        if isinstance(contract, LoanContract) and contract.entrusted_threshold.evidence
        else ()
    )
    size = abs(row.transaction.amount_fen)
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(found.grade),
        confidence=grade_confidence(rule, found, 0.9),
        title=f"向{payee(row)}支付{yuan(size)}超过受托支付起点而自主支付",
        explanation=(
            f"{limit[1]}单笔支付超过{yuan(limit[0])}应采用受托支付。{purpose_of(loan)}。"
            f"实际：{day(row.transaction.date)}由借款人自行支付{payee(row)} {yuan(size)}，{found.span}，"
            f"认定程度：{found.word}；卷内没有与之相符的受托支付委托书。"
            "请核实付款时是否经贷款人审核，补齐受托支付资料；未经审核的，按违反支付约定处理。"
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
        parts = _subset(to_payee, order.amount.value.fen if order.amount.value else 0)
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
    what = "账号" if account_only else "收款人"
    asked = order.payee_account.value if account_only else order.payee_name.value
    actual = row.transaction.counterparty_account if account_only else payee(row)
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.lowered(1 if account_only else 0),
        confidence=0.9 * sure(order.payee_account if account_only else order.payee_name, order.amount),
        title=f"受托支付{what}与委托书不符：委托付{asked}，实付{actual}",
        explanation=(
            f"委托书（{day(order.date.value)}）载明将{yuan(size)}支付给{order.payee_name.value}"
            f"（账号{order.payee_account.value or '未载明'}）。"
            f"实际：{day(row.transaction.date)}该笔款项付至{payee(row)}"
            f"（账号{row.transaction.counterparty_account or '未载明'}）。受托支付应付至约定的交易对象。"
            "请调取支付凭证原件，核实更改收款人的依据；无书面同意的，按违反支付约定处理。"
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


@dataclass(frozen=True, slots=True)
class _Drawn:
    receipt: LoanReceipt
    fen: int


@check("payment.disbursement_mismatch", severity=Severity.HIGH)
def disbursement_mismatch(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """What reached the account differs from the loan receipt, in amount or account."""
    for loan in case.loans:
        rule = rule.of(loan)
        receipts = [r for i in loan.receipts if isinstance(r := case.document(i), LoanReceipt)]
        rows = [r for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]
        drawn = [_Drawn(r, r.amount.value.fen) for r in _once(receipts) if r.amount.value is not None]
        if not drawn or not rows:
            continue
        yield from _account_mismatch(case, rule, loan, drawn, rows)
        if sum(d.fen for d in drawn) == sum(r.transaction.amount_fen for r in rows):
            continue
        left = list(rows)
        for one in sorted(drawn, key=lambda d: d.receipt.disbursement_date.value or dt.date.max):
            near = [r for r in left if _near(one.receipt, r, rule)]
            parts = _subset(near, one.fen)
            if parts:
                left = [r for r in left if r not in parts]
            elif near:
                left = [r for r in left if r not in near]
                yield _amount_mismatch(case, rule, loan, one, near)


def _once(receipts: Sequence[LoanReceipt]) -> list[LoanReceipt]:
    seen: dict[object, LoanReceipt] = {}
    for r in receipts:
        number = r.receipt_number.value
        seen.setdefault(number or (r.amount.value, r.disbursement_date.value), r)
    return list(seen.values())


def _near(receipt: LoanReceipt, row: LedgerRow, rule: Rule) -> bool:
    date = receipt.disbursement_date.value
    return date is None or -dt.timedelta(days=1) <= row.transaction.date - date <= rule.days("days")


def _subset(rows: Sequence[LedgerRow], fen: int) -> list[LedgerRow]:
    """Return rows that sum to `fen`, the fewest; empty where none do (up to six rows are tried)."""
    for count in range(1, min(len(rows), 6) + 1):
        for some in combinations(rows[:12], count):
            if sum(abs(r.transaction.amount_fen) for r in some) == fen:
                return list(some)
    return []


def _amount_mismatch(case: CaseFile, rule: Rule, loan: Loan, one: _Drawn, rows: Sequence[LedgerRow]) -> Finding:
    came = sum(r.transaction.amount_fen for r in rows)
    when = "；".join(f"{day(r.transaction.date)}入账{yuan(r.transaction.amount_fen)}" for r in rows)
    short = "，少于借据金额，须排除预先扣除利息" if came < one.fen else ""
    return money_finding(
        case,
        rule,
        loan,
        severity=rule.severity,
        confidence=0.9 * sure(one.receipt.amount),
        title=f"借据金额{yuan(one.fen)}与入账金额{yuan(came)}不一致",
        explanation=(
            f"借据（{day(one.receipt.disbursement_date.value)}）载明放款{yuan(one.fen)}。实际：{when}，"
            f"相差{yuan(abs(came - one.fen))}{short}。请核对放款凭证与账户流水，查明差额去向。"
        ),
        rows=rows,
        amount=Money(abs(came - one.fen)),
        places=field_places(one.receipt, one.receipt.amount),
        documents=[one.receipt],
    )


def _account_mismatch(
    case: CaseFile, rule: Rule, loan: Loan, drawn: Sequence[_Drawn], rows: Sequence[LedgerRow]
) -> Iterator[Finding]:
    """Report money that reached an account which neither receipt nor contract nor application names."""
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
                title="放款账户与合同约定不一致",
                explanation=(
                    f"合同约定放款账户为{contract.disbursement_account.value}。实际：{day(row.transaction.date)}"
                    f"{yuan(row.transaction.amount_fen)}入账至{number}。请核实变更放款账户的书面依据。"
                ),
                rows=[row],
                amount=Money(row.transaction.amount_fen),
                places=field_places(contract, contract.disbursement_account),
            )
