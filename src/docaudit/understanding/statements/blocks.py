"""Rows printed as blocks: each transaction a few lines of labels with their values, the same labels in every block."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from docaudit.banks.columns import fold_heading, role_of
from docaudit.records.pages import Cell, Page
from docaudit.understanding.columns import UnruledColumns
from docaudit.understanding.grids import GridRow, merge_cells
from docaudit.understanding.statements.meaning import SAMPLE, roles_of
from docaudit.understanding.statements.page_lines import PageLines
from docaudit.understanding.statements.sections import MONEY_ROLES, NOISE, SENTENCE, Section, new_account

LABEL = re.compile(r"(?:^|(?<=[\s,，;；|】]))([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z/()（） 　]{0,14}?)\s*[:：]\s*")
"""A label that a colon ends."""
_LEAST = 3
"""Fewer blocks of the same labels are the head of a paper, not its rows."""
_TELLING = 4
"""A label of so many characters is known though one of them was misread."""
_OFTEN = 0.5
"""A label of the blocks stands in at least so large a share of them; others are empty where they say nothing."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A label with what stands behind it, or (label None) a text that goes on."""

    label: str | None
    value: str
    cell: Cell
    line: int


def block_sections(pages: Sequence[Page], printed: PageLines) -> list[Section]:
    """Return the section of pages whose rows are blocks of labels and values; none where they are not."""
    lines = [line for page in pages for line in printed.of(page)]
    return _sections(lines, [piece for i, line in enumerate(lines) for piece in _pieces(line, i)])


def captioned_sections(pages: Sequence[Page], printed: PageLines, *, below: bool) -> list[Section]:
    """Return the section of pages whose rows are blocks of values with captions; none where they are not.

    `below`: the captions stand below their values, on lines of their own, not above.
    """
    lines = [line for page in pages for line in printed.of(page)]
    counts = Counter(fold_heading(c.text) for line in lines for c in line.filled())
    heads = [_are_captions(line, counts) for line in lines]
    pieces: list[_Piece] = []
    for i, line in enumerate(lines):
        at = i - 1 if below else i + 1
        if not heads[i] or not 0 <= at < len(lines) or heads[at] or lines[at].page is not line.page:
            continue
        captions = line.filled()
        columns = UnruledColumns(captions, line.page)
        columns.grow([lines[at].filled()])
        for caption, cell in zip(captions, columns.bind(line.page, lines[at].filled()).cells, strict=True):
            shown = cell if cell is not None else caption
            pieces.append(_Piece(fold_heading(caption.text), cell.text if cell is not None else "", shown, at))
    return _sections(lines, pieces)


def _are_captions(line: GridRow, counts: Mapping[str, int]) -> bool:
    """Say whether a line holds nothing but words that come again and again, with headings that are known among them."""
    texts = [fold_heading(c.text) for c in line.filled()]
    return bool(texts) and all(counts[t] >= _LEAST for t in texts) and any(role_of(t) is not None for t in texts)


def _sections(lines: Sequence[GridRow], pieces: Sequence[_Piece]) -> list[Section]:
    """Return the section of the blocks that these pieces make; none where they make none."""
    counts = Counter(p.label for p in pieces if p.label is not None)
    most = max((n for label, n in counts.items() if role_of(label) in ("date", *MONEY_ROLES)), default=0)
    if most < _LEAST:
        return []
    own = [label for label, n in counts.items() if n >= max(_LEAST, _OFTEN * most) and n <= most * 2]
    if not {role_of(label) for label in own} & {"amount", "in", "out"}:
        return []
    pieces = [dataclasses.replace(p, label=_known(p.label, own)) for p in pieces]
    first = next(i for i, p in enumerate(pieces) if p.label in own)
    headings = list(dict.fromkeys(p.label for p in pieces[first:] if p.label in own and p.label is not None))
    blocks = list(_blocks(pieces[first:], headings))
    start = pieces[first].line
    rows = [_row(lines, block, headings) for block in blocks]
    taken = {piece.line for block in blocks for piece in block}
    roles = roles_of(headings, (r.texts() for r in rows[:SAMPLE]))
    sections = [Section([*headings], [*roles], [*lines[:start]])]
    before = start
    for block, row in zip(blocks, rows, strict=True):
        between = [lines[i] for i in range(before, block[0].line) if i not in taken]
        before = max(before, block[-1].line)
        if between and sections[-1].rows and new_account(sections[-1], between):
            sections.append(Section([*headings], [*roles], between))
        else:
            sections[-1].rest += between
        (sections[-1].rows if sections[-1].books(row) else sections[-1].rest).append(row)
    sections[-1].rest += [lines[i] for i in range(before, len(lines)) if i not in taken]
    return sections


