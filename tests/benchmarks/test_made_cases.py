"""The made-up loan files tell every fault, keep their ledgers above zero, and come out the same from the same seed."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
pytest.importorskip("pikepdf", reason="needs pikepdf")
sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
from cases.judged import judged
from cases.made import make_cases
from cases.model import Case

SEED = 2031
LEAST = 4
"""How often each check is planted in the whole set at least."""
OF_A_BATCH = {"duty.sample_check_due"}
"""Checks that no single loan file nor a pair can show."""


@cache
def whole() -> tuple[Case, ...]:
    return tuple(make_cases(300, SEED))


def test_every_check_is_planted_at_least_four_times() -> None:
    from docaudit.checks.base import CHECKS

    told = Counter(planted.check for case in whole() for planted in case.planted)
    assert not {name: told[name] for name in set(CHECKS.names()) - OF_A_BATCH if told[name] < LEAST}


def test_a_third_of_the_files_is_clean_and_carries_what_only_looks_like_a_fault() -> None:
    clean = [case for case in whole() if not case.planted and not case.partner]
    assert len(whole()) * 0.3 < len(clean) < len(whole()) * 0.4
    assert all(case.decoys or case.kind != "working_capital" for case in clean)


def test_no_account_is_ever_overdrawn() -> None:
    for case in whole():
        for book in case.books:
            balance = book.opening
            for row in book.rows:
                balance += row.fen
                assert balance >= 0, (case.name, book.key, row.day)


def test_the_same_seed_gives_the_same_files_whatever_their_number() -> None:
    assert [repr(case) for case in make_cases(12, SEED)] == [repr(case) for case in whole()[:12]]


def test_a_finding_of_medium_that_nothing_explains_is_false_and_one_below_is_not() -> None:
    case = next(case for case in whole() if not case.planted and not case.partner)
    finding = {"check": "use.idle_funds", "severity": "medium", "confidence": 0.9, "amount": None, "evidence": []}
    assert len(judged(case, [finding], {}).false) == 1
    assert not judged(case, [finding | {"severity": "low"}], {}).false
