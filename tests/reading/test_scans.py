from __future__ import annotations

import io
import itertools
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from docaudit.reading import Limits, ReadOptions, Unreadable, read_path
from docaudit.reading.geometry import fraction_matrix, map_by
from docaudit.reading.layout import Rule, build_tables, group_lines
from docaudit.reading.scan import read_scan
from docaudit.reading.scan.photograph import straighten_photograph
from docaudit.reading.scan.picture import Prepared, is_blank
from docaudit.reading.scan.rules import find_rules
from docaudit.reading.scan.seals import lift_seals
from docaudit.reading.scan.turning import deskew, skew_degrees, turn
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, TextSource, Word

LINES = [
    "编号 20260318 金额 1,250,000.00",
    "收款人 上海钢铁贸易有限公司",
    "日期 2026年3月18日 余额 52,000.50",
    "账号 6228480402564890018",
]


def bgr(image: Image.Image) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def word(text: str, x0: float, y0: float, x1: float, y1: float) -> Word:
    return Word(text, Box(x0, y0, x1, y1), 0.9, TextSource.OCR)


@given(st.sampled_from([90, 180, 270]), st.floats(0, 0.9), st.floats(0, 0.9))
def test_turning_a_picture_and_back_keeps_every_place(degrees: int, x: float, y: float) -> None:
    picture = np.zeros((60, 40, 3), np.uint8)
    turned = turn(Prepared(picture, np.eye(3)), degrees)
    seen_high, seen_wide = turned.image.shape[:2]
    back = map_by(fraction_matrix(turned.to_view, (seen_wide, seen_high), (40, 60)))
    there = map_by(np.linalg.inv(fraction_matrix(turned.to_view, (seen_wide, seen_high), (40, 60))))
    box = Box(x, y, x + 0.05, y + 0.05)
    again = back(there(box))
    assert (again.x0, again.y0, again.x1, again.y1) == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=1e-6)


@pytest.mark.parametrize("angle", [-18.0, -7.5, -3.0, -1.5, 0.0, 0.8, 2.5, 12.0])
def test_skew_is_measured(tools: Any, angle: float) -> None:
    page = bgr(tools.picture(LINES * 3))
    high, wide = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), -angle, 1.0)
    skewed = cv2.warpAffine(page, matrix, (wide, high), borderValue=(255, 255, 255))
    assert skew_degrees(np.asarray(skewed, np.uint8)) == pytest.approx(angle, abs=0.2)


@pytest.mark.parametrize("angle", [-9.0, 3.0, 15.0])
def test_levelling_cuts_no_text_off(tools: Any, angle: float) -> None:
    page = bgr(tools.picture(LINES * 3))
    high, wide = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 0.7)
    skewed = np.asarray(cv2.warpAffine(page, matrix, (wide, high), borderValue=(255, 255, 255)), np.uint8)
    skewed = skewed[:, np.flatnonzero(skewed.min(axis=(0, 2)) < 128)[0] - 3 :]
    ink = lambda picture: int((255 - cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)).sum(dtype=np.int64))  # noqa: E731
    assert ink(deskew(Prepared(np.ascontiguousarray(skewed), np.eye(3))).image) > 0.985 * ink(skewed)


def test_a_levelled_place_maps_back_to_the_skewed_picture(tools: Any) -> None:
    page = bgr(tools.picture(LINES * 3))
    high, wide = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), 2.0, 1.0)
    skewed = np.asarray(cv2.warpAffine(page, matrix, (wide, high), borderValue=(255, 255, 255)), np.uint8)
    level = deskew(Prepared(skewed, np.eye(3)))
    # A point of the straight page, through the known skew, must be where the map back says it is. The level picture is
    # larger by the same on all sides, so that nothing is cut off.
    point = np.array([300.0, 200.0, 1.0])
    more = (np.array(level.image.shape[1::-1]) - (wide, high)) / 2
    seen = level.to_view @ (point + np.array([*more, 0.0]))
    assert tuple(seen[:2]) == pytest.approx(tuple(matrix @ point), abs=4)


