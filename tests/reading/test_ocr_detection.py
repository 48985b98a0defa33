from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from docaudit.reading.ocr.detection import Quad, find_lines

WIDE, HIGH = 1400, 2000


class Eyes:
    """Sees each dark bar as a line, and counts how often and on how much it was asked."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []

    def __call__(self, blob: NDArray[np.float32], size: tuple[int, int]) -> list[Quad]:
        self.sizes.append((blob.shape[3], blob.shape[2]))
        seen = (blob[0].mean(axis=0) < 0).astype(np.uint8)
        count, _, stats, _ = cv2.connectedComponentsWithStats(seen)
        across, down = size[0] / blob.shape[3], size[1] / blob.shape[2]
        quads = []
        for x, y, w, h, _area in stats[1:count].tolist():
            left, right = x * across, (x + w) * across - 1
            top, bottom = y * down, (y + h) * down - 1
            quads.append(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32))
        return quads


def page(bars: list[tuple[int, int, int, int]]) -> NDArray[np.uint8]:
    image = np.full((HIGH, WIDE, 3), 255, np.uint8)
    for x, y, w, h in bars:
        image[y : y + h, x : x + w] = 0
    return image


def boxes(quads: list[Quad]) -> list[tuple[int, ...]]:
    return sorted(
        (*q.min(axis=0).round().astype(int).tolist(), *q.max(axis=0).round().astype(int).tolist()) for q in quads
    )


@settings(max_examples=25, deadline=None)
@given(first=st.integers(10, 60), step=st.integers(44, 90), high=st.integers(16, 36))
def test_two_parts_show_each_line_once_and_where_it_is(first: int, step: int, high: int) -> None:
    bars = [(100, y, 900, high) for y in range(first, HIGH - 60, step)]
    eyes = Eyes()
    found = boxes(find_lines(page(bars), 2000, eyes))
    assert len(eyes.sizes) == 2, "a page of plain lines is looked at in two parts"
    assert max(w * h for w, h in eyes.sizes) < 0.62 * WIDE * HIGH
    assert len(found) == len(bars)
    for (x0, y0, x1, y1), (x, y, w, h) in zip(sorted(found, key=lambda b: b[1]), bars, strict=True):
        assert (x0, x1) == pytest.approx((x, x + w - 1), abs=4)
        assert (y0, y1) == pytest.approx((y, y + h - 1), abs=4)


def test_a_line_that_stands_across_the_seam_is_seen_whole() -> None:
    bars = [(100, y, 900, 30) for y in range(50, 1900, 60)]
    eyes = Eyes()
    found = boxes(find_lines(page([*bars, (1200, 500, 30, 1000)]), 2000, eyes))
    assert len(found) == len(bars) + 1
    (standing,) = [b for b in found if b[3] - b[1] > 500]
    assert standing == pytest.approx((1200, 500, 1229, 1499), abs=4)


def test_a_small_picture_is_seen_at_once_and_enlarged() -> None:
    eyes = Eyes()
    image = np.full((300, 500, 3), 255, np.uint8)
    image[100:120, 50:400] = 0
    assert boxes(find_lines(image, 2000, eyes)) == [pytest.approx((50, 100, 399, 119), abs=2)]
    ((wide, high),) = eyes.sizes
    assert min(wide, high) == 736


def test_margins_are_left_out_and_faint_lines_near_them_are_not() -> None:
    eyes = Eyes()
    image = page([(300, y, 700, 30) for y in range(400, 1500, 60)])
    # Dust, a scanner's edge, and a line of pale dots as wide as figures in the corner.
    image[40:44, 92:96] = 0
    image[:, :6] = 60
    found = boxes(find_lines(image, 2000, eyes))
    assert len(found) == 19
    assert min(b[0] for b in found) == pytest.approx(300, abs=4)
    assert sum(w * h for w, h in eyes.sizes) < 0.6 * WIDE * HIGH
    image[1900:1916, 1000:1300:3] = 230
    eyes.sizes.clear()
    find_lines(image, 2000, eyes)
    assert sum(w * h for w, h in eyes.sizes) > 0.6 * WIDE * HIGH, "the pale line is part of what is seen"
