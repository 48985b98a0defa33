"""Reads the statements of a run of pages; of several ways to see the rows the best proved one wins."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Sequence

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.pages import Page
from docaudit.understanding.grids import GridRow, loose_rows, sheet_rows
from docaudit.understanding.statements.figures import looks_like_figure, parse_day
from docaudit.understanding.statements.head import read_head
from docaudit.understanding.statements.labelled import line_pairs
from docaudit.understanding.statements.lines import line_sections
from docaudit.understanding.statements.sections import Section, grid_sections, ruled_rows
from docaudit.understanding.statements.statement import all_statements


def read_statements(pages: Sequence[Page]) -> tuple[BankStatement, ...]:
    """Return the statements in `pages`: one for each account and currency, rows in the order of the file."""
    sheets = [p for p in pages if p.is_sheet]
    if sheets:
        found: list[BankStatement] = []
        with _no_collections():
            for page in sheets:
                found.extend(all_statements(grid_sections(sheet_rows([page])), page.sheet))
        return tuple(s for s in found if s.transactions) or tuple(found[:1]) or (_head_only(pages),)
    best: list[BankStatement] = []
    best_score = -1.0
    for see in _ways(pages):
        sections = see(pages)
        statements = all_statements(sections)
        score = sum(_score(s) for s in statements)
        if score > best_score + 0.5:
            best, best_score = statements, score
        if (
            best
            and not any(_left(row) for section in sections for row in section.rest)
            and best_score >= 0.995 * sum(len(s.transactions) for s in best)
            and sum(len(s.transactions) for s in best) > 3
        ):
            break
    return tuple(best) or (_head_only(pages),)


@contextlib.contextmanager
def _no_collections() -> Iterator[None]:
    """Stop looking for cycles while a table becomes records.

    None of them is cyclic, and each full collection walks all of them: a third of the time for 100 000 rows.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _ways(pages: Sequence[Page]) -> list[Callable[[Sequence[Page]], list[Section]]]:
    """Return the ways to see the rows, the most natural first."""
    ways: list[Callable[[Sequence[Page]], list[Section]]] = []
    # Lines with labels below their rows are cells of no column: an unruled table has cut them.
    labelled = sum(bool(line_pairs(line)) for p in pages[:3] for line in loose_rows(p)) > 1
    if any(t.column_count >= 4 and (t.ruled or not labelled) for p in pages for t in p.tables):
        ways.append(lambda ps: grid_sections(ruled_rows(ps)))
    ways.append(lambda ps: line_sections(ps, by_figure=False))
    ways.append(lambda ps: line_sections(ps, by_figure=True))
    return ways


def _left(row: GridRow) -> bool:
    """Say whether a line that belongs to no row holds a day and figures, as the rows of a page without headings do."""
    texts = [c.text for c in row.filled()]
    return any(parse_day(t) is not None for t in texts) and sum(map(looks_like_figure, texts)) > 1


def _score(statement: BankStatement) -> float:
    """Return how much of a statement is proved: a row counts 1 with its balance proved, less without."""
    total = 0.0
    for row in statement.transactions:
        if row.time.value is None or row.amount.value is None:
            total += 0.1
        elif row.amount.confidence >= 0.7:
            total += 1.0
        else:
            total += 0.5
    return total


def _head_only(pages: Sequence[Page]) -> BankStatement:
    """Return a statement whose rows could not be found."""
    rows = [r for p in pages for r in (sheet_rows([p]) if p.is_sheet else loose_rows(p))]
    head = read_head(rows)
    return BankStatement(
        bank=head.bank,
        account_name=head.account_name,
        account_number=head.account_number,
        currency=head.currency,
        period_start=head.period_start,
        period_end=head.period_end,
        warnings=("未找到交易明细的表头，未读取逐笔交易",),
    )