def _known(label: str | None, own: Sequence[str]) -> str | None:
    """Return the label of the blocks that a misread one must be; the label itself where it is like none of them."""
    if label is None or label in own:
        return label
    near = [known for known in own if len(known) >= _TELLING and Levenshtein.distance(label, known) == 1]
    return near[0] if len(near) == 1 else label


def _pieces(line: GridRow, number: int) -> Iterator[_Piece]:
    """Yield the labels of a line with their values; a label alone in its cell has the next cell for its value."""
    waiting: str | None = None
    for cell in line.filled():
        found = list(LABEL.finditer(cell.text))
        before = cell.text[: found[0].start() if found else len(cell.text)].strip()
        if before and waiting is not None:
            yield _Piece(waiting, before, cell, number)
        elif before:
            yield _Piece(None, before, cell, number)
        elif waiting is not None:
            yield _Piece(waiting, "", cell, number)
        waiting = None
        for k, match in enumerate(found):
            stop = found[k + 1].start() if k + 1 < len(found) else len(cell.text)
            label, value = fold_heading(match.group(1)), cell.text[match.end() : stop].strip()
            if not value and k + 1 == len(found):
                waiting = label
            else:
                yield _Piece(label, value, cell, number)
    if waiting is not None:
        yield _Piece(waiting, "", line.filled()[-1], number)


def _blocks(pieces: Sequence[_Piece], headings: Sequence[str]) -> Iterator[list[_Piece]]:
    """Yield the pieces of each block: a new one begins where a label comes again, or the first of them all does."""
    block: list[_Piece] = []
    held: set[str] = set()
    for piece in pieces:
        if piece.label is None:
            near = block and piece.line - block[-1].line <= 1
            if near and not NOISE.search(piece.value) and not SENTENCE.search(piece.value):
                block.append(piece)
            continue
        if piece.label not in headings:
            continue
        if piece.label in held or (held and piece.label == headings[0]):
            yield block
            block, held = [], set()
        block.append(piece)
        held.add(piece.label)
    if block:
        yield block


def _row(lines: Sequence[GridRow], block: Sequence[_Piece], headings: Sequence[str]) -> GridRow:
    cells: list[Cell | None] = [None] * len(headings)
    last, line = 0, block[0].line
    for piece in block:
        cell = dataclasses.replace(piece.cell, text=piece.value, column=last)
        if piece.label is not None:
            last = headings.index(piece.label)
            cells[last] = dataclasses.replace(cell, column=last) if piece.value else None
        elif (above := cells[last]) is not None and _under(above, piece.cell):
            cells[last] = merge_cells(above, cell)
        elif above is not None and piece.line == line:
            cells[last] = dataclasses.replace(above, text=f"{above.text} {piece.value}")
        line = piece.line
    return GridRow(lines[block[0].line].page, tuple(cells))


def _under(upper: Cell, lower: Cell) -> bool:
    """Say whether a text stands below another, as the second line of a wrapped value does."""
    if upper.box is None or lower.box is None:
        return False
    shared = min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0)
    return shared > 0 and lower.box.y0 > upper.box.y0
