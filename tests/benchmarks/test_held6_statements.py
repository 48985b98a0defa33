"""What the makers of the sixth held set of statements and slips call true is printed on their papers, and adds up."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held.loans3_cast import CAST
from benchmarks.unseen.held.loans5_cast import NAMES5
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers4_cast import NAMES4
from benchmarks.unseen.held.statements6_cast import NAMES6
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import DEV, DEV2
from tests.benchmarks.paper_truths import (
    adds_up,
    documents,
    fields_are_those_of_the_type,
    held_papers,
    printed,
    rows_follow,
    values_stand,
)

from docaudit.audit.compare_values import plain

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)


BANK = list(held_papers("statements6_"))
STATEMENTS = [paper for paper in BANK if paper.name.startswith("statement")]


@cache
def told(paper: Paper, seed: int = 53) -> tuple[str, dict[str, Any]]:
    """Return all that is printed, without white space, and the truth."""
    one = paper.make(random.Random(seed))  # noqa: S311
    return plain(printed(one.data, one.suffix)), one.truth


@pytest.mark.parametrize("paper", BANK, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper_and_its_figures_fit(paper: Paper) -> None:
    text, truth = told(paper)
    for document in documents(truth):
        fields_are_those_of_the_type(document)
    values_stand(text, truth)
    adds_up(truth)


@pytest.mark.parametrize("paper", STATEMENTS, ids=lambda p: p.name)
def test_the_rows_of_the_truth_follow_the_rows_on_the_paper(paper: Paper) -> None:
    rows_follow(*told(paper))


@pytest.mark.slow
@pytest.mark.parametrize("paper", BANK, ids=lambda p: p.name)
def test_chance_alone_decides_what_a_paper_says(paper: Paper) -> None:
    once, again, other = (paper.make(random.Random(seed)).truth for seed in (53, 53, 54))  # noqa: S311
    assert once == again != other


@pytest.mark.slow
@pytest.mark.parametrize("paper", BANK, ids=lambda p: p.name)
def test_values_stand_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(3):
        text, truth = told(paper, seed)
        values_stand(text, truth)
        adds_up(truth)


def test_the_papers_are_held_and_their_names_and_those_on_them_their_own() -> None:
    names = [paper.name for paper in held_papers("")]
    assert len(names) == len(set(names))
    assert {paper.part for paper in BANK} == {"held"}
    for others in (DEV, DEV2, NAMES, CAST, NAMES4, NAMES5):
        assert not set(NAMES6.stems) & {*others.stems}
