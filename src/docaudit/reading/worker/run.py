"""Have one file read in a process of its own; what that process does not survive is named, and the rest goes on."""

from __future__ import annotations

import contextlib
import inspect
import itertools
import logging
import os
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from docaudit.errors import DocauditError, InputError, UnreadableFileError
from docaudit.reading.options import ReadOptions
from docaudit.reading.results import SourcePages, Unreadable, late
from docaudit.reading.worker import pool
from docaudit.reading.worker.messages import (
    Done,
    Drawing,
    Drawn,
    Ended,
    Fetching,
    Opened,
    Opening,
    Reading,
    Refused,
    Skip,
    Stop,
    Trying,
)
from docaudit.reading.worker.process import LostError, Worker
from docaudit.records.pages import Page, SourceFile

# So many processes may be lost on one file of a folder and all that it holds, and so many pages of one document.
_MOST_LOST, _MOST_LOST_PAGES = 20, 5
# After a loss so many pages are read one by one: those that a reader takes up ahead of the one it gives out.
_SINGLY = 40
_PAGED = frozenset({"pdf", "image"})
_STOPPING_SECONDS = 2.0
_STOPPED = ("", "")
_HOPELESS = (f"读取已中断 {_MOST_LOST} 次，其余文件未读", "请分开提交，并重新导出有问题的文件")


def read_contained(path: Path, source: str, options: ReadOptions) -> Iterator[SourcePages | Unreadable]:
    """Yield each innermost file of one file, as `docaudit.reading.read_path` does.

    Raises:
        InputError: the OCR engine asked for is unknown.
    """
    run = _Run(path, source, options)
    try:
        yield from run.results()
    finally:
        run.close()


def draw_contained(path: Path, source: str, page: int, width: int, options: ReadOptions) -> bytes:
    """Return the picture of a page, as `docaudit.reading.page_picture` does.

    Raises:
        UnreadableFileError: there is none, or drawing it breaks a limit.
    """
    task = Drawing(
        path=str(path.absolute()),
        source=source,
        page=page,
        width=width,
        options=options,
        environment=dict(os.environ),
        log_level=_log_level(),
    )
    limits = options.limits
    picture = _answer(task, "page_seconds", limits.open_seconds + limits.page_seconds)
    assert isinstance(picture, Drawn)  # noqa: S101  all that a drawing can lead to
    return picture.png


def save_contained(path: Path, source: str, target: Path, options: ReadOptions) -> None:
    """Write the bytes of one innermost file, as `docaudit.reading.sources.save_original` does.

    Raises:
        UnreadableFileError: there is no such file, or having it breaks a limit.
    """
    task = Fetching(
        path=str(path.absolute()),
        source=source,
        target=str(target.absolute()),
        options=options,
        environment=dict(os.environ),
        log_level=_log_level(),
    )
    _answer(task, "open_seconds", options.limits.open_seconds)


def _answer(task: Drawing | Fetching, limit: str, seconds: int) -> object:
    """Have a task done that has one answer, within a limit of this name."""
    worker = pool.borrow()
    try:
        worker.start(task)
        answer = worker.next(seconds, late(limit, seconds))
        done = worker.next(_STOPPING_SECONDS, _STOPPED)
    except LostError as loss:
        raise UnreadableFileError(task.source, loss.reason, loss.advice) from None
    except BaseException:
        worker.kill()
        raise
    if isinstance(done, Done):
        pool.give_back(worker)
    if isinstance(answer, Refused):
        raise _refusal(answer)
    return answer


def _log_level() -> int:
    return logging.getLogger("docaudit.reading").getEffectiveLevel()


def _refusal(refused: Refused) -> DocauditError:
    if len(refused.arguments) == 1:
        return InputError(*refused.arguments)
    return UnreadableFileError(*refused.arguments)


