"""Valid files, spoilt at random: never an exception that nobody caught, never a hang, and the next file is read."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.parts import archives, documents, markup, pdfs, pictures
from tests.hostile.parts.archives import SLIP, zipped

from docaudit.reading import Limits, ReadOptions, Unreadable, read_path

WORDS = f"{markup.HEAD}<w:document {markup.W}><w:body><w:p><w:r><w:t>借款合同</w:t></w:r></w:p></w:body></w:document>"
VALID: dict[str, Callable[[], bytes]] = {
    "a.pdf": pdfs.one_page,
    "packed.pdf": lambda: pdfs.one_page(more={4: pdfs.stream(pdfs.SHOWN, packed=1)}),
    "a.png": lambda: pictures.saved(pictures.page(), "PNG"),
    "a.jpg": lambda: pictures.saved(pictures.page(), "JPEG"),
    "a.tif": lambda: pictures.saved(pictures.page(), "TIFF", compression="tiff_lzw"),
    "a.webp": lambda: pictures.saved(pictures.page(), "WEBP"),
    "a.gif": lambda: pictures.saved(pictures.page(), "GIF"),
    "a.bmp": lambda: pictures.saved(pictures.page(), "BMP"),
    "a.ofd": markup.plain_ofd,
    "a.docx": lambda: markup.word(WORDS),
    "a.xlsx": lambda: documents.workbook(f'<sheetData><row r="1">{documents.cell("A1", "日期")}</row></sheetData>'),
    "a.xls": documents.locked_xlsx,
    "a.zip": lambda: zipped([("a.txt", SLIP), ("b.csv", SLIP), ("c.zip", zipped([("d.txt", SLIP)]))]),
    "a.tar.gz": archives.tar_gz,
    "a.eml": documents.paths_eml,
    "a.xml": f"{markup.HEAD}<发票><号码>24312000000012345678</号码></发票>".encode,
    "a.html": "<html><body><table><tr><td>日期</td><td>金额</td></tr></table></body></html>".encode,
    "a.csv": lambda: "日期,金额\n2026-03-18,1.00\n".encode("gb18030"),
}
LIMITS = Limits(
    page_seconds=20, open_seconds=20, child_seconds=15, workbook_seconds=15, workbook_mebibytes=1_000, pages=50
)


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some flipped, left out, doubled or cut off."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        at = chance.randrange(len(made))
        kind = chance.randrange(5)
        if kind == 0:
            made[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[at] = chance.choice((0, 0xFF, 0x7F, 0x80, 0x30, 0x39))
        elif kind == 2:
            del made[at : at + chance.randrange(1, 60)]
        elif kind == 3:
            made[at:at] = made[at : at + chance.randrange(1, 60)]
        else:
            made[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"9999"))
        if not made:
            return b""
    return bytes(made[: chance.randrange(len(made))] if chance.random() < 0.15 else made)


def fuzz(folder: Path, name: str, seeds: range) -> None:
    valid = VALID[name]()
    for seed in seeds:
        # Ahead of the name, so that the suffix stays.
        (folder / f"{seed:04d}{name}").write_bytes(spoil(valid, random.Random(f"{name} {seed}")))  # noqa: S311
    (folder / "~.csv").write_text("日期,金额\n2026-03-18,1.00\n", "utf-8")
    seen: list[str] = []
    for found in read_path(folder, ReadOptions(ocr_engine="off", limits=LIMITS)):
        if isinstance(found, Unreadable):
            assert found.reason
            assert found.advice
            assert not any(word in found.reason for word in ("崩溃", "时限")), (found.source, found.reason)
            seen.append(found.source)
        else:
            seen.append(found.source.source)
            for page in found.pages:
                assert not any("崩溃" in warning or "时限" in warning for warning in page.warnings), page.warnings
    assert seen[-1] == "~.csv"
    assert {source.split("!/")[0][:4] for source in seen[:-1]} == {f"{seed:04d}" for seed in seeds}


@pytest.mark.parametrize("name", VALID)
def test_a_spoilt_file_is_read_or_named(tmp_path: Path, name: str) -> None:
    fuzz(tmp_path, name, range(12))


@pytest.mark.slow
@pytest.mark.parametrize("name", VALID)
def test_many_spoilt_files_are_read_or_named(tmp_path: Path, name: str) -> None:
    fuzz(tmp_path, name, range(100, 180))
