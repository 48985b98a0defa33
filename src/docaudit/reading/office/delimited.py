"""Text files: csv and tsv as a sheet, anything else as lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from docaudit.reading.encoding import decode_text
from docaudit.reading.office.rows import clean_text, sheet_page
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Line, Page, TextSource

_DELIMITERS = ("\t", ",", ";", "|", "^", "，")
# Excel's own way to name the delimiter, on the first line.
_NAMED = re.compile(r"sep=(.)[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
# A cell goes over few lines; more were swallowed by a quotation mark that is never closed.
_MOST_LINES = 20
_SAMPLED_LINES = 200
# An unclosed quotation mark would swallow the rest of the file into one cell.
_LONGEST_FIELD = 1 << 20


def read_text_file(data: bytes) -> tuple[str, Page]:
    """Return the format, ``csv`` or ``text``, and the page.

    Raises:
        CannotReadError: the bytes are no text, or nothing is in it.
    """
    text = decode_text(data)
    if text is None:
        raise CannotReadError("文本编码无法识别", "请另存为 UTF-8 或 GB18030 后提交")
    # Programs of DOS end a file with a sign of their own.
    text = text.replace("\0", "").removeprefix("\ufeff").rstrip("\x1a")
    if not text.strip():
        raise CannotReadError("文件没有内容", "请重新导出后提交")
    named = _NAMED.match(text)
    lost = text.count("\ufffd")
    warnings = (f"文本编码有{lost}处损坏，以“\ufffd”表示，请核对原件",) if lost else ()
    delimiter = named[1] if named else find_delimiter(text)
    if named:
        # Its line stays, empty, so that rows keep their numbers.
        text = text[named.end(1) :]
    if delimiter:
        page = sheet_page(_rows(text, delimiter), sheet=None, warnings=warnings)
        if page is not None:
            return "csv", page
    return "text", replace(_plain(text), warnings=warnings)


def find_delimiter(text: str) -> str | None:
    """Return the sign that parts columns on most lines, equally often on them; None for running text."""
    lines = [line for line in _logical_lines(text) if line.strip()]
    best: tuple[float, str] | None = None
    for delimiter in _DELIMITERS:
        counts = [_count(line, delimiter) for line in lines]
        split = [n for n in counts if n]
        if not split:
            continue
        usual, times = Counter(split).most_common(1)[0]
        # A comma in prose parts few lines and never equally often; a table's rows agree.
        agreeing = times / len(lines)
        if delimiter in ",，;" and not _looks_tabular(lines, counts, usual, agreeing, delimiter):
            continue
        if delimiter == "\t" and agreeing < 0.2 and len(split) < 3:
            continue
        if delimiter in "|^" and (agreeing < 0.5 or usual < 2):
            continue
        score = agreeing * min(usual, 12)
        if best is None or score > best[0]:
            best = (score, delimiter)
    return best[1] if best else None


def _looks_tabular(lines: list[str], counts: list[int], usual: int, agreeing: float, delimiter: str) -> bool:
    if delimiter == "，" and (usual < 3 or agreeing < 0.8):
        return False
    if usual >= 3 and agreeing >= 0.3:
        return True
    # A short export under a long preface: few rows, but no prose has five commas a line three times over.
    if delimiter == "," and usual >= 5 and counts.count(usual) >= 3:
        return True
    if (agreeing >= 0.6 or (usual >= 2 and agreeing >= 0.4)) and len(lines) >= 2:
        # Sentences are long and end in a full stop; cells are neither.
        sentences = sum(1 for line in lines if re.search(r"[。！？.]\s*$", line))
        return sentences < 0.3 * len(lines)
    # Several blocks with their own number of columns (an export with a preface and a summary).
    return sum(1 for n in counts if n >= 3) >= max(3, 0.5 * len(lines))


def _logical_lines(text: str) -> list[str]:
    """Return the first lines, those parted inside a quoted cell joined again."""
    lines: list[str] = []
    open_quote = False
    for line in text.splitlines()[:_SAMPLED_LINES]:
        if open_quote and len(lines[-1]) < _LONGEST_FIELD:
            lines[-1] += line
        else:
            lines.append(line)
        open_quote = lines[-1].count('"') % 2 == 1
    return lines


def _count(line: str, delimiter: str) -> int:
    if '"' in line:
        line = re.sub(r'"[^"]*"', "", line)
    return line.count(delimiter)


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(_parsed(text, delimiter))
    except csv.Error:
        rows = []
    if rows and not any(cell.count("\n") > _MOST_LINES for _, cells in rows for cell in cells):
        return rows
    return [
        (number, [clean_text(cell) for cell in record.split(delimiter)])
        for number, record in enumerate(text.splitlines(), 1)
    ]


def _parsed(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    line = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for record in reader:
        yield line + 1, [clean_text(cell) for cell in record]
        line = reader.line_num


def _plain(text: str) -> Page:
    lines = tuple(
        Line(text=line.strip(), row=number) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    )
    return Page(text_source=TextSource.STRUCTURED, lines=lines)
