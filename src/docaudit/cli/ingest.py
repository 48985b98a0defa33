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
    from docaudit.storage import open_store

    # Here, so that a mistake in them is said once and not by each case.
    load_limits(limits)
    chosen = {"as_of": as_of, "rules": rules, "ocr_engine": ocr_engine, "limits": limits, "method": method}
    store = open_store(database)
    try:
        cases = run_batch(archives, store, jobs=jobs, options={k: v for k, v in chosen.items() if v is not None})
        return status(cases, fail_on)
    finally:
        store.close()
