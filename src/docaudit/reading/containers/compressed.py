"""Single files under gzip, bzip2 or xz; a tar below them is walked by the caller."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zlib
from pathlib import PurePosixPath

from docaudit.reading.budget import CHUNK, Budget, Readable, decoded_name
from docaudit.reading.containers.member import DAMAGED
from docaudit.reading.results import CannotReadError

CODECS = frozenset({"gzip", "bzip2", "xz"})
# An xz header can ask for a dictionary of 4 GiB; `xz -9` needs 65 MiB to unpack.
_XZ_MEMORY = 512 * 1024 * 1024
_SUFFIXES = frozenset({".gz", ".gzip", ".z", ".bz2", ".xz", ".lzma"})
_ERRORS = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, struct.error)


def unpack(kind: str, data: bytes, budget: Budget) -> bytes:
    """Return what a compressed file holds.

    Raises:
        CannotReadError: it is damaged or cut off.
        LimitError: it is a bomb.
    """
    try:
        return budget.read_all(_opened(kind, data))
    except _ERRORS as error:
        raise CannotReadError(*DAMAGED) from error


def _opened(kind: str, data: bytes) -> Readable:
    if kind == "gzip":
        return gzip.GzipFile(fileobj=io.BytesIO(data))
    if kind == "bzip2":
        return bz2.BZ2File(io.BytesIO(data))
    return _Xz(data)


class _Xz:
    """Reads xz and lzma with a bound on memory, which the library's own file object does not offer."""

    def __init__(self, data: bytes) -> None:
        self._rest = data
        self._decoder = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def read(self, size: int = CHUNK, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        while True:
            if self._decoder.eof:
                # Several streams may follow each other, with zeros between them.
                self._rest = self._decoder.unused_data.lstrip(b"\0")
                if not self._rest:
                    return b""
                self._decoder = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            if self._decoder.needs_input and not self._rest:
                msg = "the stream ends early"
                raise EOFError(msg)
            chunk = self._decoder.decompress(self._rest if self._decoder.needs_input else b"", size)
            self._rest = b"" if not self._decoder.eof else self._rest
            if chunk:
                return chunk


def unpacked_name(kind: str, data: bytes, source: str) -> str:
    """Return the inner file's name: the one that gzip stores, else the outer name without its suffix."""
    if kind == "gzip" and len(data) > 10 and data[3] & 0x08:
        start = 10
        if data[3] & 0x04:
            start += 2 + int.from_bytes(data[10:12], "little")
        stored = decoded_name(data[start : start + 1024].split(b"\0", 1)[0])
        if stored:
            return PurePosixPath(stored).name or stored
    outer = PurePosixPath(source.rsplit("!/", 1)[-1])
    if outer.suffix.lower() in _SUFFIXES and outer.stem:
        return outer.stem
    return outer.name
