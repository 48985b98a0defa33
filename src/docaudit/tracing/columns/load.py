"""Loads an export of a bank's ledger (csv, xlsx, parquet) as the columns that `trace_table` takes."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from docaudit.banks.columns import header_score, rank, roles, side_of
from docaudit.errors import InputError, UnreadableFileError
from docaudit.tracing.columns.cells import LARGEST_FLOAT_FEN
from docaudit.tracing.columns.events import Fen
from docaudit.tracing.columns.frame import pyarrow

KEPT = ("account", "account_name", "amount", "amount_fen", "balance_fen", "date", "kind", "loan", "use")
"""Headings that mean what `trace_table` means by them."""

_NAMES = {
    "own_account": "account",
    "own_name": "account_name",
    "date": "date",
    "counterparty_name": "counterparty",
    "counterparty_account": "counterparty_account",
    "counterparty_bank": "counterparty_bank",
    "summary": "summary",
    "remark": "remark",
    "reference": "reference",
}
"""Role of a heading → name of the column in the result."""

_FIGURES = ("in", "out", "amount", "balance")
_HEAD_LINES = 40
"""A bank prints at most so many lines of account data above the headings."""

_SAMPLE_BYTES = 1 << 16
_FIGURE = r"^[+-]?[¥￥]?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$"
_BLANK = r"^[-—/\s]*$"
_DAY = re.compile(r"\s*(\d{4})(?:\D(\d{1,2})\D(\d{1,2})|(\d{2})(\d{2}))(?!\d{2}\D)")


def load_table(path: str | Path) -> Any:
    """Return a file's rows as a `pyarrow.Table` for `trace_table`; needs the extra `tables`.

    Args:
        path: csv (UTF-8 or GB18030; comma, semicolon or tab), parquet, or xlsx, xls, ods (the first sheet with such
            headings).

    The headings are those of `trace_table`, or what Chinese banks print (交易日期, 借方发生额, 账户余额 …), below lines
    about the account or not. Columns: ``date`` (null where unreadable), ``amount_fen`` (signed), ``balance_fen``,
    ``account``, ``counterparty``, ``summary``, ``remark`` … as far as the file has them; others keep their heading.
    Rows printed newest first are turned round: by the running balance, else by the dates.

    Raises:
        InputError: pyarrow is not installed.
        UnreadableFileError: no such file, no headings, or a cell that is no amount; the message is Chinese.
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
    return _Ledger(pa, path.name, headings, columns).table()


def _parquet(pa: Any, path: Path) -> Any:
    import pyarrow.parquet as pq  # noqa: PLC0415  an extra

    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError):
        raise UnreadableFileError(path.name, "不是完整的 parquet 文件", "请重新导出") from None
    if {"amount", "amount_fen"} & set(table.column_names):
        return table
    texts = [table[name].cast(pa.string()) for name in table.column_names]
    return _Ledger(pa, path.name, table.column_names, texts).table()


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
                invalid_row_handler=lambda row: "error" if _DAY.match(row.text) else "skip",
            ),
            convert_options=arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise UnreadableFileError(path.name, f"表格行列不齐（{error}）", "请重新导出") from None
    return headings, [table[name] for name in names]


def _text_head(name: str, sample: str) -> tuple[int, str, list[str]]:
    """Return how many lines stand above the headings, what parts the cells, and the headings."""
    for number, line in enumerate(sample.splitlines()[:_HEAD_LINES]):
        delimiter = max(",\t;", key=line.count)
        headings = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        if _is_head(headings):
            return number, delimiter, headings
    raise _no_head(name)


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
            if _is_head(headings):
                body = rows[number + 1 :]
                texts = [pa.array([_cell(row[i]) for row in body], pa.string()) for i in range(len(headings))]
                return headings, [pa.chunked_array([text]) for text in texts]
    raise _no_head(path.name)


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


def _is_head(headings: Sequence[str]) -> bool:
    return bool({"amount", "amount_fen"} & set(headings)) or header_score(headings) > 0


def _no_head(name: str) -> UnreadableFileError:
    return UnreadableFileError(name, "找不到表头", "表头须含日期和金额，如：交易日期、借方发生额、贷方发生额")


