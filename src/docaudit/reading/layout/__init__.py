"""Lines and tables from words and rules, in the upright picture of a page."""

from __future__ import annotations

from docaudit.reading.layout.grid import Rule, build_tables
from docaudit.reading.layout.lines import group_lines, join_words
from docaudit.reading.layout.page import lay_out
from docaudit.reading.layout.prose import put_among

__all__ = ["Rule", "build_tables", "group_lines", "join_words", "lay_out", "put_among"]
