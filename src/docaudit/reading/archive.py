"""Walk archives without ever writing a member's name to disk."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docaudit.reading.budget import CHUNK, Budget, LimitError, safe_name
from docaudit.reading.containers import ARCHIVES, CARRIERS, CODECS, Member, unpack, unpacked_name
from docaudit.reading.containers.member import DAMAGED
from docaudit.reading.containers.volumes import why_not_whole
from docaudit.reading.folder import files_below, is_litter
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError, Unreadable
from docaudit.reading.sniff import sniff
from docaudit.reading.zipped import ZIP_ERRORS, open_member

# What packers use besides the methods that are read (APPNOTE 4.4.5).
_METHODS = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 96: "JPEG", 98: "PPMd"}
# Kinds that other files may be taken out of.
_HOLDERS = frozenset({"zip", *ARCHIVES, *CARRIERS, *CODECS})


@dataclass(frozen=True, slots=True)
class Item:
    """One innermost file's bytes under the name that the interface prints."""

    source: str
    data: bytes
    format: str


def walk(path: Path, limits: Limits, wanted: Callable[[str], bool] | None = None) -> Iterator[Item | Unreadable]:
    """Yield every innermost file below `path` in sorted order, and an `Unreadable` for each that cannot be had.

    Args:
        path: a file, a folder or a zip (see `files_below`).
        limits: what may be unpacked.
        wanted: asked with a source's name before its bytes are read; for an archive with its name and ``!/``.

    Raises:
        InputError: `path` does not exist.
    """
    for found in files_below(path):
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from walk_file(found.path, found.source, limits, wanted)


def walk_file(
    path: Path, source: str, limits: Limits, wanted: Callable[[str], bool] | None = None
) -> Iterator[Item | Unreadable]:
    """Yield every innermost file of one file, which the interface calls `source`; see `walk`."""
    if wanted and not wanted(source) and not wanted(source + "!/"):
        return
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            yield Unreadable(source, "", f"文件超过上限 {limits.file_bytes // 2**20} MiB", "请拆分后提交")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Unreadable(source, "", f"文件无法打开（{error.strerror or error}）", "请检查文件权限后重试")
        return
    yield from _walk_bytes(source, data, Budget(limits, size), 0, wanted)


def _walk_bytes(
    source: str, data: bytes, budget: Budget, depth: int, wanted: Callable[[str], bool] | None
) -> Iterator[Item | Unreadable]:
    kind = sniff(data) if data else "empty"
    if kind not in _HOLDERS:
        if not wanted or wanted(source):
            yield Item(source, data, kind)
        return
    if kind in CARRIERS and (not wanted or wanted(source)):
        yield Item(source, data, kind)
    if wanted and not wanted(source + "!/"):
        return
    if depth >= budget.limits.nesting:
        # A carrier stands for itself already; what hangs on it that deep is only worth a word where there is something.
        if kind not in CARRIERS or next(iter(CARRIERS[kind](data, budget)), None):
            yield Unreadable(source, "", f"压缩包嵌套超过 {budget.limits.nesting} 层", "请解压后提交")
        return
    try:
        if kind == "zip":
            yield from _walk_zip(source, data, budget, depth, wanted)
        elif kind in CODECS:
            yield from _walk_held(source, _unpacked(source, kind, data, budget), budget, depth, wanted)
        else:
            members = (ARCHIVES.get(kind) or CARRIERS[kind])(data, budget)
            yield from _walk_held(source, members, budget, depth, wanted)
    except CannotReadError as error:
        # Each holder of a file that broke a limit stops, and one word about it is enough.
        if isinstance(error, LimitError) and depth:
            raise
        if kind not in ("eml", "msg") or isinstance(error, LimitError):
            yield Unreadable(source, "", error.reason, error.advice)


