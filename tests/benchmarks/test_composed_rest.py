"""Composed papers in sentences are the same for the same seed, print what their truth says, and keep words back."""

# ruff: noqa: S311 - seeded, not secret
from __future__ import annotations

import random
from pathlib import Path

import pypdfium2 as pdfium
import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.composed_rest import PAPERS as REST
from benchmarks.unseen.composed_voice import Voice, kept_back
from benchmarks.unseen.composed_vouchers import PAPERS as VOUCHERS
from benchmarks.unseen.made import Paper

if not Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)
PRINTED = (
    *("payer", "payee", "borrower", "buyer", "seller", "buyer_name", "seller_name", "contract_number", "account"),
    *("payer_name", "payer_account", "payee_name", "payee_account", "reference", "supplier", "receiver"),
)


@pytest.mark.parametrize("paper", [p for p in (*REST, *VOUCHERS) if "-count-" in p.name], ids=lambda paper: paper.name)
def test_what_is_true_of_a_composed_paper_is_printed_on_it(paper: Paper) -> None:
    made = paper.make(random.Random(11))
    assert made.truth == paper.make(random.Random(11)).truth
    with pdfium.PdfDocument(made.data) as document:
        text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    values = [made.truth["fields"].get(name) for name in PRINTED]
    assert all(value in text for value in values if value is not None)


def test_only_counted_papers_use_words_that_are_kept_back() -> None:
    words = "检查人 走访人 检查人员 客户经理 管户经理 核查人 回访人 现场检查人 巡查人 访查人"
    mending, counting = ({Voice(random.Random(k), counted=c).pick(words) for k in range(60)} for c in (False, True))
    assert not any(map(kept_back, mending))
    assert any(map(kept_back, counting))
