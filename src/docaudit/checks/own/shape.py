"""What every shape of a lender's own rule has: what it says, how sure it is, and the numbers a payment may have."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from docaudit.checks.base import Rule
from docaudit.checks.values import known, mapping, number
from docaudit.checks.wording import Fact, Told, fill
from docaudit.errors import InputError
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan
from docaudit.records.labels import RowKind

_LIMITS = ("above", "from", "below", "to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(ABC):
    """A rule without its texts; `title` and `explanation` are templates (Chinese, English), `confidence` 0 to 1."""

    title: tuple[str, str] = ("", "")
    explanation: tuple[str, str] = ("", "")
    confidence: float = 0.0

    @abstractmethod
    def findings(self, case: CaseFile, rule: Rule) -> Iterator[Finding]:
        """Judge the case."""

    def told(self, *, title: tuple[str, str], explanation: tuple[str, str], confidence: float) -> Self:
        """Return the shape with what it says and how sure it is."""
        return replace(self, title=title, explanation=explanation, confidence=confidence)

    def says(self, facts: Mapping[str, Fact]) -> tuple[Told, Told]:
        """Return title and explanation with the facts filled in."""
        return fill(self.title, facts), fill(self.explanation, facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Amounts in fen; `above` and `below` exclude the number, `least` and `most` include it (民法典 1259)."""

    above: int | None = None
    least: int | None = None
    below: int | None = None
    most: int | None = None

    def holds(self, fen: int) -> bool:
        """Say whether the amount lies within."""
        return (
            (self.above is None or fen > self.above)
            and (self.least is None or fen >= self.least)
            and (self.below is None or fen < self.below)
            and (self.most is None or fen <= self.most)
        )


ANY = Range()


def yuan_range(value: object, where: str) -> Range:
    """Return the range of ``{above: 50000}`` or ``{from: 10000, to: 50000}``, in yuan."""
    parts = mapping(value, where)
    known(parts, _LIMITS, where)
    if not parts:
        raise InputError(f"{where}: one of {', '.join(_LIMITS)} is wanted")
    fen = {key: int(number(parts[key], f"{where}.{key}") * 100) if key in parts else None for key in _LIMITS}
    return Range(above=fen["above"], least=fen["from"], below=fen["below"], most=fen["to"])


def first_drawn(case: CaseFile, loan: Loan | None) -> dt.date | None:
    """Return the day on which a loan, or any for None, was first disbursed; its first day where no row shows that."""
    days = [
        r.transaction.date
        for r in case.ledger.rows
        if r.kind is RowKind.DISBURSEMENT and (loan is None or r.loan == loan.id)
    ]
    return min(days, default=loan.start_date if loan is not None else None)
