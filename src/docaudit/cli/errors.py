"""Errors as the command line prints them: one line each, on standard error."""

from __future__ import annotations

import click


def print_error(text: str) -> None:
    """Print `text` as one line on standard error; control characters, as file names may hold them, become blanks."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    click.echo(f"docaudit: {line}".encode("utf-8", "backslashreplace"), err=True)


def usage_text(error: click.ClickException) -> str:
    """Return what is wrong with the arguments and where help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if isinstance(context, click.Context) else "docaudit"
    return f"{error.format_message().rstrip('.')}; see `{command} --help`"
