"""The tables of `docaudit rules` as a person reads them: the checks, one explained, examples and their outcome."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable

import click
from rich.markup import escape
from rich.table import Table

from docaudit.audit.examples import Verdict
from docaudit.checks import LENDER, Rule, RulePack, Threshold
from docaudit.checks.layers import LOAN_KINDS
from docaudit.checks.wording import cleared
from docaudit.cli.output import print_table
from docaudit.knowledge import label, regulation, regulations
from docaudit.records.findings import Basis

_UNITS = {"yuan": "元", "day": "天", "ratio": "比率", "count": "个"}
_UNCONFIRMED = "条款待核"


def checks_table(pack: RulePack) -> Table:
    """Return the checks in force: name, severity, where they come from, whether they are switched on."""
    table = _table("检查", "名称", "级别", "来源", "启用")
    written = {rule.name for rule in pack.own}
    for check in sorted(pack.checks(), key=lambda c: c.name):
        rule = pack.rule(check.name)
        own = "本行规则包" if check.name in written else "本行程序包" if check.label is not None else "内置"
        kinds = [kind for kind in LOAN_KINDS if rule.of_kind(kind).enabled]
        on = "是" if len(kinds) == len(LOAN_KINDS) else "、".join(label("loan_kind", k) for k in kinds) or "否"
        table.add_row(check.name, escape(pack.label(check.name)), label("severity", rule.severity.label), own, on)
    return table


def print_check(pack: RulePack, name: str) -> None:
    """Print all that the packs say of one check."""
    rule = pack.rule(name)
    check = next(c for c in pack.checks() if c.name == name)
    click.echo(f"{name}  {pack.label(name)}")
    # A lender's own program explains itself; what is built in says so by its title and the rows below.
    written = inspect.getdoc(check.function) if check.label is not None else None
    if written and name not in {own.name for own in pack.own}:
        click.echo(f"  {written.splitlines()[0]}")
    click.echo()
    facts = _table("", "")
    facts.show_header = False
    facts.add_row("级别", _by_kind(rule, lambda r: label("severity", r.severity.label)))
    facts.add_row("启用", _by_kind(rule, lambda r: "是" if r.enabled else "否"))
    facts.add_row("可信度下限", _by_kind(rule, lambda r: f"{r.confidence_floor:.2f}"))
    facts.add_row("依据", "\n".join(_citation(key) for key in rule.basis) or "—")
    clears = cleared(name)
    facts.add_row("何时不报", escape(clears.zh) if clears else "—")
    print_table(facts)
    if any(rule.of_kind(kind).thresholds for kind in LOAN_KINDS):
        click.echo()
        print_table(_numbers(rule))
    for key, words in rule.lists.items():
        click.echo(f"\n词表 {key}：{'、'.join(words)}")
        for kind in LOAN_KINDS:
            if rule.of_kind(kind).lists.get(key) != words:
                click.echo(f"  {label('loan_kind', kind)}：{'、'.join(rule.of_kind(kind).lists.get(key, ()))}")


def print_list(pack: RulePack, name: str) -> None:
    """Print the entries of a word list, and those of a kind of loan whose list differs."""
    common = _entries(pack, "", name)
    click.echo(f"{name}\n{common}")
    for kind in LOAN_KINDS:
        words = _entries(pack, kind, name)
        if words != common:
            click.echo(f"\n{label('loan_kind', kind)}\n{words}")


def verdicts_table(verdicts: Iterable[Verdict]) -> Table:
    """Return what the examples want and what came of it."""
    table = _table("例子", "检查", "应", "实际", "结果")
    for v in verdicts:
        result = "[green]符合[/]" if v.passed else "[bold red]不符[/]"
        table.add_row(escape(v.example), v.check, v.wanted, v.found, result)
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _by_kind(rule: Rule, shown: Callable[[Rule], str]) -> str:
    """Return what holds for every kind, and for which it is another."""
    common = shown(rule)
    other = [
        f"{label('loan_kind', kind)}：{shown(rule.of_kind(kind))}"
        for kind in LOAN_KINDS
        if shown(rule.of_kind(kind)) != common
    ]
    return "；".join([common, *other])


def _numbers(rule: Rule) -> Table:
    """Return the thresholds: a row for each value, with the kinds of loan it is for."""
    table = _table("参数", "适用", "值", "单位", "来源", "说明")
    names = {name: None for kind in LOAN_KINDS for name in rule.of_kind(kind).thresholds}
    for name in names:
        values: dict[Threshold, list[str]] = {}
        for kind in LOAN_KINDS:
            threshold = rule.of_kind(kind).thresholds.get(name)
            if threshold is not None:
                values.setdefault(threshold, []).append(kind)
        for threshold, kinds in values.items():
            whom = "各类贷款" if len(kinds) == len(LOAN_KINDS) else "、".join(label("loan_kind", k) for k in kinds)
            number = f"{threshold.value:,f}"
            table.add_row(name, whom, number, _UNITS[threshold.unit], _source(threshold), escape(threshold.reason))
    return table


def _source(threshold: Threshold) -> str:
    return "本行选择" if threshold.source == LENDER else _citation(threshold.source)


def _citation(key: str | Basis) -> str:
    if isinstance(key, Basis):
        return escape(key.regulation + (f" {key.article}" if key.article else ""))
    found = regulation(key)
    known = regulations().get(key.partition("/")[0])
    if found.article:
        return f"{escape(found.regulation)} 第{found.article}条"
    # What a contract says is cited by its clause, which the finding shows.
    own = known is not None and not known.number
    return escape(found.regulation) if own else f"{escape(found.regulation)} {_UNCONFIRMED}"


def _entries(pack: RulePack, kind: str, name: str) -> str:
    entries = pack.lists[kind].entries(name)
    if isinstance(entries, dict):
        return "、".join(f"{word} {share}" for word, share in entries.items())
    return (
        "\n".join(_entry(one) for one in entries) if any(isinstance(e, dict) for e in entries) else "、".join(entries)
    )


def _entry(entry: dict[str, object]) -> str:
    return "  ".join(f"{key}: {'、'.join(v) if isinstance(v, list) else v}" for key, v in entry.items())
