"""Reads printed page numbers, and tells those of a document from those that count the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from docaudit.understanding.order import Row
from docaudit.understanding.paper import PAGE_MARK, Paper
from docaudit.understanding.text import GAP

_INSIDE = re.compile(
    r"第(?P<a>\d{1,3})页[,/(]?共(?P<b>\d{1,3})页|共(?P<d>\d{1,3})页[,/]?第(?P<c>\d{1,3})页"
    r"|(?:^|\t)(?P<g>\d{1,3})/(?P<h>\d{1,3})$|(?:^|\t)第(?P<k>\d{1,3})页$|-(?P<i>\d{1,3})-$"
)
"""A page number inside a running head or foot, blanks left out."""
_MARGIN = 0.1  # the share of the page at its top and bottom where a bare number counts pages
_PIECES = 3  # a running head, a number and a date; more are the cells of a table
_NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed page number; `total` where the paper says of how many, `style` and `zone` tell numberings apart."""

    number: int
    total: int | None
    style: str
    zone: str
    proven: bool = field(default=False, compare=False)

    @property
    def sure(self) -> bool:
        """Whether it counts a document's pages; a bare number in a corner may be a stamp unless it is `proven`."""
        return self.style != "bare" or self.zone == "bottommiddle" or self.proven

    def goes_with(self, other: Mark) -> bool:
        """Say whether both can be of one numbering."""
        edge = {z[:3] for z in (self.zone, other.zone)}
        return self.style == other.style and self.total == other.total and len(edge) == 1


_SUM = re.compile(r"\d\.\d\d(?!\d)")


def page_marks(paper: Paper) -> tuple[Mark, ...]:
    """Return the page numbers printed at the top and bottom of the first page, the surest first."""
    rows = [r for r in paper.rows if r.page == 0]
    edges = [*reversed(rows[-4:]), *rows[:5]]
    # A bare figure within a table is the end of a wrapped cell.
    inner = [t.box for t in paper.pages[0].tables if t.box is not None]
    found: list[Mark] = []
    for row in dict.fromkeys(edges):
        line = paper.line(row)
        pieces = line.split(GAP)
        near = _in_margin(row) or row in (rows[0], rows[-1])
        ends = (pieces[0], pieces[-1]) if len(pieces) <= _PIECES else ()
        alone = len(pieces) == 1 or (len(pieces) == 2 and _in_margin(row))
        alone = alone and not any(t.contains(*row.box.center) for t in inner)
        for text in dict.fromkeys((line.replace(GAP, ""), *ends)):
            mark = _read(text.strip(), _zone(row, rows, pieces.index(text) if text in pieces else -1, len(pieces)))
            if mark is not None and mark.style == "slash" and _SUM.search(line):
                continue  # the day of a row (05/13)
            bare = mark is not None and mark.style in ("bare", "dash")
            if mark is not None and (
                not bare or (near and alone and not any(t.contains(*row.box.center) for t in inner))
            ):
                found.append(mark)
        inside = _INSIDE.search(re.sub(r" ", "", line)) if near else None
        if inside is not None and not any(m.sure for m in found):
            found += [m for m in (_of(inside, _zone(row, rows, -1, 1)),) if m is not None]
    order = {"counted": 0, "of": 1, "slash": 2, "dash": 3, "bare": 4}
    return tuple(sorted(dict.fromkeys(found), key=lambda m: (order[m.style], m.total is None)))


def _in_margin(row: Row) -> bool:
    return row.box.y1 < _MARGIN or row.box.y0 > 1 - _MARGIN


def _read(text: str, zone: str) -> Mark | None:
    found = PAGE_MARK.match(text)
    return _of(found, zone) if found else None


def _of(found: re.Match[str], zone: str) -> Mark | None:
    groups = found.groupdict()
    for style, number, total in (
        ("counted", "a", "b"),
        ("counted", "c", "d"),
        ("of", "e", "f"),
        ("slash", "g", "h"),
        ("counted", "k", ""),
        ("dash", "i", ""),
        ("bare", "j", ""),
    ):
        if groups.get(number):
            first, last = _number(groups[number]), _number(groups.get(total) or "")
            if not first or (last and first > last):
                return None
            return Mark(first, last or None, style, zone)
    return None


def _number(text: str) -> int:
    """Return the number that figures or Chinese numerals below a hundred spell; 0 for none."""
    if not text or text.isdecimal():
        return int(text or 0)
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS.find(tens) if tens else 1 if ten else 0) * 10 + (_NUMERALS.find(ones) if ones else 0)


def _zone(row: Row, rows: Sequence[Row], piece: int, pieces: int) -> str:
    high = "top" if row.box.center[1] < 0.5 and row in rows[: len(rows) // 2] else "bottom"
    share = 0.5 if piece < 0 or pieces == 1 else piece / (pieces - 1)
    place = row.box.x0 + row.box.width * share
    return high + ("left" if place < 0.35 else "middle" if place < 0.65 else "right")


@dataclass(slots=True)
class FileNumbers:
    """Finds the numberings that run on over the documents: an archive's stamp, the footer of a printed file.

    A numbering that goes on by one on a page that begins a document counts the file; once is enough where its total is
    the file's number of pages, else it must happen `_TWICE` times, for a document can lie in the middle of another.
    """

    page_count: int | None = None
    _last: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    _over: Counter[tuple[str, str]] = field(default_factory=Counter)
    _running: dict[tuple[str, str], int] = field(default_factory=dict)
    _jumped: set[tuple[str, str]] = field(default_factory=set)
    _seen: int = 0

    _TWICE = 2
    _WHOLE = 0.8  # share of the file's pages that a total must reach: blank pages may not be counted
    _MISSED = 3  # numbers of a stamp that may be unreadable in a row

    def own(self, marks: Sequence[Mark], begins: bool, physical: int | None) -> Mark | None:
        """Return the surest mark that counts pages of a document.

        Args:
            marks: of the page, the surest first.
            begins: whether a large title stands on the page that the page before does not print.
            physical: the page's place in the file. Numbers that do not follow those of the page before nor the place in
                the file are proven to count documents.
        """
        self._seen += 1
        kept: list[Mark] = []
        numbers: dict[tuple[str, str], set[int]] = {}
        for mark in marks:
            key = (mark.style, mark.zone)
            numbers.setdefault(key, set()).add(mark.number)
            before = self._last.get(key, frozenset())
            if begins and mark.number > 1 and mark.number - 1 in before:
                self._over[key] += self._weight(mark)
                if self._over[key] >= self._TWICE:
                    self._running[key] = mark.number - 1
            elif begins and mark.number == 1 and len(before) <= 1:
                self._over.pop(key, None)
                self._running.pop(key, None)
            if mark.number - 1 not in before and mark.number not in (self._seen, physical):
                self._jumped.add(key)
            running = self._running.get(key)
            if running is not None and 0 < mark.number - running <= self._MISSED:
                self._running[key] = mark.number
            else:
                kept.append(replace(mark, proven=key in self._jumped))
        self._last.update({key: frozenset(found) for key, found in numbers.items()})
        # A file's numbers are never smaller than a document's.
        return min(
            kept, key=lambda m: (m.style == "bare", kept.index(m) if m.style != "bare" else m.number), default=None
        )

    def _weight(self, mark: Mark) -> int:
        """Return what a number that runs on over a beginning counts for: nothing if its total is a document's."""
        if mark.total is None or self.page_count is None:
            return 1
        if mark.total < self._WHOLE * self.page_count:
            return 0
        return self._TWICE if mark.total == self.page_count else 1
