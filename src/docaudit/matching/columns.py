"""Reads the columns of a table, whatever holds it, and says which table, column and row cannot be read."""

from __future__ import annotations

import datetime as dt
import importlib
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

import numpy as np

from docaudit.errors import InputError
from docaudit.records.dates import parse_date

Table: TypeAlias = Any
"""A mapping of columns, a list of mappings (one for each row), a data frame, or anything that speaks Arrow."""
Columns: TypeAlias = dict[str, list[Any]]


class Reader:
    """The columns of one table, with messages that name table, column and row."""

    def __init__(self, name: str, table: Table) -> None:
        self.name = name
        self.columns = _columns(name, table)
        sizes = {len(column) for column in self.columns.values()}
        if len(sizes) > 1:
            msg = f"match_tables: the columns of {name} have different lengths: {sorted(sizes)}"
            raise InputError(msg)
        self.size = sizes.pop() if sizes else 0

    def column(self, column: str, *, needed: bool = False) -> list[Any]:
        """Return a column; nothing but None where it is not there and not needed."""
        if column in self.columns:
            return self.columns[column]
        if needed and self.size:
            msg = f"match_tables: {self.name} has no column '{column}'; there are {', '.join(self.columns)}"
            raise InputError(msg)
        return [None] * self.size

    def ids(self) -> list[str]:
        """Return the ids, which must differ."""
        ids = [str(v) for v in self.columns.get("id", range(self.size))]
        if twice := [name for name, often in Counter(ids).items() if often > 1]:
            msg = f"match_tables: {self.name} has id '{twice[0]}' twice"
            raise InputError(msg)
        return ids

    def text(self, column: str, *, needed: bool = False) -> list[str | None]:
        """Return a column of text; blank is None."""
        values = self.column(column, needed=needed)
        return [None if _empty(v) or not str(v).strip() else str(v).strip() for v in values]

    def flags(self, column: str) -> list[bool]:
        """Return a column of yes and no; nothing is no."""
        return [not _empty(v) and bool(v) for v in self.column(column)]

    def dates(self, column: str, *, needed: bool = False) -> list[dt.date | None]:
        """Return a column of days."""
        values = [_day(v) for v in self.column(column, needed=needed)]
        for row, (day, given) in enumerate(zip(values, self.column(column), strict=True)):
            if day is None and (needed or not (_empty(given) or str(given).strip() == "")):
                self._unread(column, row, given)
        return values

    def fen(self, yuan: str = "amount", fen: str = "fen") -> list[int | None]:
        """Return amounts in fen, of a column in yuan or one in fen; the usual two are needed."""
        if fen in self.columns:
            return [None if _empty(v) else int(v) for v in self.columns[fen]]
        found = [_fen(v) for v in self.column(yuan, needed=bool(fen))]
        for row, (amount, given) in enumerate(zip(found, self.column(yuan), strict=True)):
            if amount is None and not (_empty(given) or str(given).strip() == ""):
                self._unread(yuan, row, given)
        return found

    def amounts_or_none(self) -> list[int | None]:
        """Return amounts in fen where the table has any."""
        return self.fen() if {"amount", "fen"} & self.columns.keys() else [None] * self.size

    def _unread(self, column: str, row: int, given: object) -> None:
        msg = f"match_tables: {self.name}, column '{column}', row {row}: '{given}' cannot be read"
        raise InputError(msg)


def _columns(name: str, table: Table) -> Columns:
    if isinstance(table, Mapping):
        return {str(key): _listed(column) for key, column in table.items()}
    if hasattr(table, "to_pydict"):
        return dict(table.to_pydict())
    if hasattr(table, "columns") and hasattr(table, "__getitem__"):
        return {str(key): _listed(table[key]) for key in table.columns}
    if hasattr(table, "__arrow_c_stream__"):
        try:
            pyarrow = importlib.import_module("pyarrow")
        except ImportError:
            msg = f"match_tables: {name} speaks Arrow only; install pyarrow or give a mapping of columns"
            raise InputError(msg) from None
        return dict(pyarrow.table(table).to_pydict())
    if isinstance(table, Sequence) and all(isinstance(row, Mapping) for row in table):
        keys = dict.fromkeys(key for row in table for key in row)
        return {str(key): [row.get(key) for row in table] for key in keys}
    msg = f"match_tables: {name} is a {type(table).__name__}; give columns, a list of mappings or an Arrow table"
    raise InputError(msg)


def _listed(column: Any) -> list[Any]:
    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        return list(column.astype("datetime64[D]").tolist())
    for method in ("to_pylist", "tolist", "to_list"):
        if hasattr(column, method):
            return list(getattr(column, method)())
    return list(column)


def _empty(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN and NaT are not equal to themselves


def _day(value: object) -> dt.date | None:
    if _empty(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return parse_date(str(value))


def _fen(value: object) -> int | None:
    """Return yuan as fen; None where there is nothing, or more than two decimals."""
    if _empty(value):
        return None
    if isinstance(value, float):
        fen = round(value * 100)
        # A float of up to 10^13 fen is off by less than this; what is off by more is no whole fen.
        return fen if abs(value * 100 - fen) < 0.01 else None
    try:
        exact = Decimal(str(value).replace(",", "")) * 100
    except InvalidOperation:
        return None
    return int(exact) if exact == exact.to_integral_value() else None
