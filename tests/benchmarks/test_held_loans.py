"""What the makers of the held sets of lending papers call true is printed on them, and adds up."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
pytest.importorskip("reportlab", reason="needs reportlab: pip install -e '.[samples]'")
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held.loans3_cast import CAST
from benchmarks.unseen.held.loans5_cast import NAMES5
from benchmarks.unseen.held.loans6_cast import STEMS
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers4_cast import NAMES4
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import DEV, DEV2
from tests.benchmarks.paper_truths import (
    agrees,
    fields_are_those_of_the_type,
    held_papers,
    lent,
    obligations_stand,
    parameters_stand,
    unprinted,
)

from docaudit.audit.compare_values import plain
from docaudit.records.obligation import SLOTS

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

LENDING = list(held_papers("loans4_", "loans5_", "loans6_"))
LOANS = [paper for paper in LENDING if paper.name.startswith(("loan4-", "loan5-", "loan6-"))]
KINDS = {"working_capital", "fixed_asset", "personal_consumption", "personal_business"}


@pytest.mark.parametrize("paper", LENDING, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper(paper: Paper) -> None:
    text, truth = lent(paper)
    assert unprinted(text, truth) == []
    fields_are_those_of_the_type(truth)
    agrees(truth["fields"])


@pytest.mark.parametrize("paper", LOANS, ids=lambda p: p.name)
def test_obligations_and_their_parameters_stand_on_the_paper(paper: Paper) -> None:
    obligations_stand(*lent(paper))
    parameters_stand(*lent(paper))


@pytest.mark.slow
@pytest.mark.parametrize("paper", LENDING, ids=lambda p: p.name)
def test_they_agree_and_are_printed_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(4):
        text, truth = lent(paper, seed)
        assert unprinted(text, truth) == []
        agrees(truth["fields"])
        assert all(plain(row["text_has"]) in text for row in truth["fields"].get("obligations", ()))


@pytest.mark.slow
@pytest.mark.parametrize("paper", LENDING, ids=lambda p: p.name)
def test_the_paper_varies_with_chance_and_its_truth_is_the_same_for_the_same_seed(paper: Paper) -> None:
    assert paper.make(random.Random(53)).truth == lent(paper)[1]  # noqa: S311
    assert lent(paper, 0)[0] != lent(paper)[0]


@pytest.mark.parametrize(("number", "count"), [(4, 10), (5, 10), (6, 7)])
def test_every_kind_of_loan_and_of_duty_is_in_each_set(number: int, count: int) -> None:
    loans = [lent(paper)[1]["fields"] for paper in LOANS if paper.name.startswith(f"loan{number}-")]
    assert len(loans) == count
    assert {loan["loan_kind"] for loan in loans} == KINDS
    sure = {row["kind"] for loan in loans for row in loan["obligations"] if not row.get("optional")}
    assert sure == SLOTS.keys() - {"other"}


def test_the_papers_are_held_and_the_names_on_them_their_own() -> None:
    assert {paper.part for paper in LENDING} == {"held"}
    used = [set(cast.stems) for cast in (DEV, DEV2, NAMES, CAST, NAMES4)]
    assert not any(set(NAMES5.stems) & stems for stems in used)
    assert not any(set(STEMS) & stems for stems in (*used, set(NAMES5.stems)))
