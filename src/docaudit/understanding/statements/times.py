"""When each row of a statement was booked: by its own cell, by the line above its group, by the days before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from docaudit.documents.bank_statement import Day
from docaudit.records.evidence import Field
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.choice import Columns
from docaudit.understanding.statements.figures import (
    at,
    parse_clock,
    parse_day,
    parse_month,
    parse_month_day,
    parse_named_day,
)
from docaudit.understanding.statements.head import Head
from docaudit.understanding.statements.sections import Section

_EVERY = 0.8
"""Where a smaller share of the rows has a balance, only the last row of a day has one."""


class Times:
    """The days of one account's rows; `shared`: the section has several accounts; `scanned`: a day may not be read."""

    def __init__(
        self, section: Section, rows: Sequence[GridRow], columns: Columns, head: Head, *, shared: bool, scanned: bool
    ) -> None:
        self.section, self.rows, self.columns, self.head = section, rows, columns, head
        self.shared, self.scanned = shared, scanned
        self._above = self._named_above()
        self._balances = columns.column(columns.picked.balance)
        self._ends_days = sum(map(bool, self._balances)) < _EVERY * len(rows)

    def read(self) -> list[dt.datetime | None]:
        """Return the time of each row, None where neither it nor what stands above it says one."""
        p = self.columns.picked
        days = self.columns.column(p.date)
        order = self.head.month_first
        clocks = self.columns.column(p.clock)
        out: list[dt.datetime | None] = []
        above = [row.text if row is not None else "" for row in self._above]
        for i, text in enumerate(days):
            day = parse_day(text, month_first=order) if text else self._shared_day(i, above[i], out)
            if day is None:
                others = (parse_day(self.columns.texts[c][i], month_first=order) for c in p.more_dates)
                day = next((d for d in others if d is not None), None)
            if day is None and text:
                day = self._in_year(text, above[i])
            if day is not None and clocks[i]:
                day = at(day, parse_clock(clocks[i]))
            out.append(day)
        return out

    def _named_above(self) -> list[GridRow | None]:
        """Return for each row the line above it that names its day or month, None where none does."""
        out: list[GridRow | None] = [None] * len(self.rows)
        for place, row in self.section.groups if not self.shared else ():
            out[place:] = [row] * (len(out) - place)
        return out

    def moment(self, i: int, time: dt.datetime) -> Field[dt.datetime]:
        """Return the time of a row, with its own cell, else the line above its group or the last day printed."""
        dates = [k for k in (self.columns.picked.date, *self.columns.picked.more_dates) if k is not None]
        row, above = self.rows[i], self._above[i]
        own = next((c for k in dates if (c := row.cells[k]) is not None and c.text), None)
        if own is not None:
            return Field(time, 0.99 * own.confidence, row.page.cell_evidence(own))
        if above is not None:
            return Field(time, 0.95 * above.filled()[0].confidence, above.page.cell_evidence(above.filled()[0]))
        printed = next((r for r in self.rows[i::-1] if dates and (c := r.cells[dates[0]]) is not None and c.text), None)
        cell = printed.cells[dates[0]] if printed is not None else None
        if printed is None or cell is None:
            return Field()
        return Field(time, 0.9 * cell.confidence, printed.page.cell_evidence(cell))

    def _shared_day(self, i: int, above: str, before: Sequence[dt.datetime | None]) -> dt.datetime | None:
        """Return the day of a row that prints none: that of the line above its group, else of the row before it.

        On a scan such a day may be one that was not read, unless days are printed once; where balances end the
        days, a row below one begins a day.
        """
        if above and (named := parse_named_day(above, month_first=self.head.month_first)) is not None:
            return named
        carried = not self.scanned or (self.section.carried and not (self._ends_days and self._balances[i - 1]))
        last = before[-1] if before and carried and self.columns.picked.date is not None else None
        return Day(last.year, last.month, last.day) if last is not None else None

    def month(self, dated: Sequence[dt.datetime]) -> None:
        """Take the month of a monthly statement for its period where all rows lie in it and no other is printed."""
        head = self.head
        if (
            head.months is None
            or head.month_proof is None
            or not dated
            or head.period_start.value
            or head.period_end.value
        ):
            return
        if any((t.year, t.month) != head.months for t in dated):
            return
        first = dt.date(*head.months, 1)
        last = (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
        head.period_start, head.period_end = (Field(d, 0.9, head.month_proof) for d in (first, last))

    def _in_year(self, text: str, above: str) -> dt.datetime | None:
        """Complete month and day by the period, else by the statement's month; a later month is of the year before."""
        short = parse_month_day(text)
        if short is None:
            return None
        named = parse_month(above) if above else None
        if named is not None:
            return _day(named[0], *short) if named[1] == short[0] else None
        start, end, months = self.head.period_start.value, self.head.period_end.value, self.head.months
        if start is not None and end is not None:
            found = [day for year in range(start.year, end.year + 1) if (day := _day(year, *short)) is not None]
            inside = [day for day in found if start <= day.date() <= end]
            return inside[0] if len(inside) == 1 else None
        if months is not None:
            return _day(months[0] - 1 if short[0] > months[1] else months[0], *short)
        return _day(self.head.year, *short) if self.head.year is not None else None


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(year, month, day)
    except ValueError:
        return None
