"""Hand-made pages: from lines with boxes, from paragraphs of a Word file, from rows of a sheet."""

from __future__ import annotations

import re

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, SourceFile, Table, TextSource, Word

SOURCE = SourceFile(source="卷宗.pdf", sha256="0" * 64, format="pdf")


def _width(text: str) -> float:
    return sum(2.0 if ord(c) > 255 else 1.0 for c in text)


def paged(text: str, number: int = 1, *, confidence: float = 1.0, title_lines: int = 1) -> Page:
    """Return a page of words with boxes; three blanks in a line part words, a leading ``^`` centres a large line."""
    lines = []
    glyph, y = 0.009, 0.05
    for index, raw in enumerate(text.strip("\n").split("\n")):
        large = raw.startswith("^") or (index < title_lines and title_lines > 1)
        body = raw.lstrip("^")
        height = 0.026 if large else 0.014
        x = 0.5 - _width(body) * glyph / 2 if large else 0.08
        words = []
        for piece in re.split(r"( {3,})", body):
            wide = _width(piece) * glyph
            if piece.strip():
                words.append(Word(piece.strip(), Box(x, y, min(1.0, x + wide), y + height), confidence))
            x += wide
        if words:
            box = Box.union(w.box for w in words)
            lines.append(Line(" ".join(w.text for w in words), tuple(words), box, confidence))
        y += 0.034 if large else 0.022
    source = TextSource.TEXT_LAYER if confidence == 1.0 else TextSource.OCR
    words_all = tuple(w for line in lines for w in line.words)
    return Page(number=number, width=595, height=842, text_source=source, words=words_all, lines=tuple(lines))


def ruled(rows: list[list[str]], number: int = 1, title: str = "", below: str = "") -> Page:
    """Return a page with a title, a ruled table and lines below it; empty strings are empty cells."""
    columns = max(map(len, rows))
    top = paged(f"^{title}", number) if title else Page(number=number, width=595, height=842)
    lines, cells = list(top.lines), []
    for r, row in enumerate(rows):
        words = []
        for c, text in enumerate(row):
            x, y = 0.05 + 0.9 * c / columns, 0.15 + 0.04 * r
            box = Box(x, y, x + 0.9 / columns, y + 0.04)
            word = Word(text, Box(x + 0.005, y + 0.01, min(box.x1, x + 0.01 + _width(text) * 0.007), y + 0.025))
            cells.append(Cell(row=r, column=c, text=text, box=box, words=(word,) if text else ()))
            if text:
                words.append(word)
        if words:
            lines.append(Line(" ".join(w.text for w in words), tuple(words), Box.union(w.box for w in words)))
    for i, text in enumerate(below.split("\n") if below else ()):
        y = 0.2 + 0.04 * len(rows) + 0.03 * i
        word = Word(text, Box(0.08, y, min(1.0, 0.08 + _width(text) * 0.009), y + 0.014))
        lines.append(Line(text, (word,), word.box))
    words_all = tuple(w for line in lines for w in line.words)
    return Page(
        number=number, width=595, height=842, words=words_all, lines=tuple(lines), tables=(Table(tuple(cells)),)
    )


def word_file(text: str) -> Page:
    """Return the single page of a Word file: paragraphs without boxes."""
    lines = tuple(Line(t) for t in text.strip("\n").split("\n"))
    return Page(text_source=TextSource.STRUCTURED, lines=lines)


def sheet(rows: list[list[str]], name: str = "Sheet1") -> Page:
    """Return a sheet of a workbook."""
    cells = tuple(
        Cell(row=r, column=c, text=t, sheet_row=r + 1) for r, row in enumerate(rows) for c, t in enumerate(row)
    )
    lines = tuple(Line("\t".join(row), row=i + 1) for i, row in enumerate(rows))
    return Page(sheet=name, is_sheet=True, text_source=TextSource.STRUCTURED, lines=lines, tables=(Table(cells),))
