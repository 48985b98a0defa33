"""What findings say: the same facts in both languages, every text used, none missing."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from check_cases import SUPPLIER, row

from docaudit.checks import CHECKS, words
from docaudit.checks.phrases import grounds
from docaudit.checks.wording import Named, Told, joined, say, shown, templates
from docaudit.errors import DeclarationError
from docaudit.records.money import Money

GROUPS = sorted({name.partition(".")[0] for name in CHECKS.names()})


@pytest.mark.parametrize("group", GROUPS)
def test_every_text_belongs_to_a_check_and_stands_in_both_languages(group: str) -> None:
    for check, keys in templates(group).items():
        assert check in CHECKS.names()
        _both_languages(keys)


def _both_languages(keys: Mapping[str, tuple[str, str]]) -> None:
    for zh, en in keys.values():
        assert re.search("[\u4e00-\u9fff]", re.sub(r"\{\w+\}[。；，]?$", "字", zh))
        assert en
        assert not re.search("[\u4e00-\u9fff]", en)


def test_the_parts_that_all_groups_share_stand_in_both_languages_and_are_used() -> None:
    sources = "".join(p.read_text("utf-8") for p in Path(words.__file__).parent.rglob("*.py"))
    for name, keys in templates("words").items():
        _both_languages(keys)
        for key in keys:
            assert f'"{name}"' in sources
            assert f'"{key}"' in sources


def test_the_reason_of_a_use_reads_in_english_and_quotes_what_was_printed() -> None:
    line = replace(row(5, 3, -1, SUPPLIER), use_reason="收款人名称含“证券”，但附言为“印制”")
    assert grounds([line]).en == "the payee's name contains “证券”, but the remark reads “印制”"


@pytest.mark.parametrize("group", GROUPS)
def test_every_text_is_used_by_the_file_of_its_group(group: str) -> None:
    modules = {inspect.getmodule(CHECKS[n].function) for n in CHECKS.names() if n.startswith(f"{group}.")}
    sources = "".join(inspect.getsource(m) for m in modules if m is not None)
    for keys in templates(group).values():
        for key in keys:
            assert f'"{key}"' in sources


def test_facts_are_written_as_a_reader_of_the_language_writes_them() -> None:
    told = [shown(f, "zh") for f in (Money(123456789), dt.date(2026, 1, 5), None, 3, Decimal("0.50"), ["甲", "乙"])]
    assert told == ["1,234,567.89元", "2026年1月5日", "不详", "3", "0.50", "甲、乙"]
    assert [shown(f, "en") for f in (Money(-100), dt.date(2026, 1, 5), None, ["甲", 2])] == [
        "CNY -1.00",
        "2026-01-05",
        "unknown",
        "甲, 2",
    ]
    assert shown(Named("use", "securities"), "zh") == "证券投资"
    assert shown(Named("use", "securities"), "en") == "Securities"
    assert joined([Told("甲。", "A."), Told("乙。", "B.")]) == Told("甲。乙。", "A. B.")


def test_a_text_that_is_not_there_or_lacks_a_fact_is_named() -> None:
    with pytest.raises(DeclarationError, match=r"financials\.unbalanced: there is no text 'other'"):
        say("financials.unbalanced", "other")
    with pytest.raises(DeclarationError, match="wants the fact"):
        say("financials.unbalanced", "title", entity="甲")
