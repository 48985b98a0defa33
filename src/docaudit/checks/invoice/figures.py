"""Do the figures of an invoice agree: with each other, with its words, its QR code and the rates of its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docaudit.checks.base import Rule, check
from docaudit.checks.in_words import differing
from docaudit.checks.invoice.papers import VAT, contracts_with, facts, loan_of, total_fen
from docaudit.checks.wording import Told, say
from docaudit.checks.words import by_ocr, field_places, money_finding, sure
from docaudit.documents.vat_invoice import Contradiction, InvoiceItem, VatInvoice
from docaudit.knowledge import vat_rates
from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money
from docaudit.records.names import fold

_UNTAXED = ("免税", "不征税", "***", "出口零税率", "0%")
"""What stands in the column of rates where there is no tax (domain reference 4.2)."""
_EXEMPT = ("免税", "不征税")
_SPECIAL = ("special", "electronic_special", "digital_special")
"""Kinds whose tax the buyer deducts: without tax there is nothing to deduct, but for few goods of the state."""
_FIELDS = {
    "发票号码": "invoice_number",
    "开票日期": "issue_date",
    "发票代码": "invoice_code",
    "校验码": "check_code",
    "金额": "amount",
    "价税合计": "total",
}
"""Fields by the captions that the reader's warnings use."""
_CAPTIONS = {field: caption for caption, field in _FIELDS.items()}


@dataclass(frozen=True, slots=True)
class _Break:
    """One thing that does not agree; `steps` lower its severity, `factor` its confidence."""

    text: Told
    gap_fen: int
    fields: tuple[Field[Any], ...]
    steps: int = 0
    factor: float = 0.95


