"""``winmail.dat`` ([MS-OXTNEF]): what Outlook makes of attachments for programs that are not Outlook."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.reading.budget import Budget, decoded_name, safe_name
from docaudit.reading.containers.member import Member, told_apart
from docaudit.reading.results import CannotReadError

_DAMAGED = ("winmail.dat 已损坏，无法取出附件", "请在 Outlook 中另存附件后提交")
# Attributes that attachments consist of ([MS-OXTNEF] 2.1.3.3); each attachment begins with the first of them.
_BEGIN, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAME = 0x3707
_MOST_PROPERTIES = 500


@dataclass(slots=True)
class _Attachment:
    title: str = ""
    name: str = ""
    data: bytes | None = None


def tnef_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the attachments, in order.

    Raises:
        CannotReadError: it is damaged before its first attachment.
        LimitError: it has too many attachments.
    """
    found: list[_Attachment] = []
    for kind, content in _attributes(data):
        if kind == _BEGIN:
            found.append(_Attachment())
        elif not found:
            continue
        elif kind == _TITLE:
            found[-1].title = decoded_name(content.rstrip(b"\0"))
        elif kind == _DATA:
            found[-1].data = content
        elif kind == _PROPERTIES:
            found[-1].name = _long_name(content)
    if not found and len(data) < 100:
        raise CannotReadError(*_DAMAGED)
    yield from told_apart(_members(found, budget))


def _members(found: list[_Attachment], budget: Budget) -> Iterator[Member]:
    for number, file in enumerate(found, 1):
        if file.data is None:
            continue
        budget.take_member()
        name = safe_name(file.name or file.title).rsplit("/", 1)[-1].strip(". ") or f"附件{number}"
        yield Member(name, file.data.__bytes__)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (identity, content): a byte of level, two of identity, two of type, four of length, content, two of sum."""
    at = 6
    while at + 9 <= len(data):
        kind, _, size = struct.unpack_from("<HHI", data, at + 1)
        content = data[at + 9 : at + 9 + size]
        if len(content) < size:
            return
        yield kind, content
        at += 9 + size + 2


def _long_name(properties: bytes) -> str:
    """Return the long file name among MAPI properties, which stand behind each other with the length of their type."""
    try:
        (count,) = struct.unpack_from("<I", properties)
        at = 4
        for _ in range(min(count, _MOST_PROPERTIES)):
            kind, identity = struct.unpack_from("<HH", properties, at)
            at += 4
            if identity >= 0x8000:
                at += 16
                (named,) = struct.unpack_from("<I", properties, at)
                at += 8 + (_padded(struct.unpack_from("<I", properties, at + 4)[0]) if named else 0)
            content, at = _value(properties, at, kind)
            if identity == _LONG_NAME and content is not None:
                return content
    except struct.error:
        return ""
    return ""


def _value(properties: bytes, at: int, kind: int) -> tuple[str | None, int]:
    """Return a text and the place behind the value; None for what is no text."""
    if kind in (0x02, 0x0B, 0x03, 0x04, 0x0A):
        return None, at + 4
    if kind in (0x05, 0x06, 0x07, 0x14, 0x40):
        return None, at + 8
    if kind == 0x48:
        return None, at + 16
    if kind not in (0x0D, 0x1E, 0x1F, 0x0102):
        msg = "a property of unknown length"
        raise struct.error(msg)
    count, size = struct.unpack_from("<II", properties, at)
    raw = properties[at + 8 : at + 8 + size]
    after = at + 8 + _padded(size)
    if count != 1:
        return None, after
    if kind == 0x1F:
        return raw.decode("utf-16-le", "replace").rstrip("\0"), after
    return (decoded_name(raw.rstrip(b"\0")) if kind == 0x1E else None), after


def _padded(size: int) -> int:
    return size + -size % 4
