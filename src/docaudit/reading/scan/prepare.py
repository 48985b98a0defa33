"""Prepare a page picture for OCR, step by step; every step keeps the way back to the picture as it was given."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docaudit.reading.scan.photograph import straighten_photograph
from docaudit.reading.scan.picture import Picture, Prepared, shrink
from docaudit.reading.scan.seals import FoundSeal, lift_seals
from docaudit.reading.scan.turning import deskew


@dataclass(frozen=True, slots=True)
class Level:
    """A page with level lines and without what disturbs OCR, and the seals that were found on it."""

    prepared: Prepared
    seals: tuple[FoundSeal, ...]


def find_page(image: Picture) -> Prepared:
    """Return the page that a BGR picture shows, within bounds of size, lying as it lay."""
    return straighten_photograph(shrink(image))


def make_level(page: Prepared) -> Level:
    """Return the page with level lines, seals lifted off the print."""
    level = deskew(page)
    lifted, seals = lift_seals(level.image)
    return Level(replace(level, image=lifted), seals)
