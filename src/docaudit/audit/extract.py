"""Reads files and says what each document in them is and says."""

from __future__ import annotations

import itertools
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from docaudit.errors import InputError
from docaudit.reading import ReadOptions, SourcePages, Unreadable, load_limits, read_path
from docaudit.records.document import Document, UnreadableDocument
from docaudit.records.filenames import readable_name
from docaudit.records.pages import Page, SourceFile
from docaudit.understanding import understand

log = logging.getLogger(__name__)

Progress = Callable[[str, int], None]
"""Called with a source's name and the number of its pages read so far."""

Watch = Callable[[Path, SourceFile, Iterator[Page]], Iterator[Page]]
"""Called with a path, one file in it and its pages as they are read; passes the pages on and may note what it needs."""


def extract_file(
    path: Path | str,
    *,
    ocr_engine: str | None = None,
    limits: Path | None = None,
    progress: Progress | None = None,
) -> Iterator[Document]:
    """Yield the documents of a file, folder or zip, one at a time, ids ``D1``, ``D2`` … in order.

    A source that cannot be read is yielded as an `UnreadableDocument` whose warnings say why.

    Args:
        path: what to read.
        ocr_engine: name of the OCR engine; None chooses.
        limits: a file of limits (see `docaudit.reading.load_limits`).
        progress: called with each page that was read.

    Raises:
        InputError: there is nothing at `path`, the engine is unknown, or the limits are wrong.
    """
    path = Path(path)
    if not _is_there(path):
        msg = f"{path}: no such file or folder; check the name"
        raise InputError(msg)
    return extract_files([path], ocr_engine=ocr_engine, limits=limits, progress=progress)


def extract_files(
    paths: Iterable[Path],
    *,
    ocr_engine: str | None = None,
    limits: Path | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> Iterator[Document]:
    """Yield the documents of several paths with ids that are unique over all of them.

    A path that is not there is one more source that cannot be read: it does not stop the others. `watch` sees every
    file's pages while they are read.
    """
    options = ReadOptions(ocr_engine=ocr_engine, limits=load_limits(limits))
    numbers = itertools.count(1)
    for path in paths:
        for document in _documents(path, options, progress, watch):
            yield replace(document, id=f"D{next(numbers)}", source=readable_name(document.source))


def _is_there(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - `Path.exists` raises where a folder on the way is closed


def _documents(path: Path, options: ReadOptions, progress: Progress | None, watch: Watch | None) -> Iterator[Document]:
    if not _is_there(path):
        yield _unreadable(path.name, "", "没有这个文件或文件夹；请核对名称")
        return
    for result in read_path(path, options):
        if isinstance(result, Unreadable):
            yield _unreadable(result.source, result.sha256, f"{result.reason}；{result.advice}")
            continue
        lost: list[str] = []
        said: list[str] = []
        found = False
        try:
            pages = _watched(result, progress, lost, said)
            for document in understand(result.source, watch(path, result.source, pages) if watch else pages):
                found = True
                yield document
            # Of a file that breaks off, what is put together again may be blank: it may not vanish without a word.
            lost += [] if found else said
            if lost:
                yield _unreadable(result.source.source, result.source.sha256, *dict.fromkeys(lost))
        except InputError:
            raise
        except Exception:  # one bad file never stops the rest
            log.exception("reading stopped in one source")
            yield _unreadable(
                result.source.source, result.source.sha256, "识读中断：文件内容异常；请核对原件后重新扫描或导出"
            )


def _watched(result: SourcePages, progress: Progress | None, lost: list[str], said: list[str]) -> Iterator[Page]:
    """Pass the pages on; every warning goes into `said`, and into `lost` that of a page that could not be read.

    Such a page is part of no document.
    """
    for count, page in enumerate(result.pages, 1):
        if progress is not None:
            progress(result.source.source, count)
        said.extend(page.warnings)
        if page.warnings and not (page.blank or page.words or page.lines or page.tables or page.structured):
            lost.extend(page.warnings)
        yield page


def _unreadable(source: str, sha256: str, *warnings: str) -> UnreadableDocument:
    return UnreadableDocument(source=source, sha256=sha256, warnings=warnings)
