"""Truth files from what was read and what people corrected: to evaluate with, and to train on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docaudit.errors import InputError
from docaudit.records.correction import Correction, leaf_at, leaves, places_of

_ANY = ["any"]
"""Stands in `accept` for a field that nobody looked at: `evaluate` does not score it."""


def truth_of(
    documents: Sequence[Mapping[str, Any]], corrections: Iterable[Correction] = (), *, whole: bool
) -> dict[str, Any]:
    """Return the truth file of one paper, in the form that `docaudit evaluate` reads.

    Args:
        documents: what was read from it, as `extract` prints it; statement items are in yuan there and here.
        corrections: laid over what was read.
        whole: every field counts, for somebody looks at all of them; else only the corrected ones do, and `accept` says
            of the others that any value is right.
    """
    by_place = defaultdict(list)
    for correction in corrections:
        by_place[correction.sha256, correction.place].append(correction)
    named = places_of(documents)
    told = [_document(d, by_place[named[str(d["id"])]], whole=whole) for d in documents]
    how = "read by docaudit, to be corrected" if whole else "corrected by people where `accept` does not say any"
    return {"documents": told, "how": how}


def write_truth(folder: Path, name: str, truth: Mapping[str, Any]) -> Path:
    """Write a truth file; one that is there already holds somebody's work and is not overwritten (`InputError`)."""
    target = folder / f"{name}.json"
    if target.exists():
        msg = f"{target}: is there already; move it away to label the paper anew"
        raise InputError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return target


def _document(document: Mapping[str, Any], corrections: Sequence[Correction], *, whole: bool) -> dict[str, Any]:
    fields = json.loads(json.dumps(document.get("fields", {})))
    corrected = set()
    for c in corrections:
        leaf = leaf_at(fields, c.path)
        if leaf is not None and c.doc_type == document.get("doc_type"):
            leaf["value"] = c.value  # type: ignore[index]
            corrected.add(c.path)
    told: dict[str, Any] = {
        "source": document.get("source"),
        "pages": list(document.get("pages", ())),
        "doc_type": document.get("doc_type"),
        "fields": _plain(fields),
    }
    if not whole:
        told["accept"] = {path: _ANY for path, _ in leaves(fields) if path not in corrected}
    return told


def _plain(value: Any) -> Any:
    """Return the values of JSON fields without confidence and place."""
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return value["value"] if "value" in value else {name: _plain(v) for name, v in value.items()}
    return value
