"""The text of OpenDocument texts (ISO/IEC 26300): paragraphs and tables, for machines without LibreOffice."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from docaudit.reading.archive import check_container
from docaudit.reading.office.xml_file import parse_xml
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError

_DAMAGED = ("OpenDocument 文本已损坏，无法打开", "请另存为 docx 或 PDF 后提交")
_ERRORS = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# Text that is not there any more, or that stands beside the paragraph it is noted in.
_SILENT = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"}
)
_MOST_BLANKS = 200


def odt_lines(data: bytes, limits: Limits) -> list[str]:
    """Return the paragraphs and the rows of tables, cells parted by tabs.

    Raises:
        CannotReadError: it is damaged or encrypted.
    """
    check_container(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read("content.xml")
    except _ERRORS as error:
        raise CannotReadError(*_DAMAGED) from error
    lines = (line.strip() for text in _blocks(parse_xml(content)) for line in text.split("\n"))
    return [line for line in lines if line]


def _blocks(root: etree._Element) -> Iterator[str]:
    for event, element in (walk := etree.iterwalk(root, events=("start",))):
        del event
        if element.tag in _SILENT:
            walk.skip_subtree()
        elif element.tag == f"{_TABLE}table-row":
            walk.skip_subtree()
            yield "\t".join(" ".join(_paragraphs(cell)) for cell in element.iterchildren(f"{_TABLE}table-cell"))
        elif element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            walk.skip_subtree()
            yield _inline(element)


def _paragraphs(cell: etree._Element) -> Iterator[str]:
    for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h"):
        yield _inline(paragraph).replace("\n", " ").strip()


def _inline(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for event, element in (walk := etree.iterwalk(paragraph, events=("start", "end"))):
        if element is paragraph:
            continue
        if event == "start":
            if element.tag in _SILENT:
                walk.skip_subtree()
            elif element.tag == f"{_TEXT}s":
                count = element.get(f"{_TEXT}c", "1")
                pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
            elif element.tag == f"{_TEXT}tab":
                pieces.append("\t")
            elif element.tag == f"{_TEXT}line-break":
                pieces.append("\n")
            else:
                pieces.append(element.text or "")
        else:
            pieces.append(element.tail or "")
    return "".join(pieces)
