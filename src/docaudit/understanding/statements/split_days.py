"""Days of account books: month and day in columns of their own, the year over them or at the head of the page."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell
from docaudit.understanding.grids import GridRow

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_MONTH_HEAD = re.compile(r"(?:((?:19|20)\d\d)年?度?)?月")
_ABOVE = 2
"""So many rows above the headings may hold the year."""
_HALF = 6
"""A month so much smaller than the one above it is of the next year: books run forward."""


def whole_days(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return rows with month and day in one cell, in the place of the month; a month may stand on its first row alone.

    Rows above headings 月 and 日, and rows without such headings, stay as they are.
    """
    out = list(rows)
    place: int | None = None
    year, last = None, ""
    for i, row in enumerate(rows):
        if row.loose:
            continue
        found = _headed(row)
        if found is not None:
            place, last = found, ""
            own = _MONTH_HEAD.fullmatch(re.sub(r"\s", "", row.texts()[place]))
            printed = int(own[1]) if own and own[1] else _year_above(out[max(0, i - _ABOVE) : i], place)
            year = printed if printed is not None else year
            out[i] = _with(row, place, "日期")
            for k in range(max(0, i - _ABOVE), i):  # the year is no part of a heading
                out[k] = _without_year(out[k], place)
            continue
        if place is None or len(row.cells) <= place + 1:
            continue
        month, day = (_number(row.cells[k]) for k in (place, place + 1))
        if day is None:
            continue
        if month is not None and last and year is not None and int(month) <= int(last) - _HALF:
            year += 1
        last = month or last
        if last:
            out[i] = _with(row, place, f"{year}年{last}月{day}日" if year is not None else f"{last}月{day}日")
    return out


def splits_days(headings: Sequence[str]) -> bool:
    """Say whether headings part a day into month and day."""
    return _place(headings) is not None


def _headed(row: GridRow) -> int | None:
    return _place(row.texts())


def _place(headings: Sequence[str]) -> int | None:
    """Return the column headed 月, perhaps below its year, whose neighbour is headed 日."""
    for k, (left, right) in enumerate(itertools.pairwise(headings)):
        if right.strip() == "日" and _MONTH_HEAD.fullmatch(re.sub(r"\s", "", left)):
            return k
    return None


def _year_above(rows: Sequence[GridRow], place: int) -> int | None:
    for row in reversed(rows):
        for cell in row.cells[place : place + 2] if not row.loose else ():
            if cell is not None and (found := _YEAR.fullmatch(re.sub(r"\s", "", cell.text))) is not None:
                return int(found.group(1))
    return None


def _without_year(row: GridRow, place: int) -> GridRow:
    kept = [
        None if c is not None and place <= k <= place + 1 and _YEAR.fullmatch(re.sub(r"\s", "", c.text)) else c
        for k, c in enumerate(row.cells)
    ]
    return row if row.loose else GridRow(row.page, tuple(kept))


def _number(cell: Cell | None) -> str | None:
    text = cell.text.strip() if cell is not None else ""
    return text if re.fullmatch(r"\d{1,2}", text) else None


def _with(row: GridRow, place: int, text: str) -> GridRow:
    """Return the row with the cells of month and day made one."""
    parts = [c for c in row.cells[place : place + 2] if c is not None]
    boxes = [c.box for c in parts if c.box is not None]
    cell = dataclasses.replace(
        parts[0],
        text=text,
        column=place,
        box=Box.union(boxes) if boxes else None,
        words=tuple(w for c in parts for w in c.words),
        confidence=min(c.confidence for c in parts),
    )
    return GridRow(row.page, (*row.cells[:place], cell, None, *row.cells[place + 2 :]))
