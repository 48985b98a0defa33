"""What reading yields for each innermost file: its pages, or why it could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.reading.options import Limits
from docaudit.records.alteration import Sign
from docaudit.records.pages import Page, SourceFile

_RAISE = "请核对文件内容，拆分或重新导出后提交；确属正常大文件的，可用 --limits 调高 {}"


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


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from: the program that wrote it, and signs that it was changed since."""

    producer: str | None = None
    signs: tuple[Sign, ...] = ()


class CannotReadError(Exception):
    """Raised inside this room where one file turns out unreadable; `read_path` makes it an `Unreadable`."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason}；{advice}")
        self.reason = reason
        self.advice = advice


def out_of_memory(limits: Limits) -> tuple[str, str]:
    """Return reason and advice where reading asks for more memory than it may have."""
    return f"读取所需内存超过上限 {limits.worker_mebibytes} MiB", _RAISE.format("worker_mebibytes")


def late(limit: str, seconds: int) -> tuple[str, str]:
    """Return reason and advice where reading takes longer than the limit of this name."""
    return f"读取超过时限 {seconds} 秒", _RAISE.format(limit)
