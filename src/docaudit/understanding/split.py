"""Cuts the pages of a source into documents and puts together pages of one document that lie apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from docaudit.records.pages import Page
from docaudit.understanding.draft import CONTRACTS, MANY_PAGES, Draft, Part
from docaudit.understanding.follow import follows, is_list_of_contents, may_belong, shows_contents
from docaudit.understanding.pagemarks import FileNumbers
from docaudit.understanding.paper import Paper
from docaudit.understanding.regions import regions
from docaudit.understanding.sight import Sight, is_separator, look

HELD_PAGES = 240
"""Pages of unfinished documents that are held open at most; beyond it the one untouched for longest is handed on."""
WAITING_PAGES = 60
"""Pages of whole documents that wait at most for an unfinished one before them; short files keep their order."""
_SAME_TITLE = 80  # of 100: how alike the titles of two pages are that repeat one head
_AGREED = 0.99
"""Confidence of a type that title and body name alike."""
_HEAD = 3
"""Lines within which the title of a form stands: the lender's name and a number may be above it."""
_NEAR = 8
"""Pages within which a document goes on after another paper lies in it, by its clauses or words alone."""


def split(pages: Iterable[Page], page_count: int | None = None) -> Iterator[Part]:
    """Yield the documents' pages in reading order, each document as soon as it is known to be whole.

    Blank pages and separator sheets belong to none. A document is whole when the next one begins, unless it shows that
    it is unfinished: printed page numbers are missing, a contract may have an annex elsewhere, its last page breaks
    off.
    Such a document stays open for pages that lie apart from it, until it is complete or the source ends. The open ones
    hold at most `HELD_PAGES` pages together and the whole ones behind them wait for at most `WAITING_PAGES`, so that
    memory stays flat however long the source is. Documents come in the order of their first pages as far as those
    bounds allow.
    """
    assembly = Assembly(page_count)
    for page in pages:
        yield from assembly.take(page)
    yield from assembly.finish()


