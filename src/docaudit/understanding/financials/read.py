"""Reads balance sheets, income statements and cash flow statements: head, columns by their headings, lines in yuan."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.financials import FinancialStatement, StatementLine
from docaudit.documents.income_statement import IncomeStatement
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Page, TextSource
from docaudit.understanding.financials.amounts import unit_of
from docaudit.understanding.financials.blocks import Block, block_of, line_grids
from docaudit.understanding.financials.columns import TOLD, YEAR_TO_DATE
from docaudit.understanding.financials.head import entity_of
from docaudit.understanding.financials.lines import lines_of
from docaudit.understanding.financials.parts import (
    Part,
    pages_of,
    parts_of,
    rows_inside,
    swallowed_rows,
    top_of,
    top_rows,
    wanted_parts,
)
from docaudit.understanding.financials.period import period_of
from docaudit.understanding.financials.sums import balance_of_sums, in_sums
from docaudit.understanding.grids import GridRow, table_rows

_RECORDS: dict[str, type[FinancialStatement]] = {
    "balance_sheet": BalanceSheet,
    "income_statement": IncomeStatement,
    "cash_flow_statement": CashFlowStatement,
}


def read_all_financials(pages: Sequence[Page], doc_type: str) -> tuple[FinancialStatement, ...]:
    """Return the statement of `doc_type` and those of the other types that have a title of their own in `pages`."""
    parts = parts_of(pages)
    titled = [k for k in _RECORDS if k != doc_type and any(p.doc_type == k for p in parts)]
    found = [read_financials(pages, doc_type, _RECORDS[doc_type])]
    if not titled:
        return tuple(found)
    for kind in titled:
        other = read_financials(pages, kind, _RECORDS[kind])
        if sum(line.name.value is not None and line.current.value is not None for line in other.items) >= 3:
            found.append(other)
    if len(found) == 1:
        return tuple(found)
    placed = [dataclasses.replace(f, pages=pages_of(wanted_parts(parts, f.doc_type or doc_type))) for f in found]
    return tuple(sorted(placed, key=lambda f: (f.pages, list(_RECORDS).index(f.doc_type or doc_type))))


_SUMS = (
    "total_assets total_liabilities total_equity current_assets net_profit total_profit operating_profit "
    "net_increase_in_cash closing_cash opening_cash"
)
_CORE = frozenset(_SUMS.split())


def is_whole(statement: FinancialStatement) -> bool:
    """Say whether a statement holds one of the sums that every statement of its type ends in."""
    return any(line.name.value in _CORE and line.current.value is not None for line in statement.items)


def read_financials(pages: Sequence[Page], doc_type: str, record: type[FinancialStatement]) -> FinancialStatement:
    """Return the statement of `doc_type` in `pages` as `record`; figures in yuan, blank figures null."""
    parts = wanted_parts(parts_of(pages), doc_type)
    ways = sorted((_read(parts, doc_type, by_lines=way) for way in (True, False)), key=lambda way: way.score)
    other, best = ways
    unit, heading = best.unit, best.heading
    items = _agreed(best, other, doc_type)
    typed = [p for p in parts if p.doc_type is not None]
    # What stands above the title counts last, the nearest line first.
    above = [r for p in parts if p.doc_type is None for r in reversed(p.loose)] if typed else []
    head_rows = [*(r for p in (typed or parts) for r in (*p.loose, *top_rows(p), *swallowed_rows(p))), *above]
    start, end = period_of(head_rows, doc_type, heading, to_date=bool(YEAR_TO_DATE.search(heading)))
    notes: tuple[str, ...] = () if items else ("未能识别报表项目与金额栏",)
    if any(p.text_source in (TextSource.OCR, TextSource.MIXED) for p in pages):
        items, notes = in_sums(items, doc_type, unit.value) if items else (items, notes)
    return record(
        entity=entity_of(head_rows),
        period_start=start,
        period_end=end,
        unit=unit,
        items=tuple(items),
        warnings=notes,
    )


def _lines_of(part: Part) -> list[list[GridRow]]:
    """Return the lines of words of a part, page by page."""
    pages = {id(r.page): r.page for r in part.lines}
    return [
        sorted(
            [
                *(r for r in part.lines if r.page is page),
                *(r for p, t in part.tables if p is page and not page.is_sheet for r in rows_inside(p, t)),
            ],
            key=top_of,
        )
        for page in pages.values()
    ]


_GUESSED = 3
"""Power to which confidences count: figures of columns that no heading tells count a third of those that one does."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One reading of a statement: its lines, how much of it is named and adds up, its unit, the current heading."""

    lines: list[StatementLine]
    score: float
    unit: Field[str]
    heading: str

    def sums(self, doc_type: str, period: str) -> int:
        """Return by how many more of its sums hold than fail."""
        return balance_of_sums(self.lines, doc_type, self.unit.value, period)


_PERIODS = ("current", "prior")


def _agreed(best: _Way, other: _Way, doc_type: str) -> list[StatementLine]:
    """Return the lines of the better reading; null where the other reads another figure and no sums tell which."""
    second = {line.name.value: line for line in other.lines if line.name.value is not None}
    lines = best.lines
    for period in _PERIODS:
        if best.sums(doc_type, period) > other.sums(doc_type, period):
            continue
        lines = [
            dataclasses.replace(line, **{period: Field()})
            if line.name.value in second
            and _contradict(getattr(line, period), getattr(second[line.name.value], period))
            else line
            for line in lines
        ]
    return lines


def _contradict(one: Field[Money], other: Field[Money]) -> bool:
    """Say whether two readings of a figure differ though headings told the column to both."""
    return (
        None not in (one.value, other.value) and one.value != other.value and other.confidence >= TOLD * one.confidence
    )


_PROVED = 2
"""What a sum that holds counts beside named figures."""


def _read(parts: Sequence[Part], doc_type: str, *, by_lines: bool) -> _Way:
    """Read the parts as tables or as lines; the score counts named figures and the sums that hold."""
    blocks: list[Block] = []
    for part in parts:
        if by_lines:
            for grid in line_grids(_lines_of(part)):
                if grid and (block := block_of(grid, [], blocks[-1] if blocks else None)) is not None:
                    blocks.append(block)
        else:
            for page, table in part.tables:
                edge = table.box.y0 if table.box is not None else 0.0
                above = [r for r in part.loose if r.page is page and top_of(r) < edge]
                if (block := block_of(table_rows(page, table), above, blocks[-1] if blocks else None)) is not None:
                    blocks.append(block)
    unit, factor = unit_of([r for p in parts for r in (*p.loose, *top_rows(p))], blocks)
    lines, heading = lines_of(blocks, doc_type, factor)
    score = sum(
        1 + line.current.confidence**_GUESSED + line.prior.confidence**_GUESSED
        for line in lines
        if line.name.value is not None
    )
    score += _PROVED * sum(balance_of_sums(lines, doc_type, unit.value, period) for period in _PERIODS)
    return _Way(lines, score, unit, heading)
