"""What is true of a synthetic paper: its fields in the interface's form and the boxes they were drawn in."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from docaudit.documents import DOCUMENTS
from docaudit.records.document import Document

Box = tuple[float, float, float, float]

_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
_BASE = {f.name for f in dataclasses.fields(Document)}


def money(value: Decimal | int | str) -> str:
    """Return the interface's form of an amount in yuan: two decimals, no separators."""
    return f"{Decimal(value):.2f}"


def empty_fields(doc_type: str) -> dict[str, Any]:
    """Return every field of the type with the value of an absent one: None, or [] for lists."""
    record = DOCUMENTS[doc_type].record
    names = [f for f in dataclasses.fields(record) if f.name not in _BASE]
    return {f.name: [] if "tuple" in str(f.type) else None for f in names}


class Record:
    """One document of a file while it is drawn; `fields` and `boxes` fill up as values are put on the paper."""

    def __init__(self, doc_type: str, source: str = "") -> None:
        self.doc_type = doc_type
        self.source = source
        self.pages: list[int] = []
        self.fields = empty_fields(doc_type)
        self.boxes: dict[str, dict[str, Any]] = {}
        self.region: Box | None = None

    def set(self, path: str, value: Any) -> None:
        """Set the field at `path` (``total``, ``items[0].name``); lists grow as needed, list items are objects."""
        steps = [m.group(1) or int(m.group(2)) for m in _STEP.finditer(path)]
        place: Any = self.fields
        for step, after in zip(steps, [*steps[1:], None], strict=True):
            if after is None:
                _put(place, step, value)
                return
            new: Any = [] if isinstance(after, int) else {}
            if isinstance(place, list):
                while len(place) <= int(step):
                    place.append(None)
                if place[int(step)] is None:
                    place[int(step)] = new
            elif place.get(step) is None:
                place[step] = new
            place = place[step]

    def mark(self, path: str, page: int, box: Box) -> None:
        """Record where the value stands; a second box on the same page widens the first, on a later page is dropped."""
        rounded = [round(c, 5) for c in box]
        old = self.boxes.get(path)
        if old is None:
            self.boxes[path] = {"page": page, "box": rounded}
        elif old.get("page") == page:
            o = old["box"]
            old["box"] = [min(o[0], rounded[0]), min(o[1], rounded[1]), max(o[2], rounded[2]), max(o[3], rounded[3])]

    def mark_row(self, path: str, sheet: str | None, row: int) -> None:
        """Record the sheet (None for csv) and physical row of a value in a table file."""
        self.boxes[path] = {"sheet": sheet, "row": row}

    def to_json(self) -> dict[str, Any]:
        """Return the document as the truth file prints it."""
        out: dict[str, Any] = {"source": self.source, "pages": self.pages}
        if self.region is not None:
            out["region"] = [round(c, 5) for c in self.region]
        return out | {"doc_type": self.doc_type, "fields": self.fields, "boxes": self.boxes}


def _put(place: Any, step: str | int, value: Any) -> None:
    if isinstance(step, int):
        while len(place) <= step:
            place.append(None)
    place[step] = value


def write_truth(
    file: Path,
    *,
    case: str,
    as_of: str,
    documents: Iterable[Record],
    findings: list[dict[str, Any]],
    trace: list[dict[str, Any]],
    **more: Any,
) -> None:
    """Write ``truth/NAME.json``; keyword `more` adds keys such as ``allowed`` or ``unreadable``."""
    lists = {"documents": [d.to_json() for d in documents], "findings": findings, "trace": trace, **more}
    head = json.dumps({"case": case, "as_of": as_of}, ensure_ascii=False)[:-1]
    parts = [head]
    for key, value in lists.items():  # one line per document or finding: a diff shows what changed
        rows = value if isinstance(value, list) else None
        text = _dump(value) if rows is None else "[\n" + ",\n".join(_dump(v) for v in rows) + "\n]" if rows else "[]"
        parts.append(f"{json.dumps(key)}: {text}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(",\n".join(parts) + "}\n", encoding="utf-8")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
