"""Where a value stands on paper, and a value together with that place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

V = TypeVar("V")
W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions of the page as a viewer shows it, origin at the top left, 0 to 1."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (self.x0 <= self.x1 and self.y0 <= self.y1):
            msg = f"box corners in the wrong order: {self}"
            raise ValueError(msg)

    @classmethod
    def union(cls, boxes: Iterable[Box]) -> Box:
        """Return the smallest box around all of `boxes`; at least one is needed."""
        found = list(boxes)
        # Lists, no generators: a page has thousands of boxes, and these cost half.
        return cls(
            min([b.x0 for b in found]),
            min([b.y0 for b in found]),
            max([b.x1 for b in found]),
            max([b.y1 for b in found]),
        )

    @property
    def center(self) -> tuple[float, float]:
        """The middle (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def width(self) -> float:
        """Share of the page's width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Share of the page's height."""
        return self.y1 - self.y0

    def contains(self, x: float, y: float) -> bool:
        """Say whether the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def overlap(self, other: Box) -> float:
        """Return the area shared with `other` as a share of the smaller of the two boxes."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        if wide <= 0 or high <= 0:
            return 0.0
        smaller = min(self.width * self.height, other.width * other.height)
        return wide * high / smaller if smaller else 1.0

    def to_json(self) -> list[float]:
        """Return ``[x0, y0, x1, y1]`` clipped to the page, four decimals."""
        return [round(min(1.0, max(0.0, v)), 4) for v in (self.x0, self.y0, self.x1, self.y1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The place a value was read from: a box on a page, a row of a sheet, or only a text.

    `page` counts from 1; `row` is the physical row of the sheet or line of the file, from 1; `text` is the
    text the value was read from.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    row: int | None = None

    def to_json(self) -> dict[str, object]:
        """Return page and box, or sheet and row, with the text (interface.md, `extract`)."""
        if self.row is not None:
            return {"sheet": self.sheet, "row": self.row, "text": self.text}
        return {"page": self.page, "box": self.box.to_json() if self.box else None, "text": self.text}


@dataclass(frozen=True, slots=True)
class Field(Generic[V]):
    """A value with its confidence (0 to 1) and evidence; `value` is None where it is absent or unreadable."""

    value: V | None = None
    confidence: float = 0.0
    evidence: Evidence | None = None

    def map(self, change: Callable[[V], W | None]) -> Field[W]:
        """Return the field with `change` applied to its value; a None result is an unreadable field."""
        if self.value is None:
            return Field()
        value = change(self.value)
        return Field() if value is None else Field(value, self.confidence, self.evidence)

    def scaled(self, factor: float) -> Field[V]:
        """Return the field with its confidence times `factor`, kept within 0 to 1."""
        return replace(self, confidence=min(1.0, max(0.0, self.confidence * factor)))
