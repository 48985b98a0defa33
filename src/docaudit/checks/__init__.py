"""Judges the case: one file per group of checks, each check a pure function from the case to findings."""

from __future__ import annotations

from docaudit.checks.across import ACROSS, findings_across
from docaudit.checks.base import CHECKS, LENDER, Check, Rule, Threshold, check
from docaudit.checks.pack import RulePack, load_rule_pack, read_rule_file
from docaudit.checks.run import finding_key, run_checks
from docaudit.checks.sightings import sightings

__all__ = [
    "ACROSS",
    "CHECKS",
    "LENDER",
    "Check",
    "Rule",
    "RulePack",
    "Threshold",
    "check",
    "finding_key",
    "findings_across",
    "load_rule_pack",
    "read_rule_file",
    "run_checks",
    "sightings",
]
