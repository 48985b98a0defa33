"""Parts the lines of a page whose prose is set in two columns, so that one column is read after the other.

Words at one height make one line, which on such a page goes across both columns. What may be a table is left alone:
both columns are about as broad as each other, their lines reach the ends of theirs, and full stops or commas stand in
both.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import groupby

from docaudit.reading.layout.lines import make_line
from docaudit.records.pages import Line, Table, Word

_MIDDLE = (0.3, 0.7)
"""Where, as shares of the page's width, the second of two columns can begin."""
_SAME_EDGE = 0.008
"""Lines of a column begin within this share of the page's width, but for indents."""
_LEAST_LINES = 4
"""Lines that a column has at least, but for the last one beside a much taller one."""
_TALL = 6
"""Lines of a column beside which the other may end after its first."""
_LEAST_SIGNS = 9
"""Signs that a line of a column of prose holds in the mean; cells of lists hold fewer."""
_FULL, _FULL_SHARE = 0.88, 0.25
"""A line reaches the end of its column when it is this broad; this share of a column's lines is."""
_LIKE_WIDTHS = 0.7
"""Least ratio of the widths of two columns."""
_LEAST_PAUSES = 2
"""Commas and full stops in each of two columns of prose."""
_PAUSES = re.compile(r"[，;；。]|,(?!\d)")
_SIGNED = re.compile(r"[盖签][章字名]|公章|签[署约订]|捺印|日期|代表人?\W?$|\d年\d{1,2}月\d{1,2}日$")
"""What both halves of a line below a contract say, where the parties sign beside each other."""
_PARTY = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[(（][\u4e00-\u9fff]{1,6}[)）])?[:：]")
"""How such a line begins that says who signs, and goes on in the next."""

_Side = list[Word]


def part_columns(lines: Sequence[Line], aspect: float = 1.0, tables: Sequence[Table] = ()) -> tuple[Line, ...]:
    """Return the lines of a page, those that stand in two columns of prose cut and put one column after the other.

    Args:
        lines: across the page, top to bottom.
        aspect: the page's width over its height.
        tables: with rules; their lines are no prose, but for those of a mere frame.
    """
    best: tuple[Line, ...] = tuple(lines)
    most = 0
    frames = [t.box for t in tables if t.box is not None and t.column_count > 1]
    tabled = {id(line) for line in lines if line.box and any(f.contains(*line.box.center) for f in frames)}
    for edge in _second_columns(lines):
        found = _parted(lines, edge, aspect, tabled)
        held = sum(line.column > 0 for line in found)
        if held > most:
            best, most = found, held
    return best


def put_among(lines: Sequence[Line], added: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines in reading order with others (of pictures on their page) each before the first line below it.

    What stands in another column is not below.
    """
    out = list(lines)
    for line in sorted(added, key=_top):
        out.insert(next((i for i, other in enumerate(out) if _is_below(other, line)), len(out)), line)
    return tuple(out)


def _is_below(other: Line, line: Line) -> bool:
    if other.box is None or line.box is None or other.box.y0 <= line.box.y0:
        return False
    return not other.column or min(other.box.x1, line.box.x1) > max(other.box.x0, line.box.x0)


def _top(line: Line) -> float:
    return line.box.y0 if line.box else 0.0


def _second_columns(lines: Sequence[Line]) -> list[float]:
    """Return where a second column can begin: in the middle of the page, where several lines or parts of lines do."""
    starts = sorted(w.box.x0 for line in lines for w in line.words if _MIDDLE[0] < w.box.x0 < _MIDDLE[1])
    found: list[float] = []
    for start in starts:
        apart = not found or start - found[-1] > _SAME_EDGE
        if apart and sum(start <= x <= start + _SAME_EDGE for x in starts) > 1:
            found.append(start - _SAME_EDGE / 2)
    return found


def _parted(lines: Sequence[Line], edge: float, aspect: float, tabled: Container[int]) -> tuple[Line, ...]:
    """Return the lines as they are read if a second column begins at `edge`."""
    out: list[Line] = []
    column = 0

    def across(line: Line) -> bool:
        return id(line) in tabled or any(w.box.x0 < edge < w.box.x1 for w in line.words)

    for crosses, group in groupby(lines, key=across):
        run = list(group)
        sides: list[tuple[_Side, _Side]] = [
            ([w for w in line.words if w.box.x1 <= edge], [w for w in line.words if w.box.x0 >= edge])
            for line in ([] if crosses else run)
        ]
        last = _below(sides)
        left, right = [a for a, _ in sides[:last] if a], [b for _, b in sides[:last] if b]
        if _are_columns(left, right):
            for side in (left, right):
                column += 1
                out += [replace(make_line(words, aspect), column=column) for words in side]
            out += run[last:]
        else:
            out += run
    return tuple(out)


def _below(sides: Sequence[tuple[_Side, _Side]]) -> int:
    """Return which of the lines is the first where the parties sign beside each other, below the columns."""
    signed = (k for k, both in enumerate(sides) if all(s and _SIGNED.search(_signs(s)) for s in both))
    last = next(signed, len(sides))
    while 0 < last < len(sides) and all(s and _PARTY.match(_signs(s)) for s in sides[last - 1]):
        last -= 1
    return last


def _are_columns(left: Sequence[_Side], right: Sequence[_Side]) -> bool:
    """Say whether two stacks of lines are columns of prose: as broad as each other, filled, with pauses in both."""
    fewer, more = sorted((len(left), len(right)))
    if more < _LEAST_LINES or (fewer < _LEAST_LINES and (more < _TALL or not right or len(left) < len(right))):
        return False
    widths = []
    for side in (left, right):
        x0, x1 = min(words[0].box.x0 for words in side), max(words[-1].box.x1 for words in side)
        texts = [_signs(words) for words in side]
        full = sum(words[-1].box.x1 >= x0 + _FULL * (x1 - x0) for words in side)
        pauses = sum(len(_PAUSES.findall(text)) for text in texts)
        few = sum(map(len, texts)) < _LEAST_SIGNS * len(side)
        if full < _FULL_SHARE * len(side) or few or pauses < min(_LEAST_PAUSES, len(side)):
            return False
        widths.append(x1 - x0)
    return min(widths) >= _LIKE_WIDTHS * max(widths)


def _signs(words: Sequence[Word]) -> str:
    return re.sub(r"\s", "", "".join(word.text for word in words))
