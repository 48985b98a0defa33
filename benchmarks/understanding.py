"""Measure understanding on made-up papers whose layouts and wordings neither the rules nor the models were made on.

Every module of `unseen/` gives papers with their truth. Digital ones are read as they are; a PDF is also printed at
200 dpi, spoilt a little as scanners do, and read again. What is read is compared as `docaudit evaluate` does it. Misses
are listed for the part `dev` alone: whoever looks at those of `held` has no unseen papers left.

    python benchmarks/understanding.py [--part dev|held] [--papers NAME…] [--count N] [--seed S]
        [--channels digital scan] [--misses N] [--duties] [--report]

An OCR answer that is cached costs nothing: the speeds are only told where ``DOCAUDIT_CACHE=off``.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import os
import pkgutil
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import unseen
from degrade import degrade
from report import REPORT, table, write_section
from texts import scan_pdf
from unseen.held import opened
from unseen.made import Made, Paper

from docaudit.audit.compare import Tally
from docaudit.audit.compare_obligations import plain_slots
from docaudit.audit.evaluate import Evaluation, Retrieval, evaluate_documents
from docaudit.banks import BANKS
from docaudit.reading import SourcePages, read_path
from docaudit.reporting import prove_statements
from docaudit.understanding import understand

EVALUATION = REPORT.with_name("evaluation.md")
HEAD = """# Evaluation

