from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad
from docaudit.reading.ocr.ends import with_lost_ends
from docaudit.reading.ocr.lines import Reading

FIGURES = "4859765.69"


def page(text: str = FIGURES, before: str = "") -> tuple[NDArray[np.uint8], list[tuple[int, int]]]:
    """Return a picture of figures and where each glyph begins and ends, perhaps with a shape before them."""
    image = np.full((160, 900, 3), 240, np.uint8)
    spans, x = [], 250
    for glyph in text:
        (wide, _), _ = cv2.getTextSize(glyph, cv2.FONT_HERSHEY_SIMPLEX, 1.4, 3)
        cv2.putText(image, glyph, (x, 95), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (25, 25, 25), 3)
        spans.append((x, x + wide))
        x += wide
    shapes = {
        "rule": (238, 40, 3, 80),
        "stroke": (228, 78, 14, 4),
        "far glyph": (170, 65, 18, 30),
    }
    if before:
        left, top, wide, high = shapes[before]
        image[top : top + high, left : left + wide] = 25
    return image, spans


def box(left: int, right: int) -> Quad:
    return np.array([[left, 58], [right, 58], [right, 102], [left, 102]], np.float32)


def read(text: str) -> Reading:
    return Reading(text, 0.99, 0.01)


def test_a_first_and_a_last_glyph_outside_the_box_are_found() -> None:
    image, spans = page()
    whole = box(spans[0][0] - 6, spans[-1][1] + 6)
    assert with_lost_ends(image, [whole], [read(FIGURES)]) == {}
    short = with_lost_ends(image, [box(spans[1][0], spans[-1][1] + 6)], [read(FIGURES[1:])])
    assert short[0][0, 0] <= spans[0][0] + 4
    assert short[0][1, 0] == pytest.approx(spans[-1][1] + 6, abs=1)
    short = with_lost_ends(image, [box(spans[0][0] - 6, spans[-1][0])], [read(FIGURES[:-1])])
    assert short[0][1, 0] >= spans[-1][1] - 4


def test_glyphs_are_found_beyond_a_comma_that_is_outside_too() -> None:
    image, spans = page("4,859.00")
    short = with_lost_ends(image, [box(spans[2][0] - 1, spans[-1][1] + 6)], [read("859.00")])
    assert short[0][0, 0] <= spans[0][0] + 4


@pytest.mark.parametrize("before", ["rule", "stroke", "far glyph"])
def test_what_stands_beside_figures_without_being_part_of_them_is_left_alone(before: str) -> None:
    image, spans = page(before=before)
    assert with_lost_ends(image, [box(spans[0][0] - 4, spans[-1][1] + 6)], [read(FIGURES)]) == {}


def test_glyphs_of_another_line_and_words_are_left_alone() -> None:
    image, spans = page()
    parts = [box(spans[0][0] - 6, spans[3][1]), box(spans[4][0], spans[-1][1] + 6)]
    assert with_lost_ends(image, parts, [read(FIGURES[:4]), read(FIGURES[4:])]) == {}
    assert with_lost_ends(image, [box(spans[1][0], spans[-1][1] + 6)], [read("合同金额")]) == {}


def test_a_long_row_of_glyphs_is_a_line_of_its_own() -> None:
    image, spans = page("123456789012")
    assert with_lost_ends(image, [box(spans[8][0], spans[-1][1] + 6)], [read("9012")]) == {}
