"""Decode Chinese text files by rules that need no statistics of the language."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x00")
_MOST_CONTROLS_SHARE = 0.01
# Zero bytes inside a text pad the ends of its fields; a file of another kind has more of them.
_MOST_PADDING_SHARE = 0.1
# A broken character in a row of an export; what is no text breaks at every few.
_MOST_BROKEN_SHARE, _WHOLE_FOR_BROKEN = 0.01, 5
_USUAL_SHARE = 0.9
_USUAL = re.compile(r"[\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef￥]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")


def decode_text(data: bytes, *, partial: bool = False) -> str | None:
    """Return the text, or None where the bytes are no text.

    A byte order mark decides; else strict UTF-8; else UTF-16 without a mark where the zero bytes say so; else GB18030,
    Big5 only where GB18030 comes out in signs that no font has. A character cut in half, as exports with fields of
    fixed length leave them, becomes U+FFFD; zero bytes that pad records or the end are left out. With `partial` the
    data may stop in the middle of a character.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decode(data, name, partial=partial)
    if b"\0" in data:
        text = _wide(data, partial=partial)
        if text is not None:
            return text
        bare = data.replace(b"\0", b"")
        if not bare or len(data.rstrip(b"\0")) - len(bare) > _MOST_PADDING_SHARE * len(data):
            return None
        data = bare
    for name in ("utf-8", "gb18030"):
        text = _decode(data, name, partial=partial)
        if text is not None and _is_text(text):
            return _if_big5(text, data, partial=partial) if name == "gb18030" else text
    return _mended(data)


def _decode(data: bytes, name: str, *, partial: bool) -> str | None:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        return decoder.decode(data, final=not partial)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _wide(data: bytes, *, partial: bool) -> str | None:
    """Decode UTF-16 without a mark: digits, blanks and line ends have one zero byte each, always on the same side."""
    sample = data[:65_536]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else None
    if name is None or max(even, odd) < 2:
        return None
    if not partial:
        while data.endswith(b"\0\0"):
            data = data[:-2]
    text = _decode(data, name, partial=partial)
    usual = sum(1 for c in text or "" if c.isascii() or _USUAL.match(c))
    return text if text and usual >= _USUAL_SHARE * len(text) and _is_text(text) else None


def _if_big5(text: str, data: bytes, *, partial: bool) -> str:
    if not _PRIVATE.search(text):
        return text
    other = _decode(data, "big5hkscs", partial=partial)
    return other if other is not None and not _PRIVATE.search(other) and _is_text(other) else text


def _mended(data: bytes) -> str | None:
    """Decode a text in which few characters are broken, by the encoding that breaks fewest."""
    texts = [data.decode(name, "replace") for name in ("utf-8", "gb18030")]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    lost, chinese = best.count("\ufffd"), len(_CHINESE.findall(best))
    few = lost <= 1 + _MOST_BROKEN_SHARE * len(best) and lost * _WHOLE_FOR_BROKEN <= chinese
    return best if few and _is_text(best) else None


def _is_text(text: str) -> bool:
    controls = sum(1 for c in text if unicodedata.category(c) == "Cc" and c not in _ALLOWED_CONTROLS)
    return controls <= _MOST_CONTROLS_SHARE * max(1, len(text))
