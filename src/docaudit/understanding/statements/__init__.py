"""Bank statements of any layout: headings by synonyms, signs and order proved by the running balance."""

from __future__ import annotations

from docaudit.understanding.statements.read import read_statements

__all__ = ["read_statements"]
