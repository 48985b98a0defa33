"""Compares what an audit found in a made-up case with what was planted there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cases.curve import Told
from cases.model import Case, Planted

LEVELS = ("info", "low", "medium", "high", "critical")
MEDIUM = LEVELS.index("medium")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one case.

    Attributes:
        hits: each fault that was found, with its finding.
        missed: faults of which nothing was said.
        false: findings of medium or above that nothing explains.
        told: every finding of medium or above with whether it was right, for the curve of confidence.
    """

    hits: tuple[tuple[Planted, dict[str, Any]], ...]
    missed: tuple[Planted, ...]
    false: tuple[dict[str, Any], ...]
    told: tuple[Told, ...]


def level(severity: str) -> int:
    """Return the place of a severity."""
    return LEVELS.index(severity)


def judged(case: Case, findings: Iterable[dict[str, Any]], files: Mapping[str, str]) -> Verdict:
    """Match findings with faults; `files` are the files of the papers' keys.

    A finding of a planted check is right where it points to a paper of the fault, or the fault has none; further
    findings of the same check about the same fault, and findings of checks the fault also shows in, are neither right
    nor wrong.
    """
    found = sorted(findings, key=lambda f: -level(f["severity"]))
    hits: list[tuple[Planted, dict[str, Any]]] = []
    missed, used = [], set[int]()
    for planted in case.planted:
        sources = {files[key] for key in planted.papers if key in files}
        fitting = [
            (k, f)
            for k, f in enumerate(found)
            if f["check"] == planted.check and k not in used and level(f["severity"]) >= level(planted.least)
        ]
        proved = [(k, f) for k, f in fitting if not sources or points_to(f, sources)]
        best = min(proved or fitting, key=lambda hit: _off(planted, hit[1]), default=None)
        if best is None:
            missed.append(planted)
        else:
            used.add(best[0])
            hits.append((planted, best[1]))
    false, told = [], []
    checks, half = {p.check for p in case.planted} | case.also, int(case.name[-1]) % 2
    for k, f in enumerate(found):
        if level(f["severity"]) < MEDIUM:
            continue
        if k in used:
            told.append(Told(f["confidence"], True, f["check"], half))
        elif f["check"] not in checks:
            false.append(f)
            told.append(Told(f["confidence"], False, f["check"], half))
    return Verdict(tuple(hits), tuple(missed), tuple(false), tuple(told))


def points_to(finding: dict[str, Any], sources: set[str]) -> bool:
    """Return whether a finding's evidence lies on one of the files."""
    return any(e["source"] in sources for e in finding["evidence"])


def amount_right(planted: Planted, finding: dict[str, Any]) -> bool:
    """Return whether the amount is the planted one."""
    return _off(planted, finding) <= planted.within


def _off(planted: Planted, finding: dict[str, Any]) -> int:
    if planted.fen is None:
        return 0
    if finding["amount"] is None:
        return planted.fen + 10**12
    return abs(int(Decimal(finding["amount"]) * 100) - planted.fen)


@dataclass(slots=True)
class Count:
    """What was counted of one check."""

    planted: int = 0
    found: int = 0
    false: int = 0
    amounts: int = 0
    amounts_right: int = 0
    proofs: int = 0
    proofs_right: int = 0

    def __iadd__(self, other: Count) -> Count:
        """Add another count."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def precision(self) -> float:
        """Right findings among all."""
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        """Faults found among all."""
        return self.found / max(1, self.planted)


@dataclass(slots=True)
class Score:
    """The count of a set: `checks` of medium and above, `slight` of planted faults below."""

    checks: dict[str, Count] = field(default_factory=dict)
    slight: dict[str, Count] = field(default_factory=dict)
    clean: int = 0
    clean_false: int = 0
    told: list[Told] = field(default_factory=list)
    cases: int = 0

    def add(self, case: Case, verdict: Verdict, files: Mapping[str, str]) -> None:
        """Count one case."""
        self.cases += 1
        for planted, finding in [*verdict.hits, *((p, None) for p in verdict.missed)]:
            counts = self.checks if level(planted.least) >= MEDIUM else self.slight
            count = counts.setdefault(planted.check, Count())
            count.planted += 1
            if finding is None:
                continue
            count.found += 1
            if planted.fen is not None:
                count.amounts += 1
                count.amounts_right += amount_right(planted, finding)
            sources = {files[key] for key in planted.papers if key in files}
            if sources:
                count.proofs += 1
                count.proofs_right += points_to(finding, sources)
        for finding in verdict.false:
            self.checks.setdefault(finding["check"], Count()).false += 1
        if not case.planted and not case.partner:
            self.clean += 1
            self.clean_false += len(verdict.false)
        self.told += verdict.told

    def total(self) -> Count:
        """Return all checks of medium and above together."""
        whole = Count()
        for count in self.checks.values():
            whole += count
        return whole
