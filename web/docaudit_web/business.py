"""The business analysis as the case page shows it: sentences with links, ratios by period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docaudit.knowledge import table
from docaudit.records.analysis import ratio_text, span_words
from docaudit_web.formats import place, yuan
from docaudit_web.messages import language, term

PERIODS = 3
"""Newest periods beside each other; the working paper has them all."""
_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the table: the first place of what it was computed from, and all of them in words."""

    text: str
    place: Mapping[str, Any] | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One ratio over the periods; `group` is the heading above the first ratio of a group, else empty."""

    group: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence of the summary with the places of its figures."""

    text: str
    places: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A period in words."""

    words: str


@dataclass(frozen=True, slots=True)
class Business:
    """What the panel shows."""

    entity: str
    industry: str | None
    has_industry: bool
    summary: tuple[Remark, ...]
    periods: tuple[Period, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        return 2 + len(self.periods) + self.has_industry


def business_of(analysis: Mapping[str, Any]) -> Business | None:
    """Return the panel's content in the request's language, None where nothing was analysed."""
    periods = list(analysis.get("periods", ()))[:PERIODS]
    if not periods:
        return None
    at = _LANGUAGES.index(language()) if language() in _LANGUAGES else 0
    words = table("analysis")
    has_industry = any(r.get("industry") is not None for p in periods for r in p["ratios"])
    rows, group = [], ""
    for name, entry in words["ratios"].items():
        found = [next((r for r in p["ratios"] if r["name"] == name), None) for p in periods]
        if not any(found):
            continue
        cells = []
        for number, ratio in enumerate(found):
            cells.append(_cell(ratio, "value"))
            if number == 0:
                cells.append(_cell(ratio, "prior"))
                cells += [_cell(ratio, "industry")] if has_industry else []
        heading = words["groups"][entry["group"]][at] if entry["group"] != group else ""
        group = entry["group"]
        rows.append(Row(heading, entry["label"][at], tuple(cells)))
    return Business(
        entity=str(analysis.get("entity") or ""),
        industry=analysis.get("industry"),
        has_industry=has_industry,
        summary=tuple(Remark(r[_LANGUAGES[at]], tuple(r["places"])) for r in analysis.get("summary", ())),
        periods=tuple(Period(_words(p)[at]) for p in periods),
        rows=tuple(rows),
    )


def _cell(ratio: Mapping[str, Any] | None, key: str) -> Cell:
    if ratio is None or ratio.get(key) is None:
        return Cell("—")
    text = ratio_text(Decimal(ratio[key]), ratio["unit"], language())
    figures = ratio["figures"] if key == "value" else ()
    if not figures:
        return Cell(text)
    words = [f"{term('line', f['name'])} {yuan(f['amount'])} · {place(f, short=True)}" for f in figures]
    return Cell(text, figures[0], "\n".join(words))


def _words(period: Mapping[str, Any]) -> tuple[str, str]:
    start = dt.date.fromisoformat(period["start"]) if period.get("start") else None
    return span_words(start, dt.date.fromisoformat(period["end"]))
