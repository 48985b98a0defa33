"""`docaudit rules`: the rule packs in force."""

from __future__ import annotations

from pathlib import Path

import click

from docaudit.cli import options

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def rules() -> None:
    """List, explain, validate and try out rule packs."""


@rules.command("list")
@options.rules
def list_rules(rules: Path | None) -> int:
    """List the checks in force with their severities."""
    from docaudit.checks import load_rule_pack
    from docaudit.cli.output import print_table
    from docaudit.cli.rules_tables import checks_table

    print_table(checks_table(load_rule_pack(rules)))
    return 0


@rules.command()
@click.argument("name", metavar="CHECK")
@options.rules
def show(name: str, rules: Path | None) -> int:
    """Explain CHECK: its numbers for each kind of loan with their sources, what it cites, what clears it.

    CHECK may also be a word list, such as uses.names.securities.
    """
    from docaudit.checks import load_rule_pack
    from docaudit.cli.rules_tables import print_check, print_list
    from docaudit.errors import InputError
    from docaudit.knowledge import list_names

    pack = load_rule_pack(rules)
    if name in pack.rules:
        print_check(pack, name)
    elif name in list_names():
        print_list(pack, name)
    else:
        raise InputError(f"{name}: there is no such check or word list; `docaudit rules list` prints the checks")
    return 0


@rules.command()
@_FILE
def validate(file: Path) -> int:
    """Say whether FILE is a valid rule pack, with its own rules and examples."""
    from docaudit.audit.examples import load_examples

    pack, examples = load_examples(file)
    own = f", own rules: {', '.join(rule.name for rule in pack.own)}" if pack.own else ""
    tried = f", examples: {len(examples)}" if examples else ""
    click.echo(f"{file}: valid, sha256 {pack.sha256}{own}{tried}")
    return 0


@rules.command()
@_FILE
def test(file: Path) -> int:
    """Run the examples of FILE: which checks must fire on them, and which must not."""
    from docaudit.audit.examples import load_examples
    from docaudit.cli.output import print_table
    from docaudit.cli.rules_tables import verdicts_table
    from docaudit.errors import InputError

    pack, examples = load_examples(file)
    if not examples:
        raise InputError(f"{file}: there is nothing to test; add examples (docs/rules.md shows how)")
    verdicts = [verdict for example in examples for verdict in example.run(pack)]
    print_table(verdicts_table(verdicts))
    failed = [verdict for verdict in verdicts if not verdict.passed]
    if failed:
        raise InputError(
            f"{file}: {len(failed)} of {len(verdicts)} expectations of its examples failed, the first: "
            f"{failed[0].example}, {failed[0].check}"
        )
    return 0
