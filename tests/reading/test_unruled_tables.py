"""Tables from words alone: what is a row, what is a column, and what is no table."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.reading.layout import Rule, lay_out
from docaudit.reading.layout.cutting import cut_word
from docaudit.reading.scan.glyphs import Glyphs
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Table, TextSource, Word

EM, HIGH, STEP = 0.011, 0.011, 0.0135
"""A character's width and height, and the distance of wrapped lines, on a square page."""


def wide(text: str) -> float:
    return EM * sum(0.5 if ch.isascii() else 1.0 for ch in text)


def word(text: str, x: float, y: float, origin: TextSource = TextSource.TEXT_LAYER) -> Word:
    return Word(text, Box(x, y, x + wide(text), y + HIGH), 1.0, origin)


def print_rows(
    rows: Sequence[Sequence[str]],
    lefts: Sequence[float],
    *,
    top: float = 0.2,
    gap: float = 0.008,
    middle: bool = False,
    right: Sequence[int] = (),
    room: float = 0.12,
) -> list[Word]:
    """Print rows of cells; a cell's lines are parted by newlines; columns in `right` end `room` after their left."""
    words, y = [], top
    for row in rows:
        deep = max(len(text.split("\n")) for text in row)
        for column, text in enumerate(row):
            lines = text.split("\n") if text else []
            shift = (deep - len(lines)) / 2 if middle else 0
            for k, line in enumerate(lines):
                x = lefts[column] + (room - wide(line) if column in right else 0)
                words.append(word(line, x, y + (k + shift) * STEP))
        y += deep * STEP + gap
    return words


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.rows()]


def read(words: Sequence[Word], rules: Sequence[Rule] = ()) -> tuple[Table, ...]:
    return lay_out(words, rules, aspect=1.0)[1]


LEFTS = (0.05, 0.2, 0.36, 0.52, 0.7)
HEAD = ["交易日期", "支出金额", "收入金额", "余额", "对方户名"]
ROWS = [
    HEAD,
    ["2026-03-01", "1,200.00", "", "98,800.00", "嘉兴恒泰精密机械有限公司"],
    ["2026-03-02", "", "350.50", "99,150.50", ""],
    ["2026-03-05", "12.00", "", "99,138.50", "张伟"],
    ["2026-03-09", "", "88,000.00", "187,138.50", "芜湖金桥建材贸易有限公司"],
]


def test_rows_without_rules_are_a_table_with_its_empty_cells() -> None:
    (table,) = read(print_rows(ROWS, LEFTS, right=(1, 2, 3)))
    assert texts(table) == ROWS
    assert not table.ruled


def test_wrapped_cells_stay_in_their_row_whether_they_hang_from_its_line_or_stand_about_it() -> None:
    rows = [HEAD, *(list(row) for row in ROWS[1:])]
    rows[1][4] = "嘉兴恒泰精密机械\n有限公司芜湖\n分公司"
    rows[3][4] = "芜湖金桥\n建材"
    rows[2][0] = "2026-03-\n02"
    for middle in (False, True):
        (table,) = read(print_rows(rows, LEFTS, right=(1, 2, 3), middle=middle))
        assert texts(table) == rows


def test_a_wrapped_heading_and_a_heading_in_two_languages_are_one_row() -> None:
    rows = [
        ["交易日期\nDate", "借方发生额\n(支取)", "贷方发生额\n(收入)", "余额\nBalance", "对方户名\nParty"],
        *ROWS[1:],
    ]
    (table,) = read(print_rows(rows, LEFTS, right=(1, 2, 3)))
    assert texts(table) == rows


def test_a_balance_carried_over_and_a_sum_are_rows_of_the_table() -> None:
    rows = [HEAD, ["承前页", "", "", "100,000.00", ""], *ROWS[1:], ["本页合计", "1,212.00", "88,350.50", "", ""]]
    (table,) = read(print_rows(rows, LEFTS, right=(1, 2, 3)))
    assert texts(table) == rows


def test_a_later_page_without_a_heading_is_a_table_too() -> None:
    (table,) = read(print_rows(ROWS[1:], LEFTS, right=(1, 2, 3)))
    assert texts(table) == ROWS[1:]


def test_a_column_that_holds_nothing_keeps_its_place() -> None:
    rows = [[*HEAD, "附言"], *([*row, ""] for row in ROWS[1:])]
    (table,) = read(print_rows(rows, (*LEFTS, 0.92), right=(1, 2, 3)))
    assert texts(table) == rows


def test_one_row_under_a_full_heading_is_a_table() -> None:
    (table,) = read(print_rows(ROWS[:2], LEFTS, right=(1, 2, 3)))
    assert texts(table) == ROWS[:2]


def test_a_row_whose_amounts_are_broken_is_known_by_the_columns_beside_them() -> None:
    rows = [*ROWS, ["2026-03-10", "", "4,567,8\n90.1", "4,755,0\n28.6", "李雪梅"], ROWS[1]]
    (table,) = read(print_rows(rows, LEFTS, right=(1, 2, 3)))
    assert texts(table) == rows


