"""Walk files, folders and archives without ever writing a member's name to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docaudit.errors import InputError
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError, Unreadable
from docaudit.reading.sniff import sniff

_CHUNK = 1 << 20
_SKIPPED_NAMES = frozenset({"case.yaml", "case.yml", "thumbs.db", "desktop.ini"})
_BOMB_ADVICE = "疑似压缩炸弹或超大压缩包，请解压后分批提交"


@dataclass(frozen=True, slots=True)
class Item:
    """One innermost file's bytes under the name that the interface prints."""

    source: str
    data: bytes
    format: str


class _Budget:
    """Counts what all archives of one argument unpack to, so that nesting cannot multiply the limits."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self.limits = limits
        self.packed = max(1, packed)
        self.members = 0
        self.unpacked = 0

    def take_member(self) -> None:
        self.members += 1
        if self.members > self.limits.members:
            raise _LimitError(f"压缩包内文件超过上限 {self.limits.members} 个", _BOMB_ADVICE)

    def take_bytes(self, count: int) -> None:
        self.unpacked += count
        if self.unpacked > self.limits.unpacked_bytes:
            raise _LimitError(f"解压后超过上限 {self.limits.unpacked_bytes // 2**20} MiB", _BOMB_ADVICE)
        if self.unpacked > max(self.limits.ratio_free_bytes, self.limits.unpacked_ratio * self.packed):
            raise _LimitError(f"解压后超过压缩包大小的 {self.limits.unpacked_ratio} 倍", _BOMB_ADVICE)


class _LimitError(CannotReadError):
    """A limit on the whole argument was broken: the rest of the archive is not read."""


def walk(path: Path, limits: Limits, wanted: Callable[[str], bool] | None = None) -> Iterator[Item | Unreadable]:
    """Yield every innermost file below `path` in sorted order, and an `Unreadable` for each that cannot be had.

    Args:
        path: a file, a folder (hidden files, ``case.yaml`` and system litter are skipped) or a zip.
        limits: what may be unpacked.
        wanted: asked with a source's name before its bytes are read; for an archive with its name and ``!/``.

    Raises:
        InputError: `path` does not exist.
    """
    if path.is_dir():
        yield from _walk_folder(path, limits, wanted)
        return
    if not path.is_file():
        msg = f"{path}: 文件或文件夹不存在"
        raise InputError(msg)
    yield from _walk_file(path, path.name, limits, wanted)


def _walk_folder(root: Path, limits: Limits, wanted: Callable[[str], bool] | None) -> Iterator[Item | Unreadable]:
    for path in sorted(root.rglob("*"), key=lambda p: p.relative_to(root).parts):
        relative = path.relative_to(root)
        if any(part.startswith(".") for part in relative.parts) or _is_litter(relative.as_posix()):
            continue
        source = relative.as_posix()
        if path.is_symlink():
            yield Unreadable(source, "", "是符号链接，出于安全不予读取", "请提交文件本身")
        elif path.is_file():
            yield from _walk_file(path, source, limits, wanted)
        elif not path.is_dir():
            yield Unreadable(source, "", "不是普通文件", "请提交普通文件")


def _walk_file(
    path: Path, source: str, limits: Limits, wanted: Callable[[str], bool] | None
) -> Iterator[Item | Unreadable]:
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
    yield from _walk_bytes(source, data, _Budget(limits, size), 0, wanted)


def _walk_bytes(
    source: str, data: bytes, budget: _Budget, depth: int, wanted: Callable[[str], bool] | None
) -> Iterator[Item | Unreadable]:
    kind = sniff(data) if data else "empty"
    if kind != "zip":
        if not wanted or wanted(source):
            yield Item(source, data, kind)
        return
    if wanted and not wanted(source + "!/"):
        return
    if depth >= budget.limits.nesting:
        yield Unreadable(source, "", f"压缩包嵌套超过 {budget.limits.nesting} 层", "请解压后提交")
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        yield Unreadable(source, "", "压缩包已损坏，无法打开", "请重新压缩或重新传输后提交")
        return
    with archive:
        try:
            yield from _walk_members(source, archive, budget, depth, wanted)
        except _LimitError as error:
            yield Unreadable(source, "", error.reason, error.advice)


def _walk_members(
    source: str, archive: zipfile.ZipFile, budget: _Budget, depth: int, wanted: Callable[[str], bool] | None
) -> Iterator[Item | Unreadable]:
    members = sorted(((member_name(info), info) for info in archive.infolist()), key=lambda pair: pair[0].split("/"))
    for name, info in members:
        budget.take_member()
        inner = f"{source}!/{name}"
        if info.is_dir() or name.endswith("/") or _is_litter(name):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            yield Unreadable(inner, "", "压缩包内的符号链接，出于安全不予读取", "请提交文件本身")
            continue
        if wanted and not wanted(inner) and not wanted(inner + "!/"):
            continue
        try:
            data = _read_member(archive, info, budget)
        except CannotReadError as error:
            if isinstance(error, _LimitError):
                raise
            yield Unreadable(inner, "", error.reason, error.advice)
            continue
        yield from _walk_bytes(inner, data, budget, depth + 1, wanted)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    if info.flag_bits & 0x1:
        raise CannotReadError("压缩包已加密", "请解密后提交，或提供未加密的文件")
    chunks = []
    try:
        with archive.open(info) as handle:
            while chunk := handle.read(_CHUNK):
                budget.take_bytes(len(chunk))
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CannotReadError("压缩包内的文件已损坏", "请重新压缩或重新传输后提交") from error
    return b"".join(chunks)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name decoded (UTF-8 flag, else GB18030), with ``/`` as separator and no control characters."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        name = raw.decode("gb18030", "replace")
    name = name.split("\0", 1)[0].replace("\\", "/")
    return "".join(c for c in name if c.isprintable())


def check_container(data: bytes, limits: Limits) -> None:
    """Unpack an office or OFD container once, keeping nothing, so that a bomb is found before a library opens it.

    Raises:
        CannotReadError: a limit is broken, or a member is damaged or encrypted.
    """
    budget = _Budget(limits, len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                budget.take_member()
                if info.flag_bits & 0x1:
                    raise CannotReadError("文件已加密", "请解密后提交")
                with archive.open(info) as handle:
                    while chunk := handle.read(_CHUNK):
                        budget.take_bytes(len(chunk))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CannotReadError("文件已损坏，无法打开", "请重新导出或重新传输后提交") from error


def _is_litter(name: str) -> bool:
    parts = name.split("/")
    last = parts[-1].lower()
    return last in _SKIPPED_NAMES or last.startswith(("~$", "._", ".ds_store")) or "__MACOSX" in parts