class Assembly:
    """The document being read, those that are open for pages still to come, and those that wait to be handed on."""

    def __init__(self, page_count: int | None = None) -> None:
        self._current: Draft | None = None
        self._open: list[Draft] = []
        self._whole: list[Draft] = []
        self._numbers = FileNumbers(page_count)
        self._seen = 0
        self._title: str | None = None

    def take(self, page: Page) -> Iterator[Part]:
        """Add a page; yield the documents that are due."""
        if page.blank or page.separator or (_empty(page) and not page.papers):
            return
        paper = Paper([page])
        if not page.papers and is_separator(page, paper):
            return
        self._seen += 1
        whole = self._marked(look(page, paper))
        listed = shows_contents(whole)  # a list names small papers and holds none
        if self._current is not None and is_list_of_contents(self._current):
            listed = listed or follows(whole, self._current)
        for part, region in ((page, None),) if listed else regions(page, paper):
            self._place(whole if region is None else look(part, Paper([part]), region))
        yield from self._due()

    def interrupt(self) -> Iterator[Part]:
        """End the document being read, for other papers follow; yield the whole ones before them."""
        self._leave()
        self._whole.sort(key=_first_page)
        yield from self._handed(len(self._whole))

    def finish(self) -> Iterator[Part]:
        """Yield all that is left."""
        self._leave()
        for piece in [d for d in self._open if d.headless]:
            heirs = [d for d in self._open if d is not piece and self._belongs(piece, d)]
            if heirs:
                self._open.remove(piece)
                max(heirs, key=lambda d: (max(map(d.likeness, piece.sights)), -abs(d.touched - piece.touched))).merge(
                    piece
                )
        self._whole += self._open
        self._open = []
        yield from self.interrupt()

    def _due(self) -> Iterator[Part]:
        """Yield the whole documents that no unfinished one lies before, and those that have waited long enough."""
        while sum(len(d.sights) for d in self._open) > HELD_PAGES:
            self._close(min(self._open, key=lambda d: d.touched))
        self._whole.sort(key=_first_page)
        unfinished_at = min((_first_page(d) for d in (*self._open, self._current) if d is not None), default=None)
        waiting = sum(len(d.sights) for d in self._whole)
        count = 0
        for draft in self._whole:
            if waiting <= WAITING_PAGES and unfinished_at is not None and _first_page(draft) > unfinished_at:
                break
            waiting -= len(draft.sights)
            count += 1
        yield from self._handed(count)

    def _handed(self, count: int) -> Iterator[Part]:
        due, self._whole = self._whole[:count], self._whole[count:]
        yield from (draft.part() for draft in due)

    def _close(self, draft: Draft) -> None:
        self._open.remove(draft)
        self._whole.append(draft)

    def _leave(self) -> None:
        """End the document being read: it is whole, or stays open if it is unfinished."""
        draft, self._current = self._current, None
        if draft is None:
            return
        for piece in [d for d in self._open if d.headless and self._belongs(d, draft)]:
            self._open.remove(piece)
            draft.merge(piece)
        (self._open if unfinished(draft) else self._whole).append(draft)
        for old in [d for d in self._open if self._seen - d.touched > _NEAR and waits_nearby(d)]:
            self._close(old)

    def _marked(self, sight: Sight) -> Sight:
        title, before = sight.verdict.title, self._title
        self._title = title
        repeated = title is not None and before is not None and fuzz.ratio(title, before) >= _SAME_TITLE
        begins = title is not None and sight.verdict.large and not sight.annex and not repeated
        return dataclasses.replace(sight, mark=self._numbers.own(sight.marks, begins, sight.page.number))

    def _place(self, sight: Sight) -> None:
        """Add a page to the document before it, to one that is open, or begin a document with it."""
        current = self._current
        alone = sight.region is not None
        if not alone and current is not None and follows(sight, current):
            current.add(sight, self._seen)
            self._unite(current)
            return
        home = None if alone else self._home(sight)
        if home is None:
            home = Draft.begun(sight, self._seen)
            if current is not None and _astray(sight):
                self._open.append(home)  # the document before it may go on
            else:
                self._leave()
                self._current = home
        else:
            resumed = _resumes(sight, home)
            home.add(sight, self._seen)
            if resumed and home is not current and not home.complete:
                self._open.remove(home)
                self._leave()
                self._current = home
        self._unite(home)

    def _unite(self, draft: Draft) -> None:
        """Join two pieces that make one document exactly complete; close one that is complete and left behind."""
        if draft.total is None:
            return
        for piece in [d for d in self._candidates() if d is not draft and d.headless != draft.headless]:
            if len(piece.slots) + len(draft.slots) == draft.total and draft.fits(piece):
                if piece is self._current:
                    self._open.remove(draft)
                    self._current = draft
                else:
                    self._open.remove(piece)
                draft.merge(piece)
                break
        if draft.complete and draft is not self._current:
            self._close(draft)

    def _belongs(self, piece: Draft, draft: Draft) -> bool:
        """Say whether pages that came without a first page are pages of a document that has come since."""
        if draft.complete or not draft.fits(piece) or not all(may_belong(s, draft.kind) for s in piece.sights):
            return False
        if draft.total is not None:
            return True
        near = draft.touched - piece.touched <= _NEAR + len(draft.sights)
        return near or max(draft.likeness(s) for s in piece.sights) >= 2

    def _home(self, sight: Sight) -> Draft | None:
        """Return the open document that a page belongs to although it does not lie behind it."""
        candidates = [(s, d) for d in self._candidates() if (s := self._kinship(sight, d)) > 0]
        return max(candidates, key=lambda c: (c[0], c[1].touched))[1] if candidates else None

    def _candidates(self) -> Iterator[Draft]:
        if self._current is not None:
            yield self._current
        yield from self._open

    def _kinship(self, sight: Sight, draft: Draft) -> float:
        """Return how sure it is that a page belongs to an open document; 0 where it does not."""
        if draft.conflicts(sight) or draft.complete or _begins_another(sight, draft):
            return 0.0
        like, mark = draft.likeness(sight), sight.mark
        near = self._seen - draft.touched <= _NEAR
        if mark is not None and mark.sure:
            if mark.number == 1 or draft.mark is None or not mark.goes_with(draft.mark) or mark.number in draft.slots:
                return 0.0
            next_one = mark.number - 1 in draft.slots or mark.number + 1 in draft.slots
            if not (sight.annex or may_belong(sight, draft.kind)):
                return 0.0
            ended = draft.gapless and draft.signed and not next_one
            if ended and mark.total is None and like < 2:
                return 0.0
            if mark.total is None and like < 2 and not near and draft is not self._current:
                return 0.0
            return 1.0 + like + 0.5 * next_one + (0.8 if draft is self._current else 0.4 * near)
        if draft is self._current or not may_belong(sight, draft.kind) or (draft.numbered and not sight.signing):
            return 0.0
        beside = sight.annex and draft.kind in CONTRACTS and self._current is not None
        if near and (draft.goes_on_with(sight) or (sight.signing and not draft.signed) or beside):
            return 1.0 + like
        return like if like >= 3 and draft.kind in CONTRACTS else 0.0


