"""The checklist: what a loan's kind, its method and its payments need, and in what state it is."""

# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.entrusted_payment_order import EntrustedPaymentOrder
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.guarantee_contract import GuaranteeContract
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.other import OtherDocument
from docaudit.documents.trade_contract import TradeContract
from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.duties import checklist
from docaudit.records.case import CaseFile
from docaudit.records.document import UnreadableDocument
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
)
from docaudit.records.labels import PaperStatus, RowKind, Use
from docaudit.records.money import Money
from docaudit.records.obligation import Obligation
from docaudit.records.pages import TextSource

DRAWN = dt.date(2025, 3, 3)
AS_OF = dt.date(2025, 12, 31)
SUPPLIER = "云陵市恒达钢材有限公司"
GUARANTOR = "云陵市永丰担保有限公司"


def fld(value):
    return Field(value, 0.99, Evidence(text=str(value), page=1)) if value is not None else Field()


def row(number, date, yuan, name=None, *, kind=RowKind.OUT, loan=None, pin=None):
    spent = Transaction(
        id=f"S1#{number}", index=number, account="A", date=date, amount_fen=yuan * 100, counterparty_name=name,
        place=Place(document="S1", source="流水.xlsx", evidence=Evidence(text="", sheet="1", row=number)),
    )  # fmt: skip
    return LedgerRow(transaction=spent, kind=kind, use=Use.UNSUPPORTED, loan=loan, pin=pin)


def the_case(
    *documents, kind="working_capital", method="mixed", limit=100_000_000, payments=(), as_of=AS_OF, contract=None
):
    loan = Loan(
        id="L1", contract="K1", start_date=DRAWN, loan_kind=kind, payment_method=method, entrusted_threshold_fen=limit
    )
    first = row(900, DRAWN, 5_000_000, "银行", kind=RowKind.DISBURSEMENT, loan="L1")
    agreed = contract or LoanContract(id="K1", source="合同.pdf", signed_date=fld(DRAWN))
    return CaseFile(
        name="C1", as_of=as_of, loans=(loan,), documents=(agreed, *documents),
        ledger=Ledger(accounts=(Account(key="A", number="1", name="借款人"),), rows=(first, *(p.row for p in payments))),
        traces=(LoanTrace(loan="L1", disbursed_fen=500_000_000, method="fifo", payments=tuple(payments)),),
    )  # fmt: skip


def paid(line, covered=0):
    size = abs(line.transaction.amount_fen)
    cover = (Cover("I1", covered * 100),) if covered else ()
    return TracedPayment(
        row=line, loan_fen=size, min_fen=size, max_fen=size, use=line.use, covered_by=cover, uncovered_fen=size - covered * 100
    )  # fmt: skip


def items(case, document, about=None):
    return [i for i in checklist(case) if i.document == document and (about is None or i.about == about)]


def only(case, document, about=None):
    (item,) = items(case, document, about)
    return item


def test_each_guarantor_of_the_contract_needs_his_own():
    agreed = LoanContract(id="K1", signed_date=fld(DRAWN), guarantors=(fld(GUARANTOR), fld("王建国")))
    held = GuaranteeContract(id="G1", guarantor=fld(GUARANTOR))
    case = the_case(held, contract=agreed)
    assert only(case, "guarantee_contract", GUARANTOR).status is PaperStatus.PRESENT
    assert only(case, "guarantee_contract", "王建国").status is PaperStatus.OVERDUE
    assert not items(the_case(), "guarantee_contract")


def test_security_whose_giver_was_not_read_is_pending():
    secured = Obligation(kind=fld("security"), party=fld("guarantor"), text=fld("由……提供保证"))
    case = the_case(contract=LoanContract(id="K1", signed_date=fld(DRAWN), obligations=(secured,)))
    item = only(case, "guarantee_contract")
    assert (item.status, bool(item.reason)) == (PaperStatus.PENDING, True)


def test_a_project_needs_its_permits_and_a_person_a_proof_of_marriage():
    permit = OtherDocument(id="X1", title=fld("关于年产五万吨项目的立项备案通知书"))
    project = the_case(permit, kind="fixed_asset")
    assert only(project, "other", "立项批复或备案").status is PaperStatus.PRESENT
    assert only(project, "other", "施工许可").status is PaperStatus.OVERDUE
    person = the_case(kind="personal_consumption")
    assert only(person, "other").status is PaperStatus.PENDING
    assert (
        only(replace(person, documents=(OtherDocument(id="X2", title=fld("结婚证")),)), "other").status
        is PaperStatus.PRESENT
    )
    assert not items(the_case(), "other")


def test_what_may_lie_among_unreadable_files_is_pending_and_never_missing():
    named = UnreadableDocument(id="U1", source="报表/资产负债表.xlsx")
    papers = [BalanceSheet(id=f"B{n}", source=f"{n}.pdf") for n in range(3)]
    case = the_case(named, OtherDocument(id="X1", source="a.pdf"), OtherDocument(id="X2", source="b.pdf"))
    assert only(case, "balance_sheet").status is PaperStatus.PENDING
    assert only(case, "income_statement").status is PaperStatus.MISSING
    dark = the_case(*(UnreadableDocument(id=f"U{n}", source=f"{n}.pdf") for n in range(4)))
    assert {i.status for i in checklist(dark)} == {PaperStatus.PRESENT, PaperStatus.PENDING}
    assert only(the_case(named, *papers), "balance_sheet").status is PaperStatus.PRESENT


