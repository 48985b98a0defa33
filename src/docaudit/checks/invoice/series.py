"""Invoices in a row: numbers that follow each other, and one payment cut into invoices below a face limit."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice.papers import (
    DIGITAL,
    VAT,
    Paid,
    around,
    facts,
    loan_of,
    named,
    paid_to,
    payments,
    purchases,
    rows_told,
    total_fen,
)
from docaudit.checks.phrases import shortened
from docaudit.checks.wording import say
from docaudit.checks.words import by_ocr, field_places, money_finding, row_places, sure
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money
from docaudit.records.names import core_key

_LIMITS_FEN = (1_000_000, 10_000_000, 100_000_000, 1_000_000_000)
"""Face limits before tax of paper invoices: 万元版 to 千万元版; an invoice stays below (最高开票限额)."""


@check("invoice.consecutive_numbers", severity=Severity.LOW, basis=("invoice_measures",))
def consecutive_numbers(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Invoices of one seller bear numbers in a row within few days: written in one go, whatever they say of trade.

    Fully digital invoices are numbered by province, not by seller; one delivery that took several sheets clears it.
    """
    for invoices in _by_seller(case).values():
        for run in _runs(invoices, int(rule.threshold("count"))):
            days = [i.issue_date.value for i in run if i.issue_date.value is not None]
            if len(days) < len(run) or max(days) - min(days) > rule.days("days") or _one_delivery(case, rule, run):
                continue
            told = {
                **facts(run[0]),
                "count": len(run),
                "first": run[0].number,
                "last": run[-1].number,
                "sum": _sum(run),
                "begin": min(days),
                "end": max(days),
            }
            yield money_finding(
                case,
                rule,
                loan_of(case),
                severity=rule.severity,
                confidence=0.8 * sure(*(i.invoice_number for i in run)),
                title=say(rule.name, "title", **told),
                explanation=say(rule.name, "explanation", **told),
                amount=_sum(run),
                places=[p for i in run for p in field_places(i, i.invoice_number)],
                documents=run,
            )


def _by_seller(case: CaseFile) -> dict[str, list[VatInvoice]]:
    """Return the paper and older electronic purchase invoices by seller, sound ones only."""
    found: dict[str, list[VatInvoice]] = defaultdict(list)
    for invoice in purchases(case):
        kind, fen = invoice.invoice_kind.value, total_fen(invoice)
        sound = bool(fen and fen > 0) and not invoice.is_void
        if sound and kind in VAT - DIGITAL and len(invoice.number) == 8 and invoice.seller_name.value:
            found[core_key(invoice.seller_name.value)].append(invoice)
    return found


def _runs(invoices: Sequence[VatInvoice], least: int) -> Iterator[list[VatInvoice]]:
    """Yield the longest runs of numbers in a row under one code, of at least that length."""
    run: list[VatInvoice] = []
    for invoice in sorted(invoices, key=lambda i: (i.invoice_code.value or "", int(i.number))):
        follows = (
            run
            and (run[-1].invoice_code.value or "") == (invoice.invoice_code.value or "")
            and int(invoice.number) == int(run[-1].number) + 1
        )
        if not follows:
            if len(run) >= least:
                yield run
            run = []
        run = [*run, invoice]
    if len(run) >= least:
        yield run


def _one_delivery(case: CaseFile, rule: Rule, invoices: Sequence[VatInvoice]) -> bool:
    """Say whether a receipt of the seller's goods is for the sum of the invoices, or names no sum of its own."""
    whole = _sum(invoices).fen
    room = rule.threshold("alike")
    before_tax = sum(i.amount.value.fen for i in invoices if i.amount.value is not None)
    for receipt in case.of(GoodsReceipt):
        ocr = by_ocr(receipt) or by_ocr(invoices[0])
        if not same_party(receipt.supplier.value, invoices[0].seller_name.value, ocr):
            continue
        fen = receipt.amount.value.fen if receipt.amount.value is not None else None
        if fen is None or abs(fen - whole) <= room * whole or abs(fen - before_tax) <= room * before_tax:
            return True
    return False


