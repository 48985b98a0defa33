"""Text that a viewer does not show is not read, and marks across a page stand apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from tests.reading.written import SENTENCES, chinese, paste, write

from docaudit.records.pages import TextSource

HIDDEN = "隐藏的金额 9,999,999.00"


def invisible(c: Any) -> None:
    text = c.beginText(60, 500)
    text.setTextRenderMode(3)
    text.textOut(HIDDEN)
    c.drawText(text)


def white(c: Any) -> None:
    c.setFillColorRGB(1, 1, 1)
    c.drawString(60, 500, HIDDEN)


def nearly_white(c: Any) -> None:
    c.setFillColorRGB(0.98, 0.98, 0.98)
    c.drawString(60, 500, HIDDEN)


def transparent(c: Any) -> None:
    c.setFillAlpha(0.0)
    c.drawString(60, 500, HIDDEN)


def clipped(c: Any) -> None:
    path = c.beginPath()
    path.rect(400, 100, 20, 20)
    c.clipPath(path, stroke=0)
    c.drawString(60, 500, HIDDEN)


def painted_over(c: Any) -> None:
    c.drawString(60, 500, HIDDEN)
    c.setFillColorRGB(1, 1, 1)
    c.rect(40, 480, 400, 60, stroke=0, fill=1)


def beside_the_page(c: Any) -> None:
    c.drawString(700, 500, HIDDEN)
    c.drawString(60, -80, HIDDEN)


@pytest.mark.parametrize(
    "hide",
    [invisible, white, nearly_white, transparent, clipped, painted_over, beside_the_page],
    ids=lambda f: f.__name__,
)
def test_text_that_a_viewer_does_not_show_is_not_read(tools: Any, look: Any, hide: Callable[[Any], None]) -> None:
    def draw(c: Any) -> None:
        write(c)
        c.saveState()
        hide(c)
        c.restoreState()
        chinese(c)
        c.drawString(60, 300, "见证方：国信公证处")

    page, _ = look(tools.pdf(draw))
    assert [line.text for line in page.lines] == [*SENTENCES, "见证方：国信公证处"]


def test_text_on_a_layer_that_is_off_is_not_read(tools: Any, look: Any) -> None:
    import pikepdf

    def draw(c: Any) -> None:
        write(c)
        c._code.append("/OC /hidden BDC")
        c.drawString(60, 500, HIDDEN)
        c._code.append("EMC")

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(tools.pdf(draw))) as document:
        group = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="hidden"))
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(OFF=[group]))
        document.pages[0].Resources.Properties = pikepdf.Dictionary({"/hidden": group})
        document.save(buffer)
    page, _ = look(buffer.getvalue())
    assert [line.text for line in page.lines] == list(SENTENCES)


def test_white_text_on_a_dark_ground_and_text_on_a_painted_cell_are_read(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        write(c)
        c.setFillColorRGB(0.1, 0.2, 0.5)
        c.rect(50, 480, 400, 40, stroke=0, fill=1)
        c.setFillColorRGB(1, 1, 1)
        c.drawString(60, 495, "交易日期 摘要 余额")
        c.setFillColorRGB(0.9, 0.9, 0.9)
        c.rect(50, 430, 400, 40, stroke=0, fill=1)
        c.setFillColorRGB(0, 0, 0)
        c.drawString(60, 445, "1,250,000.00")

    page, _ = look(tools.pdf(draw))
    assert [line.text for line in page.lines] == [*SENTENCES, "交易日期 摘要 余额", "1,250,000.00"]


def test_a_watermark_over_a_scan_is_no_text_layer(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        paste(c, tools, (0, 0, 595, 842), ["金额 1,250,000.00"])
        chinese(c)
        for k in range(12):
            c.drawString(60 + 30 * (k % 3), 760 - 60 * k, "仅供办理贷款使用")

    page, _ = look(tools.pdf(draw))
    assert [w.text for w in page.words] == ["图上所见的文字"]
    assert page.text_source is TextSource.OCR


def test_a_mark_across_the_page_stands_apart_from_its_lines(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        write(c)
        c.saveState()
        c.translate(200, 600)
        c.rotate(38)
        chinese(c, 40)
        c.setFillColorRGB(0.6, 0.6, 0.6)
        c.drawString(0, 0, "复印件无效")
        c.restoreState()

    page, _ = look(tools.pdf(draw))
    assert [line.text for line in page.lines] == [*SENTENCES, "复印件无效"]
