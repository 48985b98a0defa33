"""The seals that sign an OFD (GB/T 38540): whose they say they are. Signatures are not verified here."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from docaudit.reading.office.ofd.package import Package, child_text, joined
from docaudit.reading.results import CannotReadError

# Types of ASN.1 (X.690), and how deep a seal nests them: 4 for its name.
_SEQUENCE, _UTF8, _IA5 = 0x30, 0x0C, 0x16
_DEEPEST, _MOST_NODES = 8, 2_000
_HEADER = b"ES"


def seal_warnings(package: Package) -> dict[str, list[str]]:
    """Return what to say of each signature, by the identity of the page that its seal lies on; ``""`` for no page."""
    found: dict[str, list[str]] = {}
    for path, signature in _signatures(package):
        name = _seal_name(package, path, signature)
        what = f"电子印章“{name}”" if name else "电子签名"
        stamps = [stamp.get("PageRef", "") for stamp in signature.iter("{*}StampAnnot")]
        for page in dict.fromkeys(stamps or [""]):
            found.setdefault(page, []).append(f"本文件有{what}，签名未经验证，不能证明其真实")
    return found


def _signatures(package: Package) -> Iterator[tuple[str, etree._Element]]:
    lists = [name for name in package.names() if posixpath.basename(name.replace("\\", "/")) == "Signatures.xml"]
    for place in lists:
        root = _xml(package, place)
        for entry in root.iter("{*}Signature") if root is not None else ():
            path = joined(posixpath.dirname(place), entry.get("BaseLoc", ""))
            signature = _xml(package, path)
            if signature is not None:
                yield path, signature


def _xml(package: Package, path: str) -> etree._Element | None:
    try:
        return package.xml(path)
    except CannotReadError:
        return None


def _seal_name(package: Package, path: str, signature: etree._Element) -> str:
    """Return the name in the seal's own file, else in the signed value, which holds the seal too."""
    for location in (child_text(signature.find(".//{*}Seal"), "BaseLoc"), child_text(signature, "SignedValue")):
        data = package.bytes_of(joined(posixpath.dirname(path), location.strip())) if location else None
        name = seal_name(data) if data else ""
        if name:
            return name
    return ""


def seal_name(data: bytes) -> str:
    """Return the name that a seal in DER carries: the first UTF-8 text behind its header ``ES``; empty without one."""
    headed = False
    for kind, content in _nodes(data, 0, [_MOST_NODES]):
        if kind == _IA5 and content == _HEADER:
            headed = True
        elif kind == _UTF8 and headed:
            text = content.decode("utf-8", "replace")
            return "".join(c for c in text if c.isprintable())[:100].strip()
    return ""


def _nodes(data: bytes, depth: int, left: list[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the values of sequences in order, (type, content); whatever breaks the form ends the walk."""
    at = 0
    while at + 2 <= len(data) and left[0] > 0:
        left[0] -= 1
        kind, size = data[at], data[at + 1]
        at += 2
        if size >= 0x80:
            wide = size & 0x7F
            if not 0 < wide <= 4 or at + wide > len(data):
                return
            size = int.from_bytes(data[at : at + wide], "big")
            at += wide
        content = data[at : at + size]
        if len(content) < size:
            return
        if kind == _SEQUENCE and depth < _DEEPEST:
            yield from _nodes(content, depth + 1, left)
        else:
            yield kind, content
        at += size
