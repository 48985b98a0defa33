"""Build tables from words alone, or from words between horizontal rules.

A row of such a table is known by an amount that lines up with the amounts of other rows; its columns by the white
rivers between the words and by the headings; lines without an amount continue the row whose cell they stand in. Prose,
forms and lists without amounts in line are no tables here.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docaudit.reading.layout.cells import Frame, fill_table, middle_of, slot
from docaudit.reading.layout.columns import Sizes, edges, find_columns
from docaudit.reading.layout.grid import Rule
from docaudit.reading.layout.measured import Measure
from docaudit.reading.layout.pieces import Pieces
from docaudit.records import strokes
from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Table, TextSource, Word

FIGURE = re.compile(r"[-+−(（]?[¥￥$]?\s?[-+]?\d[\d,，]*[.．]\d{2}[)）%元]?")
_AMOUNT = re.compile(r"\d[.．]\d{2}(?!\d)")
_DIGIT = re.compile(r"\d")
_CAPTION = re.compile(r"[^\d\s]\s*[:：](?!\d)")
_LEAST_COLUMNS, _LEAST_ROWS = 3, 2
# A heading of so many columns makes a table of a single row.
_FULL_HEADING = 5
# Two amounts line up when an edge or the middle of both lies within this many characters.
_IN_LINE = 0.5
# A row with amounts this many characters below the one before begins another table; a sum may stand so far below.
_FAR, _SUM_FAR = 14.0, 4.0
# A heading's lines stand within so many characters (middle to middle) of the first row, further ones of each other.
_HEADING_STEP, _CLOSE_STEP = 3.2, 1.75
_MOST_HEADING_LINES = 8
# A line above the headings that takes this share of the table's width in one word is a title.
_TITLE_SHARE = 0.4
# A table's rows hold at least this share of its least columns on average.
_FILLED_SHARE = 0.8
# OCR glues words of neighbouring cells in up to this share of the rows.
_GLUED_SHARE = 0.12


@dataclass(slots=True)
class _Row:
    """A printed line: its words, its middle down the page, the amounts in it that line up with others."""

    words: Sequence[Word]
    middle: float
    figures: list[Word]
    begins: bool = False
    """It begins a row of a table: it has an amount in line, more words, and not two captions with their values."""

    @property
    def captioned(self) -> bool:
        """It names what follows (账号：…), as lines above and below a table do."""
        return _captions(self.words) > 0

    def count(self, figures: list[Word]) -> None:
        """Take these amounts of the line for amounts in line."""
        self.figures = figures
        self.begins = bool(figures) and len(self.words) > 1 and _captions(self.words) < 2


def _captions(words: Sequence[Word]) -> int:
    return sum((":" in w.text or "：" in w.text) and bool(_CAPTION.search(w.text)) for w in words)


@dataclass(frozen=True, slots=True)
class _Print:
    """What the tables of a page share: its horizontal rules, the size of its characters, the words that are cut."""

    rules: list[Rule]
    em: float
    high: float
    pieces: Pieces


@dataclass(slots=True)
class Found:
    """Tables, top to bottom, and by the identity of each word that a column's edge cuts its pieces."""

    tables: list[Table]
    pieces: dict[int, list[Word]]


def find_unruled(lines: Sequence[Line], rules: Sequence[Rule], aspect: float, measure: Measure | None = None) -> Found:
    """Return the tables among lines that stand in no ruled table.

    Args:
        lines: of an upright page, top to bottom.
        rules: of the same page; horizontal ones part rows.
        aspect: the page's width over its height.
        measure: of the page's picture, to cut words at the gaps that it shows.
    """
    words: list[Sequence[Word]] = [line.words for line in lines if line.words]
    if strokes.typed([w for line in words for w in line]):
        words = [kept for line in words if (kept := [w for w in strokes.parted(line) if not strokes.is_stroke(w.text)])]
    pieces = Pieces(measure, aspect)
    if measure is not None and any(_AMOUNT.search(w.text) for line in words for w in line):
        words = [pieces.parted(line) for line in words]
    figures = [[w for w in line if FIGURE.fullmatch(w.text)] for line in words]
    found = [w for group in figures for w in group]
    if not found:
        return Found([], {})
    high = statistics.median(w.box.height for w in found)
    em = high / max(aspect, 0.1)
    level = _in_line(found, _IN_LINE * em)
    rows = [_Row(line, middle_of(line), []) for line in words]
    for row, group in zip(rows, figures, strict=True):
        if group:
            row.count([w for w in group if id(w) in level])
    if not level:
        _lone_row(rows, figures)
    across = [r for r in rules if r.horizontal]
    page = _Print(across, em, high, pieces)
    made = (_table(rows, first, last, page) for first, last in _spans(rows, high))
    return Found([table for table in made if table is not None], pieces.cut)


