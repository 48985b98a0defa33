from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from benchmarks.pressed import BLUE, RED, VIOLET, as_jpeg, framed_stamp, name_seal, oval_seal, press, round_seal
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from docaudit.reading import ReadOptions
from docaudit.reading.scan import read_scan
from docaudit.reading.scan.seals import FoundSeal, lift_seals, without_seals
from docaudit.reading.scan.seals.unroll import unrolled
from docaudit.records.evidence import Box
from docaudit.records.pages import Seal, TextSource, Word

OWNER = "上海钢铁贸易有限公司"


def bgr(image: Image.Image) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def found(image: Image.Image) -> tuple[FoundSeal, ...]:
    return lift_seals(bgr(as_jpeg(image)))[1]


def text_page(tools: Any, size: tuple[int, int] = (1240, 1240)) -> Image.Image:
    image: Image.Image = tools.picture(["借款人应当按照约定的借款用途使用借款，不得改变"] * 15, size=size)
    return image


@pytest.mark.parametrize("colour", [RED, BLUE, VIOLET])
@pytest.mark.parametrize("over_print", [True, False])
def test_seals_of_every_shape_and_ink_are_found(tools: Any, colour: tuple[int, int, int], over_print: bool) -> None:
    page = text_page(tools) if over_print else Image.new("RGB", (1240, 1240), "white")
    page = press(page, round_seal(tools.font, OWNER, "合同专用章"), (300, 300), 250, colour=colour, tilt=20)
    page = press(page, oval_seal(tools.font, OWNER, "91310000MA1FL2WX3T"), (850, 300), 260, colour=colour, tilt=-15)
    page = press(page, name_seal(tools.font, "王建国印"), (300, 850), 120, colour=colour, tilt=4)
    page = press(page, framed_stamp(tools.font, "现金付讫"), (850, 850), 240, colour=colour, strength=0.6, tilt=-8)
    seals = sorted(found(page), key=lambda s: (s.box.y0 > 0.5, s.box.x0))
    assert [s.shape for s in seals] == ["round", "oval", "square", "rectangle"]
    places = [(300, 300), (850, 300), (300, 850), (850, 850)]
    for seal, (x, y) in zip(seals, places, strict=True):
        assert seal.box.center == pytest.approx((x / 1240, y / 1240), abs=0.012)
        assert seal.whole
        assert (seal.colour == "red") == (colour == RED)


def test_a_faded_seal_is_found(tools: Any) -> None:
    page = press(text_page(tools), round_seal(tools.font, OWNER), (600, 600), 260, strength=0.4, seed=3)
    (seal,) = found(page)
    assert seal.shape == "round"


def test_a_firms_seal_and_a_name_seal_that_touch_are_two(tools: Any) -> None:
    page = press(text_page(tools), round_seal(tools.font, OWNER), (600, 600), 260)
    page = press(page, name_seal(tools.font, "王建国印"), (770, 640), 110)
    assert sorted(s.shape for s in found(page)) == ["round", "square"]


def test_a_seal_cut_by_the_edge_of_the_page_is_not_whole(tools: Any) -> None:
    page = press(text_page(tools), round_seal(tools.font, OWNER), (1185, 600), 260)
    (seal,) = found(page)
    assert not seal.whole


def test_coloured_print_and_handwriting_are_no_seals(tools: Any) -> None:
    page = text_page(tools)
    pen = ImageDraw.Draw(page)
    for y in range(500, 901, 80):
        pen.line((100, y, 1100, y), fill=(200, 30, 30), width=3)
    for x in (100, 500, 1100):
        pen.line((x, 500, x, 900), fill=(200, 30, 30), width=3)
    pen.text((520, 100), "增值税专用发票", font=tools.font(60), fill=(190, 60, 40))
    pen.text((120, 940), "No 12345678", font=tools.font(44), fill=(210, 30, 30))
    way = [(700 + 3 * k, 1050 + round(60 * np.sin(k / 6) * np.cos(k / 17))) for k in range(100)]
    pen.line(way, fill=(30, 50, 180), width=5)
    pen.rectangle((0, 0, 1239, 40), fill=(40, 80, 200))
    image, seals = lift_seals(bgr(page))
    assert seals == ()
    assert (image == bgr(page)).all()


def test_a_grey_page_has_no_coloured_seals_to_look_for(tools: Any) -> None:
    grey = bgr(text_page(tools))
    lifted, seals = lift_seals(grey)
    assert lifted is grey
    assert seals == ()


@pytest.mark.parametrize("colour", [RED, BLUE, VIOLET])
def test_print_under_a_seal_is_kept_and_the_seal_fades(tools: Any, colour: tuple[int, int, int]) -> None:
    page = text_page(tools)
    before = bgr(page)
    pressed = bgr(press(page, round_seal(tools.font, OWNER), (600, 600), 260, colour=colour, strength=0.9))
    lifted, _ = lift_seals(pressed)
    part = (slice(470, 730), slice(470, 730))
    grey = cv2.cvtColor(lifted, cv2.COLOR_BGR2GRAY)[part]
    was = cv2.cvtColor(before, cv2.COLOR_BGR2GRAY)[part]
    assert (grey[was < 40] < 110).mean() > 0.97
    assert (grey[was > 250] > 150).mean() > 0.97


