"""Reads a VAT invoice: data where there is data, else the print, both held against the QR code and the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docaudit.documents.vat_invoice import DATA_DIFFERS, InvoiceItem, VatInvoice
from docaudit.records.evidence import Field
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.invoices.chunks import Print
from docaudit.understanding.invoices.codes import held_against, invoice_code, invoice_codes
from docaudit.understanding.invoices.head import invoice_kind, read_head
from docaudit.understanding.invoices.items import read_items
from docaudit.understanding.invoices.parties import read_parties
from docaudit.understanding.invoices.structured import is_invoice, read_structured
from docaudit.understanding.invoices.sums import in_sums
from docaudit.understanding.invoices.totals import read_remarks, read_totals
from docaudit.understanding.invoices.void import WARNING, is_stamped_void
from docaudit.understanding.paper import Paper


@reader("vat_invoice")
def read(pages: Sequence[Page]) -> VatInvoice:
    """Return the invoice on `pages`."""
    printed = read_print(pages)
    leaves = [leaf for page in pages for leaf in page.structured]
    if is_stamped_void(pages):
        printed = replace(printed, warnings=(*printed.warnings, WARNING))
    if leaves and is_invoice(leaves):
        return _merged(read_structured(leaves), printed)
    return printed


def read_print(pages: Sequence[Page]) -> VatInvoice:
    """Return what is printed, whatever data may be attached."""
    paper = Print(Paper(pages))
    head = read_head(paper)
    buyer, seller = read_parties(paper)
    totals = read_totals(paper)
    coded = next(invoice_codes(pages), None)
    kind, sure = invoice_kind(head, paper.text.chars, coded.kind if coded else None)
    title = next((c for c in paper.chunks if c.text == head.title), None)
    invoice = VatInvoice(
        invoice_kind=paper.text.field(kind, title.start, title.end, sure) if title else Field(kind, sure),
        invoice_code=head.code,
        invoice_number=head.number,
        issue_date=head.date,
        check_code=head.check_code,
        buyer_name=buyer.name,
        buyer_tax_id=buyer.tax_id,
        seller_name=seller.name,
        seller_tax_id=seller.tax_id,
        amount=totals.amount,
        tax=totals.tax,
        total=totals.total,
        total_in_words=totals.words,
        items=read_items(paper),
        remarks=read_remarks(paper, {v for p in (buyer, seller) for v in (p.name.value, p.tax_id.value) if v}),
    )
    code = invoice_code(invoice, pages)
    return in_sums(held_against(invoice, code) if code else invoice, scanned=paper.paper.ocr)


def _merged(data: VatInvoice, printed: VatInvoice) -> VatInvoice:
    """Take the data, and from the print what the data lacks; the print's places come along where both agree."""
    merged: dict[str, Any] = {}
    warnings = list(printed.warnings)
    for name in VatInvoice.field_names():
        mine, other = getattr(data, name), getattr(printed, name)
        if name == "items":
            merged[name] = tuple(_placed(i, mine, other) for i in range(len(mine))) if mine else other
        elif name == "invoice_kind":
            merged[name] = other if other.value is not None and other.confidence >= 0.9 else mine
        elif mine.value is None:
            merged[name] = other if name in {"total_in_words", "check_code"} else mine
        elif mine.value == other.value and other.evidence is not None:
            merged[name] = Field(mine.value, max(mine.confidence, other.confidence), other.evidence)
        else:
            merged[name] = mine
            if other.value is not None and name in {"invoice_number", "total", "issue_date"}:
                warnings.append(DATA_DIFFERS.format(name=name, printed=other.value, other=mine.value))
    return replace(printed, **merged, warnings=tuple(warnings))


def _placed(i: int, mine: tuple[InvoiceItem, ...], printed: tuple[InvoiceItem, ...]) -> InvoiceItem:
    if len(mine) != len(printed):
        return mine[i]
    names = ("name", "category", "specification", "unit", "quantity", "unit_price", "amount", "tax_rate", "tax")
    fields: dict[str, Any] = {}
    for name in names:
        value, seen = getattr(mine[i], name), getattr(printed[i], name)
        same = value.value is not None and value.value == seen.value and seen.evidence is not None
        fields[name] = Field(value.value, value.confidence, seen.evidence) if same else value
    return InvoiceItem(**fields)
