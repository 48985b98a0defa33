# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from check_cases import (
    AS_OF,
    BORROWER,
    DRAWN,
    LENDER,
    LOAN,
    SUPPLIER,
    Account,
    RowKind,
    Use,
    case,
    contract,
    fld,
    invoice,
    loan_receipt,
    order,
    paid,
    row,
    the_loan,
    trade,
    yuan,
)

from docaudit.checks import load_rule_pack, run_checks
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.financials import StatementLine
from docaudit.records.document import UnreadableDocument
from docaudit.records.findings import ChecklistItem
from docaudit.records.labels import PaperStatus, Severity
from docaudit.records.pages import TextSource

PACK = load_rule_pack()
OTHER = "云陵市永丰商贸有限公司"


def found(file, check):
    return [f for f in run_checks(file, PACK) if f.check == check and f.severity >= Severity.LOW]


def only(file, check):
    hits = found(file, check)
    assert len(hits) == 1, hits
    return hits[0]


# --- payment -------------------------------------------------------------------------------------------------------


def test_a_self_payment_above_the_threshold_must_have_been_entrusted():
    hit = only(case([paid(row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED))]), "payment.entrusted_required")
    assert hit.severity is Severity.HIGH
    assert "1,000,000.00" in hit.explanation
    assert str(hit.amount) == "1500000.00"


@pytest.mark.parametrize(
    "file",
    [
        case([paid(row(5, 2, -1_000_000, SUPPLIER, use=Use.UNSUPPORTED))]),
        case([paid(row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED, pin="S1#900"))]),
        case([paid(row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED))], documents=[order()]),
        case([paid(row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED), 100_000, 0, 1_500_000)]),
        case([paid(row(5, 2, -1_500_000, None, "代发工资", use=Use.OPERATING))]),
        case([paid(row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED))], loan=the_loan(entrusted_threshold_fen=None)),
    ],
    ids=[
        "at the threshold",
        "entrusted",
        "an order is there",
        "mainly own money",
        "wages",
        "2024 measure: ten million",
    ],
)
def test_what_need_not_be_entrusted(file):
    assert not found(file, "payment.entrusted_required")


@pytest.mark.parametrize(
    ("kind", "signed", "size", "hits"),
    [
        ("working_capital", dt.date(2025, 1, 1), 10_000_001, 1), ("working_capital", dt.date(2023, 1, 1), 10_000_001, 0),
        ("fixed_asset", dt.date(2023, 1, 1), 5_000_001, 1), ("personal_consumption", dt.date(2025, 1, 1), 300_001, 1),
        ("personal_business", dt.date(2025, 1, 1), 500_000, 0), ("other", dt.date(2025, 1, 1), 90_000_000, 0),
    ],
)  # fmt: skip
def test_without_a_contract_threshold_the_measure_in_force_decides(kind, signed, size, hits):
    file = case(
        [paid(row(5, 2, -size, SUPPLIER, use=Use.UNSUPPORTED))],
        documents=[contract(signed_date=fld(signed))],
        loan=the_loan(loan_kind=kind, entrusted_threshold_fen=None),
        disbursed=90_000_000,
    )
    assert len(found(file, "payment.entrusted_required")) == hits


WHOLLY = the_loan(loan_kind="fixed_asset", payment_method="entrusted", entrusted_threshold_fen=None)


def test_a_contract_that_leaves_nothing_to_self_payment_is_broken_by_any():
    strange = row(5, 2, -400_000, OTHER, use=Use.UNSUPPORTED)
    hit = only(case([paid(strange)], documents=[order()], loan=WHOLLY), "payment.entrusted_required")
    assert hit.severity is Severity.HIGH
    assert "全部采用受托支付" in hit.explanation
    assert "未按约定" in hit.title


@pytest.mark.parametrize(
    "file",
    [
        case([paid(row(5, 2, -400_000, OTHER, use=Use.UNSUPPORTED))], loan=WHOLLY),
        case([paid(row(5, 2, -400_000, OTHER, use=Use.UNSUPPORTED, pin="S1#900"))], documents=[order()], loan=WHOLLY),
        case([paid(row(5, 2, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED))], documents=[order()], loan=WHOLLY),
        case([paid(row(5, 2, -9_000, OTHER, use=Use.UNSUPPORTED))], documents=[order()], loan=WHOLLY),
        case([paid(row(5, 2, -400_000, None, "代发工资", use=Use.OPERATING))], documents=[order()], loan=WHOLLY),
    ],
    ids=["no order on file at all", "entrusted", "an order is there", "the rest of change", "wages"],
)
def test_what_such_a_contract_does_not_mean(file):
    assert not found(file, "payment.entrusted_required")


