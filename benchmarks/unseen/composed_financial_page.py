"""Draws the list of a composed financial statement: columns with their headings, rows, rules of five kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .drawing import Sheet

Align = Literal["l", "c", "r"]


@dataclass(slots=True)
class Column:
    """A column: what it holds, what stands above it, how broad it is, where its text stands."""

    what: str
    heads: tuple[str, ...]
    wide: float
    align: Align = "r"


def fitted(columns: Sequence[Column], wide: float) -> list[Column]:
    """Return the columns as broad as a table of that breadth makes them."""
    scale = wide / sum(k.wide for k in columns)
    return [Column(k.what, k.heads, k.wide * scale, k.align) for k in columns]


def table(page: Sheet, at: tuple[float, float], columns: Sequence[Column], body: list[list[str]], rules: str) -> float:
    """Draw one list with its headings at a place; a caption that wraps makes its row higher. Return where it ends."""
    size, (x, top) = page.size, at
    edges = [x + sum(k.wide for k in columns[:i]) for i in range(len(columns) + 1)]
    y, inner = _headings(page, edges, top, columns, rules)
    bars, step = [top, y], size * 1.75
    for row in body:
        wrapped = [page.broken(t, k.wide - 4) if k.align == "l" else [t] for t, k in zip(row, columns, strict=True)]
        tall = max(step, max(map(len, wrapped)) * size * 1.25 + size * 0.5)
        if y + tall > page.height - 40:
            _ruled(page, edges, top, bars, rules=rules, inner=inner)
            page.turn()
            top = y = 50.0
            bars, inner = [y], {}
        for cell, column, left in zip(wrapped, columns, edges, strict=False):
            start = {"l": left + 3, "c": left + column.wide / 2, "r": left + column.wide - 4}[column.align]
            base = y + tall / 2 + size * 0.36 - (len(cell) - 1) * size * 0.62
            for n, line in enumerate(cell):
                page.text(start, base + n * size * 1.25, line, align=column.align)
        y += tall
        bars.append(y)
    _ruled(page, edges, top, bars, rules=rules, inner=inner)
    return y


def _headings(
    page: Sheet, edges: Sequence[float], y: float, columns: Sequence[Column], rules: str
) -> tuple[float, dict[float, float]]:
    """Draw the headings; return where they end, and where edges below a heading over several columns begin."""
    size = page.size
    tiers = max(len(k.heads) for k in columns)
    inner: dict[float, float] = {}
    step = size * 1.75
    most = max(len(page.broken(h, k.wide - 4)) for k in columns for h in k.heads if len(k.heads) == tiers)
    tall = 1 if most == 1 else 0.4 + 0.7 * most
    for tier in range(tiers):
        k = 0
        while k < len(columns):
            heads, stop = columns[k].heads, k + 1
            shown = heads[tier] if len(heads) > 1 else heads[0] if tier == (tiers - 1) // 2 else ""
            if len(heads) > 1 and tier == 0:
                while stop < len(columns) and columns[stop].heads[0] == heads[0]:
                    stop += 1
            for n, part in enumerate(lines := page.broken(shown, edges[stop] - edges[k] - 4)):
                base = y + step * tall / 2 + size * 0.36 - (len(lines) - 1) * size * 0.6
                page.text((edges[k] + edges[stop]) / 2, base + n * size * 1.2, part, align="c")
            if len(heads) > 1 and tier == 0 and rules == "all":
                page.line(edges[k], y + step * tall, edges[stop], y + step * tall)
                inner |= dict.fromkeys(edges[k + 1 : stop], y + step * tall)
            k = stop
        y += step * tall
    return y, inner


def _ruled(
    page: Sheet, edges: Sequence[float], top: float, bars: Sequence[float], *, rules: str, inner: dict[float, float]
) -> None:
    """Draw the rules of what stands on one page; those `inner` a heading over several columns begin below it."""
    across = {"all": bars, "rows": bars, "three": [*bars[:2], bars[-1]], "columns": [*bars[:2], bars[-1]]}.get(
        rules, ()
    )
    for bar in across:
        page.line(edges[0], bar, edges[-1], bar)
    for edge in edges if rules in ("all", "columns") else ():
        page.line(edge, inner.get(edge, top), edge, bars[-1])
