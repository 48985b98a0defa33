"""Finds what a form captions without knowing its captions: by cells, colons and places alone.

A pair is a caption with the place of its value and the heading whose part it is: of a section, a column or a row.
"""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docaudit.records.evidence import Box
from docaudit.understanding.fields import Spot, chunks
from docaudit.understanding.paper import Grid, Paper
from docaudit.understanding.text import Text, union

IsCaption = Callable[[str], bool]
"""Says whether words that no colon follows are a caption rather than a value."""

_COLON = re.compile(
    r"(?:^|(?<=[\t\n ;。,、)\]】□☐☑■√○●*·|]))(?P<caption>[\u4e00-\u9fff](?:\t[\u4e00-\u9fff]){1,4}|[\u4e00-\u9fff№N][\u4e00-\u9fffA-Za-z/、()·.%&\- ]{1,26}?)[\t ]?:(?!\d\d(?!\d))"
)
"""A caption before a colon that is no clock's."""
_QUALIFIER = re.compile(r"\([^()]*\)")
_NO_CAPTION = re.compile(r"[\d,;:。¥]|[〇○零一二三四五六七八九]{4}年|[壹贰叁肆伍陆柒捌玖]")
"""What stands in values alone: figures, days and sums in words, the end of a sentence, a caption with its value."""
_TITLE = re.compile(
    r"(?:申请[书表单]|委托书|合同书?|协议书?|凭证|报告书?|报告表|检查表|回单|借据|收据|通知书?|清单|[库货收款]单)$"
)
"""How the title of a paper ends: the heading of nothing but the paper."""
_LEAST_COLUMNS, _MOST = 3, 0.6
"""Cells of a row of which so large a part must be captions for all of them to be."""
_SPREAD = re.compile(r"[\u4e00-\u9fff](?:\t[\u4e00-\u9fff]){0,4}")
"""Glyphs of a caption that stand apart."""
_NO_HEADING = re.compile(rf"(?<![一二三四五六七八九十])、|{_TITLE.pattern}")
"""What no heading of a section holds: a list of words, the title of the paper."""
_REACH_DOWN = 0.035
"""Share of the page's height within which a value stands below its caption."""
_SECTION_DOWN, _SECTION_WIDE = 0.22, 0.45
"""How far below and to the right of its heading a section may reach."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A caption and the spot of its value; `heading` is empty where nothing stands over them."""

    caption: str
    heading: str
    spot: Spot


def pairs(paper: Paper, is_caption: IsCaption) -> list[Pair]:
    """Return the captions of a paper with the places of their values; a value may have two captions (column and row)."""
    found: list[Pair] = []
    for grid in paper.grids:
        if _has_columns(grid):
            found += _Table(paper, grid, is_caption).pairs()
    return [*found, *_in_lines(paper, is_caption)]


def _has_columns(grid: Grid) -> bool:
    """Say whether cells stand beside each other: a mere frame around lines is no table."""
    return any(sum(s is not None and s[1] > s[0] for s in row) > 1 for row in grid.spans)


