"""The list of hostile files, filled by the modules beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """One hostile file.

    Attributes:
        name: of the file.
        make: returns its bytes.
        words: one of these must stand in the reason or warning that the user sees; none: it must be read.
        may: it may be refused with one of `words` or be read, as the library's version has it; harm it must not.
        slow: takes over two seconds.
    """

    name: str
    make: Callable[[], bytes]
    words: tuple[str, ...] = ()
    may: bool = False
    slow: bool = False


CORPUS: list[Hostile] = []


def hostile(
    name: str, *words: str, may: bool = False, slow: bool = False
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Put a maker on the list."""

    def add(make: Callable[[], bytes]) -> Callable[[], bytes]:
        CORPUS.append(Hostile(name, make, words, may, slow))
        return make

    return add
