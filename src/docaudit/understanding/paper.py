"""A document's pages as lines, cells and running prose, alike for scans, Word files and sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, Word
from docaudit.understanding.order import Row, in_order
from docaudit.understanding.running import PrintedLine, running_lines
from docaudit.understanding.text import GAP, Builder, Places, Text, Token, union
from docaudit.understanding.ticks import with_boxes

_ROW_LIMIT = 400
"""Rows of a sheet that are read as text; tabular readers take the tables themselves."""

_N = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
PAGE_MARK = re.compile(
    rf"^\W*?(?:页[码次]\s*:?\s*)?(?:第\s*(?P<a>{_N})\s*页\s*[,/(]?\s*(?:[共总]\s*(?P<b>{_N})\s*页)?"
    rf"|(?:共|总)\s*(?P<d>{_N})\s*页\s*[,/]?\s*第\s*(?P<c>{_N})\s*页"
    r"|(?:page|p\.?)\s*(?P<e>\d{1,4})\s*(?:of|/)\s*(?P<f>\d{1,4})"
    r"|(?:第?\s*|[A-Z]{2,4}\s+)(?P<g>\d{1,3})\s*/\s*(?P<h>\d{1,3})\s*页?"
    r"|[-·~]\s*(?P<i>\d{1,3})\s*[-·~]|(?P<j>\d{1,3})(?!\s*[%‰]))\W*$",
    re.IGNORECASE,
)
"""A line that only counts pages: 第 3 页 共 12 页, Page 3 of 12, 3/12, - 3 -."""

_COUNTED = (
    r"倍|‰|天(?!津)|成(?![立都员功])|次(?![日月级])|份(?!额)|期(?![限间货])|周(?![转期边])|笔"
    r"|个(?:百分点|基点|工作日|营业日|银行工作日|自然日|日历日|月|季|年)"
)
"""What stands behind the figure of an amount or a term that a printed line happens to begin with."""

HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]{1,4}[条章节部款](?:之[一二三四五六七八九十]{1,2}(?![一二三四五六七八九十]))?"
    r"|[一二三四五六七八九十]{1,3}(?:之[一二三四五六七八九十]{1,2})?[、.]|[壹贰叁肆伍陆柒捌玖拾]{1,3}[、.]"
    r"|\([一二三四五六七八九十\d]{1,3}(?:之[一二三四五六七八九十]{1,2})?\)|条款[一二三四五六七八九十\d]{1,3}[:、.\s]"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?![\d,])(?:[.、](?=[^\d.])|\s?+(?=[^\d%‰年月日元万亿号.。;])(?!{_COUNTED}))"
    r"|[①-⑳])"
)
"""The number that opens a clause: 第一条, 第三条之一, 一、, 1., 1.1, (一), ①; no figure with its unit (1.5倍, 9‰)."""

_REFERRED = re.compile(
    r"第[一二三四五六七八九十百零\d]{1,4}[条章节款](?:第?\(?[一二三四五六七八九十\d]{1,3}\)?[款项目])*"
    r"(?:[所前]列|所述|所指|[中之]?约定|[之中]?规定|载明|项下|[、,和及与至或]第?[一二三四五六七八九十\d]|情形|的)"
)
"""The number of a clause that a sentence refers to, not one that opens it, at the beginning of a printed line."""
_SUM_NEXT = re.compile(r"(?:[¥$(]|人民币|[大小]写:?)\s*$")
_SUM = re.compile(
    r"¥?(?:\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+\.\d\d)(?![\d.])|[壹贰叁肆伍陆柒捌玖拾][亿万仟佰拾元壹贰叁肆伍陆柒捌玖]"
)
"""A line that ends before a sum, and the line that begins with it: no clause, though one may be numbered 6."""
_NUMBER_NEXT = re.compile(r"(?:[账帐卡]号|[账帐]户|号码|编号|代码|账户为)[为是]?[:：]?[\s_]*$")
"""How a line ends whose number, too long for what was left of it, went to the next line."""
_LONG_NUMBER = re.compile(r"(?=[A-Z\d*]*\d{4})[A-Z\d*]{12,}")
_CAPTIONED = re.compile(rf"(?P<caption>[\u4e00-\u9fff]{{2,6}}){GAP}(?=[^{GAP}]{{6,}}[,;][^{GAP}]+$|[^{GAP}]{{10,}}。$)")
"""A caption beside a sentence, as tables of terms have them; beside a value it is read with it."""
_BROKEN_NUMBER = re.compile(r"[A-Za-z\d-]{4,}$")
"""A number at the end of a line that may go on in the next; page numbers of a table of contents are shorter."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells know their characters in `Paper.cells`: rows of (start, end) or None."""

    page: int
    table: Table
    spans: tuple[tuple[tuple[int, int] | None, ...], ...]


