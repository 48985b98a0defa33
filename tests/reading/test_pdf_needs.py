"""What a page needs: its text layer, the pictures on it, or a look at the whole of it."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.reading.written import SENTENCES, chinese, paste, write

from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word


def test_a_good_layer_is_used_and_nothing_is_recognised(tools: Any, look: Any) -> None:
    page, eyes = look(tools.pdf(write))
    assert [line.text for line in page.lines] == list(SENTENCES)
    assert page.text_source is TextSource.TEXT_LAYER
    assert not eyes.shown


def test_several_pasted_pictures_are_read_beside_the_text_each_once(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        write(c)
        paste(c, tools, (60, 400, 220, 160), ["收据一 100.00"])
        paste(c, tools, (310, 400, 220, 160), ["收据二 200.00"])

    texts = iter(("收据一 100.00", "收据二 200.00"))

    def say(_: Any) -> list[Word]:
        return [Word(next(texts), Box(0.1, 0.1, 0.5, 0.2), 0.99, TextSource.OCR)]

    page, eyes = look(tools.pdf(draw), say)
    assert page.text_source is TextSource.MIXED
    assert [line.text for line in page.lines] == [*SENTENCES, "收据一 100.00", "收据二 200.00"]
    assert len(eyes.shown) == 2
    first, second = page.lines[-2].words[0].box, page.lines[-1].words[0].box
    assert (first.x0, first.y0) == pytest.approx(((60 + 22) / 595, (842 - 560 + 16) / 842), abs=0.01)
    assert second.x0 == pytest.approx((310 + 22) / 595, abs=0.01)


def test_text_typed_on_a_picture_is_kept_out_of_what_is_recognised(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        write(c)
        paste(c, tools, (60, 300, 440, 300), [""])
        chinese(c)
        c.drawString(120, 450, "甲方公司名称")

    shown = []

    def say(image: Any) -> list[Word]:
        shown.append(int(image.min()))
        return []

    page, _ = look(tools.pdf(draw), say)
    # Nothing but white paper was left to recognise, so the picture was taken for blank or seen without the text.
    assert all(darkest > 200 for darkest in shown)
    assert [line.text for line in page.lines] == [*SENTENCES, "甲方公司名称"]


def test_a_scan_in_strips_is_one_picture(tools: Any, look: Any) -> None:
    from reportlab.lib.utils import ImageReader

    whole = tools.picture(["金额 1,250,000.00", "日期 20260318"] * 6)

    def draw(c: Any) -> None:
        write(c)
        for k in range(18):
            strip = whole.crop((0, 50 * k, 1240, 50 * k + 50))
            c.drawImage(ImageReader(strip), 60, 600 - 20 * (k + 1), 440, 20)

    page, eyes = look(tools.pdf(draw))
    assert len(eyes.shown) == 1
    assert page.text_source is TextSource.MIXED


def test_text_turned_into_outlines_is_looked_at(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Helvetica", 11)
        c.drawString(60, 760, "1,250,000.00 and 2,300.00 for the year 2026")
        for k in range(60):
            path = c.beginPath()
            path.moveTo(60 + 12 * (k % 30), 700 - 20 * (k // 30))
            for corner in range(12):
                path.lineTo(60 + 12 * (k % 30) + (corner * 7) % 10, 700 - 20 * (k // 30) + (corner * 5) % 11)
            path.close()
            c.drawPath(path, stroke=0, fill=1)

    page, eyes = look(tools.pdf(draw))
    assert len(eyes.shown) == 1
    assert page.text_source is TextSource.MIXED
    assert "1,250,000.00" in page.text


def test_a_page_of_outlines_alone_is_read_as_a_picture(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        for k in range(300):
            c.rect(60 + 15 * (k % 30), 700 - 30 * (k // 30), 8, 10, stroke=1, fill=k % 2)

    page, eyes = look(tools.pdf(draw))
    assert page.text_source is TextSource.OCR
    assert len(eyes.shown) == 1


def test_a_filled_field_and_a_typed_note_are_read(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        write(c)
        c.acroForm.textfield(name="amount", value="1250000", x=60, y=500, width=200, height=24, borderWidth=0)

    page, _ = look(tools.pdf(draw))
    assert any("1250000" in line.text for line in page.lines)


def test_an_empty_page_and_a_coloured_sheet_are_blank(tools: Any, look: Any) -> None:
    page, _ = look(tools.pdf(lambda c: c.showPage()))
    assert page.blank

    def yellow(c: Any) -> None:
        c.setFillColorRGB(1, 0.9, 0.2)
        c.rect(0, 0, 595, 842, stroke=0, fill=1)

    page, eyes = look(tools.pdf(yellow))
    assert page.blank
    assert not eyes.shown


@pytest.mark.parametrize("title", ["分隔页", "文件分隔页", "— 隔页 —", "SEPARATOR SHEET", "Patch T"])
def test_a_separator_sheet_is_marked(tools: Any, look: Any, title: str) -> None:
    page, _ = look(tools.pdf(lambda c: write(c, (title,))))
    assert page.separator
    assert not page.blank


@pytest.mark.parametrize("title", ["分隔页之后为合同正文", "（本页无正文，为签署页）", "页", "收据", "2026"])
def test_other_short_pages_are_no_separators(tools: Any, look: Any, title: str) -> None:
    page, _ = look(tools.pdf(lambda c: write(c, (title,))))
    assert not page.separator


def test_a_sheet_with_nothing_but_a_code_is_a_separator(tools: Any, look: Any) -> None:
    import zxingcpp

    code = zxingcpp.create_barcode("BATCH-0017", zxingcpp.BarcodeFormat.QRCode)
    picture = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=8)))

    def draw(c: Any) -> None:
        from reportlab.lib.utils import ImageReader

        c.drawImage(ImageReader(picture), 200, 400, 200, 200)

    page, _ = look(tools.pdf(draw), lambda _: [])
    assert [code.text for code in page.codes] == ["BATCH-0017"]
    assert page.separator


def test_the_name_round_a_drawn_seal_is_a_seal_and_no_line(tools: Any, look: Any) -> None:
    import math

    name = "江苏恒泰精密机械有限公司"

    def draw(c: Any) -> None:
        write(c)
        chinese(c, 12)
        c.setFillColorRGB(0.9, 0.1, 0.1)
        for k, character in enumerate(name):
            turn = 60 - k * 120 / (len(name) - 1)
            c.saveState()
            c.translate(400 - 60 * math.sin(math.radians(turn)), 400 + 60 * math.cos(math.radians(turn)))
            c.rotate(turn)
            c.drawCentredString(0, 0, character)
            c.restoreState()

    page, _ = look(tools.pdf(draw))
    assert [seal.text for seal in page.seals] == [name]
    assert page.seals[0].colour == "red"
    assert [line.text for line in page.lines] == list(SENTENCES)


def test_a_coloured_stamp_is_looked_at_and_a_grey_logo_is_not(tools: Any, look: Any) -> None:
    from PIL import ImageDraw
    from reportlab.lib.utils import ImageReader

    def stamp(colour: tuple[int, int, int]) -> Image.Image:
        image = Image.new("RGB", (400, 400), "white")
        ImageDraw.Draw(image).ellipse((20, 20, 380, 380), outline=colour, width=14)
        return image

    def draw(c: Any, colour: tuple[int, int, int]) -> None:
        write(c)
        c.drawImage(ImageReader(stamp(colour)), 350, 300, 110, 110)

    page, eyes = look(tools.pdf(lambda c: draw(c, (60, 60, 60))))
    assert not eyes.shown
    assert not page.seals
    page, _ = look(tools.pdf(lambda c: draw(c, (210, 30, 30))), lambda _: [])
    (seal,) = page.seals
    assert (seal.shape, seal.colour) == ("round", "red")
    assert seal.box.center == pytest.approx((405 / 595, (842 - 355) / 842), abs=0.01)
    assert [line.text for line in page.lines] == list(SENTENCES)
    assert page.text_source is TextSource.TEXT_LAYER


def test_a_note_along_the_margin_is_no_part_of_the_lines_beside_it(tools: Any, look: Any) -> None:
    def draw(c: Any) -> None:
        write(c)
        c.saveState()
        c.translate(575, 770)
        c.rotate(-90)
        chinese(c, 9)
        c.drawString(0, 0, "下载次数：1")
        c.restoreState()

    page, _ = look(tools.pdf(draw))
    assert [line.text for line in page.lines] == [*SENTENCES, "下载次数：1"]
    assert page.turned_degrees == 0


@pytest.mark.parametrize("kind", ["QRCode", "Code128"])
def test_codes_are_read_where_their_pictures_stand_without_a_look_at_the_page(
    tools: Any, look: Any, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    import zxingcpp

    from docaudit.reading.pdf import document, raster

    code = zxingcpp.create_barcode("25322000000000001", getattr(zxingcpp.BarcodeFormat, kind))
    picture = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=3)))
    drawn = []

    def draw_part(page: Any, dpi: int, area: Box | None = None) -> Any:
        drawn.append(area)
        return raster.draw(page, dpi, area)

    monkeypatch.setattr(document, "draw", draw_part)
    wide = 100 if kind == "QRCode" else 260

    def draw(c: Any) -> None:
        from reportlab.lib.utils import ImageReader

        write(c)
        c.drawImage(ImageReader(picture), 300, 500, wide, 100 if kind == "QRCode" else 60)

    page, _ = look(tools.pdf(draw))
    assert [code.text for code in page.codes] == ["25322000000000001"]
    x, y = page.codes[0].box.center
    assert (x, y) == pytest.approx(((300 + wide / 2) / 595, (842 - (550 if kind == "QRCode" else 530)) / 842), abs=0.03)
    assert all(area is not None for area in drawn)


def test_a_page_of_many_forms_inside_each_other_is_walked_no_further_than_its_limit(tools: Any) -> None:
    import pikepdf
    import pypdfium2 as pdfium

    from docaudit.reading.pdf.drawing import read_drawing

    with pikepdf.open(io.BytesIO(tools.pdf(lambda c: c.showPage()))) as document:
        inner = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        for _ in range(3):
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
            inner = document.make_stream(
                b"/F Do " * 12,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=resources,
            )
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        document.pages[0].Contents = document.make_stream(b"/F Do " * 12)
        buffer = io.BytesIO()
        document.save(buffer)
    opened = pdfium.PdfDocument(buffer.getvalue())
    drawing = read_drawing(opened[0], 5_000)
    assert drawing.cut_short
    assert drawing.objects == 0
    opened.close()


def test_a_code_drawn_as_squares_on_an_invoice_is_read(tools: Any, look: Any) -> None:
    import zxingcpp

    code = zxingcpp.create_barcode("01,32,,25322000000000001,1250.00,20260318", zxingcpp.BarcodeFormat.QRCode)
    modules = np.array(zxingcpp.write_barcode_to_image(code, scale=1)) < 128

    def draw(c: Any) -> None:
        write(c, ("电子发票（普通发票）",))
        for y, x in zip(*np.nonzero(modules), strict=True):
            c.rect(60 + 3 * int(x), 700 - 3 * int(y), 3, 3, stroke=0, fill=1)

    page, _ = look(tools.pdf(draw))
    assert [code.text for code in page.codes] == ["01,32,,25322000000000001,1250.00,20260318"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_picture_on_a_turned_page_is_read_where_a_viewer_shows_it(tools: Any, look: Any, turn: int) -> None:
    import pikepdf

    def draw(c: Any) -> None:
        write(c)
        paste(c, tools, (60, 200, 400, 300), ["收据 100.00"])

    with pikepdf.open(io.BytesIO(tools.pdf(draw))) as document:
        document.pages[0].Rotate = turn
        buffer = io.BytesIO()
        document.save(buffer)
    page, eyes = look(buffer.getvalue(), lambda _: [Word("收据 100.00", Box(0.4, 0.4, 0.6, 0.6), 0.99, TextSource.OCR)])
    assert len(eyes.shown) == 1
    assert page.text_source is TextSource.MIXED
    (word,) = [w for w in page.words if w.origin is TextSource.OCR]
    x, y = (60 + 200) / 595, 1 - (200 + 150) / 842
    expected = {0: (x, y), 90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}[turn]
    assert word.box.center == pytest.approx(expected, abs=0.02)
