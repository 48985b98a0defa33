"""From the pages of one source to its documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from docaudit.records.document import Document
from docaudit.records.pages import Page, SourceFile, TextSource
from docaudit.understanding.base import READERS


def understand(source: SourceFile, pages: Iterable[Page]) -> Iterator[Document]:
    """Yield the documents in `pages`, in reading order, each as soon as its last page is known; ids stay empty."""
    for part in ([page] for page in pages if not page.blank):
        yield _finish(READERS["other"](part), source, part, "other", 0.5)


def _finish(document: Document, source: SourceFile, pages: Sequence[Page], doc_type: str, sure: float) -> Document:
    """Set what every document has: where it comes from, how it was read, how sure its type is."""
    del doc_type
    return dataclasses.replace(
        document,
        source=source.source,
        sha256=source.sha256,
        pages=tuple(p.number for p in pages if p.number is not None),
        confidence=sure,
        text_source=text_source_of(pages),
        warnings=(*document.warnings, *dict.fromkeys(w for p in pages for w in p.warnings)),
    )


def text_source_of(pages: Sequence[Page]) -> TextSource:
    """Return how the pages' text was got; `mixed` where they differ."""
    found = {p.text_source for p in pages}
    return found.pop() if len(found) == 1 else TextSource.MIXED
