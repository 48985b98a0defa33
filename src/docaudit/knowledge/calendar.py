"""Working days of mainland China and the loan prime rate of a day."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from decimal import Decimal

from docaudit.knowledge.tables import table


@functools.lru_cache(maxsize=1)
def _days() -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    off: set[dt.date] = set()
    work: set[dt.date] = set()
    for year in table("holidays").values():
        for entry in year["closed"]:
            first, _, last = str(entry).partition("/")
            start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
            off.update(start + dt.timedelta(days=n) for n in range((end - start).days + 1))
        work.update(year["open"])
    return frozenset(off), frozenset(work)


def is_working_day(day: dt.date) -> bool:
    """Say whether banks work on `day`; years without a holiday notice go by weekends alone."""
    off, work = _days()
    return day in work or (day.weekday() < 5 and day not in off)


def add_working_days(day: dt.date, count: int) -> dt.date:
    """Return the `count`-th working day after `day` (before it if negative); 0 is `day` or the next working day."""
    step = dt.timedelta(days=1 if count >= 0 else -1)
    if count == 0:
        while not is_working_day(day):
            day += step
        return day
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


@dataclass(frozen=True, slots=True)
class Lpr:
    """The loan prime rates in percent a year that hold from a day on."""

    since: dt.date
    one_year: Decimal
    five_years: Decimal


@functools.lru_cache(maxsize=1)
def _lpr() -> tuple[Lpr, ...]:
    return tuple(Lpr(since, Decimal(one), Decimal(five)) for since, one, five in table("lpr"))


def lpr_on(day: dt.date) -> Lpr | None:
    """Return the loan prime rates in force on `day`, None before the table begins."""
    return next((rate for rate in reversed(_lpr()) if rate.since <= day), None)
