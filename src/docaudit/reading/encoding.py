"""Decode Chinese text files by a rule that needs no statistics."""

from __future__ import annotations

import codecs
import unicodedata

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x00")
_MOST_CONTROLS_SHARE = 0.01


def decode_text(data: bytes, *, partial: bool = False) -> str | None:
    """Return the text, or None where the bytes are no text.

    A byte order mark decides; else strict UTF-8; else UTF-16 without a mark where every other byte is zero; else strict
    GB18030. With `partial` the data may stop in the middle of a character.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decode(data, name, partial=partial)
    guess = _zero_bytes(data)
    if guess is None and b"\0" in data:
        return None
    for name in (guess,) if guess else ("utf-8", "gb18030"):
        text = _decode(data, name, partial=partial)
        if text is not None and _is_text(text):
            return text
    return None


def _decode(data: bytes, name: str, *, partial: bool) -> str | None:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        return decoder.decode(data, final=not partial)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _zero_bytes(data: bytes) -> str | None:
    """Guess UTF-16 without a mark: digits, blanks and line ends have one zero byte each, always on the same side."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 4 * even and odd * 10 > len(sample):
        return "utf-16-le"
    if even > 4 * odd and even * 10 > len(sample):
        return "utf-16-be"
    return None


def _is_text(text: str) -> bool:
    controls = sum(1 for c in text if unicodedata.category(c) == "Cc" and c not in _ALLOWED_CONTROLS)
    return controls <= _MOST_CONTROLS_SHARE * max(1, len(text))
