"""`docaudit audit`: loan files end to end, without a database."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import click

from docaudit.cli import options
from docaudit.cli.errors import error_text, print_error

log = logging.getLogger(__name__)


@click.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE...", type=options.PAPERS)
@options.as_json
@options.judging
def audit(
    cases: tuple[Path, ...],
    as_json: bool,
    as_of: dt.date | None,
    rules: Path | None,
    ocr_engine: str | None,
    limits: Path | None,
    method: str,
    fail_on: str | None,
) -> int:
    """Audit loan files (each a folder, a zip or one scanned PDF) and print their findings."""
    from docaudit.audit import audit_case
    from docaudit.cli.output import findings_table, print_json, print_table, progress_bar, status, warn_unreadable

    done = []
    failed = False
    for path in cases:
        try:
            with progress_bar(path.name) as watch:
                judged = audit_case(
                    path,
                    as_of=as_of,
                    rules=rules,
                    method=method,
                    ocr_engine=ocr_engine,
                    limits=limits,
                    progress=watch,
                )
        except Exception as error:
            # One bad case never stops the others; alone it ends the command.
            if len(cases) == 1:
                raise
            log.exception("a case could not be audited")
            named = str(path) in str(error)
            print_error(error_text(error) if named else f"{path}: {error_text(error)}")
            failed = True
            continue
        warn_unreadable(judged.file.documents)
        done.append(judged.to_json())
        if as_json:
            print_json(done[-1])
    if done and not as_json:
        print_table(findings_table(done))
    return 2 if failed else status(done, fail_on)
