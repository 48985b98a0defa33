"""Reads 其他: only its title."""

from __future__ import annotations

from collections.abc import Sequence

from docaudit.documents.other import OtherDocument
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.classify import by_title, title_lines
from docaudit.understanding.paper import Paper


@reader("other")
def read(pages: Sequence[Page]) -> Document:
    """Return the document with its title: the line that names a paper, else the first one set larger than the body."""
    paper = Paper(pages)
    verdict = by_title(paper)
    row = verdict.row if verdict else None
    if row is None:
        row = next((r for _, r, large in title_lines(paper) if large), None)
    if row is None and paper.pages[0].number is None and not paper.pages[0].is_sheet:
        row = next((r for _, r, _ in title_lines(paper)), None)
    if row is None:
        return OtherDocument()
    title: Field[str] = paper.text.field(paper.text.raw(row.start, row.end), row.start, row.end, 0.8)
    return OtherDocument(title=title)
