"""What the makers of the third held loan papers call true is printed on their papers."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.contracts_press import FOLDER, SERIF
from benchmarks.unseen.held import (
    loans3_banks,
    loans3_checks,
    loans3_firms,
    loans3_office,
    loans3_persons,
    loans3_requests,
    loans3_slips,
    loans3_small,
    loans3_sureties,
    loans3_trade,
)
from benchmarks.unseen.made import Paper
from tests.benchmarks.test_held_lending import TOLD_APART, forms, leaves, make

from docaudit.audit.compare_values import plain
from docaudit.documents import DOCUMENTS
from docaudit.records.amounts import parse_words
from docaudit.records.labels import Use
from docaudit.records.obligation import SLOTS

if not Path(FOLDER + SERIF.format("Regular")).exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

LENDING = (loans3_banks, loans3_persons, loans3_small, loans3_firms)
OTHERS = (loans3_sureties, loans3_trade, loans3_slips, loans3_requests, loans3_checks, loans3_office)
LOANS = [paper for module in LENDING for paper in module.PAPERS]
PAPERS = [*LOANS, *(paper for module in OTHERS for paper in module.PAPERS)]
NUMERALS = {2: "两", 3: "三", 5: "五", 7: "七", 10: "十", 15: "十五", 20: "二十", 30: "三十", 80: "八成", 90: "九十"}
THOUSANDTHS = {Decimal(8): "八", Decimal(9): "九", Decimal(12): "十二"}
WORKING = re.compile("工作日|营业日")


def spellings(value: str) -> list[str]:
    """Return how a value may be printed besides `forms`: short days, sums in 万元 or in boxes, rates by month."""
    found = [plain(value), *forms(value)]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        found += [f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "./"]
    elif re.fullmatch(r"\d+\.\d+", value):
        number = Decimal(value)
        monthly = (number * 10 / 12).normalize()
        found += [f"¥{number * 100:.0f}", f"{monthly:f}‰"]
        found += [f"{number / 10000:,.0f}"] if number % 10000 == 0 and number >= 10_000_000 else []
        found += [f"千分之{THOUSANDTHS[monthly]}"] if monthly in THOUSANDTHS else []
    return found


def unprinted(text: str, truth: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the values that do not stand in the text in any spelling."""
    found = []
    for name, value in truth["fields"].items():
        if name in TOLD_APART or name == "obligations":
            continue
        said = [str(o).removeprefix("any text with ") for o in truth.get("accept", {}).get(name, ())]
        for leaf in leaves(value):
            if not any(form in text for one in (leaf, *said) for form in spellings(one)):
                found.append((name, leaf))
    return found


def sentence(text: str, piece: str) -> str:
    """Return the sentence or point of a list that holds a piece."""
    at = text.index(piece)
    start = max(text.rfind(mark, 0, at) for mark in "。;") + 1
    end = min((k for mark in "。;" if (k := text.find(mark, at)) >= 0), default=len(text))
    return text[start:end]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper(paper: Paper) -> None:
    assert unprinted(*make(paper)) == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_the_fields_are_those_of_the_type(paper: Paper) -> None:
    truth = make(paper)[1]
    assert set(truth["fields"]) == set(DOCUMENTS[truth["doc_type"]].record.field_names())


@pytest.mark.parametrize("paper", LOANS, ids=lambda p: p.name)
def test_obligations_and_their_parameters_stand_on_the_paper(paper: Paper) -> None:
    text, truth = make(paper)
    for row in truth["fields"]["obligations"]:
        piece = plain(row["text_has"])
        assert piece in text, row
        slots = set(row) - {"kind", "party", "text_has", "optional"}
        assert slots <= set(SLOTS[row["kind"]]), row
        assert not row.get("optional") or not slots
        assert row.get("party") in (None, "borrower", "lender", "guarantor")
        assert {*row.get("uses", ())} <= {use.value for use in Use}
        assert all(DOCUMENTS[name] for name in row.get("documents", ()))
        said = sentence(text, piece)
        for slot in slots & {"event", "document", "purpose"}:
            assert plain(row[slot]) in text, row
        if row.get("due_days"):
            number = abs(row["due_days"])
            assert str(number) in said or NUMERALS[number] in said, row
            assert (row["day_kind"] == "working") == bool(WORKING.search(said)), row
        for slot in slots & {"threshold", "share"}:
            number = row[slot] and (row[slot].removesuffix("0000") if row.get("unit") == "yuan" else row[slot])
            shown = number in (None, "0") or number in said or NUMERALS.get(int(Decimal(number)), "-") in said
            assert shown, row


def agrees(fields: dict[str, Any]) -> None:
    if fields.get("amount_in_words"):
        assert str(parse_words(fields["amount_in_words"])) == fields["amount"]
    rows = fields.get("repayment_schedule") or []
    if rows:
        assert sum(Decimal(row["principal"]) for row in rows) == Decimal(fields["amount"])
        assert rows[-1]["due_date"] == fields["end_date"]
        assert [row["due_date"] for row in rows] == sorted({row["due_date"] for row in rows})
    parts = [row["amount"] for name in ("items", "payees") for row in fields.get(name) or ()]
    if all(parts) and parts:
        assert sum(map(Decimal, parts)) == Decimal(fields["amount"])
    if fields.get("start_date"):
        start, end = (dt.date.fromisoformat(fields[name]) for name in ("start_date", "end_date"))
        months = round(((end + dt.timedelta(days=1)) - start).days / 30.44)
        assert fields["term_months"] in (None, months)
        assert fields["signed_date"] <= fields["start_date"]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_amounts_days_and_schedules_agree_with_each_other(paper: Paper) -> None:
    agrees(make(paper)[1]["fields"])


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_they_agree_and_are_printed_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(3):
        text, truth = make(paper, seed)
        agrees(truth["fields"])
        assert unprinted(text, truth) == []
        assert all(plain(row["text_has"]) in text for row in truth["fields"].get("obligations", ()))


def test_a_form_that_nobody_filled_in_has_no_values() -> None:
    (blank,) = [paper for paper in LOANS if "blank" in paper.name]
    assert {k for k, v in make(blank)[1]["fields"].items() if v not in (None, [])} == {"obligations"}


def test_every_kind_of_loan_and_of_duty_is_there_and_no_name_comes_twice() -> None:
    loans = [make(paper)[1]["fields"] for paper in LOANS]
    kinds = {loan["loan_kind"] for loan in loans}
    assert kinds >= {"working_capital", "fixed_asset", "personal_consumption", "personal_business", "other"}
    sure = {row["kind"] for loan in loans for row in loan["obligations"] if not row.get("optional")}
    assert sure == SLOTS.keys() - {"other"}
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
