"""XML: parsed without DTD, entities or network, and taken apart into (path, value) leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docaudit.reading.encoding import decode_text
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Line, Page, TextSource

_MOST_LEAVES = 200_000
_REFUSED = ("XML 含有文档类型声明（DTD），出于安全不予读取", "请提供税务平台导出的原始 XML")
_DAMAGED = ("XML 已损坏，无法解析", "请重新下载或重新导出后提交")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element.

    Where the bytes are not in the encoding that they declare, or stand between signs that no XML has, they are read as
    any Chinese text is.

    Raises:
        CannotReadError: it is damaged, or declares a document type (refused: entity bombs and external references).
    """
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
        raise CannotReadError(*_REFUSED)
    try:
        return _parsed(data.lstrip(b" \t\r\n"))
    except (etree.XMLSyntaxError, ValueError) as error:
        text = decode_text(data)
        again = _DECLARATION.sub("", text.strip("\ufeff\0 \t\r\n"), count=1) if text else ""
        if not again or "<!DOCTYPE" in again:
            raise CannotReadError(*_DAMAGED) from error
        try:
            return _parsed(again.encode())
        except (etree.XMLSyntaxError, ValueError) as still:
            raise CannotReadError(*_DAMAGED) from still


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        # Declared in an encoding that hides it from a search of the bytes.
        raise CannotReadError(*_REFUSED)
    return root


def leaves(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield (path, value) of all attributes and elements with text, in document order, without namespaces."""
    stack: list[tuple[etree._Element, str]] = [(root, _name(root))]
    count = 0
    while stack and count < _MOST_LEAVES:
        element, path = stack.pop()
        for key, value in element.attrib.items():
            count += 1
            yield f"{path}/@{etree.QName(str(key)).localname}", str(value)
        children = list(element.iterchildren("*"))
        text = (element.text or "").strip()
        if text or not children:
            count += 1
            yield path, text
        stack.extend((child, f"{path}/{_name(child)}") for child in reversed(children))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def read_xml(data: bytes) -> Page:
    """Return the one page of an XML file: its leaves, and a line for each that has text.

    Raises:
        CannotReadError: see `parse_xml`; or it holds no text.
    """
    found = tuple(leaves(parse_xml(data)))
    lines = tuple(Line(text=f"{path.rsplit('/', 1)[-1]}：{value}") for path, value in found if value)
    if not lines:
        raise CannotReadError("XML 没有内容", "请重新下载或重新导出后提交")
    return Page(text_source=TextSource.STRUCTURED, structured=found, lines=lines)
