"""What loan contracts say, and whether the papers that belong to them agree."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from check_cases import (
    BORROWER,
    DRAWN,
    LENDER,
    LOAN,
    RowKind,
    Use,
    case,
    contract,
    fld,
    found,
    loan_receipt,
    only,
    row,
    the_loan,
)

from docaudit.documents.guarantee_contract import GuaranteeContract
from docaudit.documents.other import OtherDocument
from docaudit.records.case import CaseFacts, LoanFacts
from docaudit.records.labels import Severity
from docaudit.records.pages import TextSource

pytestmark = pytest.mark.usefixtures("no_check_stops")
OTHER = "云陵市永丰商贸有限公司"


def paper(title):
    return OtherDocument(id="X1", source=f"{title}.pdf", sha256="x", pages=(1,), title=fld(title))


def guarantee(debtor=BORROWER, creditor=LENDER, main=LOAN, **more):
    return GuaranteeContract(
        **{"id": "B1", "source": "保证.pdf", "sha256": "b", "pages": (1,), "main_contract_number": fld(main), "debtor": fld(debtor), "creditor": fld(creditor), **more}
    )  # fmt: skip


def day(after):
    return fld(DRAWN + dt.timedelta(days=after))


# --- parties -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "role"),
    [
        (loan_receipt(borrower=fld(OTHER)), "借款人"),
        (guarantee(debtor=OTHER), "债务人"),
        (guarantee(creditor="青禾村镇银行股份有限公司"), "债权人"),
    ],
)
def test_a_paper_with_the_contracts_number_that_names_another_party(other, role):
    hit = only(case(documents=[contract(), other]), "contract.party_mismatch")
    assert hit.severity is Severity.HIGH
    assert role in hit.title
    assert {p.document for p in hit.evidence} == {"K1", other.id}
    assert hit.loan == LOAN


@pytest.mark.parametrize(
    "other",
    [
        loan_receipt(borrower=fld(BORROWER)),
        loan_receipt(borrower=fld("云陵市嘉柏钢铁有限责任公司")),
        loan_receipt(borrower=fld(None)),
        loan_receipt(borrower=fld(OTHER, 0.6)),
        loan_receipt(borrower=fld(OTHER), contract_number=fld("2025年流贷字第0002号")),
        loan_receipt(borrower=fld("云陵市嘉拍钢铁有限公司"), text_source=TextSource.OCR),
        guarantee(creditor="云陵农村商业银行股份有限公司城西支行"),
        guarantee(debtor="云陵市嘉柏钢铁有限公司（原名：云陵市嘉柏五金有限公司）"),
        guarantee(debtor=OTHER, main=None),
    ],
    ids=["the same", "legal form", "not read", "hardly read", "another contract's", "one glyph of a scan", "a branch", "with its former name", "no number"],
)  # fmt: skip
def test_what_names_no_other_party(other):
    assert not found(case(documents=[contract(), other]), "contract.party_mismatch")


def test_a_supplement_on_the_parties_makes_it_lighter():
    file = case(documents=[contract(), guarantee(debtor=OTHER), paper("债务转移协议")])
    assert only(file, "contract.party_mismatch").severity is Severity.MEDIUM


# --- days ----------------------------------------------------------------------------------------------------------


def dated(start, end, signed):
    return contract(start_date=start, end_date=end, signed_date=signed)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (dated(day(0), day(-1), day(-2)), "不晚于起始日"),
        (dated(day(0), day(0), day(-2)), "不晚于起始日"),
        (dated(day(0), day(364), day(9)), "晚于约定起始日"),
    ],
    ids=["ends before it begins", "ends as it begins", "signed late"],
)
def test_days_of_a_contract_that_cannot_be(terms, says):
    hit = only(case(documents=[terms]), "contract.date_order")
    assert hit.severity is Severity.MEDIUM
    assert says in hit.title


@pytest.mark.parametrize(
    "terms",
    [
        dated(day(0), day(364), day(0)),
        dated(day(0), day(364), fld(None)),
        dated(fld(None), day(364), day(9)),
        dated(day(0), day(364), fld(DRAWN + dt.timedelta(days=9), 0.6)),
    ],
    ids=["signed on the day", "no day of signing", "no start", "a doubtful day"],
)
def test_days_of_a_contract_that_can_be(terms):
    assert not found(case(documents=[terms]), "contract.date_order")


# --- clauses -------------------------------------------------------------------------------------------------------

WHOLE = {
    "start_date": day(0), "end_date": day(364), "interest_rate": fld(Decimal("4.35")), "payment_method": fld("entrusted"), "signed_date": day(-2), "confidence": 0.98,
}  # fmt: skip


@pytest.mark.parametrize(
    ("lacking", "severity", "named"),
    [
        ({"interest_rate": fld(None)}, Severity.MEDIUM, "利率"),
        ({"amount": fld(None), "amount_in_words": fld(None)}, Severity.MEDIUM, "借款金额"),
        ({"signed_date": fld(None)}, Severity.MEDIUM, "签订日期"),
        ({"payment_method": fld(None)}, Severity.LOW, "支付方式"),
        ({"interest_rate": fld(None), "text_source": TextSource.OCR}, Severity.LOW, "利率"),
    ],
    ids=["rate", "amount", "day of signing", "payment method alone is light", "a scan is a hint"],
)
def test_a_contract_without_a_clause_that_it_needs(lacking, severity, named):
    hit = only(case(documents=[contract(**{**WHOLE, **lacking})]), "contract.missing_clause")
    assert hit.severity is severity
    assert named in hit.title


def test_purpose_lacks_only_where_no_paper_states_it():
    terms = contract(**{**WHOLE, "purpose": fld(None)})
    assert only(case(documents=[terms], loan=the_loan(purpose=None)), "contract.missing_clause")
    assert not found(case(documents=[terms], loan=the_loan(purpose="采购钢材")), "contract.missing_clause")


def test_rate_and_term_may_stand_in_the_receipt():
    terms = contract(**{**WHOLE, "interest_rate": fld(None), "end_date": fld(None)})
    receipt = loan_receipt(interest_rate=fld(Decimal("4.35")), due_date=day(364))
    assert not found(case(documents=[terms, receipt]), "contract.missing_clause")


def test_a_whole_contract_lacks_nothing_and_a_strange_one_is_only_a_hint():
    assert not found(case(documents=[contract(**WHOLE)]), "contract.missing_clause")
    extension = contract(**{**WHOLE, "interest_rate": fld(None), "source": "01合同/借款展期协议.pdf"})
    assert not found(case(documents=[extension]), "contract.missing_clause")
    strange = contract(**{**WHOLE, "interest_rate": fld(None), "payment_method": fld(None), "signed_date": fld(None)})
    assert only(case(documents=[strange]), "contract.missing_clause").severity is Severity.LOW


# --- over the limit ------------------------------------------------------------------------------------------------


def drawing(number, after, amount):
    return row(number, after, amount, LENDER, "贷款发放", kind=RowKind.DISBURSEMENT, loan=LOAN)


def repayment(number, after, amount):
    return row(number, after, -amount, LENDER, "归还贷款", use=Use.LOAN_REPAYMENT, loan=LOAN)


def test_more_drawn_than_the_contract_allows():
    hit = only(case(rows=[drawing(901, 30, 600_000)], documents=[contract()]), "contract.over_limit")
    assert (hit.severity, str(hit.amount)) == (Severity.HIGH, "600000.00")
    assert {p.document for p in hit.evidence} == {"S1", "K1"}


REVOLVING = contract(repayment_method=fld("随借随还，额度循环使用"))


@pytest.mark.parametrize(
    ("rows", "terms", "hits"),
    [
        ([repayment(902, 20, 1_000_000), drawing(903, 30, 900_000)], REVOLVING, 0),
        ([repayment(902, 20, 1_000_000), drawing(903, 30, 1_200_000)], REVOLVING, 1),
        ([repayment(902, 20, 1_000_000), drawing(903, 30, 900_000)], contract(), 1),
        ([], contract(), 0),
        ([drawing(903, 30, 900_000)], contract(amount=replace(contract().amount, confidence=0.5)), 0),
    ],
    ids=["repaid and drawn again", "more than was repaid", "repaid but not revolving", "in full", "the amount was hardly read"],
)  # fmt: skip
def test_what_was_repaid_may_be_drawn_again_only_where_agreed(rows, terms, hits):
    assert len(found(case(rows=rows, documents=[terms]), "contract.over_limit")) == hits


def test_receipts_alone_can_exceed_the_contract():
    file = case(documents=[contract(), loan_receipt(), loan_receipt(400_000, id="R2", receipt_number=fld("JJ2"))], loan=the_loan(receipts=("R1", "R2")))  # fmt: skip
    nothing_drawn = replace(file, ledger=replace(file.ledger, rows=()), traces=())
    assert str(only(nothing_drawn, "contract.over_limit").amount) == "400000.00"
    copies = replace(nothing_drawn, documents=(contract(), loan_receipt(), loan_receipt(id="R2")))
    assert not found(copies, "contract.over_limit")


def test_the_limit_that_the_case_states_counts_though_the_contract_was_hardly_read():
    hardly = contract(amount=replace(contract().amount, confidence=0.5))
    file = case(rows=[drawing(903, 30, 900_000)], documents=[hardly])
    stated = replace(file, facts=CaseFacts(loans=(LoanFacts(amount_fen=5_000_000_00),)))
    assert found(stated, "contract.over_limit")
