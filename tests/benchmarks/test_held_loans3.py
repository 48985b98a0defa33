"""What the makers of the third held loan papers call true is printed on their papers."""

from __future__ import annotations

from pathlib import Path

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
from tests.benchmarks.paper_truths import (
    agrees,
    fields_are_those_of_the_type,
    filled,
    obligations_stand,
    parameters_stand,
    unprinted,
)
from tests.benchmarks.test_held_lending import make

from docaudit.audit.compare_values import plain
from docaudit.records.obligation import SLOTS

if not Path(FOLDER + SERIF.format("Regular")).exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

LENDING = (loans3_banks, loans3_persons, loans3_small, loans3_firms)
OTHERS = (loans3_sureties, loans3_trade, loans3_slips, loans3_requests, loans3_checks, loans3_office)
LOANS = [paper for module in LENDING for paper in module.PAPERS]
PAPERS = [*LOANS, *(paper for module in OTHERS for paper in module.PAPERS)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper(paper: Paper) -> None:
    assert unprinted(*make(paper)) == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_the_fields_are_those_of_the_type(paper: Paper) -> None:
    fields_are_those_of_the_type(make(paper)[1])


@pytest.mark.parametrize("paper", LOANS, ids=lambda p: p.name)
def test_obligations_and_their_parameters_stand_on_the_paper(paper: Paper) -> None:
    obligations_stand(*make(paper))
    parameters_stand(*make(paper))


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
    assert filled(make(blank)[1]["fields"]) == {"obligations"}


def test_every_kind_of_loan_and_of_duty_is_there_and_no_name_comes_twice() -> None:
    loans = [make(paper)[1]["fields"] for paper in LOANS]
    kinds = {loan["loan_kind"] for loan in loans}
    assert kinds >= {"working_capital", "fixed_asset", "personal_consumption", "personal_business", "other"}
    sure = {row["kind"] for loan in loans for row in loan["obligations"] if not row.get("optional")}
    assert sure == SLOTS.keys() - {"other"}
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
