"""A document while its pages come: what is known of it, what it still lacks, and the order its pages are read in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from docaudit.records.evidence import Box
from docaudit.records.pages import Page, TextSource
from docaudit.understanding.classify import Verdict, by_body
from docaudit.understanding.pagemarks import Mark
from docaudit.understanding.paper import Paper
from docaudit.understanding.sight import Sight

CONTRACTS = frozenset({"loan_contract", "guarantee_contract", "trade_contract"})
STATEMENTS = frozenset({"balance_sheet", "income_statement", "cash_flow_statement"})
MANY_PAGES = CONTRACTS | STATEMENTS | {"bank_statement", "inspection_report", "other"}
"""Types that run over several pages as a rule."""

_COPY = 90  # of 100: how alike two pages of one number must be to be two copies of one page
_EDGE_ALIKE = 88  # of 100: running heads of one document on scans
_NUMBER_NEAR = 85  # of 100: numbers that may be one number misread


@dataclass(slots=True)
class Draft:
    """Pages of one document in the order they came.

    `slots` says at which of `sights` each printed page number stands; `touched` counts pages of the file.
    """

    sights: list[Sight]
    slots: dict[int, int] = field(default_factory=dict)
    mark: Mark | None = None
    touched: int = 0

    @classmethod
    def begun(cls, sight: Sight, touched: int) -> Draft:
        """Return a document of one page."""
        draft = cls([])
        draft.add(sight, touched)
        return draft

    def add(self, sight: Sight, touched: int) -> None:
        """Add a page; its printed number counts where it belongs to the document's own numbering."""
        mark = sight.mark
        if mark is not None and (self.mark is None or mark.goes_with(self.mark)) and mark.number not in self.slots:
            if self.mark is None and mark.number == 2 and len(self.sights) == 1:
                self.slots[1] = 0  # a first page often goes without its number
            self.mark = self.mark or mark
            self.slots[mark.number] = len(self.sights)
        self.sights.append(sight)
        self.touched = touched

    def merge(self, other: Draft) -> None:
        """Take over the pages of another draft."""
        for sight in other.sights:
            self.add(sight, max(self.touched, other.touched))

    @property
    def last(self) -> Sight:
        """The page that came last."""
        return self.sights[-1]

    @property
    def opening(self) -> Sight:
        """The page that is read first."""
        return self.sights[self.order()[0]]

    @property
    def kind(self) -> str:
        """The type of the first page."""
        return self.opening.verdict.doc_type

    @property
    def total(self) -> int | None:
        """How many pages it says to have."""
        return self.mark.total if self.mark else None

    @property
    def complete(self) -> bool:
        """Whether it has every page it says to have."""
        return self.total is not None and len(self.slots) == self.total

    @property
    def gapless(self) -> bool:
        """Whether its numbers run from 1 without a gap (or it has none)."""
        return not self.slots or (min(self.slots) == 1 and max(self.slots) == len(self.slots))

    @property
    def headless(self) -> bool:
        """Whether its page 1 has not come, as its numbers say."""
        first = self.sights[0].mark
        return self.numbered and 1 not in self.slots and first is not None and first.number > 1

    @property
    def signed(self) -> bool:
        """Whether signatures stand on one of its pages after the cover."""
        return any(s.signed and not s.cover for s in self.sights)

    @property
    def numbered(self) -> bool:
        """Whether its pages print a numbering that is surely its own."""
        return self.mark is not None and self.mark.sure

    @property
    def only_front(self) -> bool:
        """Whether nothing but a cover, a table of contents or notices has come."""
        return all(s.cover or s.front for s in self.sights)

    @property
    def clauses(self) -> dict[str, int]:
        """The last clause so far, by style of numbering."""
        out: dict[str, int] = {}
        for sight in self.sights:
            for style, (_, end) in (sight.clauses or {}).items():
                out[style] = max(end, out.get(style, 0))
        return out

    def goes_on_with(self, sight: Sight) -> bool:
        """Say whether the page's clauses go on where another page's stop, or its words where the last page's do."""
        ends, here = self.last.clauses or {}, sight.clauses or {}
        for style in ("article", "listed", "figure"):
            if style in here and style in ends:
                pages = [ends] if style == "figure" else [s.clauses or {} for s in self.sights]
                stops = [p[style][1] for p in pages if style in p]
                return here[style][0] > 1 and any(here[style][0] in (stop, stop + 1) for stop in stops)
        return self.last.broken and sight.midway and not here and sight.verdict.title is None

    def conflicts(self, sight: Sight) -> bool:
        """Say whether the page names itself by another number than the document does."""
        if sight.annex:
            return False
        for kind in {k for k, _ in sight.numbers}:
            here = {v for k, v in sight.numbers if k == kind}
            mine = {v for s in self.sights for k, v in s.numbers if k == kind and not s.annex}
            if mine and not any(_one_number(a, b, sight, self.last) for a in here for b in mine):
                return True
        return False

    def likeness(self, sight: Sight) -> float:
        """Return how alike they are: 3 for a shared number, 2 for a running head, 0.5 for the place of numbers."""
        shared = any(sight.numbers & s.numbers for s in self.sights)
        heads = any(alike_edges(sight, s) for s in self.sights[-2:])
        placed = bool(self.mark and sight.mark and self.mark.zone == sight.mark.zone)
        return 3.0 * shared + 2.0 * heads + 0.5 * placed

    def is_copy(self, sight: Sight) -> bool:
        """Say whether the page is a second copy of one that the document has."""
        if sight.mark is None or self.mark is None or not sight.mark.goes_with(self.mark):
            return False
        index = self.slots.get(sight.mark.number)
        return index is not None and fuzz.ratio(self.sights[index].start, sight.start) >= _COPY

    def fits(self, other: Draft) -> bool:
        """Say whether another draft's pages fill gaps of this one: one numbering, no number twice, no other names."""
        if self.mark is None or other.mark is None or not self.mark.goes_with(other.mark):
            return False
        return not (self.slots.keys() & other.slots.keys()) and not any(self.conflicts(s) for s in other.sights)

    def order(self) -> list[int]:
        """Return the places of `sights` in reading order.

        Printed numbers decide; a page without one follows the page it came after. Where no numbers are printed,
        pages whose clauses were mixed up are read in the order of their clauses.
        """
        if not self.slots:
            return _by_clauses(self.sights)
        numbers = {index: number for number, index in self.slots.items()}
        keys: list[tuple[int, int]] = []
        number = 0
        for index, sight in enumerate(self.sights):
            titled = index > 0 and sight.verdict.large and not sight.annex
            opens = titled and index not in numbers and 1 not in self.slots
            number = numbers.get(index, 0 if opens else self._of_copy(sight, number))
            keys.append((number, index))
        return [index for _, index in sorted(keys)]

    def _of_copy(self, sight: Sight, number: int) -> int:
        return sight.mark.number if self.is_copy(sight) and sight.mark else number

    def part(self) -> Part:
        """Return the document's pages in reading order."""
        return Part([self.sights[i] for i in self.order()])


