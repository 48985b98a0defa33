"""What all parts of the store share: sessions, the trail and the folder."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from docaudit.storage import trail
from docaudit.storage.engine import writer
from docaudit.storage.originals import Originals

R = TypeVar("R")


class StoreBase:
    """An open database with its data folder."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.folder = folder
        self.originals = Originals(folder / "originals")
        self._engine = engine
        self._writer = writer(engine)
        self._head_file = folder / "trail.head"

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Session]:
        with Session(self._engine) as session:
            yield session

    @contextlib.contextmanager
    def _writing(self) -> Iterator[_Writing]:
        """One transaction: all of it or nothing; the trail's head goes outside the database after the commit."""
        with Session(self._writer) as session, session.begin():
            work = _Writing(session)
            yield work
        if work.head is not None:
            trail.keep_head(self._head_file, work.head)


class _Writing:
    """A session that also writes the trail."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.head: tuple[int, str] | None = None

    def log(self, actor: str, action: str, body: Mapping[str, Any], case_id: int | None = None) -> None:
        """Add an entry to the trail."""
        self.head = trail.append(self.session, actor, action, body, case_id)


def record(kind: type[R], row: object) -> R:
    """Return the frozen record of a table row; lists become tuples."""
    values = {f.name: getattr(row, f.name) for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})


def now() -> dt.datetime:
    """Return the present moment in UTC."""
    return dt.datetime.now(dt.UTC)
