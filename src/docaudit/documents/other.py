"""其他: any other paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field


@document("other", "其他")
@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDocument(Document):
    """Any other paper."""

    doc_type: ClassVar[str | None] = "other"

    title: Field[str] = Field()
