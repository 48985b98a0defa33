"""Follows each loan through the accounts: ledger, attribution methods, bounds, uses."""

from __future__ import annotations

from docaudit.tracing.attribution import METHODS
from docaudit.tracing.bounds import bound_set
from docaudit.tracing.columns import load_table, trace_table
from docaudit.tracing.earlier import with_earlier
from docaudit.tracing.ends import LEAVES, EndAmount, left_graph, trace_ends
from docaudit.tracing.follow import FlowLimits, follow_loans, own_bounds
from docaudit.tracing.idle import with_idle
from docaudit.tracing.ledger import build_ledger
from docaudit.tracing.loans import build_loans
from docaudit.tracing.passes import PassLimits
from docaudit.tracing.returns import ReturnLimits
from docaudit.tracing.solve import solve
from docaudit.tracing.stated import LEAST_DIGITS, find_stated
from docaudit.tracing.statements import Book
from docaudit.tracing.structuring import SplitLimits
from docaudit.tracing.trace import trace_loans
from docaudit.tracing.uses import classify_uses

__all__ = [
    "LEAST_DIGITS",
    "LEAVES",
    "METHODS",
    "Book",
    "EndAmount",
    "FlowLimits",
    "PassLimits",
    "ReturnLimits",
    "SplitLimits",
    "bound_set",
    "build_ledger",
    "build_loans",
    "classify_uses",
    "find_stated",
    "follow_loans",
    "left_graph",
    "load_table",
    "own_bounds",
    "solve",
    "trace_ends",
    "trace_loans",
    "trace_table",
    "with_earlier",
    "with_idle",
]
