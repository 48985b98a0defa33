"""提款申请书: the borrower's request for a drawdown, with its payees."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """One payee of the request."""

    name: Field[str] = Field()
    account: Field[str] = Field()
    amount: Field[Money] = Field()


@document("drawdown_application", "提款申请书")
@dataclass(frozen=True, slots=True, kw_only=True)
class DrawdownApplication(Document):
    """The borrower's request for a drawdown, with its payees."""

    doc_type: ClassVar[str | None] = "drawdown_application"

    contract_number: Field[str] = Field()
    borrower: Field[str] = Field()
    amount: Field[Money] = Field()
    date: Field[dt.date] = Field()
    purpose: Field[str] = Field()
    payees: tuple[Payee, ...] = ()