@check("invoice.arithmetic", severity=Severity.HIGH, basis=("invoice_measures",))
def arithmetic(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The figures of an invoice do not agree: lines, sums, tax, QR code, rate (domain reference 4.2, 4.3)."""
    for invoice in case.of(VatInvoice):
        if invoice.invoice_kind.value not in VAT:
            continue
        # One break per invoice, the gravest: the others mostly follow from it.
        sure_ones = [b for b in _breaks(case, rule, invoice) if sure(*b.fields) >= rule.threshold("unsure")]
        found = min(sure_ones, key=lambda b: b.steps, default=None)
        if found is None:
            continue
        confidence = sure(*found.fields)
        unsure = by_ocr(invoice) and confidence < rule.threshold("sure")
        told = {**facts(invoice), "what": found.text, "gap": Money(found.gap_fen)}
        yield money_finding(
            case,
            rule,
            loan_of(case),
            severity=rule.lowered(found.steps + (1 if unsure else 0)),
            confidence=found.factor * confidence,
            title=say(rule.name, "title", **told) if found.gap_fen else say(rule.name, "title_contradicted", **told),
            explanation=say(rule.name, "explanation", **told),
            amount=Money(found.gap_fen) if found.gap_fen else invoice.total.value,
            places=field_places(invoice, *found.fields),
            documents=[invoice],
        )


def _breaks(case: CaseFile, rule: Rule, invoice: VatInvoice) -> Iterator[_Break]:
    amount, tax, total = invoice.amount.value, invoice.tax.value, invoice.total.value
    if amount is not None and tax is not None and total is not None and (amount + tax).fen != total.fen:
        text = say(rule.name, "sum", amount=amount, tax=tax, sum=amount + tax, total=total)
        gap = abs(amount.fen + tax.fen - total.fen)
        yield _Break(text, gap, (invoice.amount, invoice.tax, invoice.total))
    for said in invoice.contradictions:
        yield from _contradicted(rule, invoice, said)
    whole = list(invoice.items)
    words = parse_words(invoice.total_in_words.value)
    listed = any("清单" in (i.name.value or "") for i in whole)
    sums_hold = amount is not None and tax is not None and total is not None and (amount + tax).fen == total.fen
    # A line without a name is a line read wrongly; a scan whose total agrees with its words most likely lost a line.
    trusted = all(i.name.value for i in whole) and not (by_ocr(invoice) and total is not None and words == total)
    if whole and not listed and trusted:
        yield from _sums(rule, invoice, whole)
    if by_ocr(invoice) and sums_hold:
        return
    if "差额征税" not in fold(invoice.remarks.value):
        yield from _line_taxes(rule, whole)
    yield from _line_amounts(rule, whole)
    yield from _rates(case, rule, invoice)


def _contradicted(rule: Rule, invoice: VatInvoice, said: Contradiction) -> Iterator[_Break]:
    """Yield what the QR code or the attached data say otherwise, unless a scan explains it."""
    name = _FIELDS.get(said.name, said.name)
    if name not in _CAPTIONS:
        return
    field: Field[Any] = getattr(invoice, name)
    if by_ocr(invoice) and not _stands_on_paper(rule, invoice, name, said):
        return
    gap = 0
    if name in ("total", "amount"):
        one, other = parse_amount(said.printed), parse_amount(said.other)
        gap = abs(one.fen - other.fen) if one is not None and other is not None else 0
    where = say(rule.name, "code" if said.coded else "data")
    caption = say(rule.name, name)
    text = say(rule.name, "contradicted", where=where, field=caption, printed=said.printed, other=said.other)
    # The reader has lowered the field's confidence for this very contradiction; the value itself was read well.
    yield _Break(text, gap, (Field(field.value, max(field.confidence, 0.95), field.evidence),), factor=0.9)


def _stands_on_paper(rule: Rule, invoice: VatInvoice, name: str, said: Contradiction) -> bool:
    """Say whether the print of a scan was not merely misread: its words or its sums bear it out, or much differs."""
    total = total_fen(invoice)
    if name == "total":
        words = parse_words(invoice.total_in_words.value)
        return words is not None and words.fen == total
    if name == "amount":
        before, tax = invoice.amount.value, invoice.tax.value
        return before is not None and tax is not None and before.fen + tax.fen == total
    one, other = (re.sub(r"\D", "", text) for text in (said.printed, said.other))
    apart = sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 0
    return apart >= int(rule.threshold("scan_glyphs"))


def _sums(rule: Rule, invoice: VatInvoice, items: Sequence[InvoiceItem]) -> Iterator[_Break]:
    """Compare the lines with the sums of the invoice."""
    for column, printed, fields in (
        ("amount", invoice.amount, [i.amount for i in items]),
        ("tax", invoice.tax, [i.tax for i in items]),
    ):
        values = [f.value for f in fields]
        if printed.value is None or any(v is None for v in values):
            continue
        added = sum(v.fen for v in values if v is not None)
        if added != printed.value.fen:
            caption = say(rule.name, column)
            text = say(rule.name, "lines", column=caption, sum=Money(added), printed=printed.value)
            yield _Break(text, abs(added - printed.value.fen), (printed, *fields))


def _line_taxes(rule: Rule, items: Sequence[InvoiceItem]) -> Iterator[_Break]:
    """Compare amount times rate with the tax of each line, and of all lines together."""
    gaps = [(abs(gap), gap, item) for item in items if (gap := _tax_gap(item)) is not None]
    worst, _, item = max(gaps, key=lambda found: found[0], default=(0, 0, None))
    if item is not None and worst > rule.fen("line_tax"):
        text = say(
            rule.name,
            "rate",
            item=item.name.value,
            amount=item.amount.value,
            rate=item.tax_rate.value,
            tax=item.tax.value,
        )
        yield _Break(text, worst, (item.amount, item.tax_rate, item.tax))
    elif abs(sum(gap for _, gap, _ in gaps)) > rule.fen("whole_tax"):
        drift = abs(sum(gap for _, gap, _ in gaps))
        yield _Break(say(rule.name, "drift", count=len(gaps)), drift, tuple(i.tax for _, _, i in gaps))


def _rate(item: InvoiceItem) -> Decimal | None:
    """Return the rate of a line in percent, 0 where there is no tax, None where none was read."""
    text = fold(item.tax_rate.value)
    if text in _UNTAXED:
        return Decimal(0)
    found = re.fullmatch(r"(\d{1,2}(?:\.\d{1,2})?)%", text)
    return Decimal(found.group(1)) if found else None


def _tax_gap(item: InvoiceItem) -> int | None:
    """Return amount x rate - tax in fen, None where a part of it is not read."""
    rate = _rate(item)
    if item.amount.value is None or item.tax.value is None or rate is None:
        return None
    return item.amount.value.times(rate / 100).fen - item.tax.value.fen


def _line_amounts(rule: Rule, items: Sequence[InvoiceItem]) -> Iterator[_Break]:
    """Compare quantity times price with the amount of each line; some papers print the price with its tax."""
    for item in items:
        quantity, price = item.quantity.value, item.unit_price.value
        amount, tax = item.amount.value, item.tax.value
        if quantity is None or price is None or amount is None or not quantity or not price:
            continue
        product = quantity * price * 100
        # Of another order of magnitude: other columns stand there, such as the days of passage on toll invoices.
        if abs(product) > rule.threshold("column_factor") * abs(amount.fen):
            continue
        # Half a unit of the last printed digit of either factor, and half a fen.
        room = 100 * (abs(quantity) * _half_unit(price) + abs(price) * _half_unit(quantity)) + Decimal("0.5")
        room = max(room, Decimal(1))
        printed = [amount.fen, amount.fen + tax.fen if tax is not None else amount.fen]
        if all(abs(product - fen) > room for fen in printed) and abs(product - amount.fen) > rule.fen("line_amount"):
            meant = Money(int(product.to_integral_value()))
            text = say(
                rule.name, "product", item=item.name.value, quantity=quantity, price=price, product=meant, amount=amount
            )
            fields = (item.quantity, item.unit_price, item.amount)
            yield _Break(text, abs(meant.fen - amount.fen), fields, steps=1, factor=0.85)
            return


def _half_unit(number: Decimal) -> Decimal:
    """Return half a unit of the last printed decimal, 0 for a whole number: that one is counted, not rounded."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _rates(case: CaseFile, rule: Rule, invoice: VatInvoice) -> Iterator[_Break]:
    """Yield a rate that no invoice of that day prints; a red letter and a late invoice keep the rate of their trade."""
    issued = invoice.issue_date.value
    exempt = next((i for i in invoice.items if fold(i.tax_rate.value) in _EXEMPT), None)
    if exempt is not None and invoice.invoice_kind.value in _SPECIAL:
        text = say(rule.name, "exempt_special", rate=exempt.tax_rate.value, item=exempt.name.value)
        yield _Break(text, 0, (exempt.tax_rate,), steps=2, factor=0.6)
    if issued is None or invoice.is_red or any(word in fold(invoice.remarks.value) for word in rule.words("late")):
        return
    for item in invoice.items:
        rate = _rate(item)
        if rate is None or not item.tax_rate.value or rate in vat_rates(issued):
            continue
        if any(_allows(rate, c.signed_date.value) for c in contracts_with(case, invoice)):
            return
        text = say(rule.name, "no_rate", rate=item.tax_rate.value, date=issued, item=item.name.value)
        gap = item.tax.value.fen if item.tax.value is not None else 0
        yield _Break(text, abs(gap), (item.tax_rate, invoice.issue_date), steps=1, factor=0.85)
        return


def _allows(rate: Decimal, signed: dt.date | None) -> bool:
    return signed is not None and rate in vat_rates(signed)


@check("invoice.amount_in_words", severity=Severity.HIGH, basis=("invoice_measures",))
def amount_in_words(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """The total in words is not the total in figures."""
    for invoice in case.of(VatInvoice):
        found = differing(rule, invoice, invoice.total, invoice.total_in_words)
        if found is None:
            continue
        told = {
            **facts(invoice),
            "figures": found.figures,
            "words": found.words,
            "meant": found.meant,
            "gap": found.gap,
        }
        yield money_finding(
            case,
            rule,
            loan_of(case),
            severity=rule.severity,
            confidence=found.confidence,
            title=say(rule.name, "title", **told),
            explanation=say(rule.name, "explanation", **told),
            amount=found.gap,
            places=field_places(invoice, invoice.total, invoice.total_in_words),
            documents=[invoice],
        )
