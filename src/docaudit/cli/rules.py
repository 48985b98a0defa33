"""`docaudit rules`: the rule packs in force."""

from __future__ import annotations

from pathlib import Path

import click

from docaudit.cli import options


@click.group()
def rules() -> None:
    """Show and validate rule packs."""


@rules.command("list")
@options.rules
def list_rules(rules: Path | None) -> int:
    """List the checks in force with their severities."""
    from rich.table import Table

    from docaudit.checks import load_rule_pack
    from docaudit.cli.output import print_table
    from docaudit.knowledge import label

    pack = load_rule_pack(rules)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("检查", "名称", "级别", "启用"):
        table.add_column(column)
    for name in pack.names():
        rule = pack.rule(name)
        on = "是" if rule.enabled else "否"
        table.add_row(name, label("check", name), label("severity", rule.severity.label), on)
    print_table(table)
    return 0


@rules.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def validate(file: Path) -> int:
    """Say whether FILE is a valid rule pack."""
    from docaudit.checks import load_rule_pack

    pack = load_rule_pack(file)
    click.echo(f"{file}: valid, sha256 {pack.sha256}")
    return 0
