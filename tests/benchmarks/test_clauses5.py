"""The fifth held list of clauses says what its clauses print: names of the interface, figures, kinds of days, signs."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from benchmarks.unseen.clause_list import Clause, lists, read, shut

from docaudit.documents import DOCUMENTS
from docaudit.records.labels import Use
from docaudit.records.obligation import SLOTS

CLAUSES = tuple(read(lists()["clauses5"]))
WORDS = {
    "party": {"borrower", "lender", "guarantor"},
    "frequency": {"once", "monthly", "quarterly", "half_yearly", "yearly", "on_request"},
    "operator": {"<=", "<", ">=", ">"},
    "unit": {"percent", "times", "yuan"},
    "day_kind": {"calendar", "working", None},
    "metric": {
        *("debt_ratio", "current_ratio", "quick_ratio", "interest_coverage", "net_assets", "external_guarantees"),
        *("operating_cash_flow", "revenue", "net_profit", "sales_collection_share", "other"),
    },
    "uses": {*Use},
    "documents": {kind.name for kind in DOCUMENTS},
}
"""What interface.md lets a slot say."""
DIGITS = {sign: k for row in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖") for k, sign in enumerate(row)} | {"两": 2}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GREAT = {"万": 10**4, "亿": 10**8}
HAN = "".join([*DIGITS, *UNITS])
NUMBER = re.compile(rf"(\d[\d,]*(?:\.\d+)?|[{HAN}]+(?:点[{HAN}]+)?)([万亿]?)(成?)")
NOTHING = re.compile(r"为负|为正")
AT_ONCE = re.compile(r"立即|即刻|当日")


def fold(text: str) -> str:
    """Return a text with its full-width signs made narrow."""
    return unicodedata.normalize("NFKC", text)


def numbers(text: str) -> Iterator[Decimal]:
    """Yield every number printed in a text, in figures or in words."""
    for body, great, tenths in NUMBER.findall(fold(text)):
        value = Decimal(body.replace(",", "")) if body[0].isascii() else _worded(body)
        yield value * GREAT.get(great, 1) * (10 if tenths else 1)


def _worded(body: str) -> Decimal:
    whole, _, rest = body.partition("点")
    if not UNITS.keys() & set(whole):
        digits = "".join(str(DIGITS[sign]) for sign in whole)
        return Decimal(f"{digits}.{''.join(str(DIGITS[sign]) for sign in rest) or 0}")
    total, digit = 0, None
    for sign in whole:
        if sign in UNITS:
            total, digit = total + (1 if digit is None else digit) * UNITS[sign], None
        else:
            digit = DIGITS[sign]
    return Decimal(total + (digit or 0))


def owed() -> Iterator[tuple[Clause, dict[str, Any]]]:
    """Yield each clause with the kind and the parameters of each thing it obliges to."""
    for clause in CLAUSES:
        for one in clause.duties:
            yield clause, {"kind": one.kind, **one.slots, **one.near}


def counted(text: str, number: int, mark: str) -> bool:
    """Say whether a number stands in a text with one of the marks behind it."""
    plain = fold(text)
    runs = (hit for hit in NUMBER.finditer(plain) if number in {*numbers(hit[0])})
    return any(re.match(rf"\)?个?(?:银行)?(?:{mark})", plain[hit.end() :]) for hit in runs)


def test_two_hundred_clauses_bind_somebody_and_fifty_nobody_and_no_two_are_alike() -> None:
    texts = [re.sub(r"[\W_]", "", fold("".join(c.lines))) for c in CLAUSES]
    assert len(set(texts)) == len(texts) == 250
    listed = [{one.kind for one in clause.duties if not one.optional or one.kind != "other"} for clause in CLAUSES]
    assert sum(not kinds for kinds in listed) == 51, "fifty, and one that only may be read as `other`"
    assert {kind for kinds in listed for kind in kinds} == {*SLOTS}
    assert shut(lists()["clauses5"])


def test_kinds_and_slots_are_the_interfaces() -> None:
    for clause, row in owed():
        assert row.keys() <= {"kind", "party", *SLOTS[row["kind"]]}, clause.name
        for name in row.keys() & WORDS.keys():
            said = row[name] if isinstance(row[name], list) else [row[name]]
            assert {*said} <= WORDS[name], (clause.name, name, said)
        assert row.get("unit") or not (row.get("threshold") or row.get("share")), (clause.name, row)


def test_figures_of_the_truth_are_printed_in_the_clause() -> None:
    for clause, row in owed():
        text = "".join(clause.lines)
        shown = {*numbers(text)}
        for name in ("threshold", "share", "amount"):
            if row.get(name) is not None:
                number = Decimal(row[name])
                assert number in shown or (number == 0 and NOTHING.search(text)), (clause.name, name, row)
        if row.get("due_date"):
            day = dt.date.fromisoformat(row["due_date"])
            assert {day.year, day.month, day.day} <= shown, (clause.name, row)
        if (days := row.get("due_days")) is not None:
            assert abs(days) in shown or (days == 0 and AT_ONCE.search(text)), (clause.name, row)
            assert days >= 0 or "前" in text, (clause.name, row)


def test_days_are_printed_as_working_or_calendar_days() -> None:
    for clause, row in owed():
        if row.get("due_days"):
            mark = "工作日|营业日" if row["day_kind"] == "working" else "天|日|自然日"
            assert counted("".join(clause.lines), abs(row["due_days"]), mark), (clause.name, row)


def test_a_unit_is_that_of_the_printed_figure() -> None:
    for clause, row in owed():
        text = fold("".join(clause.lines))
        if row.get("unit") == "percent":
            assert re.search("%|百分之|成以", text), clause.name
        if row.get("unit") == "yuan" and Decimal(row["threshold"]):
            assert "元" in text, clause.name


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("百分之七十五", "75"),
        ("零点八倍", "0.8"),
        ("七成", "70"),
        ("伍仟万元", "50000000"),
        ("壹佰伍拾万元", "1500000"),
        ("二〇二七年", "2027"),
        ("3,000万", "30000000"),
        ("１.５亿", "150000000"),
        ("十五", "15"),
        ("一百八十", "180"),
    ],
)
def test_numbers_are_read_in_every_spelling(text: str, number: str) -> None:
    assert Decimal(number) in set(numbers(text))
