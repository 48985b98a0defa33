from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.records.evidence import Box, Evidence, Field
from docaudit.records.money import Money
from docaudit.records.pages import Line, Page, Word
from docaudit.understanding.turned import laid_back, turn_box, upright

fractions = st.floats(0, 1)


@given(fractions, fractions, fractions, fractions, st.sampled_from([0, 90, 180, 270]))
def test_a_box_turned_and_turned_back_is_the_same(a: float, b: float, c: float, d: float, degrees: int) -> None:
    box = Box(min(a, b), min(c, d), max(a, b), max(c, d))
    back = turn_box(turn_box(box, degrees), -degrees)
    assert (back.x0, back.y0, back.x1, back.y1) == pytest.approx((box.x0, box.y0, box.x1, box.y1))


def test_a_quarter_turn_clockwise_moves_the_top_left_corner_to_the_top_right() -> None:
    assert turn_box(Box(0, 0, 0.1, 0.2), 90) == Box(0.8, 0, 1.0, 0.1)


def test_an_upright_page_keeps_its_words_and_swaps_its_sides() -> None:
    word = Word("金额", Box(0, 0, 0.1, 0.2))
    page = Page(
        number=1, width=600, height=800, words=(word,), lines=(Line("金额", (word,), word.box),), turned_degrees=90
    )
    turned = upright(page)
    assert (turned.width, turned.height) == (800, 600)
    assert turned.lines[0].words[0].box == Box(0.8, 0, 1.0, 0.1)


def test_evidence_on_a_turned_page_is_laid_back_in_lists_too() -> None:
    place = Evidence(text="1.00", page=2, box=Box(0, 0, 0.1, 0.2))
    other = Evidence(text="x", page=1, box=Box(0, 0, 0.1, 0.2))
    invoice = VatInvoice(
        total=Field(Money(100), 1.0, place),
        seller_name=Field("x", 1.0, other),
        items=(InvoiceItem(amount=Field(Money(100), 1.0, place)),),
        pages=(1, 2),
    )
    back = laid_back(invoice, [Page(number=1), Page(number=2, turned_degrees=180)])
    expected = turn_box(Box(0, 0, 0.1, 0.2), 180)
    assert back.total.evidence is not None
    assert back.total.evidence.box == expected
    assert back.items[0].amount.evidence is not None
    assert back.items[0].amount.evidence.box == expected
    assert back.seller_name == invoice.seller_name


def test_a_paper_on_a_shared_picture_is_read_by_its_own_sides_and_laid_back() -> None:
    region = Box(0.5, 0.25, 1.0, 0.5)
    word = Word("收据", Box(0.9, 0.45, 1.0, 0.5))
    paper = Page(width=800, height=800, words=(word,), turned_degrees=180, region=region)
    (own,) = upright(Page(number=3, width=800, height=800, papers=(paper,))).papers
    assert (own.number, own.width, own.height) == (3, 400, 200)
    box = own.words[0].box
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((0.0, 0.0, 0.2, 0.2))
    place = Evidence(text="收据", page=3, box=box)
    read = VatInvoice(seller_name=Field("收据", 1.0, place), pages=(3,), region=Box(0, 0, 1, 1))
    back = laid_back(read, [own])
    assert back.region == region
    assert back.seller_name.evidence is not None
    assert back.seller_name.evidence.box is not None
    assert back.seller_name.evidence.box.to_json() == word.box.to_json()


@given(
    st.floats(0.1, 6) | st.floats(-6, -0.1),
    st.floats(0.1, 0.8),
    st.floats(0.1, 0.8),
    st.sampled_from([0, 90, 180, 270]),
)
def test_words_of_a_leaning_page_stand_level_and_their_evidence_is_laid_back(
    lean: float, x: float, y: float, turned: int
) -> None:
    # Seen upright, a word 0.15 by 0.012 on a sheet of 600 by 800 that was laid in leaning; the scan is as large.
    a = math.radians(lean)
    cx, cy = (x - 0.5) * 600, (y - 0.5) * 800
    cx, cy = cx * math.cos(a) - cy * math.sin(a), cx * math.sin(a) + cy * math.cos(a)
    wide = 90 * math.cos(a) + 9.6 * abs(math.sin(a))
    high = 9.6 * math.cos(a) + 90 * abs(math.sin(a))
    seen = Box(
        0.5 + (cx - wide / 2) / 600,
        0.5 + (cy - high / 2) / 800,
        0.5 + (cx + wide / 2) / 600,
        0.5 + (cy + high / 2) / 800,
    )
    shown = Word("5,043,455.17", turn_box(seen, -turned))
    sides = (800, 600) if turned % 180 else (600, 800)
    page = Page(number=1, width=sides[0], height=sides[1], words=(shown,), turned_degrees=turned, skew_degrees=lean)
    own = upright(page)
    box = own.words[0].box
    assert box.width * own.width == pytest.approx(90)
    assert box.height * own.height == pytest.approx(9.6)
    assert (box.center[1] - 0.5) * own.height == pytest.approx((y - 0.5) * 800, abs=1e-6)
    read = VatInvoice(total=Field(Money(504345517), 1.0, Evidence(text=shown.text, page=1, box=box)), pages=(1,))
    place = laid_back(read, [own]).total.evidence
    assert place is not None
    assert place.box is not None
    assert place.box.to_json() == pytest.approx(shown.box.to_json(), abs=2e-4)
