"""Ingests archives on all cores, resumable, and works on uploads in the background."""

from __future__ import annotations

from docaudit.batch.discover import find_cases
from docaudit.batch.found import FoundCase
from docaudit.batch.ingest import BatchSummary, CaseDone, ingest
from docaudit.batch.jobs import run_job
from docaudit.batch.worker import Auditor

__all__ = ["Auditor", "BatchSummary", "CaseDone", "FoundCase", "find_cases", "ingest", "run_job"]
