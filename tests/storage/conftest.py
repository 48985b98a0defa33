from __future__ import annotations

import functools
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from docaudit.storage import Store, UserRow, open_store

FIXTURE = Path(__file__).parents[1] / "web" / "fixture" / "misuse.json"


@pytest.fixture
def audit() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FIXTURE.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server of our own on a socket; each call makes an empty database and returns its URL."""
    psycopg = pytest.importorskip("psycopg")
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin")), *map(Path, filter(None, [shutil.which("initdb")]))]
    programs = next((p if p.is_dir() else p.parent for p in reversed(found)), None)
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    # The server refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    # Not pytest's folder: the path of a socket may have 107 bytes, and another user must reach it.
    with tempfile.TemporaryDirectory(prefix="docaudit-pg-") as folder:
        if user:
            shutil.chown(folder, user)
        run = functools.partial(subprocess.run, check=True, capture_output=True, user=user, cwd=folder)
        run([programs / "initdb", "-D", f"{folder}/data", "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync"])
        server = f"-k {folder} -c listen_addresses= -c fsync=off"
        run([programs / "pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", server, "-w", "start"])
        numbers = itertools.count()

        def database() -> str:
            name = f"desk{next(numbers)}"
            with psycopg.connect(host=folder, user="test", dbname="postgres", autocommit=True) as connection:
                connection.execute(f"create database {name}")
            return f"postgresql://test@/{name}?host={folder}"

        yield database
        run([programs / "pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop"])


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = open_store(str(tmp_path / "data" / "test.db"))
    else:
        opened = open_store(request.getfixturevalue("postgres")(), folder=tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def reviewer(store: Store) -> UserRow:
    store.add_user("李审", "reviewer", actor="test")
    return next(u for u in store.users() if u.name == "李审")
