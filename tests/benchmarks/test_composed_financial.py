"""Composed financial statements are the same for the same seed, add up, and print what their truth says."""

# ruff: noqa: S311 - seeded, not secret
from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.composed_financial import PAPERS
from benchmarks.unseen.made import Paper

if not Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)
SUMS = (
    ("total_assets", "total_liabilities", "total_equity"),
    ("total_profit", "income_tax", "net_profit"),
    ("closing_cash", "opening_cash", "net_increase_in_cash"),
)


@pytest.mark.parametrize("paper", [p for p in PAPERS if "-count-" in p.name], ids=lambda paper: paper.name)
@pytest.mark.parametrize("seed", [3, 11])
def test_what_is_true_of_a_composed_statement_is_printed_on_it_and_adds_up(paper: Paper, seed: int) -> None:
    made = paper.make(random.Random(seed))
    assert made.truth == paper.make(random.Random(seed)).truth
    with pdfium.PdfDocument(made.data) as document:
        text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document).replace(",", "")
    fields = made.truth["fields"]
    assert fields["entity"] in text
    figures = {row["name"]: Decimal(row["current"] or 0) for row in fields["items"]}
    for value in figures.values():
        assert f"{abs(value):.2f}" in text or f"{abs(value):.0f}" in text or value == 0
    for whole, *parts in SUMS:
        if whole in figures:
            assert figures[whole] == sum(figures[part] for part in parts)
