from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# `--import-mode=importlib` puts no folder on the path; the builders of hand-written cases are shared under one name.
_PATH = Path(__file__).with_name("cases.py")
if "check_cases" not in sys.modules:
    _SPEC = importlib.util.spec_from_file_location("check_cases", _PATH)
    assert _SPEC is not None
    assert _SPEC.loader is not None
    _MODULE = importlib.util.module_from_spec(_SPEC)
    sys.modules["check_cases"] = _MODULE
    _SPEC.loader.exec_module(_MODULE)


@pytest.fixture
def no_check_stops(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A check that stops is logged and silent, which no test of silence may take for an answer."""
    yield
    assert not caplog.get_records("call")
