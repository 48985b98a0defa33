"""Figures of financial statements with their places, ratios of them, and what they say of the business."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from docaudit.records.flows import Place


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
