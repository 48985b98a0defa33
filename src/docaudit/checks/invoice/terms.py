"""An invoice beside the contract and the calendar: issued before the contract, after today, for more than agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.invoice.papers import (
    Paid,
    borrowers,
    contracts_with,
    facts,
    is_framework,
    is_party,
    loan_of,
    named,
    paid_to,
    payments,
    purchases,
    read_surely,
    total_fen,
)
from docaudit.checks.phrases import shortened
from docaudit.checks.wording import say
from docaudit.checks.words import by_ocr, field_places, money_finding, sure
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.knowledge import same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money
from docaudit.records.names import fold


@check("invoice.before_contract", severity=Severity.MEDIUM, basis=("invoice_measures",))
def before_contract(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An invoice was issued before the contract of its trade was signed, or long before the goods of it came.

    A contract that frames earlier trade clears it, and so does an earlier payment that the invoice can belong to.
    """
    paid = payments(case)
    agreed: dict[tuple[str | None, bool], list[TradeContract]] = {}
    for invoice in purchases(case):
        issued, fen = invoice.issue_date.value, total_fen(invoice)
        if issued is None or invoice.is_red or invoice.is_void or fen is None:
            continue
        seller = invoice.seller_name.value, by_ocr(invoice)
        if seller not in agreed:
            agreed[seller] = contracts_with(case, invoice)
        contracts = agreed[seller]
        if not read_surely(invoice, float(rule.threshold("unsure")), invoice.issue_date):
            continue
        signed = [c.signed_date.value for c in contracts]
        if not contracts or any(s is None or s <= issued + rule.days("days") for s in signed):
            yield from _before_delivery(case, rule, invoice, contracts, paid)
            continue
        if any(is_framework(c, rule.words("framework")) for c in contracts):
            continue
        first = min(contracts, key=lambda c: c.signed_date.value or issued)
        if first.signed_date.value is None or (sure(first.signed_date) < rule.threshold("unsure") and by_ocr(first)):
            continue
        earlier = [
            p
            for p in paid_to(paid, invoice.seller_name.value, ocr=by_ocr(invoice))
            if p.row.transaction.date < first.signed_date.value and p.fen >= fen * (1 - rule.threshold("rounding"))
        ]
        if earlier:
            continue
        told = {
            **facts(invoice),
            "contract": first.contract_number.value,
            "signed": first.signed_date.value,
            "days": (first.signed_date.value - issued).days,
        }
        yield money_finding(
            case,
            rule,
            loan_of(case),
            severity=rule.severity,
            confidence=0.9 * sure(invoice.issue_date, first.signed_date, invoice.seller_name),
            title=say(rule.name, "title", **told),
            explanation=say(rule.name, "explanation", **told),
            amount=invoice.total.value,
            places=[*field_places(invoice, invoice.issue_date), *field_places(first, first.signed_date)],
            documents=[invoice, first],
        )


def _before_delivery(
    case: CaseFile, rule: Rule, invoice: VatInvoice, contracts: Sequence[TradeContract], paid: Sequence[Paid]
) -> Iterator[Finding]:
    """Yield an invoice for which neither goods had come nor money had gone for long after: only a hint.

    Where the contract agrees on a late delivery, or any receipt of the seller's goods lacks its date, nothing is said.
    """
    issued, seller, ocr = invoice.issue_date.value, invoice.seller_name.value, by_ocr(invoice)
    receipts = [r for r in case.of(GoodsReceipt) if same_party(r.supplier.value, seller, ocr or by_ocr(r))]
    dates = [r.date.value for r in receipts if r.date.value is not None]
    if (
        issued is None
        or not receipts
        or len(dates) < len(receipts)
        or len(_issued_by(purchases(case), seller, ocr=ocr)) > 1
    ):
        return
    limit = issued + rule.days("delivery_days")
    agreed = [c.delivery_date.value for c in contracts if c.delivery_date.value is not None]
    spent = [p.row.transaction.date for p in paid_to(paid, seller, ocr=ocr)]
    if min(dates) <= limit or any(d > limit for d in agreed) or not spent or min(spent) <= limit:
        return
    first = min(receipts, key=lambda r: r.date.value or limit)
    told = {**facts(invoice), "came": min(dates), "days": (min(dates) - issued).days}
    yield money_finding(
        case,
        rule,
        loan_of(case),
        severity=rule.lowered(1),
        confidence=0.6 * sure(invoice.issue_date, first.date),
        title=say(rule.name, "title_delivery", **told),
        explanation=say(rule.name, "explanation_delivery", **told),
        amount=invoice.total.value,
        places=[*field_places(invoice, invoice.issue_date), *field_places(first, first.date)],
        documents=[invoice, first],
    )


