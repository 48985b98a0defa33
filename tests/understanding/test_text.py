from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, Word
from docaudit.understanding.kinds import find_account, find_date, find_money, find_number, find_party, find_words
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import GAP, Builder, Token, fold_char

PRINT = st.text(
    alphabet="甲乙方公司借款金额合同编号年月日元万壹贰叁伍拾佰仟 　_：:（）()￥¥.,，。0123456789ABC-\t/", max_size=60
)


@given(st.lists(PRINT, max_size=5))
def test_every_character_knows_where_it_was_printed(texts: list[str]) -> None:
    builder = Builder([Page()])
    for text in texts:
        builder.add(Token(text=text, page=0, box=Box(0, 0, 1, 1), real=False))
        builder.separate("\n")
    built = builder.text()
    assert len(built.chars) == len(built.at)
    for char, (token, offset) in zip(built.chars, built.at, strict=True):
        if token >= 0:
            assert fold_char(built.tokens[token].text[offset]) == char
        else:
            assert char in (GAP, " ", "\n")


@given(PRINT)
def test_a_value_is_found_within_the_text_it_was_looked_for_in(text: str) -> None:
    for find in (find_account, find_date, find_money, find_number, find_party, find_words):
        found = find(text)
        if found is not None:
            assert 0 <= found[1] < found[2] <= len(text), find.__name__


@given(st.lists(PRINT.filter(lambda t: bool(t.strip())), min_size=1, max_size=6))
def test_the_box_of_any_piece_lies_within_its_words(texts: list[str]) -> None:
    words = tuple(Word(t, Box(i / 10, 0.1, i / 10 + 0.08, 0.12)) for i, t in enumerate(texts))
    page = Page(
        number=1, width=100, height=100, words=words, lines=(Line(" ".join(texts), words, Box(0, 0.1, 1, 0.12)),)
    )
    text = Paper([page]).text
    for start in range(0, len(text.chars), 7):
        place = text.evidence(start, start + 5)
        if place.box is not None:
            assert any(w.box.x0 - 1e-9 <= place.box.x0 for w in words)
            assert place.box.x1 <= words[-1].box.x1 + 1e-9
            assert (place.box.y0, place.box.y1) == (0.1, 0.12)


def test_wrapped_lines_become_one_sentence_and_running_heads_are_left_out() -> None:
    def line(text: str, x0: float, x1: float, y: float) -> Line:
        word = Word(text, Box(x0, y, x1, y + 0.015))
        return Line(text, (word,), word.box)

    pages = [
        Page(
            number=n,
            width=595,
            height=842,
            lines=(
                line("某银行借款合同", 0.1, 0.3, 0.03),
                line("借款人应于提款后三十日内向贷款人提", 0.1, 0.9, 0.2),
                line(f"供第{n}批发票。", 0.1, 0.3, 0.23),
                line(f"第{n}页", 0.45, 0.55, 0.95),
            ),
        )
        for n in (1, 2)
    ]
    flow = Paper(pages).flow.chars
    assert flow == "借款人应于提款后三十日内向贷款人提供第1批发票。\n借款人应于提款后三十日内向贷款人提供第2批发票。\n"


def test_words_of_two_cells_are_apart_however_near_they_stand() -> None:
    left, right = Word("19.05", Box(0.70, 0.41, 0.782, 0.44)), Word("免税", Box(0.783, 0.41, 0.83, 0.44))
    line = Line("19.05免税", (left, right), Box(0.70, 0.41, 0.83, 0.44))
    halves = tuple(
        Cell(row=0, column=k, text=word.text, box=Box(0.6 + 0.1825 * k, 0.4, 0.7825 + 0.1 * k, 0.45), words=(word,))
        for k, word in enumerate((left, right))
    )
    page = Page(number=1, width=595, height=842, words=(left, right), lines=(line,), tables=(Table(halves),))
    assert Paper([page]).text.chars.strip() == f"19.05{GAP}免税"
    one = Table((Cell(row=0, column=0, text="19.05免税", box=Box(0.6, 0.4, 0.9, 0.45), words=(left, right)),))
    assert Paper([replace(page, tables=(one,))]).text.chars.strip() == "19.05免税"
