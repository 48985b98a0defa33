"""The file of limits: what it may hold, and that what it says holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from docaudit.cli import main
from docaudit.errors import InputError
from docaudit.reading import Limits, ReadOptions, load_limits


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "limits.yaml"
    path.write_text(text, "utf-8")
    return path


def test_what_is_not_named_keeps_its_usual_limit(tmp_path: Path) -> None:
    limits = load_limits(file(tmp_path, "page_seconds: 7\nunpacked_bytes: 3 GiB\nfile_bytes: 1000\nnesting: 0\n"))
    assert (limits.page_seconds, limits.unpacked_bytes, limits.file_bytes, limits.nesting) == (7, 3 << 30, 1000, 0)
    assert limits.pages == Limits().pages
    assert load_limits(file(tmp_path, "")) == Limits()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("page_second: 7", "page_second is no limit; there are members"),
        ("page_seconds: soon", "page_seconds: a whole number of at least 1 is wanted, not 'soon'"),
        ("page_seconds: 0", "page_seconds"),
        ("pages: true", "pages"),
        ("pixels: 5 MiB", "pixels"),
        ("file_bytes: 5 MB", "file_bytes: a whole number, or a size such as 500 MiB,"),
        ("- a", "a mapping of limits is wanted"),
        ("a: [", "not valid YAML"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = file(tmp_path, text)
    with pytest.raises(InputError, match=r"limits\.yaml") as raised:
        load_limits(path)
    assert words in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read as limits"):
        load_limits(tmp_path / "none.yaml")


def test_the_environment_may_name_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCAUDIT_LIMITS", str(file(tmp_path, "pages: 3")))
    assert ReadOptions().limits.pages == 3
    assert load_limits(file(tmp_path, "pages: 4")).pages == 4


@pytest.mark.parametrize("command", ["extract", "audit", "ingest"])
def test_every_command_that_reads_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (tmp_path / "a.csv").write_text("日期,金额\n2026-03-18,1.00\n", "utf-8")
    arguments = ["docaudit", command, str(tmp_path / "a.csv"), "--limits", str(file(tmp_path, "page: 1"))]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "page is no limit" in capsys.readouterr().err
