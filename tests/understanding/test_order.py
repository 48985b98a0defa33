"""Prose is read column after column and cell after cell, whatever lines go across the page."""

from __future__ import annotations

from tests.understanding.pages import paged

from docaudit.reading.layout.prose import part_columns
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, Word
from docaudit.understanding.paper import Paper

LEFT = (
    "第一条　提款与支付",
    "1.1 借款人提款之前须提交用款申请书以及",
    "与用款相应的买卖合同，贷款人查验之后，",
    "方可放款。",
    "1.2 单笔付款在三百万元以上的，由贷款人",
    "受托支付给借款人的交易对象；其余由借款",
)
RIGHT = (
    "人自主支付，并于每月末报告去向。",
    "第二条　监督与检查",
    "2.1 借款人应在每季度终了后二十日之内，",
    "向贷款人报送资产负债表和利润表。",
    "2.2 借款人不得将贷款用于购买股票、基金",
    "和其他理财产品，也不得转借他人。",
)
PROSE = (
    "第一条　提款与支付\n1.1 借款人提款之前须提交用款申请书以及与用款相应的买卖合同,贷款人查验之后,方可放款。\n"
    "1.2 单笔付款在三百万元以上的,由贷款人受托支付给借款人的交易对象;其余由借款人自主支付,并于每月末报告去向。\n"
    "第二条　监督与检查\n2.1 借款人应在每季度终了后二十日之内,向贷款人报送资产负债表和利润表。\n"
    "2.2 借款人不得将贷款用于购买股票、基金和其他理财产品,也不得转借他人。\n"
)


def _page(rows: list[list[tuple[float, str]]]) -> Page:
    """Return a page of words that begin at shares of its width, 0.02 a sign, a blank line's height apart."""
    lines = []
    for number, row in enumerate(rows):
        y = 0.1 + 0.025 * number
        words = tuple(Word(text, Box(x, y, x + 0.019 * len(text), y + 0.014)) for x, text in row)
        lines.append(Line(" ".join(w.text for w in words), words, Box.union(w.box for w in words)))
    every = tuple(w for line in lines for w in line.words)
    return Page(number=1, width=595, height=842, words=every, lines=part_columns(lines))


def _prose(page: Page) -> str:
    return Paper([page]).flow.chars.replace("　", "").replace(" ", "")


def test_two_columns_are_read_one_after_the_other_and_a_sentence_goes_on_in_the_second() -> None:
    page = _page([[(0.08, a), (0.52, b)] for a, b in zip(LEFT, RIGHT, strict=True)])
    assert _prose(page) == PROSE.replace("　", "").replace(" ", "")


def test_what_stands_across_the_page_parts_columns_and_stays_in_its_place() -> None:
    title = [(0.3, "流动资金借款合同的通用条款部分（2025年版）")]
    pairs = [[(0.08, a), (0.52, b)] for a, b in zip(LEFT, RIGHT, strict=True)]
    found = _prose(_page([title, *pairs]))
    assert found.startswith("流动资金借款合同")
    assert found.endswith(PROSE.replace("　", "").replace(" ", ""))


def test_parties_who_sign_beside_each_other_stand_below_both_columns() -> None:
    pairs = [[(0.08, a), (0.52, b)] for a, b in zip(LEFT, RIGHT, strict=True)]
    signed = [(0.08, "借款人（盖章）：海棠贸易"), (0.52, "贷款人（盖章）：兰江银行")]
    assert _prose(_page([*pairs, signed])).index("借款人(盖章)") >= len(PROSE.replace("　", "").replace(" ", ""))


def test_captions_and_values_side_by_side_are_no_columns() -> None:
    rows = ["借款人：海棠贸易有限公司", "住所：桐庐县滨江路八号", "法定代表人：林松烟", "电话：0571-5550", "账号：6210"]
    page = _page([[(0.08, text), (0.52, text)] for text in rows])
    assert _prose(page).splitlines()[0].count("海棠贸易有限公司") == 2


