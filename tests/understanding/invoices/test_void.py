"""A stamp 作废 on a made-up invoice is told of in a warning; the word in a printed note is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.understanding.invoices.test_vat_invoice import DIGITAL, drawn

from docaudit.documents.vat_invoice import VatInvoice
from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Page, Seal, Word
from docaudit.understanding.readers.vat_invoice import read

INVOICE = drawn(DIGITAL)


def told(page: Page) -> bool:
    invoice = read([page])
    assert isinstance(invoice, VatInvoice)
    return any("作废" in w for w in invoice.warnings)


def over(page: Page, text: str, box: Box, *, line: int | None = None) -> Page:
    """Return the page with a word laid on it: as a line of its own, or caught in a line of the form."""
    word = Word(text, box)
    lines = list(page.lines)
    if line is None:
        lines.insert(5, Line(text, (word,), box))
    else:
        old = lines[line]
        words = (*old.words, word)
        lines[line] = Line(" ".join(w.text for w in words), words, Box.union(w.box for w in words))
    return replace(page, words=(*page.words, word), lines=tuple(lines))


def test_an_invoice_without_a_stamp_has_no_such_warning() -> None:
    assert not told(INVOICE)


@pytest.mark.parametrize("text", ["作废", "作 废", "【作废】", "已作废", "此票作废"])
def test_a_stamp_beside_the_form_is_told(text: str) -> None:
    assert told(over(INVOICE, text, Box(0.4, 0.14, 0.5, 0.19)))


def test_a_large_stamp_that_was_caught_in_a_line_is_told() -> None:
    assert told(over(INVOICE, "作废", Box(0.3, 0.18, 0.45, 0.26), line=3))


def test_a_stamp_over_print_of_its_own_size_is_told() -> None:
    word = INVOICE.lines[3].words[1]
    box = Box(word.box.x0 + 0.02, word.box.y0, word.box.x0 + 0.06, word.box.y1)
    assert told(over(INVOICE, "作废", box, line=3))


def test_a_turned_stamp_read_glyph_by_glyph_is_told() -> None:
    page = over(INVOICE, "作", Box(0.40, 0.52, 0.46, 0.58))
    assert told(over(page, "废", Box(0.47, 0.48, 0.53, 0.54)))


def test_a_red_seal_with_the_word_is_told() -> None:
    seal = Seal(text="作废", box=Box(0.4, 0.1, 0.5, 0.2), confidence=0.9, shape="rectangle", colour="red")
    assert told(replace(INVOICE, seals=(seal,)))


def test_the_state_of_a_verification_is_told() -> None:
    assert told(drawn([*DIGITAL, (0.97, [(0.06, "发票状态：已作废")])]))


@pytest.mark.parametrize(
    "note",
    [
        "备注：本发票涂改作废",
        "涂改、挖补作废",
        "逾期作废无效，请妥善保管",
        "发票状态：正常",
        "作废标志：否",
        "原发票25442000000033221000已作废，本票为重开",
    ],
)
def test_the_word_in_a_note_is_no_stamp(note: str) -> None:
    assert not told(drawn([*DIGITAL, (0.97, [(0.06, note)])]))


def test_the_word_cut_off_a_note_by_the_reader_is_no_stamp() -> None:
    assert not told(drawn([*DIGITAL, (0.97, [(0.06, "如有涂改"), (0.11, "作废"), (0.135, "无效")])]))


def test_a_printed_choice_is_no_stamp() -> None:
    assert not told(drawn([*DIGITAL, (0.97, [(0.06, "☑正常"), (0.2, "□"), (0.25, "作废")])]))


def test_the_wrapped_end_of_a_note_is_no_stamp() -> None:
    note = [(0.95, [(0.06, "本发票如有涂改、挖补或未加盖发票专用章，视为")]), (0.972, [(0.06, "作废")])]
    assert not told(drawn([*DIGITAL, *note]))
