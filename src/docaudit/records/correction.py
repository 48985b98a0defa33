"""What a person says a field should read: kept beside the reading, never in its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One corrected field of one document.

    Attributes:
        sha256: of the innermost file, so that the correction stays with the paper over re-runs and renames.
        place: which document of that file it is, as `places` names it.
        doc_type: the document's type when it was corrected; for a paper that is now read as another type it is void.
        path: of the field, as `Document.fields` names it (``items[0].amount``).
        value: what stands there in its JSON form; None says that the paper has no such value.
        read: what had been read, in its JSON form.
        by: who corrected it.
        at: when, in UTC.
    """

    sha256: str
    place: str
    doc_type: str
    path: str
    value: str | int | None
    read: str | int | None
    by: str
    at: dt.datetime

    @property
    def key(self) -> tuple[str, str, str]:
        """What it corrects: file, document and field."""
        return self.sha256, self.place, self.path


def places(documents: Iterable[tuple[str, tuple[int, ...]]]) -> list[str]:
    """Return a name for each document, given as (sha256, pages): its first page and its number among those there.

    The name does not depend on other files of the case: ``3.1`` is the first document that begins on page 3 of its
    file, ``0.2`` the second one of a file without pages.
    """
    counted: dict[tuple[str, int], int] = {}
    names = []
    for sha256, pages in documents:
        first = pages[0] if pages else 0
        counted[sha256, first] = counted.get((sha256, first), 0) + 1
        names.append(f"{first}.{counted[sha256, first]}")
    return names


def places_of(documents: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return (sha256, place) of each document of an audit's JSON, by its id."""
    known = list(documents)
    named = places((str(d.get("sha256") or ""), tuple(d.get("pages") or ())) for d in known)
    return {str(d["id"]): (str(d.get("sha256") or ""), place) for d, place in zip(known, named, strict=True)}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (path, leaf) of a document's JSON fields, of a list in them, or of a single leaf."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, f"{path}[{number}]")
    elif isinstance(value, Mapping) and "value" in value:
        yield path, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from leaves(item, f"{path}.{name}" if path else str(name))


def leaf_at(fields: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:
    """Return the leaf of a document's JSON fields at `path` (``items[0].amount``), None where there is none."""
    head = re.match(r"[a-z_]+", path)
    inside = leaves(fields.get(head.group()), head.group()) if head else ()
    return next((leaf for at, leaf in inside if at == path), None)
