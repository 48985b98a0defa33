"""Binds the lines of a page without rules to the columns of their header, by place.

A printed row may take several lines: lines without a date (or without a figure) belong to the row they stand nearest to.
"""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from docaudit.banks.columns import header_score, role_of, split_headings
from docaudit.records.pages import Cell, Page
from docaudit.understanding.columns import UnruledColumns
from docaudit.understanding.grids import (
    GridRow,
    loose_rows,
    slope,
)
from docaudit.understanding.statements.fences import between_rules, fenced, pieces
from docaudit.understanding.statements.headings import head_cells
from docaudit.understanding.statements.labelled import labels_of
from docaudit.understanding.statements.meaning import SAMPLE, roles_of
from docaudit.understanding.statements.owners import kind_of, owners, with_groups
from docaudit.understanding.statements.page_lines import PageLines
from docaudit.understanding.statements.sections import (
    NOISE,
    Section,
    grouped,
    has_values,
    heads_movements,
    is_checkpoint,
    names_day,
    new_account,
)
from docaudit.understanding.statements.split_days import splits_days, whole_days


def line_sections(
    pages: Sequence[Page], printed: PageLines, *, by_figure: bool, carried: bool = False
) -> list[Section]:
    """Return the sections of pages without ruling lines.

    Args:
        pages: in reading order.
        printed: their lines.
        by_figure: a line with a money figure begins a row (for dates wrapped over lines); otherwise a line with a day does.
        carried: see `Section`.
    """
    sections: list[Section] = []
    current: Section | None = None
    columns: UnruledColumns | None = None
    cover: list[GridRow] = []  # pages before the first header
    for page in pages:
        table = fenced(page)
        lines = printed.of(page) if table is None else loose_rows(page, pieces(page, table))
        start = 0
        while start < len(lines):
            found = _line_header(lines, start) or (_header_by_lines(lines) if current is None else None)
            stop = len(lines) if found is None else found[0]
            preface = lines[start:stop]
            if columns is not None and current is not None and (start or found is None):
                add_lines(current, columns, preface, by_figure=by_figure, after_header=start > 0)
            if found is None:
                cover += preface if current is None else ()
                break
            if current is None:
                preface = [*cover, *preface]
            first, depth, cells = found
            body = [r.cells for r in lines[first + depth : first + depth + 60]]
            headings = [c.text for c in cells]
            columns = UnruledColumns(cells if table is None else between_rules(cells, table), page)
            columns.grow([[c for c in cells_ if c is not None] for cells_ in body])
            if current is None or new_account(current, preface):
                current = Section(
                    headings, _roles(columns, headings, lines[first + depth :]), list(preface), carried=carried
                )
                sections.append(current)
            elif len(cells) != current.width:
                current = Section(
                    headings,
                    _roles(columns, headings, lines[first + depth :]),
                    current.preface,
                    carried=carried,
                    goes_on=True,
                )
                sections.append(current)
            start = first + depth
    return sections


def _roles(columns: UnruledColumns, headings: Sequence[str], lines: Sequence[GridRow]) -> list[str | None]:
    """Return the roles of the headings, by what the lines below hold where their words settle nothing."""
    below = (r for r in lines if has_values(r))
    return roles_of(headings, (columns.bind(r.page, r.filled()).texts() for r in itertools.islice(below, SAMPLE)))


def _header_by_lines(lines: Sequence[GridRow]) -> tuple[int, int, list[Cell]] | None:
    """Return a header whose words say little, told by the lines below it: days, and amounts that a balance proves."""
    for i, line in enumerate(lines[:-1]):
        if len(line.filled()) < 4 or has_values(line) or not any(has_values(r) for r in lines[i + 1 : i + 4]):
            continue
        for depth in (2, 1):
            block = lines[i : i + depth]
            if len(block) < depth or any(has_values(r) for r in block) or _far(block):
                continue
            cells, body = head_cells(block), lines[i + depth :]
            columns = UnruledColumns(cells, line.page)
            columns.grow([r.filled() for r in body[:SAMPLE]])
            if heads_movements(_roles(columns, [c.text for c in cells], body)):
                return i, depth, cells
    return None


_DEPTH = 5  # lines of a header whose cells have up to three lines each, centred beside each other


def _line_header(lines: Sequence[GridRow], start: int) -> tuple[int, int, list[Cell]] | None:
    """Return the place, the number of lines and the cells of the next header at or after line `start`."""
    dated = not grouped(lines[start:])
    for i in range(start, len(lines)):
        if has_values(lines[i]) or not _may_begin(lines, i):
            continue
        best: tuple[int, int, list[Cell]] | None = None
        best_key: tuple[int, ...] = (2, 0, 0, 0, 0)
        for depth in range(1, _DEPTH + 1):
            block = lines[i : i + depth]
            if len(block) < depth or any(has_values(r) for r in block) or _far(block):
                break
            if depth > 1 and is_checkpoint(block[-1]):
                break
            if depth > 3 and not _interlaced(block):
                break
            cells = head_cells(block)
            key = _header_key(cells, dated=dated)
            apart = depth > 1 and not _interlaced(block[:2])
            if apart and _header_key(head_cells(block[1:]), dated=dated) >= key:
                continue  # the first line adds nothing: a label above the header
            # Of two readings as good the one that leaves no half of a heading below those of one line.
            whole = (*key, _further(block), depth if depth > 1 and _interlaced(block) else 0)
            if key[0] > 2 and whole > best_key:
                best, best_key = (i, depth, cells), whole
        if best is not None:
            return best
    return None


