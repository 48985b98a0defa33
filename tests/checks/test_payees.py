"""Loan money at natural persons, at parties tied to the borrower, and at payees that no paper names."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from check_cases import (
    BORROWER,
    DRAWN,
    RELATED,
    SUPPLIER,
    Use,
    case,
    contract,
    fld,
    found,
    invoice,
    only,
    order,
    paid,
    related,
    row,
    the_loan,
    trade,
    yuan,
)

from docaudit.documents.drawdown_application import DrawdownApplication, Payee
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.other import OtherDocument
from docaudit.documents.vat_invoice import InvoiceItem
from docaudit.records.labels import Severity

PERSON = "周建国"
STRANGER = "云陵市永丰商贸有限公司"


pytestmark = pytest.mark.usefixtures("no_check_stops")


def paper(title):
    return OtherDocument(id="X1", source=f"{title}.pdf", sha256="x", pages=(1,), title=fld(title))


def application(*payees):
    rows = tuple(Payee(name=fld(name), amount=yuan(amount)) for name, amount in payees)
    return DrawdownApplication(id="A1", source="提款.pdf", sha256="a", pages=(1,), payees=rows)


def delivery(supplier):
    return GoodsReceipt(id="G1", source="入库.pdf", sha256="g", pages=(1,), supplier=fld(supplier))


# --- natural persons -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "parties", "documents", "severity"),
    [
        (200_000, None, (), Severity.MEDIUM),
        (600_000, None, (), Severity.HIGH),
        (200_000, related(PERSON), (), Severity.HIGH),
        (200_000, None, (trade(PERSON, 200_000),), Severity.LOW),
    ],
    ids=["a person", "over half a million", "the owner", "with a contract"],
)
def test_loan_money_at_a_person_is_told_with_name_and_amount(size, parties, documents, severity):
    line = row(5, 3, -size, PERSON, "转账", use=Use.RELATED_PARTY if parties else Use.INDIVIDUAL)
    hit = only(case([paid(line)], documents=documents, parties=parties), "use.individual_payee")
    assert (hit.severity, str(hit.amount)) == (severity, f"{size}.00")
    assert hit.confidence == pytest.approx(0.8)
    assert PERSON in hit.title
    assert PERSON in hit.english[0]
    assert [p.evidence.row for p in hit.evidence if p.document == "S1"] == [6]


def test_several_payments_to_one_person_are_one_finding_and_two_persons_are_two():
    lines = [row(5, 3, -40_000, PERSON, use=Use.INDIVIDUAL), row(6, 5, -40_000, PERSON, use=Use.INDIVIDUAL), row(7, 6, -90_000, "李秀英", use=Use.INDIVIDUAL)]  # fmt: skip
    hits = found(case([paid(r) for r in lines]), "use.individual_payee")
    assert sorted(str(h.amount) for h in hits) == ["80000.00", "90000.00"]


@pytest.mark.parametrize(
    "file",
    [
        case([paid(row(5, 3, -50_000, PERSON, use=Use.INDIVIDUAL))]),
        case([paid(row(5, 3, -200_000, PERSON, "工资", use=Use.OPERATING))]),
        case([paid(row(5, 3, -40_000, PERSON, "差旅报销", use=Use.OPERATING))]),
        case([paid(row(5, 3, -200_000, PERSON, use=Use.INDIVIDUAL))], loan=the_loan(purpose="收购玉米")),
        case([paid(row(5, 3, -200_000, PERSON, "收小麦", use=Use.INDIVIDUAL))]),
        case([paid(row(5, 3, -200_000, PERSON, use=Use.INDIVIDUAL))], documents=[trade(PERSON, 200_000, subject=fld("厂房租赁"))]),
        case([paid(row(5, 3, -200_000, PERSON, use=Use.INDIVIDUAL), use=Use.CONFORMING, covered=200_000)]),
        case([paid(row(5, 3, -200_000, PERSON, use=Use.INDIVIDUAL), 0, 0, 0)]),
        case([paid(row(5, 3, -200_000, PERSON, use=Use.INDIVIDUAL), 0, 0, 200_000)]),
        case([paid(row(5, 3, -200_000, "周建国建材经营部", use=Use.UNSUPPORTED))]),
    ],
    ids=["at the limit", "wages", "expenses", "farm purpose", "farm words", "landlord", "proved", "own money", "own money by the method", "a shop"],
)  # fmt: skip
def test_what_a_person_may_well_be_paid_for(file):
    assert not found(file, "use.individual_payee")


def test_expenses_beyond_their_size_are_a_person_paid():
    line = row(5, 3, -800_000, PERSON, "报销", use=Use.OPERATING)
    assert only(case([paid(line)]), "use.individual_payee").severity is Severity.HIGH


# --- related parties -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("documents", "covered", "severity"),
    [
        ((), 0, Severity.HIGH),
        ((trade(RELATED),), 0, Severity.MEDIUM),
        ((trade(RELATED), invoice(seller=RELATED)), 300_000, Severity.LOW),
        ((trade(RELATED), invoice(seller=RELATED), delivery(RELATED)), 300_000, None),
    ],
    ids=["nothing", "a contract", "contract and invoice", "delivered too"],
)
def test_each_paper_of_the_trade_makes_a_related_payee_lighter(documents, covered, severity):
    use = Use.CONFORMING if covered else Use.RELATED_PARTY
    line = paid(row(5, 3, -300_000, RELATED, use=Use.RELATED_PARTY), use=use, covered=covered)
    hits = found(case([line], documents=documents, parties=related(RELATED)), "use.related_party")
    assert [h.severity for h in hits] == ([] if severity is None else [severity])
    for hit in hits:
        assert str(hit.amount) == "300000.00"
        assert "同一法定代表人" in hit.explanation
        assert hit.confidence == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("strength", "use"), [(0.5, Use.RELATED_PARTY), (0.9, Use.OPERATING)], ids=["a weak tie", "wages"]
)
def test_what_is_no_related_payee(strength, use):
    line = paid(row(5, 3, -300_000, RELATED, use=use))
    assert not found(case([line], parties=related(RELATED, strength=strength)), "use.related_party")


# --- payees that no paper names ------------------------------------------------------------------------------------


def strange(documents, line=None, **more):
    payment = line or paid(row(5, 3, -400_000, STRANGER, use=Use.UNSUPPORTED))
    return case([payment], documents=documents, **more)


@pytest.mark.parametrize(
    ("documents", "severity"),
    [
        ([application((SUPPLIER, 5_000_000))], Severity.MEDIUM),
        ([application((SUPPLIER, 1_000_000))], Severity.LOW),
        ([trade(amount=4_500_000)], Severity.MEDIUM),
        ([trade(amount=4_500_000), paper("代付款委托书")], Severity.LOW),
    ],
    ids=["an application for the whole loan", "for a part", "a contract for most of it", "a letter is there"],
)
def test_a_payee_that_contract_and_application_do_not_name(documents, severity):
    hit = only(strange(documents), "use.payee_not_in_contract")
    assert (hit.severity, str(hit.amount)) == (severity, "400000.00")
    assert STRANGER in hit.title
    assert SUPPLIER in hit.explanation


@pytest.mark.parametrize(
    "file",
    [
        strange([]),
        strange([application((STRANGER, 400_000))]),
        strange([application(("永丰商贸公司", 400_000), (SUPPLIER, 4_600_000))]),
        strange([order(STRANGER, 400_000), trade(amount=4_500_000)]),
        strange([application((None, 400_000), (SUPPLIER, 4_600_000))]),
        strange([application((SUPPLIER, 5_000_000))], paid(row(5, 3, -400_000, STRANGER, use=Use.OPERATING))),
        strange([application((SUPPLIER, 5_000_000))], paid(row(5, 3, -40_000, STRANGER, use=Use.UNSUPPORTED))),
        strange([application((SUPPLIER, 5_000_000))], paid(row(5, 3, -400_000, "银联待清算", use=Use.UNSUPPORTED))),
        strange([application((SUPPLIER, 5_000_000))], paid(row(5, 3, -400_000, STRANGER, use=Use.UNSUPPORTED), 0, 0, 400_000)),
    ],
    ids=["nothing names a payee", "named", "named in short", "an order names it", "a name was not read", "rent", "a small sum", "a clearing account", "own money"],
)  # fmt: skip
def test_what_is_no_payee_outside_the_papers(file):
    assert not found(file, "use.payee_not_in_contract")


def test_an_invoice_alone_does_not_make_a_payee_one_that_was_agreed():
    line = paid(row(5, 3, -400_000, STRANGER, use=Use.UNSUPPORTED), use=Use.CONFORMING, covered=400_000)
    file = strange([application((SUPPLIER, 5_000_000)), invoice(seller=STRANGER)], line)
    assert only(file, "use.payee_not_in_contract").severity is Severity.MEDIUM


# --- clearing of cash, debts and purposes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("purpose", "documents", "severity"),
    [
        ("采购钢材", [], Severity.HIGH),
        ("收购小麦", [], Severity.LOW),
        ("采购钢材", [paper("工资发放表")], Severity.LOW),
        ("采购钢材", [paper("股东会决议")], Severity.HIGH),
    ],
)
def test_cash_is_lighter_where_the_trade_is_paid_in_cash_or_a_list_lies_there(purpose, documents, severity):
    line = row(5, 3, -200_000, None, "现金支取", use=Use.CASH)
    file = case([paid(line)], documents=documents, loan=the_loan(purpose=purpose))
    assert only(file, "use.cash_withdrawal").severity is severity


def test_rent_under_an_older_lease_is_no_other_debt():
    lessor = "云陵融资租赁有限公司"
    payment = paid(row(5, 3, -200_000, lessor, "租金", use=Use.LOAN_REPAYMENT))
    lease = {"subject": fld("数控机床融资租赁")}
    older = trade(lessor, 900_000, signed_date=fld(DRAWN - dt.timedelta(days=300)), **lease)
    younger = trade(lessor, 900_000, signed_date=fld(DRAWN + dt.timedelta(days=2)), **lease)
    assert not found(case([payment], documents=[older]), "use.loan_repayment")
    assert only(case([payment], documents=[younger]), "use.loan_repayment").severity is Severity.HIGH
    assert only(case([payment]), "use.loan_repayment").severity is Severity.HIGH


def test_an_approved_change_of_purpose_makes_fixed_assets_lighter():
    payment = paid(row(5, 3, -200_000, SUPPLIER, "设备款", use=Use.FIXED_ASSET))
    assert only(case([payment]), "use.purpose_mismatch").severity is Severity.HIGH
    approved = case([payment], documents=[paper("贷款用途变更审批表")])
    assert only(approved, "use.purpose_mismatch").severity is Severity.LOW


def test_a_deposit_for_the_banks_own_acceptance_is_lighter_where_a_paper_speaks_of_bills():
    line = paid(row(5, 3, -1_000_000, BORROWER, "承兑汇票保证金", use=Use.MARGIN_DEPOSIT))
    bills = trade(payment_terms=fld("货到后以六个月银行承兑汇票支付"))
    cash = trade(payment_terms=fld("货到付款"))
    for said in (bills, paper("商业汇票银行承兑合同")):
        assert only(case([line], documents=[cash, said]), "use.idle_funds").severity is Severity.LOW
    fixed = paid(row(5, 3, -1_000_000, BORROWER, "转存定期", use=Use.TERM_DEPOSIT))
    assert only(case([fixed], documents=[paper("商业汇票银行承兑合同")]), "use.idle_funds").severity is Severity.MEDIUM
    assert only(case([line], documents=[cash, contract()]), "use.idle_funds").severity is Severity.HIGH


MILL = InvoiceItem(
    name=fld("数控龙门铣床"), category=fld("金属加工机械"), amount=yuan("324000"), unit_price=fld(Decimal("324000"))
)


@pytest.mark.parametrize(
    ("item", "purpose", "kind", "hits"),
    [
        (MILL, "采购钢材等原材料", "working_capital", 1),
        (replace(MILL, unit_price=fld(Decimal("900")), name=fld("铣床刀片")), "采购钢材等原材料", "working_capital", 0),
        (MILL, "采购机床", "working_capital", 0),
        (MILL, "采购钢材等原材料", "fixed_asset", 0),
        (replace(MILL, name=fld("螺纹钢"), category=fld("黑色金属冶炼压延品")), "采购钢材等原材料", "working_capital", 0),
    ],
    ids=["a milling machine", "its blades", "the purpose names it", "a fixed-asset loan", "steel"],
)  # fmt: skip
def test_a_machine_on_the_covering_invoice_is_a_fixed_asset_whatever_the_remark_says(item, purpose, kind, hits):
    line = paid(row(5, 3, -324_000, SUPPLIER, "货款", use=Use.UNSUPPORTED), use=Use.CONFORMING, covered=324_000)
    bill = invoice(net="324000", tax="0", items=(item,))
    file = case([line], documents=[bill], loan=the_loan(purpose=purpose, loan_kind=kind))
    raised = [f for f in found(file, "use.purpose_mismatch") if "固定资产" in f.title]
    assert len(raised) == hits
    assert all(f.severity is Severity.HIGH and any(p.document == "I1" for p in f.evidence) for f in raised)
