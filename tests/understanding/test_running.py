from __future__ import annotations

from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Page, Word
from docaudit.understanding.paper import Paper
from docaudit.understanding.running import PrintedLine, running_lines


def at(page: int, y: float, text: str, x: float = 0.1) -> PrintedLine:
    return PrintedLine(page, text, Box(x, y, x + 0.5, y + 0.015))


def kept(lines: list[PrintedLine], pages: int) -> list[str]:
    gone = running_lines(lines, pages)
    return [line.text for index, line in enumerate(lines) if index not in gone]


def test_heads_and_feet_with_the_page_number_in_them_are_left_out() -> None:
    lines = []
    for page in range(4):
        lines += [at(page, 0.04, f"某某银行流动资金借款合同第{page + 3}页共9页"), at(page, 0.06, "合同编号JK20260318")]
        lines += [at(page, 0.3, f"第{page + 1}条借款人应当按期还款。"), at(page, 0.95, f"-{page + 3}-")]
    assert kept(lines, 4) == [f"第{page + 1}条借款人应当按期还款。" for page in range(4)]


def test_a_head_that_ocr_misread_on_one_page_is_known_all_the_same() -> None:
    lines = [
        at(0, 0.05, "某某银行流动资金借款合同"),
        at(1, 0.05, "某某银行流动资全借款合同"),
        at(0, 0.5, "甲"),
        at(1, 0.5, "乙"),
    ]
    assert kept(lines, 2) == ["甲", "乙"]


def test_clauses_at_the_top_of_pages_stay() -> None:
    lines = [
        at(0, 0.1, "第3条借款金额1000元"),
        at(1, 0.1, "第8条借款金额5200元"),
        at(0, 0.95, "还款日2026年"),
        at(1, 0.95, "还款日2031年"),
    ]
    assert len(kept(lines, 2)) == 4


def test_a_watermark_on_most_pages_is_left_out_and_a_repeated_line_elsewhere_stays() -> None:
    lines = [at(page, 0.5, "仅供办理贷款使用") for page in range(4)]
    lines += [at(page, 0.3 + 0.05 * page, "借款人应当按期还款") for page in range(4)]
    lines += [at(page, 0.7, "同一处的一句话") for page in range(2)]
    assert kept(lines, 4) == ["借款人应当按期还款"] * 4 + ["同一处的一句话"] * 2


def test_one_page_has_no_running_lines() -> None:
    assert running_lines([at(0, 0.05, "合同"), at(0, 0.05, "合同")], 1) == frozenset()


def test_a_sentence_over_two_pages_is_joined_across_foot_and_head() -> None:
    def line(y: float, text: str, x1: float = 0.9) -> Line:
        box = Box(0.1, y, x1, y + 0.02)
        return Line(text, (Word(text, box),), box)

    def page(number: int, *body: Line) -> Page:
        head = line(0.04, "某某银行流动资金借款合同", 0.5)
        foot = line(0.95, f"第{number}页/共2页 借款人签章", 0.5)
        return Page(number=number, width=595, height=842, lines=(head, *body, foot))

    first = page(1, line(0.8, "第一条借款人应当按照约定的借款用途使用借款，未经贷款人书面同意不得改变借"))
    second = page(2, line(0.1, "款用途。", 0.3), line(0.2, "第二条借款期限为十二个月。", 0.5))
    flow = Paper([first, second]).flow.chars
    assert "不得改变借款用途。" in flow
    assert "银行" not in flow
    assert "签章" not in flow
