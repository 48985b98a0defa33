"""The plain text of a Word file of 1997 to 2003 ([MS-DOC]), for machines without LibreOffice.

Only the main text, by the piece table: no list numbers, no tracked changes, no pictures. Every offset of the file is
checked by slicing, so that a damaged one yields less text, never an error from below.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

import olefile

from docaudit.reading.results import CannotReadError

_DAMAGED = ("旧版 Word 文件（.doc）已损坏，无法打开", "请用 Word 另存为 docx 或 PDF 后提交")
_LOCKED = ("Word 文件已加密", "请解密后提交")
_OLD = ("Word 95 及更早的文件（.doc）", "请用 Word 另存为 docx 或 PDF 后提交")
_ERRORS = (OSError, ValueError, struct.error, IndexError, KeyError, TypeError, RecursionError)
# Offsets in the file information block ([MS-DOC] 2.5): version, flags, length of the main text, place of the pieces.
_VERSION, _FLAGS, _LENGTH, _PIECES = 2, 10, 0x4C, 0x1A2
_WORD_97 = 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_MOST_PIECES, _MOST_CHARACTERS = 200_000, 20_000_000
# Marks in the text ([MS-DOC] 2.4.1): a field's code stands between 13 and 14, its result up to 15.
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x15]*))?\x15")
_LINE_ENDS = re.compile("[\r\x0b\x0c\x0e]|\x07\x07")
_SIGNS = str.maketrans({"\x07": "\t", "\x1e": "-", "\xa0": " ", **dict.fromkeys("\x01\x02\x05\x08\x13\x14\x15\x1f")})


def doc_lines(data: bytes) -> list[str]:
    """Return the paragraphs and the rows of tables, cells parted by tabs.

    Raises:
        CannotReadError: it is damaged, encrypted or older than Word 97.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            main = ole.openstream("WordDocument").read()
            flags = _word(main, _FLAGS)
            if flags & _ENCRYPTED:
                raise CannotReadError(*_LOCKED)
            if _word(main, _VERSION) < _WORD_97:
                raise CannotReadError(*_OLD)
            table = ole.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
        start, size = struct.unpack_from("<II", main, _PIECES)
        text = "".join(_pieces(main, table[start : start + size]))
    except _ERRORS as error:
        raise CannotReadError(*_DAMAGED) from error
    (length,) = struct.unpack_from("<i", main, _LENGTH)
    text = text[: max(0, length)]
    before = None
    while before != text:
        # Fields stand in fields: the innermost first.
        before, text = text, _FIELD_CODE.sub(lambda match: match.group(1) or "", text)
    lines = (line.translate(_SIGNS).strip() for line in _LINE_ENDS.split(text))
    return [line for line in lines if line]


def _word(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    """Yield the pieces of text in order ([MS-DOC] 2.9.38)."""
    at = 0
    while clx[at : at + 1] == b"\x01":
        at += 3 + _word(clx, at + 1)
    if clx[at : at + 1] != b"\x02":
        msg = "no piece table"
        raise ValueError(msg)
    (size,) = struct.unpack_from("<I", clx, at + 1)
    table = clx[at + 5 : at + 5 + size]
    count = min((len(table) - 4) // 12, _MOST_PIECES)
    ends = struct.unpack_from(f"<{count + 1}i", table)
    left = _MOST_CHARACTERS
    for index in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)
        long = min(ends[index + 1] - ends[index], left)
        if long <= 0:
            continue
        left -= long
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            yield main[start : start + long].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * long].decode("utf-16-le", "replace")
