"""Printed lines that look like transactions and became none: nothing is left out of a statement in silence."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from docaudit.records.evidence import Box
from docaudit.records.pages import Page
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements.figures import looks_like_figure, parse_day
from docaudit.understanding.statements.label_words import KEYS
from docaudit.understanding.statements.page_lines import PageLines
from docaudit.understanding.statements.sections import CARRIED, NOISE, Section, names_sum

_SHOWN = 60
"""So many letters of a line that was left out are told."""
_PIECES = 3
"""A line of fewer pieces is a heading of a sum, or a text that wraps."""
_WORDS = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{3}")
_RANGE = re.compile(r"\d\s*(?:至|到|~|～|—)\s*\d")
"""A period stands in the head of a statement, in no row."""


def booked(row: GridRow) -> bool:
    """Say whether a line holds what a transaction does: a day, a figure, and words that are no label and no sum."""
    return moves(row) and any(parse_day(piece) is not None for piece in row.text.split())


def moves(row: GridRow) -> bool:
    """Say whether a line holds a figure and words, none of them a label of the head or a sum.

    Its pieces count, not its cells: where a page was parted wrongly, a whole line stands in one cell.
    """
    text = row.text
    pieces = text.split()
    if len(pieces) < _PIECES or not any(map(looks_like_figure, pieces)):
        return False
    words = [p for p in pieces if _WORDS.search(p)]
    labels = any(re.sub(r"[:：].*", "", p).lower() in KEYS for p in words)
    told = bool(words) and not labels and not any(names_sum(w) or CARRIED.match(w) for w in words)
    return told and not (_RANGE.search(text) or NOISE.search(text))


def suspects(pages: Sequence[Page], printed: PageLines) -> list[GridRow]:
    """Return the lines of pages that look like transactions, dated or not."""
    return [line for page in pages for line in printed.of(page) if moves(line)]


def lost(lines: Sequence[GridRow], sections: Iterable[Section]) -> list[GridRow]:
    """Return those of the lines of which no row of any section holds anything, where there are rows at all."""
    rows = [*itertools.chain.from_iterable(section.rows for section in sections)]
    if not rows:
        return []
    cells = [(row.page, cell) for row in rows for cell in row.filled()]
    words = {id(word) for _, cell in cells for word in cell.words}
    missed = [line for line in lines if not any(id(w) in words for c in line.filled() for w in c.words)]
    if not missed:
        return []
    boxes: dict[int | None, list[Box]] = defaultdict(list)
    for page, cell in cells:
        if cell.box is not None:
            boxes[page.number].append(cell.box)
    return [line for line in missed if not any(_held(c.box, boxes[line.page.number]) for c in line.filled())]


def _held(box: Box | None, others: Iterable[Box]) -> bool:
    return box is not None and any(o.contains(*box.center) or box.contains(*o.center) for o in others)


def warning(lines: Sequence[GridRow]) -> str:
    """Return what to say of lines that were left out."""
    text = lines[0].text
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"第{lines[0].page.number}页等{len(lines)}行印有日期和金额，但未能读成交易，请对照原件补录：“{shown}”"
