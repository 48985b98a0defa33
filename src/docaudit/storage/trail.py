"""The tamper-evident trail: each entry carries the hash of the one before; its head is also kept outside."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from docaudit.storage.models import TrailEntry, TrailHead
from docaudit.storage.rows import TrailState

FIRST = "0" * 64


def canonical(value: object) -> str:
    """Return JSON with sorted keys and no blanks: one text for one meaning."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(sequence: int, previous: str, content: tuple[str, str, str, str]) -> str:
    """Return the hash of an entry; `content` is its time, actor, action and body."""
    return hashlib.sha256(canonical([sequence, previous, *content]).encode()).hexdigest()


def append(
    session: Session, actor: str, action: str, body: Mapping[str, Any], case_id: int | None = None
) -> tuple[int, str]:
    """Add an entry within the caller's transaction and return the new head (sequence, hash)."""
    head = session.get(TrailHead, 1, with_for_update=True)
    if head is None:
        head = TrailHead(id=1, sequence=0, digest=FIRST)
        session.add(head)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    text, sequence = canonical(dict(body)), head.sequence + 1
    digest = link(sequence, head.digest, (at, actor, action, text))
    session.add(
        TrailEntry(
            sequence=sequence,
            at=at,
            actor=actor,
            action=action,
            case_id=case_id,
            body=text,
            previous=head.digest,
            digest=digest,
        )
    )
    head.sequence, head.digest = sequence, digest
    session.flush()
    return sequence, digest


def verify(session: Session, kept_head: tuple[int, str] | None) -> TrailState:
    """Walk the whole chain; compare its end with the head in the database and with the one kept outside."""
    previous, sequence, known = FIRST, 0, {}
    for entry in session.scalars(select(TrailEntry).order_by(TrailEntry.sequence)).yield_per(1000):
        expected = link(sequence + 1, previous, (entry.at, entry.actor, entry.action, entry.body))
        if entry.sequence != sequence + 1:
            return TrailState(sequence, previous, sequence + 1, "an entry is missing")
        if entry.previous != previous or entry.digest != expected:
            return TrailState(sequence, previous, entry.sequence, "the entry was altered")
        sequence, previous = entry.sequence, entry.digest
        if kept_head and sequence == kept_head[0]:
            known[sequence] = entry.digest
    head = session.get(TrailHead, 1)
    ends = (head.sequence, head.digest) if head else (0, FIRST)
    if ends != (sequence, previous):
        return TrailState(sequence, previous, sequence + 1, "the last entries were cut off")
    if kept_head and kept_head[0] > 0:
        if kept_head[0] > sequence:
            return TrailState(sequence, previous, sequence + 1, "the last entries were cut off")
        if known.get(kept_head[0]) != kept_head[1]:
            return TrailState(sequence, previous, kept_head[0], "the chain was rewritten")
    return TrailState(sequence, previous)


def read_head(file: Path) -> tuple[int, str] | None:
    """Return the head kept outside the database, None where none was kept yet."""
    try:
        sequence, digest = file.read_text("ascii").split()
        return int(sequence), digest
    except (OSError, ValueError):
        return None


def keep_head(file: Path, head: tuple[int, str]) -> None:
    """Write the head outside the database, never an older one over a newer one."""
    kept = read_head(file)
    if kept is not None and kept[0] >= head[0]:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"{head[0]} {head[1]}\n")
    Path(name).replace(file)
