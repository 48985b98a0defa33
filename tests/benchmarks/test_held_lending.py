"""What the makers of the held papers of the lending side call true is printed on their papers."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.contracts_press import FOLDER, SERIF
from benchmarks.unseen.held import (
    contracts_banks,
    contracts_forms,
    contracts_lists,
    contracts_projects,
    contracts_small,
    contracts_sureties,
    contracts_trading,
    contracts_works,
    goods_papers,
    lending_papers,
    office_papers,
)
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import chinese

from docaudit.audit.compare_values import plain
from docaudit.documents import DOCUMENTS
from docaudit.records.amounts import parse_words
from docaudit.records.labels import Use
from docaudit.records.obligation import SLOTS

if not Path(FOLDER + SERIF.format("Regular")).exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

CONTRACTS = (contracts_banks, contracts_forms, contracts_lists, contracts_projects, contracts_small)
OTHERS = (contracts_trading, contracts_works, contracts_sureties, lending_papers, goods_papers, office_papers)
LOANS = [paper for module in CONTRACTS for paper in module.PAPERS]
PAPERS = [*LOANS, *(paper for module in OTHERS for paper in module.PAPERS)]
TOLD_APART = {"loan_kind", "payment_method", "currency", "rate_basis", "repayment_method", "kind", "term_months"}
"""Fields that name what the paper says in another word; one of its own words stands in `accept` at most."""


@cache
def make(paper: Paper, seed: int = 11) -> tuple[str, dict[str, Any]]:
    """Return the text of all pages, without white space and without running heads and feet, and the truth."""
    made = paper.make(random.Random(seed))  # noqa: S311
    with pypdfium2.PdfDocument(made.data) as pdf:
        pages = [page.get_textpage().get_text_range().splitlines() for page in pdf]
    seen = Counter(name for page in pages for name in {running(line) for line in page})
    lines = [line for page in pages for n, line in enumerate(page) if n > 1 or seen[running(line)] < 2]
    return plain("".join(lines)), made.truth


def running(line: str) -> str:
    """Return a line without its figures: heads and feet are the same on every page but for the number."""
    return re.sub(r"\d", "", plain(line))


def leaves(value: object) -> Iterator[str]:
    """Give every text of a value, however deep."""
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif value is not None:
        yield str(value)


def forms(value: str) -> list[str]:
    """Return how a value may be printed: a date or an amount in one of its spellings, or the words themselves."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        pass
    else:
        padded = [day.strftime(f) for f in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")]
        return [plain(t) for t in (*padded, f"{day.year}年{day.month}月{day.day}日", chinese(day))]
    if value.replace(".", "").isdecimal() and "." in value:
        number = Decimal(value)
        printed = [
            value,
            f"{number:,}",
            f"{number.normalize():f}",
            f"{number / 10000:f}".rstrip("0").rstrip(".") + "万",
        ]
        monthly, daily = number * 10 / 12, number / 360
        return [plain(t) for t in (*printed, f"{monthly:.1f}‰", f"{monthly:.2f}‰", f"{daily:.3f}%")]
    if value.isdecimal() and int(value) <= 10:
        return [value, "百分之" + "零一二三四五六七八九十"[int(value)]]
    return [plain(value)]


def unprinted(text: str, truth: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the values that do not stand in the text in any of their spellings."""
    found = []
    for name, value in truth["fields"].items():
        if name in TOLD_APART or name == "obligations":
            continue
        said = [str(o).removeprefix("any text with ") for o in truth.get("accept", {}).get(name, ())]
        for leaf in leaves(value):
            if not any(form in text for one in (leaf, *said) for form in forms(one)):
                found.append((name, leaf))
    return found


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper(paper: Paper) -> None:
    assert unprinted(*make(paper)) == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_the_fields_are_those_of_the_type(paper: Paper) -> None:
    truth = make(paper)[1]
    assert set(truth["fields"]) == set(DOCUMENTS[truth["doc_type"]].record.field_names())


@pytest.mark.parametrize("paper", LOANS, ids=lambda p: p.name)
def test_the_pieces_of_obligations_stand_on_the_paper(paper: Paper) -> None:
    text, truth = make(paper)
    for index, row in enumerate(truth["fields"]["obligations"]):
        assert text.count(plain(row["text_has"])), row
        slots = set(row) - {"kind", "party", "text_has", "optional"}
        assert slots <= set(SLOTS[row["kind"]]), row
        assert not row.get("optional") or not slots
        assert {*row.get("uses", ())} <= {use.value for use in Use}
        assert all(DOCUMENTS[name] for name in row.get("documents", ()))
        for slot in slots & {"event", "document", "purpose"}:
            assert plain(row[slot]) in text, truth["accept"].get(f"obligations[{index}].{slot}")


def agrees(fields: dict[str, Any]) -> None:
    if fields.get("amount_in_words"):
        assert str(parse_words(fields["amount_in_words"])) == fields["amount"]
    rows = fields.get("repayment_schedule") or []
    if rows:
        assert sum(Decimal(row["principal"]) for row in rows) == Decimal(fields["amount"])
        assert rows[-1]["due_date"] == fields["end_date"]
    parts = [row["amount"] for name in ("items", "payees") for row in fields.get(name) or ()]
    if all(parts) and parts:
        assert sum(map(Decimal, parts)) == Decimal(fields["amount"])
    if fields.get("term_months"):
        start, end = (dt.date.fromisoformat(fields[name]) for name in ("start_date", "end_date"))
        assert round(((end + dt.timedelta(days=1)) - start).days / 30.44) == fields["term_months"]
        assert fields["signed_date"] <= fields["start_date"]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_amounts_days_and_schedules_agree_with_each_other(paper: Paper) -> None:
    agrees(make(paper)[1]["fields"])


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_they_agree_and_are_printed_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(2):
        text, truth = make(paper, seed)
        agrees(truth["fields"])
        assert unprinted(text, truth) == []
        assert all(plain(row["text_has"]) in text for row in truth["fields"].get("obligations", ()))


def test_a_form_that_nobody_filled_in_has_no_values() -> None:
    for paper in LOANS:
        if "blank" in paper.name:
            told = {k for k, v in make(paper)[1]["fields"].items() if v not in (None, [])}
            assert told <= {"loan_kind", "obligations"}


def test_every_kind_of_loan_and_of_duty_is_there_and_no_name_comes_twice() -> None:
    loans = [make(paper)[1]["fields"] for paper in LOANS]
    kinds = {loan["loan_kind"] for loan in loans}
    assert kinds >= {"working_capital", "fixed_asset", "personal_consumption", "personal_business"}
    sure = {row["kind"] for loan in loans for row in loan["obligations"] if not row.get("optional")}
    assert sure == SLOTS.keys()
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
