"""From the pages of one source to its documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from docaudit.records.document import Document
from docaudit.records.pages import Page, SourceFile, TextSource
from docaudit.understanding.agreement import in_agreement
from docaudit.understanding.base import READERS, SEVERAL
from docaudit.understanding.contents import Listed
from docaudit.understanding.draft import Part
from docaudit.understanding.reports import Run, only_explains, sift
from docaudit.understanding.split import Assembly
from docaudit.understanding.trained import settled
from docaudit.understanding.turned import laid_back, upright


def understand(source: SourceFile, pages: Iterable[Page]) -> Iterator[Document]:
    """Yield the documents in `pages`, each as soon as it is known to be whole (see `split`); ids stay empty.

    A list of the file's contents comes last, for its warnings say what of it is there.
    """
    assembly = Assembly(source.page_count)
    listed = Listed()
    for item in sift(upright(page) for page in pages):
        if isinstance(item, Run):
            for part in listed.watch(assembly.interrupt()):
                yield from _documents(part, source)
            for statement in _reported(item, source):
                listed.add(statement)
                yield statement
        else:
            for part in listed.watch(assembly.take(item)):
                yield from _documents(part, source)
    for part in listed.watch(assembly.finish()):
        yield from _documents(part, source)
    for part, warnings in listed.compared():
        for document in _documents(part, source):
            yield dataclasses.replace(document, warnings=(*document.warnings, *warnings))


def _reported(run: Run, source: SourceFile) -> Iterator[Document]:
    """Yield the statements inside a report."""
    for statement in run.statements:
        own = [p for p in run.pages if p.number in statement.pages]
        yield laid_back(_finish(statement, source, own, 0.95), own)


def _documents(part: Part, source: SourceFile) -> Iterator[Document]:
    """Yield the documents that one document's pages hold: one, or the several accounts of an export."""
    verdict = settled(part.verdict, part.pages)
    doc_type = verdict.doc_type if verdict.doc_type in READERS else "other"
    several = SEVERAL.get(doc_type)
    found = several(part.pages) if several is not None else (READERS[doc_type](part.pages),)
    if any(only_explains(d, part.pages) for d in found):
        found = (READERS["other"](part.pages),)
    for document in found:
        finished = _finish(document, source, part.pages, verdict.confidence)
        yield laid_back(dataclasses.replace(finished, region=part.region or finished.region), part.pages)


def _finish(document: Document, source: SourceFile, pages: Sequence[Page], confidence: float) -> Document:
    """Set what every document has: where it comes from, how it was read, how sure its type and its values are."""
    told = dataclasses.replace(
        document,
        source=source.source,
        sha256=source.sha256,
        pages=document.pages or tuple(p.number for p in pages if p.number is not None),
        confidence=confidence,
        text_source=text_source_of(pages),
        signs=(*source.signs, *(dataclasses.replace(s, page=p.number) for p in pages for s in p.signs)),
        warnings=(*document.warnings, *dict.fromkeys(w for p in pages for w in p.warnings)),
    )
    return in_agreement(told)


def text_source_of(pages: Sequence[Page]) -> TextSource:
    """Return how the pages' text was got; `mixed` where they differ."""
    found = {p.text_source for p in pages}
    return found.pop() if len(found) == 1 else TextSource.MIXED
