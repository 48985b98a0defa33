"""Finds the one-file parts of a room (document types, bank formats, checks) without a list to edit."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar

from docaudit.errors import DeclarationError

T = TypeVar("T")


class Registry(Generic[T]):
    """Named parts of one room, loaded from its files in alphabetical order on first use.

    Args:
        package: dotted name of the room whose modules register themselves, e.g. ``docaudit.checks``.
        open_to_others: other packages may add parts by entry points of the group `package`, each naming a module that
            registers itself.
    """

    def __init__(self, package: str, *, open_to_others: bool = False) -> None:
        self._package = package
        self._open = open_to_others
        self._parts: dict[str, T] = {}
        self._loaded = False

    def add(self, name: str, part: T) -> T:
        """Register `part`; a name used twice is a `DeclarationError`."""
        if name in self._parts:
            msg = f"{self._package}: {name!r} is declared twice"
            raise DeclarationError(msg)
        self._parts[name] = part
        return part

    def __getitem__(self, name: str) -> T:
        self._load()
        return self._parts[name]

    def __contains__(self, name: object) -> bool:
        self._load()
        return name in self._parts

    def __iter__(self) -> Iterator[T]:
        self._load()
        return iter([self._parts[name] for name in sorted(self._parts)])

    def names(self) -> list[str]:
        """Return the names of all parts, sorted."""
        self._load()
        return sorted(self._parts)

    def _load(self) -> None:
        if self._loaded:
            return
        package = importlib.import_module(self._package)
        for module in pkgutil.walk_packages(package.__path__, f"{self._package}."):
            importlib.import_module(module.name)
        for point in self.points():
            try:
                point.load()
            except Exception as error:  # what another package raises is not known
                dist = point.dist.name if point.dist is not None else "a package"
                msg = (
                    f"{dist}: {point.value} cannot be loaded; repair or uninstall it ({type(error).__name__}: {error})"
                )
                raise DeclarationError(msg) from error
        self._loaded = True

    def points(self) -> tuple[EntryPoint, ...]:
        """Return the entry points by which other packages add parts, by name."""
        return tuple(sorted(entry_points(group=self._package), key=lambda p: p.name)) if self._open else ()
