"""The base of every document type: what it is, where it stands, how sure; its fields come with the subclass."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from docaudit.records.alteration import Sign
from docaudit.records.evidence import Box, Evidence, Field
from docaudit.records.money import Money
from docaudit.records.obligation import Obligation
from docaudit.records.pages import TextSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a file.

    Attributes:
        doc_type: the interface's name of the type; None only for a file that could not be read.
        id: unique within one output, ``D1``, ``D2`` …
        source, sha256: of the innermost file.
        pages: page numbers in reading order; empty for sources without pages.
        region: the box of a document that shares its page with others.
        confidence: of the type, 0 to 1.
        signs: that the paper or its file was changed after it had been made; not printed.
    """

    doc_type: ClassVar[str | None] = None

    id: str = ""
    source: str = ""
    sha256: str = ""
    pages: tuple[int, ...] = ()
    region: Box | None = None
    confidence: float = 0.0
    text_source: TextSource = TextSource.TEXT_LAYER
    warnings: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()

    @classmethod
    def field_names(cls) -> list[str]:
        """Return the names of the interface's fields of this type, in the order of their declaration."""
        return [f.name for f in dataclasses.fields(cls) if f.name not in _BASE]

    def fields(self) -> Iterator[tuple[str, Field[Any]]]:
        """Yield every leaf with its path (``items[0].name``)."""
        for name in self.field_names():
            yield from _leaves(name, getattr(self, name))

    def to_json(self) -> dict[str, object]:
        """Return the object that `docaudit extract --json` prints for this document."""
        return {
            "id": self.id,
            "source": self.source,
            "sha256": self.sha256,
            "pages": list(self.pages),
            "region": self.region.to_json() if self.region else None,
            "doc_type": self.doc_type,
            "confidence": round(self.confidence, 4),
            "text_source": str(self.text_source),
            "fields": {name: _json(getattr(self, name)) for name in self.field_names()},
            "warnings": list(self.warnings),
        }


_BASE = frozenset(f.name for f in dataclasses.fields(Document))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableDocument(Document):
    """Stands for a file that could not be read; `warnings` says why (interface.md: `doc_type` null, no fields)."""


def value_json(value: object) -> object:
    """Return a plain JSON value: money and decimals as strings, dates as ISO 8601."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, enum.Enum)):
        return value
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, Money | Decimal):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep="T")
    if isinstance(value, dt.date):
        return value.isoformat()
    msg = f"no JSON form for {type(value).__name__}"
    raise TypeError(msg)


def _json(value: object) -> object:
    if isinstance(value, Field):
        place = value.evidence
        if value.value is None or place is None:
            place_json: dict[str, object] = {"page": None, "box": None, "text": None}
            shown = None if value.value is None else value_json(value.value)
            return {"value": shown, "confidence": 0.0 if shown is None else round(value.confidence, 4), **place_json}
        return {"value": value_json(value.value), "confidence": round(value.confidence, 4), **place.to_json()}
    if isinstance(value, tuple):
        return [_json(v) for v in value]
    if isinstance(value, Obligation):
        return {name: _json(getattr(value, name)) for name in value.json_names()}
    if dataclasses.is_dataclass(value):
        return {f.name: _json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value_json(value)


def _leaves(path: str, value: object) -> Iterator[tuple[str, Field[Any]]]:
    if isinstance(value, Field):
        yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _leaves(f"{path}[{i}]", item)
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            yield from _leaves(f"{path}.{f.name}", getattr(value, f.name))


def evidence_of(*fields: Field[Any]) -> tuple[Evidence, ...]:
    """Return the places of those fields that have one."""
    return tuple(f.evidence for f in fields if f.evidence is not None)
