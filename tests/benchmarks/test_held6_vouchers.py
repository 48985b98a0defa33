"""What the makers of the sixth set of vouchers and reports call true is printed on them, and adds up."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import Any

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held.papers4_cast import NAMES4
from benchmarks.unseen.held.vouchers6_cast import STEMS6
from benchmarks.unseen.made import Made, Paper
from benchmarks.unseen.values import DEV, DEV2
from tests.benchmarks.paper_truths import (
    adds_up,
    agrees,
    fields_are_those_of_the_type,
    held_papers,
    printed,
    values_stand,
)

from docaudit.audit.compare_values import plain

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)


PAPERS = list(held_papers("vouchers6_", "reports6_"))
CHECKED = {"vat_invoice", "balance_sheet", "income_statement", "cash_flow_statement"}
"""Types whose figures say themselves whether they fit."""


@cache
def make(paper: Paper, seed: int = 53) -> Made:
    return paper.make(random.Random(seed))  # noqa: S311


def stands(paper: Paper, seed: int) -> dict[str, Any]:
    """Assert that the truth of a paper is printed on it and agrees with itself; return it."""
    made = make(paper, seed)
    values_stand(plain(printed(made.data, made.suffix)), made.truth)
    if made.truth["doc_type"] in CHECKED:
        adds_up(made.truth)
    else:
        agrees(made.truth["fields"])
    return made.truth


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper_and_its_figures_fit(paper: Paper) -> None:
    fields_are_those_of_the_type(stands(paper, 53))


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_values_stand_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(4):
        stands(paper, seed)


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_chance_varies_a_paper_and_the_same_chance_makes_it_again(paper: Paper) -> None:
    again = paper.make(random.Random(53))  # noqa: S311
    assert again.truth == make(paper).truth != make(paper, 0).truth


def test_the_papers_are_held_and_their_names_and_firms_their_own() -> None:
    names = Counter(paper.name for paper in held_papers(""))
    assert names.most_common(1)[0][1] == 1
    assert {paper.part for paper in PAPERS} == {"held"}
    for others in (DEV, DEV2, NAMES4):
        assert not set(STEMS6) & {*others.stems}
