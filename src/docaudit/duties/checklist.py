"""Which papers a complete loan file holds (domain reference, section 2), and which of them are there.

What a paper says is judged elsewhere; here only whether it is there and, for a payment, whether it suffices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.duties.papers import SLIP_DAYS, incomplete, lacking, loan_papers
from docaudit.knowledge import PROHIBITED, same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import ChecklistItem
from docaudit.records.flows import Account, LedgerRow, Loan, TracedPayment
from docaudit.records.labels import Owner, PaperStatus, RowKind, Use
from docaudit.records.money import Money
from docaudit.records.names import core_key

INVOICE_DAYS = 60
"""Days after a payment by which its invoice is due, where the case brings no number from the rule pack."""
DUE_DAYS = "evidence.uncovered_payment.due_days"
DELIVERY_DAYS = 30
"""Days after delivery by which the papers of what was paid in advance are due."""
CONTRACT_FROM_FEN = 50_000_00
"""Services below need no written contract: the invoice alone suffices."""
TOLERANCE_FEN = 1_00
SMALL_FEN = 10_000_00
"""Of an entrusted loan, smaller payments are change that is left on the account (floor of flows.md 3)."""

_NO_PAPER = PROHIBITED | {
    Use.OPERATING,
    Use.IDLE,
    Use.LOAN_REPAYMENT,
    Use.CASH,
    Use.TERM_DEPOSIT,
    Use.MARGIN_DEPOSIT,
    Use.ROUND_TRIP,
}
"""Wages, taxes, fees and interest prove themselves; for the others no paper makes the spending right."""


def checklist(case: CaseFile) -> tuple[ChecklistItem, ...]:
    """Return the papers the case must hold with their state: of each loan first, then of each payment."""
    items: list[ChecklistItem] = []
    for loan in case.loans:
        items += loan_papers(case, loan)
    items += _dark_accounts(case)
    for payments in _payments(case):
        items += _of_payment(case, payments)
    return tuple(items)


def _dark_accounts(case: CaseFile) -> Iterator[ChecklistItem]:
    """Ask for the statement of every own account that is only known from transfers, if loan money can be there."""
    for account in case.ledger.accounts:
        if not account.dark or account.owner is not Owner.BORROWER or not _loan_money_may_reach(case, account):
            continue
        last = max(
            (r.transaction.date for r in case.ledger.rows if account.key in {r.to, r.source_account}), default=None
        )
        due = last + dt.timedelta(days=SLIP_DAYS) if last else None
        named = account.number or account.name or account.key
        status = lacking(case, "bank_statement", due)
        yield ChecklistItem(document="bank_statement", subject="loan", named=named, status=status, due=due)


def _loan_money_may_reach(case: CaseFile, account: Account) -> bool:
    """Say whether loan money can have gone to the account: after a disbursement, and the bounds leave room for it.

    Own money moved before the loan came, or while every yuan of the loan is known to be elsewhere, asks for nothing.
    """
    drawn = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT]
    if not drawn:
        return True
    since = min(drawn)
    if not any(r.to == account.key and r.transaction.date >= since for r in case.ledger.rows):
        return False
    uses = [u for trace in case.traces for u in trace.uses]
    # What is left on such an account is of unknown use (flows.md 2.6).
    return not uses or any(u.use is Use.UNKNOWN and u.max_fen > 0 for u in uses)


def _payments(case: CaseFile) -> Iterator[list[TracedPayment]]:
    """Yield the traced parts of each payment that carries loan money, in the order of the traces."""
    rows: dict[str, list[TracedPayment]] = {}
    for trace in case.traces:
        for p in trace.payments:
            rows.setdefault(p.row.id, []).append(p)
    for parts in rows.values():
        wanted = [p for p in parts if p.use not in _NO_PAPER]
        if sum(p.loan_fen for p in wanted) > TOLERANCE_FEN:
            yield wanted


def _of_payment(case: CaseFile, parts: list[TracedPayment]) -> Iterator[ChecklistItem]:
    row = parts[0].row
    paid = row.transaction
    subject = paid.counterparty_name or paid.counterparty_account or paid.summary or ""
    contracts = [c for c in case.of(TradeContract) if same_party(c.seller.value, paid.counterparty_name, ocr=True)]
    delivery = max((c.delivery_date.value for c in contracts if c.delivery_date.value), default=None)
    short = sum(p.uncovered_fen for p in parts)
    # What lacks though the payee has invoiced all it was paid, the contract lacks.
    of_contract = short > TOLERANCE_FEN and _invoiced(case, row)
    yield _invoice(case, parts, subject, delivery, short=0 if of_contract else short)
    if abs(paid.amount_fen) >= CONTRACT_FROM_FEN:
        yield _contract(case, row, subject, contracts, short=short if of_contract else 0)
    loan = next((case.loan(t.loan) for t in case.traces if any(p is parts[0] for p in t.payments)), None)
    if loan is None:
        return
    if loan.loan_kind == "fixed_asset" and delivery is not None:
        yield _delivered(case, row, subject, delivery + dt.timedelta(days=DELIVERY_DAYS))
    if _entrusted(loan, row):
        there = row.pin is not None or any(_orders(o, row) for o in case.of(EntrustedPaymentOrder))
        status = PaperStatus.PRESENT if there else lacking(case, "entrusted_payment_order", paid.date)
        yield ChecklistItem(
            document="entrusted_payment_order", subject=subject, status=status, payment=row.id, due=paid.date
        )


def _invoiced(case: CaseFile, row: LedgerRow) -> bool:
    """Say whether the payee's invoices amount to all that it was paid."""
    name = row.transaction.counterparty_name
    totals = [i.total.value.fen for i in case.of(VatInvoice) if i.total.value and same_party(i.seller_name.value, name)]
    paid = [
        abs(r.transaction.amount_fen)
        for r in case.ledger.rows
        if r.kind is RowKind.OUT and core_key(r.transaction.counterparty_name) == core_key(name)
    ]
    return bool(totals) and sum(totals) >= max(sum(paid), abs(row.transaction.amount_fen))


