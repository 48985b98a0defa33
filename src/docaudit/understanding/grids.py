"""Turns pages into rows of cells: ruled tables and sheets as they are, unruled pages by clustering words."""

from __future__ import annotations

import csv
import dataclasses
import itertools
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docaudit.records import strokes
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page, Table, TextSource, Word

_STRIPS = 250
"""Into so many a page is cut to look for what is level with a word: of a line of print each takes two or three."""


_LEVEL = 0.5
"""Share of the lower word's height by which words of one line overlap."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid; None where a column is empty or covered by a merged cell.

    `loose` rows are lines of words whose cells are not yet bound to columns.
    """

    page: Page
    cells: tuple[Cell | None, ...]
    loose: bool = False

    def texts(self) -> list[str]:
        """Return the text of each column, empty where there is none."""
        return [c.text if c is not None else "" for c in self.cells]

    def filled(self) -> list[Cell]:
        """Return the cells that hold text, left to right."""
        return [c for c in self.cells if c is not None and c.text.strip()]

    @property
    def text(self) -> str:
        """The row's texts in one line."""
        return " ".join(c.text.strip() for c in self.filled())


def table_rows(page: Page, table: Table) -> list[GridRow]:
    """Return the table's rows; a merged cell stands in its first row and column only."""
    width = table.column_count
    rows: list[list[Cell | None]] = [[None] * width for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell
    if page.text_source in (TextSource.OCR, TextSource.MIXED):
        for row in rows:
            _recut(row)
    return [GridRow(page, tuple(row)) for row in rows]


_CUT_LATE = re.compile(r"(?s)(.*(?:[\u4e00-\u9fff)）])\s?)(\d)|(.*\d\.\d\d)(?!元)([\u4e00-\u9fff])")
"""Names with the first digit of the number beside them, figures with the first sign of the words beside them."""


def _recut(row: list[Cell | None]) -> None:
    """Give a cell its first sign back where a scan's glued words were cut one sign too late between two cells."""
    for i, (left, right) in enumerate(itertools.pairwise(row)):
        if left is None or right is None or not left.words or not right.words:
            continue
        before = max(left.words, key=lambda w: w.box.x1)
        after = min(right.words, key=lambda w: w.box.x0)
        found = _CUT_LATE.fullmatch(before.text.strip())
        level = min(before.box.y1, after.box.y1) - max(before.box.y0, after.box.y0)
        if found is None or level < 0.5 * after.box.height:
            continue
        kept, sign = (found[1], found[2]) if found[2] else (found[3], found[4])
        follows = r"[\d*,.]+" if sign.isdecimal() else r"[\u4e00-\u9fff].*"
        if not re.fullmatch(follows, after.text.strip()):
            continue
        row[i] = _worded(left, before, dataclasses.replace(before, text=kept.strip()))
        row[i + 1] = _worded(right, after, dataclasses.replace(after, text=sign + after.text))


def _worded(cell: Cell, old: Word, new: Word) -> Cell:
    """Return the cell with one of its words exchanged for another reading of it."""
    words = tuple(new if w is old else w for w in cell.words)
    return dataclasses.replace(cell, words=words, text=cell.text.replace(old.text.strip(), new.text, 1))


def sheet_rows(pages: Sequence[Page]) -> list[GridRow]:
    """Return the rows of all sheets, one sheet after the other."""
    return [row for page in pages for table in page.tables for row in _unglued(table_rows(page, table))]


def _unglued(rows: list[GridRow]) -> list[GridRow]:
    """Split rows whose cells still hold comma-separated fields, because tabs stand inside the fields of the file."""
    commas = [r.filled()[0].text.count(",") for r in rows if r.filled()]
    glued = max((commas.count(n) for n in set(commas) if n > 4), default=0)
    if glued < 3 or max(len(r.filled()) for r in rows) > 6:
        return rows
    out = []
    for row in rows:
        shown = row.filled()
        fields = next(csv.reader(["\t".join(c.text for c in shown)])) if shown else []
        first = shown[0] if shown else None
        cells = [dataclasses.replace(first, column=i, text=t.strip()) for i, t in enumerate(fields)] if first else []
        out.append(GridRow(row.page, tuple(cells)))
    return out


def visual_lines(words: Iterable[Word], fall: float = 0.0) -> list[list[Word]]:
    """Return words of a page as lines from top to bottom, each left to right.

    A word joins the line whose rightmost word it overlaps in height, of several the one whose first word it overlaps
    most as well (the second line of a wrapped text may stand between), as if the page did not fall to the right
    (`fall`, a share of its height per page width): over a wide gap even a slight fall would part a line.
    """
    lines: list[tuple[list[Word], float, float]] = []
    levels: dict[int, set[int]] = defaultdict(set)
    for word in sorted(_once(words), key=lambda w: (w.box.x0, w.box.y0)):
        box, best, share = word.box, None, _LEVEL
        y0, y1 = box.y0 - fall * box.center[0], box.y1 - fall * box.center[0]
        around = _levels(y0, y1)
        # Only lines level with the word: a page has a hundred others.
        for i in sorted(set().union(*(levels[level] for level in around if level in levels))):
            line, top, bottom = lines[i]
            last = line[-1].box
            if last.x0 + 0.6 * last.width > box.x0 and box.x0 < last.x1 - 0.5 * box.width:
                continue
            part = (min(bottom, y1) - max(top, y0)) / (min(last.height, box.height) or 1e-6)
            if part <= _LEVEL:
                continue
            first = line[0].box
            upper, lower = first.y0 - fall * first.center[0], first.y1 - fall * first.center[0]
            part = max(part, (min(lower, y1) - max(upper, y0)) / (min(first.height, box.height) or 1e-6))
            if part > share:
                best, share = i, part
        if best is None:
            best = len(lines)
            lines.append(([word], y0, y1))
        else:
            line, top, bottom = lines[best]
            for level in _levels(top, bottom):
                levels[level].discard(best)
            line.append(word)
            lines[best] = line, y0, y1
        for level in around:
            levels[level].add(best)
    return [line for line, _, _ in sorted(lines, key=lambda e: _middle(e[0], fall))]


def _levels(top: float, bottom: float) -> range:
    """Return the strips of a page that a line takes part of."""
    return range(int(top * _STRIPS), int(bottom * _STRIPS) + 1)


def _once(words: Iterable[Word]) -> Iterator[Word]:
    """Yield words that print something; one that was read twice in one place (or printed twice, to look bold) once."""
    seen: dict[str, list[Box]] = {}
    for word in words:
        text = word.text.strip()
        if not text:
            continue
        places = seen.setdefault(text, [])
        if not any(box.contains(*word.box.center) and word.box.contains(*box.center) for box in places):
            places.append(word.box)
            yield word


def loose_rows(page: Page, words: Iterable[Word] | None = None) -> list[GridRow]:
    """Return the page's lines (those of `words` alone, where given) as rows whose cells are runs without a wide gap."""
    shown = list(page.words if words is None else words)
    if strokes.typed(page.words):
        if page.text_source is not TextSource.TEXT_LAYER:
            shown = strokes.mended(shown, strokes.rules(page.words))
        shown = strokes.parted(shown)
    lines = visual_lines(shown, _fall(page))
    rows = (GridRow(page, tuple(runs(page, line)), loose=True) for line in lines)
    return [row for row in rows if row.cells]


def _fall(page: Page) -> float:
    """Return how much a scanned page's print falls per page width, by the lines that reading has found on it."""
    if page.text_source is TextSource.TEXT_LAYER:
        return 0.0
    falls = []
    for line in page.lines:
        if len(line.words) < 2:
            continue
        (x0, y0), (x1, y1) = line.words[0].box.center, line.words[-1].box.center
        if x1 - x0 > 0.3:
            falls.append((y1 - y0) / (x1 - x0))
    return statistics.median(falls) if len(falls) >= 3 else 0.0


def lean(page: Page) -> float:
    """Return how far to the right a scanned page's columns move per page height, in page widths: turned print leans."""
    if not page.width or not page.height:
        return 0.0
    return -_fall(page) * (page.height / page.width) ** 2


def runs(page: Page, line: Sequence[Word], gap_em: float = 0.45) -> list[Cell]:
    """Join a line's words where no typed rule stands and the gap is below `gap_em` times the height of the letters."""
    groups: list[list[Word]] = []
    ratio = (page.width / page.height) if page.width and page.height else 0.7
    stroke = False
    for word in line:
        if strokes.is_stroke(word.text):
            stroke = True
            continue
        apart, stroke = stroke, False
        if groups and not apart:
            last = groups[-1][-1]
            em = min(last.box.height, word.box.height)
            if (word.box.x0 - last.box.x1) * ratio < gap_em * em:
                groups[-1].append(word)
                continue
        groups.append([word])
    return [cell_of(group, column=i) for i, group in enumerate(groups)]


def cell_of(words: Sequence[Word], column: int = 0, row: int = 0) -> Cell:
    """Return a cell of these words, read left to right."""
    return Cell(
        row=row,
        column=column,
        text=join_words(words),
        box=Box.union(w.box for w in words),
        words=tuple(words),
        confidence=min(w.confidence for w in words),
    )


def join_words(words: Sequence[Word]) -> str:
    """Join words as a reader does: a blank only where a gap stands between two Latin words or figures."""
    text = ""
    for i, word in enumerate(words):
        piece = word.text.strip()
        if i and _spaced(words[i - 1], word):
            text += " "
        text += piece
    return text


def _spaced(left: Word, right: Word) -> bool:
    if not (left.text[-1:].isascii() and right.text[:1].isascii()):
        return False
    em = min(left.box.height, right.box.height)
    return (right.box.x0 - left.box.x1) > 0.12 * em


def slope(rows: Iterable[GridRow]) -> float:
    """Return how much the lines of a page fall per page width (share of the height), 0 on an even page."""
    falls = []
    for row in rows:
        boxes = [c.box for c in row.cells if c is not None and c.box is not None]
        if len(boxes) < 4:
            continue
        (x0, y0), (x1, y1) = boxes[0].center, boxes[-1].center
        if x1 - x0 > 0.3:
            falls.append((y1 - y0) / (x1 - x0))
    return statistics.median(falls) if len(falls) >= 3 else 0.0


def merge_cells(upper: Cell, lower: Cell) -> Cell:
    """Return one cell of two that stand above each other in one printed cell (a wrapped text)."""
    boxes = [c.box for c in (upper, lower) if c.box is not None]
    return dataclasses.replace(
        upper,
        text=f"{upper.text}\n{lower.text}",
        box=Box.union(boxes) if boxes else None,
        words=(*upper.words, *lower.words),
        confidence=min(upper.confidence, lower.confidence),
    )


def unwrap(text: str) -> str:
    """Return a wrapped cell's text in one line: without a blank, except between two Latin words."""
    if "\n" not in text:
        return text.strip()
    out = ""
    for part in (p.strip() for p in text.split("\n")):
        if out and part and out[-1].isascii() and out[-1].isalpha() and part[0].isascii() and part[0].isalpha():
            out += " "
        out += part
    return out


def _middle(line: Sequence[Word], fall: float) -> float:
    x, y = line[0].box.center
    return y - fall * x


def outside(page: Page, boxes: Iterable[Box]) -> list[Word]:
    """Return the words of a page that stand in none of its tables with these boxes.

    The box of a table that a scan has turned reaches over the lines above and below it: what none of its cells holds is
    outside.
    """
    inner = list(boxes)
    cells = {t.box: [w.box for c in t.cells for w in c.words] for t in page.tables if t.box in inner}
    whole = {box: frozenset(words) for box, words in cells.items()}

    def held(word: Word, box: Box) -> bool:
        words = cells.get(box)
        if not words or word.box in whole[box]:
            return True
        return any(b.contains(*word.box.center) or word.box.contains(*b.center) for b in words)

    return [w for w in page.words if not any(b.contains(*w.box.center) and held(w, b) for b in inner)]