def test_an_entrusted_payment_to_somebody_else_is_critical():
    file = case([paid(row(5, 1, -1_500_000, OTHER, use=Use.UNSUPPORTED))], documents=[order()])
    hit = only(file, "payment.entrusted_payee_mismatch")
    assert hit.severity is Severity.CRITICAL
    assert SUPPLIER in hit.title
    assert OTHER in hit.title


def test_another_account_of_the_same_payee_is_high():
    line = row(5, 1, -1_500_000, SUPPLIER, use=Use.UNSUPPORTED, to_account="6222000077776666")
    asked = order(payee_account=fld("6222000077775555"))
    assert only(case([paid(line)], documents=[asked]), "payment.entrusted_payee_mismatch").severity is Severity.HIGH


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        (row(5, 1, -1_500_000, "云陵市恒达钢材有限责任公司"), order()),
        (row(5, 1, -1_400_000, OTHER), order()),
        (row(5, 30, -1_500_000, OTHER), order()),
        (row(5, 1, -1_500_000, OTHER, to_account="6222000077775555"), order(payee_account=fld("6222 0000 7777 5555"))),
        (row(5, 1, -1_500_000, SUPPLIER, to_account="6222****5555"), order(payee_account=fld("6222000077775555"))),
    ],
    ids=["name variant", "another amount", "long after", "same account", "masked account"],
)
def test_what_is_no_payee_mismatch(line, paper):
    assert not found(case(rows=[line], documents=[paper]), "payment.entrusted_payee_mismatch")


def test_less_on_the_account_than_on_the_receipt():
    file = case(documents=[contract(), loan_receipt(5_000_000)], disbursed=4_900_000)
    hit = only(file, "payment.disbursement_mismatch")
    assert str(hit.amount) == "100000.00"
    assert hit.severity is Severity.HIGH
    assert not found(case(documents=[contract(), loan_receipt(5_000_000)]), "payment.disbursement_mismatch")


def test_one_receipt_paid_out_in_two_rows_is_no_mismatch():
    second = row(901, 1, 2_000_000, LENDER, "贷款发放", kind=RowKind.DISBURSEMENT, loan=LOAN)
    assert not found(
        case(rows=[second], documents=[loan_receipt(5_000_000)], disbursed=3_000_000), "payment.disbursement_mismatch"
    )


# --- evidence ------------------------------------------------------------------------------------------------------


def test_uncovered_loan_money_is_reported_by_payee():
    file = case(
        [
            paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED)),
            paid(row(6, 3, -2_000_000, OTHER, use=Use.UNSUPPORTED)),
        ]
    )
    hits = found(file, "evidence.uncovered_payment")
    assert [(str(h.amount), h.severity) for h in hits] == [
        ("2000000.00", Severity.HIGH),
        ("300000.00", Severity.MEDIUM),
    ]


def test_what_only_the_order_of_mixed_money_may_have_reached_is_one_step_less():
    payment = paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED), loan=27_270, least=0, most=40_000)
    hit = only(case([payment]), "evidence.uncovered_payment")
    assert (str(hit.amount), hit.severity) == ("27270.00", Severity.LOW)


@pytest.mark.parametrize(
    "payment",
    [
        paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED), covered=300_000),
        paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED), covered=299_999.5),
        paid(row(5, 260, -300_000, SUPPLIER, use=Use.UNSUPPORTED)),
        paid(row(5, 2, -300_000, "国家金库云陵支库", "税款", use=Use.OPERATING)),
        paid(row(5, 2, -9_000, SUPPLIER, use=Use.UNSUPPORTED)),
    ],
    ids=["covered", "within tolerance", "not due yet", "taxes", "below the floor"],
)
def test_what_needs_no_more_proof(payment):
    assert not found(case([payment]), "evidence.uncovered_payment")


