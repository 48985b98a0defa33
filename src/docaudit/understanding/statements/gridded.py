"""Sections of rows that come as grids: sheets and the tables of pages, whose cells are bound to columns already."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from docaudit.banks.columns import fold_heading, header_score, role_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell
from docaudit.understanding.columns import UnruledColumns
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.labelled import labels_of, line_pairs
from docaudit.understanding.statements.lines import add_lines
from docaudit.understanding.statements.lost import booked, moves
from docaudit.understanding.statements.meaning import SAMPLE, roles_of
from docaudit.understanding.statements.sections import (
    NOISE,
    SENTENCE,
    TEXT,
    Section,
    grouped,
    has_values,
    heads_movements,
    is_checkpoint,
    is_transaction,
    merge_rows,
    names_day,
    new_account,
)
from docaudit.understanding.statements.split_days import whole_days

_HEADER_DEPTH = 90  # rows searched for the first header; exports have prefaces of up to 30 lines
_SAME = 0.7
"""Share of the headings that have to be the same where others were not read."""
_WRAPPED = 2
"""So many lines at most go on with a row that stands outside its table."""


def grid_sections(rows: Sequence[GridRow], *, carried: bool = False) -> list[Section]:
    """Return the sections of rows that are already bound to columns (loose rows between them are preface).

    `carried`: see `Section`.
    """
    rows = whole_days(rows)
    sections: list[Section] = []
    preface: list[GridRow] = []
    marker: tuple[int, str] | None = None
    current: Section | None = None
    i, searched, dated = 0, 0, not grouped(rows)
    labels = labels_of(row for row in rows if not row.page.is_sheet)
    while i < len(rows):
        row = rows[i]
        likely = current is None or (marker is not None and _stands(row, marker))
        if likely and not row.loose and searched < _HEADER_DEPTH:
            found = _header(rows, i, dated=dated) or (_header_by_rows(rows, i) if current is None else None)
            if found is not None:
                headings, depth = found
                begins = current is None or new_account(current, preface)
                if begins or current is None or _differs(headings, current):
                    below = (r.texts() for r in rows[i + depth :] if not r.loose)
                    head = preface if begins or current is None else [*current.preface, *preface]
                    current = Section(headings, roles_of(headings, below), head, carried=carried, goes_on=not begins)
                    current.labels = labels
                    sections.append(current)
                marker = next(((k, t) for k, t in enumerate(row.texts()) if t.strip()), None)
                preface = []
                i += depth
                continue
        if current is None:
            searched += 1
            preface.append(row)
        elif row.loose and current.rows and _placed(current.rows[-1]) and (count := _outside(rows, i)):
            add_lines(current, _columns(current), rows[i : i + count], by_figure=False, after_header=False)
            i += count
            continue
        elif row.loose and not preface and current.rows and (found_pairs := line_pairs(row, labels)):
            current.rows[-1] = current.labelled(current.rows[-1], found_pairs, row)
        elif row.loose and not preface and current.rows and (whole := _with_tail(current, row)) is not None:
            current.rows[-1] = whole
        elif row.loose:
            preface.append(row)
            current.rest.append(row)
        else:
            _take(current, row, preface)
        i += 1
    return sections


def _outside(rows: Sequence[GridRow], start: int) -> int:
    """Return how many loose lines from `start` on are rows that stand outside their table, 0 where none is.

    A table of a scan may end before its last rows do, where a seal or a fold crosses its rules.
    """
    page = rows[start].page
    run = [*itertools.takewhile(lambda row: row.loose and row.page is page, rows[start:])]
    last = max((k for k, row in enumerate(run) if booked(row)), default=-1)
    if last < 0:
        return 0
    near = itertools.takewhile(
        lambda pair: not NOISE.search(pair[1].text) and not moves(pair[1]) and _gap(*pair) < 0.5,
        itertools.pairwise(run[last : last + 1 + _WRAPPED]),
    )
    return last + 1 + len([*near])


def _placed(row: GridRow) -> bool:
    return any(cell.box is not None for cell in row.filled())


def _gap(upper: GridRow, lower: GridRow) -> float:
    """Return how far a line stands below another, in its heights."""
    a, b = (Box.union(c.box for c in row.filled() if c.box is not None) for row in (upper, lower))
    return (b.y0 - a.y1) / (b.height or 1e-6)


def _columns(section: Section) -> UnruledColumns:
    """Return the columns of the rows of a table as places on its page."""
    last = section.rows[-1].page
    cells: list[Cell] = []
    edge = 0.0
    for place in range(section.width):
        shown = [row.cells[place] for row in section.rows if row.page is last and place < len(row.cells)]
        boxes = [cell.box for cell in shown if cell is not None and cell.box is not None]
        box = Box.union(boxes) if boxes else Box(edge, 0.0, edge, 0.0)
        edge = box.x1
        cells.append(Cell(row=0, column=place, text=section.headings[place], box=box))
    return UnruledColumns(cells, last)


def _stands(row: GridRow, marker: tuple[int, str]) -> bool:
    place, text = marker
    cell = row.cells[place] if place < len(row.cells) else None
    return cell is not None and cell.text == text


def _differs(headings: list[str], section: Section) -> bool:
    """Say whether headings are others than those of a section: on a further page a scan may lose or misread one."""
    own = section.headings[: section.width]
    pairs = [(fold_heading(a), fold_heading(b)) for a, b in itertools.zip_longest(headings, own, fillvalue="")]
    same = sum(a == b for a, b in pairs)
    others = any(a != b and role_of(a) not in (None, role_of(b)) for a, b in pairs)
    return same < len(pairs) and (others or len(headings) > len(own) or same < _SAME * len(pairs))


def _header(rows: Sequence[GridRow], start: int, *, dated: bool) -> tuple[list[str], int] | None:
    """Return the headings that begin at row `start` and how many rows they take."""
    best: tuple[list[str], int] | None = None
    best_score = 0
    for depth in (1, 2, 3):
        block = rows[start : start + depth]
        if len(block) < depth or any(r.loose or r.page is not rows[start].page for r in block):
            break
        if depth > 1 and is_checkpoint(block[-1]):
            break
        if depth > 1 and (any(re.search(r"\d{2}", r.text) for r in block) or not _may_lead(block[0])):
            break
        texts = _stack(block)
        score = header_score(texts, dated=dated)
        if depth > 1 and header_score(_stack(block[1:]), dated=dated) >= score:
            continue  # the first row adds nothing: a label above the header
        if score > best_score and (depth > 1 or score >= 3 or best is None):
            best, best_score = (texts, depth), score
    # Two known words under days that stand above the rows may as well be labels of a head above each other.
    few = best is not None and best_score >= 2 and len([t for t in best[0] if t]) <= 6 and (dated or best[1] == 1)
    return best if best_score >= 3 or few else None


def _header_by_rows(rows: Sequence[GridRow], start: int) -> tuple[list[str], int] | None:
    """Return the headings in one row that say little, where below it stand days and amounts that a balance proves."""
    head = rows[start]
    texts = head.texts()
    if len(head.filled()) < 4 or has_values(head) or any(len(t) > 16 for t in texts):
        return None
    below = [r for r in rows[start + 1 : start + 1 + SAMPLE] if not r.loose]
    if not below or not has_values(below[0]):
        return None
    roles = roles_of(texts, (r.texts() for r in below))
    # Labels and values of a head stand above rows as well, but not directly above one.
    first = below[1] if len(below) > 1 and is_checkpoint(below[0], roles) else below[0]
    begins = is_transaction(first, roles)
    return (texts, 1) if begins and heads_movements(roles) else None


def _may_lead(row: GridRow) -> bool:
    """Say whether a row may be the first of a stacked header, not a title above one."""
    cells = row.filled()
    return len(cells) > 1 and any(role_of(c.text) is not None or c.column_span > 1 for c in cells)


def _stack(block: Sequence[GridRow]) -> list[str]:
    """Join the texts of stacked header cells column by column; a merged cell counts in each column it covers."""
    width = max(len(r.cells) for r in block)
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in block:
        for i, cell in enumerate(row.cells):
            if cell is None or not cell.text.strip():
                continue
            for k in range(i, min(width, i + max(1, cell.column_span))):
                parts[k].append(cell.text)
    return ["".join(p) for p in parts]


def _take(section: Section, row: GridRow, preface: list[GridRow]) -> None:
    """Put a bound row where it belongs; a line that only continues texts is merged into the row above."""
    if not any(c is not None and c.text for c in row.cells):
        return
    if section.books(row):
        section.rows.append(section.unfolded(row))
        preface.clear()
    elif names_day(row):
        section.groups.append((len(section.rows), row))
    elif section.rows and not preface and (found := line_pairs(row, section.labels)):
        section.rows[-1] = section.labelled(section.rows[-1], found, row)
    elif is_checkpoint(row, section.roles):
        section.checkpoints.append((len(section.rows), row))
    elif section.rows and not preface and _continues(row, section):
        section.rows[-1] = merge_rows(section.rows[-1], row)
    else:
        preface.append(row)
        section.rest.append(row)


def _continues(row: GridRow, section: Section) -> bool:
    filled = [(c, r) for c, r in zip(row.cells, section.roles, strict=False) if c is not None and c.text.strip()]
    if not filled or len(filled) > 4 or filled[0][0].column == 0:
        return False
    wide = any(c.column_span > 1 or NOISE.search(c.text) for c, _ in filled)
    return not wide and all(r in TEXT or r is None for _, r in filled) and not booked(row)


def _with_tail(section: Section, row: GridRow) -> GridRow | None:
    """Return the last row with a line below its table that goes on with its texts; None where the line is none such.

    A table whose rows only shades part ends, as far as can be seen, at the last shade or at the last first line.
    """
    last = section.rows[-1]
    if last.page.number != row.page.number or has_values(row) or SENTENCE.search(row.text):
        return None
    cells: list[Cell | None] = [None] * len(last.cells)
    for cell in row.filled():
        over = [i for i, c in enumerate(last.cells) if c is not None and _goes_on(c, cell)]
        if NOISE.search(cell.text):
            continue
        if len(over) != 1 or section.roles[over[0]] not in TEXT:
            return None
        cells[over[0]] = cell
    return merge_rows(last, GridRow(row.page, tuple(cells))) if any(cells) else None


def _goes_on(upper: Cell, lower: Cell) -> bool:
    """Say whether a cell stands under the words of another, no further than lines of one text stand apart."""
    words = [w.box for w in upper.words] or ([upper.box] if upper.box is not None else [])
    if not words or lower.box is None:
        return False
    over = Box.union(words)
    shared = min(over.x1, lower.box.x1) - max(over.x0, lower.box.x0)
    return shared > 0.5 * min(over.width, lower.box.width) and -0.5 < (lower.box.y0 - over.y1) / lower.box.height < 0.8
