"""How the loan was paid out: whether it came, in full, and whether the trade contracts bear what was paid."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from check_cases import (
    DRAWN,
    LENDER,
    LOAN,
    SUPPLIER,
    RowKind,
    Use,
    case,
    contract,
    fld,
    found,
    invoice,
    loan_receipt,
    only,
    paid,
    row,
    the_loan,
    trade,
)

from docaudit.checks import load_rule_pack, run_checks
from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.other import OtherDocument
from docaudit.records.labels import Severity

PACK = load_rule_pack()
ACCOUNT = "6222000011112222"


pytestmark = pytest.mark.usefixtures("no_check_stops")


def day(after):
    return DRAWN + dt.timedelta(days=after)


def statement(first=-30, last=200, number=ACCOUNT):
    return BankStatement(
        id="S1", source="流水.xlsx", sha256="s", account_number=fld(number), period_start=fld(day(first)), period_end=fld(day(last))
    )  # fmt: skip


# --- no disbursement -----------------------------------------------------------------------------------------------

SECOND = loan_receipt(
    1_000_000, id="R2", receipt_number=fld("JJ2"), disbursement_date=fld(day(40)), account=fld(ACCOUNT)
)
TWO = the_loan(receipts=("R1", "R2"))


def test_a_receipt_whose_money_never_came_is_told():
    file = case(documents=[loan_receipt(), SECOND, statement()], loan=TWO)
    hit = only(file, "payment.no_disbursement")
    assert (hit.severity, str(hit.amount)) == (Severity.HIGH, "1000000.00")
    assert {p.document for p in hit.evidence} == {"R2", "S1"}
    assert "2025年4月12日" in hit.title
    assert not found(file, "payment.disbursement_mismatch")


CAME = row(901, 41, 1_000_000, LENDER, "贷款发放", kind=RowKind.DISBURSEMENT, loan=LOAN)


@pytest.mark.parametrize(
    ("documents", "rows"),
    [
        ([SECOND, statement()], [CAME]),
        ([SECOND], []),
        ([SECOND, statement(last=40)], []),
        ([SECOND, statement(number="6222000099998888")], []),
        ([SECOND, statement()], [row(901, 41, 1_000_000, "云陵市财政局", "补贴")]),
        ([loan_receipt(1_000_000, id="R2", receipt_number=fld("JJ2"), disbursement_date=fld(None), account=fld(ACCOUNT)), statement()], []),
        ([loan_receipt(1_000_000, id="R2", receipt_number=fld("JJ2"), disbursement_date=fld(day(40))), statement()], []),
        ([loan_receipt(1_000_000, id="R2", receipt_number=fld("JJ2"), disbursement_date=fld(day(400)), account=fld(ACCOUNT)), statement(last=500)], []),
    ],
    ids=["it came", "no statement", "the statement ends that day", "another account's statement", "the sum came from somebody", "no day", "no account", "still to come"],
)  # fmt: skip
def test_where_nobody_can_say_that_it_never_came(documents, rows):
    assert not found(case(rows=rows, documents=[loan_receipt(), *documents], loan=TWO), "payment.no_disbursement")


# --- interest in advance -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came", "says"),
    [(4_945_000, "3个月利息55,000.00元"), (4_981_667, "1个月利息"), (4_900_000, "须排除预先扣除利息")],
    ids=["a quarter", "a month", "no interest of whole months"],
)
def test_a_shortfall_of_just_the_interest_is_named_as_interest_in_advance(came, says):
    papers = [contract(interest_rate=fld(Decimal("4.4"))), loan_receipt()]
    hit = only(case(documents=papers, disbursed=came), "payment.disbursement_mismatch")
    assert says in hit.explanation
    assert "第六百七十条" in hit.explanation
    assert "article 670" in hit.english[1]
    assert any(b.article == "670" for b in hit.basis)


def at_once(*rows):
    return case(rows=rows, documents=[contract(interest_rate=fld(Decimal("4.4"))), loan_receipt()])


def test_interest_taken_right_after_the_disbursement_is_told():
    hit = only(at_once(row(901, 1, -55_000, LENDER, "贷款利息", use=Use.OPERATING)), "payment.disbursement_mismatch")
    assert str(hit.amount) == "55000.00"
    assert "4,945,000.00" in hit.explanation


@pytest.mark.parametrize(
    "rows",
    [
        [row(901, 18, -11_000, LENDER, "贷款利息", use=Use.OPERATING)],
        [row(901, 1, -611.11, LENDER, "贷款利息", use=Use.OPERATING)],
        [row(901, 1, -55_000, LENDER, "贷款利息", use=Use.OPERATING), row(801, -80, -54_000, LENDER, "贷款利息", use=Use.OPERATING)],
        [row(901, 1, -55_000, SUPPLIER, "货款利息", use=Use.OPERATING)],
        [row(901, 1, -55_000, LENDER, "贷款利息", use=Use.OPERATING), row(802, -20, 3_000_000, LENDER, "贷款发放", kind=RowKind.DISBURSEMENT, loan=LOAN)],
    ],
    ids=["due later", "a day's interest", "an older debt", "somebody else", "an earlier part of the loan"],
)  # fmt: skip
def test_what_is_no_interest_in_advance(rows):
    assert not found(at_once(*rows), "payment.disbursement_mismatch")


# --- more than the contract ----------------------------------------------------------------------------------------


def over(paid_yuan, documents, **more):
    return case([paid(row(5, 3, -paid_yuan, SUPPLIER, use=Use.UNSUPPORTED), **more)], documents=documents)


@pytest.mark.parametrize(
    ("size", "severity", "amount"), [(340_000, Severity.MEDIUM, "40000.00"), (700_000, Severity.HIGH, "400000.00")]
)
def test_more_paid_than_the_contract_is_worth(size, severity, amount):
    hit = only(over(size, [trade()]), "payment.amount_over_contract")
    assert (hit.severity, str(hit.amount)) == (severity, amount)
    assert {p.document for p in hit.evidence} == {"S1", "T1"}
    assert "300,000.00" in hit.explanation


SUPPLEMENT = OtherDocument(id="X1", source="补充.pdf", sha256="x", pages=(1,), title=fld("购销合同补充协议"))


@pytest.mark.parametrize(
    "file",
    [
        over(314_000, [trade()]),
        over(340_000, [trade(), trade(amount=100_000, id="T2", contract_number=fld("CG2"))]),
        over(340_000, [trade(amount=None)]),
        over(340_000, [trade(subject=fld("钢材采购框架协议"))]),
        over(339_000, [trade(), invoice(net="300000.00", tax="39000.00")]),
        over(340_000, [trade(None, 100_000, id="T2"), trade()]),
        over(340_000, [trade(buyer=fld("云陵市别家机械有限公司"))]),
        over(340_000, [trade(amount=300_000)], loan=0, least=0, most=340_000),
        over(340_000, [trade("云陵市永丰商贸有限公司")]),
    ],
    ids=["within 5 %", "two contracts", "no amount", "a framework", "the price is before tax", "a seller was not read", "another's contract", "own money", "another seller"],
)  # fmt: skip
def test_what_is_not_over_its_contract(file):
    assert not found(file, "payment.amount_over_contract")


def test_a_supplement_in_the_file_makes_it_lighter():
    assert only(over(340_000, [trade(), SUPPLEMENT]), "payment.amount_over_contract").severity is Severity.LOW


# --- before signing ------------------------------------------------------------------------------------------------


def signed(after, **fields):
    return trade(signed_date=fld(day(after)), **fields)


def test_loan_money_paid_before_its_contract_was_signed():
    file = case([paid(row(5, 3, -300_000, SUPPLIER, use=Use.UNSUPPORTED))], documents=[signed(20)])
    hit = only(file, "payment.before_signing")
    assert (hit.severity, str(hit.amount)) == (Severity.MEDIUM, "300000.00")
    assert "2025年3月23日" in hit.title


def test_a_seller_that_was_paid_before_the_loan_may_have_had_an_earlier_order():
    before = row(1, -60, -50_000, SUPPLIER)
    file = case([paid(row(5, 3, -300_000, SUPPLIER, use=Use.UNSUPPORTED))], [before], documents=[signed(20)])
    assert only(file, "payment.before_signing").severity is Severity.LOW


@pytest.mark.parametrize(
    ("documents", "purpose"),
    [
        ([signed(3)], "采购钢材"),
        ([signed(20), signed(-10, id="T2", contract_number=fld("CG2"))], "采购钢材"),
        ([trade()], "采购钢材"),
        ([signed(20, subject=fld("年度采购框架"))], "采购钢材"),
        ([signed(20)], "置换前期已付货款"),
        ([trade(signed_date=fld(day(20), 0.6))], "采购钢材"),
    ],
    ids=["on the day", "an earlier contract", "no day", "a framework", "replaced money", "a doubtful day"],
)
def test_what_was_not_paid_before_signing(documents, purpose):
    line = paid(row(5, 3, -300_000, SUPPLIER, use=Use.UNSUPPORTED))
    assert not found(case([line], documents=documents, loan=the_loan(purpose=purpose)), "payment.before_signing")


def test_a_loan_paid_out_before_its_own_contract_was_signed():
    hit = only(case(documents=[contract(signed_date=fld(day(4)))]), "payment.before_signing")
    assert str(hit.amount) == "5000000.00"
    assert not found(case(documents=[contract(signed_date=fld(day(0)))]), "payment.before_signing")
    assert not found(case(documents=[contract(signed_date=fld(None))]), "payment.before_signing")


def test_the_helpers_of_these_cases_raise_nothing_by_themselves():
    clean = case(documents=[contract(), loan_receipt(), statement()])
    assert not [f for f in run_checks(clean, PACK) if f.check.startswith("payment.")]
