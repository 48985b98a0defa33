"""What looking for cases yields."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case to be audited, or a place where one should be and cannot be had.

    Attributes:
        name: of the case.
        path: where it can be read.
        origin: the path to name to people.
        trouble: why there is nothing to audit and what to do, in Chinese; None for a case.
    """

    name: str
    path: Path
    origin: str
    trouble: str | None = None
