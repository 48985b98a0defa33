from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docaudit.storage import Store, UserRow, open_store

FIXTURE = Path(__file__).parents[1] / "web" / "fixture" / "misuse.json"


@pytest.fixture
def audit() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FIXTURE.read_text("utf-8"))
    return loaded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "data" / "test.db"))
    yield opened
    opened.close()


@pytest.fixture
def reviewer(store: Store) -> UserRow:
    store.add_user("李审", "reviewer", actor="test")
    return next(u for u in store.users() if u.name == "李审")
