"""Lays what people corrected over what was read, before anything is judged."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import typing
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from docaudit.documents.base import DOCUMENTS
from docaudit.errors import InputError
from docaudit.knowledge import labels
from docaudit.records.amounts import parse_amount
from docaudit.records.correction import Correction, places
from docaudit.records.dates import parse_date, parse_datetime
from docaudit.records.document import Document, value_json
from docaudit.records.evidence import Evidence, Field
from docaudit.records.money import Money
from docaudit.records.obligation import SLOTS

_STEP = re.compile(r"\.?(?P<name>[a-z_]+)(?:\[(?P<at>\d+)\])?")
_VOCABULARY = {
    "loan_kind": "loan_kind",
    "payment_method": "payment_method",
    "invoice_kind": "invoice_kind",
    "uses": "use",
    "documents": "doc_type",
}
"""Leaves that hold a name of an enumeration, and its group among the labels."""


def vocabulary(path: str) -> tuple[str, ...]:
    """Return the values that a field may have where they are fixed, else nothing."""
    steps = _steps(path)
    name = steps[-1][0]
    if name == "kind" and steps[0][0] == "obligations":
        return tuple(SLOTS)
    return tuple(labels(_VOCABULARY[name])) if name in _VOCABULARY else ()


def parse_correction(doc_type: str, path: str, text: str) -> str | int | None:
    """Return what a person typed for a field in its JSON form; None where it was left empty.

    Raises:
        InputError: the type has no such field, or the text is no value of its kind; the message says in Chinese what is
            wanted, for the person who typed it.
    """
    kind = _leaf_kind(doc_type, path)
    bare = text.strip()
    if not bare:
        return None
    fixed = vocabulary(path)
    if fixed and bare not in fixed:
        raise InputError(f"{bare}：只能是 {'、'.join(fixed)} 之一")
    plain = value_json(parse_value(kind, bare))
    return plain if isinstance(plain, int) else str(plain)


def parse_value(kind: type, text: str) -> object:
    """Return what a person wrote as a value of a field's kind; `InputError` says in Chinese what is wanted."""
    value, wanted = _PARSERS[kind][0](text), _PARSERS[kind][1]
    if value is None:
        raise InputError(f"{text}：{wanted}")
    return value


def correct(documents: Sequence[Document], corrections: Iterable[Correction]) -> tuple[Document, ...]:
    """Return the documents with the corrections in them; the newest counts where a field has several.

    A corrected value is sure (confidence 1), keeps its place on the paper, and the document says who corrected what.
    A correction that fits no document any more (another type, a list that is shorter now) is left out.
    """
    by_document: dict[tuple[str, str], dict[str, Correction]] = defaultdict(dict)
    for correction in sorted(corrections, key=lambda c: c.at):
        by_document[correction.sha256, correction.place][correction.path] = correction
    if not by_document:
        return tuple(documents)
    named = places((d.sha256, d.pages) for d in documents)
    return tuple(
        _corrected(document, by_document[document.sha256, place].values())
        if (document.sha256, place) in by_document
        else document
        for document, place in zip(documents, named, strict=True)
    )


def _corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    notes = []
    for c in corrections:
        if c.doc_type != document.doc_type:
            continue
        try:
            value = None if c.value is None else _PARSERS[_leaf_kind(c.doc_type, c.path)][0](str(c.value))
            if value is None and c.value is not None:
                continue
            changed = _put(document, _steps(c.path), value)
        except (InputError, IndexError):
            continue
        document = typing.cast("Document", changed)
        notes.append(f"人工更正：{c.path} 由“{_shown(c.read)}”改为“{_shown(c.value)}”（{c.by}，{c.at:%Y-%m-%d}）")
    return dataclasses.replace(document, warnings=(*document.warnings, *notes))


def _shown(value: str | int | None) -> str:
    return "空" if value is None else str(value)


def _put(record: Any, steps: Sequence[tuple[str, int | None]], value: object) -> Any:
    """Return the record with the leaf at the end of `steps` changed; IndexError where a list is too short."""
    (name, at), rest = steps[0], steps[1:]
    old = getattr(record, name)
    if at is None:
        new: Any = _put(old, rest, value) if rest else _field(old, value)
    else:
        items = list(old)
        items[at] = _put(items[at], rest, value) if rest else _field(items[at], value)
        new = tuple(items)
    return dataclasses.replace(record, **{name: new})


def _field(old: Field[Any], value: object) -> Field[Any]:
    if value is None:
        return Field()
    return Field(value, 1.0, old.evidence or Evidence(text="人工更正"))


def _steps(path: str) -> list[tuple[str, int | None]]:
    """Return the names and list places on the way to a leaf; InputError where the path is none."""
    steps, at = [], 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None:
            break
        steps.append((found["name"], int(found["at"]) if found["at"] else None))
        at = found.end()
    if not steps or at != len(path):
        raise InputError(f"{path}：没有这个字段")
    return steps


@functools.lru_cache(maxsize=4096)
def _leaf_kind(doc_type: str, path: str) -> type:
    """Return the Python type of the values of a field; InputError where the document type has no such field."""
    if doc_type not in DOCUMENTS:
        raise InputError(f"{doc_type}：没有这种资料类型")
    record: Any = DOCUMENTS[doc_type].record
    steps = _steps(path)
    if steps[0][0] not in record.field_names():
        raise InputError(f"{path}：{doc_type} 没有这个字段")
    for number, (name, at) in enumerate(steps, 1):
        hint = typing.get_type_hints(record).get(name) if dataclasses.is_dataclass(record) else None
        if typing.get_origin(hint) is tuple and at is not None:
            hint = typing.get_args(hint)[0]
        elif at is not None or hint is None:
            break
        if typing.get_origin(hint) is Field and number == len(steps):
            return typing.cast("type", typing.get_args(hint)[0])
        record = hint
    raise InputError(f"{path}：{doc_type} 没有这个字段")


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", "").replace("，", "").rstrip("%％"))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[+-]?\d{1,9}", text) else None


_PARSERS: dict[type, tuple[Callable[[str], object | None], str]] = {
    str: (lambda text: text, ""),
    Money: (parse_amount, "应为金额，例如 1,250,000.00"),
    Decimal: (_decimal, "应为数字，例如 4.35"),
    int: (_whole, "应为整数，例如 12"),
    dt.date: (parse_date, "应为日期，例如 2026-03-18"),
    dt.datetime: (parse_datetime, "应为日期或日期加时间，例如 2026-03-18 09:30:00"),
}
"""How what was typed becomes a value, and what is wanted where it does not."""
