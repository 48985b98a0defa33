"""One file per command; turns arguments into calls and errors into exit statuses."""

from __future__ import annotations

import io
import logging
import sys
from importlib.metadata import entry_points, version

import click

from docaudit.cli.audit import audit
from docaudit.cli.demo import demo
from docaudit.cli.errors import error_text, print_error, usage_text
from docaudit.cli.evaluate import evaluate
from docaudit.cli.export import export
from docaudit.cli.extract import extract
from docaudit.cli.ingest import ingest
from docaudit.cli.label import label
from docaudit.cli.rules import rules
from docaudit.cli.trace import trace
from docaudit.cli.verify_log import verify_log
from docaudit.errors import DocauditError

__all__ = ["cli", "main"]

log = logging.getLogger(__name__)


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


for _command in (audit, demo, evaluate, export, extract, ingest, label, rules, trace, verify_log):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; an error is one line on standard error and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character gets its number, not an end of the run.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(standalone_mode=False)
    except DocauditError as error:
        print_error(str(error))
        sys.exit(error.exit_status)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        print_error(usage_text(error))
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        print_error("stopped")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of the output (`head`, say) has gone; there is nobody to tell.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # the outermost border: a traceback would end with 1, which means findings
        log.exception("stopped")
        print_error(error_text(error))
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)
