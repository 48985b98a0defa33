"""What stands behind an entry of the calendar: the test of a covenant, the state of an instalment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from docaudit.records.analysis import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A covenant on one day, or over one span.

    Attributes:
        metric: of the interface's list, or ``prohibition``.
        operator, limit, unit: what must hold; None where the contract leaves it blank or it was not read.
        value: in the unit of `limit`; None where it cannot be tested.
        start, end: the span that was tested; `start` is None for the day of a balance sheet.
        figures: what `value` was computed from.
        lacking: why it cannot be tested: ``limit``, ``metric``, ``figures``, ``statement``, ``versions``, ``coverage``.
        confidence: of the figures and the clause as read.
    """

    metric: str
    operator: str | None
    limit: Decimal | None
    unit: str | None
    value: Decimal | None = None
    start: dt.date | None = None
    end: dt.date
    figures: tuple[Figure, ...] = ()
    lacking: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An instalment of principal: what of it the statements show as paid, and by which rows (ids).

    `due` is the printed day, or the first working day after it.
    """

    due: dt.date
    principal_fen: int
    paid_fen: int = 0
    rows: tuple[str, ...] = ()

    @property
    def open_fen(self) -> int:
        """What is not shown as paid."""
        return max(0, self.principal_fen - self.paid_fen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A paper that the borrower promised for a period."""

    paper: str
    period_end: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """An extension of a loan, in whole days of the calendar; `limit` is the last day that the rules allow."""

    original_start: dt.date
    original_end: dt.date
    new_end: dt.date
    limit: dt.date
    rule: str


Detail = Tested | Owed | Report | Extended