def test_the_lender_must_pay_what_is_entrusted_by_an_order():
    large, small = row(1, DRAWN, -1_500_000, SUPPLIER), row(2, DRAWN, -300_000, SUPPLIER)
    case = the_case(payments=[paid(large), paid(small)])
    assert [(i.payment, i.status) for i in items(case, "entrusted_payment_order")] == [("S1#1", PaperStatus.OVERDUE)]
    order = EntrustedPaymentOrder(id="O1", amount=fld(Money(150_000_000)), payee_name=fld(SUPPLIER))
    ordered = replace(case, documents=(*case.documents, order))
    assert {i.status for i in items(ordered, "entrusted_payment_order")} == {PaperStatus.PRESENT}
    whole = the_case(payments=[paid(small), paid(row(3, DRAWN, -300, SUPPLIER))], method="entrusted")
    assert [i.payment for i in items(whole, "entrusted_payment_order", SUPPLIER)] == ["S1#2"]


def test_the_invoice_of_a_prepayment_waits_for_the_goods():
    spent = paid(row(1, DRAWN, -300_000, SUPPLIER))
    agreed = TradeContract(
        id="T1", seller=fld(SUPPLIER), signed_date=fld(DRAWN), delivery_date=fld(dt.date(2025, 12, 15))
    )
    item = only(the_case(agreed, payments=[spent]), "vat_invoice")
    assert (item.due, item.status) == (dt.date(2026, 1, 14), PaperStatus.MISSING)
    assert only(the_case(payments=[spent]), "vat_invoice").due == DRAWN + dt.timedelta(days=60)


def test_goods_of_a_project_need_their_receipt():
    spent = paid(row(1, DRAWN, -300_000, SUPPLIER))
    agreed = TradeContract(
        id="T1", seller=fld(SUPPLIER), signed_date=fld(DRAWN), delivery_date=fld(dt.date(2025, 4, 1))
    )
    case = the_case(agreed, payments=[spent], kind="fixed_asset")
    assert only(case, "goods_receipt").status is PaperStatus.OVERDUE
    came = replace(case, documents=(*case.documents, GoodsReceipt(id="W1", supplier=fld(SUPPLIER))))
    assert only(came, "goods_receipt").status is PaperStatus.PRESENT
    assert not items(the_case(agreed, payments=[spent]), "goods_receipt")


@pytest.mark.parametrize(
    ("source", "status"), [(TextSource.TEXT_LAYER, PaperStatus.INCOMPLETE), (TextSource.OCR, PaperStatus.PRESENT)]
)
def test_a_contract_without_its_day_is_incomplete_where_the_text_could_be_read(source, status):
    agreed = TradeContract(id="T1", seller=fld(SUPPLIER), text_source=source)
    case = the_case(agreed, payments=[paid(row(1, DRAWN, -300_000, SUPPLIER))])
    item = only(case, "trade_contract")
    assert item.status is status
    assert bool(item.reason) == (status is PaperStatus.INCOMPLETE)


def invoice(*amounts, name="螺纹钢", total=300_000):
    lines = tuple(InvoiceItem(name=fld(name), amount=fld(Money(a * 100))) for a in amounts)
    return VatInvoice(id="I1", pages=(1,), items=lines, amount=fld(Money(total * 100)))


@pytest.mark.parametrize(
    ("bill", "status"),
    [
        (invoice(300_000), PaperStatus.PRESENT),
        (invoice(100_000, 80_000), PaperStatus.INCOMPLETE),
        (invoice(300_000, name="（详见销货清单）"), PaperStatus.INCOMPLETE),
        (replace(invoice(100_000), text_source=TextSource.OCR), PaperStatus.PRESENT),
        (VatInvoice(id="I1", amount=fld(Money(1))), PaperStatus.PRESENT),
    ],
)
def test_an_invoice_without_its_second_page_or_its_list_is_incomplete(bill, status):
    case = the_case(bill, payments=[paid(row(1, DRAWN, -300_000, SUPPLIER), covered=300_000)])
    item = only(case, "vat_invoice")
    assert (item.status, item.uncovered) == (status, Money(0))
    listed = replace(case, documents=(*case.documents, OtherDocument(id="X1", title=fld("销货清单"))))
    if "详见" in (bill.items[0].name.value or "" if bill.items else ""):
        assert only(listed, "vat_invoice").status is PaperStatus.PRESENT


def test_the_days_come_from_the_rule_pack():
    case = the_case(payments=[paid(row(1, DRAWN, -300_000, SUPPLIER))])
    longer = replace(case, thresholds={"evidence.uncovered_payment.due_days": Decimal(90)})
    assert only(longer, "vat_invoice").due == DRAWN + dt.timedelta(days=90)


def test_the_report_on_own_payments_is_asked_for_where_the_contract_promises_it():
    promise = Obligation(kind=fld("reporting"), party=fld("borrower"), text=fld("每季度末月汇总报告贷款资金支付情况"))
    case = the_case(contract=LoanContract(id="K1", signed_date=fld(DRAWN), obligations=(promise,)))
    assert [(i.subject, i.about, i.status, i.due) for i in items(case, "other")] == [
        ("2025-Q1", "自主支付情况报告（2025-Q1）", PaperStatus.OVERDUE, dt.date(2025, 5, 1))
    ]
    report = OtherDocument(id="X1", title=fld("贷款资金自主支付情况汇总报告"))
    assert only(replace(case, documents=(*case.documents, report)), "other").status is PaperStatus.PRESENT