def _invoice(
    case: CaseFile, parts: list[TracedPayment], subject: str, delivery: dt.date | None, *, short: int
) -> ChecklistItem:
    """Return the state of a payment's invoices; of a prepayment they are due once the goods have come."""
    paid = parts[0].row.transaction
    demand = sum(p.loan_fen for p in parts)
    due = paid.date + dt.timedelta(days=int(case.thresholds.get(DUE_DAYS, INVOICE_DAYS)))
    if delivery is not None and delivery > paid.date:
        due = max(due, delivery + dt.timedelta(days=DELIVERY_DAYS))
    uncovered, reason = Money(max(0, short)), ""
    if short <= TOLERANCE_FEN:
        status, uncovered = PaperStatus.PRESENT, Money(0)
        papers = [d for p in parts for c in p.covered_by if (d := case.document(c.document)) is not None]
        reason = next((r for d in papers if (r := incomplete(case, d))), "")
        status = PaperStatus.INCOMPLETE if reason else status
    elif short < demand:
        status, reason = PaperStatus.INCOMPLETE, "凭证金额不足"
    else:
        status = lacking(case, "vat_invoice", due)
    return ChecklistItem(
        document="vat_invoice",
        subject=subject,
        status=status,
        payment=parts[0].row.id,
        due=due,
        uncovered=uncovered,
        reason=reason,
    )


def _contract(
    case: CaseFile, row: LedgerRow, subject: str, contracts: list[TradeContract], *, short: int
) -> ChecklistItem:
    """Return the state of a payment's contract: whole where one of the seller's is, and covers what was invoiced."""
    day = row.transaction.date
    lacks = [incomplete(case, c) for c in contracts]
    status = PaperStatus.PRESENT if "" in lacks else PaperStatus.INCOMPLETE
    if not contracts:
        status = lacking(case, "trade_contract", day)
    reason = lacks[0] if status is PaperStatus.INCOMPLETE else ""
    if status is PaperStatus.PRESENT and short:
        status, reason = PaperStatus.INCOMPLETE, "合同金额不足"
    return ChecklistItem(
        document="trade_contract",
        subject=subject,
        status=status,
        payment=row.id,
        due=day,
        uncovered=Money(short) if short else None,
        reason=reason,
    )


def _delivered(case: CaseFile, row: LedgerRow, subject: str, due: dt.date) -> ChecklistItem:
    name = row.transaction.counterparty_name
    there = any(same_party(g.supplier.value, name, ocr=True) for g in case.of(GoodsReceipt))
    status = PaperStatus.PRESENT if there else lacking(case, "goods_receipt", due)
    return ChecklistItem(document="goods_receipt", subject=subject, status=status, payment=row.id, due=due)


def _entrusted(loan: Loan, row: LedgerRow) -> bool:
    """Say whether the lender itself must make the payment: all of them, or those above the contract's amount."""
    size, limit = abs(row.transaction.amount_fen), loan.entrusted_threshold_fen
    if row.pin is not None or (loan.payment_method == "entrusted" and size >= SMALL_FEN):
        return True
    return loan.payment_method == "mixed" and limit is not None and size > limit


def _orders(order: EntrustedPaymentOrder, row: LedgerRow) -> bool:
    paid = row.transaction
    same = order.amount.value is not None and order.amount.value.fen == abs(paid.amount_fen)
    return same and same_party(order.payee_name.value, paid.counterparty_name, ocr=True)
