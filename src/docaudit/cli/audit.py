"""`docaudit audit`: loan files end to end, without a database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docaudit.cli import options


@click.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE...", type=click.Path(path_type=Path))
@options.as_json
@options.judging
def audit(
    cases: tuple[Path, ...],
    as_json: bool,
    as_of: dt.date | None,
    rules: Path | None,
    ocr_engine: str | None,
    method: str,
    fail_on: str | None,
) -> int:
    """Audit loan files (each a folder, a zip or one scanned PDF) and print their findings."""
    from docaudit.audit import audit_case
    from docaudit.cli.output import findings_table, print_json, print_table, progress_bar, status, warn_unreadable
    from docaudit.errors import InputError

    done = []
    failed: InputError | None = None
    for path in cases:
        try:
            with progress_bar(path.name) as watch:
                judged = audit_case(
                    path, as_of=as_of, rules=rules, method=method, ocr_engine=ocr_engine, progress=watch
                )
        except InputError as error:
            # One bad case never stops the others; alone it ends the command.
            if len(cases) == 1:
                raise
            click.echo(f"docaudit: {error}", err=True)
            failed = error
            continue
        warn_unreadable(judged.file.documents)
        done.append(judged.to_json())
        if as_json:
            print_json(done[-1])
    if failed is not None and not done:
        raise failed
    if not as_json:
        print_table(findings_table(done))
    return status(done, fail_on)
