"""营业执照: a firm's licence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@document("business_license", "营业执照")
@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessLicense(Document):
    """A firm's licence."""

    doc_type: ClassVar[str | None] = "business_license"

    name: Field[str] = Field()
    credit_code: Field[str] = Field()
    legal_representative: Field[str] = Field()
    registered_capital: Field[Money] = Field()
    established_date: Field[dt.date] = Field()
    scope: Field[str] = Field()
