"""Rows of two or three printed lines, each line with headings of its own: the heads are as many lines as a row is."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from docaudit.banks.columns import header_score, role_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page
from docaudit.understanding.columns import UnruledColumns
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.headings import head_cells
from docaudit.understanding.statements.meaning import SAMPLE, roles_of
from docaudit.understanding.statements.owners import kind_of, with_groups
from docaudit.understanding.statements.page_lines import PageLines
from docaudit.understanding.statements.sections import NOISE, Section, grouped, has_values, merge_rows, new_account
from docaudit.understanding.statements.split_days import splits_days, whole_days

_MOST_LINES = 3
_FURTHER = 0.7
"""A line that stands this share of its height further below the one above than second lines do is none."""
_FILLED = 0.3
"""Share of the rows that have something under a lower heading."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"[\d*]{6}")
_REACH = 0.2
"""Lines of one text never reach so much of their height into each other."""
_KNOWN = 0.5
"""Share of the headings whose words are known; the cells tell the rest."""


def has_folded_heads(lines: Sequence[GridRow]) -> bool:
    """Say whether headings stand on several lines of a page, each known by itself."""
    return _header(lines) is not None


def folded_sections(pages: Sequence[Page], printed: PageLines) -> list[Section]:
    """Return the sections of pages whose rows are several lines with headings of their own; none where they are not."""
    done: list[_Reading] = []
    cover: list[GridRow] = []
    for page in pages:
        lines = printed.of(page)
        while (found := _header(lines)) is not None:
            start, depth = found
            above, body = lines[:start], lines[start + depth :]
            heads = [head_cells(level) for level in _levels(lines[start : start + depth])]
            if not done or new_account(done[-1].section, above):
                done.append(_Reading(heads, page, body))
                done[-1].section.preface = [*cover, *above]
                cover = []
            else:
                done[-1].take(above, before_heads=True)
            following = _header(body)
            lines = body if following is None else body[following[0] :]
            done[-1].take(body if following is None else body[: following[0]])
            if following is None:
                break
        else:
            if done:
                done[-1].take(lines)
            else:
                cover += lines
    for reading in done:
        section = reading.section
        section.roles[:] = roles_of(section.headings, (r.texts() for r in section.rows[:SAMPLE]))
    return [reading.section for reading in done] if all(reading.fills_all() for reading in done) else []


def _header(lines: Sequence[GridRow]) -> tuple[int, int] | None:
    """Return the place and the number of the lines of headings that stand directly above a line with values."""
    dated = not grouped(lines)
    for i in range(len(lines)):
        for depth in range(2 * _MOST_LINES, 1, -1):
            block = lines[i : i + depth]
            if len(block) < depth or i + depth >= len(lines) or not has_values(lines[i + depth]):
                continue
            if any(has_values(line) or _NUMBER.search(line.text) for line in block):
                continue  # a line of the head above the headings has its account, no heading has one
            levels = _levels(block)
            if not 1 < len(levels) <= _MOST_LINES:
                continue
            texts = [[c.text for c in head_cells(level)] for level in levels]
            every = list(itertools.chain.from_iterable(texts))
            known = sum(role_of(t) is not None for t in every)
            enough = header_score(every, dated=dated) > 2 and known >= _KNOWN * len(every)
            if enough and len(texts[0]) > 2 and all(map(_means, texts)):
                return i, depth
    return None


def _levels(block: Sequence[GridRow]) -> list[list[GridRow]]:
    """Return the lines of headings, each with the line that says the same in the other language above or below it."""
    levels: list[list[GridRow]] = []
    for line in block:
        han = _HAN.search(line.text) is not None
        if levels and len(levels[-1]) == 1 and (_HAN.search(levels[-1][0].text) is not None) != han:
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _means(texts: Sequence[str]) -> bool:
    """Say whether a line holds a heading whose words are known by themselves."""
    return any(role_of(t) is not None for t in texts)


def _near(lines: Sequence[GridRow], kinds: Sequence[str]) -> list[bool]:
    """Say for each line whether it stands as near below the one before as the second lines of rows do."""
    boxes = [Box.union(c.box for c in line.filled() if c.box is not None) for line in lines]
    gaps = [0.0, *(b.y0 - a.y1 for a, b in itertools.pairwise(boxes))]
    own = [g for g, upper, kind in zip(gaps[1:], kinds, kinds[1:], strict=False) if (upper, kind) == ("row", "more")]
    if not own:
        return [True] * len(lines)
    usual = statistics.median(own)
    return [gap < usual + _FURTHER * box.height for gap, box in zip(gaps, boxes, strict=True)]


