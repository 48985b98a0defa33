"""Who was paid, as a key: the printed name, or what a row without one says; and who is too small for a picture."""

from __future__ import annotations

import collections
from collections.abc import Mapping
from typing import Any

from docaudit.records.labels import Use
from docaudit.records.money_bar import fen, use_meaning

MOST_PAYEES = 12
"""Payees drawn by name; more would leave no room for their words."""
TINY_SHARE = 0.01
"""A payee below this share of the money is a hair on the picture: it stands with its like."""

CASH = "~cash"
"""Key of what was drawn in cash."""
OWN_ACCOUNT = "\0own"
"""Key of loan money left on own accounts whose statements are missing."""
_UNNAMED = "~"


def payee_key(audit: Mapping[str, Any], payment: Mapping[str, Any]) -> str:
    """Return the payee as printed; where none is, ``~cash`` or ``~`` and the statement's own word for the row."""
    if payment.get("payee"):
        return str(payment["payee"])
    if payment.get("use") == Use.CASH:
        return CASH
    row = _transaction(audit, payment)
    words = (str((row.get(name) or {}).get("value") or "").strip() for name in ("summary", "remark"))
    return _UNNAMED + next(filter(None, words), "")


def unnamed_words(key: str) -> str | None:
    """Return the statement's words for a row without a payee (empty where it has none), None for a named payee."""
    return key.removeprefix(_UNNAMED) if key.startswith(_UNNAMED) and key != CASH else None


def payee_words(key: str) -> str:
    """Return a payee's key in Chinese."""
    if key == CASH:
        return "现金支取"
    if key == OWN_ACCOUNT:
        return "本人账户（未提供流水）"
    words = unnamed_words(key)
    if words is None:
        return key
    return f"未列收款人（{words}）" if words else "收款人未识读"


def other_payees(audit: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return the payees too small to draw by the meaning of their use: under 1 %, or not among the largest.

    A payee of several meanings stands in each; money gone astray is drawn by name while there is room.
    """
    sums: dict[str, int] = collections.Counter()
    meanings: dict[str, set[str]] = collections.defaultdict(set)
    for trace in audit.get("trace", ()):
        for payment in trace.get("payments", ()):
            amount = fen(payment.get("loan_amount"))
            if amount > 0:
                name = payee_key(audit, payment)
                sums[name] += amount
                meanings[name].add(use_meaning(payment.get("use")))
    total = sum(sums.values())
    named = [n for n in sums if sums[n] >= TINY_SHARE * total or "misuse" in meanings[n]]
    drawn = sorted(named, key=lambda n: -sums[n])[:MOST_PAYEES]
    others: dict[str, set[str]] = collections.defaultdict(set)
    for name in sums.keys() - set(drawn):
        for meaning in meanings[name]:
            others[meaning].add(name)
    # One alone is no group: it keeps its name.
    return {meaning: frozenset(names) for meaning, names in others.items() if len(names) > 1}


def _transaction(audit: Mapping[str, Any], payment: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the statement row a payment was read from, empty where it cannot be told."""
    found: Mapping[str, Any] | None = next(
        (d for d in audit.get("documents", ()) if d.get("id") == payment.get("document")), None
    )
    rows, number = (found or {}).get("fields", {}).get("transactions", ()), payment.get("transaction")
    return rows[number - 1] if isinstance(number, int) and 0 < number <= len(rows) else {}
