"""收据: a hand-written or printed receipt for money."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@document("receipt", "收据")
@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Document):
    """A hand-written or printed receipt for money."""

    doc_type: ClassVar[str | None] = "receipt"

    date: Field[dt.date] = Field()
    payer: Field[str] = Field()
    payee: Field[str] = Field()
    amount: Field[Money] = Field()
    amount_in_words: Field[str] = Field()
    reason: Field[str] = Field()
