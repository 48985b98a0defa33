"""One reading process as its caller sees it: started, told what to do, watched, ended with all that it started."""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

import psutil

from docaudit.reading.options import MIB, Limits
from docaudit.reading.results import late, out_of_memory
from docaudit.reading.worker.messages import Frames, Logged, Skip, Stop, Task, packed

log = logging.getLogger(__name__)

# How often the memory of a process that works is looked at.
_LOOK_SECONDS = 0.2
_READ = 1 << 20
# As far as a process may read ahead of its caller.
_AHEAD_BYTES = 1 << 20
_ERRORS_KEPT = 4096
# Left to itself glibc soon keeps every freed picture and tensor for later, between what is in use: measured on 40
# scans, 1.54 GiB at most instead of 1.44, and growing, for one part in 25 of the time.
_ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": str(4 * MIB), "MALLOC_TRIM_THRESHOLD_": str(16 * MIB)}
# What allocators print before they end the process.
_NO_MEMORY = (b"bad_alloc", b"MemoryError", b"ut of memory", b"annot allocate")
_HARM = "文件可能已损坏或有害，请重新导出或重新扫描后提交"
# Between the end of its output and the end of the process.
_DYING_SECONDS = 2.0


class LostError(Exception):
    """The process is gone; `reason` and `advice` say why, in Chinese, and name the limit."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


class Worker:
    """A reading process.

    Args:
        environment: to start it in.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        paths = [str(Path(path).absolute()) for path in sys.path if path]
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "docaudit.reading.worker.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**_ALLOCATOR, **environment, "PYTHONPATH": os.pathsep.join(paths)},
            # So that it holds on to no folder of the caller's.
            cwd="/",
            # A session of its own: what it starts can be found again, and Ctrl-C is the caller's affair.
            start_new_session=True,
            bufsize=0,
        )
        assert self._child.stdin and self._child.stdout and self._child.stderr  # noqa: S101, PT018  asked for above
        self._in, self._out, self._err = (
            f.fileno() for f in (self._child.stdin, self._child.stdout, self._child.stderr)
        )
        os.set_blocking(self._err, False)
        _widen(self._out)
        self._poll = select.poll()
        self._poll.register(self._out, select.POLLIN | select.POLLHUP)
        self._poll.register(self._err, select.POLLIN)
        self._frames = Frames()
        self._messages: deque[object] = deque()
        self._complaint = b""
        self._limits = Limits()
        self._seen = psutil.Process(self._child.pid)
        self._looked = 0.0
        self.idle_since = 0.0
        self._ended = False

    @property
    def mebibytes(self) -> int:
        """Memory in use now; 0 where it is not known."""
        try:
            return int(self._seen.memory_info().rss) // MIB
        except psutil.Error:
            return 0

    @property
    def most_mebibytes(self) -> int:
        """Memory that its task allows it."""
        return self._limits.worker_mebibytes

    def start(self, task: Task) -> None:
        """Give it a task.

        Raises:
            LostError: it is gone.
        """
        self._limits = task.options.limits
        self.say(task)

    def say(self, message: Task | Skip | Stop) -> None:
        """Send a message.

        Raises:
            LostError: it is gone.
        """
        frame = packed(message)
        try:
            while frame:
                frame = frame[os.write(self._in, frame) :]
        except OSError:
            raise self._lost() from None

    def next(self, seconds: float, too_late: tuple[str, str]) -> object:
        """Return the next message other than for the log.

        Args:
            seconds: to wait for it.
            too_late: reason and advice where it does not come in time.

        Raises:
            LostError: it did not come, or a limit on memory was broken; the process has been ended.
        """
        end = time.monotonic() + seconds
        while True:
            while self._messages:
                message = self._messages.popleft()
                if not isinstance(message, Logged):
                    return message
                logging.getLogger(message.logger).log(message.level, "%s", message.text)
            left = end - time.monotonic()
            if left <= 0:
                self.kill()
                raise LostError(*too_late)
            self._wait(min(left, _LOOK_SECONDS))

    def _wait(self, seconds: float) -> None:
        ready = dict(self._poll.poll(max(1, int(seconds * 1000))))
        if self._err in ready:
            self._listen()
        if self._out in ready:
            data = os.read(self._out, _READ)
            if not data:
                raise self._lost()
            self._frames.take(data)
            self._messages.extend(self._frames.messages())
        now = time.monotonic()
        if now - self._looked >= _LOOK_SECONDS:
            self._looked = now
            if self.mebibytes > self._limits.worker_mebibytes:
                self.kill()
                raise LostError(*out_of_memory(self._limits))

    def _listen(self) -> None:
        """Keep the end of what is printed to standard error."""
        with contextlib.suppress(BlockingIOError):
            data = os.read(self._err, _READ)
            self._complaint = (self._complaint + data)[-_ERRORS_KEPT:]
            if not data:
                self._poll.unregister(self._err)

    def _lost(self) -> LostError:
        """Return why the process ended by itself."""
        _wait_for_end(self._seen)
        with contextlib.suppress(OSError):
            self._complaint += os.read(self._err, _READ)
        self.kill()
        status = self._child.returncode
        log.warning("a reading process ended with status %s", status)
        if status == -signal.SIGKILL or any(word in self._complaint for word in _NO_MEMORY):
            return LostError(*out_of_memory(self._limits))
        if status == -signal.SIGALRM:
            return LostError(*late("page_seconds", self._limits.page_seconds))
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"退出码 {status}"
        return LostError(f"读取时程序崩溃（{name}）", _HARM)

    def forget(self) -> None:
        """Leave the process to the one that started it: this one is a forked copy."""
        self._ended = True
        self._child.returncode = 0

    def kill(self) -> None:
        """End the process and all that it started, at once; an ended one may be ended again."""
        if self._ended:
            return
        self._ended = True
        # While it is not waited for, its number stands for its session and no other.
        _end_session(self._child.pid)
        for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
            if pipe is not None:
                pipe.close()
        self._child.wait()


def _end_session(session: int) -> None:
    for pid in psutil.pids():
        with contextlib.suppress(OSError):
            if os.getsid(pid) == session:
                os.kill(pid, signal.SIGKILL)


def _wait_for_end(process: psutil.Process) -> None:
    end = time.monotonic() + _DYING_SECONDS
    with contextlib.suppress(psutil.Error):
        while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < end:
            time.sleep(0.005)


def _widen(pipe: int) -> None:
    """Let the process work ahead while its caller works on what has come."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415  not everywhere

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _AHEAD_BYTES)
