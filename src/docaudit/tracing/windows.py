"""The largest assignment of later rows to earlier ones within a window: earliest expiry first (flows.md 3.1)."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docaudit.records.flows import LedgerRow


class Match(NamedTuple):
    """`fen` of a later row that answers an earlier one."""

    earlier: LedgerRow
    later: LedgerRow
    fen: int

    @property
    def days(self) -> int:
        """Days between the two."""
        return (self.later.transaction.date - self.earlier.transaction.date).days


Sized = tuple[LedgerRow, int]
"""A row with the fen of it that count."""


@dataclass(slots=True)
class _Open:
    row: LedgerRow
    fen: int


def match_within(
    earlier: Sequence[Sized], later: Sequence[Sized], window: dt.timedelta, place: Callable[[LedgerRow], int]
) -> list[Match]:
    """Return an assignment of `later` rows to `earlier` ones whose sum is as large as any.

    A later row answers what stands before it by at most `window`; on the same day of the same account the row order
    decides. Later rows are served in order of time, each from the oldest earlier row that has not expired: as all
    windows are equally long, that is the one which runs out first. O(n + m) after the sort, save for rows of one day.

    Args:
        earlier: rows and what of them can be answered.
        later: rows and what of them can answer.
        window: the longest time between.
        place: where a row stands in the total order.
    """

    def time(entry: Sized) -> tuple[dt.date, int]:
        return entry[0].transaction.date, place(entry[0])

    coming = deque(sorted(earlier, key=time))
    waiting: deque[_Open] = deque()
    found: list[Match] = []
    for row, fen in sorted(later, key=time):
        day = row.transaction.date
        while coming and coming[0][0].transaction.date <= day:
            waiting.append(_Open(*coming.popleft()))
        while waiting and (waiting[0].fen <= 0 or day - waiting[0].row.transaction.date > window):
            waiting.popleft()
        rest = fen
        for entry in waiting:
            if rest <= 0:
                break
            part = min(rest, entry.fen)
            if part > 0 and _precedes(entry.row, row, place):
                entry.fen -= part
                rest -= part
                found.append(Match(entry.row, row, part))
    return found


def _precedes(a: LedgerRow, b: LedgerRow, place: Callable[[LedgerRow], int]) -> bool:
    if a.transaction.date != b.transaction.date or a.transaction.account != b.transaction.account:
        return True
    return place(a) < place(b)
