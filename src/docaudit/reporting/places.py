"""Where something stands, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def place_text(place: Mapping[str, Any]) -> str:
    """Return where something stands, for people: file and page, or file, sheet and row."""
    parts = [str(place.get("source") or "")]
    if place.get("page") is not None:
        parts.append(f"第{place['page']}页")
    if place.get("sheet"):
        parts.append(f"工作表“{place['sheet']}”")
    if place.get("row") is not None:
        parts.append(f"第{place['row']}行")
    return " ".join(parts)
