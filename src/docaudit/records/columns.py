"""Many records of one class at once, a column for each field: making each by itself costs more than reading it did."""

from __future__ import annotations

import dataclasses
import functools
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from operator import attrgetter
from types import MemberDescriptorType
from typing import Any, TypeVar, cast

R = TypeVar("R")


def made(cls: type[R], count: int, **columns: Iterable[Any]) -> list[R]:
    """Return `count` records; a field without a column has its default in all of them.

    Nothing is checked: the caller answers for what the class would refuse.

    Args:
        cls: a dataclass.
        count: how many.
        columns: for each field without a default, and for others, `count` values.

    Raises:
        TypeError: a field without a default has no column.
    """
    defaults = _defaults(cast(Any, cls))  # mypy holds a generic class for unhashable
    missed = [name for name, default in defaults.items() if default is dataclasses.MISSING and name not in columns]
    if missed:
        msg = f"{cls.__qualname__} needs {', '.join(missed)}"
        raise TypeError(msg)
    records: list[R] = list(map(object.__new__, repeat(cls, count)))
    for name, default in defaults.items():
        fill(cls, name, records, columns[name] if name in columns else repeat(default, count))
    return records


def fill(cls: type, name: str, records: Iterable[object], values: Iterable[object]) -> None:
    """Set one field of many records, frozen ones too."""
    deque(map(_setter(cls, name), records, values), maxlen=0)


@functools.cache
def names(cls: type) -> tuple[str, ...]:
    """Return the fields of a dataclass in their order."""
    return tuple(field.name for field in dataclasses.fields(cls))


@functools.cache
def getter(cls: type, name: str) -> Callable[[Any], Any]:
    """Return what reads a field, as fast as it goes."""
    slot = cls.__dict__.get(name)
    return slot.__get__ if isinstance(slot, MemberDescriptorType) else attrgetter(name)


@functools.cache
def _defaults(cls: Any) -> dict[str, Any]:
    return {field.name: field.default for field in dataclasses.fields(cls)}


@functools.cache
def _setter(cls: type, name: str) -> Callable[[Any, Any], None]:
    # Frozen classes refuse `setattr`.
    slot = cls.__dict__.get(name)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__
    return lambda record, value: object.__setattr__(record, name, value)
