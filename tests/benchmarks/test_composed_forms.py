"""Composed forms are the same for the same seed, hold what their truth says, and keep words back."""

# ruff: noqa: S311 - seeded, not secret
from __future__ import annotations

import random

import pypdfium2 as pdfium
import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.composed_forms import PAPERS
from benchmarks.unseen.composed_words import Words
from benchmarks.unseen.made import Paper

from training.captions import kept_back, labelled, types


def _text(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_what_is_true_of_a_composed_form_is_printed_on_it(paper: Paper) -> None:
    made = paper.make(random.Random(11))
    again = paper.make(random.Random(11))
    assert made.truth == again.truth
    text = _text(made.data)
    for name in ("contract_number", "borrower", "payee_name", "payer_name", "seller", "guarantor", "supplier", "payer"):
        value = made.truth["fields"].get(name)
        assert value is None or "".join(value.split()) in text


def test_only_counted_papers_use_words_that_are_kept_back() -> None:
    for doc_type in types():
        mending, counting = (
            [Words(doc_type, random.Random(k), counted=counted).head("payee") for k in range(40)]
            for counted in (False, True)
        )
        assert not any(map(kept_back, mending))
        assert any(map(kept_back, counting))


def test_no_word_that_is_kept_back_is_trained_on() -> None:
    for doc_type in types():
        assert not any(kept_back(heading) for _, heading, _, _ in labelled(doc_type))
        known = {one.caption for one in labelled(doc_type)}
        kept = {one.caption for one in labelled(doc_type, all_words=True)} - known
        assert len(kept) > 0.1 * len(known)
