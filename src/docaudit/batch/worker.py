"""What runs in a worker process: one case, from its path to the JSON of the interface."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Auditor = Callable[[str, Mapping[str, Any], str | None], dict[str, Any]]
"""(path, options of `audit_case`, file to write the number of pages read into) -> the case as JSON.

Under `SEEN` it also holds what other cases may share, which is kept apart from the result.
"""
SEEN = "seen"


def audit_path(path: str, options: Mapping[str, Any], progress_file: str | None) -> dict[str, Any]:
    """Audit one case with the conductor; the heavy rooms are loaded in the worker only."""
    # One engine thread per worker: the workers are the parallelism.
    os.environ.setdefault("DOCAUDIT_OCR_THREADS", "1")
    from docaudit.audit import audit_case  # noqa: PLC0415

    pages = 0

    def count(*_page: object) -> None:
        nonlocal pages
        pages += 1
        if progress_file is not None:
            Path(progress_file).write_text(str(pages), "ascii")

    judged = audit_case(Path(path), progress=count, **options)
    return {**judged.to_stored(), SEEN: [sighting.to_json() for sighting in judged.file.seen]}


def engine_stamp(options: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return engine version and hash of the rules: what, with the content, decides whether a case must run again."""
    from docaudit import __version__  # noqa: PLC0415
    from docaudit.checks import load_rule_pack  # noqa: PLC0415

    return __version__, load_rule_pack(options.get("rules")).sha256


def pages_read(progress_file: Path) -> int:
    """Return how many pages the worker has read so far."""
    try:
        return int(progress_file.read_text("ascii") or 0)
    except (OSError, ValueError):
        return 0