def _first_page(draft: Draft) -> int:
    return min(s.page.number or 0 for s in draft.sights)


def _empty(page: Page) -> bool:
    has_cells = any(c.text.strip() for t in page.tables for c in t.cells)
    return not (page.lines or page.words or has_cells or page.structured)


def _astray(sight: Sight) -> bool:
    """Say whether a page shows by its number alone that it belongs to a document that began elsewhere."""
    return bool(sight.mark and sight.mark.sure and sight.mark.number > 1 and not sight.verdict.large)


def _resumes(sight: Sight, draft: Draft) -> bool:
    """Say whether a page goes on just where an open document stopped, so that more of its pages may follow."""
    last = draft.last.mark
    if sight.mark is not None and last is not None:
        return sight.mark.goes_with(last) and sight.mark.number == last.number + 1
    return sight.annex or sight.signing or draft.goes_on_with(sight)


def _begins_another(sight: Sight, draft: Draft) -> bool:
    verdict = sight.verdict
    if verdict.title is None or sight.annex or sight.signing or sight.continued:
        return False
    if _names_itself(sight) and verdict.doc_type not in (draft.kind, "other"):
        return True  # a form that names the contract by its number is no page of it
    return verdict.large and not (
        sight.mark and sight.mark.sure and sight.mark.number > 1 and verdict.doc_type in (draft.kind, "other")
    )


def _names_itself(sight: Sight) -> bool:
    """Say whether the title at the head of a page and its body name one type."""
    return (
        sight.verdict.confidence >= _AGREED and sight.title_row < _HEAD and not (sight.mark and sight.mark.number > 1)
    )


def unfinished(draft: Draft) -> bool:
    """Say whether pages of a document may lie apart: its numbers have gaps, or its last page breaks off.

    A contract may always have an annex elsewhere, unless its pages say how many they are.
    """
    first = draft.sights[0]
    if first.region is not None or first.page.is_sheet or first.page.number is None:
        return False
    if draft.numbered and draft.total is not None:
        return not draft.complete
    return (draft.numbered and not draft.gapless) or draft.kind in CONTRACTS or waits_nearby(draft)


def waits_nearby(draft: Draft) -> bool:
    """Say whether only what lies near can still be told to belong to an unfinished document: nothing on it names it."""
    if draft.numbered or any(s.edges and s.numbers for s in draft.sights):
        return False
    return draft.kind in CONTRACTS or (draft.kind in MANY_PAGES and draft.last.broken)
