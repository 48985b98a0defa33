"""Write the clauses of made contracts that may be looked at, with what they oblige to, for the training of models.

A line of `models/training/wordings/seen.tsv` is: the round of the papers it comes from, its kinds (after ``?`` those
that a reader may see in it and need not; `none` where it obliges nobody), and its words, with the parties called
借款人, 贷款人 and 保证人. Of lists of clauses only those of `mend` are taken.

    python benchmarks/seen_clauses.py
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from unseen.clause_list import lists, paper_of, read, shut
from unseen.made import Paper as Maker

from docaudit.audit.compare_values import plain
from docaudit.reading import SourcePages, read_path
from docaudit.understanding.clauses import clauses, unnumbered
from docaudit.understanding.paper import Paper
from docaudit.understanding.roles import bind_roles
from docaudit.understanding.told import asked
from training.texts import SEEN
from understanding import papers

SEED = 7


def round_of(paper: Maker) -> str:
    """Return the round of held papers that a layout is of: those before the third, which no name tells, are `held`."""
    number = re.search(r"[a-z](\d)-", paper.name)
    return f"round{number[1]}" if number else "held" if ".held." in paper.make.__module__ else "dev"


def contracts() -> Iterator[tuple[str, Paper, Sequence[dict[str, Any]]]]:
    """Yield the round, the pages and the obligations of one contract of each layout that may be looked at."""
    with tempfile.TemporaryDirectory() as folder:
        for maker in (p for p in papers() if p.name.startswith("loan") and "receipt" not in p.name):
            if maker.part != "dev" and round_of(maker) != "round4":
                continue
            made = maker.make(random.Random(f"{SEED} {maker.name}"))  # noqa: S311  seeded, not secret
            if made.truth["doc_type"] != "loan_contract":
                continue
            path = Path(folder) / f"{maker.name}{made.suffix}"
            path.write_bytes(made.data)
            for source in read_path(path):
                if isinstance(source, SourcePages):
                    yield round_of(maker), Paper(list(source.pages)), made.truth["fields"]["obligations"]


def from_lists() -> Iterator[tuple[str, Paper, Sequence[dict[str, Any]]]]:
    """Yield the name, the page and the obligations of each clause of a list that may be mended on."""
    for name, path in lists().items():
        for clause in [] if shut(path) else [c for c in read(path) if c.part == "mend"]:
            rows = [{"kind": d.kind, "text_has": d.has, "optional": d.optional} for d in clause.duties]
            yield name, paper_of(clause), rows


def labelled(paper: Paper, duties: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield (kinds, words) of each sentence, of each list with its lead, and of each item of a list behind its lead."""
    roles = bind_roles(paper)
    for clause in clauses(paper.flow, roles):
        texts = [clause.text]
        if clause.until > clause.end:
            texts.append(paper.flow.chars[clause.start : clause.until])
        if clause.lead:
            texts.append(clause.lead + unnumbered(clause.text))
        for text in texts:
            held = [d for d in duties if plain(d["text_has"]) in plain(text)]
            sure = {d["kind"] for d in held if not d.get("optional")}
            kinds = [*sorted(sure or {"none"}), *sorted(f"?{k}" for k in {d["kind"] for d in held} - sure)]
            yield " ".join(kinds), asked(text, roles)


def main() -> None:
    """Write the file; of sentences that several papers hold the first is kept."""
    lines: dict[str, str] = {}
    for source in (contracts(), from_lists()):
        for of, paper, duties in source:
            for kinds, text in labelled(paper, duties):
                lines.setdefault(text, f"{of}\t{kinds}\t{text}\n")
    SEEN.write_text("".join(lines.values()), "utf-8")
    print(f"{len(lines)} clauses")  # noqa: T201  a command of its own


if __name__ == "__main__":
    main()
