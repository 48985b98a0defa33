"""交易合同: a purchase, service, construction or lease contract."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@document("trade_contract", "交易合同")
@dataclass(frozen=True, slots=True, kw_only=True)
class TradeContract(Document):
    """A purchase, service, construction or lease contract."""

    doc_type: ClassVar[str | None] = "trade_contract"

    contract_number: Field[str] = Field()
    buyer: Field[str] = Field()
    seller: Field[str] = Field()
    subject: Field[str] = Field()
    amount: Field[Money] = Field()
    amount_in_words: Field[str] = Field()
    signed_date: Field[dt.date] = Field()
    delivery_date: Field[dt.date] = Field()
    payment_terms: Field[str] = Field()
