"""Says which goods a text names, and whether evidence contradicts a purpose."""

from __future__ import annotations

import functools

from docaudit.knowledge.tables import table
from docaudit.records.names import fold


@functools.lru_cache(maxsize=8192)
def goods_classes(text: str | None) -> frozenset[str]:
    """Return the classes of goods and services that the text names."""
    folded = fold(text)
    return frozenset(
        name for name, words in table("goods")["classes"].items() if any(word.upper() in folded for word in words)
    )


def contradicts(purpose: str | None, evidence: str | None) -> bool:
    """Say whether the evidence names goods and none that the purpose allows; broad words contradict nothing."""
    allowed = goods_classes(purpose)
    named = goods_classes(evidence)
    if not allowed or not named or any(word in fold(purpose) for word in table("goods")["broad"]):
        return False
    together = {other for name in allowed for other in table("goods")["together"].get(name, ())}
    return not named & (allowed | together)
