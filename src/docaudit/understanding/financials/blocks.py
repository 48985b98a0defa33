"""The caption columns and the figure columns of a statement, from tables or from lines of words."""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page
from docaudit.understanding.captions import is_line
from docaudit.understanding.financials.columns import TOLD, columns_of, is_aside
from docaudit.understanding.financials.headings import (
    heading_rows,
    headings_by_column,
    headings_by_place,
    heads_captions,
)
from docaudit.understanding.grids import GridRow, merge_cells
from docaudit.understanding.statements.figures import is_nothing

MONEY = re.compile(r"\d[\d,]*\.\d\d|\d,\d{3}|\d{5,}")
_FIGURE = re.compile(r"[-+(]?[¥￥]?\s?\d[\d,，. ]*\)?-?%?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOTE = re.compile(
    r"(?:附?注释?)?[一二三四五六七八九十]{1,3}[、.]?\(?\d{1,3}\)?|(?:[一二三四五六七八九十]{1,3}[、.]?)?\([一二三四五六七八九十]{1,3}\)\d{0,3}"
    r"|附?注释?\d{0,3}|[一二三四五六七八九十]{1,3}[、.]\(?[一二三四五六七八九十]{0,3}|\(?[一二三四五六七八九十]{1,3}\)?"
)
"""Which note explains a line (五(1), 七、1, (五)2, 注释3), perhaps broken over lines; it stands behind the caption."""
_DATE = re.compile(r"(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?")
"""A day or month in figures; with two parts alone it may also be money."""


