"""Characters of a text layer as a reader sees them."""

from __future__ import annotations

import unicodedata

from docaudit.reading.symbols import SYMBOLS


def character(code: int) -> str:
    """Return the character of a code; radicals, compatibility forms and ligatures as the characters they stand for."""
    if code in SYMBOLS:
        return SYMBOLS[code]
    try:
        character = chr(code)
    except (ValueError, OverflowError):
        return "\ufffd"
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", character)
    return character
