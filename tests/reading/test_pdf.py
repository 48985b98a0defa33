from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from docaudit.reading import page_picture
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource

CENT = 0.01


def near(box: Box, expected: tuple[float, float, float, float], by: float = CENT) -> bool:
    return all(abs(a - b) <= by for a, b in zip((box.x0, box.y0, box.x1, box.y1), expected, strict=True))


def test_a_word_is_read_where_it_was_drawn(tmp_path: Path, tools: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Helvetica", 12)
        c.drawString(100, 700, "1,250,000.00")
        c.showPage()

    path = tmp_path / "a.pdf"
    path.write_bytes(tools.pdf(draw))
    (page,) = tools.pages(path)
    (word,) = page.words
    assert word.text == "1,250,000.00"
    assert near(word.box, (100 / 595, (842 - 711) / 842, (100 + 70) / 595, (842 - 697) / 842))
    assert (page.width, page.height, page.number) == (595, 842, 1)
    assert page.text_source is TextSource.TEXT_LAYER


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        # A word at the top left of an unturned page of 842 by 595 goes round the corners as the page is turned.
        (0, (0.10, 0.10)),
        (90, (0.90, 0.10)),
        (180, (0.90, 0.90)),
        (270, (0.10, 0.90)),
    ],
)
def test_boxes_follow_the_page_as_a_viewer_turns_it(
    tmp_path: Path, tools: Any, rotation: int, expected: tuple[float, float]
) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")

    def draw(c: Any) -> None:
        c.setFont("Helvetica", 10)
        c.drawCentredString(84.2, 535.5 - 3.5, "20260318")

    document = pypdfium2.PdfDocument(tools.pdf(draw, (842, 595)))
    document[0].set_rotation(rotation)
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "turned.pdf"
    path.write_bytes(buffer.getvalue())
    (page,) = tools.pages(path)
    (word,) = page.words
    assert word.text == "20260318"
    assert word.box.center == pytest.approx(expected, abs=CENT)
    assert (page.width, page.height) == ((842, 595) if rotation % 180 == 0 else (595, 842))
    assert page.turned_degrees == -rotation % 360


def test_text_drawn_sideways_reads_in_lines_and_keeps_its_boxes(tmp_path: Path, tools: Any) -> None:
    def draw(c: Any) -> None:
        c.translate(100, 100)
        c.rotate(90)
        c.setFont("Helvetica", 12)
        c.drawString(0, 0, "first 2026")
        c.drawString(300, 0, "amount")
        c.drawString(0, -40, "second 2027")

    path = tmp_path / "sideways.pdf"
    path.write_bytes(tools.pdf(draw))
    (page,) = tools.pages(path)
    assert [line.text for line in page.lines] == ["first 2026 amount", "second 2027"]
    first = page.words[0].box
    assert first.height * 842 > 3 * first.width * 595
    assert first.x1 == pytest.approx(102 / 595, abs=CENT)


def test_a_crop_box_moves_the_origin(tmp_path: Path, tools: Any) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")

    def draw(c: Any) -> None:
        c.setFont("Helvetica", 12)
        c.drawString(120, 700, "cropped")

    document = pypdfium2.PdfDocument(tools.pdf(draw))
    document[0].set_cropbox(100, 400, 500, 800)
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "crop.pdf"
    path.write_bytes(buffer.getvalue())
    (page,) = tools.pages(path)
    (word,) = page.words
    assert word.box.x0 == pytest.approx(20 / 400, abs=CENT)
    assert word.box.y1 == pytest.approx(1 - 297 / 400, abs=CENT)


