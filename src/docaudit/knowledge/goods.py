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
    goods, folded = table("goods"), fold(text)
    found = set()
    for name, words in goods["classes"].items():
        rest = folded
        for phrase in goods["apart"].get(name, ()):
            rest = rest.replace(phrase.upper(), "□")
        if any(word.upper() in rest for word in words):
            found.add(name)
    return frozenset(found)


def contradicts(purpose: str | None, evidence: str | None) -> bool:
    """Say whether the evidence names goods and none that the purpose allows.

    Broad purposes contradict nothing, nor do vague ones that name no goods. An open list (“…等”, “…原材料”), and a
    purchase of goods of no known class, contradict only what no such firm buys to produce. Whatever shares a word with
    the purpose agrees with it, known class or not.
    """
    goods = table("goods")
    allowed, named = goods_classes(purpose), goods_classes(evidence)
    stated = fold(purpose)
    if not named or _says(stated, "broad"):
        return False
    if not allowed and not (_says(stated, "buying") and not _says(stated, "vague")):
        return False
    if _shares_a_word(stated, evidence):
        return False
    fitting = allowed.union(*(goods["together"].get(name, ()) for name in allowed))
    if _says(stated, "project"):
        fitting |= set(goods["project_buys"])
    if named & fitting:
        return False
    return bool(named & set(goods["alien"])) or (bool(allowed) and not _is_open(stated))


def _says(stated: str, words: str) -> bool:
    """Say whether a folded purpose holds one of the words of a list."""
    return any(word in stated for word in table("goods")[words])


def _shares_a_word(stated: str, evidence: str | None) -> bool:
    """Say whether a pair of characters that not all goods share stands in both."""
    shown = re.sub(r"[^\u4e00-\u9fff]", " ", fold(evidence))
    pairs = {shown[i : i + 2] for i in range(len(shown) - 1) if " " not in shown[i : i + 2]}
    return any(pair in stated for pair in pairs - set(table("goods")["common"]))


def _is_open(stated: str) -> bool:
    """Say whether a folded purpose leaves its list of goods open: “铜材等原材料” does, “收割机等农机具” does not."""
    goods = table("goods")
    if _says(stated, "open"):
        return True
    _, others, rest = stated.rpartition(goods["others"])
    return bool(others) and not goods_classes(re.split(r"[,;、。(]|用于", rest)[0])
