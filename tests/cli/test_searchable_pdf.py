from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.cli.test_commands import Run

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capfd)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    path = tmp_path / "letter.pdf"
    made = canvas.Canvas(str(path))
    made.drawString(100, 700, "Letter of 18 March")
    made.save()
    return path


def test_a_copy_of_one_file_is_written_where_one_says_beside_the_lines(run: Run, paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.pdf"
    ran = run("extract", paper, "--json", "--ocr-engine", "off", "--searchable-pdf", out)
    assert ran.status == 0, ran
    assert [json.loads(line)["source"] for line in ran.out.splitlines()] == ["letter.pdf"]
    assert ran.err.strip() == str(out)
    # Its text was good: not a byte is changed.
    assert out.read_bytes() == paper.read_bytes()


def test_copies_of_several_files_need_a_folder(run: Run, paper: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    file.write_bytes(b"kept")
    text = tmp_path / "说明.txt"
    text.write_text("说明\n第二行\n", "utf-8")
    refused = run("extract", paper, text, "--ocr-engine", "off", "--searchable-pdf", file)
    assert refused.status == 2
    assert str(file) in refused.err
    assert file.read_bytes() == b"kept"
    folder = tmp_path / "copies"
    ran = run("extract", paper, text, "--ocr-engine", "off", "--searchable-pdf", folder)
    assert ran.status == 0
    assert [p.name for p in folder.iterdir()] == ["letter.pdf"]
    assert "说明.txt" in ran.err


def test_the_input_is_never_written_over(run: Run, paper: Path) -> None:
    before = paper.read_bytes()
    ran = run("extract", paper, "--ocr-engine", "off", "--searchable-pdf", paper)
    assert ran.status == 2
    assert len(ran.lines) == 1
    assert paper.read_bytes() == before


def test_a_file_without_page_pictures_gets_no_copy_and_status_two(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "说明.txt"
    text.write_text("说明\n第二行\n", "utf-8")
    ran = run("extract", text, "--json", "--searchable-pdf", tmp_path / "copy.pdf")
    assert ran.status == 2
    assert "说明.txt" in ran.err
    assert json.loads(ran.out)["doc_type"] == "other"
    assert not (tmp_path / "copy.pdf").exists()


@pytest.mark.ocr
def test_what_was_recognised_can_be_searched_where_it_is_printed(run: Run, tmp_path: Path) -> None:
    if not FONT.exists():
        pytest.skip("no Chinese font on this machine")
    image = Image.new("RGB", (1240, 900), "white")
    pen: Any = ImageDraw.Draw(image)
    pen.text((90, 80), "收款人：上海钢铁贸易有限公司", font=ImageFont.truetype(str(FONT), 36), fill="black")
    pen.text((90, 200), "金额：1,250,000.00元", font=ImageFont.truetype(str(FONT), 36), fill="black")
    source, out = tmp_path / "scan.pdf", tmp_path / "copy.pdf"
    image.save(source, resolution=150)
    ran = run("extract", source, "--json", "--searchable-pdf", out)
    assert ran.status == 0, ran
    page = pdfium.PdfDocument(out)[0]
    text = page.get_textpage()
    hit = text.search("上海钢铁贸易有限公司").get_next()
    assert hit is not None
    first, last = text.get_charbox(hit[0]), text.get_charbox(hit[0] + hit[1] - 1)
    scale, high = 150 / 72, page.get_height()
    left, _, right, _ = pen.textbbox((90, 80), "收款人：", font=ImageFont.truetype(str(FONT), 36))
    _, top, end, bottom = pen.textbbox((90, 80), "收款人：上海钢铁贸易有限公司", font=ImageFont.truetype(str(FONT), 36))
    del left
    assert first[0] * scale == pytest.approx(right, abs=14)
    assert last[2] * scale == pytest.approx(end, abs=10)
    assert (high - first[3]) * scale == pytest.approx(top, abs=10)
    assert (high - first[1]) * scale == pytest.approx(bottom, abs=10)
