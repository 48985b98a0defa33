"""Text layers that are right, and those that cannot be and are not believed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from tests.reading.written import SENTENCES, chinese, paste, write

from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word


def relabelled(data: bytes, change: Callable[[str], str], *, only: Callable[[str], bool] = lambda _: True) -> bytes:
    """Give every font a map to Unicode that says `change` of each character (UniGB codes are Unicode already)."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
                used = sorted({c for line in SENTENCES for c in line if only(c)})
                rows = "".join(
                    f"<{ord(c):04X}> <{change(c).encode('utf-16-be').hex().upper()}>\n" for c in used if len(change(c))
                )
                cmap = (
                    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
                    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                    f"{len(used)} beginbfchar\n{rows}endbfchar endcmap end end"
                )
                item["/ToUnicode"] = document.make_stream(cmap.encode())
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def test_control_characters_for_chinese_are_not_believed(tools: Any, look: Any) -> None:
    page, eyes = look(relabelled(tools.pdf(write), lambda c: chr(1 + ord(c) % 7)))
    assert [w.text for w in page.words] == ["图上所见的文字"]
    assert page.text_source is TextSource.OCR
    assert len(eyes.shown) == 1


def test_private_use_characters_for_chinese_are_not_believed(tools: Any, look: Any) -> None:
    page, _ = look(relabelled(tools.pdf(write), lambda c: chr(0xE000 + ord(c) % 0x1000)))
    assert page.text_source is TextSource.OCR


def test_bytes_of_gbk_read_as_latin_are_not_believed(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Helvetica", 11)
        for k, line in enumerate(SENTENCES):
            c.drawString(60, 760 - 26 * k, line.encode("gbk").decode("latin-1"))
        c.drawString(60, 600, "1,250,000.00  2026-03-18  6228480402564890018")

    page, _ = look(tools.pdf(draw))
    assert page.text_source is TextSource.OCR


def test_accented_words_are_believed(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Helvetica", 11)
        c.drawString(60, 760, "Société Générale, München, señor Núñez, façade, Übergröße, 1 000,00 €")

    page, eyes = look(tools.pdf(draw))
    assert page.text_source is TextSource.TEXT_LAYER
    assert not eyes.shown


def shifted(c: str) -> str:
    """Return the next character of GB2312, as a map that is off by one does; figures and signs stay right."""
    try:
        high, low = c.encode("gb2312")
    except ValueError:
        return c
    if high < 0xB0:
        return c
    return bytes((high, low + 1 if low < 0xFE else 0xA1)).decode("gb2312", "replace")


def test_plausible_but_wrong_chinese_is_checked_against_the_page_and_replaced(tools: Any, look: Any) -> None:
    page, eyes = look(relabelled(tools.pdf(write), shifted))
    assert page.text_source is TextSource.OCR
    assert any("文字层" in warning and "第1页" in warning for warning in page.warnings)
    # Some lines first, then the page.
    assert len(eyes.shown) > 1
    assert eyes.shown[-1].shape[0] > 4 * eyes.shown[0].shape[0]


def test_rare_characters_that_stand_on_the_page_are_kept(tools: Any, look: Any) -> None:
    rare = "鑫垚淼焱犇骉鑫垚淼焱犇骉矗犇骉鑫垚淼焱犇骉"

    page, eyes = look(
        tools.pdf(lambda c: write(c, (rare,))),
        lambda _: [Word(rare, Box(0.1, 0.2, 0.9, 0.8), 0.97, TextSource.OCR)],
    )
    assert page.text_source is TextSource.TEXT_LAYER
    assert page.text == rare
    assert len(eyes.shown) == 1


def test_without_an_engine_a_doubtful_layer_is_kept_with_a_warning(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(relabelled(tools.pdf(write), shifted))
    (page,) = tools.pages(path)
    assert page.words
    assert any("可疑" in warning for warning in page.warnings)


def test_glyph_numbers_shown_as_ascii_are_checked(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Helvetica", 11)
        c.drawString(60, 760, "!\"#$%&'()*+,-./01234 56789:;<=>?@ABCDEFGH IJKLMNOPQRSTUV")
        c.drawString(60, 730, "WXYZ[\\]^_`abcdefghij klmnopqrstuv wxyz{|}~")

    page, eyes = look(tools.pdf(draw))
    assert len(eyes.shown) > 1
    assert page.text_source is TextSource.OCR


def test_a_scanners_own_invisible_layer_is_not_believed(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        paste(c, tools, (0, 0, 595, 842), ["金额 1,250,000.00"])
        chinese(c)
        for k in range(12):
            text = c.beginText(60, 700 - 26 * k)
            text.setTextRenderMode(3)
            text.textOut("借款全额 1,25O,OOO.OO 人民帀壹佰贰拾伍万元整")
            c.drawText(text)

    page, _ = look(tools.pdf(draw))
    assert [w.text for w in page.words] == ["图上所见的文字"]
    assert page.text_source is TextSource.OCR


def test_what_is_recognised_is_drawn_with_the_real_glyphs(tools: Any, look: Any) -> None:
    _, eyes = look(relabelled(tools.pdf(write), lambda c: chr(0xE000 + ord(c) % 0x1000)))
    (image,) = eyes.shown
    rows = np.flatnonzero((image.min(axis=2) < 128).any(axis=1))
    line = image[rows[0] : rows[0] + int(11 * 200 / 72), int(60 * 200 / 72) : int(400 * 200 / 72)]
    # Boxes in the place of glyphs would fill it nearly.
    assert 0.03 < float((line.min(axis=2) < 128).mean()) < 0.45
