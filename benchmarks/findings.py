"""Measure the findings on made-up loan files: how many planted faults are found, and how many findings are false.

The files of `cases/` are told, drawn and written anew from the seed: a third clean with what only looks like a fault,
two thirds with one to three faults. Every paper is read by `docaudit.audit_case`'s own steps. What was read is kept by
the content of the files and of the code that reads, so that a change of a check costs no reading.

    python benchmarks/findings.py --channel digital|scan [--cases N] [--first K] [--seed S] [--jobs J]
        [--only CHECK…] [--misses FILE] [--reading kept|fresh|stale] [--report]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cases.curve import curve, trial
from cases.judged import Count, Score, Verdict, amount_right, judged
from cases.kept import put, read
from cases.made import make_cases
from cases.model import Case
from report import table, write_section

from docaudit.audit import judge, load_facts
from docaudit.checks import load_rule_pack
from docaudit.records.neighbours import Neighbourhood, Neighbours, Sighting
from understanding import EVALUATION, HEAD

AIMS = {"digital": "0.95", "scan": "0.90"}


@dataclass(frozen=True, slots=True)
class Audited:
    """One case with its files and its findings as the interface prints them."""

    case: Case
    folder: Path
    files: dict[str, str]
    findings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Job:
    """What one case is audited with; `neighbours` are what the other cases of the call hold."""

    case: Case
    channel: str
    seed: int
    how: str
    neighbours: Neighbours = Neighbours()


Done = tuple[Path, dict[str, str], tuple[Sighting, ...], list[dict[str, Any]]]


def audit(job: Job) -> Done:
    """Audit one case; return its folder, its files, what other cases may share with it, and its findings."""
    folder, files = put(job.case, job.channel, job.seed)
    result = judge(
        job.case.name,
        read(folder, job.how),
        facts=load_facts(folder),
        as_of=job.case.as_of,
        pack=load_rule_pack(None),
        neighbours=job.neighbours,
    )
    return folder, files, result.file.seen, result.to_json()["findings"]


def run(made: Sequence[Case], channel: str, seed: int, *, jobs: int, how: str) -> list[Audited]:
    """Audit cases as one call does: each alone, then again where it shares something with another."""
    with ProcessPoolExecutor(jobs) as pool:
        work = [Job(case, channel, seed, how) for case in made]
        done = list(pool.map(audit, work))
        street = Neighbourhood()
        for _, _, seen, _ in done:
            street.add(seen)
        again = {k: street.of(k) for k in range(len(done)) if street.of(k).seen}
        more = [replace(work[k], neighbours=beside, how="stale") for k, beside in again.items()]
        done_again = dict(zip(again, pool.map(audit, more), strict=True))
    return [
        Audited(case, *(done_again.get(k, d)[i] for i in (0, 1, 3)))
        for k, (case, d) in enumerate(zip(made, done, strict=True))
    ]


def summary(score: Score, channel: str) -> str:
    """Return what is measured against the aims."""
    whole, aim = score.total(), AIMS[channel]
    lines = [
        ["precision, medium and above", f"{whole.precision:.3f} of {whole.found + whole.false} (aim {aim})"],
        ["recall, medium and above", f"{whole.recall:.3f} of {whole.planted} (aim {aim})"],
        ["amounts right", f"{whole.amounts_right / max(1, whole.amounts):.3f} of {whole.amounts}"],
        ["evidence on the right paper", f"{whole.proofs_right / max(1, whole.proofs):.3f} of {whole.proofs}"],
        [
            "false findings of medium or above in a clean case",
            f"{score.clean_false / max(1, score.clean):.3f} in {score.clean} (aim 0.05)",
        ],
        ["cases", str(score.cases)],
    ]
    return table(["", channel], lines)


def by_check(score: Score) -> str:
    """Return precision and recall of every check, then the faults that call for less than medium."""
    columns = ["check", "planted", "found", "false", "precision", "recall", "amounts right", "evidence right"]
    lines = [_line(name, count) for name, count in sorted(score.checks.items())]
    lines += [_line(f"{name} (below medium)", count) for name, count in sorted(score.slight.items())]
    return table(columns, lines)


def _line(name: str, count: Count) -> list[str]:
    amounts = f"{count.amounts_right} of {count.amounts}" if count.amounts else ""
    proofs = f"{count.proofs_right} of {count.proofs}" if count.proofs else ""
    precision = f"{count.precision:.2f}" if count.found + count.false else ""
    recall = f"{count.recall:.2f}" if count.planted else ""
    return [name, str(count.planted), str(count.found), str(count.false), precision, recall, amounts, proofs]


def misses(audited: Audited, verdict: Verdict) -> list[str]:
    """Return lines for what was not found, what is false, and amounts or papers that differ."""
    case, lines = audited.case, []
    for planted in verdict.missed:
        lines.append(f"MISSED {planted.check} (at least {planted.least}, fen {planted.fen}, papers {planted.papers})")
        for f in audited.findings:
            if f["check"] == planted.check:
                lines.append(f"    same check: {f['severity']} {f['confidence']} {f['amount']} {f['explanation']}")
    for planted, f in verdict.hits:
        if not amount_right(planted, f):
            lines.append(f"AMOUNT {planted.check}: planted {planted.fen}, found {f['amount']}: {f['explanation']}")
        sources = {audited.files[k] for k in planted.papers if k in audited.files}
        if sources and not any(e["source"] in sources for e in f["evidence"]):
            lines.append(f"PAPER {planted.check}: {[e['source'] for e in f['evidence']]} instead of {sorted(sources)}")
    for f in verdict.false:
        where = sorted({e["source"] for e in f["evidence"]})
        lines.append(f"FALSE {f['check']} {f['severity']} {f['confidence']} {f['amount']}: {f['explanation']} {where}")
    if lines:
        told = f"faults {case.faults}, decoys {case.decoys}, as of {case.as_of}"
        lines.insert(0, f"## {case.name} {case.kind} {audited.folder}\n{told}")
    return lines


def main() -> None:
    """Print the tables and the misses, and perhaps write the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--channel", choices=tuple(AIMS), default="digital")
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=2031)
    parser.add_argument("--jobs", type=int, choices=(1, 2), default=1)
    parser.add_argument("--only", nargs="+", default=[], help="only misses of checks that begin like this")
    parser.add_argument("--misses", type=Path, help="write the misses into this file")
    parser.add_argument("--reading", choices=("kept", "fresh", "stale"), default="kept", help="see `cases.kept.read`")
    parser.add_argument("--report", action="store_true", help="write the section of docs/evaluation.md")
    args = parser.parse_args()
    score, lines = Score(), []
    made = make_cases(args.cases, args.seed)[args.first :]
    for audited in run(made, args.channel, args.seed, jobs=args.jobs, how=args.reading):
        verdict = judged(audited.case, audited.findings, audited.files)
        score.add(audited.case, verdict, audited.files)
        said = misses(audited, verdict)
        if any(check in line for line in said for check in args.only or [""]):
            lines += said
    body = "\n\n".join((summary(score, args.channel), by_check(score), curve(score.told), trial(score.told)))
    print(body)  # noqa: T201  a command of its own
    if args.misses:
        args.misses.write_text("\n".join(lines) + "\n", "utf-8")
    else:
        print("\n".join(lines))  # noqa: T201
    if args.report:
        command = (
            f"python benchmarks/findings.py --channel {args.channel} --cases {args.cases} --seed {args.seed} --report"
        )
        title = {"digital": "Findings, digital papers", "scan": "Findings, scanned papers"}[args.channel]
        write_section(f"findings-{args.channel}", title, command, body, report=EVALUATION, head=HEAD)


if __name__ == "__main__":
    main()
