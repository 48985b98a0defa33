"""A TrueType font without ink: a PDF needs some font for text that is only searched and copied."""

from __future__ import annotations

import struct

UNITS = 1000
"""Per em; ascent is one em and descent none, so that a character's box is exactly as high as its font size."""


def blank_font() -> bytes:
    """Return the font file, with only the tables that PDF 32000-1, 9.9 asks for.

    Glyph 0 is empty; 1 is as wide as high, 2 half as wide. Those two have two points each: between two points there is
    no area to ink, but a box, and pdfium skips text whose glyphs have no extent.
    """
    widths = (UNITS, UNITS, UNITS // 2)
    outlines = [struct.pack(">hhhhhHH2B4h", 1, 0, 0, w, UNITS, 1, 0, 1, 1, 0, w, 0, UNITS) for w in widths[1:]]
    places = (0, 0, len(outlines[0]), 2 * len(outlines[0]))
    tables = {
        b"glyf": b"".join(outlines),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, UNITS, 0, 0, 0, 0, UNITS, UNITS, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhh8xhH", 0x10000, UNITS, 0, 0, UNITS, 0, 0, UNITS, 1, 0, 0, 0, 3),
        b"hmtx": struct.pack(">HhHhHh", *(v for w in widths for v in (w, 0))),
        b"loca": struct.pack(">4H", *(p // 2 for p in places)),
        b"maxp": struct.pack(">IHHH22x", 0x10000, 3, 2, 1),
    }
    offset = 12 + 16 * len(tables)
    entries, bodies = b"", b""
    for tag, body in sorted(tables.items()):
        padded = body + b"\0" * (-len(body) % 4)
        entries += struct.pack(">4sIII", tag, _checksum(padded), offset + len(bodies), len(body))
        bodies += padded
    # Four tables fit into the search range, their logarithm is 2.
    font = bytearray(struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + entries + bodies)
    place = font.index(struct.pack(">I", 0x5F0F3CF5)) - 4
    font[place : place + 4] = struct.pack(">I", (0xB1B0AFBA - _checksum(bytes(font))) % 2**32)
    return bytes(font)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) % 2**32
