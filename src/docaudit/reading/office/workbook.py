"""Workbooks: xlsx, xls and ods through calamine, and Excel's XML of 2003."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from docaudit.reading.archive import check_container
from docaudit.reading.office.rows import sheet_page, shown, some
from docaudit.reading.office.xlsx_marks import Marks, xlsx_marks
from docaudit.reading.office.xml_file import parse_xml
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Page

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DAMAGED = ("工作簿已损坏，无法打开", "请重新导出后提交")
_LOCKED = ("工作簿已加密", "请解密后提交")
_LARGE = ("工作簿的行列范围过大", "请删除表格末尾的空行空列后重新保存")
_CHILD = Path(__file__).with_name("workbook_child.py")
_EMPTY = ("工作簿没有内容", "请检查是否导出了空表")
_MOST_COLUMNS = 2_000
_MOST_ROWS = 1_048_576


def read_workbook(data: bytes, kind: str, limits: Limits) -> Iterator[Page]:
    """Yield a page per non-empty sheet; rows keep their physical numbers.

    Raises:
        CannotReadError: it is damaged, encrypted, empty or too large.
    """
    marks = xlsx_marks(data, limits) if kind == "xlsx" else {}
    if kind == "ods":
        check_container(data, limits)
    pages, broken = [], False
    for line in _unpacked(data, limits):
        sheet = json.loads(line)
        if sheet.get("broken"):
            broken = True
            continue
        mine = marks.get(sheet["name"], Marks())
        texts = [[_text(v, (r, c), mine) for c, v in enumerate(row)] for r, row in enumerate(sheet["rows"])]
        spans = {(r0, c0): (r1 - r0 + 1, c1 - c0 + 1) for (r0, c0), (r1, c1) in sheet["merged"]}
        warnings = _warnings(mine, hidden=sheet["hidden"])
        page = sheet_page(enumerate(texts, 1), sheet=sheet["name"], spans=spans, warnings=warnings)
        if page is not None:
            pages.append(page)
    if not pages:
        raise CannotReadError(*(_DAMAGED if broken else _EMPTY))
    return iter(pages)


def _unpacked(data: bytes, limits: Limits) -> list[bytes]:
    """Return one line of JSON per sheet, read by a process of its own (see `workbook_child`)."""
    memory = str(limits.workbook_mebibytes)
    try:
        done = subprocess.run(  # noqa: S603  our own script, no shell
            [sys.executable, "-I", str(_CHILD), memory],
            input=data,
            capture_output=True,
            timeout=limits.workbook_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotReadError(f"工作簿读取超过上限 {limits.workbook_seconds} 秒", "请重新导出或拆分后提交") from error
    if done.returncode == 0:
        return done.stdout.splitlines()
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        # The library ends its process where it is refused memory.
        large = f"工作簿的行列范围过大，读取所需内存超过上限 {limits.workbook_mebibytes} MiB"
        raise CannotReadError(large, _LARGE[1])
    raise CannotReadError(*{3: _LOCKED, 5: _LARGE}.get(done.returncode, _DAMAGED))


def _text(tagged: str, place: tuple[int, int], marks: Marks) -> str:
    value = _value(tagged)
    if isinstance(value, float):
        if place in marks.percentages:
            return shown(value * 100) + "%"
        if place in marks.digits:
            return marks.digits[place]
    return shown(value)


def _warnings(marks: Marks, *, hidden: bool) -> tuple[str, ...]:
    """Return what a reviewer should know of a sheet besides its cells."""
    said = []
    if hidden:
        said.append("此工作表处于隐藏状态，已一并读取")
    if marks.hidden_rows:
        said.append(f"{some(f'第{marks.hidden_rows[0] + 1}行', len(marks.hidden_rows), '行')}被隐藏，已一并读取")
    if marks.hidden_columns:
        first = f"{_letters(marks.hidden_columns[0])}列"
        said.append(f"{some(first, len(marks.hidden_columns), '列')}被隐藏，已一并读取")
    if marks.unvalued:
        row, column = marks.unvalued[0]
        where = some(f"{_letters(column)}{row + 1}", len(marks.unvalued), "个")
        said.append(f"{where}单元格的公式没有保存计算结果，未能读取，请用 Excel 打开并保存后重新提交")
    return tuple(said)


def _letters(column: int) -> str:
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(65 + digit) + name
    return name


def _value(tagged: str) -> object:
    kind, text = tagged[0], tagged[1:]
    if kind == "f":
        return float(text)
    if kind == "i":
        return int(text)
    if kind == "b":
        return bool(text)
    if kind == "m":
        return dt.datetime.fromisoformat(text)
    if kind == "e":
        return dt.timedelta(seconds=float(text))
    return text


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
