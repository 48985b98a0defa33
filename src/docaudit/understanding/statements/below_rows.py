"""Rows whose details stand on lines of their own below them, in no column: names, accounts, remarks, references.

The lines are set aside, the rows are read as without them, and each row gets what stands below it.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import itertools
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docaudit.banks.columns import header_score, role_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.detail_captions import HEADINGS, Captions, joined
from docaudit.understanding.statements.detail_texts import Text, Told, parted, told
from docaudit.understanding.statements.figures import looks_like_figure, parse_day
from docaudit.understanding.statements.headings import head_cells
from docaudit.understanding.statements.labelled import line_pairs
from docaudit.understanding.statements.lines import line_sections
from docaudit.understanding.statements.page_lines import PageLines
from docaudit.understanding.statements.sections import (
    NOISE,
    SENTENCE,
    Section,
    is_checkpoint,
    merge_rows,
    names_day,
)

_LEAST = 4
"""Fewer rows tell nothing of the lines below them."""
_OFTEN = 0.5
"""Share of the rows that have details, and of those that have a number among them where no caption stands."""
_APART = 1.2
"""A line stands no further below the last row of a page than this share of a line's height more than others do."""
_ALIGNED = 0.008
"""Share of the page's width by which lines of one text begin beside each other at most."""
_ABOVE_DETAILS = frozenset({"date", "time", "summary", "remark", "type"})
"""Columns under which a row's details begin."""


@dataclass(slots=True)
class _Row:
    """The first line of a row with the lines below it."""

    line: GridRow
    below: list[GridRow] = field(default_factory=list)

    @property
    def day(self) -> dt.date | None:
        """Return its day."""
        return next((d for c in self.line.filled() if (d := _day(c.text)) is not None), None)


class Details:
    """The details below the rows of some pages; `found` says whether there are any that no other way reads."""

    def __init__(self, pages: Sequence[Page], printed: PageLines) -> None:
        self.printed = printed
        self.rows: list[_Row] = []
        self._heads: list[Cell] = []
        for page in pages:
            self._take(printed.of(page))
        self.captions = Captions([[c.text for c in line.filled()] for row in self.rows for line in row.below])
        self.found = len(self.rows) >= _LEAST and self._strange()

    def _take(self, lines: Sequence[GridRow]) -> None:
        first = next((i for i, line in enumerate(lines) if _begins_row(line)), None)
        if first is None:
            return
        if not self._heads:
            self._heads = _heads(lines[:first])
        own: list[_Row] = []
        for line in lines[first:]:
            if _begins_row(line):
                own.append(_Row(line))
            elif own and _ends(line):
                own.append(_Row(GridRow(line.page, ())))  # what follows a sum belongs to no row
            elif own and not NOISE.search(line.text):
                own[-1].below.append(line)
        self.rows += [row for row in _without_foot(own) if row.line.cells]

    def _strange(self) -> bool:
        """Say whether details stand below many rows that no column and no Chinese label with a colon announces."""
        most = [row for row in self.rows if row.below]
        if len(most) < _OFTEN * len(self.rows):
            return False
        if len(self.captions.meanings()) > 1:
            lines = [line for row in most for line in row.below]
            return sum(bool(line_pairs(line)) for line in lines) < _OFTEN * len(lines)
        roles = [role_of(head.text) or "" for head in self._heads]
        if any(role.startswith(("counterparty", "payer", "payee")) for role in roles) or not self._heads:
            return False
        begun = [line.filled()[0] for row in most for line in row.below if line.filled()]
        if sum(map(self._wraps, begun)) >= _OFTEN * len(begun):
            return False
        cells = ([c for line in row.below for c in line.filled()] for row in most)
        numbered = sum(any(t.number for c in own for t in parted(Text(c.text.strip(), c))) for own in cells)
        return numbered >= _OFTEN * len(self.rows)

    def _wraps(self, cell: Cell) -> bool:
        """Say whether a text goes on in a column of its own kind: details stand below the day or the summary."""
        right = cell.box.x1 if cell.box is not None else 0.0
        below = [
            head for head in self._heads if head.box is not None and _left(cell) < head.box.x1 and right > _left(head)
        ]
        return bool(below) and role_of(min(below, key=_left).text) not in _ABOVE_DETAILS

    def sections(self, pages: Sequence[Page], printed: PageLines) -> list[Section]:
        """Return the sections of the pages with the details of each row in columns behind the others."""
        aside = {id(line.filled()[0]) for row in self.rows for line in row.below}
        sections = line_sections(pages, _Without(printed, aside), by_figure=False)
        places = {
            id(word): (section, i)
            for section in sections
            for i, row in enumerate(section.rows)
            for cell in row.filled()
            for word in cell.words
        }
        parts = [self._parts(row) for row in self.rows]
        named = bool({"counterparty_name", "payer_name", "payee_name"} & self.captions.meanings())
        days = [row.day for row in self.rows]
        loose: list[Told] = [{} for _ in parts]
        if not named:
            referenced = "reference" in self.captions.meanings()
            loose = told([lead for lead, _ in parts], days, referenced=referenced)
        for row, (lead, captioned), other in zip(self.rows, parts, loose, strict=True):
            words = (word for cell in row.line.filled() for word in cell.words)
            place = next((places[id(word)] for word in words if id(word) in places), None)
            if place is not None:
                _attach(*place, {**other, **captioned}, lead if named else [])
        return sections

    def _parts(self, row: _Row) -> tuple[list[Text], Told]:
        """Return the texts below a row that no caption announces, and those that one does."""
        lead: list[Text] = []
        found: Told = {}
        begun: list[tuple[float, str]] = []  # where the texts of each kind began
        for line in row.below:
            cells = line.filled()
            text, starts = joined(c.text for c in cells)
            for role, start, stop, captioned in self.captions.parts(text):
                at = max(bisect.bisect_right(starts, start) - 1, 0)
                if captioned:
                    own = role or ""
                    begun += [(_left(c), own) for c in cells[max(at - 1, 0) : at + 1]]
                    if own and text[start:stop].strip():
                        found.setdefault(own, []).append(Text(text[start:stop].strip(), cells[at]))
                    continue
                for place in range(bisect.bisect_left(starts, stop)):
                    cell, end = cells[place], starts[place + 1] if place + 1 < len(starts) else stop
                    value = text[starts[place] : min(end, stop)].strip()
                    to = _goes_on(begun, _left(cell))
                    if to is None or (to in _NUMBERS and not _coded(value)):
                        lead.append(Text(value, cell))
                    elif to:
                        found.setdefault(to, []).append(Text(value, cell))
        return lead, found


