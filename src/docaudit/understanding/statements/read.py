"""Reads the statements of a run of pages; of several ways to see the rows the best proved one wins."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Sequence

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.records.pages import Page
from docaudit.understanding.grids import GridRow, loose_rows, sheet_rows
from docaudit.understanding.statements import proof
from docaudit.understanding.statements.blocks import block_sections
from docaudit.understanding.statements.figures import looks_like_figure, parse_day
from docaudit.understanding.statements.folded import folded_sections, has_folded_heads
from docaudit.understanding.statements.head import read_head
from docaudit.understanding.statements.labelled import line_pairs
from docaudit.understanding.statements.lines import line_sections
from docaudit.understanding.statements.panes import panes
from docaudit.understanding.statements.ruled import ruled_rows
from docaudit.understanding.statements.sections import Section, grid_sections
from docaudit.understanding.statements.stacked import unstacked
from docaudit.understanding.statements.statement import all_statements

_EVERY = 0.75
"""Share of rows with a balance where each is meant to have one."""
_ALIKE = 0.6
_SAMPLE = 30
"""So many rows tell whether a column is filled."""


def read_statements(pages: Sequence[Page]) -> tuple[BankStatement, ...]:
    """Return the statements in `pages`: one for each account and currency, rows in the order of the file."""
    sheets = [p for p in pages if p.is_sheet]
    if sheets:
        found: list[BankStatement] = []
        with _no_collections():
            for page in sheets:
                found.extend(_sheet_statements(page))
        return tuple(s for s in found if s.transactions) or tuple(found[:1]) or (_head_only(pages),)
    pages = panes(pages)
    best: list[BankStatement] = []
    best_score, best_told, odd = -1.0, 0, False
    ways = _ways(pages)
    for number, see in enumerate(ways):
        sections = see(pages)
        statements = all_statements(map(unstacked, sections))
        score = sum(_score(s, guessed=any(section.carried for section in sections)) for s in statements)
        told = sum(map(_told, statements))
        as_good = score > best_score - 0.5 and told > _MORE * best_told
        if score > best_score + 0.5 or as_good:
            best, best_score, best_told = statements, score, told
            odd = any(map(_strange, sections))
        if (
            (number or folded_sections not in ways)
            and not odd
            and not any(_left(row, s.width) for s in sections for row in s.rest)
            and not any(_early(row, s.width) for s in sections for row in s.preface)
            and best_score >= 0.995 * sum(len(s.transactions) for s in best)
            and sum(len(s.transactions) for s in best) > 3
        ):
            break
    return tuple(best) or (_head_only(pages),)


def _sheet_statements(page: Page) -> list[BankStatement]:
    rows = sheet_rows([page])
    sections = grid_sections(rows)
    found = all_statements(map(unstacked, sections), page.sheet)
    if not any(section.undated() for section in sections):
        return found
    carried = all_statements(map(unstacked, grid_sections(rows, carried=True)), page.sheet)
    return max((found, carried), key=lambda f: sum(_score(s, guessed=f is carried) for s in f))


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
    if any(has_folded_heads(page) for page in pages):
        ways.insert(1, folded_sections)  # what one line of headings breaks into two, the way before it reads as well
    return [*ways, *_carried_ways(pages), block_sections]


def _carried_ways(pages: Sequence[Page]) -> list[Callable[[Sequence[Page]], list[Section]]]:
    """Return the ways to see rows of which the first of a day alone prints it."""
    ways: list[Callable[[Sequence[Page]], list[Section]]] = []
    if any(t.column_count >= 4 for p in pages for t in p.tables):
        ways.append(lambda ps: grid_sections(ruled_rows(ps), carried=True))
    ways.append(lambda ps: line_sections(ps, by_figure=True, carried=True))
    return ways


_MORE = 1.05
"""Of two ways that prove as much the one that tells so much more about the other sides has found their columns."""


def _told(statement: BankStatement) -> int:
    """Return how many leaves besides days and figures the rows have."""
    names = ("counterparty_name", "counterparty_account", "counterparty_bank", "summary", "remark", "reference")
    return sum(getattr(row, name).value is not None for row in statement.transactions for name in names)


def _strange(section: Section) -> bool:
    """Say whether a column that is filled means nothing, or an amount stands beside those of both sides."""
    if {"amount", "in", "out"} <= set(section.roles):
        return True
    sample = section.rows[:_SAMPLE]
    free = [i for i, r in enumerate(section.roles) if r is None and section.headings[i].strip()]
    return any(2 * sum(i < len(r.cells) and bool(r.texts()[i].strip()) for r in sample) > len(sample) for i in free)


def _left(row: GridRow, width: int) -> bool:
    """Say whether a line that belongs to no row looks like one, as the rows of a page without headings do.

    It has a day and figures, or figures in about as many cells as the rows have.
    """
    texts = [c.text for c in row.filled()]
    dated = any(parse_day(t) is not None for t in texts) or len(texts) >= max(4, _ALIKE * width)
    return dated and sum(map(looks_like_figure, texts)) > 1


def _early(row: GridRow, width: int) -> bool:
    """Say whether a line above the first headings looks like a row, as on a page on which no table was seen."""
    texts = [c.text for c in row.filled()]
    dated = any(parse_day(t) is not None for t in texts)
    return dated and len(texts) >= max(4, _ALIKE * width) and any(map(looks_like_figure, texts))


def _score(statement: BankStatement, *, guessed: bool = False) -> float:
    """Return how much of a statement is proved: a row counts 1 with its balance proved, less without.

    `guessed`: rows were taken that print no day, so those alone count whose amounts lead from balance to balance.
    """
    rows = statement.transactions
    proved = _led(rows) if guessed else [True] * len(rows)
    everywhere = sum(row.balance.value is not None for row in rows) > _EVERY * len(rows)
    total = 0.0
    for row, held in zip(rows, proved, strict=True):
        if row.time.value is None or row.amount.value is None:
            total += 0.1
        elif everywhere and row.balance.value is None:
            total += 0.3  # its figures may stand in each other's columns
        elif row.amount.confidence >= 0.7 and held:
            total += 1.0
        else:
            total += 0.5 if held else -1.0  # perhaps a row that is none
    return total


def _led(rows: Sequence[TransactionRow]) -> list[bool]:
    """Say which rows' amounts lead from one balance to the next, in the order in which more do."""
    amounts = [None if (m := r.amount.value) is None else m.fen for r in rows]
    balances = [None if (m := r.balance.value) is None else m.fen for r in rows]
    orders = (proof.follows(amounts, balances, newest_first=newest) for newest in (False, True))
    held = max(orders, key=lambda order: sum(h is True for h in order))
    # The rows up to the first balance lead to it from one that stands outside the rows.
    first = next((i for i, h in enumerate(held) if h is not None), len(held))
    return [h is True or i < first for i, h in enumerate(held)]


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
