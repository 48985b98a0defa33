"""Proves each bank statement of a case by its running balance, for the working paper."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docaudit.records.money_bar import fen


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementProof:
    """One statement: sums in fen; `breaks` are the transaction numbers (from 1) whose balance does not follow.

    `gap_fen` is what opening balance and movements miss of the closing balance, None where either is unread;
    `unread` counts transactions without an amount.
    """

    document: str
    source: str
    bank: str | None
    account: str | None
    name: str | None
    period: str
    rows: int
    opening_fen: int | None
    in_fen: int
    out_fen: int
    closing_fen: int | None
    gap_fen: int | None
    checked: int
    breaks: tuple[int, ...]
    unread: int


def prove_statements(audit: Mapping[str, Any]) -> list[StatementProof]:
    """Return the proof of every bank statement, in the order of the documents."""
    return [_prove(d) for d in audit.get("documents", ()) if d.get("doc_type") == "bank_statement"]


def value(field: object) -> Any:
    """Return the value of a field in JSON form, None where there is none."""
    return field.get("value") if isinstance(field, Mapping) else None


def _prove(document: Mapping[str, Any]) -> StatementProof:
    fields = document.get("fields", {})
    rows = [(_fen(t.get("amount")), _fen(t.get("balance"))) for t in fields.get("transactions", ())]
    amounts = [a for a, _ in rows if a is not None]
    opening, closing = _fen(fields.get("opening_balance")), _fen(fields.get("closing_balance"))
    checked, breaks = _chain(rows)
    known = opening is not None and closing is not None and len(amounts) == len(rows)
    return StatementProof(
        document=document["id"],
        source=document["source"],
        bank=value(fields.get("bank")),
        account=value(fields.get("account_number")),
        name=value(fields.get("account_name")),
        period=_period(fields),
        rows=len(rows),
        opening_fen=opening,
        in_fen=sum(a for a in amounts if a > 0),
        out_fen=-sum(a for a in amounts if a < 0),
        closing_fen=closing,
        gap_fen=closing - opening - sum(amounts) if known and opening is not None and closing is not None else None,
        checked=checked,
        breaks=breaks,
        unread=len(rows) - len(amounts),
    )


def _period(fields: Mapping[str, Any]) -> str:
    """Return the printed period; an end that is not printed is the first or last row's day."""
    days = sorted(str(day)[:10] for t in fields.get("transactions", ()) if (day := value(t.get("time"))))
    start = value(fields.get("period_start")) or (days[0] if days else "?")
    end = value(fields.get("period_end")) or (days[-1] if days else "?")
    return f"{start} – {end}"


def _chain(rows: Sequence[tuple[int | None, int | None]]) -> tuple[int, tuple[int, ...]]:
    """Return how many steps could be checked and where they break; newest-first statements are walked backwards."""
    steps = [
        (number, amount, before, after, previous)
        for number, ((previous, before), (amount, after)) in enumerate(itertools.pairwise(rows), start=2)
    ]
    down = [(n, b + a == c) for n, a, b, c, _ in steps if a is not None and b is not None and c is not None]
    up = [(n, c + p == b) for n, _, b, c, p in steps if p is not None and b is not None and c is not None]
    best = min((down, up), key=lambda way: sum(not fits for _, fits in way))
    return len(best), tuple(n for n, fits in best if not fits)


def _fen(field: object) -> int | None:
    found = value(field)
    return fen(found) if found is not None else None