class _Run:
    """One file of a folder on its way through one process or, where some are lost, several."""

    def __init__(self, path: Path, source: str, options: ReadOptions) -> None:
        self._task = Reading(
            path=str(path.absolute()),
            source=source,
            options=options,
            environment=dict(os.environ),
            log_level=_log_level(),
        )
        self._limits = options.limits
        self._worker: Worker | None = None
        self._lost = 0
        # Of the file that is open: seconds waited for, and what is known of it.
        self._spent = 0.0
        self._trying: Trying | Opening = Trying(source)

    def results(self) -> Iterator[SourcePages | Unreadable]:
        """Yield what is in it."""
        while True:
            try:
                message = self._next(self._limits.open_seconds, "open_seconds")
            except LostError as loss:
                yield self._unopened(loss)
                if self._lost >= _MOST_LOST:
                    yield Unreadable(self._task.source, "", *_HOPELESS)
                    return
                continue
            if isinstance(message, Done):
                self._give_back()
                return
            if isinstance(message, Refused):
                raise _refusal(message)
            if isinstance(message, Trying | Opening):
                self._trying, self._spent = message, 0.0
            elif isinstance(message, Unreadable):
                self._passed()
                yield message
            elif isinstance(message, Opened):
                yield from self._opened(message.source)

    def close(self) -> None:
        """Have no more of it."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        try:
            worker.say(Stop())
            end = time.monotonic() + _STOPPING_SECONDS
            while not isinstance(worker.next(max(0.0, end - time.monotonic()), _STOPPED), Done):
                pass
            pool.give_back(worker)
        except LostError:
            return

    def _next(self, seconds: int, limit: str) -> object:
        """Return the next message within a limit of this name, and within that on the whole file."""
        left = self._limits.file_seconds - self._spent
        too_late = late(limit, seconds) if seconds <= left else late("file_seconds", self._limits.file_seconds)
        started = time.monotonic()
        try:
            if self._worker is None:
                self._worker = pool.borrow()
                self._worker.start(self._task)
            return self._worker.next(min(seconds, max(left, 0.0)), too_late)
        except LostError:
            self._worker = None
            self._lost += 1
            raise
        except BaseException:
            # What was asked for will still come: nobody else can use this process.
            if self._worker is not None:
                self._worker.kill()
            self._worker = None
            raise
        finally:
            self._spent += time.monotonic() - started

    def _give_back(self) -> None:
        if self._worker is not None:
            pool.give_back(self._worker)
        self._worker = None

    def _passed(self) -> None:
        """Count one innermost file that is dealt with."""
        self._task = replace(self._task, skip=self._task.skip + 1, first=0, singly=0)
        self._spent = 0.0

    def _unopened(self, loss: LostError) -> Unreadable:
        tried = self._trying
        if isinstance(tried, Opening):
            self._passed()
            return Unreadable(tried.source, tried.sha256, loss.reason, loss.advice)
        self._task = replace(self._task, avoid=self._task.avoid | {tried.source})
        return Unreadable(tried.source.removesuffix("!/"), "", loss.reason, loss.advice)

    def _opened(self, source: SourceFile) -> Iterator[SourcePages | Unreadable]:
        """Yield a file that is open; where its first page ends it all, it is one that could not be read."""
        stream = self._stream(source)
        first = next(stream, None)
        if isinstance(first, Ended):
            yield Unreadable(source.source, source.sha256, first.reason or "", first.advice)
        else:
            yield SourcePages(source, _shown(itertools.chain(() if first is None else (first,), stream), source))
            if self._worker is not None and inspect.getgeneratorstate(stream) != inspect.GEN_CLOSED:
                with contextlib.suppress(LostError):
                    self._worker.say(Skip(self._task.skip))
            deque(stream, maxlen=0)
        self._passed()

    def _stream(self, source: SourceFile) -> Generator[Page | Ended, None, None]:
        """Yield the pages of the open file and, where they should have gone on, why they did not."""
        count = source.page_count or 0
        resumable = source.format in _PAGED and count > 1
        got = lost = alone = 0
        opening = False
        while True:
            try:
                message = self._next_page(opening)
            except LostError as loss:
                opening = True
                if not resumable or self._lost >= _MOST_LOST or self._spent >= self._limits.file_seconds:
                    yield Ended(loss.reason, loss.advice)
                    return
                if got < alone:
                    # Nothing else was read at the time, so it is this page.
                    got, lost = got + 1, lost + 1
                    yield Page(number=got, warnings=(f"第{got}页{loss.reason}，未能读取；{loss.advice}",))
                    if got >= count:
                        return
                    if lost >= _MOST_LOST_PAGES:
                        yield Ended(f"已有 {lost} 页{loss.reason}", loss.advice)
                        return
                else:
                    alone = got + _SINGLY
                self._task = replace(self._task, first=got, singly=max(0, alone - got))
                continue
            if isinstance(message, Page):
                got += 1
                yield message
            elif isinstance(message, Opened):
                opening = False
            elif isinstance(message, Refused):
                raise _refusal(message)
            elif isinstance(message, Ended | Unreadable):
                if message.reason:
                    yield Ended(message.reason, message.advice)
                return

    def _next_page(self, opening: bool) -> object:
        if opening:
            return self._next(self._limits.open_seconds, "open_seconds")
        return self._next(self._limits.page_seconds, "page_seconds")


def _shown(pages: Iterable[Page | Ended], source: SourceFile) -> Iterator[Page]:
    """Yield the pages; why they end too early is a page's warning too."""
    got = 0
    for page in pages:
        if isinstance(page, Page):
            got += 1
            yield page
        elif source.page_count is None:
            yield Page(warnings=(f"其余内容未能读取：{page.reason}；{page.advice}",))
        else:
            number = got + 1
            yield Page(number=number, warnings=(f"第{number}页起未能读取：{page.reason}；{page.advice}",))
