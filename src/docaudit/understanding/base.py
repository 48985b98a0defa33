"""How a document type is read: one function from its pages to a typed document, one file per type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from docaudit.records.document import Document
from docaudit.records.pages import Page
from docaudit.registry import Registry

Reader: TypeAlias = Callable[[Sequence[Page]], Document]
"""Reads the fields of one document from its pages.

It fills the fields (and `warnings` of its own); `understand` sets source, sha256, pages, region, confidence of the type
and text source. It never raises on odd pages: what cannot be read stays an empty `Field()`.
"""

READERS: Registry[Reader] = Registry("docaudit.understanding.readers")
"""All readers by document type, loaded from the files of ``docaudit.understanding.readers``."""


Several: TypeAlias = Callable[[Sequence[Page]], Sequence[Document]]

SEVERAL: dict[str, Several] = {}
"""Readers of types of which a run of pages can hold several documents (accounts of an export, statements of a report).

Filled with `READERS`. A document that stands on some of the pages only sets its own `pages`; `understand` keeps them.
"""


def reader(doc_type: str) -> Callable[[Reader], Reader]:
    """Register the decorated function as the reader of `doc_type`."""

    def register(read: Reader) -> Reader:
        return READERS.add(doc_type, read)

    return register


def reader_of_several(doc_type: str) -> Callable[[Several], Several]:
    """Register the decorated function as the reader of all documents in pages of `doc_type`."""

    def register(read: Several) -> Several:
        SEVERAL[doc_type] = read
        return read

    return register
