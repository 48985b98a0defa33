"""What scans do to statements: print that leans, rules taken for letters, headings read otherwise, glued labels."""

# ruff: noqa: E501 - layouts read best one a line

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import pytest
from tests.understanding.statements import printing

from docaudit.records import strokes
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, TextSource, Word
from docaudit.understanding.statements import read_statements
from docaudit.understanding.statements.labelled import pairs

FRAME = ("户名：苏州示例科技有限公司", "账号：32050110251600000739")
LAYOUT = (
    ("入账日", "day"), ("业务种类", "summary"), ("凭单号", "number"), ("借方", "out"), ("贷方", "in"), ("结余", "balance"),
    ("对方单位", "name"),
)  # fmt: skip


def page_of(words: Sequence[Word], *, number: int = 1, tables: tuple[Table, ...] = ()) -> Page:
    """Return a scanned page of words; those of one height are a line."""
    rows: dict[float, list[Word]] = {}
    for word in words:
        rows.setdefault(round(word.box.y0, 3), []).append(word)
    lines = tuple(
        Line(" ".join(w.text for w in row), tuple(row), Box.union(w.box for w in row)) for row in rows.values()
    )
    source = TextSource.OCR
    return Page(
        number=number, width=842, height=842, words=tuple(words), lines=lines, tables=tables, text_source=source
    )


