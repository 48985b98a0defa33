"""Archives in several volumes, which can only be unpacked together: told from archives that are merely damaged."""

from __future__ import annotations

_VOLUME = ("分卷压缩包的一卷，单独无法解压", "请将全部分卷合并解压后提交其中的文件")
_SHORT = ("压缩包不完整：传输中断，或是分卷压缩包的一卷", "请重新传输，或将全部分卷合并解压后提交其中的文件")
_RAR5, _RAR4 = b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00"
_SPANNED = b"PK\x07\x08"
# The record at the end of a zip, and how far from the end its comment may push it (APPNOTE 4.3.16).
_ZIP_END, _ZIP_END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535


def why_not_whole(kind: str, data: bytes) -> tuple[str, str] | None:
    """Return reason and advice where an archive says itself that it is no whole one; None where it seems whole.

    Args:
        kind: ``zip``, ``7z`` or ``rar``.
        data: the file.
    """
    if kind == "zip":
        return _zip(data)
    if kind == "7z" and len(data) >= 32:
        # The start header says where the end header lies (7zFormat.txt, Start Header).
        offset, size = (int.from_bytes(data[at : at + 8], "little") for at in (12, 20))
        return _SHORT if 32 + offset + size > len(data) else None
    if kind == "rar" and _is_rar_volume(data):
        return _VOLUME
    return None


def _zip(data: bytes) -> tuple[str, str] | None:
    at = data.rfind(_ZIP_END, -(_ZIP_END_SIZE + _LONGEST_COMMENT))
    if at < 0:
        if data.startswith(_SPANNED):
            return _VOLUME
        # Local headers that are followed by nothing are the first volume, or a download that broke off.
        return _SHORT if len(data) > 30 else None
    disk = int.from_bytes(data[at + 4 : at + 6], "little")
    # 65535 means that the number stands in the record of zip64.
    return _VOLUME if 0 < disk < 0xFFFF else None


def _is_rar_volume(data: bytes) -> bool:
    if data.startswith(_RAR4):
        return len(data) > 12 and bool(data[10] & 0x01)
    if not data.startswith(_RAR5):
        return False
    # Behind the checksum stand variable integers: size, type (1: main header), flags, [extra size], archive flags.
    values: list[int] = []
    at = 12
    while len(values) < 5 and at < min(len(data), 64):
        value, shift = 0, 0
        while at < len(data):
            byte = data[at]
            value |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if not byte & 0x80 or shift > 63:
                break
        values.append(value)
    if len(values) < 5 or values[1] != 1:
        return False
    return bool(values[4 if values[2] & 0x01 else 3] & 0x01)
