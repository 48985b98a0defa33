"""`docaudit export`: the working paper of one case."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from docaudit.cli import options
from docaudit.cli.files import write_whole


@click.command()
@click.argument("case")
@click.option("--format", "form", type=click.Choice(["xlsx", "json"]), default="xlsx", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write; default: here.")
@options.database
def export(case: str, form: str, output: Path | None, database: str | None) -> int:
    """Write the working paper (底稿) of CASE, a stored case's name or number, or a loan file on disk."""
    import json

    from docaudit.reporting import working_paper

    judged, decisions, head, analysis = _judged(case, database)
    if form == "json":
        content = (json.dumps(judged, ensure_ascii=False, indent=1) + "\n").encode()
    else:
        content = working_paper(judged, decisions=decisions, trail_head=head, analysis=analysis)
    name = f"{_safe(str(judged['case']))}.{form}"
    path = output / name if output is not None and output.is_dir() else output or Path(name)
    write_whole(path, content)
    click.echo(path)
    return 0


_Judged = tuple[dict[str, object], dict[str, str], str | None, dict[str, Any] | None]


def _judged(case: str, database: str | None) -> _Judged:
    """Return the result of a case, the decisions on its findings by key, the head of the audit trail, the analysis."""
    from docaudit.errors import InputError
    from docaudit.records.case_json import ANALYSIS
    from docaudit.reporting import decision_text
    from docaudit.storage import open_store

    if Path(case).exists():
        from docaudit.audit import audit_case

        stored = audit_case(Path(case)).to_stored()
        analysis = cast("dict[str, Any]", stored.pop(ANALYSIS))
        return stored, {}, None, analysis
    store = open_store(database)
    try:
        named = [row for row in store.cases(limit=1_000_000) if case in {row.name, str(row.id)}]
        found = store.audit(named[0].id) if named else None
        if found is not None:
            decided = store.decisions(named[0].id).items()
            decisions = {k: decision_text(d.verdict, d.reason, d.note, d.user_name, d.at) for k, d in decided}
            newest = store.trail(limit=1)
            head = f"{newest[0].sequence} {newest[0].digest}" if newest else None
            return found, decisions, head, store.beside(named[0].id, ANALYSIS)
    finally:
        store.close()
    msg = f"{case}: no such case in the database and no such file; `docaudit ingest` puts cases in"
    raise InputError(msg)


def _safe(name: str) -> str:
    """Return a case's name as a file name."""
    return "".join("_" if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in name).strip(". ") or "case"