def _issued_by(bought: Sequence[VatInvoice], seller: str | None, *, ocr: bool) -> list[VatInvoice]:
    return [i for i in bought if is_party(i.seller_name.value, seller, ocr=ocr or by_ocr(i))]


@check("invoice.future_dated", severity=Severity.CRITICAL, basis=("invoice_measures",))
def future_dated(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An invoice bears a day that has not come yet.

    Where money of the case moved on that day or later, the day of the audit was set back, and the paper is in order.
    """
    newest = max((r.transaction.date for r in case.ledger.rows), default=None)
    for invoice in case.of(VatInvoice):
        issued = invoice.issue_date.value
        if issued is None or issued <= case.as_of or (newest is not None and newest >= issued):
            continue
        if not read_surely(invoice, float(rule.threshold("unsure")), invoice.issue_date):
            continue
        told = {**facts(invoice), "as_of": case.as_of, "days": (issued - case.as_of).days}
        yield money_finding(
            case,
            rule,
            loan_of(case),
            severity=rule.severity,
            confidence=0.95 * sure(invoice.issue_date),
            title=say(rule.name, "title", **told),
            explanation=say(rule.name, "explanation", **told),
            amount=invoice.total.value,
            places=field_places(invoice, invoice.issue_date),
            documents=[invoice],
        )


@check("invoice.over_contract", severity=Severity.MEDIUM, basis=("invoice_measures",))
def over_contract(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """A seller's invoices exceed what its contracts with the borrower are worth.

    Silent where a contract frames the trade or names no sum, and where the sum agreed on is one before tax.
    """
    own = borrowers(case)
    bought = purchases(case)
    done: list[str] = []
    for contract in case.of(TradeContract):
        seller, ocr = contract.seller.value, by_ocr(contract)
        if not seller or any(is_party(seller, name, ocr=ocr) for name in (*own, *done)):
            continue
        done.append(seller)
        invoices = [i for i in _issued_by(bought, seller, ocr=ocr) if not i.is_void and total_fen(i) is not None]
        contracts = contracts_with(case, invoices[0]) if invoices else []
        if not contracts or any(c.amount.value is None or is_framework(c, rule.words("framework")) for c in contracts):
            continue
        signed = [c.signed_date.value for c in contracts if c.signed_date.value is not None]
        if len(signed) == len(contracts):  # what was invoiced before is of another trade
            first = min(signed) - rule.days("days")
            invoices = [i for i in invoices if i.issue_date.value is None or i.issue_date.value >= first]
        yield from _over(case, rule, contracts, invoices)


def _over(
    case: CaseFile, rule: Rule, contracts: Sequence[TradeContract], invoices: Sequence[VatInvoice]
) -> Iterator[Finding]:
    agreed = sum(c.amount.value.fen for c in contracts if c.amount.value is not None)
    invoiced = sum(total_fen(i) or 0 for i in invoices)
    if not agreed or invoiced <= agreed * (1 + rule.threshold("share")):
        return
    before_tax = [i.amount.value.fen for i in invoices if i.amount.value is not None]
    stated = any("不含税" in fold(f.value) for c in contracts for f in (c.payment_terms, c.subject))
    if len(before_tax) == len(invoices):
        room = rule.threshold("share") if stated else rule.threshold("rounding")
        if sum(before_tax) <= agreed * (1 + room) and (stated or sum(before_tax) >= agreed * (1 - room)):
            return
    amounts = [c.amount for c in contracts]
    totals = [i.total for i in invoices]
    if min(sure(*amounts), sure(*totals)) < rule.threshold("unsure"):
        return
    told = {
        "seller": contracts[0].seller.value,
        "agreed": Money(agreed),
        "contracts": [c.contract_number.value for c in contracts],
        "invoiced": Money(invoiced),
        "invoices": shortened([named(i) for i in invoices]),
        "over": Money(invoiced - agreed),
    }
    yield money_finding(
        case,
        rule,
        loan_of(case),
        severity=rule.severity,
        confidence=0.9 * min(sure(*amounts), sure(*totals)),
        title=say(rule.name, "title", **told),
        explanation=say(rule.name, "explanation", **told),
        amount=Money(invoiced - agreed),
        places=[
            *(p for c in contracts for p in field_places(c, c.amount)),
            *(p for i in invoices for p in field_places(i, i.total)),
        ],
        documents=[*contracts, *invoices],
    )
