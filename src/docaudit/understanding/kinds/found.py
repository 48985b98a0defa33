"""What every finder of values answers."""

from __future__ import annotations

from typing import TypeVar

from docaudit.understanding.text import GAP

V = TypeVar("V")

Found = tuple[V, int, int]
"""A value with its first and last-plus-one character."""


def without_gaps(text: str) -> tuple[str, list[int]]:
    """Return the text without wide gaps and, for each character (and the end), where it stood."""
    kept = [i for i, c in enumerate(text) if c != GAP]
    return "".join(text[i] for i in kept), [*kept, len(text)]
