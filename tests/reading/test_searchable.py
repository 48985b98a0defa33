from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pdfplumber
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from docaudit.errors import InputError
from docaudit.reading import Limits
from docaudit.reading.pdf.drawing import Drawing, read_drawing
from docaudit.reading.pdf.text import read_text
from docaudit.reading.scan.picture import Prepared
from docaudit.reading.scan.turning import deskew, lean, turn
from docaudit.reading.searchable import SearchableCopies
from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Page, SourceFile, TextSource, Word

TEXTS = ("借款合同：编号2026-018", "贷款金额：1,250,000.00元", "上海钢铁贸易有限公司", "Loan No. 7 𬬻")
SIZE = (595.0, 842.0)


def words_at(turned: int = 0) -> tuple[Word, ...]:
    """Four lines, upright after the page is turned clockwise by `turned`; boxes on the page as shown."""
    out = []
    for index, text in enumerate(TEXTS):
        box = Box(0.15, 0.1 + 0.08 * index, 0.15 + 0.03 * len(text), 0.13 + 0.08 * index)
        if turned == 90:
            box = Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
        elif turned == 180:
            box = Box(1 - box.x1, 1 - box.y1, 1 - box.x0, 1 - box.y0)
        elif turned == 270:
            box = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
        out.append(Word(text, box, 0.98, TextSource.OCR))
    return tuple(out)


def scanned(number: int = 1, words: tuple[Word, ...] | None = None, **more: Any) -> Page:
    given = words_at(more.get("turned_degrees", 0)) if words is None else words
    lines = tuple(Line(w.text, (w,), w.box) for w in given)
    return Page(number=number, text_source=TextSource.OCR, words=given, lines=lines, **more)


def copied(folder: Path, source: Path, pages: list[Page], kind: str = "pdf") -> tuple[Path, SearchableCopies]:
    out = folder / "copy.pdf"
    copies = SearchableCopies(out, [source])
    made = SourceFile(source=source.name, sha256="", format=kind, page_count=len(pages))
    assert list(copies.watch(source, made, iter(pages))) == pages
    return out, copies


def scan_pdf(tools: Any, pages: int = 1, below: Any = None, **options: Any) -> bytes:
    """A PDF whose pages are one picture each; `below` draws more on each."""
    picture = Image.new("L", (595, 842), 255)
    ImageDraw.Draw(picture).rectangle((80, 80, 500, 300), fill=200)

    def draw(canvas: Any) -> None:
        from reportlab.lib.utils import ImageReader

        for _ in range(pages):
            canvas.drawImage(ImageReader(picture), 0, 0, *SIZE)
            if below:
                below(canvas)
            canvas.showPage()

    made: bytes = tools.pdf(draw, SIZE, **options)
    return made


