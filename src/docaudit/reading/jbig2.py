"""JBIG2 files (ITU-T T.88), as OFD and scanners store pages of two colours: drawn by pdfium, which has them in PDF."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

from docaudit.reading.pdf import PDFIUM_LOCK

MARK = b"\x97JB2\r\n\x1a\n"
# Types of segments (T.88, 7.3): what a page is, and what ends pages and files, which a PDF must not have.
_PAGE, _ENDS = 48, frozenset({49, 51})
_UNKNOWN_LENGTH = 0xFFFFFFFF
_MOST_SEGMENTS = 10_000


@dataclass(frozen=True, slots=True)
class _Segment:
    kind: int
    head: bytes
    body: bytes


def jbig2_size(data: bytes) -> tuple[int, int]:
    """Return width and height of the first page in pixels.

    Raises:
        ValueError: the file is damaged.
    """
    return _size(list(_segments(data)))


def jbig2_picture(data: bytes) -> Image.Image:
    """Return the first page.

    Raises:
        ValueError: the file is damaged.
    """
    segments = list(_segments(data))
    size = _size(segments)
    stream = b"".join(s.head + s.body for s in segments if s.kind not in _ENDS)
    with PDFIUM_LOCK:
        try:
            with pdfium.PdfDocument(_in_pdf(stream, size)) as document:
                drawn = document[0].render(scale=1.0, may_draw_forms=False).to_pil()
        except pdfium.PdfiumError as error:
            msg = "not drawn"
            raise ValueError(msg) from error
    shown: Image.Image = drawn.convert("L")
    return shown


def _size(segments: list[_Segment]) -> tuple[int, int]:
    page = next((s.body for s in segments if s.kind == _PAGE and len(s.body) >= 8), b"")
    width, height = struct.unpack_from(">II", page) if page else (0, 0)
    if not 0 < width < _UNKNOWN_LENGTH or not 0 < height < _UNKNOWN_LENGTH:
        msg = "no page, or one of unknown height"
        raise ValueError(msg)
    return width, height


def _segments(data: bytes) -> Iterator[_Segment]:
    """Yield the segments of a file in either organisation (T.88, annex D): with their heads, or behind all heads."""
    try:
        flags = data[8]
        at = 9 if flags & 0x02 else 13
        heads: list[tuple[int, bytes, int]] = []
        while at < len(data) and len(heads) < _MOST_SEGMENTS:
            kind, end, size = _head(data, at)
            if size == _UNKNOWN_LENGTH:
                size = len(data) - end
            if flags & 0x01:
                yield _Segment(kind, data[at:end], data[end : end + size])
                end += size
            else:
                heads.append((kind, data[at:end], size))
            at = end
            if kind == 51:
                break
        for kind, head, size in heads:
            yield _Segment(kind, head, data[at : at + size])
            at += size
    except (IndexError, struct.error) as error:
        msg = "cut short"
        raise ValueError(msg) from error


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return type, place of the end and length of the body of a segment's head (T.88, 7.2)."""
    (number,) = struct.unpack_from(">I", data, at)
    flags, count = data[at + 4], data[at + 5] >> 5
    end = at + 6
    if count == 7:
        count = struct.unpack_from(">I", data, at + 5)[0] & 0x1FFFFFFF
        end = at + 9 + (count + 8) // 8
    end += count * (1 if number <= 256 else 2 if number <= 65_536 else 4)
    end += 4 if flags & 0x40 else 1
    (size,) = struct.unpack_from(">I", data, end)
    return flags & 0x3F, end + 4, int(size)


def _in_pdf(stream: bytes, size: tuple[int, int]) -> bytes:
    import pikepdf  # noqa: PLC0415  heavy, and only for these files

    book = pikepdf.new()
    book.add_blank_page(page_size=size)
    picture = book.make_stream(
        stream,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=1,
        Filter=pikepdf.Name.JBIG2Decode,
    )
    page = book.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.Contents = book.make_stream(b"%d 0 0 %d 0 0 cm /I Do" % size)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
