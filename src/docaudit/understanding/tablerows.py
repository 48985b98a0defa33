"""Reads the rows under a heading line, from ruled tables or from where the words stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from docaudit.records.evidence import Box, Field
from docaudit.understanding.fields import chunks
from docaudit.understanding.kinds import Kind
from docaudit.understanding.paper import Grid, Paper
from docaudit.understanding.text import union

Columns = Mapping[str, tuple[str, Kind[Any]]]
"""By name: what the heading of the column says, and what its cells hold."""

Found = dict[str, Field[Any]]

_END = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}(?:合计|总计|小计)|备注|大写|人民币|制表|审核|金额合计|累计|说明|注[:：]|借款人|签字|盖章|经办)"
)


_NAMED = re.compile(r"\s*[\u4e00-\u9fff]{2,6}[:：]")
"""A label with its value: where a line has nothing else, it stands below the table."""


def headed_rows(paper: Paper, columns: Columns, *, needed: Sequence[str]) -> list[Found]:
    """Return the rows of the tables whose heading has all `needed` columns; totals and empty rows are left out.

    A table that goes on at the top of the next page without its heading is read by the heading before.
    """
    out: list[Found] = []
    open_table: _Heading | None = None
    before: Grid | None = None
    for grid in paper.grids:
        goes_on = before is not None and grid.page == before.page + 1 and _width(grid) == _width(before)
        found, open_table = _grid_rows(paper, grid, columns, needed, open_table if goes_on else None)
        out += found
        before = grid
    return out or _text_rows(paper, columns, needed)


class _Heading(NamedTuple):
    """Which column of a table holds what, and the words over each."""

    places: dict[str, int]
    titles: dict[str, str]


def _width(grid: Grid) -> int:
    return max((len(row) for row in grid.spans), default=0)


def _match(texts: Sequence[tuple[int, str]], columns: Columns) -> dict[str, int]:
    """Return column name → place for a heading line; each place serves one name."""
    found: dict[str, int] = {}
    for name, (pattern, _) in columns.items():
        for place, text in texts:
            bare = re.sub(r"\s", "", text)
            if place not in found.values() and len(bare) <= 20 and re.search(pattern, re.sub(r"\([^)]*\)$", "", bare)):
                found[name] = place
                break
    return found


_OTHER = re.compile(r"#\d$")
"""Marks a further column under whose heading the values of a name may stand."""


def _with_others(texts: Sequence[tuple[int, str]], tried: dict[str, int], columns: Columns) -> dict[str, int]:
    """Return the columns of a heading with those that further words of it name: 支付对象 (over 1, 2, 3) | 户名."""
    places = dict(tried)
    for name in tried:
        pattern, kind = columns[name]
        rest = [(p, t) for p, t in texts if p not in places.values()]
        number = 1
        while again := _match(rest, {name: (pattern, kind)}):
            places[f"{name}#{number}"] = again[name]
            rest, number = [(p, t) for p, t in rest if p != again[name]], number + 1
    return places


def _settled(rows: Sequence[Found], columns: Columns) -> list[Found]:
    """Return the rows by the names of `columns`; where a name's first column holds no value at all, by its next one."""
    chosen: dict[str, str] = {}
    for name in columns:
        keys = [name, *sorted({k for row in rows for k in row if _OTHER.sub("", k) == name and k != name})]
        chosen[name] = next((k for k in keys if any(k in r and r[k].value is not None for r in rows)), name)
    return [{name: row.get(key, Field()) for name, key in chosen.items()} for row in rows]


def _grid_rows(
    paper: Paper, grid: Grid, columns: Columns, needed: Sequence[str], head: _Heading | None
) -> tuple[list[Found], _Heading | None]:
    """Return the rows of a table, and its heading if no total ended it; `head` is that of the table it continues."""
    chars = paper.cells.chars
    out: list[Found] = []
    for index, row in enumerate(grid.spans):
        texts = [(c, chars[s[0] : s[1]]) for c, s in enumerate(row) if s is not None]
        tried = _match(texts, columns)
        if all(n in tried for n in needed) and len(tried) >= 2:
            if not out:
                places = _with_others(texts, tried, columns)
                head = _Heading(places, {n: dict(texts)[c] for n, c in places.items()})
                _add_product(head, [[_shown(chars, s) for s in r] for r in grid.spans[index + 1 :]], columns)
            continue
        if head is None:
            continue
        first = next((re.sub(r"\s", "", t) for _, t in texts if t.strip()), "")
        if _END.match(first):
            return _settled(out, columns), None
        values: Found = {}
        for name, place in head.places.items():
            span = row[place] if place < len(row) else None
            kind = columns[_OTHER.sub("", name)][1]
            values[name] = _value(paper, kind, span, head.titles[name]) if span else Field()
        if any(values[n].value is not None for n in needed):
            out.append(values)
    return _settled(out, columns), head


def _shown(chars: str, span: tuple[int, int] | None) -> str:
    return chars[span[0] : span[1]] if span is not None else ""


_PRODUCT = ("quantity", "unit_price", "amount")


def _add_product(head: _Heading, rows: Sequence[Sequence[str]], columns: Columns) -> None:
    """Add the column of amounts that no heading told: the only one where every row's quantity × price stands."""
    quantity, price = (head.places.get(name) for name in _PRODUCT[:2])
    if quantity is None or price is None or "amount" not in columns or "amount" in head.places:
        return
    figures = [[_figure(text) for text in row] for row in rows]
    priced = [row for row in figures if max(quantity, price) < len(row) and row[quantity] and row[price]]
    taken = set(head.places.values())
    places = [
        c
        for c in range(min(map(len, priced), default=0))
        if c not in taken and not any(_product_fails(range(len(r)), r, head.places | {"amount": c}) for r in priced)
    ]
    if len(places) == 1:
        head.places["amount"], head.titles["amount"] = places[0], ""


