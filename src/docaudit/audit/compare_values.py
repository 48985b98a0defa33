"""When two values of a comparison count as equal."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

_FACTORS = (("亿元", 100_000_000), ("百万元", 1_000_000), ("万元", 10_000), ("千元", 1_000), ("元", 1))
_ENDS = "。;,"
"""Marks that end a sentence on paper and are no part of the value (full-width forms are folded before)."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?")
_HOLDS = re.compile(r"any text (?:that holds|with|naming) (.+)")


def plain(text: str) -> str:
    """Return the text without white space, with full-width and half-width forms made equal."""
    joined = "".join(unicodedata.normalize("NFKC", text).split())
    return unicodedata.normalize("NFKC", joined)


def scaled(unit: object) -> Decimal:
    """Return how many yuan the printed unit of a statement is; 1 where none is printed."""
    return next((Decimal(f) for word, f in _FACTORS if isinstance(unit, str) and word in unit), Decimal(1))


def same(truth: object, read: object) -> bool:
    """Say whether a read value equals the true one.

    Numbers with decimals compare by value, so that ``1`` equals ``1.00``; digits alone compare as text, because a
    leading zero of an account is part of it. The stop that ends a clause does not count. A date equals the midnight
    that a row without a time of day carries.
    """
    if truth is None or read is None:
        return truth is read
    a, b = plain(str(truth)), plain(str(read))
    if a == b or a.rstrip(_ENDS) == b.rstrip(_ENDS) != "":
        return True
    if ("." in a or "." in b) and _NUMBER.fullmatch(a) and _NUMBER.fullmatch(b):
        return Decimal(a) == Decimal(b)
    return _moment(str(truth)) is not None and _moment(str(truth)) == _moment(str(read))


def _moment(text: str) -> dt.datetime | None:
    if not _TIME.fullmatch(text.strip()):
        return None
    try:
        return dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def accepted(option: object, truth: object, read: object) -> bool:
    """Say whether `read` is right by one entry of an `accept` list: another value, or one of its sentences."""
    if option == "where truth is null any sign is accepted":
        return truth is None
    if option == "the opposite sign for all rows":
        return same(_negated(truth), read)
    holds = _HOLDS.fullmatch(option) if isinstance(option, str) else None
    if holds and isinstance(read, str):
        return plain(holds.group(1)) in plain(read)
    return same(option, read)


def _negated(value: object) -> object:
    try:
        return str(-Decimal(str(value)))
    except InvalidOperation:
        return None