_NUMBERS = frozenset({"reference", "counterparty_account", "payer_account", "payee_account"})


def _left(cell: Cell) -> float:
    return cell.box.x0 if cell.box is not None else 0.0


def _coded(text: str) -> bool:
    return text.replace(" ", "").replace("-", "").isascii() and any(ch.isdigit() for ch in text)


def _goes_on(begun: Sequence[tuple[float, str]], x: float) -> str | None:
    """Return which text a line without a caption goes on with: the last begun at its place, else the last of all."""
    aligned = [role for start, role in begun if abs(start - x) < _ALIGNED]
    return aligned[-1] if aligned else begun[-1][1] if begun else None


class _Without(PageLines):
    """The lines of pages without some."""

    def __init__(self, printed: PageLines, aside: set[int]) -> None:
        super().__init__()
        self._printed, self._aside = printed, aside

    def of(self, page: Page) -> list[GridRow]:
        """Return the lines that are left."""
        return [line for line in self._printed.of(page) if not line.filled() or id(line.filled()[0]) not in self._aside]


def _attach(section: Section, place: int, found: Told, lead: Sequence[Text]) -> None:
    """Give a row its details, and the lines of its summary that stand above the first caption."""
    row = section.rows[place]
    cells: list[Cell | None] = [*row.cells, *[None] * (len(section.headings) - len(row.cells))]
    summary = next((i for i, role in enumerate(section.roles[: section.width]) if role == "summary"), None)
    above = cells[summary] if summary is not None else None
    if lead and summary is not None and above is not None:
        lower = [None] * summary + [_cell([t for t in lead if _under(above, t.cell)])]
        cells = list(merge_rows(GridRow(row.page, tuple(cells)), GridRow(row.page, tuple(lower))).cells)
    for role, texts in found.items():
        heading = HEADINGS[role]
        at = next((i for i in range(section.width, len(section.headings)) if section.headings[i] == heading), None)
        if at is None:
            at = len(section.headings)
            section.headings.append(heading)
            section.roles.append(role)
        cells += [None] * (at + 1 - len(cells))
        cells[at] = _cell(texts)
    section.rows[place] = GridRow(row.page, tuple(cells))


def _under(upper: Cell, lower: Cell) -> bool:
    return upper.box is not None and lower.box is not None and abs(upper.box.x0 - lower.box.x0) < _ALIGNED


def _cell(texts: Sequence[Text]) -> Cell | None:
    """Return one cell of texts that stand below each other."""
    if not texts:
        return None
    boxes = [t.cell.box for t in texts if t.cell.box is not None]
    whole = "\n".join(t.text for t in texts)
    sure = min(t.cell.confidence for t in texts)
    return dataclasses.replace(
        texts[0].cell, text=whole, box=Box.union(boxes) if boxes else None, words=(), confidence=sure
    )


def _day(text: str) -> dt.date | None:
    found = parse_day(text)
    return found.date() if isinstance(found, dt.datetime) else found


def _begins_row(line: GridRow) -> bool:
    """Say whether a line has a day among its first cells and a figure behind it."""
    cells = line.filled()
    return any(_day(c.text) is not None for c in cells[:2]) and any(looks_like_figure(c.text) for c in cells[1:])


def _ends(line: GridRow) -> bool:
    """Say whether a line is a sum, a notice or a heading, below which no details stand."""
    return is_checkpoint(line, ()) or _names_day(line) or bool(SENTENCE.search(line.text)) or _is_head([line])


def _names_day(line: GridRow) -> bool:
    return names_day(line) and not Text(line.text.strip(), line.filled()[0]).number


def _is_head(lines: Sequence[GridRow]) -> bool:
    return header_score([c.text for c in head_cells(lines)], dated=True) > 2


def _heads(above: Sequence[GridRow]) -> list[Cell]:
    """Return the headings above the first row."""
    line = next((line for line in reversed(above) if _is_head([line])), None)
    return head_cells([line]) if line is not None else []


def _without_foot(rows: Sequence[_Row]) -> Iterable[_Row]:
    """Return the rows of a page, the last of them without what stands apart from it."""
    gaps = [g for row in rows[:-1] for g in _gaps(row)]
    if rows and rows[-1].below:
        usual = statistics.median(gaps) if gaps else 0.0
        high = _box(rows[-1].line).height if rows[-1].line.cells else 0.0
        kept = [g <= usual + _APART * high for g in _gaps(rows[-1])]
        count = next((i for i, near in enumerate(kept) if not near), len(kept))
        rows[-1].below[:] = rows[-1].below[:count]
    return rows


def _gaps(row: _Row) -> list[float]:
    if not row.line.cells:
        return []
    boxes = [_box(line) for line in (row.line, *row.below)]
    return [b.y0 - a.y1 for a, b in itertools.pairwise(boxes)]


def _box(line: GridRow) -> Box:
    return Box.union(c.box for c in line.filled() if c.box is not None)
