"""`docaudit ingest`: a batch of loan files into the database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docaudit.cli import options


@click.command()
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE...", type=options.PAPERS)
@options.database
@options.jobs
@options.judging
def ingest(
    archives: tuple[Path, ...],
    database: str | None,
    jobs: int | None,
    as_of: dt.date | None,
    rules: Path | None,
    ocr_engine: str | None,
    limits: Path | None,
    method: str,
    fail_on: str | None,
) -> int:
    """Audit every case of the archives into the database; run again, it goes on where it stopped."""
    from docaudit.cli.batch import run_batch
    from docaudit.cli.output import status
    from docaudit.reading import load_limits
    from docaudit.records.filenames import readable_name
    from docaudit.storage import open_store

    # Here, so that a mistake in them is said once and not by each case.
    load_limits(limits)
    chosen = {"as_of": as_of, "rules": rules, "ocr_engine": ocr_engine, "limits": limits, "method": method}
    store = open_store(database)
    try:
        given = {k: v for k, v in chosen.items() if v is not None}
        cases, summary = run_batch(archives, store, jobs=jobs, options=given)
        # An argument that cannot be used is told by the status, as `audit` does; a bad case inside one is a line.
        named = {readable_name(str(path)) for path in archives}
        return 2 if any(case.origin in named for case in summary.failed) else status(cases, fail_on)
    finally:
        store.close()
