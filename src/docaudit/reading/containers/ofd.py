"""Papers attached to an OFD; the XML attached to a digital invoice is no paper but the data of its page."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from docaudit.reading.budget import Budget, safe_name
from docaudit.reading.containers.member import Member, told_apart
from docaudit.reading.sniff import sniff

_FOLDERS = frozenset({"attachs", "attachments"})
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def ofd_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the attached papers, by name.

    Raises:
        LimitError: they break a limit.
    """
    yield from told_apart(_attached(data, budget))


def _attached(data: bytes, budget: Budget) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                *folders, name = safe_name(info.filename).split("/")
                if not name or not _FOLDERS.intersection(folder.lower() for folder in folders):
                    continue
                with archive.open(info) as handle:
                    content = budget.read_all(handle)
                if content and sniff(content) != "xml":
                    budget.take_member()
                    yield Member(name, content.__bytes__)
    except _ERRORS:
        # The pages, read from the same file, will say what is wrong with it.
        return
