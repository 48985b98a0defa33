# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.bank_statement import BankStatement
from docaudit.documents.financials import StatementLine
from docaudit.documents.inspection_report import InspectionReport
from docaudit.documents.loan_contract import Instalment, LoanContract
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import VatInvoice
from docaudit.duties import calendar, checklist
from docaudit.duties.covenants import holds
from docaudit.duties.metrics import measure, sheets_by_day
from docaudit.records.case import CaseFile
from docaudit.records.evidence import Evidence, Field
from docaudit.records.flows import (
    Account,
    Cover,
    Ledger,
    LedgerRow,
    Loan,
    LoanTrace,
    Place,
    TracedPayment,
    Transaction,
    UseAmount,
)
from docaudit.records.labels import DutyStatus, PaperStatus, RowKind, Use
from docaudit.records.money import Money
from docaudit.records.obligation import Obligation

DRAWN = dt.date(2025, 3, 3)
AS_OF = dt.date(2025, 12, 31)
SUPPLIER = "云陵市恒达钢材有限公司"


def fld(value):
    return Field(value, 0.99, Evidence(text=str(value), page=1)) if value is not None else Field()


def row(number, date, yuan, name=None, *, kind=RowKind.OUT, use=Use.UNSUPPORTED, loan=None, to=None):
    paid = Transaction(
        id=f"S1#{number}", index=number, account="A", date=date, amount_fen=yuan * 100,
        place=Place(document="S1", source="流水.xlsx", evidence=Evidence(text="", sheet="1", row=number)), counterparty_name=name,
    )  # fmt: skip
    return LedgerRow(transaction=paid, kind=kind, use=use, loan=loan, to=to)


def the_case(*, loan=None, contract=None, rows=(), payments=(), documents=(), accounts=(), as_of=AS_OF, **more):
    first = row(900, DRAWN, 5_000_000, "银行", kind=RowKind.DISBURSEMENT, loan="L1")
    base = Loan(
        id="L1",
        contract="K1",
        receipts=("R1",),
        principal_fen=500_000_000,
        start_date=DRAWN,
        end_date=dt.date(2026, 3, 2),
        loan_kind="working_capital",
        payment_method="mixed",
    )
    papers = (contract, *documents) if contract else tuple(documents)
    own = Account(key="A", number="6222000011112222", name="借款人", period_end=as_of)
    return CaseFile(
        name="C1", as_of=as_of, loans=(loan or base,), documents=papers,
        ledger=Ledger(accounts=(own, *accounts), rows=(first, *rows, *(p.row for p in payments))),
        traces=(LoanTrace(loan="L1", disbursed_fen=500_000_000, method="fifo", payments=tuple(payments)),), **more,
    )  # fmt: skip


def traced(line, covered=0, use=None):
    size = abs(line.transaction.amount_fen)
    return TracedPayment(
        row=line, loan_fen=size, min_fen=size, max_fen=size, use=use or line.use,
        covered_by=(Cover("I1", covered * 100),) if covered else (), uncovered_fen=size - covered * 100,
    )  # fmt: skip


def contract(*, plan=(), obligations=(), **fields):
    return LoanContract(
        id="K1", source="合同.pdf", signed_date=fld(dt.date(2025, 3, 1)), obligations=tuple(obligations),
        repayment_schedule=tuple(Instalment(due_date=fld(d), principal=fld(Money(p * 100))) for d, p in plan), **fields,
    )  # fmt: skip


def states(case, document, *, payment=None):
    return [i.status for i in checklist(case) if i.document == document and (i.payment is not None) == bool(payment)]


def test_papers_that_are_there_are_present_and_the_others_overdue_after_their_day():
    case = the_case(contract=contract(), documents=[BankStatement(id="S1")])
    assert states(case, "loan_contract") == [PaperStatus.PRESENT]
    assert states(case, "bank_statement") == [PaperStatus.PRESENT]
    assert states(case, "drawdown_application") == [PaperStatus.OVERDUE]
    assert states(case, "balance_sheet") == [PaperStatus.MISSING]


def test_a_consumer_needs_no_licence_and_no_balance_sheet():
    loan = Loan(id="L1", contract="K1", loan_kind="personal_consumption", start_date=DRAWN)
    case = the_case(loan=loan, contract=contract())
    assert not states(case, "business_license")
    assert not states(case, "balance_sheet")
    assert states(case, "loan_receipt") == [PaperStatus.OVERDUE]


