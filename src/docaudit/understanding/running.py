"""Find what stands on page after page without being part of the text: running heads and feet, and watermarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from docaudit.records.evidence import Box

# Heads and feet stand within these shares of the page, in the outermost lines.
_TOP, _BOTTOM, _OUTERMOST = 0.12, 0.88, 3
# Two prints of one line stand this near to each other, and OCR reads them this much alike (of 100).
_NEAR, _ALIKE, _LEAST_FUZZY = 0.015, 88, 6
# Pages before and after in which a head is looked for that is not printed alike: heads of left and right pages differ.
_REACH = 3
# A line in the midst of the page is a watermark only where most pages, and at least so many, have it in the same place.
_MOST_PAGES, _LEAST_PAGES = 0.6, 3


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it stands on a page: the page's index, its folded text and its box."""

    page: int
    text: str
    box: Box


def running_lines(lines: Sequence[PrintedLine], pages: int) -> frozenset[int]:
    """Return the indices of the lines that are repeated over pages in one place.

    A head or foot need only stand on two pages; figures in it may differ where they count the pages.
    """
    if pages < 2:
        return frozenset()
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(index)
    edge = {
        index
        for own in by_page.values()
        for index in (*own[:_OUTERMOST], *own[-_OUTERMOST:])
        if lines[index].box.y1 < _TOP or lines[index].box.y0 > _BOTTOM
    }
    # Exact repeats are counted at once: long papers have very many lines.
    having: dict[tuple[int, str], set[int]] = {}
    for line in lines:
        having.setdefault((_row(line), line.text), set()).add(line.page)
    heads: dict[int, list[int]] = {}
    for index in edge:
        heads.setdefault(lines[index].page, []).append(index)
    most = max(_LEAST_PAGES, _MOST_PAGES * pages)
    found = set()
    for index, line in enumerate(lines):
        at = _row(line)
        same = set().union(*(having.get((row, line.text), ()) for row in (at - 1, at, at + 1)))
        if len(same) >= (2 if index in edge else most):
            found.add(index)
        elif index in edge:
            near = (k for page in range(line.page - _REACH, line.page + _REACH + 1) for k in heads.get(page, ()))
            if any(_repeats(line, lines[k]) for k in near):
                found.add(index)
    return frozenset(found)


def _row(line: PrintedLine) -> int:
    return int(line.box.y0 / _NEAR)


def _repeats(line: PrintedLine, other: PrintedLine) -> bool:
    """Say whether two lines at the edges of pages are one head but for its page number and a misread character."""
    if line.page == other.page or abs(line.box.y0 - other.box.y0) > _NEAR:
        return False
    words, their_words = (re.sub(r"\d+", "#", x.text) for x in (line, other))
    if words == their_words:
        return _counts_pages(line, other)
    alike = min(len(words), len(their_words)) >= _LEAST_FUZZY and fuzz.ratio(words, their_words) >= _ALIKE
    figures = re.findall(r"\d+", line.text) == re.findall(r"\d+", other.text)
    return alike and (figures or _counts_pages(line, other))


def _counts_pages(line: PrintedLine, other: PrintedLine) -> bool:
    """Say whether the figures that differ between two lines differ by as much as their pages."""
    ours, theirs = re.findall(r"\d+", line.text), re.findall(r"\d+", other.text)
    differing = [(int(a), int(b)) for a, b in zip(ours, theirs, strict=False) if a != b]
    return len(ours) == len(theirs) and all(a - b == line.page - other.page for a, b in differing)
