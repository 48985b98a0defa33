"""The tables: cases with their versions, findings, decisions, users, jobs, originals and the trail. Amounts are fen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Store in UTC."""
        return value.astimezone(dt.UTC) if value is not None else None

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Return an aware time."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON, dt.datetime: UtcTime, dt.date: Date}  # noqa: RUF012


class User(Base):
    """Somebody who signs in; `password` is a scrypt hash."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(20))
    must_change: Mapped[bool] = mapped_column(Boolean)
    active: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[dt.datetime]


class Case(Base):
    """A loan file, with the figures the queue sorts by; the whole result stands in its newest version."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_risk", "risk_fen"), Index("ix_cases_name", "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    borrower: Mapped[str | None] = mapped_column(String(255))
    loans: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    content_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    origin: Mapped[str | None] = mapped_column(Text)
    as_of: Mapped[dt.date | None]
    engine_version: Mapped[str | None] = mapped_column(String(80))
    rules_sha256: Mapped[str | None] = mapped_column(String(64))
    disbursed_fen: Mapped[int] = mapped_column(BigInteger)
    proved_fen: Mapped[int] = mapped_column(BigInteger)
    unproved_fen: Mapped[int] = mapped_column(BigInteger)
    misuse_fen: Mapped[int] = mapped_column(BigInteger)
    misuse_min_fen: Mapped[int] = mapped_column(BigInteger)
    misuse_max_fen: Mapped[int] = mapped_column(BigInteger)
    idle_fen: Mapped[int] = mapped_column(BigInteger)
    risk_fen: Mapped[int] = mapped_column(BigInteger)
    worst_severity: Mapped[int] = mapped_column(Integer)
    finding_count: Mapped[int] = mapped_column(Integer)
    open_count: Mapped[int] = mapped_column(Integer)
    missing_count: Mapped[int] = mapped_column(Integer)
    unreadable_count: Mapped[int] = mapped_column(Integer)
    document_count: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]


class CaseVersion(Base):
    """One run over a case: the JSON of the interface, compressed."""

    __tablename__ = "case_versions"
    __table_args__ = (UniqueConstraint("case_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    audit: Mapped[bytes] = mapped_column(LargeBinary)
    as_of: Mapped[dt.date | None]
    engine: Mapped[dict[str, Any]]
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[dt.datetime]


class CaseDocument(Base):
    """One document of the newest version."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    doc_type: Mapped[str | None] = mapped_column(String(40))
    confidence: Mapped[float] = mapped_column(Float)
    pages: Mapped[list[Any]]


class CaseFinding(Base):
    """One finding of the newest version; `key` is what decisions stay with."""

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("case_id", "key"), Index("ix_findings_check", "check_name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer)
    check_name: Mapped[str] = mapped_column(String(60))
    severity: Mapped[int] = mapped_column(Integer)
    confidence: Mapped[float] = mapped_column(Float)
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    loan: Mapped[str | None] = mapped_column(String(120))
    cause: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[dict[str, Any]]


class CaseSighting(Base):
    """One fact of the newest version that other cases may share, under one of the keys that it is found by.

    `position` numbers the facts of a case; a fact with several keys has a row for each. `shown`: others find it so.
    """

    __tablename__ = "sightings"
    __table_args__ = (
        Index("ix_sightings_case", "case_id"),
        Index("ix_sightings_key", "key", "what", "shown", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(20))
    shown: Mapped[bool] = mapped_column(Boolean)
    position: Mapped[int] = mapped_column(Integer)
    body: Mapped[dict[str, Any]]


class Decision(Base):
    """What somebody decided about a finding; never changed, an undo is an entry of its own."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_finding", "case_id", "finding_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    finding_key: Mapped[str] = mapped_column(String(64))
    check_name: Mapped[str] = mapped_column(String(60))
    verdict: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[str | None] = mapped_column(Text)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    user_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[dt.datetime]


class CorrectionEntry(Base):
    """What somebody says a field should read; never changed, taking it back is an entry of its own."""

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(40))
    doc_type: Mapped[str] = mapped_column(String(40))
    path: Mapped[str] = mapped_column(String(200))
    value: Mapped[Any] = mapped_column(JSON, nullable=False)
    read: Mapped[Any] = mapped_column(JSON, nullable=False)
    undo: Mapped[bool] = mapped_column(Boolean)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    user_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[dt.datetime]

    @property
    def key(self) -> tuple[str, str, str]:
        """What it corrects: file, document and field."""
        return self.sha256, self.place, self.path


class Original(Base):
    """A stored copy of a file as it came, named by its hash."""

    __tablename__ = "originals"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[dt.datetime]


class CaseSource(Base):
    """Which original an outer source of a case is (``卷宗.zip`` of ``卷宗.zip!/a.pdf``)."""

    __tablename__ = "case_sources"
    __table_args__ = (UniqueConstraint("case_id", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(ForeignKey("originals.sha256"))
    path: Mapped[str] = mapped_column(Text)


class Job(Base):
    """An upload that is or was worked on in the background."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    path: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    step: Mapped[str] = mapped_column(String(40))
    done: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    error: Mapped[str | None] = mapped_column(Text)
    cases: Mapped[list[Any]]
    user_name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[dt.datetime]
    finished_at: Mapped[dt.datetime | None]


class TrailEntry(Base):
    """One link of the hash chain; `body` is canonical JSON, `at` the text that was hashed."""

    __tablename__ = "trail"

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(40))
    actor: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int | None] = mapped_column(Integer, index=True)
    body: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class TrailHead(Base):
    """The one row that is locked while the chain grows."""

    __tablename__ = "trail_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
