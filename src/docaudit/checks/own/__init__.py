"""Rules of a lender's own, written in its pack: payments, missing papers, covenants; no Python is needed for them."""

from __future__ import annotations

from docaudit.checks.own.declare import OwnRule, own_rule

__all__ = ["OwnRule", "own_rule"]
