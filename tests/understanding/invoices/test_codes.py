"""The code on an invoice agrees with its print, fills a gap in it, is doubted or passed over."""

from __future__ import annotations

import pytest
from tests.understanding.invoices.test_vat_invoice import OLD, drawn

from docaudit.records.money import Money
from docaudit.understanding.readers.vat_invoice import read


def test_a_code_that_agrees_raises_confidence_and_one_that_differs_is_said() -> None:
    agreeing = read([drawn(OLD, ocr=0.96, codes=("01,01,4500193130,07733121,30000.00,20210309,,8C2E",))])
    assert not agreeing.warnings
    assert agreeing.invoice_number.confidence >= 0.99
    differing = read([drawn(OLD, codes=("01,01,4500193130,07733128,30000.00,20210309,,8C2E",))])
    assert any("07733128" in w for w in differing.warnings)
    assert differing.invoice_number.value == "07733121"
    assert differing.invoice_number.confidence < 0.7


@pytest.mark.parametrize(
    "code",
    [
        "01,01,07733121,4500193130,30000.00,20210309,,",  # number and code in each other's place
        "01,01,4500193130,20210309,30000,07733121,",  # date and number too
        "01,01,4500193130,07733121,20210309,30000.00,,",  # sum and date
        "01,04,,033002200211,620,20210728,",  # a code in the number's place
    ],
)
def test_a_code_in_another_order_is_passed_over(code: str) -> None:
    assert read([drawn(OLD, codes=(code,))]) == read([drawn(OLD)])


def test_of_two_codes_on_a_sheet_the_one_of_this_invoice_counts() -> None:
    other = "01,01,4500193130,07733199,12.00,20200101,,"
    mine = "01,01,4500193130,07733121,30000.00,20210309,,8C2E"
    both = read([drawn(OLD, codes=(other, mine))])
    assert not both.warnings
    assert both.invoice_number.confidence >= 0.99
    alone = read([drawn(OLD, codes=(other,))])
    assert any("另一张发票" in w for w in alone.warnings)
    assert alone.invoice_number == read([drawn(OLD)]).invoice_number


def test_a_code_with_another_sum_lowers_the_sum_and_changes_nothing() -> None:
    invoice = read([drawn(OLD, codes=("01,01,4500193130,07733121,80000.00,20210309,,8C2E",))])
    assert any("80000" in w for w in invoice.warnings)
    assert invoice.amount.value == Money(3000000)
    assert invoice.amount.confidence < 0.7


def test_a_gap_in_the_print_is_filled_from_the_code() -> None:
    gap = [row for row in OLD if not any("07733121" in text for _, text in row[1])]
    assert len(gap) < len(OLD)
    assert read([drawn(gap)]).invoice_number.value is None
    filled = read([drawn(gap, codes=("01,01,4500193130,07733121,30000.00,20210309,,8C2E",))]).invoice_number
    assert filled.value == "07733121"
    assert filled.evidence is not None
    assert filled.evidence.text.startswith("01,01,")


def test_a_web_address_in_a_code_is_passed_over() -> None:
    assert read([drawn(OLD, codes=("https://bcfp.example/verify?hash=77",))]) == read([drawn(OLD)])
