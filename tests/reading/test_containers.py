from __future__ import annotations

import bz2
import gzip
import importlib.util
import io
import lzma
import tarfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from docaudit.reading import Limits, ReadOptions, Unreadable
from docaudit.reading.budget import Budget
from docaudit.reading.containers.member import Member, told_apart
from docaudit.reading.containers.outlook import outlook_members
from docaudit.reading.results import CannotReadError

SLIP = "付款人：甲公司\n收款人：乙公司\n".encode()


def tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def mail(**attachments: bytes) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "补充材料"
    message["From"] = "王敏 <wang@example.com>"
    message["To"] = "贷后部 <post@example.com>"
    message.set_content("请见附件。\n合同编号：HT-2025-018")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.txt")
    return message


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_under_any_compression_is_one_archive(tmp_path: Path, tools: Any, mode: str) -> None:
    path = tmp_path / "卷宗.dat"
    path.write_bytes(tar({"b/回单.txt": SLIP, "a.txt": b"x y z"}, mode))
    found = tools.read(path)
    assert list(found) == ["卷宗.dat!/a.txt", "卷宗.dat!/b/回单.txt"]
    assert "乙公司" in found["卷宗.dat!/b/回单.txt"][0].text


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_single_compressed_file_is_named_by_what_is_left_of_its_name(
    tmp_path: Path, tools: Any, suffix: str, pack: Any
) -> None:
    path = tmp_path / f"回单.txt{suffix}"
    path.write_bytes(pack(SLIP))
    (source,) = tools.read(path)
    assert source == f"回单.txt{suffix}!/回单.txt"


def test_links_and_devices_in_a_tar_are_refused_and_the_rest_is_read(tmp_path: Path, tools: Any) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        link = tarfile.TarInfo("密码.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        device = tarfile.TarInfo("tty")
        device.type = tarfile.CHRTYPE
        archive.addfile(device)
        info = tarfile.TarInfo("../../回单.txt")
        info.size = len(SLIP)
        archive.addfile(info, io.BytesIO(SLIP))
    path = tmp_path / "a.tar"
    path.write_bytes(buffer.getvalue())
    found = tools.read(path)
    refused = {source for source, result in found.items() if isinstance(result, Unreadable)}
    assert {"a.tar!/密码.txt", "a.tar!/tty"} == refused
    assert len(found) == 3


def test_a_compressed_bomb_is_stopped_with_the_limit(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(bytes(4 << 20)))
    options = ReadOptions(ocr_engine="off", limits=Limits(unpacked_bytes=1 << 20))
    (result,) = tools.read(path, options).values()
    assert isinstance(result, Unreadable)
    assert "1 MiB" in result.reason


@pytest.mark.parametrize("cut", [3, 20, 60])
def test_a_truncated_compressed_file_is_named(tmp_path: Path, tools: Any, cut: int) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(SLIP * 20)[:cut])
    (result,) = tools.read(path).values()
    assert isinstance(result, Unreadable) or cut < 10


def test_a_mail_is_read_with_its_head_its_text_and_its_attachments(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "邮件.eml"
    path.write_bytes(mail(回单=SLIP, 说明=b"abc def").as_bytes())
    found = tools.read(path)
    assert list(found) == ["邮件.eml", "邮件.eml!/回单.txt", "邮件.eml!/说明.txt"]
    text = found["邮件.eml"][0].text
    assert "补充材料" in text
    assert "HT-2025-018" in text
    assert found["邮件.eml"][0].number is None


def test_a_mail_in_a_mail_is_followed(tmp_path: Path, tools: Any) -> None:
    outer = mail()
    outer.add_attachment(mail(回单=SLIP))
    path = tmp_path / "a.eml"
    path.write_bytes(outer.as_bytes())
    assert any(source.endswith("!/回单.txt") for source in tools.read(path))


def test_files_embedded_in_a_pdf_are_sources_beside_its_pages(tmp_path: Path, tools: Any) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(300, 200)
    document.new_attachment("回单.txt").set_data(SLIP)
    path = tmp_path / "合集.pdf"
    document.save(path)
    document.close()
    found = tools.read(path)
    assert list(found) == ["合集.pdf", "合集.pdf!/回单.txt"]
    assert "乙公司" in found["合集.pdf!/回单.txt"][0].text


@pytest.mark.skipif(importlib.util.find_spec("py7zr") is None, reason="the extra `archives` is not installed")
def test_a_7z_is_unpacked_in_a_process_of_its_own(tmp_path: Path, tools: Any) -> None:
    import py7zr

    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(SLIP.decode(), "回单.txt")
    assert list(tools.read(path)) == ["a.7z!/回单.txt"]


@pytest.mark.parametrize("head", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00"])
def test_damaged_archives_are_named_with_what_to_do(tmp_path: Path, tools: Any, head: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(head + b"\0" * 200)
    (result,) = tools.read(path).values()
    assert isinstance(result, Unreadable)
    assert result.advice


def test_members_of_one_name_are_told_apart() -> None:
    names = [m.name for m in told_apart([Member("a.pdf"), Member("a.pdf"), Member("b")])]
    assert names == ["a.pdf", "a (2).pdf", "b"]


def test_a_damaged_outlook_message_is_refused() -> None:
    with pytest.raises(CannotReadError, match="Outlook"):
        list(outlook_members(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Budget(Limits(), 600)))
