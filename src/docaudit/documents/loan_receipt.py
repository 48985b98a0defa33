"""借据: the voucher of one disbursement (借据、借款凭证、放款凭证)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@document("loan_receipt", "借据")
@dataclass(frozen=True, slots=True, kw_only=True)
class LoanReceipt(Document):
    """The voucher of one disbursement (借据、借款凭证、放款凭证)."""

    doc_type: ClassVar[str | None] = "loan_receipt"

    receipt_number: Field[str] = Field()
    contract_number: Field[str] = Field()
    borrower: Field[str] = Field()
    amount: Field[Money] = Field()
    disbursement_date: Field[dt.date] = Field()
    due_date: Field[dt.date] = Field()
    interest_rate: Field[Decimal] = Field()
    account: Field[str] = Field()
