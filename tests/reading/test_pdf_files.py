"""Odd and damaged PDF files: fonts, units, turns, encryption, broken tables of contents."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

from docaudit.records.pages import TextSource

pikepdf = pytest.importorskip("pikepdf")
CLAUSE = "借款人应当按照约定的借款用途使用借款"


def write(c: Any, face: str = "STSong-Light") -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(face))
    c.setFont(face, 12)
    c.drawString(60, 700, CLAUSE)
    c.drawString(60, 670, "1,250,000.00")


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(tmp_path: Path, tools: Any, data: bytes) -> Any:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return tools.pages(path)[0]


def test_a_chinese_font_that_is_not_embedded_reads_the_same_with_boxes_for_glyphs(tools: Any) -> None:
    import pypdfium2 as pdfium

    from docaudit.reading.pdf import PDFIUM_LOCK
    from docaudit.reading.pdf.standin import boxes_for_fonts, stood_in

    data = tools.pdf(lambda c: [write(c), c.drawString(60, 640, "一"), c.drawString(200, 640, "、。")][0])

    def text() -> tuple[str, list[tuple[float, ...]]]:
        document = pdfium.PdfDocument(data)
        page = document[0].get_textpage()
        found = page.get_text_range(), [page.get_charbox(k, loose=True) for k in range(page.count_chars())]
        document.close()
        return found

    with PDFIUM_LOCK:
        real, places = text()
        stood_in()
        with boxes_for_fonts():
            boxed, boxed_places = text()
        assert stood_in()
    assert boxed == real
    # Where a sign begins is the file's to say; its breadth is that of the font which the system has in its place.
    for one, other in zip(places, boxed_places, strict=True):
        assert one[0] == pytest.approx(other[0], abs=0.1)
        # A comma as broad as half a Chinese sign of 12 points, where the file says 2.9.
        assert one[2] == pytest.approx(other[2], abs=3.6)


def test_a_page_is_drawn_with_its_own_glyphs_after_it_was_read_with_boxes(tmp_path: Path, tools: Any) -> None:
    import numpy as np
    from PIL import Image

    from docaudit.reading import page_picture

    path = tmp_path / "a.pdf"
    path.write_bytes(tools.pdf(write))

    def drawn() -> Any:
        return np.asarray(Image.open(io.BytesIO(page_picture(path, "a.pdf", 1, 1200))).convert("L"))

    before = drawn()
    tools.pages(path)
    assert (drawn() == before).all()
    # A line of boxes would be nearly black.
    line = before[int(1200 / 595 * 130) : int(1200 / 595 * 145), 130:500]
    assert 0.05 < float((line < 128).mean()) < 0.5


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_crop_and_turn_together_place_the_words_where_a_viewer_shows_them(
    tmp_path: Path, tools: Any, turn: int
) -> None:
    with pikepdf.open(io.BytesIO(tools.pdf(write))) as document:
        document.pages[0].CropBox = [40, 600, 440, 800]
        document.pages[0].Rotate = turn
        page = read(tmp_path, tools, saved(document))
    word = next(w for w in page.words if w.text == "1,250,000.00")
    # The middle of the figures in fractions of the crop box, unturned.
    x, y = (60 - 40 + 35) / 400, 1 - (674 - 600) / 200
    expected = {0: (x, y), 90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}[turn]
    assert word.box.center == pytest.approx(expected, abs=0.03)
    assert [line.text for line in page.lines] == [CLAUSE, "1,250,000.00"]


def test_a_page_in_another_unit_reads_the_same(tmp_path: Path, tools: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Helvetica", 1.2)
        c.drawString(6, 70, "1,250,000.00")
        for y in (80, 78, 76):
            c.line(6, y, 50, y)
        for x in (6, 30, 50):
            c.line(x, 76, x, 80)
        c.drawString(7, 78.5, "cell")

    with pikepdf.open(io.BytesIO(tools.pdf(draw, (59.5, 84.2)))) as document:
        document.pages[0].UserUnit = 10
        page = read(tmp_path, tools, saved(document))
    assert [line.text for line in page.lines] == ["cell", "1,250,000.00"]
    assert page.lines[1].words[0].box.x0 == pytest.approx(6 / 59.5, abs=0.01)


def test_a_small_page_in_a_large_unit_is_drawn_large_enough_to_read() -> None:
    import pypdfium2 as pdfium

    from docaudit.reading.pdf.raster import draw

    document = pdfium.PdfDocument.new()
    page = document.new_page(59.5, 84.2)
    assert max(draw(page, 200).shape) == pytest.approx(2000, abs=2)
    document.close()


def type3(document: Any, to_unicode: bytes | None) -> None:
    """Replace a page's content by text in a font whose glyphs are drawn boxes."""
    glyph = document.make_stream(b"800 0 50 0 750 700 d1 50 0 700 700 re f")
    names = [f"g{k}" for k in range(4)]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 800, 800],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=1,
        LastChar=4,
        Widths=[800] * 4,
        CharProcs=pikepdf.Dictionary({f"/{name}": glyph for name in names}),
        Encoding=pikepdf.Dictionary(Differences=[1, *(pikepdf.Name(f"/{name}") for name in names)]),
    )
    if to_unicode is not None:
        font.ToUnicode = document.make_stream(to_unicode)
    page = document.pages[0]
    page.Resources.Font = pikepdf.Dictionary(F9=document.make_indirect(font))
    page.Contents = document.make_stream(b"BT /F9 12 Tf 60 700 Td " + b"<01020304> Tj 0 -20 Td " * 8 + b"ET")


