from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docaudit.cli import cli

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/rules.md"]


def commands(page: str) -> Iterator[list[str]]:
    """Yield the words of each ``docaudit …`` line in a code block."""
    for line in (ROOT / page).read_text("utf-8").splitlines():
        found = re.match(r"(?:\s{4,}|\$ )\S*docaudit +(.*)", line)
        if found:
            yield shlex.split(found[1], comments=True)


LINES = [(page, words) for page in PAGES for words in commands(page)]


def test_the_pages_show_commands() -> None:
    assert {page for page, _ in LINES} >= {"README.md", "README.zh-CN.md"}
    assert {words[0] for _, words in LINES} >= {"audit", "extract", "ingest", "serve", "export"}


@pytest.mark.parametrize(("page", "words"), LINES, ids=lambda v: v if isinstance(v, str) else " ".join(v))
def test_each_command_shown_takes_its_options(page: str, words: list[str]) -> None:
    command: click.Command = cli
    context = click.Context(cli, info_name="docaudit")
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, f"{page}: no command {words[0]}"
        command, words = found, words[1:]
        context = click.Context(command, info_name=command.name, parent=context)
    command.parse_args(context, list(words))


def test_options_named_in_the_text_belong_to_some_command() -> None:
    known: set[str] = set()

    def collect(command: click.Command, context: click.Context) -> None:
        for parameter in command.params:
            known.update(parameter.opts + parameter.secondary_opts)
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                collect(inner, context)

    collect(cli, click.Context(cli))
    for page in ("README.md", "README.zh-CN.md"):
        named = set(re.findall(r"`(--[a-z-]+)", (ROOT / page).read_text("utf-8")))
        assert named
        assert named <= known, f"{page}: {named - known}"
