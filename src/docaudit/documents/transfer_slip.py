"""银行回单: a bank's slip of one transfer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@document("transfer_slip", "银行回单")
@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSlip(Document):
    """A bank's slip of one transfer."""

    doc_type: ClassVar[str | None] = "transfer_slip"

    date: Field[dt.date] = Field()
    payer_name: Field[str] = Field()
    payer_account: Field[str] = Field()
    payee_name: Field[str] = Field()
    payee_account: Field[str] = Field()
    amount: Field[Money] = Field()
    amount_in_words: Field[str] = Field()
    remark: Field[str] = Field()
    reference: Field[str] = Field()
