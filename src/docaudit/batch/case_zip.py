"""Splits a zip that holds cases into one zip for each, without unpacking their papers."""

from __future__ import annotations

import errno
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from docaudit.batch.found import FoundCase
from docaudit.batch.parts import are_parts
from docaudit.reading.zipped import ZIP_ERRORS, MemberReader, open_member
from docaudit.records.filenames import decoded_name, readable_name

# The limits of the reading room for hostile archives; here they guard the splitting of an archive into cases.
_MEMBERS = 200_000
_UNPACKED = 64 * 1024**3
_RATIO = 100
_RATIO_FREE = 8 * 1024**2
_CHUNK = 1 << 20
_LOCAL_HEADER = 30
# General purpose flags (APPNOTE 4.4.4): the two that say how deflate packed, and encryption.
_KEPT_FLAGS = 0x1 | 0x2 | 0x4
_DAMAGED = "压缩包已损坏，无法打开；请重新压缩或重新传输后提交"
_BOMB = "解压后远大于压缩包本身，疑似压缩炸弹；确认可信后请解压再提交"
_OVERLAPPING = "压缩包内的文件相互重叠，疑似压缩炸弹；请重新压缩后提交"

_Inside = list[tuple[str, zipfile.ZipInfo]]


class _RefusedError(Exception):
    """A zip cannot be split; the argument says why, in Chinese."""


def cases_in_zip(path: Path, scratch: Path) -> Iterator[FoundCase]:
    """Yield the cases of a zip, each as a zip under `scratch`; the zip itself where it is one case.

    Members go over as they are packed: what is damaged, locked or far too large is met where the case is read, under
    the limits there, and takes no other case with it.
    """
    whole = readable_name(path.stem), path, readable_name(str(path))
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as packed:
            groups = _groups(_members(archive))
            if groups is None:
                yield FoundCase(*whole)
                return
            if sum(info.compress_size for inside in groups.values() for _, info in inside) > path.stat().st_size:
                raise _RefusedError(_OVERLAPPING)
            budget = _Budget(max(_RATIO * path.stat().st_size, _RATIO_FREE))
            for number, (name, inside) in enumerate(groups.items()):
                target = scratch / f"{path.stem[:40]}{number:05d}" / f"{_safe(name)}.zip"
                origin = readable_name(f"{path}!/{name}")
                try:
                    target.parent.mkdir(parents=True)
                    if len(inside) == 1 and inside[0][0] == "":
                        with target.open("wb") as out, open_member(archive, inside[0][1]) as member:
                            budget.copy(member, out)
                    else:
                        _repack(packed, inside, target)
                except (_RefusedError, *ZIP_ERRORS) as error:
                    yield FoundCase(name, path, origin, _trouble(error))
                else:
                    yield FoundCase(name, target, origin)
    except (_RefusedError, *ZIP_ERRORS) as error:
        yield FoundCase(*whole, _trouble(error))


def _trouble(error: Exception) -> str:
    if isinstance(error, _RefusedError):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不足，无法拆分压缩包；请腾出空间后重试"
    if isinstance(error, PermissionError):
        return "没有读取权限；请检查文件权限后重试"
    return _DAMAGED


def _members(archive: zipfile.ZipFile) -> list[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """Return the files of an archive that are no system litter, by their decoded names."""
    if len(archive.infolist()) > _MEMBERS:
        msg = f"压缩包内文件超过上限 {_MEMBERS} 个；请拆分后提交"
        raise _RefusedError(msg)
    found = []
    for info in archive.infolist():
        name = PurePosixPath(_member_name(info).replace("\\", "/"))
        hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
        if not info.is_dir() and not hidden and not name.is_absolute():
            found.append((name, info))
    return found


def _groups(members: list[tuple[PurePosixPath, zipfile.ZipInfo]]) -> dict[str, _Inside] | None:
    """Return (name within the case, member) by case; None where the archive itself is one case."""
    depth = 0
    # A sole top folder is skipped.
    while members and all(len(n.parts) > depth + 1 for n, _ in members):
        if len({n.parts[depth] for n, _ in members}) > 1:
            break
        depth += 1
    if not members or any(len(n.parts) == depth + 1 and n.suffix.lower() != ".zip" for n, _ in members):
        return None
    if are_parts(sorted({n.parts[depth] for n, _ in members if len(n.parts) > depth + 1})):
        return None
    groups: dict[str, _Inside] = {}
    for name, info in members:
        inner = "/".join(name.parts[depth + 1 :])
        case = name.parts[depth] if inner else PurePosixPath(name.parts[depth]).stem
        groups.setdefault(case, []).append((inner, info))
    return groups


def _repack(packed: IO[bytes], inside: _Inside, target: Path) -> None:
    """Copy members into a zip of their own, packed as they are."""
    with zipfile.ZipFile(target, "w") as out:
        assert out.fp is not None  # noqa: S101  just opened
        for name, info in inside:
            # A fixed date: the same papers give the same bytes, so a second run knows the case again.
            entry = zipfile.ZipInfo(name or info.filename, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.flag_bits = info.compress_type, info.flag_bits & _KEPT_FLAGS
            entry.CRC, entry.compress_size, entry.file_size = info.CRC, info.compress_size, info.file_size
            entry.external_attr = info.external_attr
            entry.header_offset = out.fp.tell()
            out.fp.write(entry.FileHeader())
            _copy_packed(packed, info, out.fp)
            out.filelist.append(entry)
            # Where the list of members goes.
            out.start_dir = out.fp.tell()


def _copy_packed(packed: IO[bytes], info: zipfile.ZipInfo, out: IO[bytes]) -> None:
    """Copy a member's packed bytes; where there are not as many, nulls stand for them and will fail its checksum."""
    packed.seek(info.header_offset)
    header = packed.read(_LOCAL_HEADER)
    left = info.compress_size
    if len(header) == _LOCAL_HEADER:
        # Name and extra field (APPNOTE 4.3.7).
        packed.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), io.SEEK_CUR)
        while left and (chunk := packed.read(min(_CHUNK, left))):
            out.write(chunk)
            left -= len(chunk)
    while left:
        out.write(bytes(piece := min(_CHUNK, left)))
        left -= piece


class _Budget:
    """Bytes that one archive may still unpack to, counted while reading: a header can lie."""

    def __init__(self, limit: int) -> None:
        self._left = min(limit, _UNPACKED)

    def copy(self, source: IO[bytes] | MemberReader, target: IO[bytes]) -> None:
        """Copy one member, or raise `_RefusedError` at the limit."""
        while chunk := source.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise _RefusedError(_BOMB)
            target.write(chunk)


def _member_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return decoded_name(raw)


def _safe(name: str) -> str:
    """Return a name that is one plain file name anywhere."""
    return re.sub(r'[\x00-\x1f/\\:*?"<>|]', "_", name).strip(" .")[:80] or "case"
