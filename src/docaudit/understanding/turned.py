"""Pages that lie on their side or share a picture: set upright for understanding, evidence laid back for the viewer.

Reading gives all boxes as a viewer shows the page (interface.md). On a turned page that is of no use for rows and
columns, nor on a paper that takes up a corner of its picture, so `understand` works on boxes of the upright paper and
lays the evidence back at the end.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
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
    """Return the page with all boxes as they stand once it is turned clockwise by its `turned_degrees`.

    Boxes of a paper that shares its picture with others become fractions of that paper; its `region` stays.
    """
    degrees, region = page.turned_degrees, page.region
    papers = tuple(upright(replace(paper, number=page.number)) for paper in page.papers)
    if degrees % 360 == 0 and region is None:
        return replace(page, papers=papers) if papers else page

    def moved(box: Box) -> Box:
        return turn_box(_within(box, region) if region else box, degrees)

    wide, high = (page.width * region.width, page.height * region.height) if region else (page.width, page.height)
    sideways = degrees % 180 == 90

    def word(w: Word) -> Word:
        return replace(w, box=moved(w.box))

    def cell(c: Cell) -> Cell:
        box = moved(c.box) if c.box else None
        return replace(c, box=box, words=tuple(map(word, c.words)))

    def line(x: Line) -> Line:
        return replace(x, box=moved(x.box) if x.box else None, words=tuple(map(word, x.words)))

    def table(t: Table) -> Table:
        return replace(t, box=moved(t.box) if t.box else None, cells=tuple(map(cell, t.cells)))

    return replace(
        page,
        width=high if sideways else wide,
        height=wide if sideways else high,
        words=tuple(map(word, page.words)),
        lines=tuple(map(line, page.lines)),
        tables=tuple(map(table, page.tables)),
        codes=tuple(map(word, page.codes)),
        seals=tuple(replace(s, box=moved(s.box)) for s in page.seals),
        signatures=tuple(replace(s, box=moved(s.box)) for s in page.signatures),
        papers=papers,
    )


def _within(box: Box, region: Box) -> Box:
    """Return a box as fractions of a part of the page."""
    wide, high = max(region.width, 1e-6), max(region.height, 1e-6)
    return Box(
        (box.x0 - region.x0) / wide,
        (box.y0 - region.y0) / high,
        (box.x1 - region.x0) / wide,
        (box.y1 - region.y0) / high,
    )


def _box_back(box: Box, page: Page) -> Box:
    """Return a box of an upright paper as a viewer shows it on its page."""
    box, region = turn_box(box, -page.turned_degrees), page.region
    if region is None:
        return box
    return Box(
        region.x0 + box.x0 * region.width,
        region.y0 + box.y0 * region.height,
        region.x0 + box.x1 * region.width,
        region.y0 + box.y1 * region.height,
    )


def laid_back(document: D, pages: Iterable[Page]) -> D:
    """Return the document with region and evidence as a viewer shows them; `pages` are its own, upright."""
    lying = {p.number: p for p in pages if p.number is not None and (p.turned_degrees % 360 or p.region)}
    if not lying:
        return document
    changed = {name: _back(getattr(document, name), lying) for name in document.field_names()}
    if document.region is not None and document.pages and document.pages[0] in lying:
        changed["region"] = _box_back(document.region, lying[document.pages[0]])
    return replace(document, **changed)


def _back(value: Any, lying: Mapping[int, Page]) -> Any:
    if isinstance(value, Evidence):
        if value.box is None or value.page is None or value.page not in lying:
            return value
        return replace(value, box=_box_back(value.box, lying[value.page]))
    if isinstance(value, tuple):
        return tuple(_back(v, lying) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        # Money and the like hold no evidence; only what changed is built anew.
        changed = {k: n for k, v in fields.items() if (n := _back(v, lying)) is not v}
        return replace(value, **changed) if changed else value
    return value