class _Ledger:
    """The texts of a file's columns, and what they mean."""

    def __init__(self, pa: Any, name: str, headings: Sequence[str], columns: Sequence[Any]) -> None:
        import pyarrow.compute as pc  # noqa: PLC0415  an extra

        self.pa, self.pc, self.name = pa, pc, name
        self.headings, self.columns = list(headings), list(columns)
        self.roles = [None if h in KEPT else role for h, role in zip(headings, roles(headings), strict=True)]

    def table(self) -> Any:
        """Return the table in book order."""
        days = self._days()
        rows = self._last_row(days)
        made: dict[str, Any] = {} if days is None else {"date": self.pa.array(days, self.pa.date32())}
        made["amount_fen"] = self._amounts(rows)
        balance = self._of("balance") if "balance_fen" not in self.headings else None
        if balance is not None:
            made["balance_fen"] = self._figures(balance, rows)
        for role, name in _NAMES.items():
            place = self._of(role)
            if place is not None and name not in made:
                made[name] = self._labels(self.columns[place])
        for heading, known, column in zip(self.headings, self.roles, self.columns, strict=True):
            if heading and heading not in made and heading != "amount" and known not in {*_NAMES, *_FIGURES}:
                whole = heading in ("amount_fen", "balance_fen")
                made[heading] = self._whole(column, rows) if whole else self._labels(column)
        table = self.pa.table({name: column[:rows] for name, column in made.items()})
        return table[::-1] if self._newest_first(made, rows) else table

    def _of(self, role: str) -> int | None:
        """Return the place of the column of a role, the best of several."""
        if role in self.headings:
            return self.headings.index(role)
        places = [i for i, r in enumerate(self.roles) if r == role]
        return min(places, key=lambda i: rank(role, self.headings[i]), default=None)

    def _labels(self, column: Any) -> Any:
        text = self.pc.utf8_trim_whitespace(column)
        return self.pc.if_else(self.pc.equal(text, ""), self.pa.scalar(None, self.pa.string()), text)

    def _days(self) -> list[dt.date | None] | None:
        place = self._of("date")
        if place is None:
            return None
        # A day has ten signs; of the text before the time few are different.
        coded = self.pc.utf8_slice_codeunits(self.columns[place], 0, 11).combine_chunks().dictionary_encode()
        known = [_day(text) for text in coded.dictionary.to_pylist()]
        return [None if i is None else known[i] for i in coded.indices.to_pylist()]

    def _last_row(self, days: list[dt.date | None] | None) -> int:
        """Return how many rows there are without the lines of sums below them, which bear no day."""
        count = len(self.columns[0]) if self.columns else 0
        while days is not None and count and days[count - 1] is None:
            count -= 1
        return count

    def _amounts(self, rows: int) -> Any:
        if "amount_fen" in self.headings:
            return self._whole(self.columns[self.headings.index("amount_fen")], rows)
        inn, out, amount, flag = (self._of(role) for role in ("in", "out", "amount", "flag"))
        if inn is not None and out is not None:
            # A bank that prints money out as negative means the same.
            came, went = (self.pc.fill_null(self._figures(place, rows), 0).to_numpy() for place in (inn, out))
            return np.asarray(came - np.abs(went))
        if amount is None:
            raise _no_head(self.name)
        fen = np.asarray(self._figures(amount, rows, needed=True).to_numpy())
        return fen if flag is None else np.abs(fen) * self._sides(flag, rows)

    def _sides(self, place: int, rows: int) -> Fen:
        coded = self.pc.utf8_trim_whitespace(self.columns[place][:rows]).combine_chunks().dictionary_encode()
        words = coded.dictionary.to_pylist()
        signs = [side_of(word or "") for word in words]
        codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        for code, sign in [*enumerate(signs), (-1, None)]:
            if sign is None and (codes == code).any():
                shown = words[code] if code >= 0 else ""
                self._refuse(int(np.argmax(codes == code)), place, shown, "不是收支方向")
        return np.asarray(np.array(signs, dtype=np.int64)[codes])

    def _figures(self, place: int, rows: int, *, needed: bool = False) -> Any:
        """Return a column of printed figures in fen as an Arrow array; blank is null, or wrong where `needed`."""
        pc, pa = self.pc, self.pa
        text = pc.replace_substring_regex(self.columns[place][:rows], r"[\s元]+", "")
        text = pc.fill_null(text, "")
        blank = pc.match_substring_regex(text, _BLANK)
        good = pc.match_substring_regex(text, _FIGURE)
        wrong = pc.invert(good if needed else pc.or_(good, blank)).to_numpy()
        if wrong.any():
            row = int(np.argmax(wrong))
            self._refuse(row, place, self.columns[place][row].as_py() or "", "不是金额")
        plain = pc.replace_substring_regex(text, "[,¥￥]", "")
        yuan = pc.if_else(blank, pa.scalar(None, pa.string()), plain).cast(pa.decimal128(20, 2))
        # Figures of an account fit an int64 by far; Arrow refuses what does not.
        return pc.multiply(yuan, pa.scalar(100, pa.decimal128(3, 0))).cast(pa.int64())

    def _whole(self, column: Any, rows: int) -> Any:
        try:
            return self._labels(column[:rows]).cast(self.pa.int64())
        except self.pa.ArrowInvalid:
            raise UnreadableFileError(self.name, "以分计的金额须为整数", "请更正，或改用以元计的金额") from None

    def _refuse(self, row: int, place: int, text: str, reason: str) -> None:
        raise UnreadableFileError(
            self.name, f"第 {row + 1} 行“{self.headings[place]}”的“{text}”{reason}", "请更正该单元格后重试"
        )

    def _newest_first(self, made: dict[str, Any], rows: int) -> bool:
        if "balance_fen" in made and rows > 1:
            fen = np.asarray(made["amount_fen"])
            # What is not printed proves nothing either way.
            balance = made["balance_fen"].fill_null(0).to_numpy()
            forward = int(np.count_nonzero(balance[1:] - balance[:-1] == fen[1:]))
            backward = int(np.count_nonzero(balance[:-1] - balance[1:] == fen[:-1]))
            if forward != backward:
                return backward > forward
        days = [day for day in made["date"][:rows].to_pylist() if day is not None] if "date" in made else []
        return bool(days) and days[0] > days[-1]


def _day(text: str | None) -> dt.date | None:
    found = _DAY.match(text or "")
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
