"""Which papers a complete loan file holds (domain reference, section 2), and which of them are there.

What a paper says is judged elsewhere; here only whether it is there and, for a payment, whether it suffices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docaudit.documents.trade_contract import TradeContract
from docaudit.knowledge import PROHIBITED, same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import ChecklistItem
from docaudit.records.flows import Account, LedgerRow, Loan, TracedPayment
from docaudit.records.labels import Owner, PaperStatus, RowKind, Use
from docaudit.records.money import Money

INVOICE_DAYS = 60
"""Days after a payment by which its invoice is due."""
SLIP_DAYS = 5
CONTRACT_FROM_FEN = 50_000_00
"""Services below need no written contract: the invoice alone suffices."""
TOLERANCE_FEN = 1_00

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

_ALL = frozenset({"working_capital", "fixed_asset", "personal_business", "personal_consumption", "other"})
_FIRMS = frozenset({"working_capital", "fixed_asset"})
_BUSINESS = _FIRMS | {"personal_business"}


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper that loans of some kinds need; `due_days` counts from the disbursement, None: no fixed day."""

    document: str
    kinds: frozenset[str]
    due_days: int | None


_PAPERS = (
    _Paper("loan_contract", _ALL, 0),
    _Paper("loan_receipt", _ALL, 0),
    _Paper("drawdown_application", _BUSINESS, 0),
    _Paper("bank_statement", _ALL, SLIP_DAYS),
    _Paper("transfer_slip", _ALL, SLIP_DAYS),
    _Paper("balance_sheet", _FIRMS, None),
    _Paper("income_statement", _FIRMS, None),
    _Paper("cash_flow_statement", _FIRMS, None),
    _Paper("business_license", _BUSINESS, 0),
)


def checklist(case: CaseFile) -> tuple[ChecklistItem, ...]:
    """Return the papers the case must hold with their state: of each loan first, then of each payment."""
    items: list[ChecklistItem] = []
    for loan in case.loans:
        items += _of_loan(case, loan)
    items += _dark_accounts(case)
    for payments in _payments(case):
        items += _of_payment(case, payments)
    return tuple(items)


def drawn_on(case: CaseFile, loan: Loan) -> dt.date | None:
    """Return the day of the first disbursement, else the day the loan starts."""
    days = [r.transaction.date for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT and r.loan == loan.id]
    return min(days, default=loan.start_date)


def not_drawn(case: CaseFile, loan: Loan) -> bool:
    """Say whether nothing shows that money was drawn under the loan, while the file shows drawings of another."""
    drawn = {r.loan for r in case.ledger.rows if r.kind is RowKind.DISBURSEMENT}
    return not loan.receipts and loan.id not in drawn and bool(drawn)


def _of_loan(case: CaseFile, loan: Loan) -> Iterator[ChecklistItem]:
    there = {d.doc_type for d in case.documents}
    drawn = drawn_on(case, loan)
    for paper in _PAPERS:
        if loan.loan_kind not in paper.kinds:
            continue
        due = drawn + dt.timedelta(days=paper.due_days) if drawn and paper.due_days is not None else None
        present = paper.document in there
        if paper.document == "loan_contract":
            present = loan.contract is not None
        elif paper.document == "loan_receipt":
            present = bool(loan.receipts)
        item = _item(case, paper.document, "loan", present=present, due=due)
        # Before the first drawing nobody can say that its papers are missing.
        waits = not_drawn(case, loan) and not present
        yield replace(item, status=PaperStatus.PENDING) if waits else item
    if not_drawn(case, loan):
        return
    if loan.payment_method == "entrusted" or "entrusted_payment_order" in there:
        yield _item(case, "entrusted_payment_order", "loan", present="entrusted_payment_order" in there, due=drawn)
    if case.ledger.rows and drawn and drawn < case.as_of:
        done = "inspection_report" in there
        yield _item(case, "inspection_report", "loan", present=done, due=drawn + dt.timedelta(days=7))


def _item(case: CaseFile, document: str, subject: str, *, present: bool, due: dt.date | None) -> ChecklistItem:
    status = PaperStatus.PRESENT if present else _lacking(case, due)
    return ChecklistItem(document=document, subject=subject, status=status, due=due)


def _lacking(case: CaseFile, due: dt.date | None) -> PaperStatus:
    return PaperStatus.OVERDUE if due is not None and due < case.as_of else PaperStatus.MISSING


def _dark_accounts(case: CaseFile) -> Iterator[ChecklistItem]:
    """Ask for the statement of every own account that is only known from transfers, if loan money can be there."""
    for account in case.ledger.accounts:
        if not account.dark or account.owner is not Owner.BORROWER or not _loan_money_may_reach(case, account):
            continue
        last = max(
            (r.transaction.date for r in case.ledger.rows if account.key in {r.to, r.source_account}), default=None
        )
        due = last + dt.timedelta(days=SLIP_DAYS) if last else None
        subject = account.number or account.name or account.key
        yield ChecklistItem(document="bank_statement", subject=subject, status=_lacking(case, due), due=due)


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
    lacking = sum(p.uncovered_fen for p in parts)
    demand = sum(p.loan_fen for p in parts)
    payee = paid.counterparty_name or paid.counterparty_account or paid.summary or ""
    due = paid.date + dt.timedelta(days=INVOICE_DAYS)
    if lacking <= TOLERANCE_FEN:
        status = PaperStatus.PRESENT
    else:
        status = PaperStatus.INCOMPLETE if lacking < demand else _lacking(case, due)
    yield ChecklistItem(
        document="vat_invoice",
        subject=payee,
        status=status,
        payment=row.id,
        due=due,
        uncovered=Money(max(0, lacking)) if status is not PaperStatus.PRESENT else Money(0),
    )
    if abs(paid.amount_fen) >= CONTRACT_FROM_FEN:
        yield ChecklistItem(
            document="trade_contract",
            subject=payee,
            status=PaperStatus.PRESENT if _has_contract(case, row) else _lacking(case, paid.date),
            payment=row.id,
            due=paid.date,
        )


def _has_contract(case: CaseFile, row: LedgerRow) -> bool:
    name = row.transaction.counterparty_name
    return any(same_party(c.seller.value, name, ocr=True) for c in case.of(TradeContract))