@dataclass(slots=True)
class Item:
    """One printed line: its caption and its figures by column."""

    page: Page
    caption: Cell
    figures: dict[int, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """The rows of one table (or of the lines of one page): items of the left and the right side, headings by column.

    `places` are the extents of the columns, where the page has a picture.
    """

    items: list[Item]
    headings: dict[int, str]
    sides: list[list[int]]
    places: dict[int, Box]
    width: int


def is_figure(text: str) -> bool:
    """Say whether a cell holds a figure or the dash of an empty one."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _DATE.fullmatch(plain) and len(re.findall(r"[-./]", plain)) == 2:
        return False
    return bool(_FIGURE.fullmatch(plain)) or (is_nothing(plain) and plain != "")


def block_of(rows: Sequence[GridRow], above: Sequence[GridRow], inherited: Block | None) -> Block | None:
    """Return the block of a grid whose rows are bound to columns.

    Args:
        rows: of the grid.
        above: the lines above the grid on its page, for headings that stand outside it.
        inherited: the block before, whose headings count where none are printed.
    """
    width = max((len(r.cells) for r in rows), default=0)
    if width < 2:
        return None
    rows = [piece for row in rows for piece in _unstacked(row)]
    number, text = _count(rows, width)
    first = next((k for k, r in enumerate(rows) if _body(r)), 0)
    printed = heading_rows(rows[:first])
    counting = {c for c in range(width) if _counts_lines(rows[first:], c)}
    if rows and _from_lines(rows):
        spans = _places(rows[first:], width)
        headings = headings_by_place(printed, spans, [i for i in spans if number[i] >= text[i]], counting)
    else:
        headings = headings_by_column(printed, width)
    captions = [
        i
        for i in range(width)
        if text[i] > max(1, number[i]) and _heads_captions(headings.get(i, "")) and _wordy(rows, i)
    ]
    if not captions:
        return None
    merged: list[int] = []
    for i in captions:
        # Two caption columns side by side without figures between them are levels of one caption.
        if merged and not any(number[k] for k in range(merged[-1] + 1, i)):
            continue
        merged.append(i)
    ends = [*merged[1:], width]
    counted = [
        [c for c in range(start + 1, stop) if c not in captions and (number[c] or headings.get(c))]
        for start, stop in zip(merged, ends, strict=True)
    ]
    sides = [[c for c in side if c not in counting] for side in counted]
    places = _places(rows[first:], width)
    block = Block([], headings, sides, places, width)
    block.headings = _headed(block, above, inherited)
    for start, stop in zip(merged, ends, strict=True):
        for row in rows[first:]:
            parts = [c for c in row.cells[start:stop] if c is not None and c.text.strip() and c.column in captions]
            parts = parts or [c for c in row.cells[start : start + 1] if c is not None and c.text.strip()]
            if not parts or len(_HAN.findall(parts[-1].text)) < 2 or _is_note(parts[-1].text):
                continue  # a piece of a note's number that broke over two lines
            figures = {
                c: cell for c in range(start + 1, stop) if c not in captions and (cell := row.cells[c]) is not None
            }
            block.items.append(Item(row.page, parts[-1], figures))
    return block


def _unstacked(row: GridRow) -> list[GridRow]:
    """Return the lines of a row into whose cells a table without rules has put several, each with as many lines."""
    lines = {
        i: c.text.split("\n")
        for i, c in enumerate(row.cells)
        if c is not None and c.text.strip() and not _is_note(c.text)
    }
    counts = {len(parts) for parts in lines.values()}
    if len(counts) != 1 or (count := counts.pop()) < 2 or len(lines) < 2:
        return [row]
    figures = [parts for parts in lines.values() if all(map(is_figure, parts))]
    if not figures or any(is_figure(t) for parts in lines.values() if parts not in figures for t in parts):
        return [row]
    out = []
    for k in range(count):
        cells = list(row.cells)
        for i, parts in lines.items():
            cell = row.cells[i]
            if cell is not None:
                box = cell.box and Box(
                    cell.box.x0,
                    cell.box.y0 + cell.box.height * k / count,
                    cell.box.x1,
                    cell.box.y0 + cell.box.height * (k + 1) / count,
                )
                cells[i] = dataclasses.replace(cell, text=parts[k], box=box)
        out.append(GridRow(row.page, tuple(cells)))
    return out


def _heads_captions(heading: str) -> bool:
    """Say whether captions can stand under a heading; 项目 may have the heading of the notes beside it glued to it."""
    return not is_aside(heading) or heads_captions(heading)


def _headed(block: Block, above: Sequence[GridRow], inherited: Block | None) -> dict[int, str]:
    """Return the headings of a grid: its own, else those above it, else those of the block before it."""
    sides, places = block.sides, block.places
    if _tells(block.headings, sides):
        return block.headings
    figures = [c for side in sides for c in side]
    outside = headings_by_place(heading_rows(above), places, figures)
    if _tells(outside, sides):
        return outside
    if inherited is None or not _tells(inherited.headings, inherited.sides):
        return block.headings or outside
    if inherited.width == block.width:
        return inherited.headings
    if [len(s) for s in inherited.sides] == [len(s) for s in sides]:
        pairs = [(o, n) for old, new in zip(inherited.sides, sides, strict=True) for o, n in zip(old, new, strict=True)]
    else:
        pairs = [(o, n) for n in figures if n in places for o in _over(inherited.places, places[n])]
    return block.headings | {n: inherited.headings.get(o, "") for o, n in pairs}


def _over(places: Mapping[int, Box], place: Box) -> list[int]:
    """Return the column that covers most of the narrower of both, if that is more than half."""

    def shared(column: int) -> float:
        one = places[column]
        return (min(one.x1, place.x1) - max(one.x0, place.x0)) / max(1e-6, min(one.width, place.width))

    best = max(places, key=shared, default=None)
    return [best] if best is not None and shared(best) > 0.5 else []


def _tells(headings: Mapping[int, str], sides: Sequence[Sequence[int]]) -> bool:
    """Say whether headings tell what the figures of a side are."""
    return any(m.current is not None and m.sure >= TOLD for m in (columns_of(headings, s) for s in sides))


def _from_lines(rows: Sequence[GridRow]) -> bool:
    """Say whether the rows are lines of words, whose headings are bound to columns by their places alone."""
    return all(c.words for r in rows for c in r.filled()) and not any(
        c.column_span > 1 for r in rows for c in r.filled()
    )


def _places(rows: Sequence[GridRow], width: int) -> dict[int, Box]:
    """Return the extents of the columns that have places; of those with figures by these alone, names below aside."""
    found = {}
    for i in range(width):
        cells = [c for r in rows if i < len(r.cells) and (c := r.cells[i]) is not None and c.box is not None]
        figures = [c for c in cells if is_figure(c.text)]
        boxes = [c.box for c in (figures if 2 * len(figures) >= len(cells) else cells) if c.box is not None]
        if boxes:
            found[i] = Box.union(boxes)
    return found


_MOST = 0.8
"""Share of a column that numbers lines; what runs into it from beside or below the table is the rest."""


def _counts_lines(rows: Sequence[GridRow], column: int) -> bool:
    """Say whether a column holds the numbers of lines or notes, whatever stands above it."""
    shown = [
        c.text.strip() for r in rows if column < len(r.cells) and (c := r.cells[column]) is not None and c.text.strip()
    ]
    small = [t for t in (unicodedata.normalize("NFKC", t) for t in shown) if re.fullmatch(r"\d{1,3}", t)]
    if len(small) < max(4, _MOST * len(shown)):
        return False
    pairs = list(itertools.pairwise(int(t) for t in small))
    # Pieces of the notes' numbers beside them may stand between; sums of money never go on by ones.
    return sum(1 <= b - a <= 3 for a, b in pairs) >= 0.6 * len(pairs)


def _count(rows: Sequence[GridRow], width: int) -> tuple[list[int], list[int]]:
    """Return how many figures and how many texts stand in each column."""
    number, text = [0] * width, [0] * width
    for row in rows:
        for i, cell in enumerate(row.cells):
            if cell is not None and cell.text.strip():
                (number if is_figure(cell.text) else text)[i] += 1
    return number, text


def _is_note(text: str) -> bool:
    return _NOTE.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))) is not None


def _wordy(rows: Sequence[GridRow], column: int) -> bool:
    """Say whether a column holds captions rather than note numbers (``七、1``)."""
    cells = [c for r in rows if column < len(r.cells) and (c := r.cells[column]) is not None and c.text.strip()]
    shown = [c.text for c in cells if not _is_note(c.text)]
    if len(shown) < 0.5 * len(cells) and not any("合计" in t or "总计" in t for t in shown):
        return False
    long = sum(len(re.sub(r"[^\u4e00-\u9fff]", "", t)) >= 2 for t in shown)
    return long > 0.5 * len(shown)


_OPENS = re.compile(r"[\s一二三四五、]*(?:流动资产|流动负债|经营活动产生的现金流量|营业总?收入)\s*[:：]?")


def _body(row: GridRow) -> bool:
    """Say whether a row holds a caption with a figure, or a caption that opens a part (``流动资产：``)."""
    shown = [c.text for c in row.filled()]
    if any(_OPENS.fullmatch(t) for t in shown):
        return True
    if len(shown) > 2 and re.fullmatch(r"\d{1,3}", shown[0].strip()):
        shown = shown[1:]  # the number of the line
    if len(shown) > 1 and is_line(shown[0]) and all(map(is_figure, shown[1:])):
        return True
    return (
        bool(shown)
        and not is_figure(shown[0])
        and any(is_figure(t) and MONEY.search(t) and not _DATE.fullmatch(t.strip()) for t in shown[1:])
    )


def line_grids(pages: Sequence[Sequence[GridRow]]) -> list[list[GridRow]]:
    """Bind the lines of the pages of an unruled statement to columns, which all pages of one shape share."""
    out: list[list[GridRow]] = []
    for lines in pages:
        alike = [r for other in pages if other and lines and _like(other[0].page, lines[0].page) for r in other]
        own, shared = _line_places(lines), _line_places(alike)
        # Pages that were scanned apart may lie so differently that columns of one run into those of another.
        places = shared if len(shared) >= len(own) else own
        listed = sum(any(is_figure(c.text) for c in r.filled()[1:]) for r in lines) > 1
        out.append([_bind(row, places) for row in lines] if own or (shared and listed) else [])
    return out


def _like(one: Page, other: Page) -> bool:
    return (one.width, one.height) == (other.width, other.height)


def _line_places(lines: Sequence[GridRow]) -> list[tuple[float, float, bool]]:
    """Return where columns lie and whether they hold figures: figures by their places, captions between them."""
    spans: list[list[float]] = []
    for row in lines:
        # Line numbers (行次) make a column of their own, but only beside money: dates above the table are no columns.
        shown = [c for c in row.filled() if c.box is not None and is_figure(c.text) and re.search(r"\d", c.text)]
        if any(MONEY.search(c.text) for c in shown) or (shown and any(is_line(c.text) for c in row.filled())):
            spans.extend([c.box.x0, c.box.x1] for c in shown if c.box is not None)
    if not spans:
        return []
    columns: list[list[float]] = []
    for x0, x1 in sorted(spans):
        if columns and x0 < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    places: list[tuple[float, float, bool]] = [(a, b, True) for a, b in columns]
    texts = [
        c.box
        for r in lines
        if any(is_figure(x.text) for x in r.filled())
        for c in r.filled()
        if c.box is not None and not is_figure(c.text) and len(c.text) > 1
    ]
    captions: list[list[float]] = []
    for box in sorted(texts, key=lambda b: b.x0):
        after = sum(box.x0 > (a + b) / 2 for a, b in columns)
        if captions and captions[-1][2] == after:
            captions[-1][1] = max(captions[-1][1], box.x1)
            captions[-1][3] += 1
        else:
            captions.append([box.x0, box.x1, after, 1])
    captions = [c for c in captions if c[3] >= 3 or c is captions[0]]
    places += [(c[0], c[1], False) for c in captions]
    places.sort()
    return places


def _bind(row: GridRow, places: Sequence[tuple[float, float, bool]]) -> GridRow:
    cells: list[Cell | None] = [None] * len(places)
    for cell in row.filled():
        box = cell.box
        if box is None or _is_note(cell.text):
            continue
        figure = is_figure(cell.text)
        middle = (box.x0 + box.x1) / 2

        def near(i: int, box: Box = box, figure: bool = figure, middle: float = middle) -> tuple[float, float]:
            x0, x1, is_number = places[i]
            apart = max(x0 - box.x1, box.x0 - x1, 0.0)
            side = abs(box.x0 - x0) if not is_number else abs(middle - (x0 + x1) / 2)
            return apart + (0.2 if figure != is_number and (figure or apart > 0) else 0.0), side

        i = min(range(len(places)), key=near)
        held = cells[i]
        bound = dataclasses.replace(cell, column=i)
        cells[i] = (
            bound if held is None else dataclasses.replace(merge_cells(held, bound), text=f"{held.text} {bound.text}")
        )
    return GridRow(row.page, tuple(cells))