def altered(data: bytes, **entries: Any) -> bytes:
    """Set entries of the first page."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value
        pdf.save(buffer)
    return buffer.getvalue()


def pdfium_text(path: Path, index: int = 0) -> str:
    document = pdfium.PdfDocument(path)
    try:
        page = document[index]
        text: str = page.get_textpage().get_text_range()
        return text
    finally:
        document.close()


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def ink_boxes(path: Path, scale: float = 2.0) -> Image.Image:
    document = pdfium.PdfDocument(path)
    try:
        shown: Image.Image = document[0].render(scale=scale).to_pil().convert("L")
        return shown
    finally:
        document.close()


def test_words_are_searched_and_copied_in_order_with_two_libraries(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools))
    out, copies = copied(tmp_path, source, [scanned()])
    assert copies.written == [out]
    assert copies.troubles == []
    assert lines_of(pdfium_text(out)) == list(TEXTS)
    with pdfplumber.open(out) as pdf:
        assert lines_of(pdf.pages[0].extract_text()) == list(TEXTS)
    document = pdfium.PdfDocument(out)
    hit = document[0].get_textpage().search("钢铁贸易")
    assert hit.get_next() is not None
    document.close()


def test_boxes_lie_on_the_words_however_page_and_text_are_turned(tools: Any, tmp_path: Path) -> None:
    cases = list(itertools.product((0, 90, 180, 270), (0, 90, 180, 270)))
    source = tmp_path / "scan.pdf"
    with pikepdf.open(io.BytesIO(scan_pdf(tools, pages=len(cases)))) as pdf:
        for page, (rotate, _) in zip(pdf.pages, cases, strict=True):
            page.obj.Rotate = rotate
            page.obj.CropBox = pikepdf.Array([50, 100, 500, 700])
        pdf.save(source)
    pages = [scanned(number, turned_degrees=turned) for number, (_, turned) in enumerate(cases, 1)]
    out, _ = copied(tmp_path, source, pages)
    document = pdfium.PdfDocument(out)
    for index, (rotate, turned) in enumerate(cases):
        # All text is believed here, the invisible too.
        layer = read_text(document[index], document[index].get_textpage(), Drawing())
        wide, high = (450, 600) if rotate % 180 == 0 else (600, 450)
        assert layer.turn == turned
        drawing = read_drawing(document[index], 1_000)
        assert drawing.texts
        assert drawing.invisible == set(drawing.texts)
        # The order on a page that lies on its side is each reader's own; the last line holds a pair of halves.
        found = {w.text: w.box for w in layer.words}
        for wanted, box in ((w.text, w.box) for w in pages[index].words[:3]):
            places = [(b.x0 * wide, b.y0 * high, b.x1 * wide, b.y1 * high) for b in (found[wanted], box)]
            assert places[0] == pytest.approx(places[1], abs=1.0)
        if turned == 0:
            assert lines_of(pdfium_text(out, index)) == list(TEXTS)
    document.close()


@pytest.mark.parametrize("rotate", [0, 90])
def test_another_library_sees_the_boxes_where_the_words_are(tools: Any, tmp_path: Path, rotate: int) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(altered(scan_pdf(tools), Rotate=rotate))
    out, _ = copied(tmp_path, source, [scanned()])
    with pdfplumber.open(out) as pdf:
        page = pdf.pages[0]
        chars = page.chars
        assert "".join(c["text"] for c in chars) == "".join(TEXTS)
        for word in words_at():
            own = [chars.pop(0) for _ in word.text]
            seen = tuple(
                choose(c[key] for c in own) for choose, key in ((min, "x0"), (min, "top"), (max, "x1"), (max, "bottom"))
            )
            box, wide, high = word.box, float(page.width), float(page.height)
            assert seen == pytest.approx((box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high), abs=1.0)


def pdfium_boxes(path: Path) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Characters with boxes in points from the top left of an unrotated page."""
    document = pdfium.PdfDocument(path)
    try:
        page = document[0]
        high = page.get_height()
        text = page.get_textpage()
        out = []
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index, loose=True)
            out.append((text.get_text_range(index, 1), (left, high - top, right, high - bottom)))
        return out
    finally:
        document.close()


def test_each_character_lies_where_it_is_printed(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools))
    out, _ = copied(tmp_path, source, [scanned()])
    chars = [(c, b) for c, b in pdfium_boxes(out) if c.strip()]
    box = words_at()[2].box
    own = chars[sum(len(t.replace(" ", "")) for t in TEXTS[:2]) :][: len(TEXTS[2])]
    assert "".join(c for c, _ in own) == TEXTS[2]
    step = box.width * SIZE[0] / len(TEXTS[2])
    for index, (_, seen) in enumerate(own):
        left = box.x0 * SIZE[0] + index * step
        assert seen == pytest.approx((left, box.y0 * SIZE[1], left + step, box.y1 * SIZE[1]), abs=1.5)


