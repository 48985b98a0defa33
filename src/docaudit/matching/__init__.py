"""Says which names are one party, and which invoice and contract covers which payment for how much.

Four doors to one engine: `match_evidence` takes the documents of a case, `match_tables` columns of any kind, `match`
plain rows, `cover` plain numbers.
"""

from __future__ import annotations

from docaudit.matching.cover import Covered, Link, cover
from docaudit.matching.coverage import Coverage, match_evidence
from docaudit.matching.match import Chain, Group, Matching, match
from docaudit.matching.parties import resolve_parties
from docaudit.matching.rows import ContractRow, Demand, InvoiceRow, Proof, ReceiptRow, Rules, tolerance
from docaudit.matching.tables import MatchedTables, match_tables

__all__ = [
    "Chain",
    "ContractRow",
    "Coverage",
    "Covered",
    "Demand",
    "Group",
    "InvoiceRow",
    "Link",
    "MatchedTables",
    "Matching",
    "Proof",
    "ReceiptRow",
    "Rules",
    "cover",
    "match",
    "match_evidence",
    "match_tables",
    "resolve_parties",
    "tolerance",
]
