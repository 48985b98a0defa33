"""The caption column and the figure columns of a statement, with what each figure column is for."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page
from docaudit.understanding.grids import GridRow, merge_cells
from docaudit.understanding.statements.figures import is_nothing

MONEY = re.compile(r"\d[\d,]*\.\d\d|\d,\d{3}")
_FIGURE = re.compile(r"[-+(]?[¥￥]?\s?\d[\d,，. ]*\)?-?%?")
_SKIP = re.compile(
    r"行次|行号|附注|注释|序号|^注$|note|增减|增长|变动(?!后)|比率|比例|%|同比|环比|差异|预算|本月|当月|母公司|^公司$|^行$|权重",
    re.IGNORECASE,
)
_PRIOR = re.compile(r"年初|期初|上年|上期|去年|上一?年度|上年同期|比较期|前期|previous|prior|beginning", re.IGNORECASE)
YEAR_TO_DATE = re.compile(r"本年累计|年累计|累计(?:金额|数|发生额)?|本年(?:金额|数|实际|发生)", re.IGNORECASE)
_CURRENT = re.compile(r"期末|年末|本期|本年|本报告期|当期|当年|报告期末?|current|ending", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:附?注释?)?[一二三四五六七八九十]{1,3}[、.]?\(?\d{1,3}\)?|\([一二三四五六七八九十]{1,3}\)\d{0,3}|附?注释?\d{1,3}"
)
"""Which note explains a line (五(1), 七、1, (五)2, 注释3); it stands between caption and figures."""
_YEAR = re.compile(r"((?:19|20)\d{2})\s*[年./-]?\s*(?:(\d{1,2})\s*[-—–至~]?\s*(\d{1,2})?\s*月?)?")
_QUARTER = {"一季": 3, "中": 6, "半年": 6, "二季": 6, "三季": 9, "四季": 12, "年报": 12, "年度": 12}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the columns of one side mean, as places in the row; `sure` is lower where no heading said so."""

    current: int | None
    prior: int | None
    sure: float
    heading: str = ""


def columns_of(headings: dict[int, str], figures: Sequence[int]) -> Meaning:
    """Choose the current and the prior column of one side by the words, else the dates, else the legal order."""
    kept = [c for c in figures if not _SKIP.search(headings.get(c, ""))]
    if any("合并" in headings.get(c, "") for c in kept):
        kept = [c for c in kept if "合并" in headings.get(c, "")]
    prior = [c for c in kept if _PRIOR.search(headings.get(c, ""))]
    rest = [c for c in kept if c not in prior]
    to_date = [c for c in rest if YEAR_TO_DATE.search(headings.get(c, ""))]
    current = to_date or [c for c in rest if _CURRENT.search(headings.get(c, ""))]
    if to_date and len(prior) > 1:
        prior = [c for c in prior if "累计" in headings.get(c, "")] or prior
    if current or prior:
        found = current[0] if current else next((c for c in rest), None)
        return Meaning(found, prior[0] if prior else None, 0.99, headings.get(found, "") if found is not None else "")
    dated = sorted(
        ((month_of(headings.get(c, "")), c) for c in kept if month_of(headings.get(c, ""))), key=lambda d: (-d[0], d[1])
    )
    if dated:
        return Meaning(dated[0][1], dated[1][1] if len(dated) > 1 else None, 0.97, headings.get(dated[0][1], ""))
    bare = [c for c in kept if not headings.get(c, "").strip() or re.search("金额|余额|数", headings.get(c, ""))]
    if len(bare) == 1:
        return Meaning(bare[0], None, 0.8)
    if len(bare) == 2:
        return Meaning(bare[0], bare[1], 0.7)
    return Meaning(None, None, 0.0)


def month_of(heading: str) -> int:
    """Return year and month of a column heading as one number, 0 where it has none."""
    text = unicodedata.normalize("NFKC", heading)
    found = _YEAR.search(text)
    if found is None:
        return 0
    month = found.group(3) or found.group(2)
    if month is None:
        month = next((str(m) for word, m in _QUARTER.items() if word in text), "12")
    return int(found.group(1)) * 100 + int(month)


