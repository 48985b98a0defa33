"""Rows without any headings, as a telephone prints them: what stands under each other is told by what it is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from docaudit.banks.columns import role_of
from docaudit.records.pages import Cell, Page
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements import parties
from docaudit.understanding.statements.figures import is_nothing, looks_like_figure, parse_clock, parse_day
from docaudit.understanding.statements.meaning import SAMPLE, roles_of
from docaudit.understanding.statements.page_lines import PageLines
from docaudit.understanding.statements.sections import MONEY_ROLES, NOISE, Section, merge_rows, names_day, names_sum

_LEAST = 4
"""Fewer rows prove nothing without headings."""
_DEEP = 3
"""A row is no more lines than these."""
_MOST = 0.8
"""Share of a column's cells that have to be of a kind."""
_MAY_BE_ELSE = frozenset({None, "remark", "reference"})
"""What a column may be taken for before its parties are looked for."""
_LABELLED = re.compile(r"([\u4e00-\u9fff]{2,6})\s*[:：]?\s*([-+]?[¥￥]?\s?\d[\d,]*\.\d\d元?)")
"""A figure with its own label (余额 23,946.16)."""


def headless_sections(pages: Sequence[Page], printed: PageLines) -> list[Section]:
    """Return the section of pages that print rows of one to three lines under no headings; none where they print none.

    The first line of a row has a clock or a day, and a figure; whose day it is may stand on a line above.
    """
    lines = [line for page in pages for line in printed.of(page)]
    begins = [_begins(line) for line in lines]
    if sum(begins) < _LEAST:
        return []
    first = next(i for i, line in enumerate(lines) if begins[i] or names_day(line))
    depths = _depths(lines, begins)
    places = [_places([line for line, depth in zip(lines, depths, strict=True) if depth == k]) for k in range(_DEEP)]
    labels = sorted({m[1] for line, d in zip(lines, depths, strict=True) if d is not None for m in _labelled(line)})
    width = sum(map(len, places))
    section = Section([""] * width + labels, [None] * (width + len(labels)), [*lines[:first]])
    for line, depth in zip(lines[first:], depths[first:], strict=True):
        if depth is None:
            into = section.groups if names_day(line) else section.rest
            into.append((len(section.rows), line) if names_day(line) else line)  # type: ignore[arg-type]
            continue
        row = _bound(line, places[depth], sum(map(len, places[:depth])), width, labels)
        if depth == 0:
            section.rows.append(row)
        else:
            section.rows[-1] = merge_rows(section.rows[-1], row)
    section.roles[:] = _roles(section)
    return [section]


def _begins(line: GridRow) -> bool:
    texts = [c.text.strip() for c in line.filled()]
    when = any((parse_clock(t) is not None and ":" in t) or parse_day(t) is not None for t in texts)
    return when and any(map(looks_like_figure, texts)) and not any(map(names_sum, (t for t in texts if t)))


def _depths(lines: Sequence[GridRow], begins: Sequence[bool]) -> list[int | None]:
    """Return which line of its row each line is, None where it belongs to none."""
    depths: list[int | None] = []
    last: int | None = None
    for i, line in enumerate(lines):
        near = bool(depths) and lines[i - 1].page is line.page
        if begins[i]:
            last = 0
        elif names_day(line) or NOISE.search(line.text) or not near or last is None or last + 1 >= _DEEP:
            last = None
        else:
            last += 1
        depths.append(last)
    return depths


def _labelled(line: GridRow) -> list[re.Match[str]]:
    found = (_LABELLED.fullmatch(c.text.strip()) for c in line.filled())
    return [m for m in found if m is not None and role_of(m[1]) in MONEY_ROLES]


def _places(lines: Sequence[GridRow]) -> list[tuple[float, float]]:
    """Return the columns of lines: places over which no free strip parts what stands there."""
    boxes = sorted((c.box.x0, c.box.x1) for line in lines for c in line.filled() if c.box is not None)
    out: list[tuple[float, float]] = []
    for x0, x1 in boxes:
        if out and x0 < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], x1)
        else:
            out.append((x0, x1))
    return out


def _bound(
    line: GridRow, places: Sequence[tuple[float, float]], before: int, width: int, labels: Sequence[str]
) -> GridRow:
    cells: list[Cell | None] = [None] * (width + len(labels))
    for cell in line.filled():
        found = _LABELLED.fullmatch(cell.text.strip())
        if found is not None and found[1] in labels:
            cells[width + labels.index(found[1])] = dataclasses.replace(cell, text=found[2])
        elif cell.box is not None:
            x = cell.box.center[0]
            place = before + next(k for k, (x0, x1) in enumerate(places) if x0 <= x <= x1)
            left = cells[place]  # a number follows its name, wherever that ends
            cells[place] = cell if left is None else dataclasses.replace(cell, text=f"{left.text}/{cell.text}")
    return GridRow(line.page, tuple(cells))


def _roles(section: Section) -> list[str | None]:
    """Return the roles: times and parties by what they are, the rest as `meaning` tells it."""
    texts = [row.texts() for row in section.rows[:SAMPLE]]
    columns = [[t for t in column if not is_nothing(t)] for column in zip(*texts, strict=True)]
    roles = roles_of(section.headings, texts)

    def free(reads: object) -> list[int]:
        kinds = [(i, c) for i, c in enumerate(columns) if roles[i] in _MAY_BE_ELSE and len(c) > 1]
        return [i for i, c in kinds if sum(bool(reads(t)) for t in c) >= _MOST * len(c)]  # type: ignore[operator]

    for i in free(lambda t: parse_clock(t) is not None):
        roles[i] = "date"
    told = (
        ("counterparty_both", lambda t: all(parties.both(t))),
        ("counterparty_name", parties.is_party),
        ("counterparty_account", parties.account),
    )
    for role, reads in told:
        found = [] if {role, "counterparty_both"} & set(roles) else free(reads)
        if found:
            roles[found[0]] = role
    figures = free(looks_like_figure)
    if len(figures) == 1 and not {"amount", "in", "out"} & set(roles):
        roles[figures[0]] = "amount"
    return roles
