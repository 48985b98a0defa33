"""What a reading process is told and what it tells, and how that travels through a pipe."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from docaudit.reading.options import ReadOptions
from docaudit.reading.results import Unreadable
from docaudit.reading.worker.codec import decode, encode
from docaudit.records.pages import Page, SourceFile

IDLE_SECONDS = 600
"""So long a process waits for its next task before it ends; its caller gives it none after nine tenths of that."""
_HEADER = 9
_PAGE, _OTHER = b"P", b"O"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Read one file of a folder, and all that it holds.

    Attributes:
        path, source: where it lies and what the interface calls it.
        options: how to read.
        environment: of the caller, now.
        skip: innermost files at the front that the caller has already had.
        avoid: names that are not opened again, for opening them broke a limit.
        first: of the first file that is not skipped, the page to begin with, from 0.
        singly: how many of its pages are read one by one, nothing ahead, so that the one that does harm is known.
        log_level: of messages that are worth sending.
    """

    path: str
    source: str
    options: ReadOptions
    environment: Mapping[str, str]
    skip: int = 0
    avoid: frozenset[str] = frozenset()
    first: int = 0
    singly: int = 0
    log_level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Draw one page (see `docaudit.reading.page_picture`)."""

    path: str
    source: str
    page: int
    width: int
    options: ReadOptions
    environment: Mapping[str, str]
    log_level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """Write the bytes of one innermost file to `target` (see `docaudit.reading.sources.save_original`)."""

    path: str
    source: str
    target: str
    options: ReadOptions
    environment: Mapping[str, str]
    log_level: int = 0


Task = Reading | Drawing | Fetching


@dataclass(frozen=True, slots=True)
class Skip:
    """The caller wants no more pages of the innermost file with this number, from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Stop:
    """The caller wants nothing more of this task."""


@dataclass(frozen=True, slots=True)
class Trying:
    """The bytes of `source` are about to be had; with ``!/`` at its end, it is about to be unpacked."""

    source: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The bytes are there and are about to be read."""

    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a file before its pages, which follow."""

    source: SourceFile


@dataclass(frozen=True, slots=True)
class Ended:
    """The pages of the opened file are over; `reason` and `advice` where they should have gone on."""

    reason: str | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture that was asked for, as PNG."""

    png: bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes that were asked for lie where they were wanted."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The task cannot be answered: the arguments of an `UnreadableFileError`, or the one of an `InputError`."""

    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The task is finished."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A message for the caller's log."""

    logger: str
    level: int
    text: str


Event = Trying | Opening | Opened | Page | Unreadable | Ended | Drawn | Fetched | Refused | Done | Logged
Tell = Callable[[Event], None]


def packed(message: object) -> bytes:
    """Return a message as one frame: a letter, eight bytes of length, content."""
    kind, content = _OTHER, b""
    if isinstance(message, Page):
        try:
            kind, content = _PAGE, encode(message)
        except ValueError:
            content = b""
    return b"".join((kind, len(content).to_bytes(8, "big"), content)) if content else _pickled(message)


def _pickled(message: object) -> bytes:
    content = pickle.dumps(message, 5)
    return b"".join((_OTHER, len(content).to_bytes(8, "big"), content))


@dataclass(slots=True)
class Frames:
    """Collects bytes as they come and gives back whole messages."""

    _held: bytearray = field(default_factory=bytearray)

    def take(self, data: bytes) -> None:
        """Add what has come."""
        self._held += data

    def messages(self) -> Iterator[object]:
        """Yield the messages that are complete."""
        while len(self._held) >= _HEADER:
            end = _HEADER + int.from_bytes(self._held[1:_HEADER], "big")
            if len(self._held) < end:
                return
            kind, content = bytes(self._held[:1]), bytes(self._held[_HEADER:end])
            del self._held[:end]
            yield decode(content) if kind == _PAGE else pickle.loads(content)  # noqa: S301  from our own child
