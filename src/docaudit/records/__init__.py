"""The words all rooms speak: money, dates, names, evidence, pages, documents, flows, findings, the case."""

from __future__ import annotations
