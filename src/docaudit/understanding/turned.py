"""Pages that lie on their side or upside down: set upright for understanding, evidence laid back for the viewer.

Reading gives all boxes as a viewer shows the page (interface.md). On a turned page that is of no use for rows and
columns, so `understand` works on upright boxes and turns the evidence back at the end.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from docaudit.records.document import Document
from docaudit.records.evidence import Box, Evidence
from docaudit.records.pages import Cell, Line, Page, Table, Word

D = TypeVar("D", bound=Document)


def turn_box(box: Box, degrees: int) -> Box:
    """Return the box after its page was turned clockwise by 0, 90, 180 or 270 degrees."""
    match degrees % 360:
        case 90:
            return Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
        case 180:
            return Box(1 - box.x1, 1 - box.y1, 1 - box.x0, 1 - box.y0)
        case 270:
            return Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
        case _:
            return box


def upright(page: Page) -> Page:
    """Return the page with all boxes as they stand once it is turned clockwise by its `turned_degrees`."""
    degrees = page.turned_degrees
    if degrees % 360 == 0:
        return page
    sideways = degrees % 180 == 90

    def word(w: Word) -> Word:
        return replace(w, box=turn_box(w.box, degrees))

    def cell(c: Cell) -> Cell:
        box = turn_box(c.box, degrees) if c.box else None
        return replace(c, box=box, words=tuple(map(word, c.words)))

    def line(x: Line) -> Line:
        return replace(x, box=turn_box(x.box, degrees) if x.box else None, words=tuple(map(word, x.words)))

    def table(t: Table) -> Table:
        return replace(t, box=turn_box(t.box, degrees) if t.box else None, cells=tuple(map(cell, t.cells)))

    return replace(
        page,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        words=tuple(map(word, page.words)),
        lines=tuple(map(line, page.lines)),
        tables=tuple(map(table, page.tables)),
        codes=tuple(map(word, page.codes)),
        seals=tuple(replace(s, box=turn_box(s.box, degrees)) for s in page.seals),
        papers=tuple(turn_box(b, degrees) for b in page.papers),
    )


def laid_back(document: D, turns: Mapping[int, int]) -> D:
    """Return the document with the evidence on turned pages (number to degrees) as a viewer shows them."""
    if not any(degrees % 360 for degrees in turns.values()):
        return document
    changed = {name: _back(getattr(document, name), turns) for name in document.field_names()}
    if document.region is not None and document.pages:
        changed["region"] = turn_box(document.region, -turns.get(document.pages[0], 0))
    return replace(document, **changed)


def _back(value: Any, turns: Mapping[int, int]) -> Any:
    if isinstance(value, Evidence):
        if value.box is None or value.page is None:
            return value
        return replace(value, box=turn_box(value.box, -turns.get(value.page, 0)))
    if isinstance(value, tuple):
        return tuple(_back(v, turns) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        # Money and the like hold no evidence; only what changed is built anew.
        changed = {k: n for k, v in fields.items() if (n := _back(v, turns)) is not v}
        return replace(value, **changed) if changed else value
    return value
