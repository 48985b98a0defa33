"""The level and upright strokes of an OFD's paths: the rules of its tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from lxml import etree

from docaudit.reading.layout import Rule
from docaudit.reading.office.ofd.package import Frame, frame_of, matrix_of, numbers

_MOST_TOKENS = 20_000


def path_rules(item: etree._Element, frame: Frame) -> Iterator[Rule]:
    """Yield the rules of a PathObject, in fractions of the page."""
    boundary = frame_of(item.get("Boundary"))
    data = item.find("{*}AbbreviatedData")
    if boundary is None or data is None or not data.text:
        return
    matrix = matrix_of(item.get("CTM"))
    at: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    tokens = data.text.split()[:_MOST_TOKENS]
    index = 0
    while index < len(tokens):
        operator = tokens[index]
        index += 1
        size = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}.get(operator, 0)
        found = numbers(" ".join(tokens[index : index + size]))
        if len(found) != size:
            return
        index += size
        if operator == "C" and at and start:
            point = start
        elif size:
            moved = matrix @ np.array([found[-2], found[-1], 1.0])
            point = (
                (float(moved[0]) + boundary[0] - frame[0]) / max(frame[2], 1e-6),
                (float(moved[1]) + boundary[1] - frame[1]) / max(frame[3], 1e-6),
            )
        else:
            continue
        if operator in "MS":
            start = point
        elif operator in "LC" and at:
            rule = _rule(at, point, frame)
            if rule is not None:
                yield rule
        at = point


def _rule(a: tuple[float, float], b: tuple[float, float], frame: Frame) -> Rule | None:
    wide, high = abs(a[0] - b[0]) * frame[2], abs(a[1] - b[1]) * frame[3]
    if high <= 0.2 and wide >= 1.5:
        return Rule(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))
    if wide <= 0.2 and high >= 1.5:
        return Rule(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
    return None
