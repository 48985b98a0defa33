"""What every maker of unseen papers gives: a file, and what stands in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Part = Literal["dev", "held"]
"""``dev``: its misses may be looked at and mended. ``held``: only its figures are printed."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper.

    Attributes:
        data: of the file; a PDF with a text layer is also printed and scanned by the caller.
        suffix: ``.pdf``, ``.xlsx`` …
        truth: as the truth files of `docaudit evaluate` have it: ``doc_type``, ``fields``, perhaps ``accept``.
    """

    data: bytes
    suffix: str
    truth: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """A layout with its wording.

    Attributes:
        name: of the layout, unique among all.
        part: what it is kept for; `held` shares no layout, no wording and no list of names with `dev`.
        make: (chance) -> one paper of that layout, invented anew.
    """

    name: str
    part: Part
    make: Callable[[random.Random], Made]
