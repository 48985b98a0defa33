"""Runs a batch with progress on standard error and a summary at the end; shared by `ingest` and `demo`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from docaudit.batch import BatchSummary, CaseDone, ingest
from docaudit.cli.errors import print_error
from docaudit.errors import InputError
from docaudit.records.filenames import readable_name
from docaudit.records.labels import Severity
from docaudit.records.money import Money
from docaudit.storage import CaseRow, Store

_SHOWN = 5
"""Cases named at the end of a batch; the others stand in the queue."""


def run_batch(
    archives: Iterable[Path], store: Store, *, jobs: int | None, options: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], BatchSummary]:
    """Audit the cases of `archives` into `store`, show how it goes; return the stored results (JSON form) and the sum.

    Raises:
        InputError: not one case could be audited.
    """
    paths = list(archives)
    # Of a single argument that fails, one line is enough.
    alone = readable_name(str(paths[0])) if len(paths) == 1 else None
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    done: list[CaseDone] = []
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("cases", total=None)
        for case in ingest(paths, store, jobs=jobs, options=options):
            done.append(case)
            bar.update(task, advance=1, description=escape(case.name))
            if case.error:
                if case.origin != alone:
                    print_error(_line(case))
            elif not console.is_terminal:
                print_error(f"{case.name} {case.state} ({case.seconds:.1f} s)")
    summary = BatchSummary.of(done)
    if len(done) == 1 and done[0].error and done[0].origin == alone:
        raise InputError(_line(done[0]))
    counts = f"{summary.done} audited, {summary.skipped} unchanged, {len(summary.failed)} failed"
    # Counted now: what the cases share is found when all are done.
    rows = [store.case(case.case_id) for case in done if case.state == "done" and case.case_id is not None]
    print_error(f"{counts}, {sum(row.finding_count for row in rows if row is not None)} findings")
    for row in _riskiest(done, store):
        worst = Severity(row.worst_severity).label
        print_error(
            f"{row.name}: {Money(row.risk_fen).shown()} yuan at risk, {row.open_count} findings open, worst {worst}"
        )
    if len(summary.failed) == len(done):
        msg = f"{', '.join(map(str, paths))}: none of its cases could be audited"
        raise InputError(msg)
    results = [store.audit(case.case_id) for case in done if case.case_id is not None]
    return [r for r in results if r is not None], summary


def _riskiest(done: Iterable[CaseDone], store: Store) -> list[CaseRow]:
    """Return the cases of a batch that have most at risk, as the queue of the pages ranks them."""
    found = {case.case_id: store.case(case.case_id) for case in done if case.case_id is not None}
    rows = [row for row in found.values() if row is not None and row.risk_fen > 0]
    return sorted(rows, key=lambda row: -row.risk_fen)[:_SHOWN]


def _line(case: CaseDone) -> str:
    error = case.error or ""
    return error if case.origin in error else f"{case.origin}: {error}"
