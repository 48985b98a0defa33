"""The printed rows of a composed statement: transactions, days over them, sums and carried balances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .composed_statement_design import Design, side_sums, text
from .statements_ledger import Account, Entry


@dataclass(frozen=True, slots=True)
class Line:
    """A printed row: a transaction, a sum, a carried balance, or the day of the rows below it (`group`)."""

    kind: str
    cells: tuple[str, ...]
    below: tuple[str, ...] = ()
    entry: Entry | None = None
    group: str = ""


def _last_of_day(entries: Sequence[Entry]) -> list[bool]:
    days = [e.when.date() for e in entries]
    return [k + 1 == len(days) or days[k + 1] != day for k, day in enumerate(days)]


def lines(chosen: Design, account: Account, words: dict[str, str]) -> list[Line]:
    """Return the rows of an account in printed order, without what stands at the ends of pages."""
    last = _last_of_day(account.entries)
    numbered = list(enumerate(account.entries))
    if chosen.newest_first:
        numbered.reverse()
    out: list[Line] = []
    if "opening" in chosen.rows:
        out.append(extra(chosen, words["opening"], balance=account.opening))
    before: dt.date | None = None
    done: list[Entry] = []
    for place, (k, entry) in enumerate(numbered, start=1):
        day = entry.when.date()
        if chosen.days == "group" and day != before:
            shown = entry.when.strftime(chosen.day).format(month=day.month, day=day.day)
            out.append(Line("group", (), group=shown.upper() if "%b" in chosen.day else shown))
        cells = [text(chosen, c, account, place, entry, last_of_day=last[k]) for c in chosen.cols]
        if chosen.days == "once" and day == before:
            cells = ["" if c.shows in ("day", "moment") else t for c, t in zip(chosen.cols, cells, strict=True)]
        if chosen.days == "split" and before is not None and day.month == before.month:
            cells = ["" if c.shows == "month" and chosen.middle else t for c, t in zip(chosen.cols, cells, strict=True)]
        below = tuple(text(chosen, c, account, place, entry) for c in chosen.second)
        out.append(Line("row", tuple(cells), below, entry))
        before = day
        done.append(entry)
        following = numbered[place][1].when if place < len(numbered) else None
        if "month" in chosen.rows and (following is None or following.month != day.month):
            label = words["month"].format(m=day.month, y=day.year)
            out.append(extra(chosen, label, sums=side_sums([e for e in done if e.when.month == day.month])))
            if "year" in chosen.rows:
                out.append(extra(chosen, words["year"], sums=side_sums(done)))
    if "total" in chosen.rows:
        out.append(extra(chosen, words["total"], sums=side_sums(done)))
    return out


def extra(chosen: Design, label: str, *, sums: tuple[int, int] | None = None, balance: int | None = None) -> Line:
    """Return a row of sums, or one with a balance."""
    at = next(
        i for i, c in enumerate(chosen.cols) if c.shows in ("summary", "name", "party", "remark", "day", "moment")
    )
    cells = []
    for i, c in enumerate(chosen.cols):
        parts = []
        for part in c.all:
            shown = ""
            if sums is not None and part.shows in ("out", "in"):
                shown = chosen.figures.money(sums[part.shows == "in"], signed=sums[part.shows == "in"] < 0)
            elif balance is not None and part.shows == "balance":
                shown = chosen.figures.balance(balance)
            elif balance is not None and part.shows == "side":
                shown = "贷"
            parts.append(shown)
        parts[0] = label if i == at else parts[0]
        cells.append("\n".join(parts) if any(parts) else "")
    return Line("sum", tuple(cells))
