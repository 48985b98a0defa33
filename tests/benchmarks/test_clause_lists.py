"""Lists of single clauses agree with themselves: what they ask stands in the clause, with the slots of its kind."""

from __future__ import annotations

import pytest
from benchmarks.unseen.clause_list import Clause, count, lists, read
from benchmarks.unseen.contracts_truth import duty

from docaudit.records.obligation import SLOTS

NAMES = sorted(lists())


@pytest.mark.parametrize("name", NAMES)
def test_each_list_reads_and_its_slots_are_those_of_their_kinds(name: str) -> None:
    clauses = list(read(lists()[name]))
    assert clauses
    for clause in clauses:
        for one in clause.duties:
            known = {"party", *SLOTS[one.kind]}
            assert {*one.slots, *one.near} <= known, (clause.name, one)
            assert all(words in "".join(clause.lines) for words in one.near.values()), (clause.name, one)


@pytest.mark.parametrize("name", NAMES)
def test_no_clause_stands_in_a_list_twice(name: str) -> None:
    texts = ["".join(clause.lines) for clause in read(lists()[name])]
    assert len(texts) == len(set(texts))


def test_a_clause_that_is_misread_counts_as_missed_and_as_invented() -> None:
    text = "借款人应于每季结束后二十日内报送资产负债表。"
    lent = ("甲方（借款人）：某厂", "乙方（贷款人）：某银行")
    right = Clause("a#1", lent, (text,), (duty("reporting", "报送资产负债表", due_days=20, day_kind="calendar"),))
    found = count([right]).obligations["reporting"]
    assert (found.found, found.missed, found.invented) == (1, 0, 0)
    wrong = Clause("a#2", lent, (text,), (duty("evidence", "报送资产负债表"),))
    judged = count([wrong]).obligations
    assert judged["evidence"].missed == 1
    assert judged["reporting"].invented == 1
