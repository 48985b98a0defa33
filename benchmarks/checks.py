"""Measure what all checks of a loan file of sixty documents cost beside reading it, in one run.

The file is made by `cases/`: a firm's loan with so many purchases that its folder holds sixty documents or more.
Reading is from the files to documents with their fields (`docaudit.audit.extract_file`); the checks are `run_checks` on
the very case that was read, every one of them, with the default pack. Aim: a hundredth.

    python benchmarks/checks.py [--documents N] [--rounds K] [--channels digital scan] [--report]
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from cases.build import DAY, buy
from cases.files import papers, write
from cases.model import Case
from cases.stories import STORIES, finish
from report import table, write_section

from docaudit.audit import conduct, extract_file, judge, load_facts
from docaudit.checks import load_rule_pack, run_checks
from docaudit.checks.pack import RulePack
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding

A_PURCHASE = 4
"""Documents that one more purchase brings: contract, invoice, slip of payment, slip of goods."""


def large_case(documents: int, seed: int) -> Case:
    """Return a firm's loan file of at least so many documents."""
    chance = random.Random(seed)  # noqa: S311  seeded, not secret
    case = STORIES["working_capital"]("large", chance)
    suppliers = case.world.suppliers
    missing = documents - sum(1 for _ in papers(case))
    for _ in range(-(-missing // A_PURCHASE)):
        trade, goods = suppliers[len(case.trades) % len(suppliers)]
        day = case.loan.draws[0][0] + (2 + len(case.trades) % 8) * DAY
        buy(case, case.cast.firm(trade), goods[0], case.loan.fen // 40, day)
    finish(case)
    return case


class Watch:
    """Stands in for `run_checks`: runs it several times and keeps the seconds of each."""

    def __init__(self, rounds: int) -> None:
        self.rounds, self.seconds, self.findings = rounds, list[float](), 0

    def __call__(self, case: CaseFile, pack: RulePack) -> tuple[Finding, ...]:
        """Return what the checks find."""
        found: tuple[Finding, ...] = ()
        for _ in range(self.rounds):
            start = time.perf_counter()
            found = tuple(run_checks(case, pack))
            self.seconds.append(time.perf_counter() - start)
        self.findings = len(found)
        return found


def measure(case: Case, channel: str, rounds: int) -> list[str]:
    """Return a line of the table: read and judge the case so many times, and take the medians."""
    reading, judging, watch = list[float](), list[float](), Watch(3)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / case.name
        write(case, folder, channel)
        pack, facts = load_rule_pack(None), load_facts(folder)
        conduct.run_checks = watch
        documents: tuple[object, ...] = ()
        for _ in range(rounds):
            start = time.perf_counter()
            documents = read = tuple(extract_file(folder))
            reading.append(time.perf_counter() - start)
            start = time.perf_counter()
            judge(case.name, read, facts=facts, as_of=case.as_of, pack=pack)
            judging.append(time.perf_counter() - start)
        conduct.run_checks = run_checks
    spent, checked = statistics.median(reading), statistics.median(watch.seconds)
    rest = statistics.median(judging) - watch.rounds * checked
    return [
        channel,
        str(len(documents)),
        f"{spent:.2f}",
        f"{max(0.0, rest):.3f}",
        f"{checked:.4f}",
        f"{checked / spent:.4f} (aim 0.01)",
    ]


def compare(channels: Iterable[str], documents: int, rounds: int) -> str:
    """Return the table."""
    case = large_case(documents, 7)
    head = ["papers", "documents", "reading, s", "tracing and matching, s", "all checks, s", "checks / reading"]
    return table(head, [measure(case, channel, rounds) for channel in channels])


def main() -> None:
    """Print the table, and perhaps write the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--channels", nargs="+", choices=("digital", "scan"), default=["digital"])
    parser.add_argument("--report", action="store_true", help="write the section of docs/benchmarks.md")
    args = parser.parse_args()
    body = compare(args.channels, args.documents, args.rounds)
    print(body)  # noqa: T201  a command of its own
    if args.report:
        off = "" if os.environ.get("DOCAUDIT_CACHE") != "off" else "DOCAUDIT_CACHE=off "
        channels = " ".join(args.channels)
        command = f"{off}python benchmarks/checks.py --rounds {args.rounds} --channels {channels} --report"
        write_section("checks", "All checks of a case beside reading it", command, body)


if __name__ == "__main__":
    main()
