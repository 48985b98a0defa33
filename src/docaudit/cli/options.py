"""Options that several commands share (interface.md, Commands)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from docaudit.records.labels import Severity

F = TypeVar("F", bound=Callable[..., Any])

SEVERITIES = [s.label for s in Severity]
PAPERS = click.Path(path_type=Path, readable=False)
"""Files and folders to read; the commands judge themselves what cannot be opened, so that it stops no other."""
METHODS = ["fifo", "lifo", "pro_rata", "loan_first", "loan_last", "libr"]


class DateType(click.ParamType[dt.date]):
    """An ISO 8601 date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the date or fail with the form that is wanted."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2026-06-30", param, ctx)


as_of = click.option("--as-of", type=DateType(), help="What 'today' is; default: the machine's date.")
rules = click.option(
    "--rules", type=click.Path(path_type=Path, dir_okay=False), help="A rule pack laid over the default."
)
ocr_engine = click.option(
    "--ocr-engine",
    type=click.Choice(["rapidocr", "rapidocr-openvino", "rapidocr-onnxruntime", "tesseract", "off"]),
    help="Default: the best one here; off reads no pictures.",
)
limits = click.option(
    "--limits",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of limits on time, memory and sizes in reading; also DOCAUDIT_LIMITS.",
)
jobs = click.option("--jobs", type=click.IntRange(min=1), help="Worker processes; default: one per core.")
database = click.option(
    "--database", envvar="DOCAUDIT_DATABASE", help="Database URL; default: SQLite in the user's data folder."
)
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
method = click.option("--method", type=click.Choice(METHODS), default="fifo", show_default=True, help="Attribution.")
fail_on = click.option("--fail-on", type=click.Choice(SEVERITIES), help="End with 1 if such a finding exists.")


def judging(command: F) -> F:
    """Add the options of commands that judge a case."""
    for option in (fail_on, method, limits, ocr_engine, rules, as_of):
        command = option(command)
    return command