@pytest.mark.parametrize(
    ("covered", "date", "status"),
    [
        (300_000, DRAWN, PaperStatus.PRESENT), (299_999, DRAWN, PaperStatus.PRESENT), (100_000, DRAWN, PaperStatus.INCOMPLETE),
        (0, DRAWN, PaperStatus.OVERDUE), (0, AS_OF - dt.timedelta(days=10), PaperStatus.MISSING),
    ],
)  # fmt: skip
def test_the_invoice_of_a_payment(covered, date, status):
    case = the_case(payments=[traced(row(1, date, -300_000, SUPPLIER), covered)])
    item = next(i for i in checklist(case) if i.document == "vat_invoice")
    assert (item.status, item.payment, item.subject) == (status, "S1#1", SUPPLIER)
    assert item.due == date + dt.timedelta(days=60)
    if status in (PaperStatus.OVERDUE, PaperStatus.INCOMPLETE):
        assert item.uncovered == Money((300_000 - covered) * 100)


@pytest.mark.parametrize("use", [Use.OPERATING, Use.LOAN_REPAYMENT, Use.SECURITIES, Use.CASH])
def test_wages_taxes_fees_and_interest_are_never_asked_for_an_invoice(use):
    case = the_case(payments=[traced(row(1, DRAWN, -300_000, "国家金库", use=use))])
    assert not [i for i in checklist(case) if i.payment]


def test_the_parts_of_one_payment_are_one_item():
    line = row(1, DRAWN, -300_000, SUPPLIER)
    parts = [
        replace(traced(line, use=Use.CONFORMING), loan_fen=10_000_000, uncovered_fen=0),
        replace(traced(line), loan_fen=20_000_000, uncovered_fen=20_000_000),
    ]
    items = [i for i in checklist(the_case(payments=parts)) if i.document == "vat_invoice"]
    assert [(i.status, i.uncovered) for i in items] == [(PaperStatus.INCOMPLETE, Money(20_000_000))]


def test_a_contract_is_asked_for_larger_payments_only():
    case = the_case(payments=[traced(row(1, DRAWN, -300_000, SUPPLIER)), traced(row(2, DRAWN, -4_000, "云陵打印店"))])
    assert states(case, "trade_contract", payment=True) == [PaperStatus.OVERDUE]
    signed = TradeContract(id="T1", seller=fld("云陵市恒达钢材有限责任公司"), signed_date=fld(DRAWN))
    assert states(replace(case, documents=(signed,)), "trade_contract", payment=True) == [PaperStatus.PRESENT]


def test_what_lacks_though_all_is_invoiced_the_contract_lacks():
    signed = TradeContract(id="T1", seller=fld(SUPPLIER), signed_date=fld(DRAWN), amount=fld(Money(20_000_000)))
    issued = VatInvoice(id="I1", seller_name=fld(SUPPLIER), total=fld(Money(30_000_000)))
    file = the_case(payments=[traced(row(1, DRAWN, -300_000, SUPPLIER), 200_000)], documents=[signed, issued])
    items = {i.document: i for i in checklist(file) if i.payment}
    assert (items["vat_invoice"].status, items["vat_invoice"].uncovered) == (PaperStatus.PRESENT, Money(0))
    contract = items["trade_contract"]
    assert (contract.status, contract.uncovered, contract.reason) == (
        PaperStatus.INCOMPLETE,
        Money(10_000_000),
        "合同金额不足",
    )
    less = replace(issued, total=fld(Money(29_000_000)))
    items = {i.document: i for i in checklist(replace(file, documents=(signed, less))) if i.payment}
    assert items["vat_invoice"].status is PaperStatus.INCOMPLETE
    assert items["trade_contract"].uncovered is None


def test_the_statement_of_a_dark_account_is_asked_for():
    dark = Account(key="dark:1", number="6222000055556666", name="借款人", dark=True)
    case = the_case(
        rows=[row(1, DRAWN, -400_000, "借款人", kind=RowKind.TRANSFER, to="dark:1")],
        accounts=[dark],
        documents=[BankStatement(id="S1")],
    )
    item = next(i for i in checklist(case) if i.about == "6222000055556666")
    assert (item.document, item.status) == ("bank_statement", PaperStatus.OVERDUE)


# --- calendar ------------------------------------------------------------------------------------------------------


