from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.documents import DOCUMENTS
from docaudit.errors import DeclarationError
from docaudit.knowledge import (
    add_working_days,
    is_working_day,
    label,
    labels,
    lpr_on,
    regulation,
    regulations,
    version_on,
)
from docaudit.records.labels import DutyStatus, PaperStatus, Severity, Use


def test_the_version_in_force_at_signing_is_cited():
    assert version_on("working_capital", dt.date(2024, 6, 30)).key == "working_capital_2010"
    assert version_on("working_capital", dt.date(2024, 7, 1)).key == "working_capital_2024"
    assert version_on("personal").key == "personal_2024"


def test_only_confirmed_articles_are_cited():
    assert regulation("civil_code/673").article == "673"
    assert regulation("working_capital/9", dt.date(2025, 1, 1)).article == "9"
    assert regulation("working_capital/9", dt.date(2023, 1, 1)).article is None
    assert regulation("fixed_asset").article is None
    with pytest.raises(DeclarationError):
        regulation("fixed_asset/25")
    with pytest.raises(DeclarationError):
        regulation("no_such_rule")


def test_versions_of_a_family_do_not_overlap():
    for one in regulations().values():
        for two in regulations().values():
            if one.family == two.family and one.since < two.since:
                assert one.until is not None
                assert one.until < two.since


def test_every_enumeration_has_a_chinese_word():
    for use in Use:
        assert re.search("[一-鿿]", label("use", use))
    for severity in Severity:
        assert re.search("[一-鿿]", label("severity", severity.label))
    for status in PaperStatus:
        assert label("paper_status", status) != status
    for status in DutyStatus:
        assert label("duty_status", status) != status
    assert set(DOCUMENTS.names()) <= set(labels("doc_type"))
    assert label("use", "idle", "en") == "Idle"
    assert label("use", "no such use") == "no such use"


def test_public_holidays_and_make_up_days():
    assert not is_working_day(dt.date(2026, 2, 17))
    assert is_working_day(dt.date(2026, 2, 14))
    assert not is_working_day(dt.date(2025, 10, 8))
    assert is_working_day(dt.date(2025, 10, 9))
    assert not is_working_day(dt.date(2026, 1, 10))
    assert is_working_day(dt.date(2030, 10, 1))
    assert add_working_days(dt.date(2025, 9, 30), 1) == dt.date(2025, 10, 9)
    assert add_working_days(dt.date(2025, 10, 9), -1) == dt.date(2025, 9, 30)
    assert add_working_days(dt.date(2025, 10, 1), 0) == dt.date(2025, 10, 9)


@given(st.dates(dt.date(2023, 1, 1), dt.date(2026, 11, 1)), st.integers(1, 30))
def test_working_days_there_and_back(day, count):
    later = add_working_days(day, count)
    assert is_working_day(later)
    assert sum(is_working_day(day + dt.timedelta(days=n)) for n in range(1, (later - day).days + 1)) == count


def test_the_loan_prime_rate_of_a_day():
    rate = lpr_on(dt.date(2024, 7, 21))
    assert rate is not None
    assert (rate.one_year, rate.five_years) == (Decimal("3.45"), Decimal("3.95"))
    assert lpr_on(dt.date(2000, 1, 1)) is None
