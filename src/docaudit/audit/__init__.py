"""Takes one loan file from its files to its findings, without a database."""

from __future__ import annotations

from docaudit.audit.conduct import METHODS, audit_case, judge
from docaudit.audit.extract import Progress, extract_file, extract_files
from docaudit.audit.facts import load_facts
from docaudit.audit.label import truth_of, write_truth
from docaudit.audit.statements import Drawing, StatementTrace, trace_statements

__all__ = [
    "METHODS",
    "Drawing",
    "Progress",
    "StatementTrace",
    "audit_case",
    "extract_file",
    "extract_files",
    "judge",
    "load_facts",
    "trace_statements",
    "truth_of",
    "write_truth",
]
