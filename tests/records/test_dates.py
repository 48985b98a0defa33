# ruff: noqa: E501, DTZ001
from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.records.dates import (
    add_months,
    excel_serial,
    parse_date,
    parse_datetime,
    parse_days,
    parse_months,
    parse_period,
)

DAY = dt.date(2026, 1, 5)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2026年1月5日", "2026年01月05日", "2026.1.5", "2026-1-5", "2026/01/05", "20260105", "260105", "26.1.5", "２０２６年１月５日",
        "二〇二六年一月五日", "二○二六年一月五日", "贰零贰陆年零壹月零伍日", "2026年元月5日", "2026 年 1 月 5 日", "2026-01-05 10:22:33",
        "20260105102233", "2026O105", "2O26年1月5日", "2026年1月5号", "2026-01-05 星期一", "2026. 01. 05",
    ],
)  # fmt: skip
def test_every_printed_form_is_read(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二五年十一月廿三日", dt.date(2025, 11, 23)), ("二〇二五年十二月卅日", dt.date(2025, 12, 30)),
        ("贰零贰陆年壹拾月贰拾日", dt.date(2026, 10, 20)), ("贰零贰陆年零壹拾月叁拾壹日", dt.date(2026, 10, 31)),
        ("二零二六年十二月三十一日", dt.date(2026, 12, 31)), ("二〇二六年十月十日", dt.date(2026, 10, 10)),
    ],
)  # fmt: skip
def test_days_in_words(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026年1月  日", "2026年13月1日", "2026年2月30日", "二〇二六年正月初五", "腊月廿三", "201105", "202601", "2026年1月", "1/5/2026", "年 月 日", "1,234.56", None, "20261301"],
)  # fmt: skip
def test_what_is_no_certain_date_is_none(text):
    assert parse_date(text) is None


@given(DAYS)
def test_what_is_printed_reads_back(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert parse_date(day.strftime("%Y/%m/%d")) == day
    assert parse_date(day.strftime("%Y%m%d")) == day
    assert parse_date(day.strftime("%y.%m.%d")) == day


@given(st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 1, 1)))
def test_times_read_back(moment):
    moment = moment.replace(microsecond=0)
    for form in (
        "%Y-%m-%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y年%m月%d日 %H时%M分%S秒",
        "%Y%m%d %H:%M:%S",
        "%Y-%m-%d-%H.%M.%S",
    ):
        assert parse_datetime(moment.strftime(form)) == moment


def test_a_lost_blank_between_day_and_time_does_no_harm():
    assert parse_datetime("2026-01-0510:22:33") == dt.datetime(2026, 1, 5, 10, 22, 33)
    assert parse_datetime("2026/1/5 9:05") == dt.datetime(2026, 1, 5, 9, 5)


def test_spreadsheet_serials():
    assert excel_serial(46027) == DAY
    assert excel_serial("46027.5") == DAY
    assert excel_serial(12) is None
    assert excel_serial("x") is None


@given(DAYS, st.integers(1, 60))
def test_months_keep_the_day_or_take_the_last(day, months):
    later = add_months(day, months)
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1
    assert (later.year - day.year) * 12 + later.month - day.month == months


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026年1-3月", (2026, 1, 1), (2026, 3, 31)), ("2026年第一季度", (2026, 1, 1), (2026, 3, 31)),
        ("2026年度", (2026, 1, 1), (2026, 12, 31)), ("截至2026年3月31日", (2026, 3, 31), (2026, 3, 31)),
        ("自2026年1月5日起至2027年1月4日止", (2026, 1, 5), (2027, 1, 4)), ("2026-01-01至2026-03-31", (2026, 1, 1), (2026, 3, 31)),
        ("2026-01-01-2026-03-31", (2026, 1, 1), (2026, 3, 31)), ("20260101-20260331", (2026, 1, 1), (2026, 3, 31)),
        ("2026年上半年", (2026, 1, 1), (2026, 6, 30)), ("2026年3月", (2026, 3, 1), (2026, 3, 31)),
        ("2026.01.01—2026.03.31", (2026, 1, 1), (2026, 3, 31)), ("2025年12月至2026年2月", (2025, 12, 1), (2026, 2, 28)),
        ("2026年3月31日", (2026, 3, 31), (2026, 3, 31)), ("2026/01/01 ~ 2026/03/31", (2026, 1, 1), (2026, 3, 31)),
    ],
)  # fmt: skip
def test_periods(text, start, end):
    assert parse_period(text) == (dt.date(*start), dt.date(*end))


@pytest.mark.parametrize("text", [None, "", "很久", "2026年3月31日至2026年1月1日", "2026年13月"])
def test_what_is_no_period_is_none(text):
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [("3个月", 3), ("壹年", 12), ("一年零六个月", 18), ("半年", 6), ("36期", 36), ("12个月", 12), ("1080天", None), ("十二个月", 12), ("2年", 24), ("三十六个月", 36), ("", None)],
)  # fmt: skip
def test_terms_in_months(text, months):
    assert parse_months(text) == months


def test_spans_in_days():
    assert parse_days("5个工作日") == (5, "working")
    assert parse_days("30日内") == (30, "calendar")
    assert parse_days("1080天") == (1080, "calendar")
    assert parse_days("T+1") == (1, "working")
    assert parse_days("十五日") == (15, "calendar")
    assert parse_days("半年") is None
