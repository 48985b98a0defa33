"""What the store hands out: plain frozen records, no database objects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

VERDICTS = ("confirm", "dismiss", "request_document", "escalate")
REASONS = ("explained", "evidence_supplied", "misread", "duplicate", "not_applicable", "immaterial", "other")
ROLES = ("reviewer", "auditor", "admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """Somebody who signs in; `must_change` after a one-time password."""

    id: int
    name: str
    role: str
    must_change: bool
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as the queue shows it; amounts in fen, `worst_severity` -1 where there is no finding."""

    id: int
    name: str
    borrower: str | None
    loans: tuple[str, ...]
    status: str
    version: int
    content_sha256: str | None
    origin: str | None
    as_of: dt.date | None
    engine_version: str | None
    rules_sha256: str | None
    disbursed_fen: int
    proved_fen: int
    unproved_fen: int
    misuse_fen: int
    misuse_min_fen: int
    misuse_max_fen: int
    idle_fen: int
    risk_fen: int
    worst_severity: int
    finding_count: int
    open_count: int
    missing_count: int
    unreadable_count: int
    document_count: int
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One entry of the decisions; verdict ``undo`` takes back the one before it."""

    id: int
    case_id: int
    finding_key: str
    check_name: str
    verdict: str
    reason: str | None
    note: str | None
    user_name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """A background job; `done` of `total` cases, `cases` are the ids it made."""

    id: int
    name: str
    path: str
    state: str
    step: str
    done: int
    total: int
    error: str | None
    cases: tuple[int, ...]
    user_name: str
    created_at: dt.datetime
    finished_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """One entry of the trail with its body read."""

    sequence: int
    at: str
    actor: str
    action: str
    case_id: int | None
    body: dict[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class TrailState:
    """The outcome of `verify_trail`: `broken_at` is the first bad sequence, None where the chain holds."""

    entries: int
    head: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def ok(self) -> bool:
        """True where nothing was altered."""
        return self.broken_at is None


def standing(entries: list[DecisionRow]) -> DecisionRow | None:
    """Return the decision in force after all entries of one finding, oldest first."""
    stack: list[DecisionRow] = []
    for entry in entries:
        if entry.verdict != "undo":
            stack.append(entry)
        elif stack:
            stack.pop()
    return stack[-1] if stack else None
