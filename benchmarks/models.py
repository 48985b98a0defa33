"""Measure what each trained model adds to the rules: rules alone, the model alone, both as the product joins them.

Nothing that is asked here was made with the words the models were trained on: document types on the unseen papers of
the part ``dev``, as printed, with the title cut off and with it misread; clauses of the unseen contracts and
hand-written ones (`clauses.txt`); payments labelled by hand (`purposes.txt`); names of the unseen papers' truth and
lines marked by hand (`names.txt`). The rules were mended on those papers and know them; they do not know the
hand-written lists.

A wrong name always counts as sure: neither way of finding names says how sure it is. What the rules and both say of a
clause is read before the clock runs.

    python benchmarks/models.py [--tasks document clause purpose name] [--count N] [--seed S] [--misses N] [--report]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from model_tasks import Asked, clause_tasks, document_tasks, name_tasks, purpose_tasks
from report import table, write_section

from docaudit_models.pipeline import TRAINED
from understanding import EVALUATION, HEAD

SURE = 0.9
"""From this confidence an answer is called sure; a sure wrong answer is the one that harms."""
TASKS: dict[str, Callable[[int, int], Iterable[tuple[str, list[Asked]]]]] = {
    "document": document_tasks,
    "clause": clause_tasks,
    "purpose": purpose_tasks,
    "name": name_tasks,
}


@dataclass(slots=True)
class Score:
    """How one way of answering did.

    Attributes:
        right, wrong: questions answered so.
        sure_wrong: those of the wrong that were sure.
        hits, misses, alarms: by label, for F1; labels that say nothing (`none`, no name) are no label.
    """

    right: int = 0
    wrong: int = 0
    sure_wrong: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)

    def add(self, truth: frozenset[str], told: str, confidence: float) -> bool:
        """Count one answer; `truth` holds every label that is right."""
        right = told in truth
        self.right += right
        self.wrong += not right
        self.sure_wrong += not right and confidence >= SURE
        nothing = {"none", ""}
        if right:
            self.hits[told] += told not in nothing
        else:
            self.alarms[told] += told not in nothing
            self.misses[min(truth)] += not truth & nothing
        return right

    def line(self) -> list[str]:
        """Return accuracy, mean F1 over labels, and the share of sure wrong answers."""
        whole = max(1, self.right + self.wrong)
        labels = {name for name in (*self.hits, *self.misses, *self.alarms) if name}
        f1 = [
            2 * self.hits[name] / max(1, 2 * self.hits[name] + self.misses[name] + self.alarms[name])
            for name in labels
            if self.hits[name] + self.misses[name]
        ]
        mean = sum(f1) / len(f1) if f1 else 0.0
        return [f"{self.right / whole:.4f}", f"{mean:.4f}", f"{self.sure_wrong / whole:.4f}"]


def measure(asked: Sequence[Asked], misses: int) -> list[list[str]]:
    """Return a line for each way of answering; list some of the misses."""
    lines = []
    for way in ("rules", "model", "both"):
        score, began, shown = Score(), time.perf_counter(), 0
        for question in asked:
            told, confidence = getattr(question, way)()
            if not score.add(question.truth, told, confidence) and shown < misses:
                shown += 1
                print(f"    {way}: {question.text[:90]!r} {sorted(question.truth)} told {told} {confidence:.2f}")  # noqa: T201
        spent = 1000 * (time.perf_counter() - began) / max(1, len(asked))
        lines.append([way, str(len(asked)), *score.line(), f"{spent:.2f}"])
    return lines


def sizes() -> str:
    """Return what is shipped and how long it takes to load all of it in a fresh process, spaCy included."""
    program = (
        "import time; t=time.perf_counter(); import spacy; s=time.perf_counter(); import docaudit_models as m;"
        "m.load(); [m.guess(k,'x') for k in ('document','clause','purpose')]; print(s-t, time.perf_counter()-s)"
    )
    took = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
        for _ in range(3)
    ]
    spacy, ours = (min(float(pair[k]) for pair in took) for k in (0, 1))
    lines = [
        [name, f"{sum(p.stat().st_size for p in (part, *part.rglob('*')) if p.is_file()) / 1e6:.2f} MB"]
        for name, part in (*((p.stem, p) for p in sorted(TRAINED.iterdir())), ("all (aim below 30 MB)", TRAINED))
    ]
    lines.append(["loading all, spaCy's own import apart (aim below 1.5 s in all)", f"{ours:.2f} s"])
    lines.append(["importing spaCy", f"{spacy:.2f} s"])
    return table(["shipped", ""], lines)


def main() -> None:
    """Print the table of each task, and perhaps write the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", nargs="+", choices=tuple(TASKS), default=list(TASKS))
    parser.add_argument("--count", type=int, default=2, help="papers of each layout")
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--misses", type=int, default=0, help="how many misses of each way to list")
    parser.add_argument("--report", action="store_true", help="write the section of docs/evaluation.md")
    args = parser.parse_args()
    if not TRAINED.is_dir():
        parser.error("nothing trained: run `make train`")
    columns = ["", "asked", "accuracy", "mean F1", f"wrong and sure (≥ {SURE})", "ms each"]
    parts = []
    for task in args.tasks:
        for title, asked in TASKS[task](args.count, args.seed):
            print(title)  # noqa: T201  a command of its own
            parts.append(f"**{title}**\n\n{table(columns, measure(asked, args.misses))}")
            print(parts[-1].partition("\n\n")[2])  # noqa: T201
    parts.append(sizes())
    print(parts[-1])  # noqa: T201
    if args.report:
        command = f"python benchmarks/models.py --count {args.count} --seed {args.seed} --report"
        write_section(
            "models", "What each model adds over rules", command, "\n\n".join(parts), report=EVALUATION, head=HEAD
        )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
