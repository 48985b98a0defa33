"""Workbooks: xlsx, xls and ods through calamine, and Excel's XML of 2003."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docaudit.reading.archive import check_container
from docaudit.reading.office.rows import sheet_page, shown
from docaudit.reading.office.xml_file import parse_xml
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Page

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DAMAGED = ("工作簿已损坏，无法打开", "请重新导出后提交")
_EMPTY = ("工作簿没有内容", "请检查是否导出了空表")
_MOST_COLUMNS = 2_000
_MOST_ROWS = 1_048_576


def read_workbook(data: bytes, kind: str, limits: Limits) -> Iterator[Page]:
    """Yield a page per non-empty sheet; rows keep their physical numbers.

    Raises:
        CannotReadError: it is damaged, encrypted or empty.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415  compiled, slow to load

    if kind != "xls":
        check_container(data, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(workbook.sheet_names)
    except PasswordError as error:
        raise CannotReadError("工作簿已加密", "请解密后提交") from error
    except (CalamineError, OSError, ValueError) as error:
        raise CannotReadError(*_DAMAGED) from error
    made = 0
    broken = []
    pages = []
    for name in names:
        try:
            sheet = workbook.get_sheet_by_name(name)
            rows = ((i, [shown(v) for v in row]) for i, row in enumerate(sheet.to_python(skip_empty_area=False), 1))
            page = sheet_page(rows, sheet=name, spans=_spans(sheet))
        except (CalamineError, OSError, ValueError):
            broken.append(name)
            continue
        if page is not None:
            made += 1
            pages.append(page)
    if not made:
        raise CannotReadError(*(_DAMAGED if broken else _EMPTY))
    return iter(pages)


def _spans(sheet: object) -> dict[tuple[int, int], tuple[int, int]]:
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    return {(r0, c0): (r1 - r0 + 1, c1 - c0 + 1) for (r0, c0), (r1, c1) in ranges}


def read_spreadsheetml(data: bytes) -> Iterator[Page]:
    """Yield a page per non-empty sheet of an Excel 2003 XML file (often named ``.xls``).

    Raises:
        CannotReadError: it is damaged or empty.
    """
    root = parse_xml(data)
    pages = []
    for sheet in root.iter(f"{_SS}Worksheet"):
        rows: list[tuple[int, list[str]]] = []
        number = 0
        for row in sheet.iter(f"{_SS}Row"):
            number = _index(row.get(f"{_SS}Index"), number + 1, _MOST_ROWS)
            cells: list[str] = []
            for cell in row.iter(f"{_SS}Cell"):
                column = _index(cell.get(f"{_SS}Index"), len(cells) + 1, _MOST_COLUMNS)
                cells.extend([""] * (column - 1 - len(cells)))
                value = cell.find(f"{_SS}Data")
                text = "".join(str(t) for t in value.itertext()) if value is not None else ""
                if value is not None and value.get(f"{_SS}Type") == "DateTime":
                    text = text.replace("T00:00:00.000", "").replace("T", " ").removesuffix(".000")
                cells.append(shown(text))
            rows.append((number, cells))
        page = sheet_page(rows, sheet=sheet.get(f"{_SS}Name"))
        if page is not None:
            pages.append(page)
    if not pages:
        raise CannotReadError(*_EMPTY)
    return iter(pages)


def _index(text: str | None, default: int, most: int) -> int:
    return min(int(text), most) if text and text.isdecimal() else default
