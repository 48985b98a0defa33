"""Pages to bytes and back, by columns: pickling each word and box by itself costs more than reading them.

All objects of one class form a table, each field a column of plain values; references are row numbers, so that what is
shared (a word in its line and in its cell) stays shared. Carries every dataclass of `docaudit.records`.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import importlib
import marshal
from array import array
from itertools import chain, count, islice, repeat
from typing import Any

from docaudit.records.columns import fill, getter, names

_PLAIN = frozenset({str, int, float, bool, type(None)})
# What a column holds.
_VALUES, _FLOATS, _ENUMS, _RECORDS, _ROWS_OF_RECORDS = range(5)
_ROOM = "docaudit.records."


def encode(record: object) -> bytes:
    """Return a record and all that it holds as bytes for `decode` in a process of the same program.

    Raises:
        ValueError: a field holds something else than plain values, enums, records and tuples of these.
    """
    return marshal.dumps(_Writer().written(record))


def decode(data: bytes) -> Any:
    """Return the record that `encode` was given.

    Raises:
        ValueError: the bytes name a class outside `docaudit.records`, or are cut off (also `EOFError`, `TypeError`).
    """
    classes, counts, blocks = marshal.loads(data)  # noqa: S302  from our own child
    known = [_class(module, name) for module, name in classes]
    # The None behind each table is what the row number -1 means.
    rows: list[list[Any]] = [
        [*map(object.__new__, repeat(cls, size)), None] for cls, size in zip(known, counts, strict=True)
    ]
    start = [0] * len(rows)
    for place, size, columns in blocks:
        objects = rows[place][start[place] : start[place] + size]
        start[place] += size
        for name, column in zip(names(known[place]), columns, strict=True):
            fill(known[place], name, objects, _values(column, rows))
    return rows[0][0]


def _values(column: tuple[Any, ...], rows: list[list[Any]]) -> Any:
    kind = column[0]
    if kind == _VALUES:
        return column[1]
    if kind == _FLOATS:
        return memoryview(column[1]).cast("d")
    if kind == _ENUMS:
        return map(_members(_class(*column[1])).__getitem__, column[2])
    table = rows[column[1]]
    if kind == _RECORDS:
        return map(table.__getitem__, column[2])
    flat = map(table.__getitem__, column[3])
    return [tuple(islice(flat, length)) for length in column[2]]


@functools.cache
def _floats(cls: type) -> frozenset[str]:
    """Return the fields that hold numbers and never None; their columns need no look at each value."""
    return frozenset(field.name for field in dataclasses.fields(cls) if field.type in ("float", float))


@functools.cache
def _class(module: str, name: str) -> type:
    found = getattr(importlib.import_module(module), name, None) if module.startswith(_ROOM) else None
    if not isinstance(found, type):
        msg = f"no record {module}.{name}"
        raise ValueError(msg)
    return found


@functools.cache
def _members(cls: type[enum.Enum]) -> dict[Any, enum.Enum | None]:
    return {None: None, **{member.value: member for member in cls}}


class _Writer:
    """Collects the records of one page, class by class."""

    def __init__(self) -> None:
        self._classes: dict[type, int] = {}
        self._rows: list[list[Any]] = []
        self._places: dict[int, int] = {id(None): -1}

    def written(self, record: object) -> tuple[Any, ...]:
        self._numbers(type(record), [record])
        blocks = []
        done: list[int] = []
        at = 0
        while at < len(self._rows):
            # Following one table's references may add rows to any other.
            done.extend([0] * (len(self._rows) - len(done)))
            new = self._rows[at][done[at] :]
            if not new:
                at += 1
                continue
            done[at] = len(self._rows[at])
            cls: type = type(new[0])
            blocks.append((at, len(new), [self._field(cls, n, new) for n in names(cls)]))
            at = 0
        classes = [(cls.__module__, cls.__qualname__) for cls in self._classes]
        return classes, [len(rows) for rows in self._rows], blocks

    def _field(self, cls: type, name: str, records: list[Any]) -> tuple[Any, ...]:
        values = map(getter(cls, name), records)
        if name in _floats(cls):
            return _FLOATS, array("d", values).tobytes()
        return self._column(list(values))

    def _column(self, values: list[Any]) -> tuple[Any, ...]:
        kinds = set(map(type, values))
        if kinds <= _PLAIN:
            return _VALUES, values
        kinds.discard(type(None))
        kind = kinds.pop()
        if kinds:
            msg = "different kinds of objects in one field"
            raise ValueError(msg)
        if kind is tuple and None not in values:
            return self._tuples(values)
        if issubclass(kind, enum.Enum):
            return _ENUMS, (kind.__module__, kind.__qualname__), [None if v is None else v._value_ for v in values]
        return _RECORDS, self._table(kind), self._numbers(kind, values)

    def _tuples(self, values: list[tuple[Any, ...]]) -> tuple[Any, ...]:
        kinds = set(map(type, chain.from_iterable(values)))
        if kinds <= _PLAIN:
            return _VALUES, values
        if len(kinds) == 1:
            (kind,) = kinds
            if kind is tuple and set(map(type, chain.from_iterable(chain.from_iterable(values)))) <= _PLAIN:
                return _VALUES, values
            if kind is not tuple:
                flat = self._numbers(kind, list(chain.from_iterable(values)))
                return _ROWS_OF_RECORDS, self._table(kind), list(map(len, values)), flat
        msg = "a tuple of different kinds of objects"
        raise ValueError(msg)

    def _table(self, cls: type) -> int:
        place = self._classes.get(cls)
        if place is None:
            if not dataclasses.is_dataclass(cls) or not cls.__module__.startswith(_ROOM):
                msg = f"{cls.__qualname__} is no record"
                raise ValueError(msg)
            place = self._classes[cls] = len(self._rows)
            self._rows.append([])
        return place

    def _numbers(self, cls: type, records: list[Any]) -> list[int]:
        """Return the row numbers of records, those that are new put behind the others; -1 for None."""
        rows, places = self._rows[self._table(cls)], self._places
        keys = list(map(id, records))
        new = [record for key, record in dict(zip(keys, records, strict=True)).items() if key not in places]
        places.update(zip(map(id, new), count(len(rows)), strict=False))
        rows.extend(new)
        return list(map(places.__getitem__, keys))
