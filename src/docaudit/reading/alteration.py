"""Looks for signs in a file that it was changed after it had been made (see `docaudit.records.alteration`).

A PDF may be saved in pieces: what changes is appended, with a table of its own, and what was there stays (ISO 32000-1,
7.5.6). So a later piece can be told from the file as it was first saved, or as it was signed (12.8.1: a signature
covers the bytes that its ``ByteRange`` names).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from docaudit.records.alteration import Sign, SignKind

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_SIGNED = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_SHOWS_TEXT = re.compile(rb"\)\s*Tj|>\s*Tj|\]\s*TJ|\)\s*'")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])|/Subtype\s*/FreeText")
# A later piece is looked at up to here: what changes a figure is a page's text, not its pictures.
_MOST_BYTES, _MOST_STREAMS = 8 << 20, 400


def signs_of_pdf(data: bytes, *programs: str | None) -> tuple[Sign, ...]:
    """Return what the bytes of a PDF show as a whole; `programs` are those that it names as its makers."""
    found = list(signs_of_program(*programs))
    ends = [int(b) + int(c) for _, _, b, c in _SIGNED.findall(data) if int(c)]
    if ends:
        if max(ends) < len(data) and _changes_pages(data[max(ends) :]):
            found.append(Sign(SignKind.REVISED_AFTER_SIGNING, f"{len(data) - max(ends)} bytes"))
        return tuple(found)
    # A file that is laid out for the web begins with a table of its own, whose offset is 0.
    saves = [m.end() for m in _END.finditer(data) if m.group(1) != b"0"]
    if len(saves) > 1 and _replaces_text(data[: saves[0]], data[saves[0] :]):
        found.append(Sign(SignKind.REVISED, f"{len(saves) - 1}"))
    return tuple(found)


def signs_of_program(*programs: str | None) -> tuple[Sign, ...]:
    """Return the sign of the programs that a file names; nothing where it names none."""
    named = " / ".join(dict.fromkeys(p.strip() for p in programs if p and p.strip()))
    return (Sign(SignKind.PROGRAM, named[:200]),) if named else ()


def _changes_pages(piece: bytes) -> bool:
    """Say whether a piece changes what pages show; one that only proves the signature for later (DSS) does not."""
    return bool(_PAGE.search(piece)) or any(_PAGE.search(s) or _SHOWS_TEXT.search(s) for s in _streams(piece))


def _replaces_text(before: bytes, piece: bytes) -> bool:
    """Say whether a later piece puts other text in the place of an object that was there before.

    Notes and filled fields are added, or belong to objects of their own; whoever changes a printed figure replaces the
    page's text.
    """
    known = set(_OBJECT.findall(before))
    for found in _OBJECT.finditer(piece):
        if found.group(1) not in known:
            continue
        end = piece.find(b"endobj", found.end())
        body = piece[found.end() : end if end > 0 else found.end() + _MOST_BYTES]
        is_form = b"/Subtype/Form" in body[:400].replace(b" ", b"")
        if not is_form and any(_SHOWS_TEXT.search(s) for s in _streams(body)):
            return True
    return False


def _streams(piece: bytes) -> Iterator[bytes]:
    """Yield the streams of a piece, inflated where they are deflated."""
    left = _MOST_BYTES
    for number, found in enumerate(_STREAM.finditer(piece[:_MOST_BYTES])):
        if number >= _MOST_STREAMS or left <= 0:
            return
        raw = piece[found.end() : found.end() + left]
        try:
            inflated = zlib.decompressobj().decompress(raw, left)
        except zlib.error:
            end = raw.find(b"endstream")
            inflated = raw[: end if end >= 0 else 0]
        left -= len(inflated)
        yield inflated