class Paper:
    """One document as understanding sees it.

    Attributes:
        text: line after line, ended by newlines, wide gaps as `GAP`.
        rows: the lines of `text`.
        flow: the prose: wrapped lines joined, gaps, page marks and running heads left out.
        cells: the text of all table cells, each ended by a newline.
        grids: the tables with the places of their cells in `cells`.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(with_boxes(page) for page in pages)
        builder = Builder(self.pages)
        rows: list[Row] = []
        for index, page in enumerate(self.pages):
            for tokens, gaps, column in _lines(index, page):
                start = len(builder)
                for token, wide in zip(tokens, gaps, strict=True):
                    if len(builder) > start:
                        if wide:
                            builder.separate(GAP)
                        else:
                            builder.narrow(token.text)
                    builder.add(token)
                if len(builder) > start:
                    rows.append(Row(index, start, len(builder), union(t.box for t in tokens), column))
                    builder.separate("\n")
        self.text: Text = builder.text()
        self.rows = tuple(rows)
        self.flow: Text = self._flow()
        self.cells, self.grids = _grids(self.pages)

    def line(self, row: Row) -> str:
        """Return the folded characters of a line."""
        return self.text.chars[row.start : row.end]

    @property
    def ocr(self) -> bool:
        """Whether any of it was read from a picture, so that labels may hold a wrong glyph."""
        return any(t.confidence < 1.0 for t in self.text.tokens)

    def _flow(self) -> Text:
        """Join wrapped lines; a line is wrapped when it ends at its page's right edge or the next page goes on."""
        margins: dict[tuple[int, int], float] = {}
        lefts: dict[tuple[int, int], float] = {}
        glyph: dict[int, float] = {}
        kept = in_order(self.text, self._without_running_lines(), self.pages)
        for row in kept:
            width = self.pages[row.page].width or 1.0
            height = self.pages[row.page].height or 1.0
            place = row.page, row.frame
            margins[place] = max(margins.get(place, 0.0), row.box.x1)
            lefts[place] = min(lefts.get(place, 1.0), row.box.x0)
            glyph[row.page] = max(glyph.get(row.page, 0.0), min(0.05, row.box.height * height / width))
        chars: list[str] = []
        at = Places()
        for i, row in enumerate(kept):
            caption = _CAPTIONED.match(self.line(row))
            # A rule to write on at the line's end, which a scan reads as a mark, does not end the sentence.
            last = row.end - (self.text.chars[row.end - 1 : row.end] == "\n")
            for j in range(row.start, last):
                if caption and j == row.start + caption.end("caption"):
                    chars.append("\n")
                    at.append(-1, 0)
                between = self.text.chars[j - 1 : j] + self.text.chars[j + 1 : j + 2]
                if self.text.chars[j] != GAP or (between.isascii() and between.isalnum() and len(between) == 2):
                    chars.append(self.text.chars[j])
                    at.append(*self.text.at[j])
            following = kept[i + 1] if i + 1 < len(kept) else None
            place = row.page, row.frame
            left = lefts[place] if row.left is None else row.left
            apart = row.box.x0 > left + 6 * glyph[row.page] and row.box.width < 0.55  # set to the right
            if following is None or (
                (apart or not self._wraps(row, following, margins[place] - 2.2 * glyph[row.page]))
                if row.ends is None
                else row.ends
            ):
                chars.append("\n")
                at.append(-1, 0)
        return Text(self.pages, self.text.tokens, "".join(chars), at)

    def _without_running_lines(self) -> list[Row]:
        """Return the lines but for heads, feet, watermarks and page marks."""
        shown = [i for i, r in enumerate(self.rows) if self.pages[r.page].number is not None]
        printed = [PrintedLine(self.rows[i].page, self.line(self.rows[i]), self.rows[i].box) for i in shown]
        running = {shown[k] for k in running_lines(printed, len(self.pages))}
        return [r for i, r in enumerate(self.rows) if i not in running and not PAGE_MARK.match(self.line(r))]

    def _wraps(self, row: Row, following: Row, edge: float) -> bool:
        line, other = self.line(row), self.line(following)
        real = self.pages[row.page].number is not None and any(
            self.text.tokens[t].real for t, _ in self.text.at[row.start : row.end] if t >= 0
        )
        tabular = line.count(GAP) > 2 and not re.search("[☑■√☒●✔□☐○]", line)  # options stand apart too
        if not real or tabular or other.count(GAP) > 2:
            return False
        if re.search("[☑■√☒●✔□☐○]", line) and re.match(r"[\u4e00-\u9fff]{2,10}:", other):
            return False  # the next field of the form
        if _SUM_NEXT.search(line) and _SUM.match(other):
            return True
        if _NUMBER_NEXT.search(line) and re.match(r"[\dA-Z*]{8,}", other):
            return True
        if line[-1:] not in "。;：:" and self._had_no_room(row, following, edge):
            return True
        if _BROKEN_NUMBER.search(line) and re.match(r"\d+(?![\d.、])", other) and row.box.x1 >= edge:
            return True
        if HEADING.match(other) and _REFERRED.match(other) and line[-1:] not in "。;：:":
            return row.box.x1 >= edge
        if HEADING.match(other) or line[-1:] in "。;：:" or GAP in other[:12]:
            return (
                line[-1:] not in "。;：:" and row.box.x1 >= edge and not HEADING.match(other) and GAP not in other[:8]
            )
        return row.box.x1 >= edge

    def _had_no_room(self, row: Row, following: Row, edge: float) -> bool:
        """Say whether the next line begins with a long number that did not fit behind this one."""
        other = self.line(following)
        number = _LONG_NUMBER.match(other)
        if number is None or GAP in self.line(row) or row.box.x1 >= edge:
            return False
        widths = [0.55 if c.isascii() else 1.0 for c in other]
        return row.box.x1 + following.box.width * sum(widths[: number.end()]) / sum(widths) >= edge


