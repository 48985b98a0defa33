"""`docaudit label`: truth files to correct by hand, or from what reviewers corrected."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docaudit.cli import options

if TYPE_CHECKING:
    from docaudit.storage import Store


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]", type=options.PAPERS)
@click.option(
    "--truth-dir",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Where FILE.json is written; `docaudit evaluate` looks for FILE in the folder above.",
)
@click.option("--reviews", is_flag=True, help="Write what reviewers corrected in the database, with the papers beside.")
@options.ocr_engine
@options.database
def label(
    files: tuple[Path, ...], truth_dir: Path, *, reviews: bool, ocr_engine: str | None, database: str | None
) -> int:
    """Write for each FILE what is read of it as a truth file to correct; or export the corrections of reviewers."""
    from docaudit.errors import InputError

    if bool(files) == reviews:
        msg = "label: name the files to read, or --reviews for what reviewers corrected"
        raise InputError(msg)
    written = _from_reviews(truth_dir, database) if reviews else _from_files(files, truth_dir, ocr_engine)
    for path in written:
        click.echo(path)
    return 0


def _from_files(files: tuple[Path, ...], truth_dir: Path, ocr_engine: str | None) -> list[Path]:
    from docaudit.audit import extract_file, truth_of, write_truth
    from docaudit.cli.errors import print_error
    from docaudit.cli.output import progress_bar
    from docaudit.errors import InputError
    from docaudit.records.document import UnreadableDocument

    written = []
    with progress_bar("label") as watch:
        for file in files:
            try:
                found = list(extract_file(file, ocr_engine=ocr_engine, progress=watch))
                readable = [d.to_json() for d in found if not isinstance(d, UnreadableDocument)]
                if not readable:
                    msg = f"{file}: nothing in it could be read"
                    raise InputError(msg)
                written.append(write_truth(truth_dir, file.name, truth_of(readable, whole=True)))
            except InputError as error:
                if len(files) == 1:
                    raise
                print_error(str(error))
    if not written:
        msg = f"{truth_dir}: no truth file was written"
        raise InputError(msg)
    return written


def _from_reviews(truth_dir: Path, database: str | None) -> list[Path]:
    from docaudit.errors import InputError
    from docaudit.storage import open_store

    store = open_store(database)
    try:
        written = [path for case_id in store.corrected_cases() for path in _of_case(store, case_id, truth_dir)]
    finally:
        store.close()
    if not written:
        msg = "label: nobody corrected anything in this database"
        raise InputError(msg)
    return written


def _of_case(store: Store, case_id: int, truth_dir: Path) -> list[Path]:
    """Write a truth file for each file of a case in which something was corrected, and the file where it belongs."""
    from docaudit.audit import truth_of, write_truth

    case, audit = store.case(case_id), store.audit(case_id)
    corrections = store.corrections(case_id)
    touched = {c.sha256 for c in corrections}
    outer = {d["source"].partition("!/")[0] for d in audit["documents"] if d["sha256"] in touched} if audit else set()
    written = []
    for source in sorted(outer):
        kept = store.original(case_id, source)
        if kept is None or case is None or audit is None:
            continue
        # One folder for all cases: the case's name tells apart what is called the same in each.
        name = f"{case.name}-{source}".replace("/", "_").replace(os.sep, "_")
        inside: list[dict[str, Any]] = [
            {**d, "source": name + d["source"].removeprefix(source)}
            for d in audit["documents"]
            if d["source"].partition("!/")[0] == source and d["doc_type"] is not None
        ]
        written.append(write_truth(truth_dir, name, truth_of(inside, corrections, whole=False)))
        shutil.copyfile(kept[0], truth_dir.parent / name)
    return written
