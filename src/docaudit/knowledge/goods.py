"""Says which goods a text names, and whether evidence contradicts a purpose."""

from __future__ import annotations

import functools
import re

from docaudit.knowledge.tables import table, version
from docaudit.records.names import fold


def goods_classes(text: str | None) -> frozenset[str]:
    """Return the classes of goods and services that the text names."""
    return _classes(version(), text)


@functools.lru_cache(maxsize=8192)
def _classes(_lists: str, text: str | None) -> frozenset[str]:
    folded = fold(text)
    return frozenset(
        name for name, words in table("goods")["classes"].items() if any(word.upper() in folded for word in words)
    )


def contradicts(purpose: str | None, evidence: str | None) -> bool:
    """Say whether the evidence names goods and none that the purpose allows.

    Broad purposes contradict nothing; an open list (“…等”, “…原材料”) only what no such firm buys to produce; and
    whatever shares a word with the purpose agrees with it, known class or not.
    """
    allowed, named = goods_classes(purpose), goods_classes(evidence)
    stated = fold(purpose)
    if not allowed or not named or any(word in stated for word in table("goods")["broad"]):
        return False
    common = set(table("goods")["common"])
    shown = re.sub(r"[^\u4e00-\u9fff]", " ", fold(evidence))
    pairs = {shown[i : i + 2] for i in range(len(shown) - 1) if " " not in shown[i : i + 2]}
    if any(pair in stated for pair in pairs - common):
        return False
    if any(word in stated for word in table("goods")["open"]) and not named & set(table("goods")["alien"]):
        return False
    if any(word in stated for word in table("goods")["project"]):
        allowed |= set(table("goods")["project_buys"])
    together = {other for name in allowed for other in table("goods")["together"].get(name, ())}
    return not named & (allowed | together)
