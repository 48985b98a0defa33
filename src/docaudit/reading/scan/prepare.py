"""Prepare a page picture for OCR, step by step; every step keeps the way back to the picture as it was given."""

from __future__ import annotations

from dataclasses import replace

from docaudit.reading.scan.photograph import straighten_photograph
from docaudit.reading.scan.picture import Picture, Prepared, shrink
from docaudit.reading.scan.seals import lift_seals
from docaudit.reading.scan.turning import deskew


def find_page(image: Picture) -> Prepared:
    """Return the page that a BGR picture shows, within bounds of size, lying as it lay."""
    return straighten_photograph(shrink(image))


def make_level(page: Prepared) -> Prepared:
    """Return the page with level lines and without what disturbs OCR."""
    level = deskew(page)
    lifted, _ = lift_seals(level.image)
    return replace(level, image=lifted)
