"""Writes the working paper (底稿) of a case."""

from __future__ import annotations

from docaudit.reporting.decisions import decision_text
from docaudit.reporting.statements import StatementProof, prove_statements
from docaudit.reporting.workbook import basis_text, place_text, working_paper

__all__ = ["StatementProof", "basis_text", "decision_text", "place_text", "prove_statements", "working_paper"]
