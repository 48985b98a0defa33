"""Many records at once."""

from __future__ import annotations

import dataclasses

import pytest

from docaudit.records.columns import fill, made, names
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, TextSource, Word


def test_records_made_by_columns_are_those_made_one_by_one() -> None:
    boxes = made(Box, 2, x0=[0.1, 0.2], y0=[0.1, 0.1], x1=[0.3, 0.4], y1=[0.2, 0.2])
    words = made(Word, 2, text=["余额", "5"], box=boxes)
    assert words == [Word("余额", Box(0.1, 0.1, 0.3, 0.2)), Word("5", Box(0.2, 0.1, 0.4, 0.2))]
    assert [word.origin for word in words] == [TextSource.TEXT_LAYER] * 2
    assert hash(boxes[0]) == hash(Box(0.1, 0.1, 0.3, 0.2))


def test_a_column_replaces_a_default_and_none_are_made_of_none() -> None:
    assert made(Cell, 1, row=[0], column=[1], text=["甲"], confidence=[0.5]) == [
        Cell(row=0, column=1, text="甲", confidence=0.5)
    ]
    assert made(Box, 0, x0=[], y0=[], x1=[], y1=[]) == []


def test_a_field_that_must_be_given_is_missed() -> None:
    with pytest.raises(TypeError, match="box"):
        made(Word, 1, text=["甲"])


def test_frozen_records_are_filled() -> None:
    words = [Word("甲", Box(0, 0, 1, 1)), Word("乙", Box(0, 0, 1, 1))]
    fill(Word, "text", words, ["丙", "丁"])
    assert [word.text for word in words] == ["丙", "丁"]
    assert names(Word) == tuple(field.name for field in dataclasses.fields(Word))
