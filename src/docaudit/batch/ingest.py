"""Ingests archives on all cores, resumable; one bad case or dead worker never stops the others."""

from __future__ import annotations

import logging
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from docaudit.batch.across import judge_across
from docaudit.batch.discover import find_cases
from docaudit.batch.found import FoundCase
from docaudit.batch.worker import SEEN, Auditor, audit_path, engine_stamp
from docaudit.errors import DocauditError
from docaudit.storage import Store, content_sha256

log = logging.getLogger(__name__)

# A worker is replaced after so many cases: OCR engines and PDF libraries never give all memory back.
_CASES_PER_WORKER = 20
CASE_SECONDS = 3600.0
"""How long one case may take before its worker is ended."""

Stamp = Callable[[Mapping[str, Any]], tuple[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDone:
    """One case of a batch that is finished: ``done``, ``skipped`` (stored already, nothing changed) or ``failed``."""

    name: str
    origin: str
    state: str
    case_id: int | None = None
    findings: int = 0
    error: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What became of a batch."""

    done: int
    skipped: int
    failed: tuple[CaseDone, ...]
    findings: int

    @classmethod
    def of(cls, cases: Iterable[CaseDone]) -> BatchSummary:
        """Count the cases by state."""
        all_cases = list(cases)
        return cls(
            sum(c.state == "done" for c in all_cases),
            sum(c.state == "skipped" for c in all_cases),
            tuple(c for c in all_cases if c.state == "failed"),
            sum(c.findings for c in all_cases),
        )


def ingest(
    paths: Iterable[Path | str],
    store: Store,
    *,
    jobs: int | None = None,
    options: Mapping[str, Any] | None = None,
    timeout: float = CASE_SECONDS,
    auditor: Auditor = audit_path,
    stamp: Stamp = engine_stamp,
    actor: str = "system",
) -> Iterator[CaseDone]:
    """Audit every case of the archives into the store; yield each as it is finished.

    Args:
        store: where the results go.
        paths: folders of cases, zips, single files or an index (interface.md).
        jobs: worker processes; default one per core.
        options: keyword arguments of `docaudit.audit.audit_case`.
        timeout: seconds for one case.
        auditor: what audits a case in the worker.
        stamp: what names the engine and the rules.
        actor: whom the trail names.

    An argument that cannot be used is a case that failed; its origin is the argument, and the others go on. In the end
    what the stored cases share is laid into their results; no paper is read a second time.

    Raises:
        InputError: the rules cannot be used.
    """
    chosen = dict(options or {})
    workers = jobs or os.cpu_count() or 1
    known: set[int] = set()
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory(prefix="docaudit-") as scratch,
        ProcessPool(max_workers=workers, max_tasks=_CASES_PER_WORKER, context=context) as pool,
    ):
        waiting: dict[Future[Any], tuple[FoundCase, float]] = {}
        version, rules = stamp(chosen)
        try:
            for case in find_cases([Path(p) for p in paths], Path(scratch)):
                if case.trouble is not None:
                    yield CaseDone(name=case.name, origin=case.origin, state="failed", error=case.trouble)
                    continue
                try:
                    content = content_sha256(case.path)
                except OSError as error:
                    reason = f"无法打开（{error.strerror or error}）；请检查文件权限后重试"
                    yield CaseDone(name=case.name, origin=case.origin, state="failed", error=reason)
                    continue
                stored = store.is_stored(content, version, rules, chosen.get("as_of"))
                if stored is not None and not store.pending_corrections(stored):
                    known.add(stored)
                    yield CaseDone(name=case.name, origin=case.origin, state="skipped", case_id=stored)
                    continue
                given = with_corrections(chosen, store, case.name, content)
                future: Future[Any] = pool.schedule(auditor, args=[str(case.path), given, None], timeout=timeout)
                waiting[future] = (case, time.monotonic())
                # Few in flight: the results of a large archive never pile up in memory.
                while len(waiting) >= 2 * workers:
                    yield from _noted(_finished(waiting, store, actor), known)
            while waiting:
                yield from _noted(_finished(waiting, store, actor), known)
        finally:
            for left in waiting:
                left.cancel()
    judge_across(store, known, rules=chosen.get("rules"), actor=actor)


def _noted(cases: Iterable[CaseDone], known: set[int]) -> Iterator[CaseDone]:
    """Pass the cases on and note the ids of those that are stored."""
    for case in cases:
        if case.case_id is not None:
            known.add(case.case_id)
        yield case


def _finished(waiting: dict[Future[Any], tuple[FoundCase, float]], store: Store, actor: str) -> Iterator[CaseDone]:
    ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in ready:
        case, started = waiting.pop(future)
        yield settle(future, case, store, actor=actor, started=started)


def with_corrections(options: Mapping[str, Any], store: Store, name: str, content: str | None) -> dict[str, Any]:
    """Return the options of a run with what people corrected in earlier runs over the same papers."""
    corrections = store.corrections_for(name, content)
    return {**options, "corrections": corrections} if corrections else dict(options)


def settle(future: Future[Any], case: FoundCase, store: Store, *, actor: str, started: float) -> CaseDone:
    """Store the result of a worker, or say why there is none."""
    error = None
    try:
        audit = future.result() | {"case": case.name}
        seen = audit.pop(SEEN, ())
        case_id = store.save_case(audit, path=case.path, origin=case.origin, actor=actor, seen=seen)
    except (FutureTimeout, TimeoutError):
        error = "the case took too long and was ended"
    except ProcessExpired as expired:
        error = f"the worker process died (exit status {expired.exitcode})"
    except CancelledError:
        error = "cancelled"
    except DocauditError as refused:
        # The passing copy of what came out of an archive says nothing to the reader.
        error = str(refused).replace(str(case.path), case.origin)
    except Exception as unexpected:
        # The border of one case: whatever goes wrong in it, the batch goes on.
        log.exception("a case failed")
        error = f"{type(unexpected).__name__}: unexpected; see the log"
    seconds = time.monotonic() - started
    if error is not None:
        return CaseDone(name=case.name, origin=case.origin, state="failed", error=error, seconds=seconds)
    return CaseDone(
        name=case.name,
        origin=case.origin,
        state="done",
        case_id=case_id,
        findings=len(audit.get("findings", ())),
        seconds=seconds,
    )
