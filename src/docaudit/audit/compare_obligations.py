"""Which read obligation stands for a true one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docaudit.audit.compare_values import plain, same

Json = Mapping[str, Any]


def slots_of(row: Json) -> tuple[str, ...]:
    """Return the keys of a true obligation that are its kind, party and parameters."""
    return tuple(key for key in row if key not in ("text_has", "text", "optional"))


def holding(row: Json, read: Sequence[Json]) -> Json | None:
    """Return the read obligation (plain values) that stands for a true one.

    It holds the piece of text; one of the same kind is preferred, then the one with most equal slots.
    """
    piece = plain(str(row.get("text_has") or row.get("text") or ""))
    near = [r for r in read if piece in plain(str(r.get("text") or ""))]
    keys = slots_of(row)
    return max(near, key=lambda r: (r.get("kind") == row["kind"], _alike(row, r, keys)), default=None)


def _alike(row: Json, read: Json, keys: Sequence[str]) -> int:
    return sum(
        set(row[k]) == set(read.get(k) or ()) if isinstance(row[k], list) else same(row[k], read.get(k)) for k in keys
    )


def plain_slots(row: Json) -> Json:
    """Return a read obligation with plain values in the place of fields with evidence."""
    return {key: _slot(leaf) for key, leaf in row.items()}


def _slot(leaf: object) -> object:
    return [_value(one) for one in leaf] if isinstance(leaf, list) else _value(leaf)


def _value(leaf: object) -> object:
    return leaf.get("value") if isinstance(leaf, Mapping) else leaf
