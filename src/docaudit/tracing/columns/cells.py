"""The cells of a column: amounts in fen, days, and labels as codes; nothing here rounds an amount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from docaudit.errors import InputError
from docaudit.records.money import Money
from docaudit.tracing.columns.frame import Column, is_arrow, pyarrow

Fen = npt.NDArray[np.int64]
Codes = npt.NDArray[Any]

LARGEST_FLOAT_FEN = 10**15
"""Below it every whole number of fen has a double of its own, as doubles keep fifteen decimal digits."""


class Labels(NamedTuple):
    """A column of labels: `codes` (one a row, -1 for null) point into `names`."""

    codes: Codes
    names: Sequence[Any]


def fen_column(column: Column, name: str) -> Fen:
    """Return a column of whole fen as int64; raises `InputError` for nulls and for anything but whole numbers."""
    array = _plain(column, name)
    if array.dtype.kind in "iu" and array.dtype != np.uint64:
        return np.asarray(array, dtype=np.int64)
    if array.dtype == object:
        return np.array([_fen_cell(v, i, name) for i, v in enumerate(array.tolist())], dtype=np.int64)
    raise InputError(f"column {name!r}: whole fen are integers, not {array.dtype}; amounts in yuan are column 'amount'")


def yuan_column(column: Column, name: str) -> Fen:
    """Return the fen of a column in yuan, exact: decimals, decimal strings, integers.

    A float is taken where it is the double nearest to a whole number of fen below 10^13 yuan, as what was read from a
    file with two decimals is; it then says that number and no other. Raises `InputError` for a float of any other
    value (a computed sum, a third decimal), for nulls, and for amounts that are none.
    """
    if is_arrow(column):
        return _arrow_yuan(column, name)
    kind = column.dtype.kind
    if kind in "iu":
        if column.size and max(abs(int(column.max())), abs(int(column.min()))) > np.iinfo(np.int64).max // 100:
            raise InputError(f"column {name!r}: an amount is too large")
        return np.asarray(column.astype(np.int64) * 100)
    if kind == "f":
        return _float_yuan(column.astype(np.float64, copy=False), name)
    if kind in "OUS":
        return np.array([money_fen(v, f"column {name!r}, row {i}") for i, v in enumerate(column.tolist())], np.int64)
    raise InputError(f"column {name!r}: no amounts in yuan, but {column.dtype}")


def money_fen(value: object, where: str) -> int:
    """Return the fen of one amount: `Money`, or yuan as `Decimal`, string, integer or exact float."""
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, float | np.floating):
        return int(_float_yuan(np.array([value], dtype=np.float64), where)[0])
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    if isinstance(value, bool) or not isinstance(value, str | int | np.integer | Decimal):
        raise InputError(f"{where}: amounts are decimals or decimal strings in yuan, not {value!r}")
    try:
        fen = Money.yuan(str(value)).fen
    except (ValueError, InvalidOperation, OverflowError):
        raise InputError(f"{where}: {value!r} is no amount in yuan with at most two decimals") from None
    if abs(fen) > np.iinfo(np.int64).max:
        raise InputError(f"{where}: {value!r} is too large")
    return fen


def day_column(column: Column, name: str) -> npt.NDArray[np.datetime64]:
    """Return a column of days (dates, timestamps, ISO 8601 strings); raises `InputError` for anything else."""
    array = column.to_numpy() if is_arrow(column) else column
    try:
        if array.dtype == object:
            array = np.array([_day(v) for v in array.tolist()], dtype="datetime64[D]")
        days: npt.NDArray[np.datetime64] = np.asarray(array.astype("datetime64[D]"))
    except (TypeError, ValueError):
        raise InputError(f"column {name!r}: dates, or strings like 2025-01-31") from None
    if np.isnat(days).any():
        raise InputError(f"column {name!r}, row {int(np.isnat(days).argmax())}: no date")
    return days


def label_column(column: Column) -> Labels:
    """Return a column of labels as codes; nulls (None, NaN) are -1."""
    if is_arrow(column):
        return _arrow_labels(column)
    kind = column.dtype.kind
    if kind in "iu" and column.size:
        low, high = int(column.min()), int(column.max())
        # Numbers without wide gaps are their own index.
        if high - low < column.size and high < np.iinfo(np.int64).max:
            codes = column.astype(np.int64, copy=False) - low if low else column
            return Labels(codes, range(low, high + 1))
    if kind in "US" and (pa := pyarrow()) is not None:
        return _arrow_labels(pa.chunked_array([pa.array(column)]))
    if kind == "O":
        index: dict[Any, int] = {}
        codes = np.array([-1 if _null(v) else index.setdefault(v, len(index)) for v in column.tolist()], dtype=np.int64)
        return Labels(codes, list(index))
    names, codes = np.unique(column, return_inverse=True)
    codes = codes.astype(np.int64, copy=False)
    if kind == "f" and names.size and np.isnan(names[-1]):
        codes[codes == names.size - 1] = -1
        names = names[:-1]
    return Labels(codes, names.tolist())


def _plain(column: Column, name: str) -> npt.NDArray[Any]:
    if not is_arrow(column):
        return np.asarray(column)
    if column.null_count:
        raise InputError(f"column {name!r}, row {_first_null(column)}: no amount")
    return np.asarray(column.to_numpy())


def _first_null(column: Column) -> int:
    return int(np.argmax(column.is_null().to_numpy()))


def _fen_cell(value: object, row: int, name: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= np.iinfo(np.int64).max:
        return value
    raise InputError(f"column {name!r}, row {row}: whole fen are integers, not {value!r}")


def _float_yuan(yuan: npt.NDArray[np.float64], name: str) -> Fen:
    where = name if name.startswith(("column", "opening")) else f"column {name!r}"
    with np.errstate(invalid="ignore"):
        fen = np.rint(yuan * 100)
        exact = (np.abs(fen) < LARGEST_FLOAT_FEN) & (fen / 100 == yuan)
    if not exact.all():
        row = int(np.argmin(exact))
        raise InputError(
            f"{where}, row {row}: the float {float(yuan[row])!r} is no whole number of fen; "
            "give decimals, strings, or fen as integers in 'amount_fen'"
        )
    return fen.astype(np.int64)


def _arrow_yuan(column: Column, name: str) -> Fen:
    pa = pyarrow()
    if pa is None:  # an Arrow column comes from pyarrow
        raise InputError("Arrow columns need the extra 'tables'")
    if column.null_count:
        raise InputError(f"column {name!r}, row {_first_null(column)}: no amount")
    kind = column.type
    if pa.types.is_floating(kind) or pa.types.is_integer(kind):
        return yuan_column(np.asarray(column.to_numpy()), name)
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if not (pa.types.is_decimal(kind) or pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        raise InputError(f"column {name!r}: no amounts in yuan, but {kind}")
    try:
        cents = column.cast(pa.decimal128(38, 2)).combine_chunks()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        # The slow way names the row.
        return yuan_column(np.array(column.to_pylist(), dtype=object), name)
    chunks = cents.chunks if isinstance(cents, pa.ChunkedArray) else [cents]
    parts = [_decimal_words(chunk) for chunk in chunks]
    words = np.concatenate(parts) if parts else np.empty((0, 2), np.int64)
    # A decimal of Arrow is a 128-bit integer; what fits 64 bits has nothing but the sign in the upper half.
    if (words[:, 1] != words[:, 0] >> 63).any():
        raise InputError(f"column {name!r}: an amount is too large")
    return words[:, 0].copy()


def _decimal_words(chunk: Column) -> Fen:
    words = np.frombuffer(chunk.buffers()[1], dtype="<i8").reshape(-1, 2)
    return np.asarray(words[chunk.offset : chunk.offset + len(chunk)])


def _arrow_labels(column: Column) -> Labels:
    pa = pyarrow()
    if pa is None:
        raise InputError("Arrow columns need the extra 'tables'")
    if pa.types.is_integer(column.type) and not column.null_count:
        return label_column(np.asarray(column.to_numpy()))
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    one = column.unify_dictionaries().combine_chunks()
    if isinstance(one, pa.ChunkedArray):
        one = one.chunk(0) if one.num_chunks else pa.array([], type=column.type)
    indices = one.indices
    if indices.null_count:
        # No signed index can be missed: -1 stands for null.
        indices = indices.cast(pa.int64()).fill_null(-1)
    codes = np.asarray(indices.to_numpy(zero_copy_only=False))
    names = one.dictionary.to_pylist()
    if None in names or len(set(names)) != len(names):
        index: dict[Any, int] = {}
        again = np.array([-1 if n is None else index.setdefault(n, len(index)) for n in names] + [-1], dtype=np.int64)
        return Labels(again[codes.astype(np.int64)], list(index))
    return Labels(codes, names)


def _null(value: object) -> bool:
    return value is None or (isinstance(value, float) and value != value)  # noqa: PLR0124 - NaN alone differs from itself


def _day(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return dt.date.fromisoformat(value[:10])
    raise TypeError
