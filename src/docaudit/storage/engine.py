"""Opens the database and brings its tables up to date; the only file that knows which database it is."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import platformdirs
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from docaudit.errors import InputError

_BUSY_SECONDS = 30


def data_folder() -> Path:
    """Return the folder for the database, originals and pictures (``DOCAUDIT_DATA`` moves it)."""
    named = os.environ.get("DOCAUDIT_DATA")
    return Path(named) if named else Path(platformdirs.user_data_dir("docaudit"))


def database_url(url: str | None) -> str:
    """Return the URL to open: the argument, ``DOCAUDIT_DATABASE``, or SQLite in the data folder; a path is SQLite."""
    named = url or os.environ.get("DOCAUDIT_DATABASE")
    if not named:
        return f"sqlite:///{data_folder() / 'docaudit.db'}"
    return named if "://" in named else f"sqlite:///{Path(named).absolute()}"


def folder_of(url: str) -> Path:
    """Return the folder that belongs to a database: beside a SQLite file, the data folder otherwise."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        return Path(parsed.database).absolute().parent
    return data_folder()


def open_engine(url: str) -> Engine:
    """Return an engine whose tables are up to date; raises `InputError` when the database cannot be opened."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            engine = _sqlite(url)
        else:
            # The driver that is installed decides; the plain name would ask for psycopg2.
            if parsed.drivername == "postgresql":
                parsed = parsed.set(drivername="postgresql+psycopg")
            engine = create_engine(parsed, pool_pre_ping=True)
        migrate(engine)
    except (SQLAlchemyError, ArgumentError, ModuleNotFoundError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        # The password of a URL must not reach the terminal.
        shown = url if "@" not in url else url.rsplit("@", maxsplit=1)[-1]
        msg = f"{shown}: the database cannot be opened ({reason}); check --database or DOCAUDIT_DATABASE"
        raise InputError(msg) from error
    return engine


def writer(engine: Engine) -> Engine:
    """Return the engine for writing: SQLite locks at the start, so two writers wait instead of failing."""
    return engine.execution_options(docaudit_write=True)


def migrate(engine: Engine) -> None:
    """Run the migrations that are packaged here, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with writer(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _sqlite(url: str) -> Engine:
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun below: the driver's own way leaves table changes outside of them.
        raw.isolation_level = None
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("docaudit_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
