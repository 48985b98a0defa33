"""受托支付委托书: the borrower's order to the lender to pay a payee out of the loan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@document("entrusted_payment_order", "受托支付委托书")
@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedPaymentOrder(Document):
    """The borrower's order to the lender to pay a payee out of the loan."""

    doc_type: ClassVar[str | None] = "entrusted_payment_order"

    contract_number: Field[str] = Field()
    borrower: Field[str] = Field()
    amount: Field[Money] = Field()
    date: Field[dt.date] = Field()
    payee_name: Field[str] = Field()
    payee_account: Field[str] = Field()
    payee_bank: Field[str] = Field()
    purpose: Field[str] = Field()
