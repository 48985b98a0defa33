"""The sums of an invoice held against each other: they prove figures, mend one misread glyph of a scan, or leave none.

Before tax + tax = total, the total in words is the total, the items add up to the sum before tax and to the tax, and
quantity × price is an item's amount. A figure of a scan that one glyph explains is mended only where two of these say
the same of it; what they contradict and cannot settle is not told. A paper with a text layer says what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.records.amounts import parse_words
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.statements.proof import one_glyph

_AGREED, _APART = 1.02, 0.9
"""Factors on the confidence of figures that an equation proves, and of those it contradicts."""
_MENDED = 0.8
"""Confidence of a figure that was read otherwise."""


def in_sums(invoice: VatInvoice, *, scanned: bool) -> VatInvoice:
    """Return the invoice with its sums proved, on a scan mended, their confidence raised or lowered."""
    if not scanned:
        return _weighed(invoice)
    found = _weighed(_mended(invoice))
    for name in ("amount", "tax", "total"):
        field = getattr(found, name)
        if field.value != getattr(invoice, name).value:  # what was mended is no surer for fitting the sums
            found = replace(found, **{name: replace(field, confidence=min(field.confidence, _MENDED))})
    return found


def _mended(invoice: VatInvoice) -> VatInvoice:
    amount, tax, total = invoice.amount, invoice.tax, invoice.total
    words = parse_words(invoice.total_in_words.value or "")
    summed = None if amount.value is None else amount.value.fen + (tax.value.fen if tax.value else 0)
    notes: list[str] = []
    if words is not None and total.value is not None and total.value.fen not in {words.fen, summed}:
        if summed == words.fen and _reads_as(total, words.fen):
            notes.append(f"价税合计识别有一位之差，已按大写与金额、税额之和更正为{words}，请核对原件")
            total = _other(total, words.fen)
        elif summed is not None and summed != words.fen:
            notes.append(f"价税合计的大写（{words}）与小写（{total.value}）不一致，且与金额、税额之和不符，请核对原件")
            total = Field()
    invoice = _completed(replace(invoice, total=total))
    amount, tax = invoice.amount, invoice.tax
    summed = None if amount.value is None else amount.value.fen + (tax.value.fen if tax.value else 0)
    if total.value is not None and amount.value is not None and summed != total.value.fen:
        whole = words is None or words.fen == total.value.fen
        for name, field, others in (("amount", amount, tax), ("tax", tax, amount)):
            found = _sum_of(invoice.items, name)
            rest = total.value.fen - (others.value.fen if others.value else 0)
            if whole and field.value is not None and found == rest and _reads_as(field, rest):
                label = {"amount": "合计金额", "tax": "合计税额"}[name]
                notes.append(f"{label}识别有一位之差，已按价税合计与各行之和更正为{Money(rest)}，请核对原件")
                invoice = replace(invoice, **{name: _other(field, rest)})  # type: ignore[arg-type]
                break
    items, more = _mended_items(invoice)
    return replace(invoice, items=items, warnings=(*invoice.warnings, *notes, *more))


def _completed(invoice: VatInvoice) -> VatInvoice:
    """Fill the amount or the tax that a seal hides: what the total leaves, where the items add up to just that."""
    total = invoice.total.value
    for name, other in (("amount", invoice.tax), ("tax", invoice.amount)):
        known: Field[Money] = getattr(invoice, name)
        if known.value is not None or other.value is None or total is None:
            continue
        rest = total.fen - other.value.fen
        parts: list[Field[Money]] = [getattr(item, name) for item in invoice.items]
        shown = [part for part in parts if part.value is not None]
        if rest > 0 and shown and sum(p.value.fen for p in shown if p.value is not None) == rest:
            sure = min(_MENDED, *(p.confidence for p in shown))
            # One item shows the very figure; of several, the total is what tells their sum.
            place = shown[0].evidence if len(shown) == 1 else invoice.total.evidence
            invoice = replace(invoice, **{name: Field(Money(rest, total.currency), sure, place)})  # type: ignore[arg-type]
    return invoice


def _mended_items(invoice: VatInvoice) -> tuple[tuple[InvoiceItem, ...], list[str]]:
    """Mend the item whose amount or tax keeps the items from adding up, where its own figures prove what is meant."""
    items, notes = list(invoice.items), []
    for name, label, whole in (("amount", "金额", invoice.amount), ("tax", "税额", invoice.tax)):
        found = _sum_of(items, name)
        if whole.value is None or found is None or found == whole.value.fen:
            continue
        for i, item in enumerate(items):
            field: Field[Money] = getattr(item, name)
            meant = whole.value.fen - found + (field.value.fen if field.value else 0)
            if field.value is None or not _reads_as(field, meant) or meant not in set(_own(item, name)):
                continue
            notes.append(f"第{i + 1}行{label}识别有一位之差，已按合计与本行其他数字更正为{Money(meant)}，请核对原件")
            items[i] = replace(item, **{name: _other(field, meant)})  # type: ignore[arg-type]
            break
    return tuple(items), notes


def _own(item: InvoiceItem, name: str) -> Iterator[int]:
    """Yield what the other figures of an item say its amount or tax is, in fen, a fen up or down for rounding."""
    quantity, price, amount = item.quantity.value, item.unit_price.value, item.amount.value
    rate = (item.tax_rate.value or "").rstrip("%")
    share = Decimal(rate) / 100 if rate.replace(".", "", 1).isdigit() else None
    said: Decimal | None = None
    if name == "amount" and quantity is not None and price is not None:
        said = quantity * price * 100
    elif name == "tax" and amount is not None and share is not None:
        said = Decimal(amount.fen) * share
    if said is not None:
        fen = int(said.quantize(Decimal(1), ROUND_HALF_UP))
        yield from (fen - 1, fen, fen + 1)


def _sum_of(items: Sequence[InvoiceItem], name: str) -> int | None:
    """Return the sum of a column in fen, None where an item's figure is missing; exempt items have no tax."""
    values: list[Field[Money]] = [getattr(item, name) for item in items]
    if not items or (name == "amount" and any(v.value is None for v in values)):
        return None
    return sum(v.value.fen for v in values if v.value is not None)


def _reads_as(field: Field[Money], fen: int) -> bool:
    return field.value is not None and field.value.fen * fen > 0 and one_glyph(f"{abs(field.value.fen):03d}", fen)


def _other(field: Field[Money], fen: int) -> Field[Money]:
    currency = field.value.currency if field.value is not None else "CNY"
    return replace(field, value=Money(fen, currency), confidence=min(field.confidence, _MENDED))


def _weighed(invoice: VatInvoice) -> VatInvoice:
    """Raise confidence where the sums agree, lower it where they do not; no value is changed."""
    amount, tax, total = invoice.amount.value, invoice.tax.value, invoice.total.value
    words = parse_words(invoice.total_in_words.value or "")
    if total is not None and words is not None:
        factor = _AGREED if words.fen == total.fen else _APART
        invoice = replace(
            invoice, total=invoice.total.scaled(factor), total_in_words=invoice.total_in_words.scaled(factor)
        )
    if amount is not None and total is not None:
        factor = _AGREED if amount + (tax or Money(0, amount.currency)) == total else _APART
        invoice = replace(
            invoice,
            amount=invoice.amount.scaled(factor),
            tax=invoice.tax.scaled(factor),
            total=invoice.total.scaled(factor),
        )
    return invoice
