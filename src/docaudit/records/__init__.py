"""The words all rooms speak: money, dates, names, identifiers, evidence, pages, documents, flows, findings, the case."""

from __future__ import annotations
