"""The aims of reading on spoilt pages, on few pages; `benchmarks/degraded.py` measures them on many."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from docaudit.reading.ocr import borrow_engine

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
# Two pages of each kind hold some 40 amounts: one or two that are misread must not break the test.
PAGES, SEED = 2, 23


@pytest.fixture(scope="module")
def tallies() -> dict[str, Any]:
    """What `degraded.run` counted for each kind of spoiling."""
    with borrow_engine(None, 0) as engine:
        if engine is None or "openvino" not in engine.name:
            pytest.skip("measured with PP-OCR on OpenVINO")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        patch.setenv("DOCAUDIT_CACHE", "off")
        degraded = importlib.import_module("degraded")
        try:
            return dict(degraded.run(("clean", *degraded.KINDS), PAGES, SEED))
        except SystemExit as missing:
            pytest.skip(str(missing))


@pytest.mark.ocr
@pytest.mark.slow
def test_amounts_of_clean_and_of_spoilt_pages_are_read(tallies: dict[str, Any]) -> None:
    shares = {kind: tally.exact / (tally.exact + tally.wrong + tally.null) for kind, tally in tallies.items()}
    spoilt = [share for kind, share in shares.items() if kind != "clean"]
    assert shares["clean"] >= 0.97
    assert sum(spoilt) / len(spoilt) >= 0.93
    assert min(spoilt) >= 0.8, shares


@pytest.mark.ocr
@pytest.mark.slow
def test_hardly_a_wrong_amount_is_believed(tallies: dict[str, Any]) -> None:
    assert sum(tally.believed for tally in tallies.values()) <= 2, [t.misread for t in tallies.values()]


@pytest.mark.ocr
@pytest.mark.slow
def test_confidence_is_the_share_of_words_read_right(tallies: dict[str, Any]) -> None:
    words = [word for tally in tallies.values() for word in tally.words]
    for low, high in ((0.0, 0.9), (0.9, 0.98), (0.98, 1.01)):
        inside = [(confidence, right) for confidence, right in words if low <= confidence < high]
        mean = sum(confidence for confidence, _ in inside) / len(inside)
        share = sum(right for _, right in inside) / len(inside)
        # Words below 0.9 are few.
        assert share >= mean - (0.2 if high < 0.95 else 0.03)


@pytest.mark.ocr
@pytest.mark.slow
def test_few_characters_are_misread(tallies: dict[str, Any]) -> None:
    assert tallies["clean"].edits <= 0.005 * tallies["clean"].characters
    # What shows through from the back is read along and counts as misread: it is not told from faint print.
    spoilt = [tally for kind, tally in tallies.items() if kind != "bleed"]
    assert sum(t.edits for t in spoilt) <= 0.02 * sum(t.characters for t in spoilt)