@dataclass(slots=True)
class Item:
    """One printed line: its caption and its figures by column."""

    page: Page
    caption: Cell
    figures: dict[int, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """The rows of one table (or of the lines of one page): items of the left and the right side, headings by column."""

    items: list[Item]
    headings: dict[int, str]
    sides: list[list[int]]


def is_figure(text: str) -> bool:
    """Say whether a cell holds a figure or the dash of an empty one."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_FIGURE.fullmatch(plain)) or (is_nothing(plain) and plain != "")


def block_of(rows: Sequence[GridRow], loose: Sequence[GridRow], inherited: Block | None) -> Block | None:
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
        if text[i] > max(1, number[i]) and _heads_captions(headings.get(i, "")) and _wordy(rows, i)
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
    headings = _inherit(headings, sides, inherited) or _headings_above(loose[-3:], rows, width)
    items: list[Item] = []
    for start, stop in zip(merged, ends, strict=True):
        for row in rows[first:]:
            parts = [c for c in row.cells[start:stop] if c is not None and c.text.strip() and c.column in captions]
            parts = parts or [c for c in row.cells[start : start + 1] if c is not None and c.text.strip()]
            if not parts:
                continue
            figures = {
                c: cell for c in range(start + 1, stop) if c not in captions and (cell := row.cells[c]) is not None
            }
            items.append(Item(row.page, parts[-1], figures))
    return Block(items, headings, sides)


def _heads_captions(heading: str) -> bool:
    """Say whether captions can stand under a heading; 项目 may have the heading of the notes beside it glued to it."""
    return not _SKIP.search(heading) or re.search(r"项目|资产|负债|科目", heading) is not None


def _inherit(headings: dict[int, str], sides: list[list[int]], inherited: Block | None) -> dict[int, str]:
    """Return the headings, those of the page before where this page prints none and has as many columns."""
    if inherited is None or (headings and any(columns_of(headings, s).current is not None for s in sides)):
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
                (number if is_figure(cell.text) else text)[i] += 1
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
    return bool(shown) and not is_figure(shown[0]) and any(is_figure(t) and MONEY.search(t) for t in shown[1:])


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


def _headings_above(loose: Sequence[GridRow], rows: Sequence[GridRow], width: int) -> dict[int, str]:
    """Return what the lines above a table print over its columns, where the table itself begins below its headings."""
    spans: dict[int, Box] = {}
    for i in range(width):
        boxes = [c.box for r in rows if i < len(r.cells) and (c := r.cells[i]) is not None and c.box is not None]
        if boxes:
            spans[i] = Box.union(boxes)
    found: dict[int, str] = {}
    for row in loose if spans else ():
        shown = [c for c in row.filled() if c.box is not None]
        if len(shown) < 2:
            continue
        for cell in shown:
            x0, x1 = (cell.box.x0, cell.box.x1) if cell.box is not None else (0.0, 0.0)
            i = max(spans, key=lambda k: min(x1, spans[k].x1) - max(x0, spans[k].x0))
            found[i] = found.get(i, "") + re.sub(r"\s+", "", cell.text)
    return found


def line_grid(lines: Sequence[GridRow]) -> list[GridRow]:
    """Bind the lines of an unruled statement to columns: figures by the places they share, captions between them."""
    spans: list[list[float]] = []
    for row in lines:
        # Line numbers (行次) make a column of their own, but only beside money: dates above the table are no columns.
        shown = [c for c in row.filled() if c.box is not None and is_figure(c.text) and re.search(r"\d", c.text)]
        if any(MONEY.search(c.text) for c in shown):
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
        if any(is_figure(x.text) for x in r.filled())
        for c in r.filled()
        if c.box is not None and not is_figure(c.text) and len(c.text) > 1
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
        if box is None or _NOTE.fullmatch(unicodedata.normalize("NFKC", cell.text).strip()):
            continue
        figure = is_figure(cell.text)
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
