"""Sums printed one digit to a box under 亿千百十万千百十元角分, as paying-in slips and vouchers have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.order import Row
from docaudit.understanding.paper import Paper

_UNITS = re.compile(r"[亿千百十万仟佰拾+]([\t ]?[亿千百十万仟佰拾+]){2,9}[\t ]?元[\t ]?角[\t ]?分")
"""The units over the boxes; scans read 十 as a plus sign."""
_LINES_BELOW = 3
_PLACES = "分角元"
_NEXT_BOX = 1.5
"""A digit no further than so many boxes left of the first unit stands in a box of the sum."""


def boxed_sum(paper: Paper) -> Field[Money]:
    """Return the sum whose digits stand in the boxes below the units; empty where a box between them is blank.

    Where several rows of boxes are filled (the items of a voucher and their total), none is the paper's sum for sure.
    """
    sums = [found for index in range(len(paper.rows)) for found in _below(paper, index)]
    return sums[0] if sums and len({s.value for s in sums}) == 1 else Field()


def _below(paper: Paper, index: int) -> Iterator[Field[Money]]:
    head = paper.rows[index]
    units = _UNITS.search(paper.text.chars, head.start, head.end)
    if units is None:
        return
    places = [_x(paper, i) for i in range(units.start(), units.end()) if paper.text.chars[i] not in "\t "]
    pitch = (places[-1] - places[0]) / (len(places) - 1)
    for row in paper.rows[index + 1 : index + 1 + _LINES_BELOW]:
        if row.page != head.page:
            return
        found = _read(paper, row, places, pitch)
        if found is not None:
            yield found


def _read(paper: Paper, row: Row, places: list[float], pitch: float) -> Field[Money] | None:
    """Return the sum of one line of digits, None where they do not fill the boxes from the first one to 分."""
    boxes: dict[int, int] = {}
    for i in range(row.start, row.end):
        if not paper.text.chars[i].isdecimal():
            continue
        x = _x(paper, i)
        far = [abs(place - x) for place in places]
        near = far.index(min(far))
        if far[near] > 0.5 * pitch:
            if near == 0 and far[near] < _NEXT_BOX * pitch:
                return None  # a box whose unit was not read
            continue
        if near in boxes:
            return None
        boxes[near] = i
    filled = sorted(boxes)
    if len(filled) < len(_PLACES) or filled[-1] != len(places) - 1 or any(b - a != 1 for a, b in pairwise(filled)):
        return None
    digits = "".join(paper.text.chars[boxes[k]] for k in filled)
    return paper.text.field(Money(int(digits)), boxes[filled[0]], boxes[filled[-1]] + 1, 0.9)


def _x(paper: Paper, at: int) -> float:
    """Return where the middle of a character stands."""
    token, first, last = paper.text.pieces(at, at + 1)[0]
    return token.box.x0 + (first + last) / 2 * token.box.width
