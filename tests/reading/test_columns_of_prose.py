"""Pages of prose in two columns come column after column; tables and forms beside each other stay lines."""

from __future__ import annotations

from dataclasses import replace

from docaudit.reading.layout import put_among
from docaudit.reading.layout.prose import part_columns
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Table, Word

LEFT = (
    "一、本合同项下的借款用于收购稻谷和玉米，",
    "不得用于其他任何方面，也不得转借给他人。",
    "二、贷款金额为人民币壹佰万元整，由贷款人",
    "在借款人满足提款条件之后，一次性划入借款",
    "人在贷款人处开立的账户，账户由双方确认。",
    "三、借款人应当按月付息，到期一次性还清本",
)
RIGHT = ("金，最后一期利息随本金一并结清，不得拖欠。",)


def _lines(rows: list[list[tuple[float, str]]]) -> list[Line]:
    lines = []
    for number, row in enumerate(rows):
        y = 0.1 + 0.025 * number
        words = tuple(Word(text, Box(x, y, x + 0.0205 * len(text), y + 0.014)) for x, text in row)
        lines.append(Line(" ".join(w.text for w in words), words, Box.union(w.box for w in words)))
    return lines


def _pairs(left: tuple[str, ...], right: tuple[str, ...]) -> list[list[tuple[float, str]]]:
    return [[(0.06, a), *([(0.52, right[k])] if k < len(right) else [])] for k, a in enumerate(left)]


def test_a_column_that_ends_after_its_first_line_is_one_beside_a_tall_one() -> None:
    title = [[(0.35, "个人粮食收购借款合同书")]]
    found = part_columns(_lines([*title, *_pairs(LEFT, (*RIGHT, "（以下无正文，为签署的页面，各方确认。）"))]))
    assert [line.text for line in found][1 : len(LEFT) + 2] == [*LEFT, RIGHT[0]]
    assert [line.column for line in found] == [0, *[1] * len(LEFT), 2, 2]


def test_captions_with_values_beside_each_other_stay_in_their_lines() -> None:
    rows = ["借款人：海棠贸易有限公司", "住所：桐庐县滨江路八号", "法定代表人：林松烟", "电话：0571-5550", "账号：6210"]
    lines = _lines([[(0.08, text), (0.52, text)] for text in rows])
    assert part_columns(lines) == tuple(lines)


def test_the_lines_of_a_ruled_table_are_no_columns() -> None:
    lines = _lines(_pairs(LEFT, LEFT))
    cells = tuple(
        Cell(row=r, column=c, text=w.text, box=w.box, words=(w,))
        for r, line in enumerate(lines)
        for c, w in enumerate(line.words)
    )
    table = Table(cells, Box(0.05, 0.09, 0.97, 0.3))
    assert part_columns(lines, 1.0, [table]) == tuple(lines)
    assert part_columns(lines) != tuple(lines)


def test_what_a_picture_adds_is_read_in_its_own_column() -> None:
    lines = part_columns(_lines(_pairs(LEFT, LEFT)))
    stamp, foot = _lines([[(0.6, "甲方已阅")], *[[(0.06, "")]] * 7, [(0.06, "第一页")]])[:: len(LEFT) + 2]
    stamp = replace(stamp, box=Box(0.6, 0.151, 0.7, 0.16))
    found = [line.text for line in put_among(lines, [foot, stamp])]
    assert found == [*LEFT, *LEFT[:3], "甲方已阅", *LEFT[3:], "第一页"]
