"""Reads a loan file's list of contents (卷内目录) and compares it with the papers that are there."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from docaudit.documents import DOCUMENTS
from docaudit.records.document import Document
from docaudit.records.pages import Page, Word
from docaudit.understanding.classify import bare_title, type_of_title
from docaudit.understanding.draft import Part
from docaudit.understanding.follow import shows_contents

_SERIAL = re.compile(r"^(?:序号|顺序号|件号|编号|序)$")
_HEADS = (
    ("serial", _SERIAL),
    ("name", re.compile(r"题名|文件名|资料名|材料名|名称|标题|内容|^(?:文件|资料|材料)$")),
    ("count", re.compile(r"^(?:页数|份数|数量|张数|件数)")),
    ("page", re.compile(r"页号|页次|页码|起止页|所在页|起始页")),
    ("remark", re.compile(r"备注|说明")),
    ("else", re.compile(r"文号|责任者|责任人|日期|时间|密级|形式|原件|归档")),
)
_COPIES = re.compile(r"(?:共|计)?(\d{1,3})(?:份|张|件|笔)")
_ALIKE = 78  # of 100: a paper's title and what the list calls it
_SHOWN = 12
"""Names that one warning lists; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: its name, the first and last page it names, how many papers it stands for."""

    serial: int | None
    name: str
    first: int | None = None
    last: int | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the file: its type, its printed title, its first page, and the number stamped on that page."""

    doc_type: str
    title: str | None
    page: int
    stamped: int | None = None


def read_entries(pages: Sequence[Page]) -> tuple[Entry, ...]:
    """Return the rows of a list of contents in their order; empty where no head row with a column of names is found."""
    columns: list[tuple[str, float, float]] = []
    out: list[Entry] = []
    for page in pages:
        for words in _rows(page):
            heads = _head(words)
            if heads:
                columns = heads
                continue
            if not columns:
                continue
            cells: dict[str, str] = {}
            for text, x0, x1 in words:
                name = max(columns, key=lambda c: min(x1, c[2]) - max(x0, c[1]))[0]
                cells[name] = cells.get(name, "") + text
            _take(cells, out)
    return tuple(e for e in out if e.name)


def _rows(page: Page) -> list[list[tuple[str, float, float]]]:
    """Return the rows as (text, left, right): words of a page, else cells of a table of a file without pages."""
    if page.number is not None:
        return [
            [(w.text.strip(), w.box.x0, w.box.x1) for w in _parted(line.words)] for line in page.lines if line.words
        ]
    rows = []
    for table in page.tables:
        for row in table.rows():
            rows.append([(c.text.strip(), float(c.column), c.column + 1.0) for c in row if c and c.text.strip()])
    return rows


def _parted(words: Iterable[Word]) -> list[Word]:
    """Return the words; a serial number that is glued to the name after it by narrow blanks stands alone."""
    out: list[Word] = []
    for word in words:
        glued = re.match(r"^(\d{1,3})[.、\s]\s*(?=[\u4e00-\u9fff])", word.text)
        if glued and not out:
            cut = word.box.x0 + word.box.width * glued.end() / max(1, len(word.text))
            out.append(replace(word, text=glued[1], box=replace(word.box, x1=cut)))
            out.append(replace(word, text=word.text[glued.end() :], box=replace(word.box, x0=cut)))
        else:
            out.append(word)
    return out