def test_a_photographed_page_is_cut_out_and_flattened(tools: Any) -> None:
    page = bgr(tools.picture(LINES, size=(800, 1000)))
    corners = np.array([[150, 120], [880, 180], [850, 1150], [110, 1080]], np.float32)
    source = np.array([[0, 0], [800, 0], [800, 1000], [0, 1000]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    photo = np.asarray(cv2.warpPerspective(page, matrix, (1000, 1300), borderValue=(40, 45, 50)), np.uint8)
    flat = straighten_photograph(Prepared(photo, np.eye(3)))
    assert flat.image.shape != photo.shape
    top_left = flat.to_view @ np.array([0, 0, 1.0])
    assert tuple(top_left[:2] / top_left[2]) == pytest.approx((150, 120), abs=12)


def test_a_flat_scan_is_left_as_it_is(tools: Any) -> None:
    page = Prepared(bgr(tools.picture(LINES)), np.eye(3))
    assert straighten_photograph(page) is page


def test_a_shadow_is_no_edge_of_a_page(tools: Any) -> None:
    page = bgr(tools.picture(LINES * 3))
    shaded = (page * np.linspace(0.45, 1, page.shape[1])[None, :, None]).astype(np.uint8)
    prepared = Prepared(shaded, np.eye(3))
    assert straighten_photograph(prepared) is prepared


def test_captions_printed_wide_apart_are_one_word() -> None:
    words = [
        word("合", 0.1, 0.1, 0.12, 0.12),
        word("计", 0.2, 0.1, 0.22, 0.12),
        word("购", 0.3, 0.1, 0.32, 0.12),
        word("名", 0.4, 0.1, 0.42, 0.12),
        word("称：甲公司", 0.45, 0.1, 0.6, 0.12),
    ]
    (line,) = group_lines(words)
    assert [w.text for w in line.words] == ["合计", "购", "名称：甲公司"]


def test_a_seal_is_lifted_and_black_text_and_red_print_stay(tools: Any) -> None:
    image = tools.picture(["No 12345678"], size=(1240, 1240))
    draw = ImageDraw.Draw(image)
    draw.text((90, 300), "No 87654321", font=tools.font(40), fill=(210, 30, 30))
    draw.ellipse((200, 780, 480, 1060), outline=(220, 30, 30), width=14)
    draw.text((300, 800), "★", font=tools.font(80), fill=(220, 30, 30))
    draw.text((90, 900), "金额 1,250,000.00", font=tools.font(40), fill="black")
    before = bgr(image)
    lifted, seals = lift_seals(before)
    assert len(seals) == 1
    assert seals[0].box.center == pytest.approx((340 / 1240, 920 / 1240), abs=0.02)
    assert (lifted[300:350, 90:400] == before[300:350, 90:400]).all()
    dark = lambda a: int((a[780:1060, 200:480].max(axis=2) < 90).sum())  # noqa: E731
    assert dark(lifted) == pytest.approx(dark(before), rel=0.1)
    coloured = lifted.astype(int)[780:1060, 200:480]
    assert ((coloured[:, :, 2] - coloured[:, :, 1]) > 60).mean() < 0.002


def test_a_blank_page_is_known(tools: Any) -> None:
    noise = np.random.default_rng(7).normal(250, 3, (1200, 900, 3)).clip(0, 255).astype(np.uint8)
    assert is_blank(noise)
    assert not is_blank(bgr(tools.picture(["1"])))
    assert read_scan(noise, ReadOptions(ocr_engine="off")).blank


def grid_picture(size: tuple[int, int] = (1200, 800)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for y in (100, 160, 220, 280):
        draw.line((100, y, 1100, y), fill="black", width=2)
    for x in (100, 400, 700, 1100):
        draw.line((x, 100, x, 280), fill="black", width=2)
    return image


@pytest.mark.parametrize("angle", [0.0, 1.5])
def test_rules_of_a_scan_make_its_table(angle: float) -> None:
    picture = bgr(grid_picture())
    matrix = cv2.getRotationMatrix2D((600, 400), angle, 1.0)
    skewed = np.asarray(cv2.warpAffine(picture, matrix, (1200, 800), borderValue=(255, 255, 255)), np.uint8)
    level = deskew(Prepared(skewed, np.eye(3))).image
    words = [word("甲", 0.1, 0.14, 0.12, 0.17)]
    (table,), _ = build_tables(find_rules(level, words), words, aspect=1.5, tolerance=0.005)
    assert (table.row_count, table.column_count, len(table.cells)) == (3, 3, 9)


def test_strokes_of_large_characters_are_no_rules(tools: Any) -> None:
    picture = tools.picture(["国国田田申申", "中山口目"], height=80)
    words = [word("国国田田申申", 0.07, 0.09, 0.47, 0.19), word("中山口目", 0.07, 0.26, 0.34, 0.37)]
    tables, _ = build_tables(find_rules(bgr(picture), words), words)
    assert tables == ()


def test_words_fall_into_cells_by_their_centre() -> None:
    rules = [Rule(True, y, 0.1, 0.9) for y in (0.1, 0.2, 0.3)] + [Rule(False, x, 0.1, 0.3) for x in (0.1, 0.5, 0.9)]
    words = [word("甲", 0.12, 0.12, 0.2, 0.16), word("乙", 0.47, 0.22, 0.6, 0.28), word("外", 0.2, 0.5, 0.3, 0.55)]
    (table,), kept = build_tables(rules, words)
    assert [c.text for c in table.cells] == ["甲", "", "", "乙"]
    assert len(kept) == 3


def test_no_word_is_doubled_where_a_cell_joins_its_captions() -> None:
    rules = [Rule(True, y, 0.1, 0.9) for y in (0.1, 0.2)] + [Rule(False, x, 0.1, 0.2) for x in (0.1, 0.5, 0.9)]
    words = [word("合", 0.12, 0.12, 0.14, 0.14), word("计", 0.2, 0.12, 0.22, 0.14), word("9.00", 0.6, 0.12, 0.7, 0.14)]
    (table,), kept = build_tables(rules, words)
    assert [c.text for c in table.cells] == ["合计", "9.00"]
    assert [line.text for line in group_lines(kept)] == ["合计 9.00"]


def test_a_shaded_line_with_a_sliver_beside_it_is_no_table_but_a_form_with_an_empty_cell_is() -> None:
    across = [Rule(True, y, 0.1, 0.9) for y in (0.1, 0.13)]
    words = [word("日期 摘要 余额", 0.12, 0.11, 0.8, 0.12)]
    sliver = [*across, *(Rule(False, x, 0.1, 0.13) for x in (0.1, 0.89, 0.9))]
    assert build_tables(sliver, words)[0] == ()
    form = [*across, *(Rule(False, x, 0.1, 0.13) for x in (0.1, 0.82, 0.9))]
    assert len(build_tables(form, words)[0]) == 1


def test_a_table_that_no_rule_closes_reaches_down_to_the_ends_of_its_rules() -> None:
    down = [Rule(False, x, 0.1, 0.6) for x in (0.1, 0.3, 0.5, 0.7, 0.9)]
    rules = [Rule(True, y, 0.1, 0.9) for y in (0.1, 0.15)] + down
    words = [
        *(word(t, x, 0.12, x + 0.1, 0.13) for t, x in (("日期", 0.12), ("金额", 0.32), ("余额", 0.52), ("摘要", 0.72))),
        word("88,598.18汇入汇款", 0.6, 0.3, 0.82, 0.31),
    ]
    (table,), kept = build_tables(rules, words)
    assert (table.row_count, table.column_count) == (2, 4)
    assert [w.text for w in kept][-2:] == ["88,598.18", "汇入汇款"]
    (short,), _ = build_tables([*rules[:2], *(Rule(False, r.at, 0.1, 0.155) for r in down)], words)
    assert short.row_count == 1


@settings(max_examples=40)
@given(st.permutations(range(12)), st.floats(-0.004, 0.004))
def test_lines_do_not_depend_on_the_order_of_words_or_slight_skew(order: list[int], slope: float) -> None:
    words = [
        word(f"{r}{c}", 0.1 + 0.2 * c, 0.1 + 0.05 * r + slope * c, 0.2 + 0.2 * c, 0.12 + 0.05 * r + slope * c)
        for r in range(3)
        for c in range(4)
    ]
    lines = group_lines([words[i] for i in order])
    assert [line.text for line in lines] == ["00 01 02 03", "10 11 12 13", "20 21 22 23"]


def test_an_image_bomb_is_refused_before_it_is_decoded(tmp_path: Path, tools: Any) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(tools.png(Image.new("1", (2000, 2000))))
    (refused,) = read_path(path, ReadOptions(ocr_engine="off", limits=Limits(pixels=1_000_000)))
    assert isinstance(refused, Unreadable)
    assert "2000×2000" in refused.reason


def test_a_cut_off_picture_is_unreadable(tmp_path: Path, tools: Any) -> None:
    data = tools.png(tools.picture(LINES))
    path = tmp_path / "a.png"
    path.write_bytes(data[: len(data) // 2])
    assert "不完整" in tools.refusal(path).reason


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path, tools: Any) -> None:
    frames = [tools.picture([str(n)]) for n in range(3)]
    path = tmp_path / "a.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    assert [p.number for p in tools.pages(path)] == [1, 2, 3]


def test_a_qr_code_is_read_without_an_engine(tmp_path: Path, tools: Any) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    text = "01,31,,26342000001798762786,268.00,20260610,,3AB4"
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    square = Image.fromarray(np.asarray(code.to_image(scale=5)))
    page = tools.picture(["电子发票"])
    page.paste(square, (900, 500))
    path = tmp_path / "a.png"
    path.write_bytes(tools.png(page))
    (read,) = tools.pages(path)
    assert [c.text for c in read.codes] == [text]
    assert read.codes[0].box.x0 == pytest.approx(900 / 1240, abs=0.03)


@pytest.fixture(scope="module")
def engine() -> ReadOptions:
    pytest.importorskip("rapidocr")
    return ReadOptions(ocr_engine="rapidocr", ocr_threads=1)


def saved(tmp_path: Path, image: Image.Image, **options: Any) -> Path:
    path = tmp_path / "scan.jpg"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, **options)
    path.write_bytes(buffer.getvalue())
    return path


@pytest.mark.ocr
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_drawn_page_is_read_exactly_whichever_way_it_lies(
    tmp_path: Path, tools: Any, engine: ReadOptions, degrees: int
) -> None:
    upright = tools.picture(LINES * 2)
    image = upright.rotate(-degrees, expand=True)
    (page,) = tools.pages(saved(tmp_path, image), engine)
    text = page.text.replace(" ", "")
    for digits in ("20260318", "1,250,000.00", "52,000.50", "6228480402564890018"):
        assert digits in text
    assert page.turned_degrees == -degrees % 360
    # The first line starts at (90, 80) on the upright page; its box must lie there on the page as it is.
    first = next(w for w in page.words if "20260318" in w.text).box
    x, y = 95 / 1240, 100 / 900
    place = {0: (x, y), 90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}[degrees]
    assert first.x0 - 0.02 <= place[0] <= first.x1 + 0.02
    assert first.y0 - 0.02 <= place[1] <= first.y1 + 0.02


@pytest.mark.ocr
def test_an_exif_turn_is_the_viewers_page(tmp_path: Path, tools: Any, engine: ReadOptions) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = tools.picture(LINES).rotate(90, expand=True)
    (page,) = tools.pages(saved(tmp_path, lying, exif=exif), engine)
    assert (page.width, page.height) == (1240, 900)
    assert page.turned_degrees == 0
    assert "20260318" in page.text


@pytest.mark.ocr
def test_a_scanned_table_under_a_seal_keeps_its_cells(tmp_path: Path, tools: Any, engine: ReadOptions) -> None:
    image = grid_picture()
    draw = ImageDraw.Draw(image)
    rows = [
        ["日期", "对方户名", "金额"],
        ["2026-03-18", "上海钢铁贸易", "1,250,000.00"],
        ["2026-03-19", "李四", "-3,500.00"],
    ]
    for r, row in enumerate(rows):
        for x, text in zip((110, 410, 710), row, strict=True):
            draw.text((x, 112 + 60 * r), text, font=tools.font(28), fill="black")
    seal = Image.new("RGB", image.size, "white")
    ImageDraw.Draw(seal).ellipse((640, 120, 860, 340), outline=(230, 60, 60), width=8)
    image = ImageChops.multiply(image, seal)
    (page,) = tools.pages(saved(tmp_path, image), engine)
    (table,) = page.tables
    assert [[c.text for c in row if c] for row in table.rows()] == rows
    assert page.text_source is TextSource.OCR


@pytest.mark.ocr
def test_a_page_of_text_and_pasted_picture_is_read_once_each(tmp_path: Path, tools: Any, engine: ReadOptions) -> None:
    utils = pytest.importorskip("reportlab.lib.utils")
    pasted = tools.picture(["回单编号 20260318", "金额 1,250,000.00"], size=(900, 320))

    def draw(c: Any) -> None:
        c.setFont("Helvetica", 14)
        c.drawString(60, 780, "Attachment 7788")
        c.drawImage(utils.ImageReader(pasted), 60, 400, 450, 160)

    path = tmp_path / "mixed.pdf"
    path.write_bytes(tools.pdf(draw))
    (page,) = tools.pages(path, engine)
    assert page.text_source is TextSource.MIXED
    assert page.text.count("7788") == 1
    assert page.text.count("20260318") == 1
    amount = next(w for w in page.words if "1,250,000.00" in w.text).box
    assert 60 / 595 < amount.x0 < amount.x1 < 510 / 595
    assert 1 - 560 / 842 < amount.y0 < amount.y1 < 1 - 400 / 842


@pytest.mark.ocr
def test_tesseract_can_stand_in(tmp_path: Path, tools: Any) -> None:
    import shutil

    if not shutil.which("tesseract"):
        pytest.skip("tesseract is not installed")
    (page,) = tools.pages(saved(tmp_path, tools.picture(["20260318 1250000"])), ReadOptions(ocr_engine="tesseract"))
    assert "20260318" in page.text


def test_pages_read_side_by_side_come_in_order(tmp_path: Path, tools: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [Image.new("RGB", (400 + n, 500), "white") for n in range(9)]
    path = tmp_path / "scan.pdf"
    frames[0].save(path, save_all=True, append_images=frames[1:])

    def slow_first(image: NDArray[np.uint8], _options: ReadOptions) -> Page:
        time.sleep(0.05 if image.shape[1] % 2 else 0.0)
        return Page(words=(word(str(image.shape[1]), 0, 0, 0.5, 0.5),))

    monkeypatch.setattr("docaudit.reading.pdf.document.read_scan", slow_first)
    pages = tools.pages(path, ReadOptions(jobs=3, ocr_threads=3))
    assert [p.number for p in pages] == list(range(1, 10))
    alone = tools.pages(path, ReadOptions(jobs=1, ocr_threads=3))
    assert [p.words[0].text for p in pages] == [p.words[0].text for p in alone]


@pytest.mark.parametrize(("mebibytes", "most"), [(1_000, 1), (4_000, 2), (6_500, 4)])
def test_no_more_engines_work_at_a_time_than_memory_allows(
    tmp_path: Path, tools: Any, monkeypatch: pytest.MonkeyPatch, mebibytes: int, most: int
) -> None:
    frames = [Image.new("RGB", (400, 500), (255, 255, 250 - n)) for n in range(9)]
    path = tmp_path / "scan.pdf"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    running: list[object] = []
    counts = []

    def counted(_image: NDArray[np.uint8], _options: ReadOptions) -> Page:
        running.append(object())
        counts.append(len(running))
        time.sleep(0.03)
        running.pop()
        return Page(words=(word("页", 0, 0, 0.5, 0.5),))

    monkeypatch.setattr("docaudit.reading.pdf.document.read_scan", counted)
    tools.pages(path, ReadOptions(jobs=6, ocr_threads=6, limits=Limits(worker_mebibytes=mebibytes)))
    assert max(counts) <= most
    assert most == 1 or max(counts) > 1, "nothing is read side by side"


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_page_on_which_recognition_breaks_loses_only_itself(
    tmp_path: Path, tools: Any, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    frames = [Image.new("RGB", (400, 500), (255, 255, 250 - n)) for n in range(6)]
    path = tmp_path / "scan.pdf"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    seen = itertools.count(1)

    def breaking(_image: NDArray[np.uint8], _options: ReadOptions) -> Page:
        if next(seen) == 2:
            raise RuntimeError("engine")
        return Page(words=(word("页", 0, 0, 0.5, 0.5),))

    monkeypatch.setattr("docaudit.reading.pdf.document.read_scan", breaking)
    pages = tools.pages(path, ReadOptions(jobs=jobs, ocr_threads=3))
    lost = [p for p in pages if p.warnings]
    assert len(pages) == 6
    assert len(lost) == 1
    assert "无法识读" in lost[0].warnings[0]
