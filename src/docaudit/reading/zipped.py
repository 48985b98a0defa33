"""Open a zip's members so that no compression method can unpack more at a time than is asked for.

The standard library unpacks all that a piece of bzip2 or lzma input yields at once: 4 KiB of bzip2 can be 4 GiB.
"""

from __future__ import annotations

import bz2
import copy
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What a damaged member makes `open_member` and its reader raise."""

_PIECE = 1 << 16
# A header can ask for a dictionary of 4 GiB; packers use up to 64 MiB.
_LARGEST_DICTIONARY = 512 * 1024 * 1024


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class MemberReader:
    """Reads one member from its packed bytes."""

    def __init__(self, packed: IO[bytes], decoder: _Decoder, checksum: int) -> None:
        self._packed, self._decoder, self._wanted = packed, decoder, checksum
        self._checksum = 0

    def read(self, size: int = _PIECE, /) -> bytes:
        """Return at most `size` bytes, none at the end.

        Raises:
            zipfile.BadZipFile: the member is damaged or cut off.
        """
        while not self._decoder.eof:
            piece = self._packed.read(_PIECE) if self._decoder.needs_input else b""
            chunk = self._decoder.decompress(piece, size)
            if chunk:
                self._checksum = zlib.crc32(chunk, self._checksum)
                return chunk
            if self._decoder.needs_input and not piece:
                break
        # lzma in a zip need not mark its end, so the checksum decides.
        if self._checksum != self._wanted:
            msg = "the checksum is wrong"
            raise zipfile.BadZipFile(msg)
        return b""


@contextmanager
def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[IO[bytes] | MemberReader]:
    """Open a member for reading.

    Raises:
        Exception: one of `ZIP_ERRORS`, where it is damaged, encrypted or packed by an unknown method.
    """
    if info.compress_type not in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with archive.open(info) as handle:
            yield handle
        return
    as_stored = copy.copy(info)
    as_stored.compress_type, as_stored.file_size = zipfile.ZIP_STORED, info.compress_size
    # That of the content does not fit the packed bytes.
    del as_stored.CRC
    with archive.open(as_stored) as packed:
        decoder = bz2.BZ2Decompressor() if info.compress_type == zipfile.ZIP_BZIP2 else _lzma(packed)
        yield MemberReader(packed, decoder, info.CRC)


def _lzma(packed: IO[bytes]) -> lzma.LZMADecompressor:
    """Return a decoder for what follows the header (APPNOTE 5.8.8): version, length, lc/lp/pb, dictionary size."""
    header = packed.read(9)
    if len(header) < 9 or header[2:4] != b"\x05\x00":
        msg = "no lzma header"
        raise zipfile.BadZipFile(msg)
    settings, dictionary = header[4], int.from_bytes(header[5:9], "little")
    if settings >= 225 or dictionary > _LARGEST_DICTIONARY:
        msg = "unusable lzma settings"
        raise zipfile.BadZipFile(msg)
    rest, lc = divmod(settings, 9)
    pb, lp = divmod(rest, 5)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": max(dictionary, 4096), "lc": lc, "lp": lp, "pb": pb}]
    return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=filters)