def _lines(index: int, page: Page) -> list[tuple[list[Token], list[bool], int]]:
    """Return the lines of a page as tokens, each with whether a wide gap stands before it, and the lines' columns."""
    if page.is_sheet:
        return [(*line, 0) for line in _table_lines(index, page, page.tables, 0.0)]
    out = []
    count = max(1, len(page.lines))
    cells = {w.box: cell.box for t in page.tables if t.ruled for cell in t.cells for w in cell.words}
    for number, line in enumerate(page.lines):
        words = [w for w in line.words if w.text.strip()]
        if words:
            out.append((*_worded(index, words, cells), line.column))
        elif line.text.strip():
            out.append(([_paragraph(index, page, line, number / count, (number + 1) / count)], [False], line.column))
    if page.number is None and page.tables and not _tables_in_lines(page):
        out += [(*line, 0) for line in _table_lines(index, page, page.tables, 1.0)]
    return out


_PAIR = re.compile(r"[\u4e00-\u9fff/]{2,12}[:：][^\s:：]")
"""A word that is a caption with its value: two of them are two fields, however near each other they stand."""


def _worded(index: int, words: Sequence[Word], cells: Mapping[Box, Box | None]) -> tuple[list[Token], list[bool]]:
    """Return the words of a line as tokens; between two cells or fields the gap is wide, however near they are."""
    tokens = [Token(text=w.text, page=index, box=w.box, real=True, confidence=w.confidence) for w in words]
    gaps = [False]
    for left, right in pairwise(words):
        glyph = min(w.box.width / max(1.0, sum(1.0 if ord(c) > 255 else 0.55 for c in w.text)) for w in (left, right))
        apart = left.box in cells and right.box in cells and cells[left.box] != cells[right.box]
        apart = apart or all(_PAIR.match(w.text) for w in (left, right))
        gaps.append(apart or right.box.x0 - left.box.x1 > 0.9 * glyph)
    return tokens, gaps


