"""Loads what was trained; without the trained folders names are found by rules alone and the classifiers are silent."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.language import Language

Task = Literal["document", "clause", "purpose"]
"""What a text can be classified for: doc_type of a first page, kind of a clause (or none), use of a payment."""

TRAINED = Path(str(files("docaudit_models"))) / "trained"
"""One folder of spaCy's for each task, and `names`; made by `make train`."""
READ_GLYPHS = 1200
"""How much of a page its type is told from: the head and the first rows."""
VERSION = "trained-1" if (TRAINED / "names").is_dir() else "rules-1"
"""Named in the output (`engine.models`), so that a result can be traced to the models and rules it came from."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A label with its probability (0 to 1) among the labels of its task."""

    label: str
    confidence: float


def guess(task: Task, text: str) -> Guess | None:
    """Return the likeliest label of a text, None where nothing was trained or the text holds no glyph."""
    trained = _classifier(task)
    folded = plain(text)[:READ_GLYPHS]
    if trained is None or not folded:
        return None
    scores: dict[str, float] = trained(folded).cats
    label = max(scores, key=lambda name: (scores[name], name))
    return Guess(label, scores[label])


@functools.lru_cache(maxsize=1)
def load() -> Language:
    """Return the pipeline that finds names (`ents`: ORG, PERSON, BANK, ADDRESS); later calls cost nothing."""
    import spacy  # noqa: PLC0415 - a second that most papers do not need

    from docaudit_models import rules  # noqa: F401, PLC0415 - registers the component

    pipeline: Language = spacy.load(TRAINED / "names") if (TRAINED / "names").is_dir() else spacy.blank("zh")
    pipeline.add_pipe("docaudit_party_rules")
    return pipeline


@functools.cache
def _classifier(task: Task) -> Language | None:
    import spacy  # noqa: PLC0415 - see `load`

    return spacy.load(TRAINED / task) if (TRAINED / task).is_dir() else None


def plain(text: str) -> str:
    """Return the text as the classifiers see it: one width, no blanks, every number the same."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\d(?:[\d,.]*\d)?", "0", folded)


def row(said: str, counterparty: str) -> str:
    """Return the words of a statement's row (summary, remark) and its counterparty as the task `purpose` reads them."""
    return f"{said}→{counterparty}"
