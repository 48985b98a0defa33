"""A record of which some values may be read in more than one right way."""

from __future__ import annotations

from typing import Any

from truth import Record


class Accepting(Record):
    """A record whose truth carries `accept`: other values that are right too, by field path."""

    def __init__(self, doc_type: str, source: str, accept: dict[str, list[object]]) -> None:
        super().__init__(doc_type, source)
        self.accept = accept

    def to_json(self) -> dict[str, Any]:
        """Return the document with its `accept`."""
        return super().to_json() | {"accept": self.accept}
