from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from docaudit.reading import ReadOptions
from docaudit.reading.scan import read_scan
from docaudit.reading.scan.box_words import with_check_boxes
from docaudit.reading.scan.boxes import find_squares
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

SIZE = (1240, 700)
TYPE = 34


class Sheet:
    """A picture of lines of type; what OCR would say of a line is given with it."""

    def __init__(self, tools: Any) -> None:
        self.font = tools.font(TYPE)
        self.image = Image.new("RGB", SIZE, "white")
        self.pen = ImageDraw.Draw(self.image)
        self.words: list[Word] = []
        self.boxes: list[tuple[float, float, float, float]] = []

    def line(self, y: float, parts: list[str], read: str) -> None:
        """Print the parts; ``[ ]``, ``[v]``, ``[x]``, ``[#]`` and ``[>]`` (a tick beyond its box) are drawn boxes."""
        x = 90.0
        for part in parts:
            if part.startswith("["):
                self._box(x, y + 8, part[1])
                x += 40
            else:
                self.pen.text((x, y), part, font=self.font, fill="black")
                x += self.font.getlength(part) + 30
        box = Box(86 / SIZE[0], (y + 3) / SIZE[1], (x - 26) / SIZE[0], (y + 47) / SIZE[1])
        self.words.append(Word(read, box, 0.97, TextSource.OCR))

    def _box(self, x: float, y: float, kind: str) -> None:
        side = 28
        fill = "black" if kind == "#" else None
        self.pen.rectangle((x, y, x + side, y + side), outline="black", width=2, fill=fill)
        self.boxes.append((x, y, x + side, y + side))
        if kind == "v":
            self.pen.line([(x + 5, y + 14), (x + 12, y + 23), (x + 25, y + 4)], fill=(20, 30, 150), width=3)
        if kind == ">":
            self.pen.line([(x + 2, y + 12), (x + 12, y + 25), (x + 44, y - 14)], fill=(20, 30, 150), width=3)
        if kind == "x":
            self.pen.line([(x + 4, y + 4), (x + 24, y + 24)], fill="black", width=3)
            self.pen.line([(x + 24, y + 4), (x + 4, y + 24)], fill="black", width=3)

    @property
    def picture(self) -> NDArray[np.uint8]:
        return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])

    def texts(self) -> list[str]:
        return [w.text for w in with_check_boxes(self.picture, self.words)]


@pytest.mark.parametrize(
    ("mark", "sign"), [("v", "☑"), (">", "☑"), ("x", "☑"), ("#", "■")], ids=["tick", "long tick", "cross", "filled"]
)
@pytest.mark.parametrize(
    "read",
    [
        "支付方式：□自主支付受托支付",
        "支付方式：口自主支付区受托支付",
        "支付方式：自主支付√受托支付",
        "支付方式：日自主支付团受托支付",
    ],
)
def test_the_marked_option_is_known_whatever_ocr_made_of_its_box(tools: Any, mark: str, sign: str, read: str) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["支付方式：", "[ ]", "自主支付", f"[{mark}]", "受托支付"], read)
    assert sheet.texts() == ["支付方式：", "□自主支付", f"{sign}受托支付"]


def test_a_box_is_boxed_with_its_option_and_no_surer_than_the_word(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["支付方式：", "[ ]", "自主支付", "[v]", "受托支付"], "支付方式：□自主支付受托支付")
    _, first, second = with_check_boxes(sheet.picture, sheet.words)
    for word, (x0, y0, _, y1) in zip((first, second), sheet.boxes, strict=True):
        assert word.box.x0 * SIZE[0] == pytest.approx(x0, abs=4)
        assert word.box.y0 * SIZE[1] <= y0 + 2
        assert word.box.y1 * SIZE[1] >= y1 - 2
        assert word.confidence <= 0.97
        assert word.origin is TextSource.OCR
    assert first.box.x1 <= second.box.x0 + 1e-6


def test_a_box_apart_from_its_option_joins_it(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["[ ]", "自主支付"], "x")
    sheet.words = [
        Word("自主支付", Box(128 / SIZE[0], 83 / SIZE[1], 270 / SIZE[0], 127 / SIZE[1]), 0.95, TextSource.OCR)
    ]
    assert sheet.texts() == ["□自主支付"]


@pytest.mark.parametrize(
    "text",
    [
        "借款人出口业务回款日期以回单为准，口头约定",
        "因日元汇率变动，进口货物按月回购；人口户口",
        "国家固定资产目录由田间物流签收，四川团体贷款",
        "品和合名如知申请审批资质押借贷监管",
    ],
)
def test_characters_with_a_frame_stay_characters(tools: Any, text: str) -> None:
    sheet = Sheet(tools)
    sheet.line(80, [text], text)
    sheet.line(160, ["固定资产"], "固定资产")
    assert sheet.texts() == [text, "固定资产"]


