"""What the makers of the sixth held set of lending papers call true is printed on them, and adds up."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
pytest.importorskip("reportlab", reason="needs reportlab: pip install -e '.[samples]'")
from benchmarks.unseen import held
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held.loans3_cast import CAST
from benchmarks.unseen.held.loans5_cast import NAMES5
from benchmarks.unseen.held.loans6_cast import STEMS
from benchmarks.unseen.held.loans6_sheet import Sheet
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers4_cast import NAMES4
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import DEV, DEV2
from tests.benchmarks.paper_truths import (
    agrees,
    fields_are_those_of_the_type,
    lent,
    obligations_stand,
    parameters_stand,
    unprinted,
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


LENDING = list(papers("loans6_"))
LOANS = [paper for paper in LENDING if paper.name.startswith("loan6-")]


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
    for seed in range(6):
        text, truth = lent(paper, seed)
        assert unprinted(text, truth) == []
        agrees(truth["fields"])
        assert all(plain(row["text_has"]) in text for row in truth["fields"].get("obligations", ()))


@pytest.mark.parametrize("paper", LENDING, ids=lambda p: p.name)
def test_the_truth_varies_with_chance_and_is_the_same_for_the_same_seed(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, truth = lent(paper)
    monkeypatch.setattr(Sheet, "data", lambda _: b"")  # the truth alone is asked for: no need to print it
    again = paper.make(random.Random(53)).truth  # noqa: S311
    other = paper.make(random.Random(54)).truth  # noqa: S311
    assert again == truth
    assert other["fields"] != truth["fields"]


def test_every_kind_of_loan_and_of_duty_is_there() -> None:
    loans = [lent(paper)[1]["fields"] for paper in LOANS]
    kinds = {"working_capital", "fixed_asset", "personal_consumption", "personal_business"}
    assert len(loans) == 7
    assert {loan["loan_kind"] for loan in loans} == kinds
    sure = {row["kind"] for loan in loans for row in loan["obligations"] if not row.get("optional")}
    assert sure == SLOTS.keys() - {"other"}


def test_the_papers_are_held_and_their_names_and_those_on_them_their_own() -> None:
    names = [paper.name for paper in papers("")]
    assert len(names) == len(set(names))
    assert {paper.part for paper in LENDING} == {"held"}
    for others in (DEV, DEV2, NAMES, CAST, NAMES4, NAMES5):
        assert not set(STEMS) & {*others.stems}