def test_cells_drawn_apart_are_words_of_their_own(tmp_path: Path, tools: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Helvetica", 9)
        for row in range(3):
            for x, text in ((40, "2026-03-18"), (96, "1,000.00"), (140, "52,000.00"), (200, "Shanghai Steel Trade")):
                c.drawString(x, 700 - 14 * row, text)

    path = tmp_path / "unruled.pdf"
    path.write_bytes(tools.pdf(draw))
    (page,) = tools.pages(path)
    assert len(page.lines) == 3
    for line in page.lines:
        assert [w.text for w in line.words] == ["2026-03-18", "1,000.00", "52,000.00", "Shanghai Steel Trade"]


def ruled(c: Any, merged: bool = False) -> None:
    c.setFont("Helvetica", 10)
    xs, ys = [50, 150, 250, 400], [700, 680, 660, 640]
    for y in ys:
        c.line(xs[0], y, xs[-1], y)
    for i, x in enumerate(xs):
        c.line(x, ys[1] if merged and i in (1, 2) else ys[0], x, ys[-1])
    for r in range(3):
        for k in range(3):
            if not (merged and r == 0 and k):
                c.drawString(xs[k] + 5, ys[r] - 14, f"r{r}c{k}")


def test_a_ruled_table_has_its_cells_and_boxes(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "ruled.pdf"
    path.write_bytes(tools.pdf(ruled))
    (page,) = tools.pages(path)
    (table,) = page.tables
    assert [[c.text if c else None for c in row] for row in table.rows()] == [
        [f"r{r}c{k}" for k in range(3)] for r in range(3)
    ]
    middle = table.rows()[1][1]
    assert middle is not None
    assert middle.box is not None
    assert near(middle.box, (150 / 595, (842 - 680) / 842, 250 / 595, (842 - 660) / 842), by=0.003)


def test_a_missing_rule_merges_cells(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "merged.pdf"
    path.write_bytes(tools.pdf(lambda c: ruled(c, merged=True)))
    (page,) = tools.pages(path)
    (table,) = page.tables
    assert (table.row_count, table.column_count, len(table.cells)) == (3, 3, 7)
    assert table.cells[0].column_span == 3
    assert table.rows()[0][1] is None


def test_a_text_run_over_a_rule_is_cut_into_its_cells(tmp_path: Path, tools: Any) -> None:
    def draw(c: Any) -> None:
        c.setFont("Courier", 10)
        for y in (700, 680, 660):
            c.line(50, y, 170, y)
        for x in (50, 110, 170):
            c.line(x, 700, x, 660)
        c.drawString(50, 686, "AAAAAAAAAABBBBBBBBBB")

    path = tmp_path / "run.pdf"
    path.write_bytes(tools.pdf(draw))
    (page,) = tools.pages(path)
    assert [c.text for c in page.tables[0].cells[:2]] == ["A" * 10, "B" * 10]
    assert [w.text for w in page.words] == ["A" * 10, "B" * 10]


def test_a_pdf_with_a_user_password_is_unreadable_and_says_so(tmp_path: Path, tools: Any) -> None:
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    path = tmp_path / "locked.pdf"
    path.write_bytes(tools.pdf(lambda c: c.drawString(9, 9, "x"), encrypt=encryption.StandardEncryption("secret")))
    refusal = tools.refusal(path)
    assert "密码" in refusal.reason
    assert refusal.advice
    assert len(refusal.sha256) == 64


def test_a_pdf_with_only_an_owner_password_is_read(tmp_path: Path, tools: Any) -> None:
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    path = tmp_path / "owner.pdf"
    locked = encryption.StandardEncryption("", ownerPassword="owner")
    path.write_bytes(tools.pdf(lambda c: c.drawString(90, 90, "open"), encrypt=locked))
    assert tools.pages(path)[0].text == "open"


def test_a_cut_off_pdf_never_raises(tmp_path: Path, tools: Any) -> None:
    whole = tools.pdf(lambda c: c.drawString(90, 90, "open"))
    for length in (5, 20, len(whole) // 2, len(whole) - 30):
        path = tmp_path / f"{length}.pdf"
        path.write_bytes(whole[:length])
        assert list(tools.read(path))


def test_pages_are_read_one_at_a_time(tmp_path: Path, tools: Any) -> None:
    from docaudit.reading import SourcePages, read_path

    def draw(c: Any) -> None:
        for number in range(5):
            c.drawString(90, 90, f"page {number}")
            c.showPage()

    path = tmp_path / "many.pdf"
    path.write_bytes(tools.pdf(draw))
    (source,) = read_path(path, tools.no_ocr)
    assert isinstance(source, SourcePages)
    assert source.source.page_count == 5
    assert next(source.pages).number == 1
    assert [p.number for p in source.pages] == [2, 3, 4, 5]


def test_a_page_picture_has_the_width_asked_for(tmp_path: Path, tools: Any) -> None:
    from PIL import Image

    path = tmp_path / "a.pdf"
    path.write_bytes(tools.pdf(lambda c: c.drawString(90, 90, "open")))
    picture = Image.open(io.BytesIO(page_picture(path, "a.pdf", 1, 800)))
    assert picture.format == "PNG"
    assert picture.width == pytest.approx(800, abs=2)


def test_a_scan_without_an_engine_says_that_it_was_not_read(tmp_path: Path, tools: Any) -> None:
    reportlab = pytest.importorskip("reportlab.lib.utils")
    image = tools.picture(["编号 20260318", "金额 1,250,000.00"])

    path = tmp_path / "scan.pdf"
    path.write_bytes(tools.pdf(lambda c: c.drawImage(reportlab.ImageReader(image), 0, 0, 595, 842)))
    (page,) = tools.pages(path)
    assert page.words == ()
    assert not page.blank
    assert any("引擎" in warning for warning in page.warnings)
