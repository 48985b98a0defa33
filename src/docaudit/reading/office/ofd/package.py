"""The files of an OFD (GB/T 33190), and the numbers that its XML is made of."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TypeAlias

import numpy as np
from lxml import etree

from docaudit.reading.geometry import Matrix
from docaudit.reading.office.xml_file import parse_xml

Frame: TypeAlias = tuple[float, float, float, float]
"""x, y, width and height in millimetres."""


class Package:
    """The files of an OFD, found by the paths that its own XML gives."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {self.key(name): name for name in self._archive.namelist()}

    @staticmethod
    def key(name: str) -> str:
        """Return the form of a path under which two spellings of it are the same."""
        return posixpath.normpath(name.replace("\\", "/").strip("/")).lower()

    def has(self, path: str) -> bool:
        """Say whether there is such a file."""
        return self.key(path) in self._names

    def bytes_of(self, path: str) -> bytes | None:
        """Return a file's bytes; None where there is none."""
        name = self._names.get(self.key(path))
        return self._archive.read(name) if name else None

    def xml(self, path: str) -> etree._Element | None:
        """Return a file's root element; None where there is no such file.

        Raises:
            CannotReadError: it is damaged or declares a document type.
        """
        data = self.bytes_of(path)
        if data is None:
            return None
        return parse_xml(data)

    def names(self) -> list[str]:
        """Return the names of all files."""
        return list(self._names.values())


def joined(base: str, location: str) -> str:
    """Return the path of a location that a file in the folder `base` gives."""
    return location if location.startswith("/") else posixpath.join(base, location)


def matrix_of(text: str | None) -> Matrix:
    """Return a ``CTM``; the unit matrix where there is none."""
    values = numbers(text)
    if len(values) != 6:
        return np.eye(3)
    a, b, c, d, e, f = values
    return np.array([[a, c, e], [b, d, f], [0, 0, 1]], dtype=np.float64)


def numbers(text: str | None) -> list[float]:
    """Return the numbers of a list, leaving out what is none or absurdly large."""
    values = []
    for token in (text or "").split():
        try:
            value = float(token)
        except ValueError:
            continue
        if abs(value) < 1e7:
            values.append(value)
    return values


def frame_of(text: str | None) -> Frame | None:
    """Return a ``Boundary`` or ``PhysicalBox``; None where it is no box."""
    values = numbers(text)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def child_text(element: etree._Element | None, name: str) -> str | None:
    """Return the text of the child of that name."""
    found = element.find(f"{{*}}{name}") if element is not None else None
    return found.text if found is not None else None
