from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docaudit.reading.worker import pool

# Loaded by the reading process when it starts: an engine that reads upright pages and does harm on those that lie.
_ENGINE = """
import os, time
from docaudit.reading.ocr import engine
from docaudit.records.evidence import Box
from docaudit.records.pages import Word

class Fake:
    name = "fake"
    def turn_needed(self, image):
        return 0
    def recognise(self, image):
        high, wide = image.shape[:2]
        if (high, wide) != (160, 640) and wide > high:
            {harm}
        return [Word("20260318", Box(0.1, 0.1, 0.4, 0.2))]

engine._ENGINES["fake"] = lambda threads: Fake()
"""


@pytest.fixture
def fresh_processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read in processes that were started by this test."""
    monkeypatch.delenv("DOCAUDIT_CONTAINED", raising=False)
    pool.end_all()
    yield
    pool.end_all()


@pytest.fixture
def harmful_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the reading process an engine named ``fake`` that runs a statement on each page wider than high."""

    def install(harm: str) -> None:
        folder = tmp_path / "hook"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_ENGINE.format(harm=harm), "utf-8")
        monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
        monkeypatch.setenv("DOCAUDIT_CACHE", "off")
        monkeypatch.setenv("DOCAUDIT_OCR_ENGINE", "fake")

    return install