def _unpacked(source: str, kind: str, data: bytes, budget: Budget) -> Iterator[Member]:
    content = unpack(kind, data, budget)
    if content and sniff(content) == "tar":
        # a.tar.gz is one archive to those who made it.
        return ARCHIVES["tar"](content, budget)
    budget.take_member()
    return iter((Member(unpacked_name(kind, data, source), content.__bytes__),))


def _walk_held(
    source: str, members: Iterator[Member], budget: Budget, depth: int, wanted: Callable[[str], bool] | None
) -> Iterator[Item | Unreadable]:
    for member in members:
        inner = f"{source}!/{member.name}"
        if is_litter(member.name) or (wanted and not wanted(inner) and not wanted(inner + "!/")):
            continue
        if member.refused:
            yield Unreadable(inner, "", *member.refused)
            continue
        try:
            data = member.read()
        except CannotReadError as error:
            if isinstance(error, LimitError):
                raise
            yield Unreadable(inner, "", error.reason, error.advice)
            continue
        yield from _walk_bytes(inner, data, budget, depth + 1, wanted)


def _walk_zip(
    source: str, data: bytes, budget: Budget, depth: int, wanted: Callable[[str], bool] | None
) -> Iterator[Item | Unreadable]:
    # The last of several volumes opens like a whole zip, and then has not its members.
    trouble = why_not_whole("zip", data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(b"" if trouble else data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        yield Unreadable(source, "", *(trouble or DAMAGED))
        return
    with archive:
        if not archive.infolist():
            yield Unreadable(source, "", "压缩包内没有文件", "请检查压缩包后重新提交")
        yield from _walk_members(source, archive, budget, depth, wanted)


def _walk_members(
    source: str, archive: zipfile.ZipFile, budget: Budget, depth: int, wanted: Callable[[str], bool] | None
) -> Iterator[Item | Unreadable]:
    members = sorted(((member_name(info), info) for info in archive.infolist()), key=lambda pair: pair[0].split("/"))
    for name, info in members:
        budget.take_member()
        inner = f"{source}!/{name}"
        if info.is_dir() or name.endswith("/") or is_litter(name):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            yield Unreadable(inner, "", "压缩包内的符号链接，出于安全不予读取", "请提交文件本身")
            continue
        if wanted and not wanted(inner) and not wanted(inner + "!/"):
            continue
        try:
            data = _read_member(archive, info, budget)
        except CannotReadError as error:
            if isinstance(error, LimitError):
                raise
            yield Unreadable(inner, "", error.reason, error.advice)
            continue
        yield from _walk_bytes(inner, data, budget, depth + 1, wanted)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    if info.flag_bits & 0x1:
        raise CannotReadError("压缩包已加密", "请解密后提交，或提供未加密的文件")
    try:
        with open_member(archive, info) as handle:
            return budget.read_all(handle)
    except NotImplementedError as error:
        method = _METHODS.get(info.compress_type, f"第 {info.compress_type} 号")
        raise CannotReadError(f"压缩方法（{method}）不受支持", "请用普通 zip 方式重新压缩，或解压后提交") from error
    except ZIP_ERRORS as error:
        raise CannotReadError("压缩包内的文件已损坏", "请重新压缩或重新传输后提交") from error


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name decoded (UTF-8 flag, else GB18030), with ``/`` as separator and no control characters."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        name = raw.decode("gb18030", "replace")
    return safe_name(name)


def check_container(data: bytes, limits: Limits) -> None:
    """Unpack an office or OFD container once, keeping nothing, so that a bomb is found before a library opens it.

    Raises:
        CannotReadError: a limit is broken, or a member is damaged or encrypted.
    """
    budget = Budget(limits, len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                budget.take_member()
                if info.flag_bits & 0x1:
                    raise CannotReadError("文件已加密", "请解密后提交")
                with open_member(archive, info) as handle:
                    while chunk := handle.read(CHUNK):
                        budget.take_bytes(len(chunk))
    except ZIP_ERRORS as error:
        raise CannotReadError("文件已损坏，无法打开", "请重新导出或重新传输后提交") from error
