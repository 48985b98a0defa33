"""From the pages of one source to its documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from docaudit.records.document import Document
from docaudit.records.pages import Page, SourceFile, TextSource
from docaudit.understanding.base import READERS, SEVERAL
from docaudit.understanding.split import split, verdict_of
from docaudit.understanding.turned import laid_back, upright


def understand(source: SourceFile, pages: Iterable[Page]) -> Iterator[Document]:
    """Yield the documents in `pages`, in reading order, each as soon as its last page is known; ids stay empty."""
    for part in split(upright(page) for page in pages):
        verdict = verdict_of(part)
        doc_type = verdict.doc_type if verdict.doc_type in READERS else "other"
        turned = {p.number: p.turned_degrees for p in part.pages if p.number is not None}
        several = SEVERAL.get(doc_type)
        found = several(part.pages) if several is not None else (READERS[doc_type](part.pages),)
        for document in found:
            yield laid_back(_finish(document, source, part.pages, verdict.confidence), turned)


def _finish(document: Document, source: SourceFile, pages: Sequence[Page], confidence: float) -> Document:
    """Set what every document has: where it comes from, how it was read, how sure its type is."""
    return dataclasses.replace(
        document,
        source=source.source,
        sha256=source.sha256,
        pages=document.pages or tuple(p.number for p in pages if p.number is not None),
        confidence=confidence,
        text_source=text_source_of(pages),
        warnings=(*document.warnings, *dict.fromkeys(w for p in pages for w in p.warnings)),
    )


def text_source_of(pages: Sequence[Page]) -> TextSource:
    """Return how the pages' text was got; `mixed` where they differ."""
    found = {p.text_source for p in pages}
    return found.pop() if len(found) == 1 else TextSource.MIXED
