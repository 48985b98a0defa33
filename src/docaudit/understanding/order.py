"""The order in which the lines of a page are read as prose: cell after cell.

Reading has put the columns of a page one after the other; a line that goes across the cells of a table, of which one
holds several lines of prose, is cut here into its parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from docaudit.records.evidence import Box
from docaudit.records.pages import Page
from docaudit.understanding.text import GAP, Text, union

_SAME_EDGE = 0.008
"""Lines of a cell begin within this share of the page's width."""
_CAPTION = re.compile(r"[\u4e00-\u9fff]{2,6}")
"""A caption beside prose."""
_LEADING = 2.5
"""Lines of one cell are no further apart than this many of their heights."""
_PAUSES = re.compile(r"[,;。]")
_PROSE = 24
"""Signs from which the text of a cell over several lines is prose."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line, or the part of it that stands in one column or cell.

    Attributes:
        page: the page's index.
        start, end: its characters in `Paper.text`.
        box: around them.
        frame: which of the page's columns or cells it stands in; 0 for a line across the page.
        ends: whether a text ends with it; None where its length must tell.
        left: where the lines of its cell begin; None where those of its frame do.
    """

    page: int
    start: int
    end: int
    box: Box
    frame: int = 0
    ends: bool | None = None
    left: float | None = None


Place = tuple[int, int, int]
"""A cell: the number of its table, its row and its column."""


def in_order(text: Text, rows: Sequence[Row], pages: Sequence[Page]) -> list[Row]:
    """Return the rows of the pages, one page after the other, in the order in which their prose is read."""
    out: list[Row] = []
    for index, group in groupby(rows, key=lambda row: row.page):
        page, mine = pages[index], list(group)
        if page.number is None or page.is_sheet:
            out += mine
            continue
        cut = [_pieces(text, row) for row in mine]
        places = {
            word.box: (number, cell.row, cell.column)
            for number, table in enumerate(page.tables)
            if table.ruled
            for cell in table.cells
            for word in cell.words
        }
        found = _by_cells(text, mine, cut, places) or mine
        out += _captions_first(text, found)
    return out


def _pieces(text: Text, row: Row) -> list[Row]:
    """Return the words of a line."""
    out = []
    places = [(i, text.at[i][0]) for i in range(row.start, row.end)]
    for token, chars in groupby((p for p in places if p[1] >= 0), key=lambda p: p[1]):
        found = [i for i, _ in chars]
        out.append(Row(row.page, found[0], found[-1] + 1, text.tokens[token].box))
    return out


def _whole(pieces: Sequence[Row], frame: int) -> Row:
    """Return neighbouring words of a line as one row."""
    return Row(pieces[0].page, pieces[0].start, pieces[-1].end, union(p.box for p in pieces), frame)


def _signs(text: Text, row: Row) -> str:
    return _line(text, row).replace(GAP, "")


def _by_cells(text: Text, rows: Sequence[Row], cut: Sequence[Sequence[Row]], places: Mapping[Box, Place]) -> list[Row]:
    """Return the rows with the lines of cells that hold prose put cell after cell; empty where no cell does."""

    def place(piece: Row) -> Place | None:
        return places.get(piece.box)

    out: list[Row] = []
    changed = False
    frame = max((row.frame for row in rows), default=0)
    for line, group in groupby(range(len(rows)), key=_line_of(cut, place)):
        run = list(group)
        cells: dict[int, list[list[Row]]] = {}
        for i in run if line is not None else []:
            for found, pieces in groupby(cut[i], key=place):
                cells.setdefault(found[2] if found else -1, []).append(list(pieces))
        if len(cells) < 2 or not any(_is_prose(text, lines) for lines in cells.values()):
            out += [rows[i] for i in run]
            continue
        changed = True
        for _, lines in sorted(cells.items()):
            frame += 1
            made = [_whole(pieces, frame) for pieces in lines]
            out += [*made[:-1], replace(made[-1], ends=True)]
    return out if changed else []


def _line_of(
    cut: Sequence[Sequence[Row]], place: Callable[[Row], Place | None]
) -> Callable[[int], tuple[int, int] | None]:
    """Return what says in which line of which table all words of a row stand; None where they do not."""

    def line(index: int) -> tuple[int, int] | None:
        found = {p[:2] if (p := place(piece)) else None for piece in cut[index]}
        return found.pop() if len(found) == 1 else None

    return line


def _is_prose(text: Text, lines: Sequence[Sequence[Row]]) -> bool:
    said = "".join(_signs(text, piece) for pieces in lines for piece in pieces)
    return len(lines) > 1 and len(said) >= _PROSE and _PAUSES.search(said) is not None


def _captions_first(text: Text, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a caption that stands beside the midst of its prose put before the prose."""
    out: list[Row] = []
    inside: Row | None = None  # the last line of such prose
    for row in rows:
        pieces = _pieces(text, row)
        first = len(out)
        rest = row
        if len(pieces) > 1 and row.ends is None and _CAPTION.fullmatch(_signs(text, pieces[0])):
            rest = _whole(pieces[1:], row.frame)
            while first and _goes_on(text, out[first - 1], rest):
                first -= 1
        if _between(text, out[-1:], row):
            first -= 1
            while first and _goes_on(text, out[first - 1], out[first]):
                first -= 1
            block = [replace(line, left=line.box.x0) for line in out[first:]]
            out[first:] = [replace(row, ends=True), *block]
            inside = block[-1]
        elif first < len(out):
            block = [replace(line, left=rest.box.x0) for line in (*out[first:], rest)]
            out[first:] = [replace(_whole(pieces[:1], row.frame), ends=True), *block]
            inside = rest
        elif inside and _goes_on(text, inside, row):
            out.append(replace(row, left=inside.box.x0))
            inside = row
        else:
            out.append(row)
            inside = None
    return out


def _between(text: Text, above: Sequence[Row], row: Row) -> bool:
    """Say whether a line is a caption that stands to the left of its prose, between the heights of two of its lines."""
    if not above or above[0].page != row.page or above[0].frame != row.frame or above[0].ends is not None:
        return False
    beside = row.box.x1 < above[0].box.x0 and row.box.y0 < above[0].box.y1
    return beside and len(_signs(text, above[0])) >= _PROSE and _CAPTION.fullmatch(_signs(text, row)) is not None


def _goes_on(text: Text, above: Row, row: Row) -> bool:
    """Say whether a line of a cell goes on in another that begins below it."""
    same = above.page == row.page and above.frame == row.frame and above.ends is None
    near = row.box.y0 - above.box.y1 < _LEADING * row.box.height
    begins = abs(above.box.x0 - row.box.x0) < _SAME_EDGE
    return same and near and begins and text.chars[above.end - 1] not in "。;:" and GAP not in _line(text, above)


def _line(text: Text, row: Row) -> str:
    return text.chars[row.start : row.end]
