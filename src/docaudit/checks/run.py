"""Runs the checks of a pack over a case and puts their findings in order."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection
from dataclasses import replace

from docaudit.checks.base import Rule
from docaudit.checks.causes import causes
from docaudit.checks.pack import RulePack
from docaudit.checks.wording import Told, say
from docaudit.knowledge import lists_in_force
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity

log = logging.getLogger(__name__)


def run_checks(case: CaseFile, pack: RulePack, *, only: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Return the findings of all enabled checks (or of those named), gravest first, with `id`, `key` and `cause` set.

    A check that fails is logged and does not stop the others; a finding of its own name says that it came to no end, so
    that its silence is not taken for a clean case. Findings whose confidence lies under the check's floor are dropped.
    """
    with lists_in_force(pack.words_for(case.loans)):
        return _ordered(case, _raised(case, pack, only))


def _raised(case: CaseFile, pack: RulePack, only: Collection[str] | None) -> list[Finding]:
    found: list[Finding] = []
    for part in pack.checks():
        if only is not None and part.name not in only:
            continue
        rule = pack.rule(part.name).shared(case.loans)
        if not any(rule.of(loan).enabled for loan in case.loans or (None,)):
            continue
        try:
            raised = list(part.function(case, rule))
        except Exception:  # one broken check never stops the others
            log.exception("check %s stopped", part.name)
            raised = [_stopped(case, rule, pack)]
        found += [finding for finding in raised if _stands(case, rule, finding)]
    return found


def _stopped(case: CaseFile, rule: Rule, pack: RulePack) -> Finding:
    """Return what is said of a check that could not be carried out."""
    name = Told(pack.label(rule.name), pack.label(rule.name, "en"))
    title, explanation = (say("words.stopped", key, name=name, code=rule.name) for key in ("title", "explanation"))
    return Finding(
        check=rule.name,
        severity=Severity.LOW,
        confidence=1.0,
        title=title.zh,
        explanation=explanation.zh,
        english=(title.en, explanation.en),
        evidence=(),
        basis=rule.basis_for(case, None),
        subjects=("stopped",),
    )


def _stands(case: CaseFile, rule: Rule, finding: Finding) -> bool:
    """Say whether the rule for the finding's loan wants it: switched on, and sure enough."""
    of_loan = rule.of(case.loan(finding.loan) if finding.loan else None)
    return of_loan.enabled and finding.confidence >= of_loan.confidence_floor


def finding_key(finding: Finding) -> str:
    """Return the key that stays over re-runs: check, loan and what the finding rests on."""
    parts = [finding.check, finding.loan or "", *sorted(finding.subjects)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _ordered(case: CaseFile, found: list[Finding]) -> tuple[Finding, ...]:
    def rank(finding: Finding) -> tuple[int, int, str, str]:
        return (-finding.severity, -(finding.amount.fen if finding.amount else 0), finding.check, finding_key(finding))

    # The same paper lying in the case twice says the same thing twice; a key stands for one finding.
    unique: dict[str, Finding] = {}
    for finding in sorted(found, key=rank):
        unique.setdefault(finding_key(finding), finding)
    listed = list(unique.values())
    return tuple(
        replace(finding, id=f"F{number}", key=key, cause=f"F{leader + 1}")
        for number, (key, finding, leader) in enumerate(zip(unique, listed, causes(case, listed), strict=True), 1)
    )