@dataclass(slots=True)
class Part:
    """Pages that make one document, in reading order, with the verdict of the first."""

    sights: list[Sight]

    @property
    def pages(self) -> list[Page]:
        """The pages in reading order."""
        return [s.page for s in self.sights]

    @property
    def region(self) -> Box | None:
        """The box of a document that shares its page with others."""
        return self.sights[0].region

    @property
    def verdict(self) -> Verdict:
        """The type of the document: where its first page has no title, all pages speak."""
        first = self.sights[0].verdict
        if first.title is not None or len(self.sights) == 1 or first.doc_type != "other":
            return first
        found = [v for v in (by_body(Paper([p])) for p in self.pages[1:4]) if v.doc_type != "other"]
        return max(found, key=lambda v: v.confidence, default=first)


def alike_edges(one: Sight, other: Sight) -> bool:
    """Say whether two pages share a running head or foot; its figures must be the same, save one misread on a scan."""
    allowed = 1 if _scanned(one, other) else 0
    for a in one.edges:
        for b in other.edges:
            first, second = re.sub(r"\D", "", a), re.sub(r"\D", "", b)
            if fuzz.ratio(a, b) >= _EDGE_ALIKE and Levenshtein.distance(first, second) <= allowed:
                return True
    return False


def _scanned(*sights: Sight) -> bool:
    return any(s.page.text_source in (TextSource.OCR, TextSource.MIXED) for s in sights)


def _one_number(a: str, b: str, one: Sight, other: Sight) -> bool:
    return a == b or a.endswith(b) or b.endswith(a) or (_scanned(one, other) and fuzz.ratio(a, b) >= _NUMBER_NEAR)


def _by_clauses(sights: Sequence[Sight]) -> list[int]:
    """Return the pages by their clauses if all inner ones print some and no two overlap, else as they came."""
    order = list(range(len(sights)))
    for style in ("article", "listed"):
        spans = [(s.clauses or {}).get(style) for s in sights]
        if len(order) < 3 or any(span is None for span in spans[1:-1]):
            continue
        known = [(span[0], span[1], k) for k, span in enumerate(spans) if span is not None]
        mixed = sorted(known)
        if known == mixed or any(b[0] < a[1] for a, b in pairwise(mixed)):
            continue
        rest = [k for k in order if spans[k] is None]
        return [k for k in rest if k == 0] + [k for _, _, k in mixed] + [k for k in rest if k]
    return order
