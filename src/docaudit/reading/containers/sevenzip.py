"""7z archives, unpacked in a process of their own by py7zr (the extra ``archives``) or by bsdtar."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from docaudit.reading.budget import Budget, safe_name
from docaudit.reading.contained import ChildError, frames, run_contained, script
from docaudit.reading.containers.member import DAMAGED, DEVICE, LINK, LOCKED, Member, told_apart
from docaudit.reading.containers.rar import bsdtar_members
from docaudit.reading.containers.volumes import why_not_whole
from docaudit.reading.results import CannotReadError

_CHILD = Path(__file__).with_name("sevenzip_child.py")
_STATUS = {3: LOCKED, 4: DAMAGED}
_UNKNOWN_METHOD = 6
_METHOD = ("7z 压缩包，压缩方法不受支持", "请安装 bsdtar，或改用 zip 压缩后提交")
_REFUSED = {"link": LINK, "device": DEVICE}
_MISSING = ("7z 压缩包，本机未装解压组件", "请安装 docaudit[archives]（py7zr）或 bsdtar，或改用 zip 压缩后提交")


def sevenzip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the members by name.

    Raises:
        CannotReadError: it is damaged or encrypted, breaks a limit, or nothing here can unpack it.
    """
    broken = why_not_whole("7z", data)
    if broken:
        raise CannotReadError(*broken)
    if importlib.util.find_spec("py7zr") is None:
        yield from bsdtar_members(data, budget, _MISSING)
        return
    limits = budget.limits
    command = [*script(_CHILD), str(limits.members), str(budget.bytes_left)]
    try:
        output = run_contained(
            command,
            data,
            mebibytes=limits.child_mebibytes,
            seconds=limits.child_seconds,
            counted=budget.take_bytes,
        )
    except ChildError as error:
        if error.status == _UNKNOWN_METHOD:
            yield from bsdtar_members(data, budget, _METHOD)
            return
        raise failed(error, limits.child_seconds, _STATUS) from error
    found = []
    for name, content in frames(output):
        budget.take_member()
        kind, _, shown = name.partition(":")
        if kind in _REFUSED:
            found.append(Member(safe_name(shown), refused=_REFUSED[kind]))
        else:
            found.append(Member(safe_name(shown), content.__bytes__))
    found.sort(key=lambda member: member.name.split("/"))
    yield from told_apart(found)


def failed(error: ChildError, seconds: int, known: dict[int, tuple[str, str]]) -> CannotReadError:
    """Return what to say of a child that failed."""
    if error.status is None or error.status in (-24, -9):
        return CannotReadError(f"解压超过上限 {seconds} 秒或内存上限", "请解压后分批提交")
    if error.status == 5:
        return CannotReadError("压缩包解压超过文件数、大小或内存上限", "疑似压缩炸弹或超大压缩包，请解压后分批提交")
    return CannotReadError(*known.get(error.status, DAMAGED))
