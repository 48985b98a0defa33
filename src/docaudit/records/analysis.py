"""Figures of financial statements with their places, ratios of them, and what they say of the business."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docaudit.records.flows import Place
from docaudit.records.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a financial statement.

    Attributes:
        name: the interface's name of the line.
        fen: signed.
        start: first day of the span; None for a balance sheet, and where it was not read.
        end: last day, or the day of the balance sheet.
    """

    name: str
    fen: int
    end: dt.date
    start: dt.date | None = None
    confidence: float = 1.0
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A figure of the business analysis for one span, against the span before and the industry.

    Attributes:
        name: of ``knowledge/analysis.yaml``.
        unit: ``percent`` (0.12 is 12 %), ``times``, ``days`` or ``yuan``.
        value, prior, industry: None where an input is missing or was not given.
        figures: what `value` was computed from, first those of the span, then those of `prior`.
    """

    name: str
    group: str
    unit: str
    value: Decimal
    prior: Decimal | None = None
    industry: Decimal | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodAnalysis:
    """The ratios of one span; `start` is None where only a balance sheet is on file."""

    end: dt.date
    start: dt.date | None
    ratios: tuple[Ratio, ...]

    def ratio(self, name: str) -> Ratio | None:
        """Return the ratio of that name."""
        return next((r for r in self.ratios if r.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One plain sentence of the summary in Chinese and English, and the places of the figures in it."""

    zh: str
    en: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The business of the borrower by its statements; `industry` names the source of the industry's figures.

    `periods` stand newest first. Empty where the file holds no statement of the borrower.
    """

    entity: str | None = None
    industry: str | None = None
    periods: tuple[PeriodAnalysis, ...] = ()
    summary: tuple[Remark, ...] = ()


NO_ANALYSIS = Analysis()
"""That of a file without statements of the borrower."""


def ratio_text(value: Decimal, unit: str, language: str = "zh") -> str:
    """Return a ratio's value for readers: ``45.7%``, ``1.34``, ``78``, ``1,000.00元`` (``CNY 1,000.00``)."""
    if unit == "yuan":
        amount = Money(int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))).shown()
        return f"{amount}元" if language == "zh" else f"CNY {amount}"
    if unit == "percent":
        return f"{(100 * value).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    return str(value.quantize(Decimal(1) if unit == "days" else Decimal("0.01"), ROUND_HALF_UP))


def span_words(start: dt.date | None, end: dt.date) -> tuple[str, str]:
    """Return a span in Chinese and English: 2025年度, 2025年1–9月; the last day alone where the first is not known."""
    if start is None:
        return f"{end.year}年{end.month}月{end.day}日", end.isoformat()
    if (start, end) == (dt.date(end.year, 1, 1), dt.date(end.year, 12, 31)):
        return f"{end.year}年度", str(end.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{end.year}年{end.month}月", f"{end:%Y-%m}"
    return f"{end.year}年{start.month}–{end.month}月", f"{start:%Y-%m} to {end:%Y-%m}"
