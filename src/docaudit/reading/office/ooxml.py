"""The package of an Office file (ECMA-376, part 2): its parts, found through their relationships, not by their names.

Read here rather than by python-docx, which refuses templates, files with macros and the strict form of the standard.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from docaudit.reading.archive import check_container
from docaudit.reading.office.xml_file import parse_xml
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The strict form (ISO/IEC 29500-1) has the same elements in other namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another; `kind` is the last word of its type (``image``), `target` a part's path."""

    identity: str
    kind: str
    target: str


class OfficePackage:
    """The parts of a docx, xlsx or pptx.

    Raises:
        CannotReadError: it is damaged or encrypted, or unpacks to too much.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        check_container(data, limits)
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._archive.namelist()}

    def part(self, path: str) -> bytes | None:
        """Return a part's bytes; None where there is no such part or it is damaged."""
        name = self._names.get(path.lstrip("/").lower())
        if name is None:
            return None
        try:
            return self._archive.read(name)
        except _ERRORS:
            return None

    def xml(self, path: str) -> etree._Element | None:
        """Return a part's root element; None where there is no such part or it is damaged.

        Raises:
            CannotReadError: it declares a document type.
        """
        data = self.part(path)
        if data is None:
            return None
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        try:
            return parse_xml(data)
        except CannotReadError:
            if b"<!DOCTYPE" in data:
                raise
            return None

    def relations(self, path: str) -> list[Relation]:
        """Return where a part links to inside the package, in order; the package's own links for an empty path."""
        folder, name = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        return [
            Relation(link.get("Id", ""), link.get("Type", "").rsplit("/", 1)[-1], _joined(folder, link))
            for link in root.iterfind("{*}Relationship")
            if link.get("TargetMode") != "External"
        ]

    def related(self, path: str, kind: str) -> etree._Element | None:
        """Return the root of the first part of a kind that a part links to."""
        for link in self.relations(path):
            if link.kind == kind:
                return self.xml(link.target)
        return None

    def main_part(self, usual: str) -> str:
        """Return the path of the document itself, `usual` where the package does not say."""
        for link in self.relations(""):
            if link.kind == "officeDocument":
                return link.target
        return usual


def _joined(folder: str, link: etree._Element) -> str:
    target = link.get("Target", "").replace("\\", "/")
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
