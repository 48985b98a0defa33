"""A font of plain boxes that stands in for Chinese fonts a PDF does not embed, while only its text is wanted.

pdfium measures every glyph of such a font on the system's own Chinese font, tens of thousands of curves a page,
although text and places come from the file. Measured: nine tenths of the time of reading such a page. Pages that are
drawn must not be loaded this way, they would show the boxes.
"""

from __future__ import annotations

import ctypes
import functools
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_EM = 1000
# The outlines of ordinary characters, in units of the em: none is broader than the narrowest width a file gives it.
_NARROW, _WIDE = (20, -120, 200, 760), (40, -80, 960, 860)
_GLYPHS = 0xFFFF
# The glyph table holds the narrow box, then the wide one; glyph 1 is blank, above it odd glyphs are narrow, even wide.
_BLANK_GLYPH, _WIDE_GLYPH, _NARROW_GLYPH = 1, 2, 3
_CODES = (
    (0x20, 0x20, _BLANK_GLYPH),
    (0x21, 0x9F, _NARROW_GLYPH),
    (0xA0, 0xA0, _BLANK_GLYPH),
    (0xA1, 0x1FFF, _NARROW_GLYPH),
    (0x2000, 0x200F, _BLANK_GLYPH),
    (0x2010, 0x2FFF, _WIDE_GLYPH),
    (0x3000, 0x3000, _BLANK_GLYPH),
    (0x3001, 0x10FFFF, _WIDE_GLYPH),
)
_CHINESE = frozenset({pdfium_c.FXFONT_GB2312_CHARSET, pdfium_c.FXFONT_CHINESEBIG5_CHARSET})
# Handles of the system's fonts are addresses; nothing lies at this one.
_HANDLE = 1
_NAME = b"docaudit stand-in\0"


class _Fonts(pdfium.PdfSysfontBase):  # type: ignore[misc]  # the library has no stubs
    """The system's fonts, but for Chinese ones while `standing_in`."""

    standing_in = False
    used = False

    # The names of these methods are pdfium's.
    def MapFont(  # noqa: N802, PLR0917
        self, this: object, weight: int, italic: int, charset: int, pitch: int, face: object, exact: object
    ) -> int | None:
        if self.standing_in and charset in _CHINESE:
            self.used = True
            return _HANDLE
        found: int | None = super().MapFont(this, weight, italic, charset, pitch, face, exact)
        return found

    def GetFontData(self, this: object, font: int | None, table: int, buffer: int | None, size: int) -> int:  # noqa: N802
        if font != _HANDLE:
            return int(super().GetFontData(this, font, table, buffer, size))
        if table:
            return 0
        data = font_of_boxes()
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def GetFaceName(self, this: object, font: int | None, buffer: int | None, size: int) -> int:  # noqa: N802
        if font != _HANDLE:
            return int(super().GetFaceName(this, font, buffer, size))
        if buffer and size >= len(_NAME):
            ctypes.memmove(buffer, _NAME, len(_NAME))
        return len(_NAME)

    def GetFontCharset(self, this: object, font: int | None) -> int:  # noqa: N802
        if font != _HANDLE:
            return int(super().GetFontCharset(this, font))
        return int(pdfium_c.FXFONT_GB2312_CHARSET)

    def DeleteFont(self, this: object, font: int | None) -> None:  # noqa: N802
        if font != _HANDLE:
            super().DeleteFont(this, font)


_fonts = _Fonts()
_fonts.setup()


@contextmanager
def boxes_for_fonts() -> Iterator[None]:
    """Let fonts loaded inside be of boxes; the caller holds the lock on pdfium."""
    _fonts.standing_in = True
    try:
        yield
    finally:
        _fonts.standing_in = False


def stood_in() -> bool:
    """Say whether a font of boxes was given out since this was last asked."""
    used, _fonts.used = _fonts.used, False
    return used


@functools.cache
def font_of_boxes() -> bytes:
    """Return a TrueType font whose characters are boxes."""
    narrow, wide = _box(_NARROW), _box(_WIDE)
    places = [0, len(narrow)] + [len(narrow), 0] * (_GLYPHS // 2)
    groups = b"".join(struct.pack(">3L", *group) for group in _CODES)
    cmap = struct.pack(">2H2HL", 0, 1, 3, 10, 12)
    cmap += struct.pack(">2H3L", 13, 0, 16 + len(groups), 0, len(_CODES)) + groups
    head = struct.pack(">4L2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, -120, _EM, 880, 0, 8, 2, 0, 0)
    tables = {
        b"cmap": cmap,
        b"glyf": narrow + wide,
        b"head": head,
        b"hhea": struct.pack(">L3hH11hH", 0x10000, 880, -120, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hh", _EM, 0) + bytes(2 * (_GLYPHS - 1)),
        b"loca": struct.pack(f">{len(places)}H", *(place // 2 for place in places)),
        b"maxp": struct.pack(">L14H", 0x10000, _GLYPHS, 4, 1, 0, 0, 1, *[0] * 8),
    }
    return _packed(tables)


def _box(sides: tuple[int, int, int, int]) -> bytes:
    x0, y0, x1, y1 = sides
    head = struct.pack(">5h2H", 1, x0, y0, x1, y1, 3, 0)
    corners = struct.pack(">4B8h", 1, 1, 1, 1, x0, x1 - x0, 0, x0 - x1, y0, 0, y1 - y0, 0)
    glyph = head + corners
    return glyph + bytes(-len(glyph) % 4)


def _packed(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    top = struct.pack(">L4H", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    at = len(top) + 16 * count
    entries, bodies = b"", b""
    for tag, body in tables.items():
        entries += tag + struct.pack(">3L", 0, at + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    return top + entries + bodies
