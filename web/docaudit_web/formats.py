"""How values are shown: money, dates, places, confidence in words, the money bar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for

from docaudit.records.labels import Severity
from docaudit.records.money_bar import MoneyBar, fen, severity_of, use_meaning
from docaudit.reporting import basis_text
from docaudit.storage import CaseRow
from docaudit_web.messages import t, term


def money(amount_fen: int | None) -> str:
    """Return fen as yuan with separators and two decimals; a dash where unknown."""
    if amount_fen is None:
        return "—"
    sign = "-" if amount_fen < 0 else ""
    return f"{sign}{abs(amount_fen) // 100:,}.{abs(amount_fen) % 100:02d}"


def yuan(text: object) -> str:
    """Return an amount of the interface for readers."""
    if text in (None, ""):
        return "—"
    try:
        return money(fen(text))
    except (ArithmeticError, ValueError):
        return str(text)


def span(low_fen: int, high_fen: int) -> str:
    """Return bounds as ``low – high``, or one figure where they agree."""
    return money(high_fen) if low_fen == high_fen else f"{money(low_fen)} – {money(high_fen)}"


def moment(value: dt.datetime | str | None) -> str:
    """Return a time in the machine's zone to the minute."""
    if value is None:
        return "—"
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    return value.astimezone().strftime("%Y-%m-%d %H:%M")


def sureness(confidence: float | None) -> str:
    """Return confidence in words."""
    share = confidence or 0
    return t("sure.certain" if share >= 0.95 else "sure.likely" if share >= 0.8 else "sure.possible")


def place(at: Mapping[str, Any], *, short: bool = False) -> str:
    """Return where evidence stands: file and page, or sheet and row; short is without folders."""
    source = str(at.get("source") or "")
    parts = [source.rsplit("/", 1)[-1] if short else source]
    if at.get("page") is not None:
        parts.append(t("place.page", page=at["page"]))
    if at.get("sheet"):
        parts.append(str(at["sheet"]))
    if at.get("row") is not None:
        parts.append(t("place.row", row=at["row"]))
    return " · ".join(parts)


def place_url(case_id: int, at: Mapping[str, Any]) -> str | None:
    """Return the link to the document with the place lit."""
    if not at.get("document"):
        return None
    query: dict[str, Any] = {}
    if at.get("page") is not None:
        query["page"] = at["page"]
    if at.get("box"):
        query["box"] = ",".join(f"{v:g}" for v in at["box"])
    if at.get("row") is not None:
        query["row"] = at["row"]
    if at.get("sheet"):
        query["sheet"] = at["sheet"]
    if not query and at.get("text"):
        query["text"] = str(at["text"])[:200]
    return url_for("documents.show", case_id=case_id, document=at["document"], **query)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the money bar; start and width in thousandths of what was disbursed."""

    kind: str
    start: float
    width: float
    amount_fen: int


def bar_segments(bar: MoneyBar | CaseRow) -> list[Segment]:
    """Return the parts of the bar from left to right; `may` lies over its neighbours from the least to the most."""
    total = bar.disbursed_fen
    if total <= 0:
        return []

    def share(amount: int) -> float:
        return round(1000 * max(0, min(amount, total)) / total, 2)

    parts, at = [], 0
    for kind, amount in (
        ("proved", bar.proved_fen),
        ("misuse", bar.misuse_fen),
        ("unproved", bar.unproved_fen),
        ("idle", bar.idle_fen),
    ):
        solid = min(amount, bar.misuse_min_fen) if kind == "misuse" else amount
        if solid > 0:
            parts.append(Segment(kind, share(at), share(solid), amount))
        at += amount
    low = bar.proved_fen + min(bar.misuse_fen, bar.misuse_min_fen)
    high = min(total, bar.proved_fen + max(bar.misuse_fen, bar.misuse_max_fen))
    if high > low:
        parts.append(Segment("may", share(low), share(high - low), high - low))
    return parts


def with_query(**changes: object) -> str:
    """Return the present address with some of its query changed; None takes a part away."""
    query = {k: v for k, v in request.args.items() if k != "lang"}
    query.update({k: str(v) for k, v in changes.items() if v is not None})
    for key in [k for k, v in changes.items() if v is None]:
        query.pop(key, None)
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **query})


_WORDS = {
    "loan_kind": "loan_kind", "payment_method": "payment_method", "invoice_kind": "invoice_kind", "kind": "obligation",
    "uses": "use", "documents": "doc_type",
}  # fmt: skip


_AMOUNTS = frozenset(
    [
        "amount",
        "balance",
        "total",
        "tax",
        "opening_balance",
        "closing_balance",
        "principal",
        "interest",
        "current",
        "prior",
        "registered_capital",
        "entrusted_threshold",
    ]
)


def value_words(field: str, value: object) -> str:
    """Return a field's value for readers: names of enumerations as words, amounts with separators."""
    if field in _WORDS:
        return term(_WORDS[field], value)
    if field in _AMOUNTS:
        return yuan(value)
    return t(f"party.{value}") if field == "party" else str(value)


def severity_name(value: int | Mapping[str, Any]) -> str:
    """Return the interface's word of a severity number or of a finding's severity; empty for none."""
    if isinstance(value, int):
        return Severity(value).label if value >= 0 else ""
    return severity_of(value).label


def init(app: Flask) -> None:
    """Make the forms known to the templates."""
    app.jinja_env.filters.update(money=money, yuan=yuan, moment=moment, sureness=sureness, use_class=use_meaning)
    app.jinja_env.globals.update(
        span=span, place_words=place, place_url=place_url, bar_segments=bar_segments, with_query=with_query,
        severity_name=severity_name, value_words=value_words, basis_text=basis_text,
        check_title=lambda name: term("check", name),
    )  # fmt: skip
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
