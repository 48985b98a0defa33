"""增值税发票: an invoice; `amount` is before tax, `total` with tax, both as printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceItem:
    """One line of the invoice; `name` is the text after the asterisks, `category` between them."""

    name: Field[str] = Field()
    category: Field[str] = Field()
    specification: Field[str] = Field()
    unit: Field[str] = Field()
    quantity: Field[Decimal] = Field()
    unit_price: Field[Decimal] = Field()
    amount: Field[Money] = Field()
    tax_rate: Field[str] = Field()
    tax: Field[Money] = Field()


@document("vat_invoice", "增值税发票")
@dataclass(frozen=True, slots=True, kw_only=True)
class VatInvoice(Document):
    """An invoice; `amount` is before tax, `total` with tax, both as printed."""

    doc_type: ClassVar[str | None] = "vat_invoice"

    invoice_kind: Field[str] = Field()
    invoice_code: Field[str] = Field()
    invoice_number: Field[str] = Field()
    issue_date: Field[dt.date] = Field()
    check_code: Field[str] = Field()
    buyer_name: Field[str] = Field()
    buyer_tax_id: Field[str] = Field()
    seller_name: Field[str] = Field()
    seller_tax_id: Field[str] = Field()
    amount: Field[Money] = Field()
    tax: Field[Money] = Field()
    total: Field[Money] = Field()
    total_in_words: Field[str] = Field()
    items: tuple[InvoiceItem, ...] = ()
    remarks: Field[str] = Field()