def turned(page: Page, degrees: float) -> Page:
    """Return the page with its words moved as a scanner turns them."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    moved = []
    for line in page.lines:
        words = []
        for word in line.words:
            x, y = word.box.center[0] - 0.5, word.box.center[1] - 0.5
            dx, dy = x * cosine - y * sine - x, x * sine + y * cosine - y
            box = word.box
            places = (box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)
            words.append(dataclasses.replace(word, box=Box(*(min(1.0, max(0.0, v)) for v in places))))
        moved.append(Line(line.text, tuple(words), Box.union(w.box for w in words)))
    return dataclasses.replace(page, lines=tuple(moved), words=tuple(w for line in moved for w in line.words))


def plain(count: int = 24) -> Page:
    (page,) = printing.word_pages(
        printing.grid(printing.ledger(3, count), LAYOUT), preface=FRAME, per_page=count, source=TextSource.OCR
    )
    return page_of(page.words)


@pytest.mark.parametrize("degrees", [-3.5, -1.5, 2.0, 3.5])
def test_columns_are_followed_down_a_page_that_leans(degrees: float) -> None:
    entries = printing.ledger(3, 24)
    (found,) = read_statements([turned(plain(), degrees)])
    assert [t.time.value and t.time.value.date() for t in found.transactions] == [e.time.date() for e in entries]
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert [t.counterparty_name.value or "" for t in found.transactions] == [e.name for e in entries]
    assert [t.summary.value for t in found.transactions] == [e.summary for e in entries]


def _barred(count: int = 14) -> Page:
    """Return a page with typed rules, most of which a scan took for figures and letters."""
    kinds = ("day", "summary", "out", "in", "balance")
    rows = [
        ["日期", "摘要", "支取", "存入", "结余"],
        *([printing.COLUMNS[k](e) for k in kinds] for e in printing.ledger(8, count)),
    ]
    edges = (0.04, 0.16, 0.3, 0.48, 0.66, 0.86)
    words = [printing.word(text, 0.05, 0.03 + 0.025 * i, TextSource.OCR) for i, text in enumerate(FRAME)]
    for i, row in enumerate(rows):
        y = 0.1 + 0.025 * i
        for k, x in enumerate(edges):
            glyph = "|" if (i + k) % 3 == 0 else "1" if (i + k) % 3 == 1 else "l"
            words.append(Word(glyph, Box(x, y, x + 0.006, y + 0.012), 1.0, TextSource.OCR))
            if k < len(row) and row[k]:
                words.append(printing.word(row[k], x + 0.015, y, TextSource.OCR))
    return page_of(words)


def test_typed_rules_that_were_taken_for_figures_are_rules() -> None:
    entries = printing.ledger(8, 14)
    (found,) = read_statements([_barred()])
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert [t.summary.value for t in found.transactions] == [e.summary for e in entries]


def test_a_letter_laid_under_a_bar_goes_back_to_its_word() -> None:
    bars = [Word("|", Box(0.5, 0.1 * i, 0.504, 0.1 * i + 0.02)) for i in range(1, 7)]
    cut = [Word("吉", Box(0.5, 0.8, 0.502, 0.82)), Word("林某某公司", Box(0.515, 0.8, 0.6, 0.82))]
    far = [Word("1", Box(0.3, 0.9, 0.306, 0.92))]
    at = strokes.rules([*bars, *cut, *far])
    assert [w.text for w in strokes.mended([*cut, *far], at)] == ["吉林某某公司", "1"]


def test_a_heading_that_a_scan_reads_otherwise_on_the_next_page_begins_no_other_account() -> None:
    entries = printing.ledger(6, 20)
    kinds = ("day", "out", "in", "balance", "name", "summary")
    heads = ["交易日期", "借方", "贷方", "余额", "对方户名", "摘要"]
    pages = []
    for number, (part, last) in enumerate(((entries[:12], "摘要"), (entries[12:], "")), 1):
        grid = [[*heads[:-1], last], *([printing.COLUMNS[k](e) for k in kinds] for e in part)]
        cells = tuple(
            Cell(row=i, column=j, text=text, box=Box(0.05 + 0.15 * j, 0.2 + 0.02 * i, 0.2 + 0.15 * j, 0.22 + 0.02 * i))
            for i, row in enumerate(grid)
            for j, text in enumerate(row)
        )
        table = Table(cells, box=Box(0.05, 0.2, 0.95, 0.2 + 0.02 * len(grid)), ruled=True)
        above = [printing.word(text, 0.05, 0.05 + 0.03 * i) for i, text in enumerate(FRAME)] if number == 1 else []
        words = [*above, *(Word(c.text, c.box) for c in cells if c.text and c.box is not None)]
        pages.append(page_of(words, number=number, tables=(table,)))
    (found,) = read_statements(pages)
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert found.closing_balance.value is not None
    assert found.closing_balance.value.fen == entries[-1].balance


def test_columns_with_rules_and_rows_without_keep_figures_and_sides_apart() -> None:
    entries = printing.ledger(12, 12)
    kinds = ("day", "size", "flag", "balance", "summary")
    heads = ("日期", "金额", "借贷", "余额", "摘要")
    edges = (0.03, 0.2, 0.4, 0.46, 0.7, 0.97)
    words, cut = [printing.word(t, 0.05, 0.02 + 0.025 * i) for i, t in enumerate(FRAME)], []
    inside: list[list[Word]] = [[] for _ in heads]
    for i, e in enumerate(entries):
        y = 0.15 + 0.025 * i
        texts = [printing.COLUMNS[k](e) for k in kinds]
        for k, text in enumerate(texts):
            right = k in (1, 3)
            x = edges[k + 1] - 0.004 - printing.width_of(text) if right else edges[k] + 0.004
            inside[k].append(printing.word(text, x, y))
        # The recogniser read the amount and its side as one word over the rule.
        glued = Word(texts[1] + texts[2], Box.union((inside[1][-1].box, inside[2][-1].box)))
        cut += [inside[0][-1], glued, inside[3][-1], inside[4][-1]]
    heading = [printing.word(t, (edges[k] + edges[k + 1]) / 2 - 0.01, 0.11) for k, t in enumerate(heads)]
    cells = tuple(
        Cell(row=0, column=k, text=w.text, box=Box(edges[k], 0.1, edges[k + 1], 0.14), words=(w,))
        for k, w in enumerate(heading)
    ) + tuple(
        Cell(
            row=1,
            column=k,
            text="\n".join(w.text for w in inner),
            box=Box(edges[k], 0.14, edges[k + 1], 0.5),
            words=tuple(inner),
        )
        for k, inner in enumerate(inside)
    )
    table = Table(cells, box=Box(0.03, 0.1, 0.97, 0.5), ruled=True)
    (found,) = read_statements([page_of([*words, *heading, *cut], tables=(table,))])
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert [t.summary.value for t in found.transactions] == [e.summary for e in entries]


def test_labels_below_a_row_need_no_blank_between_them() -> None:
    assert pairs("对方户名：无锡样本物资有限公司对方账号：6230000011112222附 言：货款") == [
        ("对方户名", "无锡样本物资有限公司"), ("对方账号", "6230000011112222"), ("附言", "货款"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        [["户名王小明", "卡号6230000011112222333"]],
        [["客户姓名 Customer Name 王小明", "账号 Account No. 6230000011112222333"]],
    ],
)
def test_labels_glued_to_their_values_or_with_their_english_between_name_the_holder(lines: list[list[str]]) -> None:
    kinds = ("day", "out", "in", "balance", "name", "summary")
    rows = [[printing.COLUMNS[k](e) for k in kinds] for e in printing.ledger(5, 12)]
    page = printing.sheet([*lines, ["交易日期", "借方", "贷方", "余额", "对方户名", "摘要"], *rows])
    (found,) = read_statements([page])
    assert (found.account_name.value, found.account_number.value) == ("王小明", "6230000011112222333")


def test_a_name_and_a_number_that_a_scan_glued_name_the_holder() -> None:
    (found,) = read_statements([page_of([*_holder_line("王小明6230000011112222333"), *_below_head()])])
    assert (found.account_name.value, found.account_number.value) == ("王小明", "6230000011112222333")


def _holder_line(text: str) -> list[Word]:
    return [printing.word("某某银行账户明细", 0.3, 0.02), printing.word(text, 0.05, 0.05)]


def _below_head() -> list[Word]:
    (page,) = printing.word_pages(printing.grid(printing.ledger(3, 12), LAYOUT), source=TextSource.OCR)
    return [dataclasses.replace(w, box=Box(w.box.x0, w.box.y0 + 0.08, w.box.x1, w.box.y1 + 0.08)) for w in page.words]


def test_a_lone_figure_beside_an_amount_with_cents_is_no_amount() -> None:
    entries = printing.ledger(3, 12)
    words = [*_holder_line("户名：苏州示例科技有限公司"), *_below_head()]
    heads = {w.text: w.box for w in words}
    paid = next(e for e in entries if e.fen < 0)
    line = next(w.box for w in words if w.text == printing.yuan(-paid.fen))
    speck = Word("1", Box(heads["贷方"].x0, line.y0, heads["贷方"].x0 + 0.006, line.y1), 1.0, TextSource.OCR)
    (found,) = read_statements([page_of([*words, speck])])
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]


def test_characters_taken_for_check_boxes_spoil_no_row() -> None:
    entries = printing.ledger(3, 24)
    page = plain()
    words = [dataclasses.replace(w, text=w.text.replace("货款", "□货☑款").replace("户名", "☑户名")) for w in page.words]
    (found,) = read_statements([page_of(words)])
    assert [t.summary.value for t in found.transactions] == [e.summary for e in entries]
    assert found.account_name.value == "苏州示例科技有限公司"


_LABELS = ("交易日期", "交易类型", "发生金额", "账户余额")


def _cards(*, side: bool = False, broken: str = _LABELS[0]) -> Page:
    """Return a page of blocks of two lines; `broken`: what was read of the first label of the fifth of them."""
    words = [] if side else [printing.word(text, 0.05, 0.03 + 0.02 * i) for i, text in enumerate(FRAME)]
    if side:
        head = ("户名", "苏州示例科技有限公司", "账号", "32050110251600000739", "币种", "人民币")
        words = [printing.word(text, 0.02, 0.1 + 0.02 * i) for i, text in enumerate(head)]
    for i, entry in enumerate(printing.ledger(5, 9)):
        for k, (label, kind) in enumerate(zip(_LABELS, ("day", "summary", "signed", "balance"), strict=True)):
            text = f"{broken if (i, k) == (4, 0) else label}：{printing.COLUMNS[kind](entry)}"
            words.append(printing.word(text, 0.35 + 0.3 * (k % 2), 0.1 + 0.07 * i + 0.025 * (k // 2)))
    return page_of(words)


def test_a_head_beside_blocks_is_no_part_of_them() -> None:
    (found,) = read_statements([_cards(side=True)])
    assert found.account_name.value == "苏州示例科技有限公司"
    assert found.account_number.value == "32050110251600000739"
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in printing.ledger(5, 9)]


def test_a_label_of_blocks_with_one_misread_character_is_known() -> None:
    (found,) = read_statements([_cards(broken="交易期")])
    days = [e.time.date() for e in printing.ledger(5, 9)]
    assert [t.time.value and t.time.value.date() for t in found.transactions] == days


def test_a_block_whose_first_label_was_not_read_takes_no_day_of_the_next() -> None:
    (found,) = read_statements([_cards(broken="父口朗")])
    entries = printing.ledger(5, 9)
    own = {e.balance: e.time.date() for e in entries}
    read = [t for t in found.transactions if t.time.value is not None and t.balance.value is not None]
    assert len(read) >= 8
    assert all(own[t.balance.value.fen] == t.time.value.date() for t in read if t.balance.value and t.time.value)


def test_rows_below_days_of_their_own_are_rows_where_no_balance_is_printed() -> None:
    heads = ["增减额", "对方资料", "交易项目"]
    words = [printing.word(text, 0.05, 0.03 + 0.025 * i) for i, text in enumerate(FRAME)]
    words += [printing.word(text, 0.1 + 0.25 * k, 0.1) for k, text in enumerate(heads)]
    entries = printing.ledger(9, 14)
    y, day = 0.125, None
    for entry in entries:
        if entry.time.date() != day:
            day = entry.time.date()
            words.append(printing.word(day.isoformat(), 0.05, y))
            y += 0.025
        for k, kind in enumerate(("plus", "name", "summary")):
            if text := printing.COLUMNS[kind](entry):
                words.append(printing.word(text, 0.1 + 0.25 * k, y))
        y += 0.025
    (found,) = read_statements([page_of(words)])
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert [t.time.value and t.time.value.date() for t in found.transactions] == [e.time.date() for e in entries]