def entries(case, kind):
    found = calendar(case)
    assert all(e.english not in ("", e.title) for e in found)
    return [(e.date, e.status) for e in found if e.kind == kind]


def test_instalments_paid_in_the_statements_are_done_and_later_ones_open():
    plan = [
        (dt.date(2025, 9, 3), 500_000),
        (dt.date(2025, 12, 3), 500_000),
        (dt.date(2026, 1, 5), 500_000),
        (dt.date(2026, 3, 2), 3_500_000),
    ]
    paid = row(1, dt.date(2025, 9, 3), -500_000, "银行", use=Use.LOAN_REPAYMENT, loan="L1")
    assert entries(the_case(contract=contract(plan=plan), rows=[paid]), "repayment") == [
        (plan[0][0], DutyStatus.DONE), (plan[1][0], DutyStatus.OVERDUE), (plan[2][0], DutyStatus.DUE_SOON), (plan[3][0], DutyStatus.OPEN),
    ]  # fmt: skip


def test_an_instalment_beyond_the_statements_cannot_be_tested():
    case = the_case(contract=contract(plan=[(dt.date(2025, 12, 3), 500_000)]))
    short = replace(
        case, ledger=replace(case.ledger, accounts=(replace(case.ledger.accounts[0], period_end=dt.date(2025, 6, 30)),))
    )
    assert entries(short, "repayment") == [(dt.date(2025, 12, 3), DutyStatus.CANNOT_TEST)]


def test_the_first_check_follows_the_payment_method_and_is_done_by_a_report():
    case = the_case()
    assert entries(case, "first_check") == [(dt.date(2025, 3, 10), DutyStatus.OVERDUE)]
    own = replace(case, loans=(replace(case.loans[0], payment_method="self"),))
    assert entries(own, "first_check") == [(dt.date(2025, 3, 6), DutyStatus.OVERDUE)]
    held = replace(case, documents=(InspectionReport(id="N1", date=fld(dt.date(2025, 3, 8))),))
    assert entries(held, "first_check") == [(dt.date(2025, 3, 10), DutyStatus.DONE)]
    longer = replace(case, thresholds={"duty.first_check_due.entrusted_days": Decimal(90)})
    assert entries(longer, "first_check")[0][0] == DRAWN + dt.timedelta(days=90)


def test_maturity_is_on_the_end_date():
    assert entries(the_case(), "maturity") == [(dt.date(2026, 3, 2), DutyStatus.OPEN)]


def test_quarterly_reports_are_due_after_each_quarter():
    promise = Obligation(
        kind=fld("reporting"),
        party=fld("borrower"),
        text=fld("每季度结束后15日内报送财务报表"),
        document=fld("财务报表"),
        frequency=fld("quarterly"),
        due_days=fld(15),
    )
    sheet = BalanceSheet(id="B1", period_end=fld(dt.date(2025, 3, 31)))
    found = entries(the_case(contract=contract(obligations=[promise]), documents=[sheet]), "report")
    assert found[:3] == [
        (dt.date(2025, 4, 15), DutyStatus.DONE),
        (dt.date(2025, 7, 15), DutyStatus.OVERDUE),
        (dt.date(2025, 10, 15), DutyStatus.OVERDUE),
    ]
    assert found[3] == (dt.date(2026, 1, 15), DutyStatus.OPEN)


def test_evidence_promised_after_the_drawdown():
    promise = Obligation(
        kind=fld("evidence"),
        party=fld("borrower"),
        text=fld("提款后30日内提供发票"),
        documents=(fld("vat_invoice"),),
        due_days=fld(30),
    )
    case = the_case(contract=contract(obligations=[promise]), payments=[traced(row(1, DRAWN, -300_000, SUPPLIER))])
    case = replace(case, checklist=checklist(case))
    assert entries(case, "evidence") == [(DRAWN + dt.timedelta(days=30), DutyStatus.OVERDUE)]


