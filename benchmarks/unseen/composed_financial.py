"""Composes balance sheets, income and cash flow statements from sides that are drawn by themselves.

One list or two halves beside or below each other, columns in any order with numbers, notes, English names, changes and
the company beside its group, units told in the head, the title, the headings or in prose, figures with brackets or
signs, rules of five kinds. `composed-financial-mend-…` may be looked at; `composed-financial-count-…` mostly take the
fifth of the words that is kept back from mending.

    python benchmarks/understanding.py --papers composed-financial-count --count 40 --seed 7301
"""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import composed_financial_words as w
from . import financials
from .composed_financial_page import Column, fitted, table
from .composed_voice import Voice
from .drawing import Sheet
from .made import Made, Paper
from .values import bare, truth

_OWN = {"_rest": "rest_current", "_noncurrent": "fixed_total", "_both": "both", "_in": "in", "_out": "out"}
_ASSETS = frozenset(("notes_receivable", "prepayments"))
_LOANS = {"short_term_loans": "current_liabilities", "long_term_loans": ""}


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: what it is called, in English too, and its figures (hundredths of the unit) by column."""

    name: str | None
    caption: str
    english: str
    figures: dict[str, int | None]


class Look:
    """How figures, units and days of one paper are written."""

    def __init__(self, v: Voice, *, flow: bool) -> None:
        c = v.chance
        self.flow = flow
        self.unit = c.choice(("元", "元", "元", "万元", "千元", "万元", None))
        self.whole = self.unit == "千元" or (self.unit == "万元" and c.random() < 0.4)
        yuan = int(10 ** c.uniform(6.3, 9.3))
        self.size = yuan * 100 // {"千元": 1000, "万元": 10_000}.get(self.unit or "", 1)
        if self.whole:
            self.size = max(self.size, 400_000)
        self.minus = c.choice(("-{}", "-{}", "({})", "（{}）", "－{}"))
        self.blank = c.choice(("", "", "-", "—", "0", "--"))
        self.comma = c.random() < 0.85
        self.told = c.choice(("right", "right", "title", "heading", "prose", "row")) if self.unit else "nowhere"
        year = c.choice((2022, 2023, 2024, 2025))
        if flow:
            last = c.choice((12, 12, 3, 6, 9))
            self.start, self.end = dt.date(year, 1, 1), _month_end(year, last)
        else:
            self.start, self.end = dt.date(year, 1, 1), _month_end(year, c.choice((12, 12, 3, 6, 9, 10)))

    def figure(self, value: int | None) -> str:
        """Write a figure; a zero as the paper writes nothing."""
        if not value:
            return "" if value is None else ("0" if self.whole else "0.00") if self.blank == "0" else self.blank
        size = abs(value)
        text = f"{size // 100:,}" if self.whole else f"{size // 100:,}.{size % 100:02d}"
        text = text if self.comma else text.replace(",", "")
        return self.minus.format(text) if value < 0 else text

    def true(self, value: int | None) -> str | None:
        """Return what the truth has for a figure."""
        if not value:
            return "0.00" if value is not None and self.blank == "0" else None
        return bare(value)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)


def _period(c: random.Random, kind: str, day: Look) -> dict[str, int]:
    """Invent the figures of one period."""
    size, scale = (day.size // 100, 100) if day.whole else (day.size, 1)
    make = {"income": financials.income, "flows": financials.flows, "balance": financials.balance}[kind]
    f = make(c, size)
    if kind == "flows":
        spare = max(0, size // 5 - f["closing_cash"])
        f["opening_cash"], f["closing_cash"] = f["opening_cash"] + spare, f["closing_cash"] + spare
    if kind == "balance":
        f["long_debt"] = f["long_term_loans"]
    return {name: value * scale for name, value in f.items()}


def _without(f: dict[str, int], name: str) -> None:
    """Take a leaf out of a balance sheet and its sums."""
    value, f[name] = f[name], 0
    if name in _ASSETS:
        for total in ("current_assets", "total_assets", "both", "total_equity", "retained_earnings"):
            f[total] -= value
    else:
        for total in filter(None, (_LOANS[name], "total_liabilities", "long_debt" if "long" in name else "")):
            f[total] -= value
        for total in ("total_equity", "retained_earnings"):
            f[total] += value


def _figure(f: dict[str, int], name: str, kind: str) -> int:
    known = {"_noncurrent_debt": "long_debt", **_OWN}
    key = known.get(name, name if name in f else name[1:])
    if kind == "balance" and name == "_trading":
        return 0
    return f[key]


def _rows(v: Voice, lines: Sequence[w.Line], periods: dict[str, dict[str, int]], kind: str) -> list[Row]:
    """Fill the lines with words and figures; lines of our own are sometimes left out."""
    made: list[Row] = []
    plain = v.chance.random() < 0.4
    for name, captions, english in lines:
        caption = v.pick(captions) if not plain or name is None else captions.split()[0]
        if name in ("_gross", "_depreciation") and plain:
            continue
        filled: dict[str, int | None] = {} if name is None else {p: _figure(f, name, kind) for p, f in periods.items()}
        made.append(Row(name, caption, english, filled))
    return made


def _columns(v: Voice, look: Look, kind: str, *, across: bool, group: bool) -> list[Column]:
    """Choose the columns of one list."""
    c = v.chance
    now, then = _headings(v, look, kind)
    unit = f"（{look.unit}）" if look.told == "heading" else ""
    wide = 72.0 if across else 92.0
    order = [("now", now), ("before", then)]
    if c.random() < 0.3:
        order.reverse()
    if group:
        whose = [("", v.pick(w.GROUP)), ("alone_", v.pick(w.ALONE))]
        first_by_day = c.random() < 0.5
        pairs = [(d, g) for d in order for g in whose] if first_by_day else [(d, g) for g in whose for d in order]
        tiers = c.random() < 0.5
        amounts = []
        for (what, head), (side, owner) in pairs:
            heads = (head, owner) if first_by_day else (owner, head)
            amounts.append(Column(f"{side}{what}", heads if tiers else (f"{head}{owner}",), 74))
    elif kind == "income" and c.random() < 0.2:
        pairs = [("month", v.pick(w.MONTH)), ("now", v.pick(w.TO_DATE))]
        c.shuffle(pairs)
        amounts = [Column(what, (f"{head}{unit}",), wide) for what, head in pairs]
    else:
        amounts = [Column(what, (f"{head}{unit}",), wide) for what, head in order]
        if c.random() < 0.15 and not across:
            amounts.append(Column("change", (v.pick(w.CHANGE),), 80))
        if c.random() < 0.15 and not across:
            amounts.append(Column("share", (v.pick(w.SHARE),), 50))
    columns = [Column("caption", (), 130 if across else 190, "l")]
    narrow = 0 if group else c.random()
    if narrow < 0.35 and not group:
        at = 1 if c.random() < 0.7 else 0
        columns.insert(at, Column("number", (v.pick(w.NUMBER),), 32, "c"))
    elif narrow < 0.6 or (group and c.random() < 0.6):
        columns.append(Column("note", (v.pick(w.NOTE),), 46, "c"))
    if not across and not group and c.random() < 0.12:
        columns.insert(len(columns), Column("english", ("Item",), 120, "l"))
    return [*columns, *amounts]


def _headings(v: Voice, look: Look, kind: str) -> tuple[str, str]:
    c, end = v.chance, look.end
    way = c.random()
    if kind == "balance":
        before = dt.date(end.year - 1, 12, 31)
        if way < 0.3:
            form = c.choice(("{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0:%Y.%m.%d}", "{0:%Y/%m/%d}"))
            return form.format(end), form.format(before)
        if way < 0.4 and end.month == 12:
            return f"{end.year}年末", f"{before.year}年末"
        return v.pick(w.END), v.pick(w.BEGIN)
    if way < 0.3 and end.month == 12:
        tail = c.choice(("年度", "年", "年度金额"))
        return f"{end.year}{tail}", f"{end.year - 1}{tail}"
    if way < 0.3:
        return f"{end.year}年1-{end.month}月", f"{end.year - 1}年1-{end.month}月"
    return v.pick(w.NOW), v.pick(w.THEN)


def _cell(row: Row, column: Column, look: Look, numbers: tuple[int, int], style: str) -> str:
    """Return what stands in a cell; `numbers` are those of the line and of its note."""
    if column.what == "caption":
        return f"{row.caption}\n{row.english}" if style == "both" else row.caption
    if column.what == "english":
        return row.english
    if row.name is None:
        return ""
    if column.what == "number":
        return str(numbers[0])
    if column.what == "note":
        sums = ("合计", "总", "小计", "共计", "额")
        return "" if any(s in row.caption for s in sums) else _note(style, numbers[1])
    now, before = row.figures["now"], row.figures["before"]
    if column.what == "month":
        return look.figure((now or 0) // 700 * 100)
    if column.what == "change":
        return look.figure((now or 0) - (before or 0))
    if column.what == "share":
        return f"{100 * ((now or 0) - (before or 0)) / before:.2f}%" if before else ""
    return look.figure(row.figures[column.what])


def _note(style: str, note: int) -> str:
    """Write the number of a note."""
    return {"five": f"五、{note}", "bracket": f"五({note})", "seven": f"七.{note}"}.get(style, str(note))


def _title(v: Voice, kind: str) -> str:
    if kind == "income" and v.chance.random() < 0.2:
        return "损益表"
    return {"balance": "资产负债表", "income": "利润表", "flows": "现金流量表"}[kind]


def _when(c: random.Random, look: Look) -> str:
    """Write for which day or months a statement is."""
    end = look.end
    if not look.flow:
        day = c.choice(("{0.year}年{0.month}月{0.day}日", "{0.year} 年 {0.month:02d} 月 {0.day:02d} 日")).format(end)
        return c.choice(("{}", "截至{}", "{}", "日期：{}")).format(day)
    if end.month == 12:
        return c.choice((f"{end.year}年度", f"{end.year} 年度", f"{end.year}年1-12月"))
    return c.choice((f"{end.year}年1-{end.month}月", f"{end.year}年1月至{end.month}月"))


_UNITS = ("单位：{}", "单位:{}", "金额单位：{}", "货币单位：{}", "单位：人民币{}", "金额单位：人民币{}")
_PROSE = (
    "（除特别注明外，金额单位均为人民币{}）",
    "（除另有说明外，金额以人民币{}列示）",
    "（本表金额均以人民币{}表示）",
    "（以下金额单位为人民币{}）",
)


def _head(v: Voice, page: Sheet, look: Look, title: str, entity: str) -> float:
    """Draw the title, whose it is, for when, in which unit; return where the table begins."""
    c, middle, right = v.chance, page.width / 2, page.width - 40
    title += f"（{look.unit}）" if look.told == "title" else ""
    above, y = c.random() < 0.3, 44.0
    if above:
        page.text(middle, y, entity, size=13, bold=True, align="c")
        y += 22
    page.text(middle, y, " ".join(title) if c.random() < 0.15 else title, size=16, bold=True, align="c")
    y += 20
    page.text(right, y, c.choice(("会企01表", "会小企01表", "")), align="r", size=8)
    beside = not above and c.random() < 0.5
    page.text(middle + 20 * beside, y + 15 * beside, _when(c, look), align="c")
    if not above:
        page.text(40, y + 15, f"{v.pick(w.WHOSE)}：{entity}")
    unit = {"right": c.choice(_UNITS).format(look.unit), "row": f"人民币{look.unit}"}.get(look.told, "")
    page.text(right, y + 15, unit, align="r")
    y += 22
    if look.told == "prose":
        page.text(40, y + 10, c.choice(_PROSE).format(look.unit))
        y += 16
    return y


def _periods(v: Voice, kind: str, look: Look, *, group: bool) -> dict[str, dict[str, int]]:
    """Invent the figures of both periods, of the company by itself too for a `group`."""
    periods = {name: _period(v.chance, kind, look) for name in ("now", "before", *(_ALONE if group else ()))}
    for now, before in (("now", "before"), _ALONE):
        if kind == "flows" and now in periods:
            shift = periods[now]["opening_cash"] - periods[before]["closing_cash"]
            for name in ("opening_cash", "closing_cash"):
                periods[before][name] += shift
    if kind == "balance":
        for name in v.chance.sample(("notes_receivable", "prepayments", "short_term_loans", "long_term_loans"), 2):
            for f in v.chance.choice((list(periods.values()), list(periods.values())[:1])):
                _without(f, name)
    return periods


_ALONE = ("alone_now", "alone_before")


def _body(rows: Sequence[Row], columns: Sequence[Column], look: Look, first: int, style: str) -> list[list[str]]:
    """Return the cells of the rows, lines numbered from `first`."""
    count = 0
    body = []
    for row in rows:
        count += row.name is not None
        body.append([_cell(row, k, look, (first + count, count), style) for k in columns])
    return body


def _ordinals(rows: list[Row]) -> list[Row]:
    """Return rows whose parts are numbered."""
    made, count = [], 0
    for row in rows:
        if (row.name is None or row.name in _MAJOR) and "：" not in row.caption[:3]:
            row = Row(row.name, f"{'一二三四五六七八'[count]}、{row.caption}", row.english, row.figures)  # noqa: PLW2901
            count += 1
        made.append(row)
    return made


def _drawn(page: Sheet, y: float, lists: list[tuple[list[Column], list[list[str]]]], rules: str) -> float:
    """Draw lists below each other, on a broad page beside each other; return where they end."""
    if page.width < page.height:
        for columns, body in lists:
            y = table(page, (38, y), fitted(columns, page.width - 76), body, rules) + 16
        return y
    (left, one), (right, other) = lists
    for columns, body, missing in ((left, one, len(other) - len(one)), (right, other, len(one) - len(other))):
        body[-1:-1] = [[""] * len(columns)] * max(0, missing)
    both = [a + b for a, b in zip(one, other, strict=True)]
    return table(page, (30, y), fitted([*left, *right], page.width - 60), both, rules)


def statement(v: Voice, kind: str, shape: str) -> Made:
    """Draw a statement: `shape` is list, sides (halves beside each other), below (halves below each other) or group."""
    c, group, across = v.chance, shape == "group", shape == "sides"
    look, entity = Look(v, flow=kind != "balance"), v.two()[0]
    if group and look.told == "heading":
        look.told = "right"
    periods = _periods(v, kind, look, group=group)
    size = (842, 595) if across else (595, 842)
    page = Sheet(7.6 if across else c.choice((8.0, 8.6)), c.choice(("sans", "serif")), size)
    y = _head(v, page, look, f"{c.choice(('', '合并')) if group else ''}{_title(v, kind)}", entity)
    style = c.choice(("plain", "plain", "plain" if across else "both", "five", "bracket", "seven"))
    parts = {"balance": (w.ASSETS, w.DEBTS), "income": (w.INCOME,), "flows": (w.FLOWS,)}[kind]
    parts = parts if shape in ("sides", "below") else (tuple(line for part in parts for line in part),)
    halves = [_rows(v, part, periods, kind) for part in parts]
    if kind != "balance" and c.random() < 0.5:
        halves = [_ordinals(rows) for rows in halves]
    items = [v.pick(w.ITEM)] if len(halves) == 1 else [v.pick(w.LEFT_ITEM), v.pick(w.RIGHT_ITEM)]
    columns = _columns(v, look, kind, across=across, group=group)
    lists, first = [], 0
    for rows, item in zip(halves, items, strict=True):
        heads = [Column(k.what, k.heads or (item.replace("_", "　"),), k.wide, k.align) for k in columns]
        lists.append((heads, _body(rows, heads, look, first, style)))
        first += sum(row.name is not None for row in rows)
    y = _drawn(page, y, lists, c.choice(("all", "all", "rows", "three", "columns", "none")))
    signed = (
        v.pick("单位负责人 法定代表人 负责人"),
        v.pick("财务负责人 会计主管 主管会计"),
        v.pick("制表人 制表 复核"),
    )
    page.text(40, min(y + 14, page.height - 14), "　　　".join(f"{who}：{v.names.person(c)}" for who in signed))
    accept: dict[str, list[Any]] = {}
    if style == "both" or any(k.what == "english" for k in columns):
        accept["items[].caption"] = ["any"]
    if look.unit is None:
        accept["unit"] = [None, "元"]
    if any(k.what == "month" for k in columns):
        accept |= {"items[].prior": ["any"], "period_start": ["any"]}
    return Made(page.data(), ".pdf", truth(_TYPES[kind], _true(halves, look, entity, flow=kind != "balance"), accept))


_TYPES = {"balance": "balance_sheet", "income": "income_statement", "flows": "cash_flow_statement"}


def _true(halves: Sequence[Sequence[Row]], look: Look, entity: str, *, flow: bool) -> dict[str, Any]:
    items = [
        {
            "name": r.name,
            "caption": r.caption,
            "current": look.true(r.figures["now"]),
            "prior": look.true(r.figures["before"]),
        }
        for rows in halves
        for r in rows
        if r.name is not None and not r.name.startswith("_")
    ]
    days = {"period_start": look.start.isoformat()} if flow else {}
    return {"entity": entity, "period_end": look.end.isoformat(), "unit": look.unit, "items": items, **days}


_MAJOR = frozenset(
    ("revenue", "operating_profit", "total_profit", "net_profit", "net_increase_in_cash", "closing_cash")
)


def _composed(kind: str, shape: str, counted: bool, chance: random.Random) -> Made:
    return statement(Voice(chance, counted=counted), kind, shape)


_SHAPES = (
    *(("balance", shape) for shape in ("list", "sides", "below", "group")),
    *((kind, shape) for kind in ("income", "flows") for shape in ("list", "group")),
)
PAPERS = tuple(
    Paper(f"composed-financial-{use}-{kind}-{shape}", "dev", functools.partial(_composed, kind, shape, use == "count"))
    for use in ("mend", "count")
    for kind, shape in _SHAPES
)
