"""Finds the financial statements inside a report, where they begin below other text or share a page."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docaudit.documents.financials import FinancialStatement
from docaudit.records.document import Document
from docaudit.records.pages import Page
from docaudit.understanding.financials import figure_rows, is_whole, read_all_financials, titles_on

_WORDS = re.compile(r"负\s*债\s*表|利\s*润\s*表|损\s*益\s*表|流\s*量\s*表|状\s*况\s*表|变\s*动\s*表")
_TOP = 0.25  # a title above this share of the page heads the page itself
_NAMED = 5  # lines of the interface that make a table a statement


@dataclass(frozen=True, slots=True)
class Run:
    """Pages on which statements stand that do not begin at the top of a page of their own."""

    pages: tuple[Page, ...]
    statements: tuple[FinancialStatement, ...]


def sift(pages: Iterable[Page]) -> Iterator[Page | Run]:
    """Yield pages as they come, and runs of report pages that hold statements; every page is in exactly one of them."""
    held: list[Page] = []
    for page in pages:
        if held:
            if _goes_on(page):
                held.append(page)
                continue
            yield from _close(held)
            held = []
        if _begins(page):
            held.append(page)
        else:
            yield page
    if held:
        yield from _close(held)


def _begins(page: Page) -> bool:
    """Say whether a statement's title stands in the lower part of the page, or titles of two statements."""
    if page.is_sheet or page.number is None or not _WORDS.search(page.text):
        return False
    titles = titles_on(page)
    if len({kind for kind, _ in titles}) > 1:
        return True
    return bool(titles) and min(y for _, y in titles) > _TOP and figure_rows(page) >= 3


def _goes_on(page: Page) -> bool:
    if page.is_sheet or page.number is None:
        return False
    titles = titles_on(page) if _WORDS.search(page.text) else []
    rows = figure_rows(page)
    if titles and rows >= 3:
        return True
    return rows >= 4 and rows >= 0.4 * len(page.lines)


def _close(held: Sequence[Page]) -> Iterator[Page | Run]:
    """Yield the pages as a run if statements can be read from them, else one by one."""
    kinds = [kind for page in held for kind, _ in titles_on(page) if kind != "equity"]
    found = read_all_financials(held, kinds[0]) if kinds else ()
    good = [s for s in found if is_whole(s) and sum(line.name.value is not None for line in s.items) >= _NAMED]
    if not good:
        yield from held
        return
    whole = tuple(p.number for p in held if p.number is not None)
    good = [s if s.pages else dataclasses.replace(s, pages=whole) for s in good]
    first, last = min(min(s.pages) for s in good), max(max(s.pages) for s in good)
    inside = [p for p in held if p.number is not None and first <= p.number <= last]
    yield from (p for p in held if p.number is not None and p.number < first)
    yield Run(tuple(inside), tuple(good))
    yield from (p for p in held if p.number is not None and p.number > last)


_CHANGES = re.compile(r"变动率|变动原因|变动比例|变动幅度|增减原因|增减幅度|同比增减")


def only_explains(document: Document, pages: Sequence[Page]) -> bool:
    """Say whether a titled table only explains changes of single lines, as reports do, and is no statement."""
    if not isinstance(document, FinancialStatement) or is_whole(document):
        return False
    return any(_CHANGES.search(p.text) for p in pages)
