from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from benchmarks.laid import KINDS, Laid, lay
from numpy.typing import NDArray
from PIL import ImageDraw

from docaudit.reading import ReadOptions, read_path
from docaudit.reading.results import SourcePages
from docaudit.reading.scan.papers import Quad, _Area, _turned_apart, find_papers
from docaudit.understanding import understand

TITLES = ("收据", "电子回单", "出租车发票", "收款收据", "入库单", "通行费发票")


def bgr(image: Any) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def slip(tools: Any, number: int, *, framed: bool = False) -> NDArray[np.uint8]:
    lines = [
        "　　　　　　" + TITLES[number % len(TITLES)],
        f"编号：2026{number:04d}",
        "付款人：江苏恒泰建材贸易有限公司",
        f"金额：￥{number + 1},250.00",
        "日期：2026年3月18日",
    ]
    image = tools.picture(lines, size=(700, 430 + 20 * (number % 3)), height=28)
    if framed:
        ImageDraw.Draw(image).rectangle((14, 14, 685, image.height - 15), outline="black", width=3)
    return bgr(image)


def holds(quad: Quad, laid: Laid, size: tuple[int, int]) -> bool:
    """Say whether corners enclose a paper's print: its box but for the margins."""
    (x0, y0), (x1, y1) = quad.min(axis=0) / size, quad.max(axis=0) / size
    a, b, c, d = laid.box
    return bool(x0 <= a + 0.02 and y0 <= b + 0.02 and x1 >= c - 0.02 and y1 >= d - 0.02)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("count", "turns"), [(2, (0,)), (3, (0, 180)), (4, (0, 90)), (6, (0, 90, 180, 270))])
def test_papers_that_lie_on_one_picture_are_told_apart(
    tools: Any, kind: str, count: int, turns: tuple[int, ...]
) -> None:
    papers = [slip(tools, k, framed=k % 3 == 2) for k in range(count)]
    picture, laid = lay(papers, kind, count, turns=turns)
    assert len(laid) >= 2
    quads = find_papers(picture)
    assert len(quads) == len(laid)
    size = picture.shape[1], picture.shape[0]
    for paper in laid:
        assert sum(holds(quad, paper, size) for quad in quads) == 1


def spoilt(page: NDArray[np.uint8], how: str) -> NDArray[np.uint8]:
    if how == "on a desk":
        framed = cv2.copyMakeBorder(page, 120, 120, 120, 120, cv2.BORDER_CONSTANT, value=(60, 80, 100))
        return np.asarray(framed, np.uint8)
    if how == "shaded":
        return (page * np.linspace(0.5, 1, page.shape[1])[None, :, None]).astype(np.uint8)
    if how == "grey print":
        return (page.astype(np.uint16) // 2 + 127).astype(np.uint8)
    return page


@pytest.mark.parametrize("how", ["clean", "on a desk", "shaded", "grey print"])
def test_boxes_and_gaps_of_one_page_do_not_cut_it(tools: Any, how: str) -> None:
    form = tools.picture(["贷款业务申请表", "申请人：张三"], size=(1240, 1754))
    pen = ImageDraw.Draw(form)
    for top in (300, 750, 1200):
        pen.rectangle((90, top, 1150, top + 380), outline=(70, 70, 70), width=2)
        for k, text in enumerate(("姓名：李四", "金额：￥1,250.00", "期限：十二个月")):
            pen.text((120, top + 40 + 90 * k), text, font=tools.font(32), fill="black")
    stub = tools.picture(["收据（存根）", "金额：￥1,250.00"], size=(1240, 1754))
    pen = ImageDraw.Draw(stub)
    pen.line((0, 877, 1240, 877), fill=(90, 90, 90), width=2)
    for k, text in enumerate(("签收人：", "日期：2026年3月18日", "备注：无")):
        pen.text((120, 1000 + 90 * k), text, font=tools.font(32), fill="black")
    for page in (form, stub):
        assert find_papers(spoilt(bgr(page), how)) == ()


def test_coloured_fields_of_one_page_do_not_cut_it(tools: Any) -> None:
    page = tools.picture(["中国某某银行 客户对账单"], size=(1240, 1754))
    pen = ImageDraw.Draw(page)
    for top, colour in itertools.product((300, 900), ((225, 235, 250),)):
        pen.rectangle((90, top, 1150, top + 400), fill=colour)
        pen.text((120, top + 60), "期初余额 1,250,000.00", font=tools.font(34), fill="black")
    pen.text((90, 1600), "第1页 共3页", font=tools.font(30), fill="black")
    assert find_papers(bgr(page)) == ()


def lines(count: int, slope: float) -> NDArray[np.uint8]:
    """Return the ink of lines of text, 400 pixels long, that fall by a slope."""
    ink = np.zeros((260, 500), np.uint8)
    chance = np.random.default_rng(count)
    for k, x in itertools.product(range(count), range(400)):
        top = 30 + 20 * k + round(slope * x)
        ink[top : top + 8, 50 + x] = chance.random(8) < 0.5
    return ink


@pytest.mark.parametrize(("count", "apart"), [(2, False), (3, False), (5, True), (9, True)])
def test_the_angle_of_a_head_of_few_lines_cuts_no_page(count: int, apart: bool) -> None:
    ink = np.vstack((lines(count, 0.04), lines(9, 0.0)))
    assert _turned_apart(ink, _Area(0, 0, 500, 260), _Area(0, 260, 500, 520)) is apart


@pytest.mark.ocr
def test_each_paper_of_a_scan_is_a_document_with_its_region(tmp_path: Path, tools: Any) -> None:
    pytest.importorskip("rapidocr")
    papers = []
    for k in range(3):
        lines = ["　　　　　　　　收　据", f"今收到：江苏恒泰建材贸易有限公司 No.2026000{k}"]
        lines += [f"人民币（大写）{'壹贰叁'[k]}仟元整　￥{k + 1},000.00", "收款单位：杭州湖山建材厂", "2026年3月18日"]
        papers.append(bgr(tools.picture(lines, size=(900, 460), height=28)))
    picture, laid = lay(papers, "shadow", 4, turns=(0, 180))
    assert {paper.turned for paper in laid} == {0, 180}
    path = tmp_path / "三张收据.jpg"
    assert cv2.imwrite(str(path), picture)
    (source,) = read_path(path, ReadOptions(ocr_engine="rapidocr", ocr_threads=1))
    assert isinstance(source, SourcePages)
    documents = list(understand(source.source, source.pages))
    assert [d.doc_type for d in documents] == ["receipt"] * 3
    amounts = {}
    for document in documents:
        assert document.region is not None
        middle = document.region.center
        (paper,) = [p for p in laid if p.box[0] < middle[0] < p.box[2] and p.box[1] < middle[1] < p.box[3]]
        assert document.region.to_json() == pytest.approx(paper.box, abs=0.02)
        amount = document.amount
        amounts[paper.index] = amount.value.fen
        box = amount.evidence.box
        assert document.region.contains(*box.center)
        # The amount stands right of the middle on the paper, left of it where the paper lies upside down.
        assert (box.center[0] > middle[0]) == (paper.turned == 0)
    assert amounts == {0: 100_000, 1: 200_000, 2: 300_000}
