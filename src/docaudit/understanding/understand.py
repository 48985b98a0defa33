"""From the pages of one source to its documents."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence

from docaudit.records.document import Document
from docaudit.records.pages import Page, SourceFile, TextSource
from docaudit.understanding.base import READERS, SEVERAL
from docaudit.understanding.reports import Run, only_explains, sift
from docaudit.understanding.split import split, verdict_of
from docaudit.understanding.turned import laid_back, upright


def understand(source: SourceFile, pages: Iterable[Page]) -> Iterator[Document]:
    """Yield the documents in `pages`, in reading order, each as soon as its last page is known; ids stay empty."""
    for is_run, group in itertools.groupby(sift(upright(page) for page in pages), key=lambda g: isinstance(g, Run)):
        if is_run:
            yield from (d for run in group if isinstance(run, Run) for d in _reported(run, source))
        else:
            yield from _split(source, (page for page in group if isinstance(page, Page)))


def _reported(run: Run, source: SourceFile) -> Iterator[Document]:
    """Yield the statements inside a report."""
    for statement in run.statements:
        own = [p for p in run.pages if p.number in statement.pages]
        yield laid_back(_finish(statement, source, own, 0.95), own)


def _split(source: SourceFile, pages: Iterable[Page]) -> Iterator[Document]:
    """Yield the documents of pages that hold one document at a time."""
    for part in split(pages):
        verdict = verdict_of(part)
        doc_type = verdict.doc_type if verdict.doc_type in READERS else "other"
        several = SEVERAL.get(doc_type)
        found = several(part.pages) if several is not None else (READERS[doc_type](part.pages),)
        if any(only_explains(d, part.pages) for d in found):
            found = (READERS["other"](part.pages),)
        for document in found:
            finished = _finish(document, source, part.pages, verdict.confidence)
            yield laid_back(dataclasses.replace(finished, region=part.region or finished.region), part.pages)


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
