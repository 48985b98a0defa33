"""What reading yields for each innermost file: its pages, or why it could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.records.pages import Page, SourceFile


@dataclass(frozen=True, slots=True)
class SourcePages:
    """One opened file and its pages; `pages` is lazy and can be walked once."""

    source: SourceFile
    pages: Iterator[Page]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One file that could not be read; `reason` and `advice` are Chinese, for the reviewer.

    `sha256` is empty where not even the bytes could be had (a refused link, a broken archive member).
    """

    source: str
    sha256: str
    reason: str
    advice: str


class CannotReadError(Exception):
    """Raised inside this room where one file turns out unreadable; `read_path` makes it an `Unreadable`."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason}；{advice}")
        self.reason = reason
        self.advice = advice
