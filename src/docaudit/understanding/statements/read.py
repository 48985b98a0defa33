"""Reads the statements of a run of pages; of several ways to see the rows the best proved one wins."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.records.pages import Page, TextSource
from docaudit.understanding.grids import GridRow, loose_rows, sheet_rows
from docaudit.understanding.statements import proof
from docaudit.understanding.statements.below_rows import Details
from docaudit.understanding.statements.blocks import block_sections, captioned_sections
from docaudit.understanding.statements.figures import looks_like_figure, parse_day
from docaudit.understanding.statements.folded import folded_sections, has_folded_heads
from docaudit.understanding.statements.gridded import grid_sections
from docaudit.understanding.statements.head import read_head
from docaudit.understanding.statements.headless import headless_sections
from docaudit.understanding.statements.joined import all_statements
from docaudit.understanding.statements.labelled import line_pairs
from docaudit.understanding.statements.lines import line_sections
from docaudit.understanding.statements.lost import booked, lost, suspects, warning
from docaudit.understanding.statements.page_lines import PageLines, without_boxes
from docaudit.understanding.statements.panes import panes
from docaudit.understanding.statements.ruled import ruled_rows
from docaudit.understanding.statements.sections import Section
from docaudit.understanding.statements.stacked import unstacked

_SETTLED, _SCANNED, _DRAWN = 0.995, 0.95, 0.9
"""Share of a way's rows that have to be proved where no other is asked: of digital pages, of scans, on which a figure
may be misread, and where rules on the page part the rows, so that one that is unproved is one misread."""
_OPEN = 0.9
"""What a row counts that nothing proves and nothing contradicts."""
_FEW = 3
"""So few rows settle nothing."""
_BETTER = 0.5
"""Rows that a way proves more where it is better."""
_COLUMNS = 4
"""A table of fewer columns holds no rows."""
_MOSTLY = 0.8
"""Share of the rows of all tables that rules part where rules part them."""
_LOOKED_AT = 5
"""So many pages tell how the headings stand."""
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
    lines = PageLines()
    pages = panes([without_boxes(p) if p.text_source is TextSource.OCR else p for p in pages], lines)
    best = _Found()
    likely = suspects(pages, lines)
    for way in _ways(pages, lines):
        if way.alone and best.rows:
            continue
        other = _Found.by(way, way.see(pages, lines), likely)
        if way.alone and other.score < _SCANNED * max(1, other.rows):
            continue
        if other.beats(best):
            best = other
        if best.settled and way.settles:
            break
    return best.statements or (_head_only(pages),)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to see the rows.

    Attributes:
        see: returns the sections.
        due: share of its rows that have to be proved where no other way is asked any more.
        settles: False where another way has to be asked first.
        alone: asked where no other way found rows, and believed where the balances prove nearly all of its own.
    """

    see: Callable[[Sequence[Page], PageLines], list[Section]]
    due: float = _SETTLED
    settles: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What a way found: how much of it is proved, how much it tells, and whether nothing speaks for another way."""

    statements: tuple[BankStatement, ...] = ()
    score: float = -1.0
    told: int = 0
    settled: bool = False

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(s.transactions) for s in self.statements)

    @classmethod
    def by(cls, way: _Way, sections: list[Section], lines: Sequence[GridRow]) -> _Found:
        """Return what the sections of a way make; `lines` are those that look like transactions."""
        missed = lost(lines, sections)
        statements = _told_of(all_statements(map(unstacked, sections)), [row for row in missed if booked(row)])
        guessed = any(section.carried for section in sections)
        scores = [score for s in statements for score in _scores(s, guessed=guessed)]
        settled = (
            len(scores) > _FEW
            and sum(score >= _OPEN for score in scores) >= way.due * len(scores)
            and not missed
            and not any(map(_strange, sections))
            and not any(_left(row, s.width) for s in sections for row in s.rest)
            and not any(map(_spare, sections))
            and not any(_early(row, s.width) for s in sections for row in s.preface)
        )
        return cls(tuple(statements), sum(scores), sum(map(_told, statements)), settled)

    def beats(self, other: _Found) -> bool:
        """Say whether this way is better than one before it: it proves more, or as much and tells more."""
        as_good = self.score > other.score - _BETTER and self.told > _MORE * other.told
        return self.score > other.score + _BETTER or as_good


def _sheet_statements(page: Page) -> list[BankStatement]:
    rows = sheet_rows([page])
    sections = grid_sections(rows)
    found = all_statements(map(unstacked, sections), page.sheet)
    if any(section.undated() for section in sections):
        other = grid_sections(rows, carried=True)
        carried = all_statements(map(unstacked, other), page.sheet)
        if sum(sum(_scores(s, guessed=True)) for s in carried) > sum(sum(_scores(s)) for s in found):
            found, sections = carried, other
    return _told_of(found, [row for section in sections for row in section.rest if booked(row)])


def _told_of(statements: list[BankStatement], missed: Sequence[GridRow]) -> list[BankStatement]:
    """Return the statements, the first of them with a warning where lines were left out."""
    if not missed or not any(s.transactions for s in statements):
        return statements
    first, *others = statements
    return [replace(first, warnings=(*first.warnings, warning(missed))), *others]


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


def _ways(pages: Sequence[Page], lines: PageLines) -> Iterator[_Way]:
    """Yield the ways to see the rows, the most natural first."""
    # Lines with labels below their rows are cells of no column: an unruled table has cut them.
    labelled = sum(bool(line_pairs(line)) for p in pages[:3] for line in lines.of(p)) > 1
    wide = [t for p in pages for t in p.tables if t.column_count >= _COLUMNS]
    tables = [t for t in wide if t.ruled or not labelled]
    drawn = sum(t.row_count for t in tables if t.ruled) > _MOSTLY * sum(t.row_count for t in tables)
    scanned = any(p.text_source is not TextSource.TEXT_LAYER for p in pages)
    due = _DRAWN if drawn else _SCANNED if scanned else _SETTLED
    heads = any(has_folded_heads(lines.of(page)) for page in pages[:_LOOKED_AT])
    first = not (heads and not drawn)
    details = None if (drawn and tables) or heads else Details(pages, lines)
    if details is not None and details.found:
        yield _Way(details.sections, due)
    if tables:
        yield _Way(lambda ps, ls: grid_sections(ruled_rows(ps, ls)), due, settles=first)
    else:
        yield _Way(lambda ps, ls: line_sections(ps, ls, by_figure=False), due, settles=first)
    if heads:  # what one line of headings breaks into two, the way before it reads as well
        yield _Way(folded_sections, due)
    if tables:
        yield _Way(lambda ps, ls: line_sections(ps, ls, by_figure=False), due)
    yield _Way(lambda ps, ls: line_sections(ps, ls, by_figure=True), due)
    # Rows of which the first of a day alone prints it.
    if wide:
        yield _Way(lambda ps, ls: grid_sections(ruled_rows(ps, ls), carried=True), due)
    yield _Way(lambda ps, ls: line_sections(ps, ls, by_figure=True, carried=True), due)
    yield _Way(block_sections, due)
    yield _Way(lambda ps, ls: captioned_sections(ps, ls, below=True), due)
    yield _Way(lambda ps, ls: captioned_sections(ps, ls, below=False), due)
    yield _Way(headless_sections, due, alone=True)


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


_SPARE = 0.2
"""Share of its rows: a way that leaves more lines with figures out has not understood the rows."""


def _spare(section: Section) -> bool:
    """Say whether many lines with figures belong to no row: the second lines of rows that print two."""
    left = sum(any(looks_like_figure(c.text) for c in row.filled()) for row in section.rest)
    return left > max(_FEW, _SPARE * len(section.rows))


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


def _scores(statement: BankStatement, *, guessed: bool = False) -> list[float]:
    """Return how much of each row is proved: 1 where its balance is, `_OPEN` where none can tell, less elsewhere.

    `guessed`: rows were taken that print no day, so those alone count whose amounts lead from balance to balance.
    """
    rows = statement.transactions
    held = _led(rows)
    tested = any(led is not None for led in held)
    everywhere = sum(row.balance.value is not None for row in rows) > _EVERY * len(rows)
    out = []
    for row, led in zip(rows, held, strict=True):
        if row.time.value is None or row.amount.value is None:
            out.append(0.1)
        elif led is True:
            out.append(1.0)
        elif guessed and tested:
            out.append(-1.0)  # perhaps a row that is none
        elif everywhere and row.balance.value is None:
            out.append(0.3)  # its figures may stand in each other's columns
        else:
            out.append(_OPEN if led is None and row.amount.confidence >= 0.7 else 0.5)
    return out


def _led(rows: Sequence[TransactionRow]) -> list[bool | None]:
    """Say which rows' amounts lead from one balance to the next, in the order in which more do; None untestable.

    The rows up to the first balance lead to it from one that stands outside the rows.
    """
    amounts = [None if (m := r.amount.value) is None else m.fen for r in rows]
    balances = [None if (m := r.balance.value) is None else m.fen for r in rows]
    orders = (proof.follows(amounts, balances, newest_first=newest) for newest in (False, True))
    held = max(orders, key=lambda order: sum(h is True for h in order))
    first = next((i for i, h in enumerate(held) if h is not None), len(held))
    return [True if i < first < len(held) else h for i, h in enumerate(held)]


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
