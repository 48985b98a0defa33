from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from docaudit.reading.scan.handwriting import find_signatures
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, Signature, TextSource, Word
from docaudit.understanding.turned import upright

SIZE = (1240, 600)
BLACK, BLUE = (25, 25, 30), (30, 45, 160)


class Sheet:
    def __init__(self, tools: Any) -> None:
        self.font = tools.font(34)
        self.image = Image.new("RGB", SIZE, "white")
        self.pen = ImageDraw.Draw(self.image)
        self.words: list[Word] = []

    def print(self, x: float, y: float, text: str, sure: float = 0.98) -> float:
        self.pen.text((x, y), text, font=self.font, fill="black")
        end = x + self.font.getlength(text)
        box = Box((x - 4) / SIZE[0], (y + 3) / SIZE[1], (end + 4) / SIZE[0], (y + 47) / SIZE[1])
        self.words.append(Word(text, box, sure, TextSource.OCR))
        return end

    def scrawl(self, x: float, y: float, colour: tuple[int, int, int]) -> None:
        for k in range(3):
            at = np.linspace(0, 5.5, 40)
            xs, ys = x + 46 * k + 8 * at, y + 22 + 18 * np.sin(at * (1.4 + k)) - 3 * at
            self.pen.line(list(zip(xs.tolist(), ys.tolist(), strict=True)), fill=colour, width=3)

    @property
    def picture(self) -> NDArray[np.uint8]:
        return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])

    def found(self) -> list[tuple[str, bool | None]]:
        return [(s.label, s.present) for s in find_signatures(self.picture, self.words)]


LABELS = ("借款人（签字）：", "法定代表人签名：", "贷款人（盖章）：", "经办人：", "授权代表（签字或盖章）：")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("colour", [BLACK, BLUE], ids=["black", "blue"])
def test_writing_beside_a_label_is_present_and_boxed(tools: Any, label: str, colour: tuple[int, int, int]) -> None:
    sheet = Sheet(tools)
    end = sheet.print(100, 200, label)
    sheet.pen.line((end + 5, 245, end + 350, 245), fill="black", width=2)
    sheet.scrawl(end + 30, 200, colour)
    (signature,) = find_signatures(sheet.picture, sheet.words)
    assert (signature.label, signature.present) == (label, True)
    assert signature.confidence >= 0.7
    assert end < signature.box.x0 * SIZE[0] < end + 60
    assert signature.box.x1 * SIZE[0] < end + 200


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("rule", [True, False], ids=["line", "blank"])
def test_an_empty_place_is_absent(tools: Any, label: str, rule: bool) -> None:
    sheet = Sheet(tools)
    end = sheet.print(100, 200, label)
    if rule:
        sheet.pen.line((end + 5, 245, end + 350, 245), fill="black", width=2)
    sheet.print(100, 290, "本合同一式两份，双方各执一份，具有同等法律效力。")
    sheet.print(100, 110, "双方已阅读并同意上述全部条款，特此确认。")
    assert sheet.found() == [(label, False)]


def test_a_printed_name_is_no_writing_and_a_date_beside_it_neither(tools: Any) -> None:
    sheet = Sheet(tools)
    end = sheet.print(100, 200, "法定代表人签名：")
    sheet.print(end + 30, 200, "王建国")
    sheet.print(700, 200, "日期：2026年3月18日")
    assert sheet.found() == [("法定代表人签名：", False)]


def test_writing_that_ocr_took_for_a_word_counts(tools: Any) -> None:
    sheet = Sheet(tools)
    end = sheet.print(100, 200, "借款人（签字）：")
    sheet.scrawl(end + 30, 200, BLACK)
    box = Box((end + 25) / SIZE[0], 195 / SIZE[1], (end + 180) / SIZE[0], 250 / SIZE[1])
    sheet.words.append(Word("ぐし", box, 0.55, TextSource.OCR))
    assert sheet.found() == [("借款人（签字）：", True)]


def test_writing_that_ocr_boxed_with_its_label_counts(tools: Any) -> None:
    sheet = Sheet(tools)
    for k in range(3):
        sheet.print(100, 320 + 70 * k, "借款人应当按照约定的借款用途使用借款")
    end = sheet.print(100, 200, "借款人（签字）：")
    sheet.scrawl(end + 30, 200, BLACK)
    label = sheet.words[-1]
    long = Box(label.box.x0, 192 / SIZE[1], (end + 180) / SIZE[0], 252 / SIZE[1])
    sheet.words[-1] = Word(label.text, long, 0.96, TextSource.OCR)
    assert sheet.found() == [("借款人（签字）：", True)]


def test_labels_side_by_side_have_each_their_own_place(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.print(100, 200, "借款人（签字）：")
    end = sheet.print(680, 200, "保证人（签字）：")
    sheet.scrawl(end + 30, 200, BLUE)
    assert sheet.found() == [("借款人（签字）：", False), ("保证人（签字）：", True)]


def test_a_sentence_about_signing_is_no_place_to_sign(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.print(100, 200, "本合同自双方法定代表人签字并盖章之日起生效。")
    sheet.print(100, 300, "借款人应当按照约定的借款用途使用借款")
    assert sheet.found() == []


@pytest.mark.parametrize("spoilt", ["blur", "jpeg", "noise"])
def test_spoilt_pictures_are_judged_alike(tools: Any, spoilt: str) -> None:
    sheet = Sheet(tools)
    sheet.print(100, 200, "借款人（签字）：")
    end = sheet.print(680, 200, "保证人（签字）：")
    sheet.scrawl(end + 30, 200, BLACK)
    image = sheet.picture
    if spoilt == "blur":
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), 1.5), np.uint8)
    elif spoilt == "jpeg":
        image = np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 25])[1], 1), np.uint8)
    else:
        rough = image.astype(np.float64) + np.random.default_rng(5).normal(0, 8, image.shape)
        image = np.clip(rough, 0, 255).astype(np.uint8)
    assert [s.present for s in find_signatures(image, sheet.words)] == [False, True]


def test_places_to_sign_are_set_upright_with_their_page() -> None:
    place = Signature("签字：", Box(0.1, 0.2, 0.3, 0.25), present=True, confidence=0.9)
    page = upright(Page(number=1, turned_degrees=180, signatures=(place,)))
    box = page.signatures[0].box
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((0.7, 0.75, 0.9, 0.8))
