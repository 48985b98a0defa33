"""Reads 其他: only its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docaudit.documents.other import OtherDocument
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.classify import by_title, title_lines
from docaudit.understanding.kinds import LEGAL_FORM
from docaudit.understanding.order import Row
from docaudit.understanding.paper import Paper

_NAMES_A_PAPER = re.compile(
    r"(?:[书单表函证照据簿册卡票图]|凭证|报告|合同|协议|通知|公告|证明|说明|决议|纪要|批复|条款|清单)(?:\([^()]*\))*$"
)
"""How the line ends that names a paper, before what it adds in brackets (电子保单, 正本)."""


@reader("other")
def read(pages: Sequence[Page]) -> Document:
    """Return the document with its title: the line that names a paper, else the first one set larger than the body."""
    paper = Paper(pages)
    verdict = by_title(paper)
    row = verdict.row if verdict else None
    if row is None:
        row = _largest(paper)
    if row is None and paper.pages[0].number is None and not paper.pages[0].is_sheet:
        row = next((r for _, r, _ in title_lines(paper)), None)
    if row is None:
        return OtherDocument()
    title: Field[str] = paper.text.field(paper.text.raw(row.start, row.end), row.start, row.end, 0.8)
    return OtherDocument(title=title)


def _largest(paper: Paper) -> Row | None:
    """Return the line set larger than the body that names the paper; the letterhead over it names only a firm."""
    large = [(bare, row) for bare, row, large in title_lines(paper) if large]
    named = next((row for bare, row in large if _NAMES_A_PAPER.search(bare)), None)
    return named or next((row for bare, row in large if not LEGAL_FORM.search(bare)), None)
