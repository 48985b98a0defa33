"""Pages whose table does not take their whole width: two columns of rows beside each other, a head beside the rows."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence

from docaudit.banks.columns import fold_heading, header_score, role_of
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, Table
from docaudit.understanding.grids import GridRow, loose_rows
from docaudit.understanding.statements.blocks import LABEL
from docaudit.understanding.statements.figures import parse_day
from docaudit.understanding.statements.headings import head_cells
from docaudit.understanding.statements.labels import pairs
from docaudit.understanding.statements.page_lines import PageLines
from docaudit.understanding.statements.sections import has_values

_SUM = re.compile(r"\d[.．]\d{2}(?!\d)")
_CELL = re.compile(r"\d{1,2}([-/.月]\d{1,2}日?)?|.{0,2}|[-+(]?[\d,]+\.\d\d\)?")
"""What a column holds: the number of a row, a short day, a mark, a sum."""
_HEADS = 3
"""Headings stand on up to so many lines, those of the outer columns perhaps on the lower ones alone."""
_LEAST = 4
"""Fewer words beside a table are no head; a row has as many cells."""
_BLOCKS = 3
"""Labels that stand on a page so often are those of its blocks."""
_PAIRS = 2
"""So many labels with values beside a table are a head, though the first of them stands level with the headings."""
_FEW = 0.8
"""Words beside a table stand on fewer of its lines than this: what stands on more is a column without a heading."""


def panes(pages: Sequence[Page], lines: PageLines) -> list[Page]:
    """Return the pages with what stands beside each other one after the other; each page itself where nothing does."""
    out: list[Page] = []
    for page in pages:
        out += _halves(page, lines.of(page)) or _beside(page, lines.of(page)) or _beside_blocks(page) or [page]
    return out


def _halves(page: Page, lines: Sequence[GridRow]) -> list[Page]:
    """Return the left and the right half of a page on which the same headings stand twice beside each other."""
    for line in lines:
        if len(shown := [c.text for c in line.filled()]) == len(set(shown)):
            continue
        cells = head_cells([line])
        texts = [fold_heading(c.text) for c in cells]
        half = len(texts) // 2
        if half < 3 or len(texts) % 2 or texts[:half] != texts[half:] or header_score(texts[:half], dated=False) < 3:
            continue
        first, again = cells[0].box, cells[half].box
        if first is not None and again is not None:
            return _cut(page, first, again)
    return []


def _cut(page: Page, left: Box, right: Box) -> list[Page]:
    """Return the two halves of a page by their first headings; what stands above these belongs to the first.

    The words of the second half begin as far right of those of the first half as its headings do.
    """
    begin = min((w.box.x0 for w in page.words if w.box.y1 >= left.y0), default=left.x0)
    x = min(begin, left.x0) + right.x0 - left.x0 - 0.25 * left.height

    def second(box: Box) -> bool:
        return box.x0 >= x and box.y1 >= right.y0

    return [_part(page, lambda box: not second(box)), _part(page, second)]


def _gutter(page: Page, x0: float, x1: float, top: float) -> float | None:
    """Return the middle of the broadest strip between two places that no word below `top` touches."""
    taken = sorted((w.box.x0, w.box.x1) for w in page.words if w.box.y1 >= top and w.box.x1 > x0 and w.box.x0 < x1)
    best, edge = (0.0, x0), x0
    for a, b in [*taken, (x1, x1)]:
        best = max(best, (a - edge, (a + edge) / 2))
        edge = max(edge, b)
    return best[1] if best[0] > 0 else None


def _beside(page: Page, lines: Sequence[GridRow]) -> list[Page]:
    """Return what stands left or right of a table, then the rest of the page; nothing where nothing does."""
    header = next((i for i, line in enumerate(lines) if header_score(_heads(line), dated=False) > 2), None)
    if header is None:
        return []
    further = itertools.takewhile(lambda line: not has_values(line), lines[header + 1 : header + _HEADS])
    heads = [cell for line in (lines[header], *further) for cell in line.filled()]
    known = [c.box for c in heads if c.box is not None and role_of(c.text) is not None]
    rows = [line for line in lines[header + 1 :] if _SUM.search(line.text) and len(line.filled()) >= _LEAST]
    if len(rows) < 3 or not known:
        return []
    level = min(box.y0 for box in known) - 0.5 * known[0].height
    gap = known[0].height * (page.height / page.width if page.width else 1.0)
    known.sort(key=lambda box: box.x0)
    for box, left, sure in ((known[0], True, True), (known[-1], False, True), *_inner(known)):
        edge = box.x0 if left else box.x1
        # A column's words may reach beyond its heading: the strip has to be free over its whole height.
        below = [w.box for w in page.words if w.box.y1 >= level]
        far = min(b.x0 for b in below) if left else max(b.x1 for b in below)
        cut = _gutter(page, min(far, edge), max(far, edge), level)
        if cut is None or _broad(page, cut, level) < gap:
            continue
        outer = [w for w in page.words if w.box.y1 >= level and (w.box.center[0] < cut) == left]
        on_rows = sum(any(abs(w.box.center[1] - _level(row)) < w.box.height for w in outer) for row in rows)
        cells = sum(_CELL.fullmatch(w.text.strip()) is not None or parse_day(w.text) is not None for w in outer)
        head = len(outer) >= _LEAST and on_rows < _FEW * len(rows) and cells < 0.5 * len(outer)
        if head and (sure or sum(1 for _ in pairs(loose_rows(page, outer))) >= _PAIRS):
            return _parted(page, cut, level, left=left)
    return []


def _inner(known: Sequence[Box]) -> list[tuple[Box, bool, bool]]:
    """Return the headings beside the outermost, which may be labels (起止日期) of a head beside the rows."""
    return [(known[1], True, False), (known[-2], False, False)] if len(known) > _LEAST else []


def _beside_blocks(page: Page) -> list[Page]:
    """Return what stands left of blocks of labels, the same in each, then the rest of the page."""
    found = [(fold_heading(m.group(1)), w.box) for w in page.words if (m := LABEL.match(w.text)) is not None]
    counts = Counter(label for label, _ in found)
    own = [box for label, box in found if counts[label] >= _BLOCKS]
    if not own:
        return []
    edge, first = min(box.x0 for box in own), min(own, key=lambda box: box.y0)
    level = first.y0 - 2 * first.height
    outer = [w for w in page.words if w.box.y1 >= level and w.box.x1 < edge]
    if len(outer) < _LEAST or sum(1 for _ in pairs(loose_rows(page, outer))) < _PAIRS:
        return []
    return _parted(page, edge, level, left=True)


def _parted(page: Page, x: float, top: float, *, left: bool) -> list[Page]:
    def aside(box: Box) -> bool:
        return box.y1 >= top and (box.center[0] < x) == left

    return [_part(page, aside), _part(page, lambda box: not aside(box))]


def _heads(line: GridRow) -> list[str]:
    return [c.text for c in head_cells([line])]


def _broad(page: Page, x: float, top: float) -> float:
    """Return how broad the free strip around a place is."""
    below = [w.box for w in page.words if w.box.y1 >= top]
    return min((b.x0 for b in below if b.x0 >= x), default=1.0) - max((b.x1 for b in below if b.x1 <= x), default=0.0)


def _level(row: GridRow) -> float:
    boxes = [c.box for c in row.filled() if c.box is not None]
    return boxes[-1].center[1] if boxes else 0.0


def _part(page: Page, belongs: Callable[[Box], bool]) -> Page:
    """Return a page of the words in some places, with the columns of its tables that hold no others."""
    return dataclasses.replace(
        page,
        words=tuple(w for w in page.words if belongs(w.box)),
        tables=tuple(part for t in page.tables if (part := _columns(t, belongs)) is not None),
        lines=tuple(line for line in page.lines if line.words and all(belongs(w.box) for w in line.words)),
    )


def _columns(table: Table, belongs: Callable[[Box], bool]) -> Table | None:
    """Return a table of the columns whose words stand in some places; None where too few are left, or one is torn."""
    held = [(c, [belongs(w.box) for w in c.words]) for c in table.cells]
    own = {c.column for c, inside in held if inside and all(inside)}
    if len(own) < _LEAST or any(any(inside) and not all(inside) for _, inside in held):
        return None
    first, last = min(own), max(own)
    kept = [(c, inside) for c, inside in held if first <= c.column and c.column + c.column_span - 1 <= last]
    if not all(all(inside) for _, inside in kept):
        return None
    boxes = [c.box for c, _ in kept if c.box is not None]
    cells = tuple(dataclasses.replace(c, column=c.column - first) for c, _ in kept)
    return dataclasses.replace(table, cells=cells, box=Box.union(boxes) if boxes else None)
