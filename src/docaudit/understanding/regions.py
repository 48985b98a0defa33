"""Cuts a page that several small papers share (two slips on one sheet) into its parts."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Page, Table
from docaudit.understanding.classify import bare_title
from docaudit.understanding.order import Row
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import GAP
from docaudit.understanding.titles import TITLES

_SMALL = frozenset({"transfer_slip", "receipt", "vat_invoice", "goods_receipt"})
_LEAST_HEIGHT = 0.12
"""Share of the page's height under which no paper of its own is printed."""


def regions(page: Page, paper: Paper) -> Iterator[tuple[Page, Box | None]]:
    """Yield the parts of a page with their boxes; a page that holds one paper is yielded as it is, with None.

    A part begins at a line that is a title of a small paper; the same title must stand there at least twice, so that
    the words of one paper (a stub, a second heading) do not cut it. Papers that reading has told apart by their edges
    are taken as they are; their boxes are fractions of themselves. `paper` is made of this page.
    """
    if page.papers:
        for own in page.papers:
            yield from ((part, box or Box(0.0, 0.0, 1.0, 1.0)) for part, box in regions(own, Paper([own])))
        return
    starts = _starts(page, paper)
    if len(starts) < 2:
        yield page, None
        return
    tops = [row.box.y0 - 0.004 for row in starts]
    for i, top in enumerate(tops):
        bottom = tops[i + 1] if i + 1 < len(tops) else 1.0
        part = _cropped(page, 0.0 if i == 0 else top, bottom)
        boxes = [line.box for line in part.lines if line.box]
        yield part, Box(0.0, max(0.0, top), 1.0, min(1.0, max(b.y1 for b in boxes) + 0.004) if boxes else bottom)


def _starts(page: Page, paper: Paper) -> Sequence[Row]:
    if page.number is None or page.is_sheet or not page.words:
        return ()
    found: dict[str, list[Row]] = {}
    for row in paper.rows:
        pieces = paper.line(row).split(GAP)
        if re.fullmatch(r"\d{1,3}[.、]?", pieces[0].strip()):
            continue  # a row of a list that names papers
        for piece in pieces if len(pieces) <= 3 else ():
            text = bare_title(piece)
            if 2 <= len(text) <= 30 and ":" not in text and not re.search(r"[,。;]", text) and _small(text):
                found.setdefault(text, []).append(row)
                break
    for rows in sorted(found.values(), key=len, reverse=True):
        apart = [rows[0]] if rows else []
        for row in rows[1:]:
            if row.box.y0 - apart[-1].box.y0 >= _LEAST_HEIGHT:
                apart.append(row)
        if len(apart) > 1:
            return apart
    return ()


def _small(text: str) -> bool:
    """Say whether the text as a whole is the title of a small paper (…回单, …收据), not a sentence that names one."""
    doc_type = next((name for name, pattern in TITLES if pattern.search(text)), None)
    return doc_type in _SMALL and bool(
        re.search(r"(?:回单|收据|凭证|发票|通知|通知书|进[账帐]单|收条|入库单|送货单|支票|凭条)$", text)
    )


def _cropped(page: Page, top: float, bottom: float) -> Page:
    """Return the page with only what stands between two heights; boxes stay those of the whole page."""

    def inside(box: Box | None) -> bool:
        return box is not None and top <= box.center[1] < bottom

    tables = []
    for table in page.tables:
        cells = [c for c in table.cells if inside(c.box)]
        if cells:
            first = min(c.row for c in cells)
            tables.append(
                Table(tuple(_moved(c, first) for c in cells), Box.union(c.box for c in cells if c.box), table.ruled)
            )
    return dataclasses.replace(
        page,
        words=tuple(w for w in page.words if inside(w.box)),
        lines=tuple(line for line in page.lines if inside(line.box)),
        tables=tuple(tables),
        codes=tuple(w for w in page.codes if inside(w.box)),
        seals=tuple(w for w in page.seals if inside(w.box)),
        signatures=tuple(s for s in page.signatures if inside(s.box)),
    )


def _moved(cell: Cell, rows: int) -> Cell:
    return dataclasses.replace(cell, row=cell.row - rows)
