"""Sums of an invoice prove, mend or refute each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.invoices.sums import in_sums


def money(yuan: str) -> Field[Money]:
    return Field(Money(int(Decimal(yuan) * 100)), 0.95)


def item(amount: str, tax: str, quantity: str = "10", price: str | None = None, rate: str = "13%") -> InvoiceItem:
    each = Decimal(price) if price is not None else Decimal(amount) / Decimal(quantity)
    return InvoiceItem(
        quantity=Field(Decimal(quantity), 0.95),
        unit_price=Field(each, 0.95),
        amount=money(amount),
        tax=money(tax),
        tax_rate=Field(rate, 0.95),
    )


INVOICE = VatInvoice(
    amount=money("3000.00"),
    tax=money("390.00"),
    total=money("3390.00"),
    total_in_words=Field("叁仟叁佰玖拾圆整", 0.95),
    items=(item("1000.00", "130.00"), item("2000.00", "260.00")),
)


def test_sums_that_agree_are_surer_and_change_nothing() -> None:
    found = in_sums(INVOICE, scanned=True)
    assert found.total.confidence > INVOICE.total.confidence
    assert replace(found, amount=INVOICE.amount, tax=INVOICE.tax, total=INVOICE.total).items == INVOICE.items
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("name", "misread", "meant"),
    [
        ("total", "3890.00", 339000),
        ("total", "390.00", 339000),
        ("amount", "8000.00", 300000),
        ("tax", "890.00", 39000),
    ],
)
def test_one_misread_digit_of_a_scan_is_mended_where_two_equations_say_the_same(
    name: str, misread: str, meant: int
) -> None:
    spoilt = replace(INVOICE, **{name: money(misread)})
    found = in_sums(spoilt, scanned=True)
    assert getattr(found, name).value == Money(meant)
    assert getattr(found, name).confidence <= 0.8
    assert len(found.warnings) == 1
    assert "一位之差" in found.warnings[0]
    assert (
        getattr(in_sums(spoilt, scanned=False), name).value == getattr(spoilt, name).value
    )  # the paper says so itself


@pytest.mark.parametrize(("name", "meant"), [("amount", 300000), ("tax", 39000)])
def test_what_a_seal_hides_is_told_where_total_and_items_leave_it(name: str, meant: int) -> None:
    hidden = replace(INVOICE, **{name: Field()})
    found = getattr(in_sums(hidden, scanned=True), name)
    assert found.value == Money(meant)
    assert found.confidence <= 0.8
    assert getattr(in_sums(hidden, scanned=False), name).value is None
    other = replace(hidden, items=(item("1000.00", "130.00"),))  # items that say otherwise leave it open
    assert getattr(in_sums(other, scanned=True), name).value is None


def test_an_items_misread_amount_is_mended_by_its_own_quantity_and_price() -> None:
    wrong = replace(INVOICE.items[1], amount=money("7000.00"))
    found = in_sums(replace(INVOICE, items=(INVOICE.items[0], wrong)), scanned=True)
    assert found.items[1].amount.value == Money(200000)
    unproved = replace(wrong, quantity=Field())
    kept = in_sums(replace(INVOICE, items=(INVOICE.items[0], unproved)), scanned=True)
    assert kept.items[1].amount.value == Money(700000)


def test_a_total_that_neither_words_nor_sums_bear_out_is_not_told() -> None:
    found = in_sums(replace(INVOICE, total=money("3891.00"), tax=money("391.00")), scanned=True)
    assert found.total.value is None
    assert "请核对原件" in found.warnings[0]


def test_a_total_that_differs_by_more_than_a_glyph_is_not_mended() -> None:
    found = in_sums(replace(INVOICE, total=money("9999.00")), scanned=True)
    assert found.total.value == Money(999900)
    assert found.total.confidence < INVOICE.total.confidence
