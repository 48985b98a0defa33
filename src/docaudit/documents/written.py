"""Makes a document of plain values, as a person writes them down; nothing was read, so there is no place on paper."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any

from docaudit.documents.base import DOCUMENTS
from docaudit.documents.corrections import parse_value
from docaudit.errors import InputError
from docaudit.records.document import Document
from docaudit.records.evidence import Evidence, Field


def written(values: Mapping[str, Any], where: str, *, document_id: str) -> Document:
    """Return the document of ``doc_type`` with the fields of interface.md as given; what is left out is empty.

    Raises:
        InputError: there is no such type or field, or a value is none of its kind; the message begins with `where`.
    """
    name = values.get("doc_type")
    if name not in DOCUMENTS:
        raise InputError(f"{where}.doc_type: one of {', '.join(DOCUMENTS.names())} is wanted, not {name!r}")
    record = DOCUMENTS[str(name)].record
    rest = {key: value for key, value in values.items() if key != "doc_type"}
    unknown = sorted(str(key) for key in rest if key not in record.field_names())
    if unknown:
        raise InputError(f"{where}: {name} has no field {unknown[0]!r}; it has {', '.join(record.field_names())}")
    fields = _fields(record, rest, where)
    return record(id=document_id, source=document_id, sha256=document_id, confidence=1.0, **fields)


def _fields(record: type[Any], values: Mapping[str, Any], where: str) -> dict[str, Any]:
    hints = typing.get_type_hints(record)
    unknown = sorted(str(key) for key in values if key not in hints)
    if unknown:
        raise InputError(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(hints)}")
    return {name: _value(hints[name], value, f"{where}.{name}") for name, value in values.items()}


def _value(hint: Any, value: object, where: str) -> Any:
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise InputError(f"{where}: a list is wanted, not {value!r}")
        part = typing.get_args(hint)[0]
        return tuple(_value(part, one, f"{where}[{at}]") for at, one in enumerate(value))
    if typing.get_origin(hint) is not Field:
        if not isinstance(value, dict):
            raise InputError(f"{where}: a mapping is wanted, not {value!r}")
        return hint(**_fields(hint, value, where))
    if value is None:
        return Field()
    try:
        found = parse_value(typing.get_args(hint)[0], str(value))
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    return Field(found, 1.0, Evidence(text=str(value)))
