"""What the makers of the third held set call true is printed on their papers, in their order, and adds up."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import random
from functools import cache
from typing import Any

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen import held
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers3_transfer import capital_day
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import DEV, DEV2
from tests.benchmarks.paper_truths import adds_up, printed, rows_follow, values_stand

from docaudit.audit.compare_values import plain

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

MODULES = [m.name for m in pkgutil.iter_modules(held.__path__) if m.name.startswith("papers3_")]
PAPERS = [
    paper
    for name in MODULES
    for paper in getattr(importlib.import_module(f"benchmarks.unseen.held.{name}"), "PAPERS", ())
]


@cache
def make(paper: Paper) -> tuple[str, dict[str, Any]]:
    """Return all that is printed, without white space, and the truth."""
    made = paper.make(random.Random(41))  # noqa: S311
    return plain(printed(made.data, made.suffix)), made.truth


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_of_the_truth_stands_on_the_paper(paper: Paper) -> None:
    values_stand(*make(paper))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_sums_balances_and_words_agree(paper: Paper) -> None:
    adds_up(make(paper)[1])


@pytest.mark.parametrize("paper", [p for p in PAPERS if p.name.startswith("statement")], ids=lambda p: p.name)
def test_the_rows_of_the_truth_follow_the_rows_on_the_paper(paper: Paper) -> None:
    rows_follow(*make(paper))


def test_the_names_of_the_papers_are_their_own_and_so_are_those_on_them() -> None:
    modules = [importlib.import_module(f"benchmarks.unseen.held.{m.name}") for m in pkgutil.iter_modules(held.__path__)]
    names = [paper.name for module in modules for paper in getattr(module, "PAPERS", ())]
    assert len(names) == len(set(names))
    assert not set(NAMES.stems) & {*DEV.stems, *DEV2.stems}
    assert not set(NAMES.surnames) & {*DEV.surnames, *DEV2.surnames}
    assert all(paper.part == "held" for paper in PAPERS)


def test_a_day_in_capitals_has_its_noughts() -> None:
    assert capital_day(dt.date(2025, 3, 5)) == "贰零贰伍年零叁月零伍日"
    assert capital_day(dt.date(2025, 10, 20)) == "贰零贰伍年零壹拾月零贰拾日"
