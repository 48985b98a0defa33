"""Judges the case: one file per group of checks, each check a pure function from the case to findings."""

from __future__ import annotations

from docaudit.checks.base import CHECKS, Check, Rule, Threshold, check
from docaudit.checks.pack import RulePack, load_rule_pack
from docaudit.checks.run import finding_key, run_checks

__all__ = ["CHECKS", "Check", "Rule", "RulePack", "Threshold", "check", "finding_key", "load_rule_pack", "run_checks"]
