"""贷后检查报告: a post-loan inspection report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field


@document("inspection_report", "贷后检查报告")
@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionReport(Document):
    """A post-loan inspection report."""

    doc_type: ClassVar[str | None] = "inspection_report"

    date: Field[dt.date] = Field()
    borrower: Field[str] = Field()
    inspector: Field[str] = Field()
    conclusion: Field[str] = Field()