@pytest.mark.parametrize(
    ("lacking", "told"), [((0, 20_000_000), True), ((20_000_000, 20_000_000), False), (None, False)]
)
def test_a_finding_says_where_the_lack_may_be_shared_out_otherwise(lacking, told):
    payment = replace(paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED), covered=100_000), lacking=lacking)
    finding = only(case([payment]), "evidence.uncovered_payment")
    assert ("另有同样最优的分配" in finding.explanation) is told


def test_small_payees_are_one_finding_together():
    payments = [paid(row(k, 2 + k, -6_000, f"云陵市第{k}五金商行", use=Use.UNSUPPORTED)) for k in range(1, 4)]
    assert str(only(case(payments), "evidence.uncovered_payment").amount) == "18000.00"


def test_a_paper_that_is_overdue_is_missing_and_one_not_due_is_not():
    def item(document, due, status):
        return ChecklistItem(document=document, subject="loan", status=status, due=due)

    late = item("loan_receipt", DRAWN, PaperStatus.OVERDUE)
    soon = item("loan_receipt", AS_OF + dt.timedelta(days=9), PaperStatus.MISSING)
    there = item("loan_receipt", DRAWN, PaperStatus.PRESENT)
    pending = item("loan_receipt", DRAWN, PaperStatus.PENDING)
    assert only(case(checklist=[late]), "evidence.missing_document").severity is Severity.MEDIUM
    for other in (soon, there, pending):
        assert not found(case(checklist=[other]), "evidence.missing_document")


def test_an_own_account_without_statement_is_named_with_the_money_that_went_there():
    accounts = (
        Account(key="A", number="6222000011112222", name=BORROWER),
        Account(key="dark:1", number="6222000055556666", name=BORROWER, dark=True),
    )
    moved = row(5, 3, -400_000, BORROWER, "划转", kind=RowKind.TRANSFER, to="dark:1", to_account="6222000055556666")
    item = ChecklistItem(document="bank_statement", subject="6222000055556666", status=PaperStatus.OVERDUE, due=DRAWN)
    hit = only(case(rows=[moved], accounts=accounts, checklist=[item]), "evidence.missing_document")
    assert "6222000055556666" in hit.title
    assert str(hit.amount) == "400000.00"


def test_a_file_that_cannot_be_read_is_a_finding_each():
    files = [
        UnreadableDocument(id="D1", source="加密.pdf", sha256="a", warnings=("PDF 已加密；请提供密码",)),
        UnreadableDocument(id="D2", source="空.xlsx", sha256="b", warnings=("工作簿为空",)),
    ]
    hits = found(case(documents=files), "evidence.unreadable")
    assert len({h.key for h in hits}) == 2
    assert any("已加密" in h.explanation for h in hits)


def test_a_page_that_cannot_be_read_is_less_grave():
    assert only(case(documents=[contract(warnings=("第3页无法识读",))]), "evidence.unreadable").severity is Severity.LOW
    assert not found(case(documents=[contract(warnings=("利率可能为‰",))]), "evidence.unreadable")


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


def test_what_a_conforming_payment_lacks_on_second_thought_is_reported_too():
    # Two payments that fit one invoice alike: the cover may have gone to the other one when loan money was matched.
    payment = paid(row(5, 2, -750_000, SUPPLIER, use=Use.CONFORMING), use=Use.CONFORMING, uncovered=720_000)
    assert str(only(case([payment]), "evidence.uncovered_payment").amount) == "720000.00"


def test_an_order_carried_out_in_parts_is_neither_a_mismatch_nor_a_self_payment():
    parts = [paid(row(k, 1, -1_100_000, SUPPLIER, use=Use.UNSUPPORTED)) for k in (5, 6)]
    # Another payee gets the order's amount in the same days: the parts explain the order, so that proves nothing.
    alike = row(7, 2, -2_200_000, OTHER, use=Use.OPERATING)
    file = case(parts, rows=[alike], documents=[order(amount=2_200_000)])
    assert not found(file, "payment.entrusted_payee_mismatch")
    assert not found(file, "payment.entrusted_required")


def test_an_entrusted_payment_that_went_astray_is_no_self_payment_beside():
    file = case([paid(row(5, 1, -1_500_000, OTHER, use=Use.UNSUPPORTED))], documents=[order()])
    assert not found(file, "payment.entrusted_required")


def test_a_transit_account_is_no_other_payee():
    line = row(5, 1, -1_500_000, "待清算资金", use=Use.UNKNOWN)
    assert not found(case([paid(line)], documents=[order()]), "payment.entrusted_payee_mismatch")
