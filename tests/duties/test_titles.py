"""Titles of the calendar say the same in Chinese and in English."""

from __future__ import annotations

import datetime as dt
import re
import string

import pytest

from docaudit.duties.titles import NOTHING, Title, listed, named, titled
from docaudit.knowledge import table
from docaudit.records.money import Money


def facts(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", sorted(table("duties")))
def test_both_languages_of_a_title_want_the_same_facts(key: str) -> None:
    zh, en = table("duties")[key]
    assert facts(zh) == facts(en)
    assert re.search(r"[\u4e00-\u9fff{]", zh)
    assert not re.search(r"[\u4e00-\u9fff，、（）]", en)


def test_facts_are_written_as_readers_of_each_language_write_them() -> None:
    parts = listed([titled("principal", money=Money(1_000_000_00)), titled("interest", money=Money(5_00))])
    assert titled("instalment", parts=parts, loan="JK-1") == (
        "应还本金1,000,000.00元、利息5.00元（JK-1）",
        "principal CNY 1,000,000.00, interest CNY 5.00 due (JK-1)",
    )
    assert titled("month", year=2026, number=3) == ("2026年3月", "2026-03")
    routine = titled("routine_check", last=dt.date(2026, 1, 5), days=90, loan="JK-1")
    assert "2026-01-05" in routine.zh
    assert "2026-01-05" in routine.en
    assert named("use", "securities") == Title("证券投资", "Securities")
    assert not NOTHING
