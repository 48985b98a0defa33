"""Read a path, each of its files in a process of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from docaudit.reading.folder import Found, files_below
from docaudit.reading.options import Limits, ReadOptions
from docaudit.reading.results import SourcePages, Unreadable


def read_path(path: Path, options: ReadOptions | None = None) -> Iterator[SourcePages | Unreadable]:
    """Yield each innermost file of a file, folder or zip, opened, or why it cannot be read; order is by name.

    The pages of a file are read while they are walked; go through them before asking for the next file. A page that
    breaks a limit is lost alone where its format allows, else with all behind it; its `warnings` name the limit.

    Raises:
        InputError: the path does not exist, or the OCR engine asked for is unknown.
    """
    chosen = options or ReadOptions()
    for found in files_below(Path(path)):
        if isinstance(found, Unreadable):
            yield found
        elif _is_contained(chosen):
            from docaudit.reading.worker import read_contained  # noqa: PLC0415  no use without its means

            yield from read_contained(found.path, found.source, chosen)
        else:
            yield from _read_here(found.path, found.source, chosen)


def page_picture(path: Path, source: str, page: int, width: int) -> bytes:
    """Return a PNG, `width` pixels wide, of one page as a viewer shows it.

    Args:
        path: what `read_path` was given.
        source: the file in it, as the interface prints it.
        page: from 1.
        width: in pixels; a picture is never blown up beyond its own width.

    Raises:
        UnreadableFileError: there is no such file or page, the format has no page picture, or a limit was broken.
    """
    options = ReadOptions()
    if _is_contained(options):
        from docaudit.reading.worker import draw_contained  # noqa: PLC0415  no use without its means

        return draw_contained(Path(path), source, page, width, options)
    from docaudit.reading.reader import draw_page  # noqa: PLC0415  all format libraries load with it

    return draw_page(Path(path), source, page, width, options.limits)


def save_original(path: Path, source: str, target: Path, limits: Limits | None = None) -> None:
    """Write the bytes of one innermost file to `target`; what has to be unpacked for it is unpacked contained.

    Args:
        path: what `read_path` was given.
        source: the file in it, as the interface prints it.
        target: the file to write.
        limits: what may be unpacked on the way.

    Raises:
        UnreadableFileError: there is no such file, or a limit was broken.
    """
    if "!/" not in source:
        for found in files_below(Path(path)):
            if isinstance(found, Found) and found.source == source:
                shutil.copyfile(found.path, target)
                return
    options = ReadOptions(limits=limits) if limits is not None else ReadOptions()
    if _is_contained(options):
        from docaudit.reading.worker import save_contained  # noqa: PLC0415  no use without its means

        save_contained(Path(path), source, target, options)
        return
    from docaudit.reading.reader import original_bytes  # noqa: PLC0415  all format libraries load with it

    target.write_bytes(original_bytes(Path(path), source, options.limits))


def _is_contained(options: ReadOptions) -> bool:
    return options.contained and os.name == "posix" and os.environ.get("DOCAUDIT_CONTAINED") != "off"


def _read_here(path: Path, source: str, options: ReadOptions) -> Iterator[SourcePages | Unreadable]:
    # All format libraries load with these.
    from docaudit.reading.archive import walk_file  # noqa: PLC0415
    from docaudit.reading.reader import read_item  # noqa: PLC0415

    for item in walk_file(path, source, options.limits):
        if isinstance(item, Unreadable):
            yield item
        else:
            yield read_item(item, hashlib.sha256(item.data).hexdigest(), options)
