"""The columns of whatever table is given: Arrow, a data frame, or a mapping of NumPy arrays."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from docaudit.errors import InputError

Column = Any
"""A one-dimensional NumPy array, or a `pyarrow.ChunkedArray`."""


def pyarrow() -> ModuleType | None:
    """Return pyarrow, None where the extra `tables` is not installed."""
    try:
        return importlib.import_module("pyarrow")
    except ImportError:
        return None


def is_arrow(column: Column) -> bool:
    """Say whether a column is Arrow's."""
    return not isinstance(column, np.ndarray)


def columns_of(table: object, names: Mapping[str, str]) -> dict[str, Column]:
    """Return the columns of a table by their meaning; those it does not have are left out.

    Args:
        table: anything that speaks Arrow's stream protocol (pyarrow, polars, pandas 2.2), a data frame with `columns`,
            or a mapping of names to arrays or lists.
        names: meaning → name in the table.

    Raises:
        InputError: for something else, and for columns of unequal length.
    """
    if not isinstance(table, Mapping) and hasattr(table, "__arrow_c_stream__") and (pa := pyarrow()) is not None:
        arrow = pa.table(table)
        found = {meaning: arrow[name] for meaning, name in names.items() if name in arrow.column_names}
    elif isinstance(table, Mapping):
        found = {meaning: _column(table[name]) for meaning, name in names.items() if name in table}
    elif hasattr(table, "columns") and hasattr(table, "__getitem__"):
        here = set(_names(table.columns))
        found = {meaning: _column(table[name]) for meaning, name in names.items() if name in here}
    else:
        raise InputError(
            f"a table is an Arrow table, a data frame or a mapping of columns, not {type(table).__name__!r}"
        )
    lengths = {names[meaning]: len(column) for meaning, column in found.items()}
    if len(set(lengths.values())) > 1:
        raise InputError(f"columns of unequal length: {lengths}")
    return found


def _names(columns: object) -> Iterable[str]:
    return [str(name) for name in columns] if isinstance(columns, Iterable) else []


def _column(values: object) -> Column:
    pa = pyarrow()
    if pa is not None and isinstance(values, pa.Array):
        return pa.chunked_array([values])
    if pa is not None and isinstance(values, pa.ChunkedArray):
        return values
    if isinstance(values, list | tuple):
        # A list of mixed things must not become one of strings.
        array = np.empty(len(values), dtype=object)
        array[:] = values
        return array
    array = np.asarray(values)
    if array.ndim != 1:
        raise InputError(f"a column has one dimension, not {array.ndim}")
    return array
