"""Payments held against their papers: who was to be paid, and what proves it."""

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
    found,
    loan_receipt,
    only,
    order,
    paid,
    row,
    the_loan,
)

from docaudit.records.document import UnreadableDocument
from docaudit.records.findings import ChecklistItem
from docaudit.records.labels import PaperStatus, Severity

OTHER = "云陵市永丰商贸有限公司"


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
