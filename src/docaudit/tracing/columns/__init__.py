"""The tracer on columns: millions of rows a second, equal to `solve` to the fen."""

from __future__ import annotations

from docaudit.tracing.columns.load import load_table
from docaudit.tracing.columns.result import TableTrace, TracedColumns
from docaudit.tracing.columns.totals import LoanUses, Traced
from docaudit.tracing.columns.trace import ENGINES, trace_table

__all__ = ["ENGINES", "LoanUses", "TableTrace", "Traced", "TracedColumns", "load_table", "trace_table"]
