"""Loads an export of a bank's ledger (csv, xlsx, parquet) as the columns that `trace_table` takes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

from docaudit.errors import InputError, UnreadableFileError
from docaudit.tracing.columns.cells import LARGEST_FLOAT_FEN
from docaudit.tracing.columns.frame import pyarrow
from docaudit.tracing.columns.printed import Printed, day_of, is_head, no_head

_HEAD_LINES = 40
"""A bank prints at most so many lines of account data above the headings."""

_SAMPLE_BYTES = 1 << 16


def load_table(path: str | Path) -> Any:
    """Return a file's rows as a `pyarrow.Table` for `trace_table`; needs the extra `tables`.

    Args:
        path: csv (UTF-8 or GB18030; comma, semicolon or tab), parquet, or xlsx, xls, ods (the first sheet with such
            headings).

    The headings are those of `trace_table`, or what Chinese banks print (交易日期, 借方发生额, 账户余额 …), below lines
    about the account or not. Columns: ``date`` (null where unreadable), ``amount_fen`` (signed), ``balance_fen``,
    ``account``, ``counterparty``, ``summary``, ``remark`` … as far as the file has them; others keep their heading.
    Rows printed newest first are turned round: by the running balance, else by the dates. Lines of sums below the rows
    are left out.

    Raises:
        InputError: pyarrow is not installed.
        UnreadableFileError: no such file, no headings, a cell that is no amount, a row without a day, amounts
            without a direction; the message is Chinese.
    """
    pa = pyarrow()
    if pa is None:
        raise InputError("pyarrow is not installed: pip install 'docaudit[tables]'")
    path = Path(path)
    if not path.is_file():
        raise UnreadableFileError(path.name, "文件不存在", "请检查路径")
    kind = path.suffix.lower()
    if kind == ".parquet":
        return _parquet(pa, path)
    if kind in (".xlsx", ".xlsm", ".xls", ".ods"):
        headings, columns = _sheet(pa, path)
    elif kind in (".csv", ".tsv", ".txt"):
        headings, columns = _text(pa, path)
    else:
        raise UnreadableFileError(path.name, f"不支持的格式“{kind}”", "请提供 csv、xlsx 或 parquet 文件")
    return Printed(pa, path.name, headings, columns).table()


def _parquet(pa: Any, path: Path) -> Any:
    import pyarrow.parquet as pq  # noqa: PLC0415  an extra

    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError):
        raise UnreadableFileError(path.name, "不是完整的 parquet 文件", "请重新导出") from None
    if {"amount", "amount_fen"} & set(table.column_names):
        return table
    texts = [table[name].cast(pa.string()) for name in table.column_names]
    return Printed(pa, path.name, table.column_names, texts).table()


def _text(pa: Any, path: Path) -> tuple[list[str], list[Any]]:
    from pyarrow import csv as arrow_csv  # noqa: PLC0415  an extra

    with path.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    encoding = _encoding(path, sample)
    above, delimiter, headings = _text_head(path.name, sample.decode(encoding, "replace").lstrip("\ufeff"))
    names = [str(i) for i in range(len(headings))]
    try:
        table = arrow_csv.read_csv(
            path,
            read_options=arrow_csv.ReadOptions(encoding=encoding, skip_rows=above + 1, column_names=names),
            parse_options=arrow_csv.ParseOptions(
                # Lines of sums have fewer cells than rows; a row, which bears a day, must not get lost.
                delimiter=delimiter,
                invalid_row_handler=lambda row: "error" if day_of(row.text) else "skip",
            ),
            convert_options=arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise UnreadableFileError(path.name, f"表格行列不齐（{error}）", "请重新导出") from None
    return headings, [table[name] for name in names]


def _text_head(name: str, sample: str) -> tuple[int, str, list[str]]:
    """Return how many lines stand above the headings, what parts the cells, and the headings."""
    for number, line in enumerate(io.StringIO(sample, newline=None).readlines()[:_HEAD_LINES]):
        delimiter = max(",\t;", key=line.count)
        headings = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        if is_head(headings):
            return number, delimiter, headings
    raise no_head(name)


def _encoding(path: Path, sample: bytes) -> str:
    """Return utf-8 or gb18030, tried on the whole file: GB18030 beside ASCII often shows late."""
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(_SAMPLE_BYTES):
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _sheet(pa: Any, path: Path) -> tuple[list[str], list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415  only for workbooks

    try:
        book = CalamineWorkbook.from_path(path)
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except PasswordError:
        raise UnreadableFileError(path.name, "文件已加密", "请解除密码后重试") from None
    except (CalamineError, OSError, ValueError):
        raise UnreadableFileError(path.name, "不是完整的工作簿", "请重新导出") from None
    for rows in sheets:
        for number, row in enumerate(rows[:_HEAD_LINES]):
            headings = [str(cell).strip() for cell in row]
            if is_head(headings):
                body = rows[number + 1 :]
                texts = [pa.array([_cell(row[i]) for row in body], pa.string()) for i in range(len(headings))]
                return headings, [pa.chunked_array([text]) for text in texts]
    raise no_head(path.name)


def _cell(value: object) -> str | None:
    """Return a cell as it would be printed; a workbook's numbers are doubles, exact to the fen where they say so."""
    if isinstance(value, float):
        fen = round(value * 100) if abs(value) * 100 < LARGEST_FLOAT_FEN else 0
        if fen / 100 != value:
            return repr(value)
        return str(fen // 100) if fen % 100 == 0 else f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
