"""Columns of two headings above each other, with a value for each in every cell: amount over balance."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from docaudit.banks.columns import role_of, stacked_headings
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell
from docaudit.understanding.columns import ems
from docaudit.understanding.grids import GridRow, join_words, merge_cells, visual_lines
from docaudit.understanding.statements.figures import parse_fen
from docaudit.understanding.statements.sections import MONEY_ROLES, Section

_Parts = Callable[[Cell, int], list[Cell | None]]
_WORDS = frozenset({"summary", "type", "remark"})
_STROKE = re.compile(r"[ \t]*[/／][ \t]*")
_NUMBER = re.compile(r"[\d*Xx -]+")
_LEAST = 4
_SHORT = 0.8
"""A line of so small a share of the broadest one ends by itself."""
_BOTH = 0.3
"""So large a share of the rows prints a balance over or under the amount where only some do."""
_MOST = 0.8
"""Share of a column's cells that have to have a line for each heading; texts that wrap have any number."""


def unstacked(section: Section) -> Section:
    """Give each heading of a stacked column a column of its own, the lower ones behind all others.

    Before, make one of columns that a table parted at the stroke within a heading (对方账号 / 对方名称).
    """
    for place in range(1, section.width):
        _rejoin(section, place)
    for place in range(section.width):
        heads = stacked_headings(section.headings[place])
        if heads and _fits(section.rows, place, heads):
            _part(section, place, heads, _lines_of(heads))
        elif (heads := _words_over_words(section.headings[place])) and _kinds_above(section.rows, place):
            _part(section, place, heads, _first_and_rest)
        elif heads := _party_over_number(section.headings[place]):
            _part(section, place, heads, _number_and_words(role_of(heads[0]) == "counterparty_account"))
    return section


def _rejoin(section: Section, place: int) -> None:
    """Put a column into the one before it where a stroke joins their headings; its own stays empty behind."""
    before = max((i for i in range(place) if section.headings[i].strip()), default=-1)
    upper, lower = (section.headings[i].strip() for i in (before, place)) if before >= 0 else ("", "")
    if not upper or not lower or not (upper[-1] in "/／" or lower[0] in "/／"):
        return
    section.headings[before], section.headings[place] = f"{upper}{lower}", ""
    section.roles[before], section.roles[place] = role_of(f"{upper}{lower}") or section.roles[before], "ignore"
    for i, row in enumerate(section.rows):
        cells = [*row.cells, *[None] * (place + 1 - len(row.cells))]
        left, right = cells[before], cells[place]
        if left is not None and right is not None:
            words = (*left.words, *right.words)
            lines = [join_words(line) for line in visual_lines(words)] or [left.text, right.text]
            text = _STROKE.sub("/", "\n".join(lines))
            cells[before] = dataclasses.replace(merge_cells(left, right), text=text)
        else:
            cells[before] = left if left is not None else right
        cells[place] = None
        section.rows[i] = GridRow(row.page, tuple(cells))


def _party_over_number(heading: str) -> list[str]:
    """Return the headings of a name or a bank and of its number above each other: digits tell their lines apart."""
    heads = [line.strip() for line in heading.split("\n") if line.strip()]
    if any(h[0] in "/／" or h[-1] in "/／" for h in heads):
        return []  # one heading over two lines (对方户名 /账号)
    found = {role_of(h) for h in heads}
    known = len(heads) == 2 and "counterparty_account" in found and found & {"counterparty_name", "counterparty_bank"}
    return heads if known else []


def _number_and_words(number_first: bool) -> _Parts:
    def parted(cell: Cell, count: int) -> list[Cell | None]:
        lines = cell.text.split("\n")
        digits = [bool(_NUMBER.fullmatch(line.strip())) for line in lines]
        if sorted(digits, reverse=number_first) != digits:
            return [cell, *[None] * (count - 1)]
        first = sum(digits) if number_first else len(lines) - sum(digits)
        return _cut(cell, ["".join(lines[:first]), "\n".join(lines[first:])])

    return parted