def _head(words: Sequence[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Return (column, left, right) if the row is the head of the list: serial number and names beside each other."""
    found = []
    for text, x0, x1 in words:
        bare = re.sub(r"\s", "", text)
        name = next((n for n, pattern in _HEADS if pattern.search(bare)), None)
        if name:
            found.append((name, x0, x1))
    if not {"serial", "name"} <= {n for n, _, _ in found}:
        return []
    edges = [-1.0, *((a[2] + b[1]) / 2 for a, b in pairwise(found)), 1e9]
    return [(n, edges[k], edges[k + 1]) for k, (n, _, _) in enumerate(found)]


def _take(cells: dict[str, str], out: list[Entry]) -> None:
    """Add a row to the entries; a row with words of a name alone goes on with the entry before it."""
    name, serial = cells.get("name", ""), re.sub(r"\D", "", cells.get("serial", ""))
    if not serial:
        if name and out and set(cells) == {"name"}:
            out[-1] = replace(out[-1], name=out[-1].name + name)
        return
    numbers = [int(n) for n in re.findall(r"\d{1,4}", cells.get("page", ""))]
    copies = _COPIES.search(" ".join((cells.get("remark", ""), name)))
    counted = re.fullmatch(r"(\d{1,3})(?:份|张|件)", cells.get("count", ""))
    many = counted or copies
    out.append(
        Entry(
            int(serial),
            name,
            numbers[0] if numbers else None,
            numbers[-1] if len(numbers) > 1 else None,
            int(many[1]) if many else 1,
        )
    )


def compare(entries: Sequence[Entry], papers: Sequence[Paper]) -> tuple[str, ...]:
    """Return warnings, in Chinese, on entries whose paper is not in the file and on papers that the list does not name.

    A paper is an entry's if its title or its type is the entry's; the page that the entry names decides between several.
    An entry can stand for a run of forms (增值税发票 5张). Where no entry at all is found, the list is another file's.
    """
    if not entries or not papers:
        return ()
    match = _Match(entries, papers)
    missing = [e for k, e in enumerate(entries) if not match.found[k]]
    if len(missing) == len(entries):
        return (f"目录所列{len(entries)}项在本文件中均未见，可能是另一卷的目录；请核对",)
    extra = [p for k, p in enumerate(papers) if k not in match.taken]
    out = []
    if missing:
        names = "、".join((f"第{e.serial}项" if e.serial else "") + f"“{e.name}”" for e in missing[:_SHOWN])
        out.append(f"目录所列{names}{_rest(len(missing), '项')}在本文件中未见；请核对是否漏装或漏扫")
    if extra:
        names = "、".join(f"“{p.title or DOCUMENTS[p.doc_type].label}”（第{p.page}页）" for p in extra[:_SHOWN])
        out.append(f"本文件中的{names}{_rest(len(extra), '件')}目录未列；请补登目录或核对是否误装")
    return tuple(out)


class Listed:
    """Keeps the lists of contents of a source until all its papers are known; of these no more than title and page."""

    def __init__(self) -> None:
        self._lists: list[Part] = []
        self._papers: list[Paper] = []

    def watch(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Yield the parts that are no lists of contents, and note them."""
        for part in parts:
            first = part.sights[0]
            if shows_contents(first):
                self._lists.append(part)
                continue
            page = first.page.number or 0
            stamped = next((m.number for m in first.marks if m.style == "bare"), None)
            self._papers.append(Paper(part.verdict.doc_type, first.verdict.title, page, stamped))
            yield part

    def add(self, document: Document) -> None:
        """Note a document that was found inside a report."""
        self._papers.append(Paper(document.doc_type or "other", None, min(document.pages, default=0)))

    def compared(self) -> Iterator[tuple[Part, tuple[str, ...]]]:
        """Yield the lists with the warnings on them."""
        papers = sorted(self._papers, key=lambda p: p.page)
        for part in self._lists:
            yield part, compare(read_entries(part.pages), papers)


def _rest(count: int, unit: str) -> str:
    return f"等{count}{unit}" if count > _SHOWN else ""


class _Match:
    """Which entry found which papers: `found` by entry, `taken` papers."""

    def __init__(self, entries: Sequence[Entry], papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._types = [type_of_title(bare_title(e.name)) or "other" for e in entries]
        self.found: list[list[int]] = [[] for _ in entries]
        self.taken: set[int] = set()
        self._shift = self._page_shift(entries)
        for sure in (True, False):
            for k, entry in enumerate(entries):
                if not self.found[k]:
                    self._give(k, entry, sure=sure)
        self._groups(entries)

    def _page_shift(self, entries: Sequence[Entry]) -> int | None:
        """Return what to add to the list's page numbers to get the file's; None where they fit no shift."""
        shifts = Counter(
            p.page - e.first
            for k, e in enumerate(entries)
            if e.first is not None
            for p in self._papers
            if self._named(k, e, p)
        )
        numbered = sum(e.first is not None for e in entries)
        best = max(shifts.items(), key=lambda s: (s[1], -abs(s[0])), default=(0, 0))
        return best[0] if numbered and best[1] >= max(1, numbered // 3) else None

    def _at(self, entry: Entry, paper: Paper) -> bool:
        if entry.first is None:
            return False
        return paper.stamped == entry.first or (self._shift is not None and paper.page == entry.first + self._shift)

    def _named(self, k: int, entry: Entry, paper: Paper) -> bool:
        """Say whether a paper's title or type is the entry's; a type that is no form needs a like title."""
        if paper.title and fuzz.partial_ratio(bare_title(entry.name), bare_title(paper.title)) >= _ALIKE:
            return True
        return paper.doc_type == self._types[k] != "other"

    def _give(self, k: int, entry: Entry, *, sure: bool) -> None:
        """Give an entry its paper (or the run of papers it counts): at its page first, then the best named one left."""
        free = [n for n in range(len(self._papers)) if n not in self.taken]
        here = [n for n in free if self._at(entry, self._papers[n])]
        named = [n for n in free if self._named(k, entry, self._papers[n])]
        both = [n for n in here if n in named]
        if sure:
            pick = both
        elif (
            entry.first is not None
            and self._shift is not None
            and here
            and "other" in (self._types[k], self._papers[here[0]].doc_type)
        ):
            pick = here  # worded otherwise, but there it lies
        else:
            pick = sorted(named, key=lambda n: -fuzz.ratio(entry.name, self._papers[n].title or ""))[:1]
        for n in pick[:1]:
            run = [m for m in free if m >= n and self._papers[m].doc_type == self._papers[n].doc_type][: entry.copies]
            self.found[k] += run
            self.taken |= set(run)

    def _groups(self, entries: Sequence[Entry]) -> None:
        """Let entries stand for all forms of their type up to the page of the next entry, or in the file if listed once."""
        lists = Counter(self._types)
        starts = sorted(e.first for e in entries if e.first is not None)
        for k, entry in enumerate(entries):
            if not self.found[k] or self._types[k] == "other" or self._types[k].endswith("contract"):
                continue
            shift = self._shift or 0
            end = next((s for s in starts if entry.first is not None and s > entry.first), None)
            last = entry.last if entry.last is not None else end - 1 if end is not None else None
            for n, paper in enumerate(self._papers):
                if n in self.taken or paper.doc_type != self._types[k]:
                    continue
                inside = entry.first is not None and last is not None and entry.first <= paper.page - shift <= last
                if inside or lists[self._types[k]] == 1:
                    self.found[k].append(n)
                    self.taken.add(n)
