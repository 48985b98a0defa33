"""Checks on financial statements: their own sums, between statements and years, and against the bank statements."""

from __future__ import annotations
