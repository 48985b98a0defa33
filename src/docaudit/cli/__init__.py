"""One file per command; turns arguments into calls and errors into exit statuses."""

from __future__ import annotations

import logging
import sys
from importlib.metadata import entry_points, version

import click

from docaudit.cli.audit import audit
from docaudit.cli.demo import demo
from docaudit.cli.export import export
from docaudit.cli.extract import extract
from docaudit.cli.ingest import ingest
from docaudit.cli.rules import rules
from docaudit.errors import DocauditError

__all__ = ["cli", "main"]


class _Commands(click.Group):
    """Adds the commands that other packages declare under the entry point group `docaudit.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *entry_points(group="docaudit.commands").names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        for point in entry_points(group="docaudit.commands", name=cmd_name):
            command = point.load()
            if isinstance(command, click.Command):
                return command
        return None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("docaudit"), prog_name="docaudit")
@click.option("-v", "--verbose", count=True, help="More log on standard error; twice for debugging.")
def cli(verbose: int) -> None:
    """Read loan files, trace every yuan of a loan to its use, and flag misuse and missing papers."""
    level = (logging.CRITICAL, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")


for _command in (audit, demo, export, extract, ingest, rules):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; an error is one line on standard error and exit status 2."""
    try:
        status = cli.main(standalone_mode=False)
    except DocauditError as error:
        click.echo(f"docaudit: {error}", err=True)
        sys.exit(error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("docaudit: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of the output (`head`, say) has gone; there is nobody to tell.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
