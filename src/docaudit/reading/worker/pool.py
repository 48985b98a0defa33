"""Reading processes that wait for the next file: starting one takes longer than reading most files."""

from __future__ import annotations

import atexit
import os
import threading
import time
import weakref

from docaudit.reading.worker.messages import IDLE_SECONDS
from docaudit.reading.worker.process import Worker

# Each keeps its models in memory.
_MOST_IDLE = 2
# OCR engines and PDF libraries never give all memory back: a process that uses this share of what it may is ended.
# Two engines with their models take about half of the default limit, and to load them takes as long as several pages.
_RETIRED_SHARE = 0.75

_lock = threading.Lock()
_idle: list[Worker] = []
_all: weakref.WeakSet[Worker] = weakref.WeakSet()


def borrow() -> Worker:
    """Return a process that does nothing yet; give it back, or end it."""
    with _lock:
        while _idle:
            worker = _idle.pop()
            if time.monotonic() - worker.idle_since < 0.9 * IDLE_SECONDS:
                return worker
            worker.kill()
    worker = Worker(dict(os.environ))
    with _lock:
        _all.add(worker)
    return worker


def give_back(worker: Worker) -> None:
    """Keep a process that has finished its task for the next one, unless it has grown."""
    with _lock:
        if len(_idle) < _MOST_IDLE and worker.mebibytes < _RETIRED_SHARE * worker.most_mebibytes:
            worker.idle_since = time.monotonic()
            _idle.append(worker)
            return
    worker.kill()


def end_all() -> None:
    """End every process, those that work too."""
    with _lock:
        found = list(_all)
        _idle.clear()
        _all.clear()
    for worker in found:
        worker.kill()


def _forget() -> None:
    # A forked copy must not talk to its parent's processes, nor wait for its lock.
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()
    for worker in list(_all):
        worker.forget()
    _idle.clear()
    _all.clear()


atexit.register(end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