def test_characters_with_a_frame_stay_characters_beside_boxes(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(
        80,
        ["贷款种类：", "[ ]", "固定资产", "[v]", "国内信用证", "[ ]", "日常周转"],
        "贷款种类：□固定资产国内信用证口日常周转",
    )
    sheet.line(160, ["口头约定回单日期"], "口头约定回单日期")
    assert sheet.texts() == ["贷款种类：", "□固定资产", "☑国内信用证", "□日常周转", "口头约定回单日期"]


def test_a_square_in_a_caption_that_runs_down_the_page_is_no_box_of_the_words_beside_it(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(160, ["[ ]", "统一社会信用代码：9137"], "统一社会信用代码：9137")
    beside = Box(150 / SIZE[0], 163 / SIZE[1], 700 / SIZE[0], 207 / SIZE[1])
    down = Box(84 / SIZE[0], 60 / SIZE[1], 126 / SIZE[0], 300 / SIZE[1])
    sheet.words = [Word("统一社会信用代码：9137", beside, 0.95, TextSource.OCR)]
    assert sheet.texts() == ["□统一社会信用代码：9137"]
    sheet.words.append(Word("销售方信息", down, 0.95, TextSource.OCR))
    assert sheet.texts() == ["统一社会信用代码：9137", "销售方信息"]


@pytest.mark.parametrize("name", ["淄博齐源聚丙烯销售有限公司", "日照晟和日化制品有限公司", "中国银行股份有限公司"])
def test_a_lone_square_before_the_name_of_a_firm_is_no_box(tools: Any, name: str) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["名称：", "[ ]", name], f"名称：{name}")
    assert sheet.texts() == [f"名称：{name}"]


def test_kinds_of_firm_that_are_offered_keep_their_boxes(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["[ ]", "有限责任公司"], "有限责任公司")
    sheet.line(130, ["[v]", "股份有限公司"], "股份有限公司")
    sheet.line(180, ["[ ]", "专业合作社"], "专业合作社")
    assert sheet.texts() == ["□有限责任公司", "☑股份有限公司", "□专业合作社"]


def test_cells_of_a_table_and_of_a_number_are_no_boxes(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["账号填写处"], "账号填写处")
    for k in range(12):
        sheet.pen.rectangle((300 + 30 * k, 88, 330 + 30 * k, 118), outline="black", width=2)
    for row in range(5):
        for column in range(6):
            sheet.pen.rectangle((90 + 36 * column, 240 + 36 * row, 126 + 36 * column, 276 + 36 * row), outline="black")
    sheet.line(160, ["金额单位万元"], "金额单位万元")
    assert sheet.texts() == ["账号填写处", "金额单位万元"]


def test_figures_are_no_boxes_beside_boxes(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["支付方式：", "[ ]", "自主支付", "[v]", "受托支付"], "支付方式：□自主支付受托支付")
    for k, text in enumerate(("1,250,000.00", "6228480402564890008", "2026-08-08", "DOCUMENT 0068 BOOK")):
        sheet.line(160 + 80 * k, [text], text)
    found = sheet.texts()
    assert found[3:] == ["1,250,000.00", "6228480402564890008", "2026-08-08", "DOCUMENT 0068 BOOK"]


def test_a_code_is_no_box(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["发票号码"], "发票号码")
    code = cv2.resize(
        cv2.QRCodeEncoder.create().encode("01,10,24312000000012345678,120.50,20260318"),
        (198, 198),
        interpolation=cv2.INTER_NEAREST,
    )
    sheet.image.paste(Image.fromarray(code), (260, 60))
    assert sheet.texts() == ["发票号码"]


def test_a_lone_black_square_is_no_choice(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["[#]", "第一章总则"], "第一章总则")
    sheet.line(160, ["第二章借款"], "第二章借款")
    assert sheet.texts() == ["第一章总则", "第二章借款"]


def test_a_page_without_words_has_no_boxes(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["[ ]", "[v]"], "")
    assert find_squares(sheet.picture, []) == []


@pytest.mark.parametrize("spoilt", ["skew", "blur", "jpeg"])
def test_boxes_are_judged_on_spoilt_pictures(tools: Any, spoilt: str) -> None:
    sheet = Sheet(tools)
    for k in range(4):
        sheet.line(80 + 80 * k, ["支付方式：", "[ ]", "自主支付", "[v]", "受托支付"], "支付方式：□自主支付受托支付")
    image = sheet.picture
    if spoilt == "skew":
        matrix = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), 0.15, 1.0)
        image = np.asarray(cv2.warpAffine(image, matrix, SIZE, borderValue=(255, 255, 255)), np.uint8)
    elif spoilt == "blur":
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), 1.4), np.uint8)
    else:
        image = np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 25])[1], 1), np.uint8)
    found = [w.text for w in with_check_boxes(image, sheet.words)]
    assert found == ["支付方式：", "□自主支付", "☑受托支付"] * 4


@pytest.mark.ocr
def test_a_scanned_form_says_what_was_ticked(tools: Any) -> None:
    sheet = Sheet(tools)
    sheet.line(80, ["支付方式：", "[ ]", "自主支付", "[v]", "受托支付"], "")
    sheet.line(160, ["还款方式：", "[>]", "等额本息", "[ ]", "等额本金", "[ ]", "利随本清"], "")
    sheet.line(240, ["借款人出口业务回款日期以回单为准"], "")
    page = read_scan(sheet.picture, ReadOptions())
    text = page.text.replace(" ", "").replace("：", ":")
    assert "□自主支付☑受托支付" in text
    assert "☑等额本息□等额本金□利随本清" in text
    assert "借款人出口业务回款日期以回单为准" in text
