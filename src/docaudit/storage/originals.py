"""Keeps a copy of every file as it came, named by its hash, so that a page can be shown after the file has moved."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docaudit.records.filenames import readable_name

log = logging.getLogger(__name__)

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
        """Copy every file of a case: the file itself, or all files of the folder; links are not followed.

        A file that may not be read has no copy; the audit names it as unreadable.
        """
        files = [path] if path.is_file() else case_files(path)
        for file in files:
            source = file.name if path == file else file.relative_to(path).as_posix()
            try:
                yield self.keep(file, readable_name(source))
            except PermissionError:
                log.warning("a file of the case may not be read")


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
        try:
            content = file_sha256(file)
        except PermissionError:
            content = "closed"
        digest.update(os.fsencode(file.relative_to(path).as_posix()) + f"\0{content}\n".encode())
    return digest.hexdigest()
