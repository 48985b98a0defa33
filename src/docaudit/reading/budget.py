"""Counts what is unpacked, so that no archive, however nested, costs more than its limits."""

from __future__ import annotations

from typing import Protocol

from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError

CHUNK = 1 << 20
_BOMB_ADVICE = "疑似压缩炸弹或超大压缩包，请解压后分批提交"


class LimitError(CannotReadError):
    """A limit on the whole argument was broken: the rest of the archive is not read."""


class Readable(Protocol):
    """Anything with a file's `read`."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


class Budget:
    """Counts what all archives of one argument unpack to, so that nesting cannot multiply the limits."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self.limits = limits
        self.packed = max(1, packed)
        self.members = 0
        self.unpacked = 0

    def take_member(self) -> None:
        """Count one member.

        Raises:
            LimitError: there are more than `Limits.members`.
        """
        self.members += 1
        if self.members > self.limits.members:
            raise LimitError(f"压缩包内文件超过上限 {self.limits.members} 个", _BOMB_ADVICE)

    def take_bytes(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            LimitError: they pass `Limits.unpacked_bytes` or `Limits.unpacked_ratio`.
        """
        self.unpacked += count
        if self.unpacked > self.limits.unpacked_bytes:
            raise LimitError(f"解压后超过上限 {self.limits.unpacked_bytes // 2**20} MiB", _BOMB_ADVICE)
        if self.unpacked > max(self.limits.ratio_free_bytes, self.limits.unpacked_ratio * self.packed):
            raise LimitError(f"解压后超过压缩包大小的 {self.limits.unpacked_ratio} 倍", _BOMB_ADVICE)

    @property
    def bytes_left(self) -> int:
        """How many bytes may still be unpacked."""
        ratio = max(self.limits.ratio_free_bytes, self.limits.unpacked_ratio * self.packed)
        return max(0, min(self.limits.unpacked_bytes, ratio) - self.unpacked)

    def read_all(self, handle: Readable) -> bytes:
        """Read to the end, counting while reading.

        Raises:
            LimitError: see `take_bytes`.
        """
        chunks = []
        while chunk := handle.read(CHUNK):
            self.take_bytes(len(chunk))
            chunks.append(chunk)
        return b"".join(chunks)


def safe_name(name: str) -> str:
    """Return a member's name with ``/`` as separator and no control characters; it never names a file on disk."""
    name = name.split("\0", 1)[0].replace("\\", "/")
    return "".join(c for c in name if c.isprintable())


def decoded_name(raw: bytes) -> str:
    """Return a member's name from bytes of unknown encoding: UTF-8, else GB18030."""
    try:
        return safe_name(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return safe_name(raw.decode("gb18030", "replace"))