Every figure here was printed by the command that stands above it. The papers are made by the scripts in
`benchmarks/unseen/` (synthetic); their layouts, wordings and names are used nowhere else. `dev` papers may be looked at
and what they miss is mended; of `held` papers, made by others than those who mend, only these figures are known. Each
round of held layouts is opened when a newer one was made (`unseen/held/`); its section keeps the count from before.
"""
DPI = 200
GENTLE = ("none", "rotation", "blur", "jpeg30", "stamp")
"""What a careful office does to its scans; the hard ways are measured by `degraded.py`."""
CHANNELS = ("digital", "scan")
ROWS, OBLIGATIONS = "transactions", "obligations"


@dataclass(slots=True)
class Proved:
    """What the statements of one layout prove by themselves.

    Attributes:
        hinted: whether `docaudit.banks` has a layout of the bank.
        rows_exact, rows: as in `Result`.
        steps, breaks: balances that could be checked against the one before and the amount, and those that differ.
        open: statements whose opening balance, amounts and closing balance do not add up, or could not be added.
    """

    hinted: bool = False
    rows_exact: int = 0
    rows: int = 0
    steps: int = 0
    breaks: int = 0
    statements: int = 0
    open: int = 0


@dataclass(slots=True)
class Result:
    """What was counted on the papers of one channel.

    Attributes:
        proofs: of bank statements, by layout.
        rows_exact, rows: statement rows without a wrong or missing leaf, and all of them with those invented.
        reading, understanding: seconds from the file to its pages and from these to documents.
    """

    evaluation: Evaluation = field(default_factory=Evaluation)
    proofs: dict[str, Proved] = field(default_factory=dict)
    rows_exact: int = 0
    rows: int = 0
    pages: int = 0
    documents: int = 0
    reading: float = 0.0
    understanding: float = 0.0

    def tally(self, doc_type: str | None = None) -> Tally:
        """Count the plain fields: rows of bank statements and obligations have aims of their own."""
        return self._sum(lambda name: not name.startswith((ROWS, OBLIGATIONS)), doc_type)

    def parameters(self) -> Tally:
        """Count what obligations say besides their kind."""
        return self._sum(lambda name: name.startswith(OBLIGATIONS) and name != f"{OBLIGATIONS}[].kind")

    def duties(self) -> Retrieval:
        """Count the obligations of all kinds together."""
        whole = Retrieval()
        for retrieval in self.evaluation.obligations.values():
            whole += retrieval
        return whole

    def _sum(self, belongs: Callable[[str], bool], doc_type: str | None = None) -> Tally:
        total = Tally()
        for (kind, name), tally in self.evaluation.fields.by_field.items():
            if name != "doc_type" and doc_type in (None, kind) and belongs(name):
                total += tally
        return total


def papers() -> list[Paper]:
    """Return the papers of every module of `unseen` and of its folder `held` that has some."""
    names = (module.name for module in pkgutil.walk_packages(unseen.__path__, "unseen."))
    modules = (importlib.import_module(name) for name in names)
    every = (paper for module in modules for paper in getattr(module, "PAPERS", ()))
    return [dataclasses.replace(paper, part="dev") if opened(paper.name) else paper for paper in every]


def scanned(data: bytes, chance: random.Random) -> bytes:
    """Print a PDF at 200 dpi and spoil its pages, all in one way."""
    kind, dice = chance.choice(GENTLE), np.random.default_rng(chance.getrandbits(32))
    jpegs = []
    with pdfium.PdfDocument(data) as document:
        for page in document:
            picture = np.ascontiguousarray(page.render(scale=DPI / 72).to_numpy()[:, :, :3])
            if kind != "none":
                picture = degrade(picture, kind, dice)
            jpegs.append(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes())
    return scan_pdf(jpegs, DPI)


def measure(chosen: Sequence[Paper], count: int, seed: int, channels: Sequence[str]) -> dict[str, Result]:
    """Make, read and compare `count` papers of each layout, one after the other; only what was counted is kept."""
    results = {channel: Result() for channel in channels}
    with tempfile.TemporaryDirectory() as folder:
        for paper in chosen:
            for number in range(1, count + 1):
                chance = random.Random(f"{seed} {paper.name} {number}")  # noqa: S311  seeded, not secret
                made = paper.make(chance)
                for channel, result in results.items():
                    if channel == "scan" and made.suffix != ".pdf":
                        continue
                    data = scanned(made.data, chance) if channel == "scan" else made.data
                    path = Path(folder) / f"{paper.name}-{number}{made.suffix}"
                    path.write_bytes(data)
                    _count(made, path, result, paper.name)
                    path.unlink()
    return results


def _count(made: Made, path: Path, result: Result, layout: str) -> None:
    """Read one file and add what was found to the result."""
    documents = []
    start = time.perf_counter()
    for source in read_path(path):
        if not isinstance(source, SourcePages):
            print(f"{path.name}: {source.reason}")  # noqa: T201  a command of its own
            continue
        pages = list(source.pages)
        read = time.perf_counter()
        found = list(understand(source.source, iter(pages)))
        result.understanding += time.perf_counter() - read
        result.reading += read - start
        result.pages += len(pages)
        documents += [document.to_json() for document in found]
        start = time.perf_counter()
    judged = evaluate_documents({**made.truth, "file": path.name}, documents)
    rows = sum(len(t["fields"].get(ROWS) or ()) for t in made.truth.get("documents") or [made.truth])
    faulty = {hit.group() for m in judged.fields.misses if (hit := re.match(rf"{ROWS}\[\d+\]", m.field))}
    surplus = sum(t.wrong for (_, name), t in judged.fields.by_field.items() if name == f"{ROWS}[]")
    if rows:
        _prove(documents, result.proofs.setdefault(layout, Proved()), rows + surplus, rows - len(faulty))
    result.rows += rows + surplus
    result.rows_exact += rows - len(faulty)
    result.documents += len(documents)
    result.evaluation.merge(judged)


def _prove(documents: list[dict[str, Any]], proved: Proved, rows: int, exact: int) -> None:
    """Add what the statements of one file prove."""
    proved.rows, proved.rows_exact = proved.rows + rows, proved.rows_exact + exact
    for number, document in enumerate(documents):
        document["id"] = f"D{number}"
    for proof in prove_statements({"documents": documents}):
        proved.hinted |= any(b.bank == proof.bank or b.found_in(proof.bank or "") >= 0 for b in BANKS)
        proved.statements += 1
        proved.steps += proof.checked
        proved.breaks += len(proof.breaks)
        proved.open += proof.gap_fen != 0


def by_layout(results: dict[str, Result]) -> str:
    """Return what the statements of each layout prove, by channel; empty where there are none."""
    columns = ["statement layout", "bank among the hints"]
    columns += [f"{c} {what}" for c in results for what in ("rows exact", "balances proved", "totals proved")]
    lines = []
    for layout in sorted({name for result in results.values() for name in result.proofs}):
        found = [result.proofs.get(layout, Proved()) for result in results.values()]
        line = [layout, "yes" if any(p.hinted for p in found) else "no"]
        for p in found:
            line += [f"{p.rows_exact} of {p.rows}", f"{p.steps - p.breaks} of {p.steps}"] if p.rows else ["", ""]
            line.append(f"{p.statements - p.open} of {p.statements}" if p.rows else "")
        lines.append(line)
    return table(columns, lines) if lines else ""


def aims(results: dict[str, Result]) -> str:
    """Return what is measured against the aims, a column for each channel."""
    wanted = {"digital": ("0.98", "0.005", "0.995"), "scan": ("0.96", "0.015", "0.97")}
    lines: list[list[str]] = [[name] for name in ("fields exact", "wrong, not null", "document type right")]
    lines += [["obligations F1"], ["their parameters exact"], ["statement rows exact"], ["papers"]]
    for channel, result in results.items():
        exact, wrong, rows = wanted[channel]
        fields, duties, slots = result.tally(), result.duties(), result.parameters()
        shares = (
            f"{fields.share:.4f} of {fields.scored} (aim {exact})",
            f"{fields.wrong / max(1, fields.scored):.4f} (aim {wrong})",
            f"{result.evaluation.fields.share_typed:.4f} (aim 0.99)",
            f"{duties.f1:.4f} of {duties.found + duties.missed} (aim 0.90)" if duties.found + duties.missed else "",
            f"{slots.share:.4f} of {slots.scored} (aim 0.90)" if slots.scored else "",
            f"{result.rows_exact / result.rows:.4f} of {result.rows} (aim {rows})" if result.rows else "",
            str(result.evaluation.papers),
        )
        for line, share in zip(lines, shares, strict=True):
            line.append(share)
    return table(["", *results], lines)


def by_field(results: dict[str, Result]) -> str:
    """Return exact, null and wrong shares by type, field and channel."""
    keys = sorted({key for result in results.values() for key in result.evaluation.fields.by_field})
    columns = ["type and field", *(f"{c} {what}" for c in results for what in ("scored", "exact", "null", "wrong"))]
    lines = []
    for key in keys:
        tallies = [result.evaluation.fields.by_field.get(key, Tally()) for result in results.values()]
        if any(t.scored for t in tallies):
            lines.append([" ".join(key), *(cell for t in tallies for cell in _shares(t))])
    for kind in sorted({kind for kind, _ in keys}):
        tallies = [result.tally(kind) for result in results.values()]
        lines.append([f"**{kind}, plain fields**", *(cell for t in tallies for cell in _shares(t))])
    return table(columns, lines)


def _shares(tally: Tally) -> list[str]:
    if not tally.scored:
        return [""] * 4
    return [str(tally.scored), *(f"{n / tally.scored:.4f}" for n in (tally.exact, tally.null, tally.wrong))]


def by_kind(results: dict[str, Result]) -> str:
    """Return how obligations were found, by kind and channel; empty where the papers have none."""
    kinds = sorted({kind for result in results.values() for kind in result.evaluation.obligations})
    columns = ["obligation", *(f"{c} {what}" for c in results for what in ("found", "missed", "invented", "F1"))]
    lines = []
    for kind in kinds:
        line = [kind]
        for result in results.values():
            r = result.evaluation.obligations.get(kind, Retrieval())
            line += [str(r.found), str(r.missed), str(r.invented), f"{r.f1:.4f}"]
        lines.append(line)
    return table(columns, lines) if lines else ""


def speeds(results: dict[str, Result]) -> str:
    """Return what understanding costs beside the reading of the same pages, in the same run."""
    lines = []
    for channel, result in results.items():
        spent = max(result.understanding, 1e-9)
        share = f"{result.understanding / max(result.reading, 1e-9):.3f}"
        lines.append(
            [
                channel,
                str(result.pages),
                f"{result.documents / spent:.1f}",
                f"{1000 * spent / max(1, result.pages):.1f}",
                share,
            ]
        )
    return table(["channel", "pages", "documents/s understood", "ms a page", "share of reading time"], lines)


def duties(chosen: Sequence[Paper], seed: int) -> Iterator[str]:
    """Yield a table for the first paper of each layout: what each clause obliges to, beside its words."""
    with tempfile.TemporaryDirectory() as folder:
        for paper in chosen:
            made = paper.make(random.Random(f"{seed} {paper.name} 1"))  # noqa: S311  seeded, not secret
            path = Path(folder) / f"{paper.name}{made.suffix}"
            path.write_bytes(made.data)
            lines = []
            for source in read_path(path):
                for document in understand(source.source, source.pages) if isinstance(source, SourcePages) else ():
                    for row in document.to_json()["fields"].get("obligations", ()):
                        slots = {k: plain_slots(row).get(k) for k in row if k not in ("kind", "party", "text")}
                        told = "; ".join(f"{k} {_shown(v)}" for k, v in slots.items() if v not in (None, []))
                        who, text = _shown(row["party"]["value"]), _shown(row["text"]["value"])
                        lines.append([str(row["kind"]["value"]), who, told, text])
            if lines:
                yield f"**{paper.name}**\n\n{table(['kind', 'party', 'slots', 'words of the contract'], lines)}"


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    return re.sub(r"[\s|]+", " ", text)


def main() -> None:
    """Print the tables, the misses of `dev`, and perhaps write the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "held"), default="dev")
    parser.add_argument("--papers", nargs="+", default=[], metavar="NAME", help="layouts whose names begin like this")
    parser.add_argument("--count", type=int, default=2, help="papers of each layout")
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--channels", nargs="+", choices=CHANNELS, default=["digital"])
    parser.add_argument("--misses", type=int, default=0, help="how many misses of `dev` to list")
    parser.add_argument("--duties", action="store_true", help="only list the obligations of one paper of each layout")
    parser.add_argument("--report", action="store_true", help="write the section of docs/evaluation.md")
    args = parser.parse_args()
    chosen = [p for p in papers() if p.part == args.part and (not args.papers or p.name.startswith(tuple(args.papers)))]
    if not chosen:
        parser.error("no layout of that name in this part")
    if args.duties:
        print("\n\n".join(duties(chosen, args.seed)))  # noqa: T201  a command of its own
        return
    results = measure(chosen, args.count, args.seed, args.channels)
    cached = os.environ.get("DOCAUDIT_CACHE") != "off"
    timed = "" if cached else f"Aim: a tenth of the reading of scans.\n\n{speeds(results)}"
    body = "\n\n".join(
        part for part in (aims(results), by_field(results), by_kind(results), by_layout(results), timed) if part
    )
    print(body)  # noqa: T201  a command of its own
    if args.part == "dev":
        for channel, result in results.items():
            fields = result.evaluation.fields
            for miss in fields.misses[: args.misses]:
                print(f"{channel}  {miss.document}  {miss.field}: {miss.truth!r} read as {miss.read!r}")  # noqa: T201
            for name in fields.surplus[: args.misses]:
                print(f"{channel}  not in the truth: {name}")  # noqa: T201
    if args.report:
        channels = " ".join(args.channels)
        only = f" --papers {' '.join(args.papers)}" if args.papers else ""
        command = (
            f"{'' if cached else 'DOCAUDIT_CACHE=off '}python benchmarks/understanding.py --part {args.part}{only} "
            f"--count {args.count} --seed {args.seed} --channels {channels} --report"
        )
        layouts = f"{len(chosen)} layouts, {args.count} papers of each."
        title = {"dev": "Papers that may be looked at", "held": "Papers that nobody looks at"}[args.part]
        write_section(f"unseen-{args.part}", title, command, f"{layouts}\n\n{body}", report=EVALUATION, head=HEAD)


if __name__ == "__main__":
    main()
