"""Find the files of a folder; nothing is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docaudit.errors import InputError
from docaudit.reading.results import Unreadable

_SKIPPED_NAMES = frozenset({"case.yaml", "case.yml", "thumbs.db", "desktop.ini"})
_SPECIAL = ("不是普通文件", "请提交普通文件")
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A file and the name that the interface gives it."""

    path: Path
    source: str


def files_below(path: Path) -> Iterator[Found | Unreadable]:
    """Yield the file at `path` or, sorted, those of a folder; what is refused is an `Unreadable`.

    Hidden files, ``case.yaml`` and system litter are skipped; links, pipes and devices in a folder are refused.

    Raises:
        InputError: there is nothing at `path`.
    """
    if path.is_dir():
        yield from _below(path, (), 0)
    elif path.is_file():
        yield Found(path, path.name)
    elif path.exists():
        yield Unreadable(path.name, "", *_SPECIAL)
    else:
        msg = f"{path}: 文件或文件夹不存在"
        raise InputError(msg)


def _below(folder: Path, parts: tuple[str, ...], depth: int) -> Iterator[Found | Unreadable]:
    here = "/".join(parts) or folder.name
    if depth > _DEEPEST:
        yield Unreadable(here, "", f"文件夹嵌套超过 {_DEEPEST} 层", "请整理文件夹后提交")
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(here, "", f"文件夹无法打开（{error.strerror or error}）", "请检查文件夹权限后重试")
        return
    for entry in found:
        source = "/".join((*parts, entry.name))
        if entry.name.startswith(".") or is_litter(source):
            continue
        if entry.is_symlink():
            yield Unreadable(source, "", "是符号链接，出于安全不予读取", "请提交文件本身")
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), (*parts, entry.name), depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield Found(Path(entry.path), source)
        else:
            yield Unreadable(source, "", *_SPECIAL)


def is_litter(name: str) -> bool:
    """Say whether a file is a system's or a program's own, by its name."""
    parts = name.split("/")
    last = parts[-1].lower()
    return last in _SKIPPED_NAMES or last.startswith(("~$", "._", ".ds_store")) or "__MACOSX" in parts
