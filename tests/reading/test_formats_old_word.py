from __future__ import annotations

import os
import stat
import struct
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.reading.compound import compound

from docaudit.reading import Limits, ReadOptions
from docaudit.reading.office import libreoffice
from docaudit.reading.office.libreoffice import as_docx
from docaudit.reading.results import CannotReadError
from docaudit.reading.rtf import rtf_text

REAL_OFFICE = libreoffice.program()


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docaudit.reading.office.old_word.program", lambda: None)


def old_word(text: str, *, flags: int = 0x0200, version: int = 0xC1, beyond: str = "") -> bytes:
    """A Word 97 file with two pieces, the first in Unicode; `beyond` follows the main text, as notes do."""
    ascii_tail = "END\r"
    main = bytearray(2048)
    struct.pack_into("<HHIHH", main, 0, 0xA5EC, version, 0, 0x0804, 0)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<i", main, 0x4C, len(text) + len(ascii_tail))
    wide, narrow = text.encode("utf-16-le"), (ascii_tail + beyond).encode("cp1252")
    places = len(main), len(main) + len(wide)
    pieces = struct.pack("<3i", 0, len(text), len(text) + len(ascii_tail) + len(beyond))
    pieces += struct.pack("<HIH", 0, places[0], 0) + struct.pack("<HIH", 0, places[1] * 2 | 0x40000000, 0)
    clx = b"\x01" + struct.pack("<H", 3) + b"abc" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 100, len(clx))
    return compound({"WordDocument": bytes(main) + wide + narrow, "1Table": bytes(100) + clx, "\x05Summary": b"x"})


CONTRACT = (
    "借款合同\r编号：\x13 REF a \x14HT-2026-018\x15号\r期次\x07金额\x07\x071\x071,250,000.00\x07\x07第一条\x0b用途\r"
)


@pytest.mark.usefixtures("without_office")
def test_an_old_word_file_gives_its_plain_text_where_libreoffice_is_missing(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "合同.doc"
    path.write_bytes(old_word(CONTRACT, beyond="a note of the foot\r"))
    (page,) = tools.pages(path)
    texts = [line.text for line in page.lines]
    assert texts == ["借款合同", "编号：HT-2026-018号", "期次\t金额", "1\t1,250,000.00", "第一条", "用途", "END"]
    assert page.number is None
    assert all(line.confidence < 0.9 for line in page.lines)
    assert "LibreOffice" in page.warnings[0]
    assert "没有读取" in page.warnings[0]


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize(("flags", "version", "word"), [(0x0300, 0xC1, "加密"), (0x0200, 0x68, "Word 95")])
def test_old_word_files_that_cannot_be_read_are_named(
    tmp_path: Path, tools: Any, flags: int, version: int, word: str
) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(old_word("正文\r", flags=flags, version=version))
    assert word in tools.refusal(path).reason


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize("at", [0x4C, 0x1A2, 0x1A6, 10])
def test_a_spoilt_old_word_file_is_refused_or_read_in_part(tmp_path: Path, tools: Any, at: int) -> None:
    data = bytearray(old_word("正文金额\r" * 400))
    start = data.find(struct.pack("<HH", 0xA5EC, 0xC1))
    data[start + at : start + at + 4] = b"\xff\xff\xff\x7f"
    path = tmp_path / "a.doc"
    path.write_bytes(data)
    (only,) = tools.read(path).values()
    assert only


RTF = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 \'cb\'ce\'cc\'e5;}}{\*\generator W;}{\info{\title T}}"
    rb"\'bd\'e8\'bf\'ee\'ba\'cf\'cd\'ac\par{\b \u37329 ?\u39069 ?} 1,250,000.00\par"
    rb"{\pict\bin5 }}{{}}1\cell 2026-03-18\cell\row{\field{\*\fldinst PAGE}{\fldrslt 3}}\~\{x\}\par}"
)


def test_rtf_gives_its_plain_text() -> None:
    lines = [line.strip() for line in rtf_text(RTF).splitlines() if line.strip()]
    assert lines == ["借款合同", "金额 1,250,000.00", "1\t2026-03-18", "3 {x}"]


def test_chinese_bytes_under_a_western_head_are_chinese() -> None:
    assert rtf_text(rb"{\rtf1\ansi\ansicpg1252\f1 \'bd\'e8\'bf\'ee 100\par}").strip() == "借款 100"


def test_html_packed_into_rtf_comes_out_as_what_it_shows() -> None:
    packed = (
        rb"{\rtf1\ansi\ansicpg936\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 \'bb\'f5\'bf\'ee"
        rb"\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}}"
    )
    assert rtf_text(packed).strip() == "货款"


def test_rtf_nested_without_end_does_no_harm() -> None:
    assert "x" in rtf_text(b"{\\rtf1 " + b"{" * 200_000 + b"x")


