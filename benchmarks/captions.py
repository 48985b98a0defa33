"""Measure the scorer of captions on words that it was not trained on, beside the likeness of glyphs alone.

For every type of form the fifth of the words that is kept back (`training.captions.kept_back`) is asked: how often the
field is told right, and how often a wrong one is told, where the scorer is as sure as the readers want it
(`docaudit.understanding.meanings.LEAST`). Likeness is that of the nearest known caption by shared glyphs.

    python benchmarks/captions.py [--count N] [--report]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import Indel
from report import table, write_section

from docaudit.understanding.meanings import LEAST
from docaudit_models.captions import OTHER, VALUE, scorer
from training.captions import kept_back, labelled, types
from training.meanings import fitted
from understanding import EVALUATION, HEAD

_ALIKE = 0.75
"""Likeness from which a caption counts as told by the nearest known one; lower ones told more of them wrong."""
Teller = Callable[[str, str], str | None]


def asked(doc_type: str, count: int) -> list[tuple[str, str, str]]:
    """Return up to `count` captions of each field of a type that hold a word that is kept back."""
    known = set(labelled(doc_type))
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for caption in labelled(doc_type, all_words=True):
        if caption not in known:
            groups.setdefault(caption.field, []).append(caption[:3])
    chance = random.Random(f"asked {doc_type}")  # noqa: S311  seeded, not secret
    return [c for _, found in sorted(groups.items()) for c in chance.sample(found, min(count, len(found)))]


def by_scorer(doc_type: str) -> Teller:
    """Train without the words that are kept back and return what tells a caption's field."""
    tell = scorer(*fitted(doc_type))

    def told(caption: str, heading: str) -> str | None:
        odds = tell(caption, heading)
        best = max(odds, key=lambda name: odds[name])
        return best if odds[best] >= LEAST and best not in (OTHER, VALUE) else None

    return told


def by_likeness(doc_type: str) -> Teller:
    """Return what tells a caption's field by the nearest known caption."""
    known = {f"{heading}{caption}": name for caption, heading, name, _ in labelled(doc_type)}

    def told(caption: str, heading: str) -> str | None:
        hit = process.extractOne(f"{heading}{caption}", known.keys(), scorer=Indel.normalized_similarity)
        name = known[hit[0]] if hit and hit[1] >= _ALIKE else None
        return None if name == OTHER else name

    return told


def counted(tell: Teller, captions: list[tuple[str, str, str]]) -> list[str]:
    """Return the shares of captions of fields told right and told wrong, and of others taken for a field."""
    fields = [c for c in captions if c[2] != OTHER]
    others = [c for c in captions if c[2] == OTHER]
    told = [(tell(caption, heading), name) for caption, heading, name in fields]
    right = sum(found == name for found, name in told)
    wrong = sum(found not in (None, name) for found, name in told)
    taken = sum(tell(caption, heading) is not None for caption, heading, _ in others)
    return [
        f"{right / max(1, len(fields)):.3f}",
        f"{wrong / max(1, len(fields)):.3f}",
        f"{taken / max(1, len(others)):.3f}",
    ]


def main() -> None:
    """Print a line for each type, and perhaps write the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=150, help="captions of each field")
    parser.add_argument("--report", action="store_true", help="write the section of docs/evaluation.md")
    args = parser.parse_args()
    lines = []
    for doc_type in types():
        captions = asked(doc_type, args.count)
        words = {w for caption, heading, _ in captions for w in (caption, heading) if w and kept_back(w)}
        ways = [cell for way in (by_scorer, by_likeness) for cell in counted(way(doc_type), captions)]
        lines.append([doc_type, str(len(captions)), str(len(words)), *ways])
    ways = [f"{way}: {what}" for way in ("scorer", "likeness") for what in ("right", "wrong", "other taken")]
    body = table(["type", "captions asked", "words kept back", *ways], lines)
    print(body)  # noqa: T201  a command of its own
    if args.report:
        command = f"python benchmarks/captions.py --count {args.count} --report"
        title = "What the scorer of captions adds to the likeness of glyphs"
        write_section("captions", title, command, body, report=EVALUATION, head=HEAD)


if __name__ == "__main__":
    main()
