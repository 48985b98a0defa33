"""Where glyphs stand in a picture, and how words that OCR glued or read twice are put right by it."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from docaudit.reading.layout import lay_out
from docaudit.reading.layout.pieces import Pieces
from docaudit.reading.scan.glyphs import Glyphs
from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

SIDE, SIZE = 1600, 26
"""The page's side and a character's size in pixels."""


class Sheet:
    """A page on which words are printed, and what OCR would say of them."""

    def __init__(self, tools: Any) -> None:
        self.font = tools.font(SIZE)
        self._image = Image.new("L", (SIDE, SIDE), 245)
        self._pen = ImageDraw.Draw(self._image)

    def print(self, text: str, x: float, y: float) -> float:
        """Print a text from its left end; return where it ends."""
        self._pen.text((x, y), text, font=self.font, fill=30, anchor="ls")
        return x + float(self.font.getlength(text))

    def stroke(self, x0: float, x1: float, y: float) -> None:
        """Draw a level stroke one pixel high."""
        self._pen.line((round(x0), round(y), round(x1), round(y)), fill=30)

    def word(self, text: str, x0: float, x1: float, y: float) -> Word:
        """Return what OCR says of the print between two places on one line."""
        box = Box(x0 / SIDE, (y - 0.98 * SIZE) / SIDE, x1 / SIDE, (y + 0.24 * SIZE) / SIDE)
        return Word(text, box, 0.99, TextSource.OCR)

    def picture(self) -> NDArray[np.uint8]:
        """Return the page as scanned: with a little noise."""
        noise = np.random.default_rng(5).normal(0, 4, (SIDE, SIDE))
        return np.clip(np.asarray(self._image) + noise, 0, 255).astype(np.uint8)


@pytest.fixture
def sheet(tools: Any) -> Sheet:
    return Sheet(tools)


@pytest.mark.parametrize(
    "text",
    [
        "97,373,378.19",
        "2026-05-31",
        "111,111.11",
        "河南洛阳永兴电子科技股份有限公司",
        "川小一丁卜山八",
        "1965177196239683391",
        "安徽芜湖(2026)第17号",
        "Transaction Amount",
    ],
)
def test_each_glyph_is_found_where_it_is_printed(sheet: Sheet, text: str) -> None:
    end = sheet.print(text, 200, 400)
    spans = Glyphs(sheet.picture()).spans(sheet.word(text, 196, end + 4, 400))
    assert spans is not None
    for k, (left, right) in enumerate(spans):
        a, b = (200 + float(sheet.font.getlength(text[:j])) for j in (k, k + 1))
        assert a - 0.15 * SIZE < left * SIDE <= right * SIDE < b + 0.15 * SIZE


def rows_of(sheet: Sheet, rows: Sequence[Sequence[str]], lefts: Sequence[float], glue: Sequence[int]) -> list[Word]:
    """Print rows; each cell of the columns in `glue` is one word with the cell before it, as OCR answers."""
    words: list[Word] = []
    for k, row in enumerate(rows):
        y, before = 200 + 60 * k, (0.0, "")
        for c, text in enumerate(row):
            end = sheet.print(text, lefts[c], y)
            if c in glue and k:
                words[-1] = sheet.word(before[1] + text, before[0] - 4, end + 4, y)
            else:
                words.append(sheet.word(text, lefts[c] - 4, end + 4, y))
                before = (lefts[c], text)
    return words


HEAD = ["交易日期", "账号", "金额", "对方户名"]


def test_cells_that_ocr_glued_are_parted_at_the_gap_whatever_the_marks_beside_it(sheet: Sheet) -> None:
    rows = [
        HEAD,
        ["2026-05-01", "32050110251", "1,200.19", "四川德阳恒泰包装"],
        ["2026-05-11", "11801193866", "4,101.11", "一川物流"],
        ["2026-05-30", "90084195017", "2,888.00", "张伟"],
        ["2026-05-31", "52694414435", "7,351.84", "山东潍坊华盛建材"],
    ]
    day, number = (float(sheet.font.getlength(t)) for t in ("2026-05-01", "32050110251"))
    lefts = [100, 100 + day + 0.7 * SIZE, 100 + day + number + 5 * SIZE, 100 + day + number + 9.9 * SIZE]
    words = rows_of(sheet, rows, lefts, (1, 3))
    _, (table,) = lay_out(words, (), measure=Glyphs(sheet.picture()))
    assert [[cell.text if cell else "" for cell in row] for row in table.rows()] == rows


def test_columns_are_told_apart_by_their_ink_where_the_boxes_of_ocr_overlap(sheet: Sheet) -> None:
    heads = ["交易日期", "余额", "币种", "摘要"]
    rows = [heads, *(["2026-03-0" + str(k), f"47,327,{k}51.65", "人民币", "货款"] for k in range(1, 7))]
    amount = float(sheet.font.getlength("47,327,151.65"))
    lefts = [100, 400, 400 + amount + 0.5 * SIZE, 1000]
    words = []
    for k, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            end = sheet.print(text, left, 200 + 60 * k)
            words.append(sheet.word(text, left - 0.4 * SIZE, end + 0.4 * SIZE, 200 + 60 * k))
    _, (table,) = lay_out(words, (), measure=Glyphs(sheet.picture()))
    assert [[cell.text if cell else "" for cell in row] for row in table.rows()] == rows


def test_a_bit_of_the_neighbour_that_a_box_cuts_is_no_glyph_of_the_word(sheet: Sheet) -> None:
    sheet.print("8", 200, 400)
    right = 200 + float(sheet.font.getlength("8"))
    start = right + 0.8 * SIZE
    end = sheet.print("2026-01-11", start, 400)
    glyphs, word = Glyphs(sheet.picture()), sheet.word("2026-01-11", right - 4, end + 4, 400)
    spans, ink = glyphs.spans(word), glyphs.ink(word)
    assert spans is not None
    assert ink is not None
    assert spans[0][0] * SIDE > start - 2
    assert ink[0] * SIDE > start - 2


@pytest.mark.parametrize("misread", ["6", "3"])
def test_a_glyph_that_two_overlapping_words_hold_is_said_once(sheet: Sheet, misread: str) -> None:
    rows = [HEAD, *(["2026-05-0" + str(k), "4100", f"{k},983,343.76", "盛建材贸易"] for k in range(1, 5))]
    lefts = [100, 300, 500, 500 + float(sheet.font.getlength("1,983,343.76")) + 0.7 * SIZE]
    words = rows_of(sheet, rows, lefts, ())
    cut = float(sheet.font.getlength("6")) * (1.1 if misread == "6" else 0.4)
    spoilt = next(k for k, w in enumerate(words) if w.text == "盛建材贸易")
    y = 260
    inked_end = lefts[2] + float(sheet.font.getlength("1,983,343.76"))
    words[spoilt] = sheet.word(f"{misread}盛建材贸易", inked_end - cut, words[spoilt].box.x1 * SIDE, y)
    lines, (table,) = lay_out(words, (), measure=Glyphs(sheet.picture()))
    assert [[cell.text if cell else "" for cell in row] for row in table.rows()] == rows
    assert "盛建材贸易" in [w.text for w in lines[1].words]


class Told:
    """A picture in which the second of two words begins with a lone glyph at its box's side, in the first one's ink."""

    def widest_gap(self, word: Word) -> float:
        return 1.5 * word.box.height

    def ink(self, word: Word) -> tuple[float, float]:
        return (0.1, 0.195) if word.box.x0 < 0.15 else (0.22, 0.4)

    def spans(self, word: Word) -> list[tuple[float, float]]:
        rest = len(word.text) - 1
        return [(0.18, 0.19), *((0.22 + 0.18 * k / rest, 0.22 + 0.18 * (k + 0.9) / rest) for k in range(rest))]


@pytest.mark.parametrize(("lone", "kept"), [("-", True), ("3", False)])
def test_a_sign_is_never_taken_for_a_bit_of_the_neighbour(lone: str, *, kept: bool) -> None:
    words = [Word("现金", Box(0.1, 0.1, 0.2, 0.12)), Word(f"{lone}1,569.21", Box(0.18, 0.1, 0.4, 0.12))]
    parted = Pieces(Told(), 1.0).parted(words)
    assert [w.text for w in parted] == ["现金", *([lone] if kept else []), "1,569.21"]


def test_a_heading_of_two_latin_words_is_one_column(sheet: Sheet) -> None:
    body = [["2026-05-01", f"{k},569.21", f"54,171,{k}15.27", "王建国"] for k in range(1, 5)]
    lefts, words = [100, 470, 640, 900], []
    heads = [["记账日期", "交易金额", "联机余额", "对手信息"], ["Date", "Transaction Amount", "Balance", "Party"]]
    for k, line in enumerate([*heads, *body]):
        y = 200 + (30 if k == 1 else 60 * k)
        for c, text in enumerate(line):
            for part, x in _apart(sheet, text, 300 if k < 2 and c == 1 else lefts[c]):
                words.append(sheet.word(part, x - 2, sheet.print(part, x, y) + 2, y))
    _, (table,) = lay_out(words, (), measure=Glyphs(sheet.picture()))
    cells = [cell.text.replace(" ", "") if cell else "" for cell in next(iter(table.rows()))]
    assert cells == [f"{a}\n{b}".replace(" ", "") for a, b in zip(*heads, strict=True)]
    assert [[cell.text if cell else "" for cell in row] for row in table.rows()][1:] == body


def _apart(sheet: Sheet, text: str, left: float) -> list[tuple[str, float]]:
    """Return the words of a text with their left ends."""
    parts = text.split(" ")
    starts = itertools.accumulate((float(sheet.font.getlength(p + " ")) for p in parts[:-1]), initial=left)
    return list(zip(parts, starts, strict=True))


def test_a_hyphen_of_one_pixel_stays_with_the_cell_that_it_ends(sheet: Sheet) -> None:
    rows = [HEAD, *(["2026-0" + str(k), "32050110251", f"{k},200.19", "张伟"] for k in range(3, 8))]
    lefts = [100, 100 + float(sheet.font.getlength("2026-03")) + 1.6 * SIZE, 500, 700]
    words = rows_of(sheet, rows, lefts, (1,))
    for k in range(1, len(rows)):
        end = 102 + float(sheet.font.getlength(rows[k][0]))
        sheet.stroke(end, end + 0.25 * SIZE, 200 + 60 * k - 0.3 * SIZE)
        rows[k][0] += "-"
    glued = [dataclasses.replace(w, text=w.text.replace("3205", "-3205")) for w in words]
    _, (table,) = lay_out(glued, (), measure=Glyphs(sheet.picture()))
    assert [[cell.text if cell else "" for cell in row] for row in table.rows()] == rows
