"""Keeps a copy of every file as it came, named by its hash, so that a page can be shown after the file has moved."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored copy: the outer source of the case, where it came from, hash and size in bytes."""

    source: str
    path: str
    sha256: str
    size: int


class Originals:
    """The folder ``originals/aa/<sha256>``; member names of archives never become paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the copy of that hash lies or would lie."""
        return self.folder / sha256[:2] / sha256

    def keep(self, file: Path, source: str) -> Kept:
        """Copy the file in; copying what is there already costs one read."""
        sha256 = file_sha256(file)
        target = self.path(sha256)
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent)
            os.close(handle)
            shutil.copyfile(file, name)
            Path(name).replace(target)
        return Kept(source, str(file.absolute()), sha256, target.stat().st_size)

    def keep_case(self, path: Path) -> Iterator[Kept]:
        """Copy every file of a case: the file itself, or all files of the folder; links are not followed."""
        if path.is_file():
            yield self.keep(path, path.name)
            return
        for file in case_files(path):
            yield self.keep(file, file.relative_to(path).as_posix())


def case_files(folder: Path) -> list[Path]:
    """Return the regular files under a folder in order, hidden ones and links left out."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not file.is_symlink()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]


def file_sha256(file: Path) -> str:
    """Return the hash of the file's bytes."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def content_sha256(path: Path) -> str:
    """Return the hash of a case's content: of the file, or of the names and hashes of all files of the folder."""
    if path.is_file():
        return file_sha256(path)
    digest = hashlib.sha256()
    for file in case_files(path):
        digest.update(f"{file.relative_to(path).as_posix()}\0{file_sha256(file)}\n".encode())
    return digest.hexdigest()