@pytest.mark.parametrize("tilt", [-40, 0, 25])
def test_the_gap_in_the_name_says_how_a_round_seal_lies(tools: Any, tilt: int) -> None:
    page = Image.new("RGB", (1240, 1240), "white")
    (seal,) = found(press(page, round_seal(tools.font, OWNER, "财务专用章"), (600, 600), 320, tilt=tilt))
    strip, inside = unrolled(seal)
    inked = np.flatnonzero(strip.min(axis=0) < 100)
    # Ten glyphs of 19 degrees: the name lies in the middle of the strip, blank paper before and behind it.
    assert (inked[0] + inked[-1]) / 2 == pytest.approx(strip.shape[1] / 2, rel=0.06)
    assert (inked[-1] - inked[0]) / strip.shape[1] == pytest.approx(185 / 360, abs=0.05)
    assert inside is not None
    rows = np.flatnonzero((inside < 100).sum(axis=1) > 2)
    # The line below the star stands level: no higher than a glyph and a little.
    assert rows[0] > inside.shape[0] / 2
    assert rows[-1] - rows[0] < 0.16 * inside.shape[0]


@pytest.fixture(scope="module")
def engine() -> ReadOptions:
    pytest.importorskip("rapidocr")
    return ReadOptions(ocr_engine="rapidocr", ocr_threads=1)


@pytest.mark.ocr
def test_who_sealed_a_page_is_read_apart_from_its_text(tools: Any, engine: ReadOptions) -> None:
    page = tools.picture(["编号 20260318 金额 1,250,000.00", "收款人 上海钢铁贸易有限公司"] * 2, size=(1240, 1500))
    page = press(page, round_seal(tools.font, "杭州湖山建材厂", "合同专用章"), (420, 800), 300, tilt=12)
    page = press(page, oval_seal(tools.font, "苏州远志物流公司", "91310000MA1FL2WX3T"), (900, 800), 310, tilt=-9)
    page = press(page, name_seal(tools.font, "王建国印"), (420, 1200), 140, tilt=3)
    page = press(page, name_seal(tools.font, "李明华印", filled=True), (650, 1200), 140, tilt=-3)
    page = press(page, framed_stamp(tools.font, "现金付讫"), (950, 1200), 260, colour=BLUE, tilt=5)
    read = read_scan(bgr(as_jpeg(page, 90)), engine)
    names = {s.name for s in read.seals}
    assert {"杭州湖山建材厂", "苏州远志物流公司", "王建国印", "李明华印"} <= names
    texts = " ".join(s.text for s in read.seals)
    assert "合同专用章" in texts
    assert "现金付讫" in texts
    assert "20260318" in read.text
    for said in ("湖山", "远志", "专用章", "付讫", "建国"):
        assert said not in read.text


@pytest.mark.parametrize("upright", [False, True])
def test_a_rule_through_a_seal_makes_its_words_no_print_but_black_glyphs_do(tools: Any, upright: bool) -> None:
    page = Image.new("RGB", (1240, 1240), "white")
    pen = ImageDraw.Draw(page)
    pen.line((800, 400, 801, 900) if upright else (60, 752, 1180, 750), fill=(25, 25, 25), width=4)
    printed = page.copy()
    ImageDraw.Draw(printed).text((765, 722), "张三 2026", font=tools.font(30), fill=(25, 25, 25))
    box = Box(756 / 1240, 715 / 1240, (860 if upright else 964) / 1240, 765 / 1240)
    words = [Word("91310000" if upright else "91310000MA1FL2WX3T", box, 0.9, TextSource.OCR)]
    for ground, kept in ((page, []), (printed, words)):
        mark = oval_seal(tools.font, "苏州远志物流公司", "91310000MA1FL2WX3T")
        image, (seal,) = lift_seals(bgr(press(ground, mark, (860, 740), 330)))
        read = Seal(text="91310000MA1FL2WX3T", box=seal.box, confidence=0.9, shape=seal.shape, colour=seal.colour)
        assert without_seals(words, [(seal, read)], image) == kept


@pytest.mark.ocr
def test_a_seal_that_cannot_be_read_is_named_without_text(tools: Any, engine: ReadOptions) -> None:
    scribble = Image.new("L", (1000, 1000), 0)
    pen = ImageDraw.Draw(scribble)
    pen.ellipse((20, 20, 980, 980), outline=255, width=26)
    chance = np.random.default_rng(5)
    for k in range(60):
        angle = chance.uniform(np.pi * 0.8, np.pi * 2.2)
        x, y = 500 + 370 * np.cos(angle), 500 + 370 * np.sin(angle)
        dx, dy = chance.uniform(-50, 50, 2)
        pen.line((x, y, x + dx, y + dy), fill=255, width=8 + k % 5)
    page = press(tools.picture(["编号 20260318"]), scribble, (700, 500), 260)
    (seal,) = read_scan(bgr(page), engine).seals
    assert seal.name == ""
