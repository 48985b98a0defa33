"""Tar archives, read member by member from memory."""

from __future__ import annotations

import functools
import io
import tarfile
from collections.abc import Iterator

from docaudit.reading.budget import Budget, decoded_name
from docaudit.reading.containers.member import DAMAGED, DAMAGED_MEMBER, DEVICE, LINK, Member, told_apart
from docaudit.reading.results import CannotReadError

_ERRORS = (tarfile.TarError, OSError, EOFError, ValueError, OverflowError, RecursionError, KeyError)


def tar_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the members by name; links and devices come refused, folders not at all.

    Raises:
        CannotReadError: it is damaged from its first header on.
        LimitError: it has too many members.
    """
    found: list[Member] = []
    try:
        archive = tarfile.open(  # noqa: SIM115  members are read while the caller walks
            fileobj=io.BytesIO(data), mode="r:", encoding="utf-8", errors="surrogateescape"
        )
        broken = False
        last = -1
        while (info := archive.next()) is not None:
            # A negative size in a header sends the library back to where it was, without end.
            if info.offset <= last or info.size < 0:
                broken = True
                break
            last = info.offset
            # Counted with folders and links, for a header costs time whatever it describes.
            budget.take_member()
            name = decoded_name(info.name.encode("utf-8", "surrogateescape"))
            if info.issym() or info.islnk():
                found.append(Member(name, refused=LINK))
            elif info.isfile():
                found.append(Member(name, functools.partial(_read, archive, info, len(data), budget)))
            elif not info.isdir():
                found.append(Member(name, refused=DEVICE))
    except _ERRORS as error:
        if not found:
            raise CannotReadError(*DAMAGED) from error
        broken = True
    found.sort(key=lambda member: member.name.split("/"))
    yield from told_apart(found)
    if broken:
        raise CannotReadError("压缩包后部已损坏，其后的文件未能读取", DAMAGED[1])


def _read(archive: tarfile.TarFile, info: tarfile.TarInfo, packed: int, budget: Budget) -> bytes:
    try:
        handle = archive.extractfile(info)
        if handle is None:
            raise CannotReadError(*DAMAGED_MEMBER)
        # A sparse member unpacks to more than it takes; all others are a slice of what was counted already.
        if info.sparse is not None or info.size > packed:
            return budget.read_all(handle)
        data = handle.read()
    except _ERRORS as error:
        raise CannotReadError(*DAMAGED_MEMBER) from error
    if len(data) != info.size:
        raise CannotReadError(*DAMAGED_MEMBER)
    return data