class _Table:
    """A table whose cells are told into captions, values and cells that hold both."""

    def __init__(self, paper: Paper, grid: Grid, is_caption: IsCaption) -> None:
        self.view = paper.cells
        self.grid = grid
        self.owner: dict[tuple[int, int], tuple[int, int]] = {}
        self.wide: dict[tuple[int, int], range] = {}
        self.tall: dict[tuple[int, int], int] = {}
        for cell in grid.table.cells:
            place = cell.row, cell.column
            self.wide[place] = range(cell.column, cell.column + cell.column_span)
            self.tall[place] = cell.row_span
            for r in range(cell.row, cell.row + cell.row_span):
                for c in self.wide[place]:
                    self.owner[r, c] = place
        self.texts = {place: self._text(place) for place in self.wide}
        self.captions = {
            p
            for p, t in self.texts.items()
            if t.strip() and _bare_caption(t) and (t.strip()[-1:] == ":" or is_caption(t))
        }
        self.inline = {p for p, t in self.texts.items() if p not in self.captions and _COLON.search(t)}
        for r in range(len(grid.spans)):
            self.captions |= self._mostly_captions(r)
        self.heads = [r for r in range(len(grid.spans)) if self._heads(r)]
        self.over = _over(paper, grid, is_caption)

    def _text(self, place: tuple[int, int]) -> str:
        span = self.grid.spans[place[0]][place[1]]
        return self.view.chars[span[0] : span[1]] if span else ""

    def _row(self, r: int) -> list[tuple[int, int]]:
        """Return the filled cells of a row, left to right, those included that reach down to it."""
        places = dict.fromkeys(self.owner[r, c] for c in range(len(self.grid.spans[r])) if (r, c) in self.owner)
        return [p for p in places if self.texts[p].strip()]

    def _mostly_captions(self, r: int) -> set[tuple[int, int]]:
        """Return the cells of a row that heads the one below it, also where some were not known for captions."""
        cells = [p for p in self._row(r) if self.tall[p] == 1]  # a heading beside several rows is none of a column
        known = sum(p in self.captions for p in cells)
        if len(cells) < _LEAST_COLUMNS or known < _MOST * len(cells) or (r + 1, 0) not in self.owner:
            return set()
        full = len(self._row(r + 1)) >= len(cells) - 1
        return set(cells) if full and all(_bare_caption(self.texts[p]) for p in cells) else set()

    def _heads(self, r: int) -> bool:
        cells = self._row(r)
        return len(cells) > 1 and all(p in self.captions for p in cells)

    def pairs(self) -> Iterator[Pair]:
        for place, text in self.texts.items():
            if not text.strip() or place in self.captions:
                continue
            left, adjacent = self._left(place)
            top = self._top(place)
            side, above = self._side(place), self._above(place)
            if place in self.inline:
                over = left if adjacent else None
                span = self.grid.spans[place[0]][place[1]]
                if span:
                    heading = self._word(over or side or top or above) or self._over(place)
                    yield from _inline(self.view, *span, heading)
                continue
            if left and adjacent:
                yield self._pair(left, next((h for h in (side, top, above) if h and h != left), None), place)
            if top and (left is None or self._row(place[0])[0] == left):
                yield self._pair(top, left or side or above, place)

    def _pair(self, caption: tuple[int, int], heading: tuple[int, int] | None, value: tuple[int, int]) -> Pair:
        span, own = self.grid.spans[value[0]][value[1]], self.grid.spans[caption[0]][caption[1]]
        assert span is not None  # noqa: S101 - it has a text
        assert own is not None  # noqa: S101
        text = self.texts[caption]
        spot = Spot(self.view, text, _qualifier(text), own[0] if own[1] <= span[0] else span[0], span[0], span[1], 0.9)
        return Pair(text, self._word(heading) or self._over(value), spot)

    def _word(self, place: tuple[int, int] | None) -> str:
        return self.texts[place] if place else ""

    def _over(self, place: tuple[int, int]) -> str:
        """Return the heading in the line above the table under which a cell stands."""
        box = next((c.box for c in self.grid.table.cells if (c.row, c.column) == place), None)
        left = [words for x, words in self.over if box is not None and x <= box.x0 + 0.03]
        return left[-1] if left else ""

    def _left(self, place: tuple[int, int]) -> tuple[tuple[int, int] | None, bool]:
        """Return the next caption to the left and whether nothing stands between."""
        before = [p for p in self._row(place[0]) if p[1] < place[1]]
        for n, p in enumerate(reversed(before)):
            if p in self.captions:
                return p, n == 0
        return None, False

    def _top(self, place: tuple[int, int]) -> tuple[int, int] | None:
        """Return the caption of the column, or of the panel of columns, where a heading row stands above."""
        r = max((h for h in self.heads if h < place[0]), default=None)
        column = place[1]
        while r is not None and column and not self.texts[self.owner.get((r, column), place)].strip():
            column -= 1  # the caption of a panel stands in its first cell alone
        over = self.owner.get((r, column)) if r is not None else None
        if over is None or over not in self.captions:
            return None
        row = self._row(place[0])
        left, adjacent = self._left(place)
        if left and adjacent and left[1] in self.wide[over]:
            return over  # a panel over labels and values
        labels = [p for p in row if p in self.captions]
        return over if not labels or labels == row[:1] else None

    def _side(self, place: tuple[int, int]) -> tuple[int, int] | None:
        """Return the caption to the left that runs down over several rows."""
        row = self._row(place[0])
        return next((p for p in row if p[1] < place[1] and self.tall[p] > 1 and p in self.captions), None)

    def _above(self, place: tuple[int, int]) -> tuple[int, int] | None:
        """Return the caption that stands alone in a row above."""
        for r in range(place[0] - 1, -1, -1):
            row = self._row(r)
            if len(row) == 1 and row[0] in self.captions and row[0][0] == r:
                return row[0]
        return None


