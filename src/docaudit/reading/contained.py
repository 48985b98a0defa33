"""Run a program or one of our own scripts with limits on time, memory and output, without a shell."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from docaudit.reading.budget import CHUNK
from docaudit.reading.results import CannotReadError

_LAUNCHER = Path(__file__).with_name("launcher.py")


class ChildError(Exception):
    """The child failed; `status` is its exit status, negative for a signal, None where time ran out."""

    def __init__(self, status: int | None) -> None:
        super().__init__(f"exit status {status}")
        self.status = status


def script(path: Path) -> list[str]:
    """Return the command of one of our own scripts."""
    return [sys.executable, "-I", str(path)]


def run_contained(
    command: Sequence[str],
    data: bytes,
    *,
    mebibytes: int,
    seconds: int,
    counted: Callable[[int], None],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> bytes:
    """Return what the command writes to standard output when it reads `data` from standard input.

    Args:
        command: program and arguments.
        data: for standard input.
        mebibytes: bound on the child's address space; 0 for none.
        seconds: bound on the time it takes.
        counted: called with the size of each piece of output; what it raises ends the child.
        environment: instead of this process's own.
        folder: to run in.

    Raises:
        ChildError: it failed or took too long.
    """
    full = [sys.executable, "-I", str(_LAUNCHER), str(mebibytes), str(seconds), *command]
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603  fixed commands, no shell
            full,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environment) if environment is not None else None,
            cwd=folder,
            # A group of its own, which can be ended as a whole, in the session of the process that reads (`worker`).
            process_group=0,
        )
        late = threading.Event()

        def stop() -> None:
            late.set()
            _kill(child)

        timer = threading.Timer(seconds, stop)
        timer.start()
        chunks = []
        try:
            assert child.stdout is not None  # noqa: S101  asked for above
            while chunk := child.stdout.read(CHUNK):
                counted(len(chunk))
                chunks.append(chunk)
            status = child.wait()
        finally:
            timer.cancel()
            _kill(child)
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
    if late.is_set():
        raise ChildError(None)
    if status:
        raise ChildError(status)
    return b"".join(chunks)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started: it leads a group of its own."""
    if child.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, 9)
        else:
            child.kill()


def frames(output: bytes) -> Iterator[tuple[str, bytes]]:
    """Take apart what our own scripts write: per file the name's and the content's length (8 bytes each), then both.

    Raises:
        CannotReadError: the output is cut off.
    """
    at = 0
    while at < len(output):
        long, size = int.from_bytes(output[at : at + 8], "big"), int.from_bytes(output[at + 8 : at + 16], "big")
        at += 16
        if at + long + size > len(output):
            raise CannotReadError("压缩包已损坏，无法打开", "请重新压缩或重新传输后提交")
        yield output[at : at + long].decode("utf-8", "replace"), output[at + long : at + long + size]
        at += long + size
