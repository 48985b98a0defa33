"""Keep a folder of cached answers within a size: what was used least lately goes first.

Names are digests, so the answers spread evenly over the shelves and each shelf may hold its share. A store looks
through its own shelf alone, and processes need not agree on anything: a file that another one has removed is gone.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_SHELVES = 256
# Removing a little more than what is too much spares the next stores the work.
_KEPT_SHARE = 0.9
# What a file takes on disk comes in blocks.
_BLOCK = 4096


def shelf_of(folder: Path, digest: str) -> Path:
    """Return the shelf, one of `_SHELVES`, of an answer with this hexadecimal digest."""
    return folder / digest[:2]


def keep_within(shelf: Path, most_bytes: int) -> None:
    """Remove what was used least lately, if a shelf takes more than its share of `most_bytes` on disk."""
    share = most_bytes // _SHELVES
    found: list[tuple[int, int, str]] = []
    with os.scandir(shelf) as entries:
        for entry in entries:
            # Removed by another process since the folder was listed.
            with contextlib.suppress(FileNotFoundError):
                seen = entry.stat()
                found.append((seen.st_mtime_ns, -(-seen.st_size // _BLOCK) * _BLOCK, entry.path))
    held = sum(size for _, size, _ in found)
    if held <= share:
        return
    for _, size, path in sorted(found):
        if held <= _KEPT_SHARE * share:
            return
        with contextlib.suppress(FileNotFoundError):
            Path(path).unlink()
        held -= size
