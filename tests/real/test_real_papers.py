"""Real papers that nobody of this project wrote, each with its truth file; never part of the repository.

DOCAUDIT_REAL_PAPERS names their folder: the papers, and ``truth/FILE.json`` for each. Every paper is read once; the
shares by document type are printed (``pytest -s``).
"""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

import pytest

from docaudit.audit.compare import Comparison, compare

FOLDER = Path(os.environ.get("DOCAUDIT_REAL_PAPERS", ""))
FIELD_FLOOR = 0.90
"""Least share of fields exactly right over all papers; raise it whenever reading has become better for good."""
TYPE_FLOOR = 0.85
"""Least share of documents whose type is right."""

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("DOCAUDIT_REAL_PAPERS"), reason="DOCAUDIT_REAL_PAPERS does not name a folder of real papers"
    ),
]


def papers() -> list[str]:
    """Return the names of the papers that have a truth file and are there."""
    truths = sorted(FOLDER.glob("truth/*.json")) if os.environ.get("DOCAUDIT_REAL_PAPERS") else []
    return [truth.stem for truth in truths if (FOLDER / truth.stem).is_file()]


@functools.cache
def read(name: str) -> list[dict[str, Any]]:
    from docaudit.audit import extract_file

    return [document.to_json() for document in extract_file(FOLDER / name)]


def compared(name: str) -> Comparison:
    return compare(json.loads((FOLDER / "truth" / f"{name}.json").read_text("utf-8")), read(name))


@pytest.mark.parametrize("name", papers())
def test_a_real_paper_is_read_without_breaking_off(name: str) -> None:
    documents = read(name)
    assert documents
    stopped = [w for d in documents for w in d["warnings"] if d["doc_type"] is None]
    assert not stopped


def test_the_shares_of_all_real_papers_stay_above_their_floors() -> None:
    whole = Comparison()
    for name in papers():
        whole.merge(compared(name))
    assert whole.total.scored, "no paper with a truth file lies in the folder"
    print("\n" + whole.table(misses=int(os.environ.get("DOCAUDIT_SHOW_MISSES", "0"))))
    for doc_type, tally in sorted(whole.by_type.items()):
        print(f"{doc_type:<24}{tally.exact:>6} of {tally.scored:<6}{tally.share:7.3f}")
    mean = sum(tally.share for tally in whole.by_type.values() if tally.scored) / max(1, len(whole.by_type))
    print(f"mean over types {mean:.3f}")  # statements hold most leaves; this figure weighs each type alike
    print(f"types right {whole.share_typed:.3f}, fields exact {whole.share_exact:.3f}")
    assert whole.share_typed >= TYPE_FLOOR
    assert whole.share_exact >= FIELD_FLOOR
