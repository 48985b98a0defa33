"""`docaudit extract`: what each document in the files is and says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docaudit.cli import options

if TYPE_CHECKING:
    from docaudit.reading.searchable import SearchableCopies


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=options.PAPERS)
@options.as_json
@options.ocr_engine
@options.limits
@click.option(
    "--searchable-pdf",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Also write the PDF or picture as PDF with its recognised text behind the pages; a folder for several files.",
)
def extract(
    files: tuple[Path, ...], as_json: bool, ocr_engine: str | None, limits: Path | None, searchable_pdf: Path | None
) -> int:
    """Read files and say what each document in them is and says."""
    from docaudit.audit import extract_files
    from docaudit.cli.output import document_table, print_json, print_table, progress_bar, warn_unreadable
    from docaudit.errors import InputError
    from docaudit.reading import load_limits
    from docaudit.reading.searchable import SearchableCopies
    from docaudit.records.document import UnreadableDocument

    missing = [path for path in files if not os.path.exists(path)]  # noqa: PTH110 - no error where a folder is closed
    if len(missing) == len(files):
        msg = f"{missing[0]}: no such file or folder; check the name"
        raise InputError(msg)
    copies = SearchableCopies(searchable_pdf, files, load_limits(limits)) if searchable_pdf is not None else None
    shown = []
    readable = False
    # Held back until something is read: where nothing is, one line says so.
    unread: list[UnreadableDocument] = []
    with progress_bar("extract") as watch:
        for document in extract_files(
            files, ocr_engine=ocr_engine, limits=limits, progress=watch, watch=copies.watch if copies else None
        ):
            if isinstance(document, UnreadableDocument):
                unread.append(document)
            else:
                readable = True
            if readable:
                warn_unreadable(unread)
                unread.clear()
            if as_json:
                print_json(document.to_json())
            else:
                shown.append(document)
    if not as_json and shown:
        print_table(document_table(shown))
    if not readable:
        reason = f" ({unread[0].source}: {' '.join(unread[0].warnings)})" if unread else ""
        more = f" and {len(unread) - 1} more" if len(unread) > 1 else ""
        msg = f"{', '.join(map(str, files))}: nothing in it could be read{reason}{more}"
        raise InputError(msg)
    if copies is not None:
        _report(copies, as_json)
    return 0


def _report(copies: SearchableCopies, as_json: bool) -> None:
    """Say which copies were written and what came in the way.

    Raises:
        InputError: none was written.
    """
    from docaudit.cli.errors import print_error
    from docaudit.errors import InputError

    if not copies.written:
        msg = "; ".join(f"{source}: {reason}" for source, reason in copies.troubles[:1]) or "nothing to write"
        raise InputError(msg)
    for source, reason in copies.troubles:
        print_error(f"{source}: {reason}")
    for path in copies.written:
        click.echo(path, err=as_json)
