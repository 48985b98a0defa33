"""Tells the two sides of a paper apart: whose 户名 and 账号 it is when both sides print the same labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from docaudit.records.evidence import Box, Field
from docaudit.understanding.fields import Fields, Spot, chunks
from docaudit.understanding.kinds import Kind
from docaudit.understanding.paper import Grid
from docaudit.understanding.text import union

V = TypeVar("V")

_PAYER = re.compile(
    r"^(?:付|汇|出票|委托|申请|转出|借方|借(?=款)|支付|缴|交)(?:款|票|出)?(?:人|方|单位|账户|账号|帐户|户|行)?(?:信息|全称)?$"
)
_PAYEE = re.compile(r"^(?:收|入账|转入|贷方)(?:款)?(?:人|方|单位|账户|账号|帐户|户|行)?(?:信息|全称)?$")


_OF_A_NAME = re.compile(r"(?<=[人方位户])(?:账户|帐户)?(?:名称|全称|户名|姓名)$")


def side_named(text: str) -> str | None:
    """Return payer or payee for a caption or for the label of a side's name (收款人名称), None for other words."""
    return side_of(text) or side_of(_OF_A_NAME.sub("", re.sub(r"[\s:]|\([^()]*\)", "", text)))


def side_of(text: str) -> str | None:
    """Return payer or payee for a caption such as 付款人, 委托人(借款人) or 收, None for other words."""
    bare = re.sub(r"[\s:]|\([^()]*\)", "", text)
    if _PAYER.match(bare):
        return "payer"
    return "payee" if _PAYEE.match(bare) else None


def both_sides(fields: Fields, labels: Sequence[str], kind: Kind[V]) -> tuple[Field[V], Field[V]]:
    """Return the payer's and the payee's value of labels that both sides print."""
    found: dict[str, Field[V]] = _in_rows(fields, labels, kind) or _in_columns(fields, labels, kind)
    loose: list[tuple[Box, Field[V]]] = []
    for label in labels if len(found) < 2 else ():
        beside = _under_captions(fields, label, kind)
        if beside:
            return beside["payer"], beside["payee"]
        for spot in fields.spots(label):
            value = fields.read(spot, kind)
            if value.value is None:
                continue
            side = _side(fields, spot)
            if side:
                found.setdefault(side, value)
            else:
                box = union(t.box for t, _, _ in spot.view.pieces(spot.label_start, spot.end))
                if all(v.value != value.value for _, v in loose):
                    loose.append((box, value))
        if len(found) == 2:
            break
    if len(found) < 2 and len(loose) >= 2 and not found:
        (a, first), (b, second) = loose[0], loose[1]
        if abs(a.center[1] - b.center[1]) < 0.02 and a.x0 > b.x0:
            first, second = second, first
        return first, second
    return found.get("payer", Field()), found.get("payee", Field())


_LEVEL = 0.012
"""Share of the page's height by which words of one line may lie apart."""
_BELOW = 0.25
"""Share of the page's height below its caption in which the lines of a side stand."""


def _under_captions(fields: Fields, label: str, kind: Kind[V]) -> dict[str, Field[V]]:
    """Return both sides' values of a label that stands twice in a line, below a line with both captions: in order.

    The captions may be set in the middle of their halves, to the right of the labels.
    """
    found: list[tuple[Box, int, Field[V]]] = []
    for spot in fields.spots(label):
        pieces, value = (
            spot.view.pieces(spot.label_start, max(spot.label_start + 1, spot.start)),
            fields.read(spot, kind),
        )
        if pieces and value.value is not None and all(value.value != v.value for _, _, v in found):
            found.append((pieces[0][0].box, pieces[0][0].page, value))
    if len(found) != 2:
        return {}
    (left, page, first), (right, other, second) = sorted(found, key=lambda f: f[0].x0)
    if page != other or abs(left.center[1] - right.center[1]) > _LEVEL:
        return {}
    above = [
        (side, box)
        for side, box, on in _captions(fields)
        if on == page and 0 < left.center[1] - box.center[1] < _BELOW and box.y1 <= left.y0 + _LEVEL
    ]
    lowest = max((box.center[1] for _, box in above), default=0.0)
    line = sorted((box.x0, side) for side, box in above if abs(box.center[1] - lowest) < _LEVEL)
    sides = [side for _, side in line]
    return dict(zip(sides, (first, second), strict=True)) if sorted(sides) == ["payee", "payer"] else {}


