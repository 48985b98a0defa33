from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.reading.ocr.confidence import calibrated
from docaudit.reading.ocr.lines import UNREAD, Alphabet, decode

KINDS = ("text", "figures", "agreed", "disputed")
GLYPHS = Alphabet(("1", "2", ".", ",", "元", "（", "("))


def answer(*steps: tuple[int, float]) -> np.ndarray:
    """Return an answer in which each step gives its class the probability, and the rest to the others."""
    made = np.zeros((1, len(steps), len(GLYPHS.glyphs) + 1), np.float32)
    for row, (best, share) in zip(made[0], steps, strict=True):
        row[:] = (1 - share) / (len(row) - 1)
        row[best] = share
    return made


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.floats(0, 20), st.floats(0, 20))
def test_more_doubt_never_gives_more_confidence(kind: str, first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert 0 <= calibrated(kind, high) <= calibrated(kind, low) <= 1


@settings(deadline=None)
@given(st.floats(0.002, 1.5))
def test_looks_that_disagree_never_give_more_confidence_than_looks_that_agree(doubt: float) -> None:
    assert calibrated("disputed", doubt) <= calibrated("agreed", doubt)


def test_an_unread_line_has_no_confidence() -> None:
    assert calibrated("text", UNREAD.doubt) == 0.0


def test_repeats_and_blanks_are_left_out() -> None:
    read = decode(answer((1, 0.9), (1, 0.99), (0, 0.9), (1, 0.8), (8, 0.9), (5, 0.7)), GLYPHS)
    assert read.text == "11 元"


def test_the_doubt_is_that_of_all_glyphs_at_their_surest_step() -> None:
    read = decode(answer((1, 0.9), (1, 0.99), (0, 0.6), (2, 0.8)), GLYPHS)
    assert read.doubt == pytest.approx(-math.log(0.99 * 0.8), abs=1e-4)
    assert read.score == pytest.approx((0.9 + 0.8) / 2, abs=1e-4)


def test_marks_that_the_shape_settles_raise_no_doubt() -> None:
    sure, unsure = 0.999, 0.5
    spelt = [(1, sure), (3, unsure), (1, sure), (2, sure), (1, sure), (3, unsure), (2, sure), (1, sure)]
    read = decode(answer(*[step for pair in spelt for step in (pair, (0, sure))]), GLYPHS)
    assert read.text == "1,121.21"
    assert read.doubt < 0.01


def test_gaps_between_words_raise_no_doubt() -> None:
    read = decode(answer((1, 0.99), (8, 0.5), (2, 0.98)), GLYPHS)
    assert read.text == "1 2"
    assert read.doubt == pytest.approx(-math.log(0.99 * 0.98), abs=1e-4)


def test_how_wide_a_glyph_is_printed_raises_no_doubt() -> None:
    made = answer((1, 0.99), (6, 0.5), (2, 0.98))
    made[0, 1, 7] = 0.49
    read = decode(made, GLYPHS)
    assert read.text == "1（2"
    assert read.doubt == pytest.approx(-math.log(0.99 * 0.99 * 0.98), abs=1e-3)


def test_an_answer_of_blanks_is_no_text() -> None:
    assert decode(answer((0, 0.9), (0, 0.9)), GLYPHS) == UNREAD
