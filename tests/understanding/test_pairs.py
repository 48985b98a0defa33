"""Captions and their values found by cells, colons and places, whatever the captions say."""

from __future__ import annotations

from tests.understanding.pages import paged, ruled

from docaudit.records.pages import Page
from docaudit.understanding.pairs import pairs
from docaudit.understanding.paper import Paper

CAPTIONS = {"户头", "号数", "某栏", "甲栏", "乙栏", "丙栏资料", "事由", "数目"}


def _found(page: Page) -> set[tuple[str, str, str]]:
    """Return (caption, heading, value) of every pair."""
    found = pairs(Paper([page]), lambda words: "".join(words.split()) in CAPTIONS)
    return {
        (p.caption.strip(" :"), p.heading, p.spot.view.chars[p.spot.start : p.spot.end].strip("\t\n :")) for p in found
    }


def test_a_cell_names_the_one_to_its_right() -> None:
    assert _found(ruled([["户头", "某厂", "号数", "12345678"]])) == {("户头", "", "某厂"), ("号数", "", "12345678")}


def test_captions_of_a_heading_row_name_what_stands_below() -> None:
    assert _found(ruled([["户头", "号数"], ["某厂", "12345678"]])) == {("户头", "", "某厂"), ("号数", "", "12345678")}


def test_a_column_tells_whose_a_row_is_and_a_row_whose_a_column_is() -> None:
    columns = _found(ruled([["", "甲栏", "乙栏"], ["户头", "某厂", "某店"], ["号数", "111111", "222222"]]))
    assert {("户头", "甲栏", "某厂"), ("号数", "甲栏", "111111")} <= columns
    assert {("乙栏", "户头", "某店"), ("乙栏", "号数", "222222")} <= columns
    rows = _found(ruled([["某栏", "户头", "号数"], ["甲栏", "某厂", "111111"], ["乙栏", "某店", "222222"]]))
    assert {
        ("户头", "甲栏", "某厂"),
        ("号数", "甲栏", "111111"),
        ("户头", "乙栏", "某店"),
        ("号数", "乙栏", "222222"),
    } <= rows


def test_a_line_names_values_behind_colons_and_behind_wide_gaps() -> None:
    found = _found(paged("户头：某厂    号数：12345678\n事由    买布"))
    assert found == {("户头", "", "某厂"), ("号数", "", "12345678"), ("事由", "", "买布")}


def test_a_caption_over_its_value_and_under_its_heading_is_found() -> None:
    found = _found(paged("丙栏资料\n户头          号数\n某某厂        12345678"))
    assert found == {("户头", "丙栏资料", "某某厂"), ("号数", "丙栏资料", "12345678")}


def test_a_clock_is_no_caption() -> None:
    assert _found(paged("时间 10:30:15 之前办理")) == set()
