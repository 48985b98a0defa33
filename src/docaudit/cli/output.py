"""Tables, progress and warnings as a person reads them; standard error carries what is not a result."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from docaudit.audit import Progress as Watch
from docaudit.cli.errors import print_error
from docaudit.knowledge import label
from docaudit.records.document import Document, UnreadableDocument
from docaudit.records.labels import Severity

_STYLES = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan", "info": "dim"}


def print_json(value: object) -> None:
    """Print one object on one line, in UTF-8 whatever the terminal speaks.

    Half a surrogate pair, as damaged text layers hold them, has no UTF-8; its escape is its form in JSON.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal; into a file or a pipe wide enough that no cell is folded to shreds."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table)


def warn_unreadable(documents: Iterable[Document]) -> None:
    """Name each file that could not be read on standard error, with what to do."""
    for document in documents:
        if isinstance(document, UnreadableDocument):
            print_error(f"{document.source}: {' '.join(document.warnings)}")


@contextmanager
def progress_bar(title: str) -> Iterator[Watch]:
    """Show on standard error which source is being read and how many pages are done; silent when it is no terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(pulse_style="blue"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(escape(title), total=None)
        pages = 0

        def watch(source: str, page: int) -> None:
            nonlocal pages
            pages += 1
            bar.update(task, description=escape(f"{title}  {source} p.{page}  ({pages} pages)"))

        yield watch


def document_table(documents: Iterable[Document]) -> Table:
    """Return what was found: one row per document."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column, justify in (
        ("ID", "left"),
        ("类型", "left"),
        ("来源", "left"),
        ("页", "right"),
        ("可信", "right"),
        ("字段", "right"),
    ):
        table.add_column(column, justify=justify)  # type: ignore[arg-type] # rich wants its own literal type
    for d in documents:
        leaves = [field for _, field in d.fields()]
        read = sum(1 for field in leaves if field.value is not None)
        kind = label("doc_type", d.doc_type) if d.doc_type else "无法识读"
        pages = f"{d.pages[0]}–{d.pages[-1]}" if len(d.pages) > 1 else "".join(map(str, d.pages))
        table.add_row(d.id, kind, escape(d.source), pages, f"{d.confidence:.2f}", f"{read}/{len(leaves)}")
    return table


def findings_table(cases: Iterable[Mapping[str, Any]]) -> Table:
    """Return the findings of judged cases (JSON form), gravest first within a case."""
    table = Table(box=None, header_style="bold", pad_edge=False, expand=True)
    table.add_column("案卷", no_wrap=True)
    table.add_column("级别", no_wrap=True)
    table.add_column("检查", no_wrap=True)
    table.add_column("金额", justify="right", no_wrap=True)
    table.add_column("发现", overflow="fold", ratio=3)
    table.add_column("证据", overflow="fold", ratio=2)
    for case in cases:
        if not case["findings"]:
            table.add_row(escape(case["case"]), "[green]无[/]", "", "", "未发现问题", "")
        for f in case["findings"]:
            style = _STYLES[f["severity"]]
            amount = f"{Decimal(f['amount']):,.2f}" if f["amount"] else ""
            first = f["evidence"][0] if f["evidence"] else None
            table.add_row(
                escape(case["case"]),
                f"[{style}]{label('severity', f['severity'])}[/]",
                f["check"],
                amount,
                escape(f["title"]),
                escape(_place(first)) if first else "",
            )
    return table


def _place(evidence: Mapping[str, Any]) -> str:
    where = (
        f"第{evidence['row']}行" if evidence.get("row") else f"第{evidence['page']}页" if evidence.get("page") else ""
    )
    return f"{evidence['source']} {where}".strip()


def worst(cases: Iterable[Mapping[str, Any]]) -> Severity | None:
    """Return the gravest severity among the findings of judged cases."""
    return max((Severity.named(f["severity"]) for c in cases for f in c["findings"]), default=None)


def status(cases: Sequence[Mapping[str, Any]], fail_on: str | None) -> int:
    """Return 1 where a finding at or above `fail_on` exists, else 0 (interface.md, exit status)."""
    gravest = worst(cases)
    return int(fail_on is not None and gravest is not None and gravest >= Severity.named(fail_on))
