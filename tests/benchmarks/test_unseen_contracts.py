"""What the makers of unseen contracts call true is printed on their papers."""

from __future__ import annotations

import datetime as dt
import random
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen import (
    contracts_dev2_bank,
    contracts_dev2_forms,
    contracts_dev2_people,
    contracts_dev2_trade,
    contracts_dev_bank,
    contracts_dev_forms,
    contracts_dev_people,
    contracts_dev_trade,
)
from benchmarks.unseen.contracts_press import FOLDER, SERIF
from benchmarks.unseen.made import Paper

from docaudit.audit.compare_values import plain
from docaudit.records.amounts import parse_words

if not Path(FOLDER + SERIF.format("Regular")).exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

DEV = (contracts_dev_bank, contracts_dev_forms, contracts_dev_people, contracts_dev_trade)
DEV2 = (contracts_dev2_bank, contracts_dev2_forms, contracts_dev2_people, contracts_dev2_trade)
PAPERS = [paper for module in (*DEV, *DEV2) for paper in module.PAPERS]
PRINTED = ("contract_number", "lender", "borrower", "borrower_id", "buyer", "seller", "disbursement_account")
PRINTED += ("repayment_account", "purpose", "subject", "payment_terms", "repayment_method", "amount_in_words")


@cache
def make(paper: Paper, seed: int) -> tuple[str, dict[str, Any]]:
    """Return the text of all pages, without white space, and the truth."""
    made = paper.make(random.Random(seed))  # noqa: S311
    with pypdfium2.PdfDocument(made.data) as pdf:
        return plain("".join(page.get_textpage().get_text_range() for page in pdf)), made.truth


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_the_values_and_the_pieces_of_obligations_stand_on_the_paper(paper: Paper) -> None:
    text, truth = make(paper, 11)
    fields, accept = truth["fields"], truth.get("accept", {})
    for name in PRINTED:
        value = fields.get(name)
        if value is None:
            continue
        options = [value, *(str(o).removeprefix("any text with ") for o in accept.get(name, ()))]
        assert any(plain(str(o)) in text for o in options), name
    assert all(plain(name) in text for name in fields.get("guarantors", ()))
    for row in fields.get("obligations", ()):
        assert plain(row["text_has"]) in text, row
        assert set(row) <= {"kind", "text_has", "optional"} or not row.get("optional")


def agrees(fields: dict[str, Any]) -> None:
    words = fields.get("amount_in_words")
    if words:
        assert str(parse_words(words)) == fields["amount"]
    rows = fields.get("repayment_schedule") or []
    if rows:
        assert sum(Decimal(row["principal"]) for row in rows) == Decimal(fields["amount"])
        assert rows[-1]["due_date"] == fields["end_date"]
    if fields.get("start_date"):
        start, end = (dt.date.fromisoformat(fields[name]) for name in ("start_date", "end_date"))
        assert round(((end + dt.timedelta(days=1)) - start).days / 30.44) == fields["term_months"]
        assert fields["signed_date"] is None or fields["signed_date"] <= fields["start_date"]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_amounts_days_and_schedules_agree_with_each_other(paper: Paper) -> None:
    agrees(make(paper, 11)[1]["fields"])


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_they_agree_however_the_chances_fall(paper: Paper) -> None:
    for seed in range(6):
        agrees(make(paper, seed)[1]["fields"])


def test_a_form_that_nobody_filled_in_has_no_values() -> None:
    for paper in PAPERS:
        if "blank" in paper.name:
            fields = make(paper, 11)[1]["fields"]
            told = {k for k, v in fields.items() if v not in (None, [])}
            assert told <= {"loan_kind", "obligations"}


def test_the_two_casts_share_no_sentence_and_no_name() -> None:
    said: list[set[str]] = []
    for modules in (DEV, DEV2):
        texts = [make(paper, 11)[0] for module in modules for paper in module.PAPERS]
        pieces = [piece for text in texts for piece in re.split(r"[。;:,]", text)]
        bare = (re.sub(r"[\d.]+(年|月|日)?", "#", piece) for piece in pieces)
        said.append({piece for piece in bare if len(piece) >= 12})
    assert min(map(len, said)) > 50
    assert sorted(said[0] & said[1]) == []
    assert len({p.name for p in PAPERS}) == len(PAPERS)
