"""Who got the loan money, most first: the table of payees on the page of the money and on the terminal."""

from __future__ import annotations

import collections
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docaudit.knowledge import label
from docaudit.records.money_bar import fen
from docaudit.records.span import Span, tightened
from docaudit.reporting.payee_keys import payee_key, payee_words


@dataclass(frozen=True, slots=True)
class PayeeSum:
    """A payee in Chinese, what it was paid for, and the loan money in it; the last may be all others together."""

    words: str
    uses: str
    span: Span


def payee_sums(audit: Mapping[str, Any], trace: Mapping[str, Any], most: int) -> list[PayeeSum]:
    """Return the payees of one loan (JSON form), at most `most` by name.

    Bounds follow from those of the payments and the exact ones of their use: safe, not always the narrowest
    (flows.md 2.3).
    """
    by_use: dict[str, dict[str, Span]] = collections.defaultdict(lambda: collections.defaultdict(lambda: Span(0, 0, 0)))
    for payment in trace.get("payments", ()):
        span = Span(fen(payment.get("loan_amount")), fen(payment.get("min")), fen(payment.get("max")))
        by_use[str(payment.get("use"))][payee_key(audit, payment)] += span
    wholes = {
        str(u.get("use")): Span(fen(u.get("amount")), fen(u.get("min")), fen(u.get("max")))
        for u in trace.get("uses", ())
    }
    spans: dict[str, Span] = collections.defaultdict(lambda: Span(0, 0, 0))
    uses: dict[str, list[str]] = collections.defaultdict(list)
    for use, parts in by_use.items():
        whole, found = wholes.get(use), list(parts.values())
        if whole is not None and whole.amount_fen == sum(part.amount_fen for part in found):
            found = tightened(found, whole)
        for key, span in zip(parts, found, strict=True):
            spans[key] += span
            uses[key].append(label("use", use))
    order = sorted(spans, key=lambda key: (-spans[key].amount_fen, -spans[key].max_fen, key))
    disbursed = fen(trace.get("disbursed"))
    rows = [PayeeSum(payee_words(key), "、".join(uses[key]), _within(spans[key], disbursed)) for key in order[:most]]
    if len(order) > most:
        rest = sum((spans[key] for key in order[most:]), Span(0, 0, 0))
        rows.append(PayeeSum(f"其他 {len(order) - most} 个收款人", "", _within(rest, disbursed)))
    return rows


def _within(span: Span, disbursed: int) -> Span:
    return Span(span.amount_fen, span.min_fen, min(span.max_fen, disbursed))