@pytest.mark.parametrize("skew", [-4.0, -1.0, 2.5])
def test_leaning_lines_get_leaning_text_of_their_own_height(tools: Any, tmp_path: Path, skew: float) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools))
    angle = np.radians(abs(skew))
    long, high = 400.0, 14.0
    wide, tall = long * np.cos(angle) + high * np.sin(angle), long * np.sin(angle) + high * np.cos(angle)
    box = Box(80 / SIZE[0], 200 / SIZE[1], (80 + wide) / SIZE[0], (200 + tall) / SIZE[1])
    words = (Word("上海钢铁贸易有限公司向贷款人申请借款", box, 0.9, TextSource.OCR),)
    out, _ = copied(tmp_path, source, [scanned(words=words, skew_degrees=skew)])
    with pdfplumber.open(out) as pdf:
        chars = pdf.pages[0].chars
        matrix = chars[0]["matrix"]
        assert np.degrees(np.arctan2(matrix[1], matrix[0])) == pytest.approx(-skew, abs=0.01)
        assert min(c["x0"] for c in chars) == pytest.approx(80, abs=1)
        assert max(c["x1"] for c in chars) == pytest.approx(80 + wide, abs=1)
        assert min(c["top"] for c in chars) == pytest.approx(200, abs=1)
        assert max(c["bottom"] for c in chars) == pytest.approx(200 + tall, abs=1)


def test_the_page_looks_as_before_and_its_own_drawing_is_copied_byte_for_byte(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools))
    out, _ = copied(tmp_path, source, [scanned()])
    before, after = ink_boxes(source), ink_boxes(out)
    assert np.array_equal(np.asarray(before), np.asarray(after))
    with pikepdf.open(source) as old, pikepdf.open(out) as new:
        contents = new.pages[0].obj.Contents
        assert isinstance(contents, pikepdf.Array)
        kept = [part.read_raw_bytes() for part in contents]
        assert old.pages[0].obj.Contents.read_raw_bytes() in kept
        (image,) = old.pages[0].obj.Resources.XObject.values()
        (copy,) = new.pages[0].obj.Resources.XObject.values()
        assert image.read_raw_bytes() == copy.read_raw_bytes()


def test_a_scanners_own_bad_text_is_replaced_not_doubled(tools: Any, tmp_path: Path) -> None:
    def bad(canvas: Any) -> None:
        text = canvas.beginText(100, 700)
        text.setTextRenderMode(3)
        text.textLine("GARBAGE LAYER")
        canvas.drawText(text)
        canvas.beginForm("inner")
        inner = canvas.beginText(100, 600)
        inner.setTextRenderMode(3)
        inner.textLine("FORM GARBAGE")
        canvas.drawText(inner)
        canvas.rect(10, 10, 30, 30)
        canvas.endForm()
        canvas.doForm("inner")

    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools, below=bad))
    assert "GARBAGE" in pdfium_text(source)
    out, _ = copied(tmp_path, source, [scanned()])
    assert lines_of(pdfium_text(out)) == list(TEXTS)
    with pdfplumber.open(out) as pdf:
        assert "GARBAGE" not in pdf.pages[0].extract_text()
    assert np.array_equal(np.asarray(ink_boxes(source)), np.asarray(ink_boxes(out)))


def test_a_copy_of_a_copy_has_the_words_once(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools))
    first, _ = copied(tmp_path, source, [scanned()])
    again = tmp_path / "again"
    again.mkdir()
    second, _ = copied(again, first, [scanned()])
    assert lines_of(pdfium_text(second)) == list(TEXTS)


def test_visible_text_that_was_no_text_is_not_found_beside_the_words(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools, below=lambda c: c.drawString(100, 700, "#%&@ ~~")))
    out, _ = copied(tmp_path, source, [scanned()])
    assert lines_of(pdfium_text(out)) == list(TEXTS)
    assert np.array_equal(np.asarray(ink_boxes(source)), np.asarray(ink_boxes(out)))


