"""`docaudit demo`: the main job on the samples, then the review desk."""

from __future__ import annotations

from pathlib import Path

import click

from docaudit.cli import options

NOT_CASES = frozenset({"truth", "make"})
"""Folders of ``samples/`` that hold no loan file (interface.md)."""


@click.command()
@click.option("--samples", type=click.Path(path_type=Path, file_okay=False), help="Folder of cases to show.")
@click.option("--serve/--no-serve", default=True, help="Open the review desk at the end.")
@click.option("--port", type=int, default=8321, show_default=True, help="Port of the review desk.")
@options.jobs
@click.pass_context
def demo(ctx: click.Context, samples: Path | None, serve: bool, port: int, jobs: int | None) -> int:
    """Audit the synthetic samples, print their findings and open the review desk on loopback."""
    from docaudit.cli.batch import run_batch
    from docaudit.cli.output import findings_table, print_table
    from docaudit.errors import InputError
    from docaudit.storage import data_folder, open_store

    folder = samples or Path(__file__).parents[3] / "samples"
    cases = sorted(c for c in folder.iterdir() if c.is_dir() and c.name not in NOT_CASES) if folder.is_dir() else []
    if not cases:
        msg = f"{folder}: no samples there; run it in a checkout, or give a folder of cases with --samples"
        raise InputError(msg)
    # A database of its own: the demonstration never mixes with a lender's cases.
    database = f"sqlite:///{data_folder() / 'demo' / 'docaudit.db'}"
    (data_folder() / "demo").mkdir(parents=True, exist_ok=True)
    store = open_store(database)
    try:
        results, _ = run_batch(cases, store, jobs=jobs, options={})
    finally:
        store.close()
    print_table(findings_table(sorted(results, key=lambda c: str(c["case"]))))
    if not serve:
        return 0
    command = ctx.find_root().command
    serving = command.get_command(ctx, "serve") if isinstance(command, click.Group) else None
    if serving is None:
        msg = "the review desk is not installed here; install docaudit with its web package"
        raise InputError(msg)
    return int(ctx.invoke(serving, database=database, port=port) or 0)