def test_rules_between_the_rows_part_them_where_the_distance_does_not() -> None:
    rows = [HEAD, *(list(row) for row in ROWS[1:])]
    rows[2][4] = "四川德阳华盛\n物流有限公司"
    rows[3][4] = "张伟\n李雪梅"
    words = print_rows(rows, LEFTS, right=(1, 2, 3), gap=0.0, middle=True)
    ys = [0.2]
    for row in rows:
        ys.append(ys[-1] + max(len(text.split("\n")) for text in row) * STEP)
    rules = [Rule(True, y - 0.0005, 0.04, 0.98) for y in ys]
    (table,) = read(words, rules)
    assert texts(table) == rows


def test_lines_around_a_table_stay_outside() -> None:
    around = [
        word("账户交易明细", 0.4, 0.05),
        word("户名：示例科技有限公司", 0.05, 0.15),
        word("账号：32050110251600000739", 0.4, 0.15),
        word("单位：元", 0.8, 0.15),
        word("5 收 88,350.50", 0.1, 0.36),
        word("打印时间：2026-04-01 09:30:00", 0.05, 0.9),
    ]
    (table,) = read([*around, *print_rows(ROWS, LEFTS, right=(1, 2, 3))])
    assert texts(table) == ROWS


def test_prose_and_forms_are_no_tables() -> None:
    prose = [
        word("第一条 借款金额为人民币1,250,000.00元，期限12个月，利率4.35%。", 0.1, 0.1),
        word("第二条 借款人应于2026-12-31前归还本金500,000.00元。", 0.1, 0.13),
        word("第三条 逾期利息按日计收，违约金为12,500.00元。", 0.1, 0.16),
    ]
    form = [
        *(word(t, x, 0.3) for t, x in (("付款人：", 0.1), ("张伟", 0.2), ("金额：", 0.5), ("1,000.00", 0.6))),
        *(word(t, x, 0.34) for t, x in (("收款人：", 0.1), ("李雪梅", 0.2), ("手续费：", 0.5), ("5.00", 0.6))),
        *(word(t, x, 0.38) for t, x in (("用途：", 0.1), ("货款", 0.2), ("合计：", 0.5), ("1,005.00", 0.6))),
    ]
    assert read([*prose, *form]) == ()


def test_a_word_that_ocr_took_for_two_cells_is_cut_at_the_gap_in_the_picture() -> None:
    rows = [list(row) for row in ROWS]
    words = [dataclasses.replace(w, origin=TextSource.OCR) for w in print_rows(rows, LEFTS, right=(1, 2, 3))]
    picture = np.full((2000, 2000), 255, np.uint8)
    for w in words:
        # Glyphs are bars half as wide as their share, so that nothing inside a word looks like a gap between cells.
        step = EM * 2000 / 2
        for k in range(round(w.box.width * 2000 / step)):
            x = round(w.box.x0 * 2000 + k * step)
            cv2.rectangle(picture, (x, round(w.box.y0 * 2000) + 2), (x + 7, round(w.box.y1 * 2000) - 2), 30, -1)
    glued = []
    for left in words:
        right = next((w for w in words if w.box.y0 == left.box.y0 and w.text[-2:] in ("公司", "张伟")), None)
        if right is not None and left.box.x0 > 0.5 and left.text[-3:-2] == ".":
            glued.append(dataclasses.replace(left, text=left.text + right.text, box=Box.union((left.box, right.box))))
        elif not any(left is w for w in words if w.text[-2:] in ("公司", "张伟")):
            glued.append(left)
    assert len(glued) == len(words) - 3
    lines, (table,) = lay_out(glued, (), aspect=1.0, measure=Glyphs(picture))
    assert texts(table) == rows
    assert "98,800.00" in [w.text for line in lines for w in line.words]


def test_a_word_over_a_rule_is_cut_where_its_amount_ends() -> None:
    rules = [Rule(True, y, 0.1, 0.9) for y in (0.1, 0.2, 0.3)] + [Rule(False, x, 0.1, 0.3) for x in (0.1, 0.5, 0.9)]
    # OCR's box begins left of the ink, so by proportion the last figure would fall beyond the rule.
    glued = Word("68,708,270.64货款", Box(0.3, 0.13, 0.56, 0.16), 0.9, TextSource.OCR)
    (table,) = read([glued, word("余额", 0.2, 0.22), word("摘要", 0.6, 0.22)], rules)
    assert texts(table) == [["68,708,270.64", "货款"], ["余额", "摘要"]]


