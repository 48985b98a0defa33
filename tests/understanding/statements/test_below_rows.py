"""Rows whose details stand on lines below them, with captions in Chinese and English or without any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.understanding.statements import printing

from docaudit.banks.columns import split_headings
from docaudit.records.pages import Line, Page, TextSource
from docaudit.understanding.statements.detail_captions import Captions, meaning

HEADS = (
    ("交易日期", "摘要", "借方", "贷方", "余额"),
    ("Date", "Description", "Debit", "Credit", "Balance"),
)
KINDS = ("day", "summary", "out", "in", "balance")
LEFTS = (0.05, 0.18, 0.5, 0.65, 0.8)
NOTES = ("支付三月包装箱货款，合同另附", "", "退回多付款项", "预付款")
Pieces = Sequence[tuple[float, str]]
Below = Callable[[Any, str], Sequence[Pieces]]


def beside(*pieces: str, at: float = LEFTS[1]) -> list[tuple[float, str]]:
    """Return texts side by side with gaps."""
    out: list[tuple[float, str]] = []
    for piece in pieces:
        if piece:
            out.append((at, piece))
            at += printing.width_of(piece) + 0.02
    return out


def under(*pieces: str) -> list[Pieces]:
    """Return texts below each other."""
    return [[(LEFTS[1], piece)] for piece in pieces if piece]


def said(caption: str, value: str) -> str:
    return f"{caption}{value}" if value else ""


def both_ends(e: Any, note: str) -> Sequence[Pieces]:
    party = beside(said("对方户名 Counterparty：", e.name), said("对方账号 A/C No.：", e.account))
    return [party, beside(said("附言 Remark：", note), said("流水号 Ref. No.：", e.number))]


def english(e: Any, note: str) -> Sequence[Pieces]:
    return under(
        said("Counterparty name: ", e.name),
        said("Account No. ", e.account),
        said("Details: ", note),
        f"Ref. {e.number}",
    )


def wrapping(e: Any, note: str) -> Sequence[Pieces]:
    name = said("Beneficiary 对方户名: ", e.name)
    cut = len(name) - len(e.name) // 2
    return [
        *under(name[:cut], name[cut:] if e.name else "", said("Purpose 附言: ", note[:8]), note[8:]),
        beside(f"Reference 流水号: {e.number}", said("A/C No. 对方账号: ", e.account)),
    ]


def in_columns(e: Any, note: str) -> Sequence[Pieces]:
    texts = (("户名 Name", e.name), ("账号 A/C No.", e.account), ("附言 Message", note), ("流水号 Reference", e.number))
    return [[(LEFTS[1], caption), (0.4, value)] for caption, value in texts if value]


def close(e: Any, note: str) -> Sequence[Pieces]:
    return [
        beside(said("对方户名", e.name), said("对方账号", e.account)),
        beside(said("附言", note), f"流水号{e.number}"),
    ]


def no_captions(e: Any, note: str) -> Sequence[Pieces]:
    return [beside(e.name, e.account), *under(note, f"TX{e.time:%Y%m%d}{e.number}")]


def one_line(e: Any, note: str) -> Sequence[Pieces]:
    return [beside(e.name, e.account, note, e.number)]


def page(rows: Sequence[tuple[Any, Sequence[Pieces]]], number: int) -> Page:
    """Print two lines of headings, and rows each with the lines below it."""
    words, y = [], 0.03
    for cells in HEADS:
        words += [printing.word(t, x, y) for t, x in zip(cells, LEFTS, strict=True)]
        y += 0.014
    y += 0.004
    for entry, below in rows:
        texts = [printing.COLUMNS[k](entry) for k in KINDS]
        for line in (list(zip(LEFTS, texts, strict=True)), *below):
            words += [printing.word(t, x, y) for x, t in line if t]
            y += 0.014 if line else 0.0
        y += 0.004
    assert y < 0.95
    words.append(printing.word(f"第 {number} 页 Page {number}", 0.45, 0.97))
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    return Page(
        number=number, width=842, height=1190, words=tuple(words), lines=lines, text_source=TextSource.TEXT_LAYER
    )


@pytest.mark.parametrize("below", [both_ends, english, wrapping, in_columns, close, no_captions, one_line])
def test_details_below_rows_are_read_whatever_announces_them(below: Below) -> None:
    entries = printing.ledger(11, 24)
    notes = [NOTES[i % len(NOTES)] for i in range(len(entries))]
    rows = [(e, below(e, note)) for e, note in zip(entries, notes, strict=True)]
    found = printing.read_one([page(rows[:12], 1), page(rows[12:], 2)]).transactions
    assert [t.amount.value.fen for t in found] == [e.fen for e in entries]
    assert [t.balance.value.fen for t in found] == [e.balance for e in entries]
    assert [t.summary.value for t in found] == [e.summary for e in entries]
    assert [t.counterparty_name.value for t in found] == [e.name or None for e in entries]
    assert [t.counterparty_account.value for t in found] == [e.account or None for e in entries]
    assert [t.remark.value for t in found] == [note or None for note in notes]
    stamps = [f"TX{e.time:%Y%m%d}" if below is no_captions else "" for e in entries]
    assert [t.reference.value for t in found] == [f"{s}{e.number}" for s, e in zip(stamps, entries, strict=True)]
    assert found[0].counterparty_name.evidence.box.y0 > found[0].amount.evidence.box.y1


@pytest.mark.parametrize(
    ("caption", "role"),
    [
        ("对方户名 Counterparty", "counterparty_name"),
        ("Beneficiary Name", "counterparty_name"),
        ("Counterparty A/C No.", "counterparty_account"),
        ("A / C No", "counterparty_account"),
        ("账号", "counterparty_account"),
        ("Counterparty Bank", "counterparty_bank"),
        ("Remarks", "remark"),
        ("Payment details", "remark"),
        ("Transaction No.", "reference"),
        ("Serial No", "reference"),
        ("交易渠道 Channel", None),
        ("Name of bank", "counterparty_bank"),
    ],
)
def test_a_caption_means_what_its_chinese_words_or_else_its_english_ones_say(caption: str, role: str | None) -> None:
    assert meaning(caption) == role


def test_words_that_a_value_begins_with_are_no_part_of_a_caption() -> None:
    texts = [*(f"Remark Payment for goods {i}" for i in range(3)), *(f"Remark 运费 {i}" for i in range(5))]
    captions = Captions([text] for text in texts)
    assert [*captions.parts("Remark Payment for goods 9")] == [("remark", 7, 26, True)]


def test_a_letter_that_a_scan_took_for_a_digit_hides_no_caption() -> None:
    captions = Captions(
        [text] for text in ("附言Detai1s 运费", "附言 Details 预付款", "附言Details往来款", "附言 Details 定金")
    )
    assert captions.meanings() == {"remark"}
    assert [*captions.parts("附言 Detai1s尾款")] == [("remark", 10, 12, True)]


def test_words_that_come_once_are_no_caption() -> None:
    captions = Captions([["附言 运费"], ["Details of the order"], ["王某"]])
    assert [*captions.parts("附言 运费")] == [(None, 0, 5, False)]


def test_a_second_line_of_headings_in_both_languages_heads_what_stands_below_the_rows() -> None:
    entries = [e for e in printing.ledger(5, 30) if e.name][:16]
    lower = ((LEFTS[1], "对方户名", "Counterparty"), (0.5, "对方账号", "A/C No."), (0.75, "流水号", "Ref. No."))
    words, y = [], 0.03
    for cells in HEADS:
        words += [printing.word(t, x, y) for t, x in zip(cells, LEFTS, strict=True)]
        y += 0.014
    for language in (1, 2):
        words += [printing.word(texts[language], texts[0], y) for texts in lower]
        y += 0.014
    for e in entries:
        shown = zip(LEFTS, (printing.COLUMNS[k](e) for k in KINDS), strict=True)
        below = zip((head[0] for head in lower), (e.name, e.account, e.number), strict=True)
        for line in (shown, below):
            words += [printing.word(t, x, y) for x, t in line if t]
            y += 0.014
        y += 0.004
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    paper = Page(number=1, width=842, height=1190, words=tuple(words), lines=lines, text_source=TextSource.TEXT_LAYER)
    found = printing.read_one([paper]).transactions
    assert [t.time.value.date() for t in found] == [e.time.date() for e in entries]
    assert [t.counterparty_name.value for t in found] == [e.name for e in entries]
    assert [t.counterparty_account.value for t in found] == [e.account for e in entries]
    assert [t.reference.value for t in found] == [e.number for e in entries]


FOUND = [("counterparty_name", "扬州鼎顺公司"), ("counterparty_account", "774208751350")]
LINE = ["附言 运费", "流水号 TX2025020289472"]


@pytest.mark.parametrize(
    ("apart", "close"),
    [
        (["对方户名扬州鼎顺公司", "对方账号774208751350"], "对方户名扬州鼎顺公司对方账号774208751350"),
        (["户名扬州鼎顺公司", "账号774208751350"], "户名扬州鼎顺公司 账号774208751350"),
        (["对方扬州鼎顺公司", "账号 774208751350"], "对方扬州鼎顺公司账号 774208751350"),
        (["Counterparty name 扬州鼎顺公司", "A/C No. 774208751350"], "Counterpartyname扬州鼎顺公司 A/CNo.774208751350"),
        (["Counterparty对方户名Hongda Ltd", "A/C No. 对方账号 7"],
         "Counterparty对方户名扬州鼎顺公司 A/C No.对方账号774208751350"),
        (["收/付款方Counterparty:甲公司", "收/付款账号Account:7"],
         "收/付款方Counterparty:扬州鼎顺公司收/付款账号Account:774208751350"),
    ],
)  # fmt: skip
def test_captions_that_a_scan_sets_close_to_values_are_known_by_coming_again(apart: list[str], close: str) -> None:
    captions = Captions([apart, LINE] * 4)
    assert [(role, close[start:stop]) for role, start, stop, _ in captions.parts(close)] == FOUND


@pytest.mark.parametrize("misread", ["Ref,No，流水号：TX2025020289472", "Ref. No流水号:TX2025020289472"])
def test_points_of_a_caption_may_be_misread(misread: str) -> None:
    captions = Captions([["Ref. No. 流水号：TX2025020289471"], ["A/C No. 对方账号：774208751350"]] * 4)
    ((role, start, stop, _),) = captions.parts(misread)
    assert (role, misread[start:stop]) == ("reference", "TX2025020289472")


def test_the_chinese_words_of_a_caption_end_a_value_though_one_was_misread() -> None:
    apart = ["对方户名 Counterparty：扬州鼎顺公司", "对方账号 A/C No.：774208751350"]
    captions = Captions([apart, ["A/C No.：774208751350"]] * 4)
    misread = "对方户名 Counterparty：扬州鼎顺公司方账号 A/C No.：774208751350"
    assert [(role, misread[start:stop]) for role, start, stop, _ in captions.parts(misread)] == FOUND


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("交易日期Date摘要Description", ["交易日期Date", "摘要Description"]),
        ("Date交易日期Description摘要", ["Date交易日期", "Description摘要"]),
        ("收入Credit", ["收入Credit"]),
        ("摘要POS消费", ["摘要POS消费"]),
    ],
)
def test_headings_in_two_languages_that_a_scan_glues_are_parted(glued: str, parts: list[str]) -> None:
    assert split_headings(glued) == parts