def _over(paper: Paper, grid: Grid, is_caption: IsCaption) -> list[tuple[float, str]]:
    """Return the captions in the line right above a table and where each begins: headings of the sections in it."""
    boxes = [cell.box for cell in grid.table.cells if cell.box is not None]
    top = min((box.y0 for box in boxes), default=0.0)
    above = [r for r in paper.rows if r.page == grid.page and -0.01 < top - r.box.y1 < _REACH_DOWN]
    if not above:
        return []
    line = _joined(paper.text, _line_pieces(paper, above[-1].page, 0, above[-1].start, above[-1].end))
    found = [(piece.box.x0, paper.text.chars[piece.start : piece.end]) for piece in line]
    whole = all(_bare_caption(w) and is_caption(w) and not _NO_HEADING.search(re.sub(r"\s", "", w)) for _, w in found)
    return found if whole else []


def _bare_caption(text: str) -> bool:
    """Say whether the words could be a caption by their length and glyphs."""
    bare = re.sub(r"\s", "", _QUALIFIER.sub("", text)).strip(":")
    return 2 <= len(bare) <= 18 and bool(re.search(r"[\u4e00-\u9fff]", bare)) and not _NO_CAPTION.search(bare)


def _qualifier(text: str) -> str:
    return "".join(_QUALIFIER.findall(text))


