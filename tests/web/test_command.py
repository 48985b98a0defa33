from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import click.testing
import pytest

from docaudit.errors import InputError
from docaudit.storage import open_store
from docaudit_web.command import serve


class FakeServer:
    """Stands for waitress: is asked once and ends."""

    asked: dict[str, Any]

    def __init__(self, app: Any, **options: Any) -> None:
        FakeServer.asked = {"app": app, **options}

    def run(self) -> None:
        FakeServer.asked["answer"] = FakeServer.asked["app"].test_client().get("/sign-in").status_code

    def close(self) -> None:
        FakeServer.asked["closed"] = True


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("waitress.create_server", FakeServer)
    return str(tmp_path / "data" / "serve.db")


def test_the_first_run_prints_the_address_and_a_password_that_works(database: str) -> None:
    result = click.testing.CliRunner().invoke(serve, ["--database", database, "--port", "9321"])
    assert result.exit_code == 0, result.output
    assert "http://127.0.0.1:9321/" in result.output
    name, password = result.output.split("name ")[1].split(", one-time password ")
    store = open_store(database)
    assert store.sign_in(name, password.split(" ")[0]) is not None
    store.close()
    assert FakeServer.asked["answer"] == 200
    assert FakeServer.asked["closed"]
    assert not [t for t in threading.enumerate() if t.name == "docaudit-worker"]


def test_later_runs_print_no_password(database: str) -> None:
    store = open_store(database)
    first = store.first_run()
    assert first is not None
    user = store.sign_in(*first)
    assert user is not None
    store.change_password(user.id, first[1], "a long new password")
    store.close()
    result = click.testing.CliRunner().invoke(serve, ["--database", database])
    assert "password" not in result.output


def test_a_taken_port_is_one_clear_line(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_args: object, **_options: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("waitress.create_server", taken)
    result = click.testing.CliRunner().invoke(serve, ["--database", database])
    assert isinstance(result.exception, InputError)
    assert "choose another --port" in str(result.exception)


def test_the_session_key_survives_a_restart(database: str) -> None:
    keys = []
    for _ in range(2):
        click.testing.CliRunner().invoke(serve, ["--database", database])
        keys.append(FakeServer.asked["app"].config["SECRET_KEY"])
    assert keys[0] == keys[1]
