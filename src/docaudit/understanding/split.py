"""Cuts the pages of a source into documents."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docaudit.records.evidence import Box
from docaudit.records.pages import Page
from docaudit.understanding.classify import Verdict, by_body, classify, statement_header
from docaudit.understanding.paper import PAGE_MARK, Paper
from docaudit.understanding.regions import regions
from docaudit.understanding.text import GAP

MANY_PAGES = frozenset(
    [
        "loan_contract",
        "guarantee_contract",
        "trade_contract",
        "bank_statement",
        "balance_sheet",
        "income_statement",
        "cash_flow_statement",
        "inspection_report",
        "other",
    ]
)
"""Types that run over several pages as a rule."""

_CONTRACTS = frozenset({"loan_contract", "guarantee_contract", "trade_contract"})
_NUMBER = re.compile(r"(?:合同编?号|编号|[账帐卡]号)[:\t ]*([A-Za-z0-9()\[\]\u4e00-\u9fff*第字号年-]{5,40})")
_CONTINUED = re.compile(r"[(\[]续(?:表)?[\d一二三]*[)\]]|续表|接上页|承前页")


@dataclass(frozen=True, slots=True)
class Sight:
    """What one page shows: its own verdict, its page count, the numbers it names, the columns of its table."""

    page: Page
    verdict: Verdict
    mark: tuple[int, int | None] | None
    numbers: frozenset[str]
    columns: str | None
    rows: int
    continued: bool
    lone_mark: int | None = None
    region: Box | None = None


@dataclass(slots=True)
class Part:
    """Pages that make one document, with the verdict of the page it began on."""

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
        """The verdict of the first page."""
        return self.sights[0].verdict


def split(pages: Iterable[Page]) -> Iterator[Part]:
    """Yield the documents' pages, each as soon as the next document begins; blank pages belong to none."""
    current: Part | None = None
    for page in pages:
        if page.blank or _empty(page):
            continue
        for shared, region in regions(page):
            sight = dataclasses.replace(look(shared), region=region)
            if current is not None and region is None and continues(sight, current):
                current.sights.append(sight)
                continue
            if current is not None:
                yield current
            current = Part([sight])
    if current is not None:
        yield current


def _empty(page: Page) -> bool:
    has_cells = any(c.text.strip() for t in page.tables for c in t.cells)
    return not (page.lines or page.words or has_cells or page.structured)


def look(page: Page) -> Sight:
    """Return what one page shows."""
    paper = Paper([page])
    mark, lone = _page_mark(paper)
    header = statement_header(paper)
    text = paper.text.chars
    return Sight(
        page,
        classify(paper),
        mark,
        frozenset(re.sub(r"[\s\t]", "", n) for n in _NUMBER.findall(text)),
        re.sub(r"\s", "", paper.line(header)) if header else None,
        len(paper.rows),
        bool(_CONTINUED.search("".join(paper.line(r) for r in paper.rows[:6]))),
        lone,
    )


def _page_mark(paper: Paper) -> tuple[tuple[int, int | None] | None, int | None]:
    """Return (page, of how many) as printed at the top or bottom, and a lone number at the bottom."""
    rows = paper.rows
    lone = None
    for row in (*reversed(rows[-4:]), *rows[:4]):
        for piece in (paper.line(row), *paper.line(row).split(GAP)):
            found = PAGE_MARK.match(piece.strip())
            if not found:
                continue
            for number, total in (("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")):
                if found[number]:
                    return (int(found[number]), int(found[total]) if found[total] else None), lone
            lone = lone or int(found["i"] or found["j"] or 0) or None
    for row in (*reversed(rows[-4:]), *rows[:5]):
        found = re.search(
            r"第(\d{1,3})页[,/]?共(\d{1,3})页|共(\d{1,3})页[,/]?第(\d{1,3})页", paper.line(row).replace(GAP, "")
        )
        if found:
            number, total = (found[1], found[2]) if found[1] else (found[4], found[3])
            return (int(number), int(total)), lone
    return None, lone


