"""The background worker: one thread that audits uploads one after the other, each case in a child process."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path

from docaudit.batch import Auditor, run_job
from docaudit.storage import Store

log = logging.getLogger(__name__)

_IDLE_SECONDS = 1.0


class Worker:
    """Takes waiting jobs from the store until it is stopped.

    Args:
        store: the application's store.
        auditor: what audits a case; None is the conductor.
    """

    def __init__(self, store: Store, auditor: Auditor | None) -> None:
        self._store = store
        self._auditor = auditor
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="docaudit-worker", daemon=True)

    def start(self) -> None:
        """Start the thread; jobs that a stopped program left half done begin anew."""
        self._store.requeue_jobs()
        self._thread.start()

    def wake(self) -> None:
        """Look for work now."""
        self._wake.set()

    def stop(self) -> None:
        """Stop after the present job."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def work_once(self) -> bool:
        """Work on one waiting job; False where none waits."""
        job = self._store.take_job()
        if job is None:
            return False
        if self._auditor is None:
            run_job(self._store, job)
        else:
            run_job(self._store, job, auditor=self._auditor)
        # The originals of its cases are kept by hash; the upload itself is not needed any more.
        shutil.rmtree(Path(job.path).parent, ignore_errors=True)
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                busy = self.work_once()
            except Exception:
                log.exception("the background worker stumbled")
                busy = False
            if not busy:
                self._wake.wait(_IDLE_SECONDS)
                self._wake.clear()
