"""The printed lines of a statement's pages, formed once for all the ways to see them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from docaudit.records.pages import Cell, Page, Word
from docaudit.understanding.grids import GridRow, loose_rows


class PageLines:
    """The lines of pages as loose rows."""

    def __init__(self) -> None:
        # With the page, so that no other one takes its identity.
        self._made: dict[int, tuple[Page, list[GridRow]]] = {}

    def of(self, page: Page) -> list[GridRow]:
        """Return the lines of a page, top to bottom, in a list of its own."""
        found = self._made.get(id(page))
        if found is None:
            found = self._made[id(page)] = page, loose_rows(page)
        return list(found[1])


_BOXES = str.maketrans("", "", "□☑☒■")


def without_boxes(page: Page) -> Page:
    """Return a scanned page without check boxes: a statement has none, but characters (日, 四) look like some."""
    if not any(word.text != word.text.translate(_BOXES) for word in page.words):
        return page

    def bare(words: Iterable[Word]) -> tuple[Word, ...]:
        found = (dataclasses.replace(w, text=w.text.translate(_BOXES).strip()) for w in words)
        return tuple(w for w in found if w.text)

    def cell(c: Cell) -> Cell:
        return dataclasses.replace(c, text=c.text.translate(_BOXES), words=bare(c.words))

    return dataclasses.replace(
        page,
        words=bare(page.words),
        tables=tuple(dataclasses.replace(t, cells=tuple(map(cell, t.cells))) for t in page.tables),
        lines=tuple(
            dataclasses.replace(line, text=line.text.translate(_BOXES), words=bare(line.words)) for line in page.lines
        ),
    )