def test_only_recognised_words_are_added_to_a_page_with_good_text(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "mixed.pdf"
    source.write_bytes(scan_pdf(tools, below=lambda c: c.drawString(100, 100, "GOOD TEXT")))
    own = Word("GOOD TEXT", Box(0.2, 0.85, 0.4, 0.9))
    page = Page(number=1, text_source=TextSource.MIXED, words=(own, words_at()[2]))
    out, _ = copied(tmp_path, source, [page])
    assert sorted(lines_of(pdfium_text(out))) == ["GOOD TEXT", TEXTS[2]]


def test_a_file_whose_text_is_good_is_copied_as_it_is(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "digital.pdf"
    source.write_bytes(tools.pdf(lambda c: c.drawString(100, 700, "GOOD TEXT")))
    page = Page(number=1, words=(Word("GOOD TEXT", Box(0.2, 0.1, 0.4, 0.2)),))
    out, _ = copied(tmp_path, source, [page])
    assert out.read_bytes() == source.read_bytes()


def test_pages_that_share_inherited_resources_keep_them(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    with pikepdf.open(io.BytesIO(scan_pdf(tools, pages=3))) as pdf:
        shared = pdf.pages[0].obj.Resources
        for page in pdf.pages:
            del page.obj.Resources
        pdf.Root.Pages.Resources = shared
        pdf.save(source)
    out, _ = copied(tmp_path, source, [scanned(2)])
    assert lines_of(pdfium_text(out, 0)) == []
    assert lines_of(pdfium_text(out, 1)) == list(TEXTS)
    assert np.asarray(ink_boxes(out)).min() < 255


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_picture_becomes_a_pdf_that_shows_the_same_pixels(tmp_path: Path, form: str) -> None:
    picture = Image.new("RGB", (595, 842), "white")
    ImageDraw.Draw(picture).ellipse((100, 80, 300, 500), fill=(200, 30, 30))
    source = tmp_path / f"photo.{form.lower()}"
    picture.save(source, form)
    out, copies = copied(tmp_path, source, [scanned()], "image")
    assert copies.written == [out], copies.troubles
    assert lines_of(pdfium_text(out)) == list(TEXTS)
    document = pdfium.PdfDocument(out)
    (image,) = [o for o in document[0].get_objects() if isinstance(o, pdfium.PdfImage)]
    shown = np.asarray(image.get_bitmap().to_pil().convert("RGB"))
    document.close()
    assert np.array_equal(shown, np.asarray(Image.open(source).convert("RGB")))


@pytest.mark.parametrize("orientation", [3, 5, 6, 8])
def test_a_photograph_is_shown_as_its_exif_says(tmp_path: Path, orientation: int) -> None:
    from PIL import ImageOps

    picture = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 60, 30), fill="black")
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = tmp_path / "photo.jpg"
    picture.save(source, "JPEG", exif=exif, quality=95)
    out, _ = copied(tmp_path, source, [scanned()], "image")
    wanted = ImageOps.exif_transpose(Image.open(source)).convert("L")
    shown = ink_boxes(out, scale=1.0).resize(wanted.size)
    assert np.abs(np.asarray(shown, np.int16) - np.asarray(wanted, np.int16)).mean() < 4


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    frames = [Image.new("1", (800, 1000), 1), Image.new("L", (800, 1000), 240), Image.new("I;16", (800, 1000), 40000)]
    source = tmp_path / "fax.tif"
    frames[0].save(source, save_all=True, append_images=frames[1:], dpi=(200, 200))
    out, copies = copied(tmp_path, source, [scanned(1), scanned(3)], "image")
    assert copies.troubles == []
    document = pdfium.PdfDocument(out)
    assert len(document) == 3
    assert document[0].get_size() == pytest.approx((288, 360), abs=0.1)
    assert [np.asarray(document[i].render().to_pil().convert("L")).mean().round() for i in range(3)] == pytest.approx(
        [255, 240, 155], abs=2
    )
    document.close()
    assert [lines_of(pdfium_text(out, i)) for i in range(3)] == [list(TEXTS), [], list(TEXTS)]


def test_an_owner_password_stays_and_the_words_are_found(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(scan_pdf(tools))) as pdf:
        pdf.save(source, encryption=pikepdf.Encryption(owner="secret", user="", R=6))
    out, _ = copied(tmp_path, source, [scanned()])
    assert lines_of(pdfium_text(out)) == list(TEXTS)
    with pikepdf.open(out) as pdf:
        assert pdf.is_encrypted


def test_nothing_is_written_over_and_a_half_read_file_leaves_no_copy(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools))
    with pytest.raises(InputError, match=r"scan\.pdf"):
        SearchableCopies(source, [source])

    def stopping() -> Iterator[Page]:
        yield scanned()
        msg = "the reader stops"
        raise ValueError(msg)

    copies = SearchableCopies(tmp_path / "copy.pdf", [source])
    with pytest.raises(ValueError, match="stops"):
        list(copies.watch(source, SourceFile(source="scan.pdf", sha256="", format="pdf"), stopping()))
    assert copies.written == []
    assert copies.troubles[0][0] == "scan.pdf"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["scan.pdf"]


