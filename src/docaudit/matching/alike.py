"""Which names of two lists are one party, without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from docaudit.knowledge import party_keys, same_party
from docaudit.records.names import SAME_PARTY, similarity

Name = tuple[str, bool]
"""A name and whether it was read by OCR."""


def likeness(a: str | None, b: str | None, *, ocr: bool = False) -> float:
    """Return how alike two parties are (flows.md 4.2); at least 0.80 where they are taken for one."""
    found = similarity(a, b, ocr=ocr)
    return max(found, SAME_PARTY) if found < SAME_PARTY and same_party(a, b, ocr=ocr) else found


def alike(left: Sequence[Name], right: Sequence[Name]) -> Mapping[tuple[int, int], float]:
    """Return the pairs (place in `left`, place in `right`) that are one party, with their likeness.

    Only names that share a key are compared (blocking), so the work is that of the pairs found, not of all pairs.
    """
    read = any(ocr for _, ocr in (*left, *right))
    rooms: dict[str, list[int]] = defaultdict(list)
    for j, (name, _) in enumerate(right):
        for key in party_keys(name, ocr=read):
            rooms[key].append(j)
    found: dict[tuple[int, int], float] = {}
    for i, (name, ocr) in enumerate(left):
        for j in sorted({j for key in party_keys(name, ocr=read) for j in rooms.get(key, ())}):
            value = likeness(name, right[j][0], ocr=ocr or right[j][1])
            if value >= SAME_PARTY:
                found[i, j] = value
    return found