def _paragraph(index: int, page: Page, line: Line, top: float, bottom: float) -> Token:
    real = line.box is not None and page.number is not None
    box = line.box or Box(0.0, top, 1.0, bottom)
    return Token(text=line.text, page=index, box=box, real=real, confidence=line.confidence, row=line.row)


def _tables_in_lines(page: Page) -> bool:
    """Say whether the lines of a source without boxes hold the texts of its tables too."""
    cells = [c.text.strip() for t in page.tables[:3] for c in t.cells[:40] if len(c.text.strip()) > 1]
    text = page.text
    return bool(cells) and sum(c.split("\n")[0] in text for c in cells) >= 0.9 * len(cells)


def _table_lines(index: int, page: Page, tables: Sequence[Table], top: float) -> list[tuple[list[Token], list[bool]]]:
    out = []
    for table in tables:
        columns = max(1, table.column_count)
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if cell.row >= _ROW_LIMIT:
                break
            if cell.text.strip():
                rows.setdefault(cell.row, []).append(cell)
        for row, cells in sorted(rows.items()):
            tokens = [_cell_token(index, page, c, columns, top) for c in sorted(cells, key=lambda c: c.column)]
            out.append((tokens, [True] * len(tokens)))
            del row
    return out


def _cell_token(index: int, page: Page, cell: Cell, columns: int, top: float) -> Token:
    y = min(0.999, top * 0.5 + cell.row / 2000)
    box = cell.box or Box(cell.column / columns, y, min(1.0, (cell.column + cell.column_span) / columns), y + 0.0005)
    real = cell.box is not None and page.number is not None
    return Token(text=cell.text, page=index, box=box, real=real, confidence=cell.confidence, row=cell.sheet_row)


def _grids(pages: Sequence[Page]) -> tuple[Text, tuple[Grid, ...]]:
    """Return the texts of all cells and where each stands."""
    builder = Builder(pages)
    grids = []
    for index, page in enumerate(pages):
        for table in page.tables:
            if table.row_count == 0 or (page.is_sheet and table.row_count > _ROW_LIMIT):
                continue
            columns = table.column_count
            spans: list[list[tuple[int, int] | None]] = [[None] * columns for _ in range(table.row_count)]
            for cell in table.cells:
                start = len(builder)
                if cell.words:
                    for i, word in enumerate(cell.words):
                        if i:
                            builder.narrow(word.text)
                        builder.add(
                            Token(text=word.text, page=index, box=word.box, real=True, confidence=word.confidence)
                        )
                elif cell.text.strip():
                    builder.add(_cell_token(index, page, cell, columns, 0.0))
                spans[cell.row][cell.column] = (start, len(builder))
                builder.separate("\n")
            grids.append(Grid(index, table, tuple(tuple(r) for r in spans)))
    return builder.text(), tuple(grids)