def test_members_of_archives_keep_their_folders_in_the_folder_of_copies(tools: Any, tmp_path: Path) -> None:
    source = tools.zip(tmp_path / "case.zip", {"合同/a.pdf": scan_pdf(tools), "b.docx": b"x"})
    out = tmp_path / "copies"
    copies = SearchableCopies(out, [source, tmp_path])
    for name, kind in (("case.zip!/合同/a.pdf", "pdf"), ("case.zip!/b.docx", "docx")):
        made = SourceFile(source=name, sha256="", format=kind)
        list(copies.watch(source, made, iter([scanned()])))
    assert copies.written == [out / "case.zip" / "合同" / "a.pdf"]
    assert lines_of(pdfium_text(copies.written[0])) == list(TEXTS)
    assert [name for name, _ in copies.troubles] == ["case.zip!/b.docx"]


def test_a_picture_beyond_the_limit_is_named_with_it(tmp_path: Path) -> None:
    source = tmp_path / "large.png"
    Image.new("L", (2000, 2000), 255).save(source)
    copies = SearchableCopies(tmp_path / "copy.pdf", [source], Limits(pixels=1_000_000))
    list(copies.watch(source, SourceFile(source="large.png", sha256="", format="image"), iter([scanned()])))
    assert copies.written == []
    assert "超过上限 1 百万像素" in copies.troubles[0][1]


def test_a_signed_pdf_is_copied_with_a_word_about_its_signature(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "signed.pdf"
    with pikepdf.open(io.BytesIO(scan_pdf(tools))) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=[])
        pdf.save(source)
    out, copies = copied(tmp_path, source, [scanned()])
    assert copies.written == [out]
    assert "签名" in copies.troubles[0][1]


def test_a_page_wrapped_in_an_unbalanced_drawing_still_gets_its_words_in_place(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    with pikepdf.open(io.BytesIO(scan_pdf(tools))) as pdf:
        pdf.pages[0].contents_add(b"0.5 0 0 0.5 100 100 cm\n", prepend=True)
        pdf.save(source)
    out, _ = copied(tmp_path, source, [scanned()])
    chars = [b for c, b in pdfium_boxes(out) if c.strip()]
    assert chars[0][0] == pytest.approx(words_at()[0].box.x0 * SIZE[0], abs=1.5)
    assert json.dumps(lines_of(pdfium_text(out))) == json.dumps(list(TEXTS))


@pytest.mark.parametrize(("skew", "turned"), [(2.0, 0), (-3.0, 90), (1.5, 180), (-1.0, 270)])
def test_the_lean_of_a_page_is_what_levelling_took_away(tools: Any, skew: float, turned: int) -> None:
    upright = np.asarray(tools.picture(["贷款金额 1,250,000.00 " + TEXTS[2] * 2] * 10).convert("RGB"))
    high, wide = upright.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), -skew, 1.0)
    leaning = np.asarray(cv2.warpAffine(upright, matrix, (wide, high), borderValue=(255, 255, 255)), np.uint8)
    lying = np.ascontiguousarray(np.rot90(leaning, turned // 90))
    start = Prepared(lying, np.eye(3))
    level = deskew(turn(start, turned) if turned else start)
    assert lean(level, turned) == pytest.approx(skew, abs=0.2)


def test_papers_that_lie_differently_on_one_page_get_each_its_own_direction(tools: Any, tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(scan_pdf(tools))
    level = scanned(words=words_at()[:1])
    lying = scanned(words=(Word("上海钢铁贸易", Box(0.1, 0.5, 0.12, 0.8), 0.9, TextSource.OCR),), turned_degrees=90)
    both = scanned(words=(*level.words, *lying.words), papers=(level, lying))
    out, _ = copied(tmp_path, source, [both])
    with pdfplumber.open(out) as pdf:
        upright = {c["text"]: c["upright"] for c in pdf.pages[0].chars}
    assert (upright["借"], upright["钢"]) == (True, False)
