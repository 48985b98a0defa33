"""`docaudit evaluate`: how much of a set of papers with known truth is read right."""

from __future__ import annotations

from pathlib import Path

import click

from docaudit.cli import options


@click.command()
@click.argument("truth_dir", metavar="TRUTH_DIR", type=click.Path(path_type=Path))
@options.as_json
@options.ocr_engine
@click.option("--misses", type=click.IntRange(min=0), default=20, show_default=True, help="How many misses to list.")
def evaluate(truth_dir: Path, as_json: bool, ocr_engine: str | None, misses: int) -> int:
    """Compare what is read of each paper FILE with TRUTH_DIR/FILE.json; the papers lie in the folder above."""
    from docaudit.audit.evaluate import evaluate_folder
    from docaudit.cli.output import print_json, progress_bar

    with progress_bar("evaluate") as watch:
        found = evaluate_folder(truth_dir, ocr_engine=ocr_engine, progress=watch)
    if as_json:
        print_json(found.to_json())
    else:
        click.echo(found.table(misses=misses))
    return 0
