"""The borrower's financial statements and their figures with place and span."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeVar

from docaudit.documents.financials import FinancialStatement, StatementLine
from docaudit.knowledge import same_party
from docaudit.records.analysis import Figure
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Field
from docaudit.records.flows import Place
from docaudit.records.money import Money
from docaudit.records.pages import TextSource

S = TypeVar("S", bound=FinancialStatement)
Column = Literal["current", "prior"]
COLUMNS: tuple[Column, ...] = ("current", "prior")
UNSURE = 0.6
"""A figure that was read with less confidence proves nothing."""
_UNIT_FEN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}


def own_statements(case: CaseFile, kind: type[S]) -> tuple[S, ...]:
    """Return the borrower's statements of a type; those of a guarantor or a group company are not the borrower's.

    A statement whose entity was not read counts as the borrower's.
    """
    names = {n for n in (case.parties.borrower, *case.parties.borrower_names) if n}

    def own(statement: S) -> bool:
        entity = statement.entity.value
        scanned = statement.text_source in (TextSource.OCR, TextSource.MIXED)
        return not entity or not names or any(same_party(entity, name, scanned) for name in names)

    return tuple(s for s in case.of(kind) if own(s))


def column(line: StatementLine, which: Column) -> Field[Money]:
    """Return the field of a line in the current or the prior column."""
    return line.current if which == "current" else line.prior


def figure(statement: FinancialStatement, name: str, which: Column = "current") -> Figure | None:
    """Return a figure, None where its line, its value or its span is missing or was read with too little confidence.

    The prior column of a balance sheet is the end of the year before, that of the others the same span a year before
    (财会〔2019〕6号).
    """
    line = statement.line(name)
    field = column(line, which) if line is not None else None
    end = statement.period_end.value
    if field is None or field.value is None or field.evidence is None or end is None or field.confidence < UNSURE:
        return None
    start = statement.period_start.value
    if which == "prior":
        flow = statement.doc_type != "balance_sheet"
        end = year_before(end) if flow else dt.date(end.year - 1, 12, 31)
        start = year_before(start) if start is not None else None
    return Figure(
        name=name,
        fen=field.value.fen,
        start=start,
        end=end,
        confidence=field.confidence,
        place=Place(document=statement.id, source=statement.source, evidence=field.evidence),
    )


def year_before(day: dt.date) -> dt.date:
    """Return the same day a year before; the last day of February for a leap day, and for the 28th before one."""
    last = (day + dt.timedelta(days=1)).day == 1
    first = dt.date(day.year - 1, day.month, 1)
    following = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return following if last else dt.date(day.year - 1, day.month, min(day.day, following.day))


def is_whole_year(statement: FinancialStatement) -> bool:
    """Say whether an income or cash-flow statement is of a calendar year."""
    start, end = statement.period_start.value, statement.period_end.value
    return (
        start is not None
        and end is not None
        and (start.month, start.day, end.month, end.day, end.year) == (1, 1, 12, 31, start.year)
    )


def last_digit(statement: FinancialStatement) -> int:
    """Return the worth in fen of the last digit that the statement prints, at most one of its printed unit.

    All figures of a statement but those per share are printed to the same digit, so that it is told by all of them.
    """
    most = _UNIT_FEN.get((statement.unit.value or "元").replace("人民币", ""), 100)
    lines = [line for line in statement.items if "每股" not in (line.caption.value or "")]
    values = [f.value.fen for line in lines for f in (line.current, line.prior) if f.value is not None]
    size = 1
    while size * 10 <= most and all(v % (size * 10) == 0 for v in values):
        size *= 10
    return size
