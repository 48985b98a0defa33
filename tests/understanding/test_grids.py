"""Lines and cells of scanned pages: prints that fall, words read twice, glued words cut one sign too late."""

from __future__ import annotations

import dataclasses

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, TextSource, Word
from docaudit.understanding.columns import UnruledColumns
from docaudit.understanding.grids import cell_of, loose_rows, outside, table_rows

GLYPH = 0.012


def word(text: str, x: float, y: float) -> Word:
    wide = GLYPH * sum(0.5 if c.isascii() else 1.0 for c in text)
    return Word(text, Box(x, y, x + wide, y + 0.012), 0.98, TextSource.OCR)


def scan(lines: list[list[Word]]) -> Page:
    words = tuple(w for line in lines for w in line)
    shown = tuple(Line(" ".join(w.text for w in line), tuple(line), Box.union(w.box for w in line)) for line in lines)
    return Page(number=1, width=595, height=842, text_source=TextSource.OCR, words=words, lines=shown)


def falling(rows: list[list[tuple[str, float]]], fall: float, step: float = 0.016) -> Page:
    return scan([[word(t, x, 0.1 + i * step + fall * x) for t, x in row] for i, row in enumerate(rows)])


def test_a_page_that_falls_to_the_right_keeps_what_stands_far_apart_in_one_line() -> None:
    rows = [[(f"左{i}边", 0.05), (f"右{i}边", 0.85)] for i in range(8)]
    for fall in (0.0, 0.015, -0.015):  # nearly a line's step over the width
        assert [r.texts() for r in loose_rows(falling(rows, fall))] == [[f"左{i}边", f"右{i}边"] for i in range(8)]


def test_a_word_that_was_read_twice_in_one_place_is_one_word() -> None:
    page = scan([[word("货款", 0.1, 0.1), word("1.00", 0.5, 0.1)], [word("货款", 0.1, 0.2)]])
    doubled = dataclasses.replace(page, words=(*page.words, word("货款", 0.1005, 0.1003)))
    assert [r.texts() for r in loose_rows(doubled)] == [["货款", "1.00"], ["货款"]]


def test_a_figure_near_the_words_of_the_next_column_does_not_widen_its_own_over_them() -> None:
    heads = [cell_of([word("结余", 0.44, 0.1)]), cell_of([word("附言", 0.60, 0.1)])]
    columns = UnruledColumns(heads)
    near = [word("5 539 246.44", 0.43, 0.12), word("股东投入", 0.505, 0.12)]
    columns.grow([[cell_of(near)], [cell_of([word("采购面粉一批款项", 0.505, 0.14)])]])
    assert columns.bind(scan([near]), [cell_of(near)]).texts() == ["5 539 246.44", "股东投入"]


def cells(left: list[str], right: list[str], source: TextSource = TextSource.OCR) -> list[str]:
    made = []
    for column, texts in enumerate((left, right)):
        words = tuple(word(t, 0.1 + 0.4 * column, 0.1 + 0.02 * i) for i, t in enumerate(texts))
        made.append(Cell(row=0, column=column, text="\n".join(texts), box=Box(0, 0, 1, 1), words=words))
    page = Page(number=1, width=595, height=842, text_source=source, tables=(Table(tuple(made)),))
    return table_rows(page, page.tables[0])[0].texts()


def test_the_first_digit_of_a_number_that_was_left_in_the_name_before_it_goes_back() -> None:
    assert cells(["景禾化工有限责任2", "公司"], ["472****2323"]) == ["景禾化工有限责任\n公司", "2472****2323"]
    assert cells(["72,776.00实"], ["时扣税"]) == ["72,776.00", "实时扣税"]


def test_a_digit_that_belongs_to_its_cell_stays_in_it() -> None:
    assert cells(["72,776.00"], ["472"]) == ["72,776.00", "472"]
    assert cells(["合同2"], ["货款"]) == ["合同2", "货款"]
    assert cells(["景禾公司", "专户2"], ["472****2323"]) == ["景禾公司\n专户2", "472****2323"]  # not in one line
    assert cells(["专户2"], ["472****2323"], TextSource.TEXT_LAYER) == ["专户2", "472****2323"]


def test_a_line_within_the_box_of_a_turned_table_but_in_none_of_its_cells_is_outside() -> None:
    above, inside = word("编制单位：某某公司", 0.1, 0.1), word("货币资金", 0.1, 0.14)
    cell = Cell(row=0, column=0, text=inside.text, box=Box(0.05, 0.13, 0.9, 0.16), words=(inside,))
    box = Box(0.05, 0.09, 0.9, 0.5)
    page = dataclasses.replace(scan([[above], [inside]]), tables=(Table((cell,), box),))
    assert [w.text for w in outside(page, [box])] == [above.text]
    bare = dataclasses.replace(page, tables=(Table((dataclasses.replace(cell, words=()),), box),))
    assert outside(bare, [box]) == []  # without words in its cells only the box tells


def test_the_end_of_a_long_text_stays_with_it_though_it_stands_nearer_to_the_next_heading() -> None:
    columns = UnruledColumns([cell_of([word("附言", 0.3, 0.1)]), cell_of([word("项目", 0.6, 0.1)])])
    text = [word("政府补助资金拨付至企业", 0.3, 0.12), word("技术改造", 0.48, 0.12)]
    line = [cell_of(text), cell_of([word("冲正", 0.6, 0.12)])]
    assert columns.bind(scan([text]), line).texts() == ["政府补助资金拨付至企业技术改造", "冲正"]
