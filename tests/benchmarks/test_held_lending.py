"""What the makers of the held papers of the lending side call true is printed on their papers."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

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
from tests.benchmarks.paper_truths import (
    agrees,
    fields_are_those_of_the_type,
    filled,
    obligations_stand,
    running_text,
    unprinted,
)

from docaudit.audit.compare_values import plain
from docaudit.records.obligation import SLOTS

if not Path(FOLDER + SERIF.format("Regular")).exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

CONTRACTS = (contracts_banks, contracts_forms, contracts_lists, contracts_projects, contracts_small)
OTHERS = (contracts_trading, contracts_works, contracts_sureties, lending_papers, goods_papers, office_papers)
LOANS = [paper for module in CONTRACTS for paper in module.PAPERS]
PAPERS = [*LOANS, *(paper for module in OTHERS for paper in module.PAPERS)]


@cache
def make(paper: Paper, seed: int = 11) -> tuple[str, dict[str, Any]]:
    """Return the text of all pages, without white space and without running heads and feet, and the truth."""
    made = paper.make(random.Random(seed))  # noqa: S311
    return running_text(made.data), made.truth


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper(paper: Paper) -> None:
    assert unprinted(*make(paper)) == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_the_fields_are_those_of_the_type(paper: Paper) -> None:
    fields_are_those_of_the_type(make(paper)[1])


@pytest.mark.parametrize("paper", LOANS, ids=lambda p: p.name)
def test_the_pieces_of_obligations_stand_on_the_paper(paper: Paper) -> None:
    obligations_stand(*make(paper))


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
            assert filled(make(paper)[1]["fields"], but=("loan_kind", "obligations")) == set()


def test_every_kind_of_loan_and_of_duty_is_there_and_no_name_comes_twice() -> None:
    loans = [make(paper)[1]["fields"] for paper in LOANS]
    kinds = {loan["loan_kind"] for loan in loans}
    assert kinds >= {"working_capital", "fixed_asset", "personal_consumption", "personal_business"}
    sure = {row["kind"] for loan in loans for row in loan["obligations"] if not row.get("optional")}
    assert sure == SLOTS.keys()
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
