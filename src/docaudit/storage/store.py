"""The store as the rest of the program sees it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from docaudit.storage.corrections import CorrectionStore
from docaudit.storage.decisions import DecisionStore
from docaudit.storage.engine import database_url, folder_of, open_engine
from docaudit.storage.jobs import JobStore
from docaudit.storage.sightings import SightingStore
from docaudit.storage.users import UserStore


class Store(CorrectionStore, DecisionStore, SightingStore, UserStore, JobStore):
    """Cases, corrections, decisions, users, jobs and the trail of one database; usable from several threads."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        super().__init__(engine, folder)
        self._cache = {}


def open_store(url: str | None = None, *, folder: Path | None = None) -> Store:
    """Open a database, its tables brought up to date.

    Args:
        url: SQLAlchemy URL or path of a SQLite file; default ``DOCAUDIT_DATABASE``, else SQLite in the user's
            data folder.
        folder: where originals and pictures lie; default beside the SQLite file.

    Raises:
        InputError: the database cannot be opened.
    """
    named = database_url(url)
    return Store(open_engine(named), folder or folder_of(named))
