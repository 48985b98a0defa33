"""The tables of `docaudit trace` as a person reads them: uses, where the money ends, who got it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from docaudit.audit import StatementTrace
from docaudit.cli.output import print_table
from docaudit.knowledge import label
from docaudit.records.money import Money
from docaudit.records.money_bar import fen, use_meaning
from docaudit.reporting import payee_sums

MOST_PAYEES = 10
"""Payees shown; the others are counted, the JSON holds all."""

_STYLES = {"misuse": "red", "unproved": "yellow", "proved": "green", "idle": "dim"}


def print_traces(traced: StatementTrace) -> None:
    """Print, for each loan, its uses, where its money ends and the payees that got most of it."""
    case = traced.case_json()
    for loan in traced.to_json():
        method = label("method", str(loan["method"]))
        click.echo(f"{loan['loan']}  放款 {_yuan(loan['disbursed'])} 元  归集方法 {method}  截至 {loan['as_of']}\n")
        uses = _table("用途")
        for use in (u for u in _rows(loan, "uses") if fen(u["max"]) > 0):
            style = _STYLES[use_meaning(str(use["use"]))]
            uses.add_row(f"[{style}]{label('use', str(use['use']))}[/]", *_figures(use))
        print_table(uses)
        ends = _table("追踪终点")
        for end in _rows(loan, "ends"):
            ends.add_row(label("end", str(end["end"])), *_figures(end))
        ends.add_section()
        ends.add_row("离开流水可见范围合计", *_figures(loan["left_graph"]), style="bold")
        click.echo()
        print_table(ends)
        payees = _table("收款人")
        payees.add_column("用途")
        for payee in payee_sums(case, loan, MOST_PAYEES):
            span = payee.span
            figures = (Money(f).shown() for f in (span.amount_fen, span.min_fen, span.max_fen))
            payees.add_row(escape(payee.words), *figures, payee.uses)
        if payees.rows:
            click.echo()
            print_table(payees)
        click.echo()


def _rows(loan: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = loan[name]
    return found


def _table(first: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column(first)
    for column in ("贷款资金", "最少", "最多"):
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _figures(row: Any) -> tuple[str, str, str]:
    return _yuan(row["amount"]), _yuan(row["min"]), _yuan(row["max"])


def _yuan(text: object) -> str:
    return Money(fen(text)).shown()
