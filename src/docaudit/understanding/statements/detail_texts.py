"""Details below rows that no caption announces: told by what they are, and by where those of other rows stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.records.pages import Cell
from docaudit.understanding.statements import parties

_NUMBER = re.compile(r"(?=(?:[^\d*]*[\d*]){6})[A-Za-z\d*-]{8,40}|[\d*]{2,}(?: [\d*]{2,}){1,9}")
_ACCOUNT = re.compile(r"[\d*][\d* -]{6,38}[\d*]")
_LETTERS = 6
"""So many signs may stand before the day in a reference."""
_TAIL = re.compile(r"\d{1,11}")
_FULL = 0.9
"""A line that ends at this share of the broadest one may go on below."""
_MOST = 0.95
"""Share of the rows that have what a bank gives to each of them."""
_OFTEN = 0.5
"""Share of the rows with an account where names stand with one."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text below a row with its cell."""

    text: str
    cell: Cell

    @property
    def number(self) -> bool:
        """Say whether it is a number."""
        return _NUMBER.fullmatch(self.text) is not None


Told = dict[str, list[Text]]


def told(rows: Sequence[Sequence[Text]], days: Sequence[dt.date | None], *, referenced: bool) -> list[Told]:
    """Return what the texts below each row tell.

    `referenced`: captions announce the references, so no number without one is any.
    """
    edge = max((t.cell.box.x1 for row in rows for t in row if t.cell.box is not None), default=1.0)
    rows = [_unbroken([part for text in row for part in parted(text)], edge) for row in rows]
    seen = max(1, sum(map(bool, rows)))
    places = [None] * len(rows) if referenced else _references(rows, days, _MOST * seen)
    rest = [[t for i, t in enumerate(row) if i != own] for row, own in zip(rows, places, strict=True)]
    banked = sum(any(_ACCOUNT.fullmatch(t.text) for t in row) for row in rest) >= _OFTEN * seen
    out: list[Told] = []
    for row, own, others in zip(rows, places, rest, strict=True):
        found = _row(others, banked=banked)
        if own is not None:
            found["reference"] = [row[own]]
        out.append(found)
    return out


def _references(rows: Sequence[Sequence[Text]], days: Sequence[dt.date | None], due: float) -> list[int | None]:
    """Return the place of the reference in each row: the number with its day, else the last where all end with one.

    `due`: so many rows have one at least.
    """
    dated = [
        max((i for i, t in enumerate(row) if _begins(t, d)), default=None) for row, d in zip(rows, days, strict=True)
    ]
    last = [len(row) - 1 if row and row[-1].number else None for row in rows]
    # Accounts may end each row as well, but they stand beside a name and alone.
    apart = any(len(row) == 1 or sum(t.number for t in row) > 1 for row in rows)
    for places in (dated, last) if apart else (dated,):
        shown = [row[i].text for row, i in zip(rows, places, strict=True) if i is not None]
        if len(shown) >= due and len(set(shown)) == len(shown):  # what comes again is no reference
            return places
    return [None] * len(rows)


def _unbroken(texts: Sequence[Text], edge: float) -> list[Text]:
    """Return texts with the digits that a number goes on with on the next line; `edge`: how far the lines reach."""
    out: list[Text] = []
    for text in texts:
        box = out[-1].cell.box if out else None
        ends = box is not None and box.x1 > _FULL * edge and out[-1].number
        if ends and text.cell is not out[-1].cell and _TAIL.fullmatch(text.text):
            out[-1] = Text(f"{out[-1].text}{text.text}", out[-1].cell)
        else:
            out.append(text)
    return out


def _row(texts: Sequence[Text], *, banked: bool) -> Told:
    numbers = [i for i, t in enumerate(texts) if t.number]
    if len(numbers) > 1:
        return {}
    if numbers:
        place = numbers[0]
        before, after = list(texts[:place]), list(texts[place + 1 :])
        if not _ACCOUNT.fullmatch(texts[place].text) or not before:
            return {}
        found: Told = {"counterparty_account": [texts[place]]}
        if len(before) == 1 or parties.is_party(_whole(before)):
            found["counterparty_name"] = before
        elif parties.is_party(before[-1].text):
            found["counterparty_name"], after = before[-1:], [*before[:-1], *after]
        return {**found, "remark": after} if after else found
    if not texts:
        return {}
    count = next((n for n in range(len(texts), 0, -1) if parties.is_party(_whole(texts[:n]))), 0)
    if banked:
        return {"remark": list(texts)} if not count else {}
    if not count:
        return {"remark": list(texts)} if len(texts) == 1 else {}
    rest = list(texts[count:])
    return {"counterparty_name": list(texts[:count]), **({"remark": rest} if rest else {})}


def _whole(texts: Sequence[Text]) -> str:
    return "".join(t.text for t in texts)


def parted(text: Text) -> list[Text]:
    """Return a name and a number that stand in one text as two."""
    if text.number:
        return [text]
    match = re.fullmatch(r"(.*\S)(?:\s*[/|／,，]\s*|\s+)([\d*][\d* -]{6,38}[\d*])", text.text)
    return [Text(match[1].strip(" /|／,，"), text.cell), Text(match[2], text.cell)] if match else [text]


def _begins(text: Text, day: dt.date | None) -> bool:
    """Say whether a number begins with the day of its row, behind letters perhaps."""
    if day is None or not text.number:
        return False
    return any(0 <= text.text.find(stamp) <= _LETTERS for stamp in (f"{day:%Y%m%d}", f"{day:%y%m%d}"))
