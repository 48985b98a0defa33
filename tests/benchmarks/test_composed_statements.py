"""The composed statements print what their truth says, and those to mend on print no word that is kept back."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("reportlab", reason="needs reportlab: pip install -e '.[bench]'")
from benchmarks.unseen.composed_statement_design import design
from benchmarks.unseen.composed_statement_words import COLUMNS, FLAGS, HEAD, ROWS, SIDES, kept_back
from benchmarks.unseen.composed_statements import PAPERS
from benchmarks.unseen.faces import FOLDER
from benchmarks.unseen.made import Paper
from tests.benchmarks.paper_truths import documents, printed, statement_runs, values_stand

from docaudit.audit.compare_values import plain

if not (FOLDER / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_stands_on_the_paper_and_the_balances_run(paper: Paper, seed: int) -> None:
    made = paper.make(random.Random(f"{seed}"))  # noqa: S311
    for document in documents(made.truth):
        statement_runs(document["fields"])
        for row in document["fields"]["transactions"]:
            row.pop("time")  # a day may stand in parts, or over its rows
    values_stand(plain(printed(made.data, made.suffix)), made.truth)


@pytest.mark.parametrize("counted", [False, True])
def test_words_that_are_kept_back_are_printed_on_counted_papers_alone(counted: bool) -> None:
    drawn = (design(random.Random(seed), counted=counted) for seed in range(200))  # noqa: S311
    pairs = {part: word for word in SIDES for part in word.split("|")}
    heads = [pairs.get(c.head, c.head) for d in drawn for c in (*d.cols, *d.second) if not c.over]
    assert any(map(kept_back, heads)) == counted


def test_a_fifth_of_the_words_is_kept_back() -> None:
    words = [w for group in (*COLUMNS.values(), *HEAD.values(), *ROWS.values(), SIDES, FLAGS) for w in group]
    assert 0.14 < sum(map(kept_back, words)) / len(words) < 0.26


def test_the_same_chance_gives_the_same_paper() -> None:
    once, again = (PAPERS[0].make(random.Random(5)) for _ in range(2))  # noqa: S311
    assert once.truth == again.truth
