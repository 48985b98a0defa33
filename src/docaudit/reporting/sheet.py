"""A worksheet that is filled row by row; whatever comes from documents is written as a string, never as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

# Excel's own limit for the text of one cell.
_CELL_LENGTH = 32_767


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in characters, and kind.

    The kind is ``text``, ``wrap``, ``money`` (fen), ``share``, ``percent``, ``decimal`` or ``number``.
    """

    title: str
    width: float
    kind: str = "text"


class Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {
            "font_name": "Microsoft YaHei",
            "font_size": 10,
            "valign": "top",
            "border": 1,
            "border_color": "#B8C0CC",
        }
        self.text = book.add_format({**base, "num_format": "@"})
        self.wrap = book.add_format({**base, "num_format": "@", "text_wrap": True})
        self.money = book.add_format({**base, "num_format": "#,##0.00;[Red]-#,##0.00", "align": "right"})
        self.share = book.add_format({**base, "num_format": "0%", "align": "right"})
        self.percent = book.add_format({**base, "num_format": "0.0%;[Red]-0.0%", "align": "right"})
        self.decimal = book.add_format({**base, "num_format": "0.00;[Red]-0.00", "align": "right"})
        self.number = book.add_format({**base, "num_format": "0", "align": "right"})
        self.head = book.add_format({**base, "bold": True, "bg_color": "#E8EDF5", "text_wrap": True})
        self.title = book.add_format({"font_name": "Microsoft YaHei", "font_size": 14, "bold": True})
        self.note = book.add_format({"font_name": "Microsoft YaHei", "font_size": 9, "font_color": "#555555"})


class Sheet:
    """One table on a worksheet, its heading repeated on every printed page.

    Args:
        book: the workbook.
        formats: its formats.
        name: of the sheet.
        columns: from left to right.
        start: row of the heading, from 0.
    """

    def __init__(
        self, book: xlsxwriter.Workbook, formats: Formats, name: str, columns: Sequence[Column], *, start: int = 0
    ) -> None:
        self.sheet: Any = book.add_worksheet(name)
        self.formats = formats
        self.columns = columns
        self.row = start
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.set_footer("&L&A&R第 &P 页 / 共 &N 页")
        self.sheet.hide_gridlines(2)
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)
        self.head_row = start
        self.titles([c.title for c in columns])

    def titles(self, titles: Sequence[str]) -> None:
        """Write a row of headings."""
        for number, title in enumerate(titles):
            self.sheet.write_string(self.row, number, title, self.formats.head)
        self.row += 1

    def add(self, values: Sequence[object]) -> None:
        """Write one row; None is an empty cell."""
        for number, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            self.cell(number, value, column.kind)
        self.row += 1

    def cell(self, number: int, value: object, kind: str) -> None:
        """Write one cell of the present row."""
        form = getattr(self.formats, kind)
        if value is None or value == "":
            self.sheet.write_blank(self.row, number, None, form)
        elif kind == "money" and isinstance(value, int):
            # The file format knows only floats; whole fen are exact in one up to 90 trillion yuan.
            self.sheet.write_number(self.row, number, value / 100, form)
        elif kind in ("share", "percent", "decimal", "number") and isinstance(value, int | float):
            self.sheet.write_number(self.row, number, value, form)
        else:
            self.sheet.write_string(self.row, number, clean(str(value)), form)

    def finish(self) -> None:
        """Freeze and repeat the heading, add the filter."""
        self.sheet.freeze_panes(self.head_row + 1, 1)
        self.sheet.repeat_rows(self.head_row)
        if self.row > self.head_row + 1:
            self.sheet.autofilter(self.head_row, 0, self.row - 1, len(self.columns) - 1)


def clean(text: str) -> str:
    """Return the text without control characters that the file format cannot hold, cut to a cell's length."""
    return "".join(c for c in text if c >= " " or c in "\n\t")[:_CELL_LENGTH]
