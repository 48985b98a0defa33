"""Errors as the command line prints them: one line each, on standard error."""

from __future__ import annotations

import click

from docaudit.errors import DocauditError


def print_error(text: str) -> None:
    """Print `text` as one line on standard error; control characters, as file names may hold them, become blanks."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    click.echo(f"docaudit: {line}".encode("utf-8", "backslashreplace"), err=True)


def error_text(error: Exception) -> str:
    """Return what went wrong; of an error nobody foresaw its kind and how to find the place."""
    if isinstance(error, DocauditError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return f"unexpected {type(error).__name__}: {error}; run `docaudit -v …` for the place and report it"


def usage_text(error: click.ClickException) -> str:
    """Return what is wrong with the arguments and where help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if isinstance(context, click.Context) else "docaudit"
    return f"{error.format_message().rstrip('.')}; see `{command} --help`"
