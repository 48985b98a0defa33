"""What the makers of the fourth held set call true is printed on their papers, in their order, and adds up."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen import held
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held import opened
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers4_cast import NAMES4
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import DEV, DEV2
from tests.benchmarks.paper_truths import (
    adds_up,
    agrees,
    documents,
    fields_are_those_of_the_type,
    lent,
    obligations_stand,
    parameters_stand,
    printed,
    rows_follow,
    unprinted,
    values_stand,
)

from docaudit.audit.compare_values import plain
from docaudit.records.obligation import SLOTS

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)


def papers(prefix: str) -> Iterator[Paper]:
    """Yield the papers of the modules whose names begin so."""
    for module in pkgutil.iter_modules(held.__path__):
        if module.name.startswith(prefix):
            yield from getattr(importlib.import_module(f"benchmarks.unseen.held.{module.name}"), "PAPERS", ())


BANK = list(papers("papers4_"))
LENDING = list(papers("loans4_"))
LOANS = [paper for paper in LENDING if paper.name.startswith("loan4-")]
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


@pytest.mark.parametrize("paper", LENDING, ids=lambda p: p.name)
def test_every_value_stands_on_its_paper_of_the_lending_side(paper: Paper) -> None:
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
    for seed in range(3):
        text, truth = lent(paper, seed)
        assert unprinted(text, truth) == []
        agrees(truth["fields"])
        assert all(plain(row["text_has"]) in text for row in truth["fields"].get("obligations", ()))


def test_every_kind_of_loan_and_of_duty_is_there() -> None:
    loans = [lent(paper)[1]["fields"] for paper in LOANS]
    assert {loan["loan_kind"] for loan in loans} >= {"working_capital", "fixed_asset", "personal_consumption"}
    sure = {row["kind"] for loan in loans for row in loan["obligations"] if not row.get("optional")}
    assert sure == SLOTS.keys() - {"other"}


def test_fourteen_banks_and_two_wallets_are_among_the_statements() -> None:
    found = [make(paper)[1]["fields"]["bank"] for paper in BANK if paper.name.startswith(("statement", "bill"))]
    assert len(set(found)) == len(found) == 16


def test_the_papers_are_held_and_their_names_and_those_on_them_their_own() -> None:
    names = [paper.name for paper in papers("")]
    assert len(names) == len(set(names))
    assert {paper.part for paper in (*BANK, *LENDING)} == {"held"}
    assert all(opened(paper.name) for paper in (*BANK, *LENDING))
    for others in (DEV, DEV2, NAMES):
        assert not set(NAMES4.stems) & {*others.stems}
