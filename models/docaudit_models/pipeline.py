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
    folded = clause_words(text) if task == "clause" else plain(text)[:READ_GLYPHS]
    if trained is None or not folded:
        return None
    scores: dict[str, float] = trained(folded).cats
    label = max(scores, key=lambda name: (scores[name], name))
    return Guess(label, scores[label])


@functools.lru_cache(maxsize=4096)
def kinds(text: str) -> dict[str, float]:
    """Return how likely a clause states a duty of each kind (0 to 1, each by itself); empty where nothing was trained.

    `none` is among them: that it obliges nobody to anything that counts. The parties are called 借款人, 贷款人, 保证人.
    """
    trained = _classifier("clause")
    folded = clause_words(text)
    return dict(trained(folded).cats) if trained is not None and folded else {}


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


_HAN_NUMBER = re.compile(
    r"[〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+(?=个?(?:银行)?(?:工作|营业|自然)?[日天月年季期次倍成周]|[万亿元%条分]|小时)"
    r"|(?<=百分之)[一二三四五六七八九十百点]+|[一二三四五六七八九]点[一二三四五六七八九]+"
)


def clause_words(text: str) -> str:
    """Return a clause as its model sees it: as `plain`, with numbers in Han words the same as those in figures."""
    return plain(_HAN_NUMBER.sub("0", text))[:READ_GLYPHS]


def row(said: str, counterparty: str) -> str:
    """Return the words of a statement's row (summary, remark) and its counterparty as the task `purpose` reads them."""
    return f"{said}→{counterparty}"
