from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
SAMPLES = TESTS.parent / "samples"
CHROMIUM = Path("/usr/bin/chromium")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the stored results")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Fast tests first: a broken small thing should be seen before the slow ones are waited for.
    items.sort(key=lambda item: bool({"ocr", "browser", "slow"} & {m.name for m in item.iter_markers()}))
    if not CHROMIUM.exists():
        skip = pytest.mark.skip(reason="Debian's chromium is not installed")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's data folder; the OCR cache is shared within one run."""
    monkeypatch.setenv("DOCAUDIT_DATA", str(tmp_path_factory.getbasetemp() / "data"))
    monkeypatch.setenv("DOCAUDIT_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


_REPORTS = pytest.StashKey[dict[str, str]]()


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Show a table of measured shares at the end of the run, whether the test passes or fails."""

    def show(title: str, table: str) -> None:
        request.config.stash.setdefault(_REPORTS, {})[title] = table

    return show


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for title, table in config.stash.get(_REPORTS, {}).items():
        terminalreporter.section(title)
        terminalreporter.write_line(table)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Compare `value`, as sorted JSON, with the stored file of that name; `--update-golden` rewrites it."""

    def compare(name: str, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        path = GOLDEN / f"{name}.json"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.is_file(), f"no stored result {path.name}; run pytest --update-golden and read it"
        assert json.loads(path.read_text("utf-8")) == json.loads(text)

    return compare
