"""Do one task and tell what comes of it, wherever that is done."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from docaudit.errors import DocauditError, InputError, UnreadableFileError
from docaudit.reading.archive import Item, walk_file
from docaudit.reading.options import ReadOptions
from docaudit.reading.reader import draw_page, original_bytes, read_item
from docaudit.reading.results import CannotReadError, Unreadable, out_of_memory
from docaudit.reading.worker.messages import (
    Done,
    Drawing,
    Drawn,
    Ended,
    Fetched,
    Fetching,
    Opened,
    Opening,
    Reading,
    Refused,
    Skip,
    Stop,
    Task,
    Tell,
    Trying,
)
from docaudit.records.pages import Page, SourceFile

log = logging.getLogger(__name__)

Heard = Callable[[], Skip | Stop | None]
"""Returns what the caller has said since it was last asked."""


def perform(task: Task, tell: Tell, heard: Heard) -> None:
    """Do a task; `Done` is told last, `Refused` before it where the caller's own error is to blame."""
    try:
        if isinstance(task, Drawing):
            tell(Drawn(draw_page(Path(task.path), task.source, task.page, task.width, task.options.limits)))
        elif isinstance(task, Fetching):
            Path(task.target).write_bytes(original_bytes(Path(task.path), task.source, task.options.limits))
            tell(Fetched())
        else:
            _read(task, tell, heard)
    except UnreadableFileError as error:
        tell(Refused((error.source, error.reason, error.advice)))
    except InputError as error:
        tell(Refused((str(error),)))
    except OSError as error:
        # Of reading, files make other errors; this is the disk that is written to.
        if not isinstance(task, Fetching):
            raise
        tell(Refused((task.source, f"无法另存（{error.strerror or error}）", "请检查磁盘空间和权限")))
    tell(Done())


def _read(task: Reading, tell: Tell, heard: Heard) -> None:
    def wanted(name: str) -> bool:
        if name in task.avoid or name.removesuffix("!/") in task.avoid:
            return False
        tell(Trying(name))
        return True

    for number, item in enumerate(walk_file(Path(task.path), task.source, task.options.limits, wanted)):
        if number < task.skip:
            continue
        if isinstance(heard(), Stop):
            return
        if isinstance(item, Unreadable):
            tell(item)
        elif not _read_item(task, number, item, tell, heard):
            return


def _read_item(task: Reading, number: int, item: Item, tell: Tell, heard: Heard) -> bool:
    """Tell the pages of one file; return whether the caller wants more."""
    digest = hashlib.sha256(item.data).hexdigest()
    tell(Opening(item.source, digest))
    options = task.options
    parts: list[range | None] = [None]
    if number == task.skip and (task.first or task.singly):
        alone = range(task.first, task.first + task.singly)
        parts = [*(range(at, at + 1) for at in alone), range(alone.stop, options.limits.pages)]
    found = read_item(item, digest, replace(options, only=parts[0]))
    if isinstance(found, Unreadable):
        tell(found)
        return True
    tell(Opened(found.source))
    try:
        for page in chain(found.pages, _parts(item, found.source, options, parts[1:])):
            tell(page)
            said = heard()
            if isinstance(said, Stop):
                return False
            if isinstance(said, Skip) and said.number == number:
                break
    except DocauditError:
        raise
    except CannotReadError as error:
        tell(Ended(error.reason, error.advice))
    except MemoryError:
        tell(Ended(*out_of_memory(options.limits)))
    except Exception:
        # One broken file never stops the rest, whatever the library underneath raised.
        log.exception("reading stopped in one source")
        tell(Ended("识读中断：文件内容异常", "请核对原件后重新扫描或导出"))
    else:
        tell(Ended())
    return True


def _parts(item: Item, source: SourceFile, options: ReadOptions, parts: Sequence[range | None]) -> Iterator[Page]:
    for part in parts:
        if part and part.start < (source.page_count or 0):
            found = read_item(item, source.sha256, replace(options, only=part))
            if isinstance(found, Unreadable):
                raise CannotReadError(found.reason, found.advice)
            yield from found.pages
