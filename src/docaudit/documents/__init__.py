"""One file per document type: what it is called and which fields it has."""

from __future__ import annotations

from docaudit.documents.base import DOCUMENTS, DocumentType, document

__all__ = ["DOCUMENTS", "DocumentType", "document"]