def test_covenants_are_tested_on_each_balance_sheet():
    promise = Obligation(
        kind=fld("financial_covenant"),
        party=fld("borrower"),
        text=fld("资产负债率不得高于70%"),
        metric=fld("debt_ratio"),
        operator=fld("<="),
        threshold=fld(Decimal(70)),
        unit=fld("percent"),
    )
    lines = tuple(
        StatementLine(name=fld(n), current=fld(Money(v)))
        for n, v in (("total_assets", 1000), ("total_liabilities", 750))
    )
    sheet = BalanceSheet(id="B1", period_end=fld(dt.date(2025, 6, 30)), items=lines)
    case = the_case(
        contract=contract(obligations=[promise, replace(promise, metric=fld("current_ratio"))]), documents=[sheet]
    )
    assert sorted(s for _, s in entries(case, "covenant_test")) == [DutyStatus.BREACHED, DutyStatus.CANNOT_TEST]
    (sheets,) = sheets_by_day(case)
    assert [m.value for m in measure(sheets, "debt_ratio")] == [Decimal("0.75")]
    assert not measure(sheets, "other")


@pytest.mark.parametrize(
    ("covenant", "tested"),
    [
        ({"metric": fld("external_guarantees")}, 1),
        ({"metric": fld("other")}, 1),
        ({"metric": fld("debt_ratio"), "threshold": fld(None)}, 1),
        ({"metric": fld("debt_ratio")}, 0),
        ({"metric": fld("sales_collection_share")}, 0),
    ],
    ids=[
        "in no statement",
        "unknown",
        "a blank limit",
        "a statement may still come",
        "the account's statements tell it",
    ],
)
def test_what_no_statement_will_ever_show_cannot_be_tested_from_the_first_day(covenant, tested):
    promise = Obligation(
        **{
            "kind": fld("financial_covenant"),
            "party": fld("borrower"),
            "text": fld("借款存续期间应保持"),
            "operator": fld("<="),
            "threshold": fld(Decimal(50)),
            "unit": fld("percent"),
            **covenant,
        }
    )
    case = the_case(contract=contract(obligations=[promise]), as_of=dt.date(2025, 5, 1))
    assert entries(case, "covenant_test") == [(dt.date(2025, 5, 1), DutyStatus.CANNOT_TEST)] * tested


def test_operators_of_covenants():
    assert holds(Decimal(70), "<=", Decimal(70))
    assert not holds(Decimal(70), "<", Decimal(70))
    assert holds(Decimal("1.2"), ">=", Decimal("1.2"))
    assert not holds(Decimal("1.2"), ">", Decimal("1.2"))


def test_a_loan_under_which_nothing_was_drawn_waits_for_its_papers():
    case = the_case(contract=contract())
    idle = Loan(id="L2", contract="K2", loan_kind="working_capital", start_date=DRAWN)
    case = replace(case, loans=(*case.loans, idle))
    assert [i.status for i in checklist(case) if i.document == "loan_receipt"] == [
        PaperStatus.PRESENT,
        PaperStatus.PENDING,
    ]


def test_no_statement_is_asked_for_of_an_account_that_loan_money_cannot_have_reached():
    dark = Account(key="dark:1", number="6222000055556666", name="借款人", dark=True)
    before = row(1, DRAWN - dt.timedelta(days=40), -400_000, "借款人", kind=RowKind.TRANSFER, to="dark:1")
    assert not [i for i in checklist(the_case(rows=[before], accounts=[dark])) if i.about == dark.number]
    after = row(1, DRAWN, -400_000, "借款人", kind=RowKind.TRANSFER, to="dark:1")
    case = the_case(rows=[after], accounts=[dark])
    # Every yuan of the loan is known to have gone elsewhere: only own money can stand on the account.
    spent = UseAmount(Use.CONFORMING, 500_000_000, 500_000_000, 500_000_000)
    pinned = replace(case, traces=(replace(case.traces[0], uses=(spent,)),))
    assert not [i for i in checklist(pinned) if i.about == dark.number]
    unknown = replace(case, traces=(replace(case.traces[0], uses=(UseAmount(Use.UNKNOWN, 0, 0, 40_000_000),)),))
    assert [i.document for i in checklist(unknown) if i.about == dark.number] == ["bank_statement"]


def test_small_change_without_a_paper_does_not_leave_the_duty_to_hand_in_evidence_undone():
    promise = Obligation(
        kind=fld("evidence"), party=fld("borrower"), text=fld("提款后30日内提供发票"), documents=(fld("vat_invoice"),), due_days=fld(30)
    )  # fmt: skip
    small = traced(row(1, DRAWN, -4_000, SUPPLIER))
    case = the_case(contract=contract(obligations=[promise]), payments=[small], documents=[VatInvoice(id="V1")])
    case = replace(case, checklist=checklist(case))
    assert entries(case, "evidence") == [(DRAWN + dt.timedelta(days=30), DutyStatus.DONE)]
