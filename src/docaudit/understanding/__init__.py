"""Splits pages into documents, names their type, reads their fields, clauses and obligations."""

from __future__ import annotations
