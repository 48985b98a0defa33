"""Which bank a name means."""

from __future__ import annotations

import functools
import re

from docaudit.knowledge.tables import table
from docaudit.records.names import bank_head, fold
from docaudit.records.regions import split_regions

_RURAL = re.compile(
    r"[一-鿿]{2,12}?(?:村镇银行|农村商业银行|农商银行|农商行|信用合作联社|农村信用社|信用社|农村合作银行)"
)


@functools.lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    """(short or full name, full name), longest first."""
    pairs = [(short, full) for full, shorts in table("banks").items() for short in (full, *shorts)]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@functools.lru_cache(maxsize=8192)
def bank_of(name: str | None) -> str | None:
    """Return the full name of the bank that `name` is or belongs to (a branch, a short name), None where it is none.

    A name that only begins like a bank (``工行路商店``) is none.
    """
    text = fold(name)
    if not text:
        return None
    for short, full in _names():
        if text == short or ("银行" in short and _only_placed(text, short) and bank_head(text) is not None):
            return full
        latin = short.isascii()
        if not latin and "银行" not in short and text.startswith(short) and re.search(r"(?:行|部|处|中心)$", text):
            return full
    head = bank_head(text)
    if head is not None:
        return head
    found = _RURAL.search(text)
    return found.group(0) if found else None


def _only_placed(text: str, short: str) -> bool:
    """Say whether nothing but places stands before a bank's name: 中国北疆农业银行 is not 农业银行."""
    before, found, _ = text.partition(short)
    if not found or before in ("", "中国"):
        return bool(found)
    return split_regions(f"{before}{short}")[0] == short
