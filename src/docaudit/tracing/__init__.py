"""Follows each loan through the accounts: ledger, attribution methods, bounds, uses."""

from __future__ import annotations

from docaudit.tracing.attribution import METHODS
from docaudit.tracing.solve import solve

__all__ = ["METHODS", "solve"]
