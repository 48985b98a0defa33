"""What the makers of the fifth held set of bank and tax papers call true is printed on them, in order, and adds up."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import Any

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held import opened
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers4_cast import NAMES4
from benchmarks.unseen.held.papers5_cast import NAMES5
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
from docaudit.records.amounts import parse_words

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)


PAPERS = list(held_papers("papers5_"))
STATEMENTS = [paper for paper in PAPERS if paper.name.startswith(("statement", "bill"))]
CHECKED = {"bank_statement", "vat_invoice", "transfer_slip", "balance_sheet", "income_statement", "cash_flow_statement"}
"""Types whose figures say themselves whether they fit."""


@cache
def make(paper: Paper, seed: int = 61) -> tuple[str, dict[str, Any]]:
    """Return all that is printed, without white space, and the truth."""
    made = paper.make(random.Random(seed))  # noqa: S311
    return plain(printed(made.data, made.suffix)), made.truth


def holds(paper: Paper, seed: int = 61) -> None:
    """Assert that the truth of a paper names the fields of its type, is printed and agrees with itself."""
    text, truth = make(paper, seed)
    values_stand(text, truth)
    for document in documents(truth):
        fields_are_those_of_the_type(document)
        fields = document["fields"]
        if document["doc_type"] in CHECKED:
            adds_up(document)
        elif fields.get("amount_in_words"):
            assert str(parse_words(fields["amount_in_words"])) == fields["amount"]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper_and_its_figures_fit(paper: Paper) -> None:
    holds(paper)


@pytest.mark.parametrize("paper", [p for p in STATEMENTS if p.name.startswith("statement")], ids=lambda p: p.name)
def test_the_rows_of_the_truth_follow_the_rows_on_the_paper(paper: Paper) -> None:
    rows_follow(*make(paper))


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_they_hold_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(3):
        holds(paper, seed)


def test_every_family_is_there_in_its_number() -> None:
    found = Counter(paper.name.partition("-")[0] for paper in PAPERS)
    figures = found["balance"] + found["income"] + found["cash"]
    assert (found["statement"], found["bill"], found["slip"], found["invoice"]) == (12, 2, 6, 6)
    assert (found["receipt"], figures, found["goods"], found["inspection"], found["other"]) == (3, 5, 3, 2, 2)


def test_each_statement_is_of_a_bank_of_its_own() -> None:
    banks = [make(paper)[1]["fields"]["bank"] for paper in STATEMENTS]
    assert len(set(banks)) == len(banks)


def test_the_papers_of_an_older_round_may_be_looked_at_and_their_names_are_their_own() -> None:
    assert all(opened(paper.name) for paper in PAPERS)
    for others in (DEV, DEV2, NAMES, NAMES4):
        assert not {*NAMES5.stems} & {*others.stems}
