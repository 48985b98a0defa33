"""Nothing leaves the machine: a whole audit with OCR runs while every attempt to reach a network is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CASE = Path(__file__).parents[2] / "samples" / "personal"
GUARD = """
import sys
asked = []
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        asked.append((event, repr(arguments[-1])))
        raise OSError("no network")
sys.addaudithook(hook)
from docaudit.audit import audit_case
case = audit_case(sys.argv[1])
assert case.findings
assert "ocr" in {str(d.text_source) for d in case.file.documents}
sys.exit(f"reached out: {asked}" if asked else 0)
"""


@pytest.mark.ocr
def test_an_audit_with_ocr_asks_nothing_of_any_network(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "DOCAUDIT_CACHE": "off", "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", GUARD, str(CASE)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    assert done.returncode == 0, done.stderr[-2000:]
