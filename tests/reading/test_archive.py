from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from docaudit.errors import InputError, UnreadableFileError
from docaudit.reading import Limits, ReadOptions, Unreadable, page_picture, read_path
from docaudit.reading.sniff import sniff


def names(path: Path, options: ReadOptions | None = None) -> list[str]:
    return [s.source if isinstance(s, Unreadable) else s.source.source for s in read_path(path, options)]


def test_a_file_argument_is_named_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "流水.csv"
    path.write_text("日期,金额\n2026-03-18,1.00\n", encoding="utf-8")
    assert names(path) == ["流水.csv"]


def test_a_folder_is_walked_in_order_without_hidden_files_and_the_case_file(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden", "case.yaml", "a/.x/y.txt", "Thumbs.db", "a/~$合同.docx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("借款合同", encoding="utf-8")
    assert names(tmp_path) == ["a/c.txt", "b.txt"]


def test_members_of_nested_zips_are_named_by_their_way(tmp_path: Path, tools: Any) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("发票.txt", "增值税发票")
    path = tools.zip(tmp_path / "outer.zip", {"inner.zip": inner.getvalue(), "a.txt": "合同".encode()})
    assert names(path) == ["outer.zip!/a.txt", "outer.zip!/inner.zip!/发票.txt"]
    folder = tmp_path / "case"
    folder.mkdir()
    path.rename(folder / "outer.zip")
    assert names(folder) == ["outer.zip!/a.txt", "outer.zip!/inner.zip!/发票.txt"]


def test_the_hash_is_of_the_innermost_file(tmp_path: Path, tools: Any) -> None:
    import hashlib

    data = "合同".encode()
    path = tools.zip(tmp_path / "a.zip", {"x.txt": data})
    (source,) = read_path(path)
    assert not isinstance(source, Unreadable)
    assert source.source.sha256 == hashlib.sha256(data).hexdigest()


def test_member_names_without_the_utf8_flag_are_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "gbk.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("XXXXXXXX.txt", "合同")
    raw = path.read_bytes().replace(b"XXXXXXXX", "借款合同".encode("gb18030"))
    path.write_bytes(raw)
    assert names(path) == ["gbk.zip!/借款合同.txt"]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "a\x01b.txt"])
def test_hostile_member_names_are_only_names(tmp_path: Path, tools: Any, name: str) -> None:
    before = set(tmp_path.parent.rglob("*evil*"))
    path = tools.zip(tmp_path / "t.zip", {name: "合同".encode()})
    (source,) = names(path)
    assert source.startswith("t.zip!/")
    assert source.isprintable()
    assert "\\" not in source
    assert set(tmp_path.parent.rglob("*evil*")) == before


def test_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    info = zipfile.ZipInfo("link.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    (refused,) = read_path(path)
    assert isinstance(refused, Unreadable)
    assert "链接" in refused.reason
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "x.txt").symlink_to("/etc/hostname")
    (refused,) = read_path(folder)
    assert isinstance(refused, Unreadable)
    assert "链接" in refused.reason


def test_nesting_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    data = b"text"
    name = "x.txt"
    for level in range(5):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
        data, name = buffer.getvalue(), f"level{level}.zip"
    path = tmp_path / "deep.zip"
    path.write_bytes(data)
    (refused,) = read_path(path)
    assert isinstance(refused, Unreadable)
    assert "嵌套超过 3 层" in refused.reason


def test_too_many_members_are_refused_with_the_limit(tmp_path: Path, tools: Any) -> None:
    path = tools.zip(tmp_path / "many.zip", {f"{i}.txt": b"x y" for i in range(8)})
    found = list(read_path(path, ReadOptions(limits=Limits(members=5))))
    refused = [s for s in found if isinstance(s, Unreadable)]
    assert len(found) == 6
    assert "5 个" in refused[0].reason


def test_a_bomb_is_stopped_while_reading(tmp_path: Path, tools: Any) -> None:
    path = tools.zip(tmp_path / "bomb.zip", {"a.txt": b"0" * 30_000_000, "b.txt": b"hello world"})
    (refused,) = read_path(path)
    assert isinstance(refused, Unreadable)
    assert "100 倍" in refused.reason


def test_a_lying_header_does_not_get_past_the_limit(tmp_path: Path, tools: Any) -> None:
    path = tools.zip(tmp_path / "lie.zip", {"a.txt": b"0" * 30_000_000})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10)))
    (refused,) = read_path(path)
    assert isinstance(refused, Unreadable)


def test_one_broken_member_does_not_stop_the_others(tmp_path: Path, tools: Any) -> None:
    path = tools.zip(tmp_path / "c.zip", {"a.txt": b"A" * 500 + bytes(range(32, 120)) * 20, "b.txt": "合同".encode()})
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(bytes(raw))
    found = list(read_path(path))
    assert [isinstance(s, Unreadable) for s in found] == [True, False]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.pdf", b"", "0 字节"),
        ("broken.zip", b"PK\x03\x04 this is no archive", "压缩包已损坏"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"),
        ("a.rar", b"Rar!\x1a\x07\x00", "压缩包"),
        ("a.bin", bytes(range(256)) * 4, "无法识别"),
        ("a.pdf", b"%PDF-1.7\nrubbish", "PDF 已损坏"),
        ("a.jpg", b"\xff\xd8\xff\xe0rubbish", "图像"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\0" * 20, "图像"),
    ],
)
def test_each_unreadable_file_says_why_and_what_to_do(
    tmp_path: Path, tools: Any, name: str, data: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    refusal = tools.refusal(path)
    assert word in refusal.reason
    assert refusal.advice
    assert refusal.source == name


def test_a_path_that_does_not_exist_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(read_path(tmp_path / "missing.pdf"))


def test_a_page_picture_is_found_inside_nested_archives(tmp_path: Path, tools: Any) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("scan.png", tools.png(tools.picture(["发票"])))
    path = tools.zip(tmp_path / "o.zip", {"i.zip": inner.getvalue(), "broken.zip": b"PK\x03\x04"})
    assert page_picture(path, "o.zip!/i.zip!/scan.png", 1, 300).startswith(b"\x89PNG")
    with pytest.raises(UnreadableFileError):
        page_picture(path, "o.zip!/i.zip!/other.png", 1, 300)


def test_a_zip_that_stores_a_pdf_uncompressed_is_still_a_zip() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.4\n%%EOF")
        archive.writestr("b.txt", "x")
    assert sniff(buffer.getvalue()) == "zip"
    assert sniff(b"\n\n%PDF-1.7\n") == "pdf"
