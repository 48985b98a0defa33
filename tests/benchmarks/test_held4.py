"""What the makers of the fourth held set call true is printed on their papers, in their order, and adds up."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held import opened
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers4_cast import NAMES4
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import DEV, DEV2
from tests.benchmarks.paper_truths import (
    adds_up,
    documents,
    held_papers,
    printed,
    rows_follow,
    values_stand,
)

from docaudit.audit.compare_values import plain

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)


BANK = list(held_papers("papers4_"))
CHECKED = {"bank_statement", "vat_invoice", "transfer_slip", "balance_sheet", "income_statement", "cash_flow_statement"}
"""Types whose figures say themselves whether they fit."""


@cache
def make(paper: Paper, seed: int = 53) -> tuple[str, dict[str, Any]]:
    """Return all that is printed, without white space, and the truth."""
    made = paper.make(random.Random(seed))  # noqa: S311
    return plain(printed(made.data, made.suffix)), made.truth


@pytest.mark.parametrize("paper", BANK, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper_and_its_figures_fit(paper: Paper) -> None:
    text, truth = make(paper)
    values_stand(text, truth)
    if {document["doc_type"] for document in documents(truth)} <= CHECKED:
        adds_up(truth)


@pytest.mark.parametrize("paper", [p for p in BANK if p.name.startswith("statement")], ids=lambda p: p.name)
def test_the_rows_of_the_truth_follow_the_rows_on_the_paper(paper: Paper) -> None:
    rows_follow(*make(paper))


@pytest.mark.slow
@pytest.mark.parametrize("paper", BANK, ids=lambda p: p.name)
def test_values_stand_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(3):
        values_stand(*make(paper, seed))


def test_fourteen_banks_and_two_wallets_are_among_the_statements() -> None:
    found = [make(paper)[1]["fields"]["bank"] for paper in BANK if paper.name.startswith(("statement", "bill"))]
    assert len(set(found)) == len(found) == 16


def test_the_papers_are_held_and_their_names_and_those_on_them_their_own() -> None:
    names = [paper.name for paper in held_papers("")]
    assert len(names) == len(set(names))
    assert {paper.part for paper in BANK} == {"held"}
    assert all(opened(paper.name) for paper in BANK)
    for others in (DEV, DEV2, NAMES):
        assert not set(NAMES4.stems) & {*others.stems}