def continues(sight: Sight, part: Part) -> bool:
    """Say whether a page goes on with the document before it."""
    last, first = part.sights[-1], part.sights[0]
    verdict, kind = sight.verdict, part.verdict.doc_type
    if sight.page.is_sheet:
        return _sheet_continues(sight, part)
    if sight.mark and sight.mark[0] == 1 and (sight.mark[1] or 2) >= 1 and last.mark is not None:
        return False
    if sight.mark and sight.mark[0] > 1:
        expected = last.mark is None or (last.mark[0] + 1 == sight.mark[0] and last.mark[1] in (None, sight.mark[1]))
        same = verdict.title is None or verdict.doc_type in (kind, "other") or not verdict.large
        if expected and same and (last.mark is not None or len(part.sights) == sight.mark[0] - 1):
            return True
    if verdict.title is not None:
        return _titled_continues(sight, part)
    return _untitled_continues(sight, part, last, first)


def _sheet_continues(sight: Sight, part: Part) -> bool:
    """Say whether a sheet goes on with the sheet before it: rows without a heading under the same number of columns."""
    last = part.sights[-1]
    if not last.page.is_sheet or sight.verdict.title or sight.columns or sight.verdict.doc_type != "other":
        return False
    here, before = sight.page.tables, last.page.tables
    if not here or not before or part.verdict.doc_type not in MANY_PAGES or part.verdict.doc_type == "other":
        return False
    first_row = [c.text for c in here[0].cells if c.row == 0 and c.text.strip()]
    return here[0].column_count == before[0].column_count and sum(bool(re.search(r"\d", t)) for t in first_row) >= 2


def _titled_continues(sight: Sight, part: Part) -> bool:
    """Say whether a page with a title goes on: a running head, 续表, or the next page of the same statement."""
    verdict, kind, last = sight.verdict, part.verdict.doc_type, part.sights[-1]
    if kind == "vat_invoice" and "清单" in (verdict.title or ""):
        return True
    if verdict.doc_type != kind:
        return (
            kind in _CONTRACTS
            and not verdict.large
            and _lone_follows(sight, last)
            and verdict.row is not None
            and verdict.row.box.y0 > 0.12
        )
    if sight.continued and not (sight.mark and sight.mark[0] == 1):
        return True
    same_numbers = not sight.numbers or not last.numbers or bool(sight.numbers & last.numbers)
    if kind in _CONTRACTS:
        running = verdict.row is not None and verdict.row.box.y1 < 0.1 and not verdict.large
        return same_numbers and (running or _lone_follows(sight, last))
    if kind == "bank_statement":
        shared = bool(sight.numbers & last.numbers) or (not sight.numbers and sight.columns == last.columns)
        return shared and (sight.mark is None or sight.mark[0] != 1)
    return False


def _lone_follows(sight: Sight, last: Sight) -> bool:
    return sight.lone_mark is not None and last.lone_mark is not None and sight.lone_mark == last.lone_mark + 1


_SURE_ALONE = frozenset(
    {
        "vat_invoice",
        "transfer_slip",
        "business_license",
        "receipt",
        "bank_statement",
        "balance_sheet",
        "income_statement",
    }
)


def _untitled_continues(sight: Sight, part: Part, last: Sight, first: Sight) -> bool:
    """Say whether a page without a title goes on: its body must not be another paper's, and the document may have more pages."""
    kind, body = part.verdict.doc_type, sight.verdict
    if kind == "bank_statement" and (sight.columns or body.doc_type in ("other", "bank_statement")):
        return True
    if body.doc_type in _SURE_ALONE and body.doc_type != kind and body.confidence >= 0.68:
        return bool(sight.mark and sight.mark[0] > 1 and last.mark) or (
            kind in _CONTRACTS and _lone_follows(sight, last)
        )
    if kind in MANY_PAGES:
        return True
    whole = re.search(r"发票号码|发票代码|价税合计", sight.page.text)
    if kind == "vat_invoice" and (re.search("清单", sight.page.text[:400]) or (body.doc_type == kind and not whole)):
        return True
    del first
    return _lone_follows(sight, last) or sight.continued


def verdict_of(part: Part) -> Verdict:
    """Return the type of the whole document: where its first page has no title, all pages speak."""
    first = part.verdict
    if first.title is not None or len(part.sights) == 1 or first.doc_type != "other":
        return first
    found = [v for v in (by_body(Paper([p])) for p in part.pages[1:4]) if v.doc_type != "other"]
    return max(found, key=lambda v: v.confidence, default=first)
