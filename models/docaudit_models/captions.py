"""Says which field of a form a caption stands for, by its glyphs and by the heading of its section, column or row.

A linear model on runs of one and two glyphs, one for each type of paper, trained by `make train` on invented captions.
It loads in some milliseconds; where nothing was trained it is silent.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from docaudit_models.pipeline import TRAINED

FILE = "captions.npz"
"""In the folder of trained models: for each type its labels, its runs of glyphs and their weights."""
OTHER, VALUE = "other", "value"
"""Labels of captions that no field of the type holds, and of words that are no caption at all."""
LONGEST = 18
"""Glyphs from which on words are no caption."""
_ENUMERATED = re.compile(
    r"^(?:第?[一二三四五六七八九十\d]{1,3}[、.)章节条部]|\([一二三四五六七八九十\d]{1,2}\)|[■□●○◆▲*#·•【\[<《])+"
)


@dataclass(frozen=True, slots=True)
class Scorer:
    """The trained weights of one type: a row for each run of glyphs, the last one for what every text has."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Any

    def __call__(self, caption: str, heading: str) -> dict[str, float]:
        """Return the probability of each label."""
        known = [self.rows[run] for run in runs(caption, heading) if run in self.rows]
        scores = self.weights[[*known, -1]].sum(axis=0)
        odds = np.exp(scores - scores.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))


def folded(text: str) -> str:
    """Return a caption or heading without its number, its brackets around it, blanks and the colon behind it."""
    bare = re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", text)).strip(":;,.。")
    return _ENUMERATED.sub("", bare).strip("】]>》:").replace("帐", "账")


def runs(caption: str, heading: str) -> Iterator[str]:
    """Yield the runs of glyphs by which a caption below a heading is told, each once."""
    seen = set()
    for kind, text in (("", folded(caption)), ("#", folded(heading))):
        edged = f"^{text}$"
        for size in (1, 2):
            for k in range(len(edged) - size + 1):
                run = kind + edged[k : k + size]
                if run not in seen:
                    seen.add(run)
                    yield run


@functools.lru_cache(maxsize=65536)
def meanings(doc_type: str, caption: str, heading: str = "") -> dict[str, float] | None:
    """Return the probability of each field of the type, of `OTHER` and of `VALUE`; None where nothing was trained."""
    scorer = _scorers().get(doc_type)
    return scorer(caption, heading) if scorer is not None else None


@functools.cache
def _scorers() -> dict[str, Scorer]:
    path = TRAINED / FILE
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        types = sorted({name.rpartition("/")[0] for name in stored.files})
        return {t: scorer(*(stored[f"{t}/{part}"] for part in ("labels", "runs", "weights"))) for t in types}


def scorer(labels: Sequence[str], known: Sequence[str], weights: Any) -> Scorer:
    """Return a scorer of stored arrays."""
    rows = {str(run): k for k, run in enumerate(known)}
    return Scorer(tuple(map(str, labels)), rows, np.asarray(weights, dtype=np.float32))