def payees_side(fields: Fields, labels: Sequence[str], kind: Kind[V]) -> Field[V]:
    """Return the payee's value of labels that both sides may print; the payer's alone is none of his."""
    payer, payee = both_sides(fields, labels, kind)
    if payee.value is not None:
        return payee
    found = fields.find(labels, kind)
    return Field() if payer.value is not None and found.value == payer.value else found


def _in_rows(fields: Fields, labels: Sequence[str], kind: Kind[V]) -> dict[str, Field[V]]:
    """Return the values of a table whose rows are the sides and whose columns are headed by the labels."""
    view, found = fields.paper.cells, dict[str, Field[V]]()
    for grid in fields.paper.grids:
        heading: list[str] = []
        for row in grid.spans:
            texts = [re.sub(r"[\s:]", "", view.chars[s[0] : s[1]]) if s else "" for s in row]
            side = side_of(next((t for t in texts if t), ""))
            if side is None:
                heading = texts if any(t in labels for t in texts) else heading
                continue
            for span, head in zip(row, heading, strict=False):
                value = kind.find(view.chars[span[0] : span[1]]) if span and head in labels else None
                if span and value:
                    found.setdefault(side, view.field(value[0], span[0] + value[1], span[0] + value[2], 0.95))
    return found if len(found) == 2 else {}


def _in_columns(fields: Fields, labels: Sequence[str], kind: Kind[V]) -> dict[str, Field[V]]:
    """Return the values of a table whose columns are the sides and whose rows begin with the labels."""
    view = fields.paper.cells
    for grid in fields.paper.grids:
        heads: dict[int, str] = {}
        for row in grid.spans:
            texts = [re.sub(r"[\s:]", "", view.chars[s[0] : s[1]]) if s else "" for s in row]
            sides = {c: side for c, text in enumerate(texts) if (side := side_of(text))}
            if len(sides) == 2 and set(sides.values()) == {"payer", "payee"}:
                heads = sides
                continue
            if next((t for t in texts if t), "") not in labels or any(texts[c] in labels for c in heads):
                continue
            found: dict[str, Field[V]] = {}
            for c, side in heads.items():
                span = row[c]
                value = kind.find(view.chars[span[0] : span[1]]) if span else None
                if span and value:
                    found[side] = view.field(value[0], span[0] + value[1], span[0] + value[2], 0.95)
            if len(found) == 2:
                return found
    return {}


def _side(fields: Fields, spot: Spot) -> str | None:
    if spot.view is fields.paper.cells:
        for grid in fields.paper.grids:
            side = _grid_side(fields, grid, spot.label_start)
            if side:
                return side
    pieces = spot.view.pieces(spot.label_start, max(spot.label_start + 1, spot.start))
    if not pieces:
        return None
    box, page = union(t.box for t, _, _ in pieces[:1]), pieces[0][0].page
    x = pieces[0][0].box.x0 + pieces[0][1] * pieces[0][0].box.width
    best: tuple[float, str] | None = None
    for side, caption, caption_page in _captions(fields):
        if caption_page != page or caption.x0 > x + 0.005 or caption.y0 > box.y1 + 0.06:
            continue
        far = (x - caption.x0) * 1.0 + max(0.0, box.y0 - caption.y1) * 1.5 + max(0.0, caption.y0 - box.y1) * 2.0
        if best is None or far < best[0]:
            best = far, side
    return best[1] if best and best[0] < 0.6 else None


def _captions(fields: Fields) -> Iterator[tuple[str, Box, int]]:
    text = fields.paper.text
    for row in fields.paper.rows:
        for first, last in chunks(text.chars, row.start, row.end):
            side = side_of(text.chars[first:last])
            if side:
                yield side, union(t.box for t, _, _ in text.pieces(first, last)), row.page


def _grid_side(fields: Fields, grid: Grid, at: int) -> str | None:
    """Return the side by the caption cell to the left of the label cell (it may span rows), or above it."""
    chars = fields.paper.cells.chars
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for cell in grid.table.cells:
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                owner[r, c] = (cell.row, cell.column)
    here = next(
        ((r, c) for r, row in enumerate(grid.spans) for c, s in enumerate(row) if s and s[0] <= at < s[1]),
        None,
    )
    if here is None:
        return None

    def text_at(place: tuple[int, int]) -> str:
        r, c = owner.get(place, place)
        span = grid.spans[r][c]
        return chars[span[0] : span[1]] if span else ""

    for c in range(here[1] - 1, -1, -1):
        side = side_named(text_at((here[0], c)))
        if side:
            return side
    for r in range(here[0] - 1, -1, -1):
        side = side_of(text_at((r, here[1])))
        if side:
            return side
    return None