money = st.integers(1, 10**9).map(lambda fen: f"{fen // 100:,}.{fen % 100:02d}")
label = st.text(st.sampled_from("江苏恒泰瑞丰货款运费工资转账"), min_size=1, max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    columns, rows = draw(st.integers(3, 6)), draw(st.integers(3, 12))
    amounts = draw(st.sets(st.integers(1, columns - 1), min_size=1, max_size=columns - 1))
    made = [[f"列{'甲乙丙丁戊己'[c]}" for c in range(columns)]]
    for _ in range(rows):
        cells = [draw(money if c in amounts else label) for c in range(columns)]
        made.append(cells)
    return made


def placed(rows: Sequence[Sequence[str]]) -> list[Word]:
    return print_rows(rows, [0.02 + 0.16 * c for c in range(len(rows[0]))])


@settings(deadline=None, max_examples=60)
@given(tables())
def test_every_printed_table_is_found_as_printed(rows: list[list[str]]) -> None:
    (table,) = read(placed(rows))
    assert texts(table) == rows


@settings(deadline=None, max_examples=60)
@given(tables())
def test_cells_never_overlap_and_every_word_is_in_one_cell(rows: list[list[str]]) -> None:
    words = placed(rows)
    (table,) = read(words)
    boxes = [cell.box for cell in table.cells if cell.box is not None]
    for k, a in enumerate(boxes):
        for b in boxes[k + 1 :]:
            assert min(a.x1, b.x1) - max(a.x0, b.x0) < 1e-9 or min(a.y1, b.y1) - max(a.y0, b.y0) < 1e-9
    inside = [w for cell in table.cells for w in cell.words]
    assert sorted(map(id, inside)) == sorted(map(id, words))


@settings(deadline=None, max_examples=60)
@given(tables(), st.floats(0.4, 1.0), st.floats(0.0, 0.2), st.floats(0.0, 0.2))
def test_moving_and_scaling_a_page_changes_no_cell(
    rows: list[list[str]], scale: float, right: float, down: float
) -> None:
    def move(box: Box) -> Box:
        x, y = right * (1 - scale), down * (1 - scale)
        return Box(x + scale * box.x0, y + scale * box.y0, x + scale * box.x1, y + scale * box.y1)

    words = placed(rows)
    (there,) = read([dataclasses.replace(w, box=move(w.box)) for w in words])
    (here,) = read(words)
    assert texts(there) == texts(here)


@settings(deadline=None, max_examples=60)
@given(tables(), st.randoms())
def test_the_order_of_the_words_does_not_matter(rows: list[list[str]], chance: object) -> None:
    words = placed(rows)
    shuffled = list(words)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [texts(t) for t in read(shuffled)] == [texts(t) for t in read(words)]


def test_a_table_keeps_confidence_and_words() -> None:
    words = print_rows(ROWS, LEFTS, right=(1, 2, 3))
    doubtful = [dataclasses.replace(w, confidence=0.4) if w.text == "张伟" else w for w in words]
    (table,) = read(doubtful)
    cell: Cell = next(c for c in table.cells if c.text == "张伟")
    assert cell.confidence == 0.4
    assert [w.text for w in cell.words] == ["张伟"]


def test_bars_and_dashes_typed_between_cells_part_columns_and_are_no_cells() -> None:
    words, y = [], 0.2
    rows = [("Day", "Paid", "Left"), *((f"2025-03-0{i}", f"{i}00.00", f"{9 - i}00.00") for i in range(1, 6))]
    for row in rows:
        for text, x in zip(row, (0.1, 0.25, 0.4), strict=True):
            words += [word("|", x, y), word(text, x + 0.012, y)]
        words += [word("|", 0.55, y), word("-" * 80, 0.1, y + STEP)]
        y += 2 * STEP
    (table,) = read(words)
    assert texts(table) == [list(row) for row in rows]


def test_two_runs_of_rows_that_short_ones_join_are_one_table() -> None:
    rows = [["日期", "说明", "支出", "结余"]]
    rows += [["2025-03-01", "货款", "100.00", "900.00"]]
    rows += [["", "手续费", f"{i}.00", ""] for i in range(1, 13)]
    rows += [["2025-03-02", "货款", "100.00", "800.00"], ["2025-03-03", "货款", "100.00", "700.00"]]
    words = print_rows(rows, (0.05, 0.2, 0.4, 0.6), right=(2, 3), gap=0.004)
    (table,) = read(words)
    assert texts(table) == rows


def test_what_stands_behind_an_amount_stays_with_it_where_the_word_is_cut() -> None:
    def parted(text: str, share: float) -> list[str]:
        return [piece.text for piece in cut_word(Word(text, Box(0.2, 0.1, 0.4, 0.12)), [0.2 + 0.2 * share])]

    assert parted("73,413.56元外卖", 0.62) == ["73,413.56元", "外卖"]
    assert parted("1,682.00-房屋租赁费用", 0.38) == ["1,682.00-", "房屋租赁费用"]
    assert parted("1,682.00CR房屋租赁费用", 0.38) == ["1,682.00CR", "房屋租赁费用"]
    assert parted("1,682.00-39,608.89", 0.45) == ["1,682.00", "-39,608.89"]
    assert parted("5043455.172601015449283309", 0.41) == ["5043455.17", "2601015449283309"]
