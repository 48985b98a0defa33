"""The words of an OFD's text objects, where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from lxml import etree

from docaudit.reading.geometry import Matrix, clipped_box
from docaudit.reading.office.ofd.package import Frame, frame_of, matrix_of, numbers
from docaudit.records.pages import TextSource, Word

# Glyphs of one text object farther apart than this many font sizes are separate words.
_WIDE_GAP = 1.6
_MOST_DELTAS = 20_000


@dataclass(slots=True)
class _Glyph:
    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Place:
    """How an object's own coordinates lie on the page (millimetres): matrix, then offset, on a page of `size`."""

    offset: tuple[float, float]
    matrix: Matrix
    size: tuple[float, float]


def text_words(item: etree._Element, frame: Frame) -> Iterator[Word]:
    """Yield the words of a TextObject, in fractions of the page."""
    boundary = frame_of(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    size = numbers(item.get("Size"))
    font_size = size[0] if size else 3.5
    matrix = matrix_of(item.get("CTM"))
    stretch = numbers(item.get("HScale"))
    scale = stretch[0] if stretch else 1.0
    place = _Place((boundary[0] - frame[0], boundary[1] - frame[1]), matrix, (frame[2], frame[3]))
    x = y = 0.0
    for code in item.iter("{*}TextCode"):
        # X and Y of a later piece may be missing: they carry on from the piece before (GB/T 33190, 11.3).
        xs, ys = numbers(code.get("X")), numbers(code.get("Y"))
        x, y = (xs[0] if xs else x), (ys[0] if ys else y)
        text = code.text or ""
        across, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        glyphs, x, y = _glyphs(text, (x, y), (across, down), font_size * scale)
        for run in _runs(glyphs, font_size):
            word = _run_word(run, place, font_size)
            if word is not None:
                yield word


def _glyphs(
    text: str, start: tuple[float, float], deltas: tuple[list[float], list[float]], font_size: float
) -> tuple[list[_Glyph], float, float]:
    (x, y), (across, down) = start, deltas
    glyphs = []
    for index, character in enumerate(text):
        wide = font_size * (1.0 if ord(character) > 0x2E7F else 0.5)
        glyphs.append(_Glyph(character, x, y, wide, font_size))
        dx = across[index] if index < len(across) else (0.0 if index < len(down) else wide)
        dy = down[index] if index < len(down) else 0.0
        x, y = x + dx, y + dy
    return glyphs, x, y


def _runs(glyphs: list[_Glyph], font_size: float) -> Iterator[list[_Glyph]]:
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run:
            before = run[-1]
            gap = glyph.x - (before.x + before.width)
            if abs(glyph.y - before.y) > 0.4 * font_size or gap > _WIDE_GAP * font_size or gap < -1.5 * font_size:
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run


def _run_word(run: list[_Glyph], place: _Place, font_size: float) -> Word | None:
    text = " ".join("".join(g.text for g in run).split())
    if not text:
        return None
    x0, x1 = run[0].x, max(g.x + g.width for g in run)
    y0, y1 = min(g.y for g in run) - 0.88 * font_size, max(g.y for g in run) + 0.12 * font_size
    corners = place.matrix @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1, 1, 1, 1]], dtype=np.float64)
    xs = (corners[0] + place.offset[0]) / max(place.size[0], 1e-6)
    ys = (corners[1] + place.offset[1]) / max(place.size[1], 1e-6)
    box = clipped_box(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
    return Word(text, box, 1.0, TextSource.STRUCTURED)


def _deltas(text: str | None) -> list[float]:
    """Expand ``g N value``: the value N times (GB/T 33190, 11.3)."""
    values: list[float] = []
    tokens = (text or "").split()
    index = 0
    while index < len(tokens) and len(values) < _MOST_DELTAS:
        if tokens[index] == "g" and index + 2 < len(tokens) and tokens[index + 1].isdecimal():
            value = numbers(tokens[index + 2])
            values.extend(value * min(int(tokens[index + 1]), _MOST_DELTAS))
            index += 3
        else:
            values.extend(numbers(tokens[index]))
            index += 1
    return values