def test_the_lines_of_a_cell_of_prose_are_read_together_and_its_caption_before_them() -> None:
    texts = ((0.3, "借款人应在每季度终了后二十日之内，向贷款人"), (0.3, "报送资产负债表和利润表，并附上纳税申报表。"))
    page = _page([[texts[0]], [(0.08, "报告"), texts[1]], [(0.08, "利率"), (0.3, "年利率4.35%")]])
    words = [w for line in page.lines for w in line.words]
    cells = (
        Cell(row=0, column=0, text="报告", box=Box(0.05, 0.09, 0.28, 0.14), words=(words[1],)),
        Cell(row=0, column=1, text="", box=Box(0.28, 0.09, 0.95, 0.14), words=(words[0], words[2])),
        Cell(row=1, column=0, text="利率", box=Box(0.05, 0.14, 0.28, 0.17), words=(words[3],)),
        Cell(row=1, column=1, text="年利率4.35%", box=Box(0.28, 0.14, 0.95, 0.17), words=(words[4],)),
    )
    table = Table(cells=cells, box=Box(0.05, 0.09, 0.95, 0.17), ruled=True)
    page = Page(number=1, width=595, height=842, words=page.words, lines=page.lines, tables=(table,))
    said = "借款人应在每季度终了后二十日之内,向贷款人报送资产负债表和利润表,并附上纳税申报表。"
    assert _prose(page).splitlines()[:3] == ["报告", said, "利率年利率4.35%"]


def test_a_caption_beside_a_sentence_is_no_part_of_it() -> None:
    page = paged("借款合同\n限制   借款人不得抽逃资金，不得转移资产。\n用途   采购钢材")
    assert Paper([page]).flow.chars.splitlines()[1:] == ["限制", "借款人不得抽逃资金,不得转移资产。", "用途采购钢材"]


def test_a_caption_beside_the_second_line_of_its_prose_stands_before_the_first() -> None:
    page = _page(
        [
            [(0.3, "借款人应在每季度终了后二十日之内，向贷款人")],
            [(0.08, "报告"), (0.3, "报送资产负债表和利润表，并附上纳税申报表，")],
            [(0.3, "不得迟延。")],
            [(0.08, "检查"), (0.3, "贷款人可以查阅账册，借款人须予配合。")],
        ]
    )
    said = "借款人应在每季度终了后二十日之内,向贷款人报送资产负债表和利润表,并附上纳税申报表,不得迟延。"
    assert _prose(page).splitlines() == ["报告", said, "检查", "贷款人可以查阅账册,借款人须予配合。"]


def test_a_column_that_holds_captions_beside_prose_is_still_one_column() -> None:
    right = [
        [(0.52, "第二条　监督与检查")],
        [(0.6, "借款人应在每季度终了后之内，向贷")],
        [(0.52, "报告"), (0.6, "款人报送资产负债表和利润表，不得")],
        [(0.6, "迟延。")],
        [(0.6, "借款人不得将贷款用于购买股票、基")],
        [(0.52, "限制"), (0.6, "金和其他理财产品，也不得转借他人。")],
    ]
    page = _page([[(0.08, a), *b] for a, b in zip(LEFT, right, strict=True)])
    lines = _prose(page).splitlines()
    assert "借款人应在每季度终了后之内,向贷款人报送资产负债表和利润表,不得迟延。" in lines
    assert lines.index("报告") < lines.index("限制")


def test_a_caption_between_two_lines_of_its_prose_stands_before_them() -> None:
    lines = [
        (0.25, 0.100, "借款人应在收到要求后五个工作日之内提供有关报表和资"),
        (0.10, 0.108, "约定"),
        (0.25, 0.116, "料,并加盖公章。"),
    ]
    words = [(text, Box(x, y, x + 0.02 * len(text), y + 0.014)) for x, y, text in lines]
    page = Page(number=1, width=600, height=800, lines=tuple(Line(t, box=b, words=(Word(t, b),)) for t, b in words))
    assert Paper([page]).flow.chars == "约定\n借款人应在收到要求后五个工作日之内提供有关报表和资料,并加盖公章。\n"
