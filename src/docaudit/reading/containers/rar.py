"""RAR archives, where a program that reads them is installed: bsdtar (BSD licence) or unrar."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from docaudit.reading.budget import Budget, decoded_name
from docaudit.reading.contained import ChildError, run_contained
from docaudit.reading.containers.member import DAMAGED_MEMBER, LOCKED, Member, told_apart
from docaudit.reading.containers.tar import tar_members
from docaudit.reading.containers.volumes import why_not_whole
from docaudit.reading.results import CannotReadError

_MISSING = ("RAR 压缩包，本机未装解压程序", "请安装 bsdtar 或 unrar，或改用 zip 压缩后提交")
_DAMAGED_OR_LOCKED = ("压缩包已损坏或已加密，无法打开", "请解密或重新压缩后提交")
# RAR 5 keeps its archive's encryption header right behind the mark, RAR 4 a flag in the first header.
_RAR5, _RAR4 = b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00"


def rar_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the members by name.

    Raises:
        CannotReadError: it is damaged or encrypted, breaks a limit, or nothing here can unpack it.
    """
    if _headers_locked(data):
        raise CannotReadError(*LOCKED)
    part = why_not_whole("rar", data)
    if part:
        raise CannotReadError(*part)
    if shutil.which("bsdtar") or not shutil.which("unrar"):
        return bsdtar_members(data, budget, _MISSING)
    return _unrar_members(data, budget)


def _headers_locked(data: bytes) -> bool:
    if data.startswith(_RAR5):
        # checksum (4 bytes), size of the header and its type as variable integers; type 4 is encryption.
        at = 12
        while at < 16 and at < len(data) and data[at] & 0x80:
            at += 1
        return len(data) > at + 1 and data[at + 1] == 4
    return data.startswith(_RAR4) and len(data) > 12 and bool(int.from_bytes(data[10:12], "little") & 0x80)


def bsdtar_members(data: bytes, budget: Budget, missing: tuple[str, str]) -> Iterator[Member]:
    """Yield the members of any archive that bsdtar can turn into a tar; `missing` is said where it is not installed.

    Raises:
        CannotReadError: see `rar_members`.
    """
    program = shutil.which("bsdtar")
    if program is None:
        raise CannotReadError(*missing)
    limits = budget.limits
    # The archive comes by standard input and leaves as a tar by standard output: no name touches the disk.
    command = [program, "--format", "pax", "-cf", "-", "@-"]
    try:
        output = run_contained(
            command,
            data,
            mebibytes=limits.child_mebibytes,
            seconds=limits.child_seconds,
            counted=budget.take_bytes,
            # Names outside ASCII need a UTF-8 locale.
            environment={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except ChildError as error:
        raise _failed(error, limits.child_seconds) from error
    return tar_members(output, budget)


def _unrar_members(data: bytes, budget: Budget) -> Iterator[Member]:
    program = shutil.which("unrar") or "unrar"
    limits = budget.limits
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.rar"
        path.write_bytes(data)

        def run(*arguments: str) -> bytes:
            # `-p-` asks for no password, `-idq` keeps to the content; `p` writes it to standard output.
            return run_contained(
                [program, *arguments],
                b"",
                mebibytes=limits.child_mebibytes,
                seconds=limits.child_seconds,
                counted=budget.take_bytes,
            )

        try:
            listed = run("lb", "-p-", "--", str(path))
        except ChildError as error:
            raise _failed(error, limits.child_seconds) from error
        names = sorted((line for line in listed.splitlines() if line), key=lambda line: line.split(b"/"))
        members = []
        for raw in names:
            budget.take_member()
            # A name that the program would take for a pattern reads no other file than itself only without wildcards.
            if any(c in raw for c in b"*?"):
                members.append(Member(decoded_name(raw), refused=DAMAGED_MEMBER))
                continue
            text = raw.decode("utf-8", "surrogateescape")
            read = functools.partial(_unrar_one, run, str(path), text)
            members.append(Member(decoded_name(raw), read))
        yield from told_apart(members)


def _unrar_one(run: Callable[..., bytes], path: str, name: str) -> bytes:
    try:
        return run("p", "-inul", "-p-", "--", path, name)
    except ChildError as error:
        raise CannotReadError(*(LOCKED if error.status == 11 else DAMAGED_MEMBER)) from error


def _failed(error: ChildError, seconds: int) -> CannotReadError:
    if error.status is None or error.status < 0:
        return CannotReadError(f"解压超过上限 {seconds} 秒或内存上限", "请解压后分批提交")
    # unrar's statuses: 10 no file matches, 11 wrong password; bsdtar has one for everything.
    return CannotReadError(*(LOCKED if error.status == 11 else _DAMAGED_OR_LOCKED))
