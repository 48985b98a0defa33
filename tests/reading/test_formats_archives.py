from __future__ import annotations

import importlib.util
import io
import shutil
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from docaudit.reading import Unreadable

SLIP = "付款人：甲公司\n收款人：乙公司\n".encode()
NEEDS_7Z = pytest.mark.skipif(importlib.util.find_spec("py7zr") is None, reason="the extra `archives` is not installed")
NEEDS_BSDTAR = pytest.mark.skipif(shutil.which("bsdtar") is None, reason="bsdtar is not installed")


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Put raw bytes in the place of a member's name, in both of its headers."""
    assert len(old) == len(new)
    return data.replace(old, new)


def test_names_in_gbk_without_a_flag_are_chinese(tmp_path: Path, tools: Any) -> None:
    name = "回单/三月.txt".encode("gb18030")
    data = renamed(zipped(**{"x" * len(name): SLIP}), b"x" * len(name), name)
    assert list(tools.read(put(tmp_path / "a.zip", data))) == ["a.zip!/回单/三月.txt"]


def test_a_zip64_is_read(tmp_path: Path, tools: Any) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, archive.open("回单.txt", "w", force_zip64=True) as handle:
        handle.write(SLIP)
    assert "乙公司" in tools.pages(put(tmp_path / "a.zip", buffer.getvalue()))[0].text


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_of_zip_are_read(tmp_path: Path, tools: Any, method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("回单.txt", SLIP)
    assert "乙公司" in tools.pages(put(tmp_path / "a.zip", buffer.getvalue()))[0].text


def test_a_method_that_nothing_here_unpacks_is_named(tmp_path: Path, tools: Any) -> None:
    data = bytearray(zipped(a=SLIP))
    struct.pack_into("<H", data, 8, 9)
    struct.pack_into("<H", data, data.find(b"PK\1\2") + 10, 9)
    assert "Deflate64" in tools.refusal(put(tmp_path / "a.zip", bytes(data))).reason


def test_a_member_with_a_password_is_named_and_its_neighbour_is_read(tmp_path: Path, tools: Any) -> None:
    data = bytearray(zipped(a=SLIP, b=SLIP))
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    found = tools.read(put(tmp_path / "a.zip", bytes(data)))
    assert "加密" in found["a.zip!/a"].reason
    assert "乙公司" in found["a.zip!/b"][0].text


def spanned(data: bytes) -> bytes:
    end = data.rfind(b"PK\5\6")
    return data[: end + 4] + struct.pack("<HH", 2, 2) + data[end + 8 :]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x07\x08" + zipped(a=bytes(range(256)) * 9)[:200], "分卷"),
        (spanned(zipped(a=SLIP)), "分卷"),
        (zipped(a=SLIP, b=bytes(range(256)) * 9)[:200], "不完整"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + struct.pack("<QQI", 5_000, 90, 0) + bytes(300), "不完整"),
        (b"Rar!\x1a\x07\x00" + struct.pack("<HBHHHI", 0, 0x73, 0x0001, 13, 0, 0) + bytes(99), "分卷"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(4) + b"\x05\x01\x00\x01\x00" + bytes(99), "分卷"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(4) + b"\x07\x01\x01\x02\x03\x02\x00" + bytes(99), "分卷"),
    ],
    ids=["zip, first", "zip, last", "zip, cut", "7z", "rar 4", "rar 5", "rar 5 with extras"],
)
def test_a_volume_of_several_says_that_it_is_one(tmp_path: Path, tools: Any, data: bytes, word: str) -> None:
    assert word in tools.refusal(put(tmp_path / "a.bin", data)).reason


def rar5(**members: bytes) -> bytes:
    """A RAR 5 archive of stored members: each block is checksum, size, then its fields (its technical note)."""

    def number(value: int) -> bytes:
        made = b""
        while value >= 0x80:
            made, value = made + bytes([value & 0x7F | 0x80]), value >> 7
        return made + bytes([value])

    def block(fields: bytes) -> bytes:
        sized = number(len(fields)) + fields
        return struct.pack("<I", zlib.crc32(sized)) + sized

    made = b"Rar!\x1a\x07\x01\x00" + block(number(1) + number(0) + number(0))
    for name, data in members.items():
        title = name.encode()
        fields = number(2) + number(2) + number(len(data)) + number(4) + number(len(data)) + number(0o100644)
        fields += struct.pack("<I", zlib.crc32(data)) + number(0) + number(1) + number(len(title)) + title
        made += block(fields) + data
    return made + block(number(5) + number(0) + number(0))


@NEEDS_BSDTAR
def test_a_rar_is_read_where_a_program_for_it_is_installed(tmp_path: Path, tools: Any) -> None:
    found = tools.read(put(tmp_path / "a.rar", rar5(**{"回单/三月.txt": SLIP, "b.txt": b"x y"})))
    assert list(found) == ["a.rar!/b.txt", "a.rar!/回单/三月.txt"]
    assert "乙公司" in found["a.rar!/回单/三月.txt"][0].text


def test_a_rar_without_a_program_says_what_to_install(tmp_path: Path, tools: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "bsdtar" in tools.refusal(put(tmp_path / "a.rar", rar5(a=SLIP))).advice


def sevenzip(path: Path, **options: Any) -> Path:
    import py7zr

    with py7zr.SevenZipFile(path, "w", **options) as archive:
        archive.writestr(SLIP.decode(), "回单/三月.txt")
        archive.writestr(SLIP.decode(), "b.txt")
    return path


@NEEDS_7Z
def test_a_7z_gives_its_members_in_order(tmp_path: Path, tools: Any) -> None:
    assert list(tools.read(sevenzip(tmp_path / "a.7z"))) == ["a.7z!/b.txt", "a.7z!/回单/三月.txt"]


@NEEDS_7Z
def test_a_7z_with_a_password_is_named(tmp_path: Path, tools: Any) -> None:
    assert "加密" in tools.refusal(sevenzip(tmp_path / "a.7z", password="x")).reason  # noqa: S106  made here


@NEEDS_7Z
@NEEDS_BSDTAR
def test_bsdtar_takes_the_place_of_py7zr(tmp_path: Path, tools: Any, monkeypatch: Any) -> None:
    path = sevenzip(tmp_path / "a.7z")
    monkeypatch.setattr("docaudit.reading.containers.sevenzip.importlib.util.find_spec", lambda _name: None)
    assert list(tools.read(path)) == ["a.7z!/b.txt", "a.7z!/回单/三月.txt"]


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_tars_of_every_form_keep_long_chinese_names(tmp_path: Path, tools: Any, form: int, encoding: str) -> None:
    name = "二〇二六年三月" + ("/银行回单" * (5 if form == tarfile.USTAR_FORMAT else 20)) + ".txt"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form, encoding=encoding) as archive:
        info = tarfile.TarInfo(name)
        info.size = len(SLIP)
        archive.addfile(info, io.BytesIO(SLIP))
    assert list(tools.read(put(tmp_path / "a.tar", buffer.getvalue()))) == [f"a.tar!/{name}"]


def test_archives_in_archives_are_followed_by_content_not_by_name(tmp_path: Path, tools: Any) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        data = zipped(**{"回单.pdf": SLIP})
        info = tarfile.TarInfo("内层.dat")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    found = tools.read(put(tmp_path / "外层.jpg", zipped(**{"中层.doc": buffer.getvalue()})))
    (source,) = found
    assert source == "外层.jpg!/中层.doc!/内层.dat!/回单.pdf"
    assert not isinstance(found[source], Unreadable)