def _sum(invoices: Sequence[VatInvoice]) -> Money:
    return Money(sum(total_fen(i) or 0 for i in invoices))


@check("invoice.split", severity=Severity.MEDIUM, basis=("invoice_measures",))
def split(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """One payment is proved by several invoices of one day, as few as stay below a face limit, each of them below it.

    Fully digital invoices have no such limit; invoices that each belong to a delivery of their own are not meant.
    """
    paid = payments(case)
    for invoices in _by_seller(case).values():
        for group in _within(invoices, rule.days("days")):
            limit = _limit(rule, group)
            if limit is None or _own_deliveries(case, rule, group):
                continue
            rows = around(paid_to(paid, group[0].seller_name.value, ocr=by_ocr(group[0])), group[0].issue_date.value)
            whole = _sum(group).fen
            room = max(rule.fen("tolerance"), int(whole * rule.threshold("rounding")))
            row = next((p for p in rows if abs(p.fen - whole) <= room), None)
            if row is not None:
                yield _split(case, rule, group, row, limit)


def _within(invoices: Sequence[VatInvoice], span: dt.timedelta) -> Iterator[list[VatInvoice]]:
    """Yield groups of at least two invoices whose days lie within the span, each invoice in one group."""
    dated = sorted(
        (i for i in invoices if i.issue_date.value is not None), key=lambda i: (i.issue_date.value, i.number)
    )
    group: list[VatInvoice] = []
    for invoice in dated:
        if group and (invoice.issue_date.value or dt.date.max) - (group[0].issue_date.value or dt.date.min) > span:
            if len(group) >= 2:
                yield group
            group = []
        group.append(invoice)
    if len(group) >= 2:
        yield group


def _limit(rule: Rule, invoices: Sequence[VatInvoice]) -> int | None:
    """Return the face limit in fen that explains the number of invoices, None where none does.

    One invoice would have passed it, each stays below it, and there are hardly more than it takes (`spare`).
    """
    amounts = [i.amount.value.fen for i in invoices if i.amount.value is not None]
    if len(amounts) < len(invoices):
        return None
    for limit in _LIMITS_FEN:
        needed = -(-sum(amounts) // (limit - 1))
        if max(amounts) < limit <= sum(amounts) and len(amounts) <= needed + rule.threshold("spare"):
            return limit
    return None


def _own_deliveries(case: CaseFile, rule: Rule, invoices: Sequence[VatInvoice]) -> bool:
    """Say whether at least two of the invoices are each for a receipt of goods of its own."""
    receipts = [
        r.amount.value.fen
        for r in case.of(GoodsReceipt)
        if r.amount.value is not None
        and same_party(r.supplier.value, invoices[0].seller_name.value, by_ocr(r) or by_ocr(invoices[0]))
    ]
    served = 0
    for invoice in invoices:
        sums = [fen for fen in (total_fen(invoice), invoice.amount.value.fen if invoice.amount.value else None) if fen]
        hit = next((r for r in receipts if any(abs(r - fen) <= rule.threshold("alike") * fen for fen in sums)), None)
        if hit is not None:
            receipts.remove(hit)
            served += 1
    return served >= 2


def _split(case: CaseFile, rule: Rule, invoices: Sequence[VatInvoice], paid: Paid, limit_fen: int) -> Finding:
    told = {
        **facts(invoices[0]),
        "count": len(invoices),
        "limit": Money(limit_fen),
        "sum": _sum(invoices),
        "invoices": shortened([named(i) for i in invoices]),
        "row": rows_told([paid]),
    }
    return money_finding(
        case,
        rule,
        loan_of(case, [paid]),
        severity=rule.severity,
        confidence=0.75 * sure(*(i.total for i in invoices)),
        title=say(rule.name, "title", **told),
        explanation=say(rule.name, "explanation", **told),
        amount=_sum(invoices),
        places=[*(p for i in invoices for p in field_places(i, i.amount)), *row_places([paid.row])],
        documents=invoices,
    )
