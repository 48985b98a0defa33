"""What the reader of workbooks does not tell of an xlsx: hidden rows and columns, percentages, formulas without value.

The sheets are searched as bytes, not parsed: a year of payments is a million cells, and most sheets have no marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docaudit.reading.office.ooxml import OfficePackage
from docaudit.reading.options import Limits

_ROW = rb"<(?:\w+:)?row\b(?P<row>[^<>]*)>"
# A cell's content goes up to the next cell's mark at most, so that a cell never closed costs no search to the end.
_CONTENT = rb"(?P<content>[^<]*+(?:<(?!/?(?:\w+:)?c[\s/>])[^<]*+)*+)"
_CELL = rb"<(?:\w+:)?c(?=[\s/>])(?P<cell>[^<>]*?)(?:/>|>" + _CONTENT + rb"</(?:\w+:)?c>)"
_PARTS = re.compile(_ROW + rb"|" + _CELL, re.DOTALL)
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_EMPTY_FORMULA = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</"
)
_LONG = re.compile(rb"<(?:\w+:)?v>(\d{16,40})</")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{0,3})(\d{1,7})[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")
_BOUND = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_TYPE = re.compile(rb"\bt=[\"'](?:s|str|inlineStr|b|e|d)[\"']")
# The percentages among the formats that every program knows (ECMA-376 part 1, 18.8.30).
_PERCENT_FORMATS = frozenset({"9", "10"})
_QUOTED = re.compile(r'"[^"]*"|\\.')
# A double keeps this many digits; where all behind them are zero, they may have been lost.
_EXACT_DIGITS = 15
_MOST_COLUMN = 16_384


@dataclass(slots=True)
class Marks:
    """Of one sheet; places are (row, column) from 0."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    percentages: set[tuple[int, int]] = field(default_factory=set)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    digits: dict[tuple[int, int], str] = field(default_factory=dict)


def xlsx_marks(data: bytes, limits: Limits) -> dict[str, Marks]:
    """Return the marks of each sheet that has some, by the sheet's name.

    Raises:
        CannotReadError: the package is damaged or encrypted, or unpacks to too much.
    """
    package = OfficePackage(data, limits)
    main = package.main_part("xl/workbook.xml")
    book = package.xml(main)
    if book is None:
        return {}
    targets = {link.identity: link.target for link in package.relations(main)}
    percent = _percent_styles(package, main)
    found = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        identity = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        content = package.part(targets.get(str(identity), ""))
        if content:
            found[sheet.get("name", "")] = _marks(content, percent)
    return found


def _percent_styles(package: OfficePackage, main: str) -> frozenset[bytes]:
    styles = package.related(main, "styles")
    if styles is None:
        return frozenset()
    formats = set(_PERCENT_FORMATS)
    for entry in styles.iterfind("{*}numFmts/{*}numFmt"):
        if "%" in _QUOTED.sub("", entry.get("formatCode", "")):
            formats.add(entry.get("numFmtId", ""))
    used = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(index).encode() for index, style in used if style.get("numFmtId") in formats)


def _marks(content: bytes, percent: frozenset[bytes]) -> Marks:
    marks = Marks()
    for column in _HIDDEN_COLUMN.finditer(content):
        bounds = {name: int(value) for name, value in _BOUND.findall(column.group())}
        first, last = bounds.get(b"min", 1), min(bounds.get(b"max", 0), _MOST_COLUMN)
        # A hidden range up to the last column hides nothing that anybody wrote.
        if last < _MOST_COLUMN:
            marks.hidden_columns.extend(range(first - 1, last))
    styled = any(re.search(rb"\bs=[\"']" + style + rb"[\"']", content) for style in percent)
    if styled or _HIDDEN.search(content) or _EMPTY_FORMULA.search(content) or _LONG.search(content):
        _walk(content, percent, marks)
    return marks


def _walk(content: bytes, percent: frozenset[bytes], marks: Marks) -> None:
    row, column = -1, -1
    for part in _PARTS.finditer(content):
        if part["cell"] is None:
            place = _REFERENCE.search(part["row"])
            row, column = (int(place[2]) - 1 if place else row + 1), -1
            if _HIDDEN.search(part["row"]):
                marks.hidden_rows.append(row)
            continue
        attributes, inside = part["cell"], part["content"] or b""
        place = _REFERENCE.search(attributes)
        column = _column(place[1]) if place else column + 1
        style = _STYLE.search(attributes)
        if style and style[1] in percent and not _TYPE.search(attributes):
            marks.percentages.add((row, column))
        if _EMPTY_FORMULA.search(inside + b"</"):
            marks.unvalued.append((row, column))
        long = _LONG.search(inside) if not _TYPE.search(attributes) else None
        if long and long[1][_EXACT_DIGITS:].strip(b"0"):
            marks.digits[row, column] = long[1].decode("ascii")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
