"""Pages that lie on their side, lean or share a picture: set upright for understanding, evidence laid back at the end.

Reading gives all boxes as a viewer shows the page (interface.md). On a turned or leaning page that is of no use for
rows and columns, nor on a paper that takes up a corner of its picture, so `understand` works on boxes of the upright,
level paper and lays the evidence back for the viewer.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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


_LEAST_LEAN = 0.1
"""Degrees below which no line leaves its own height over the breadth of a page."""
_THINNEST = 0.1
"""Share of a leaning box's height that is left to its word at least, where the page's edge has cut the box."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """How a paper stands on its page, and the way of boxes between the two.

    Attributes:
        region: the paper's box on a page that it shares.
        turned: the clockwise turn in quarters (degrees) that sets it upright.
        lean: how far its lines then fall to the right, in radians.
        width, height: of the upright paper before it is set level, in any unit.
    """

    region: Box | None
    turned: int
    lean: float
    width: float
    height: float

    @classmethod
    def of(cls, page: Page, *, levelled: bool = False) -> _Stand:
        """Return how the paper of a page stands; `levelled`: the page's sides are already those of the level paper."""
        wide, high = page.width, page.height
        lean = math.radians(page.skew_degrees) if wide and high and abs(page.skew_degrees) >= _LEAST_LEAN else 0.0
        if levelled:
            wide, high = _straightened(wide, high, lean)
            return cls(page.region, page.turned_degrees, lean, wide, high)
        if page.region is not None:
            wide, high = wide * page.region.width, high * page.region.height
        if page.turned_degrees % 180 == 90:
            wide, high = high, wide
        return cls(page.region, page.turned_degrees, lean, wide, high)

    @property
    def as_shown(self) -> bool:
        """Whether the paper stands as its page shows it."""
        return self.region is None and self.turned % 360 == 0 and not self.lean

    def sides(self) -> tuple[float, float]:
        """Return the sides of the level page around the paper."""
        return _leaning(self.width, self.height, self.lean)

    def upright(self, box: Box) -> Box:
        """Return a box of the page as it stands on the upright, level paper."""
        box = turn_box(_within(box, self.region) if self.region else box, self.turned)
        if not self.lean:
            return box
        size = _straightened(box.width * self.width, box.height * self.height, self.lean)
        return self._swung(box, size, (self.width, self.height), self.sides(), -self.lean)

    def back(self, box: Box) -> Box:
        """Return a box of the upright, level paper as a viewer shows it on the page."""
        if self.lean:
            sides = self.sides()
            size = _leaning(box.width * sides[0], box.height * sides[1], self.lean)
            box = self._swung(box, size, sides, (self.width, self.height), self.lean)
        box = turn_box(box, -self.turned)
        return box if self.region is None else _outward(box, self.region)

    @staticmethod
    def _swung(
        box: Box,
        size: tuple[float, float],
        before: tuple[float, float],
        after: tuple[float, float],
        angle: float,
    ) -> Box:
        """Return a box of this size whose middle was swung clockwise about the middle of its page.

        The sides of the page before and after are in the unit of `size`.
        """
        (x, y), (wide, high) = box.center, size
        x, y = (x - 0.5) * before[0], (y - 0.5) * before[1]
        x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
        x, y, wide, high = x / after[0] + 0.5, y / after[1] + 0.5, wide / after[0], high / after[1]
        return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _leaning(wide: float, high: float, lean: float) -> tuple[float, float]:
    """Return the sides of the level box around a leaning one."""
    along, across = math.cos(lean), abs(math.sin(lean))
    return wide * along + high * across, high * along + wide * across


def _straightened(wide: float, high: float, lean: float) -> tuple[float, float]:
    """Return the sides of the leaning box inside a level one (the inverse of `_leaning`)."""
    along, across, both = math.cos(lean), abs(math.sin(lean)), math.cos(2 * lean)
    return max(_THINNEST * wide, (wide * along - high * across) / both), max(
        _THINNEST * high, (high * along - wide * across) / both
    )


def upright(page: Page) -> Page:
    """Return the page with all boxes as they stand once it is turned clockwise by its `turned_degrees` and set level.

    Boxes of a paper that shares its picture with others become fractions of that paper; its `region` stays. A levelled
    page is as large as the leaning paper needs.
    """
    papers = tuple(upright(replace(paper, number=page.number)) for paper in page.papers)
    stand = _Stand.of(page)
    if stand.as_shown:
        return replace(page, papers=papers) if papers else page
    moved = stand.upright
    wide, high = stand.sides()

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
        width=wide,
        height=high,
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


def _outward(box: Box, region: Box) -> Box:
    """Return a box in fractions of a part of the page as fractions of the page."""
    return Box(
        region.x0 + box.x0 * region.width,
        region.y0 + box.y0 * region.height,
        region.x0 + box.x1 * region.width,
        region.y0 + box.y1 * region.height,
    )


def laid_back(document: D, pages: Iterable[Page]) -> D:
    """Return the document with region and evidence as a viewer shows them; `pages` are its own, upright."""
    stands = {p.number: _Stand.of(p, levelled=True) for p in pages if p.number is not None}
    lying = {number: stand for number, stand in stands.items() if not stand.as_shown}
    if not lying:
        return document
    changed = {name: _back(getattr(document, name), lying) for name in document.field_names()}
    if document.region is not None and document.pages and document.pages[0] in lying:
        changed["region"] = lying[document.pages[0]].back(document.region)
    return replace(document, **changed)


def _back(value: Any, lying: Mapping[int, _Stand]) -> Any:
    if isinstance(value, Evidence):
        if value.box is None or value.page is None or value.page not in lying:
            return value
        return replace(value, box=lying[value.page].back(value.box))
    if isinstance(value, tuple):
        return tuple(_back(v, lying) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        # Money and the like hold no evidence; only what changed is built anew.
        changed = {k: n for k, v in fields.items() if (n := _back(v, lying)) is not v}
        return replace(value, **changed) if changed else value
    return value
