"""Reads balance sheets, income statements and cash flow statements: head, columns by their headings, lines in yuan."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.cash_flow_statement import CashFlowStatement
from docaudit.documents.financials import FinancialStatement, StatementLine
from docaudit.documents.income_statement import IncomeStatement
from docaudit.records.dates import month_end, parse_period
from docaudit.records.evidence import Box, Field
from docaudit.records.money import Money
from docaudit.records.pages import Cell, Page, Table
from docaudit.understanding.captions import line_name
from docaudit.understanding.grids import GridRow, loose_rows, merge_cells, outside, table_rows, unwrap
from docaudit.understanding.statements.figures import is_nothing

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
_UNITS = {
    "元": 1, "千元": 1000, "万元": 10_000, "十万元": 100_000, "百万元": 1_000_000, "千万元": 10_000_000, "亿元": 100_000_000,
}  # fmt: skip
_UNIT = re.compile(
    r"(?<![制报填编])单位\s*[:：]?\s*[(（]?\s*(?:人民币)?\s*[/／]?\s*(百万元|千万元|十万元|亿元|万元|千元|元)(?!\s*[/／]\s*股)"
)
_UNIT_BARE = re.compile(r"人民币\s*(百万元|千万元|亿元|万元|千元|元)|[(（](百万元|亿元|万元|千元)[)）]$")
_CAPTION_UNIT = re.compile(r"[(（](?:人民币)?(百万元|千万元|亿元|万元|千元|元)[)）]$")
_MONEY = re.compile(r"\d[\d,]*\.\d\d|\d,\d{3}")
_FIGURE = re.compile(r"[-+(]?[¥￥]?\s?\d[\d,，. ]*\)?-?%?")


# --- headings of figure columns ----------------------------------------------------------------------------------------

_SKIP = re.compile(
    r"行次|行号|附注|注释|序号|^注$|note|增减|增长|变动(?!后)|比率|比例|%|同比|环比|差异|预算|本月|当月|母公司|^公司$|^行$|权重",
    re.IGNORECASE,
)
_PRIOR = re.compile(r"年初|期初|上年|上期|去年|上一?年度|上年同期|比较期|前期|previous|prior|beginning", re.IGNORECASE)
_YEAR_TO_DATE = re.compile(r"本年累计|年累计|累计(?:金额|数|发生额)?|本年(?:金额|数|实际|发生)", re.IGNORECASE)
_CURRENT = re.compile(r"期末|年末|本期|本年|本报告期|当期|当年|报告期末?|current|ending", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)\d{2})\s*[年./-]?\s*(?:(\d{1,2})\s*[-—–至~]?\s*(\d{1,2})?\s*月?)?")
_QUARTER = {"一季": 3, "中": 6, "半年": 6, "二季": 6, "三季": 9, "四季": 12, "年报": 12, "年度": 12}


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the columns of one side mean, as places in the row; `sure` is lower where no heading said so."""

    current: int | None
    prior: int | None
    sure: float
    heading: str = ""


def _columns(headings: dict[int, str], figures: Sequence[int]) -> _Meaning:
    """Choose the current and the prior column of one side by the words, else the dates, else the legal order."""
    kept = [c for c in figures if not _SKIP.search(headings.get(c, ""))]
    if any("合并" in headings.get(c, "") for c in kept):
        kept = [c for c in kept if "合并" in headings.get(c, "")]
    prior = [c for c in kept if _PRIOR.search(headings.get(c, ""))]
    rest = [c for c in kept if c not in prior]
    to_date = [c for c in rest if _YEAR_TO_DATE.search(headings.get(c, ""))]
    current = to_date or [c for c in rest if _CURRENT.search(headings.get(c, ""))]
    if to_date and len(prior) > 1:
        prior = [c for c in prior if "累计" in headings.get(c, "")] or prior
    if current or prior:
        found = current[0] if current else next((c for c in rest), None)
        return _Meaning(found, prior[0] if prior else None, 0.99, headings.get(found, "") if found is not None else "")
    dated = sorted(
        ((_when(headings.get(c, "")), c) for c in kept if _when(headings.get(c, ""))), key=lambda d: (-d[0], d[1])
    )
    if dated:
        return _Meaning(dated[0][1], dated[1][1] if len(dated) > 1 else None, 0.97, headings.get(dated[0][1], ""))
    bare = [c for c in kept if not headings.get(c, "").strip() or re.search("金额|余额|数", headings.get(c, ""))]
    if len(bare) == 1:
        return _Meaning(bare[0], None, 0.8)
    if len(bare) == 2:
        return _Meaning(bare[0], bare[1], 0.7)
    return _Meaning(None, None, 0.0)


