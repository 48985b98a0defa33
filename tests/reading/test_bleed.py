"""What shows through from the back of a page goes, and pale print of the page's own stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from docaudit.reading import ReadOptions
from docaudit.reading.ocr import borrow_engine
from docaudit.reading.scan import read_scan
from docaudit.reading.scan.bleed import without_back
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

Picture = NDArray[np.uint8]
WIDE, HIGH = 1000, 1400
BLACK, PALE = 20, 215


def said(text: str, x: int, y: int, confidence: float = 0.99) -> Word:
    box = Box(x / WIDE, y / HIGH, (x + 24 * len(text)) / WIDE, (y + 30) / HIGH)
    return Word(text, box, confidence, TextSource.OCR)


def inked(picture: Picture, word: Word, level: int | tuple[int, int, int]) -> None:
    x0, y0 = round(word.box.x0 * WIDE), round(word.box.y0 * HIGH)
    x1, y1 = round(word.box.x1 * WIDE), round(word.box.y1 * HIGH)
    for x in range(x0 + 4, x1, 12):
        picture[y0 + 4 : y1 - 4, x : x + 4] = level


class Mirror:
    """An engine that reads the sheet of doubtful words as told, and then the page."""

    name = "mirror"

    def __init__(self, standing: float, mirrored: float, page: Sequence[Word] = ()) -> None:
        self.standing, self.mirrored, self.page = standing, mirrored, list(page)
        self.seen: list[Picture] = []

    def turn_needed(self, _image: Picture) -> int | None:
        return 0

    def recognise(self, image: Picture) -> list[Word]:
        self.seen.append(image)
        if len(self.seen) > 1:
            return self.page
        left, right = Box(0.1, 0.1, 0.3, 0.2), Box(0.6, 0.1, 0.8, 0.2)
        return [
            Word("限期还款付息日", left, self.standing, TextSource.OCR),
            Word("日息付款还期限", right, self.mirrored, TextSource.OCR),
        ]


OWN = [said("借款人应当按照约定的用途", 100, 100 + 60 * k) for k in range(6)]
BACK = [said("人另币兆", 300, 560 + 60 * k, 0.3) for k in range(4)]


def page(words: Sequence[Word], pale: Sequence[Word]) -> Picture:
    picture = np.full((HIGH, WIDE, 3), 250, np.uint8)
    for word in pale:
        inked(picture, word, PALE)
    for word in words:
        inked(picture, word, BLACK)
    return picture


def test_what_reads_in_the_mirror_is_lifted_off_and_the_page_read_again() -> None:
    seal = said("章", 700, 900)
    picture = page(OWN, BACK)
    inked(picture, seal, (190, 190, 255))
    engine = Mirror(0.3, 0.97, OWN)
    result = without_back(picture, [*OWN, *BACK], engine)
    assert result is not None
    lifted, words = result
    assert words == OWN
    for word in BACK:
        x, y = (int(v * s) for v, s in zip(word.box.center, (WIDE, HIGH), strict=True))
        assert lifted[y - 15 : y + 15, x - 40 : x + 40].min() > 240
    # Dark print with its soft edge, and what is coloured, is as it was.
    assert np.array_equal(lifted[:500], picture[:500])
    assert np.array_equal(lifted[890:940, 690:740], picture[890:940, 690:740])


@pytest.mark.parametrize(("standing", "mirrored"), [(0.97, 0.3), (0.8, 0.8), (0.4, 0.45), (0.6, 0.75)])
def test_pale_print_that_does_not_read_better_in_the_mirror_stays(standing: float, mirrored: float) -> None:
    engine = Mirror(standing, mirrored)
    assert without_back(page(OWN, BACK), [*OWN, *BACK], engine) is None
    assert len(engine.seen) == 1


def test_a_page_without_pale_doubtful_words_costs_nothing() -> None:
    engine = Mirror(0.3, 0.97)
    dark = [said("人另币兆", 300, 560 + 60 * k, 0.3) for k in range(4)]
    pale = [said("印刷体", 300, 560 + 60 * k) for k in range(4)]
    assert without_back(page([*OWN, *dark], ()), [*OWN, *dark], engine) is None
    assert without_back(page(OWN, pale), [*OWN, *pale], engine) is None
    assert without_back(page((), OWN[:2]), OWN[:2], engine) is None
    assert not engine.seen


def test_pale_print_of_the_front_stays_beside_what_shows_through() -> None:
    head, symmetric = said("项目名称", 100, 900), said("10.1", 300, 900)
    picture = page(OWN, [*BACK, head, symmetric])
    result = without_back(picture, [*OWN, *BACK, head, symmetric], Mirror(0.3, 0.97, OWN))
    assert result is not None
    lifted, words = result
    # The figure is 1.01 on the back: it reads as well in the mirror, and proves nothing.
    assert {w.text for w in words} == {OWN[0].text, head.text}
    assert np.array_equal(lifted[900:930, 100:196], picture[900:930, 100:196])
    assert lifted[900:930, 300:396].min() > 240


def test_a_figure_that_read_well_is_not_read_anew_and_what_was_read_on_goes() -> None:
    figure, longer = said("326,506,989.06", 100, 600), said("起三年。未", 100, 700, 0.95)
    doubtful = said("价税合计", 100, 800, 0.5)
    words = [*OWN, *BACK, figure, longer, doubtful]
    again = [*OWN, said("326,506,989.0", 100, 600), said("起三年。", 100, 700), said("价税合计(大写)", 100, 800)]
    lost = said("个膜", 700, 800, 0.5)
    words.append(lost)
    result = without_back(page([*OWN, figure, longer, doubtful, lost], BACK), words, Mirror(0.3, 0.97, again))
    assert result is not None
    texts = [w.text for w in result[1][len(OWN) :]]
    assert sorted(texts) == sorted(["326,506,989.06", "起三年。", "价税合计(大写)"])


def printed(tools: Any, texts: Sequence[str], level: int, first: int) -> Picture:
    image = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(image)
    for k, text in enumerate(texts):
        pen.text((110, first + 90 * k), text, font=tools.font(34), fill=level)
    return np.asarray(image)


FRONT = [
    "第一条 贷款人同意向借款人提供流动资金借款。",
    "第二条 借款金额为人民币1,250,000.00元。",
    "第三条 借款期限自2026年3月18日起十二个月。",
    "第四条 借款用途为采购钢材，不得挪作他用。",
    "第五条 本合同项下借款由保证人承担连带责任。",
    "第六条 借款利率为年利率百分之四点三五。",
]
BACKS = [
    "保证期间为主债务履行期限届满之日起三年。",
    "贷款人有权检查借款的使用情况。",
    "借款人应当如实提供有关财务会计资料。",
    "支付金额为人民币876,543.21元。",
    "未经贷款人书面同意不得改变借款用途。",
    "本合同一式三份，具有同等法律效力。",
]


@pytest.mark.ocr
def test_a_page_with_its_back_showing_through_says_what_its_front_says(tools: Any) -> None:
    front = printed(tools, FRONT, 25, 200)
    pale = printed(tools, ["副本仅供存档使用"], 175, 1500)
    back = printed(tools, BACKS, 20, 245)[:, ::-1]
    through = 1 - 0.2 * (1 - cv2.GaussianBlur(back, (0, 0), 1.5).astype(np.float32) / 255)
    grey = np.clip(np.minimum(front, pale).astype(np.float32) * through, 0, 255).astype(np.uint8)
    page = read_scan(np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2)), ReadOptions())
    assert [line.text.replace(" ", "") for line in page.lines] == [
        *(text.replace(" ", "") for text in FRONT),
        "副本仅供存档使用",
    ]


@pytest.mark.ocr
def test_pale_print_alone_is_no_back(tools: Any) -> None:
    image = np.minimum(printed(tools, FRONT, 25, 200), printed(tools, BACKS, 190, 245))
    picture = np.ascontiguousarray(np.repeat(cv2.GaussianBlur(image, (0, 0), 1.2)[:, :, None], 3, axis=2))
    with borrow_engine(None, 0) as engine:
        assert engine is not None
        words = engine.recognise(picture)
        # As if it had doubted all that is faint, which stands between the others.
        faint = [(w.box.center[1] * 1754 - 200) % 90 > 45 for w in words]
        asked = [replace(w, confidence=0.3) if is_faint else w for w, is_faint in zip(words, faint, strict=True)]
        assert sum(faint) >= 5
        assert without_back(picture, asked, engine) is None
