"""Keeps cases, decisions and the tamper-evident trail."""

from __future__ import annotations

from docaudit.storage.cases import SORTS
from docaudit.storage.engine import data_folder
from docaudit.storage.originals import case_files, content_sha256
from docaudit.storage.passwords import MINIMUM_LENGTH
from docaudit.storage.rows import (
    REASONS,
    ROLES,
    VERDICTS,
    CaseRow,
    DecisionRow,
    JobRow,
    TrailRow,
    TrailState,
    UserRow,
    standing,
)
from docaudit.storage.store import Store, open_store

__all__ = [
    "MINIMUM_LENGTH",
    "REASONS",
    "ROLES",
    "SORTS",
    "VERDICTS",
    "CaseRow",
    "DecisionRow",
    "JobRow",
    "Store",
    "TrailRow",
    "TrailState",
    "UserRow",
    "case_files",
    "content_sha256",
    "data_folder",
    "open_store",
    "standing",
]
