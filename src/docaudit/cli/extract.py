"""`docaudit extract`: what each document in the files is and says."""

from __future__ import annotations

import os
from pathlib import Path

import click

from docaudit.cli import options


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=options.PAPERS)
@options.as_json
@options.ocr_engine
def extract(files: tuple[Path, ...], as_json: bool, ocr_engine: str | None) -> int:
    """Read files and say what each document in them is and says."""
    from docaudit.audit import extract_files
    from docaudit.cli.output import document_table, print_json, print_table, progress_bar, warn_unreadable
    from docaudit.errors import InputError
    from docaudit.records.document import UnreadableDocument

    missing = [path for path in files if not os.path.exists(path)]  # noqa: PTH110 - no error where a folder is closed
    if len(missing) == len(files):
        msg = f"{missing[0]}: no such file or folder; check the name"
        raise InputError(msg)
    shown = []
    readable = False
    # Held back until something is read: where nothing is, one line says so.
    unread: list[UnreadableDocument] = []
    with progress_bar("extract") as watch:
        for document in extract_files(files, ocr_engine=ocr_engine, progress=watch):
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
    return 0