def _inline(view: Text, start: int, end: int, heading: str) -> Iterator[Pair]:
    """Yield the captions before colons of a cell or piece, each with what follows up to the next one."""
    found = list(_COLON.finditer(view.chars, start, end))
    for k, hit in enumerate(found):
        stop = found[k + 1].start() if k + 1 < len(found) else end
        if not view.chars[hit.end() : stop].strip("\t\n :"):
            continue
        caption = hit["caption"]
        yield Pair(caption, heading, Spot(view, caption, _qualifier(caption), hit.start(), hit.end(), stop, 0.92))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of a line between wide gaps."""

    page: int
    row: int
    start: int
    end: int
    box: Box


def _in_lines(paper: Paper, is_caption: IsCaption) -> Iterator[Pair]:
    """Yield what stands in lines outside ruled tables."""
    text = paper.text
    lines = _pieces(paper)
    headings: list[tuple[_Piece, str]] = []
    for k, line in enumerate(lines):
        below = [p for after in lines[k + 1 : k + 3] for p in after]
        for at, piece in enumerate(line):
            words = text.chars[piece.start : piece.end]
            heading = _heading(headings, piece)
            colons = list(_COLON.finditer(text.chars, piece.start, piece.end))
            yield from _inline(text, piece.start, piece.end, heading)
            if colons and colons[-1].end() < piece.end:
                continue
            if not colons and not (_bare_caption(words) and is_caption(words)):
                continue
            first = colons[-1].start() if colons else piece.start
            label = text.chars[first : piece.end]
            beside = _beside(paper, line[at + 1 : at + 2], is_caption)
            # A colon with nothing behind it may be a blank: only a line of its own below it is its value.
            alone = not colons or (len(line) == 1 and k + 1 < len(lines) and len(lines[k + 1]) == 1)
            under = _under(paper, piece, below, is_caption) if alone else None
            heads = len(line) >= _LEAST_COLUMNS and not colons and _heads_next(lines, k)
            value = (under or beside) if heads else (beside or under)
            if value is not None:
                yield Pair(label, heading, Spot(text, label, _qualifier(label), first, value.start, value.end, 0.85))
            elif not colons and not _TITLE.search(re.sub(r"\s", "", words)):
                headings.append((piece, words))


def _heads_next(lines: list[list[_Piece]], k: int) -> bool:
    """Say whether the next line has as many pieces, as rows under a heading have."""
    return k + 1 < len(lines) and len(lines[k + 1]) >= len(lines[k])


def _pieces(paper: Paper) -> list[list[_Piece]]:
    """Return the pieces of the lines that stand in no table."""
    boxes: dict[int, list[Box]] = {}
    for grid in paper.grids:
        cells = [c.box for c in grid.table.cells if c.box is not None]
        if cells and _has_columns(grid):
            boxes.setdefault(grid.page, []).append(union(cells))
    out = []
    for number, row in enumerate(paper.rows):
        if any(box.contains(*row.box.center) for box in boxes.get(row.page, ())):
            continue
        out.append(_joined(paper.text, _line_pieces(paper, row.page, number, row.start, row.end)))
    return out


def _line_pieces(paper: Paper, page: int, number: int, first: int, last: int) -> list[_Piece]:
    line = []
    for start, end in chunks(paper.text.chars, first, last):
        parts = [
            Box(t.box.x0 + a * t.box.width, t.box.y0, t.box.x0 + b * t.box.width, t.box.y1)
            for t, a, b in paper.text.pieces(start, end)
        ]
        line.append(_Piece(page, number, start, end, union(parts)))
    return line


def _joined(text: Text, line: list[_Piece]) -> list[_Piece]:
    """Return the pieces with captions whose glyphs are spread (户　名) put together."""
    out: list[_Piece] = []
    for piece in line:
        words = text.chars[piece.start : piece.end]
        before = text.chars[out[-1].start : out[-1].end] if out else ""
        if _SPREAD.fullmatch(before) and re.match(r"[\u4e00-\u9fff](?:$|:|\()", words):
            box = union((out[-1].box, piece.box))
            out[-1] = _Piece(piece.page, piece.row, out[-1].start, piece.end, box)
        else:
            out.append(piece)
    return out


def _beside(paper: Paper, following: list[_Piece], is_caption: IsCaption) -> _Piece | None:
    return next((p for p in following if _is_value(paper, p, is_caption)), None)


def _under(paper: Paper, piece: _Piece, below: list[_Piece], is_caption: IsCaption) -> _Piece | None:
    """Return the value below a caption: what overlaps it first, if it is none itself."""
    for other in below:
        if other.page != piece.page or other.box.y0 - piece.box.y1 > _REACH_DOWN:
            return None
        if min(piece.box.x1, other.box.x1) - max(piece.box.x0, other.box.x0) > 0:
            return other if _is_value(paper, other, is_caption) else None
    return None


def _is_value(paper: Paper, piece: _Piece, is_caption: IsCaption) -> bool:
    words = paper.text.chars[piece.start : piece.end]
    return not _COLON.search(words) and not (_bare_caption(words) and is_caption(words))


def _heading(headings: list[tuple[_Piece, str]], piece: _Piece) -> str:
    """Return the heading whose section the piece is in: the nearest above that begins no further to the right."""
    best: tuple[float, float, str] | None = None
    for head, words in headings[-8:]:
        down, right = piece.box.y0 - head.box.y0, piece.box.x0 - head.box.x0
        if head.page != piece.page or not (0 < down < _SECTION_DOWN) or not (-0.03 < right < _SECTION_WIDE):
            continue
        if best is None or (round(down, 2), right) < best[:2]:
            best = round(down, 2), right, words
    return best[2] if best else ""
