"""What papers say in themselves: invoices, contracts, statements and balance sheets that do not hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from check_cases import (
    BORROWER,
    SUPPLIER,
    case,
    contract,
    fen,
    fld,
    found,
    invoice,
    only,
    row,
    trade,
    yuan,
)

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.documents.financials import StatementLine
from docaudit.records.labels import Severity
from docaudit.records.money import Money
from docaudit.records.pages import TextSource

OTHER = "云陵市永丰商贸有限公司"


# --- invoices ------------------------------------------------------------------------------------------------------


def test_one_invoice_for_two_payments_is_a_duplicate():
    lines = [row(5, 6, -1_130, SUPPLIER), row(6, 9, -1_130, SUPPLIER)]
    hit = only(case(rows=lines, documents=[invoice(), invoice(identifier="I2")]), "invoice.duplicate")
    assert {p.document for p in hit.evidence} >= {"I1", "I2"}
    assert str(hit.amount) == "1130.00"


def test_a_second_copy_of_one_invoice_for_one_payment_is_none():
    assert not found(
        case(rows=[row(5, 6, -1_130, SUPPLIER)], documents=[invoice(), invoice(identifier="I2")]), "invoice.duplicate"
    )


def test_one_number_on_invoices_that_differ_is_critical():
    hit = only(case(documents=[invoice(), invoice(net="2000.00", tax="260.00", identifier="I2")]), "invoice.duplicate")
    assert hit.severity is Severity.CRITICAL
    assert not found(
        case(documents=[invoice(), invoice(number="25442000000012345679", identifier="I2")]), "invoice.duplicate"
    )


def test_eight_digits_alone_do_not_make_a_duplicate():
    paper = {"invoice_kind": fld("special")}
    one = invoice("12345678", invoice_code=fld("3200241130"), **paper)
    two = invoice("12345678", invoice_code=fld("3200241131"), identifier="I2", net="2000.00", tax="260.00", **paper)
    assert not found(case(documents=[one, two]), "invoice.duplicate")


@pytest.mark.parametrize(
    ("bill", "severity", "amount"),
    [
        (invoice(total="1230.00"), Severity.HIGH, "100.00"),
        (invoice(net="1000.00", tax="140.00"), Severity.HIGH, "10.00"),
        (invoice(total="1230.00", ocr=True, total_in_words=fld("壹仟贰佰叁拾元整")), Severity.HIGH, "100.00"),
        (invoice(total="1230.00", ocr=True, amount=yuan("1000.00", 0.8)), Severity.MEDIUM, "100.00"),
        (invoice(amount=yuan("1100.00"), total="1230.00"), Severity.HIGH, "100.00"),
    ],
    ids=["total", "rate", "scan", "unsure scan", "lines"],
)
def test_figures_that_do_not_add_up(bill, severity, amount):
    hit = only(case(documents=[bill]), "invoice.arithmetic")
    assert (hit.severity, str(hit.amount)) == (severity, amount)


@pytest.mark.parametrize(
    "bill",
    [
        invoice(),
        invoice(net="1000.00", tax="130.05"),
        invoice(net="1000.00", tax="50.00", remarks=fld("差额征税")),
        invoice(total=None, tax="0.00", items=()),
        invoice(total="1230.00", invoice_kind=fld("other")),
        invoice(total="1230.00", ocr=True, amount=yuan("1000.00", 0.4)),
    ],
    ids=["right", "rounding", "差额征税", "free of tax", "other paper", "unsure"],
)
def test_figures_that_are_in_order(bill):
    assert not found(case(documents=[bill]), "invoice.arithmetic")


def test_total_in_words_and_figures_differ():
    hit = only(case(documents=[invoice(total_in_words=fld("壹仟贰佰叁拾元整"))]), "invoice.amount_in_words")
    assert str(hit.amount) == "100.00"
    assert not found(case(documents=[invoice(total_in_words=fld("壹仟壹佰叁拾圆整"))]), "invoice.amount_in_words")
    assert not found(case(documents=[invoice(total_in_words=fld("看不清"))]), "invoice.amount_in_words")


def test_a_confusion_of_the_scan_lowers_confidence_not_severity():
    net = {"net": "1000.00", "tax": "170.00", "items": ()}
    plain = only(
        case(documents=[invoice(total_in_words=fld("壹仟壹佰陆拾元整"), ocr=True, **net)]), "invoice.amount_in_words"
    )
    assert plain.confidence > 0.9
    assert plain.severity is Severity.HIGH


@pytest.mark.parametrize(
    ("bill", "hits"),
    [
        (invoice(buyer=OTHER), 1),
        (invoice(buyer="云陵市嘉柏钢铁有限责任公司"), 0),
        (invoice(buyer=f"{BORROWER}城东分公司"), 0),
        (invoice(buyer="云陵市嘉柏钢跌有限公司", ocr=True), 0),
        (invoice(buyer=OTHER, seller=BORROWER), 0),
        (invoice(buyer=OTHER, invoice_kind=fld("other")), 0),
        (invoice(buyer=None), 0),
        (invoice(buyer="云陵市加柏纲铁公司", buyer_tax_id=fld("91440300708461136T")), 0),
    ],
    ids=["another firm", "legal form", "branch", "scan", "own sale", "ticket", "unread", "same tax id"],
)
def test_the_buyer_of_an_invoice_is_the_borrower(bill, hits):
    file = case(documents=[bill, contract(borrower_id=fld("91440300708461136T"))])
    assert len(found(file, "invoice.buyer_mismatch")) == hits


@pytest.mark.parametrize(
    ("bill", "hits"),
    [
        (invoice(seller_tax_id=fld("91440300708461137T")), 1),
        (invoice(seller_tax_id=fld("9144O3OO70846II36T"), ocr=True), 0),
        (invoice(seller_tax_id=fld("91440300708461137T", 0.9), ocr=True), 0),
        (invoice(seller_tax_id=fld("440300708461136")), 0),
        (invoice(number="2544200000001234567"), 1),
        (invoice(number="12345678", invoice_kind=fld("special"), invoice_code=fld("4400241130")), 0),
        (invoice(number="1234567", invoice_kind=fld("special"), invoice_code=fld("4400241130")), 1),
        (invoice(issue_date=fld(dt.date(2020, 5, 1))), 1),
        (invoice(), 0),
    ],
    ids=[
        "check character",
        "OCR swaps",
        "unsure scan",
        "old number",
        "19 digits",
        "paper",
        "7 digits",
        "too early",
        "right",
    ],
)
def test_identifiers(bill, hits):
    assert len(found(case(documents=[bill]), "invoice.bad_identifier")) == hits


# --- contracts, statements, financial statements -------------------------------------------------------------------


def test_a_contract_whose_words_differ_from_its_figures():
    hit = only(case(documents=[trade(amount_in_words=fld("叁拾贰万元整"))]), "contract.amount_in_words")
    assert str(hit.amount) == "20000.00"
    assert "300,000.00" in hit.explanation
    assert "叁拾贰万元整" in hit.explanation
    assert not found(case(documents=[contract(), trade(amount_in_words=fld("叁拾万圆整"))]), "contract.amount_in_words")
    assert only(case(documents=[contract(amount_in_words=fld("人民币肆佰万元整"))]), "contract.amount_in_words")


def statement(balances, amounts, *, ocr=False, days=None):
    """Return a case whose account A prints these balances."""
    days = days or range(1, len(amounts) + 1)
    lines = [
        row(k + 1, days[k], a, SUPPLIER, balance=b) for k, (a, b) in enumerate(zip(amounts, balances, strict=True))
    ]
    source = TextSource.OCR if ocr else TextSource.STRUCTURED
    return case(
        rows=lines,
        documents=[
            BankStatement(
                id="S1", source="流水.xlsx", sha256="s", account_number=fld("6222000011112222"), text_source=source
            )
        ],
        disbursed=0,
    )


AMOUNTS = [100, -30, -20, 50, -10, -5]
RIGHT = [1100, 1070, 1050, 1100, 1090, 1085]


def test_a_balance_that_does_not_follow_is_reported_with_both_rows():
    hit = only(statement([1100, 1070, 1050, 1300, 1290, 1285], AMOUNTS), "statement.broken_balance")
    assert hit.severity is Severity.HIGH
    assert str(hit.amount) == "200.00"
    assert {p.evidence.row for p in hit.evidence} == {4, 5}


def test_a_chain_that_holds_is_silent_in_any_order_within_a_day():
    assert not found(statement(RIGHT, AMOUNTS), "statement.broken_balance")
    shuffled = statement([1100, 1050, 1070, 1100, 1090, 1085], [100, -20, -30, 50, -10, -5], days=[1, 2, 2, 3, 4, 5])
    assert not found(shuffled, "statement.broken_balance")


def test_one_digit_misread_on_a_scan_is_no_break():
    assert not found(statement([1100, 1070, 1650, 1100, 1090, 1085], AMOUNTS, ocr=True), "statement.broken_balance")
    assert found(statement([1100, 1070, 1650, 1100, 1090, 1085], AMOUNTS), "statement.broken_balance")


def test_a_digit_on_a_scan_that_was_read_beyond_doubt_is_a_break():
    file = statement([1100, 1070, 1650, 1100, 1090, 1085], AMOUNTS, ocr=True)
    (paper,) = file.documents
    for sure, hits in ((0.9, 1), (0.6, 0)):
        printed = [
            TransactionRow(amount=fld(Money(fen(a)), 0.9), balance=fld(Money(fen(b)), sure if b == 1650 else 0.9))
            for a, b in zip(AMOUNTS, [1100, 1070, 1650, 1100, 1090, 1085], strict=True)
        ]
        told = replace(file, documents=(replace(paper, transactions=tuple(printed)),))
        assert len(found(told, "statement.broken_balance")) == hits


def test_a_row_that_was_not_read_is_no_break():
    lines = [
        row(1, 1, 100, balance=1100),
        row(3, 1, -20, balance=1050),
        row(4, 2, 50, balance=1100),
        row(5, 3, -10, balance=1090),
    ]
    file = case(rows=lines, documents=[BankStatement(id="S1", source="流水.xlsx", sha256="s")], disbursed=0)
    assert not found(file, "statement.broken_balance")


def sheet(assets, liabilities, equity, *, unit="元", ocr=False, confidence=0.99):
    lines = tuple(
        StatementLine(name=fld(n), caption=fld(n), current=yuan(v, confidence))
        for n, v in (("total_assets", assets), ("total_liabilities", liabilities), ("total_equity", equity))
    )
    return BalanceSheet(
        id="B1",
        source="报表.xlsx",
        sha256="b",
        entity=fld(BORROWER),
        unit=fld(unit),
        items=lines,
        text_source=TextSource.OCR if ocr else TextSource.STRUCTURED,
    )


def test_a_balance_sheet_that_does_not_balance():
    hit = only(case(documents=[sheet("10000.00", "6000.00", "3640.00")]), "financials.unbalanced")
    assert (str(hit.amount), hit.severity) == ("360.00", Severity.HIGH)
    assert len(hit.evidence) == 1 or len(hit.evidence) == 3
    unsure = only(
        case(documents=[sheet("10000.00", "6000.00", "3640.00", ocr=True, confidence=0.8)]), "financials.unbalanced"
    )
    assert unsure.severity is Severity.MEDIUM


@pytest.mark.parametrize(
    "paper",
    [
        sheet("10000.00", "6000.00", "4000.00"),
        sheet("10000.01", "6000.00", "4000.00"),
        sheet("123450000.00", "100000000.00", "23440000.00", unit="万元"),
        sheet("10000.00", None, "4000.00"),
    ],
    ids=["balanced", "rounding", "rounding in 万元", "unread"],
)
def test_a_balance_sheet_in_order(paper):
    assert not found(case(documents=[paper]), "financials.unbalanced")