def test_a_type_3_font_with_a_map_to_unicode_reads(tmp_path: Path, tools: Any) -> None:
    rows = "".join(f"<0{k + 1}> <{ord(c):04X}>\n" for k, c in enumerate("借款合同"))
    cmap = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar\n{rows}endbfchar endcmap"
    with pikepdf.open(io.BytesIO(tools.pdf(write))) as document:
        type3(document, cmap.encode())
        page = read(tmp_path, tools, saved(document))
    assert [line.text for line in page.lines] == ["借款合同"] * 8


def test_a_type_3_font_without_one_is_read_as_a_picture(tmp_path: Path, tools: Any) -> None:
    with pikepdf.open(io.BytesIO(tools.pdf(write))) as document:
        type3(document, None)
        page = read(tmp_path, tools, saved(document))
    assert page.text_source is TextSource.OCR
    assert not page.words


def test_text_set_in_columns_from_top_to_bottom_keeps_its_characters(tmp_path: Path, tools: Any) -> None:
    def draw(c: Any) -> None:
        write(c)
        for k, character in enumerate("购买方信息"):
            c.drawString(40, 600 - 14 * k, character)

    page = read(tmp_path, tools, tools.pdf(draw))
    assert sorted(w.text for w in page.words if w.box.x1 < 0.1) == sorted("购买方信息")


def test_a_font_that_writes_downwards_reads_from_top_to_bottom(tmp_path: Path, tools: Any) -> None:
    with pikepdf.open(io.BytesIO(tools.pdf(write))) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
                item.Encoding = pikepdf.Name("/UniGB-UCS2-V")
        document.pages[0].Contents = document.make_stream(
            b"BT /F2 12 Tf 300 700 Td <" + CLAUSE.encode("utf-16-be").hex().encode() + b"> Tj ET"
        )
        fonts = document.pages[0].Resources.Font
        fonts["/F2"] = next(font for font in fonts.values() if font.get("/Subtype") == "/Type0")
        page = read(tmp_path, tools, saved(document))
    assert "".join(line.text for line in page.lines).replace(" ", "") == CLAUSE


def test_a_file_with_a_broken_table_of_objects_is_read(tmp_path: Path, tools: Any) -> None:
    data = tools.pdf(write)
    broken = re.sub(rb"startxref\s+\d+", b"startxref\n7", data)
    broken = re.sub(rb"\n\d{10} (\d{5}) n", rb"\n0000000009 \1 n", broken)
    assert read(tmp_path, tools, broken).lines[0].text == CLAUSE


@pytest.mark.parametrize("damage", ["cut off", "no trailer"])
def test_what_pdfium_cannot_open_is_put_together_again_with_a_warning(tmp_path: Path, tools: Any, damage: str) -> None:
    import pypdfium2 as pdfium

    # The second page's text is written last.
    data = tools.pdf(lambda c: [write(c), c.showPage(), write(c)][0])
    cut = data[: data.rindex(b"endstream")]
    broken = cut if damage == "cut off" else re.sub(rb"trailer.*", b"", data, flags=re.DOTALL)
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(broken)
    page = read(tmp_path, tools, broken)
    assert page.lines[0].text == CLAUSE
    assert any("损坏" in warning for warning in page.warnings)


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_a_file_locked_only_against_changes_is_read(tmp_path: Path, tools: Any, revision: int) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(tools.pdf(write))) as document:
        metadata = revision >= 4
        document.save(
            buffer,
            encryption=pikepdf.Encryption(owner="owner", user="", R=revision, aes=revision >= 4, metadata=metadata),
        )
    assert read(tmp_path, tools, buffer.getvalue()).lines[0].text == CLAUSE
