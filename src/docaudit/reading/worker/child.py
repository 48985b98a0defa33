"""The reading process: takes tasks from standard input, tells what comes of them on standard output.

Started as ``python -P -m docaudit.reading.worker.child``. It ends when its input ends, when nobody reads its output,
and by its own alarm when it works on one step for far longer than its caller would have waited.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import sys
import threading

from docaudit.reading.options import MIB, Limits
from docaudit.reading.worker.messages import (
    IDLE_SECONDS,
    Drawing,
    Event,
    Fetching,
    Frames,
    Logged,
    Reading,
    Skip,
    Stop,
    Task,
    packed,
)

_READ = 1 << 16
# The caller ends a process that is late; the alarm is for one whose caller is gone.
_LATER = 2
# Untouched memory (stacks of threads, what OpenVINO and the allocator set aside: 6 GiB for two engines) counts here and
# not in the watch of the caller, which has to act first: OpenVINO without memory answers with what lay there before.
_SPARE_MIB = 10_240


def main() -> int:
    """Serve until the input ends."""
    given, taken = os.dup(0), os.dup(1)
    # What libraries print must not get between the messages.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe = _Pipe(given, taken)
    while (task := pipe.task()) is not None:
        _prepare(task, pipe)
        from docaudit.reading.worker.perform import perform  # noqa: PLC0415  slow to load, and under the limits

        perform(task, pipe.tell, pipe.heard)
        pipe.rest()
    return 0


class _Pipe:
    """Messages in, messages out; the alarm runs while neither is waited for."""

    def __init__(self, given: int, taken: int) -> None:
        self._given, self._taken = given, taken
        self._frames = Frames()
        self._said: list[object] = []
        self._lock = threading.Lock()
        self._seconds = 0

    def task(self) -> Task | None:
        """Wait for the next task; None at the end of input, or where none comes for long."""
        while True:
            while self._said:
                message = self._said.pop(0)
                if isinstance(message, Reading | Drawing | Fetching):
                    limits = message.options.limits
                    self._seconds = _LATER * max(limits.open_seconds, limits.page_seconds)
                    _alarm(self._seconds)
                    return message
            # Models are large: a caller that lives long and reads seldom does not pay for them all the time.
            if not select.select([self._given], [], [], IDLE_SECONDS)[0] or not self._hear():
                return None

    def tell(self, event: Event) -> None:
        """Send an event; where the caller is slow, wait."""
        frame = memoryview(packed(event))
        with self._lock:
            _alarm(0)
            try:
                while frame:
                    frame = frame[os.write(self._taken, frame) :]
            except BrokenPipeError:
                # Nobody is left to read for; threads of libraries would hold up an ordinary end.
                os._exit(1)
            _alarm(self._seconds)

    def heard(self) -> Skip | Stop | None:
        """Return what the caller has said meanwhile."""
        if not self._said and select.select([self._given], [], [], 0)[0] and not self._hear():
            return Stop()
        message = self._said.pop(0) if self._said else None
        return message if isinstance(message, Skip | Stop) else None

    def rest(self) -> None:
        """Nothing is worked on."""
        self._seconds = 0
        _alarm(0)

    def _hear(self) -> bool:
        data = os.read(self._given, _READ)
        self._frames.take(data)
        self._said.extend(self._frames.messages())
        return bool(data)


class _Sender(logging.Handler):
    """Hands log messages to the caller."""

    def __init__(self, pipe: _Pipe) -> None:
        super().__init__()
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        """Send one message, with its traceback."""
        with contextlib.suppress(OSError):
            self._pipe.tell(Logged(record.name, record.levelno, self.format(record)))


def _alarm(seconds: int) -> None:
    # Its default action ends the process whatever a library is busy with.
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _prepare(task: Task, pipe: _Pipe) -> None:
    if dict(os.environ) != task.environment:
        os.environ.clear()
        os.environ.update(task.environment)
    _limit(task.options.limits)
    root = logging.getLogger()
    root.handlers[:] = [_Sender(pipe)]
    root.setLevel(task.log_level)


def _limit(limits: Limits) -> None:
    try:
        import resource  # noqa: PLC0415  not everywhere
    except ImportError:
        return
    most = (limits.worker_mebibytes + _SPARE_MIB) * MIB
    for name, value in (("RLIMIT_DATA", most), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            hard = resource.getrlimit(getattr(resource, name))[1]
            resource.setrlimit(getattr(resource, name), (value, hard))


if __name__ == "__main__":
    sys.exit(main())
