"""`docaudit verify-log`: was the audit trail altered?"""

from __future__ import annotations

import click

from docaudit.cli import options


@click.command("verify-log")
@options.database
def verify_log(database: str | None) -> int:
    """Check every entry of the audit trail; ends with 1 and names the first broken one."""
    from docaudit.storage import open_store

    store = open_store(database)
    try:
        state = store.verify_trail()
    finally:
        store.close()
    if state.ok:
        click.echo(f"ok: {state.entries} entries, head {state.head}")
        return 0
    click.echo(f"broken at entry {state.broken_at}: {state.reason}")
    return 1
