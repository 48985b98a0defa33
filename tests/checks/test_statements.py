"""Whether the statements cover the time and the account of the loan, and whether papers come and agree."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from check_cases import (
    AS_OF,
    BORROWER,
    CODE,
    DRAWN,
    LOAN,
    RELATED,
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
    related,
    row,
    the_loan,
    trade,
    yuan,
)

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.business_license import BusinessLicense
from docaudit.documents.drawdown_application import DrawdownApplication
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.other import OtherDocument
from docaudit.records.case import CaseFacts
from docaudit.records.evidence import Evidence
from docaudit.records.findings import CalendarEntry, ChecklistItem
from docaudit.records.flows import Place
from docaudit.records.labels import DutyStatus, PaperStatus, Severity
from docaudit.records.pages import TextSource

pytestmark = pytest.mark.usefixtures("no_check_stops")
NUMBER = "6222000011112222"
OTHER = "云陵市永丰商贸有限公司"


def day(after):
    return DRAWN + dt.timedelta(days=after)


def statement(first, last, opening=None, closing=None, *, name="S1", number=NUMBER, holder=BORROWER, **more):
    base = {
        "id": name, "source": f"{name}.xlsx", "sha256": name, "account_number": fld(number), "account_name": fld(holder), "opening_balance": yuan(opening), "closing_balance": yuan(closing),
        "period_start": fld(None if first is None else day(first)), "period_end": fld(None if last is None else day(last)),
    }  # fmt: skip
    return BankStatement(**{**base, **more})


def covered(*statements, payments=(), rows=(), as_of=None, **more):
    names = tuple(s.id for s in statements)
    last = max((s.period_end.value for s in statements if s.period_end.value), default=AS_OF)
    accounts = (Account(key="A", number=NUMBER, name=BORROWER, documents=names),)
    documents = (*statements, *more.pop("documents", ()))
    return case(payments, rows, documents, accounts=accounts, as_of=as_of or last, **more)


# --- periods -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "severity", "amount"),
    [(150_000, Severity.MEDIUM, "50000.00"), (None, Severity.MEDIUM, None), (100_000, Severity.LOW, None)],
    ids=["the balance jumps", "no balance says anything", "the balance goes on"],
)
def test_days_between_two_statements_are_told(opening, severity, amount):
    file = covered(statement(-10, 27, 0, 100_000), statement(58, 90, opening, 1, name="S2"))
    hit = only(file, "statement.period_gap")
    assert (hit.severity, str(hit.amount) if hit.amount else None) == (severity, amount)
    assert "2025年3月31日至2025年4月29日" in hit.title
    assert {p.document for p in hit.evidence} == {"S1", "S2"}


@pytest.mark.parametrize(
    ("second", "hits"),
    [
        (statement(28, 90, 100_000, 1, name="S2"), 0),
        (statement(28, 90, 130_000, 1, name="S2"), 1),
        (statement(20, 90, 70_000, 1, name="S2"), 0),
        (statement(5, 20, 3, 4, name="S2"), 0),
        (statement(None, None, 100_000, 1, name="S2"), 0),
    ],
    ids=["it follows", "it follows with another balance", "it overlaps", "it lies within", "nobody knows its days"],
)
def test_what_is_no_gap_and_what_is_one_without_a_day_between(second, hits):
    assert len(found(covered(statement(-10, 27, 0, 100_000), second), "statement.period_gap")) == hits


def test_a_gap_before_the_loan_matters_less():
    file = covered(statement(-90, -60, 0, 100_000), statement(-30, 90, 150_000, 1, name="S2"))
    assert only(file, "statement.period_gap").severity is Severity.LOW


def test_a_disbursement_that_no_statement_covers():
    receipt = loan_receipt(account=fld(NUMBER))
    file = covered(statement(20, 90), documents=[receipt])
    rows = tuple(r for r in file.ledger.rows if r.kind is not RowKind.DISBURSEMENT)
    hit = only(replace(file, ledger=replace(file.ledger, rows=rows), traces=()), "statement.period_gap")
    assert hit.severity is Severity.MEDIUM
    assert "放款日2025年3月3日" in hit.title
    elsewhere = replace(file, documents=(statement(20, 90), loan_receipt(account=fld("6222000099998888"))))
    assert not found(replace(elsewhere, ledger=replace(file.ledger, rows=rows), traces=()), "statement.period_gap")


def test_a_statement_that_ends_while_loan_money_is_left_is_a_hint():
    left = row(5, 3, -100, SUPPLIER, use=Use.IDLE)
    file = covered(statement(-10, 90), payments=[paid(left, 2_000_000, use=Use.IDLE)], as_of=day(200))
    assert only(file, "statement.period_gap").severity is Severity.LOW
    spent = covered(statement(-10, 90), as_of=day(200))
    assert not found(spent, "statement.period_gap")
    soon = covered(statement(-10, 90), payments=[paid(left, 2_000_000, use=Use.IDLE)], as_of=day(130))
    assert not found(soon, "statement.period_gap")


# --- accounts ------------------------------------------------------------------------------------------------------


def agreed(number=NUMBER, confidence=0.99):
    return contract(disbursement_account=fld(number, confidence))


def undrawn(*documents, **more):
    file = case(documents=documents, **more)
    rows = tuple(r for r in file.ledger.rows if r.kind is not RowKind.DISBURSEMENT)
    return replace(file, ledger=replace(file.ledger, rows=rows), traces=())


def test_statements_of_another_account_than_the_contract_names():
    hit = only(undrawn(agreed("6222000077776666"), statement(-10, 90)), "statement.account_mismatch")
    assert hit.severity is Severity.MEDIUM
    assert "6222000077776666" in hit.title
    assert NUMBER in hit.explanation


def test_the_money_on_another_account_does_not_make_that_the_agreed_one():
    assert found(case(documents=[agreed("6222000077776666"), statement(-10, 90)]), "statement.account_mismatch")


def test_the_agreed_account_is_held_by_somebody_else():
    hit = only(case(documents=[agreed(), statement(-10, 90, holder=OTHER)]), "statement.account_mismatch")
    assert OTHER in hit.title


LICENCE = BusinessLicense(
    id="L1",
    source="照.pdf",
    sha256="l",
    name=fld("云陵市周记粮行"),
    credit_code=fld(CODE),
    legal_representative=fld("周建国"),
)


@pytest.mark.parametrize(
    "file",
    [
        undrawn(agreed(), statement(-10, 90)),
        undrawn(agreed("6222****6666"), statement(-10, 90)),
        undrawn(agreed("6222000077776666", 0.5), statement(-10, 90)),
        undrawn(agreed("6222000011112322"), statement(-10, 90, text_source=TextSource.OCR)),
        undrawn(agreed("6222000077776666")),
        undrawn(agreed("6222000077776666"), statement(-10, 90, holder=OTHER)),
        case(documents=[agreed("6222000077776666"), statement(-10, 90), loan_receipt(account=fld(NUMBER))]),
        case(documents=[agreed(), statement(-10, 90, holder="云陵市嘉柏钢铁有限公司（一般户）")]),
    ],
    ids=["the same account", "masked", "hardly read", "one digit of a scan", "no statement", "somebody else's statement", "the receipt names it", "a variant of the name"],
)  # fmt: skip
def test_what_is_no_other_account(file):
    assert not found(file, "statement.account_mismatch")


def test_a_former_name_and_a_sole_trader_hold_the_borrowers_account():
    former = "云陵市嘉柏五金有限公司"
    file = case(documents=[agreed(), statement(-10, 90, holder=former)])
    assert found(file, "statement.account_mismatch")
    facts = CaseFacts(related_parties=((former, "曾用名"),))
    assert not found(replace(file, facts=facts), "statement.account_mismatch")
    trader = case(documents=[agreed(), LICENCE, statement(-10, 90, holder="云陵市周记粮行")])
    person = replace(trader.parties, borrower="周建国", borrower_names=frozenset({"周建国"}))
    assert not found(replace(trader, parties=person), "statement.account_mismatch")


# --- papers that were promised -------------------------------------------------------------------------------------

CLAUSE = Place(document="K1", source="合同.pdf", evidence=Evidence(text="提款后30日内提供发票", page=3))


def promised(status, after=30):
    return CalendarEntry(date=day(after), kind="evidence", title="提交凭证", status=status, loan=LOAN, clause=CLAUSE)


def with_promise(payment, status=DutyStatus.OVERDUE, after=30):
    return replace(case([payment]), calendar=(promised(status, after),))


def test_invoices_that_came_in_time_are_not_late_where_only_the_contract_is_too_small():
    file = with_promise(paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED), covered=20_000))
    payment = file.traces[0].payments[0].row.id
    there = ChecklistItem(document="vat_invoice", subject=SUPPLIER, status=PaperStatus.PRESENT, payment=payment)
    assert not found(replace(file, checklist=(there,)), "evidence.overdue")
    lacking = replace(there, status=PaperStatus.INCOMPLETE)
    assert found(replace(file, checklist=(lacking,)), "evidence.overdue")
    asked = replace(CLAUSE, evidence=Evidence(text="提款后30日内提供购销合同、发票", page=3))
    both = replace(file, checklist=(there,), calendar=(replace(file.calendar[0], clause=asked),))
    assert found(both, "evidence.overdue")


def test_papers_that_the_contract_wanted_by_a_day_are_late():
    hit = only(
        with_promise(paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED), covered=20_000)), "evidence.overdue"
    )
    assert (hit.severity, str(hit.amount)) == (Severity.HIGH, "280000.00")
    assert any(p.document == "K1" for p in hit.evidence)
    small = with_promise(paid(row(5, 2, -90_000, SUPPLIER, use=Use.UNSUPPORTED)))
    assert only(small, "evidence.overdue").severity is Severity.MEDIUM


@pytest.mark.parametrize(
    "file",
    [
        with_promise(paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED)), DutyStatus.OPEN),
        with_promise(paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED), covered=300_000)),
        with_promise(paid(row(5, 2, -300_000, "国家金库", use=Use.OPERATING))),
        with_promise(paid(row(5, 290, -300_000, SUPPLIER, use=Use.UNSUPPORTED))),
        case([paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED))]),
    ],
    ids=["not due", "proved", "taxes", "paid a few days ago", "no such clause"],
)
def test_what_is_not_late(file):
    assert not found(file, "evidence.overdue")


def advance(delivery, size=300_000, slips=()):
    line = paid(row(5, 100, -size, SUPPLIER, "预付款", use=Use.UNSUPPORTED))
    came = [
        GoodsReceipt(id=f"G{k}", source="入库单.pdf", sha256=f"g{k}", pages=(1,), supplier=fld(who), date=fld(day(at)), amount=yuan(fen))
        for k, (who, at, fen) in enumerate(slips)
    ]  # fmt: skip
    return case([line], documents=[trade(delivery_date=fld(delivery)), *came])


@pytest.mark.parametrize(
    ("file", "hits"),
    [
        (advance(AS_OF - dt.timedelta(days=30)), 0),
        (advance(AS_OF - dt.timedelta(days=31)), 1),
        (advance(day(90)), 1),
        (advance(None), 1),
        (advance(AS_OF, 400_000), 1),
        (advance(AS_OF, slips=[(SUPPLIER, 99, 100_000), (SUPPLIER, 105, 200_000)]), 1),
        (advance(AS_OF, slips=[(SUPPLIER, 99, 100_000)]), 0),
        (advance(AS_OF, slips=[("云陵市永丰商贸有限公司", 99, 300_000)]), 0),
    ],
    ids=["delivered a month ago", "longer ago", "delivered before it was paid", "no day of delivery", "more than the contract", "all of it has come", "a part has come", "somebody else's goods"],
)  # fmt: skip
def test_what_was_paid_in_advance_needs_its_invoice_a_month_after_delivery(file, hits):
    assert len(found(file, "evidence.uncovered_payment")) == hits


def test_a_deposit_needs_no_invoice():
    for use in (Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT):
        file = case([paid(row(5, 3, -1_000_000, "云陵农村商业银行", "承兑保证金", use=use))])
        assert not found(file, "evidence.uncovered_payment")


# --- names ---------------------------------------------------------------------------------------------------------


def application(name, **more):
    return DrawdownApplication(
        **{"id": "A1", "source": "提款.pdf", "sha256": "a", "pages": (1,), "borrower": fld(name), **more}
    )


def sheet(name):
    return BalanceSheet(id="F1", source="表.pdf", sha256="f", pages=(1,), entity=fld(name))


def licence(name, code=CODE):
    return replace(LICENCE, name=fld(name), credit_code=fld(code))


COINED = contract(borrower_id=fld(CODE))
LIKE = "云陵市嘉拍钢铁有限公司"


@pytest.mark.parametrize(
    ("documents", "severity"),
    [
        ([application(OTHER)], Severity.MEDIUM),
        ([order(borrower=fld(OTHER))], Severity.MEDIUM),
        ([sheet(OTHER)], Severity.MEDIUM),
        ([COINED, licence(OTHER)], Severity.MEDIUM),
        ([application(LIKE)], Severity.LOW),
        ([application(OTHER), OtherDocument(id="X1", source="更名.pdf", sha256="x", title=fld("企业更名通知书"))], Severity.LOW),
    ],
    ids=["application", "order", "statements", "licence with the own code", "one glyph on paper", "a notice of the new name"],
)  # fmt: skip
def test_a_paper_that_calls_the_borrower_something_else(documents, severity):
    hit = only(case(documents=documents), "evidence.inconsistent_party")
    assert hit.severity is severity
    assert BORROWER in hit.explanation


def test_the_buyer_of_a_trade_that_the_loan_paid_is_somebody_else():
    line = paid(row(5, 2, -300_000, SUPPLIER, use=Use.UNSUPPORTED))
    file = case([line], documents=[trade(buyer=fld(OTHER))])
    assert OTHER in only(file, "evidence.inconsistent_party").title
    assert not found(case([line], documents=[trade()]), "evidence.inconsistent_party")
    assert not found(case(documents=[trade(buyer=fld(OTHER))]), "evidence.inconsistent_party")
    sold = trade(BORROWER, buyer=fld(SUPPLIER))
    assert not found(case([line], documents=[sold]), "evidence.inconsistent_party")


@pytest.mark.parametrize(
    "file",
    [
        case(documents=[application("云陵市嘉柏钢铁有限责任公司")]),
        case(documents=[application("嘉柏钢铁")]),
        case(documents=[application(LIKE, text_source=TextSource.OCR)]),
        case(documents=[application(OTHER, borrower=fld(OTHER, 0.6))]),
        case(documents=[application("云陵市嘉柏钢铁有限公司（原：云陵市嘉柏五金有限公司）")]),
        case(documents=[sheet(OTHER), replace(sheet(BORROWER), id="F2")]),
        case(documents=[sheet(RELATED)], parties=related(RELATED)),
        case(documents=[COINED, licence(OTHER, "91330100799655058B")]),
        case(documents=[application(None)]),
    ],
    ids=["legal form", "short", "one glyph of a scan", "hardly read", "with its former name", "beside its own statements", "a guarantor's statements", "a supplier's licence", "not read"],
)  # fmt: skip
def test_what_is_the_borrower_all_the_same(file):
    assert not found(file, "evidence.inconsistent_party")


def test_a_former_name_of_the_case_is_the_borrower():
    former = "云陵市嘉柏五金有限公司"
    file = case(documents=[application(former)], loan=the_loan())
    assert found(file, "evidence.inconsistent_party")
    parties = replace(file.parties, borrower_names=frozenset({BORROWER, former}))
    assert not found(replace(file, parties=parties), "evidence.inconsistent_party")