def _when(heading: str) -> int:
    """Return year and month of a column heading as one number, 0 where it has none."""
    text = unicodedata.normalize("NFKC", heading)
    found = _YEAR.search(text)
    if found is None:
        return 0
    month = found.group(3) or found.group(2)
    if month is None:
        month = next((str(m) for word, m in _QUARTER.items() if word in text), "12")
    return int(found.group(1)) * 100 + int(month)


# --- the grid ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Item:
    """One printed line: its caption and its figures by column."""

    page: Page
    caption: Cell
    figures: dict[int, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class _Block:
    """The rows of one table (or of the lines of one page): items of the left and the right side, headings by column."""

    items: list[_Item]
    headings: dict[int, str]
    sides: list[list[int]]


def _is_figure(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_FIGURE.fullmatch(plain)) or (is_nothing(plain) and plain != "")


def _blocks(rows: Sequence[GridRow], loose: Sequence[GridRow], inherited: _Block | None) -> _Block | None:
    """Return the block of a grid whose rows are bound to columns; headings missing on a later page are inherited."""
    width = max((len(r.cells) for r in rows), default=0)
    if width < 2:
        return None
    number, text = _count(rows, width)
    first = next((k for k, r in enumerate(rows) if _body(r)), 0)
    headings = _headings(rows[:first], width)
    captions = [
        i
        for i in range(width)
        if text[i] > max(1, number[i]) and not _SKIP.search(headings.get(i, "")) and _wordy(rows, i)
    ]
    if not captions:
        return None
    merged: list[int] = []
    for i in captions:
        # Two caption columns side by side without figures between them are levels of one caption.
        if merged and not any(number[k] for k in range(merged[-1] + 1, i)):
            continue
        merged.append(i)
    ends = [*merged[1:], width]
    sides = [
        [c for c in range(start + 1, stop) if c not in captions and (number[c] or headings.get(c))]
        for start, stop in zip(merged, ends, strict=True)
    ]
    headings = _inherit(headings, sides, inherited) or _headings(loose[-3:], width)
    items: list[_Item] = []
    for start, stop in zip(merged, ends, strict=True):
        for row in rows[first:]:
            parts = [c for c in row.cells[start:stop] if c is not None and c.text.strip() and c.column in captions]
            parts = parts or [c for c in row.cells[start : start + 1] if c is not None and c.text.strip()]
            if not parts:
                continue
            figures = {
                c: cell for c in range(start + 1, stop) if c not in captions and (cell := row.cells[c]) is not None
            }
            items.append(_Item(row.page, parts[-1], figures))
    return _Block(items, headings, sides)


def _inherit(headings: dict[int, str], sides: list[list[int]], inherited: _Block | None) -> dict[int, str]:
    """Return the headings, those of the page before where this page prints none and has as many columns."""
    if inherited is None or (headings and any(_columns(headings, s).current is not None for s in sides)):
        return headings
    if [len(s) for s in inherited.sides] != [len(s) for s in sides]:
        return headings
    found = dict(headings)
    for old, new in zip(inherited.sides, sides, strict=True):
        found.update({n: inherited.headings.get(o, "") for o, n in zip(old, new, strict=True)})
    return found


def _count(rows: Sequence[GridRow], width: int) -> tuple[list[int], list[int]]:
    """Return how many figures and how many texts stand in each column."""
    number, text = [0] * width, [0] * width
    for row in rows:
        for i, cell in enumerate(row.cells):
            if cell is not None and cell.text.strip():
                (number if _is_figure(cell.text) else text)[i] += 1
    return number, text


def _wordy(rows: Sequence[GridRow], column: int) -> bool:
    """Say whether a column holds captions rather than note numbers (``七、1``)."""
    shown = [c.text for r in rows if column < len(r.cells) and (c := r.cells[column]) is not None and c.text.strip()]
    long = sum(len(re.sub(r"[^\u4e00-\u9fff]", "", t)) >= 2 for t in shown)
    return long > 0.5 * len(shown)


def _body(row: GridRow) -> bool:
    """Say whether a row holds a caption with a figure, or a caption that opens a part (``流动资产：``)."""
    shown = [c.text for c in row.filled()]
    if any(
        re.fullmatch(r"[\s一二三四五、]*(流动资产|流动负债|经营活动产生的现金流量|营业总?收入)\s*[:：]?", t)
        for t in shown
    ):
        return True
    return bool(shown) and not _is_figure(shown[0]) and any(_is_figure(t) and _MONEY.search(t) for t in shown[1:])


def _headings(rows: Iterable[GridRow], width: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in rows:
        if len(row.filled()) < 2 and not any(c.column_span > 1 for c in row.filled()):
            continue
        for i, cell in enumerate(row.cells):
            if cell is None or not cell.text.strip():
                continue
            for k in range(i, min(width, i + max(1, cell.column_span))):
                found[k] = found.get(k, "") + re.sub(r"\s+", "", cell.text)
    return found


def _line_grid(lines: Sequence[GridRow]) -> list[GridRow]:
    """Bind the lines of an unruled statement to columns: figures by the places they share, captions between them."""
    spans: list[list[float]] = []
    for row in lines:
        # Line numbers (行次) make a column of their own, but only beside money: dates above the table are no columns.
        shown = [c for c in row.filled() if c.box is not None and _is_figure(c.text) and re.search(r"\d", c.text)]
        if any(_MONEY.search(c.text) for c in shown):
            spans.extend([c.box.x0, c.box.x1] for c in shown if c.box is not None)
    if not spans:
        return []
    columns: list[list[float]] = []
    for x0, x1 in sorted(spans):
        if columns and x0 < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    places: list[tuple[float, float, bool]] = [(a, b, True) for a, b in columns]
    texts = [
        c.box
        for r in lines
        if any(_is_figure(x.text) for x in r.filled())
        for c in r.filled()
        if c.box is not None and not _is_figure(c.text) and len(c.text) > 1
    ]
    captions: list[list[float]] = []
    for box in sorted(texts, key=lambda b: b.x0):
        after = sum(box.x0 > (a + b) / 2 for a, b in columns)
        if captions and captions[-1][2] == after:
            captions[-1][1] = max(captions[-1][1], box.x1)
            captions[-1][3] += 1
        else:
            captions.append([box.x0, box.x1, after, 1])
    captions = [c for c in captions if c[3] >= 3 or c is captions[0]]
    places += [(c[0], c[1], False) for c in captions]
    places.sort()
    return [_bind(row, places) for row in lines]


def _bind(row: GridRow, places: Sequence[tuple[float, float, bool]]) -> GridRow:
    cells: list[Cell | None] = [None] * len(places)
    for cell in row.filled():
        box = cell.box
        if box is None:
            continue
        figure = _is_figure(cell.text)
        middle = (box.x0 + box.x1) / 2

        def near(i: int, box: Box = box, figure: bool = figure, middle: float = middle) -> tuple[float, float]:
            x0, x1, is_number = places[i]
            apart = max(x0 - box.x1, box.x0 - x1, 0.0)
            side = abs(box.x0 - x0) if not is_number else abs(middle - (x0 + x1) / 2)
            return apart + (0.2 if figure != is_number and (figure or apart > 0) else 0.0), side

        i = min(range(len(places)), key=near)
        held = cells[i]
        bound = dataclasses.replace(cell, column=i)
        cells[i] = (
            bound if held is None else dataclasses.replace(merge_cells(held, bound), text=f"{held.text} {bound.text}")
        )
    return GridRow(row.page, tuple(cells))


# --- segments ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Part:
    """A run of rows under one title: loose lines and the tables between them, page by page."""

    doc_type: str | None
    whose: str
    loose: list[GridRow] = field(default_factory=list)
    tables: list[tuple[Page, Table]] = field(default_factory=list)
    lines: list[GridRow] = field(default_factory=list)


def _parts(pages: Sequence[Page]) -> list[_Part]:
    parts = [_Part(None, "")]
    for page in pages:
        if page.is_sheet:
            parts.append(_Part(_sheet_type(page), page.sheet or ""))
            _sheet_titles(parts, page)
            continue
        tables = [t for t in page.tables if t.column_count >= 2 and t.row_count >= 3]
        boxed = [t for t in tables if t.box is not None]
        around = loose_rows(outside(page, [t.box for t in boxed if t.box is not None]))
        events: list[tuple[float, int, GridRow | Table]] = [(_y(r), 0, r) for r in around]
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


def _y(row: GridRow) -> float:
    return min((c.box.y0 for c in row.filled() if c.box is not None), default=0.0)


def _title(text: str) -> _Part | None:
    found = _TITLE_LINE.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    if found is None:
        return None
    kind = next((k for k, p in _TITLES.items() if p.search(found.group("what"))), None)
    return _Part(kind, found.group("whose") or "")


def _title_in(table: Table) -> _Part | None:
    return next((p for c in table.cells if c.row < 2 and (p := _title(c.text)) is not None), None)


def _sheet_type(page: Page) -> str | None:
    return next((k for k, p in _TITLES.items() if page.sheet and p.search(page.sheet)), None)


def _sheet_titles(parts: list[_Part], page: Page) -> None:
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


def _wanted(parts: Sequence[_Part], doc_type: str) -> list[_Part]:
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


# --- the reading -------------------------------------------------------------------------------------------------------


_RECORDS: dict[str, type[FinancialStatement]] = {
    "balance_sheet": BalanceSheet,
    "income_statement": IncomeStatement,
    "cash_flow_statement": CashFlowStatement,
}


def read_all_financials(pages: Sequence[Page], doc_type: str) -> tuple[FinancialStatement, ...]:
    """Return the statement of `doc_type` and those of the other types that have a title of their own in `pages`."""
    parts = _parts(pages)
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
    placed = [dataclasses.replace(f, pages=_standing(_wanted(parts, f.doc_type or doc_type))) for f in found]
    return tuple(sorted(placed, key=lambda f: (f.pages, list(_RECORDS).index(f.doc_type or doc_type))))


_SUMS = (
    "total_assets total_liabilities total_equity current_assets net_profit total_profit operating_profit "
    "net_increase_in_cash closing_cash opening_cash"
)
_CORE = frozenset(_SUMS.split())


def is_whole(statement: FinancialStatement) -> bool:
    """Say whether a statement holds one of the sums that every statement of its type ends in."""
    return any(line.name.value in _CORE and line.current.value is not None for line in statement.items)


def titles_on(page: Page) -> list[tuple[str, float]]:
    """Return the statements whose titles stand alone on a line of the page, with the height of each (0 to 1)."""
    rows = loose_rows(page)
    return [(part.doc_type, _y(r)) for r in rows if (part := _title(r.text)) is not None and part.doc_type is not None]


def figure_rows(page: Page) -> int:
    """Return how many lines of the page hold a caption and money."""
    rows = [r.filled() for r in loose_rows(page)]
    return sum(
        len(cells) > 1
        and not _is_figure(cells[0].text)
        and any(_MONEY.search(c.text) and _is_figure(c.text) for c in cells[1:])
        for cells in rows
    )


def _standing(parts: Sequence[_Part]) -> tuple[int, ...]:
    """Return the numbers of the pages on which figures of these parts stand."""
    numbers = set()
    for part in parts:
        if part.doc_type is None:
            continue
        rows = [*part.lines, *(r for page, table in part.tables for r in table_rows(page, table))]
        numbers |= {
            r.page.number for r in rows if r.page.number is not None and any(_MONEY.search(c.text) for c in r.filled())
        }
    return tuple(sorted(numbers))


def read_financials(pages: Sequence[Page], doc_type: str, record: type[FinancialStatement]) -> FinancialStatement:
    """Return the statement of `doc_type` in `pages` as `record`; figures in yuan, blank figures null."""
    parts = _wanted(_parts(pages), doc_type)
    best = max((_read(parts, doc_type, by_lines=way) for way in (False, True)), key=lambda r: (r[1], not r[2]))
    items, _, _, unit, heading = best
    typed = [p for p in parts if p.doc_type is not None]
    # What stands above the title counts last, the nearest line first.
    above = [r for p in parts if p.doc_type is None for r in reversed(p.loose)] if typed else []
    head_rows = [*(r for p in (typed or parts) for r in (*p.loose, *_top_rows(p))), *above]
    start, end = _period(head_rows, doc_type, heading, to_date=bool(_YEAR_TO_DATE.search(heading)))
    return record(
        entity=_entity(head_rows),
        period_start=start,
        period_end=end,
        unit=unit,
        items=tuple(items),
        warnings=() if items else ("未能识别报表项目与金额栏",),
    )


def _top_rows(part: _Part) -> list[GridRow]:
    return [r for page, table in part.tables for r in (table_rows(page, table)[:8])]


def _read(
    parts: Sequence[_Part], doc_type: str, *, by_lines: bool
) -> tuple[list[StatementLine], float, bool, Field[str], str]:
    """Read the parts as tables or as lines; with the count of named figures as the score."""
    blocks: list[_Block] = []
    for part in parts:
        if by_lines:
            pages = {id(r.page): r.page for r in part.lines}
            for page in pages.values():
                own = [r for r in part.lines if r.page is page]
                inner = [r for p, t in part.tables if p is page and not page.is_sheet for r in _inside(p, t)]
                grid = _line_grid(sorted([*own, *inner], key=_y))
                if grid and (block := _blocks(grid, [], blocks[-1] if blocks else None)) is not None:
                    blocks.append(block)
        else:
            for page, table in part.tables:
                above = [r for r in part.loose if r.page is page]
                if (block := _blocks(table_rows(page, table), above, blocks[-1] if blocks else None)) is not None:
                    blocks.append(block)
    unit, factor = _unit([r for p in parts for r in (*p.loose, *_top_rows(p))], blocks)
    lines, heading = _lines(blocks, doc_type, factor)
    score = sum(
        (line.name.value is not None) * (1 + (line.current.value is not None) + (line.prior.value is not None))
        for line in lines
    )
    return lines, float(score), by_lines, unit, heading


def _inside(page: Page, table: Table) -> list[GridRow]:
    if table.box is None:
        return []
    box = table.box
    words = tuple(w for w in page.words if box.contains(*w.box.center))
    return loose_rows(dataclasses.replace(page, words=words))


def _lines(blocks: Sequence[_Block], doc_type: str, factor: int) -> tuple[list[StatementLine], str]:
    drafts: list[tuple[_Item, _Meaning, str, str]] = []
    heading = ""
    for block in blocks:
        meanings = [(side, _columns(block.headings, side)) for side in block.sides]
        for item in _joined(block.items, doc_type):
            place = next((k for k, side in enumerate(block.sides) if set(side) & set(item.figures)), None)
            if place is None:
                place = sum(item.caption.column > side[-1] for side in block.sides[:-1] if side)
            meaning = meanings[place][1] if place < len(meanings) else _Meaning(None, None, 0.0)
            heading = heading or meaning.heading
            drafts.append((item, meaning, unwrap(item.caption.text), ""))
    best: dict[str, tuple[tuple[int, int, int], int]] = {}
    for i, (item, meaning, caption, _) in enumerate(drafts):
        named = line_name(doc_type, caption)
        if named is None:
            continue
        cell = item.figures.get(meaning.current) if meaning.current is not None else None
        rank = (cell is None or _decimal(cell.text) is None, named[1], i)
        if named[0] not in best or rank < best[named[0]][0]:
            best[named[0]] = (rank, i)
    names = {i: name for name, (_, i) in best.items()}
    out = []
    for i, (item, meaning, caption, _) in enumerate(drafts):
        current, prior = (
            _figure(item, meaning.current, meaning.sure, factor),
            _figure(item, meaning.prior, meaning.sure, factor),
        )
        if i not in names and (_opens_part(caption) and current.value is None and prior.value is None):
            continue
        printed = item.page.cell_evidence(item.caption)
        sure = item.caption.confidence
        out.append(
            StatementLine(
                name=Field(names[i], 0.99 * sure, printed) if i in names else Field(),
                caption=Field(caption, 0.99 * sure, printed),
                current=current,
                prior=prior,
            )
        )
    return out, heading


_UNFINISHED = re.compile(r"[的及和或、(（“\"与—-]$|[(（][^)）]*$")
_FOOTER = re.compile(r"法定代表人|单位负责人|会计机构|主管会计|制表|财务负责人|审计|附注为|本报表|此处|后附")


def _opens_part(caption: str) -> bool:
    return bool(
        re.search(r"[:：]\s*$", caption) or _FOOTER.search(caption) or not re.search(r"[\u4e00-\u9fff]{2}", caption)
    )


def _joined(items: Sequence[_Item], doc_type: str) -> list[_Item]:
    """Join captions that wrap over two lines, of which only one carries the figures."""
    out: list[_Item] = []
    for item in items:
        last = out[-1] if out else None
        if (
            last is not None
            and not any(_decimal(c.text) is not None for c in last.figures.values())
            and last.page is item.page
        ):
            text = unwrap(last.caption.text)
            whole = text + unwrap(item.caption.text)
            apart = abs(last.caption.row - item.caption.row) <= 1 or item.caption.box is not None
            if apart and (_UNFINISHED.search(text) or (line_name(doc_type, whole) and not line_name(doc_type, text))):
                out[-1] = _Item(item.page, merge_cells(last.caption, item.caption), item.figures)
                continue
        out.append(item)
    return out


def _figure(item: _Item, column: int | None, sure: float, factor: int) -> Field[Money]:
    cell = item.figures.get(column) if column is not None else None
    value = _decimal(cell.text) if cell is not None else None
    if cell is None or value is None:
        return Field()
    own = _CAPTION_UNIT.search(unwrap(item.caption.text))
    scale = _UNITS[own.group(1)] if own else factor
    fen = int((value * scale * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return Field(Money(fen), sure * cell.confidence, item.page.cell_evidence(cell))


def _decimal(text: str) -> Decimal | None:
    """Return a figure as printed; None for blanks, dashes, percentages and anything else."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("，", ",").lstrip("¥￥")
    plain = re.sub(r"[−–—﹣─]", "-", plain)
    if is_nothing(plain) or "%" in plain:
        return None
    found = re.fullmatch(r"(-?)(\(?)(-?)[¥￥]?(\d[\d,.]*)(\)?)(-?)(?:元)?", plain)
    if found is None or bool(found.group(2)) != bool(found.group(5)):
        return None
    digits = found.group(4)
    parts = re.split(r"[,.]", digits)
    if len(parts) > 1:
        tail = parts[-1]
        grouped = all(len(p) == 3 for p in parts[1:])
        if "." in digits and digits.rfind(".") > digits.rfind(",") and digits.count(".") == 1:
            digits = "".join(parts[:-1]) + "." + tail
        elif grouped and "." not in digits:
            digits = "".join(parts)
        elif len(tail) == 2 and all(len(p) == 3 for p in parts[1:-1]):
            digits = "".join(parts[:-1]) + "." + tail
        elif grouped and digits.count(".") == 1 and len(parts) == 2:
            digits = parts[0] + "." + parts[1]
        else:
            return None
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    negative = bool(found.group(1) or found.group(2) or found.group(3) or found.group(6))
    return -value if negative else value


def _unit(rows: Sequence[GridRow], blocks: Sequence[_Block]) -> tuple[Field[str], int]:
    for pattern in (_UNIT, _UNIT_BARE):
        for row in rows:
            text = unicodedata.normalize("NFKC", row.text)
            found = pattern.search(re.sub(r"\s+", "", text)) or pattern.search(text)
            if found is None:
                continue
            unit = next(g for g in found.groups() if g)
            cell = next((c for c in row.filled() if unit in c.text), row.filled()[0])
            return Field(unit, 0.98 * cell.confidence, row.page.cell_evidence(cell)), _UNITS[unit]
    for item in (i for b in blocks for i in b.items):
        inside = _CAPTION_UNIT.search(unwrap(item.caption.text))
        if inside is not None:
            return Field(inside.group(1), 0.95, item.page.cell_evidence(item.caption)), _UNITS[inside.group(1)]
    return Field(), 1


_ENTITY = re.compile(
    r"(?:编制单位|编报单位|填报单位|单位名称|公司名称|企业名称|报表单位|核算单位|会计主体)\s*(?:[(（][^)）]*[)）])?\s*[:：]?\s*(\S.*)?"
)
_FIRM = re.compile(
    r"[\u4e00-\u9fff（）()·A-Za-z\d]{2,40}?(?:有限公司|有限责任公司|股份公司|集团公司|合作社|事务所|总厂|合伙企业(?:[（(]有限合伙[）)])?)"
)


def _entity(rows: Sequence[GridRow]) -> Field[str]:
    for row in rows:
        cells = row.filled()
        for i, cell in enumerate(cells):
            found = _ENTITY.match(unicodedata.normalize("NFKC", cell.text).strip())
            if found is None:
                continue
            name = (found.group(1) or "").strip()
            source = cell
            if not name and i + 1 < len(cells):
                name, source = cells[i + 1].text.strip(), cells[i + 1]
            name = re.split(r"\s{2,}|\s+(?=\d{4}\s*年|单位|金额|会)|(?=\d{4}年)|(?=(?:金额)?单位[:：])", name)[0].strip(
                "_ ：:　"
            )
            if len(name) >= 2 and not re.match(r"\d|单位|金额", name):
                return Field(
                    name.replace("(", "（").replace(")", "）") if "（" in cell.text else name,
                    0.97 * source.confidence,
                    row.page.cell_evidence(source),
                )
    for row in rows[:60]:
        found = _FIRM.match(re.sub(r"\s+", "", row.text))
        if found is not None and len(row.text) < 60 and "会计师" not in row.text:
            cell = row.filled()[0]
            return Field(found.group(), 0.85 * cell.confidence, row.page.cell_evidence(cell))
    return Field()


_DAY = re.compile(r"((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_SPAN = re.compile(
    r"(?:19|20)\d{2}\s*年?\s*(?:\d{1,2}\s*月?\s*[-—–~至到]+\s*\d{1,2}\s*月|第?\s*[一二三四1-4]\s*季度?|[上下]半年度?|年度|度|三季报|半年报|年报|一季报)"
)
_MONTH = re.compile(r"((?:19|20)\d{2})\s*[年.-]\s*(\d{1,2})\s*月(?!\s*\d)")


def _period(
    rows: Sequence[GridRow], doc_type: str, heading: str, *, to_date: bool
) -> tuple[Field[dt.date], Field[dt.date]]:
    """Return first and last day of the statement; a balance sheet has only a last day."""
    flow = doc_type != "balance_sheet"
    short = [
        r
        for r in rows
        if len(re.sub(r"\s", "", r.text)) <= 70
        and not any(_decimal(c.text) is not None and "," in c.text for c in r.filled())
    ]
    for row, report in (*((r, False) for r in short), *((r, True) for r in short)):
        found = _period_in(row.text, flow=flow, to_date=to_date, report=report)
        if found is not None:
            cell = next((c for c in row.filled() if re.search(r"(?:19|20)\d\d", c.text)), row.filled()[0])
            place = row.page.cell_evidence(cell)
            start = Field(found[0], 0.95 * cell.confidence, place) if found[0] is not None and flow else Field()
            return start, Field(found[1], 0.95 * cell.confidence, place)
    when = _when(heading)
    if when and rows:
        end = month_end(when // 100, min(12, max(1, when % 100)))
        row = next((r for r in rows if heading[:4] in r.text.replace(" ", "")), rows[0])
        named = next((c for c in row.filled() if heading[:4] in c.text), row.filled()[0] if row.filled() else None)
        if named is not None:
            return Field(), Field(end, 0.8, row.page.cell_evidence(named))
    return Field(), Field()


_OTHER_DAY = re.compile(r"期初|期末|上年|本期|年初|年末|打印|批准|报送|填表|公告|于|董事会|[，。；]")


def _period_in(text: str, *, flow: bool, to_date: bool, report: bool) -> tuple[dt.date | None, dt.date] | None:
    """Return the period a line prints; the title of a whole report (`report`) counts only where nothing else does."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if report:
        whole = re.search(r"((?:19|20)\d\d年(?:第?[一二三四1-4]季度|半年度|年度|度))报告", plain)
        period = parse_period(re.sub(r"年半年度", "年上半年", whole.group(1))) if whole is not None else None
        return None if period is None else (dt.date(period[1].year, 1, 1), period[1])
    if "报告" in plain or (_OTHER_DAY.search(plain) and not re.search("编制单位|报表|单位[:：]", plain)):
        return None
    days = [_date(*m.groups()) for m in _DAY.finditer(plain)]
    known = [d for d in days if d is not None]
    if len(known) == 2 and known[0] < known[1] and re.search(r"[-—–~至到]", plain):
        return known[0], known[1]
    span = _SPAN.search(plain)
    if span is not None:
        body = span.group().replace("—", "-").replace("–", "-").replace("~", "-").replace("至", "-").replace("到", "-")
        body = re.sub(r"三季报", "第三季度", body)
        period = parse_period(body) or parse_period(
            body.replace("度", "年度") if body.endswith("度") and "季" not in body and "年" not in body else body
        )
        if period is not None:
            return (dt.date(period[1].year, 1, 1) if to_date else period[0]), period[1]
    if len(known) == 1:
        return None, known[0]
    month = _MONTH.search(plain)
    if month is not None and 1 <= int(month.group(2)) <= 12:
        year, number = int(month.group(1)), int(month.group(2))
        start = dt.date(year, 1, 1) if to_date else dt.date(year, number, 1)
        return (start if flow else None), month_end(year, number)
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