def _further(block: Sequence[GridRow]) -> int:
    """Return how many headings stand below the line with most of them: the lower ones of columns of two."""
    fullest = max(range(len(block)), key=lambda k: len(block[k].filled()))
    return sum(role_of(t) is not None for line in block[fullest + 1 :] for t in _head_texts(line))


def _may_begin(lines: Sequence[GridRow], i: int) -> bool:
    """Say whether a header may begin at a line: it has a heading, or the upper parts of headings that end on the next lines."""
    if any(role_of(t) for t in _head_texts(lines[i])):
        return True
    near = i + 1 < len(lines) and not _far(lines[i : i + 2])
    return near and any(role_of(t) for t in _head_texts(lines[i + 1]))


def _interlaced(block: Sequence[GridRow]) -> bool:
    """Say whether the lines overlap in height, as cells of one and of two lines do where they are centred."""
    return all(_extent(b)[0] < _extent(a)[1] for a, b in itertools.pairwise(block))


_BOOKING = frozenset({"amount", "in", "out", "flag", "balance"})


def _header_key(cells: Sequence[Cell], *, dated: bool) -> tuple[int, int, int]:
    """Return how good a reading of the header is: its roles, how few headings make no sense, and how many are figures.

    A side of the books (贷) beside an amount, without the other side, is half of a wrapped flag (借贷).
    """
    found = [role_of(c.text) for c in cells]
    lone = "amount" in found and ("in" in found) != ("out" in found)
    strange = sum(r is None for r in found) + lone
    told = sum(r in _BOOKING or (r or "").startswith("counterparty") for r in found)  # 对方 over 户名 is not 户名 alone
    return header_score([c.text for c in cells], dated=dated), -strange, told


def _head_texts(row: GridRow) -> list[str]:
    return [part for c in row.filled() for part in split_headings(c.text)]


def _far(block: Sequence[GridRow]) -> bool:
    """Say whether the lines of a block stand too far from each other to be one header."""
    for upper, lower in itertools.pairwise(block):
        a, b = _extent(upper), _extent(lower)
        if b[0] - a[1] > 1.2 * (a[1] - a[0]):
            return True
    return False


def _extent(row: GridRow, fall: float = 0.0) -> tuple[float, float]:
    """Return top and bottom of a line, as if the page did not fall to the right (`fall` per page width)."""
    boxes = [c.box for c in row.cells if c is not None and c.box is not None]
    if not boxes:
        return 0.0, 0.0
    tops = [b.y0 - fall * b.center[0] for b in boxes]
    return statistics.median(tops), statistics.median(b.y1 - fall * b.center[0] for b in boxes)


def _bound(section: Section, columns: UnruledColumns, lines: Sequence[GridRow]) -> list[tuple[GridRow, GridRow]]:
    """Return each line with the row of it that is bound to columns; notices go to the rest of the section."""
    bound: list[tuple[GridRow, GridRow]] = []
    lines, aside = columns.parted(lines, names_day)
    section.rest += aside
    for line in lines:
        if NOISE.search(line.text) and not has_values(line):
            section.rest.append(line)
            continue
        bound.append((line, columns.bind(line.page, [c for c in line.cells if c is not None])))
    if bound and splits_days(section.headings):
        head = GridRow(bound[0][1].page, tuple(Cell(row=0, column=i, text=h) for i, h in enumerate(section.headings)))
        days = whole_days([head, *(row for _, row in bound)])[1:]
        bound = [(line, row) for (line, _), row in zip(bound, days, strict=True)]
    return bound


def add_lines(
    section: Section, columns: UnruledColumns, lines: Sequence[GridRow], *, by_figure: bool, after_header: bool
) -> None:
    """Bind lines to columns, merge wrapped lines into rows, and add them to the section."""
    bound = _bound(section, columns, lines)
    kinds = with_groups(bound, [kind_of(row, section.roles, by_figure=by_figure) for _, row in bound], section.roles)
    fall = slope(lines)
    spans = [_extent(line, fall) for line, _ in bound]
    owner = owners(kinds, spans, after_header=after_header)
    section.labels |= labels_of(lines)
    rows: dict[int, GridRow] = {}
    for i, (line, row) in enumerate(bound):
        if kinds[i] in ("check", "group"):
            continue
        own = owner[i]
        if own is None:
            section.rest.append(line)
        else:
            rows[own] = section.joined(rows[own], row, line) if own in rows else row
    for i, (_, row) in enumerate(bound):
        if kinds[i] == "check":
            section.checkpoints.append((len(section.rows), row))
        elif kinds[i] == "group":
            section.groups.append((len(section.rows), bound[i][0]))
        elif i in rows and kinds[i] == "row":
            if section.books(rows[i]):
                section.rows.append(section.unfolded(rows[i]))
            else:
                section.rest.append(bound[i][0])
