"""How a document type is declared: its name, its Chinese label and its place in the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from docaudit.records.document import Document
from docaudit.registry import Registry

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A registered type: the interface's name, the Chinese label, the class."""

    name: str
    label: str
    record: type[Document]


DOCUMENTS: Registry[DocumentType] = Registry("docaudit.documents")
"""All document types by their interface name."""


def document(name: str, label: str) -> Callable[[type[D]], type[D]]:
    """Register the decorated record class as document type `name`, shown to readers as `label`."""

    def register(record: type[D]) -> type[D]:
        DOCUMENTS.add(name, DocumentType(name, label, record))
        return record

    return register
