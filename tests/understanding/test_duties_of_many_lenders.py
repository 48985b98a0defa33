"""Clauses of many lenders: banks, rural societies, microlenders, car finance, housing funds, syndicates, students."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.understanding.pages import word_file
from tests.understanding.test_forms import values
from tests.understanding.test_unseen_wordings import duties

TABLE = yaml.safe_load(Path(__file__).with_name("clauses_of_lenders.yaml").read_text("utf-8"))


def holds(slots: dict[str, Any], party: str, wanted: dict[str, Any]) -> bool:
    """Say whether a duty that was read has the slots of the table."""
    for name, value in wanted.items():
        read = party if name == "party" else slots.get(name.rstrip("~="))
        if name.endswith("~"):
            right = value in (read or "")
        elif name.endswith("="):
            right = set(value) <= set(read or ())
        else:
            right = read == value
        if not right:
            return False
    return True


@pytest.mark.parametrize(("head", "sentence", "wanted"), TABLE["clauses"], ids=[s for _, s, _ in TABLE["clauses"]])
def test_a_clause_obliges_to_this(head: str, sentence: str, wanted: list[tuple[str, dict[str, Any]]] | None) -> None:
    read = duties(values("loan_contract", word_file(TABLE["heads"][head] + sentence)))
    if wanted is None:
        assert all(kind == "other" for kind, _, _ in read), read
        return
    assert len(read) == len(wanted), read
    for (kind, party, slots), (kinds, expected) in zip(read, wanted, strict=True):
        assert kind in kinds.split("|"), read
        assert holds(slots, party, expected), (party, slots)
