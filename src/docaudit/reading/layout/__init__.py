"""Lines and tables from words and rules, in the upright picture of a page."""

from __future__ import annotations

from docaudit.reading.layout.columns import cluster_columns
from docaudit.reading.layout.grid import Rule, build_tables
from docaudit.reading.layout.lines import group_lines, join_words

__all__ = ["Rule", "build_tables", "cluster_columns", "group_lines", "join_words"]
