"""Prepare a page picture for OCR, step by step; every step keeps the way back to the picture as it was given."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docaudit.reading.scan.papers import cut_out, find_papers
from docaudit.reading.scan.photograph import straighten_photograph
from docaudit.reading.scan.picture import Picture, Prepared, shrink
from docaudit.reading.scan.seals import FoundSeal, lift_seals
from docaudit.reading.scan.turning import deskew


@dataclass(frozen=True, slots=True)
class Level:
    """A page with level lines and without what disturbs OCR, and the seals that were found on it."""

    prepared: Prepared
    seals: tuple[FoundSeal, ...]


def find_sheets(image: Picture) -> tuple[Prepared, ...]:
    """Return the page that a BGR picture shows, or each of several papers on it, within bounds of size, as it lay."""
    whole = shrink(image)
    papers = find_papers(whole.image)
    if papers:
        return tuple(cut_out(whole, corners) for corners in papers)
    return (straighten_photograph(whole),)


def make_level(page: Prepared) -> Level:
    """Return the page with level lines, seals lifted off the print."""
    level = deskew(page)
    lifted, seals = lift_seals(level.image)
    return Level(replace(level, image=lifted), seals)
