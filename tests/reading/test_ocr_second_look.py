from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docaudit.reading.ocr.lines import Reading
from docaudit.reading.ocr.second_look import agree, doubtful, grown, settled, unread_minus

BOX = np.array([[100, 40], [300, 40], [300, 80], [100, 80]], np.float32)


def read(text: str, doubt: float = 0.1) -> Reading:
    return Reading(text, 0.95, doubt)


def strip(*strokes: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Return a picture with the digits of an amount in `BOX` and rectangles (x, y, width, height) beside it."""
    image = np.full((120, 400, 3), 245, np.uint8)
    cv2.putText(image, "123.45", (108, 74), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
    for x, y, w, h in strokes:
        image[y : y + h, x : x + w] = 20
    return image


def test_only_doubtful_figures_are_looked_at_again_and_the_surest_first() -> None:
    lines = [read("1,234.56", 0.3), read("甲方盖章", 0.3), read("99.00", 0.05), read("88.00", 0.0), read("7?8.0", 9.0)]
    assert doubtful(lines) == [2, 0]


def test_a_hopeless_page_has_a_bounded_number_of_second_looks() -> None:
    assert len(doubtful([read("12.00")] * 1000)) <= 60


def test_looks_agree_whatever_blanks_they_read() -> None:
    assert agree(read("1,234.56"), [read("1, 234.56"), read("1,234.56")])
    assert not agree(read("1,234.56"), [read("1,234.56"), read("1,284.56")])


def test_the_other_looks_are_taken_over_the_first_only_where_they_agree() -> None:
    first, whole, other = read("1-4,349.26"), read("14,349.26"), read("44,349.26")
    assert settled(first, [whole, whole]) is whole
    assert settled(first, [whole, other]) is first
    assert settled(first, [first, whole]) is first
    assert settled(first, [read(""), read("")]) is first


def test_corners_move_out_by_shares_of_the_height() -> None:
    more = grown(BOX, 0.5, 0.1, right=False)
    assert more[0] == pytest.approx([80, 36])
    assert more[2] == pytest.approx([300, 84])


@pytest.mark.parametrize("stroke", [(78, 58, 14, 4), (94, 58, 12, 4), (101, 58, 7, 5)])
def test_a_minus_outside_its_box_or_unread_inside_it_is_found(stroke: tuple[int, int, int, int]) -> None:
    more = unread_minus(strip(stroke), BOX, read("123.45"))
    assert more is not None
    assert more[0][0] < 78


@pytest.mark.parametrize(
    "stroke",
    [(60, 58, 38, 3), (84, 36, 3, 48), (82, 58, 2, 2), (78, 76, 14, 4), (80, 45, 14, 30)],
    ids=["rule across", "rule down", "speck", "underline", "letter"],
)
def test_other_ink_beside_a_box_is_no_minus(stroke: tuple[int, int, int, int]) -> None:
    assert unread_minus(strip(stroke), BOX, read("123.45")) is None


@pytest.mark.parametrize("text", ["-123.45", "¥123.45", "12345"])
def test_only_unsigned_amounts_can_have_lost_a_minus(text: str) -> None:
    assert unread_minus(strip((78, 58, 14, 4)), BOX, read(text)) is None