@pytest.mark.usefixtures("without_office")
def test_an_rtf_file_is_read_without_libreoffice(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    (page,) = tools.pages(path)
    assert page.lines[0].text == "借款合同"


def odt(content: str) -> dict[str, bytes]:
    spaces = (
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    return {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:d {spaces}><office:text>{content}</office:text></office:d>".encode(),
    }


@pytest.mark.usefixtures("without_office")
def test_an_opendocument_text_is_read_without_libreoffice(tmp_path: Path, tools: Any) -> None:
    content = (
        "<text:tracked-changes><text:p>删掉的一百万元</text:p></text:tracked-changes>"
        "<text:h>借款<text:span>合同</text:span>书</text:h><text:p>金额<text:s text:c='2'/>100"
        "<text:note><text:p>注</text:p></text:note>元<text:line-break/>整</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>期次</text:p></table:table-cell>"
        "<table:table-cell><text:p>2026-</text:p><text:p>03-18</text:p></table:table-cell></table:table-row></table:table>"
    )
    (page,) = tools.pages(tools.zip(tmp_path / "a.odt", odt(content)))
    assert [line.text for line in page.lines] == ["借款合同书", "金额  100元", "整", "期次\t2026- 03-18"]


def stand_in(folder: Path, script: str) -> None:
    """Put a program of the name of LibreOffice first on the path."""
    program = folder / "soffice"
    program.write_text("#!/bin/sh\n" + script, "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if os.name == "nt":
        pytest.skip("the stand-in is a shell script")
    place = tmp_path / "programs"
    place.mkdir()
    monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SECRET_OF_THE_SERVER", "x")
    return place


def test_libreoffice_is_run_with_a_profile_of_its_own_without_macros_network_or_our_environment(
    tmp_path: Path, folder: Path, tools: Any
) -> None:
    made = docx.Document()
    made.add_paragraph("合同编号：HT-2026-018")
    made.save(str(folder / "answer.docx"))
    stand_in(
        folder,
        f'printf "%s\\n" "$@" > {folder}/arguments; env > {folder}/environment; pwd > {folder}/place\n'
        f"cp profile/user/registrymodifications.xcu {folder}/settings\n"
        f"mkdir out; cp {folder}/answer.docx out/paper.docx\n",
    )
    path = tmp_path / "a.doc"
    path.write_bytes(old_word(CONTRACT))
    (page,) = tools.pages(path)
    assert [line.text for line in page.lines] == ["合同编号：HT-2026-018"]
    assert "LibreOffice" in page.warnings[0]
    arguments = (folder / "arguments").read_text().splitlines()
    place = (folder / "place").read_text().strip()
    assert arguments[0] == f"-env:UserInstallation=file://{place}/profile"
    assert {"--headless", "--norestore", "--convert-to"} <= set(arguments)
    assert arguments[-1] == f"{place}/paper.doc"
    settings = (folder / "settings").read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert 'oor:name="ooInetProxyType" oor:op="fuse"><value>2<' in settings
    environment = (folder / "environment").read_text()
    assert "SECRET_OF_THE_SERVER" not in environment
    assert f"HOME={place}" in environment
    assert not Path(place).exists()


@pytest.mark.parametrize(
    ("script", "word"), [("sleep 60 & wait\n", "1 秒"), ("exit 3\n", "失败"), ("exit 0\n", "无法打开")]
)
def test_libreoffice_that_hangs_or_fails_is_named(folder: Path, script: str, word: str) -> None:
    stand_in(folder, script)
    with pytest.raises(CannotReadError, match=word):
        as_docx(b"x", "doc", Limits(child_seconds=1))


def test_where_libreoffice_fails_the_plain_text_is_read(tmp_path: Path, folder: Path, tools: Any) -> None:
    stand_in(folder, "exit 1\n")
    path = tmp_path / "a.doc"
    path.write_bytes(old_word(CONTRACT))
    (page,) = tools.pages(path)
    assert page.lines[0].text == "借款合同"
    assert "失败" in page.warnings[0]


@pytest.mark.slow
@pytest.mark.skipif(REAL_OFFICE is None, reason="LibreOffice is not installed")
def test_the_real_libreoffice_reads_tables_and_list_numbers_of_old_formats(tmp_path: Path, tools: Any) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2, style="Table Grid")
    for place, text in zip(((0, 0), (0, 1), (1, 0), (1, 1)), ("期次", "金额", "1", "1,250,000.00"), strict=True):
        table.cell(*place).text = text
    made.add_paragraph("借款用途", style="List Number")
    made.add_paragraph("借款期限", style="List Number")
    source = tmp_path / "source.docx"
    made.save(str(source))
    assert REAL_OFFICE is not None
    subprocess.run(  # noqa: S603  the machine's own LibreOffice
        [REAL_OFFICE, f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "rtf",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (page,) = tools.pages(tmp_path / "source.rtf", ReadOptions(ocr_engine="off"))
    assert [cell.text for cell in page.tables[0].cells] == ["期次", "金额", "1", "1,250,000.00"]
    assert [line.text for line in page.lines][-2:] == ["1. 借款用途", "2. 借款期限"]
    assert "LibreOffice" in page.warnings[0]
