"""Texts that are not docx: through LibreOffice where it is installed, else their plain text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from docaudit.reading.office.doc_text import doc_lines
from docaudit.reading.office.docx_file import read_docx
from docaudit.reading.office.libreoffice import NAMES, as_docx, program
from docaudit.reading.office.odt_text import odt_lines
from docaudit.reading.options import ReadOptions
from docaudit.reading.results import CannotReadError
from docaudit.reading.rtf import rtf_text
from docaudit.records.pages import Line, Page, TextSource

# What plain text cannot show may change what a line means: a number struck out by a tracked change, say.
_PLAIN_CONFIDENCE = 0.8


def read_old_word(data: bytes, kind: str, options: ReadOptions) -> Iterator[Page]:
    """Yield the pages as `read_docx` does, or one page of plain text where LibreOffice is missing or fails.

    Args:
        data: the file.
        kind: ``doc``, ``rtf`` or ``odt``.
        options: how to read.

    Raises:
        CannotReadError: it is damaged, encrypted or empty.
    """
    reason = "本机未装 LibreOffice"
    if program() is not None:
        try:
            pages = read_docx(as_docx(data, kind, options.limits), options)
            first = next(pages)
        except CannotReadError as error:
            reason = error.reason
        else:
            note = f"{NAMES[kind]}，已由 LibreOffice 转换后读取"
            return itertools.chain((replace(first, warnings=(note, *first.warnings)),), pages)
    lines = _plain(data, kind, options)
    if not lines:
        raise CannotReadError(f"{NAMES[kind]}没有文字", "请另存为 docx 或 PDF 后提交")
    lost = "只读出纯文字：自动编号、修订标记和图片没有读取，请核对原件或另存为 docx 后提交"
    made = tuple(Line(text=line, confidence=_PLAIN_CONFIDENCE) for line in lines)
    return iter((Page(text_source=TextSource.STRUCTURED, lines=made, warnings=(f"{NAMES[kind]}，{reason}，{lost}",)),))


def _plain(data: bytes, kind: str, options: ReadOptions) -> list[str]:
    if kind == "doc":
        return doc_lines(data)
    if kind == "odt":
        return odt_lines(data, options.limits)
    return [line for text in rtf_text(data).splitlines() if (line := text.strip())]
