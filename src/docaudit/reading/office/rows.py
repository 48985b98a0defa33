"""Make a page of a sheet's rows: the common end of workbooks, delimited text and HTML tables."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from docaudit.records.pages import Cell, Line, Page, Table, TextSource

# Beyond 15 digits a spreadsheet's number has lost what was typed (IEEE 754 double): show that it has.
_EXACT_UNTIL = 1e15
_ROUNDED = re.compile(r"-?\d(?:\.\d+)?[eE]\+(?:1[5-9]|[2-9]\d)")
_FORMULA_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)

Span = tuple[int, int]


def sheet_page(
    rows: Iterable[tuple[int, Sequence[str]]],
    *,
    sheet: str | None,
    spans: Mapping[tuple[int, int], Span] | None = None,
    warnings: tuple[str, ...] = (),
) -> Page | None:
    """Return a page of the rows, or None where all cells are empty.

    Args:
        rows: (physical row from 1, cells' texts); rows that are wholly empty are left out.
        sheet: the sheet's name; None for text files.
        spans: (row, column) of a merged cell's top left, from 0 and physical, to its (rows, columns).
        warnings: of this sheet.
    """
    spans = spans or {}
    kept = [(number, list(cells)) for number, cells in rows if any(cells)]
    if not kept:
        return None
    width = max(_used(cells) for _, cells in kept)
    cells_made: list[Cell] = []
    lines: list[Line] = []
    covered: set[tuple[int, int]] = set()
    place_of = {number - 1: index for index, (number, _) in enumerate(kept)}
    for index, (number, found) in enumerate(kept):
        texts = (found + [""] * width)[:width]
        lines.append(Line(text="\t".join(texts).rstrip("\t"), row=number))
        for column, text in enumerate(texts):
            if (index, column) in covered:
                continue
            high, wide = spans.get((number - 1, column), (1, 1))
            if high > 1 or wide > 1:
                # Empty rows are left out, so a span counts only the rows that are there.
                inside = [place_of[r] for r in range(number - 1, number - 1 + high) if r in place_of]
                high, wide = len(inside), min(wide, width - column)
                covered.update((r, c) for r in inside for c in range(column, column + wide))
            cells_made.append(
                Cell(row=index, column=column, text=text, row_span=high, column_span=wide, sheet_row=number)
            )
    return Page(
        sheet=sheet,
        is_sheet=True,
        text_source=TextSource.STRUCTURED,
        lines=tuple(lines),
        tables=(Table(tuple(cells_made)),),
        warnings=(*warnings, *_rounded(kept)),
    )


def _used(cells: Sequence[str]) -> int:
    return max((i + 1 for i, text in enumerate(cells) if text), default=0)


def shown(value: object) -> str:
    """Return a cell's value as a reader sees it: dates in ISO form, numbers without float noise, text without padding.

    A number of 16 digits or more keeps its exponent (``6.22848040256489e+18``): its digits are lost.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return clean_text(str(value))


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if abs(value) >= _EXACT_UNTIL:
        return repr(value) if "e" in repr(value) else f"{value:e}"
    # Fifteen significant digits are what a spreadsheet shows; the rest of a double is noise (0.1 + 0.2).
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def some(first: str, count: int, unit: str) -> str:
    """Name the first of several things and how many there are."""
    return first if count == 1 else f"{first}等共{count}{unit}"


def _rounded(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[str, ...]:
    """Say which cells show a number whose last digits a spreadsheet has lost: no account is read from it."""
    lost = [number for number, cells in rows for text in cells if _ROUNDED.fullmatch(text)]
    if not lost:
        return ()
    where = some(f"第{lost[0]}行", len(lost), "处")
    return (f"{where}的数字超过15位而以数值保存，末几位已丢失，不予采用，请以文本格式重新导出",)


def clean_text(text: str) -> str:
    """Strip what exports put round a value to keep it text: a quote, a tab, ``="…"``, blanks."""
    text = text.replace("\xa0", " ").replace("\ufeff", "").strip()
    formula = _FORMULA_TEXT.match(text)
    if formula:
        # Written by hand, the marks are sometimes doubled without any around them.
        text = formula.group(1).strip('" ')
    if text.startswith("'") and not text.endswith("'"):
        text = text[1:].strip()
    return text
