"""Trains the four models with spaCy from invented texts and puts them where the loader finds them.

The texts are the same bytes for the same seed. The weights are the same bytes on one machine with the same libraries;
on another processor the last bits of floating-point sums may differ, and with them what is saved.
"""

from __future__ import annotations

import logging
import random
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.cli.train import train as run
from spacy.language import DEFAULT_CONFIG_PATH
from spacy.tokens import DocBin
from spacy.util import filter_spans, load_config

from docaudit_models import clause_words, plain
from docaudit_models.pipeline import READ_GLYPHS, TRAINED
from training import texts
from training.grammar import Span

log = logging.getLogger(__name__)
SEED = 2027
COUNTS = {"document": 350, "clause": 350, "purpose": 900, "names": 7000}
"""Texts of each label, for names texts in all; a tenth as many more tell which pass to keep."""
_LONGER: dict[str, dict[str, float]] = {
    "document": {"training.max_epochs": 6, "training.eval_frequency": 60, "training.optimizer.learn_rate": 0.002}
}
"""Whole pages are few and long: in three quick passes some types may still be mistaken for others."""
_SPACY = ">=3.8.0,<3.9.0"
"""The versions of spaCy that read what this one wrote; `pyproject.toml` asks for one of them."""
_CONFIGS = Path(__file__).parent / "configs"
_OTHER_CONFIG = {"names": "names", "clause": "kinds"}
_CLASSIFIED = {"document": texts.documents, "clause": texts.clauses, "purpose": texts.purposes}


def corpus(task: str, count: int, seed: str) -> DocBin:
    """Return invented texts with their labels or names; the same seed gives the same bytes."""
    chance = random.Random(f"{SEED} {task} {seed}")
    return (
        _named(texts.names(chance, count))
        if task == "names"
        else _classed(task, _CLASSIFIED[task](chance, count), chance)
    )


def _classed(task: str, labelled: Iterable[texts.Labelled], chance: random.Random) -> DocBin:
    found = list(labelled)
    chance.shuffle(found)
    labels = sorted({one for _, label in found for one in label.split() if not one.startswith("?")})
    blank, store = spacy.blank("zh"), DocBin()
    for text, label in found:
        doc = blank.make_doc((clause_words(text) if task == "clause" else plain(text))[:READ_GLYPHS])
        told = label.split()
        doc.cats = {name: float(name in told) for name in labels if f"?{name}" not in told}
        if len(doc):
            store.add(doc)
    return store


def _named(found: Iterable[tuple[str, list[Span]]]) -> DocBin:
    blank, store = spacy.blank("zh"), DocBin()
    for text, spans in found:
        doc = blank.make_doc(text)
        marked = [doc.char_span(start, end, label=label) for start, end, label in spans]
        doc.ents = filter_spans([span for span in marked if span is not None])
        store.add(doc)
    return store


def train(task: str, folder: Path = TRAINED, share: float = 1.0) -> Path:
    """Train one task and return its folder; `share` of the texts is for tests."""
    began = time.perf_counter()
    count = max(1, int(COUNTS[task] * share))
    with tempfile.TemporaryDirectory() as made:
        paths = {name: Path(made) / f"{name}.spacy" for name in ("train", "dev")}
        corpus(task, count, "train").to_disk(paths["train"])
        corpus(task, max(1, count // 10), "dev").to_disk(paths["dev"])
        config = Path(made) / "whole.cfg"
        ours = load_config(_CONFIGS / f"{_OTHER_CONFIG.get(task, 'classifier')}.cfg")
        load_config(DEFAULT_CONFIG_PATH).merge(ours).to_disk(config)
        given = {f"paths.{name}": str(path) for name, path in paths.items()}
        run(config, Path(made) / "out", overrides=given | _LONGER.get(task, {}))
        trained = spacy.load(Path(made) / "out" / "model-best")
        trained.config["paths"] = dict.fromkeys(trained.config["paths"])  # where the texts lay is nobody's business
        trained.meta["spacy_version"] = _SPACY
        shutil.rmtree(folder / task, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        trained.to_disk(folder / task)
    log.info("%s: %.0f s", task, time.perf_counter() - began)
    return folder / task