def _interlaced(bound: Sequence[tuple[GridRow, GridRow]]) -> list[tuple[GridRow, GridRow]]:
    """Make one line of those that reach into each other's height: a cell of two lines beside cells of one."""
    out: list[tuple[GridRow, GridRow]] = []
    bottom = 0.0
    for line, row in bound:
        box = Box.union(c.box for c in line.filled() if c.box is not None)
        if out and line.page is out[-1][0].page and bottom - box.y0 > _REACH * box.height:
            upper, above = out[-1]
            out[-1] = max(upper, line, key=lambda one: len(one.filled())), merge_rows(above, row)
            bottom = max(bottom, box.y1)
        else:
            out.append((line, row))
            bottom = box.y1
    return out


class _Reading:
    """One section while lines are added to it; `sample` are the first lines below its heads."""

    def __init__(self, heads: list[list[Cell]], page: Page, sample: Sequence[GridRow]) -> None:
        self.heads = heads
        self.columns = [UnruledColumns(cells, page) for cells in heads]
        count = len(self.heads)
        for k, columns in enumerate(self.columns):
            columns.grow([line.filled() for line in sample[k : SAMPLE * count : count]])
        texts = [[c.text for c in cells] for cells in self.heads]
        first = self.columns[0]
        below = (first.bind(r.page, r.filled()).texts() for r in sample[:SAMPLE] if has_values(r))
        self.first = roles_of(texts[0], below)
        every = list(itertools.chain.from_iterable(texts))
        self.section = Section(every, [*self.first, *map(role_of, every[len(texts[0]) :])])

    def take(self, lines: Sequence[GridRow], *, before_heads: bool = False) -> None:
        """Add lines: one with a day and a figure begins a row, those below it are its further lines in their order."""
        section = self.section
        shown = [line for line in lines if not NOISE.search(line.text) or has_values(line)]
        section.rest += [line for line in lines if line not in shown]
        bound = _interlaced([(line, self.columns[0].bind(line.page, line.filled())) for line in shown])
        shown = [line for line, _ in bound]
        bound = [(line, row) for (line, _), row in zip(bound, self._days([row for _, row in bound]), strict=True)]
        undated = "date" not in self.first
        kinds = with_groups(bound, [kind_of(row, self.first, by_figure=undated) for _, row in bound], self.first)
        depth, near = 0, _near(shown, kinds)
        for (line, row), kind, follows in zip(bound, kinds, near, strict=True):
            if kind in ("check", "group"):
                into = section.checkpoints if kind == "check" else section.groups
                into.append((len(section.rows), row if kind == "check" else line))
                depth = 0
            elif kind == "row":
                section.rows.append(self._wide(row, 0))
                depth = 1
            elif kind == "more" and depth and follows and not before_heads:
                place = min(depth, len(self.columns) - 1)
                lower = self._wide(self.columns[place].bind(line.page, line.filled()), place)
                section.rows[-1] = merge_rows(section.rows[-1], lower)
                depth += 1
            else:
                section.rest.append(line)

    def _days(self, rows: list[GridRow]) -> list[GridRow]:
        """Return the rows with month and day in one cell where the headings part them."""
        heads = tuple(self.heads[0])
        if not rows or not splits_days([c.text for c in heads]):
            return rows
        return whole_days([GridRow(rows[0].page, heads), *rows])[1:]

    def fills_all(self) -> bool:
        """Say whether many rows have something under each lower heading; the second half of a heading has nothing."""
        shown = [row.texts() for row in self.section.rows]
        filled = (sum(bool(t[i].strip()) for t in shown) for i in range(len(self.heads[0]), self.section.width))
        return all(count >= _FILLED * len(shown) for count in filled)

    def _wide(self, row: GridRow, place: int) -> GridRow:
        """Return a row of all columns of which those of one line are filled."""
        before = sum(len(cells) for cells in self.heads[:place])
        after = sum(len(cells) for cells in self.heads[place + 1 :])
        return GridRow(row.page, ((None,) * before + row.cells + (None,) * after))
