"""增值税发票: an invoice; `amount` is before tax, `total` with tax, both as printed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.names import core_key

CODE_DIFFERS = "二维码中的{name}（{other}）与票面（{printed}）不一致"
"""Warning of a print that its own QR code contradicts; `name` is the field's caption."""
DATA_DIFFERS = "版面上的{name}（{printed}）与所附数据（{other}）不一致"
"""Warning of a print that the data attached to the same file contradict; `name` is the field's name."""
_DIFFERS = tuple(
    re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(form))) for form in (CODE_DIFFERS, DATA_DIFFERS)
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the QR code (`coded`) or the attached data say otherwise than the print, of which field, both as text."""

    name: str
    printed: str
    other: str
    coded: bool


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

    @property
    def number(self) -> str:
        """The digits of the invoice number, empty where it was not read."""
        return re.sub(r"\D", "", self.invoice_number.value or "")

    @property
    def key(self) -> tuple[str, str] | None:
        """What tells the invoice from all others (domain reference 4.4), None where too little of it was read.

        Twenty digits stand alone; eight only together with the code, or failing that with the seller.
        """
        if len(self.number) < 8:
            return None
        code = "" if len(self.number) == 20 else self.invoice_code.value or core_key(self.seller_name.value)
        return code, self.number

    @property
    def is_void(self) -> bool:
        """It bears 作废: as a stamp, of which the reader tells in a warning, or in its remarks."""
        remarks = self.remarks.value or ""
        return any("作废" in warning for warning in self.warnings) or ("作废" in remarks and "红字" not in remarks)

    @property
    def is_red(self) -> bool:
        """It takes another invoice back: its total is negative."""
        total = self.total.value or self.amount.value
        return total is not None and total.fen < 0

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where QR code or attached data contradict the print."""
        found = []
        for warning in self.warnings:
            for form, coded in zip(_DIFFERS, (True, False), strict=True):
                said = form.fullmatch(warning)
                if said:
                    found.append(Contradiction(said["name"], said["printed"], said["other"], coded))
        return tuple(found)
