"""One file inside another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive or mail; `read` is called only where its bytes are wanted.

    `refused` holds reason and advice for what is never read: links, devices, members that need a password. `read` may
    raise `CannotReadError`.
    """

    name: str
    read: Callable[[], bytes] = bytes
    refused: tuple[str, str] | None = None


LINK = ("压缩包内的符号链接或硬链接，出于安全不予读取", "请提交文件本身")
DEVICE = ("压缩包内的设备或管道，出于安全不予读取", "请提交普通文件")
LOCKED = ("压缩包已加密", "请解密后提交，或提供未加密的文件")
DAMAGED = ("压缩包已损坏，无法打开", "请重新压缩或重新传输后提交")
DAMAGED_MEMBER = ("压缩包内的文件已损坏", "请重新压缩或重新传输后提交")


def told_apart(members: Iterable[Member]) -> Iterator[Member]:
    """Give members of the same name different ones: the second ``a.pdf`` becomes ``a (2).pdf``."""
    seen: set[str] = set()
    for member in members:
        name, count = member.name, 1
        while name in seen:
            count += 1
            path = PurePosixPath(member.name)
            name = f"{path.with_suffix('')} ({count}){path.suffix}" if path.name else f"{member.name} ({count})"
        seen.add(name)
        yield replace(member, name=name)
