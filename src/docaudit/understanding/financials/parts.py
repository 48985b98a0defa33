"""The runs of rows under one title each, where several statements share pages or sheets."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from docaudit.records.pages import Page, Table
from docaudit.understanding.captions import is_standard
from docaudit.understanding.financials.blocks import MONEY, is_figure
from docaudit.understanding.grids import GridRow, loose_rows, outside, table_rows

_TITLES = {
    "balance_sheet": re.compile(r"资产负债表|财务状况表"),
    "income_statement": re.compile(r"利润(?:及利润分配)?表|损益表|利润和其他综合收益表"),
    "cash_flow_statement": re.compile(r"现金流量表"),
    "equity": re.compile(r"(?:所有者|股东)权益变动表|(?:所有者|股东)权益增减变动表"),
}
_TITLE_LINE = re.compile(
    r"(?:[\d一二三四五六七八九十（）().、\s]*)(?P<whose>合并及?母?公司|合并|母公司|公司|单位)?(?:年度|季度|月度|半年度|简要|比较|中期)?"
    r"(?P<what>(?:资产负债|利润及利润分配|利润|损益|现金流量|(?:所有者|股东)权益(?:增减)?变动|财务状况)表)(?:[（(](?:续|续表|简表)[^）)]*[）)]|续|续表)?"
    r"(?:[（(][^）)]{0,12}[）)])?"
)


@dataclass(slots=True)
class Part:
    """A run of rows under one title: loose lines and the tables between them, page by page."""

    doc_type: str | None
    whose: str
    loose: list[GridRow] = field(default_factory=list)
    tables: list[tuple[Page, Table]] = field(default_factory=list)
    lines: list[GridRow] = field(default_factory=list)


def parts_of(pages: Sequence[Page]) -> list[Part]:
    """Cut pages and sheets at the titles of statements."""
    parts = [Part(None, "")]
    for page in pages:
        if page.is_sheet:
            parts.append(Part(_sheet_type(page), page.sheet or ""))
            _sheet_titles(parts, page)
            continue
        tables = [t for t in page.tables if t.column_count >= 2 and t.row_count >= 3]
        boxed = [t for t in tables if t.box is not None]
        around = loose_rows(page, outside(page, [t.box for t in boxed if t.box is not None]))
        events: list[tuple[float, int, GridRow | Table]] = [(top_of(r), 0, r) for r in around]
        events += [((t.box.y0 if t.box else 0.0), 1, t) for t in tables]
        for _, _, event in sorted(events, key=lambda e: e[:2]):
            if isinstance(event, Table):
                inner = _title_in(event)
                if inner is not None:
                    parts.append(inner)
                parts[-1].tables.append((page, event))
            else:
                title = _title(event.text)
                if title is not None:
                    parts.append(title)
                parts[-1].loose.append(event)
                parts[-1].lines.append(event)
    return parts


def top_of(row: GridRow) -> float:
    """Return how far down the page a row stands."""
    return min((c.box.y0 for c in row.filled() if c.box is not None), default=0.0)


def _title(text: str) -> Part | None:
    found = _TITLE_LINE.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    if found is None:
        return None
    kind = next((k for k, p in _TITLES.items() if p.search(found.group("what"))), None)
    return Part(kind, found.group("whose") or "")


def _title_in(table: Table) -> Part | None:
    return next((p for c in table.cells if c.row < 2 and (p := _title(c.text)) is not None), None)


def _sheet_type(page: Page) -> str | None:
    return next((k for k, p in _TITLES.items() if page.sheet and p.search(page.sheet)), None)


def _sheet_titles(parts: list[Part], page: Page) -> None:
    """Cut a sheet with several statements below each other at their titles."""
    for table in page.tables:
        rows = table_rows(page, table)
        cuts = [
            (i, t)
            for i, r in enumerate(rows)
            if (t := next((t for c in r.filled()[:3] if (t := _title(c.text))), None))
        ]
        if len(cuts) < 2:
            if cuts:
                parts[-1].doc_type, parts[-1].whose = cuts[0][1].doc_type, cuts[0][1].whose
            parts[-1].tables.append((page, table))
            continue
        for (start, part), stop in zip(cuts, [*(i for i, _ in cuts[1:]), len(rows)], strict=True):
            cells = tuple(dataclasses.replace(c, row=c.row - start) for c in table.cells if start <= c.row < stop)
            parts.append(part)
            part.tables.append((page, Table(cells, table.box, table.ruled)))


def wanted_parts(parts: Sequence[Part], doc_type: str) -> list[Part]:
    """Return the parts of one statement: the consolidated one where there are several, with its continuations."""
    of_type = [p for p in parts if p.doc_type == doc_type]
    if not of_type:
        return [p for p in parts if p.doc_type is None]
    chosen = next((p for p in of_type if p.whose.startswith("合并")), None) or next(
        (p for p in of_type if p.whose not in ("母公司", "公司")), of_type[0]
    )
    same = [p for p in of_type if p.whose == chosen.whose]
    lead = [parts[0]] if parts[0].doc_type is None else []
    return [*lead, *same]


def titles_on(page: Page) -> list[tuple[str, float]]:
    """Return the statements whose titles stand alone on a line of the page, with the height of each (0 to 1)."""
    rows = loose_rows(page)
    return [
        (part.doc_type, top_of(r)) for r in rows if (part := _title(r.text)) is not None and part.doc_type is not None
    ]


def figure_rows(page: Page) -> int:
    """Return how many lines of the page hold a caption and money."""
    rows = [r.filled() for r in loose_rows(page)]
    return sum(
        len(cells) > 1
        and not is_figure(cells[0].text)
        and any(MONEY.search(c.text) and is_figure(c.text) for c in cells[1:])
        for cells in rows
    )


def standard_rows(page: Page, doc_type: str) -> int:
    """Return how many lines of the page begin with a caption that the standards print in a statement of that type."""
    return sum(bool(cells := r.filled()) and is_standard(doc_type, cells[0].text) for r in loose_rows(page))


def pages_of(parts: Sequence[Part]) -> tuple[int, ...]:
    """Return the numbers of the pages on which figures of these parts stand."""
    numbers = set()
    for part in parts:
        if part.doc_type is None:
            continue
        rows = [*part.lines, *(r for page, table in part.tables for r in table_rows(page, table))]
        numbers |= {
            r.page.number for r in rows if r.page.number is not None and any(MONEY.search(c.text) for c in r.filled())
        }
    return tuple(sorted(numbers))


def top_rows(part: Part) -> list[GridRow]:
    """Return the first rows of its tables, where sheets print the head."""
    return [r for page, table in part.tables for r in (table_rows(page, table)[:8])]


_SWALLOWED = 3
"""Lines at the top of a table's box that may be the head above it: boxes found on scans reach too far."""


def swallowed_rows(part: Part) -> list[GridRow]:
    """Return the first lines of words inside the boxes of its tables, where none of the table's cells has them."""
    return [r for page, table in part.tables if not page.is_sheet for r in rows_inside(page, table)[:_SWALLOWED]]


def rows_inside(page: Page, table: Table) -> list[GridRow]:
    """Return the lines of words inside a table."""
    if table.box is None:
        return []
    box = table.box
    return loose_rows(page, [w for w in page.words if box.contains(*w.box.center)])