def _words_over_words(heading: str) -> list[str]:
    """Return two headings of words above each other (摘要 over 附言), which may as well be one of a text that wraps."""
    heads = [line.strip() for line in heading.split("\n") if line.strip()]
    found = [role_of(h) for h in heads]
    return heads if len(heads) == 2 and set(found) <= _WORDS and found[0] != found[1] else []


def _kinds_above(rows: Sequence[GridRow], place: int) -> bool:
    """Say whether the first lines of a column's cells end before its edge, where a text that wraps would go on."""
    shown = [c.text.split("\n") for r in rows if (c := r.cells[place]) is not None and c.text.strip()]
    folded = [lines for lines in shown if len(lines) > 1]
    if 2 * len(folded) < len(shown) or len(folded) < _LEAST:
        return False
    widest = max(ems(line) for lines in shown for line in lines)
    return sum(ems(lines[0]) < _SHORT * widest for lines in folded) >= _MOST * len(folded)


def _fits(rows: Sequence[GridRow], place: int, heads: Sequence[str]) -> bool:
    shown = [c.text.split("\n") for r in rows if (c := r.cells[place]) is not None and c.text.strip()]
    wanted = [role_of(h) in MONEY_ROLES for h in heads]
    if all(wanted) and "balance" in map(role_of, heads):
        both = [lines for lines in shown if len(lines) > 1]
        shown = both if len(both) > _BOTH * len(shown) else shown  # some rows print no balance
    whole = sum(
        len(lines) == len(heads) and all(parse_fen(t) is not None for t, w in zip(lines, wanted, strict=True) if w)
        for lines in shown
    )
    return bool(shown) and whole >= _MOST * len(shown)


def _part(section: Section, place: int, heads: Sequence[str], parted: _Parts) -> None:
    behind = len(section.headings)
    section.headings[place] = heads[0]
    section.headings += heads[1:]
    section.roles[place] = role_of(heads[0])
    section.roles += [role_of(h) for h in heads[1:]]
    for i, row in enumerate(section.rows):
        cells = [*row.cells, *[None] * (behind - len(row.cells))]
        cell = cells[place]
        parts = parted(cell, len(heads)) if cell is not None else [None] * len(heads)
        cells[place] = parts[0]
        section.rows[i] = GridRow(row.page, (*cells, *parts[1:]))


def _lines_of(heads: Sequence[str]) -> _Parts:
    """Return what gives a cell for each line.

    With fewer lines than headings a text is kept whole, a figure only where it is the amount beside a balance, which
    not every row prints.
    """
    found = [role_of(h) for h in heads]
    amounts = [i for i, role in enumerate(found) if role != "balance"]
    lone = amounts[0] if len(amounts) == 1 and len(found) == 2 and set(found) <= set(MONEY_ROLES) else None

    def parted(cell: Cell, count: int) -> list[Cell | None]:
        texts = cell.text.split("\n")
        if len(texts) == count:
            return _cut(cell, texts)
        figures = any(parse_fen(t) is not None for t in texts)
        place = lone if figures and len(texts) == 1 else None if figures else 0
        return [cell if i == place else None for i in range(count)]

    return parted


def _first_and_rest(cell: Cell, count: int) -> list[Cell | None]:
    """Return the first line of a cell, and what stands below it."""
    first, _, rest = cell.text.partition("\n")
    del count
    return _cut(cell, [first, rest])


def _cut(cell: Cell, texts: Sequence[str]) -> list[Cell | None]:
    out: list[Cell | None] = []
    left = list(cell.words)
    for text in texts:
        own, told = [], ""
        while left and len(told) < len("".join(text.split())):
            own.append(left.pop(0))
            told += "".join(own[-1].text.split())
        box = Box.union([w.box for w in own]) if own else cell.box
        out.append(dataclasses.replace(cell, text=text.strip(), box=box, words=tuple(own)) if text.strip() else None)
    return out
