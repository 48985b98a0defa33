"""The data of a digital invoice in an OFD: its attached XML, else the tags that name what is printed."""

from __future__ import annotations

import itertools
import logging
import posixpath
from collections.abc import Iterator, Sequence

from lxml import etree

from docaudit.reading.office.ofd.package import Package, joined
from docaudit.reading.office.xml_file import leaves, parse_xml
from docaudit.reading.results import CannotReadError
from docaudit.reading.sniff import sniff

log = logging.getLogger(__name__)

Leaves = tuple[tuple[str, str], ...]

# Tags are followed on so many pages: invoices have few.
_MOST_TAGGED_PAGES = 20


def attached_leaves(package: Package, pages: Sequence[str]) -> Leaves:
    """Return the leaves of the attached invoice XML; where there is none, of the custom tags with the text they mark.

    Args:
        package: the OFD.
        pages: paths of its pages.
    """
    found: list[tuple[str, str]] = []
    for path in _attachments(package):
        data = package.bytes_of(path)
        if not data or sniff(data) != "xml":
            continue
        try:
            found.extend(leaves(parse_xml(data)))
        except CannotReadError as error:
            log.warning("attached XML not read: %s", error.reason)
    return tuple(found) or _tagged(package, pages)


def _attachments(package: Package) -> Iterator[str]:
    """Yield the paths of the attachments that the lists name, and of those that merely lie in their folder."""
    seen: set[str] = set()
    for name in package.names():
        low = f"/{name.lower()}".replace("\\", "/")
        paths = []
        if low.endswith("/attachments.xml"):
            root = package.xml(name)
            folder = posixpath.dirname(name.replace("\\", "/"))
            paths = (
                [joined(folder, (place.text or "").strip()) for place in root.iter("{*}FileLoc")]
                if root is not None
                else []
            )
        elif "/attachs/" in low and not low.endswith("/"):
            paths = [name]
        for path in paths:
            key = package.key(path)
            if key not in seen and package.has(path):
                seen.add(key)
                yield path


def _tagged(package: Package, pages: Sequence[str]) -> Leaves:
    lists = [name for name in package.names() if name.lower().replace("\\", "/").endswith("/customtags.xml")]
    found: list[tuple[str, str]] = []
    texts: dict[str, str] = {}
    for name in lists:
        root = package.xml(name)
        folder = posixpath.dirname(name.replace("\\", "/"))
        for place in root.iter("{*}FileLoc") if root is not None else ():
            tags = package.xml(joined(folder, (place.text or "").strip()))
            if tags is None:
                continue
            texts = texts or dict(_texts(package, pages))
            found.extend(_marked(tags, texts))
    return tuple(found)


def _texts(package: Package, pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    for path in itertools.islice(pages, _MOST_TAGGED_PAGES):
        root = package.xml(path)
        for item in root.iter("{*}TextObject") if root is not None else ():
            yield item.get("ID", ""), "".join(code.text or "" for code in item.iter("{*}TextCode")).strip()


def _marked(tags: etree._Element, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (path, text) for each tag that marks text; the parts of one value are printed behind each other."""
    for tag in tags.iter("*"):
        marks = [(mark.text or "").strip() for mark in tag.iterfind("{*}ObjectRef")]
        value = "".join(texts.get(mark, "") for mark in marks)
        if value:
            names = [etree.QName(parent).localname for parent in tag.iterancestors()]
            yield "/".join([*reversed(names), etree.QName(tag).localname]), value
