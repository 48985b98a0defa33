"""What the viewer shows of a source: the picture of a page, or the rows of a sheet."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from docaudit.errors import UnreadableFileError
from docaudit.records.pages import Page, Table
from docaudit.storage import Store

log = logging.getLogger(__name__)

WIDTHS = (1000, 1600)
_CACHED_SOURCES = 8
_AROUND = 12
_COLUMNS = 3
PagePicture = Callable[[Path, str, int, int], bytes]
ReadPages = Callable[[Path, str], Iterator[Page]]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a sheet or line of a text; `lit` where the evidence stands, `heading` where the columns are named."""

    number: int | None
    cells: tuple[str, ...]
    lit: bool = False
    heading: bool = False


class Pictures:
    """Pages and rows of stored originals; pictures are cached on disk, sheets in memory.

    Args:
        store: where the originals lie.
        picture: (path, source, page, width) -> PNG; None is `docaudit.reading.page_picture`.
        read: (path, source) -> pages; None reads with `docaudit.reading`.
        folder: of the picture cache.
    """

    def __init__(self, store: Store, picture: PagePicture | None, read: ReadPages | None, folder: Path) -> None:
        self._store = store
        self._picture = picture or _page_picture
        self._read = read or _read_pages
        self._folder = folder
        self._sheets: OrderedDict[tuple[Path, str], list[Page]] = OrderedDict()
        self._lock = threading.Lock()

    def picture(self, case_id: int, source: str, page: int, width: int) -> bytes | None:
        """Return the page as PNG; None where the original was not kept or cannot be drawn."""
        original = self._store.original(case_id, source)
        if original is None:
            return None
        path, inner = original
        name = hashlib.sha256(f"{inner}\0{page}\0{width}".encode()).hexdigest()
        file = self._folder / name[:2] / f"{name}.png"
        try:
            return file.read_bytes()
        except FileNotFoundError:
            pass
        # PDFium is not safe in several threads: one page at a time.
        with self._lock:
            try:
                raw = self._picture(path, inner, page, width)
            except UnreadableFileError:
                # A kind of file without pages to draw, or a page that is not there.
                return None
            except Exception:
                # The border of one file: a viewer without its picture still shows what was read.
                log.exception("a page cannot be drawn")
                return None
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, passing = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        Path(passing).replace(file)
        return raw

    def rows(
        self, case_id: int, source: str, *, sheet: str | None = None, row: int | None = None, text: str | None = None
    ) -> list[TextRow]:
        """Return the rows around `row` of a sheet, or the paragraphs with the one that holds `text` lit."""
        for page in self._pages(case_id, source):
            if page.is_sheet and (sheet is None or page.sheet == sheet):
                return _around([r for table in page.tables for r in _sheet_rows(table, row)])
            if not page.is_sheet:
                wanted = (text or "").strip()
                lines = [
                    TextRow(
                        line.row or number,
                        (line.text,),
                        (row is not None and line.row == row) or (bool(wanted) and wanted in line.text),
                    )
                    for number, line in enumerate(page.lines, start=1)
                ]
                return _around(lines)
        return []

    def _pages(self, case_id: int, source: str) -> list[Page]:
        original = self._store.original(case_id, source)
        if original is None:
            return []
        with self._lock:
            if original in self._sheets:
                self._sheets.move_to_end(original)
                return self._sheets[original]
            try:
                found = list(self._read(*original))
            except Exception:
                log.exception("a source cannot be read again")
                return []
            self._sheets[original] = found
            while len(self._sheets) > _CACHED_SOURCES:
                self._sheets.popitem(last=False)
            return found


def _sheet_rows(table: Table, row: int | None) -> Iterator[TextRow]:
    for cells in table.rows():
        numbers = [c.sheet_row for c in cells if c is not None and c.sheet_row is not None]
        number = numbers[0] if numbers else None
        yield TextRow(
            number, tuple(c.text if c is not None else "" for c in cells), number is not None and number == row
        )


def _around(rows: list[TextRow]) -> list[TextRow]:
    """Return the rows near the lit one and the row that names the columns, without columns that are empty there."""
    lit = next((i for i, r in enumerate(rows) if r.lit), None)
    if lit is None:
        return _filled(rows[: 4 * _AROUND])
    start = max(0, lit - _AROUND)
    heading = _heading(rows[:lit])
    if heading is not None:
        rows = [*rows[:heading], replace(rows[heading], heading=True), *rows[heading + 1 :]]
    above = [rows[heading]] if heading is not None and heading < start else []
    return _filled(above + rows[start : lit + _AROUND + 1])


def _heading(rows: list[TextRow]) -> int | None:
    """Return which row names the columns: the last of the fullest rows above without a figure; None for texts."""
    counts = [
        0 if any(any(c.isdecimal() for c in cell) for cell in row.cells) else sum(bool(c.strip()) for c in row.cells)
        for row in rows
    ]
    most = max(counts, default=0)
    return len(counts) - 1 - counts[::-1].index(most) if most >= _COLUMNS else None


def _filled(rows: list[TextRow]) -> list[TextRow]:
    width = max((len(r.cells) for r in rows), default=0)
    body = [r for r in rows if not r.heading] or rows
    kept = [i for i in range(width) if any(i < len(r.cells) and r.cells[i].strip() for r in body)]
    return [replace(r, cells=tuple(r.cells[i] if i < len(r.cells) else "" for i in kept)) for r in rows]


def _page_picture(path: Path, source: str, page: int, width: int) -> bytes:
    from docaudit.reading import page_picture  # noqa: PLC0415  (the OCR libraries load with it)

    return page_picture(path, source, page, width)


def _read_pages(path: Path, source: str) -> Iterator[Page]:
    from docaudit.reading import SourcePages, read_path  # noqa: PLC0415

    for found in read_path(path):
        if isinstance(found, SourcePages) and found.source.source == source:
            yield from found.pages
            return