def _lone_row(rows: Sequence[_Row], figures: Sequence[list[Word]]) -> None:
    """Let the amounts of a single row below a full heading count, which no other amount can line up with."""
    for i, (row, own) in enumerate(zip(rows, figures, strict=True)):
        if own and len(row.words) >= _LEAST_COLUMNS:
            above = rows[max(0, i - 4) : i]
            if any(len(r.words) >= _FULL_HEADING and not any(_DIGIT.search(w.text) for w in r.words) for r in above):
                row.count(own)


_EDGES: tuple[Callable[[Box], float], ...] = (lambda b: b.x1, lambda b: (b.x0 + b.x1) / 2, lambda b: b.x0)


def _in_line(figures: Sequence[Word], near: float) -> set[int]:
    """Return the identities of the amounts that share an edge or the middle with another line's amount."""
    out: set[int] = set()
    for edge in _EDGES:
        ordered = sorted((edge(w.box), id(w)) for w in figures)
        for (x, a), (y, b) in itertools.pairwise(ordered):
            if y - x <= near:
                out |= {a, b}
    return out


def _spans(rows: Sequence[_Row], high: float) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each run of rows with amounts in line."""
    firm = [i for i, row in enumerate(rows) if row.begins and len(row.words) >= _LEAST_COLUMNS]
    runs: list[list[int]] = []
    for i in firm:
        before = runs[-1][-1] if runs else None
        if (
            before is None
            or rows[i].middle - rows[before].middle > _FAR * high
            or any(_heads(rows[k], rows[i : i + 1]) for k in range(before + 1, i))
        ):
            runs.append([i])
        else:
            runs[-1].append(i)
    open_span: tuple[int, int] | None = None
    for run in runs:
        first, last = _carried(rows, run[0], -1, high), _carried(rows, run[-1], 1, high)
        if open_span is not None and first <= open_span[1]:
            # Rows with few words lead from one run to the other: they are one table.
            first, last = open_span[0], max(last, open_span[1])
        elif open_span is not None:
            yield open_span
        open_span = first, last
    if open_span is not None:
        yield open_span


def _carried(rows: Sequence[_Row], at: int, way: int, high: float) -> int:
    """Return the outermost line that follows line `at` upwards (-1) or downwards (1) as a row of the same table.

    A sum or a carried balance has few words; the wrapped lines of the row before may stand between. A row whose amounts
    are broken over two lines shows none, but nearly as many words.
    """
    k, full = at, max(_FULL_HEADING, 0.6 * len(rows[at].words))
    while 0 <= k + way < len(rows):
        step = abs(rows[k + way].middle - rows[k].middle)
        k += way
        broken = (
            len(rows[k].words) >= full and not rows[k].captioned and any(_DIGIT.search(w.text) for w in rows[k].words)
        )
        if (rows[k].begins or broken) and step < _SUM_FAR * high:
            at = k
        elif step > _SUM_FAR * high or rows[k].captioned or _heads(rows[k], [rows[at]]):
            break
    return at


def _heads(row: _Row, below: Sequence[_Row]) -> bool:
    """Say whether a line is a heading of the rows below: several words, no digit, one of them over an amount."""
    least = max(_LEAST_COLUMNS, 0.35 * max((len(r.words) for r in below), default=0))
    if len(row.words) < least or any(_DIGIT.search(w.text) for w in row.words):
        return False
    if len(below) > 1 and len(row.words) >= 0.6 * max(len(r.words) for r in below):
        return True
    return any(w.box.x0 < f.box.x1 and f.box.x0 < w.box.x1 for r in below for f in r.figures for w in row.words)


def _table(rows: Sequence[_Row], first: int, last: int, page: _Print) -> Table | None:
    em, high = page.em, page.high
    core = rows[first : last + 1]
    left = min(w.box.x0 for row in core for w in row.words)
    right = max(w.box.x1 for row in core for w in row.words)
    rules = [r for r in page.rules if min(r.end, right) - max(r.start, left) > 0.6 * (right - left)]
    top, start = _heading(rows, first, _Print(rules, em, high, page.pieces), right - left)
    heading = rows[top:start]
    core = rows[start : last + 1] if heading else core
    anchors = sum(row.begins for row in core)
    words = [w for row in core for w in row.words]
    scanned = any(w.origin is TextSource.OCR for w in words)
    glued = int(_GLUED_SHARE * anchors) if scanned else 0
    columns = find_columns(
        page.pieces.inked(words), [row.words for row in heading], Sizes(em, glued, anchors), page.pieces.joined
    )
    least = (1 if len(columns) >= _FULL_HEADING else _LEAST_ROWS) if heading else _LEAST_ROWS + 1
    if len(columns) < _LEAST_COLUMNS or anchors < least:
        return None
    xs = edges(columns)
    above = [] if heading else _close(rows[max(0, first - _MOST_HEADING_LINES) : first], core[0], xs, high)
    body = [*above, *core, *_close(rows[last + 1 :], core[-1], xs, high)]
    heads = [page.pieces.kept(c.heading) for c in columns]
    begun = {i: middle_of(row.figures) for i, row in enumerate(body) if row.begins}
    table = fill_table(heads, [row.words for row in body], begun, Frame(xs, rules, high, page.pieces))
    filled = sum(bool(cell.words) for cell in table.cells)
    return table if filled >= _FILLED_SHARE * _LEAST_COLUMNS * table.row_count else None


def _heading(rows: Sequence[_Row], first: int, page: _Print, width: float) -> tuple[int, int]:
    """Return from which line to before which line the headings above line `first` stand."""
    below, high, rules = [row for row in rows[first : first + 12] if row.figures], page.high, page.rules
    top = first
    while top and first - top < _MOST_HEADING_LINES and not (rows[top - 1].captioned or rows[top - 1].figures):
        if rows[top].middle - rows[top - 1].middle > _HEADING_STEP * high:
            break
        top -= 1
    mains = [k for k in range(top, first) if _heads(rows[k], below)]
    if not mains:
        return first, first
    end = mains[-1]
    between = [r.at for r in rules if rows[end].middle < r.at < rows[first].middle]
    if between:
        start = next(k for k in range(end + 1, first + 1) if rows[k].middle > min(between))
    else:
        steps = [rows[k + 1].middle - rows[k].middle for k in range(end, first)]
        start = end + 1 + steps.index(max(steps)) if len(steps) > 1 else first
    above = mains[0]
    while above > top and _goes_on(rows[above - 1], rows[above], page, width):
        above -= 1
    return above, start


def _goes_on(row: _Row, below: _Row, page: _Print, width: float) -> bool:
    """Say whether a line above the main line of the headings is a part of them."""
    near = below.middle - row.middle <= _CLOSE_STEP * page.high
    bare = not any(_DIGIT.search(w.text) or w.box.width > _TITLE_SHARE * width for w in row.words)
    return near and bare and not any(row.middle < r.at < below.middle for r in page.rules)


def _close(rows: Sequence[_Row], beside: _Row, xs: Sequence[float], high: float) -> list[_Row]:
    """Return the lines next to the first or last row that may continue its cells, in their order."""
    down = bool(rows) and rows[0].middle > beside.middle
    out: list[_Row] = []
    before = beside
    for row in rows if down else reversed(rows):
        if abs(row.middle - before.middle) > _CLOSE_STEP * high or row.captioned or row.figures:
            break
        if any(slot(xs, w.box.x0 + 0.1 * w.box.width) != slot(xs, w.box.x1 - 0.1 * w.box.width) for w in row.words):
            break
        out.append(row)
        before = row
    return out if down else out[::-1]
