"""Writes compound files ([MS-CFB], version 3) for tests: Outlook messages, old Word files and workbooks."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Tree: TypeAlias = Mapping[str, "bytes | Tree"]

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    right: int = _FREE
    child: int = _FREE
    start: int = _END


def compound(tree: Tree) -> bytes:
    """Return a compound file of the streams (bytes) and storages (mappings) of `tree`."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    for entry in entries:
        # A chain to the right is a valid, if unbalanced, tree.
        ordered = sorted(entry.children, key=lambda i: (len(entries[i].name), entries[i].name.upper()))
        entry.child = ordered[0] if ordered else _FREE
        for here, after in zip(ordered, [*ordered[1:], _FREE], strict=False):
            entries[here].right = after
    mini, mini_fat = b"", []
    for entry in entries[1:]:
        if entry.kind == 2 and 0 < len(entry.data) < _CUTOFF:
            entry.start = len(mini) // _MINI
            _chain(mini_fat, -(-len(entry.data) // _MINI))
            mini += _padded(entry.data, _MINI)
    entries[0].data = mini
    fat: list[int] = []
    body = b""

    def store(data: bytes) -> int:
        nonlocal body
        if not data:
            return _END
        start = len(fat)
        _chain(fat, -(-len(data) // _SECTOR))
        body += _padded(data, _SECTOR)
        return start

    for entry in entries:
        if entry.kind == 5 or len(entry.data) >= _CUTOFF:
            entry.start = store(entry.data)
    mini_start = store(struct.pack(f"<{len(mini_fat)}I", *mini_fat))
    directory = store(b"".join(_directory_entry(entry) for entry in entries))
    fat_sectors = 1
    while fat_sectors * 128 < len(fat) + fat_sectors:
        fat_sectors += 1
    first = len(fat)
    fat += [_FAT] * fat_sectors
    body += struct.pack(f"<{fat_sectors * 128}I", *fat, *[_FREE] * (fat_sectors * 128 - len(fat)))
    places = [*range(first, first + fat_sectors), *[_FREE] * (109 - fat_sectors)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    mini_sectors = -(-len(mini_fat) * 4 // _SECTOR)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, directory, 0, _CUTOFF, mini_start, mini_sectors, _END, 0)
    return head + struct.pack("<109I", *places) + body


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name, content in tree.items():
        index = len(entries)
        entries[parent].children.append(index)
        if isinstance(content, bytes):
            entries.append(_Entry(name, 2, content))
        else:
            entries.append(_Entry(name, 1))
            _add(entries, index, content)


def _chain(fat: list[int], count: int) -> None:
    fat.extend(range(len(fat) + 1, len(fat) + count))
    fat.append(_END)


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


def _directory_entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name), entry.kind, 1)
        + struct.pack("<III", _FREE, entry.right, entry.child)
        + bytes(36)
        + struct.pack("<IQ", entry.start, len(entry.data))
    )
