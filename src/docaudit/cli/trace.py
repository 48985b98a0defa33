"""`docaudit trace`: loan money through statements alone, without a loan file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docaudit.cli import options

if TYPE_CHECKING:
    from docaudit.audit import Drawing


class DisbursementType(click.ParamType["Drawing"]):
    """A disbursement as DATE:AMOUNT[:ACCOUNT]."""

    name = "disbursement"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Drawing:
        """Return the disbursement or fail with the form that is wanted."""
        from docaudit.audit import Drawing
        from docaudit.errors import InputError

        if isinstance(value, Drawing):
            return value
        try:
            return Drawing.parse(str(value))
        except InputError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("statements", nargs=-1, required=True, metavar="STATEMENT...", type=options.PAPERS)
@click.option(
    "--disbursement",
    "disbursements",
    type=DisbursementType(),
    metavar="DATE:AMOUNT[:ACCOUNT]",
    multiple=True,
    required=True,
    help="The day and amount on which loan money came in; once for each disbursement. ACCOUNT, a number or its last "
    "digits, where two accounts would fit.",
)
@click.option("--separate", is_flag=True, help="Each disbursement is a loan of its own; default: all are one loan.")
@click.option(
    "--sankey",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.html",
    help="Also write the picture of the money as one page that needs no network.",
)
@options.as_json
@options.method
@options.as_of
@options.rules
@options.ocr_engine
@options.limits
def trace(
    statements: tuple[Path, ...],
    disbursements: tuple[Drawing, ...],
    separate: bool,
    sankey: Path | None,
    as_json: bool,
    method: str,
    as_of: dt.date | None,
    rules: Path | None,
    ocr_engine: str | None,
    limits: Path | None,
) -> int:
    """Trace loan money through account statements alone (files, folders, archives of any format read)."""
    from docaudit.audit import trace_statements
    from docaudit.cli.errors import print_error
    from docaudit.cli.files import write_whole
    from docaudit.cli.output import print_json, progress_bar
    from docaudit.cli.trace_tables import print_traces

    if sankey is not None:
        _check_target(sankey)
    with progress_bar("trace") as watch:
        traced = trace_statements(
            statements,
            disbursements,
            separate=separate,
            method=method,
            as_of=as_of,
            rules=rules,
            ocr_engine=ocr_engine,
            limits=limits,
            progress=watch,
        )
    for warning in traced.warnings:
        print_error(warning)
    if as_json:
        for loan in traced.to_json():
            print_json(loan)
    else:
        print_traces(traced)
    if sankey is not None:
        from docaudit.reporting import flow_page

        write_whole(sankey, flow_page(traced.case_json()).encode())
        click.echo(sankey, err=as_json)
    return 0


def _check_target(path: Path) -> None:
    """Refuse a page that could not be written, or would overwrite a statement, before anything is read."""
    from docaudit.errors import InputError

    if path.suffix.lower() not in {".html", ".htm"}:
        msg = f"--sankey {path}: the picture is a page; give it a name that ends in .html"
        raise InputError(msg)
    if not path.absolute().parent.is_dir():
        msg = f"--sankey {path}: there is no folder {path.parent}; make it first"
        raise InputError(msg)
