"""Says which names are one party, and which invoice and contract covers which payment for how much."""

from __future__ import annotations

from docaudit.matching.cover import Covered, Link, cover
from docaudit.matching.coverage import Coverage, Demand, match_evidence, tolerance
from docaudit.matching.parties import resolve_parties

__all__ = ["Coverage", "Covered", "Demand", "Link", "cover", "match_evidence", "resolve_parties", "tolerance"]