def _value(paper: Paper, kind: Kind[Any], span: tuple[int, int], heading: str, *, view: Any = None) -> Field[Any]:
    text = view or paper.cells
    found = kind.find(text.chars[span[0] : span[1]])
    if not found:
        return Field()
    value = found[0]
    if kind.name in ("money", "figures") and "万" in heading and "万" not in text.chars[span[0] : span[1]]:
        value = value.times(Decimal(10_000))
    return text.field(value, span[0] + found[1], span[0] + found[2], 0.95)


def _text_rows(paper: Paper, columns: Columns, needed: Sequence[str]) -> list[Found]:
    """Assign the pieces of the lines under a heading line to its columns by place."""
    text, out = paper.text, []
    head: dict[str, int] = {}
    boxes: list[Box] = []
    titles: list[str] = []
    misses = 0
    for row in paper.rows:
        pieces = list(chunks(text.chars, row.start, row.end))
        places = [union(t.box for t, _, _ in text.pieces(a, b)) for a, b in pieces]
        texts = [(i, text.chars[a:b]) for i, (a, b) in enumerate(pieces)]
        if not head:
            tried = _match(texts, columns)
            if all(n in tried for n in needed) and len(tried) >= 2 and ":" not in paper.line(row):
                head, boxes, titles = _with_others(texts, tried, columns), places, [t for _, t in texts]
            continue
        if not texts or _END.match(texts[0][1]) or all(_NAMED.match(t) for _, t in texts):
            break
        values: Found = {name: Field() for name in {**columns, **head}}
        figures = [_figure(t) for _, t in texts]
        for (a, b), at in zip(pieces, _columns_of(places, figures, boxes, head), strict=True):
            name = next((n for n, place in head.items() if place == at), None)
            if name and values[name].value is None:
                values[name] = _value(paper, columns[_OTHER.sub("", name)][1], (a, b), titles[at], view=text)
        if any(values[n].value is not None for n in needed):
            out.append(values)
            misses = 0
        else:
            misses += 1
            if misses > 2:
                break
    return _settled(out, columns)


_FIGURE = re.compile(r"[¥￥]?-?\d[\d,]*(?:\.\d+)?元?")
_ALIGNED = 0.006
"""Share of the page's width within which two edges count as aligned."""
_WIDEST = 12
"""Most columns for which every way to place the pieces is tried."""


def _figure(text: str) -> Decimal | None:
    bare = re.sub(r"\s", "", text)
    return Decimal(re.sub(r"[^\d.-]", "", bare)) if _FIGURE.fullmatch(bare) else None


def _columns_of(
    places: Sequence[Box], figures: Sequence[Decimal | None], boxes: Sequence[Box], head: Mapping[str, int]
) -> list[int]:
    """Return the column of each piece of a line, left to right.

    A right-aligned figure often stands nearer to the next heading than to its own. So pieces keep the order of the
    headings; as many pieces as headings fill them one by one; where cells are empty, quantity × price = amount tells
    the columns, and else the edge at which the line's other pieces meet their headings.
    """
    near = [min(range(len(boxes)), key=lambda i: abs(boxes[i].center[0] - b.center[0])) for b in places]
    if len(places) == len(boxes):
        return list(range(len(boxes)))
    if len(places) > len(boxes) or len(boxes) > _WIDEST:
        return near
    edge = _edge(places, boxes)

    def cost(way: tuple[int, ...]) -> tuple[bool, float]:
        return _product_fails(way, figures, head), _distance(way, places, boxes, edge)

    best: tuple[int, ...] = min(itertools.combinations(range(len(boxes)), len(places)), key=cost)
    return list(best)


def _edge(places: Sequence[Box], boxes: Sequence[Box]) -> str:
    """Say at which edge most pieces meet a heading: ``left``, ``right`` or ``middle``."""
    edges = {
        "middle": sum(any(abs(p.center[0] - b.center[0]) < _ALIGNED for b in boxes) for p in places),
        "left": sum(any(abs(p.x0 - b.x0) < _ALIGNED for b in boxes) for p in places),
        "right": sum(any(abs(p.x1 - b.x1) < _ALIGNED for b in boxes) for p in places),
    }
    return max(edges, key=lambda e: edges[e])


def _distance(way: Sequence[int], places: Sequence[Box], boxes: Sequence[Box], edge: str) -> float:
    """Return how far the pieces stand outside the columns that their headings open, close or centre."""
    total = 0.0
    for column, piece in zip(way, places, strict=True):
        own = boxes[column]
        if edge == "left":
            after = boxes[column + 1].x0 if column + 1 < len(boxes) else 1.0
            total += max(own.x0 - piece.x0, 0.0) + max(piece.x1 - after, 0.0)
        elif edge == "right":
            before = boxes[column - 1].x1 if column else 0.0
            total += max(piece.x1 - own.x1, 0.0) + max(before - piece.x0, 0.0)
        else:
            total += abs(piece.center[0] - own.center[0])
    return total


def _product_fails(way: Sequence[int], figures: Sequence[Decimal | None], head: Mapping[str, int]) -> bool:
    """Say whether these columns do not make quantity × price = amount to the fen."""
    found = dict(zip(way, figures, strict=True))
    quantity, price, amount = (found.get(head.get(n, -1)) for n in ("quantity", "unit_price", "amount"))
    if quantity is None or price is None or amount is None:
        return True
    return abs(quantity * price - amount) > Decimal("0.01")
