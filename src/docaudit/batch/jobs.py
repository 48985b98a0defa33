"""Works on one upload of the web in the background, with progress kept in the store."""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Any

from pebble import ProcessPool

from docaudit.batch.across import judge_across
from docaudit.batch.discover import find_cases
from docaudit.batch.ingest import CASE_SECONDS, settle, with_corrections
from docaudit.batch.worker import Auditor, audit_path, pages_read
from docaudit.errors import DocauditError
from docaudit.storage import JobRow, Store, content_sha256

log = logging.getLogger(__name__)

_POLL_SECONDS = 0.5


def run_job(
    store: Store,
    job: JobRow,
    *,
    options: Mapping[str, Any] | None = None,
    auditor: Auditor = audit_path,
    timeout: float = CASE_SECONDS,
) -> None:
    """Audit all cases of an upload, each in a child process; mark the job done or failed, whatever the content."""
    made: list[int] = []
    errors: list[str] = []
    try:
        with tempfile.TemporaryDirectory(prefix="docaudit-") as scratch:
            cases = list(find_cases([Path(job.path)], Path(scratch)))
            progress = Path(scratch) / "pages"
            context = multiprocessing.get_context("spawn")
            with ProcessPool(max_workers=1, context=context) as pool:
                for number, case in enumerate(cases):
                    if case.trouble is not None:
                        errors.append(f"{case.name}: {case.trouble}")
                        continue
                    store.job_progress(job.id, "reading", number, len(cases))
                    progress.unlink(missing_ok=True)
                    started = time.monotonic()
                    given = with_corrections(options or {}, store, case.name, content_sha256(case.path))
                    arguments = [str(case.path), given, str(progress)]
                    future: Future[Any] = pool.schedule(auditor, args=arguments, timeout=timeout)
                    _watch(store, job, future, progress, (number, len(cases)))
                    done = settle(future, case, store, actor=job.user_name, started=started)
                    if done.case_id is not None:
                        made.append(done.case_id)
                    else:
                        # Where the upload lies says nothing to the reader.
                        errors.append(f"{done.name}: {done.error}".replace(f"{Path(job.path).parent}/", ""))
            judge_across(store, made, rules=(options or {}).get("rules"), actor=job.user_name)
    except DocauditError as error:
        errors.append(str(error).replace(f"{Path(job.path).parent}/", ""))
    except Exception:
        log.exception("a job failed")
        errors.append("unexpected error; see the log")
    if not made and not errors:
        errors.append("no case was found in it")
    store.finish_job(job.id, made, "\n".join(errors) or None)


def _watch(store: Store, job: JobRow, future: Future[Any], progress: Path, place: tuple[int, int]) -> None:
    shown = 0
    while not wait([future], timeout=_POLL_SECONDS).done:
        pages = pages_read(progress)
        if pages != shown:
            shown = pages
            store.job_progress(job.id, f"reading:{pages}", *place)
